"""A submission's cells become the engine's inputs (scoring.md 3 and 4); what cannot be read has no score."""

from collections.abc import Iterable
from decimal import Decimal

from thidua_xl.cells.entry import is_mark
from thidua_xl.live.lines import expects_percent
from thidua_xl.member.figures import figure_values, percent_notices
from thidua_xl.member.info import read_answers, read_info
from thidua_xl.member.places import finding_of, line_where
from thidua_xl.member.reading import Reading
from thidua_xl.member.texts import Read, day, number, stored_problem
from thidua_xl.member.values import said_raw
from thidua_xl.rulebook.fingerprint import fingerprint, line_text, same_for_its_units
from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.rules import Inputs, Problem
from thidua_xl.rules.bands import Bands
from thidua_xl.rules.choice import Choice
from thidua_xl.rules.inputs import Value
from thidua_xl.rules.linear import Linear
from thidua_xl.rules.typed import Frame
from thidua_xl.rules.vocabulary import Measure
from thidua_xl.sheets import member
from thidua_xl.submission import Claim, Submission
from thidua_xl.text.numbers import Kind
from thidua_xl.text.vietnamese import clean, fold

KEYS = ("result", "target", "times", "typed")


def claims(rulebook: Rulebook, submission: Submission) -> Reading:
    """Everything the submission says of the unit's lines, figures and cases. It needs a known unit."""
    reading = Reading()
    read_info(submission, reading)
    figure_values(rulebook, submission, reading)
    reader = _Lines(rulebook, submission, reading)
    for row in rulebook.lines_of(submission.unit):
        if not row.is_sum:
            reader.line(row)
    reading.inputs = reader.inputs
    read_answers(rulebook, submission, reading)
    return reading


def altered_lines(rulebook: Rulebook, submission: Submission) -> set[str]:
    """The codes of the unit's rows whose rule in the template is another one than the rulebook's."""
    if not submission.line_texts or submission.fingerprint == fingerprint(rulebook):
        return set()
    carried = {fold(code): text for code, text in submission.line_texts.items()}
    rows = rulebook.lines_of(submission.unit)
    texts = ((row, carried[fold(row.code)]) for row in rows if fold(row.code) in carried)
    return {row.code for row, text in texts if not same_for_its_units(text, line_text(row))}


class _Lines:
    """Reads the claim of each line."""

    def __init__(self, rulebook: Rulebook, submission: Submission, reading: Reading) -> None:
        self.submission, self.reading = submission, reading
        self.altered = altered_lines(rulebook, submission)
        self.inputs: dict[str, Inputs] = {}

    def line(self, row: Criterion) -> None:
        """The line's inputs, or why it is unread."""
        claim = self.submission.claims.get(row.code)
        if row.code in self.altered:
            self._refuse(row, "code", Problem("TD-KHAC-BO-TIEU-CHI", {"ma": row.code}))
        elif claim is None:
            self._refuse(row, "code", Problem("TD-THIEU-DONG", {"ma": row.code, "noi_dung": row.text}))
        else:
            self._read(row, claim)

    def _read(self, row: Criterion, claim: Claim) -> None:
        assert row.rule is not None
        mark = is_mark(claim.not_arising)
        wrong = stored_problem(claim, "not_arising", _header("not_arising"), claim.not_arising)
        if wrong is None and mark is None:
            wrong = Problem("TD-KPS-DAU-LA", {"ghi": said_raw(claim.not_arising)})
        if wrong:
            self._refuse(row, "not_arising", wrong)
            return
        values: dict[str, Value] = {}
        for key in self._missing(row):
            self._refuse(row, key, Problem("TD-THIEU-COT", {"cot": _header(key), "y": ""}))
            return
        for key in KEYS:
            read = self._value(row, claim, key)
            if read.problem:
                self._refuse(row, key, read.problem)
                return
            self._notice(row, claim, key, [read.notice] if read.notice else [])
            values[key] = read.value
        self._notice(row, claim, "result", _percent_notices(row, claim, values["result"]))
        self.inputs[row.code] = Inputs(**values, not_arising=bool(mark))

    def _missing(self, row: Criterion) -> list[str]:
        """The columns the line reads that the sheet no longer has."""
        assert row.rule is not None
        there = self.submission.columns.get(member.SCORES.name, {})
        tied = {"result", "target"} if row.figure else set()
        return sorted(row.rule.form.reads - tied - set(there)) if there else []

    def _value(self, row: Criterion, claim: Claim, key: str) -> Read:
        assert row.rule is not None
        if row.figure and key in ("result", "target"):
            return self._tied(row, key)
        value = getattr(claim, key)
        if key not in row.rule.form.reads and key != "typed":
            return Read(clean(said_raw(value)) or None)  # not read, yet it is an input
        stored = stored_problem(claim, key, _header(key), value)
        if stored:
            return Read(problem=stored) if key in row.rule.form.reads else Read(said_raw(value) or None)
        if key == "result" and row.rule.reads_a_day:
            return day(value, _header(key), date_1904=self.submission.date_1904)
        if key == "result" and isinstance(row.rule.form, Choice | Frame):
            return Read(clean(said_raw(value)) or None)
        read = number(value, _header(key), number_kind(row, key))
        if read.problem and key not in row.rule.form.reads:
            return Read(clean(said_raw(value)))
        return read

    def _tied(self, row: Criterion, key: str) -> Read:
        assert row.rule is not None
        if key not in row.rule.form.reads:
            return Read()
        problem = self.reading.unread_figures.get((row.figure, key))
        return Read(problem=problem) if problem else Read(getattr(self.reading.figures[row.figure], key))

    def _refuse(self, row: Criterion, key: str, problem: Problem) -> None:
        self.reading.unread[row.code] = problem
        self.reading.blamed[row.code] = key

    def _notice(self, row: Criterion, claim: Claim, key: str, notices: Iterable[Problem]) -> None:
        for notice in notices:
            self.reading.findings.append(finding_of(notice, line_where(self.submission, claim, key)))


def _header(key: str) -> str:
    return member.SCORES.column(key).header


def number_kind(row: Criterion, key: str) -> Kind:
    """What a line's cell holds: it decides how an ambiguous text is read."""
    if key == "times":
        return Kind.COUNT
    if key == "typed":
        return Kind.POINTS
    assert row.rule is not None
    form = row.rule.form
    if key == "result" and isinstance(form, Linear | Bands) and form.gauge.measure is Measure.COUNT:
        return Kind.COUNT
    return Kind.PERCENT if expects_percent(row) else Kind.NUMBER


def _percent_notices(row: Criterion, claim: Claim, value: Value) -> list[Problem]:
    """A fraction where percents are expected stands as it is, and is asked about."""
    if row.figure or not expects_percent(row) or not isinstance(value, Decimal):
        return []
    return percent_notices(value, _header("result"), shown_as_percent="result" in claim.percents)
