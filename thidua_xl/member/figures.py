"""The figures of `Số liệu` as read: assigned targets win, counts are whole, percents are percent points."""

from decimal import Decimal

from thidua_xl.member.places import figure_where, finding_of
from thidua_xl.member.reading import FigureValues, Reading
from thidua_xl.member.texts import number, stored_problem
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.models import Figure, Rulebook
from thidua_xl.rules import Problem
from thidua_xl.sheets import member, words
from thidua_xl.submission import FigureClaim, Submission
from thidua_xl.text.numbers import Kind

KEYS = ("result", "target", "before")
HUNDRED = Decimal(100)


def figure_values(rulebook: Rulebook, submission: Submission, reading: Reading) -> None:
    """Read every figure the unit reports into ``reading``, with the findings of its cells."""
    found: dict[str, FigureValues] = {}
    for figure in rulebook.figures:
        if figure.applies_to(submission.unit):
            claim = submission.figures.get(figure.code) or FigureClaim(code=figure.code)
            found[figure.code] = _values(figure, claim, submission, reading)
    reading.figures = found


def _values(figure: Figure, claim: FigureClaim, submission: Submission, reading: Reading) -> FigureValues:
    values: dict[str, Decimal | None] = {}
    assigned = figure.targets.get(submission.unit)
    for key in KEYS:
        if key == "target" and assigned is not None:
            values[key] = assigned
            continue
        value, problem, notices = _value(figure, claim, key)
        where = figure_where(submission, claim, key)
        if problem:
            reading.unread_figures[figure.code, key] = problem
            notices = [problem]
        reading.findings += [finding_of(notice, where) for notice in notices]
        values[key] = value
    return FigureValues(**values)


def _value(figure: Figure, claim: FigureClaim, key: str) -> tuple[Decimal | None, Problem | None, list[Problem]]:
    header = member.FIGURES.column(key).header
    raw = getattr(claim, key)
    stored = stored_problem(claim, key, header, raw)
    if stored:
        return None, stored, []
    read = number(raw, header, Kind(figure.kind))
    if read.problem or read.value is None:
        return None, read.problem, []
    if not isinstance(read.value, Decimal):
        return None, Problem("TD-KHONG-PHAI-SO", {"cot": header, "ghi": str(read.value)}), []
    if figure.kind == words.COUNT and (wrong := _broken_count(read.value, header)):
        return None, wrong, []
    notices = [read.notice] if read.notice else []
    if figure.kind == words.PERCENT:
        notices += percent_notices(read.value, header, shown_as_percent=key in claim.percents)
    return read.value, None, notices


def _broken_count(value: Decimal, header: str) -> Problem | None:
    if value < 0:
        return Problem("TD-SO-AM", {"cot": header, "ghi": vietnamese(value)})
    if value != value.to_integral_value():
        return Problem("TD-SO-LE", {"cot": header, "ghi": vietnamese(value)})
    return None


def percent_notices(value: Decimal, header: str, *, shown_as_percent: bool) -> list[Problem]:
    """A fraction, or a number shown with a percent sign, where percent points are expected: it stands, and is asked."""
    if not (0 < value <= 1 or (shown_as_percent and value)):
        return []
    facts = {"cot": header, "ghi": vietnamese(value), "doc": vietnamese(value * HUNDRED)}
    return [Problem("TD-PHAN-TRAM-NHO", facts)]
