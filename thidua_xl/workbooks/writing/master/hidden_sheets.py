"""The hidden sheets of the master: working cells by unit, by line and by peers line, and what is read back."""

from collections.abc import Iterator

from xlsxwriter.format import Format

from thidua_xl.consolidation.carried import carried_pieces, digest
from thidua_xl.consolidation.master import Master
from thidua_xl.live import master_classes, master_lines, master_ranks, master_totals
from thidua_xl.live.hidden import JSON_PIECE
from thidua_xl.live.live_cell import Live, Shown
from thidua_xl.live.master_plan import MasterPlan
from thidua_xl.live.master_votes import open_errors
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.sheets import master as sheets
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.member.page import asked
from thidua_xl.workbooks.writing.table import Studio

WorkCells = dict[str, dict[str, Live]]


def work_cells(plan: MasterPlan, drawn_errors: dict[str, int], last_finding: int) -> WorkCells:
    """Every working cell of every unit, by unit and key, with the values they show; ranks without their formulas."""
    orders = {code: float(place) for place, code in enumerate(sorted(plan.numbers))}
    cells: WorkCells = {}
    for unit in plan.rulebook.units:
        found = {
            "unit": Live("", unit.code),
            "name": Live("", unit.name),
            "group name": Live("", unit.group),
            "group": Live("", float(plan.groups.index(unit.group) + 1)),
            "number": Live("", float(plan.numbers[unit.code] + 1)),
            "order": Live("", orders[unit.code]),
            "reason": Live("", plan.apart.get(unit.code, "")),
        }
        if unit.code in plan.cards:
            found |= master_totals.total_cells(plan, unit.code)
            found |= master_classes.class_cells(plan, unit.code)
            found["open"] = open_errors(plan, unit.code, drawn_errors.get(unit.code, 0), last_finding)
            for place, lines in enumerate(plan.gates):
                for number, line in enumerate(lines):
                    gate = master_classes.gate_cell(plan, unit.code, line)
                    if gate is not None:
                        found[f"gate {place} {number}"] = gate
        else:
            found["open"] = Live("", 0.0)
        cells[unit.code] = found | master_ranks.standing_cells(plan, unit.code)
    _rank(plan, cells)
    return cells


def _rank(plan: MasterPlan, cells: WorkCells) -> None:
    known: dict[str, dict[str, Shown]] = {
        unit: {key: live.value for key, live in found.items()} for unit, found in cells.items()
    }
    places = master_ranks.shown_places(plan, known)
    for unit, place in places.items():
        known[unit] |= place
    for unit, found in cells.items():
        for key, value in places[unit].items():
            found[key] = Live("", value)
        found["because"] = Live("", master_ranks.shown_because(plan, unit, known, plan.apart.get(unit, "")))
        found["rank said"] = Live("", master_ranks.shown_rank(known[unit]))
    _sort(plan, cells)


def _rank_formulas(plan: MasterPlan, unit: str) -> dict[str, str]:
    """The formulas of what ``_rank`` finds: so long that of thousands of units they are made when they are drawn."""
    because = master_ranks.because_formula(plan, unit, plan.apart.get(unit, ""))
    said = master_ranks.rank_said_formula(plan, unit)
    return {**master_ranks.place_cells(plan, unit), "because": because, "rank said": said}


def _sort(plan: MasterPlan, cells: WorkCells) -> None:
    """The list in the order of places: which row comes at each, and what the chart shows of it."""
    by_place = {int(float(found["place"].value)): unit for unit, found in cells.items()}
    for place, unit in enumerate(cells, 1):
        here = by_place[place]
        row = plan.work("sorted", unit)
        ranked = cells[here]["eligible"].value == 1.0
        cells[unit]["sorted"] = Live(f"MATCH({place},{plan.work_span('place')},0)", float(plan.numbers[here] + 1))
        for key, source in (("bar name", "unit"), ("bar total", "total")):
            column, is_ranked = plan.work_span(source), f"INDEX({plan.work_span('eligible')},{row})=1"
            cells[unit][key] = Live(
                f'IF({is_ranked},INDEX({column},{row}),"")', cells[here][source].value if ranked else ""
            )


def draw_units(studio: Studio, plan: MasterPlan, cells: WorkCells) -> None:
    """The hidden sheet of units."""
    sheet = studio.book.add_worksheet(sheets.WORK_UNITS)
    sheet.hide()
    look = studio.formats.of()
    places = {key: place for place, key in enumerate(plan.work_columns)}
    for key, place in places.items():
        sheet.write_string(0, place, key, look)
    for unit, found in cells.items():
        formulas = _rank_formulas(plan, unit)
        for key, live in found.items():
            drawn = Live(formulas.get(key, live.formula), live.value)
            _write(sheet, plan.work_row(unit) - 1, places[key], drawn, look)
        sheet.drawn(plan.work_row(unit))
    sheet.protect()


