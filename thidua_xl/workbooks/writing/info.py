"""Drawing `Thông tin`: one row an item, each with what it takes and how to write it."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from thidua_xl.book import address
from thidua_xl.rulebook.info_sheet import REQUIRED
from thidua_xl.sheets.layout import Column, Content, Owner
from thidua_xl.sheets.rulebook import INFO
from thidua_xl.text.vietnamese import fold
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.cells import own_format, put, typed
from thidua_xl.workbooks.writing.page import set_up_page
from thidua_xl.workbooks.writing.table import FIRST, HEADER, Grid, Studio, Table, draw_header, draw_title, table_of
from thidua_xl.workbooks.writing.validation import validation

HOW = Column("how", "Cách ghi", Content.TEXT, Owner.RULEBOOK, 56)  # ours, not the reader's: the help in plain sight


def draw_info(studio: Studio, sheet: Worksheet, grid: Grid) -> None:
    """Every item in order, then the rows and columns of ``grid`` that are none of ours."""
    given = table_of(INFO, grid)
    others = tuple(column for column in given.columns[2:] if fold(column.header) != fold(HOW.header))
    table = Table(INFO, (*INFO.columns, HOW, *others))
    draw_title(studio, sheet, INFO.purpose)
    draw_header(studio, sheet, table, HEADER)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
    written = {fold(row[0]): row for row in given.rows}
    known = {fold(item.header): item for item in INFO.items}
    unknown = [Column(row[0], row[0], Content.MIXED, Owner.HEAD) for key, row in written.items() if key not in known]
    extra = [given.columns.index(column) for column in others]
    for row, item in enumerate((*INFO.items, *unknown), FIRST):
        texts = written.get(fold(item.header), [""] * len(given.columns))
        _draw_item(studio, sheet, row, item, texts[1])
        for place, number in enumerate(extra, len(INFO.columns) + 1):
            put(sheet, row, place, typed(texts[number], Content.MIXED), studio.formats.of(**style.BOX))
    sheet.freeze_panes(FIRST, 0)
    set_up_page(sheet, HEADER)


def _draw_item(studio: Studio, sheet: Worksheet, row: int, item: Column, text: str) -> None:
    look: dict[str, Any] = {"align": "left", "valign": "vcenter", "indent": 1, "text_wrap": True, **style.BOX}
    sheet.write_string(row, 0, item.header, studio.formats.of(bold=item.key in REQUIRED, **look))
    cell = typed(text, item.content)
    number_format = cell.number_format or own_format(item.content)
    value = studio.formats.of(num_format=number_format, bg_color=style.OPEN, **look)
    if text:
        put(sheet, row, 1, cell, value)
    else:
        sheet.write_blank(row, 1, None, value)
    quiet = studio.formats.of(font_size=style.SMALL, font_color=style.QUIET, italic=True, **look)
    sheet.write_string(row, 2, item.help, quiet)
    options = validation(item, address(row + 1, 2), studio.vocabularies)
    if options:
        sheet.data_validation(row, 1, row, 1, options)
