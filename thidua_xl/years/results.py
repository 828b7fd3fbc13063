"""What a period left of each unit, small enough to be kept for years: a row of the history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua_xl.masters.lineage import ABOUT_A_MONTH
from thidua_xl.masters.past import Past
from thidua_xl.rulebook.scale import scale
from thidua_xl.sheets import words
from thidua_xl.text.vietnamese import fold

HALF = 2


@dataclass(frozen=True, slots=True)
class Place:
    """One unit in one period. ``titles`` are those the meeting decided, ``proposed`` those it has not decided."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    group: str = ""
    main: Decimal | None = None
    bonus: Decimal | None = None
    deduction: Decimal | None = None
    total: Decimal | None = None
    rank: int | None = None
    of: int | None = None
    tied: bool = False
    class_name: str = ""
    titles: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """One period of one bloc: its places by unit code, in their order."""

    name: str
    kind: str
    start: date
    end: date
    bloc: str
    places: Mapping[str, Place]
    scale: Decimal | None = None
    closed: bool = False
    source: str = ""

    @property
    def is_year(self) -> bool:
        """A whole year, not a six-month review."""
        return self.kind == words.YEAR

    @property
    def provisional(self) -> bool:
        """Is a place still provisional?"""
        return any(place.provisional for place in self.places.values())


def results_of(past: Past) -> Results:
    """What is kept of a master."""
    rulebook = past.rulebook
    aliases = {unit.code: unit.aliases for unit in rulebook.units}
    places = {
        unit.code: Place(
            code=unit.code,
            name=unit.name,
            aliases=aliases[unit.code],
            group=unit.group,
            main=unit.main,
            bonus=unit.bonus,
            deduction=unit.deduction,
            total=unit.total,
            rank=unit.rank,
            of=past.of_group(unit.group) or None,
            tied=unit.tied,
            class_name=unit.class_name,
            titles=tuple(past.decided(unit.code)),
            proposed=tuple(past.undecided(unit.code)),
            provisional=unit.provisional,
        )
        for unit in past.units.values()
    }
    return Results(
        rulebook.period,
        rulebook.period_kind,
        rulebook.start,
        rulebook.end,
        rulebook.bloc,
        places,
        scale(rulebook),
        bool(past.closed),
        past.file,
    )


def in_time(results: Iterable[Results]) -> list[Results]:
    """By the dates of the periods."""
    return sorted(results, key=lambda one: (one.end, one.start))


def follows(before: Results, after: Results) -> bool:
    """Does one year follow the other without a gap?"""
    return after.start - before.end <= ABOUT_A_MONTH


def is_same_bloc(one: Results, other: Results) -> bool:
    """The same name, or at least half of the units the same: a bloc may be renamed."""
    if fold(one.bloc) == fold(other.bloc):
        return True
    fewer, more = sorted((one.places.values(), other.places.values()), key=len)
    names = {fold(name) for place in more for name in (place.code, place.name, *place.aliases)}
    known = sum(1 for place in fewer if {fold(place.name), *map(fold, place.aliases)} & names)
    return bool(fewer) and known * HALF >= len(fewer)


def newest_of_each(given: Iterable[Past]) -> tuple[list[Past], list[tuple[Past, Past]]]:
    """One master a bloc and period: the closed one, else the one made last. And those left out, each with the other."""
    best: dict[tuple[str, date, date], Past] = {}
    left: list[tuple[Past, Past]] = []
    for past in given:
        key = (fold(past.rulebook.bloc), past.rulebook.start, past.rulebook.end)
        other = best.get(key)
        if other is None:
            best[key] = past
            continue
        loser, winner = sorted((other, past), key=lambda one: (bool(one.closed), str(one.made_at or "")))
        best[key] = winner
        left.append((loser, winner))
    kept = list(best.values())
    return kept, [(loser, best[_key(loser)]) for loser, _ in left]


def _key(past: Past) -> tuple[str, date, date]:
    return fold(past.rulebook.bloc), past.rulebook.start, past.rulebook.end
