"""Which errors still make a unit's standing provisional (scoring.md 9): not mended, settled or accepted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from thidua_xl.checks import comparing
from thidua_xl.consolidation.head_work import Handling
from thidua_xl.consolidation.keys import finding_key, row_of
from thidua_xl.consolidation.master import UnitResult
from thidua_xl.findings.catalogue import severity
from thidua_xl.findings.finding import Finding, Severity, Where
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import master, member
from thidua_xl.submission import Typed
from thidua_xl.text.vietnamese import fold

ACCEPTED = fold(master.ACCEPTED)
CROSS_CHECK = "TD-DOI-CHIEU"  # two figures that disagree are not settled by the points of a line


@dataclass(frozen=True, slots=True)
class Court:
    """Decides whether an error of a unit is still open."""

    rulebook: Rulebook
    results: Mapping[str, UnitResult]
    handling: Mapping[str, Handling]
    decided: Mapping[str, frozenset[str]]  # by unit: the cases the head decided

    def counts(self, findings: Iterable[Finding]) -> dict[str, int]:
        """How many errors are open, by unit with a scorecard."""
        open_ones = dict.fromkeys(self.results, 0)
        for finding in findings:
            if severity(finding) is not Severity.ERROR or self.is_accepted(finding):
                continue
            for unit in units_of(self.rulebook, finding):
                result = self.results.get(unit)
                if result and self.concerns(finding, result) and not self.is_settled(finding, result):
                    open_ones[unit] += 1
        return open_ones

    def is_accepted(self, finding: Finding) -> bool:
        """Accepted by the head, with a note."""
        return is_accepted(finding, self.handling)

    def concerns(self, finding: Finding, result: UnitResult) -> bool:
        """Is it about what counts for the unit? A file that does not count makes nothing provisional."""
        return finding.where.file is None or finding.where.unit is None or finding.where.file == result.file

    def is_settled(self, finding: Finding, result: UnitResult) -> bool:
        """Do assessed points stand for every line the error is of, or has the head decided the case?"""
        if finding.code.startswith(CROSS_CHECK):
            return False
        case = self._case(finding, result)
        if case is not None:
            return case in self.decided.get(result.unit, frozenset())
        lines = self._lines(finding, result)
        return bool(lines) and all(result.card.lines[code].settled for code in lines)

    def _lines(self, finding: Finding, result: UnitResult) -> list[str]:
        """The unit's lines the error is of: its row, the lines a figure's row feeds, or the line its facts name."""
        where, submission = finding.where, result.submission
        if where.sheet == submission.sheet(member.FIGURES.name):
            figure = _code_at(where, submission.figures)
            leaves = self.rulebook.leaves
            return [row.code for row in leaves if figure and row.figure == figure and self._has(result, row.code)]
        code = _code_at(where, submission.claims) if where.sheet == submission.sheet(member.SCORES.name) else None
        row = self.rulebook.criterion(code or finding.facts.get("ma", ""))
        return [row.code] if row and not row.is_sum and self._has(result, row.code) else []

    def _has(self, result: UnitResult, code: str) -> bool:
        row = self.rulebook.criterion(code)
        return row is not None and code in result.card.lines and self.rulebook.has(result.unit, row)

    def _case(self, finding: Finding, result: UnitResult) -> str | None:
        if finding.where.sheet != result.submission.sheet(member.CONDITIONS.name):
            return None
        return _code_at(finding.where, result.submission.answers) or finding.facts.get("ma")


def is_accepted(finding: Finding, handling: Mapping[str, Handling]) -> bool:
    """Accepted by the head, with a note."""
    handled = handling.get(finding_key(finding), Handling())
    return fold(handled.word) == ACCEPTED and bool(handled.note.strip())


def units_of(rulebook: Rulebook, finding: Finding) -> list[str]:
    """The unit an error is of; a comparison between units is an error of every unit it names."""
    if finding.where.unit is not None:
        return [finding.where.unit]
    if not finding.code.startswith(CROSS_CHECK):
        return []
    rules = (rule for rule in rulebook.cross_checks if rule.code == finding.facts.get("ma"))
    return next((comparing.units_of(rule, rulebook) for rule in rules), [])


def _code_at(where: Where, rows: Mapping[str, Typed]) -> str | None:
    number = row_of(where.cell)
    if number is None:
        return None
    return next((code for code, row in rows.items() if number in {row_of(cell) for cell in row.cells.values()}), None)


def handling_findings(findings: Iterable[Finding], handling: Mapping[str, Handling]) -> Iterator[Finding]:
    """Errors accepted without a note: they stay open."""
    for finding in findings:
        handled = handling.get(finding_key(finding), Handling())
        if severity(finding) is Severity.ERROR and fold(handled.word) == ACCEPTED and not handled.note.strip():
            where = Where(sheet=master.FINDINGS.name, unit=finding.where.unit)
            yield Finding("TD-CHAP-NHAN-THIEU-GHI-CHU", where, {"loi": finding.code})
