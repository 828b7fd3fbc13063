"""Sheets drawn inside tests: a small grid of text becomes a Book.

``5`` and ``2,5`` are real numbers, ``20%`` a number shown as a percentage, ``5/6/2026`` a real date, ``'5`` the
text 5, ``TRUE`` a boolean, ``#REF!`` an error cell, an empty place no cell at all; anything else is text.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from thidua_xl.book import EPOCH_1900, Book, Cell, Sheet, Type

FORMATS = ["General", "0%", "dd/mm/yyyy"]
NUMBER = re.compile(r"-?\d+(,\d+)?")
PERCENT = re.compile(r"-?\d+(,\d+)?%")
DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")


def cell_of(text: str) -> Cell | None:
    """The cell a piece of text draws."""
    if not text:
        return None
    if NUMBER.fullmatch(text):
        return Cell(Type.NUMBER, float(text.replace(",", ".")))
    if PERCENT.fullmatch(text):
        return Cell(Type.NUMBER, float(text[:-1].replace(",", ".")) / 100, style=1)
    if DATE.fullmatch(text):
        day, month, year = map(int, text.split("/"))
        return Cell(Type.NUMBER, float((datetime(year, month, day) - EPOCH_1900).days), style=2)
    if text in ("TRUE", "FALSE"):
        return Cell(Type.BOOLEAN, text == "TRUE")
    if text.startswith("#"):
        return Cell(Type.ERROR, text)
    return Cell(Type.TEXT, text.removeprefix("'").replace("\\n", "\n"))


def sheet_of(name: str, grid: str) -> Sheet:
    """A sheet from lines of ``|``-separated cells; the first line is row 1."""
    sheet = Sheet(name)
    for row, line in enumerate(grid.strip("\n").splitlines(), 1):
        for column, text in enumerate(line.strip().removeprefix("|").removesuffix("|").split("|"), 1):
            cell = cell_of(text.strip())
            if cell:
                sheet.cells[row, column] = cell
    return sheet


def book_of(grids: Mapping[str, str]) -> Book:
    """A workbook from the grids of its sheets."""
    return Book([sheet_of(name, grid) for name, grid in grids.items()], formats=list(FORMATS))


def codes_at(findings: object) -> set[tuple[str, str | None, str | None]]:
    """Findings as (code, sheet, cell): what tests assert on."""
    return {(f.code, f.where.sheet, f.where.cell) for f in findings}  # type: ignore[attr-defined]
