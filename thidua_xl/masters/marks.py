"""The hidden sheet of a master: what marks the workbook as ours, and the rulebook it carries."""

from thidua_xl.book import Book
from thidua_xl.member.template import sound_rulebook
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets.table import sheet_named

META_ROWS = 40


def is_master(book: Book) -> bool:
    """Is this workbook one of our masters?"""
    return master_marks(book).get("marker") == sheets.MARKER


def carried_rulebook(book: Book) -> Rulebook | None:
    """The rulebook a master carries, None where there is none or it is not the one of the fingerprint."""
    sheet = sheet_named(book, sheets.META)
    cells = sheet.cells.items() if sheet else ()
    pieces = sorted((row, str(cell.value or "")) for (row, column), cell in cells if column == sheets.META_RULEBOOK)
    return sound_rulebook("".join(text for _, text in pieces), master_marks(book).get("fingerprint", ""))


def master_marks(book: Book) -> dict[str, str]:
    """What the hidden sheet says of a master: marker, fingerprint, period …; empty where there is none."""
    sheet = sheet_named(book, sheets.META)
    if sheet is None:
        return {}
    values = ((key, sheet.cells.get((row, sheets.META_VALUE))) for key, row in meta_rows(book).items())
    return {key: str(value.value or "") for key, value in values if value}


def meta_rows(book: Book) -> dict[str, int]:
    """The rows of the marks, by key."""
    sheet = sheet_named(book, sheets.META)
    keys = ((row, sheet.cells.get((row, sheets.META_KEY))) for row in range(1, META_ROWS)) if sheet else ()
    return {str(key.value): row for row, key in keys if key}
