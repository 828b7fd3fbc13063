"""`Phong trào`, `Điển hình`, `Khen thưởng`: counts that are none, impossible sums and dates, the same row twice."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from thidua_xl.checks.case import Case
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.member.places import finding, finding_of, where_in
from thidua_xl.member.texts import day, number, stored_problem
from thidua_xl.member.values import said_raw
from thidua_xl.points import vietnamese
from thidua_xl.sheets import member
from thidua_xl.sheets.layout import Content, Layout
from thidua_xl.submission import RegisterRow, Submission
from thidua_xl.text.dates import said
from thidua_xl.text.numbers import Kind
from thidua_xl.text.vietnamese import clean, fold

REGISTERS = (member.MOVEMENTS, member.MODELS, member.HONOURS)
# what makes two rows of a register the same thing; a row without the first of them is known by nothing
SAME = {
    member.MOVEMENTS.name: ("name", "level", "start"),
    member.MODELS.name: ("name", "kind"),
    member.HONOURS.name: ("decision", "award"),
}
SHARED = (member.MODELS, member.HONOURS)  # a movement is launched for many units; these are one unit's own
TELLING = 3  # words a name needs to be one unit's own: many have a “Tổ 1”


def rows_of(submission: Submission, layout: Layout) -> Sequence[RegisterRow]:
    """The rows of one register."""
    return submission.registers.get(layout.name, ())


def count(row: RegisterRow, key: str) -> Decimal | None:
    """A count as read; None where there is none."""
    value = number(row.values.get(key), "", Kind.COUNT).value
    return value if isinstance(value, Decimal) and value.is_finite() else None


def cells(case: Case) -> Iterator[Finding]:
    """Error cells, counts that are no whole numbers from 0 on, dates that are none."""
    for layout in REGISTERS:
        for row in rows_of(case.submission, layout):
            for column in layout.columns:
                where, value = where_in(case.submission, layout, row, column.key), row.values.get(column.key)
                stored = stored_problem(row, column.key, column.header, value)
                if stored:
                    yield finding_of(stored, where)
                elif column.content is Content.COUNT:
                    yield from _count_findings(row, column.key, column.header, where)
                elif column.content is Content.DATE:
                    yield from _date_findings(case, row, column.key, column.header, where)


def _count_findings(row: RegisterRow, key: str, header: str, where: Where) -> Iterator[Finding]:
    read = number(row.values.get(key), header, Kind.COUNT)
    problem = read.problem or read.notice
    if problem:
        yield finding_of(problem, where)
    if isinstance(read.value, str):
        yield finding("TD-KHONG-PHAI-SO", where, {"cot": header, "ghi": read.value})
    elif isinstance(read.value, Decimal) and (read.value < 0 or read.value != read.value.to_integral_value()):
        yield finding("TD-KHONG-PHAI-SO-NGUYEN", where, {"cot": header, "ghi": vietnamese(read.value)})


def _date_findings(case: Case, row: RegisterRow, key: str, header: str, where: Where) -> Iterator[Finding]:
    read = day(row.values.get(key), header, date_1904=case.submission.date_1904)
    if read.notice:
        yield finding_of(read.notice, where)
    if isinstance(read.value, str | Decimal):
        yield finding("TD-KHONG-PHAI-NGAY", where, {"cot": header, "ghi": said_raw(read.value)})
    elif isinstance(read.value, date):
        facts = {"cot": header, "ghi": said(read.value), "nay": said(case.today)}
        facts |= {"tu": said(case.rulebook.start), "den": said(case.rulebook.end)}
        if key != "end" and read.value > case.today:  # a movement may well end next year
            yield finding("TD-NGAY-SAU-HOM-NAY", where, facts)
        elif key != "start" and read.value < case.rulebook.start:  # it may well have begun years ago
            yield finding("TD-NGAY-NGOAI-KY", where, facts)


def backwards(case: Case) -> Iterator[Finding]:
    """`Phong trào`: an end before the beginning."""
    for row in rows_of(case.submission, member.MOVEMENTS):
        first, last = (
            day(row.values.get(key), "", date_1904=case.submission.date_1904).value for key in ("start", "end")
        )
        if isinstance(first, date) and isinstance(last, date) and last < first:
            where = where_in(case.submission, member.MOVEMENTS, row, "end")
            yield finding("TD-NGAY-NGUOC", where, {"tu": said(first), "den": said(last)})


def cumulative(case: Case) -> Iterator[Finding]:
    """`Điển hình`: what is new is among what there is."""
    for row in rows_of(case.submission, member.MODELS):
        new, total = count(row, "new"), count(row, "cumulative")
        if new is not None and total is not None and new > total:
            where = where_in(case.submission, member.MODELS, row, "cumulative")
            yield finding("TD-LUY-KE-NHO", where, {"moi": vietnamese(new), "luy_ke": vietnamese(total)})


def known_by(layout: Layout, row: RegisterRow) -> tuple[str, ...]:
    """What a row is known by, folded; empty where that is blank."""
    texts = tuple(fold(said_raw(row.values.get(key))) for key in SAME[layout.name])
    return texts if texts[0] else ()


def repeated(case: Case) -> Iterator[Finding]:
    """The same movement, model, or decision and title twice in one workbook."""
    for layout in REGISTERS:
        seen: dict[tuple[str, ...], RegisterRow] = {}
        for row in rows_of(case.submission, layout):
            key = known_by(layout, row)
            first = seen.setdefault(key, row)
            if key and first is not row:
                name = SAME[layout.name][0]
                where = where_in(case.submission, layout, row, name)
                facts = {"ghi": said_row(layout, row), "o": first.cells.get(name, "")}
                yield finding("TD-SO-BO-LAP", where, facts)


def said_row(layout: Layout, row: RegisterRow) -> str:
    """What a row is about: ``Bằng khen (945/QĐ-TTg)``."""
    first, second = ("award", "decision") if layout.name == member.HONOURS.name else ("name", "")
    name, more = clean(said_raw(row.values.get(first))), clean(said_raw(row.values.get(second)))
    return f"{name} ({more})" if name and more else name or more


def shared(submissions: Mapping[str, Submission]) -> Iterator[tuple[str, Finding]]:
    """The same model, or decision and title, of two units: the later unit with the finding, once a thing."""
    for layout in SHARED:
        seen: dict[tuple[str, ...], tuple[str, RegisterRow]] = {}
        for unit, submission in submissions.items():
            said_here: set[tuple[str, ...]] = set()
            for row in rows_of(submission, layout):
                key = known_by(layout, row)
                other, theirs = seen.setdefault(key, (unit, row))
                is_telling = layout is member.HONOURS or len("".join(key[:1]).split()) >= TELLING
                if is_telling and key and other != unit and key not in said_here:
                    said_here.add(key)
                    name = SAME[layout.name][0]
                    facts = {"ghi": said_row(layout, row), "khac": other, "o": theirs.cells.get(name, "")}
                    yield unit, finding("TD-SO-BO-HAI-DON-VI", where_in(submission, layout, row, name), facts)


CHECKS = (cells, backwards, cumulative, repeated)
