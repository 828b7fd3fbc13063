"""Reading an assessor's form: whose it is, which version, and its points and reasons, each checked against the line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from thidua_xl.book import Book
from thidua_xl.consolidation.assessing import span
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.member.texts import day, number
from thidua_xl.member.values import raw_of, said_raw
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.scoring.engine import assessment_problem
from thidua_xl.sheets import assessor
from thidua_xl.sheets.table import Row, rows_of, sheet_named
from thidua_xl.submission import Raw
from thidua_xl.text.numbers import Kind
from thidua_xl.text.vietnamese import clean, fold

POINTS = assessor.LINES.column("points").header
AGREED = fold(assessor.AGREED)

By = tuple[str, str]  # unit, criterion


@dataclass(frozen=True, slots=True)
class Given:
    """What the form says of one line; ``input`` is the unit's own input as it stood when the form was drawn."""

    points: Decimal | None = None
    reason: str = ""
    input: str = ""


@dataclass(slots=True)
class AssessorForm:
    """One form as read. ``agrees``: a line left blank says that the self-score is right. Findings have no file."""

    unit: str = ""
    period: str = ""
    fingerprint: str = ""
    times: int = 1  # Lần nộp
    made_on: date | None = None
    agrees: bool = False
    lines: dict[By, Given] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def assessor_form(book: Book, rulebook: Rulebook) -> AssessorForm | None:
    """The form in a workbook; None where it is none. Points that cannot be used are findings and left out."""
    marks = dict(_marks(book))
    if marks.get("marker") != assessor.MARKER:
        return None
    form = AssessorForm(period=marks.get("period", ""), fingerprint=marks.get("fingerprint", ""))
    unit = rulebook.unit(marks.get("unit", ""))
    form.unit = unit.code if unit else ""
    _read_info(book, form)
    if form.fingerprint != fingerprint(rulebook):
        form.findings.append(Finding("TD-CHAM-CHEO-BO-KHAC", Where(unit=form.unit or None)))
    for row in rows_of(book, assessor.LINES):
        _read_line(book, rulebook, form, row)
    return form


def _marks(book: Book) -> Iterator[tuple[str, str]]:
    sheet = sheet_named(book, assessor.META)
    for (row, column), cell in sheet.cells.items() if sheet else ():
        if column == 1 and sheet:
            yield str(cell.value), said_raw(raw_of(book, sheet.cells.get((row, 2))))


def _read_info(book: Book, form: AssessorForm) -> None:
    values: dict[str, tuple[Raw, str]] = {}
    for row in rows_of(book, assessor.INFO):
        written = fold(said_raw(raw_of(book, row.cells.get("item"))))
        values[written] = raw_of(book, row.cells.get("value")), row.where("value")
    for item in assessor.INFO.items:
        value, cell = values.get(fold(item.header), (None, ""))
        where = Where(sheet=assessor.INFO.name, cell=cell or None, unit=form.unit or None)
        if item.key == "made_on" and value is not None:
            read = day(value, item.header, date_1904=book.date_1904).value
            form.made_on = read if isinstance(read, date) else None
            if form.made_on is None:
                facts = {"cot": item.header, "ghi": said_raw(value)}
                form.findings.append(Finding("TD-KHONG-PHAI-NGAY", where, facts))
        elif item.key == "submission" and value is not None:
            times = number(value, item.header, Kind.COUNT).value
            if isinstance(times, Decimal) and times == times.to_integral_value() and times > 0:
                form.times = int(times)
            else:
                facts = {"cot": item.header, "ghi": said_raw(value)}
                form.findings.append(Finding("TD-KHONG-PHAI-SO-NGUYEN", where, facts))
        elif item.key == "blank":
            form.agrees = fold(said_raw(value)) == AGREED


def _read_line(book: Book, rulebook: Rulebook, form: AssessorForm, row: Row) -> None:
    texts = {key: clean(said_raw(raw_of(book, row.cells.get(key)))) for key in ("unit", "code", "reason")}
    if not texts["unit"] and not texts["code"]:
        return
    unit, line = rulebook.unit(texts["unit"]), rulebook.criterion(texts["code"])
    where = Where(sheet=assessor.LINES.name, cell=row.where("points"), unit=form.unit or None)
    facts = {"don_vi": texts["unit"], "ma": texts["code"]}
    value = raw_of(book, row.cells.get("points"))
    known = unit is not None and line is not None and line in rulebook.leaves and rulebook.has(unit.code, line)
    if unit is None or line is None or not known:
        if value is not None:
            form.findings.append(Finding("TD-CHAM-CHEO-KHONG-CO-DONG", where, facts))
        return
    if unit.code == form.unit:
        if value is not None:
            form.findings.append(Finding("TD-CHAM-CHEO-TU-CHAM", where, facts))
        return
    if (unit.code, line.code) in form.lines:
        form.findings.append(Finding("TD-CHAM-CHEO-LAP", where, facts))
        return
    points = _points(form, line, value, where, facts)
    text = said_raw(raw_of(book, row.cells.get("input")))
    unusable = value is not None and points is None
    if not unusable:  # what was typed and cannot be used is no agreement
        form.lines[unit.code, line.code] = Given(points, texts["reason"], text)


def _points(form: AssessorForm, line: Criterion, value: Raw, where: Where, facts: dict[str, str]) -> Decimal | None:
    if value is None:
        return None
    read = number(value, POINTS, Kind.POINTS).value
    if not isinstance(read, Decimal) or not read.is_finite():
        form.findings.append(Finding("TD-KHONG-PHAI-SO", where, {"cot": POINTS, "ghi": said_raw(value), **facts}))
        return None
    problem = assessment_problem(line, read)
    if problem is None:
        return read
    assert line.rule is not None
    said = facts | {"ghi": vietnamese(read)}
    if problem.code == "TD-LECH-BUOC":
        form.findings.append(Finding("TD-CHAM-CHEO-LECH-BUOC", where, said | {"buoc": problem.facts["buoc"]}))
    else:
        form.findings.append(Finding("TD-CHAM-CHEO-NGOAI-KHUNG", where, said | {"khoang": span(line.rule.bounds())}))
    return None
