"""The sheet `Tự chấm`: the lines a unit fills in, with live scores, checks, totals and class."""

import textwrap
from decimal import Decimal
from typing import Any

from xlsxwriter.format import Format

from thidua_xl.findings.short import SHORT
from thidua_xl.live import lines, problems
from thidua_xl.live.channel import channel_score
from thidua_xl.live.open_cells import is_open
from thidua_xl.live.plan import FIRST_ROW, Plan, letters, quoted
from thidua_xl.points import exact, plain
from thidua_xl.rulebook.models import Criterion
from thidua_xl.rules import Rule
from thidua_xl.rules.peers import Peers
from thidua_xl.sheets.layout import Column
from thidua_xl.sheets.member import SCORES
from thidua_xl.submission import Raw
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.member import measure
from thidua_xl.workbooks.writing.member.canvas import BLUE, LINK_INK, LONG_DATE, SIZE, STRIP, WRONG_INK, Canvas
from thidua_xl.workbooks.writing.member.entries import result_validation, typed_validation
from thidua_xl.workbooks.writing.member.looks import group_thousands, show_lines
from thidua_xl.workbooks.writing.member.strip import typing_formula, typing_words
from thidua_xl.workbooks.writing.member.totals import draw_totals, points_format

PLACES = {column.key: place for place, column in enumerate(SCORES.columns)}
ENTRIES = ("not_arising", "target", "result", "times", "typed", "reason")
STRIP_ROW, LINKS_ROW = 4, 5
PAGE = 208  # digits: printed at 50 %, where LibreOffice keeps the height of lines (at 48 % it cuts the last one)
SHORT_LINK = 14  # digits; a narrower place has no room for a title


def draw_scores(canvas: Canvas) -> None:
    """The whole sheet."""
    sheet, plan = canvas.sheet(SCORES), canvas.plan
    canvas.title(sheet, "Bảng tự chấm điểm.", SCORES)
    canvas.header(sheet, SCORES)
    for row, criterion in plan.score_rows:
        if criterion.is_note:
            _draw_note(canvas, sheet, row, criterion)
        elif criterion.is_sum:
            _draw_sum(canvas, sheet, row, criterion)
        else:
            _draw_line(canvas, sheet, row, criterion)
    draw_totals(canvas, sheet)
    _draw_strip(canvas, sheet)
    _draw_links(canvas, sheet)
    width = _set_widths(canvas, sheet)
    first, last = FIRST_ROW, plan.last_score_row
    score, evidence, check = (letters(SCORES, key) for key in ("score", "evidence", "check"))
    show_lines(canvas, sheet, score, evidence, check, last)
    group_thousands(canvas, sheet, _cells_of_numbers(plan))
    open_ranges = {f"nhap_{key}": f"{letters(SCORES, key)}{first}:{letters(SCORES, key)}{last}" for key in ENTRIES}
    canvas.protect(sheet, len(SCORES.columns), open_ranges)
    row = plan.lines[0][0] if plan.lines else FIRST_ROW
    entry = "result" if not plan.lines or "result" in _reads(plan.lines[0][1]) else "typed"
    begin = f"{letters(SCORES, entry)}{row}"
    canvas.finish(sheet, SCORES, first_entry=begin, last_row=plan.total_rows["class"], freeze=3, width=width)


def _cells_of_numbers(plan: Plan) -> list[str]:
    """The targets and the results that are numbers: a date must stay one."""
    target, result = letters(SCORES, "target"), letters(SCORES, "result")
    typed = [(number, row.rule) for number, row in plan.lines if row.rule is not None]
    cells = [f"{target}{number}" for number, rule in typed if "target" in rule.form.reads]
    are_numbers = [number for number, rule in typed if not rule.reads_a_day and "times" not in rule.form.reads]
    return cells + [f"{result}{number}" for number in are_numbers]


def _rule(row: Criterion) -> Rule:
    assert row.rule is not None
    return row.rule


def _reads(row: Criterion) -> frozenset[str]:
    return row.rule.form.reads if row.rule else frozenset()


def _guess_height(sheet: GrowingSheet, row: int, criterion: Criterion, sentence: str) -> None:
    bold = criterion.is_sum
    text = measure.lines(criterion.text, SCORES.column("text").width, SIZE, bold=bold, indent=1)
    way = measure.lines(sentence, SCORES.column("way").width, SIZE, bold=bold, indent=1)
    sheet.guess_row_height(row - 1, measure.height(max(text, way, 1), SIZE))


def _draw_note(canvas: Canvas, sheet: GrowingSheet, row: int, criterion: Criterion) -> None:
    look = canvas.formats.of(font_size=SIZE, italic=True, text_wrap=True, locked=True, font_color=style.QUIET)
    sheet.write_string(row - 1, PLACES["number"], criterion.number, look)
    sheet.merge_range(row - 1, PLACES["text"], row - 1, PLACES["way"], criterion.text, look)
    width = sum(SCORES.column(key).width for key in ("text", "maximum", "way"))
    sheet.guess_row_height(row - 1, measure.height(measure.lines(criterion.text, width, SIZE), SIZE) + 6)


