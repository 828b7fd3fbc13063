"""Many assessors' points for one line as one score (rulebook.md, `Gộp chấm chéo`), and who is far from the others."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from statistics import median

from thidua_xl.points import rounded
from thidua_xl.sheets import words

FEW = 3  # under so many assessors: the mean, and nobody is far off
FAR = Fraction(1, 4)  # of the points between which the line lies
TIMES = 2  # the others' own usual distance from their median


def combined_points(points: Sequence[Decimal], way: str, digits: int) -> Decimal:
    """The points of at least one assessor as one score; under three, the mean whatever the way."""
    exact = sorted(Fraction(each) for each in points)
    if way == words.MEDIAN and len(exact) >= FEW:
        return rounded(median(exact), digits)
    if way == words.TRIMMED and len(exact) >= FEW:
        exact = exact[1:-1]
    return rounded(sum(exact, Fraction(0)) / len(exact), digits)


def far_off(points: Mapping[str, Decimal], span: Decimal | None) -> list[str]:
    """The assessors whose points differ from the median of the others' by more than a quarter of the line's span.

    Where the others are far apart themselves, by more than twice their median distance from their median. ``span`` is
    None where the line has no bounds: then the greatest points given. With fewer than three nobody is far off.
    """
    if len(points) < FEW:
        return []
    width = Fraction(span if span is not None else max(abs(each) for each in points.values()))
    return [who for who in points if _is_far(points[who], _others(points, who), width)]


def _others(points: Mapping[str, Decimal], who: str) -> list[Fraction]:
    return [Fraction(each) for other, each in points.items() if other != who]


def _is_far(own: Decimal, others: Iterable[Fraction], width: Fraction) -> bool:
    given = list(others)
    middle = median(given)
    usual = median(abs(each - middle) for each in given)
    return abs(Fraction(own) - middle) > max(width * FAR, TIMES * usual)
