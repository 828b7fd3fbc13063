"""Dates as people type them (scoring.md 3): day before month, always."""

import re
from datetime import date, datetime

from thidua_xl.text.vietnamese import bare, typed

LONGEST = 40  # characters
FIRST_YEAR = 1900  # a spreadsheet knows no day before it
EPOCH_1900 = datetime(1899, 12, 30)  # day 0 of a spreadsheet
LAST_SERIAL = 2_958_465  # 31/12/9999

_DAY_FIRST = re.compile(r"(?P<d>[0-9]{1,2}) ?(?P<sign>[/.-]) ?(?P<m>[0-9]{1,2}) ?(?P=sign) ?(?P<y>[0-9]{4})")
_IN_WORDS = re.compile(r"(?:ngay )?(?P<d>[0-9]{1,2}) thang (?P<m>[0-9]{1,2}),? nam (?P<y>[0-9]{4})")
_ISO = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})")


def read_date(text: str) -> date | None:
    """The day ``text`` names, None where it names none or an impossible one; never month first.

    ``15/6/2026`` (also with - and .), ``ngày 5 tháng 6 năm 2026``, ``2026-06-15``; years from 1900.
    """
    found = typed(text)
    if len(found) > LONGEST:
        return None
    shape = _DAY_FIRST.fullmatch(found) or _IN_WORDS.fullmatch(bare(found)) or _ISO.fullmatch(found)
    if shape is None or int(shape["y"]) < FIRST_YEAR:
        return None
    try:
        return date(int(shape["y"]), int(shape["m"]), int(shape["d"]))
    except ValueError:  # 31/02, 0/5, 6/15: no such day
        return None


def said(day: date) -> str:
    """``day`` as a document prints it: ``15/06/2026``."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
