"""The live cells of `Điều kiện`, `Bình xét`, `Đề nghị` and `Sai lệch` in the master."""

from thidua_xl.awards.ballots import BASES, BOUNDS, ORDERED, RETURNED, VOTES, Ballot, vote
from thidua_xl.cells.share import Verdict
from thidua_xl.live.live_cell import Live
from thidua_xl.live.master_lines import settles
from thidua_xl.live.master_plan import MasterPlan
from thidua_xl.live.plan import letters, quoted
from thidua_xl.rulebook.models import Award, Exclusion
from thidua_xl.rules.formulas import NO_SCORE, number, text
from thidua_xl.scoring.ranking import happened
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.sheets import master, words
from thidua_xl.sheets import master_words as said
from thidua_xl.text.vietnamese import fold


def same_row(layout_last: int, letter: str) -> str:
    """A cell the head types into, in the formula's own row."""
    return f"INDEX(${letter}$1:${letter}${layout_last + 1},ROW())"


# ---- Điều kiện


def case_verdict(plan: MasterPlan, unit: str, case: Exclusion, decision: str, last: int) -> Live:
    """Kết luận: the head's decision, else what the unit's workbook says."""
    cell = same_row(last, letters(master.CONDITIONS, "decision"))
    before = _undecided(plan, unit, case)
    yes = f"OR(TRIM({cell})={text(words.HAPPENED)},TRIM({cell})={text(words.YES)})"
    no = f"OR(TRIM({cell})={text(words.NOT_HAPPENED)},TRIM({cell})={text(words.NO)})"
    decided = f"IF({yes},{text(words.HAPPENED)},IF({no},{text(words.NOT_HAPPENED)},{text(before)}))"
    formula = f"IFERROR({decided},{text(before)})"
    said_words = {fold(words.HAPPENED): words.HAPPENED, fold(words.YES): words.HAPPENED}
    said_words |= {fold(words.NOT_HAPPENED): words.NOT_HAPPENED, fold(words.NO): words.NOT_HAPPENED}
    return Live(formula, said_words.get(fold(decision), before))


def _undecided(plan: MasterPlan, unit: str, case: Exclusion) -> str:
    card, answers = plan.cards.get(unit), plan.answers.get(unit, {})
    if card is not None and case.code in happened(plan.rulebook, card, answers, {}):
        return words.HAPPENED
    return words.NOT_HAPPENED if answers.get(case.code, "").strip() else said.NO_ANSWER


# ---- Bình xét


def ballot_cells(award: Award, ballot: Ballot, last: int) -> dict[str, Live]:
    """Whether the counts can be true, the share, and what came of the vote."""
    outcome = vote(award, ballot)
    cells = {key: same_row(last, letters(master.BALLOTS, key)) for key in master.COUNT_KEYS}
    fault = same_row(last, letters(master.BALLOTS, "fault"))
    agreed, base = cells["agreed"], cells[BASES[award.vote_of]]
    usable = f"IF({fault}=0,IF(AND(ISNUMBER({agreed}),ISNUMBER({base})),{base}>0,FALSE),FALSE)"
    shares = outcome.base and not outcome.impossible
    share = float(outcome.share) if shares else ""
    return {
        "fault": Live(_fault_formula(cells), float(outcome.impossible)),
        "share": Live(f"IF({usable},ROUND({agreed}*100/{base},2),{NO_SCORE})", share),
        "verdict": Live(_verdict_formula(award, cells, usable), str(outcome.verdict)),
    }


def _fault_formula(cells: dict[str, str]) -> str:
    """1 where a count is negative or broken, more than the one it is a part of, or there are more votes than voters."""
    broken = [f"IF(ISNUMBER({cell}),{cell}<>INT({cell}),FALSE)" for cell in cells.values()]
    beyond = [_exceeds(cells, (small,), (large,)) for small, large in ORDERED]
    voters = ("present", "asked")
    beyond += [_exceeds(cells, (key,), voters) for key in RETURNED]
    beyond += [_exceeds(cells, VOTES, (bound,)) for bound in BOUNDS] + [_exceeds(cells, VOTES, voters)]
    return f"IFERROR(IF(OR(MIN({','.join(cells.values())})<0,{','.join([*broken, *beyond])}),1,0),1)"


def _exceeds(cells: dict[str, str], small: tuple[str, ...], large: tuple[str, ...]) -> str:
    """Is a sum more than another? Where neither side holds a number there is nothing to compare."""
    little, most = (",".join(cells[key] for key in keys) for keys in (small, large))
    return f"IF(AND(COUNT({little})>0,COUNT({most})>0),SUM({little})>SUM({most}),FALSE)"


def _verdict_formula(award: Award, cells: dict[str, str], usable: str) -> str:
    assert award.vote is not None
    agreed, base = cells["agreed"], cells[BASES[award.vote_of]]
    passed, failed, pending = (text(str(verdict)) for verdict in (Verdict.PASSED, Verdict.FAILED, Verdict.PENDING))
    sign = ">" if award.strictly else ">="
    carried = f"IF({agreed}*100{sign}ROUND({base}*{number(award.vote)},9),{passed},{failed})"
    if award.quorum is not None:
        members, present = cells["members"], cells["present"]
        enough = f"{present}*100>=ROUND({members}*{number(award.quorum)},9)"
        known = f"IF(AND(ISNUMBER({members}),ISNUMBER({present})),{members}>0,FALSE)"
        carried = f"IF({known},IF({enough},{carried},{failed}),{pending})"
    return f"IF({usable},{carried},{pending})"


