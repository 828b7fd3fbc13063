"""How quick the LibreOffice add-in is in filled workbooks, the example bloc's and one of sixty lines.

.venv/bin/python benchmarks/addin.py

Asked of it (issue 5): after one keystroke its dependents are updated within 16 ms (median), all lines are computed
anew within 50 ms. Times include the pipe to LibreOffice (about 0.4 ms a call). A keystroke makes LibreOffice compute
every line anew, since each looks into the whole column: so its formula survives cut and paste. On a busy machine
compare with the plain workbook, measured in the same minute.
"""

import random
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from agreeing_rulebook import sixty_lines
from calc import Calc
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


def timed(action: Callable[[int], object]) -> str:
    """Median, 95th percentile and worst of many rounds, in milliseconds; the first ones warm up."""
    times = []
    for number in range(ROUNDS + 5):
        start = time.perf_counter()
        action(number)
        times.append((time.perf_counter() - start) * 1000)
    kept = sorted(times[5:])
    return f"median {statistics.median(kept):6.1f} ms, p95 {kept[int(len(kept) * 0.95)]:6.1f}, worst {kept[-1]:6.1f}"


def measure(calc: Calc, path: Path, plan: Plan, channel: str) -> None:
    """Type into one line and read what a person sees of it; then read every score after all are made anew."""
    score, result, check = (letters(SCORES, key) for key in ("score", "result", "check"))
    number = next(n for n, row in plan.lines if row.way is Way.RATIO and not row.figure)
    first, last, total = plan.lines[0][0], plan.last_score_row, plan.total_rows["total"]
    with calc.open(path) as book:
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

        print(f"{channel} ({len(plan.lines)} lines)")
        print(f"  one keystroke, its score and the total : {timed(keystroke)}")
        print(f"  the same, and all scores and checks    : {timed(everything_seen)}")
        print(f"  all lines                              : {timed(all_lines)}")
        print(f"  everything in the workbook             : {timed(whole_workbook)}")


def bloc() -> Rulebook:
    """The example of eight agencies."""
    rulebook, _ = read_rulebook(read_book(rulebook_bytes(examples.tables("khoi-noi-chinh")), "k.xlsx"))
    assert rulebook is not None
    return rulebook


def main() -> None:
    """Prints the times of the plain workbooks and of those with the add-in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with zipfile.ZipFile(write_oxt(folder / "thidua.oxt")) as oxt:
            oxt.extractall(folder / "extensions" / "thidua")
        calc = Calc(folder / "profile", extensions=folder / "extensions")
        try:
            for rulebook, channel in product((bloc(), sixty_lines()), (PLAIN, LIBREOFFICE)):
                plan = Plan(rulebook, rulebook.units[0])
                filled = Hand(random.Random(1), blank=0.0).filling(plan).submission()
                path = folder / f"{len(plan.lines)} {channel}.xlsx"
                write_member(path, rulebook, plan.unit, submission=filled, channel=channel)
                measure(calc, path, plan, channel)
        finally:
            calc.close()


if __name__ == "__main__":
    main()
