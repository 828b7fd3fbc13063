"""The plainer sheets: `Thông tin`, `Số liệu`, the registers and `Điều kiện`."""

from typing import Any

from thidua_xl.findings.short import SHORT
from thidua_xl.live import figures
from thidua_xl.live.plan import FIRST_ROW, HEADER_ROW, letters
from thidua_xl.rulebook.models import Figure
from thidua_xl.sheets import member, words
from thidua_xl.sheets.layout import Column, Content, Layout, Owner
from thidua_xl.submission import FigureClaim, Raw
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.member import measure
from thidua_xl.workbooks.writing.member.canvas import (
    GREY,
    LONG_DATE,
    SIZE,
    WRONG_INK,
    YELLOW,
    Canvas,
)
from thidua_xl.workbooks.writing.member.looks import group_thousands, open_rows, show_checks
from thidua_xl.workbooks.writing.member.page import print_filled_rows

DATE_REFUSAL = "Ghi ngày theo thứ tự ngày tháng của máy này (xem dòng màu vàng ở trang Tự chấm)."
EARLIEST, LATEST = "=DATE(1900,1,1)", "=DATE(2199,12,31)"


def column_validation(canvas: Canvas, column: Column) -> dict[str, Any] | None:
    """What a whole column of a register takes."""
    words_of = {"input_title": column.header[:32], "input_message": column.help[:250]} if column.help else {}
    match column.content:
        case Content.WORD:
            kind: dict[str, Any] = {"validate": "list", "source": f"={canvas.list_name(column.choices)}"}
            refuse = "Chỉ chọn trong danh sách."
        case Content.COUNT:
            kind = {"validate": "integer", "criteria": ">=", "value": 0}
            refuse = "Chỉ ghi số nguyên từ 0 trở lên."
        case Content.DATE:
            kind = {"validate": "date", "criteria": "between", "minimum": EARLIEST, "maximum": LATEST}
            refuse = DATE_REFUSAL
        case Content.NUMBER | Content.POINTS:
            kind = {"validate": "decimal", "criteria": ">=", "value": 0}
            refuse = "Chỉ ghi số từ 0 trở lên; dùng dấu thập phân của máy này."
        case _:
            return {"validate": "any", **words_of} if words_of else None
    return kind | words_of | {"error_title": column.header[:32], "error_message": refuse, "ignore_blank": True}


def draw_info(canvas: Canvas) -> None:
    """`Thông tin`: one item a row."""
    layout = member.INFO
    sheet, rulebook, unit = canvas.sheet(layout), canvas.plan.rulebook, canvas.plan.unit
    canvas.title(sheet, "Thông tin về bảng tự chấm.", layout)
    canvas.ways_out(sheet)
    canvas.header(sheet, layout)
    fixed = {"bloc": rulebook.bloc, "unit": unit.code, "unit_name": unit.name, "period": rulebook.period}
    typed = canvas.shown.submission.info
    for row, item in enumerate(layout.items, FIRST_ROW):
        label = canvas.formats.of(font_size=SIZE + 1, bg_color=GREY, locked=True, **style.BOX)
        sheet.write_string(row - 1, 0, item.header, label)
        is_open = item.owner is Owner.MEMBER
        shape = {"num_format": LONG_DATE} if item.content is Content.DATE else {}
        shape = shape or {"num_format": "General" if item.content in (Content.COUNT, Content.POINTS) else "@"}
        look = canvas.formats.of(
            font_size=SIZE + 1, bg_color=YELLOW if is_open else GREY, locked=not is_open, text_wrap=True,
            align="left", **shape, **style.BOX,
        )  # fmt: skip
        canvas.put(sheet, row, 1, fixed.get(item.key, typed.get(item.key)), look)
        options = column_validation(canvas, item) if is_open else None
        if options:
            sheet.data_validation(row - 1, 1, row - 1, 1, options)
    first = FIRST_ROW + sum(1 for item in layout.items if item.owner is Owner.RULEBOOK)
    last = FIRST_ROW + len(layout.items) - 1
    _draw_last_time(canvas, sheet, last + 2)
    canvas.protect(sheet, len(layout.columns), {"nhap_thong_tin": f"B{first}:B{last}"})
    canvas.finish(sheet, layout, first_entry=f"B{first}", last_row=last)


