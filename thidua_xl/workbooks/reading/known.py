"""What many workbooks have in common, taken apart once by a process.

Most of a member's workbook is the template's own, and a bloc's workbooks come one after another. A row is known again
by all its bytes. Each file numbers its shared strings in its own way, so they are first numbered as this process has
met them.
"""

import re
from sys import getsizeof
from threading import local
from typing import NamedTuple, TypeVar

from thidua_xl.book import Cell, Sheet
from thidua_xl.workbooks.reading.bounds import MAX_KNOWN

MOST_IN_FRAME = 5_000  # ranges and hidden columns
LARGEST = MAX_KNOWN // 64  # bytes of anything worth keeping
LONGEST = 4_000  # bytes of a row worth keeping: what a workbook carries of a rulebook is longer, and quickly read
OBJECT = 220  # bytes of memory that a cell or a row takes, about
SHARED_TEXT = re.compile(rb' t="s"><v>([0-9]+)</v>')
# formulas that mean something with other rows only; dates, which count from the book's own first day
OF_ITS_SHEET = (b't="shared"', b't="array"', b't="dataTable"', b't="d"')

Place = tuple[int, int]
T = TypeVar("T")


class KnownRow(NamedTuple):
    """What a row that stands below all others of its sheet puts into it."""

    number: int
    hidden: bool
    cells: dict[Place, Cell]
    blanks: tuple[Place, ...]
    formulas: int  # signs


class Frame(NamedTuple):
    """What the XML around the rows of a sheet says of it."""

    protected: bool
    validations: int
    merged: tuple[str, ...]
    validated: tuple[str, ...]
    hidden_columns: frozenset[int]

    @classmethod
    def of(cls, sheet: Sheet) -> "Frame":
        """As it was read."""
        about = tuple(sheet.merged), tuple(sheet.validated), frozenset(sheet.hidden_columns)
        return cls(sheet.protected, sheet.validations, *about)

    def put_around(self, sheet: Sheet) -> None:
        """The same for another sheet."""
        sheet.protected, sheet.validations = self.protected, self.validations
        sheet.merged, sheet.validated = list(self.merged), list(self.validated)
        sheet.hidden_columns = set(self.hidden_columns)


class Texts(dict[str, bytes]):
    """The texts met so far; each leads to what stands in the XML of a cell that shows it."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.size = 0  # bytes, as below

    def __missing__(self, text: str) -> bytes:
        self[text] = told = b' t="s"><v>%d</v>' % len(self.texts)
        self.texts.append(text)
        self.size += getsizeof(text) + OBJECT
        return told


class Known(local):
    """The rows, frames and texts of one thread; when they are too many, all are forgotten before the next workbook."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.rows: dict[bytes, KnownRow] = {}
        self.frames: dict[bytes, Frame] = {}
        self.formats: dict[bytes, list[str]] = {}
        self.strings = Texts()
        self.size = 0  # bytes of memory, about

    def bound(self) -> None:
        """Begin anew where another workbook might become too much."""
        if self.size + self.strings.size > MAX_KNOWN:
            self.forget()

    def renumbered(self, rows: bytes, strings: list[str]) -> bytes:
        """The XML of a sheet's rows, numbers of ``strings`` being places in ``self.strings.texts``.

        Raises IndexError where one leads nowhere, ValueError where it is beyond all numbers.
        """
        pieces: list[bytes] = SHARED_TEXT.split(rows)
        pieces[1::2] = [self.strings[strings[int(number)]] for number in pieces[1::2]]
        return b"".join(pieces)

    def keep_row(self, data: bytes, row: KnownRow) -> None:
        """Remember a row by its XML, unless that means something else in another sheet."""
        if len(data) <= LONGEST and not any(sign in data for sign in OF_ITS_SHEET):
            self._keep(self.rows, data, row, len(row.cells) + len(row.blanks))

    def keep_frame(self, data: bytes, frame: Frame) -> None:
        """Remember what stands around the rows of a sheet."""
        objects = len(frame.merged) + len(frame.validated) + len(frame.hidden_columns)
        if objects <= MOST_IN_FRAME:
            self._keep(self.frames, data, frame, objects)

    def keep_formats(self, data: bytes, formats: list[str]) -> None:
        """Remember the number formats of a part with styles."""
        self._keep(self.formats, data, formats, len(formats))

    def _keep(self, among: dict[bytes, T], data: bytes, read: T, objects: int = 0) -> None:
        if len(data) <= LARGEST and self.size < MAX_KNOWN:
            among[data] = read
            self.size += len(data) + OBJECT * (objects + 2)


KNOWN = Known()
