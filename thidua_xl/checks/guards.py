"""How the template is guarded: hidden sheets, protection, validation, formats that hide, names, doubled cells."""

import re
from collections.abc import Iterator
from functools import lru_cache

from thidua_xl.book import Sheet, Type, address, column_letters
from thidua_xl.checks.case import Case
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.live import hidden
from thidua_xl.live.channel import EXCEL
from thidua_xl.member.places import finding
from thidua_xl.points import exact, plain
from thidua_xl.sheets import member
from thidua_xl.sheets.buttons import CONF
from thidua_xl.sheets.layout import Owner
from thidua_xl.sheets.table import sheet_named
from thidua_xl.text.vietnamese import fold

FILLED = (member.INFO, member.FIGURES, member.SCORES, *member.REGISTERS, member.CONDITIONS)
VALIDATED = (member.INFO, member.SCORES, *member.REGISTERS)
PLAIN_FORMATS = ("General", "@")
LIST_NAME = re.compile(r"list_([1-9]\d{0,2})")
NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def file_kind(case: Case) -> Iterator[Finding]:
    """Macros a template does not have, data from elsewhere."""
    if case.book.macros and case.submission.channel != EXCEL:
        yield Finding("TD-TEP-CO-MACRO", Where())
    for link in case.book.external_links:
        yield finding("TD-TEP-LIEN-KET-NGOAI", Where(), {"target": link})


def hidden_sheets(case: Case) -> Iterator[Finding]:
    """Any sheet a person cannot see, but for the template's own."""
    ours = {fold(hidden.NAME)} | ({fold(CONF)} if case.submission.channel == EXCEL else set())
    for sheet in case.book.sheets:
        if sheet.state != "visible" and fold(sheet.name) not in ours:
            yield finding("TD-TRANG-AN", Where(sheet=sheet.name), {"trang": sheet.name})


def protection(case: Case) -> Iterator[Finding]:
    """Protection or validation gone: mild, once a sheet. A copied sheet or another format never had them."""
    if not case.book.formulas_known or not case.template.is_ours:
        return
    for layout in FILLED:
        sheet = sheet_named(case.book, layout.name)
        if sheet is None or not sheet.cells:
            continue
        if not sheet.protected:
            yield Finding("TD-MAT-BAO-VE", Where(sheet=sheet.name))
        elif not sheet.validations and layout in VALIDATED:
            yield Finding("TD-MAT-KIEM-SOAT", Where(sheet=sheet.name))


def hidden_inputs(case: Case) -> Iterator[Finding]:
    """Rows that nobody sees and that hold what a member typed: by hiding, or by a filter left on."""
    for layout in FILLED:
        name = case.submission.sheets.get(layout.name)
        sheet = sheet_named(case.book, name) if name else None
        if sheet is None or not sheet.hidden_rows:
            continue
        places = case.submission.columns[layout.name]
        open_columns = {places[c.key] for c in layout.columns if c.owner is Owner.MEMBER and c.key in places}
        rows = {
            row
            for (row, column), cell in sheet.cells.items()
            if row in sheet.hidden_rows and column in open_columns and cell.value not in (None, "")
        }
        if rows:
            yield finding("TD-DONG-AN", Where(sheet=sheet.name), {"dong": ", ".join(map(str, sorted(rows)))})


def written_twice(case: Case) -> Iterator[Finding]:
    """The same cell twice in the file: no spreadsheet writes that."""
    for sheet in case.book.sheets:
        for cell in sheet.repeated:
            yield finding("TD-O-GHI-HAI-LAN", Where(sheet=sheet.name, cell=cell), {"o": cell})


def hiding_formats(case: Case) -> Iterator[Finding]:
    """A number that is there and cannot be seen, in the columns people fill in or sign for."""
    for layout in FILLED:
        name = case.submission.sheets.get(layout.name)
        sheet = sheet_named(case.book, name) if name else None
        if sheet is not None:
            yield from _hidden_in(case, sheet, set(case.submission.columns[layout.name].values()))


def _hidden_in(case: Case, sheet: Sheet, columns: set[int]) -> Iterator[Finding]:
    numbers = (place for place, cell in sheet.cells.items() if cell.type is Type.NUMBER and cell.value)
    for row, column in sorted(place for place in numbers if place[1] in columns):
        cell = sheet.cells[row, column]
        value, code = float(cell.value or 0), case.book.format_of(cell)
        if hides(code, value):
            where = Where(sheet=sheet.name, cell=address(row, column))
            yield finding("TD-DINH-DANG-AN", where, {"dinh_dang": code, "ghi": plain(exact(value))})


def hides(code: str, value: float) -> bool:
    """Does this number format show nothing of a number that is not 0?"""
    if code in PLAIN_FORMATS or value != value or value in (float("inf"), float("-inf")):
        return False
    return _section_hides(code, negative=value < 0)


@lru_cache(1024)  # a workbook has few, and many cells in each
def _section_hides(code: str, *, negative: bool) -> bool:
    sections = NOT_SHOWN.sub("", code).split(";")
    section = sections[1] if negative and len(sections) > 1 else sections[0]
    return not any(sign in section.lower() for sign in "0#?@ymdhsg")


def names(case: Case) -> Iterator[Finding]:
    """Defined names that point elsewhere than the template's do: to the totals, or to the lists of drop-downs."""
    if not case.template.is_ours:
        return
    lists = _lists(case)
    for name, points_to in case.book.names.items():
        expected = _expected(case, name, lists)
        if expected and _bare(points_to) != _bare(expected):
            where = Where(sheet=case.submission.sheet(member.SCORES.name))
            yield finding("TD-TEN-BI-DOI", where, {"ten": name, "ghi": points_to, "goc": expected})


def _lists(case: Case) -> dict[str, tuple[int, int]]:
    """The column of each named list of drop-downs on the hidden sheet, and the row in which it ends."""
    sheet = sheet_named(case.book, hidden.NAME)
    if sheet is None or not sheet.cells:
        return {}
    found = {name: LIST_NAME.fullmatch(name) for name in case.book.names}
    columns = {name: hidden.FIRST_LIST + int(told[1]) - 1 for name, told in found.items() if told}
    lowest = dict.fromkeys(columns.values(), 1)
    for row, column in sheet.cells:
        if column in lowest and row > lowest[column]:
            lowest[column] = row
    return {name: (column, lowest[column]) for name, column in columns.items()}


def _expected(case: Case, name: str, lists: dict[str, tuple[int, int]]) -> str | None:
    key = TOTAL_NAMES.get(name)
    if key and (total := case.submission.shown_totals.get(key)):
        return f"{case.submission.sheet(member.SCORES.name)}!{total.cells['score']}"
    if name not in lists:
        return None
    column, last = lists[name]
    letters = column_letters(column)
    return f"{hidden.NAME}!{letters}1:{letters}{last}"


def _bare(reference: str) -> str:
    bare = reference.lstrip("=").replace("$", "").replace("'", "").casefold()
    sheet, mark, cells = bare.rpartition("!")
    first, _, last = cells.partition(":")
    return f"{sheet}{mark}{first}" if first == last else bare


TOTAL_NAMES = {
    "td_diem_chinh": "main",
    "td_diem_thuong": "bonus",
    "td_diem_tru": "deduction",
    "td_tong_diem": "total",
    "td_xep_loai": "class",
}
CHECKS = (file_kind, hidden_sheets, hidden_inputs, protection, written_twice, hiding_formats, names)
