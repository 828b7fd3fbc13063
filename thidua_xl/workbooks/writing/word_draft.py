"""Drawing the draft of a rulebook read from Word: the usual workbook, cells to review in yellow, and `_Từ Word`."""

from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from thidua_xl.sheets.rulebook import INFO, LAYOUTS
from thidua_xl.sheets.word_draft import TRACE
from thidua_xl.word.draft import Draft, Review
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.cells import own_format, put, typed
from thidua_xl.workbooks.writing.page import set_up_page
from thidua_xl.workbooks.writing.rulebook import MADE, rulebook_bytes
from thidua_xl.workbooks.writing.table import (
    FIRST,
    Studio,
    Table,
    draw_comment,
    draw_header,
    draw_title,
    table_of,
)

HIGHEST = 409.0  # points: Excel makes no row higher
YELLOW = "#FFFF00"  # stands out from every fill of ours: what a person must look at


def write_draft(path: Path, draft: Draft) -> None:
    """Write the draft as a rulebook workbook at ``path``."""
    path.write_bytes(rulebook_bytes(draft.tables, MADE, guided=True, finish=lambda studio: _finish(studio, draft)))


def _finish(studio: Studio, draft: Draft) -> None:
    tables = {layout.name: table_of(layout, draft.tables.get(layout.name, [])) for layout in LAYOUTS}
    for review in draft.reviews:
        _mark(studio, tables[review.sheet], review)
    sheet = studio.book.add_worksheet(TRACE.name)
    sheet.set_tab_color(YELLOW)
    _draw_trace(studio, sheet, table_of(TRACE, draft.trace))


def _mark(studio: Studio, table: Table, review: Review) -> None:
    """The cell once more in yellow, with a note that says why."""
    sheet = studio.book.get_worksheet_by_name(review.sheet)
    text = table.rows[review.row - 1][_place(table, review.header)]
    row, place = FIRST + review.row - 1, _place(table, review.header)
    column = table.columns[place]
    if table.layout is INFO:  # drawn item by item, in the order of the layout
        column = next(item for item in INFO.items if item.header == table.rows[review.row - 1][0])
        row = FIRST + INFO.items.index(column)
    cell = typed(text, column.content)
    shape = {"font_size": table.size, "text_wrap": True, "align": "left", "indent": 1, **style.BOX}
    look = studio.formats.of(bg_color=YELLOW, num_format=cell.number_format or own_format(column.content), **shape)
    put(sheet, row, place, cell, look)
    draw_comment(sheet, row, place, review.why)


def _place(table: Table, header: str) -> int:
    return next(place for place, column in enumerate(table.columns) if column.header == header)


def _draw_trace(studio: Studio, sheet: Worksheet, table: Table) -> None:
    draw_title(studio, sheet, TRACE.purpose)
    draw_header(studio, sheet, table, 1)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
    doubts, guessed = _place(table, TRACE.column("doubts").header), _place(table, TRACE.column("guessed").header)
    for row, texts in enumerate(table.rows, FIRST):
        for place, text in enumerate(texts):
            fill = {"bg_color": YELLOW} if text and place in (guessed, doubts) else {}
            look = studio.formats.of(font_size=table.size, text_wrap=True, indent=1, align="left", **fill, **style.BOX)
            sheet.write_string(row, place, text, look)
        most = max(
            style.lines(text, column.width, table.size) for text, column in zip(texts, table.columns, strict=True)
        )
        sheet.set_row(row, min(style.height(most, table.size), HIGHEST))
    sheet.freeze_panes(FIRST, 4)
    sheet.autofilter(1, 0, FIRST + len(table.rows) - 1, len(table.columns) - 1)
    set_up_page(sheet, 1)
