"""Drawing `Điều kiện`, `Bình xét` and `Đề nghị`: what the head and the meeting decide."""

from collections.abc import Iterator

from thidua_xl.awards.ballots import Ballot, vote
from thidua_xl.awards.proposals import Proposal
from thidua_xl.consolidation.master import Master
from thidua_xl.live import master_votes
from thidua_xl.live.live_cell import Live
from thidua_xl.live.master_plan import FIRST_ROW, MasterPlan
from thidua_xl.rulebook.models import Award
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets import master_words as said
from thidua_xl.sheets import words
from thidua_xl.text.vietnamese import fold
from thidua_xl.workbooks.writing.master.canvas import Canvas, Value
from thidua_xl.workbooks.writing.master.work_cells import WorkCells


def draw_conditions(canvas: Canvas, plan: MasterPlan, master: Master) -> None:
    """A row a unit and case."""
    canvas.headers()
    last = max(plan.cases[-1][0] if plan.cases else 0, FIRST_ROW)
    cases = {case.code: case for case in master.rulebook.exclusions}
    for row, unit, code in plan.cases:
        canvas.known_by(row, unit, code)
        word, reason = master.head.decisions.get((unit, code), ("", ""))
        result, case = master.results.get(unit), cases.get(code)
        answer = result.submission.answers.get(code) if result else None
        verdict = master_votes.case_verdict(plan, unit, case, word, last) if case and unit in plan.numbers else None
        values: dict[str, Value] = {
            "unit": unit, "code": code, "text": case.text if case else "", "decision": word, "reason": reason,
            "answer": str(answer.answer or "") if answer else "", "verdict": verdict,
        }  # fmt: skip
        for key, value in values.items():
            canvas.put(row, key, value)
        canvas.guess_height(row, (("text", values["text"]), ("reason", reason)))
        canvas.sheet.drawn(row)
    _shade(canvas, last, f'=$G{FIRST_ROW}="{words.HAPPENED}"')
    canvas.open_range("decision", FIRST_ROW, last)
    canvas.open_range("reason", FIRST_ROW, last)
    canvas.finish(last, frozen=2)


def _shade(canvas: Canvas, last: int, criteria: str) -> None:
    look = canvas.studio.book.add_format({"bold": True, "font_color": "#9C0006"})
    area = (FIRST_ROW - 1, 0, last - 1, canvas.last_column)
    canvas.sheet.conditional_format(*area, {"type": "formula", "criteria": criteria, "format": look})


def award_of(plan: MasterPlan, name: str) -> Award | None:
    """The award in force of a name."""
    return next((award for award in plan.awards if fold(award.name) == fold(name)), None)


def draw_ballots(canvas: Canvas, plan: MasterPlan, master: Master) -> None:
    """A row an award that is put to the vote and a unit."""
    canvas.headers()
    last = max(plan.ballots[-1][0] if plan.ballots else 0, FIRST_ROW)
    for row, name, unit in plan.ballots:
        canvas.known_by(row, name, unit)
        ballot, award = master.head.ballots.get((name, unit), Ballot()), award_of(plan, name)
        values: dict[str, Value] = {"award": name, "unit": unit, "how": ballot.how}
        values |= {key: _count(ballot, key) for key in sheets.COUNT_KEYS}
        if award is not None and award.vote is not None:
            values |= master_votes.ballot_cells(award, ballot, last)
        values |= master.head.unread.get((sheets.BALLOTS.name, name, unit), {})
        for column in canvas.columns:
            canvas.put(row, column.key, values.get(column.key))
        canvas.guess_height(row, [("award", name)])
        canvas.sheet.drawn(row)
    _grey_secret_columns(canvas, last)
    for key in ("how", *sheets.COUNT_KEYS):
        canvas.open_range(key, FIRST_ROW, last)
    canvas.finish(last, frozen=2)


def _count(ballot: Ballot, key: str) -> float | None:
    value = getattr(ballot, key)
    return None if value is None else float(value)


def _grey_secret_columns(canvas: Canvas, last: int) -> None:
    """Ballot papers belong to a secret ballot only."""
    look = canvas.studio.book.add_format({"bg_color": "#D9D9D9", "font_color": "#808080"})
    first, end = canvas.place("issued"), canvas.place("valid")
    how = f"$C{FIRST_ROW}"
    criteria = f'=AND({how}<>"",{how}<>"{sheets.SECRET_BALLOT}")'
    canvas.sheet.conditional_format(
        FIRST_ROW - 1, first, last - 1, end, {"type": "formula", "criteria": criteria, "format": look}
    )


def _proposals(master: Master) -> Iterator[Proposal | tuple[str, str]]:
    yield from master.proposals
    drawn = {(row.award, row.unit) for row in master.proposals}
    yield from (key for key, (word, reason) in master.head.awards.items() if key not in drawn and (word or reason))


def draw_proposals(canvas: Canvas, plan: MasterPlan, master: Master, cells: WorkCells) -> None:
    """A row an award in force and a unit with a scorecard."""
    canvas.headers()
    row = FIRST_ROW - 1
    for row, found in enumerate(_proposals(master), FIRST_ROW):
        key = found if isinstance(found, tuple) else (found.award, found.unit)
        canvas.known_by(row, *key)
        word, reason = master.head.awards.get(key, ("", ""))
        values: dict[str, Value] = {"award": key[0], "unit": key[1], "decision": word, "reason": reason}
        if not isinstance(found, tuple):
            mark = f" – {said.PROVISIONAL}" if found.provisional and found.proposed else ""
            values["proposed"] = f"{words.YES if found.proposed else words.NO}{mark}"
            values["because"] = found.reason
            values |= _now(plan, master, cells, found, row)
        for column in canvas.columns:
            canvas.put(row, column.key, values.get(column.key))
        canvas.guess_height(row, ((name, values.get(name)) for name in ("award", "because", "reason")))
        canvas.sheet.drawn(row)
    last = max(row, FIRST_ROW)
    _shade_proposed(canvas, last)
    canvas.open_range("decision", FIRST_ROW, last)
    canvas.open_range("reason", FIRST_ROW, last)
    canvas.finish(last, frozen=2)


def _now(plan: MasterPlan, master: Master, cells: WorkCells, found: Proposal, row: int) -> dict[str, Live]:
    award = award_of(plan, found.award)
    if award is None or found.unit not in plan.cards:
        return {}
    scope = "whole rank" if award.scope == words.WHOLE_BLOC else "rank"
    rank = cells[found.unit][scope]
    verdict = str(vote(award, master.head.ballots.get((found.award, found.unit))).verdict)
    met = master_votes.conditions_met(plan, award, found.unit, int(rank) if isinstance(rank, float) else None, verdict)
    return {"met": met, "now": master_votes.now_formula(row, str(met.value))}


def _shade_proposed(canvas: Canvas, last: int) -> None:
    look = canvas.studio.book.add_format({"bold": True, "bg_color": "#E2EFDA"})
    criteria = f'=LEFT($C{FIRST_ROW},2)="{words.YES}"'
    area = (FIRST_ROW - 1, 0, last - 1, canvas.place("now"))
    canvas.sheet.conditional_format(*area, {"type": "formula", "criteria": criteria, "format": look})
