"""The first thing wrong on a line, as the column `Kiểm tra` says it: a finding code."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from thidua_xl.cells.entry import Entry, ErrorCell, is_blank
from thidua_xl.rules import Inputs, Outcome, Rule, State
from thidua_xl.rules.inputs import Value
from thidua_xl.rules.vocabulary import Part

YEAR = timedelta(days=365)
PERCENT_UNIT = "%"
MUST, SHOULD = "Bắt buộc", "Nên có"  # what Minh chứng asks for
NO_EVIDENCE = {MUST: "TD-THIEU-MINH-CHUNG", SHOULD: "TD-NEN-CO-MINH-CHUNG"}


@dataclass(frozen=True, slots=True)
class Around:
    """What the check looks at beside the inputs of the rule.

    ``typed``: the unit's own points, which a computed way does not read. ``no_evidence``: the finding for a line
    without evidence, None where nothing is wrong with that. A day that is None is not compared.
    """

    in_percent: bool = False
    no_evidence: str | None = None
    today: date | None = None
    start: date | None = None
    typed: Value | ErrorCell = None
    reason: Entry | ErrorCell = None


def first_problem(rule: Rule, inputs: Inputs, around: Around) -> str | None:
    """The finding code of the first thing wrong on a line whose inputs could be read; None where nothing is."""
    outcome = rule.score(inputs)
    if outcome.problem is not None:
        return outcome.problem.code
    if inputs.not_arising:
        return _reason_problem(rule, around.reason)
    if rule.is_blank(inputs):
        return None
    return _result_problem(inputs, around) or _typed_problem(rule, outcome, around.typed) or _evidence(outcome, around)


def _reason_problem(rule: Rule, reason: Entry | ErrorCell) -> str | None:
    if rule.part is not Part.MAIN:
        return None
    return "TD-O-LOI" if isinstance(reason, ErrorCell) else "TD-KPS-THIEU-LY-DO" if is_blank(reason) else None


def _result_problem(inputs: Inputs, around: Around) -> str | None:
    if isinstance(inputs.result, date):
        if around.today is not None and inputs.result > around.today:
            return "TD-NGAY-SAU-HOM-NAY"
        return "TD-NGAY-QUA-CU" if around.start is not None and inputs.result < around.start - YEAR else None
    small = around.in_percent and isinstance(inputs.result, Decimal) and 0 < inputs.result <= 1
    return "TD-PHAN-TRAM-NHO" if small else None


def _typed_problem(rule: Rule, outcome: Outcome, typed: Value | ErrorCell) -> str | None:
    if isinstance(typed, ErrorCell):
        return "TD-O-LOI" if _compares_typed(rule, outcome) else None
    return "TD-DIEM-KHAC-TINH" if typed_differs(rule, typed, outcome) else None


def _compares_typed(rule: Rule, outcome: Outcome) -> bool:
    return "typed" not in rule.form.reads and outcome.state is State.SCORED


def typed_differs(rule: Rule, typed: Value, outcome: Outcome) -> bool:
    """On a computed way: are the unit's own points other than the computed score?"""
    if typed is None or not _compares_typed(rule, outcome):
        return False
    return not isinstance(typed, Decimal) or rule.points(typed) != outcome.points


def _evidence(outcome: Outcome, around: Around) -> str | None:
    return around.no_evidence if outcome.state is State.PENDING or outcome.points else None
