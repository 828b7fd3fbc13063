"""Checks: generators of findings over one workbook, listed in CHECKS; those between units are in ``between``."""

from datetime import date
from typing import NamedTuple

from thidua_xl.book import Book
from thidua_xl.checks import evidence, figures, guards, identity, lines, registers, rows, texts, witnesses
from thidua_xl.checks.case import Case, Check, case_of
from thidua_xl.checks.order import ordered
from thidua_xl.findings.finding import Finding
from thidua_xl.member.reading import Reading
from thidua_xl.member.template import Template
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.submission import Submission

CHECKS: tuple[Check, ...] = (
    *guards.CHECKS,
    *identity.CHECKS,
    *rows.CHECKS,
    *witnesses.CHECKS,
    *lines.CHECKS,
    *evidence.CHECKS,
    *figures.CHECKS,
    *registers.CHECKS,
    *texts.CHECKS,
)

__all__ = ["CHECKS", "Case", "Check", "FileFindings", "case_of", "file_findings", "findings_of"]


class FileFindings(NamedTuple):
    """What the checks of one workbook give: its claims as read, its own scorecard, and the findings in order."""

    reading: Reading
    card: Scorecard
    findings: list[Finding]


def file_findings(
    book: Book, rulebook: Rulebook, submission: Submission, template: Template, today: date
) -> FileFindings:
    """Check one workbook whose unit the rulebook knows. The findings have no file and no unit yet."""
    case = case_of(book, rulebook, submission, template, today)
    return FileFindings(case.reading, case.card, ordered(book, findings_of(case)))


def findings_of(case: Case) -> list[Finding]:
    """What all checks find; how a text is written is left aside where the same cell has a finding already."""
    found = [each for check in CHECKS if check not in texts.CHECKS for each in check(case)]
    said = {(each.where.sheet, each.where.cell) for each in found}
    written = [each for check in texts.CHECKS for each in check(case)]
    return found + [each for each in written if (each.where.sheet, each.where.cell) not in said]
