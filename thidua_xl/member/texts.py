"""Raw values as numbers and dates (scoring.md 3): one reading of a text is taken and said, two or none are not."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from thidua_xl.book import EPOCH_1900, EPOCH_1904, LAST_SERIAL
from thidua_xl.member.values import said_raw
from thidua_xl.points import vietnamese
from thidua_xl.rules import Problem
from thidua_xl.submission import Raw, Typed
from thidua_xl.text.dates import read_date, said
from thidua_xl.text.numbers import Kind, read_number
from thidua_xl.text.vietnamese import clean

NOT_FINITE = ("NaN", "Infinity", "-Infinity")


@dataclass(frozen=True, slots=True)
class Read:
    """A value, or the problem that keeps it from being read; ``notice`` is what to warn of where it was taken."""

    value: Decimal | date | str | None = None
    problem: Problem | None = None
    notice: Problem | None = None


def stored_problem(row: Typed, key: str, header: str, value: Raw) -> Problem | None:
    """An error cell, or a formula that no program has calculated."""
    if key in row.errors:
        return Problem("TD-O-LOI", {"cot": header, "ghi": said_raw(value)})
    if key in row.uncalculated:
        return Problem("TD-CONG-THUC-CHUA-TINH", {"cot": header})
    return None


def number(value: Raw, header: str, kind: Kind) -> Read:
    """A number; a word stays the word it is, for the rule to refuse."""
    if isinstance(value, bool):
        return Read(said_raw(value))
    if isinstance(value, date):
        return Read(problem=Problem("TD-SO-THANH-NGAY", {"cot": header, "ghi": said(value)}))
    if not isinstance(value, str) or value in NOT_FINITE:
        return Read(value)
    written = clean(value)
    values = read_number(value, kind).values
    if len(values) > 1:
        both = " hay ".join(vietnamese(each) for each in values)
        return Read(problem=Problem("TD-SO-HAI-CACH-DOC", {"cot": header, "ghi": written, "doc": both}))
    if not values:
        return Read(written or None)
    notice = Problem("TD-SO-DANG-CHU", {"cot": header, "ghi": written, "doc": vietnamese(values[0])})
    return Read(values[0], notice=notice)


def day(value: Raw, header: str, *, date_1904: bool) -> Read:
    """A date: a real one, a serial number, or d/m/yyyy; a word stays the word it is."""
    if isinstance(value, bool):
        return Read(said_raw(value))
    if isinstance(value, Decimal):
        return Read(_day_of(value, date_1904=date_1904) or value)
    if not isinstance(value, str):
        return Read(value)
    written = clean(value)
    found = read_date(value)
    if found is None:
        return Read(written or None)
    return Read(found, notice=Problem("TD-NGAY-DANG-CHU", {"cot": header, "ghi": written, "doc": said(found)}))


def _day_of(serial: Decimal, *, date_1904: bool) -> date | None:
    if not 1 <= serial <= LAST_SERIAL:
        return None
    try:
        return (EPOCH_1904 if date_1904 else EPOCH_1900).date() + timedelta(days=int(serial))
    except OverflowError:
        return None
