"""The rows under the table of `Tự chấm`: totals and class."""

from thidua_xl.live import classes, totals
from thidua_xl.live.plan import letters, quoted
from thidua_xl.sheets.member import SCORES
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.member.canvas import Canvas

TOTAL_WORDS = {
    "main": "TỔNG ĐIỂM CHÍNH",
    "bonus": "ĐIỂM THƯỞNG",
    "deduction": "ĐIỂM TRỪ",
    "total": "TỔNG ĐIỂM",
    "class": "XẾP LOẠI (tự tính)",
}
NAMES = {
    "main": "td_diem_chinh",
    "bonus": "td_diem_thuong",
    "deduction": "td_diem_tru",
    "total": "td_tong_diem",
    "class": "td_xep_loai",
}
FILL = "#E2EAF4"


def points_format(canvas: Canvas) -> str:
    """Points with the decimals the bloc rounds to."""
    digits = canvas.plan.rulebook.digits
    return f"0.{'0' * digits}" if digits else "0"


def draw_totals(canvas: Canvas, sheet: GrowingSheet) -> None:
    """One row each, by defined names too."""
    plan = canvas.plan
    places = {column.key: place for place, column in enumerate(SCORES.columns)}
    formulas = {**totals.total_formulas(plan), "class": classes.class_formula(plan)}
    label = canvas.formats.of(font_size=14, bold=True, locked=True, align="right", bg_color=FILL, **style.BOX)
    number = {"font_size": 14, "bold": True, "locked": True, "bg_color": FILL, **style.BOX}
    for key, row in plan.total_rows.items():
        sheet.merge_range(row - 1, places["text"], row - 1, places["typed"], TOTAL_WORDS[key], label)
        shape = {"num_format": points_format(canvas), "align": "right"} if key != "class" else {"align": "left"}
        look = canvas.formats.of(**number, **shape)
        last = places["score"] if key != "class" else places["check"]
        if last > places["score"]:
            sheet.merge_range(row - 1, places["score"], row - 1, last, "", look)
        canvas.live(sheet, row, places["score"], formulas[key], canvas.shown.total(key), look)
        canvas.book.define_name(NAMES[key], f"={quoted(SCORES.name)}!${letters(SCORES, 'score')}${row}")
        sheet.set_row(row - 1, 22)
