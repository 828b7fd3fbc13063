"""The sheet `Bản in`: the page that is signed, laid out as documents of state are (Decree 30/2020, appendix I)."""

from typing import Any

from xlsxwriter.format import Format

from thidua_xl.live import checksum, print_sheet
from thidua_xl.live.plan import letters, quoted
from thidua_xl.rulebook.models import Criterion
from thidua_xl.sheets import member
from thidua_xl.sheets.member import SCORES
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.member import measure
from thidua_xl.workbooks.writing.member.canvas import Canvas
from thidua_xl.workbooks.writing.member.page import Paper, set_up_page
from thidua_xl.workbooks.writing.member.totals import TOTAL_WORDS, points_format
from thidua_xl.workbooks.writing.style import NORMAL

# STT, Nội dung (two columns, so that the heading can be divided elsewhere), Điểm tối đa, Kết quả, Điểm tự chấm
WIDTHS = (9.5, 12, 19, 7, 12, 8.5)  # 68 digits fill the page at 100 %
HEADERS = (((0, 0), "STT"), ((1, 2), "Nội dung"), ((3, 3), "Điểm tối đa"), ((4, 4), "Kết quả"),
           ((5, 5), "Điểm tự chấm"))  # fmt: skip
TEXT_WIDTH = WIDTHS[1] + WIDTHS[2]
TABLE_ROW = 9
CODE_NAME, CODE_FORMAT = "td_ma_doi_soat", '000" "000'
STATE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
TITLE = "BẢNG TỰ CHẤM ĐIỂM THI ĐUA"
ABOUT_CODE = "Mã đối soát tính từ dữ liệu và điểm trong tệp: bản giấy và tệp là một khi hai mã giống nhau."
STAMP_ROWS = 5


def draw_print(canvas: Canvas) -> None:
    """The signing sheet: nothing is typed here."""
    sheet = canvas.sheet(member.PRINT)
    for place, width in enumerate(WIDTHS):
        canvas.column(sheet, place, width)
    _draw_heading(canvas, sheet)
    _draw_header(canvas, sheet)
    row = TABLE_ROW
    for number, criterion in canvas.plan.score_rows:
        row += 1
        if criterion.is_note:
            _draw_note(canvas, sheet, row, number, criterion)
        else:
            _draw_line(canvas, sheet, row, number, criterion)
    row = _draw_totals(canvas, sheet, row + 1)
    row = _draw_code(canvas, sheet, row + 1)
    row = _draw_signatures(canvas, sheet, row + 1)
    sheet.hide_gridlines(2)
    sheet.freeze_panes(TABLE_ROW, 0)
    canvas.protect(sheet, len(WIDTHS), {})
    set_up_page(sheet, canvas.plan, canvas.version, header_row=TABLE_ROW, area=f"A1:F{row}", paper=Paper.PORTRAIT)


def _of(canvas: Canvas, **look: Any) -> Format:
    return canvas.formats.of(locked=True, **{"font_size": NORMAL, "text_wrap": True, "valign": "vcenter", **look})


def _live_across(
    canvas: Canvas, sheet: GrowingSheet, row: int, first: int, last: int, formula: str, stored: str, look: Format
) -> None:
    sheet.merge_range(row - 1, first, row - 1, last, "", look)
    canvas.live(sheet, row, first, formula, stored, look)


