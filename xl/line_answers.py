"""What the functions of one line answer: its cells in, the engine's answer out. Raises NoAnswer with why not."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from thidua_xl.findings.short import SHORT
from thidua_xl.rules import Inputs, Outcome, Rule, State, rule_of
from thidua_xl.rules.bands import Bands
from thidua_xl.rules.linear import Linear
from thidua_xl.rules.vocabulary import WAITING, Measure, Part
from thidua_xl.text.vietnamese import fold
from xl.adapt import EPOCH, Content, ErrorCell, NoAnswer, as_input, content, is_blank, mark, number, words

MUST, SHOULD = "Bắt buộc", "Nên có"
YEAR = timedelta(days=365)
PERCENT_UNIT = "%"
NO_SCORE = {State.PENDING: WAITING, State.DROPPED: "không phát sinh: bỏ dòng này"}
OTHER_WORDS = {"TD-DONG-CONG": "dòng cộng: dùng SUM hoặc TD_TONG"}


@lru_cache(maxsize=1024)
def rule(text: str) -> Rule:
    """The rule of a canonical text, also where it stands in a line's text ``code|rule|…``."""
    pieces = text.split("|")
    try:
        return rule_of(pieces[1] if len(pieces) > 1 else text)
    except (ValueError, IndexError) as wrong:
        raise NoAnswer("không đọc được quy tắc chấm") from wrong


def rule_in(quy_tac: object) -> Rule:
    """The rule of a cell."""
    found = content(quy_tac)
    if isinstance(found, str) and found.strip():
        return rule(found)
    raise NoAnswer("ô đang báo lỗi" if isinstance(found, ErrorCell) else "thiếu quy tắc chấm")


def said(code: str) -> str:
    """What is wrong, in the words of the live check."""
    return SHORT.get(code) or OTHER_WORDS.get(code, code)


def points(quy_tac: object, *cells: object) -> Decimal:
    """The points of a line. ``cells``: result, target, typed points, times, mark of not arising."""
    line_rule = rule_in(quy_tac)
    outcome = _outcome(line_rule, inputs(line_rule, *cells))
    if outcome.points is None:
        raise NoAnswer(NO_SCORE[outcome.state] if outcome.problem is None else said(outcome.problem.code))
    return outcome.points


@lru_cache(maxsize=4096)
def _outcome(line_rule: Rule, given: Inputs) -> Outcome:
    """Remembered: one keystroke in a column makes a spreadsheet ask for every line that looks into it."""
    return line_rule.score(given)


def inputs(line_rule: Rule, result: object, target: object, typed: object, times: object, marked: object) -> Inputs:
    """What the rule is given. Cells that it does not read are not looked at."""
    reads = line_rule.form.reads
    read = as_input(content(result), is_date=_is_lateness(line_rule))
    goal = as_input(content(target), is_date=False) if "target" in reads else None
    count = as_input(content(times), is_date=False)
    own = as_input(content(typed), is_date=False) if "typed" in reads else None
    has_mark = mark(content(marked))
    if has_mark is None:
        raise NoAnswer(SHORT["TD-KPS-DAU-LA"])
    return Inputs(read, goal, count, own, has_mark)


def _is_lateness(line_rule: Rule) -> bool:
    return isinstance(line_rule.form, Linear | Bands) and line_rule.form.gauge.measure is Measure.LATE


def first_problem(line: Sequence[object], around: Sequence[object]) -> str:
    """What is wrong first on a line, in the words of the live check; "" where nothing is.

    ``around``: reason, how many rows of evidence, whether evidence is asked for, unit of the result, today and the
    first day of the period; what is not given is not checked.
    """
    line_rule = rule_in(line[0])
    try:
        given = inputs(line_rule, *line[1:])
    except NoAnswer as why:
        return str(why)
    outcome = line_rule.score(given)
    if outcome.problem is not None:
        return said(outcome.problem.code)
    reason, evidence, needed, unit, today, start = map(content, around)
    if given.not_arising:
        code = _reason_problem(line_rule, reason)
    elif line_rule.is_blank(given):
        code = None
    else:
        code = _date_problem(given, today, start) or _small_problem(given, unit)
        code = code or _typed_problem(line_rule, outcome, line[3]) or _evidence_problem(outcome, evidence, needed)
    return SHORT[code] if code else ""


def _reason_problem(line_rule: Rule, reason: Content) -> str | None:
    if line_rule.part is not Part.MAIN:
        return None
    return "TD-O-LOI" if isinstance(reason, ErrorCell) else "TD-KPS-THIEU-LY-DO" if is_blank(reason) else None


def _date_problem(given: Inputs, today: Content, start: Content) -> str | None:
    if not isinstance(given.result, date):
        return None
    last, first = _day(today), _day(start)
    if last is not None and given.result > last:
        return "TD-NGAY-SAU-HOM-NAY"
    return "TD-NGAY-QUA-CU" if first is not None and given.result < first - YEAR else None


def _day(cell: Content) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return (EPOCH + timedelta(days=int(cell))).date() if isinstance(cell, Decimal) and cell >= 1 else None


def _small_problem(given: Inputs, unit: Content) -> str | None:
    small = isinstance(given.result, Decimal) and 0 < given.result <= 1
    return "TD-PHAN-TRAM-NHO" if small and words(unit) == PERCENT_UNIT else None


def _typed_problem(line_rule: Rule, outcome: Outcome, typed: object) -> str | None:
    """On a computed way: are the unit's own points other than the computed score?"""
    if "typed" in line_rule.form.reads or outcome.state is not State.SCORED:
        return None
    own = content(typed)
    if isinstance(own, ErrorCell):
        return "TD-O-LOI"
    points = as_input(own, is_date=False)
    if points is None or (isinstance(points, Decimal) and line_rule.points(points) == outcome.points):
        return None
    return "TD-DIEM-KHAC-TINH"


def _evidence_problem(outcome: Outcome, evidence: Content, needed: Content) -> str | None:
    counts = outcome.state is State.PENDING or bool(outcome.points)
    if number(evidence) or not counts:
        return None
    asked = {fold(MUST): "TD-THIEU-MINH-CHUNG", fold(SHOULD): "TD-NEN-CO-MINH-CHUNG"}
    return asked.get(fold(words(needed)))


def sentence(quy_tac: object) -> str:
    """The rule in natural Vietnamese."""
    return rule_in(quy_tac).sentence()
