"""Shared formulas: the text is written once, and every other cell of the run gets it moved to its place."""

import re
from typing import NamedTuple

from thidua_xl.book import column_letters, column_number
from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading.bounds import MAX_CELLS, MAX_COLUMN, MAX_FORMULA, MAX_FORMULAS, MAX_MOVED, MAX_ROW

LOST = "#REF!"  # what a reference becomes that would leave the sheet, and a run without its first cell

# Quoted text, quoted sheet names and square brackets are passed over; what is left of references is
# cells (A1), whole columns (A:B) and whole rows (1:2), none of them part of a longer word.
REFERENCE = re.compile(
    r"""
    "(?:[^"]|"")*" | '(?:[^']|'')*' | \[[^\[\]]*\]
    | (?<![\w.$\\]) (?P<c1>\$?) (?P<col1>[A-Z]{1,3}) : (?P<c2>\$?) (?P<col2>[A-Z]{1,3}) (?![\w.($!\\])
    | (?<![\w.$\\]) (?P<r1>\$?) (?P<row1>[1-9]\d{0,6}) : (?P<r2>\$?) (?P<row2>[1-9]\d{0,6}) (?![\w.($!\\])
    | (?<![\w.$\\]) (?P<c>\$?) (?P<col>[A-Z]{1,3}) (?P<r>\$?) (?P<row>[1-9]\d{0,6}) (?![\w.(!\\])
    """,
    re.VERBOSE | re.ASCII,
)


class Anchor(NamedTuple):
    """A column or row of a reference: where it points from the first cell of the run, or text that stays."""

    number: int
    fixed: str
    is_column: bool

    def moved(self, rows: int, columns: int) -> str:
        """It as it reads further down and to the right; empty off the sheet."""
        if self.fixed:
            return self.fixed
        number = self.number + (columns if self.is_column else rows)
        if not 1 <= number <= (MAX_COLUMN if self.is_column else MAX_ROW):
            return ""
        return column_letters(number) if self.is_column else str(number)


Reference = tuple[Anchor, str, Anchor]  # two ends and what joins them: nothing for a cell, a colon for a range


def column_anchor(dollar: str, letters: str) -> Anchor:
    return Anchor(column_number(letters), f"${letters}" if dollar else "", True)


def row_anchor(dollar: str, digits: str) -> Anchor:
    return Anchor(int(digits), f"${digits}" if dollar else "", False)


def taken_apart(formula: str) -> list[str | Reference]:
    """A formula as text that stays and references that move with the cell."""
    pieces: list[str | Reference] = []
    done = 0
    for match in REFERENCE.finditer(formula):
        if match["col"]:
            reference = column_anchor(match["c"], match["col"]), "", row_anchor(match["r"], match["row"])
        elif match["col1"]:
            reference = column_anchor(match["c1"], match["col1"]), ":", column_anchor(match["c2"], match["col2"])
        elif match["row1"]:
            reference = row_anchor(match["r1"], match["row1"]), ":", row_anchor(match["r2"], match["row2"])
        else:
            continue
        if not (reference[0].fixed and reference[2].fixed):
            pieces += formula[done : match.start()], reference
            done = match.end()
    return [*pieces, formula[done:]]


def moved(pieces: list[str | Reference], rows: int, columns: int) -> str:
    """The formula as it reads ``rows`` further down and ``columns`` further to the right."""
    texts = []
    for piece in pieces:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        first, last = piece[0].moved(rows, columns), piece[2].moved(rows, columns)
        texts.append(first + piece[1] + last if first and last else LOST)
    return "".join(texts)


class Budget:
    """What the sheets of one book may hold together; ``is_common``: small enough to be remembered for other books."""

    def __init__(self, *, is_common: bool = True) -> None:
        self.is_common = is_common
        self.cells = 0
        self.formulas = 0
        self.moved = 0

    def bound_cells(self, count: int) -> None:
        """Refuse a book whose sheets so far and ``count`` cells of the present one are too many."""
        if self.cells + count > MAX_CELLS:
            raise NotReadable(
                "TD-TEP-VUOT-GIOI-HAN",
                found=f"hơn {MAX_CELLS} ô có nội dung hoặc định dạng",
                allowed=f"{MAX_CELLS} ô",
            )

    def spend_formula(self, formula: str, sheet: str) -> None:
        """Refuse a formula too long, or one too many."""
        if len(formula) > MAX_FORMULA:
            raise NotReadable(
                "TD-TEP-VUOT-GIOI-HAN",
                found=f"trang “{sheet}” có công thức dài {len(formula)} ký tự",
                allowed=f"{MAX_FORMULA} ký tự",
            )
        self.formulas += len(formula)
        self.bound_formulas()

    def bound_formulas(self) -> None:
        """Refuse formulas that are too much together."""
        if self.formulas > MAX_FORMULAS:
            raise too_much_text(MAX_FORMULAS)

    def spend_moved(self, count: int) -> None:
        """Refuse copies of shared formulas beyond any workbook's."""
        self.moved += count
        if self.moved > MAX_MOVED:
            raise too_much_text(MAX_MOVED)


def too_much_text(limit: int) -> NotReadable:
    """Formulas that only an attack or an accident makes so long."""
    return NotReadable(
        "TD-TEP-VUOT-GIOI-HAN",
        found=f"các công thức dài tổng cộng hơn {limit} ký tự",
        allowed=f"{limit} ký tự",
    )


class SharedFormulas:
    """The runs of one sheet, by their number (``si``)."""

    def __init__(self) -> None:
        self.first: dict[str, tuple[int, int, str, list[str | Reference]]] = {}

    def formula(self, run: str, row: int, column: int, text: str, budget: Budget) -> str:
        """The formula of a cell in ``run``: its own text if it has one, else the first one's, moved here."""
        if text:
            if len(text) <= MAX_FORMULA and run not in self.first:
                self.first[run] = row, column, text, taken_apart(text)
            return text
        if run not in self.first:
            return LOST
        first_row, first_column, told, pieces = self.first[run]
        budget.spend_moved(len(told))
        return moved(pieces, row - first_row, column - first_column)
