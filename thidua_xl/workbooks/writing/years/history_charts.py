"""Drawing `Biểu đồ`: points and ranks of each unit over the years, as lines."""

from typing import Any

from xlsxwriter.chart import Chart

from thidua_xl.book import column_letters
from thidua_xl.sheets import history as sheets
from thidua_xl.sheets.layout import Layout
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.master.canvas import page
from thidua_xl.workbooks.writing.master.ranking_sheet import COLOURS
from thidua_xl.workbooks.writing.years.history_desk import HistoryDesk
from thidua_xl.years.history import History, Lineage
from thidua_xl.years.results import Place

SOURCE = "_so_lieu_bieu_do"
MARKERS = ("circle", "square", "diamond", "triangle", "x", "star", "plus", "long_dash")
SIZE = {"width": 1500, "height": 470}
SECOND = 25  # the row of the second chart
HUNDRED = 100


def draw_charts(book: HistoryDesk) -> None:
    """The sheet with two charts, and the hidden one with their numbers."""
    studio, found = book.studio, book.found
    if not found.years:
        return
    sheet = studio.book.add_worksheet(sheets.CHARTS)
    layout = Layout(sheets.CHARTS, (), (), sheets.CHARTS_PURPOSE)
    big = studio.formats.of(bold=True, font_size=16, font_color="#1F3864")
    sheet.write_string(0, 0, layout.name, big)
    sheet.write_string(1, 0, layout.purpose, studio.formats.of(italic=True, font_color=style.QUIET))
    units = [unit for unit in found.units if not unit.gone]
    scales = {found.periods[number].scale for number in found.years}
    shares = len(scales) > 1
    source = studio.book.add_worksheet(SOURCE)
    source.hide()
    _numbers(book, source, units, shares=shares)
    totals = sheets.CHART_SHARE if shares else sheets.CHART_TOTAL
    for at, (title, first) in enumerate(((totals, 1), (sheets.CHART_RANK, len(units) + 3))):
        chart = _chart(book, units, title, first, is_rank=bool(at))
        sheet.insert_chart(3 + at * SECOND, 0, chart, {"description": title})
    page(sheet, 2)
    sheet.fit_to_pages(1, 1)
    sheet.hide_gridlines(2)


def _numbers(book: HistoryDesk, source: Any, units: list[Lineage], *, shares: bool) -> None:
    """Points (or shares of the scale) and under them ranks, a row a unit; a merged year is left out."""
    found, look = book.found, book.studio.formats.of()
    for column, number in enumerate(found.years, 1):
        period = found.periods[number]
        for top in (0, len(units) + 2):
            source.write_string(top, column, period.name, look)
        for row, unit in enumerate(units, 1):
            places = unit.places.get(number, [])
            place = places[0] if len(places) == 1 else None
            points = _points(place, found, number, shares=shares)
            if points is not None:
                source.write_number(row, column, points, look)
            if place and place.rank:
                source.write_number(len(units) + 2 + row, column, place.rank, look)
    for row, unit in enumerate(units, 1):
        for top in (0, len(units) + 2):
            source.write_string(top + row, 0, unit.code, look)


def _points(place: Place | None, found: History, number: int, *, shares: bool) -> float | None:
    scale = found.periods[number].scale
    if place is None or place.total is None or (shares and not scale):
        return None
    return float(place.total * HUNDRED / scale) if shares and scale else float(place.total)


def _chart(book: HistoryDesk, units: list[Lineage], title: str, first: int, *, is_rank: bool) -> Chart:
    """``first``: the row, from 0, of the first unit's numbers."""
    chart = book.studio.book.add_chart({"type": "line"})
    last = column_letters(len(book.found.years) + 1)
    for place in range(len(units)):
        row, colour = first + place + 1, COLOURS[place % len(COLOURS)]
        dash = "solid" if place < len(COLOURS) else "dash"
        chart.add_series(
            {
                "name": f"={SOURCE}!$A${row}",
                "categories": f"={SOURCE}!$B${first}:${last}${first}",
                "values": f"={SOURCE}!$B${row}:${last}${row}",
                "line": {"color": colour, "width": 2.25, "dash_type": dash},
                "marker": {
                    "type": MARKERS[place % len(MARKERS)],
                    "size": 8,
                    "fill": {"color": colour},
                    "border": {"color": colour},
                },
            }
        )
    font = {"name": style.FONT, "size": 11}
    lines = {"visible": True, "line": {"color": "#D9D9D9"}}
    chart.set_title({"name": title, "name_font": {"name": style.FONT, "size": 14}, "overlay": False})
    chart.set_legend({"position": "right", "font": font})
    chart.set_x_axis({"num_font": font, "label_position": "high" if is_rank else "low"})
    ranks = {"reverse": True, "min": 1, "major_unit": 1, "num_format": "0"} if is_rank else {"num_format": "0"}
    chart.set_y_axis({"num_font": font, "major_gridlines": lines, **ranks})
    chart.show_blanks_as("gap")
    chart.show_hidden_data()
    chart.set_size(SIZE)
    return chart