def _write(sheet: GrowingSheet, row: int, place: int, live: Live, look: Format) -> None:
    if live.formula:
        sheet.write_live(row, place, live.formula, live.value, look)
    elif live.value == "":
        sheet.write_string(row, place, "", look)  # a formula that refers to a blank cell shows 0
    else:
        sheet.write_value(row, place, live.value, look)


def draw_lines(studio: Studio, plan: MasterPlan) -> None:
    """The hidden sheet of lines: the same rows as `Thẩm định`."""
    sheet = studio.book.add_worksheet(sheets.WORK_LINES)
    sheet.hide()
    look = studio.formats.of()
    for row, unit, line in plan.lines:
        sheet.write_value(row - 1, 0, unit, look)
        sheet.write_value(row - 1, 1, line.code, look)
        _write(sheet, row - 1, 2, master_lines.usable(plan, unit, line), look)
        for place, floor in enumerate(plan.floors, master_lines.FIRST_FLOOR - 1):
            live = master_lines.below_floor(plan, unit, line, floor)
            if live is not None:
                _write(sheet, row - 1, place, live, look)
        sheet.drawn(row)
    sheet.protect()


def draw_peers(studio: Studio, plan: MasterPlan) -> None:
    """The hidden sheet of peers lines: each unit's result and target as numbers."""
    sheet = studio.book.add_worksheet(sheets.WORK_PEERS)
    sheet.hide()
    look = studio.formats.of()
    for found in plan.peers:
        row = found.row - 1
        for place, value in enumerate(
            (found.line.code, found.group, found.unit, *master_lines.own_runner(plan, found))
        ):
            _write(sheet, row, place, Live("", "" if value is None else value), look)
        shown = master_lines.peers_shown(plan, found)
        for letter, formula in master_lines.peers_cells(plan, found).items():
            _write(sheet, row, ord(letter) - ord("A"), Live(formula, shown[letter]), look)
        sheet.drawn(found.row)
    sheet.protect()


def draw_meta(studio: Studio, master: Master, sheet_names: list[str], sources: list[str]) -> None:
    """What the next consolidation reads back: marker, fingerprint, ranks, and the sheets that are ours.

    ``sources`` are the folders and files put together, as paths from the master's folder.
    """
    sheet = studio.book.add_worksheet(sheets.META)
    sheet.hide()
    look = studio.formats.of(num_format="@")
    carried = digest(_draw_carried(sheet, master, look)) if master.folder else ""
    items = {
        "marker": sheets.MARKER,
        "format_version": sheets.FORMAT_VERSION,
        "fingerprint": fingerprint(master.rulebook),
        "period": master.rulebook.period,
        "rulebook_file": master.rulebook_file,
        "made_at": master.made_at.isoformat(timespec="seconds"),
        "closed": "",
        "bloc": master.rulebook.bloc,
        "due": master.rulebook.due.isoformat() if master.rulebook.due else "",
        "contact": asked(master.rulebook),
        "digits": str(master.rulebook.digits),
        "sources": "\n".join(sources),
        "closed_fingerprint": "",
        "values_only": "",
        "closings": "\n".join(master.closings),
        "carried": carried,
    }
    for row, (key, value) in enumerate(items.items()):
        sheet.write_string(row, 0, key, look)
        sheet.write_string(row, 1, value, look)
    for row, standing in enumerate(master.standings):
        sheet.write_string(row, 3, standing.unit, look)
        sheet.write_number(row, 4, standing.place.rank, look)
    for row, name in enumerate(sheet_names):
        sheet.write_string(row, 6, name, look)
    text = master.rulebook.model_dump_json(exclude_defaults=True)
    for row, start in enumerate(range(0, len(text), JSON_PIECE)):
        sheet.write_string(row, sheets.META_RULEBOOK - 1, text[start : start + JSON_PIECE], look)
    sheet.protect()


def _draw_carried(sheet: GrowingSheet, master: Master, look: Format) -> Iterator[str]:
    """Draws what the master carries while it is asked for, piece by piece: it is the most of what a master holds."""
    for row, piece in enumerate(carried_pieces(master)):
        sheet.write_long_text(row, sheets.META_CARRIED - 1, piece, look)
        yield piece
