"""The live class of a unit: floors, gates and cases that bar a class."""

from thidua_xl.live import hidden
from thidua_xl.live.plan import FIRST_ROW, Plan, letters
from thidua_xl.live.totals import dropped_formula
from thidua_xl.rulebook.models import ClassRow, Criterion
from thidua_xl.rules.bands import Bands
from thidua_xl.rules.choice import Choice, is_level
from thidua_xl.rules.formulas import NO_SCORE, is_blank, is_number, number, text
from thidua_xl.rules.levels import Band, Level
from thidua_xl.rules.typed import Frame
from thidua_xl.rules.vocabulary import NotArising, Part
from thidua_xl.scoring.classes import barred_classes
from thidua_xl.sheets import member, words
from thidua_xl.text.vietnamese import fold


def _score(plan: Plan, row: Criterion) -> str:
    return plan.score_cell(row.code, from_other_sheet=True)


def _arises(plan: Plan, row: Criterion) -> str:
    """Is the line not marked as not arising?"""
    if row.is_sum or row.part is not Part.MAIN or row.rule is None or row.rule.not_arising is NotArising.NEVER:
        return "TRUE"
    return f"NOT({dropped_formula(plan, row)})"


def has_floor(row: Criterion) -> bool:
    """Is the line held to `Sàn từng tiêu chí %`?"""
    return row.part is Part.MAIN and not row.is_sum and row.maximum is not None


def percent_formula(plan: Plan, row: Criterion) -> str:
    """The line's points in percent of its maximum, on `_thidua`; "" where it does not arise."""
    assert row.maximum is not None
    score = _score(plan, row)
    share = f"ROUND({score}*100/{number(row.maximum)},9)" if row.maximum else "100"
    return f"IFERROR(IF({_arises(plan, row)},IF(ISNUMBER({score}),{share},0),{NO_SCORE}),0)"


def listed(plan: Plan) -> list[Criterion]:
    """The lines any class row lists and the unit has."""
    codes = dict.fromkeys(code for row in plan.rulebook.classes for code in row.must_meet)
    rows = [plan.rulebook.criterion(code) for code in codes]
    return [row for row in rows if row is not None and row.code in plan.row_of]


def shortfall_formula(plan: Plan, row: Criterion) -> str:
    """By how many percent a listed line is short: 0 = met, "" = it does not count."""
    score = _score(plan, row)
    if row.maximum:
        limit = number(row.maximum)
        by_points = f"IF({score}>={limit},0,ROUND(100-{score}*100/{limit},9))"
    else:
        by_points = "0"
    scored = by_points
    if row.rule is not None and "target" in row.rule.form.reads:
        cells = plan.cells_from_outside(plan.row_of[row.code])
        result, target = cells.result, cells.target
        numbers = f"IF(AND({is_number(result)},{is_number(target)}),{target}>0,FALSE)"
        by_target = f"IF({result}>={target},0,ROUND(100-{result}*100/{target},9))"
        scored = f"IF({numbers},{by_target},{by_points})"
    return f"IFERROR(IF({_arises(plan, row)},IF(ISNUMBER({score}),{scored},100),{NO_SCORE}),100)"


def happened_formula(plan: Plan, number_of_row: int, code: str) -> str:
    """1 where a case happened: by the unit's answer, or by a level that triggers it."""
    answer = plan.answer_cell(number_of_row)
    said = f"IFERROR(OR(TRIM({answer})={text(words.HAPPENED)},TRIM({answer})={text(words.YES)}),FALSE)"
    if not any(_bringing(row, code) for _, row in plan.lines):
        return f"IF({said},1,0)"
    cases = f"${hidden.CASE}${FIRST_ROW}:${hidden.CASE}${plan.last_score_row}"
    return f"IF(OR({said},SUMPRODUCT(--({cases}={text(code)}))>0),1,0)"


def _bringing(row: Criterion, code: str | None = None) -> list[Level | Band]:
    """The levels and bands of a line that bring about a case (this one)."""
    form = row.rule.form if row.rule else None
    steps: tuple[Level | Band, ...] = ()
    if isinstance(form, Choice | Frame):
        steps = form.levels
    elif isinstance(form, Bands):
        steps = form.bands
    return [step for step in steps if step.consequence and code in (None, fold(step.consequence), step.consequence)]


