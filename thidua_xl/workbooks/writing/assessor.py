"""Writing an assessor's form: the lines of all other units, with room for points and reasons."""

from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from pathlib import Path

from thidua_xl.book import column_letters
from thidua_xl.live.live_cell import Live
from thidua_xl.live.master_plan import FIRST_ROW
from thidua_xl.live.plan import quoted
from thidua_xl.masters.drawn_lines import DrawnLine
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.rulebook.models import Criterion, Rulebook, Unit
from thidua_xl.sheets import assessor as sheets
from thidua_xl.sheets import master_report as texts
from thidua_xl.sheets.layout import Content, Layout, Owner
from thidua_xl.workbooks.files import replacing
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.master.canvas import GREY, Canvas, Value
from thidua_xl.workbooks.writing.master.limits import limit_points
from thidua_xl.workbooks.writing.member.page import asked
from thidua_xl.workbooks.writing.office import OfficeBook
from thidua_xl.workbooks.writing.page import set_up_page
from thidua_xl.workbooks.writing.table import Studio
from thidua_xl.workbooks.writing.validation import validation
from thidua_xl.workbooks.writing.vocabularies import Vocabularies

GUIDE_WIDTH, PROGRESS_ROW = 100, 3
TOLD, TITLE_INK, LINK_INK = "#E2F0D9", "#1F3864", "#0563C1"


def write_assessor(path: Path, rulebook: Rulebook, unit: Unit, lines: Iterable[DrawnLine]) -> None:
    """Write the form of one assessor; its own lines are left out, and those the rulebook does not know."""
    with replacing(path) as temporary:
        book = OfficeBook(str(temporary))
        book.set_properties({"title": f"{sheets.TITLE} – {unit.name} – {rulebook.period}", "author": "thidua-xl"})
        studio = Studio(book, style.Formats(book), Vocabularies(sheets.LAYOUTS))
        _draw_guide(studio, rulebook, unit)
        _draw_info(_canvas(studio, rulebook, unit, sheets.INFO), rulebook, unit)
        known = ((line, rulebook.criterion(line.code)) for line in lines if line.unit != unit.code)
        others = [(line, criterion) for line, criterion in known if criterion is not None]
        _draw_lines(_canvas(studio, rulebook, unit, sheets.LINES), others)
        studio.vocabularies.draw(book, studio.formats)
        _draw_meta(studio, rulebook, unit)
        book.close()


def _canvas(studio: Studio, rulebook: Rulebook, unit: Unit, layout: Layout) -> Canvas:
    sheet = studio.book.add_worksheet(layout.name)
    canvas = Canvas(studio, sheet, layout, layout.columns, rulebook.digits)
    canvas.head(unit.name, f"{sheets.TITLE}, {rulebook.period} – {rulebook.bloc}. {layout.purpose}")
    canvas.headers()
    return canvas


def _draw_guide(studio: Studio, rulebook: Rulebook, unit: Unit) -> None:
    sheet, of = studio.book.add_worksheet(sheets.GUIDE.name), studio.formats.of
    sheet.set_column(0, 0, GUIDE_WIDTH, of(locked=True))
    sheet.write_string(0, 0, unit.name, of(bold=True, font_size=18, font_color=TITLE_INK, locked=True))
    about = f"{sheets.TITLE}, {rulebook.period} – {rulebook.bloc}"
    sheet.write_string(1, 0, about, of(italic=True, font_color=style.QUIET, locked=True))
    who = asked(rulebook)
    words = (*sheets.STEPS, *([sheets.ASK.format(who=who)] if who else ()))
    for row, text in enumerate(words, 3):
        sheet.write_string(row, 0, text, of(bold=row == 3, text_wrap=True, valign="vcenter", locked=True))
        sheet.set_row(row, style.height(style.lines(text, GUIDE_WIDTH)))
    link = of(font_color=LINK_INK, underline=1, locked=True)
    for row, layout in enumerate((sheets.INFO, sheets.LINES), 4 + len(words)):
        sheet.write_url(row, 0, f"internal:{quoted(layout.name)}!A1", link, sheets.OPEN.format(sheet=layout.name))
    sheet.hide_gridlines(2)
    sheet.protect("", {"format_rows": True, "format_columns": True})
    set_up_page(sheet)
    sheet.activate()


