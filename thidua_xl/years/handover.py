"""The rulebook of the next period: which cells of the workbook change, and what people must look at themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import isfinite

from thidua_xl.book import Book, Cell, Type, address
from thidua_xl.masters.lineage import moved
from thidua_xl.points import exact, vietnamese
from thidua_xl.rulebook.models import Rulebook, Unit
from thidua_xl.sheets import rulebook as sheets
from thidua_xl.sheets import words
from thidua_xl.sheets.pact import REGISTERED_TITLES
from thidua_xl.sheets.table import Row, Table, is_blank, table_of, text_in
from thidua_xl.text.dates import read_date, said
from thidua_xl.text.vietnamese import clean, fold

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
HEAD, DEPUTY = words.ROLES
Value = Decimal | date | str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that was changed: its place, the column or item, what it said and says; ``after`` "" = emptied."""

    sheet: str
    cell: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something of the rulebook that people must decide: ``why`` is a key of the letter's words."""

    why: str
    sheet: str = ""
    cell: str = ""
    text: str = ""


@dataclass(slots=True)
class NextRulebook:
    """The values to write, by sheet and (row, column), and what is to be told of them."""

    period: str
    head: Unit | None = None
    values: dict[str, dict[tuple[int, int], Value]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def next_rulebook(book: Book, rulebook: Rulebook, head: str = "") -> NextRulebook:
    """The changes that make next year's rulebook of a workbook: dates a year on, a new head, targets emptied.

    ``head`` is the code of the next head, else the one `Phó khối`. Codes, wording and everything else stay.
    """
    mover = _Mover(book, rulebook, NextRulebook(next_year(rulebook.period)))
    mover.info()
    mover.units(head)
    mover.deadlines()
    mover.targets()
    mover.awards()
    mover.registered()
    mover.mentions()
    return mover.found


def next_year(text: str) -> str:
    """The text with every year in it one on: ``Năm 2026`` is ``Năm 2027``."""
    return YEAR.sub(lambda year: str(int(year[0]) + 1), text)


@dataclass(slots=True)
class _Mover:
    """Goes through the sheets of one workbook."""

    book: Book
    rulebook: Rulebook
    found: NextRulebook

    def _put(self, table: Table, row: int, column: int, what: str, value: Value) -> None:
        """A new value, in the form the old one had: a date typed as text stays text."""
        cell, at = table.sheet.cells.get((row, column)), address(row, column)
        if cell is not None and cell.formula is not None:
            self.found.doubts.append(Doubt("formula", table.sheet.name, at, what))
            return
        before = self._said(cell, is_day=isinstance(value, date))
        after = said(value) if isinstance(value, date) else str(value or "")
        if isinstance(value, date) and cell is not None and cell.type is Type.TEXT:
            value = said(value)
        self.found.values.setdefault(table.sheet.name, {})[row, column] = value
        self.found.changes.append(Change(table.sheet.name, at, what, before, after))

    def _said(self, cell: Cell | None, *, is_day: bool) -> str:
        """What a cell says; ``is_day``: a date belongs there, and a number is one."""
        if cell is None or cell.value is None:
            return ""
        day = self._day(cell) if is_day else None
        if day:
            return said(day)
        is_number = cell.type is Type.NUMBER and isinstance(cell.value, float) and isfinite(cell.value)
        return vietnamese(exact(float(cell.value))) if is_number else clean(str(cell.value))

    def _day(self, cell: Cell | None) -> date | None:
        """The date of a cell where a date belongs."""
        if cell is None or cell.value is None:
            return None
        if cell.type is Type.TEXT:
            return read_date(str(cell.value))
        moment = self.book.moment(float(cell.value)) if cell.type is Type.NUMBER else None
        return moment.date() if moment and moment.year > YEAR_OF_A_NUMBER else None

    def info(self) -> None:
        """`Thông tin`: the period's name and dates; the authority is for people."""
        table = table_of(self.book, sheets.INFO)
        items = {fold(item.header): item for item in sheets.INFO.items}
        for row in table.rows() if table else ():
            item = items.get(fold(text_in(row.cells.get("item"))))
            cell, place = row.cells.get("value"), row.places["value"]
            if table is None or item is None or cell is None:
                continue
            if item.key == "period":
                if self.found.period == self.rulebook.period:
                    self.found.doubts.append(
                        Doubt("period", table.sheet.name, row.where("value"), self.rulebook.period)
                    )
                else:
                    self._put(table, row.number, place, item.header, self.found.period)
            elif item.key in ("start", "end", "due") and (day := self._day(cell)):
                self._put(table, row.number, place, item.header, _year_on(day, last=item.key == "end"))
            elif item.key == "authority":
                self.found.doubts.append(Doubt("authority", table.sheet.name, row.where("value"), text_in(cell)))

    def units(self, head: str) -> None:
        """`Đơn vị`: the head's role goes to the next one."""
        deputies = [unit for unit in self.rulebook.units if unit.role == DEPUTY]
        chosen = self.rulebook.unit(head) if head else deputies[0] if len(deputies) == 1 else None
        if chosen is None:
            self.found.doubts.append(Doubt("no head"))
            return
        self.found.head = chosen
        table = table_of(self.book, sheets.UNITS)
        for row in table.rows() if table else ():
            unit = self.rulebook.unit(text_in(row.cells.get("code")))
            place = row.places.get("role")
            if table is None or unit is None:
                continue
            if place is None:
                self.found.doubts.append(Doubt("no role", table.sheet.name))
                return
            role = HEAD if unit.code == chosen.code else "" if unit.role == HEAD else unit.role
            if role != unit.role:
                self._put(table, row.number, place, f"{sheets.UNITS.column('role').header} {unit.code}", role or None)
        if not any(unit.code != chosen.code for unit in deputies):
            self.found.doubts.append(Doubt("no deputy", sheets.UNITS.name))

    def deadlines(self) -> None:
        """`Hạn` of the lines a year on."""
        table = table_of(self.book, sheets.CRITERIA)
        for row in table.rows() if table else ():
            day = self._day(row.cells.get("deadline"))
            if table is not None and day:
                what = f"{sheets.CRITERIA.column('deadline').header} {text_in(row.cells.get('code'))}"
                self._put(table, row.number, row.places["deadline"], what, _year_on(day))

    def targets(self) -> None:
        """The `KH` columns are emptied: targets are assigned or registered anew."""
        table = table_of(self.book, sheets.FIGURES)
        prefix = f"{fold(sheets.TARGET_PREFIX)} "
        columns = [place for place, header in table.others.items() if fold(header).startswith(prefix)] if table else []
        for row in table.rows() if table else ():
            for place in columns:
                if table is not None and not is_blank(table.cell(row.number, place)):
                    code = text_in(row.cells.get("code"))
                    self._put(table, row.number, place, f"{table.others[place]} {code}", None)

    def awards(self) -> None:
        """Awards whose rule ends before the next period does."""
        end = moved(self.rulebook.end)
        for award in self.rulebook.awards:
            if award.until and award.until < end:
                self.found.doubts.append(Doubt("award", sheets.AWARDS.name, "", f"{award.name}: {said(award.until)}"))

    def registered(self) -> None:
        """The titles that the units registered for the period that ended."""
        table = table_of(self.book, REGISTERED_TITLES)
        if table and (rows := [*table.rows()]):
            self.found.doubts.append(Doubt("registered", table.sheet.name, "", str(len(rows))))

    def mentions(self) -> None:
        """Texts that name the year that ended, in cells nothing was written into."""
        years = {str(self.rulebook.start.year), str(self.rulebook.end.year)}
        for table, row, key in self._texts():
            place = row.places[key]
            text = text_in(row.cells.get(key))
            if (row.number, place) not in self.found.values.get(table.sheet.name, {}) and years & set(
                YEAR.findall(text)
            ):
                self.found.doubts.append(Doubt("mention", table.sheet.name, row.where(key), text))

    def _texts(self) -> Iterator[tuple[Table, Row, str]]:
        for layout in (sheets.CRITERIA, sheets.LEVELS, sheets.FIGURES, sheets.CROSS_CHECKS, sheets.EXCLUSIONS):
            table = table_of(self.book, layout)
            for row in table.rows() if table else ():
                for key in row.cells:
                    if table is not None and not self._day(row.cells[key]):
                        yield table, row, key


YEAR_OF_A_NUMBER = 1990  # a smaller serial number is no date of a rulebook


def _year_on(day: date, *, last: bool = False) -> date:
    """The same day next year; the last day of February stays the last one."""
    later = moved(day)
    is_last = last and (day.month, day.day) == (2, 28)
    try:
        return later.replace(day=29) if is_last else later
    except ValueError:
        return later
