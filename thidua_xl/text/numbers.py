"""Numbers as people type them (scoring.md 3). No float is ever made here."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thidua_xl.text.vietnamese import typed

LONGEST = 40  # characters; nobody types a longer number, and Decimal would take its time over one


class Kind(StrEnum):
    """What a column holds; it decides how an ambiguous text is read. Words of the sheet `Chỉ tiêu`."""

    COUNT = "Số đếm"
    MONEY = "Tiền"
    PERCENT = "Tỷ lệ %"
    NUMBER = "Số thực"
    POINTS = "Điểm"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text may mean: no number, one, or two (first the dot or comma as the decimal sign)."""

    values: tuple[Decimal, ...]

    @property
    def only(self) -> Decimal | None:
        """The number, when there is exactly one reading."""
        return self.values[0] if len(self.values) == 1 else None


NO_READING = Reading(())

_WHOLE = re.compile(r"[0-9]+")
# Groups of three set apart by one sign throughout; a first group of 0 is no way to write a number.
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?P<sign>[ .,])[0-9]{3})(?:(?P=sign)[0-9]{3})*")
_ONE_MARK = re.compile(r"(?P<whole>[0-9]*)[.,](?P<part>[0-9]+)")


def read_number(text: str, kind: Kind) -> Reading:
    """The readings of ``text`` in a column of ``kind``, by scoring.md 3; none for anything but a number.

    Percentages are percent points: ``88,1%`` is 88.1, and % is taken in PERCENT only.
    """
    found = typed(text)
    if len(found) > LONGEST:
        return NO_READING
    if kind is Kind.PERCENT:
        found = found.removesuffix("%").rstrip()
    negative = found.startswith("-")
    if negative or found.startswith("+"):
        found = found[1:].lstrip()
    # A space beside a dot or comma is a slip of the thumb; between digits it sets groups apart.
    unsigned = _unsigned(re.sub(r" ?([.,]) ?", r"\1", found), kind)
    # copy_negate, for unary minus would round to the context; zero has no sign: -0 must print as 0.
    return Reading(tuple(value.copy_negate() if negative and value else value for value in unsigned))


def _unsigned(digits: str, kind: Kind) -> tuple[Decimal, ...]:
    """The readings of digits, spaces, dots and commas; none where they are no number."""
    if _WHOLE.fullmatch(digits):
        return (Decimal(digits),)
    if one := _ONE_MARK.fullmatch(digits):
        return _one_mark(one["whole"], one["part"], kind)
    if _GROUPED.fullmatch(digits):
        return (_joined(digits),)
    cut = max(digits.rfind("."), digits.rfind(","))
    whole, mark, part = digits[:cut], digits[cut : cut + 1], digits[cut + 1 :]
    # 1.234,5: the last sign is the decimal one when it is not the sign of the groups.
    if cut > 0 and mark not in whole and _GROUPED.fullmatch(whole) and _WHOLE.fullmatch(part):
        return (Decimal(f"{_joined(whole)}.{part}"),)
    return ()


def _one_mark(whole: str, part: str, kind: Kind) -> tuple[Decimal, ...]:
    """One dot or comma: 43,6 is 43.6; 3.704 is 3704 in a count, and 3.704 or 3704 anywhere else."""
    decimal = Decimal(f"{whole or '0'}.{part}")
    if len(part) != 3 or not whole or whole.startswith("0"):
        return (decimal,)
    thousands = Decimal(whole + part)
    return (thousands,) if kind is Kind.COUNT else (decimal, thousands)


def _joined(groups: str) -> Decimal:
    return Decimal(re.sub(r"[ .,]", "", groups))
