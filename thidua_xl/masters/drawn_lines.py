"""Reading the lines of a master back as people see them now: for the assessors' forms and the units' feedback."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from thidua_xl.book import Book
from thidua_xl.member.values import raw_of, said_raw
from thidua_xl.sheets import master
from thidua_xl.sheets.table import Row, rows_of
from thidua_xl.submission import Raw


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A row of `Thẩm định`: points are None where the cell shows none."""

    unit: str
    code: str
    text: str = ""
    maximum: Decimal | None = None
    claimed: Raw = None
    score: Decimal | None = None
    result: Decimal | None = None  # the head's
    points: Decimal | None = None  # the head's
    combined: Decimal | None = None  # the assessors'
    reason: str = ""
    final: Decimal | None = None
    evidence: str = ""
    input: str = ""


def drawn_lines(book: Book) -> Iterator[DrawnLine]:
    """The lines of `Thẩm định` that the units have, in the order of the sheet."""
    for row in rows_of(book, master.ASSESSED):
        unit, code = text_of(book, row, "unit"), text_of(book, row, "code")
        if unit and code and "text" in row.cells:
            yield DrawnLine(
                unit,
                code,
                text_of(book, row, "text"),
                _number(book, row, "maximum"),
                raw_of(book, row.cells.get("claimed")),
                _number(book, row, "score"),
                _number(book, row, "result"),
                _number(book, row, "points"),
                _number(book, row, "combined"),
                text_of(book, row, "reason"),
                _number(book, row, "final"),
                text_of(book, row, "evidence"),
                text_of(book, row, "input"),
            )


def text_of(book: Book, row: Row, key: str) -> str:
    """What a cell of a row says."""
    return said_raw(raw_of(book, row.cells.get(key))).strip()


def _number(book: Book, row: Row, key: str) -> Decimal | None:
    value = raw_of(book, row.cells.get(key))
    return value if isinstance(value, Decimal) else None