def _draw_last_time(canvas: Canvas, sheet: GrowingSheet, row: int) -> None:
    """Under the items: points and rank of earlier periods, for the unit to see and not to print."""
    look = canvas.formats.of(font_size=SIZE, italic=True, text_wrap=True, font_color=style.QUIET, locked=True)
    width = sum(column.width for column in member.INFO.columns)
    for at, sentence in enumerate(canvas.last_time, row):
        canvas.across(sheet, at, 0, 1, sentence, look)
        sheet.set_row(at - 1, measure.height(measure.lines(sentence, width, SIZE), SIZE))


def draw_figures(canvas: Canvas) -> None:
    """`Số liệu`."""
    layout, plan = member.FIGURES, canvas.plan
    sheet = canvas.sheet(layout)
    canvas.title(sheet, "Số liệu của đơn vị; các dòng tự chấm lấy từ đây.", layout)
    canvas.ways_out(sheet)
    canvas.header(sheet, layout)
    for row, figure in plan.figure_rows:
        _draw_figure(canvas, sheet, row, figure)
    last = max(plan.last_figure_row, FIRST_ROW)
    show_checks(canvas, sheet, letters(layout, "check"), last)
    group_thousands(canvas, sheet, [f"{letters(layout, 'target')}{FIRST_ROW}:{letters(layout, 'before')}{last}"])
    ranges = {f"nhap_{key}": f"{letters(layout, key)}{FIRST_ROW}:{letters(layout, key)}{last}"
              for key in ("target", "result", "before", "note")}  # fmt: skip
    canvas.protect(sheet, len(layout.columns), ranges)
    canvas.finish(sheet, layout, first_entry=f"{letters(layout, 'result')}{FIRST_ROW}", last_row=last, freeze=2)


def _draw_figure(canvas: Canvas, sheet: GrowingSheet, row: int, figure: Figure) -> None:
    layout, unit = member.FIGURES, canvas.plan.unit.code
    typed = canvas.shown.submission.figures.get(figure.code) or FigureClaim(code=figure.code)
    assigned = unit in figure.targets
    target = figure.targets[unit] if assigned else typed.target
    values: dict[str, Raw] = {
        "code": figure.code, "name": figure.name, "measured_in": figure.measured_in, "target": target,
        "result": typed.result, "before": typed.before, "note": typed.note or None,
    }  # fmt: skip
    for place, column in enumerate(layout.columns):
        look = canvas.cell_format(column)
        if column.key == "target" and assigned:
            look = canvas.cell_format(column, bg_color=GREY, locked=True)
        if column.key in values:
            canvas.put(sheet, row, place, values[column.key], look)
            shut = column.owner is not Owner.MEMBER or (column.key == "target" and assigned)
            options = None if shut else _figure_validation(canvas, figure, column)
            if options:
                sheet.data_validation(row - 1, place, row - 1, place, options)
    _draw_figure_formulas(canvas, sheet, row, figure)
    most = measure.lines(figure.name, layout.column("name").width, SIZE, indent=1)
    sheet.guess_row_height(row - 1, measure.height(most, SIZE))


def _draw_figure_formulas(canvas: Canvas, sheet: GrowingSheet, row: int, figure: Figure) -> None:
    layout, typed, plan = member.FIGURES, canvas.shown.figure(figure.code), canvas.plan
    places = {column.key: place for place, column in enumerate(layout.columns)}
    shown = figures.ratio(typed)
    look = canvas.cell_format(layout.column("ratio"), num_format="0.00")
    stored = "" if shown is None else float(shown)
    canvas.live(sheet, row, places["ratio"], figures.ratio_formula(plan, figure), stored, look)
    code = figures.first_problem(figure, typed)
    check = canvas.cell_format(layout.column("check"), font_color=WRONG_INK)
    words_shown = SHORT[code] if code else ""
    canvas.live(sheet, row, places["check"], figures.check_formula(plan, figure), words_shown, check)


