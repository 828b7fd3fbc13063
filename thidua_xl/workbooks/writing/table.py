"""Drawing a layout as a table: title, headers, columns, rows, what cells take and how rows look."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from thidua_xl.book import address, column_letters
from thidua_xl.sheets.layout import Column, Content, Layout, Owner
from thidua_xl.sheets.prompts import comment
from thidua_xl.text.vietnamese import fold
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.cells import NUMBERS, Typed, own_format, put, typed
from thidua_xl.workbooks.writing.page import pages_across, set_up_page
from thidua_xl.workbooks.writing.validation import validation
from thidua_xl.workbooks.writing.vocabularies import Vocabularies

TITLE, HEADER, FIRST = 0, 1, 2  # rows, from 0
OPEN_ROWS = 300  # prepared for typing, at the least
SPARE_ROWS = 100
WIDE = 130  # digits; a wider sheet is set smaller
COMMENT_WIDTH = 300  # pixels

Grid = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Studio:
    """A workbook being drawn, with its formats and lists."""

    book: Workbook
    formats: style.Formats
    vocabularies: Vocabularies


@dataclass(frozen=True, slots=True)
class Table:
    """A layout with the rows to write; ``columns`` are the layout's, and after them the ones it does not know."""

    layout: Layout
    columns: tuple[Column, ...]
    rows: list[list[str]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """The font size: smaller on a wide sheet."""
        wide = sum(column.width for column in self.columns) > WIDE
        return style.SMALL if wide else style.NORMAL

    @property
    def last(self) -> int:
        """The last row, from 0, that is prepared for typing."""
        return FIRST + max(OPEN_ROWS, len(self.rows) + SPARE_ROWS) - 1

    def place(self, key: str) -> int:
        """The column number, from 0, of a key."""
        return next(place for place, column in enumerate(self.columns) if column.key == key)

    @property
    def folded(self) -> set[int]:
        """The places of the columns folded away: each run of rare ones in which no row holds anything."""
        found: set[int] = set()
        for rare, run in groupby(enumerate(self.columns), key=lambda pair: pair[1].advanced):
            places = {place for place, _ in run}
            if rare and not any(row[place] for row in self.rows for place in places):
                found |= places
        return found


def table_of(layout: Layout, grid: Grid) -> Table:
    """The rows of a grid in the order of the layout's columns; its first row is the header, in any order.

    Raises ValueError for a header that is there twice.
    """
    header = [fold(text) for text in grid[0]] if grid else []
    if len(set(header)) < len(header):
        raise ValueError(f"{layout.name}: a header is there twice: {', '.join(grid[0])}")
    known = {fold(column.header) for column in layout.columns}
    others = [text for text in (grid[0] if grid else ()) if fold(text) not in known]
    unknown = tuple(Column(text, text, Content.NUMBER, Owner.HEAD, 11) for text in others)
    columns = layout.columns + unknown
    places = [header.index(fold(column.header)) if fold(column.header) in header else None for column in columns]
    rows = [[row[place] if place is not None and place < len(row) else "" for place in places] for row in grid[1:]]
    return Table(layout, columns, rows)


@dataclass(frozen=True, slots=True)
class Look:
    """Rows for which a formula holds (its cells those of the first row) look so; the first that holds wins."""

    formula: str
    properties: dict[str, Any]


def draw_table(studio: Studio, sheet: Worksheet, table: Table, looks: Iterable[Look] = ()) -> None:
    """The whole sheet of a layout that is typed into."""
    draw_title(studio, sheet, table.layout.purpose)
    set_columns(studio, sheet, table)
    draw_header(studio, sheet, table, HEADER)
    draw_rows(studio, sheet, table, FIRST)
    for place, column in enumerate(table.columns):
        options = validation(column, address(FIRST + 1, place + 1), studio.vocabularies)
        if options:
            sheet.data_validation(FIRST, place, table.last, place, options)
    end = column_letters(len(table.columns))
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST + 1}:{end}{table.last + 1}"})  # codes are meant as text
    draw_looks(studio, sheet, table, looks)
    names = [n for n, column in enumerate(table.columns, 1) if column.header in table.layout.known_by]
    sheet.freeze_panes(FIRST, names[0])
    draw_page(sheet, table, repeated=max(n for n in names if n <= names[0] + 2))


