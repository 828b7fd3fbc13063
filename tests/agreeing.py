"""Do all agree? The engine, plain formulas, the add-in's functions and the ranks, on the same random fillings.

    python tests/agreeing.py [fillings]

Prints how many values of each voice were compared with the engine's, and the differences.
"""

import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from agreeing_bloc import blocs
from agreeing_ranks import RankingSheet, judge_master
from agreeing_rulebook import UNITS, sixty_lines
from agreeing_workbooks import Count, Workbook
from calc import Calc
from judging import Bench
from uno_bridge import why_unavailable

from thidua_xl.live.channel import LIBREOFFICE, PLAIN
from thidua_xl.live.plan import Plan
from thidua_xl.workbooks.writing.member import write_member
from thidua_xl.workbooks.writing.ranking_by_functions import Contest, write_ranking
from xl.libreoffice.extension import write_oxt

SHOWN = 20  # differences
TOLD = 5  # blocs between two signs of life


def agreement(calc: Calc, calc_addin: Calc, folder: Path, fillings: int, *, masters: int = 1) -> Count:
    """Compare so many fillings, in blocs of eight. ``calc`` has no add-in: nothing of ours runs in it.

    The native ranks are judged in every bloc, or in every ``masters``-th: to write a master takes a while.
    """
    count, today = Count(), date.today()  # noqa: DTZ011 - as the workbook's TODAY()
    rulebook = sixty_lines()
    rows = [(row.name, row.start, row.below) for row in rulebook.classes]
    write_ranking(folder / "ranking.xlsx", Contest((), rows))
    with (
        _workbook(calc, folder, PLAIN, today) as plain,
        _workbook(calc_addin, folder, LIBREOFFICE, today) as added,
        calc_addin.open(folder / "ranking.xlsx") as ranking,
    ):
        added.draw_scratch()
        for number, bloc in enumerate(blocs(-(-fillings // len(UNITS)), today)):
            label = f"bloc {number}"
            for code, unit in bloc.units.items():
                plain.judge(unit, count, f"{label} {code}")
                added.judge(unit, count, f"{label} {code}")
            RankingSheet(ranking).judge(bloc, count, label)
            if number % masters == 0:
                judge_master(calc, folder / "master.xlsx", bloc, count, label)
            if number % TOLD == TOLD - 1:
                print(f"{(number + 1) * len(UNITS)} fillings, {len(count.differences)} differences", file=sys.stderr)
    return count


@contextmanager
def _workbook(calc: Calc, folder: Path, channel: str, today: date) -> Iterator[Workbook]:
    rulebook = sixty_lines()
    unit, path = rulebook.units[0], folder / f"{channel}.xlsx"
    write_member(path, rulebook, unit, today=today, channel=channel)
    with calc.open(path) as book:
        yield Workbook(Bench(book, Plan(rulebook, unit), today), channel)


def said(count: Count, fillings: int) -> str:
    """What was compared, voice by voice."""
    lines = [f"{fillings} fillings, {count.scores} scores of lines, classes {dict(count.classes)}"]
    lines += [f"  {voice:24} {compared:8} compared" for voice, compared in sorted(count.compared.items())]
    lines += [f"{sum(count.compared.values())} values compared with the engine, {len(count.differences)} differences"]
    return "\n".join([*lines, *count.differences[:SHOWN]])


def main(fillings: int) -> int:
    """Run it with two LibreOffices of its own; 1 where there is a difference."""
    if reason := why_unavailable():
        print(reason)
        return 1
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with zipfile.ZipFile(write_oxt(folder / "thidua.oxt")) as oxt:
            oxt.extractall(folder / "extensions" / "thidua")
        calc = Calc(folder / "profile")
        calc_addin = Calc(folder / "profile with add-in", extensions=folder / "extensions")
        try:
            count = agreement(calc, calc_addin, folder, fillings)
        finally:
            calc.close()
            calc_addin.close()
    print(said(count, fillings))
    print(f"{time.monotonic() - start:.0f} seconds")
    return 1 if count.differences else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
