"""The hidden sheet `_thidua`: what the template carries, its lists and its working cells."""

from xlsxwriter.utility import xl_cell_to_rowcol

from thidua_xl.book import column_letters
from thidua_xl.live import checksum, classes, hidden, problems, totals
from thidua_xl.live.problems import Place
from thidua_xl.rulebook.fingerprint import fingerprint, line_text
from thidua_xl.rules.vocabulary import Part
from thidua_xl.sheets import member
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.member.canvas import Canvas


def draw_hidden(canvas: Canvas, places: list[Place], channel: str) -> None:
    """The whole sheet; drawn last, when every list is known."""
    sheet, plan = canvas.sheet(member.HIDDEN), canvas.plan
    rulebook = plan.rulebook
    meta = {
        "marker": hidden.MARKER,
        "format_version": member.FORMAT_VERSION,
        "fingerprint": fingerprint(rulebook),
        "unit": plan.unit.code,
        "period": rulebook.period,
        "channel": channel,
        "practice": "1" if canvas.practice else "",
        "made_by": canvas.version,
    }
    for row, key in enumerate(hidden.META_KEYS, 1):
        sheet.write_string(f"{hidden.KEY}{row}", key)
        sheet.write_string(f"{hidden.VALUE}{row}", meta[key])
    for row, (_, line) in enumerate(((n, r) for n, r in plan.score_rows if not r.is_note), 1):
        sheet.write_string(f"{hidden.LINE_CODE}{row}", line.code)
        sheet.write_string(f"{hidden.LINE_TEXT}{row}", line_text(line))
    text = rulebook.model_dump_json(exclude_defaults=True)
    pieces = [text[start : start + hidden.JSON_PIECE] for start in range(0, len(text), hidden.JSON_PIECE)]
    for row, piece in enumerate(pieces, 1):
        sheet.write_string(f"{hidden.JSON}{row}", piece)
    _draw_working_cells(canvas, sheet)
    _draw_places(canvas, sheet, places)
    _draw_lists(canvas, sheet)
    sheet.protect("")
    sheet.very_hidden()


def _draw_working_cells(canvas: Canvas, sheet: GrowingSheet) -> None:
    plan, shown = canvas.plan, canvas.shown
    look = canvas.formats.of(locked=True)
    scaled = totals.rescales_live(plan)
    listed = {row.code for row in classes.listed(plan)}
    for number, row in plan.score_rows:
        if row.is_note:
            continue
        if scaled and row.part is Part.MAIN:
            sheet.write_formula(
                f"{hidden.REACH}{number}", f"={totals.reach_formula(plan, row)}", look, shown.reach(row)
            )
        if classes.has_floor(row):
            formula = f"={classes.percent_formula(plan, row)}"
            sheet.write_formula(f"{hidden.PERCENT}{number}", formula, look, shown.percent(row))
        if row.code in listed:
            formula = f"={classes.shortfall_formula(plan, row)}"
            sheet.write_formula(f"{hidden.SHORTFALL}{number}", formula, look, shown.shortfall(row))
        if classes.brings_cases(row):
            formula = f"={classes.case_formula(plan, number, row)}"
            sheet.write_formula(f"{hidden.CASE}{number}", formula, look, shown.case(row))
        if not row.is_sum:
            formula = f"={checksum.line_formula(plan, number, row)}"
            sheet.write_formula(f"{hidden.SUM_CHECK}{number}", formula, look, shown.line_sum(row))
    if scaled:
        formula = f"={totals.reach_total_formula(plan)}"
        sheet.write_formula(f"{hidden.REACH}{hidden.REACH_TOTAL}", formula, look, shown.reach_total())
    for number, case in plan.condition_rows:
        formula = f"={classes.happened_formula(plan, number, case.code)}"
        sheet.write_formula(f"{hidden.HAPPENED}{number}", formula, look, shown.happened(case.code))


def _draw_places(canvas: Canvas, sheet: GrowingSheet, places: list[Place]) -> None:
    look = canvas.formats.of(locked=True)
    letters = (hidden.FOUND, hidden.SHEET, hidden.PLACE, hidden.ADDRESS, hidden.WORDS)
    # by numbers: to take some thousand addresses such as BK700 apart would take a tenth of the time of a workbook
    at_found, at_sheet, at_place, at_address, at_words = (xl_cell_to_rowcol(f"{column}1")[1] for column in letters)
    found: list[int] = []
    for row, place in enumerate(places):
        said = canvas.wrong.get(place, "")
        found += [row + 1] if said else []
        sheet.write_string(row, at_sheet, place.sheet, look)
        sheet.write_string(row, at_place, place.label, look)
        sheet.write_string(row, at_address, place.address, look)
        sheet.write_formula(row, at_words, f"={place.formula}", look, said)
    sheet.write_formula(f"{hidden.TOTAL}1", f"={problems.count_formula(len(places))}", look, len(found))
    for row in range(problems.LISTED):
        stored = found[row] if row < len(found) else ""
        sheet.write_formula(row, at_found, f"={problems.found_formula(row + 1, len(places))}", look, stored)


def _draw_lists(canvas: Canvas, sheet: GrowingSheet) -> None:
    """A list by a defined name survives other programs; one that points at another sheet does not."""
    text = canvas.formats.of(num_format="@")
    for place, (words, name) in enumerate(canvas.lists.items(), hidden.FIRST_LIST):
        letters = column_letters(place)
        for row, word in enumerate(words, 1):
            sheet.write_string(f"{letters}{row}", word, text)
        canvas.book.define_name(name, f"={hidden.NAME}!${letters}$1:${letters}${max(len(words), 1)}")
