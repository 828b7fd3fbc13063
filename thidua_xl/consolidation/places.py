"""Where in the new master each finding about the head's own cells stands: the row is known only once all is scored."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from thidua_xl.awards.ballots import Ballot
from thidua_xl.awards.proposals import Proposal
from thidua_xl.consolidation.head_work import HeadWork
from thidua_xl.findings.finding import Finding
from thidua_xl.live.master_plan import FIRST_ROW, MasterPlan
from thidua_xl.live.plan import letters
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.sheets.assessor import CROSSING
from thidua_xl.sheets.master import ASSESSED, BALLOTS, PROPOSALS

POINTS, RESULT, REASON = (letters(ASSESSED, key) for key in ("points", "result", "reason"))
COMBINED = letters(CROSSING, "code")  # the votes of each assessor come before the combined score
FIRST_VOTES = letters(BALLOTS, "agreed")  # of a sentence about all votes together


DECISION, REASON_OF_DECISION = (letters(PROPOSALS, key) for key in ("decision", "reason"))


def decisions_with_cells(proposals: Iterable[Proposal], findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of `Đề nghị`, each with its cell: the rows are drawn in the order of the proposals."""
    rows = {(row.award, row.unit): number for number, row in enumerate(proposals, FIRST_ROW)}
    for finding in findings:
        column = REASON_OF_DECISION if finding.code.endswith("THIEU-LY-DO") else DECISION
        row = rows[finding.facts["ten"], finding.where.unit or ""]
        yield replace(finding, where=replace(finding.where, cell=f"{column}{row}"))


def with_cells(
    rulebook: Rulebook, cards: Mapping[str, Scorecard], head: HeadWork, findings: Iterable[Finding]
) -> Iterator[Finding]:
    """The findings, those of the master's own sheets with the cell of the line or ballot they speak of."""
    kept = tuple(key for key, ballot in head.ballots.items() if ballot != Ballot())
    plan = MasterPlan(rulebook, cards, {}, kept_ballots=kept)
    for finding in findings:
        cell = None if finding.where.cell else _cell(plan, finding)
        yield replace(finding, where=replace(finding.where, cell=cell)) if cell else finding


def _cell(plan: MasterPlan, finding: Finding) -> str | None:
    unit = finding.where.unit or ""
    if finding.where.sheet == ASSESSED.name:
        row = plan.row_of.get((unit, finding.facts.get("ma", "")))
        return f"{_column(finding.code)}{row}" if row else None
    if finding.where.sheet == CROSSING.name and not finding.where.file:
        row = plan.row_of.get((finding.facts.get("don_vi", ""), finding.facts.get("ma", "")))
        return f"{COMBINED}{row}" if row else None
    if finding.where.sheet == BALLOTS.name:
        row = plan.ballot_row_of.get((finding.facts.get("ten", ""), unit))
        return f"{_counted(finding)}{row}" if row else None
    return None


def _counted(finding: Finding) -> str:
    """The column of the count that cannot be true."""
    header = finding.facts.get("cot", "")
    return next((letters(BALLOTS, column.key) for column in BALLOTS.columns if column.header == header), FIRST_VOTES)


def _column(code: str) -> str:
    if code.startswith("TD-KET-QUA-"):
        return RESULT
    return REASON if code == "TD-THAM-DINH-THIEU-LY-DO" else POINTS