def brings_cases(row: Criterion) -> bool:
    """Does any level or band of the line bring about a case?"""
    return bool(_bringing(row))


def case_formula(plan: Plan, row_number: int, row: Criterion) -> str:
    """The code of the case that the line's level brings about, on `_thidua`; "" where it brings about none."""
    assert row.rule is not None
    cells, form = plan.cells_from_outside(row_number), row.rule.form
    expression = NO_SCORE
    for step in reversed(_bringing(row)):
        code = next(case.code for case in plan.rulebook.exclusions if fold(case.code) == fold(step.consequence or ""))
        if isinstance(step, Level):
            chosen = is_level(cells, step) if step.name else is_blank(cells.result)
        else:
            assert isinstance(form, Bands)
            chosen = form.test(cells, step)
        expression = f"IF({chosen},{text(code)},{expression})"
    if isinstance(form, Choice | Frame):  # a level that came about 0 times
        expression = f"IF(IF({is_blank(cells.times)},TRUE,{cells.times}<>0),{expression},{NO_SCORE})"
    typed = [cells.typed] if "typed" in form.reads else []
    blank = is_blank(cells.result, cells.times, *typed)  # a blank line of bonus or deduction has its score, 0
    return f"IFERROR(IF(ISNUMBER({_score(plan, row)}),IF({blank},{NO_SCORE},{expression}),{NO_SCORE}),{NO_SCORE})"


def barred_formula(plan: Plan) -> str:
    """How many classes, from the top, the cases that happened take away."""
    bars: list[str] = []
    for row_number, case in plan.condition_rows:
        barred = len(barred_classes(plan.rulebook, [case.code]))
        if barred:
            bars.append(f"{hidden.cell(hidden.HAPPENED, row_number)}*{barred}")
    return f"MAX({','.join(bars)})" if bars else "0"


def class_formula(plan: Plan) -> str:
    """The class by the rows from the top; "" where none fits or there is no total."""
    names = list(dict.fromkeys(fold(row.name) for row in plan.rulebook.classes))
    total = f"${letters(member.SCORES, 'score')}${plan.total_rows['total']}"
    barred = barred_formula(plan)
    expression = NO_SCORE
    for row in reversed(plan.rulebook.classes):
        conditions = _conditions(plan, row, total)
        if barred != "0":
            conditions.append(f"{names.index(fold(row.name)) + 1}>{barred}")
        test = f"AND({','.join(conditions)})" if conditions else "TRUE"
        expression = f"IF({test},{text(row.name)},{expression})"
    return f"IFERROR(IF(ISNUMBER({total}),{expression},{NO_SCORE}),{NO_SCORE})"


def _conditions(plan: Plan, row: ClassRow, total: str) -> list[str]:
    conditions: list[str] = []
    if row.start is not None:
        conditions.append(f"{total}>={number(row.start)}")
    if row.below is not None:
        conditions.append(f"{total}<{number(row.below)}")
    if row.line_floor is not None and any(has_floor(line) for _, line in plan.lines):
        percents = hidden.span(hidden.PERCENT, 1, plan.last_score_row)
        conditions.append(f"IF(COUNT({percents})=0,TRUE,MIN({percents})>={number(row.line_floor)})")
    return conditions + _gate(plan, row)


def _gate(plan: Plan, row: ClassRow) -> list[str]:
    own = [line for line in listed(plan) if fold(line.code) in {fold(code) for code in row.must_meet}]
    cells = [hidden.cell(hidden.SHORTFALL, plan.row_of[line.code]) for line in own]
    if not cells:
        return []
    area = ",".join(cells)
    # COUNTIF takes no list of cells: a met line counts 1 by being a number equal to 0
    met = "+".join(f"IF(ISNUMBER({cell}),IF({cell}=0,1,0),0)" for cell in cells)
    counted = f"COUNT({area})"
    needed = counted if row.least_met is None else f"MIN({row.least_met},{counted})"
    conditions = [f"{met}>={needed}"]
    if row.short_by is not None:
        conditions.append(f"MAX({area})<{number(row.short_by)}" if row.short_by else f"MAX({area})=0")
    return conditions
