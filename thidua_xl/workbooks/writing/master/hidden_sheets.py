"""The hidden sheets of the master: working cells by unit, by line and by peers line, and what is read back."""

from collections.abc import Iterator

from xlsxwriter.format import Format

from thidua_xl.consolidation.carried import carried_pieces, digest
from thidua_xl.consolidation.keys import finding_key
from thidua_xl.consolidation.master import Master
from thidua_xl.live import master_lines
from thidua_xl.live.hidden import JSON_PIECE
from thidua_xl.live.live_cell import Live
from thidua_xl.live.master_plan import MasterPlan
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.sheets import master as sheets
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.master.work_cells import Working, rank_formulas
from thidua_xl.workbooks.writing.member.page import asked
from thidua_xl.workbooks.writing.table import Studio

LONG_PIECES = 32  # that wait together


def draw_units(studio: Studio, plan: MasterPlan, cells: Working) -> None:
    """The hidden sheet of units."""
    sheet = studio.book.add_worksheet(sheets.WORK_UNITS)
    sheet.hide()
    look = studio.formats.of()
    places = {key: place for place, key in enumerate(plan.work_columns)}
    for key, place in places.items():
        sheet.write_string(0, place, key, look)
    for unit, found in cells.shown.items():
        formulas = {**cells.formulas[unit], **rank_formulas(plan, unit)}
        for key, value in found.items():
            _write(sheet, plan.work_row(unit) - 1, places[key], Live(formulas.get(key, ""), value), look)
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
        "carried": digest(carried_pieces(master)) if master.folder else "",
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
    _draw_set_aside(sheet, master, look)
    # made a second time, and drawn last of all, so that it need not wait: it is the most of what a master holds
    for row, piece in enumerate(carried_pieces(master)):
        sheet.write_own_text(row, sheets.META_CARRIED - 1, piece, look)
        if row % LONG_PIECES == 0:
            sheet.finish_rows(row)
    sheet.protect()


def _draw_set_aside(sheet: GrowingSheet, master: Master, look: Format) -> None:
    for row, texts in enumerate(_set_aside(master)):
        for place, said in enumerate(texts, sheets.META_SET_ASIDE - 1):
            sheet.write_string(row, place, said, look)


def _set_aside(master: Master) -> Iterator[tuple[str, ...]]:
    """What the head typed of findings and files that are not there this time (``META_SET_ASIDE``)."""
    head = master.head
    told = {finding_key(finding) for finding in master.findings} if head.handling else set()
    for key, handled in sorted(head.handling.items()):
        if key not in told:
            yield sheets.HANDLED, key, handled.word, handled.note
    files = {file.sha256 for file in master.files}
    for sha256, word in sorted(head.use.items()):
        if sha256 not in files:
            yield sheets.USED, sha256, word
