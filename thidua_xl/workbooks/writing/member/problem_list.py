"""The sheet `Kiểm tra`: every problem in order, each a link; ordinary formulas only."""

from thidua_xl.live import checksum, hidden, problems
from thidua_xl.live.plan import FIRST_ROW, HEADER_ROW, letters
from thidua_xl.live.problems import LISTED
from thidua_xl.sheets import member
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.member.canvas import LINK_INK, SIZE, STRIP, Canvas
from thidua_xl.workbooks.writing.member.looks import filled_rows
from thidua_xl.workbooks.writing.member.page import Paper
from thidua_xl.workbooks.writing.member.print_sheet import CODE_NAME

ON_A_PAGE = 60  # problems one printed page holds; the sheet itself lists more
NOTHING = "Không còn chỗ nào cần xem lại. Có thể in, ký và nộp."
COLUMNS = {"sheet": hidden.SHEET, "place": hidden.PLACE, "problem": hidden.WORDS}


def draw_problems(canvas: Canvas, count: int) -> None:
    """The list of the ``count`` places where something may be wrong: those where something is."""
    layout = member.PROBLEMS
    sheet = canvas.sheet(layout)
    canvas.title(sheet, "Những chỗ cần xem lại trước khi nộp.", layout)
    canvas.header(sheet, layout)
    _draw_strips(canvas, sheet)
    for position in range(1, LISTED + 1):
        _draw_position(canvas, sheet, position, count)
    last = HEADER_ROW + LISTED
    number = letters(layout, "number")
    filled_rows(canvas, sheet, f"A{FIRST_ROW}:{letters(layout, 'link')}{last}", number)
    canvas.protect(sheet, len(layout.columns), {})
    entry, printed = f"{letters(layout, 'link')}{FIRST_ROW}", HEADER_ROW + ON_A_PAGE
    canvas.finish(sheet, layout, first_entry=entry, last_row=printed, paper=Paper.ONE_PORTRAIT)


def _draw_strips(canvas: Canvas, sheet: GrowingSheet) -> None:
    """How many there are, and the code the signed paper must bear."""
    total, columns = problems.total_formula(), len(member.PROBLEMS.columns)
    strip = canvas.formats.of(font_size=14, bold=True, locked=True, bg_color=STRIP, valign="vcenter")
    words = f'IF({total}=0,"{NOTHING}","Còn "&{total}&" chỗ cần xem lại.")'
    stored = f"Còn {len(canvas.wrong)} chỗ cần xem lại." if canvas.wrong else NOTHING
    canvas.strip(sheet, 4, columns, words, stored, strip)
    quiet = canvas.formats.of(font_size=SIZE, italic=True, locked=True)
    code = f'"Mã đối soát lúc này: "&{checksum.shown_formula(CODE_NAME)}&" (bản giấy đã ký phải mang đúng mã này)"'
    shown = f"Mã đối soát lúc này: {checksum.shown(canvas.shown.checksum)} (bản giấy đã ký phải mang đúng mã này)"
    canvas.live(sheet, 5, 0, code, shown, quiet)


def _draw_position(canvas: Canvas, sheet: GrowingSheet, position: int, count: int) -> None:
    layout, row, total = member.PROBLEMS, HEADER_ROW + position, problems.total_formula()
    wrong = canvas.wrong_in_order
    place, said = wrong[position - 1] if position <= len(wrong) else (None, "")
    number = canvas.bare_format(layout.column("number"), align="center")
    canvas.live(sheet, row, 0, f'IF({position}<={total},{position},"")', float(position) if place else "", number)
    texts = {"sheet": place.sheet, "place": place.label, "problem": said} if place else {}
    for column, (key, source) in enumerate(COLUMNS.items(), 1):
        formula = problems.listed_formula(source, position, count)
        canvas.live(sheet, row, column, formula, texts.get(key, ""), canvas.bare_format(layout.column(key)))
    address = problems.listed_formula(hidden.ADDRESS, position, count)
    formula = f'IF({position}<={total},HYPERLINK({address},"Đến ô"),"")'
    link = canvas.formats.of(font_size=SIZE, font_color=LINK_INK, underline=1, locked=True)
    canvas.live(sheet, row, len(COLUMNS) + 1, formula, "Đến ô" if place else "", link)
