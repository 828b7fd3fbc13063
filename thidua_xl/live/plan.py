"""Where everything stands in one unit's workbook: which row each line, figure and condition has."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from thidua_xl.book import column_letters
from thidua_xl.rulebook.models import Criterion, Exclusion, Figure, Rulebook, Unit
from thidua_xl.rules.inputs import Cells
from thidua_xl.sheets import member
from thidua_xl.sheets.layout import Layout

HEADER_ROW = 6  # of every table: title, unit, strip and links stand above it
FIRST_ROW = HEADER_ROW + 1
INPUT_KEYS = ("result", "target", "times", "typed", "not_arising")


@lru_cache(1024)  # asked for in every formula
def letters(layout: Layout, key: str) -> str:
    """The column letters of a key in a layout drawn from column A."""
    keys = [column.key for column in layout.columns]
    return column_letters(keys.index(key) + 1)


def quoted(sheet: str) -> str:
    """A sheet name as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


@dataclass(frozen=True)
class Plan:
    """The layout of one unit's workbook. Everything is a pure function of the rulebook and the unit."""

    rulebook: Rulebook
    unit: Unit

    # ---- Tự chấm

    @cached_property
    def score_rows(self) -> tuple[tuple[int, Criterion], ...]:
        """Every drawn row of `Tự chấm`: the unit's lines and sums, and the explanatory rows."""
        own = {row.code for row in self.rulebook.lines_of(self.unit.code)}
        drawn = [row for row in self.rulebook.rows if row.is_note or row.code in own]
        return tuple(enumerate(drawn, FIRST_ROW))

    @cached_property
    def lines(self) -> tuple[tuple[int, Criterion], ...]:
        """The rows a member fills in."""
        return tuple((n, row) for n, row in self.score_rows if not row.is_note and not row.is_sum)

    @cached_property
    def place_of(self) -> dict[int, int]:
        """Which line of the unit, counted from 1, stands in a row."""
        return {number: place for place, (number, _) in enumerate(self.lines, 1)}

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Row numbers by criterion code."""
        return {row.code: number for number, row in self.score_rows if row.code and not row.is_note}

    @property
    def last_score_row(self) -> int:
        """The last row of the table of `Tự chấm`."""
        return self.score_rows[-1][0] if self.score_rows else HEADER_ROW

    @cached_property
    def total_rows(self) -> dict[str, int]:
        """The rows under the table: main, bonus, deduction, total, class."""
        first = self.last_score_row + 2
        return {key: first + place for place, key in enumerate(("main", "bonus", "deduction", "total", "class"))}

    def span(self, layout: Layout, key: str, last: int) -> str:
        """``$H$6:$H$90``: from the locked header to a locked row under the table.

        A range survives cut and paste inside it, as long as its ends are cells nobody can cut.
        """
        column = letters(layout, key)
        return f"${column}${HEADER_ROW}:${column}${last}"

    def same_row(self, key: str) -> str:
        """The cell of a column of `Tự chấm` in the formula's own row, whatever is cut and pasted there."""
        column = letters(member.SCORES, key)
        return f"INDEX(${column}$1:${column}${self.last_score_row + 1},ROW())"

    def score_cell(self, code: str, *, from_other_sheet: bool = False) -> str:
        """The score cell of a line: locked, so it can be named directly."""
        cell = f"${letters(member.SCORES, 'score')}${self.row_of[code]}"
        return f"{quoted(member.SCORES.name)}!{cell}" if from_other_sheet else cell

    def input_cell(self, key: str, row: int) -> str:
        """An input cell of `Tự chấm` as seen from another sheet, safe from cut and paste."""
        column = letters(member.SCORES, key)
        return f"INDEX({quoted(member.SCORES.name)}!${column}$1:${column}${self.last_score_row + 1},{row})"

    def cells(self, row: Criterion | None = None) -> Cells:
        """What a line's formulas read; for a sum also its children's scores."""
        children = self._children_spans(row) if row and row.is_sum else ()
        return replace(self._inputs, children=children) if children else self._inputs

    @cached_property
    def _inputs(self) -> Cells:
        result, target, times, typed, mark = map(self.same_row, INPUT_KEYS)
        return Cells(result, target, times, typed, mark)

    def cells_from_outside(self, number: int) -> Cells:
        """The same inputs as another sheet sees them."""
        result, target, times, typed, mark = (self.input_cell(key, number) for key in INPUT_KEYS)
        return Cells(result, target, times, typed, mark)

    def _children_spans(self, row: Criterion) -> tuple[str, ...]:
        column = letters(member.SCORES, "score")
        children = self.rulebook.children(row)
        numbers = sorted(self.row_of[child.code] for child in children if child.code in self.row_of)
        return tuple(
            f"${column}${first}" if first == last else f"${column}${first}:${column}${last}"
            for first, last in _runs(numbers)
        )

    # ---- Số liệu

    @cached_property
    def figure_rows(self) -> tuple[tuple[int, Figure], ...]:
        """The figures the unit reports."""
        own = [figure for figure in self.rulebook.figures if figure.applies_to(self.unit.code)]
        return tuple(enumerate(own, FIRST_ROW))

    @property
    def last_figure_row(self) -> int:
        """The last row of the table of `Số liệu`."""
        return self.figure_rows[-1][0] if self.figure_rows else HEADER_ROW

    @cached_property
    def figure_row_of(self) -> dict[str, int]:
        """Row numbers by figure code."""
        return {figure.code: number for number, figure in self.figure_rows}

    def figure_cell(self, key: str, code: str, *, on_sheet: bool = False) -> str:
        """A figure's cell, safe from cut and paste; ``on_sheet`` where the formula stands on `Số liệu` itself."""
        column = letters(member.FIGURES, key)
        sheet = "" if on_sheet else f"{quoted(member.FIGURES.name)}!"
        return f"INDEX({sheet}${column}$1:${column}${self.last_figure_row + 1},{self.figure_row_of[code]})"

    # ---- Điều kiện

    @cached_property
    def condition_rows(self) -> tuple[tuple[int, Exclusion], ...]:
        """The exclusion cases."""
        return tuple(enumerate(self.rulebook.exclusions, FIRST_ROW))

    @property
    def last_condition_row(self) -> int:
        """The last row of the table of `Điều kiện`."""
        return self.condition_rows[-1][0] if self.condition_rows else HEADER_ROW

    def answer_cell(self, number: int) -> str:
        """An answer, safe from cut and paste."""
        column = letters(member.CONDITIONS, "answer")
        return f"INDEX({quoted(member.CONDITIONS.name)}!${column}$1:${column}${self.last_condition_row + 1},{number})"

    # ---- registers

    @property
    def last_register_row(self) -> int:
        """The last open row of a register; the row under it is locked."""
        return HEADER_ROW + member.OPEN_ROWS

    def register_span(self, layout: Layout, key: str) -> str:
        """A register's column, from its locked header to the locked row under it."""
        return f"{quoted(layout.name)}!{self.span(layout, key, self.last_register_row + 1)}"

    def register_row(self, layout: Layout, first: str, last: str, number: int) -> str:
        """A run of cells of one row of a register, safe from cut and paste."""
        corner, end = letters(layout, first), letters(layout, last)
        return f"INDEX({quoted(layout.name)}!${corner}$1:${end}${self.last_register_row + 1},{number},0)"

    def register_cell(self, layout: Layout, key: str, number: int) -> str:
        """One cell of a register, safe from cut and paste."""
        column = letters(layout, key)
        return f"INDEX({quoted(layout.name)}!${column}$1:${column}${self.last_register_row + 1},{number})"


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Consecutive numbers as (first, last)."""
    start = previous = None
    for number in numbers:
        if start is None or previous is None or number != previous + 1:
            if start is not None and previous is not None:
                yield start, previous
            start = number
        previous = number
    if start is not None and previous is not None:
        yield start, previous
