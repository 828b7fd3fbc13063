"""By what a finding is known from one consolidation to the next, and in which order findings stand."""

import hashlib
import json
import re
from collections.abc import Iterable

from thidua_xl.findings.catalogue import severity
from thidua_xl.findings.finding import Finding, Severity
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import assessor, master, member

LENGTH = 20  # hexadecimal digits: enough for any bloc's findings
SHEETS = [layout.name for layout in (*member.LAYOUTS, *master.LAYOUTS, assessor.CROSSING)]
HEAD_SHEETS = {master.ASSESSED.name, master.BALLOTS.name, master.PROPOSALS.name, assessor.CROSSING.name}
NAMES = {"ma", "ten"}
CELL = re.compile(r"([A-Z]{1,3})([0-9]+)")


def row_of(cell: str | None) -> int | None:
    """The row of an address: ``H12`` is 12."""
    found = CELL.fullmatch(cell or "")
    return int(found[2]) if found else None


def finding_key(finding: Finding) -> str:
    """The key of `Xử lý`: the same for the same code, unit, sheet, row and facts (workbooks.md)."""
    where = finding.where
    # a row of the master may move between two consolidations; its line or award is among the facts
    named = where.sheet in HEAD_SHEETS and not NAMES.isdisjoint(finding.facts)
    known_by = [finding.code, where.unit, where.sheet, None if named else row_of(where.cell), dict(finding.facts)]
    text = json.dumps(known_by, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def line_key(code: str) -> str:
    """The key of a unit's answer to the assessed points of a line."""
    return f"dong:{code}"


def in_order(rulebook: Rulebook, findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once: those of no unit, then unit by unit; errors first, then by file, sheet and cell."""
    units = {unit.code: number for number, unit in enumerate(rulebook.units)}

    def key(finding: Finding) -> tuple[object, ...]:
        where = finding.where
        found = CELL.fullmatch(where.cell or "")
        cell = (int(found[2]), len(found[1]), found[1]) if found else (0, 0, "")
        return (
            units.get(where.unit, len(units)) if where.unit else -1,
            severity(finding) is not Severity.ERROR,
            where.file or "",
            SHEETS.index(where.sheet) if where.sheet in SHEETS else len(SHEETS),
            where.sheet or "",
            cell,
            finding.code,
            sorted(finding.facts.items()),
        )

    unique: list[Finding] = []
    for finding in sorted(findings, key=key):
        if not unique or finding != unique[-1]:
            unique.append(finding)
    return unique