def _rulebook_cells(canvas: Canvas, sheet: GrowingSheet, row: int, criterion: Criterion, more: dict[str, Any]) -> None:
    assert criterion.rule is not None
    sentence = criterion.rule.sentence()
    texts = {"code": criterion.code, "number": criterion.number, "text": criterion.text, "way": sentence}
    for key, text in texts.items():
        sheet.write_string(row - 1, PLACES[key], text, canvas.cell_format(SCORES.column(key), **more))
    look = canvas.cell_format(SCORES.column("maximum"), **more)
    maximum = None if criterion.maximum is None else float(criterion.maximum)
    if maximum is None:
        sheet.write_blank(row - 1, PLACES["maximum"], None, look)
    else:
        sheet.write_number(row - 1, PLACES["maximum"], maximum, look)
    _guess_height(sheet, row, criterion, sentence)


def _draw_sum(canvas: Canvas, sheet: GrowingSheet, row: int, criterion: Criterion) -> None:
    more: dict[str, Any] = {"bold": True, "bg_color": "#E2EAF4" if criterion.depth == 0 else "#EDF1F7"}
    _rulebook_cells(canvas, sheet, row, criterion, more)
    blank = canvas.formats.of(font_size=SIZE, locked=True, **more, **style.BOX)
    for key in (*ENTRIES, "evidence", "check"):
        sheet.write_blank(row - 1, PLACES[key], None, blank)
    look = canvas.cell_format(SCORES.column("score"), num_format=points_format(canvas), **more)
    formula = lines.score_formula(canvas.plan, criterion)
    canvas.live(sheet, row, PLACES["score"], formula, canvas.shown.score(criterion), look)


def _draw_line(canvas: Canvas, sheet: GrowingSheet, row: int, criterion: Criterion) -> None:
    _rulebook_cells(canvas, sheet, row, criterion, {})
    claim = canvas.shown.submission.claims.get(criterion.code)
    for key in ENTRIES:
        value: Raw = (getattr(claim, key) or None) if claim and key == "reason" else getattr(claim, key, None)
        _draw_entry(canvas, sheet, row, criterion, key, value)
    plan, shown = canvas.plan, canvas.shown
    waits = isinstance(_rule(criterion).form, Peers)  # says so in words
    shape = {"font_size": 10, "text_wrap": True} if waits else {"bold": True}
    look = canvas.cell_format(SCORES.column("score"), num_format=points_format(canvas), **shape)
    canvas.live(
        sheet, row, PLACES["score"], channel_score(plan, criterion, canvas.channel), shown.score(criterion), look
    )
    count = canvas.cell_format(SCORES.column("evidence"))
    stored = float(shown.evidence_count(criterion))
    canvas.live(sheet, row, PLACES["evidence"], lines.evidence_formula(plan, criterion), stored, count)
    code = shown.line_problem(criterion)
    check = canvas.cell_format(SCORES.column("check"), font_color=WRONG_INK)
    words = SHORT[code] if code else ""
    canvas.live(sheet, row, PLACES["check"], lines.check_formula(plan, criterion), words, check)


def _draw_entry(canvas: Canvas, sheet: GrowingSheet, row: int, criterion: Criterion, key: str, value: Raw) -> None:
    column, place = SCORES.column(key), PLACES[key]
    if criterion.figure and key in _reads(criterion) & {"target", "result"}:
        _draw_from_figure(canvas, sheet, row, criterion, column)
        return
    if not is_open(criterion, key):
        sheet.write_blank(row - 1, place, None, canvas.shut())
        return
    look = _entry_format(canvas, criterion, column)
    canvas.put(sheet, row, place, value, look)
    options = _validation(canvas, criterion, key, f"{letters(SCORES, key)}{row}")
    if options:
        sheet.data_validation(row - 1, place, row - 1, place, options)


def _entry_format(canvas: Canvas, criterion: Criterion, column: Column) -> Format:
    assert criterion.rule is not None
    if column.key == "result" and criterion.rule.reads_a_day:
        return canvas.cell_format(column, num_format=LONG_DATE)
    if column.key == "result" and _reads(criterion) >= {"times"}:
        return canvas.cell_format(column, num_format="@")
    return canvas.cell_format(column, **({} if column.key == "reason" else {"align": "center"}))


def _draw_from_figure(canvas: Canvas, sheet: GrowingSheet, row: int, criterion: Criterion, column: Column) -> None:
    figure = canvas.shown.figure(criterion.figure)
    value = figure.result if column.key == "result" else figure.target
    stored = float(value) if isinstance(value, Decimal) else value if isinstance(value, str) else ""
    look = canvas.cell_format(column, bg_color=BLUE, locked=True, align="center")
    formula = lines.figure_input_formula(canvas.plan, column.key, criterion.figure)
    canvas.live(sheet, row, PLACES[column.key], formula, stored, look)


