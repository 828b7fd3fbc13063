"""Where things of a member workbook stand, and problems as findings there."""

from collections.abc import Mapping

from thidua_xl.findings.finding import Finding, Where
from thidua_xl.rules import Problem
from thidua_xl.sheets import member
from thidua_xl.sheets.layout import Layout
from thidua_xl.submission import Claim, FigureClaim, Submission, Typed
from thidua_xl.text.vietnamese import clean

LONGEST_TYPED = 80  # characters of what a member typed that a sentence quotes
LONGEST_FACT = 400  # of lists of levels, of cells


def finding(code: str, where: Where, facts: Mapping[str, str] | None = None) -> Finding:
    """A finding whose facts are clean and short, whatever a member typed."""
    return Finding(code, where, {key: quoted(text, key) for key, text in (facts or {}).items()})


def finding_of(problem: Problem, where: Where) -> Finding:
    """A problem of a rule or of reading as a finding."""
    return finding(problem.code, where, problem.facts)


def quoted(text: str, key: str) -> str:
    """A fact, cut to what a sentence can carry."""
    longest = LONGEST_TYPED if key == "ghi" else LONGEST_FACT
    tidy = clean(text[: 4 * longest])
    lead = " " if text.startswith(" ") else ""  # hints are joined to a sentence by their space
    return lead + (tidy if len(tidy) <= longest else tidy[: longest - 1].rstrip() + "…")


def where_in(submission: Submission, layout: Layout, row: Typed | None, key: str) -> Where:
    """A cell of a row; the sheet alone where the row or column is not there."""
    cell = row.cells.get(key) if row else None
    return Where(sheet=submission.sheet(layout.name), cell=cell)


def line_where(submission: Submission, claim: Claim | None, key: str) -> Where:
    """A cell of a line of `Tự chấm`."""
    return where_in(submission, member.SCORES, claim, key)


def figure_where(submission: Submission, figure: FigureClaim | None, key: str) -> Where:
    """A cell of a figure of `Số liệu`."""
    return where_in(submission, member.FIGURES, figure, key)


def info_where(submission: Submission, key: str) -> Where:
    """The value cell of an item of `Thông tin`."""
    return Where(sheet=submission.sheet(member.INFO.name), cell=submission.info_cells.get(key))
