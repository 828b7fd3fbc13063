"""The live class of each unit in the master: floors, gates, and cases that bar a class."""

from decimal import Decimal
from fractions import Fraction

from thidua_xl.book import column_letters
from thidua_xl.live.live_cell import Live
from thidua_xl.live.master_lines import FIRST_FLOOR, RESULT, arises
from thidua_xl.live.master_plan import MasterPlan
from thidua_xl.rulebook.models import ClassRow, Criterion
from thidua_xl.rules.formulas import NO_SCORE, number, text
from thidua_xl.scoring.classes import barred_classes, shortfall
from thidua_xl.sheets import master
from thidua_xl.text.vietnamese import fold

HUNDRED = 100


def floor_column(plan: MasterPlan, floor: Decimal) -> str:
    """The column of the hidden sheet of lines that marks lines under a floor."""
    return column_letters(FIRST_FLOOR + plan.floors.index(floor))


def gate_cell(plan: MasterPlan, unit: str, line: Criterion) -> Live | None:
    """By how many percent a listed line is short: 0 = met; "" or None = it does not count."""
    card = plan.cards.get(unit)
    if card is None or not plan.rulebook.has(unit, line):
        return None
    found = card.lines[line.code]
    short = shortfall(line, card) if found.arises else None
    value = "" if not found.arises else float(short or 0)
    counts = "TRUE" if line.is_sum else arises(plan, unit, line)
    points = plan.final_cell(unit, line.code)
    scored = _short_formula(plan, unit, line, points)
    return Live(f"IF({counts},IF(ISNUMBER({points}),{scored},100),{NO_SCORE})", value)


def _short_formula(plan: MasterPlan, unit: str, line: Criterion, points: str) -> str:
    by_points = _short_of_maximum(line, points)
    given = plan.cards[unit].inputs.get(line.code)
    reads_target = line.rule is not None and "target" in line.rule.form.reads
    if given is None or not reads_target or not isinstance(given.target, Decimal) or given.target <= 0:
        return by_points
    target = given.target
    row = plan.peers_row_of.get((unit, line.code))
    if row is not None:
        result = f"{master.WORK_PEERS}!${RESULT}${row}"
        short = f"MAX(0.000000001,ROUND(100-{result}*100/{number(target)},9))"
        return f"IF(ISNUMBER({result}),IF({result}>={number(target)},0,{short}),{by_points})"
    if not isinstance(given.result, Decimal):
        return by_points
    if given.result >= target:
        return "0"
    return f"{float(HUNDRED - Fraction(given.result) * HUNDRED / Fraction(target)):.15g}"


def _short_of_maximum(line: Criterion, points: str) -> str:
    if line.maximum is None:
        return "0"
    most = number(line.maximum)
    if line.maximum == 0:
        return f"IF({points}>=0,0,100)"
    return f"IF({points}>={most},0,ROUND(100-{points}*100/{most},9))"


def barred_formula(plan: MasterPlan, unit: str) -> str:
    """How many classes, from the top, the cases that happened take away."""
    bars: list[str] = []
    for case in plan.rulebook.exclusions:
        barred = len(barred_classes(plan.rulebook, [case.code]))
        if barred:
            bars.append(f"IF({plan.happened(unit, case)},{barred},0)")
    return f"MAX({','.join(bars)})" if bars else "0"


def class_cells(plan: MasterPlan, unit: str) -> dict[str, Live]:
    """The working cells `barred` and `class` of a unit."""
    card, names = plan.cards[unit], list(dict.fromkeys(fold(row.name) for row in plan.rulebook.classes))
    total, barred = plan.work("total", unit), plan.work("barred", unit)
    expression = NO_SCORE
    for row in reversed(plan.rulebook.classes):
        conditions = [f"{names.index(fold(row.name)) + 1}>{barred}", *_conditions(plan, unit, row, total)]
        expression = f"IF(AND({','.join(conditions)}),{text(row.name)},{expression})"
    away = len(barred_classes(plan.rulebook, card.excluded_by))
    return {
        "barred": Live(barred_formula(plan, unit), float(away)),
        "class": Live(f"IF(ISNUMBER({total}),{expression},{NO_SCORE})", card.class_name or ""),
    }


def _conditions(plan: MasterPlan, unit: str, row: ClassRow, total: str) -> list[str]:
    conditions: list[str] = []
    if row.start is not None:
        conditions.append(f"{total}>={number(row.start)}")
    if row.below is not None:
        conditions.append(f"{total}<{number(row.below)}")
    rows = plan.lines_of(unit)
    if row.line_floor is not None and rows:
        column = floor_column(plan, row.line_floor)
        conditions.append(f"SUM({master.WORK_LINES}!${column}${rows[0]}:${column}${rows[1]})=0")
    return conditions + _gate(plan, unit, row)


def _gate(plan: MasterPlan, unit: str, row: ClassRow) -> list[str]:
    known = {fold(line.code) for line in plan.rulebook.lines}
    codes = {fold(code) for code in row.must_meet} & known
    gates = ((n, lines) for n, lines in enumerate(plan.gates) if {fold(line.code) for line in lines} == codes)
    place, lines = next(gates, (0, ()))
    if not lines:
        return []
    columns = [plan.work_columns[f"gate {place} {n}"] for n in range(len(lines))]
    area = f"${columns[0]}${plan.work_row(unit)}:${columns[-1]}${plan.work_row(unit)}"
    met, counted = f"COUNTIF({area},0)", f"COUNT({area})"
    needed = counted if row.least_met is None else f"MIN({row.least_met},{counted})"
    conditions = [f"{met}>={needed}"]
    if row.short_by is not None:
        conditions.append(f"OR({met}={counted},MAX({area})<{number(row.short_by)})")
    return conditions