def _draw_heading(canvas: Canvas, sheet: GrowingSheet) -> None:
    plan, shown = canvas.plan, canvas.shown
    bloc, unit = plan.rulebook.bloc.upper(), plan.unit.name.upper()
    left = _of(canvas, align="center", valign="top")
    sheet.merge_range(0, 0, 2, 1, "", left)
    plain, bold = _of(canvas, font_size=12), _of(canvas, font_size=NORMAL, bold=True)
    sheet.write_rich_string(0, 0, plain, f"{bloc}\n", bold, unit, left)
    canvas.across(sheet, 1, 2, 5, STATE, _of(canvas, font_size=12, bold=True, align="center", text_wrap=False))
    canvas.across(sheet, 2, 2, 5, MOTTO, _of(canvas, bold=True, underline=1, align="center"))
    room = WIDTHS[0] + WIDTHS[1]
    tall = measure.height(measure.lines(bloc, room, 12) + measure.lines(unit, room, NORMAL) + 1)
    sheet.set_row(0, 19)
    sheet.set_row(1, 20)
    sheet.set_row(2, max(6.0, tall - 39))
    day = f'"……………, "&{print_sheet.day_formula("made_on")}'
    said = f"……………, {print_sheet.day(shown, 'made_on')}"
    _live_across(canvas, sheet, 4, 2, 5, day, said, _of(canvas, italic=True, align="center"))
    sheet.set_row(3, 22)
    mark = "BẢN THỬ – KHÔNG NỘP. " if canvas.practice else ""
    big = _of(canvas, font_size=14, bold=True, align="center")
    canvas.across(sheet, 5, 0, 5, mark + TITLE, big)
    canvas.across(sheet, 6, 0, 5, plan.rulebook.period.upper(), big)
    sheet.set_row(4, 28)
    sheet.set_row(5, 20)
    words = print_sheet.attached(shown)
    italic = _of(canvas, italic=True, align="center")
    _live_across(canvas, sheet, 7, 0, 5, print_sheet.attached_formula(plan), words, italic)
    sheet.set_row(6, measure.height(measure.lines(words, sum(WIDTHS))) + 2)
    sheet.set_row(7, 8)


def _draw_header(canvas: Canvas, sheet: GrowingSheet) -> None:
    look = _of(canvas, bold=True, align="center", bg_color="#F2F2F2", **INK_BOX)
    for (first, last), words in HEADERS:
        canvas.across(sheet, TABLE_ROW, first, last, words, look)
    sheet.set_row(TABLE_ROW - 1, 40)


def _draw_note(canvas: Canvas, sheet: GrowingSheet, row: int, number: int, criterion: Criterion) -> None:
    look = _of(canvas, italic=True, font_size=12, **INK_BOX)
    cell = f"{quoted(SCORES.name)}!${letters(SCORES, 'text')}${number}"
    _live_across(canvas, sheet, row, 0, 5, cell, criterion.text, look)
    sheet.set_row(row - 1, measure.height(measure.lines(criterion.text, sum(WIDTHS), 12), 12) + 2)


def _draw_line(canvas: Canvas, sheet: GrowingSheet, row: int, number: int, criterion: Criterion) -> None:
    plan, shown = canvas.plan, canvas.shown
    assert criterion.rule is not None
    look: dict[str, Any] = {**INK_BOX, "bold": criterion.is_sum}
    if criterion.is_sum and criterion.depth == 0:
        look["bg_color"] = "#F2F2F2"
    middle, text = _of(canvas, align="center", **look), _of(canvas, align="left", **look)

    def cell(key: str) -> str:
        return f"{quoted(SCORES.name)}!${letters(SCORES, key)}${number}"

    canvas.live(sheet, row, 0, cell("number"), criterion.number, middle)
    _live_across(canvas, sheet, row, 1, 2, cell("text"), criterion.text, text)
    maximum = f'IF(ISNUMBER({cell("maximum")}),{cell("maximum")},"")'
    stored = "" if criterion.maximum is None else float(criterion.maximum)
    canvas.live(sheet, row, 3, maximum, stored, middle)
    room = 0
    if criterion.is_sum:
        sheet.write_blank(row - 1, 4, None, middle)
    else:
        is_day = criterion.rule.reads_a_day
        typed = _of(canvas, align="center", num_format="dd/mm/yyyy" if is_day else "General", **look)
        result = print_sheet.result(shown, criterion)
        canvas.live(sheet, row, 4, print_sheet.result_formula(plan, number, criterion), result, typed)
        room = _lines_of_result(criterion, result)
    points = _of(canvas, align="center", num_format=points_format(canvas), **look)
    canvas.live(sheet, row, 5, plan.score_cell(criterion.code, from_other_sheet=True), shown.score(criterion), points)
    most = max(measure.lines(criterion.text, TEXT_WIDTH), measure.lines(criterion.number, WIDTHS[0]), room)
    sheet.set_row(row - 1, measure.height(most) + 3)


