"""Cells that `Kiểm tra trước khi nộp` found something in have a colour for as long as `Nộp bài` lists them."""

from thidua_xl.book import column_letters
from thidua_xl.live.plan import FIRST_ROW
from thidua_xl.sheets import member
from thidua_xl.sheets.buttons import MARKED
from thidua_xl.sheets.layout import Layout
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.office import OfficeBook

SHEETS = (member.INFO, member.FIGURES, member.SCORES, *member.REGISTERS, member.CONDITIONS)
LAST = 2000  # row
LOOK = {"bg_color": "#F4B084", "bold": True}


def mark_found(book: OfficeBook, sheet: GrowingSheet, layout: Layout) -> None:
    """A conditional format, the first of the sheet's: nothing about the cells themselves is changed."""
    if layout not in SHEETS:
        return
    cells = f"A{FIRST_ROW}:{column_letters(len(layout.columns))}{LAST}"
    formula = f'=COUNTIF({MARKED},"{layout.name}!"&ADDRESS(ROW(),COLUMN(),4))>0'
    sheet.conditional_format(cells, {"type": "formula", "criteria": formula, "format": book.add_format(LOOK)})
