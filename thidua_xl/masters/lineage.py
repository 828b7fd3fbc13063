"""How periods and units follow each other: which period came before, and which former unit a unit was."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from thidua_xl.masters.past import Past, PastUnit
from thidua_xl.rulebook.models import Rulebook, Unit
from thidua_xl.sheets import past_words as said
from thidua_xl.text.vietnamese import fold

ABOUT_A_MONTH = timedelta(days=31)  # a bloc may close its year some weeks earlier or later


class Relation(StrEnum):
    """What an earlier period is to the one in hand."""

    PART = "part"  # inside it: the six-month review of the same year
    YEAR_BEFORE = "year before"  # the same months a year earlier: its results are today's `Cùng kỳ`
    EARLIER = "earlier"
    NOT_EARLIER = "not earlier"  # the same period, or a later one


def moved(day: date, years: int = 1) -> date:
    """The same day another year; 29 February becomes the 28th where the year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def relation(now: Rulebook, past: Rulebook) -> Relation:
    """By the dates of both periods alone."""
    if now.start <= past.start and past.end <= now.end and (now.start, now.end) != (past.start, past.end):
        return Relation.PART
    if past.end >= now.end:
        return Relation.NOT_EARLIER
    near = all(
        abs(moved(then) - today) <= ABOUT_A_MONTH for then, today in ((past.start, now.start), (past.end, now.end))
    )
    return Relation.YEAR_BEFORE if near else Relation.EARLIER


def known_as(unit: Unit) -> set[str]:
    """The folded code, name and aliases of a unit."""
    return {fold(each) for each in (unit.code, unit.name, *unit.aliases)}


def former_units(unit: Unit, past: Past) -> list[PastUnit]:
    """The units of an earlier period that this unit was: the one of its code, and those its `Tên khác` names.

    Two or more where units were merged; none where the unit is new.
    """
    names = known_as(unit)
    return [past.units[old.code] for old in past.rulebook.units if {fold(old.code), fold(old.name)} & names]


def said_former(unit: Unit, former: Sequence[PastUnit]) -> str:
    """Which former units were taken, "" where it is the same one under the same code and name."""
    if not former:
        return said.NEW_UNIT
    if len(former) > 1:
        return said.MERGED_FROM.format(units=", ".join(f"{old.name} ({old.code})" for old in former))
    (old,) = former
    if fold(old.code) == fold(unit.code) and fold(old.name) == fold(unit.name):
        return ""
    return said.FORMERLY.format(unit=f"{old.name} ({old.code})")
