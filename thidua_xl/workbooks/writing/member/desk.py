"""The sheet `Nộp bài` of the .xlsm: the buttons, what they say, and the findings of `Kiểm tra trước khi nộp`."""

from decimal import Decimal

from thidua_xl.book import column_letters
from thidua_xl.live.live_cell import Live
from thidua_xl.live.plan import FIRST_ROW, HEADER_ROW, letters, quoted
from thidua_xl.member.file_name import file_stem
from thidua_xl.sheets import buttons, member
from thidua_xl.sheets.buttons import DESK
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.macros import add_macros, draw_buttons
from thidua_xl.workbooks.writing.member import measure
from thidua_xl.workbooks.writing.member.canvas import LINK_INK, SIZE, STRIP, Canvas
from thidua_xl.workbooks.writing.member.looks import filled_rows
from thidua_xl.workbooks.writing.member.page import Paper

BUTTONS, STATUS, ABOUT = 3, 4, 5  # rows
LAST = HEADER_ROW + buttons.LISTED
KEY = column_letters(len(DESK.columns) + 1)  # hidden: the cell of a finding, as `Tự chấm!H12`


def draw_desk(canvas: Canvas) -> None:
    """The whole sheet."""
    sheet = canvas.sheet(DESK)
    canvas.title(sheet, "Kiểm tra và lưu bản nộp.", DESK)
    canvas.header(sheet, DESK)
    draw_buttons(sheet, BUTTONS, buttons.MEMBER_BUTTONS)
    last = len(DESK.columns) - 1
    # open: the macros write here, whatever is protected
    status = canvas.formats.of(font_size=13, bold=True, locked=False, bg_color=STRIP, text_wrap=True, valign="vcenter")
    canvas.across(sheet, STATUS, 0, last, buttons.BEFORE, status)
    width = sum(column.width for column in DESK.columns)
    sheet.set_row(STATUS - 1, measure.height(2, 13) + 8)
    quiet = canvas.formats.of(font_size=10, italic=True, locked=True, font_color=style.QUIET, text_wrap=True)
    canvas.across(sheet, ABOUT, 0, last, buttons.BLOCKED, quiet)
    sheet.set_row(ABOUT - 1, measure.height(measure.lines(buttons.BLOCKED, width, 10), 10))
    for row in range(FIRST_ROW, LAST + 1):
        _draw_row(canvas, sheet, row)
    filled_rows(canvas, sheet, f"A{FIRST_ROW}:{letters(DESK, 'link')}{LAST}", letters(DESK, "number"))
    canvas.column(sheet, len(DESK.columns), 10, hidden=True)
    canvas.protect(sheet, len(DESK.columns) + 1, {})
    canvas.finish(sheet, DESK, first_entry=f"A{STATUS}", last_row=HEADER_ROW + 40, paper=Paper.LANDSCAPE)
    name = f"={quoted(DESK.name)}!$A${STATUS}"
    canvas.book.define_name(f"{buttons.NAMES}{buttons.STATUS}", name)
    # by its address as a text: in the copy that is sent this sheet is gone, and the name must not break
    cells = f"{quoted(DESK.name)}!${KEY}${FIRST_ROW}:${KEY}${LAST}"
    canvas.book.define_name(buttons.MARKED, f'=INDIRECT("{cells}")')


def _draw_row(canvas: Canvas, sheet: GrowingSheet, row: int) -> None:
    for place, column in enumerate(DESK.columns[: buttons.WRITTEN]):
        shape = {"num_format": "General" if column.key == "number" else "@", "locked": False}
        sheet.write_blank(row - 1, place, None, canvas.bare_format(column, **shape))
    sheet_cell, cell = f"${letters(DESK, 'sheet')}{row}", f"${letters(DESK, 'cell')}{row}"
    look = canvas.formats.of(font_size=SIZE, font_color=LINK_INK, underline=1, locked=True)
    target = f'"#\'"&{sheet_cell}&"\'!"&{cell}'
    link = f'IF(LEN({cell})=0,"",HYPERLINK({target},"Đến ô"))'
    canvas.live(sheet, row, len(DESK.columns) - 1, link, "", look)
    key = f'IF(LEN({cell})=0,"",{sheet_cell}&"!"&{cell})'
    canvas.live(sheet, row, len(DESK.columns), key, "", canvas.formats.of(locked=True))


def add_member_macros(canvas: Canvas) -> None:
    """The project, and the name of the copy that is sent: by unit, period and `Lần nộp`. Drawn last."""
    stem = file_stem(canvas.plan.rulebook, canvas.plan.unit, practice=canvas.practice)
    place = next(row for row, item in enumerate(member.INFO.items, FIRST_ROW) if item.key == "submission")
    times = f"{quoted(member.INFO.name)}!$B${place}"
    formula = f'"{stem}_lan-"&IF(ISNUMBER({times}),MAX(1,INT({times})),1)&".xlsx"'
    typed = canvas.shown.submission.info.get("submission")
    name = Live(formula, f"{stem}_lan-{max(1, int(typed)) if isinstance(typed, Decimal) else 1}.xlsx")
    ours = [layout.name for layout in (*member.LAYOUTS, DESK)]
    add_macros(canvas.book, "member", ours, {buttons.FILE_NAME: name})
