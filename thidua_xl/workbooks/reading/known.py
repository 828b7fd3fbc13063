"""What many workbooks have in common, taken apart once by a process.

Most of a member's workbook is the template's own, and a bloc's workbooks come one after another. A row is known again
by all its bytes, and so are rows that always come together; in a row of the unit's own, a cell by all its bytes or
those before its value. Each file numbers its shared strings in its own way, so they are first numbered as this process
has met them.

What one unit has written is hardly met again: where much is known already, a row or cell is remembered when it comes
for the second time.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from sys import getsizeof
from threading import local
from typing import NamedTuple, TypeVar

from thidua_xl.book import Cell, Sheet
from thidua_xl.workbooks.reading.bounds import MAX_KNOWN
from thidua_xl.workbooks.reading.markup import Element

MOST_IN_FRAME = 5_000  # ranges and hidden columns; elements of a part
LARGEST = MAX_KNOWN // 64  # bytes of anything worth keeping
LONGEST = (
    4_000  # bytes of a row or cell worth keeping: what a workbook carries of a rulebook is longer, and quickly read
)
FEW_ROWS, FEW_CELLS = 500, 5_000  # while fewer are known before a workbook, all that it brings is remembered at once
MOST_ATTRIBUTES = 8  # of a formula worth keeping
LONGEST_BLOCK = 64  # rows
OBJECT = 220  # bytes of memory that a row, a cell, a text or an attribute takes besides its letters, about
SHARED = 100  # bytes of memory that a cell takes in a block besides: it is the same as in its row
# the end of a cell's type: no other tag ends so before a value, and what begins with a rarer letter is found sooner
SHARED_TEXT = re.compile(rb's"><v>([0-9]{1,9})</v>')
# formulas that mean something with other rows only; dates, which count from the book's own first day
OF_ITS_SHEET = re.compile(rb't="(?:shared|array|dataTable|d)"')

Place = tuple[int, int]
KnownCell = tuple[Place, Cell | None]  # None: nothing but a style
T = TypeVar("T")


class Front(NamedTuple):
    """What the XML of a cell says before its value, or all of it where it has none."""

    row: str
    column: int
    style: int
    kind: str
    about: Mapping[str, str] | None  # attributes of a formula
    formula: str
    is_whole: bool


class KnownRows(NamedTuple):
    """What a row, or a block of rows, that stands below all others of its sheet puts into it."""

    xml: list[bytes]  # of each
    first: int
    last: int
    hidden: tuple[int, ...]
    cells: dict[Place, Cell]
    blanks: tuple[Place, ...]
    formulas: int  # signs

    @classmethod
    def together(cls, rows: Sequence["KnownRows"]) -> "KnownRows":
        """Rows as one block."""
        cells: dict[Place, Cell] = {}
        for row in rows:
            cells.update(row.cells)
        xml = [data for row in rows for data in row.xml]
        hidden = [number for row in rows for number in row.hidden]
        blanks = [place for row in rows for place in row.blanks]
        formulas = sum([row.formulas for row in rows])
        return cls(xml, rows[0].first, rows[-1].last, tuple(hidden), cells, tuple(blanks), formulas)

    def shared_size(self) -> int:
        """Bytes of memory that a block takes besides its rows."""
        return SHARED * (len(self.xml) + len(self.cells) + len(self.blanks)) + 2 * OBJECT


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
        self[text] = told = b's"><v>%d</v>' % len(self.texts)
        self.texts.append(text)
        self.size += getsizeof(text) + OBJECT
        return told


class Known(local):
    """What one thread has met; when they are too many, all are forgotten before the next workbook."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.rows: dict[bytes, KnownRows] = {}
        self.blocks: dict[bytes, KnownRows] = {}  # by their first row
        self.fronts: dict[bytes, Front] = {}
        self.cells: dict[bytes, KnownCell] = {}
        self.once: set[int] = set()  # hashes of rows and cells met once
        self.has_few_rows = self.has_few_cells = True
        self.frames: dict[bytes, Frame] = {}
        self.formats: dict[bytes, list[str]] = {}
        self.items: dict[bytes, str] = {}  # shared strings
        self.parts: dict[bytes, list[Element]] = {}
        self.strings = Texts()
        self.size = 0  # bytes of memory, about

    def bound(self) -> None:
        """Another workbook begins; begin anew where it might become too much."""
        if self.size + self.strings.size > MAX_KNOWN:
            self.forget()
        self.has_few_rows, self.has_few_cells = len(self.rows) < FEW_ROWS, len(self.cells) < FEW_CELLS

    def renumbered(self, rows: bytes, strings: list[str]) -> bytes:
        """The XML of a sheet's rows, numbers of ``strings`` being places in ``self.strings.texts``.

        Raises IndexError where one leads nowhere, ValueError where it is beyond all numbers.
        """
        pieces: list[bytes] = SHARED_TEXT.split(rows)
        pieces[1::2] = [self.strings[strings[int(number)]] for number in pieces[1::2]]
        return b"".join(pieces)

    def is_worth_a_row(self, data: bytes) -> bool:
        """Is a row to be remembered? Not where its XML means something else in another sheet."""
        return self._is_met_again(data, self.has_few_rows) and not OF_ITS_SHEET.search(data)

    def keep_row(self, row: KnownRows) -> None:
        """Remember a row by its XML."""
        self._keep(self.rows, row.xml[0], row, len(row.cells) + len(row.blanks))

    def keep_cells(self, pieces: Iterable[bytes], cells: Iterable[KnownCell]) -> None:
        """Remember cells by their XML, where that is worth it."""
        for data, cell in zip(pieces, cells, strict=True):
            self.keep_cell(data, cell)

    def keep_cell(self, data: bytes, cell: KnownCell) -> None:
        """Remember a cell by its XML, where that is worth it."""
        if self._is_met_again(data, self.has_few_cells) and not OF_ITS_SHEET.search(data):
            self._keep(self.cells, data, cell, 1)

    def keep_front(self, data: bytes, front: Front) -> None:
        """Remember a cell by its XML before the value: at once, as it is likely to come with another."""
        if len(data) <= LONGEST and len(front.about or ()) <= MOST_ATTRIBUTES:
            self._keep(self.fronts, data, front, 1 + len(front.about or ()))

    def keep_block(self, rows: Sequence[KnownRows]) -> None:
        """Remember known rows that came one after another."""
        if rows and self.size < MAX_KNOWN:
            block = KnownRows.together(rows) if len(rows) > 1 else rows[0]
            self.blocks[block.xml[0]] = block
            self.size += block.shared_size()

    def drop_block(self, block: KnownRows) -> None:
        """Forget a block that does not always come whole."""
        del self.blocks[block.xml[0]]
        self.size -= block.shared_size()

    def keep_frame(self, data: bytes, frame: Frame) -> None:
        """Remember what stands around the rows of a sheet."""
        objects = len(frame.merged) + len(frame.validated) + len(frame.hidden_columns)
        if objects <= MOST_IN_FRAME:
            self._keep(self.frames, data, frame, objects)

    def keep_formats(self, data: bytes, formats: list[str]) -> None:
        """Remember the number formats of a part with styles."""
        self._keep(self.formats, data, formats, len(formats))

    def keep_items(self, items: Mapping[bytes, str]) -> None:
        """Remember shared strings by their XML."""
        size = sum(map(len, items)) + sum(map(getsizeof, items.values())) + OBJECT * len(items)
        if self.size + size <= MAX_KNOWN:
            self.items.update(items)
            self.size += size

    def keep_part(self, data: bytes, elements: list[Element]) -> None:
        """Remember a small part that is no sheet."""
        objects = sum(3 + 2 * len(element.attributes) for element in elements)
        if objects <= MOST_IN_FRAME:
            self._keep(self.parts, data, elements, objects)

    def _is_met_again(self, data: bytes, has_few: bool) -> bool:
        if len(data) > LONGEST or self.size >= MAX_KNOWN:
            return False
        if has_few or (sign := hash(data)) in self.once:
            return True
        self.once.add(sign)
        self.size += SHARED
        return False

    def _keep(self, among: dict[bytes, T], data: bytes, read: T, objects: int = 0) -> None:
        if len(data) <= LARGEST and self.size < MAX_KNOWN:
            among[data] = read
            # once as it is, and once as texts: one letter beyond a font's usual ones makes four bytes of each
            self.size += len(data) * (2 if data.isascii() else 5) + OBJECT * (objects + 2)


KNOWN = Known()
