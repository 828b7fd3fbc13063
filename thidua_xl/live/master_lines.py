"""The live cells of one line of one unit in the master: usable assessed points, final points, floors, peers."""

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from thidua_xl.live.live_cell import Live, Shown, shown
from thidua_xl.live.master_plan import MasterPlan, PeersRow
from thidua_xl.live.plan import letters
from thidua_xl.points import rounded
from thidua_xl.rulebook.models import Criterion
from thidua_xl.rules import Inputs, Rule, State
from thidua_xl.rules.formulas import NO_SCORE, is_number, noiseless, number
from thidua_xl.rules.inputs import Finish
from thidua_xl.rules.peers import Peers, Runner
from thidua_xl.rules.typed import within
from thidua_xl.rules.vocabulary import Excess, Part
from thidua_xl.sheets import master, member, words

USABLE = "C"  # columns of the hidden sheet of lines; `Thẩm định` and it have the same rows
FIRST_FLOOR = 4
TARGET = member.SCORES.column("target").header
OWN_RESULT, OWN_TARGET, RESULT, EXCESS, BEST, POINTS = "D", "E", "F", "G", "H", "I"  # of the peers sheet


def usable_cell(row: int) -> str:
    """The assessed points that may stand, on the hidden sheet; "" where there are none."""
    return f"{master.WORK_LINES}!${USABLE}${row}"


def settles(plan: MasterPlan, row: int) -> str:
    """Do assessed points count on this line, as a condition?"""
    return f"ISNUMBER({usable_cell(row)})" if plan.rulebook.final == words.ASSESSED else "FALSE"


def usable(plan: MasterPlan, unit: str, line: Criterion) -> Live:
    """The head's points where they may stand, else the assessors' combined ones, else ""."""
    assert line.rule is not None
    combined = plan.combined.get((unit, line.code))
    otherwise = NO_SCORE if combined is None else number(rounded(combined, plan.rulebook.digits))
    formula = _usable(line.rule, plan.typed_cell("points", "ROW()"), plan.rulebook.digits, otherwise)
    return Live(formula, shown(plan.cards[unit].lines[line.code].assessed))


@lru_cache(4096)  # nearly all units have nearly all lines
def _usable(rule: Rule, typed: str, digits: int, otherwise: str) -> str:
    found = f"ROUND({typed},{digits})"
    tests = within(typed, rule.bounds(), rule.step())
    if tests:
        found = f"IF(AND({','.join(tests)}),{found},{otherwise})"
    return f"IF(AND({is_number(typed)}),{found},{otherwise})"


def recomputed(plan: MasterPlan, unit: str, line: Criterion) -> Live | None:
    """Điểm tự chấm of a peers line, which the other units can move; None on lines that nobody can move."""
    row = plan.peers_row_of.get((unit, line.code))
    if row is None:
        return None
    cell = f"{master.WORK_PEERS}!${POINTS}${row}"
    alone = _alone(plan, unit, line)
    otherwise = NO_SCORE if alone is None else number(alone)
    score = plan.cards[unit].lines[line.code].score
    return Live(f"IF(ISNUMBER({cell}),{cell},{otherwise})", shown(score))


def _alone(plan: MasterPlan, unit: str, line: Criterion) -> Decimal | None:
    """The score of a peers line where the unit is not compared."""
    given = plan.inputs[unit].get(line.code, Inputs())
    if line.rule is None or plan.cards[unit].lines[line.code].state is State.ERROR:
        return None
    return line.rule.score(given).points


def final(plan: MasterPlan, unit: str, line: Criterion) -> Live:
    """Điểm chốt."""
    row = plan.row_of[unit, line.code]
    score = f"${letters(master.ASSESSED, 'score')}{row}"
    own = f"IF(ISNUMBER({score}),{score},{NO_SCORE})"
    counts = plan.rulebook.final == words.ASSESSED
    formula = f"IF(ISNUMBER({usable_cell(row)}),{usable_cell(row)},{own})" if counts else own
    return Live(formula, shown(plan.cards[unit].lines[line.code].final))


def gap(plan: MasterPlan, unit: str, line: Criterion) -> Live:
    """Chênh lệch: assessed less recomputed."""
    row = plan.row_of[unit, line.code]
    score, assessed = f"${letters(master.ASSESSED, 'score')}{row}", usable_cell(row)
    both = f"AND(ISNUMBER({assessed}),ISNUMBER({score}))"
    found = plan.cards[unit].lines[line.code]
    differs = None if found.assessed is None or found.score is None else found.assessed - found.score
    formula = f"IF({both},ROUND({assessed}-{score},{plan.rulebook.digits}),{NO_SCORE})"
    return Live(formula, shown(differs))


def arises(plan: MasterPlan, unit: str, line: Criterion) -> str:
    """Does the line count for the unit, as a condition? What the head types overrides what the unit says."""
    if own_state(plan, unit, line) in (State.NOT_ARISING, State.DROPPED):
        return assessed_here(plan, unit, line)
    return "TRUE"


def own_state(plan: MasterPlan, unit: str, line: Criterion) -> State:
    """What became of a line by the unit's own inputs: the head's result on a peers line can be taken back."""
    state = plan.cards[unit].lines[line.code].state
    given = plan.inputs[unit].get(line.code)
    if (unit, line.code) not in plan.peers_row_of or given is None or line.rule is None:
        return state
    own = line.rule.score(given).state
    return own if own in (State.NOT_ARISING, State.DROPPED) else state


