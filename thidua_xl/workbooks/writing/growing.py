"""XlsxWriter's sheet, with rows that grow, and its cells written in less time and memory."""

import re
from math import isfinite
from typing import Any
from xml.sax.saxutils import escape, unescape

from xlsxwriter.format import Format
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellDatetimeTuple,
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
    ColumnInfo,
    Worksheet,
)

from thidua_xl.book import column_letters
from thidua_xl.workbooks.writing.part import Package
from thidua_xl.workbooks.writing.row_sizes import RowSizes

LAST_COLUMN = 16_383  # XFD, from 0
LONG = 16_000  # letters: a cell holds 32,767 units of UTF-16, at most two of them a letter
WAITING = 10_000  # cells that may wait to be written
SHOWN = re.compile('^<c(?: [rs]="[^"]*")*(?: t="([a-z]+)")?>(?:<f>[^<]*</f>)?<v>([^<]*)</v>')


class GrowingSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose row heights are first guesses: rows grow when their text does, as in a book typed by hand."""

    def __init__(self, package: Package) -> None:
        super().__init__()
        self.growing: set[int] = set()
        self.row_sizes = RowSizes()
        self.last_columns: int | None = None
        self._styles: dict[Format, str] = {}
        self._finished = package.part()  # the rows before _open, written
        self._open = 0

    def format_columns_from(self, column: int, look: Format) -> None:
        """Give this column (from 0) and all after it a format, without holding sixteen thousand of them in memory."""
        self.set_column(column, column, None, look)
        self.last_columns = column

    def _write_col_info(self, col_min: int, col_max: int, col_info: ColumnInfo) -> None:
        super()._write_col_info(col_min, LAST_COLUMN if col_max == self.last_columns else col_max, col_info)

    def guess_row_height(self, row: int, height: float) -> None:
        """Set the height, in points, a row starts with."""
        self.set_row(row, height)
        self.growing.add(row)

    def finish_rows(self, before: int) -> None:
        """Nothing more comes into the rows before this one (from 0): as XML they take a tenth of the memory.

        A cell or a height given there later, or a chart that refers to them, raises ValueError when the book is closed.
        """
        self.fh = self._finished
        self._write_rows_before(before)
        self._open = before

    def drawn(self, before: int) -> None:
        """The same when enough cells wait for it: a caller that counts rows from 1 gives the last one it has drawn."""
        if len(self.table) * ((self.dim_colmax or 0) + 1) > WAITING:
            self.finish_rows(before)

    def _write_rows(self) -> None:
        late = min((*self.table, *self.row_info), default=self._open)
        if late < self._open:
            raise ValueError(f"{self.name}: row {late + 1} was finished before this was written")
        self.fh.append(self._finished)
        self._write_rows_before(self.dim_rowmax + 1)

    def _write_rows_before(self, end: int) -> None:
        for row in sorted(row for row in {*self.table, *self.row_info, *self.comments} if self._open <= row < end):
            info, cells = self.row_info.get(row), self.table.pop(row, None)
            if cells:
                self._write_row(row, None, info)
                self._write_cells(row, sorted(cells.items()))
                self._xml_end_tag("row")
            elif info or row in self.comments:
                self._write_empty_row(row, None, info)
            self.row_info.pop(row, None)
            self.growing.discard(row)

    def _write_cells(self, row: int, cells: list[tuple[int, Any]]) -> None:
        """The cells of a row as XlsxWriter writes them, without a list of attributes and a search in each."""
        pieces: list[str] = []
        for column, cell in cells:
            if type(cell) is str:
                pieces.append(cell)
            elif (content := self._content(cell)) is not None:
                pieces.append(self._cell(row, column, cell.format, content))
            else:
                self.fh.write("".join(pieces))
                pieces.clear()
                self._write_cell(row, column, cell)
        self.fh.write("".join(pieces))

    def _cell(self, row: int, column: int, look: Format, content: str) -> str:
        """A cell's XML; ``content`` is what comes after its place and format."""
        return f'<c r="{column_letters(column + 1)}{row + 1}{self._styles.get(look) or self._style(look)}{content}'

    def _style(self, look: Format) -> str:
        self._styles[look] = said = f'" s="{look._get_xf_index()}"'
        return said

    def _content(self, cell: Any) -> str | None:
        """An ordinary cell after its place and format; None of those that XlsxWriter has to write."""
        kind = type(cell)
        if not cell.format:
            return None
        if kind is CellBlankTuple:
            return "/>"
        if kind is CellStringTuple:
            return f' t="s"><v>{cell.string}</v></c>'
        if kind is CellFormulaTuple:
            return self._formula(cell.formula, cell.value)
        return f"><v>{cell.number:.16G}</v></c>" if kind in _NUMBERS else None

    def _inline(self, text: str) -> str:
        return f' t="inlineStr"><is><t xml:space="preserve">{self._escaped(text)}</t></is></c>'

    def _formula(self, formula: str, value: str | float) -> str:
        kind = ""
        if isinstance(value, bool):
            value, kind = int(value), ' t="b"'
        elif isinstance(value, str) and value:
            kind, value = ' t="e"' if value in _ERRORS else ' t="str"', self._escaped(value)
        return f"{kind}><f>{escape(formula)}</f><v>{value}</v></c>"

    def _escaped(self, text: str) -> str:
        if not text.isprintable() or "_x" in text:  # in a formula's value XlsxWriter leaves them, which is no XML
            text = self._escape_control_characters(text)
        return escape(text)

    def write_value(self, row: int, column: int, value: str | float | None, look: Format) -> None:
        """A text that stays one, a finite number or, for "" and None, a blank.

        XlsxWriter's own methods take places such as "A1" too, which takes longer than the rest.
        """
        if value is None or value == "":
            self._put(row, column, look, "/>")
        elif not isinstance(value, str):
            if not isfinite(value):
                raise TypeError(f"{self.name}: {value} cannot be written")
            self._put(row, column, look, f"><v>{value:.16G}</v></c>")
        elif len(value) > LONG:
            self._write_string(row, column, value, look)
        else:
            self._put(row, column, look, f' t="s"><v>{self.str_table._get_shared_string_index(value)}</v></c>')

    def write_own_text(self, row: int, column: int, text: str, look: Format) -> None:
        """A text that no other cell has: not among the strings of the book, which are all held until it is written."""
        if len(text) > LONG:
            self._write_string(row, column, text, look)  # as long as a cell may be
        else:
            self._put(row, column, look, self._inline(text) if text else "/>")

    def write_live(self, row: int, column: int, formula: str, value: str | float, look: Format) -> None:
        """A formula without its ``=``, and what it shows."""
        self._put(row, column, look, self._formula(formula, value))

    def _put(self, row: int, column: int, look: Format, content: str) -> None:
        is_wider = self.dim_rowmax is None or not (
            self.dim_rowmin <= row <= self.dim_rowmax and self.dim_colmin <= column <= self.dim_colmax
        )
        if is_wider and self._check_dimensions(row, column):
            return
        self.table[row][column] = self._cell(row, column, look, content)

    def _write_formula(
        self, row: int, col: int, formula: str, cell_format: Format | None = None, value: Any = 0
    ) -> int:
        """Ours use no function that needs a prefix: looking for a hundred of them in each took most of the time."""
        if formula.startswith("{"):
            return int(super()._write_formula(row, col, formula, cell_format, value))
        if wrong := int(self._check_dimensions(row, col)):
            return wrong
        self.table[row][col] = CellFormulaTuple(self._prepare_formula(formula), cell_format, value)
        return 0

    def _get_range_data(self, first_row: int, first_column: int, last_row: int, last_column: int) -> list[Any]:
        """What a chart shows as long as no program has reckoned. Raises ValueError where rows are finished."""
        if first_row < self._open:
            raise ValueError(f"{self.name}: row {first_row + 1} was finished before a chart asked for it")
        data: list[Any] = []
        for row in range(first_row, last_row + 1):
            for column in range(first_column, last_column + 1):
                cell = self.table.get(row, {}).get(column)
                if type(cell) is str:
                    data.append(self._shown(cell))
                else:
                    data += super()._get_range_data(row, column, row, column)
        return data

    def _shown(self, cell: str) -> str:
        found = SHOWN.search(cell)
        if found is None:
            return ""
        kind, value = found.groups()
        return str(self.str_table._get_shared_string(int(value))) if kind == "s" else unescape(value)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        if formula.startswith("{"):
            formula = formula[1:].removesuffix("}")
        return formula.removeprefix("=")

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]] | None = None) -> None:
        if tag == "row" and attributes and attributes[0][1] - 1 in self.growing:
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes or [])


_NUMBERS = frozenset((CellNumberTuple, CellDatetimeTuple))
_ERRORS = frozenset(("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"))
