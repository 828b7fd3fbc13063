"""Did a vote reach its share? Cross-multiplied, never divided."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thidua_xl.rules.vocabulary import FAILED, PASSED

HUNDRED = 100


class Verdict(StrEnum):
    """`Kết quả` of a vote."""

    PASSED = PASSED
    FAILED = FAILED
    PENDING = "Chưa bình xét"


def verdict(part: int, base: int, percent: Decimal, *, strictly: bool = False) -> Verdict:
    """What came of ``part`` of ``base`` votes."""
    return Verdict.PASSED if reaches(part, base, percent, strictly=strictly) else Verdict.FAILED


def reaches(part: int, base: int, percent: Decimal, *, strictly: bool = False) -> bool:
    """Is ``part`` of ``base`` at least (``strictly``: more than) ``percent``?"""
    share, needed = Fraction(part * HUNDRED), Fraction(percent) * base
    return share > needed if strictly else share >= needed
