"""Ranking: by total, then by metrics in order; equal on all shares the rank. Standard library only."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from thidua_xl.points import vietnamese

NAMED = 10  # of those that share a place; a tie of hundreds is told by its number


@dataclass(frozen=True, slots=True)
class Contender:
    """Who is ranked: totals and metrics on their printed digits; a metric None comes after every number."""

    name: str
    total: Decimal
    metrics: tuple[Decimal | None, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """Sorts the best first."""
        absent = tuple((metric is None, -(metric or Decimal(0))) for metric in self.metrics)
        return (-self.total, *absent)


@dataclass(frozen=True, slots=True)
class Place:
    """A contender's place. ``because`` says what decided it against the next one."""

    contender: Contender
    rank: int
    tied: bool
    because: str


def ranked(contenders: Sequence[Contender], labels: Sequence[str] = ()) -> list[Place]:
    """Places from the first: 1, 2, 2, 4. Equal contenders stand by name, so the order given never matters.

    ``labels`` name the metrics, for the reasons.
    """
    ordered = sorted(contenders, key=lambda contender: (contender.key, contender.name))
    groups = [list(same) for _, same in groupby(ordered, key=lambda contender: contender.key)]
    places: list[Place] = []
    for index, same in enumerate(groups, 1):
        following = groups[index][0] if index < len(groups) else None
        rank = len(places) + 1
        places += [Place(each, rank, len(same) > 1, _because(each, same, following, labels)) for each in same]
    return places


def _because(
    contender: Contender, same: Sequence[Contender], following: Contender | None, labels: Sequence[str]
) -> str:
    others = [other.name for other in same[: NAMED + 1] if other is not contender][:NAMED]
    more = len(same) - 1 - len(others)
    and_more = f" và {more} đơn vị khác" if more else ""
    tied = f"bằng nhau mọi chỉ số với {', '.join(others)}{and_more}" if others else ""
    decided = _decided(contender, following, labels) if following else ""
    return "; ".join(piece for piece in (tied, decided) if piece)


def _decided(contender: Contender, following: Contender, labels: Sequence[str]) -> str:
    if contender.total != following.total:
        return f"hơn {following.name} {vietnamese(contender.total - following.total)} điểm"
    for place, (mine, theirs) in enumerate(zip(contender.metrics, following.metrics, strict=True)):
        if mine != theirs:
            label = labels[place] if place < len(labels) else f"chỉ số {place + 1}"
            return f"bằng điểm {following.name}, hơn ở {label}: {_said(mine)} so với {_said(theirs)}"
    return ""


def _said(metric: Decimal | None) -> str:
    return "không có" if metric is None else vietnamese(metric)