def assessed_here(plan: MasterPlan, unit: str, line: Criterion) -> str:
    """Did the head type points that count, or a result that is compared, as a condition?"""
    settled = settles(plan, plan.row_of[unit, line.code])
    row = plan.peers_row_of.get((unit, line.code))
    return settled if row is None else f"OR({settled},ISNUMBER({master.WORK_PEERS}!${RESULT}${row}))"


def below_floor(plan: MasterPlan, unit: str, line: Criterion, floor: Decimal) -> Live | None:
    """1 where a main line is under so many percent of its maximum; cross-multiplied. None where none is asked."""
    if line.part is not Part.MAIN or line.maximum is None:
        return None
    points = plan.line_cell("final", plan.row_of[unit, line.code])
    needed = number(floor * line.maximum)
    short = f"IF(ROUND(IF(ISNUMBER({points}),{points},0)*100-{needed},9)<0,1,0)"
    found = plan.cards[unit].lines[line.code]
    is_short = found.arises and (found.final or Decimal(0)) * 100 < floor * line.maximum
    return Live(f"IF({arises(plan, unit, line)},{short},0)", float(is_short))


# ---- peers


def own_runner(plan: MasterPlan, found: PeersRow) -> tuple[float | None, float | None]:
    """The unit's own usable result, and its target (0 = none); a target of None keeps it out of the comparison."""
    given = plan.inputs[found.unit].get(found.line.code, Inputs())
    form = found.line.rule.form if found.line.rule else None
    assert isinstance(form, Peers)
    line = plan.cards[found.unit].lines[found.line.code]
    if line.problem is not None and line.problem.facts.get("cot") == TARGET:
        return None, None
    runner = form.runner(replace(given, result=Decimal(0)))
    if not isinstance(runner, Runner):
        return None, None
    target, own = float(runner.target), form.runner(given)
    if given.not_arising or not isinstance(own, Runner) or line.state is State.ERROR:
        return None, target
    return float(own.result), target


def peers_cells(plan: MasterPlan, found: PeersRow) -> dict[str, str]:
    """The formulas of one unit's row: the result compared, its excess, its part among those without a target."""
    assert found.line.rule is not None
    form = found.line.rule.form
    assert isinstance(form, Peers)
    row = found.row
    own, target, result = f"${OWN_RESULT}{row}", f"${OWN_TARGET}{row}", f"${RESULT}{row}"
    typed = plan.typed_cell("result", str(plan.row_of[found.unit, found.line.code]))
    used = f"IF(AND({is_number(typed)}),IF({typed}>=0,{typed},{own}),{own})"
    excess = f"({result}-{target})*100/{target}" if form.excess is Excess.RATIO else f"{result}-{target}"
    return {
        RESULT: f"IF(ISNUMBER({target}),IF(LEN({used})=0,{NO_SCORE},{used}),{NO_SCORE})",
        EXCESS: f"IF(ISNUMBER({result}),IF({target}>0,{excess},{NO_SCORE}),{NO_SCORE})",
        BEST: f"IF(ISNUMBER({result}),IF({target}=0,{result},{NO_SCORE}),{NO_SCORE})",
        POINTS: _peers_points(plan, found, form),
    }


def _peers_points(plan: MasterPlan, found: PeersRow, form: Peers) -> str:
    finish = Finish(plan.rulebook.digits, found.line.part)
    row, most = found.row, number(form.maximum)
    target, result, excess = f"${OWN_TARGET}{row}", f"${RESULT}{row}", f"${EXCESS}{row}"
    best = f"MAX(${BEST}${found.first}:${BEST}${found.last})"
    greatest = f"MAX(${EXCESS}${found.first}:${EXCESS}${found.last})"
    free = f"IF({best}>0,{finish(f'{most}*{result}/{best}')},0)"
    reached = finish(f"{most}*{result}/({target}*2)")
    passed = finish(noiseless(f"{most}*({greatest}+{excess})/({greatest}*2)"))
    targeted = f"IF({result}<={target},{reached},{passed})"
    return f"IF(ISNUMBER({result}),IF({target}=0,{free},{targeted}),{NO_SCORE})"


def peers_shown(plan: MasterPlan, found: PeersRow) -> dict[str, Shown]:
    """What those formulas show, from the scorecard's inputs and points."""
    form = found.line.rule.form if found.line.rule else None
    assert isinstance(form, Peers)
    line = plan.cards[found.unit].lines[found.line.code]
    given = plan.cards[found.unit].inputs.get(found.line.code, Inputs())
    runner = form.runner(given)
    if given.not_arising or line.state is not State.SCORED or not isinstance(runner, Runner):
        return {RESULT: "", EXCESS: "", BEST: "", POINTS: ""}
    result, target = float(runner.result), float(runner.target)
    ratio = form.excess is Excess.RATIO
    excess = (result - target) * 100 / target if ratio and target else result - target
    return {
        RESULT: result,
        EXCESS: excess if target else "",
        BEST: "" if target else result,
        POINTS: shown(line.score),
    }
