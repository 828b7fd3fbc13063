"""Sheets the head added to a master: read from the former one, drawn again in the new one."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles.colors import Color
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from thidua_xl.sheets import master as sheets
from thidua_xl.sheets.buttons import CONF
from thidua_xl.text.vietnamese import fold
from thidua_xl.workbooks.writing.table import Studio
from thidua_xl.workbooks.writing.vocabularies import SHEET as LISTS

DRAWN = (*sheets.LAYOUTS, sheets.COMPARED)
OURS = {fold(name) for name in (*(layout.name for layout in DRAWN), *sheets.HIDDEN, LISTS, CONF)}
SIDES = ("left", "right", "top", "bottom")
BORDERS = {"thin": 1, "medium": 2, "dashed": 3, "dotted": 4, "thick": 5, "double": 6, "hair": 7}


@dataclass(slots=True)
class AddedCell:
    """One cell: its value or formula, what a formula showed, its format as XlsxWriter properties, its note."""

    row: int
    column: int
    value: object
    shown: object = None
    look: dict[str, Any] = field(default_factory=dict)
    note: str = ""


@dataclass(slots=True)
class Added:
    """A sheet the head added."""

    name: str
    cells: list[AddedCell] = field(default_factory=list)
    widths: dict[int, tuple[float, bool]] = field(default_factory=dict)  # by column: width, hidden
    heights: dict[int, float] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    frozen: tuple[int, int] = (0, 0)
    hidden: bool = False


def added_sheets(path: Path) -> list[Added]:
    """The sheets of a former master that are none of ours, with values, formulas, formats and widths."""
    book, values = load_workbook(path), load_workbook(path, data_only=True)
    ours = OURS | _drawn(book)
    strangers = [sheet for sheet in book.worksheets if fold(sheet.title) not in ours]
    return [_read(sheet, values[sheet.title]) for sheet in strangers]


def _drawn(book: Workbook) -> set[str]:
    """The names the former master says are ours: some are not drawn every time."""
    meta = book[sheets.META] if sheets.META in book.sheetnames else None
    return {fold(str(row[6])) for row in meta.iter_rows(max_col=7, values_only=True) if row[6]} if meta else set()


def _read(sheet: Worksheet, values: Worksheet) -> Added:
    found = Added(sheet.title, hidden=sheet.sheet_state != "visible")
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell, Cell) and (cell.value is not None or cell.has_style or cell.comment):
                shown = values.cell(cell.row, cell.column).value
                note = str(cell.comment.text) if cell.comment else ""
                found.cells.append(AddedCell(cell.row - 1, cell.column - 1, cell.value, shown, _look(cell), note))
    for dimension in sheet.column_dimensions.values():
        for column in range(dimension.min or 0, (dimension.max or 0) + 1):
            found.widths[column - 1] = (float(dimension.width), bool(dimension.hidden))
    found.heights = {n - 1: d.height for n, d in sheet.row_dimensions.items() if d.height is not None}
    found.merged = [(r.min_row - 1, r.min_col - 1, r.max_row - 1, r.max_col - 1) for r in sheet.merged_cells.ranges]
    if sheet.freeze_panes:
        corner = sheet[sheet.freeze_panes]
        found.frozen = (corner.row - 1, corner.column - 1)
    return found


def _look(cell: Cell) -> dict[str, Any]:
    font, fill, place = cell.font, cell.fill, cell.alignment
    look: dict[str, Any] = {"font_name": font.name, "font_size": font.sz, "num_format": cell.number_format}
    look |= {"bold": bool(font.b), "italic": bool(font.i), "font_strikeout": bool(font.strike)}
    look["underline"] = 1 if font.u else 0
    if colour := _colour(font.color):
        look["font_color"] = colour
    if fill.fill_type == "solid" and (colour := _colour(fill.fgColor)):
        look["bg_color"] = colour
    for side in SIDES:
        line = getattr(cell.border, side)
        if line is not None and line.style:
            look[side] = BORDERS.get(line.style, 1)
            if colour := _colour(line.color):
                look[f"{side}_color"] = colour
    if place.horizontal in ("left", "center", "right", "fill", "justify"):
        look["align"] = place.horizontal
    look["valign"] = {"center": "vcenter", "top": "top"}.get(place.vertical or "", "bottom")
    look |= {
        "text_wrap": bool(place.wrap_text),
        "indent": int(place.indent or 0),
        "locked": bool(cell.protection.locked),
    }
    return {key: value for key, value in look.items() if value is not None}


def _colour(colour: Color | None) -> str:
    """An RGB colour; those of a theme are left to the program."""
    rgb = colour.rgb if colour is not None and colour.type == "rgb" else None
    return f"#{rgb[-6:]}" if isinstance(rgb, str) and len(rgb) >= 6 else ""


def draw_added(studio: Studio, added: Added) -> None:
    """The sheet again."""
    sheet = studio.book.add_worksheet(added.name)
    for column, (width, hidden) in added.widths.items():
        sheet.set_column(column, column, width, None, {"hidden": hidden})
    for row, height in added.heights.items():
        sheet.set_row(row, height)
    looks: dict[tuple[tuple[str, Any], ...], Any] = {}
    starts = {(merged[0], merged[1]) for merged in added.merged}
    for merged in added.merged:
        sheet.merge_range(*merged, "")
    for cell in added.cells:
        key = tuple(sorted(cell.look.items()))
        look = looks.setdefault(key, studio.book.add_format(cell.look) if key not in looks else None)
        inside = any(a <= cell.row <= c and b <= cell.column <= d for a, b, c, d in added.merged)
        if inside and cell.value is None and (cell.row, cell.column) not in starts:
            sheet.write_blank(cell.row, cell.column, None, look)
        else:
            _write(sheet, cell, look)
        if cell.note:
            sheet.write_comment(cell.row, cell.column, cell.note)
    sheet.freeze_panes(*added.frozen)
    if added.hidden:
        sheet.hide()


def _write(sheet: Any, cell: AddedCell, look: Any) -> None:
    at, value = (cell.row, cell.column), cell.value
    shown = "" if cell.shown is None else cell.shown
    shown = shown if isinstance(shown, str | int | float | bool) else ""
    if isinstance(value, ArrayFormula):
        sheet.write_array_formula(value.ref, value.text or "", look, shown)
    elif isinstance(value, str) and value.startswith("=") and len(value) > 1:
        sheet.write_formula(*at, value, look, shown)
    elif value is None:
        sheet.write_blank(*at, None, look)
    elif isinstance(value, bool):
        sheet.write_boolean(*at, value, look)
    elif isinstance(value, int | float):
        sheet.write_number(*at, value, look)
    elif isinstance(value, date | datetime | time):
        sheet.write_datetime(*at, value, look)
    else:
        sheet.write_string(*at, str(value), look)
