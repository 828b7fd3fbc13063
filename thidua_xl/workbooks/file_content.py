"""What one workbook of a folder holds, down to what a consolidation needs of it: the work of the reading workers.

A worker imports this module before its first file, and somebody waits: nothing stands here that only the parent needs.
"""

from datetime import date

from thidua_xl.book import Book, Type
from thidua_xl.checks.single import checked
from thidua_xl.consolidation.carried_values import SPENT_OF_CLAIMS, carried_submission
from thidua_xl.consolidation.files import Content, FileContent
from thidua_xl.consolidation.replies import replies_in
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.findings.reasons import FILES, because
from thidua_xl.live import hidden
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import master
from thidua_xl.sheets import rulebook as rulebook_sheets
from thidua_xl.sheets.layout import Layout
from thidua_xl.sheets.table import sheet_named, table_in
from thidua_xl.submission import Claim, Submission
from thidua_xl.workbooks.packing import packed
from thidua_xl.workbooks.reading import read_book

MARK = "thidua-xl/"  # what every marker of ours begins with
MARK_ROWS = 20
BY_VALUE = "TD-TEP-CHI-DOC-GIA-TRI"


def packed_content(data: bytes, name: str, *, rulebook: Rulebook, today: date) -> bytes:
    """What one workbook holds, small enough to cross a pipe. Raises NotReadable where it is no workbook."""
    return packed(file_content(data, name, rulebook=rulebook, today=today))


def file_content(data: bytes, name: str, *, rulebook: Rulebook, today: date) -> FileContent:
    """What one workbook holds. Raises NotReadable where it is no workbook."""
    return content_of(read_book(data, name), rulebook, today)


def content_of(book: Book, rulebook: Rulebook, today: date) -> FileContent:
    """What a workbook that was read holds."""
    ours = own_kind(book)
    if ours:
        return FileContent(Content.OURS, because(FILES, ours), replies=replies_in(book), replier=marked_unit(book))
    found = checked(book, rulebook, today)
    if found.submission is None:
        return FileContent(Content.STRANGER, findings=tuple(found.findings))
    findings = list(found.findings)
    if not book.formulas_known and all(finding.code != BY_VALUE for finding in findings):
        findings.append(Finding(BY_VALUE, Where(), {"kind": f".{book.kind}"}))
    sent = _spoken(found.submission, rulebook)
    about = tuple(findings), replies_in(book), sent.unit, carried_submission(sent)
    return FileContent(Content.MEMBER, "", sent.held(), found.reading and found.reading.held(), *about)


def _spoken(sent: Submission, rulebook: Rulebook) -> Submission:
    """A submission without what only the checks of the file look at: they have spoken, and it is two thirds of it."""
    blank = {name: Claim.model_fields[name].default for name in SPENT_OF_CLAIMS}
    spent: dict[str, object] = {
        "columns": {},
        "shown_totals": {},
        "claims": {code: claim.model_copy(update=blank) for code, claim in sent.claims.items()},
    }
    if sent.fingerprint == fingerprint(rulebook):
        spent["line_texts"] = {}  # they tell which lines are of another rulebook: none
    return sent.model_copy(update=spent)


def own_kind(book: Book) -> str | None:
    """Which of our own workbooks this is, other than a member's: by its marker, else by the sheets it has."""
    mark = _mark(book)
    if mark == hidden.MARKER:
        return None
    if mark:
        kind = mark.removeprefix(MARK)
        return kind if kind in FILES else "other"
    if _has(book, rulebook_sheets.CRITERIA) and _has(book, rulebook_sheets.UNITS):
        return "rulebook"
    return "master" if _has(book, master.ASSESSED) and _has(book, master.RANKING) else None


def _mark(book: Book) -> str:
    sheet = sheet_named(book, hidden.NAME)
    if sheet is None:
        return ""
    first = sorted([place for place in sheet.cells if place[0] <= MARK_ROWS])
    cells = (sheet.cells[place] for place in first)
    texts = (str(cell.value) for cell in cells if cell.type is Type.TEXT and str(cell.value).startswith(MARK))
    return next(texts, "")


def marked_unit(book: Book) -> str:
    """The unit our hidden sheet names; "" where there is none."""
    sheet = sheet_named(book, hidden.NAME)
    rows = dict(sheet.rows()) if sheet else {}
    pairs = ((str(cells[1].value), str(cells[2].value or "")) for cells in rows.values() if 1 in cells and 2 in cells)
    return dict(pairs).get("unit", "")


def _has(book: Book, layout: Layout) -> bool:
    sheet = sheet_named(book, layout.name)
    return sheet is not None and table_in(sheet, layout) is not None