def _figure_validation(canvas: Canvas, figure: Figure, column: Column) -> dict[str, Any] | None:
    if column.key == "note":
        return None
    content = Content.COUNT if figure.kind == words.COUNT else Content.NUMBER
    like = Column(column.key, column.header, content, column.owner, column.width, help=column.help)
    options = column_validation(canvas, like)
    if options and figure.kind == words.REAL:
        options |= {"criteria": "between", "minimum": -(10**15), "maximum": 10**15}
        options.pop("value", None)
    return options


def draw_register(canvas: Canvas, layout: Layout, rows: list[dict[str, Raw]]) -> None:
    """A register: open rows to type in; only filled ones are printed."""
    sheet, plan = canvas.sheet(layout), canvas.plan
    canvas.title(sheet, layout.purpose, layout)
    canvas.ways_out(sheet)
    canvas.header(sheet, layout)
    last = plan.last_register_row
    for place, column in enumerate(layout.columns):
        look = canvas.bare_format(column)
        for row in range(FIRST_ROW, last + 1):
            typed = rows[row - FIRST_ROW].get(column.key) if row - FIRST_ROW < len(rows) else None
            canvas.put(sheet, row, place, typed, look)
        options = column_validation(canvas, column)
        if column.key == "criterion":
            codes = [line.code for _, line in plan.lines]
            refuse = "Chọn mã dòng trong danh sách."
            options = {"validate": "list", "source": f"={canvas.list_name(codes)}", "error_message": refuse}
            options |= {"error_title": column.header, "input_title": column.header, "input_message": column.help}
        if options:
            sheet.data_validation(FIRST_ROW - 1, place, last - 1, place, options)
    _close_register(canvas, sheet, layout)
    cells = f"A{FIRST_ROW}:{letters(layout, layout.columns[-1].key)}{last}"
    open_rows(canvas, sheet, cells)
    canvas.protect(sheet, len(layout.columns), {"nhap_danh_sach": cells})
    sheet.autofilter(HEADER_ROW - 1, 0, last - 1, len(layout.columns) - 1)
    entry = next(column.key for column in layout.columns if column.key != "number")
    canvas.finish(sheet, layout, first_entry=f"{letters(layout, entry)}{FIRST_ROW}")
    print_filled_rows(canvas.book, layout, layout.columns[0].key, last)


def _close_register(canvas: Canvas, sheet: GrowingSheet, layout: Layout) -> None:
    """The locked row under the open ones: it says so when it is entered, and prints nothing."""
    last = canvas.plan.last_register_row
    closed = canvas.formats.of(font_size=SIZE, locked=True)
    for place in range(len(layout.columns)):
        sheet.write_blank(last, place, None, closed)
    words = {"input_title": "Hết dòng", "input_message": "Nếu cần thêm, gửi kèm danh sách riêng."}
    sheet.data_validation(last, 0, last, len(layout.columns) - 1, {"validate": "any", **words})


def draw_conditions(canvas: Canvas) -> None:
    """`Điều kiện`."""
    layout, plan = member.CONDITIONS, canvas.plan
    sheet = canvas.sheet(layout)
    canvas.title(sheet, layout.purpose, layout)
    canvas.ways_out(sheet)
    canvas.header(sheet, layout)
    for row, case in plan.condition_rows:
        answer = canvas.shown.submission.answers.get(case.code)
        values: dict[str, Raw] = {"code": case.code, "text": case.text}
        values |= {"answer": answer.answer if answer else None, "reason": (answer.reason or None) if answer else None}
        for place, column in enumerate(layout.columns):
            canvas.put(sheet, row, place, values[column.key], canvas.cell_format(column))
        most = measure.lines(case.text, layout.column("text").width, SIZE, indent=1)
        sheet.guess_row_height(row - 1, measure.height(most, SIZE))
    last = max(plan.last_condition_row, FIRST_ROW)
    options = column_validation(canvas, layout.column("answer"))
    place = [column.key for column in layout.columns].index("answer")
    if options and plan.condition_rows:
        sheet.data_validation(FIRST_ROW - 1, place, last - 1, place, options)
    entry = letters(layout, "answer")
    canvas.protect(
        sheet, len(layout.columns), {"nhap_tra_loi": f"{entry}{FIRST_ROW}:{letters(layout, 'reason')}{last}"}
    )
    canvas.finish(sheet, layout, first_entry=f"{entry}{FIRST_ROW}", last_row=last)
