"""Reading a folder: each workbook in an isolated worker, down to what a consolidation needs of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from thidua_xl.book import Book, Type
from thidua_xl.checks.single import checked
from thidua_xl.consolidation.carried_values import SPENT_OF_CLAIMS, carried_submission
from thidua_xl.consolidation.files import Content, FileContent, Folder, ReadFile
from thidua_xl.consolidation.replies import replies_in
from thidua_xl.errors import NotReadable
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
from thidua_xl.workbooks.cache import Cache
from thidua_xl.workbooks.cluster import Cluster
from thidua_xl.workbooks.files import digest_at
from thidua_xl.workbooks.folder import Entry, Kind, UnitNames, walked
from thidua_xl.workbooks.packing import packed, unpacked
from thidua_xl.workbooks.reading import Outcome, begun, read_book
from thidua_xl.workbooks.refusal import why_refused

MARK = "thidua-xl/"  # what every marker of ours begins with
MARK_ROWS = 20
DEADLINE = 20.0  # seconds a file with its checks: a fifth of one here, several on an old PC with a virus scanner
MOST_HASHED = 2**30  # bytes: a film somebody put there is listed by its size alone
BY_VALUE = "TD-TEP-CHI-DOC-GIA-TRI"
Progress = Callable[[int, int], None]  # files done, files in all


def read_folder(
    rulebook: Rulebook,
    given: Sequence[Path],
    *,
    now: datetime,
    written: Iterable[Path] = (),
    workers: int = 2,
    progress: Progress = lambda done, total: None,
    cache: Cache | None = None,
    cluster: Cluster | None = None,
) -> Folder:
    """Everything under the folders and files given; ``written`` are the paths this run reads or writes itself.

    What ``cache`` knows of a file's bytes is not read again. The others are read by ``workers`` processes of this
    machine, or on a ``cluster``.
    """
    entries = walked(given, written)
    names = UnitNames(rulebook)
    work = partial(packed_content, rulebook=rulebook, today=now.date())
    books = [entry for entry in entries if entry.kind is Kind.WORKBOOK]
    others = [entry for entry in entries if entry.kind in (Kind.ATTACHMENT, Kind.OURS)]
    files = [_hashed(names, entry, now) for entry in others]
    cache = cache or Cache(None, now.date())
    with begun(work, deadline=DEADLINE) as pool:
        digests = _digests(books, cache, lambda path: None if cluster else pool.expect(path, workers))
        expected = {*pool.paths}
        known = _known([entry for entry in books if entry.path not in expected], digests, cache, names, now, pool.turn)
        files += known.values()
        unknown = [entry for entry in books if entry.path not in known]
        unknown.sort(key=lambda entry: entry.path not in expected)
        progress(len(known), len(books))
        sources = [entry.path for entry in unknown]
        outcomes = cluster.read(sources, work) if cluster else pool.outcomes(sources, workers)
        for done, (entry, outcome) in enumerate(zip(unknown, outcomes, strict=True), len(known) + 1):
            files.append(_read(names, entry, outcome, now))
            if outcome.result:
                cache.keep(outcome.sha256, outcome.result)
            progress(done, len(books))
    skipped = tuple((entry.shown, entry.reason) for entry in entries if entry.kind is Kind.SKIPPED)
    return Folder(tuple(sorted(files, key=lambda file: file.path)), skipped)


def _digests(books: Sequence[Entry], cache: Cache, expect: Callable[[Path], None]) -> dict[Path, str]:
    """The digest of each workbook, where any may be known; ``expect`` hears at once of those that are not."""
    digests: dict[Path, str] = {}
    for entry in () if cache.is_empty else books:
        digests[entry.path] = digest = _digest(entry.path)
        if not cache.has(digest):
            expect(entry.path)
    return digests


def _known(
    books: Sequence[Entry],
    digests: Mapping[Path, str],
    cache: Cache,
    names: UnitNames,
    now: datetime,
    turn: Callable[[], None],
) -> dict[Path, ReadFile]:
    """The files whose bytes were read before, by path; ``turn`` is called between them."""
    known: dict[Path, ReadFile] = {}
    for entry in books:
        turn()
        digest = digests.get(entry.path, "")
        if content := cache.content(digest):
            about = digest, _size(entry.path), content
            known[entry.path] = ReadFile(entry.shown, *about, names.spoken_of(entry.shown), now)
    return known


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


def _read(names: UnitNames, entry: Entry, outcome: Outcome[bytes], now: datetime) -> ReadFile:
    found = unpacked(outcome.result) if outcome.result else None
    if found is None:
        trouble = outcome.trouble or NotReadable("TD-TEP-LOI-CHUONG-TRINH", found="unpacked")
        found = FileContent(Content.UNREADABLE, findings=(Finding(trouble.code, Where(), dict(trouble.facts)),))
    digest = outcome.sha256 or _digest(entry.path)
    return ReadFile(entry.shown, digest, _size(entry.path), found, names.spoken_of(entry.shown), now)


def _hashed(names: UnitNames, entry: Entry, now: datetime) -> ReadFile:
    content = Content.OURS if entry.kind is Kind.OURS else Content.ATTACHMENT
    found = FileContent(content, entry.reason)
    refused = _refused(entry.path)
    if refused:
        found = FileContent(Content.UNREADABLE, findings=(refused,))
    shown, size = entry.shown, _size(entry.path)
    return ReadFile(shown, _digest(entry.path), size, found, names.spoken_of(shown), now)


def _refused(path: Path) -> Finding | None:
    """Why a file cannot be opened, None where it can."""
    try:
        path.open("rb").close()
    except OSError as error:
        return Finding("TD-TEP-KHONG-MO-DUOC", Where(), {"found": why_refused(error)})
    return None


def _digest(path: Path) -> str:
    """The digest of a file no worker read to its end; "" where it cannot be opened, or is too long to hash."""
    return digest_at(path) if _size(path) <= MOST_HASHED else ""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
