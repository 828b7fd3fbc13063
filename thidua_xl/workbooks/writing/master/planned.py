"""From a Master to the plan of its workbook: units' own inputs, answers, and rows that must not be lost."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from thidua_xl.awards.ballots import Ballot
from thidua_xl.consolidation.head_work import Assessment
from thidua_xl.consolidation.master import Master, UnitResult
from thidua_xl.findings.reasons import UNRANKED, because
from thidua_xl.live.master_plan import MasterPlan
from thidua_xl.rulebook.models import Criterion
from thidua_xl.rules import Inputs
from thidua_xl.rules.peers import Peers
from thidua_xl.sheets import member, words
from thidua_xl.sheets.master import ASSESSED, BALLOTS
from thidua_xl.submission import Raw
from thidua_xl.text.vietnamese import fold

MARKS = {fold(member.MARK), fold(words.YES)}


def plan_of(master: Master) -> MasterPlan:
    """The plan of a master's workbook."""
    rulebook, head = master.rulebook, master.head
    apart = dict.fromkeys(master.results, because(UNRANKED, "not scorable"))
    apart |= {found.unit: found.reason for found in master.unranked if found.unit not in master.results}
    return MasterPlan(
        rulebook,
        {unit: result.card for unit, result in master.results.items()},
        {unit: _own_inputs(master, result) for unit, result in master.results.items()},
        figures={unit: result.figures for unit, result in master.results.items()},
        answers={unit: _answers(result) for unit, result in master.results.items()},
        combined=master.combined,
        open_errors={unit: result.open_errors for unit, result in master.results.items()},
        apart=apart,
        kept_lines=tuple(
            key for key, typed in head.assessments.items() if _is_typed(typed) or (ASSESSED.name, *key) in head.unread
        ),
        kept_cases=tuple(key for key, (word, reason) in head.decisions.items() if word or reason),
        kept_ballots=tuple(
            key for key, ballot in head.ballots.items() if ballot != Ballot() or (BALLOTS.name, *key) in head.unread
        ),
    )


def _is_typed(typed: Assessment) -> bool:
    return typed.result is not None or typed.points is not None or bool(typed.reason)


def _answers(result: UnitResult) -> dict[str, str]:
    return {code: str(claim.answer or "") for code, claim in result.submission.answers.items()}


def _own_inputs(master: Master, result: UnitResult) -> Mapping[str, Inputs]:
    """A unit's inputs; on peers lines where the head's result stands in its place, the unit's own again."""
    own: dict[str, Inputs] = {}
    for row in master.rulebook.leaves:
        typed = master.head.assessments.get((result.unit, row.code))
        if typed is None or typed.result is None or row.rule is None or not isinstance(row.rule.form, Peers):
            continue
        given = result.inputs.get(row.code, Inputs())
        if given.result == typed.result:
            own[row.code] = _taken_back(row, given, result)
    return {**result.inputs, **own} if own else result.inputs


def _taken_back(row: Criterion, given: Inputs, result: UnitResult) -> Inputs:
    claim = result.submission.claims.get(row.code)
    figure = result.submission.figures.get(row.figure) if row.figure else None
    if claim is None and figure is None:
        return given
    written: Raw = figure.result if figure is not None else claim.result if claim else None
    mark = claim.not_arising if claim else None
    marked = mark is True or (isinstance(mark, str) and fold(mark) in MARKS)
    return replace(given, result=written if isinstance(written, Decimal) else None, not_arising=marked)
