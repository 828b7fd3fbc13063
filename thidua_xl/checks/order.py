"""The order of findings: by sheet, row and column of the workbook they are about; each once."""

from collections.abc import Iterable

from thidua_xl.book import Book
from thidua_xl.findings.finding import Finding


def ordered(book: Book, findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, by the order of sheets, then rows, columns and codes."""
    order = {sheet.name: number for number, sheet in enumerate(book.sheets)}
    unique: dict[tuple[object, ...], Finding] = {}
    for each in findings:
        unique.setdefault((each.code, each.where, tuple(sorted(each.facts.items()))), each)
    return sorted(unique.values(), key=lambda f: (order.get(f.where.sheet or "", -1), _place(f.where.cell), f.code))


def _place(cell: str | None) -> tuple[int, int, str]:
    digits = "".join(sign for sign in cell or "" if sign.isdigit())
    letters = "".join(sign for sign in cell or "" if sign.isalpha())
    return int(digits or 0), len(letters), letters
