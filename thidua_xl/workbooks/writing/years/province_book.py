"""The province's workbook: blocs in rows, units by bloc and rank, awards together."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from xlsxwriter.chart import Chart

from thidua_xl.book import column_letters
from thidua_xl.live.master_plan import FIRST_ROW
from thidua_xl.live.plan import quoted
from thidua_xl.masters.past import PastUnit
from thidua_xl.points import vietnamese
from thidua_xl.sheets import province as sheets
from thidua_xl.sheets.layout import Layout
from thidua_xl.workbooks.files import replacing
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.master.canvas import Canvas, Value
from thidua_xl.workbooks.writing.office import OfficeBook
from thidua_xl.workbooks.writing.table import Studio
from thidua_xl.workbooks.writing.vocabularies import Vocabularies
from thidua_xl.years.province import Bloc, Province

TOTAL_FILL = "#FCE4D6"
BANDS = ("#FFFFFF", "#EEF3FA")  # one bloc after the other
COLOURS = {"most": "#70AD47", "mean": "#4472C4", "least": "#ED7D31"}
FEW = 5  # units named in full; more are named by their codes
Cells = dict[str, Value]


def write_province(path: Path, found: Province, made_at: datetime) -> None:
    """Write the workbook at ``path``, beside it and renamed."""
    with replacing(path) as temporary:
        book = OfficeBook(str(temporary))
        book.set_properties({"title": sheets.BLOCS.name, "author": "thidua-xl", "created": made_at})
        studio = Studio(book, style.Formats(book), Vocabularies(()))
        _draw_blocs(_canvas(studio, sheets.BLOCS, made_at), found)
        _draw_units(_canvas(studio, sheets.UNITS, made_at, _about_scales(found), _unused(found)), found)
        _draw_awards(_canvas(studio, sheets.AWARDS, made_at), found)
        meta = book.add_worksheet(sheets.META)
        meta.hide()
        meta.write_string(0, 0, "marker", studio.formats.of())
        meta.write_string(0, 1, sheets.MARKER, studio.formats.of())
        book.close()


def _about_scales(found: Province) -> str:
    if found.one_scale is None:
        return sheets.OTHER_SCALES
    return (sheets.SAME_RULES if found.one_rulebook else sheets.SAME_SCALE).format(scale=vietnamese(found.one_scale))


def _unused(found: Province) -> frozenset[str]:
    """Columns nobody needs to see: groups where there are none, a common order where scales differ."""
    grouped = any(unit.group for bloc in found.blocs for unit in bloc.past.units.values())
    unused = {"group": not grouped, "overall": found.one_scale is None}
    return frozenset(key for key, is_unused in unused.items() if is_unused)


def _canvas(
    studio: Studio, layout: Layout, made_at: datetime, more: str = "", folded: frozenset[str] = frozenset()
) -> Canvas:
    canvas = Canvas(studio, studio.book.add_worksheet(layout.name), layout, layout.columns, folded=folded)
    canvas.head(layout.name, f"Lập lúc {made_at:%H:%M ngày %d/%m/%Y}. {layout.purpose} {more}".strip())
    canvas.headers()
    return canvas


def _put_row(canvas: Canvas, row: int, values: Cells, **look: object) -> None:
    for column in canvas.columns:
        canvas.put(row, column.key, values.get(column.key), **look)
    canvas.guess_height(
        row, ((column.key, value) for column in canvas.columns if isinstance(value := values.get(column.key), str))
    )


# ---- a row a bloc


def _draw_blocs(canvas: Canvas, found: Province) -> None:
    row = FIRST_ROW - 1
    for row, bloc in enumerate(found.blocs, FIRST_ROW):
        _put_row(canvas, row, _bloc(bloc), bg_color=BANDS[0])
    pasts = [bloc.past for bloc in found.blocs]
    totals: Cells = {
        "bloc": sheets.TOTAL,
        "units": float(sum(len(past.units) for past in pasts)),
        "sent": float(sum(len(past.units) - len(past.waiting) for past in pasts)),
        "open": float(sum(len(past.open_errors) for past in pasts)),
    }
    _put_row(canvas, row + 1, totals, bold=True, bg_color=TOTAL_FILL)
    canvas.finish(row + 1, frozen=1, filters=False)
    if any(bloc.shares for bloc in found.blocs):
        canvas.sheet.insert_chart(row + 2, 0, _chart(canvas, row), {"description": sheets.CHART})
        canvas.sheet.print_area(0, 0, row + 34, canvas.last_column)
    canvas.sheet.fit_to_pages(1, 1)


def _bloc(bloc: Bloc) -> Cells:
    past, shares = bloc.past, bloc.shares
    first = [unit for unit in bloc.in_order if unit.rank == 1]
    return {
        "bloc": past.rulebook.bloc,
        "period": past.rulebook.period,
        "units": float(len(past.units)),
        "sent": float(len(past.units) - len(past.waiting)),
        "waiting": ", ".join(unit.name if len(past.waiting) <= FEW else unit.code for unit in past.waiting),
        "scale": bloc.scale,
        "most": max(shares, default=None),
        "mean": bloc.mean,
        "least": min(shares, default=None),
        "first": "; ".join(unit.name for unit in first),
        "awards": "; ".join(_decided(bloc)),
        "open": float(len(past.open_errors)),
        "state": sheets.CLOSED if past.closed else sheets.OPEN,
        "source": past.file,
    }


def _decided(bloc: Bloc) -> Iterator[str]:
    for award in dict.fromkeys(row.award for row in bloc.past.awards):
        units = [unit.code for unit in bloc.in_order if award in bloc.past.decided(unit.code)]
        if units:
            yield sheets.ONE_AWARD.format(award=award, units=", ".join(units))


def _chart(canvas: Canvas, last: int) -> Chart:
    chart = canvas.studio.book.add_chart({"type": "column"})
    name = quoted(sheets.BLOCS.name)
    for key, words_said in (("most", sheets.MOST), ("mean", sheets.MEAN), ("least", sheets.LEAST)):
        column = column_letters(canvas.place(key) + 1)
        chart.add_series(
            {
                "name": words_said,
                "categories": f"={name}!$A${FIRST_ROW}:$A${last}",
                "values": f"={name}!${column}${FIRST_ROW}:${column}${last}",
                "fill": {"color": COLOURS[key]},
                "data_labels": {"value": True, "num_format": "0.0", "font": {"name": style.FONT, "size": 10}},
            }
        )
    font = {"name": style.FONT, "size": 11}
    chart.set_title({"name": sheets.CHART, "name_font": {"name": style.FONT, "size": 14}, "overlay": False})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_x_axis({"num_font": font})
    chart.set_y_axis(
        {"num_font": font, "num_format": "0", "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    )
    chart.set_size({"width": 1300, "height": 440})
    return chart


# ---- a row a unit


def _draw_units(canvas: Canvas, found: Province) -> None:
    overall = found.overall
    row = FIRST_ROW - 1
    for number, bloc in enumerate(found.blocs):
        for unit in bloc.in_order:
            row += 1
            values = _unit(bloc, unit)
            place = overall.get((number, unit.code))
            values["overall"] = float(place) if place else None
            look: dict[str, object] = {"bg_color": BANDS[number % len(BANDS)]}
            if unit.rank == 1:
                look["bold"] = True
            _put_row(canvas, row, values, **look)
    canvas.finish(row, frozen=5)


def _unit(bloc: Bloc, unit: PastUnit) -> Cells:
    past = bloc.past
    marks = [word for word, is_so in ((sheets.TIED, unit.tied), (sheets.PROVISIONAL, unit.provisional)) if is_so]
    if not unit.sent:
        marks.append(sheets.NOT_SENT)
    elif unit.rank is None:
        marks.append(sheets.NOT_RANKED.format(reason=unit.because))
    return {
        "bloc": past.rulebook.bloc,
        "group": unit.group,
        "rank": float(unit.rank) if unit.rank else None,
        "unit": unit.code,
        "name": unit.name,
        "total": unit.total,
        "scale": bloc.scale,
        "share": bloc.share(unit),
        "class": unit.class_name,
        "decided": "; ".join(past.decided(unit.code)),
        "proposed": "; ".join(past.undecided(unit.code)),
        "open": float(bloc.open_errors(unit.code)),
        "note": "; ".join(marks),
    }


# ---- a row an award


def _draw_awards(canvas: Canvas, found: Province) -> None:
    row = FIRST_ROW - 1
    names = dict.fromkeys(award.award for bloc in found.blocs for award in bloc.past.awards)
    for name in names:
        for bloc in found.blocs:
            for values in _award(bloc, name):
                row += 1
                _put_row(canvas, row, values, bg_color=BANDS[0])
    canvas.finish(max(row, FIRST_ROW), frozen=1)


def _award(bloc: Bloc, name: str) -> Iterator[Cells]:
    past = bloc.past
    for award in past.awards:
        is_decided = award.decision == "Có"
        if award.award != name or not (is_decided or (award.proposed and not award.decision)):
            continue
        unit = past.units[award.unit]
        yield {
            "award": name,
            "bloc": past.rulebook.bloc,
            "unit": unit.code,
            "name": unit.name,
            "rank": float(unit.rank) if unit.rank else None,
            "total": unit.total,
            "state": sheets.DECIDED if is_decided else sheets.WAITING,
            "reason": award.reason if is_decided and award.reason else award.because,
        }
