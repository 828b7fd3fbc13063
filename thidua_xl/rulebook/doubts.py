"""What errors leave in doubt: a warning that rests on a cell with an error would be a guess, and is not given."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from thidua_xl.findings.catalogue import severity
from thidua_xl.findings.finding import Finding, Severity
from thidua_xl.rulebook.criteria_rows import CriterionRow
from thidua_xl.rulebook.info_sheet import Info
from thidua_xl.rules.vocabulary import Way
from thidua_xl.sheets.rulebook import CRITERIA, INFO
from thidua_xl.text.vietnamese import fold

LINES = "lines"  # what the lines' maxima add to
ANYWHERE = ""  # a row without its code or its parent
OF_SUMS = ("code", "maximum", "part", "way", "ceiling", "units", "period")  # columns that decide it
OF_PERIOD = ("period_kind", "start", "end", "scale", "digits", "bonus_cap", "rescale")


@dataclass(frozen=True, slots=True)
class Doubts:
    """``sheets``: names of layouts with an error (of `Thông tin` only what sums and dates rest on), or LINES.

    ``lines``: folded codes of the criteria whose sums are in doubt, or ANYWHERE for all of them.
    """

    sheets: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()


def doubts(
    findings: Iterable[Finding], names: dict[str, str], unread: Set[str], info: Info, rows: Iterable[CriterionRow]
) -> Doubts:
    """The doubts that the errors among ``findings`` leave.

    ``names`` are the layouts' sheets as they are called here, ``unread`` the layouts whose sheet could not be read.
    """
    errors = {(f.where.sheet, f.where.cell) for f in findings if severity(f) is Severity.ERROR}
    sheets = {layout for layout, name in names.items() if any(sheet == name for sheet, _ in errors)}
    sheets = (sheets - {INFO.name, CRITERIA.name}) | unread
    if CRITERIA.name in unread:
        sheets.add(LINES)
    values = {(names.get(INFO.name), info.rows[key].where("value")) for key in OF_PERIOD if key in info.rows}
    if values & errors or not {"start", "end"} <= info.days.keys():
        sheets.add(INFO.name)
    lines: set[str] = set()
    rows = list(rows)
    codes = {fold(row.code) for row in rows}
    for row in rows:
        cells = {(names.get(CRITERIA.name), row.row.where(key)) for key in OF_SUMS}
        if row.way is not Way.NOTE and (not row.sound or cells & errors):
            sheets.add(LINES)
            above = set(_upwards(row.code))
            lines.update(above if above <= codes else above | {ANYWHERE})
    return Doubts(frozenset(sheets), frozenset(lines))


def _upwards(code: str) -> Iterable[str]:
    """The code and those of the rows above it."""
    pieces = fold(code).split(".")
    return (".".join(pieces[:count]) for count in range(len(pieces), 0, -1))
