"""Several blocs of one period: each unit where it stands in its own bloc, and each bloc in one row."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua_xl.findings.finding import Finding, Where
from thidua_xl.masters.past import Past, PastUnit
from thidua_xl.points import rounded
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.rulebook.scale import scale
from thidua_xl.text.vietnamese import fold

HUNDRED = Decimal(100)
SHARE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Bloc:
    """One bloc's master with what is counted of it."""

    past: Past
    scale: Decimal

    def share(self, unit: PastUnit) -> Decimal | None:
        """Points in percent of the scale."""
        if unit.total is None or not self.scale:
            return None
        return rounded(unit.total * HUNDRED / self.scale, SHARE_DIGITS)

    @property
    def shares(self) -> list[Decimal]:
        """Those of the units that are ranked."""
        known = (self.share(unit) for unit in self.past.units.values() if unit.rank is not None)
        return [share for share in known if share is not None]

    @property
    def mean(self) -> Decimal | None:
        """The mean of the shares."""
        shares = self.shares
        return rounded(sum(shares, Decimal(0)) / len(shares), SHARE_DIGITS) if shares else None

    @property
    def in_order(self) -> list[PastUnit]:
        """The units group by group: the ranked ones by rank, then the others as the rulebook lists them."""
        units = list(self.past.units.values())
        groups = list(dict.fromkeys(unit.group for unit in units))
        return sorted(units, key=lambda unit: (groups.index(unit.group), unit.rank is None, unit.rank or 0))

    def open_errors(self, unit: str) -> int:
        """How many errors of a unit are open."""
        return sum(1 for found in self.past.open_errors if found.unit == unit)


@dataclass(frozen=True, slots=True)
class Province:
    """The blocs in the order of their names."""

    blocs: tuple[Bloc, ...]

    @property
    def one_scale(self) -> Decimal | None:
        """The scale, where all blocs have the same; else None."""
        scales = {bloc.scale for bloc in self.blocs}
        return next(iter(scales)) if len(scales) == 1 else None

    @property
    def one_rulebook(self) -> bool:
        """Do all blocs score by the same rules?"""
        return len({fingerprint(bloc.past.rulebook) for bloc in self.blocs}) == 1

    @property
    def overall(self) -> dict[tuple[int, str], int]:
        """The places over all blocs, by number of the bloc and unit; none where scales differ. 1, 2, 2, 4."""
        if self.one_scale is None:
            return {}
        totals = {
            (number, unit.code): unit.total
            for number, bloc in enumerate(self.blocs)
            for unit in bloc.past.units.values()
            if unit.rank is not None and unit.total is not None
        }
        return {key: 1 + sum(1 for other in totals.values() if other > total) for key, total in totals.items()}


def province(pasts: Sequence[Past]) -> tuple[Province, list[Finding]]:
    """The blocs together; one whose period is not that of most others is a finding."""
    blocs = tuple(Bloc(past, scale(past.rulebook)) for past in sorted(pasts, key=lambda past: fold(past.rulebook.bloc)))
    periods = [past.rulebook.period for past in pasts]
    usual = max(periods, key=lambda period: sum(1 for other in periods if fold(other) == fold(period)), default="")
    others = [bloc.past for bloc in blocs if fold(bloc.past.rulebook.period) != fold(usual)]
    return Province(blocs), [
        Finding("TD-KHOI-KHAC-KY", Where(file=past.file), {"ghi": past.rulebook.period, "ky": usual}) for past in others
    ]
