"""What people type as text: letters of old fonts, decomposed letters, texts that look like formulas."""

import re
from collections.abc import Iterator

from thidua_xl.book import Sheet, Type, address
from thidua_xl.checks.case import Case
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.member.places import finding
from thidua_xl.sheets import member
from thidua_xl.sheets.layout import Layout, Owner
from thidua_xl.sheets.table import sheet_named
from thidua_xl.text.legacy import legacy_reading
from thidua_xl.text.vietnamese import clean, is_composed

FILLED = (member.INFO, member.FIGURES, member.SCORES, *member.REGISTERS, member.CONDITIONS)
LIKE_FORMULA = re.compile(r"[=@]|[+-][^\s\d.,]|[+-]\d")
SPOKEN = re.compile(r"[+-]?[\d\s.,/()%-]+")  # a telephone number, a signed number: no formula
QUOTED = 40  # characters of a text that a sentence quotes
LONGEST = 2_000  # characters of a cell that are looked at


def _typed(case: Case) -> Iterator[tuple[Layout, list[tuple[str, str]]]]:
    """The texts a member typed, sheet by sheet: address and text; what a formula shows is not typed."""
    for layout in FILLED:
        name = case.submission.sheets.get(layout.name)
        sheet = sheet_named(case.book, name) if name else None
        if sheet is not None:
            yield layout, list(_texts(case, layout, sheet))


def _texts(case: Case, layout: Layout, sheet: Sheet) -> Iterator[tuple[str, str]]:
    places = case.submission.columns[layout.name]
    open_columns = {places[c.key] for c in layout.columns if c.owner is Owner.MEMBER and c.key in places}
    for (row, column), cell in sorted(sheet.cells.items()):
        if column in open_columns and cell.type is Type.TEXT and cell.formula is None:
            yield address(row, column), str(cell.value or "")[:LONGEST]


def old_letters(case: Case) -> Iterator[Finding]:
    """Residue of TCVN3 and VNI, with its reading."""
    for layout, texts in _typed(case):
        for cell, text in texts:
            reading = legacy_reading(text)
            if reading:
                where = Where(sheet=case.submission.sheet(layout.name), cell=cell)
                facts = {"ghi": clean(text)[:QUOTED], "doc": clean(reading)[:QUOTED]}
                yield finding("TD-CHU-MA-CU", where, facts)


def decomposed(case: Case) -> Iterator[Finding]:
    """Decomposed letters: once a sheet, at the first cell."""
    for layout, texts in _typed(case):
        found = [(cell, text) for cell, text in texts if not is_composed(text)]
        if found:
            cell, text = found[0]
            where = Where(sheet=case.submission.sheet(layout.name), cell=cell)
            yield finding("TD-CHU-TO-HOP", where, {"so": str(len(found)), "ghi": clean(text)[:QUOTED]})


def like_formulas(case: Case) -> Iterator[Finding]:
    """Texts that begin as a formula does; a dash before a space is a bullet, and signed numbers are numbers."""
    for layout, texts in _typed(case):
        for cell, text in texts:
            tidy = clean(text)
            if LIKE_FORMULA.match(tidy) and not SPOKEN.fullmatch(tidy):
                where = Where(sheet=case.submission.sheet(layout.name), cell=cell)
                yield finding("TD-CHU-NHU-CONG-THUC", where, {"ghi": tidy[:QUOTED]})


CHECKS = (old_letters, decomposed, like_formulas)
