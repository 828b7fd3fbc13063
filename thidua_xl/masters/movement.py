"""Where each unit stood in an earlier period, said and compared: former units, points, ranks, scales."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua_xl.masters.lineage import former_units, said_former
from thidua_xl.masters.past import Past, PastUnit
from thidua_xl.points import vietnamese, with_digits
from thidua_xl.rulebook.models import Rulebook, Unit
from thidua_xl.rulebook.scale import scale
from thidua_xl.sheets import past_words as said


@dataclass(frozen=True, slots=True)
class Movement:
    """A unit against one earlier period. ``then`` is None where it was no one unit; ``note`` says what to know."""

    past: Past
    unit: Unit
    then: PastUnit | None
    same_scale: bool
    note: str


def movements(rulebook: Rulebook, previous: Sequence[Past]) -> list[Movement]:
    """Every unit against every earlier period."""
    return [_movement(rulebook, past, unit) for past in previous for unit in rulebook.units]


def _movement(rulebook: Rulebook, past: Past, unit: Unit) -> Movement:
    former = former_units(unit, past)
    then = former[0] if len(former) == 1 else None
    scales = scale(past.rulebook), scale(rulebook)
    notes = [said_former(unit, former)]
    if len(former) > 1:
        notes += [_said_of(past, old) for old in former]
    if then is not None and scales[0] != scales[1]:
        notes.append(said.OTHER_SCALE.format(then=vietnamese(scales[0]), now=vietnamese(scales[1])))
    if then is not None and then.provisional:
        notes.append(said.THEN_PROVISIONAL)
    if then is not None and then.rank is None:
        notes.append(said.THEN_NOT_RANKED)
    return Movement(past, unit, then, scales[0] == scales[1], "; ".join(note for note in notes if note))


def _rank(past: Past, unit: PastUnit) -> str:
    if unit.rank is None:
        return said.NOT_RANKED
    return said.RANKED.format(rank=unit.rank, all=past.of_group(unit.group))


def _points(past: Past, unit: PastUnit) -> str:
    return "–" if unit.total is None else with_digits(unit.total, past.rulebook.digits)


def _said_of(past: Past, unit: PastUnit) -> str:
    return said.OF_FORMER.format(name=unit.name, code=unit.code, points=_points(past, unit), rank=_rank(past, unit))


def last_time(unit: Unit, past: Past) -> str:
    """One sentence for the unit's own template: points, rank and class of an earlier period."""
    former = former_units(unit, past)
    if len(former) == 1 and former[0].total is not None:
        (old,) = former
        text = said.POINTS_AND_RANK.format(
            points=_points(past, old),
            rank=_rank(past, old),
            tied=said.TIED if old.tied else "",
            class_name=f", {old.class_name}" if old.class_name else "",
            provisional=said.PROVISIONAL if old.provisional else "",
        )
        renamed = said_former(unit, former)
        text += f" ({renamed})" if renamed else ""
    else:
        text = "; ".join([said_former(unit, former), *(_said_of(past, old) for old in former)])
    return said.LAST_TIME.format(period=past.rulebook.period, said=text.strip("; ") or said.NOT_RANKED)
