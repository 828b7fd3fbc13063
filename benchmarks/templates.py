"""How fast a template is: one edit, a full recalculation, and writing a bloc's eight workbooks.

    .venv/bin/python benchmarks/templates.py

It needs LibreOffice. Aims: an edit with all its dependents read back 16 ms, a full recalculation 50 ms, eight
workbooks 3 s, each under 200 kB; on a machine with nothing else to do.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from calc import Book, Calc  # noqa: E402
from rulebook_drawing import rulebook_of, small_book  # noqa: E402

from thidua_xl import examples  # noqa: E402
from thidua_xl.live import hidden  # noqa: E402
from thidua_xl.live.plan import FIRST_ROW, Plan  # noqa: E402
from thidua_xl.rulebook.models import Rulebook  # noqa: E402
from thidua_xl.rulebook.reading import read_rulebook  # noqa: E402
from thidua_xl.workbooks.reading import read_book  # noqa: E402
from thidua_xl.workbooks.writing.member import write_member  # noqa: E402
from thidua_xl.workbooks.writing.rulebook import rulebook_bytes  # noqa: E402

EDITS, RECALCULATIONS = 60, 15
WAYS = (
    "Theo tỷ lệ | Sàn tỷ lệ=50",
    "Trừ theo ngày chậm | Hệ số=2 | Hạn=15/6/2026",
    "Theo mức",
    "Trừ theo % thiếu | Hệ số=0,5",
    "Chọn mức",
    "Chấm trực tiếp | Bước điểm=0,5",
)


def sixty_lines() -> Rulebook:
    """A rulebook whose every unit has 60 lines of six ways."""
    lines, levels = ["A | Mục | |"], []
    for number in range(60):
        way = WAYS[number % len(WAYS)]
        lines.append(f"A.{number} | Tiêu chí số {number} | 10 | {way}")
        if way == "Theo mức":
            code = f"A.{number}"
            levels += [f"|{code}||95|Có|||10|||", f"|{code}||75|Có|95|Không|6|||", f"|{code}||||75|Không|2|||"]
        if way == "Chọn mức":
            levels += [f"|A.{number}|Tốt|||||10|||", f"|A.{number}|Khá|||||7|||"]
    return rulebook_of(small_book("\n".join(lines), "\n".join(levels)))


def milliseconds(work: Callable[[], object], times: int) -> list[float]:
    """How long each of so many runs takes."""
    taken: list[float] = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def said(taken: list[float]) -> str:
    """The median and the fastest."""
    return f"median {statistics.median(taken):6.1f} ms, fastest {min(taken):6.1f} ms"


class Dependents:
    """Everything that depends on the lines of one workbook, read as a window would paint it."""

    def __init__(self, book: Book, plan: Plan) -> None:
        last, totals = plan.last_score_row, plan.total_rows
        self.book, self.number = book, 0
        self.line = book.range("Tự chấm", f"K{FIRST_ROW + 1}:M{FIRST_ROW + 1}")
        self.totals = book.range("Tự chấm", f"K{totals['main']}:K{totals['class']}")
        self.strip = book.range("Tự chấm", "A3:A4")
        scores = book.range("Tự chấm", f"K{FIRST_ROW}:M{last}")
        checksum = book.range(hidden.NAME, f"{hidden.SUM_CHECK}{FIRST_ROW}:{hidden.SUM_CHECK}{last}")
        problems = book.range("Kiểm tra", f"A4:E{FIRST_ROW + 30}")
        self.all = [scores, self.totals, self.strip, checksum, problems]
        self.input = book.cell("Tự chấm", f"H{FIRST_ROW + 1}")

    def read(self) -> None:
        """Scores, evidence, checks; totals; the strip; the checksum; the list of problems."""
        for cells in self.all:
            cells.getDataArray()

    def _change(self) -> None:
        self.number += 1
        self.input.setValue(50 + self.number)

    def edit(self) -> None:
        """Another result on the first line, and everything read."""
        self._change()
        self.read()

    def edit_and_read_totals(self) -> None:
        """Another result, and only the line, the totals and the strip."""
        self._change()
        for cells in (self.line, self.totals, self.strip):
            cells.getDataArray()

    def recalculate(self) -> None:
        """Every formula anew."""
        self.book.calculate()
        self.read()


def in_libreoffice(folder: Path, calc: Calc) -> None:
    """Edits and recalculations in a workbook of 60 lines."""
    rulebook, path = sixty_lines(), folder / "60.xlsx"
    unit = rulebook.units[0]
    write_member(path, rulebook, unit)
    with calc.open(path) as book:
        dependents = Dependents(book, Plan(rulebook, unit))
        dependents.read()
        print("nothing changed, all read   ", said(milliseconds(dependents.read, EDITS)))
        print("one edit, all dependents    ", said(milliseconds(dependents.edit, EDITS)))
        print("one edit, line and totals   ", said(milliseconds(dependents.edit_and_read_totals, EDITS)))
        print("full recalculation, all read", said(milliseconds(dependents.recalculate, RECALCULATIONS)))


def eight_workbooks(folder: Path) -> None:
    """Writing the workbooks of the example bloc."""
    rulebook, _ = read_rulebook(read_book(rulebook_bytes(examples.tables("khoi-noi-chinh")), "khoi-noi-chinh"))
    assert rulebook is not None

    def write() -> None:
        for unit in rulebook.units:
            write_member(folder / f"{unit.code}.xlsx", rulebook, unit)

    processor = time.process_time()
    taken = milliseconds(write, 3)
    processor = (time.process_time() - processor) / 3
    sizes = [(folder / f"{unit.code}.xlsx").stat().st_size for unit in rulebook.units]
    print(f"{len(sizes)} workbooks written         ", said(taken), f"({processor * 1000:.0f} ms of processor)")
    print(f"largest                      {max(sizes) / 1000:.0f} kB")


def main() -> None:
    """Print the figures."""
    folder = Path(tempfile.mkdtemp())
    eight_workbooks(folder)
    calc = Calc(folder / "profile")
    try:
        in_libreoffice(folder, calc)
    finally:
        calc.close()


if __name__ == "__main__":
    main()
