"""The live totals of a unit: main (re-scaled), bonus (capped), deductions, grand total."""

from thidua_xl.live import hidden
from thidua_xl.live.plan import Plan, letters
from thidua_xl.rulebook.models import Criterion
from thidua_xl.rulebook.scale import has_unbounded_main_line, lacks_main_line, main_reach, scale
from thidua_xl.rules.formulas import NO_SCORE, is_blank, number
from thidua_xl.rules.rule import is_marked
from thidua_xl.rules.sums import Sum
from thidua_xl.rules.vocabulary import NotArising, Part
from thidua_xl.sheets import member


def can_drop(row: Criterion) -> bool:
    """May the unit drop this line out of the scale?"""
    if row.rule is None or row.is_sum:
        return False
    return row.rule.part is Part.MAIN and row.rule.not_arising is NotArising.DROP


def rescales_live(plan: Plan) -> bool:
    """Does the scale depend on what the unit types?"""
    rulebook = plan.rulebook
    if not rulebook.rescale or has_unbounded_main_line(rulebook):
        return False
    return any(can_drop(row) for _, row in plan.lines)


def reach_formula(plan: Plan, row: Criterion) -> str:
    """What the unit can reach on a row of the main part, on `_thidua`: 0 where the line is dropped."""
    if row.is_sum:
        return _sum_reach(plan, row)
    maximum = number(row.maximum) if row.maximum is not None else "0"
    if not can_drop(row):
        return maximum
    return f"IFERROR(IF({dropped_formula(plan, row)},0,{maximum}),{maximum})"


def dropped_formula(plan: Plan, row: Criterion) -> str:
    """Is the line marked as not arising, without any input? An error cell that the score reads is one."""
    assert row.rule is not None
    cells = plan.cells_from_outside(plan.row_of[row.code])
    inputs = [cells.result, cells.times] + ([cells.typed] if "typed" in row.rule.form.reads else [])
    dropped = f"IF({is_blank(*inputs)},{is_marked(cells.not_arising)},FALSE)"
    return f"IF(ISERROR({cells.target}),FALSE,{dropped})" if "target" in row.rule.form.reads else dropped


def _sum_reach(plan: Plan, row: Criterion) -> str:
    children = [child for child in plan.rulebook.children(row) if child.code in plan.row_of]
    terms = "+".join(f"${hidden.REACH}${plan.row_of[child.code]}" for child in children) or "0"
    total = f"ROUND({terms},{plan.rulebook.digits})"
    form = row.rule.form if row.rule else None
    if isinstance(form, Sum) and form.ceiling is not None:
        return f"MIN({number(form.ceiling)},{total})"
    return total


def _sections(plan: Plan, part: Part) -> list[int]:
    return [plan.row_of[row.code] for row in plan.rulebook.sections if row.part is part and row.code in plan.row_of]


def _added(plan: Plan, part: Part) -> str:
    column = letters(member.SCORES, "score")
    cells = ",".join(f"${column}${row}" for row in _sections(plan, part))
    return f"SUM({cells})" if cells else "0"


def total_formulas(plan: Plan) -> dict[str, str]:
    """The formulas of the rows under the table, but for the class."""
    digits, column = plan.rulebook.digits, letters(member.SCORES, "score")
    bonus = _added(plan, Part.BONUS)
    if plan.rulebook.bonus_cap is not None:
        bonus = f"MIN({number(plan.rulebook.bonus_cap)},{bonus})"
    rows = plan.total_rows
    main, gain, loss = (f"${column}${rows[key]}" for key in ("main", "bonus", "deduction"))
    return {
        "main": _main_formula(plan, digits),
        "bonus": f"ROUND({bonus},{digits})",
        "deduction": f"ROUND({_added(plan, Part.DEDUCTION)},{digits})",
        "total": f"IF(ISNUMBER({main}),ROUND({main}+{gain}+{loss},{digits}),{NO_SCORE})",
    }


def _main_formula(plan: Plan, digits: int) -> str:
    added = _added(plan, Part.MAIN)
    rulebook, unit = plan.rulebook, plan.unit.code
    plain = f"ROUND({added},{digits})"
    if not rulebook.rescale or has_unbounded_main_line(rulebook):
        return plain
    whole = scale(rulebook)
    if not rescales_live(plan):
        reached = main_reach(rulebook, unit)
        if not lacks_main_line(rulebook, unit) or reached >= whole:
            return plain
        return NO_SCORE if reached == 0 else f"ROUND({plain}*{number(whole)}/{number(reached)},{digits})"
    return _live_main(plan, added, digits)


def reach_total_formula(plan: Plan) -> str:
    """What the unit can reach on all main sections, on `_thidua`."""
    terms = "+".join(f"${hidden.REACH}${row}" for row in _sections(plan, Part.MAIN)) or "0"
    return f"ROUND({terms},{plan.rulebook.digits})"


def _live_main(plan: Plan, added: str, digits: int) -> str:
    reached = hidden.cell(hidden.REACH, hidden.REACH_TOTAL)
    all_lines = number(main_reach(plan.rulebook, plan.unit.code))
    whole = number(scale(plan.rulebook))
    added = f"ROUND({added},{digits})"
    scaled = f"IF({reached}<{whole},ROUND({added}*{whole}/{reached},{digits}),{added})"
    scaled = f"IF({reached}=0,{NO_SCORE},{scaled})"
    if lacks_main_line(plan.rulebook, plan.unit.code):
        return scaled
    # without a dropped line nothing is re-scaled, even where the lines do not add to the scale
    return f"IF({reached}={all_lines},{added},{scaled})"
