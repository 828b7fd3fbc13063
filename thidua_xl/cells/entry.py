"""One cell's value as a live rule takes it: text is never a number, a number is a date where one is read."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from thidua_xl.points import exact
from thidua_xl.rules.inputs import Value
from thidua_xl.text.dates import EPOCH_1900
from thidua_xl.text.dates import LAST_SERIAL as LAST_SERIAL
from thidua_xl.text.vietnamese import fold

MARKS = ("x", fold("Có"))
ODD_SPACE = "␣"
DAY = timedelta(days=1)

Entry = Decimal | date | bool | str | None
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell in error. ``shown`` is its name, where the route tells it."""

    shown: str = ""


def as_input(value: Entry, *, is_date: bool) -> Value:
    """A cell's value for a rule; a text as ``as_tested`` leaves it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, Decimal):
        return day_of(value) if is_date and 1 <= value <= LAST_SERIAL else value
    if isinstance(value, date):
        return _whole_day(value) if is_date else serial(value)
    return None


def as_tested(value: Kept) -> Kept | str:
    """A text as TRIM leaves it: that knows only the plain space, so a word beside another one is not that word."""
    if not isinstance(value, str):
        return value
    words = [piece for piece in value.split(" ") if piece]
    return " ".join(word if word.split() == [word] else ODD_SPACE.join(word.split()) + ODD_SPACE for word in words)


def is_blank(value: object) -> bool:
    """Nothing, or nothing but spaces."""
    return value is None or as_tested(value) == ""


def is_mark(value: object) -> bool | None:
    """Is the mark of not arising there (`x`, `Có`, TRUE)? None where something else is written."""
    if isinstance(value, bool):
        return value or None
    if value is None or (isinstance(value, str) and not value.strip()):
        return False
    return True if isinstance(value, str) and fold(value) in MARKS else None


def serial(day: date) -> Decimal:
    """The number a spreadsheet keeps for a day, and for its time."""
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    return exact((moment - EPOCH_1900) / DAY)


def day_of(number: Decimal) -> date:
    """The day of such a number."""
    return EPOCH_1900.date() + timedelta(days=int(number))


def _whole_day(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day
