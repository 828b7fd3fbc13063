"""What a workbook holds, as read: values, their types and formulas, and how it is guarded. Pure data.

Readers under ``workbooks/`` produce a Book; tests draw one from a grid; everything else only looks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from thidua_xl.text.dates import EPOCH_1900 as EPOCH_1900
from thidua_xl.text.dates import LAST_SERIAL as LAST_SERIAL

EPOCH_1904 = datetime(1904, 1, 1)


class Type(StrEnum):
    """The type a cell has in the file, not what its text looks like."""

    NUMBER = "n"
    TEXT = "s"
    BOOLEAN = "b"
    ERROR = "e"


class Cell(NamedTuple):
    """One stored cell. A blank cell is not stored at all.

    ``value`` is a float for numbers (dates too; NaN and infinity are kept for the checks to refuse), a str
    for text (NFC is not applied here) and errors (``#REF!``), a bool for booleans; None where a formula has
    no stored value. Text may be ``""``: a formula's empty result, or one pasted as a value. What a number
    cell holds that is no ASCII number (full-width digits) is TEXT as it stands. ``formula`` is without its
    ``=``. ``style`` indexes ``Book.formats``.
    """

    type: Type
    value: float | str | bool | None
    formula: str | None = None
    style: int = 0


@dataclass(slots=True)
class Sheet:
    """One worksheet. Rows and columns count from 1, as the user sees them."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    state: str = "visible"  # visible, hidden, veryHidden
    protected: bool = False
    validations: int = 0
    repeated: list[str] = field(default_factory=list)  # addresses written twice in the file
    merged: list[str] = field(default_factory=list)  # ranges: A1:B2
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)  # of width 0 too
    validated: list[str] = field(default_factory=list)  # ranges under data validation
    arrays: list[str] = field(default_factory=list)  # ranges of array formulas

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """Each row that holds something, in order: its number and its cells by column."""
        rows: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in self.cells.items():
            rows.setdefault(row, {})[column] = cell
        return iter(sorted(rows.items()))


@dataclass(slots=True)
class Book:
    """One workbook as read; ``formats`` maps a style to its number format code."""

    sheets: list[Sheet] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # those of one sheet as ``Sheet!name``
    formats: list[str] = field(default_factory=lambda: ["General"])
    date_1904: bool = False
    macros: bool = False
    external_links: list[str] = field(default_factory=list)  # other books, DDE, OLE, data connections
    manual_calculation: bool = False  # shown values may be old
    kind: str = "xlsx"  # what the bytes are, whatever the file is called: xlsx, xlsm, xlsb, xls, ods
    formulas_known: bool = True  # False for formats of which only the values are read

    def format_of(self, cell: Cell) -> str:
        """The number format code of ``cell``."""
        return self.formats[cell.style] if 0 <= cell.style < len(self.formats) else "General"

    def moment(self, serial: float) -> datetime | None:
        """The moment a serial number stands for, None where it is none a spreadsheet can hold."""
        if not 0 <= serial <= LAST_SERIAL + 1:
            return None
        epoch = EPOCH_1904 if self.date_1904 else EPOCH_1900
        try:
            return epoch + timedelta(days=serial)
        except OverflowError:  # the last days of the 1904 epoch lie beyond what a date can say
            return None


@lru_cache(1024)  # a workbook has few, and many cells in each
def is_date_format(code: str) -> bool:
    """Does this number format show a date? Quoted text, colours and escapes are left out first."""
    bare: list[str] = []
    quoted = False
    skip = False
    for sign in code.split(";", 1)[0]:
        if skip:
            skip = False
        elif sign in "\\_*":
            skip = True
        elif sign == '"':
            quoted = not quoted
        elif not quoted:
            bare.append(sign.lower())
    text = "".join(bare)
    while "[" in text and "]" in text[text.index("[") :]:
        start = text.index("[")
        text = text[:start] + text[text.index("]", start) + 1 :]
    return "general" not in text and any(letter in text for letter in "dy")


def is_percent_format(code: str) -> bool:
    """Does this number format show percents?"""
    return "%" in code.split(";", 1)[0]


@lru_cache(1024)
def column_letters(column: int) -> str:
    """1 is ``A``, 27 is ``AA``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The cell's name: row 12, column 8 is ``H12``."""
    return f"{column_letters(column)}{row}"


def column_number(letters: str) -> int:
    """``AD`` as 30."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def place_of(address: str) -> tuple[int, int]:
    """``AD40`` as row 40 and column 30."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :] or 0), column_number(letters)
