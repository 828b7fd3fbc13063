"""Walking the folder a bloc keeps its members' files in: what is read, what is set aside, what is passed over."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from errno import ELOOP
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from unicodedata import normalize

from thidua_xl.errors import CannotGoOn
from thidua_xl.findings.reasons import FILES, because
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.text.vietnamese import bare, fold, printable
from thidua_xl.workbooks.reading.sniff import OLE, ZIP
from thidua_xl.workbooks.refusal import why_refused
from thidua_xl.workbooks.remote import is_remote

ATTACHMENTS = frozenset(
    (".pdf", ".jpg", ".jpeg", ".jpe", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".webp", ".avif")
)
TEMPORARY = frozenset((".tmp", ".temp", ".part", ".crdownload", ".download", ".partial"))
CACHE = ".bo-nho"  # what a consolidation remembers of the files it has read (cache.py)
OF_THE_SYSTEM = frozenset(("thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information"))
LOCKS = ("~$", ".~lock.")
REPORT_MARK = "thidua-xl"  # in the first line of the reports we write beside a master
REPORT_HEAD = 200  # bytes
SEPARATORS = " -_.,()[]"
FIRST_WORD = re.compile(rf"[^{re.escape(SEPARATORS)}]+")


class Kind(StrEnum):
    """What a name of the folder is, before its content is looked at."""

    WORKBOOK = "workbook"  # or whatever else a worker finds it to be
    ATTACHMENT = "attachment"
    OURS = "ours"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Entry:
    """One name: the path to open, the path people see (NFC, ``/``), and why it is passed over or ours."""

    path: Path
    shown: str
    kind: Kind
    reason: str = ""


def walked(given: Sequence[Path], written: Iterable[Path] = ()) -> list[Entry]:
    """Every name under the folders and files given, each once, in the order of the shown paths.

    ``written`` are the paths this run reads or writes itself: ours; its own lock is not worth a word. Raises
    CannotGoOn where a path given is not there or cannot be listed.
    """
    own = {_identity(path) for path in written}
    entries: dict[str, Entry] = {}
    for start in given:
        prefix = f"{_name(start)}/" if len(given) > 1 and start.is_dir() else ""
        for entry in _under(start, prefix, own):
            if entry.kind is not Kind.SKIPPED or _identity(entry.path) not in own:
                entries.setdefault(_identity(entry.path), entry)
    return _told_apart(sorted(entries.values(), key=lambda entry: (entry.shown, str(entry.path))))


def _name(folder: Path) -> str:
    return folder.name if is_remote(folder) else folder.resolve().name


def _told_apart(entries: list[Entry]) -> list[Entry]:
    """One name each: two spellings of one name in a folder, or two folders of one name, are numbered."""
    times = Counter(entry.shown for entry in entries)
    seen: Counter[str] = Counter()
    told: list[Entry] = []
    for entry in entries:
        seen[entry.shown] += 1
        shown = f"{entry.shown} ({seen[entry.shown]})" if times[entry.shown] > 1 else entry.shown
        told.append(replace(entry, shown=shown))
    return told


def _identity(path: Path) -> str:
    if is_remote(path):
        return str(path)
    return os.path.realpath(path)  # Path.resolve raises for a link that leads to itself


def _under(start: Path, prefix: str, own: set[str]) -> Iterator[Entry]:
    try:
        is_folder = S_ISDIR(start.stat().st_mode)
    except FileNotFoundError:
        raise CannotGoOn(f"Không có {start}. Xem lại tên thư mục hoặc tệp.") from None
    except OSError as error:
        raise CannotGoOn(f"Không mở được {start}: {why_refused(error)}.") from None
    if not is_folder:
        yield _entry(start, _shown("", Path(start.name)), own)
        return
    if is_remote(start):
        yield from (_entry(path, _shown(prefix, path.relative_to(start)), own) for path in _files_under(start))
        return
    closed: list[OSError] = []
    for folder, names, files in os.walk(start, onerror=closed.append):
        within = Path(folder).relative_to(start)
        for name in sorted(names):
            hidden = name.startswith(".") or name.casefold() in OF_THE_SYSTEM
            if hidden or (Path(folder) / name).is_symlink():
                names.remove(name)
                reason = because(FILES, "hidden" if hidden else "link")
                yield Entry(Path(folder) / name, _shown(prefix, within / name) + "/", Kind.SKIPPED, reason)
        for name in sorted(files):
            yield _entry(Path(folder) / name, _shown(prefix, within / name), own)
    for refused in closed:
        stopped = Path(str(refused.filename))
        if stopped == start:
            raise CannotGoOn(f"Không mở được thư mục {start}: {why_refused(refused)}.")
        yield Entry(stopped, _shown(prefix, stopped.relative_to(start)) + "/", Kind.SKIPPED, because(FILES, "closed"))


def _files_under(start: Path) -> list[Path]:
    """The files behind an address; names that begin with a dot hide what is under them."""
    found = [path for path in start.rglob("*") if path.is_file()]
    folders = {path: path.relative_to(start).parts[:-1] for path in found}
    return sorted((path for path in found if not any(part.startswith(".") for part in folders[path])), key=str)


def _shown(prefix: str, path: Path) -> str:
    """A path as it can be printed anywhere: line breaks, terminal commands and broken letters are question marks."""
    return printable(normalize("NFC", prefix + path.as_posix()))


def _entry(path: Path, shown: str, own: set[str]) -> Entry:
    name = normalize("NFC", path.name)
    lock = next((lock for lock in LOCKS if name.startswith(lock)), None)
    if lock:
        opened = name.removeprefix(lock).removesuffix("#")
        return Entry(path, shown, Kind.SKIPPED, because(FILES, "lock", tep=opened))
    suffix = Path(name).suffix.casefold()
    if suffix == CACHE:
        return Entry(path, shown, Kind.SKIPPED, because(FILES, "cache"))
    if name.startswith("~") or suffix in TEMPORARY:
        return Entry(path, shown, Kind.SKIPPED, because(FILES, "temporary"))
    if name.startswith(".") or name.casefold() in OF_THE_SYSTEM:
        return Entry(path, shown, Kind.SKIPPED, because(FILES, "hidden"))
    if not _is_file(path):
        return Entry(path, shown, Kind.SKIPPED, because(FILES, "no file"))
    if _identity(path) in own:
        return Entry(path, shown, Kind.OURS, because(FILES, "written"))
    if suffix == ".txt" and REPORT_MARK in _head(path, REPORT_HEAD).decode("utf-8", "ignore"):
        return Entry(path, shown, Kind.OURS, because(FILES, "report"))
    if suffix in ATTACHMENTS and not _head(path, len(OLE)).startswith((ZIP, OLE)):
        return Entry(path, shown, Kind.ATTACHMENT)
    return Entry(path, shown, Kind.WORKBOOK)


def _is_file(path: Path) -> bool:
    """Is this an ordinary file? A pipe would keep a reader waiting for ever, a device would never end. What cannot be
    looked at is left to the reader, which says why.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return error.errno != ELOOP
    return S_ISREG(mode)