def _validation(canvas: Canvas, criterion: Criterion, key: str, cell: str) -> dict[str, Any] | None:
    assert criterion.rule is not None
    column = SCORES.column(key)
    if key == "not_arising":
        prompt = {"input_title": column.header, "input_message": column.help}
        refuse = {"error_title": column.header, "error_message": "Chỉ ghi x, hoặc để trống."}
        return {"validate": "list", "source": f"={canvas.list_name(column.choices)}", **prompt, **refuse}
    if key == "result":
        return result_validation(criterion, cell, canvas.list_name)
    if key in ("times", "target"):
        criteria = ">=" if key == "times" else ">"
        words = "Ghi số nguyên từ 0 trở lên." if key == "times" else "Ghi chỉ tiêu là số lớn hơn 0."
        kind = "integer" if key == "times" else "decimal"
        refuse = {"error_title": column.header, "error_message": words, "input_message": column.help}
        return {"validate": kind, "criteria": criteria, "value": 0, "input_title": column.header, **refuse}
    return typed_validation(criterion) if key == "typed" else None


def _draw_strip(canvas: Canvas, sheet: GrowingSheet) -> None:
    """How to type on this PC, total, class, lines done, lines with problems: live."""
    plan, shown = canvas.plan, canvas.shown
    look = canvas.formats.of(font_size=SIZE, bold=True, locked=True, bg_color=STRIP, valign="vcenter")
    score = f"${letters(SCORES, 'score')}"
    total, class_row = f"{score}${plan.total_rows['total']}", f"{score}${plan.total_rows['class']}"
    done = "+".join(_done_formula(plan.lines, column) for column in ("score",)) or "0"
    count, stored_done = len(plan.lines), _done(canvas)
    columns = len(SCORES.columns)
    canvas.strip(sheet, 3, columns, typing_formula(), typing_words(), look)
    wrong = problems.total_formula()
    many = len(canvas.wrong)
    words = f'"Tổng điểm: "&{total}&"   Xếp loại: "&{class_row}&"   Đã chấm "&({done})&"/{count} dòng"'
    words += f'&"   Cần xem lại: "&{wrong}&" chỗ"'
    stored_total = shown.total("total")
    shown_total = plain(exact(stored_total)).replace(".", ",") if isinstance(stored_total, float) else stored_total
    stored = f"Tổng điểm: {shown_total}   Xếp loại: {shown.total('class')}   Đã chấm {stored_done}/{count} dòng"
    canvas.strip(sheet, STRIP_ROW, columns, words, f"{stored}   Cần xem lại: {many} chỗ", look)


def _done_formula(lines_of_unit: tuple[tuple[int, Criterion], ...], key: str) -> str:
    """How many lines have a score: a sum's row is a number too, so the lines are counted run by run."""
    rows = [row for row, _ in lines_of_unit]
    column = letters(SCORES, key)
    pieces: list[str] = []
    start = previous = rows[0] if rows else 0
    for row in [*rows[1:], -1]:
        if row != previous + 1:
            pieces.append(f"COUNT(${column}${start}:${column}${previous})")
            start = row
        previous = row
    return "+".join(pieces) if rows else "0"


def _done(canvas: Canvas) -> int:
    return sum(1 for _, row in canvas.plan.lines if isinstance(canvas.shown.score(row), float))


def _draw_links(canvas: Canvas, sheet: GrowingSheet) -> None:
    """Links to the sections: an outline would not work on a protected sheet."""
    look = canvas.formats.of(font_size=SIZE, font_color=LINK_INK, underline=1, locked=True)
    starts = ("code", "text", "way", "not_arising", "result", "score", "check", "reason")
    places = [PLACES[key] for key in starts]
    sections = [row for row in canvas.plan.rulebook.sections if row.code in canvas.plan.row_of]
    for place, following, section in zip(places, [*places[1:], len(SCORES.columns)], sections, strict=False):
        room = sum(column.width for column in SCORES.columns[place:following] if not is_hidden(canvas.plan, column))
        target = f"internal:{quoted(SCORES.name)}!A{canvas.plan.row_of[section.code]}"
        full = textwrap.shorten(f"→ {section.number}. {section.text}", max(room, 8), placeholder=" …")
        words = full if room > SHORT_LINK else f"→ Mục {section.number}"
        sheet.write_url(LINKS_ROW - 1, place, target, look, words)


def is_hidden(plan: Plan, column: Column) -> bool:
    """Is a column of no use to this unit: an input no line takes, or numbers that only repeat the codes?"""
    if column.key == "number":
        return all(row.number == row.code for _, row in plan.score_rows if not row.is_note)
    if column.key not in ("not_arising", "target", "result", "times"):
        return False
    return not any(is_open(row, column.key) or (row.figure and column.key in _reads(row)) for _, row in plan.lines)


def _set_widths(canvas: Canvas, sheet: GrowingSheet) -> int:
    """Hide what the unit does not use; the last column takes the rest of the page. The width of what is seen."""
    others = 0
    for place, column in enumerate(SCORES.columns[:-1]):
        if is_hidden(canvas.plan, column):
            canvas.column(sheet, place, column.width, hidden=True)
        else:
            others += column.width
    last = max(SCORES.columns[-1].width, PAGE - others)
    canvas.column(sheet, len(SCORES.columns) - 1, last)
    return others + last
