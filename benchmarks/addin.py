"""How quick the LibreOffice add-in is in filled workbooks, the example bloc's and one of sixty lines.

.venv/bin/python benchmarks/addin.py

Asked of it (issue 5): after one keystroke its dependents are updated within 16 ms (median), all lines are computed
anew within 50 ms. Times include the pipe to LibreOffice (about 0.4 ms a call). A keystroke makes LibreOffice compute
every line anew, since each looks into the whole column: so its formula survives cut and paste. The plain workbook is
open beside it, and each round is timed in both: what moves both is the machine's load.
"""

import os
import random
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from agreeing_rulebook import sixty_lines
from calc import Book, Calc
from judging_inputs import Hand

from thidua_xl import examples
from thidua_xl.live.channel import LIBREOFFICE, PLAIN
from thidua_xl.live.plan import Plan, letters
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.rules.vocabulary import Way
from thidua_xl.sheets.member import SCORES
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing import rulebook_bytes
from thidua_xl.workbooks.writing.member import write_member
from xl.libreoffice.extension import write_oxt

ROUNDS = 60


def measure(books: dict[str, Book], plan: Plan) -> None:
    """Time each action in every channel's workbook, in turns; the first rounds warm up."""
    acting = {channel: actions(book, plan) for channel, book in books.items()}
    print(f"{len(plan.lines)} lines; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for name in acting[PLAIN]:
        times: dict[str, list[float]] = {channel: [] for channel in acting}
        for number in range(ROUNDS + 5):
            for channel, taken in times.items():
                start = time.perf_counter()
                acting[channel][name](number)
                taken.append((time.perf_counter() - start) * 1000)
        print(f"  {name:38} : " + "; ".join(f"{channel} {told(taken[5:])}" for channel, taken in times.items()))


def told(times: list[float]) -> str:
    """Median and 95th percentile."""
    return f"median {statistics.median(times):5.1f} ms, p95 {sorted(times)[int(len(times) * 0.95)]:5.1f}"


def actions(book: Book, plan: Plan) -> dict[str, Callable[[int], None]]:
    """What is timed: type into one line and read what a person sees of it; make all anew and read every score."""
    score, result, check = (letters(SCORES, key) for key in ("score", "result", "check"))
    number = next(n for n, row in plan.lines if row.way is Way.RATIO and not row.figure)
    first, last, total = plan.lines[0][0], plan.last_score_row, plan.total_rows["total"]
    typed, scored, summed = (
        book.cell(SCORES.name, cell) for cell in (f"{result}{number}", f"{score}{number}", f"{score}{total}")
    )
    column = book.range(SCORES.name, f"{score}{first}:{score}{last}")
    seen = book.range(SCORES.name, f"{score}{first}:{check}{total}")

    def keystroke(value: int) -> None:
        typed.setValue(value)
        scored.getValue()
        summed.getValue()

    def everything_seen(value: int) -> None:
        keystroke(value)
        seen.getDataArray()

    def all_lines(value: int) -> None:
        typed.setValue(value)  # every line looks into this column
        column.getDataArray()

    def whole_workbook(value: int) -> None:
        book.calculate()
        column.getDataArray()

    return {
        "one keystroke, its score and the total": keystroke,
        "the same, and all scores and checks": everything_seen,
        "all lines": all_lines,
        "everything in the workbook": whole_workbook,
    }


def bloc() -> Rulebook:
    """The example of eight agencies."""
    rulebook, _ = read_rulebook(read_book(rulebook_bytes(examples.tables("khoi-noi-chinh")), "k.xlsx"))
    assert rulebook is not None
    return rulebook


def written(folder: Path, rulebook: Rulebook, plan: Plan, channel: str) -> Path:
    """A filled workbook of the first unit; the same filling in every channel."""
    path = folder / f"{len(plan.lines)} {channel}.xlsx"
    filled = Hand(random.Random(1), blank=0.0).filling(plan).submission()
    write_member(path, rulebook, plan.unit, submission=filled, channel=channel)
    return path


def main() -> None:
    """Prints the times of the plain workbooks and of those with the add-in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with zipfile.ZipFile(write_oxt(folder / "thidua.oxt")) as oxt:
            oxt.extractall(folder / "extensions" / "thidua")
        calc = Calc(folder / "profile", extensions=folder / "extensions")
        try:
            for rulebook in (bloc(), sixty_lines()):
                plan = Plan(rulebook, rulebook.units[0])
                paths = [written(folder, rulebook, plan, channel) for channel in (PLAIN, LIBREOFFICE)]
                with calc.open(paths[0]) as plain, calc.open(paths[1]) as with_addin:
                    measure({PLAIN: plain, LIBREOFFICE: with_addin}, plan)
        finally:
            calc.close()


if __name__ == "__main__":
    main()
