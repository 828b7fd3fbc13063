"""XlsxWriter's sheet, with rows that grow, and its cells written in less time and memory."""

import zlib
from math import isfinite
from typing import Any, NamedTuple

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
from thidua_xl.workbooks.writing.part import Part

LAST_COLUMN = 16_383  # XFD, from 0
LONG = 16_000  # letters: a cell holds 32,767 units of UTF-16, at most two of them a letter
FINISHED_TOGETHER = 500  # rows of a long table


class _LongText(NamedTuple):
    packed: bytes
    format: Format


class GrowingSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose row heights are first guesses: rows grow when their text does, as in a book typed by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.growing: set[int] = set()
        self.last_columns: int | None = None
        self._styles: dict[Format, str] = {}
        self._finished = Part()  # the rows before _open, written
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

    def write_long_text(self, row: int, column: int, text: str, look: Format) -> None:
        """A text that stands once and that nobody types: packed, and not among the strings of the book."""
        self._check_dimensions(row, column)
        self.table[row][column] = _LongText(zlib.compress(text.encode(), level=1), look)

    def finish_rows(self, before: int) -> None:
        """Nothing more comes into the rows before this one (from 0): as XML they take a tenth of the memory.

        A cell or a height given there later raises ValueError when the book is closed. No chart may refer to them.
        """
        self.fh = self._finished
        self._write_rows_before(before)
        self._open = before

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

    def _write_cells(self, row: int, cells: list[tuple[int, Any]]) -> None:
        """The cells of a row as XlsxWriter writes them, without a list of attributes and a search in each."""
        pieces: list[str] = []
        for column, cell in cells:
            content = self._content(cell)
            if content is None:
                self.fh.write("".join(pieces))
                pieces.clear()
                self._write_cell(row, column, cell)
            else:
                look = self._styles.get(cell.format) or self._style(cell.format)
                pieces.append(f'<c r="{column_letters(column + 1)}{row + 1}{look}{content}')
        self.fh.write("".join(pieces))

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
            return self._formula(cell)
        if kind is _LongText:
            text = self._escape_data(self._escape_control_characters(zlib.decompress(cell.packed).decode()))
            return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        return f"><v>{cell.number:.16G}</v></c>" if kind in _NUMBERS else None

    def _formula(self, cell: CellFormulaTuple) -> str:
        value, kind = cell.value, ""
        if isinstance(value, bool):
            value, kind = int(value), ' t="b"'
        elif isinstance(value, str) and value:
            kind = ' t="e"' if value in _ERRORS else ' t="str"'
            if not value.isprintable() or "_x" in value:  # XlsxWriter writes them as they are, which is no XML
                value = self._escape_control_characters(value)
        return f"{kind}><f>{self._escape_data(cell.formula)}</f><v>{self._escape_data(value)}</v></c>"

    def write_value(self, row: int, column: int, value: str | float | None, look: Format) -> None:
        """A text that stays one, a finite number or, for "" and None, a blank.

        XlsxWriter's own methods take places such as "A1" too, which takes longer than the rest.
        """
        if value is None or value == "":
            self._put(row, column, CellBlankTuple(look))
        elif not isinstance(value, str):
            if not isfinite(value):
                raise TypeError(f"{self.name}: {value} cannot be written")
            self._put(row, column, CellNumberTuple(value, look))
        elif len(value) > LONG:
            self._write_string(row, column, value, look)
        else:
            self._put(row, column, CellStringTuple(self.str_table._get_shared_string_index(value), look))

    def write_live(self, row: int, column: int, formula: str, value: str | float, look: Format) -> None:
        """A formula without its ``=``, and what it shows."""
        self._put(row, column, CellFormulaTuple(formula, look, value))

    def _write_formula(
        self, row: int, col: int, formula: str, cell_format: Format | None = None, value: Any = 0
    ) -> int:
        """Ours use no function that needs a prefix: looking for a hundred of them in each took most of the time."""
        if formula.startswith("{"):
            return int(super()._write_formula(row, col, formula, cell_format, value))
        return self._put(row, col, CellFormulaTuple(self._prepare_formula(formula), cell_format, value))

    def _put(self, row: int, column: int, cell: Any) -> int:
        wrong = 0
        if self.dim_rowmax is None or not (
            self.dim_rowmin <= row <= self.dim_rowmax and self.dim_colmin <= column <= self.dim_colmax
        ):
            wrong = int(self._check_dimensions(row, column))
        if not wrong:
            self.table[row][column] = cell
        return wrong

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
