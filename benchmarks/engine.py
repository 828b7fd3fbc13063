"""How long the engine takes to score one submission of 60 lines: at most 2 ms is asked of it (issue 2).

.venv/bin/python benchmarks/engine.py
"""

import statistics
import time
from datetime import date
from decimal import Decimal

from thidua_xl.rulebook.models import Criterion, Rulebook, Unit
from thidua_xl.rules import Inputs, Rule
from thidua_xl.rules.levels import Band, Level
from thidua_xl.rules.vocabulary import Measure, NotArising, Part, Way
from thidua_xl.rules.ways import Parameters, form_of
from thidua_xl.scoring.engine import scorecard

LINES, SECTIONS, ROUNDS = 60, 3, 500
TEN, HALF = Decimal(10), Decimal("0.5")
DAY = date(2026, 6, 15)
LEVELS = tuple(Level(name, points, points) for name, points in (("Tốt", TEN), ("Khá", Decimal(7)), ("Kém", HALF)))
BANDS = (
    Band(None, True, Decimal(75), False, HALF),
    Band(Decimal(75), True, Decimal(95), True, Decimal(6)),
    Band(Decimal(95), False, None, False, TEN),
)
SOME = (
    (Way.RATIO, Parameters(Part.MAIN, TEN), Inputs(Decimal(37), Decimal(48))),
    (Way.BANDS, Parameters(Part.MAIN, TEN, Measure.RATIO, bands=BANDS), Inputs(Decimal(95), Decimal(100))),
    (Way.MINUS_LATE, Parameters(Part.MAIN, TEN, Measure.LATE, factor=HALF, deadline=DAY), Inputs(date(2026, 6, 18))),
    (Way.LEVEL, Parameters(Part.MAIN, TEN, levels=LEVELS), Inputs("Khá", times=Decimal(1))),
    (Way.DIRECT, Parameters(Part.MAIN, TEN, step=HALF), Inputs(typed=Decimal("8.5"))),
    (Way.PASS, Parameters(Part.MAIN, TEN), Inputs("Đạt")),
)


def submission() -> tuple[Rulebook, dict[str, Inputs]]:
    """A rulebook of 60 lines in sections of three levels, and claims on every line; a few lines are dropped."""
    rows, claims = [], {}
    for section in range(1, SECTIONS + 1):
        rows.append(sum_row(f"{section}"))
        rows.append(sum_row(f"{section}.1"))
        for number in range(1, LINES // SECTIONS + 1):
            code = f"{section}.1.{number}"
            way, parameters, inputs = SOME[number % len(SOME)]
            rule = Rule(form_of(way, parameters), Part.MAIN, TEN, 2, NotArising.DROP)
            rows.append(Criterion(code=code, text=code, maximum=TEN, way=way, rule=rule))
            claims[code] = Inputs(not_arising=True) if number % 10 == 0 else inputs
    units = tuple(Unit(code=f"U{number}", name=f"Đơn vị {number}") for number in range(8))
    rulebook = Rulebook(
        bloc="K",
        period="Năm 2026",
        period_kind="Năm",
        start=date(2026, 1, 1),
        end=date(2026, 12, 31),
        authority="QĐ",
        units=units,
        rows=tuple(rows),
    )
    return rulebook, claims


def sum_row(code: str) -> Criterion:
    """A row that adds its children."""
    rule = Rule(form_of(Way.SUM, Parameters(Part.MAIN)), Part.MAIN, None)
    return Criterion(code=code, text=code, maximum=Decimal(10 * LINES // SECTIONS), way=Way.SUM, rule=rule)


def main() -> None:
    """Prints the median and the worst of many rounds, in milliseconds."""
    rulebook, claims = submission()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        card = scorecard(rulebook, "U1", claims)
        times.append((time.process_time() - start) * 1000)
    total = card.totals.total if card.totals else None
    median, worst = statistics.median(times), max(times)
    print(f"{LINES} lines, total {total}: median {median:.3f} ms of processor time, worst {worst:.3f} ms")


if __name__ == "__main__":
    main()
