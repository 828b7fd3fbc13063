"""The registration form of one unit (giao ước): targets and titles, in the looks of the member workbook."""

from datetime import date
from importlib.metadata import version
from pathlib import Path

from thidua_xl.live import hidden
from thidua_xl.live.plan import FIRST_ROW, Plan, letters
from thidua_xl.live.shown import Shown
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.rulebook.models import Figure, Rulebook, Unit
from thidua_xl.sheets import member, pact
from thidua_xl.sheets.layout import Content, Layout, Owner
from thidua_xl.submission import Raw, Submission
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.member import measure
from thidua_xl.workbooks.writing.member.canvas import GREY, LONG_DATE, SIZE, YELLOW, Canvas
from thidua_xl.workbooks.writing.member.looks import group_thousands
from thidua_xl.workbooks.writing.member.page import asked
from thidua_xl.workbooks.writing.member.tables import column_validation
from thidua_xl.workbooks.writing.office import OfficeBook


def write_registration(
    path: Path,
    rulebook: Rulebook,
    unit: Unit,
    figures: list[Figure],
    *,
    today: date | None = None,
    practice: bool = False,
) -> None:
    """Write the form of ``unit`` at ``path``; ``figures`` are those it registers targets for."""
    day = today or date.today()  # noqa: DTZ011 - the calendar day of this PC is meant
    plan = Plan(rulebook, unit)
    book = OfficeBook(str(path))
    canvas = Canvas(book, plan, Shown(plan, Submission(), day), practice)
    canvas.version = f"Mẫu thidua-xl {version('thidua-xl')}, lập ngày {day:%d/%m/%Y}"
    if figures:
        _draw_targets(canvas, figures)
    _draw_titles(canvas)
    _draw_info(canvas)
    _draw_hidden(canvas)
    book.set_properties({"title": f"{unit.name} – đăng ký {rulebook.period}", "comments": canvas.version})
    book.close()


def _draw_targets(canvas: Canvas, figures: list[Figure]) -> None:
    layout, unit = pact.TARGETS, canvas.plan.unit.code
    sheet = _begun(canvas, layout)
    own = canvas.plan.rulebook.lines_of(unit)
    for row, figure in enumerate(figures, FIRST_ROW):
        lines = "; ".join(line.code for line in own if line.registered and line.figure == figure.code)
        values: dict[str, Raw] = {"code": figure.code, "name": figure.name, "measured_in": figure.measured_in}
        values |= {"lines": lines, "target": figure.targets.get(unit)}
        _draw_row(canvas, sheet, layout, row, values)
    last = FIRST_ROW + len(figures) - 1
    target = letters(layout, "target")
    group_thousands(canvas, sheet, [f"{target}{FIRST_ROW}:{target}{last}"])
    _finished(canvas, sheet, layout, last, "target")


def _draw_titles(canvas: Canvas) -> None:
    layout, awards = pact.TITLES, [award.name for award in canvas.plan.rulebook.awards]
    sheet = _begun(canvas, layout)
    last = FIRST_ROW + len(awards) + pact.OWN_TITLES - 1
    for row, award in enumerate([*awards, *[None] * pact.OWN_TITLES], FIRST_ROW):
        _draw_row(canvas, sheet, layout, row, {"award": award})
    _finished(canvas, sheet, layout, last, "choice")


def _begun(canvas: Canvas, layout: Layout) -> GrowingSheet:
    sheet = canvas.sheet(layout)
    canvas.title(sheet, layout.purpose, layout)
    whom = asked(canvas.plan.rulebook)
    look = canvas.formats.of(font_size=SIZE, bold=True, locked=True)
    for row, words in enumerate(pact.HOW, 3):
        sheet.write_string(row - 1, 0, words.format(ask=pact.ASK.format(whom=whom) if whom else "").strip(), look)
    canvas.header(sheet, layout)
    for place, column in enumerate(layout.columns):
        options = column_validation(canvas, column) if column.owner is Owner.MEMBER else None
        if options:
            sheet.data_validation(FIRST_ROW - 1, place, FIRST_ROW + 499, place, options)
    return sheet


