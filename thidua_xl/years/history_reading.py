"""Reading a history workbook back: its long table and its conditions, as people left them."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from thidua_xl.book import Book
from thidua_xl.findings.finding import Finding
from thidua_xl.rulebook.info_sheet import kind_by_dates
from thidua_xl.sheets import history as sheets
from thidua_xl.sheets import words
from thidua_xl.sheets.desk import Desk
from thidua_xl.sheets.layout import Column
from thidua_xl.sheets.table import Row, rows_of, sheet_named, table_of
from thidua_xl.text.numbers import Kind
from thidua_xl.text.vietnamese import clean, fold
from thidua_xl.years.history import Condition
from thidua_xl.years.results import Place, Results, in_time

WHOLE_YEAR = re.compile(r"năm (\d{4})", re.IGNORECASE)


class HistoryRead(NamedTuple):
    """What a history workbook holds; ``conditions`` is None where it has no such sheet."""

    results: list[Results]
    conditions: list[Condition] | None
    findings: list[Finding]


def is_history(book: Book) -> bool:
    """Is it one of our history workbooks? By its long table."""
    return table_of(book, sheets.DATA) is not None


def read_history(book: Book) -> HistoryRead:
    """Every period and condition; what cannot be read is a finding, and its row does not count."""
    found = _Periods(book)
    for row in rows_of(book, sheets.DATA):
        found.take(row)
    conditions, wrong = _conditions(book)
    return HistoryRead(in_time(found.results()), conditions, [*found.findings, *wrong])


@dataclass(slots=True)
class _Periods:
    """The rows of the long table gathered by period."""

    book: Book
    findings: list[Finding] = field(default_factory=list)
    about: dict[tuple[date, date], Results] = field(default_factory=dict)
    places: dict[tuple[date, date], dict[str, Place]] = field(default_factory=dict)

    def take(self, row: Row) -> None:
        """One unit in one period."""
        desk, layout = Desk(self.book, sheets.DATA.name, self.findings), sheets.DATA
        period, code = desk.text(row, layout.column("period")), desk.code(row, layout.column("unit"))
        days = self._days(desk, row, period)
        missing = [
            layout.column(key).header
            for key, value in (("period", period), ("start", days), ("unit", code))
            if not value
        ]
        if missing or days is None:
            desk.report("TD-LICH-SU-THIEU", row, "period", cot=", ".join(missing))
            return
        place = _place(desk, row, code)
        known = self.places.setdefault(days, {})
        if fold(code) in {fold(other) for other in known}:
            desk.report("TD-LICH-SU-LAP", row, "unit", ma=code, ky=period)
            return
        known[code] = place
        self.about.setdefault(days, _about(desk, row, period, days))

    def _days(self, desk: Desk, row: Row, period: str) -> tuple[date, date] | None:
        """The dates as typed; those of the calendar year where only `Năm 2023` is written."""
        start, end = (desk.day(row, sheets.DATA.column(key)) for key in ("start", "end"))
        year = WHOLE_YEAR.fullmatch(clean(period))
        if year and int(year[1]) > 0:
            start, end = start or date(int(year[1]), 1, 1), end or date(int(year[1]), 12, 31)
        return (start, end) if start and end and start <= end else None

    def results(self) -> list[Results]:
        """Every period with its places."""
        return [
            Results(
                one.name, one.kind, one.start, one.end, one.bloc, self.places[days], one.scale, one.closed, one.source
            )
            for days, one in self.about.items()
        ]


def _about(desk: Desk, row: Row, period: str, days: tuple[date, date]) -> Results:
    layout = sheets.DATA
    kind = desk.word(row, layout.column("kind")) or kind_by_dates(*days)
    closed = desk.word(row, layout.column("closed")) == words.YES
    bloc, source = (desk.text(row, layout.column(key)) for key in ("bloc", "source"))
    return Results(period, kind, *days, bloc, {}, desk.number(row, layout.column("scale")), closed, source)


def _place(desk: Desk, row: Row, code: str) -> Place:
    def column(key: str) -> Column:
        return sheets.DATA.column(key)

    keys = ("main", "bonus", "deduction", "total")
    main, bonus, deduction, total = (desk.number(row, column(key)) for key in keys)
    ranks = [desk.number(row, column(key), Kind.COUNT) for key in ("rank", "of")]
    rank, of = (int(value) if value is not None and value > 0 else None for value in ranks)
    aliases, titles, proposed = (_pieces(desk.text(row, column(key))) for key in ("aliases", "titles", "proposed"))
    tied, provisional = (desk.word(row, column(key)) == words.YES for key in ("tied", "provisional"))
    name, group, class_name = (desk.text(row, column(key)) for key in ("name", "group", "class_name"))
    return Place(
        code, name or code, aliases, group, main, bonus, deduction, total, rank, of, tied, class_name, titles,
        proposed, provisional,
    )  # fmt: skip


def _pieces(text: str) -> tuple[str, ...]:
    return tuple(piece for piece in map(clean, text.split(";")) if piece)


def _conditions(book: Book) -> tuple[list[Condition] | None, list[Finding]]:
    layout, findings = sheets.CONDITIONS, list[Finding]()
    if sheet_named(book, layout.name) is None:
        return None, []
    found: list[Condition] = []
    for row in rows_of(book, layout):
        desk = Desk(book, layout.name, findings)
        text, values = desk.text(row, layout.column("text")), _pieces(desk.text(row, layout.column("values")))
        subject = desk.word(row, layout.column("subject"))
        years = desk.number(row, layout.column("years"), Kind.COUNT)
        whole = years is not None and years == years.to_integral_value() and years > 0
        ranks = subject != sheets.RANK or all(value.isdecimal() for value in values)
        if not (text or values or subject or years):
            continue
        if not (text and values and subject and whole and ranks):
            desk.report("TD-LIEN-TUC-THIEU", row, "text", ghi=text or "?")
            continue
        assert years is not None
        found.append(Condition(text, subject, values, int(years)))
    return found, findings
