"""Reading a folder: each workbook in an isolated worker, unless its bytes were read before."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from thidua_xl.consolidation.files import Content, FileContent, Folder, ReadFile
from thidua_xl.errors import NotReadable
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.workbooks.cache import Cache
from thidua_xl.workbooks.cluster import Cluster
from thidua_xl.workbooks.file_content import packed_content
from thidua_xl.workbooks.files import digest_at
from thidua_xl.workbooks.folder import Entry, Kind, UnitNames, walked
from thidua_xl.workbooks.packing import unpacked
from thidua_xl.workbooks.reading import Outcome, begun
from thidua_xl.workbooks.refusal import why_refused

DEADLINE = 20.0  # seconds a file with its checks: a fifth of one here, several on an old PC with a virus scanner
MOST_HASHED = 2**30  # bytes: a film somebody put there is listed by its size alone
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
    work = partial(packed_content, rulebook=rulebook, today=now.date())
    cache = cache or Cache(None, now.date())
    names = UnitNames(rulebook)
    with begun(work, deadline=DEADLINE) as pool:
        if not (cluster or cache.is_empty):
            pool.start(1)  # seldom is nothing new, and it starts while the folder is walked and its files are hashed
        entries = walked(given, written)
        books = [entry for entry in entries if entry.kind is Kind.WORKBOOK]
        digests = _digests(books, cache, lambda path: None if cluster else pool.expect(path, workers))
        expected = {*pool.paths}
        known = _known([entry for entry in books if entry.path not in expected], digests, cache, names, now, pool.turn)
        others = [entry for entry in entries if entry.kind in (Kind.ATTACHMENT, Kind.OURS)]
        files = [*known.values(), *(_hashed(names, entry, now) for entry in others)]
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
