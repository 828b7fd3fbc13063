"""Reading typed cells at a desk: each wrong one becomes a finding with its place, and reading goes on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import isfinite

from thidua_xl.book import Book, Cell, Type, is_date_format, is_percent_format
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.points import exact, vietnamese
from thidua_xl.sheets.layout import Column
from thidua_xl.sheets.table import Row, is_blank
from thidua_xl.text.dates import read_date
from thidua_xl.text.legacy import legacy_reading
from thidua_xl.text.numbers import Kind, read_number
from thidua_xl.text.vietnamese import clean, fold, nearest

CODE = re.compile(r"[^\W_]+(\.[^\W_]+)*")
ASCII_CODE = re.compile(r"[A-Za-z][A-Za-z0-9]*")
DATES_FROM, DATES_TO = date(1990, 1, 1), date(2100, 1, 1)


@dataclass(slots=True)
class Desk:
    """Reads the cells of one sheet of a rulebook, where a wrong word stops nothing but itself."""

    book: Book
    sheet: str
    findings: list[Finding] = field(default_factory=list)

    def report(self, code: str, row: Row, key: str, **facts: str) -> None:
        """Note a finding at the row's cell of ``key``."""
        self.findings.append(Finding(code, Where(sheet=self.sheet, cell=row.where(key)), facts))

    def _stored(self, row: Row, column: Column) -> Cell | None:
        """The cell, or None where it is blank, an error or a formula without a value (reported)."""
        cell = row.cells.get(column.key)
        if cell is None or is_blank(cell):
            return None
        if cell.value is None:
            self.report("TD-CONG-THUC-CHUA-TINH", row, column.key, cot=column.header)
            return None
        if cell.type is Type.ERROR:
            self.report("TD-O-LOI", row, column.key, cot=column.header, ghi=str(cell.value))
            return None
        return cell

    def text(self, row: Row, column: Column) -> str:
        """Cleaned text, "" where blank; numbers as people read them; legacy encodings are an error."""
        cell = self._stored(row, column)
        if cell is None:
            return ""
        if cell.type is Type.NUMBER:
            return self._number_text(cell)
        if cell.type is Type.BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        written = str(cell.value)
        offered = legacy_reading(written)
        if offered:
            self.report("TD-BANG-MA-CU", row, column.key, ghi=clean(written), doc=clean(offered))
        return clean(written)

    def _number_text(self, cell: Cell) -> str:
        """A number as a text: a date as a date, a percentage with its %; NaN and the infinities as they stand."""
        value, code = float(cell.value or 0), self.book.format_of(cell)
        if not isfinite(value):
            return str(value)
        day = self.book.moment(value) if is_date_format(code) else None
        if day:
            return f"{day:%d/%m/%Y}"
        percent = is_percent_format(code)
        return vietnamese(exact(value) * (100 if percent else 1)).replace(".", "") + ("%" if percent else "")

    def code(self, row: Row, column: Column, *, ascii_only: bool = False) -> str:
        """A code, "" where blank or malformed (reported)."""
        cell = self._stored(row, column)
        if cell is None:
            return ""
        if cell.type is Type.NUMBER:
            return self._digits(row, column, cell)
        written = clean(str(cell.value))
        if cell.type is not Type.TEXT or not (ASCII_CODE if ascii_only else CODE).fullmatch(written):
            code = "TD-MA-KHONG-ASCII" if ascii_only else "TD-MA-SAI-DANG"
            self.report(code, row, column.key, ghi=str(cell.value))
            return ""
        return written

    def _digits(self, row: Row, column: Column, cell: Cell) -> str:
        value, code = float(cell.value or 0), self.book.format_of(cell)
        if value < 0 or not value.is_integer() or is_date_format(code) or is_percent_format(code):
            self.report("TD-MA-LA-SO", row, column.key, ghi=self._number_text(cell))
            return ""
        return str(int(exact(value)))

    def codes(self, row: Row, column: Column, known: Iterable[str], what: str) -> tuple[str, ...]:
        """A list of known codes in their declared spelling; unknown ones are reported."""
        cell = row.cells.get(column.key)
        number = cell is not None and cell.type is Type.NUMBER and cell.value is not None
        written = self.code(row, column) if number else self.text(row, column)
        by_fold = {fold(code): code for code in known}
        found: list[str] = []
        for piece in (clean(piece) for piece in written.split(";")):
            if piece and fold(piece) not in by_fold:
                self.report("TD-MA-KHONG-CO", row, column.key, ghi=piece, loai=what, y=meant(piece, by_fold.values()))
            elif piece:
                found.append(by_fold[fold(piece)])
        return tuple(dict.fromkeys(found))

    def word(self, row: Row, column: Column, default: str = "") -> str:
        """One of the column's words in its declared spelling, the default where blank or unknown (reported)."""
        cell = row.cells.get(column.key)
        if cell is not None and cell.type is Type.BOOLEAN and "Có" in column.choices:
            return "Có" if cell.value else "Không"
        before = len(self.findings)
        written = self.text(row, column)
        if not written or len(self.findings) > before:
            return default
        for choice in column.choices:
            if fold(choice) == fold(written):
                return choice
        allowed = "; ".join(column.choices)
        y = meant(written, column.choices)
        self.report("TD-TU-KHONG-CO", row, column.key, cot=column.header, ghi=written, duoc=allowed, y=y)
        return default

    def number(self, row: Row, column: Column, kind: Kind = Kind.NUMBER) -> Decimal | None:
        """A number; percents only where ``kind`` is PERCENT; None where blank or wrong (reported)."""
        read = self.amount(row, column, kind)
        if read is None:
            return None
        value, percent = read
        if percent and kind is not Kind.PERCENT:
            self.report("TD-CO-DAU-PHAN-TRAM", row, column.key, cot=column.header, ghi=f"{vietnamese(value)}%")
            return None
        return value

    def amount(self, row: Row, column: Column, kind: Kind = Kind.NUMBER) -> tuple[Decimal, bool] | None:
        """A number and whether it was written as a percentage (then in percent points)."""
        cell = self._stored(row, column)
        if cell is None:
            return None
        if cell.type is Type.NUMBER:
            return self._real_number(row, column, cell)
        written = clean(str(cell.value))
        percent = written.endswith("%")
        values = read_number(written, Kind.PERCENT if percent else kind).values
        if len(values) == 1 and cell.type is Type.TEXT:
            return values[0], percent
        if len(values) > 1:
            both = " hay ".join(vietnamese(value) for value in values)
            self.report("TD-SO-HAI-CACH-DOC", row, column.key, cot=column.header, ghi=written, doc=both)
        else:
            self.report("TD-KHONG-PHAI-SO", row, column.key, cot=column.header, ghi=written)
        return None

    def _real_number(self, row: Row, column: Column, cell: Cell) -> tuple[Decimal, bool] | None:
        format_code = self.book.format_of(cell)
        try:
            value = exact(float(cell.value or 0))
        except ValueError:
            self.report("TD-KHONG-PHAI-SO", row, column.key, cot=column.header, ghi=str(cell.value))
            return None
        if is_date_format(format_code):
            self.report("TD-SO-THANH-NGAY", row, column.key, cot=column.header, ghi=self._number_text(cell))
            return None
        percent = is_percent_format(format_code)
        return (value * 100 if percent else value), percent

    def day(self, row: Row, column: Column) -> date | None:
        """A date: a real one, or text d/m/yyyy; None where blank or wrong (reported)."""
        cell = self._stored(row, column)
        if cell is None:
            return None
        day: date | None = None
        if cell.type is Type.NUMBER:
            moment = self.book.moment(float(cell.value or 0))
            day = moment.date() if moment else None
        elif cell.type is Type.TEXT:
            day = read_date(str(cell.value))
        if day is None or not DATES_FROM <= day < DATES_TO:
            written = self._number_text(cell) if cell.type is Type.NUMBER else clean(str(cell.value))
            self.report("TD-KHONG-PHAI-NGAY", row, column.key, cot=column.header, ghi=written)
            return None
        return day


def meant(word: str, choices: Iterable[str]) -> str:
    """`` Có phải “…”?`` where a known word is near, else nothing."""
    near = nearest(word, choices)
    return f" Có phải “{near}”?" if near else ""