def _head(path: Path, length: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(length)
    except OSError:
        return b""


def locks_of(path: Path) -> list[Path]:
    """The lock files that say that this workbook is open in Excel or LibreOffice."""
    candidates = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    return [lock for lock in candidates if lock.exists()]


class UnitNames:
    """How paths may speak of the units of a bloc: by code, name or alias."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.codes = {fold(unit.code): unit.code for unit in rulebook.units}
        self.names: dict[str, set[str]] = {}
        for unit in rulebook.units:
            for name in (unit.code, unit.name, *unit.aliases):
                self.names.setdefault(bare(name), set()).add(unit.code)

    def spoken_of(self, shown: str) -> str | None:
        """The unit a path speaks of: its file's or a folder's name is a unit's, or begins with its code. None where it
        speaks of none or of several. A hint for attachments and broken files only: workbooks say themselves whose
        they are.
        """
        *folders, name = shown.split("/")
        found: set[str] = set()
        for piece in (*folders, Path(name).stem):
            found |= self._in(piece.strip(SEPARATORS))
        return found.pop() if len(found) == 1 else None

    def _in(self, piece: str) -> set[str]:
        first = FIRST_WORD.match(fold(piece))  # a code has no separator in it
        code = self.codes.get(first.group()) if first else None
        return self.names.get(bare(piece), set()) | ({code} if code else set())