def _draw_info(canvas: Canvas, rulebook: Rulebook, unit: Unit) -> None:
    given = {"bloc": rulebook.bloc, "period": rulebook.period, "unit": unit.code, "unit_name": unit.name}
    for row, item in enumerate(sheets.INFO.items, FIRST_ROW):
        canvas.put(row, "item", item.header)
        is_open = item.owner is Owner.HEAD
        number_format = "dd/mm/yyyy" if item.content is Content.DATE else "General"
        fill = style.OPEN if is_open else GREY
        look = {"bg_color": fill, "locked": not is_open, "num_format": number_format, "align": "left", "indent": 1}
        canvas.put(row, "value", given.get(item.key), **look)
        options = validation(item, f"B{row}", canvas.studio.vocabularies) if is_open else None
        if is_open:
            canvas.sheet.unprotect_range(f"B{row}", f"o_{item.key}")
        if options:
            canvas.sheet.data_validation(row - 1, 1, row - 1, 1, options)
    canvas.finish(FIRST_ROW + len(sheets.INFO.items) - 1, filters=False)


def _draw_lines(canvas: Canvas, lines: list[tuple[DrawnLine, Criterion]]) -> None:
    for row, (line, _) in enumerate(lines, FIRST_ROW):
        values: dict[str, Value] = {
            "unit": line.unit, "code": line.code, "text": line.text, "maximum": line.maximum, "score": line.score,
            "evidence": line.evidence, "points": None, "reason": "", "input": line.input, "claimed": line.claimed,
        }  # fmt: skip
        is_day = isinstance(line.claimed, date)
        for key, value in values.items():
            canvas.put(row, key, value, **({"num_format": "dd/mm/yyyy"} if key == "claimed" and is_day else {}))
        canvas.guess_height(row, ((key, values[key]) for key in ("text", "evidence")))
    last = FIRST_ROW + max(1, len(lines)) - 1
    canvas.open_range("reason", FIRST_ROW, last)
    limit_points(canvas, last, [(row, line) for row, (_, line) in enumerate(lines, FIRST_ROW)], texts.SKIP)
    _draw_progress(canvas, last, len(lines))
    canvas.finish(last, frozen=3)


def _draw_progress(canvas: Canvas, last: int, count: int) -> None:
    """How many lines have points, live, above the table."""
    letters = column_letters(canvas.place("points") + 1)
    ending = f"{sheets.OF}{count}{sheets.LINES_DONE}"
    formula = f'"{sheets.DONE}"&COUNT({letters}{FIRST_ROW}:{letters}{last})&"{ending}"'
    look = canvas.studio.formats.of(bold=True, bg_color=TOLD, locked=True)
    for place in range(1, 3):
        canvas.write(PROGRESS_ROW, place, None, look)
    canvas.write(PROGRESS_ROW, 0, Live(formula, f"{sheets.DONE}0{ending}"), look)


def _draw_meta(studio: Studio, rulebook: Rulebook, unit: Unit) -> None:
    sheet = studio.book.add_worksheet(sheets.META)
    sheet.hide()
    look = studio.formats.of(num_format="@")
    items = {
        "marker": sheets.MARKER,
        "format_version": sheets.FORMAT_VERSION,
        "fingerprint": fingerprint(rulebook),
        "unit": unit.code,
        "period": rulebook.period,
        "made_by": f"thidua-xl {version('thidua-xl')}",
    }
    for row, (key, value) in enumerate(items.items()):
        sheet.write_string(row, 0, key, look)
        sheet.write_string(row, 1, value, look)
    sheet.protect()
