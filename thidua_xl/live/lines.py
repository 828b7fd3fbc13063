"""The live cells of one line of `Tự chấm`: score, evidence count and the first thing wrong."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from thidua_xl.cells.line_check import NO_EVIDENCE, PERCENT_UNIT, YEAR, Around
from thidua_xl.findings.short import SHORT
from thidua_xl.live.plan import Plan, letters
from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.rules import Rule, State
from thidua_xl.rules.formulas import is_blank, is_number, text
from thidua_xl.rules.inputs import Cells, Fault
from thidua_xl.rules.peers import Peers
from thidua_xl.rules.rule import is_marked
from thidua_xl.rules.vocabulary import WAITING, NotArising, Part
from thidua_xl.sheets import member, words


def score_formula(plan: Plan, row: Criterion) -> str:
    """The score of a line or sum."""
    assert row.rule is not None
    return _formula(row.rule, plan.cells(row))


@lru_cache(4096)  # a bloc's workbooks are drawn and looked at one after another, and most units have most lines
def _formula(rule: Rule, cells: Cells) -> str:
    return rule.formula(cells)


def shown_score(state: State, points: Decimal | None) -> float | str:
    """What that formula shows for an outcome."""
    if state is State.PENDING:
        return WAITING
    return "" if points is None else float(points)


def evidence_formula(plan: Plan, row: Criterion) -> str:
    """How many rows of `Minh chứng` name this line, compared exactly; an error cell among them costs nothing.

    1/(a=b) is an error unless equal, so counting what is no error counts the equal ones without wildcards.
    """
    span = plan.register_span(member.EVIDENCE, "criterion")
    code = f"${letters(member.SCORES, 'code')}{plan.row_of[row.code]}"  # locked: nobody can cut it
    return f"SUMPRODUCT(--NOT(ISERROR(1/({span}={code}))))"


def figure_input_formula(plan: Plan, key: str, figure: str) -> str:
    """The result or target of a line tied to a figure: what `Số liệu` holds, blank where that is blank."""
    cell = plan.figure_cell(key, figure)
    return f'IF(LEN({cell})=0,"",{cell})'


def expects_percent(row: Criterion) -> bool:
    """Is the result of this line a percentage typed in percent points?"""
    return row.measured_in.strip() == PERCENT_UNIT


def check_formula(plan: Plan, row: Criterion) -> str:
    """The first thing wrong on the line, in words, "" where nothing is."""
    assert row.rule is not None
    cells = plan.cells(row)
    reads_typed = [cells.typed] if "typed" in row.rule.form.reads else []
    nothing = is_blank(cells.result, cells.times, *reads_typed)
    empty = _said("TD-CHUA-CHAM") if row.rule.part is Part.MAIN else '""'
    faults = _nested(row.rule.form.faults(cells), '""')
    if isinstance(row.rule.form, Peers):
        scored = _nested(row.rule.form.faults(cells), _later_formula(plan, row))
    else:
        scored = f"IF(ISNUMBER({plan.same_row('score')}),{_later_formula(plan, row)},{faults})"
    line = f"IF({nothing},{empty},{scored})"
    line = f"IF({is_blank(cells.not_arising)},{line},{_marked_formula(plan, row.rule, nothing)})"
    read = [f"{cells.result}&{cells.times}", *([cells.target] if "target" in row.rule.form.reads else []), *reads_typed]
    return f"IFERROR(IF(ISERROR({'&'.join(read)}),{_said('TD-O-LOI')},{line}),{_said('TD-O-LOI')})"


def _said(code: str) -> str:
    return text(SHORT[code])


def _nested(faults: Iterable[Fault], otherwise: str) -> str:
    expression = otherwise
    for fault in reversed(list(faults)):
        said = _said(fault.code)
        expression = said if fault.condition == "TRUE" else f"IF({fault.condition},{said},{expression})"
    return expression


def _marked_formula(plan: Plan, rule: Rule, nothing: str) -> str:
    allowed = rule.part is not Part.MAIN or rule.not_arising is not NotArising.NEVER
    reason = is_blank(plan.same_row("reason"))
    accepted = '""' if rule.part is not Part.MAIN else f'IF({reason},{_said("TD-KPS-THIEU-LY-DO")},"")'
    if not allowed:
        accepted = _said("TD-KPS-KHONG-DUOC")
    with_input = f"IF({nothing},{accepted},{_said('TD-KPS-CO-KET-QUA')})"
    return f"IF({is_marked(plan.same_row('not_arising'))},{with_input},{_said('TD-KPS-DAU-LA')})"


def _later_formula(plan: Plan, row: Criterion) -> str:
    """What may be wrong with a line that has its score."""
    assert row.rule is not None
    result, typed, score = (plan.same_row(key) for key in ("result", "typed", "score"))
    faults: list[Fault] = []
    if row.rule.reads_a_day:
        oldest = plan.rulebook.start - YEAR
        faults.append(Fault(f"IF(ISNUMBER({result}),{result}>=TODAY()+1,FALSE)", "TD-NGAY-SAU-HOM-NAY"))
        early = f"{result}<DATE({oldest.year},{oldest.month},{oldest.day})"
        faults.append(Fault(f"IF(ISNUMBER({result}),{early},FALSE)", "TD-NGAY-QUA-CU"))
    if expects_percent(row):
        faults.append(Fault(f"IF(ISNUMBER({result}),AND({result}>0,{result}<=1),FALSE)", "TD-PHAN-TRAM-NHO"))
    if "typed" not in row.rule.form.reads and not isinstance(row.rule.form, Peers):
        shown = f"0-{typed}" if row.rule.part is Part.DEDUCTION else typed
        differs = f"IF(AND({is_number(typed)}),ROUND({shown},{row.rule.digits})<>{score},NOT({is_blank(typed)}))"
        faults.append(Fault(differs, "TD-DIEM-KHAC-TINH"))
    if row.evidence != words.EVIDENCE_NONE:
        code = NO_EVIDENCE[row.evidence]
        counts = f"{score}<>0" if not isinstance(row.rule.form, Peers) else "TRUE"
        faults.append(Fault(f"AND({plan.same_row('evidence')}=0,{counts})", code))
    return _nested(faults, '""')


def around(rulebook: Rulebook, row: Criterion, evidence: int, today: date) -> Around:
    """What the check of a line looks at beside its cells."""
    no_evidence = None if evidence else NO_EVIDENCE.get(row.evidence)
    return Around(expects_percent(row), no_evidence, today, rulebook.start)
