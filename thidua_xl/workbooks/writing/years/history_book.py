"""The history of a bloc: points, ranks, classes and titles by period, runs of years, charts, the long table."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from thidua_xl.live.master_plan import FIRST_ROW
from thidua_xl.points import vietnamese
from thidua_xl.sheets import history as sheets
from thidua_xl.sheets import words
from thidua_xl.sheets.layout import Column, Content, Layout, Owner
from thidua_xl.workbooks.files import replacing
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.master.canvas import Canvas, Value
from thidua_xl.workbooks.writing.office import OfficeBook
from thidua_xl.workbooks.writing.table import Studio
from thidua_xl.workbooks.writing.vocabularies import Vocabularies
from thidua_xl.workbooks.writing.years.history_charts import draw_charts
from thidua_xl.workbooks.writing.years.history_desk import HistoryDesk
from thidua_xl.workbooks.writing.years.streak_sheets import draw_conditions, draw_streaks
from thidua_xl.years.history import Condition, History, Lineage
from thidua_xl.years.results import Place, Results

C, O = Content, Owner  # noqa: E741 - short names keep the table readable
BANDS = {True: "#DDEBF7", False: "#FFF2CC"}
GONE_INK = style.QUIET


def write_history(path: Path, found: History, conditions: Sequence[Condition], made_at: datetime) -> None:
    """Write the workbook at ``path``, beside it and renamed."""
    with replacing(path) as temporary:
        book = OfficeBook(str(temporary))
        last = found.periods[-1]
        book.set_properties({"title": f"{last.bloc} – {sheets.CHARTS}", "author": "thidua-xl", "created": made_at})
        studio = Studio(book, style.Formats(book), Vocabularies((sheets.DATA, sheets.CONDITIONS)))
        _draw(HistoryDesk(studio, found, made_at), conditions)
        book.close()


def _draw(desk: HistoryDesk, conditions: Sequence[Condition]) -> None:
    """Every sheet; the hidden ones last."""
    studio, found = desk.studio, desk.found
    for key, name in sheets.TABLES.items():
        _table(desk, name, sheets.PURPOSES[key], CELLS[key], width=24 if key in ("class", "titles") else 14)
    draw_streaks(desk, conditions)
    draw_conditions(desk.canvas(sheets.CONDITIONS, sheets.CONDITIONS.columns), found, conditions)
    draw_charts(desk)
    _draw_data(desk)
    studio.vocabularies.draw(studio.book, studio.formats)
    meta = studio.book.add_worksheet(sheets.META)
    meta.hide()
    for place, text in enumerate(("marker", sheets.MARKER)):
        meta.write_string(0, place, text, studio.formats.of(num_format="@"))
    studio.book.worksheets()[0].activate()


# ---- units in rows, periods in columns


def _table(desk: HistoryDesk, name: str, purpose: str, cell: "Cell", *, width: int) -> None:
    found = desk.found
    order = [*found.years, *found.halves]
    columns = (
        Column("unit", sheets.UNIT, C.CODE, O.COMPUTED, 10),
        Column("name", sheets.NAME, C.TEXT, O.COMPUTED, 36),
        *(Column(f"p {n}", _header(found.periods[n]), C.POINTS, O.COMPUTED, width) for n in order),
        Column("note", sheets.NOTE, C.TEXT, O.COMPUTED, 46),
    )
    canvas = desk.canvas(Layout(name, columns, (), purpose), columns, _digits(found))
    canvas.headers()
    _bands(desk, canvas)
    row = FIRST_ROW - 1
    for row, unit in enumerate(found.units, FIRST_ROW):
        _row(desk, canvas, row, unit, order, cell)
    canvas.sheet.write_string(row + 1, 0, sheets.MARKS, desk.studio.formats.of(italic=True, font_size=style.SMALL))
    canvas.finish(row, frozen=2, filters=False)
    canvas.sheet.print_area(0, 0, row + 1, canvas.last_column)


def _row(desk: HistoryDesk, canvas: Canvas, row: int, unit: Lineage, order: list[int], cell: "Cell") -> None:
    quiet: dict[str, Any] = {"font_color": GONE_INK, "italic": True} if unit.gone else {}
    canvas.put(row, "unit", unit.code, **quiet)
    canvas.put(row, "name", unit.name, **quiet)
    texts: list[tuple[str, object]] = [("name", unit.name)]
    for number in order:
        places = unit.places.get(number, [])
        value, look = cell(places, canvas)
        canvas.put(row, f"p {number}", value, **(look | quiet))
        if isinstance(value, str):
            texts.append((f"p {number}", value))
    notes = [sheets.GONE] if unit.gone else []
    notes += [
        sheets.LINEAGE.format(period=desk.found.periods[number].name, said=said)
        for number in sorted(unit.places)
        if (said := unit.said(number))
    ]
    canvas.put(row, "note", "; ".join(notes), **quiet)
    canvas.guess_height(row, [*texts, ("note", "; ".join(notes))])


def _bands(desk: HistoryDesk, canvas: Canvas) -> None:
    """Above the periods: years and six-month reviews are different things."""
    first = canvas.place("name") + 1
    for is_year, numbers in ((True, desk.found.years), (False, desk.found.halves)):
        if numbers:
            look = desk.studio.formats.of(
                bold=True, align="center", font_size=style.SMALL, bg_color=BANDS[is_year], locked=True, **style.BOX
            )
            words_said = sheets.KINDS[words.YEAR if is_year else words.HALF_YEAR]
            last = first + len(numbers) - 1
            if last > first:
                canvas.sheet.merge_range(2, first, 2, last, words_said, look)
            else:
                canvas.sheet.write_string(2, first, words_said, look)
            first = last + 1


# ---- the long table


def _draw_data(desk: HistoryDesk) -> None:
    canvas = desk.canvas(sheets.DATA, sheets.DATA.columns)
    canvas.headers()
    row = FIRST_ROW - 1
    for period in desk.found.periods:
        for place in period.places.values():
            row += 1
            values = data_row(period, place)
            for column in canvas.columns:
                canvas.put(row, column.key, values.get(column.key))
            canvas.guess_height(row, ((key, values[key]) for key in ("name", "aliases", "titles", "bloc")))
    last = row + sheets.SPARE_ROWS
    for spare in range(row + 1, last + 1):
        for column in canvas.columns:
            canvas.put(spare, column.key, None)
    for column in canvas.columns:
        canvas.open_range(column.key, FIRST_ROW, last)
    canvas.finish(last, frozen=1)
    canvas.sheet.print_area(0, 0, row - 1, canvas.last_column)


def data_row(period: Results, place: Place) -> dict[str, Value]:
    """A row of the long table."""
    own: dict[str, Value] = {
        key: getattr(place, key) for key in ("name", "group", "main", "bonus", "deduction", "total", "class_name")
    }
    lists: dict[str, Value] = {key: "; ".join(getattr(place, key)) for key in ("aliases", "titles", "proposed")}
    marks: dict[str, Value] = {key: words.YES if getattr(place, key) else "" for key in ("tied", "provisional")}
    whole: dict[str, Value] = {
        key: float(value) if (value := getattr(place, key)) is not None else None for key in ("rank", "of")
    }
    return {
        "period": period.name, "kind": period.kind, "start": period.start, "end": period.end, "unit": place.code,
        "scale": period.scale, "closed": words.YES if period.closed else words.NO, "bloc": period.bloc,
        "source": period.source, **own, **lists, **marks, **whole,
    }  # fmt: skip


def _header(period: Results) -> str:
    marks = [sheets.OPEN] if not period.closed else []
    marks += [sheets.PROVISIONAL_PERIOD] if period.provisional else []
    return f"{period.name}\n({', '.join(marks)})" if marks else period.name


def _digits(found: History) -> int:
    totals = [place.total for period in found.periods for place in period.places.values() if place.total is not None]
    return max([0, *(-int(total.as_tuple().exponent) for total in totals)])


Shown = tuple[Value, dict[str, Any]]
Cell = Callable[[Sequence[Place], Canvas], Shown]


def _mark(place: Place, *, tied: bool = False) -> str:
    return (sheets.TIED_MARK if tied and place.tied else "") + (sheets.PROVISIONAL_MARK if place.provisional else "")


def _total(places: Sequence[Place], canvas: Canvas) -> Shown:
    if len(places) == 1 and places[0].total is not None:
        mark = _mark(places[0])
        return places[0].total, {"num_format": f'{canvas.points_format}"{mark}"' if mark else canvas.points_format}
    said = [_said(place, _points(place.total)) for place in places] if len(places) > 1 else []
    return "; ".join(said), CENTRED


def _rank(places: Sequence[Place], _: Canvas) -> Shown:
    if len(places) == 1:
        (place,) = places
        if place.rank is None:
            return sheets.NO_RANK, CENTRED
        bold = {"bold": True, "bg_color": "#FFF2CC"} if place.rank == 1 else {}
        return float(place.rank), {"num_format": f'0"{_mark(place, tied=True)}"', "align": "center"} | bold
    return "; ".join(_said(place, str(place.rank or sheets.NO_RANK)) for place in places), CENTRED


def _class(places: Sequence[Place], _: Canvas) -> Shown:
    if len(places) == 1:
        return places[0].class_name + (_mark(places[0]) if places[0].class_name else ""), LEFT
    return "; ".join(_said(place, place.class_name or sheets.NO_RANK) for place in places), LEFT


def _titles(places: Sequence[Place], _: Canvas) -> Shown:
    said = []
    for place in places:
        own = [*place.titles, *(sheets.WAITING.format(award=award) for award in place.proposed)]
        said += [_said(place, award) for award in own] if len(places) > 1 else own
    return "; ".join(said), LEFT


CENTRED: dict[str, Any] = {"num_format": "General", "align": "center", "text_wrap": True}
LEFT: dict[str, Any] = {"num_format": "General", "align": "left", "indent": 1, "text_wrap": True}
CELLS: dict[str, Cell] = {"total": _total, "rank": _rank, "class": _class, "titles": _titles}


def _said(place: Place, value: str) -> str:
    return sheets.MERGED_CELL.format(value=value, code=place.code)


def _points(total: Decimal | None) -> str:
    return sheets.NO_RANK if total is None else vietnamese(total)
