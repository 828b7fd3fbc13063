"""What the functions of one line answer: its cells in, the engine's answer out. Raises NoAnswer with why not."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from thidua_xl.cells.entry import LAST_SERIAL, ErrorCell, day_of
from thidua_xl.cells.line_check import NO_EVIDENCE, PERCENT_UNIT, Around
from thidua_xl.cells.line_check import first_problem as first_code
from thidua_xl.findings.short import SHORT
from thidua_xl.rules import Inputs, Rule, State, rule_of
from thidua_xl.rules.vocabulary import WAITING
from thidua_xl.text.vietnamese import fold
from xl.adapt import Content, NoAnswer, as_input, content, content_of, mark, number, single, words

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
    return rule(rule_text(quy_tac))


def rule_text(quy_tac: object) -> str:
    """The text of a rule in a cell. Raises NoAnswer where there is none."""
    found = single(quy_tac)
    if isinstance(found, str) and found.strip():
        return found
    raise NoAnswer("ô đang báo lỗi" if isinstance(content_of(found), ErrorCell) else "thiếu quy tắc chấm")


def said(code: str) -> str:
    """What is wrong, in the words of the live check."""
    return SHORT.get(code) or OTHER_WORDS.get(code, code)


def points(quy_tac: object, *cells: object) -> Decimal:
    """The points of a line. ``cells``: result, target, typed points, times, mark of not arising."""
    text = rule_text(quy_tac)
    answer = _answer(text, *_read(rule(text), *cells))
    if isinstance(answer, str):
        raise NoAnswer(answer)
    return answer


@lru_cache(maxsize=4096, typed=True)  # 1 and TRUE are not the same
def _answer(text: str, *cells: object) -> Decimal | str:
    """The points, or why there are none.

    Remembered: one keystroke in a column makes a spreadsheet ask for every line that looks into it.
    """
    line_rule = rule(text)
    try:
        outcome = line_rule.score(_given(line_rule, *cells))
    except NoAnswer as why:
        return str(why)
    if outcome.points is None:
        return NO_SCORE[outcome.state] if outcome.problem is None else said(outcome.problem.code)
    return outcome.points


def inputs(line_rule: Rule, *cells: object) -> Inputs:
    """What the rule is given. Cells that it does not read are not looked at."""
    return _given(line_rule, *_read(line_rule, *cells))


def _read(
    line_rule: Rule, result: object, target: object, typed: object, times: object, marked: object
) -> tuple[object, ...]:
    reads = line_rule.form.reads
    goal = single(target) if "target" in reads else None
    own = single(typed) if "typed" in reads else None
    return single(result), goal, own, single(times), single(marked)


def _given(line_rule: Rule, result: object, target: object, typed: object, times: object, marked: object) -> Inputs:
    read = as_input(content_of(result), is_date=line_rule.reads_a_day)
    goal, count, own = (as_input(content_of(cell), is_date=False) for cell in (target, times, typed))
    has_mark = mark(content_of(marked))
    if has_mark is None:
        raise NoAnswer(SHORT["TD-KPS-DAU-LA"])
    return Inputs(read, goal, count, own, has_mark)


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
    code = first_code(line_rule, given, _around(content(line[3]), *map(content, around)))
    return said(code) if code else ""


def _around(
    typed: Content, reason: Content, evidence: Content, needed: Content, unit: Content, today: Content, start: Content
) -> Around:
    asked = next((code for word, code in NO_EVIDENCE.items() if fold(word) == fold(words(needed))), None)
    own = typed if isinstance(typed, ErrorCell) else as_input(typed, is_date=False)
    no_evidence = None if number(evidence) else asked
    return Around(words(unit) == PERCENT_UNIT, no_evidence, _day(today), _day(start), own, reason)


def _day(cell: Content) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return day_of(cell) if isinstance(cell, Decimal) and 1 <= cell <= LAST_SERIAL else None


def sentence(quy_tac: object) -> str:
    """The rule in natural Vietnamese."""
    return rule_in(quy_tac).sentence()
