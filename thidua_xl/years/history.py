"""A bloc over the periods: which former unit belongs to which unit of today, and unbroken runs of years."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import history as sheet
from thidua_xl.sheets import past_words
from thidua_xl.text.vietnamese import fold
from thidua_xl.years.results import Place, Results, follows, in_time

YEARS = {sheet.RANK: (2,), sheet.AWARD: (2,), sheet.CLASS: (2, 5)}


@dataclass(slots=True)
class Lineage:
    """A unit of the last period with everything it was: ``places`` by the number of the period."""

    code: str
    name: str
    gone: bool = False
    names: set[str] = field(default_factory=set)  # folded
    places: dict[int, list[Place]] = field(default_factory=dict)

    def takes(self, period: int, place: Place) -> None:
        """This place was the unit's, or a part of it."""
        self.places.setdefault(period, []).append(place)
        self.names |= {fold(name) for name in (place.code, place.name, *place.aliases)}

    def said(self, period: int) -> str:
        """What it was called then where that is not what it is called now."""
        found = self.places.get(period, [])
        names = [f"{place.name} ({place.code})" for place in found]
        if len(found) > 1:
            return past_words.MERGED_FROM.format(units=", ".join(names))
        if found and (fold(found[0].code), fold(found[0].name)) != (fold(self.code), fold(self.name)):
            return names[0]
        return ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A row of `Điều kiện liên tục`."""

    text: str
    subject: str
    values: tuple[str, ...]
    years: int

    def holds(self, place: Place) -> bool:
        """Did a unit meet it in one year?"""
        wanted = {fold(value) for value in self.values}
        if self.subject == sheet.RANK:
            last = max((int(value) for value in self.values if value.isdecimal()), default=0)
            return place.rank is not None and place.rank <= last
        if self.subject == sheet.CLASS:
            return fold(place.class_name) in wanted
        return any(fold(title) in wanted for title in place.titles)


@dataclass(frozen=True, slots=True)
class Streak:
    """An unbroken run of years up to the last one. ``doubts`` are keys of ``STREAK_NOTES``."""

    count: int = 0
    first: str = ""
    last: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class History:
    """The periods in time, and the units of the last one followed back through them."""

    periods: list[Results]
    units: list[Lineage]

    @property
    def years(self) -> list[int]:
        """The numbers of the periods that are years."""
        return [number for number, period in enumerate(self.periods) if period.is_year]

    @property
    def halves(self) -> list[int]:
        """The numbers of the six-month periods."""
        return [number for number, period in enumerate(self.periods) if not period.is_year]

    @property
    def gaps(self) -> list[tuple[Results, Results]]:
        """Pairs of years between which one is missing."""
        years = [self.periods[number] for number in self.years]
        return [(before, after) for before, after in pairwise(years) if not follows(before, after)]

    def streak(self, unit: Lineage, holds: Callable[[Place], bool]) -> Streak:
        """The run of years up to the last one in which every unit it was then holds it."""
        run: list[int] = []
        for number in reversed(self.years):
            places = unit.places.get(number, [])
            broken = bool(run) and not follows(self.periods[number], self.periods[run[-1]])
            if broken or not places or not all(holds(place) for place in places):
                break
            run.append(number)
        if not run:
            return Streak()
        found = [place for number in run for place in unit.places[number]]
        doubts = {
            "merged": len(found) > len(run),
            "provisional": any(place.provisional for place in found),
            "open": not all(self.periods[number].closed for number in run),
        }
        ends = self.periods[run[-1]].name, self.periods[run[0]].name
        return Streak(len(run), *ends, tuple(key for key, is_so in doubts.items() if is_so))


def history(results: Iterable[Results]) -> History:
    """The units of the last period, then those that are no more, each with every place it had."""
    periods = in_time(results)
    units: list[Lineage] = []
    for number in range(len(periods) - 1, -1, -1):
        is_last = number == len(periods) - 1
        known = [(unit, frozenset(unit.names)) for unit in units]
        for place in periods[number].places.values():
            owners = [unit for unit, names in known if {fold(place.code), fold(place.name)} & names]
            if not owners:
                owners = [Lineage(place.code, place.name, gone=not is_last)]
                units += owners
            for unit in owners:
                unit.takes(number, place)
    return History(periods, units)


def values_seen(found: History, of: Callable[[Place], Sequence[str]]) -> list[str]:
    """The titles or classes of all years, each once, those met last first."""
    seen: dict[str, str] = {}
    for number in reversed(found.years):
        for place in found.periods[number].places.values():
            for value in of(place):
                seen.setdefault(fold(value), value)
    return list(seen.values())


def default_conditions(rulebook: Rulebook) -> list[Condition]:
    """What blocs usually ask: first place and flags over two years, the best class over two and five."""
    flags = [
        award.name
        for award in rulebook.awards
        if fold(award.form).startswith(sheet.FLAG) or fold(award.name).startswith(sheet.FLAG)
    ]
    best = [rulebook.classes[0].name] if rulebook.classes else []
    listed = [(sheet.RANK, "1"), *((sheet.AWARD, name) for name in flags), *((sheet.CLASS, name) for name in best)]
    return [
        Condition(sheet.DEFAULT_CONDITIONS[subject].format(value=value, years=years), subject, (value,), years)
        for subject, value in listed
        for years in YEARS[subject]
    ]
