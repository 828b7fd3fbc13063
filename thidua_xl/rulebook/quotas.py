"""How many an award may have: its quota reckoned on its base (rulebook.md, `Danh hiệu`)."""

import math
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from thidua_xl.findings.finding import Finding
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.models import Award, Rulebook
from thidua_xl.rulebook.places import Places
from thidua_xl.sheets import words


def quota(award: Award, base: int) -> int | None:
    """The number allowed, None = no limit. ``base``: how many units its percentage is reckoned on."""
    if award.quota is None:
        return None
    if not award.quota_percent:
        return int(award.quota)
    share = Fraction(award.quota) * base / 100
    if award.quota_rounding == words.UP:
        return math.ceil(share)
    if award.quota_rounding == words.AT_LEAST_ONE:
        return max(1, math.floor(share)) if base else 0
    return math.floor(share)


def groups(rulebook: Rulebook, award: Award) -> dict[str, int]:
    """The scopes an award is proposed in and how many units each has."""
    if award.scope == words.WHOLE_BLOC:
        return {"": len(rulebook.units)}
    sizes: dict[str, int] = {}
    for unit in rulebook.units:
        sizes[unit.group] = sizes.get(unit.group, 0) + 1
    return sizes


def quota_warnings(rulebook: Rulebook, places: Places) -> Iterator[Finding]:
    """A quota nobody can fill, or that comes to 0."""
    most: dict[str, int] = {}  # the most holders each award can have, for quotas reckoned on holders
    for number, award in enumerate(rulebook.awards):
        if not award.counts_on(rulebook.end):
            continue
        reasons: list[str] = []
        total = 0
        for group, size in groups(rulebook, award).items():
            base = most.get(award.quota_of, size) if award.quota_of in _names(rulebook) else size
            allowed = quota(award, base)
            reachable = size if award.last_rank is None else min(size, award.last_rank)
            total += reachable if allowed is None else min(allowed, reachable)
            reasons.extend(_reason(award, allowed, reachable, base, group))
        most[award.name] = total
        if reasons:
            where = places.of_award(number, "quota")
            yield Finding("TD-SO-LUONG-KHONG-TOI", where, {"ten": award.name, "vi": "; ".join(reasons)})


def _names(rulebook: Rulebook) -> set[str]:
    return {award.name for award in rulebook.awards}


def _reason(award: Award, allowed: int | None, reachable: int, base: int, group: str) -> Iterator[str]:
    within = f" trong nhóm {group}" if group else ""
    if allowed is None or award.quota is None:
        return
    if allowed > reachable:
        yield f"số lượng {allowed} nhưng chỉ có thể chọn {reachable} đơn vị{within}"
    elif allowed == 0 and award.quota > Decimal(0):
        yield f"{vietnamese(award.quota)}% của {base}{within} làm tròn thành 0"
