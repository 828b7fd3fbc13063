"""Macros and buttons of the .xlsm workbooks. The projects (.bin) are built by xl/vba.py and committed."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from thidua_xl.live.live_cell import Live
from thidua_xl.sheets import buttons
from thidua_xl.sheets.buttons import Button
from thidua_xl.workbooks.writing.office import OfficeBook

SUFFIX = ".xlsm"
HEIGHT, WIDTH, GAP = 34, 210, 12  # pixels of a button
ROW = 34.5  # points of a row that holds buttons
TOP = 6  # pixels between the row's upper edge and its buttons


def is_with_macros(path: Path) -> bool:
    """Does a workbook of this name hold macros?"""
    return path.suffix.lower() == SUFFIX


def add_macros(book: OfficeBook, kind: str, ours: Sequence[str], cells: Mapping[str, str | Live]) -> None:
    """The project ``kind`` (member, master), and its settings on a hidden sheet that is drawn now, last of all.

    ``ours`` are our sheets by name, for which the project has modules; sheets the head added get code names after
    them, for which Excel makes modules itself. ``cells`` are more cells of the settings sheet by key.
    """
    project = files(__package__).joinpath(f"{kind}.bin").read_bytes()
    book.add_vba_project(BytesIO(project), is_stream=True)
    _draw_settings(book, {**buttons.WORDS, buttons.CLOSE: "", **cells})
    known = {*ours, buttons.CONF}
    sheets = sorted(book.worksheets(), key=lambda sheet: sheet.name not in known)  # stable: ours first, in order
    for number, sheet in enumerate(sheets, 1):
        sheet.set_vba_name(f"Sheet{number}")


def _draw_settings(book: OfficeBook, cells: Mapping[str, str | Live]) -> None:
    """Columns A and B as xlwings reads them; D and E what our macros read and say, by defined names."""
    sheet = book.add_worksheet(buttons.CONF)
    text = book.add_format({"num_format": "@"})
    for row, (key, setting) in enumerate(buttons.SETTINGS.items()):
        sheet.write_string(row, 0, key, text)
        sheet.write_string(row, 1, setting, text)
    for row, (key, value) in enumerate(cells.items()):
        sheet.write_string(row, 3, key, text)
        if isinstance(value, Live):
            sheet.write_formula(row, 4, f"={value.formula}", None, value.value)
        else:
            sheet.write_string(row, 4, value, text)
        book.define_name(f"{buttons.NAMES}{key}", f"='{buttons.CONF}'!$E${row + 1}")
    sheet.very_hidden()


def draw_buttons(sheet: Worksheet, row: int, drawn: Sequence[Button]) -> None:
    """A row of buttons, side by side from the first column. Rows count from 1."""
    sheet.set_row(row - 1, ROW)
    for place, button in enumerate(drawn):
        left = GAP + place * (WIDTH + GAP)
        look = {"x_offset": left, "y_offset": TOP, "width": WIDTH, "height": HEIGHT}
        sheet.insert_button(row - 1, 0, {"macro": button.macro, "caption": button.caption, **look})
