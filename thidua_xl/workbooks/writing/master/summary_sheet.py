"""Drawing `Tổng hợp`: final points, sections, totals, ranks and classes, a column a unit."""

from typing import Any

from thidua_xl.live.live_cell import Live
from thidua_xl.live.master_plan import MasterPlan
from thidua_xl.live.master_totals import summary_cell
from thidua_xl.rulebook.models import Criterion
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets import master_words as said
from thidua_xl.sheets.layout import Column, Content, Owner
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.master.canvas import Canvas
from thidua_xl.workbooks.writing.master.work_cells import WorkCells

UNIT_WIDTH = 9.5
SUM_FILL, TOTAL_FILL = "#DDEBF7", "#FCE4D6"


def columns(plan: MasterPlan) -> tuple[Column, ...]:
    """The layout's columns and one for each unit, headed by its code."""
    units = (
        Column(f"u {u.code}", u.code, Content.POINTS, Owner.COMPUTED, int(UNIT_WIDTH)) for u in plan.rulebook.units
    )
    return (*sheets.SUMMARY.columns, *units)


def draw_summary(canvas: Canvas, plan: MasterPlan, cells: WorkCells) -> None:
    """The whole sheet."""
    canvas.headers()
    for number, row in plan.summary_rows:
        _draw_line(canvas, plan, number, row)
    last = plan.summary_rows[-1][0] if plan.summary_rows else canvas.header_row
    for number, (key, words) in enumerate(said.TOTALS.items(), last + 1):
        _draw_total(canvas, plan, cells, number, key, words)
    canvas.finish(last + len(said.TOTALS), frozen=3, filters=False)
    canvas.sheet.repeat_columns(0, 3)


def _draw_line(canvas: Canvas, plan: MasterPlan, number: int, row: Criterion) -> None:
    canvas.known_by(number, row.code)
    look: dict[str, Any] = {}
    if row.is_sum or row.depth == 0:
        look = {"bold": True, "bg_color": SUM_FILL if row.depth == 0 else style.SECTION}
    for key, value in (("code", row.code), ("number", row.number), ("text", row.text), ("maximum", row.maximum)):
        canvas.put(number, key, value, **look)
    canvas.guess_height(number, [("text", row.text)])
    for unit in plan.rulebook.units:
        canvas.put(number, f"u {unit.code}", summary_cell(plan, unit.code, row), **look)
    canvas.sheet.drawn(number)


def _draw_total(canvas: Canvas, plan: MasterPlan, cells: WorkCells, number: int, key: str, words: str) -> None:
    look: dict[str, Any] = {"bold": True, "bg_color": TOTAL_FILL}
    for place in ("code", "number", "maximum"):
        canvas.put(number, place, "", **look)
    canvas.put(number, "text", words, **look)
    canvas.known_by(number, words)
    if key in ("rank", "class"):
        look |= {"num_format": "General", "text_wrap": True, "align": "center"}
    if key == "class":
        look["font_size"] = 10
        canvas.sheet.set_row(number - 1, 64)
    source = {"rank": "rank said"}.get(key, key)
    if key == "rank":
        canvas.sheet.set_row(number - 1, 48)
        look["font_size"] = 10
    for unit in plan.rulebook.units:
        value = cells[unit.code].get(source) if unit.code in plan.cards else None
        cell = None if value is None else Live(plan.work(source, unit.code), value)
        canvas.put(number, f"u {unit.code}", cell if cell else (said.NOT_SENT if key == "rank" else None), **look)
