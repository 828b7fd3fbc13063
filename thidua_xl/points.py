"""Decimal points: from a cell's float, rounded half away from zero (scoring.md 2)."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

MEASURE_DIGITS = 9  # a measure is rounded to this before it meets a band or is made whole


def exact(number: float) -> Decimal:
    """The decimal number a spreadsheet shows for this double: its 15 significant digits.

    Raises ValueError for NaN and the infinities.
    """
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError("not a finite number")
    return Decimal(f"{number:.15g}")


def rounded(value: Decimal | Fraction | int, digits: int) -> Decimal:
    """``value`` to ``digits`` decimals, half away from zero; never a negative zero.

    Python's own round() halves to even and would differ from ROUND() in a cell.
    """
    return _scaled(_nearest(value, digits), digits)


@lru_cache(8192)  # a bloc's points are few numbers in many places
def _scaled(whole: int, digits: int) -> Decimal:
    return Decimal(whole).scaleb(-digits)


def _nearest(value: Decimal | Fraction | int, digits: int) -> int:
    """How many units of the last digit, in whole numbers: they are quick, and scoring does little else."""
    above, below = value.as_integer_ratio()
    whole: int = (2 * abs(above) * 10**digits + below) // (2 * below)
    return -whole if above < 0 else whole


def as_measure(value: Decimal | Fraction) -> Fraction:
    """A measure as it meets a band: rounded to nine decimals, as the formulas do."""
    return Fraction(_nearest(value, MEASURE_DIGITS), 10**MEASURE_DIGITS)


def decimals(value: Decimal) -> int:
    """How many digits after the decimal sign ``value`` needs (2.50 needs one)."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def printed(value: Decimal, digits: int) -> str:
    """``value`` with exactly ``digits`` decimals and a point: what JSON carries."""
    return f"{rounded(value, digits):f}"


def plain(value: Decimal) -> str:
    """``value`` in its shortest form with a decimal point: 2.50 is ``2.5``, 1E+3 is ``1000``."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def vietnamese(value: Decimal) -> str:
    """``value`` as printed in Viet Nam: decimal comma, thousands dots: 3704.5 is ``3.704,5``."""
    whole, _, fraction = plain(value).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}".replace(",", ".")
    return sign + grouped + (f",{fraction}" if fraction else "")


def with_digits(value: Decimal, digits: int) -> str:
    """Points as a table prints them, with exactly ``digits`` decimals: ``94,60``."""
    text = printed(value, digits)
    sign = "-" if text.startswith("-") else ""
    whole, _, fraction = text.removeprefix("-").partition(".")
    return sign + vietnamese(Decimal(whole)) + (f",{fraction}" if fraction else "")
