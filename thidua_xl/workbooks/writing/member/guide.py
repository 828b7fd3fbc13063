"""The sheet `Hướng dẫn`: one page a new person reads first."""

from thidua_xl.live.channel import EXCEL
from thidua_xl.live.plan import quoted
from thidua_xl.rulebook.models import Criterion
from thidua_xl.rules.vocabulary import Way
from thidua_xl.sheets import member
from thidua_xl.sheets import member_guide as guide
from thidua_xl.sheets.buttons import DESK
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.member import measure
from thidua_xl.workbooks.writing.member.canvas import (
    BLUE,
    DONE,
    GREY,
    LINK_INK,
    MISSING,
    STRIP,
    TITLE_INK,
    WRONG,
    WRONG_INK,
    YELLOW,
    Canvas,
)
from thidua_xl.workbooks.writing.member.page import Paper, asked, set_up_page
from thidua_xl.workbooks.writing.member.strip import typing_formula, typing_words

WIDTHS = (7, 16, 44, 24, 10)
BODY = 12
TO_THE_RIGHT = sum(WIDTHS[2:])
FILLS = {"open": YELLOW, "given": GREY, "computed": BLUE, "done": DONE, "missing": MISSING, "wrong": WRONG}


def draw_guide(canvas: Canvas) -> None:
    """One page: what must not be typed, steps with links, colours, examples, whom to ask."""
    sheet = canvas.sheet(member.GUIDE)
    for place, width in enumerate(WIDTHS):
        canvas.column(sheet, place, width)
    _draw_top(canvas, sheet)
    row = _draw_steps(canvas, sheet, 8)
    row = _draw_colours(canvas, sheet, row + 1)
    row = _draw_examples(canvas, sheet, row + 1)
    row = _draw_ask(canvas, sheet, row + 1)
    sheet.hide_gridlines(2)
    sheet.activate()
    canvas.protect(sheet, len(WIDTHS), {})
    set_up_page(sheet, canvas.plan, canvas.version, area=f"A1:E{row}", paper=Paper.ONE_PORTRAIT)


def _draw_top(canvas: Canvas, sheet: GrowingSheet) -> None:
    of, plan = canvas.formats.of, canvas.plan
    wide = {"locked": True, "text_wrap": True, "valign": "vcenter"}
    canvas.across(sheet, 1, 0, 4, guide.SECRECY, of(bold=True, font_color=WRONG_INK, font_size=14, **wide))
    canvas.across(sheet, 2, 0, 4, guide.SAVE_FIRST, of(bold=True, font_size=14, **wide))
    mark = "BẢN THỬ – KHÔNG NỘP. " if canvas.practice else ""
    name = mark + plan.unit.name
    canvas.across(sheet, 4, 0, 4, name, of(bold=True, font_size=20, font_color=TITLE_INK, **wide))
    about = f"Bảng tự chấm điểm thi đua {plan.rulebook.period} – {plan.rulebook.bloc}"
    canvas.across(sheet, 5, 0, 4, about, of(italic=True, font_color=style.QUIET, font_size=BODY, **wide))
    look = of(font_size=BODY, bold=True, locked=True, bg_color=STRIP, valign="vcenter")
    canvas.strip(sheet, 6, 5, typing_formula(), typing_words(), look)
    heights = {1: 22.0, 2: 22.0, 3: 6.0, 6: 22.0, 7: 6.0}
    heights[4] = measure.height(measure.lines(name, sum(WIDTHS), 20), 20)
    heights[5] = measure.height(measure.lines(about, sum(WIDTHS), BODY), BODY)
    for row, height in heights.items():
        sheet.set_row(row - 1, height)


def _heading(canvas: Canvas, sheet: GrowingSheet, row: int, words: str) -> int:
    look = canvas.formats.of(bold=True, font_size=13, font_color=TITLE_INK, locked=True, valign="vcenter")
    sheet.write_string(row - 1, 0, words, look)
    sheet.set_row(row - 1, 22)
    return row + 1