# ---- Đề nghị


def conditions_met(plan: MasterPlan, award: Award, unit: str, rank: int | None, verdict: str) -> Live:
    """The first condition of an award a unit does not meet as things stand, but for quotas and other awards."""
    tests = list(_tests(plan, award, unit, rank, verdict))
    expression, value = text(said.MEETS), said.MEETS
    for condition, words_said, holds in reversed(tests):
        expression = f"IF({condition},{text(words_said)},{expression})"
        value = words_said if holds else value
    return Live(expression, value)


def _tests(plan: MasterPlan, award: Award, unit: str, rank: int | None, verdict: str) -> list[tuple[str, str, bool]]:
    """(condition that hinders, words, does it now), in the order in which the engine looks."""
    card = plan.cards[unit]
    total = card.totals.total if card.totals else None
    found = [(f"{plan.work('eligible', unit)}<>1", said.NOT_IN_RANKING, rank is None)]
    for case in plan.rulebook.exclusions:
        if fold(case.effect) == fold(award.name):
            words_said = said.CASE_HAPPENED + case.code
            found.append((plan.happened(unit, case), words_said, case.code in card.excluded_by))
    if award.least_points is not None:
        low = total is not None and total < award.least_points
        found.append((f"{plan.work('total', unit)}<{number(award.least_points)}", said.LOW_POINTS, low))
    found += _class_test(plan, award, unit, card)
    if award.last_rank is not None:
        key = "whole rank" if award.scope == words.WHOLE_BLOC else "rank"
        too_low = rank is not None and rank > award.last_rank
        found.append((f"{plan.work(key, unit)}>{award.last_rank}", said.LOW_RANK, too_low))
    return found + _vote_tests(plan, award, unit, verdict)


def _class_test(plan: MasterPlan, award: Award, unit: str, card: Scorecard) -> list[tuple[str, str, bool]]:
    if not award.least_class:
        return []
    names = {fold(row.name): row.name for row in reversed(plan.rulebook.classes)}
    order = list(dict.fromkeys(fold(row.name) for row in plan.rulebook.classes))
    enough = order[: order.index(fold(award.least_class)) + 1]
    cell = plan.work("class", unit)
    condition = f"NOT(OR({','.join(f'{cell}={text(names[key])}' for key in enough)}))"
    return [(condition, said.LOW_CLASS, card.class_name is None or fold(card.class_name) not in enough)]


def _vote_tests(plan: MasterPlan, award: Award, unit: str, verdict: str) -> list[tuple[str, str, bool]]:
    row = plan.ballot_row_of.get((award.name, unit))
    if award.vote is None or row is None:
        return []
    cell = f"{quoted(master.BALLOTS.name)}!${letters(master.BALLOTS, 'verdict')}${row}"
    return [
        (f"{cell}={text(str(Verdict.PENDING))}", said.VOTE_OPEN, verdict == Verdict.PENDING),
        (f"{cell}={text(str(Verdict.FAILED))}", said.VOTE_FAILED, verdict == Verdict.FAILED),
    ]


def now_formula(row: int, drawn: str) -> Live:
    """Điều kiện lúc này: what is met, and a word where it is no more what it was when files were put together."""
    cell = f"${letters(master.PROPOSALS, 'met')}{row}"
    return Live(f'{cell}&IF({cell}={text(drawn)},"",{text(said.CHANGED)})', drawn)


# ---- Sai lệch


def open_error(plan: MasterPlan, lines: tuple[int, ...], case: int | None, last: int, *, is_open: bool) -> Live:
    """1 while an error is neither accepted with a note nor settled: by points on its lines, or by its case decided."""
    handling, note = (same_row(last, letters(master.FINDINGS, key)) for key in ("handling", "note"))
    is_settled = f"AND({','.join(settles(plan, line) for line in lines)})" if lines else "FALSE"
    if case is not None:
        column = letters(master.CONDITIONS, "decision")
        last_case = plan.cases[-1][0] + 1
        is_settled = f"LEN(TRIM(INDEX({quoted(master.CONDITIONS.name)}!${column}$1:${column}${last_case},{case})))>0"
    accepts = f"AND(TRIM({handling})={text(master.ACCEPTED)},LEN(TRIM({note}))>0)"
    formula = f"IFERROR(IF({accepts},0,IF({is_settled},0,1)),1)"
    return Live(formula, float(is_open))


def open_errors(plan: MasterPlan, unit: str, drawn: int, last: int) -> Live:
    """How many errors of a unit are open: those of `Sai lệch`, and what else the consolidation counted."""
    name = quoted(master.FINDINGS.name)
    spans = (letters(master.FINDINGS, key) for key in ("number", "open"))
    owners, marks = (f"{name}!${column}$5:${column}${last + 1}" for column in spans)
    total = plan.open_errors.get(unit, 0)
    counted = f"SUMIF({owners},{plan.numbers[unit] + 1},{marks})"
    return Live(f"{number_of(total - drawn)}+{counted}", float(total))


def number_of(value: int) -> str:
    """A whole number as a formula writes it."""
    return f"({value})" if value < 0 else str(value)
