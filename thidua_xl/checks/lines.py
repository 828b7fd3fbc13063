"""Claims: why a line has no score, and what is doubtful about one that has."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from thidua_xl.cells.line_check import typed_differs
from thidua_xl.checks.case import Case
from thidua_xl.checks.days import day_findings
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.member.places import figure_where, finding, line_where
from thidua_xl.member.values import said_raw
from thidua_xl.points import rounded, vietnamese
from thidua_xl.rulebook.models import Criterion
from thidua_xl.rules import Inputs, Outcome, Problem
from thidua_xl.rules.peers import Peers
from thidua_xl.rules.vocabulary import Part
from thidua_xl.scoring.scorecard import LineScore
from thidua_xl.sheets import member
from thidua_xl.submission import Claim

BEYOND_BELIEF = 10  # times the target
# which cell a problem of a rule is about, where its facts do not name a column
KEY_OF = {
    "TD-THIEU-DIEM": "typed",
    "TD-NGOAI-KHUNG": "typed",
    "TD-LECH-BUOC": "typed",
    "TD-THIEU-CHI-TIEU": "target",
    "TD-KPS-CO-KET-QUA": "not_arising",
    "TD-KPS-KHONG-DUOC": "not_arising",
}
KEY_OF_HEADER = {member.SCORES.column(key).header: key for key in ("result", "target", "times", "typed")}
# what is missing on a line tied to a figure is missing among the figures
OF_FIGURES = {"TD-THIEU-CHI-TIEU": "TD-THIEU-KE-HOACH", "TD-CHUA-CHAM": "TD-THIEU-SO-LIEU"}


def readings(case: Case) -> Iterator[Finding]:
    """What reading itself found: texts taken for numbers, cells that cannot be read."""
    yield from case.reading.findings


def problems(case: Case) -> Iterator[Finding]:
    """Why lines have no score, each at the cell at fault; a figure several lines read is named once."""
    for row in case.rulebook.lines_of(case.submission.unit):
        line = case.card.lines[row.code]
        if line.problem is not None and not row.is_sum and case.has(member.SCORES):
            found = _problem(case, row, line.problem)
            if found:
                yield found


def _problem(case: Case, row: Criterion, problem: Problem) -> Finding | None:
    if problem.code == "TD-THIEU-COT":
        return None  # found where the columns were read
    claim = case.submission.claims.get(row.code)
    key = case.reading.blamed.get(row.code) or _key(row, problem)
    if row.figure and key in ("result", "target"):
        if problem in case.reading.unread_figures.values():
            return None  # found where the figure was read
        if case.has(member.FIGURES) and row.figure not in case.submission.figures:
            return None  # its row is missing: found among the rows
        return _figure_problem(case, row, key, problem)
    return finding(problem.code, line_where(case.submission, claim, key), problem.facts)


def _key(row: Criterion, problem: Problem) -> str:
    if problem.code == "TD-CHUA-CHAM":
        return "result" if row.rule and "result" in row.rule.form.reads else "typed"
    return KEY_OF_HEADER.get(problem.facts.get("cot", ""), KEY_OF.get(problem.code, "result"))


def _figure_problem(case: Case, row: Criterion, key: str, problem: Problem) -> Finding:
    figure = case.rulebook.figures_by_code[row.figure]
    header = member.FIGURES.column(key).header
    facts = {**problem.facts, "ma": figure.code, "ten": figure.name}
    if "cot" in facts:
        facts["cot"] = header
    code = "TD-THIEU-SO-LIEU" if problem.code == "TD-THIEU-KET-QUA" else OF_FIGURES.get(problem.code, problem.code)
    claim = case.submission.figures.get(row.figure)
    return finding(code, figure_where(case.submission, claim, key), facts)


def _scored(case: Case) -> Iterator[tuple[Criterion, Claim, Inputs, LineScore]]:
    """The lines with inputs that were read, with their claims."""
    for code, inputs in case.reading.inputs.items():
        row, claim = case.rulebook.criterion(code), case.submission.claims.get(code)
        if row is not None and row.rule is not None and claim is not None:
            yield row, claim, inputs, case.card.lines[code]


def reasons(case: Case) -> Iterator[Finding]:
    """Not arising asks for a reason on main lines; the score stands."""
    for row, claim, inputs, line in _scored(case):
        if inputs.not_arising and row.part is Part.MAIN and line.problem is None and not claim.reason.strip():
            yield finding("TD-KPS-THIEU-LY-DO", line_where(case.submission, claim, "reason"))


def typed_points(case: Case) -> Iterator[Finding]:
    """On computed ways the unit's own points are only compared; while the comparison with peers waits they are not."""
    for row, claim, inputs, line in _scored(case):
        assert row.rule is not None
        outcome = Outcome(line.state, line.score, line.problem)
        is_peers = isinstance(row.rule.form, Peers)
        if line.score is not None and not is_peers and typed_differs(row.rule, inputs.typed, outcome):
            facts = {"ghi": said_raw(claim.typed), "tinh": vietnamese(line.score)}
            yield finding("TD-DIEM-KHAC-TINH", line_where(case.submission, claim, "typed"), facts)