def _draw_steps(canvas: Canvas, sheet: GrowingSheet, row: int) -> int:
    """Each sheet in the order of work, as a link."""
    row = _heading(canvas, sheet, row, f"{guide.STEPS} (bấm tên trang để đến)")
    plan = canvas.plan
    without = {member.FIGURES.name} if not plan.figure_rows else set()
    without |= {member.CONDITIONS.name} if not plan.condition_rows else set()
    without |= {DESK.name} if canvas.channel != EXCEL else set()
    text = canvas.formats.of(font_size=BODY, text_wrap=True, locked=True, **style.BOX)
    number = canvas.formats.of(font_size=BODY, align="center", bold=True, locked=True, **style.BOX)
    link = canvas.formats.of(font_size=BODY, font_color=LINK_INK, underline=1, locked=True, **style.BOX)
    together = {layout.name for layout in (*member.REGISTERS[2:], member.CONDITIONS)}  # one step with the one before
    step = 0
    for name, work in guide.steps():
        if name in without:
            continue
        step += name not in together
        sheet.write_string(row - 1, 0, "" if name in together else str(step), number)
        sheet.write_url(row - 1, 1, f"internal:{quoted(name)}!A1", link, name)
        canvas.across(sheet, row, 2, 4, work, text)
        sheet.set_row(row - 1, measure.height(measure.lines(work, TO_THE_RIGHT, BODY), BODY))
        row += 1
    return row


def _draw_colours(canvas: Canvas, sheet: GrowingSheet, row: int) -> int:
    row = _heading(canvas, sheet, row, guide.COLOURS)
    for place, (key, meaning) in enumerate(guide.colours().items()):
        look = canvas.formats.of(
            font_size=BODY, bg_color=FILLS[key], align="center", valign="vcenter", locked=True, **style.BOX
        )
        at, column = row + place // 3, place % 3
        first, last = ((0, 1), (2, 2), (3, 4))[column]
        canvas.across(sheet, at, first, last, meaning, look)
        sheet.set_row(at - 1, 20)
    return row + 2


def used_ways(canvas: Canvas) -> list[tuple[Criterion, guide.Example]]:
    """For each way of scoring among the unit's lines the one said in the fewest words, with its example."""
    found: dict[Way, tuple[Criterion, guide.Example, int]] = {}
    for _, row in canvas.plan.lines:
        assert row.rule is not None
        length = len(row.rule.sentence())
        known = found.get(row.way)
        if known is None or length < known[2]:
            filled = guide.example(row.rule)
            if filled is not None:
                found[row.way] = row, filled, length
    return [(row, filled) for row, filled, _ in found.values()]


def _draw_examples(canvas: Canvas, sheet: GrowingSheet, row: int) -> int:
    row = _heading(canvas, sheet, row, f"{guide.EXAMPLES} mà đơn vị dùng (số liệu chỉ để minh họa)")
    size = 11
    header = canvas.formats.header(size, style.HEADER)
    places = ((0, 0), (1, 2), (3, 3), (4, 4))
    for (first, last), words in zip(places, guide.EXAMPLE_HEADERS, strict=True):
        canvas.across(sheet, row, first, last, words, header)
    sheet.set_row(row - 1, 18)
    look: dict[str, object] = {"font_size": size, "text_wrap": True, "locked": True, "valign": "vcenter", **style.BOX}
    text, middle = canvas.formats.of(**look), canvas.formats.of(align="center", **look)
    typed = canvas.formats.of(bg_color=YELLOW, **look)
    points = canvas.formats.of(bg_color=BLUE, bold=True, align="center", **look)
    for criterion, filled in used_ways(canvas):
        row += 1
        assert criterion.rule is not None
        sentence = criterion.rule.sentence()
        said = filled.said() + (" (ghi ở trang Số liệu)" if criterion.figure else "")
        sheet.write_string(row - 1, 0, criterion.number, middle)
        canvas.across(sheet, row, 1, 2, sentence, text)
        sheet.write_string(row - 1, 3, said, typed)
        sheet.write_string(row - 1, 4, filled.points, points)
        narrow = measure.lines(criterion.number, WIDTHS[0], size)
        most = max(measure.lines(sentence, sum(WIDTHS[1:3]), size), measure.lines(said, WIDTHS[3], size), narrow)
        sheet.set_row(row - 1, measure.height(max(most, measure.lines(filled.points, WIDTHS[4], size)), size))
    return row + 1


def _draw_ask(canvas: Canvas, sheet: GrowingSheet, row: int) -> int:
    """The head's contact, and by when the workbook is due; the last row drawn."""
    rulebook = canvas.plan.rulebook
    words = [f"{guide.ASK}: {asked(rulebook)}." if asked(rulebook) else "", f"{canvas.version}."]
    if rulebook.due:
        words.insert(0, f"Hạn nộp: {rulebook.due:%d/%m/%Y}.")
    look = canvas.formats.of(font_size=BODY, bold=True, locked=True, text_wrap=True, valign="vcenter")
    said = " ".join(word for word in words if word)
    canvas.across(sheet, row, 0, 4, said, look)
    sheet.set_row(row - 1, measure.height(measure.lines(said, sum(WIDTHS), BODY), BODY) + 4)
    return row
