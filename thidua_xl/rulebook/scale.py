"""Maxima: what the main lines a unit has add to, and the scale points are measured against (scoring.md 6)."""

from collections.abc import Set
from decimal import Decimal

from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.rules.sums import Sum
from thidua_xl.rules.vocabulary import Part

NOTHING: frozenset[str] = frozenset()


def reach(rulebook: Rulebook, unit: str, row: Criterion, dropped: Set[str] = NOTHING) -> Decimal:
    """What the unit can reach on a row: the maxima of its lines not dropped; a Trần on the way holds them."""
    if not rulebook.has(unit, row) or row.code in dropped:
        return Decimal(0)
    if not row.is_sum:
        return row.maximum or Decimal(0)
    total = sum((reach(rulebook, unit, child, dropped) for child in rulebook.children(row)), Decimal(0))
    form = row.rule.form if row.rule else None
    if isinstance(form, Sum) and form.ceiling is not None:
        return min(total, form.ceiling)
    return total


def main_reach(rulebook: Rulebook, unit: str, dropped: Set[str] = NOTHING) -> Decimal:
    """R: the sum of the maxima of the main lines the unit has and did not drop."""
    sections = (row for row in rulebook.sections if row.part is Part.MAIN)
    return sum((reach(rulebook, unit, row, dropped) for row in sections), Decimal(0))


def has_unbounded_main_line(rulebook: Rulebook) -> bool:
    """A main line without a maximum: such a rulebook re-scales nothing."""
    return any(row.part is Part.MAIN and row.maximum is None for row in rulebook.leaves)


def lacks_main_line(rulebook: Rulebook, unit: str) -> bool:
    """Is there a main line of the period that is not the unit's?"""
    return any(row.part is Part.MAIN and not rulebook.has(unit, row) for row in rulebook.leaves)


def scale(rulebook: Rulebook) -> Decimal:
    """Thang điểm: the declared one, or its default; a period that leaves out a main line has its own."""
    here = {row.code for row in rulebook.leaves}
    leaves_out = any(
        row.part is Part.MAIN and not row.is_sum and not row.is_note and row.code not in here for row in rulebook.rows
    )
    if not leaves_out and rulebook.declared_scale is not None:
        return rulebook.declared_scale
    declared = [row.maximum for row in rulebook.sections if row.part is Part.MAIN]
    if not leaves_out and all(maximum is not None for maximum in declared):
        return sum((maximum for maximum in declared if maximum is not None), Decimal(0))
    return max((main_reach(rulebook, unit.code) for unit in rulebook.units), default=Decimal(0))