def draw_page(sheet: Worksheet, table: Table, repeated: int) -> None:
    """Print set-up: a sheet too wide to be read on one page goes over several, its names on each."""
    widths = [0 if place in table.folded else column.width for place, column in enumerate(table.columns)]
    set_up_page(sheet, HEADER, across=pages_across(sum(widths), sum(widths[:repeated])), repeated=repeated)


def draw_title(studio: Studio, sheet: Worksheet, text: str, row: int = TITLE) -> None:
    """One quiet line above the headers; it runs on over the empty cells beside it."""
    sheet.set_row(row, 24)
    sheet.write_string(row, 0, text, studio.formats.of(italic=True, font_color=style.QUIET, valign="vcenter"))


def set_columns(studio: Studio, sheet: Worksheet, table: Table) -> None:
    """Widths and formats; the rare columns are a level of the outline."""
    folded = table.folded
    for place, column in enumerate(table.columns):
        after = place - 1 in folded and not column.advanced
        options = {"level": 1, "hidden": place in folded} if column.advanced else {"collapsed": after}
        sheet.set_column(place, place, column.width, body(studio, table, column), options)


def body(studio: Studio, table: Table, column: Column, cell: Typed | None = None) -> Format:
    """The format of a column, or of one of its cells."""
    number_format = (cell.number_format if cell else "") or own_format(column.content)
    look: dict[str, Any] = {"font_size": table.size, "num_format": number_format}
    if column.content in NUMBERS:
        look["align"] = "right"
    elif column.content is Content.DATE:
        look["align"] = "center"
    else:
        look |= {"align": "left", "indent": 1, "text_wrap": True}
    return studio.formats.of(**look)


def draw_header(studio: Studio, sheet: Worksheet, table: Table, row: int) -> None:
    """The header row, high enough for its longest header, with comments."""
    most = 1
    for place, column in enumerate(table.columns):
        fill = style.NEEDED if column.header in table.layout.known_by else style.HEADER
        fill = style.RARE if column.advanced else fill
        sheet.write_string(row, place, column.header, studio.formats.header(table.size, fill))
        most = max(most, style.lines(column.header, column.width - 1, table.size))
        if text := comment(column):
            draw_comment(sheet, row, place, text)
    sheet.set_row(row, style.height(most, table.size) + 4)


def draw_comment(sheet: Worksheet, row: int, place: int, text: str) -> None:
    """A comment as large as its text."""
    high = 20 * style.lines(text, 36, style.SMALL) + 14
    look = {"font_name": style.FONT, "font_size": style.SMALL, "font_family": 1}
    sheet.write_comment(row, place, text, {"width": COMMENT_WIDTH, "height": high, **look})


def draw_rows(studio: Studio, sheet: Worksheet, table: Table, first: int) -> None:
    """The cells that hold something."""
    for row, texts in enumerate(table.rows, first):
        for place, (text, column) in enumerate(zip(texts, table.columns, strict=True)):
            if text:
                cell = typed(text, column.content)
                put(sheet, row, place, cell, body(studio, table, column, cell))


def draw_looks(studio: Studio, sheet: Worksheet, table: Table, looks: Iterable[Look]) -> None:
    """Words that are in no list stand out; rows get their look, and lines as soon as they hold anything."""
    for place, column in enumerate(table.columns):
        if column.choices:
            cell, words = address(FIRST + 1, place + 1), studio.vocabularies.name(column)
            unknown = Look(f'AND({cell}<>"",ISNA(MATCH(TRIM({cell}),{words},0)))', {"bg_color": style.MISTAKE})
            _draw_look(studio, sheet, (FIRST, place, table.last, place), unknown)
    end = column_letters(len(table.columns))
    lined = Look(f"COUNTA($A{FIRST + 1}:${end}{FIRST + 1})>0", {})
    for look in (*looks, lined):
        _draw_look(studio, sheet, (FIRST, 0, table.last, len(table.columns) - 1), look)


def _draw_look(studio: Studio, sheet: Worksheet, cells: tuple[int, int, int, int], look: Look) -> None:
    shown = studio.book.add_format({**style.BOX, **look.properties})
    options = {"type": "formula", "criteria": f"={look.formula}", "format": shown, "stop_if_true": True}
    sheet.conditional_format(*cells, options)
