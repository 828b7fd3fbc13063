"""Levels a person chooses and bands a measure falls into (sheet `Mức`)."""

from dataclasses import dataclass
from decimal import Decimal

from thidua_xl.points import vietnamese


@dataclass(frozen=True, slots=True)
class Level:
    """A level: its points, or from ``points`` up to ``upto`` where it is a range."""

    name: str
    points: Decimal
    upto: Decimal
    consequence: str | None = None

    def said(self) -> str:
        """``nặng: 8–10``."""
        points = vietnamese(self.points)
        span = points if self.points == self.upto else f"{points}–{vietnamese(self.upto)}"
        return f"{self.name}: {span} điểm" if self.name else f"{span} điểm"


@dataclass(frozen=True, slots=True)
class Band:
    """A band of a measure; None ends are open."""

    low: Decimal | None
    low_in: bool
    high: Decimal | None
    high_in: bool
    points: Decimal
    name: str = ""
    consequence: str | None = None

    def holds(self, measure: Decimal) -> bool:
        """Does the measure, already rounded, fall into this band?"""
        if self.low is not None and (measure < self.low or (measure == self.low and not self.low_in)):
            return False
        return self.high is None or measure < self.high or (measure == self.high and self.high_in)

    def said(self, *, whole: bool) -> str:
        """The band's extent in words: ``từ 75 đến dưới 95``; whole measures leave out "dưới" where they can."""
        low, high = self.low, self.high
        if low is not None and low == high:
            return f"bằng {vietnamese(low)}"
        if low is None and high is None:
            return "mọi kết quả"
        if low is None:
            assert high is not None
            return f"từ {vietnamese(high)} trở xuống" if self.high_in else f"dưới {vietnamese(high)}"
        start = f"{'từ' if self.low_in else 'trên'} {vietnamese(low)}"
        if high is None:
            return f"{start} trở lên" if self.low_in else start
        if whole and self.low_in and self.high_in and self.low == 0:
            return f"không quá {vietnamese(high)}"
        return f"{start} đến {'' if self.high_in else 'dưới '}{vietnamese(high)}"


def edge_key(band: Band) -> tuple[bool, Decimal, bool]:
    """Order of bands from the lowest: an open lower end first, then by edge, included before excluded."""
    low = band.low
    return (low is not None, low if low is not None else Decimal(0), not band.low_in)


def overlapping(lower: Band, upper: Band, *, whole: bool) -> bool:
    """Do two bands, in order, share a value? Whole measures only look at whole numbers."""
    if lower.high is None or upper.low is None:
        return True
    if whole:
        return _last_whole(lower) >= _first_whole(upper)
    return upper.low < lower.high or (upper.low == lower.high and lower.high_in and upper.low_in)


def gap_between(lower: Band, upper: Band, *, whole: bool) -> bool:
    """Is there a value between two bands in order that neither holds?"""
    if lower.high is None or upper.low is None:
        return False
    if whole:
        return _last_whole(lower) + 1 < _first_whole(upper)
    return lower.high < upper.low or (lower.high == upper.low and not lower.high_in and not upper.low_in)


def _first_whole(band: Band) -> int:
    assert band.low is not None
    first = -int(-band.low // 1)
    return first + 1 if first == band.low and not band.low_in else first


def _last_whole(band: Band) -> int:
    assert band.high is not None
    last = int(band.high // 1)
    return last - 1 if last == band.high and not band.high_in else last