def dates(case: Case) -> Iterator[Finding]:
    """Dates of lateness lines after today or long before the period."""
    for row, claim, inputs, _ in _scored(case):
        assert row.rule is not None
        day = inputs.result
        if row.rule.reads_a_day and not isinstance(day, Decimal | str) and day is not None:
            header = member.SCORES.column("result").header
            yield from day_findings(case, day, header, line_where(case.submission, claim, "result"))


def ratios(case: Case) -> Iterator[Finding]:
    """A result many times its target; figures are looked at where they stand."""
    for row, claim, inputs, line in _scored(case):
        assert row.rule is not None
        if row.figure or "target" not in row.rule.form.reads or line.problem is not None:
            continue
        times = many_times(inputs.result, inputs.target)
        if times is not None:
            result, target = inputs.result, inputs.target
            facts = {"dong": row.code, "ghi": said_points(result), "chi_tieu": said_points(target), "lan": times}
            yield finding("TD-TY-LE-KHO-TIN", line_where(case.submission, claim, "result"), facts)


def many_times(value: object, against: object) -> str | None:
    """How many times ``against`` the value is, where that is beyond belief."""
    if not isinstance(value, Decimal) or not isinstance(against, Decimal) or against <= 0:
        return None
    times = Fraction(value) / Fraction(against)
    return vietnamese(rounded(times, 0)) if times >= BEYOND_BELIEF else None


def said_points(value: object) -> str:
    """A number as printed."""
    return vietnamese(value) if isinstance(value, Decimal) else str(value)


def answers(case: Case) -> Iterator[Finding]:
    """Each case of `Điều kiện` is answered in one of its two words."""
    if not case.has(member.CONDITIONS):
        return
    for exclusion in case.rulebook.exclusions:
        if exclusion.code in case.reading.answers:
            continue
        answer = case.submission.answers.get(exclusion.code)
        cell = answer.cells.get("answer") if answer else None
        where = Where(sheet=case.submission.sheet(member.CONDITIONS.name), cell=cell)
        facts = {"ma": exclusion.code, "noi_dung": exclusion.text}
        if answer is None or answer.answer is None:
            yield finding("TD-THIEU-TRA-LOI", where, facts)
        else:
            yield finding("TD-TRA-LOI-LA", where, {**facts, "ghi": said_raw(answer.answer)})


def totals(case: Case) -> Iterator[Finding]:
    """A unit all of whose main lines are dropped cannot be scored."""
    if case.card.totals is None:
        yield finding("TD-KHONG-TINH-DUOC-TONG", Where(sheet=case.submission.sheet(member.SCORES.name)))


CHECKS = (readings, problems, reasons, typed_points, dates, ratios, answers, totals)
