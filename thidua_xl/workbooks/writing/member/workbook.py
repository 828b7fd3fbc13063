"""One member workbook, sheet by sheet."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

from thidua_xl.live.channel import EXCEL, PLAIN
from thidua_xl.live.plan import Plan
from thidua_xl.live.problems import places
from thidua_xl.live.shown import Shown
from thidua_xl.rulebook.models import Rulebook, Unit
from thidua_xl.sheets import member
from thidua_xl.sheets.layout import Layout
from thidua_xl.submission import Raw, Submission
from thidua_xl.workbooks.writing.member.canvas import Canvas
from thidua_xl.workbooks.writing.member.desk import add_member_macros, draw_desk
from thidua_xl.workbooks.writing.member.guide import draw_guide
from thidua_xl.workbooks.writing.member.hidden_sheet import draw_hidden
from thidua_xl.workbooks.writing.member.print_sheet import draw_print
from thidua_xl.workbooks.writing.member.problem_list import draw_problems
from thidua_xl.workbooks.writing.member.scores import draw_scores
from thidua_xl.workbooks.writing.member.tables import (
    draw_conditions,
    draw_figures,
    draw_info,
    draw_register,
)
from thidua_xl.workbooks.writing.member.unplaced import draw_unplaced
from thidua_xl.workbooks.writing.office import OfficeBook

BLANK = Submission()


def write_member(
    path: Path,
    rulebook: Rulebook,
    unit: Unit,
    *,
    submission: Submission = BLANK,
    today: date | None = None,
    practice: bool = False,
    channel: str = PLAIN,
    unplaced: Sequence[Sequence[str]] = (),
    last_time: Sequence[str] = (),
) -> None:
    """Write the workbook of one unit at ``path``, blank or holding what ``submission`` says.

    ``unplaced``: what a former workbook held and this one has no cell for, as rows of `Chưa chuyển được`.

    ``today`` is the day the stored values are reckoned for (the live ones follow the PC's clock); ``practice``
    marks it THỬ, which consolidation refuses. ``last_time`` are sentences about earlier periods.
    """
    plan = Plan(rulebook, unit)
    day = today or date.today()  # noqa: DTZ011 - the calendar day of this PC is meant
    book = OfficeBook(str(path))
    canvas = Canvas(book, plan, Shown(plan, submission, day), practice)
    canvas.version = f"Mẫu thidua-xl {version('thidua-xl')}, lập ngày {day:%d/%m/%Y}"
    canvas.channel = channel
    canvas.last_time = last_time
    list_of_places = places(plan)
    canvas.wrong = {place: said for place in list_of_places if (said := canvas.shown.problem(place))}
    draw_guide(canvas)
    draw_info(canvas)
    draw_figures(canvas)
    draw_scores(canvas)
    for layout in member.REGISTERS:
        draw_register(canvas, layout, _register_rows(submission, layout))
    draw_conditions(canvas)
    draw_problems(canvas, len(list_of_places))
    draw_print(canvas)
    if unplaced:
        draw_unplaced(canvas, unplaced)
    if channel == EXCEL:
        draw_desk(canvas)
    draw_hidden(canvas, list_of_places, channel)
    if channel == EXCEL:
        add_member_macros(canvas)
    book.set_properties({"title": f"{unit.name} – {rulebook.period}", "comments": canvas.version})
    book.close()


def _register_rows(submission: Submission, layout: Layout) -> list[dict[str, Raw]]:
    if layout is member.EVIDENCE:
        keys = ("criterion", "symbol", "issued_on", "issuer", "summary", "file")
        values = [{key: getattr(item, key) for key in keys} for item in submission.evidence]
        rows = [{key: None if value == "" else value for key, value in row.items()} for row in values]
        numbered: list[dict[str, Raw]] = [{"number": Decimal(n), **row} for n, row in enumerate(rows, 1)]
        return numbered
    return [dict(row.values) for row in submission.registers.get(layout.name, ())]
