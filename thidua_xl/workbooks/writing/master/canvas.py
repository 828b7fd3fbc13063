"""One sheet of the master being drawn: title, headers, cells by owner, protection, page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from typing import Any

from xlsxwriter.format import Format

from thidua_xl.book import address, column_letters
from thidua_xl.live.live_cell import Live
from thidua_xl.live.master_plan import FIRST_ROW, HEADER_ROW
from thidua_xl.sheets.layout import Column, Content, Layout, Owner
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.page import set_up_page
from thidua_xl.workbooks.writing.table import Studio
from thidua_xl.workbooks.writing.validation import validation

C = Content
GREY = "#F2F2F2"  # what nobody types into
LONGEST = 32_000  # characters; a cell holds 32,767
HIDDEN = "_"  # headers that begin with it are for the next consolidation, not for people
ALLOWED = {"format_rows": True, "format_columns": True, "sort": True, "autofilter": True, "objects": True,
           "scenarios": True}  # fmt: skip
NUMERIC = {C.POINTS, C.NUMBER, C.COUNT, C.PERCENT}
CENTRED = {C.CODE, C.DATE, C.WORD}
BEYOND = 30  # locked columns to the right of a table: what stands there would not be kept
MOMENT = "dd/mm/yyyy hh:mm"

Value = Live | Decimal | float | int | str | date | None


@dataclass(slots=True)
class Canvas:
    """A sheet with a table. Rows count from 1, as people see them; cells are named by row and column key."""

    studio: Studio
    sheet: GrowingSheet
    layout: Layout
    columns: tuple[Column, ...]
    digits: int = 2
    size: int = style.SMALL
    header_row: int = HEADER_ROW
    folded: frozenset[str] = frozenset()  # columns that are there and need not be seen
    noted: frozenset[tuple[str, ...]] = frozenset()  # what the rows with a note are known by
    keys: dict[tuple[str, ...], int] = field(default_factory=dict)  # those rows
    _places: dict[str, int] = field(default_factory=dict)
    _known: dict[str, tuple[int, Column, bool, Format]] = field(default_factory=dict)  # place, unseen, ordinary look
    _looks: dict[tuple[object, ...], Format] = field(default_factory=dict)  # a bloc has many rows and few looks

    @property
    def points_format(self) -> str:
        """As many digits as points have."""
        return f"#,##0.{'0' * self.digits}" if self.digits else "#,##0"

    @property
    def last_column(self) -> int:
        """The last column people see, from 0."""
        seen = [n for n, column in enumerate(self.columns) if not column.header.startswith(HIDDEN)]
        return max(seen, default=0)

    def place(self, key: str) -> int:
        """The column number, from 0."""
        if not self._places:
            self._places = {column.key: n for n, column in enumerate(self.columns)}
        return self._places[key]

    def known_by(self, row: int, *key: str) -> None:
        """Keep where a row is that has a note."""
        if key in self.noted:
            self.keys[key] = row

    def head(self, title: str, bloc: str) -> None:
        """Title and whose it is, above the table, in the first column people see."""
        of = self.studio.formats.of
        self.sheet.set_row(0, 27)
        first = next(
            n for n, c in enumerate(self.columns) if not c.header.startswith(HIDDEN) and c.key not in self.folded
        )
        self.sheet.write_string(0, first, title, of(bold=True, font_size=16, valign="vcenter", font_color="#1F3864"))
        self.sheet.write_string(1, first, bloc, of(italic=True, font_color=style.QUIET))

    def headers(self) -> None:
        """Header row, widths, hidden columns, frozen panes."""
        most, locked = 1, self.studio.formats.of(locked=True)
        self.sheet.set_column(len(self.columns), len(self.columns) + BEYOND, None, locked)
        for place, column in enumerate(self.columns):
            fill = style.NEEDED if column.owner is Owner.HEAD else style.HEADER
            self.sheet.write_string(
                self.header_row - 1, place, column.header, self.studio.formats.header(self.size, fill)
            )
            hidden = {"hidden": True} if column.header.startswith(HIDDEN) or column.key in self.folded else {}
            self.sheet.set_column(place, place, column.width, locked, hidden)
            if not hidden:
                most = max(most, style.lines(column.header, column.width - 1, self.size))
        self.sheet.set_row(self.header_row - 1, style.height(most, self.size) + 6)

    def look(self, column: Column, **more: Any) -> Format:
        """A cell's format by its column's owner and content."""
        alike = column.content, column.owner, column.header.startswith(HIDDEN)
        key = (*alike, *sorted(more.items())) if more else alike
        if key not in self._looks:
            self._looks[key] = self._look(column, more)
        return self._looks[key]

    def _look(self, column: Column, more: dict[str, Any]) -> Format:
        number_format = {C.POINTS: self.points_format, C.COUNT: "0", C.DATE: "dd/mm/yyyy", C.PERCENT: "0.00"}
        found: dict[str, Any] = {"font_size": self.size, "valign": "vcenter", **style.BOX}
        found["num_format"] = number_format.get(column.content, "General" if column.content in NUMERIC else "@")
        if column.content is C.MIXED or (column.owner is Owner.COMPUTED and column.content is C.TEXT):
            found["num_format"] = "General"  # a formula in a text cell would show itself
        found["align"] = "right" if column.content in NUMERIC else "center" if column.content in CENTRED else "left"
        if found["align"] == "left":
            found |= {"indent": 1, "text_wrap": not column.header.startswith(HIDDEN)}
        is_open = column.owner is Owner.HEAD
        found |= {"bg_color": style.OPEN if is_open else GREY, "locked": not is_open}
        return self.studio.formats.of(**{**found, **more})

    def put(self, row: int, key: str, value: Value, **more: Any) -> None:
        """One cell of the table."""
        place, column, unseen, look = self._known.get(key) or self._column(key)
        if unseen and (value is None or value == ""):
            return  # nobody sees the borders of an empty cell there
        if column.content is C.CODE and isinstance(value, Live):
            more.setdefault("num_format", "General")
        self.write(row, place, value, self.look(column, **more) if more else look)

    def put_own(self, row: int, key: str, text: str) -> None:
        """A text that no other row has."""
        place, _, unseen, look = self._known.get(key) or self._column(key)
        if text or not unseen:
            self.sheet.write_own_text(row - 1, place, text[:LONGEST], look)

    def _column(self, key: str) -> tuple[int, Column, bool, Format]:
        place = self.place(key)
        column = self.columns[place]
        self._known[key] = known = place, column, column.header.startswith(HIDDEN), self.look(column)
        return known

    def write(self, row: int, place: int, value: Value, look: Format) -> None:
        """A value as what it is; text is never taken for a formula, a number or a link."""
        if isinstance(value, Live):
            self.sheet.write_live(row - 1, place, value.formula, value.value, look)
        elif value is None or isinstance(value, str):
            self.sheet.write_value(row - 1, place, value and value[:LONGEST], look)
        elif isinstance(value, date):
            self.sheet.write_datetime(row - 1, place, value, look)
        elif isinstance(value, bool):
            self.sheet.write_value(row - 1, place, str(value), look)
        else:
            self.sheet.write_value(row - 1, place, float(value), look)

    def guess_height(self, row: int, texts: Iterable[tuple[str, object]]) -> None:
        """The height a row starts with, by the texts of its columns; it grows with what is typed."""
        wide = ((str(text), self.columns[self.place(key)].width) for key, text in texts if text)
        most = max((style.lines(text, width, self.size) for text, width in wide), default=1)
        self.sheet.guess_row_height(row - 1, max(19.0, style.height(most, self.size)))

    def link(self, row: int, key: str, target: str, said: str) -> None:
        """A link in a cell of the table."""
        look = self.look(self.columns[self.place(key)], font_color="#0563C1", underline=1)
        self.sheet.write_url(row - 1, self.place(key), target, look, said)

    def open_range(self, key: str, first: int, last: int) -> None:
        """The head's cells of a column: an allowed range, with the drop-down or limits of the column."""
        place, column = self.place(key), self.columns[self.place(key)]
        letters = column_letters(place + 1)
        self.sheet.unprotect_range(f"{letters}{first}:{letters}{last}", f"o_{key}_{first}")
        options = validation(column, address(first, place + 1), self.studio.vocabularies)
        if options:
            self.sheet.data_validation(first - 1, place, last - 1, place, options)

    def finish(self, last_row: int, *, frozen: int = 0, filters: bool = True) -> None:
        """Filter, frozen panes, protection and page."""
        if filters and last_row > self.header_row:
            self.sheet.autofilter(self.header_row - 1, 0, last_row - 1, self.last_column)
        self.sheet.freeze_panes(self.header_row, frozen)
        end = column_letters(len(self.columns))
        self.sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW}:{end}{last_row + 1}"})
        self.sheet.protect("", ALLOWED)
        page(self.sheet, self.header_row)
        self.sheet.print_area(0, 0, max(last_row, self.header_row) - 1, self.last_column)
        self.sheet.hide_gridlines(2)


def page(sheet: GrowingSheet, header_row: int) -> None:
    """A4 landscape, as wide as the paper, the headers on every page, version and page number at the foot."""
    set_up_page(sheet, header_row - 1)
    foot = f'&L&"{style.FONT},Italic"&9thidua-xl {version("thidua-xl")}&C&"{style.FONT},Regular"&11Trang &P/&N'
    sheet.set_footer(foot, {"margin": 0.3})
