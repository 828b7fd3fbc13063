"""One registration form read back: what a unit registers, as typed, with the cell each thing came from."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from thidua_xl.book import Book
from thidua_xl.live import hidden
from thidua_xl.member.rows import entries
from thidua_xl.member.template import template_in
from thidua_xl.member.texts import day, number, stored_problem
from thidua_xl.member.values import said_raw
from thidua_xl.rules import Problem
from thidua_xl.sheets import pact
from thidua_xl.sheets.table import sheet_named, table_of
from thidua_xl.sheets.words import NO
from thidua_xl.submission import Raw, Typed
from thidua_xl.text.numbers import Kind
from thidua_xl.text.vietnamese import clean, fold

HEADER = pact.TARGETS.column("target").header


class Target(Typed):
    """One row of `Đăng ký chỉ tiêu`."""

    code: str
    target: Raw = None

    def read(self, kind: Kind) -> tuple[Decimal | None, Problem | None]:
        """The number, or why there is none; a text with one reading is that number, with the problem that says so."""
        wrong = stored_problem(self, "target", HEADER, self.target)
        if wrong:
            return None, wrong
        found = number(self.target, HEADER, kind)
        if found.problem or found.value is None or isinstance(found.value, Decimal):
            return (found.value if isinstance(found.value, Decimal) else None), found.problem or found.notice
        return None, Problem("TD-KHONG-PHAI-SO", {"cot": HEADER, "ghi": str(found.value)})


@dataclass(frozen=True, slots=True)
class Title:
    """A title a unit registers for."""

    award: str
    whom: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """What one form says. ``times_sent`` and ``made_on`` tell which of two forms is the later one."""

    unit: str
    targets: dict[str, Target] = field(default_factory=dict)
    titles: tuple[Title, ...] = ()
    times_sent: Decimal = Decimal(1)
    made_on: date | None = None
    sheet: str = pact.TARGETS.name
    practice: bool = False

    def content(self) -> tuple[object, ...]:
        """What makes two forms the same."""
        return tuple(sorted((code, said_raw(row.target)) for code, row in self.targets.items())), self.titles


def registration_in(book: Book) -> Registration | None:
    """The registration a workbook holds, None where it is no registration form of ours."""
    if sheet_named(book, hidden.NAME) is None:
        return None
    marks = template_in(book).marks
    if marks.get("marker") != pact.MARKER:
        return None
    info = _info(book)
    made, sent = day(info.get("made_on"), "", date_1904=book.date_1904), number(info.get("submission"), "", Kind.COUNT)
    return Registration(
        unit=marks.get("unit", "") or clean(said_raw(info.get("unit"))),
        targets=_targets(book),
        titles=_titles(book),
        times_sent=sent.value if isinstance(sent.value, Decimal) else Decimal(1),
        made_on=made.value if isinstance(made.value, date) else None,
        practice=bool(marks.get("practice")),
    )


def _info(book: Book) -> dict[str, Raw]:
    keys = {fold(item.header): item.key for item in pact.INFO.items}
    found = ((keys.get(fold(entry.text("item"))), entry) for entry in entries(book, table_of(book, pact.INFO)))
    return {key: entry.raw("value") for key, entry in found if key}


def _targets(book: Book) -> dict[str, Target]:
    found: dict[str, Target] = {}
    for entry in entries(book, table_of(book, pact.TARGETS)):
        code = entry.code("code")
        if code:
            found.setdefault(code, Target(code=code, target=entry.raw("target"), **entry.oddities()))
    return found


def _titles(book: Book) -> tuple[Title, ...]:
    """The titles chosen: `Có`, a mark, or somebody named; `Không` and a bare row are none."""
    found: list[Title] = []
    for entry in entries(book, table_of(book, pact.TITLES)):
        award, choice, whom = (clean(entry.text(key)) for key in ("award", "choice", "whom"))
        if award and (choice or whom) and fold(choice) != fold(NO):
            found.append(Title(award, whom, clean(entry.text("note"))))
    return tuple(found)
