"""Classes (`Xếp loại`): rows are tried from the top, with their floors, gates and exclusions."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from thidua_xl.rulebook.models import ClassRow, Criterion, Rulebook
from thidua_xl.rules.vocabulary import Part
from thidua_xl.scoring.scorecard import LineScore, Scorecard
from thidua_xl.text.vietnamese import fold

HUNDRED = Fraction(100)


def class_of(rulebook: Rulebook, card: Scorecard) -> str | None:
    """The unit's class, or None where no row fits. Exclusions take away a class and those above it."""
    if card.totals is None:
        return None
    barred = barred_classes(rulebook, card.excluded_by)
    for row in rulebook.classes:
        if fold(row.name) not in barred and fits(rulebook, card, row):
            return row.name
    return None


def barred_classes(rulebook: Rulebook, happened: Iterable[str]) -> set[str]:
    """The folded names of the classes that the cases that happened take away."""
    order = list(dict.fromkeys(fold(row.name) for row in rulebook.classes))
    cases = set(happened)
    effects = [fold(case.effect) for case in rulebook.exclusions if case.code in cases]
    lowest = max((order.index(effect) for effect in effects if effect in order), default=-1)
    return set(order[: lowest + 1])


def fits(rulebook: Rulebook, card: Scorecard, row: ClassRow) -> bool:
    """Does the scorecard meet every condition of a row?"""
    assert card.totals is not None
    total = card.totals.total
    if row.start is not None and total < row.start:
        return False
    if row.below is not None and total >= row.below:
        return False
    return _floors_hold(rulebook, card, row) and _gate_opens(rulebook, card, row)


def _floors_hold(rulebook: Rulebook, card: Scorecard, row: ClassRow) -> bool:
    """Each main line of the unit that arises has at least so many percent of its maximum."""
    if row.line_floor is None:
        return True
    for line in rulebook.leaves:
        found = card.lines[line.code]
        if line.part is not Part.MAIN or line.maximum is None or not found.arises:
            continue
        if Fraction(found.final or 0) * 100 < Fraction(row.line_floor) * Fraction(line.maximum):
            return False
    return True


def _gate_opens(rulebook: Rulebook, card: Scorecard, row: ClassRow) -> bool:
    listed = [criterion for code in row.must_meet if (criterion := rulebook.criterion(code))]
    counted = [line for line in listed if line.code in card.lines and card.lines[line.code].arises]
    shortfalls = [shortfall(line, card) for line in counted]
    met = sum(1 for short in shortfalls if short is None)
    needed = len(counted) if row.least_met is None else min(row.least_met, len(counted))
    if met < needed:
        return False
    limit = row.short_by
    return limit is None or all(short is None or short < Fraction(limit) for short in shortfalls)


def shortfall(line: Criterion, card: Scorecard) -> Fraction | None:
    """By how many percent a listed line is short, None where it is met."""
    found = card.lines[line.code]
    if found.final is None:
        return HUNDRED
    target, result = _target_and_result(line, card)
    if target is not None and result is not None:
        return None if result >= target else HUNDRED - Fraction(result) * 100 / Fraction(target)
    return _short_of_maximum(line, found)


def _target_and_result(line: Criterion, card: Scorecard) -> tuple[Decimal | None, Decimal | None]:
    given = card.inputs.get(line.code)
    if given is None or line.rule is None or "target" not in line.rule.form.reads:
        return None, None
    target = given.target if isinstance(given.target, Decimal) and given.target > 0 else None
    return target, given.result if isinstance(given.result, Decimal) else None


def _short_of_maximum(line: Criterion, found: LineScore) -> Fraction | None:
    if line.maximum is None or found.final is None or found.final >= line.maximum:
        return None
    return HUNDRED - Fraction(found.final) * 100 / Fraction(line.maximum) if line.maximum else HUNDRED
