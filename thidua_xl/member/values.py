"""Cells as a member left them: raw values of rows, with what is odd about each cell."""

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypedDict

from thidua_xl.book import EPOCH_1900, Book, Cell, Type, is_date_format, is_percent_format
from thidua_xl.points import exact, plain
from thidua_xl.sheets.table import Row, Table
from thidua_xl.submission import Raw
from thidua_xl.text.dates import said
from thidua_xl.text.vietnamese import clean, is_empty


class Oddities(TypedDict):
    """What a Typed row says of its cells besides their values."""

    cells: dict[str, str]
    errors: frozenset[str]
    uncalculated: frozenset[str]
    percents: frozenset[str]


def raw_of(book: Book, cell: Cell | None) -> Raw:
    """The value as typed: None for blank and for formulas without a stored value, a date where one is shown."""
    if cell is None or cell.value is None:
        return None
    if cell.type is Type.BOOLEAN:
        return bool(cell.value)
    if cell.type is Type.NUMBER:
        return _number(book, cell, float(cell.value))
    text = str(cell.value)
    return None if is_empty(text) else text


def _number(book: Book, cell: Cell, value: float) -> Raw:
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    day = day_of(book, value) if is_date_format(book.format_of(cell)) else None
    return day or exact(value)


def day_of(book: Book, serial: float) -> date | None:
    """The day of a serial number by the workbook's own epoch, None before 1900 and where there is none."""
    moment = book.moment(serial)
    return moment.date() if moment and moment.date() > EPOCH_1900.date() else None


def said_raw(value: Raw) -> str:
    """A value as a person reads it, in text columns and in facts."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return said(value)
    if isinstance(value, bool):
        return str(value).upper()
    return value or ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table, read by column key."""

    book: Book
    table: Table
    row: Row

    def raw(self, key: str) -> Raw:
        """The value as typed."""
        return raw_of(self.book, self.row.cells.get(key))

    def text(self, key: str) -> str:
        """The same as text, whatever it is."""
        return said_raw(self.raw(key))

    def formula(self, key: str) -> str | None:
        """The formula of a cell, of one that shows nothing too."""
        cell = self.table.sheet.cells.get((self.row.number, self.row.places.get(key, 0)))
        return cell.formula if cell else None

    def code(self, key: str) -> str:
        """A code as its clean text."""
        return clean(self.text(key))

    def oddities(self) -> Oddities:
        """Addresses, error cells, formulas never calculated, numbers shown as percents."""
        cells = self.row.cells
        return {
            "cells": self.row.addresses(),
            "errors": frozenset([key for key, cell in cells.items() if cell.type is Type.ERROR and cell.value]),
            "uncalculated": frozenset([key for key, cell in cells.items() if cell.formula and cell.value is None]),
            "percents": frozenset([key for key, cell in cells.items() if self._is_percent(cell)]),
        }

    def _is_percent(self, cell: Cell) -> bool:
        return cell.type is Type.NUMBER and is_percent_format(self.book.format_of(cell))
