"""Drawing the scratch sheets of an empty rulebook workbook: how to begin, and every way of scoring worked once."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from thidua_xl.rules.vocabulary import Way
from thidua_xl.sheets import rulebook_guide as guide
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.cells import Typed, own_format, put, typed
from thidua_xl.workbooks.writing.page import set_up_page
from thidua_xl.workbooks.writing.table import Studio, Table, draw_header, draw_title, table_of


def draw_guide(studio: Studio, sheet: Worksheet) -> None:
    """The steps, and under them what each sheet is for."""
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, guide.TITLE, studio.formats.of(bold=True, font_size=16, valign="vcenter"))
    steps, sheets = table_of(guide.STEPS, guide.steps()), table_of(guide.SHEETS, guide.sheets())
    _set_widths(sheet, sheets)
    below = draw_sample(studio, sheet, steps, 1)
    draw_sample(studio, sheet, sheets, below + 1)
    sheet.hide_gridlines(2)
    set_up_page(sheet)
    sheet.fit_to_pages(1, 1)


def draw_example(studio: Studio, sheet: Worksheet) -> None:
    """Criteria that use every way of scoring, what a unit types and what it gets; and their levels."""
    criteria = table_of(guide.EXAMPLE, guide.example())
    levels = table_of(guide.EXAMPLE_LEVELS, guide.example_levels())
    _set_widths(sheet, criteria)
    draw_title(studio, sheet, guide.EXAMPLE.purpose)
    below = draw_sample(studio, sheet, criteria, 1)
    draw_title(studio, sheet, guide.EXAMPLE_LEVELS.purpose, below + 1)
    draw_sample(studio, sheet, levels, below + 2)
    sheet.freeze_panes(2, 2)
    sheet.hide_gridlines(2)
    set_up_page(sheet, 1)


def _set_widths(sheet: Worksheet, table: Table) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)


def draw_sample(studio: Studio, sheet: Worksheet, table: Table, row: int) -> int:
    """A table that nobody types into, its header in ``row``: lines and row heights are fixed. The row below it."""
    draw_header(studio, sheet, table, row)
    for texts in table.rows:
        row += 1
        named = {column.key: text for column, text in zip(table.columns, texts, strict=True)}
        for place, column in enumerate(table.columns):
            cell = typed(texts[place], column.content)
            look = _look(named, cell, table.size)
            look["num_format"] = cell.number_format or own_format(column.content)
            put(sheet, row, place, cell, studio.formats.of(**look))
        most = max(
            style.lines(text, column.width, table.size) for column, text in zip(table.columns, texts, strict=True)
        )
        sheet.set_row(row, style.height(most, table.size))
    return row + 1


def _look(named: dict[str, str], cell: Typed, size: int) -> dict[str, Any]:
    # LibreOffice forgets the indent of some right-aligned cells, so only text has one
    place = {"align": "left", "indent": 1} if isinstance(cell.value, str) else {"align": "right"}
    look: dict[str, Any] = {"font_size": size, "text_wrap": True, **place, **style.BOX}
    if named.get("way") == Way.NOTE:
        look["italic"] = True
    elif named.get("code") and "." not in named["code"]:
        look |= {"bold": True, "bg_color": style.SECTION}
    return look