def _lines_of_result(criterion: Criterion, result: float | str) -> int:
    """Room for the longest thing the result may say, so that nothing typed later is cut off."""
    assert criterion.rule is not None
    form = criterion.rule.form
    levels = getattr(form, "levels", ())
    possible = [level.name + (" × 2" if "times" in form.reads else "") for level in levels]
    possible += ["100,55 (chỉ tiêu 100,55)"] if "target" in form.reads else []
    possible += [str(result), print_sheet.NOT_ARISING if criterion.rule.not_arising != "Không được" else ""]
    return max(measure.lines(words, WIDTHS[4]) for words in possible)


def _draw_totals(canvas: Canvas, sheet: GrowingSheet, row: int) -> int:
    plan = canvas.plan
    label = _of(canvas, bold=True, align="right", **INK_BOX)
    keys = [key for key in plan.total_rows if key != "class" or plan.rulebook.classes]
    for key in keys:
        canvas.across(sheet, row, 0, 3, TOTAL_WORDS[key].removesuffix(" (tự tính)"), label)
        look = _of(canvas, bold=True, align="center", num_format=points_format(canvas), **INK_BOX)
        cell = f"{quoted(SCORES.name)}!${letters(SCORES, 'score')}${plan.total_rows[key]}"
        sheet.merge_range(row - 1, 4, row - 1, 5, "", look)
        canvas.live(sheet, row, 4, cell, canvas.shown.total(key), look)
        sheet.set_row(row - 1, 22)
        row += 1
    return row


def _draw_code(canvas: Canvas, sheet: GrowingSheet, row: int) -> int:
    """The *mã đối soát*: the number itself, which consolidation reckons anew, and what it is for."""
    canvas.across(sheet, row, 0, 1, "Mã đối soát:", _of(canvas, bold=True, align="right"))
    look = _of(canvas, bold=True, font_size=14, align="left", num_format=CODE_FORMAT)
    canvas.live(sheet, row, 2, checksum.total_formula(canvas.plan), float(canvas.shown.checksum), look)
    canvas.book.define_name(CODE_NAME, f"={quoted(member.PRINT.name)}!$C${row}")
    canvas.across(sheet, row, 3, 5, canvas.version, _of(canvas, font_size=10, align="right", italic=True))
    sheet.set_row(row - 1, 30)
    canvas.across(sheet, row + 1, 0, 5, ABOUT_CODE, _of(canvas, font_size=10, italic=True))
    sheet.set_row(row, 16)
    return row + 2


def _draw_signatures(canvas: Canvas, sheet: GrowingSheet, row: int) -> int:
    """The author on the left, the head of the unit on the right, with room for signature and stamp."""
    bold, quiet = _of(canvas, bold=True, align="center"), _of(canvas, italic=True, align="center")
    canvas.across(sheet, row, 0, 1, "NGƯỜI LẬP", bold)
    canvas.across(sheet, row, 3, 5, "THỦ TRƯỞNG ĐƠN VỊ", bold)
    canvas.across(sheet, row + 1, 0, 1, "(Ký, ghi rõ họ tên)", quiet)
    canvas.across(sheet, row + 1, 3, 5, "(Ký tên, đóng dấu)", quiet)
    last = row + 2 + STAMP_ROWS
    for first, end, key in ((0, 1, "author"), (3, 5, "signatory")):
        stored = print_sheet.name(canvas.shown, key)
        _live_across(canvas, sheet, last, first, end, print_sheet.name_formula(key), stored, bold)
    sheet.set_row(last - 1, 22)
    return last


INK_BOX: dict[str, Any] = {"border": 1, "border_color": "#000000"}
