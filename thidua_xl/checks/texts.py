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


Texts = list[tuple[str, str]]  # addresses and texts


def written(case: Case) -> Iterator[Finding]:
    """How the texts are written that a member typed, sheet by sheet; what a formula shows is not typed."""
    for layout in FILLED:
        name = case.submission.sheets.get(layout.name)
        sheet = sheet_named(case.book, name) if name else None
        if sheet is not None:
            texts = list(_texts(case, layout, sheet))
            for check in (old_letters, decomposed, like_formulas):
                yield from check(sheet.name, texts)


def _texts(case: Case, layout: Layout, sheet: Sheet) -> Iterator[tuple[str, str]]:
    places = case.submission.columns[layout.name]
    open_columns = {places[c.key] for c in layout.columns if c.owner is Owner.MEMBER and c.key in places}
    typed = (place for place, cell in sheet.cells.items() if cell.type is Type.TEXT and cell.formula is None)
    for row, column in sorted(place for place in typed if place[1] in open_columns):
        yield address(row, column), str(sheet.cells[row, column].value or "")[:LONGEST]


def old_letters(sheet: str, texts: Texts) -> Iterator[Finding]:
    """Residue of TCVN3 and VNI, with its reading."""
    for cell, text in texts:
        reading = legacy_reading(text)
        if reading:
            facts = {"ghi": clean(text)[:QUOTED], "doc": clean(reading)[:QUOTED]}
            yield finding("TD-CHU-MA-CU", Where(sheet=sheet, cell=cell), facts)


def decomposed(sheet: str, texts: Texts) -> Iterator[Finding]:
    """Decomposed letters: once a sheet, at the first cell."""
    found = [(cell, text) for cell, text in texts if not is_composed(text)]
    if found:
        cell, text = found[0]
        facts = {"so": str(len(found)), "ghi": clean(text)[:QUOTED]}
        yield finding("TD-CHU-TO-HOP", Where(sheet=sheet, cell=cell), facts)


def like_formulas(sheet: str, texts: Texts) -> Iterator[Finding]:
    """Texts that begin as a formula does; a dash before a space is a bullet, and signed numbers are numbers."""
    for cell, text in texts:
        tidy = "" if text[:1].isalnum() else clean(text)
        if LIKE_FORMULA.match(tidy) and not SPOKEN.fullmatch(tidy):
            yield finding("TD-CHU-NHU-CONG-THUC", Where(sheet=sheet, cell=cell), {"ghi": tidy[:QUOTED]})


CHECKS = (written,)
