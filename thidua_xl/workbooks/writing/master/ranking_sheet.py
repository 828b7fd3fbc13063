"""Drawing `Xếp hạng`: the list that sorts itself, large enough for a projector, with two charts."""

from thidua_xl.live.live_cell import Live
from thidua_xl.live.master_plan import FIRST_ROW, MasterPlan
from thidua_xl.live.master_totals import summary_cell
from thidua_xl.live.plan import quoted
from thidua_xl.rules.vocabulary import Part
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets import master_report as texts
from thidua_xl.sheets import master_words as said
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.master.canvas import Canvas
from thidua_xl.workbooks.writing.master.work_cells import WorkCells

BIG = 16
SOURCES = {
    "group": "group name",
    "rank": "rank said",
    "unit": "name",
    "main": "main",
    "bonus": "bonus",
    "deduction": "deduction",
    "total": "total",
    "class": "class",
    "because": "because",
}
SMALL_TYPE = {"because", "class", "group"}
COLOURS = ("#4472C4", "#70AD47", "#FFC000", "#ED7D31", "#A5A5A5", "#5B9BD5", "#9E480E", "#636363")


def draw_ranking(canvas: Canvas, plan: MasterPlan, cells: WorkCells) -> None:
    """The whole sheet."""
    canvas.headers()
    last = canvas.header_row + len(plan.rulebook.units)
    for row, unit in enumerate(plan.rulebook.units, FIRST_ROW):
        _draw_place(canvas, plan, cells, row, unit.code)
    rank = f"$B{FIRST_ROW}"
    apart = canvas.studio.book.add_format({"font_color": style.QUIET, "italic": True, "bg_color": "#EDEDED"})
    best = canvas.studio.book.add_format({"bold": True, "bg_color": "#FFF2CC"})
    area = (FIRST_ROW - 1, 0, last - 1, canvas.last_column)
    criteria = f'={rank}="{said.NOT_RANKED}"'
    canvas.sheet.conditional_format(*area, {"type": "formula", "criteria": criteria, "format": apart})
    leads = f'=OR({rank}=1,LEFT({rank},2)="1 ")'
    canvas.sheet.conditional_format(*area, {"type": "formula", "criteria": leads, "format": best})
    _draw_charts(canvas, plan, cells, last)
    canvas.finish(last, filters=False)
    canvas.sheet.set_h_pagebreaks([last + 1])
    canvas.sheet.print_area(0, 0, last + 1 + 2 * _chart_rows(), canvas.last_column)


def _draw_place(canvas: Canvas, plan: MasterPlan, cells: WorkCells, row: int, here: str) -> None:
    at = cells[here]["sorted"]
    unit = plan.rulebook.units[int(float(at)) - 1]
    canvas.known_by(row, unit.name)
    canvas.sheet.set_row(row - 1, 44)
    index = plan.work("sorted", here)
    for key, source in SOURCES.items():
        value = cells[unit.code].get(source, "")
        span = plan.work_span(source)
        formula = f'IF(LEN(INDEX({span},{index}))=0,"",INDEX({span},{index}))'
        if key == "unit":
            value = f"{unit.name} ({unit.code})"
            formula = f'INDEX({span},{index})&" ("&INDEX({plan.work_span("unit")},{index})&")"'
        look = {"bg_color": "#FFFFFF", "font_size": 13 if key in SMALL_TYPE else BIG}
        if key in ("unit", "total", "rank"):
            look["bold"] = True
        if key == "rank":
            look |= {"align": "center", "indent": 0}
        canvas.put(row, key, Live(formula, value), **look)


def _chart_rows() -> int:
    """Rows of a chart: two of them and the headers fill a page."""
    return 15


def _draw_charts(canvas: Canvas, plan: MasterPlan, cells: WorkCells, last: int) -> None:
    width = sum(column.width for column in canvas.columns if column.key not in canvas.folded)
    rows = _chart_rows()
    size = {"width": int(width * 9 * 0.97), "height": rows * 22 - 12}
    place = {"object_position": 3, "x_offset": 6, "y_offset": 8}
    bars, profile = _bars(canvas, plan, cells), _profile(canvas, plan)
    bars.set_size(size)
    profile.set_size(size)
    column = 1 if canvas.folded else 0
    canvas.sheet.insert_chart(last + 1, column, bars, {**place, "description": texts.BARS_SAID})
    canvas.sheet.insert_chart(last + 2 + rows, column, profile, {**place, "description": texts.PROFILE_SAID})


def _font(size: int, **more: object) -> dict[str, object]:
    return {"name": style.FONT, "size": size, **more}


def _bars(canvas: Canvas, plan: MasterPlan, cells: WorkCells):  # type: ignore[no-untyped-def]
    """Totals in the order of the ranking; the source is the hidden sorted list, so that it moves live."""
    chart = canvas.studio.book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": said.TOTALS["total"],
            "categories": f"={plan.work_span('bar name')}",
            "values": f"={plan.work_span('bar total')}",
            "categories_data": [found["bar name"] for found in cells.values()],
            "values_data": [found["bar total"] for found in cells.values()],
            "fill": {"color": COLOURS[0]},
            "gap": 60,
            "data_labels": {
                "value": True,
                "font": _font(11),
                "num_format": f"{canvas.points_format};-{canvas.points_format};",
            },
        }
    )
    chart.set_title({"name": texts.BARS, "name_font": _font(14), "overlay": False})
    chart.set_legend({"none": True})
    chart.set_x_axis({"num_font": _font(12), "label_position": "low"})
    chart.set_y_axis({"num_font": _font(11), "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    chart.show_hidden_data()
    return chart


def _profile(canvas: Canvas, plan: MasterPlan):  # type: ignore[no-untyped-def]
    """Each unit's final points by section, one on the other; deductions go down."""
    chart = canvas.studio.book.add_chart({"type": "column", "subtype": "stacked"})
    units = [unit.code for unit in plan.rulebook.units]
    first, last = plan.unit_column(units[0]), plan.unit_column(units[-1])
    name = quoted(sheets.SUMMARY.name)
    for place, row in enumerate(plan.rulebook.sections):
        number = plan.summary_row_of[row.code]
        words = f"{row.number or row.code}. {row.text}"
        drawn = [summary_cell(plan, unit, row) for unit in units]
        chart.add_series(
            {
                "name": words if len(words) <= 60 else words[:57].rstrip() + "…",
                "categories": f"={name}!${first}${canvas.header_row}:${last}${canvas.header_row}",
                "values": f"={name}!${first}${number}:${last}${number}",
                "categories_data": units,
                "values_data": ["" if cell is None else cell.value for cell in drawn],
                "fill": {"color": "#C00000" if row.part is Part.DEDUCTION else COLOURS[place % len(COLOURS)]},
                "gap": 60,
            }
        )
    chart.set_title({"name": texts.PROFILE, "name_font": _font(14), "overlay": False})
    chart.set_legend({"position": "bottom", "font": _font(11)})
    chart.set_x_axis({"num_font": _font(12), "label_position": "low"})
    chart.set_y_axis({"num_font": _font(11), "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    return chart
