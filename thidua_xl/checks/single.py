"""One workbook checked by itself: its submission, its reading, its scorecard and every finding, in order."""

from dataclasses import dataclass, replace
from datetime import date

from thidua_xl.book import Book
from thidua_xl.checks import file_findings
from thidua_xl.checks.order import ordered
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.member.places import finding
from thidua_xl.member.reading import Reading
from thidua_xl.member.template import template_in
from thidua_xl.member.workbook import read_submission
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.submission import Submission


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one workbook; ``reading`` and ``card`` are there where its unit and a rulebook are known."""

    submission: Submission | None
    findings: list[Finding]
    rulebook: Rulebook | None = None
    reading: Reading | None = None
    card: Scorecard | None = None


def checked(book: Book, rulebook: Rulebook | None, today: date) -> Checked:
    """Read and check a member workbook; without ``rulebook`` by the one it carries. The file is the caller's."""
    template = template_in(book)
    submission, found = read_submission(book, rulebook, template)
    if submission is None:
        return Checked(None, found)
    if not book.formulas_known:
        found = [finding("TD-TEP-CHI-DOC-GIA-TRI", Where(), {"kind": f".{book.kind}"}), *found]
    by = rulebook or template.rulebook
    if by is None:
        return Checked(submission, [*found, Finding("TD-KHONG-CO-BO-TIEU-CHI", Where())])
    if not submission.unit:
        return Checked(submission, found, by)
    reading, card, own = file_findings(book, by, submission, template, today)
    findings = ordered(book, [*found, *own])
    placed = [replace(each, where=replace(each.where, unit=submission.unit)) for each in findings]
    return Checked(submission, placed, by, reading, card)
