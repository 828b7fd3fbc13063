"""Drawing `Sai lệch`: every finding, with links to the master's own line and to the file, and how it is handled."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from thidua_xl.consolidation.head_work import Handling
from thidua_xl.consolidation.keys import finding_key, row_of
from thidua_xl.consolidation.master import Master, UnitResult
from thidua_xl.consolidation.open_errors import CROSS_CHECK, Court
from thidua_xl.findings.catalogue import fix, message, severity
from thidua_xl.findings.finding import Finding, Severity
from thidua_xl.live.master_plan import FIRST_ROW, MasterPlan
from thidua_xl.live.master_votes import open_error
from thidua_xl.live.plan import quoted
from thidua_xl.sheets import assessor, member
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets import master_report as texts
from thidua_xl.sheets import master_words as said
from thidua_xl.sheets.layout import Column
from thidua_xl.submission import Typed
from thidua_xl.workbooks.writing.master.canvas import Canvas, Value
from thidua_xl.workbooks.writing.master.links import Links


@dataclass(slots=True)
class Placed:
    """A finding with the rows of the master it is about."""

    finding: Finding
    lines: tuple[int, ...] = ()
    case: int | None = None
    counts: bool = False  # an error of what counts for the unit: a file that is not used makes nothing provisional
    is_open: bool = False
    target: str = ""  # the master's own cell


@dataclass(slots=True)
class Findings:
    """The findings as they are drawn, and how many open errors each unit has among them."""

    rows: list[Placed] = field(default_factory=list)
    open_by_unit: dict[str, int] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The last row of the sheet's table."""
        return FIRST_ROW + max(0, len(self.rows) - 1)


def placed(master: Master, plan: MasterPlan) -> Findings:
    """Where each finding belongs, and which are open errors now."""
    decided: dict[str, frozenset[str]] = {}
    for (unit, code), (word, _) in master.head.decisions.items():
        if word:
            decided[unit] = decided.get(unit, frozenset()) | {code}
    court = Court(master.rulebook, master.results, master.head.handling, decided)
    found = Findings()
    for finding in master.findings:
        row = _placed(master, plan, court, finding)
        found.rows.append(row)
        owner = finding.where.unit
        if row.is_open and owner:
            found.open_by_unit[owner] = found.open_by_unit.get(owner, 0) + 1
    return found


def _placed(master: Master, plan: MasterPlan, court: Court, finding: Finding) -> Placed:
    row = Placed(finding)
    result = master.results.get(finding.where.unit or "")
    if finding.where.sheet == assessor.CROSSING.name and finding.where.cell and not finding.where.file:
        row.target = f"{quoted(assessor.CROSSING.name)}!{finding.where.cell}"
    if result is None:
        return row
    codes, case = _codes(master, finding, result)
    row.lines = tuple(plan.row_of[result.unit, code] for code in codes if (result.unit, code) in plan.row_of)
    row.case = plan.case_row_of.get((result.unit, case or ""))
    if row.lines:
        row.target = f"{quoted(sheets.ASSESSED.name)}!A{row.lines[0]}"
    elif row.case:
        row.target = f"{quoted(sheets.CONDITIONS.name)}!A{row.case}"
    if finding.code.startswith(CROSS_CHECK):
        row.lines = ()
    row.counts = severity(finding) is Severity.ERROR and court.concerns(finding, result)
    row.is_open = row.counts and not court.is_accepted(finding) and not court.is_settled(finding, result)
    return row


def _codes(master: Master, finding: Finding, result: UnitResult) -> tuple[list[str], str | None]:
    """The lines a finding is of, or the exclusion case."""
    where, submission = finding.where, result.submission
    named = finding.facts.get("ma", "")
    if where.sheet == submission.sheet(member.CONDITIONS.name):
        return [], _code_at(where.cell, submission.answers) or named
    if where.sheet == submission.sheet(member.FIGURES.name):
        figure = _code_at(where.cell, submission.figures)
        return [row.code for row in master.rulebook.leaves if figure and row.figure == figure], None
    at = _code_at(where.cell, submission.claims) if where.sheet == submission.sheet(member.SCORES.name) else None
    row = master.rulebook.criterion(at or named)
    return ([row.code] if row and not row.is_sum else []), None


def _code_at(cell: str | None, rows: Mapping[str, Typed]) -> str | None:
    number = row_of(cell)
    if number is None:
        return None
    return next((code for code, row in rows.items() if number in {row_of(at) for at in row.cells.values()}), None)


def columns(master: Master) -> tuple[Column, ...]:
    """The layout's columns; that of the units' answers is seen only where there are any."""
    return tuple(
        Column(c.key, f"_{c.header}", c.content, c.owner, c.width) if c.key == "reply" and not master.replies else c
        for c in sheets.FINDINGS.columns
    )


def draw_findings(canvas: Canvas, plan: MasterPlan, master: Master, found: Findings, links: Links) -> None:
    """The whole sheet."""
    canvas.headers()
    for row, one in enumerate(found.rows, FIRST_ROW):
        _draw(canvas, plan, master, one, row, found.last, links)
    canvas.open_range("handling", FIRST_ROW, found.last)
    canvas.open_range("note", FIRST_ROW, found.last)
    canvas.finish(found.last, frozen=1)


def _draw(canvas: Canvas, plan: MasterPlan, master: Master, one: Placed, row: int, last: int, links: Links) -> None:
    finding, where = one.finding, one.finding.where
    key = finding_key(finding)
    canvas.known_by(row, key)
    handled = master.head.handling.get(key, Handling())
    is_error = severity(finding) is Severity.ERROR
    unit = where.unit or ""
    flag = open_error(plan, one.lines, one.case, last, is_open=one.is_open) if one.counts else 0.0
    values: dict[str, Value] = {
        "code": finding.code, "severity": said.SEVERITIES[str(severity(finding))], "unit": unit,
        "file": where.file or "", "sheet": where.sheet or "", "cell": where.cell or "", "message": message(finding),
        "fix": fix(finding), "handling": handled.word, "note": handled.note, "key": key,
        "reply": master.replies.get(unit, {}).get(key, ""), "open": flag,
        "number": float(plan.numbers[unit] + 1) if unit in plan.numbers else 0.0, "line": "", "source": "",
    }  # fmt: skip
    for name, value in values.items():
        look = {"bold": True, "font_color": "#9C0006"} if name == "severity" and is_error else {}
        canvas.put(row, name, value, **look)
    canvas.guess_height(row, ((name, values[name]) for name in ("message", "fix", "note", "file", "code", "reply")))
    if one.target:
        canvas.link(row, "line", f"internal:{one.target}", texts.TO_LINE)
    target = links.to(where.file, where.sheet, where.cell)
    if target:
        canvas.link(row, "source", target, texts.TO_FILE)
    canvas.sheet.drawn(row)