def _draw_row(canvas: Canvas, sheet: GrowingSheet, layout: Layout, row: int, values: dict[str, Raw]) -> None:
    most = 1
    for place, column in enumerate(layout.columns):
        value = values.get(column.key)
        canvas.put(sheet, row, place, value or None, canvas.cell_format(column))
        if isinstance(value, str):
            most = max(most, measure.lines(value, column.width, SIZE, indent=1))
    sheet.guess_row_height(row - 1, measure.height(most, SIZE))


def _finished(canvas: Canvas, sheet: GrowingSheet, layout: Layout, last: int, entry: str) -> None:
    open_columns = [column.key for column in layout.columns if column.owner is Owner.MEMBER]
    ranges = {f"nhap_{key}": f"{letters(layout, key)}{FIRST_ROW}:{letters(layout, key)}{last}" for key in open_columns}
    canvas.protect(sheet, len(layout.columns), ranges)
    canvas.finish(sheet, layout, first_entry=f"{letters(layout, entry)}{FIRST_ROW}", last_row=last)


def _draw_info(canvas: Canvas) -> None:
    layout, plan = pact.INFO, canvas.plan
    sheet = canvas.sheet(layout)
    canvas.title(sheet, layout.purpose, layout)
    canvas.header(sheet, layout)
    fixed = {"bloc": plan.rulebook.bloc, "unit": plan.unit.code, "unit_name": plan.unit.name}
    fixed |= {"period": plan.rulebook.period}
    for row, item in enumerate(layout.items, FIRST_ROW):
        is_open = item.owner is Owner.MEMBER
        label = canvas.formats.of(font_size=SIZE, bg_color=GREY, locked=True, **style.BOX)
        sheet.write_string(row - 1, 0, item.header, label)
        shape = {Content.DATE: LONG_DATE, Content.COUNT: "General"}.get(item.content, "@")
        fill = {"bg_color": YELLOW if is_open else GREY, "locked": not is_open, "num_format": shape}
        look = canvas.formats.of(font_size=SIZE, text_wrap=True, align="left", **fill, **style.BOX)
        canvas.put(sheet, row, 1, fixed.get(item.key), look)
        options = column_validation(canvas, item) if is_open else None
        if options:
            sheet.data_validation(row - 1, 1, row - 1, 1, options)
    first, last = FIRST_ROW + len(fixed), FIRST_ROW + len(layout.items) - 1
    canvas.protect(sheet, len(layout.columns), {"nhap_thong_tin": f"B{first}:B{last}"})
    canvas.finish(sheet, layout, first_entry=f"B{first}", last_row=last)


def _draw_hidden(canvas: Canvas) -> None:
    sheet, plan = canvas.sheet(member.HIDDEN), canvas.plan
    marks = {"marker": pact.MARKER, "fingerprint": fingerprint(plan.rulebook), "unit": plan.unit.code}
    marks |= {"period": plan.rulebook.period, "practice": "1" if canvas.practice else "", "made_by": canvas.version}
    for row, (key, value) in enumerate(marks.items(), 1):
        sheet.write_string(f"{hidden.KEY}{row}", key)
        sheet.write_string(f"{hidden.VALUE}{row}", value)
    text = canvas.formats.of(num_format="@")
    for number, (words, name) in enumerate(canvas.lists.items()):
        for row, word in enumerate(words, 1):
            sheet.write_string(row - 1, hidden.FIRST_LIST - 1 + number, word, text)
        column = chr(ord("A") + hidden.FIRST_LIST - 1 + number)
        canvas.book.define_name(name, f"={hidden.NAME}!${column}$1:${column}${len(words)}")
    sheet.very_hidden()
