"""The live totals of the master: sums by section, main points re-scaled, bonus under its cap, deductions, total."""

from decimal import Decimal

from thidua_xl.live.live_cell import Live, shown
from thidua_xl.live.master_lines import assessed_here, own_state
from thidua_xl.live.master_plan import MasterPlan
from thidua_xl.live.plan import _runs as runs
from thidua_xl.points import rounded
from thidua_xl.rulebook.models import Criterion
from thidua_xl.rulebook.scale import has_unbounded_main_line, lacks_main_line, main_reach, scale
from thidua_xl.rules import State
from thidua_xl.rules.formulas import NO_SCORE, number
from thidua_xl.rules.inputs import Cells
from thidua_xl.rules.sums import Sum
from thidua_xl.rules.vocabulary import Part


def summary_cell(plan: MasterPlan, unit: str, row: Criterion) -> Live | None:
    """A line's or sum's final points on `Tổng hợp`; None where the unit does not have it."""
    if unit not in plan.cards or not plan.rulebook.has(unit, row):
        return None
    value = shown(plan.cards[unit].lines[row.code].final)
    if not row.is_sum:
        return Live(plan.line_cell("final", plan.row_of[unit, row.code]), value)
    assert row.rule is not None
    column = plan.unit_column(unit)
    numbers = sorted(plan.summary_row_of[child.code] for child in plan.rulebook.children(row))
    spans = tuple(f"{column}{a}" if a == b else f"{column}{a}:{column}{b}" for a, b in runs(numbers))
    return Live(row.rule.formula(Cells("", "", "", "", "", spans)), value)


def total_cells(plan: MasterPlan, unit: str) -> dict[str, Live]:
    """The working cells of a unit's totals, by key."""
    digits, totals = plan.rulebook.digits, plan.cards[unit].totals
    main, bonus, deduction = (plan.work(key, unit) for key in ("main", "bonus", "deduction"))
    gain = _added(plan, unit, Part.BONUS)
    if plan.rulebook.bonus_cap is not None:
        gain = f"MIN({number(plan.rulebook.bonus_cap)},{gain})"
    loss = _added(plan, unit, Part.DEDUCTION)
    found = {
        "main sum": Live(f"ROUND({_added(plan, unit, Part.MAIN)},{digits})", float(_main_sum(plan, unit))),
        "reach": Live(reach_formula(plan, unit), float(_reach_shown(plan, unit))),
        "main": Live(main_formula(plan, unit), shown(totals.main if totals else None)),
        "bonus": _where(main, f"ROUND({gain},{digits})", totals.bonus if totals else None),
        "deduction": _where(main, f"ROUND({loss},{digits})", totals.deduction if totals else None),
    }
    total = f"ROUND({main}+{bonus}+{deduction},{digits})"
    return {**found, "total": _where(main, total, totals.total if totals else None)}


def _where(main: str, formula: str, value: Decimal | None) -> Live:
    return Live(f"IF(ISNUMBER({main}),{formula},{NO_SCORE})", shown(value))


def _added(plan: MasterPlan, unit: str, part: Part) -> str:
    rows = [row for row in plan.rulebook.sections if row.part is part and plan.rulebook.has(unit, row)]
    return f"SUM({','.join(plan.final_cell(unit, row.code) for row in rows)})" if rows else "0"


def _main_sum(plan: MasterPlan, unit: str) -> Decimal:
    sections = (row for row in plan.rulebook.sections if row.part is Part.MAIN)
    finals = (plan.cards[unit].lines[row.code].final or Decimal(0) for row in sections)
    return rounded(sum(finals, Decimal(0)), plan.rulebook.digits)


def _dropped(plan: MasterPlan, unit: str) -> list[Criterion]:
    """The main lines that are out of the scale until assessed points count on them."""
    return [row for row in plan.rulebook.leaves if row.part is Part.MAIN and _may_drop(plan, unit, row)]


def _may_drop(plan: MasterPlan, unit: str, row: Criterion) -> bool:
    return plan.rulebook.has(unit, row) and own_state(plan, unit, row) is State.DROPPED


def main_formula(plan: MasterPlan, unit: str) -> str:
    """Main points, re-scaled where the unit dropped a line or lacks one; "" where nothing is left."""
    rulebook, added, reached = plan.rulebook, plan.work("main sum", unit), plan.work("reach", unit)
    if not rulebook.rescale or has_unbounded_main_line(rulebook):
        return added
    dropped, lacks = _dropped(plan, unit), lacks_main_line(rulebook, unit)
    if not dropped and not lacks:
        return added
    whole = number(scale(rulebook))
    scaled = f"IF({reached}<{whole},ROUND({added}*{whole}/{reached},{rulebook.digits}),{added})"
    scaled = f"IF({reached}=0,{NO_SCORE},{scaled})"
    if lacks:
        return scaled
    counted = ",".join(assessed_here(plan, unit, row) for row in dropped)
    return f"IF(AND({counted}),{added},{scaled})"


def reach_formula(plan: MasterPlan, unit: str) -> str:
    """R: what the unit can reach on its main lines that are not dropped, as things stand."""
    sections = [row for row in plan.rulebook.sections if row.part is Part.MAIN]
    fixed, moving = _together([_reach(plan, unit, row) for row in sections])
    return "+".join([number(fixed), *moving])


def _together(parts: list[tuple[Decimal, list[str]]]) -> tuple[Decimal, list[str]]:
    fixed = sum((part[0] for part in parts), Decimal(0))
    return fixed, [term for part in parts for term in part[1]]


def _reach(plan: MasterPlan, unit: str, row: Criterion) -> tuple[Decimal, list[str]]:
    """What is fixed, and the terms that come back when a dropped line is assessed."""
    if not plan.rulebook.has(unit, row):
        return Decimal(0), []
    if row.is_sum:
        fixed, moving = _together([_reach(plan, unit, child) for child in plan.rulebook.children(row)])
        form = row.rule.form if row.rule else None
        if not isinstance(form, Sum) or form.ceiling is None:
            return fixed, moving
        if not moving:
            return min(fixed, form.ceiling), []
        return Decimal(0), [f"MIN({number(form.ceiling)},{'+'.join([number(fixed), *moving])})"]
    maximum = row.maximum or Decimal(0)
    if not _may_drop(plan, unit, row):
        return maximum, []
    counted = assessed_here(plan, unit, row)
    return Decimal(0), [f"IF({counted},{number(maximum)},0)"]


def _reach_shown(plan: MasterPlan, unit: str) -> Decimal:
    lines = plan.cards[unit].lines
    return main_reach(plan.rulebook, unit, {code for code, line in lines.items() if line.dropped})
