"""What was read of files that have not changed since: beside the master, by the content of each file.

It only saves time, and takes no room that a master may need. It is bounded (what the last run did not see is dropped),
may be deleted at any moment, and belongs to one rulebook, one state of the program and one Python: with another of
these it starts empty. What cannot be used for whatever reason is read again from the file itself.
"""

import hashlib
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from thidua_xl.consolidation.files import FileContent
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.workbooks.folder import CACHE
from thidua_xl.workbooks.packing import unpacked

FORMAT = 3
WORTH = 20  # files from which on it saves anything worth a file that people wonder about
AFTER_READING = "TD-NGAY-SAU-HOM-NAY"  # the one finding that another day of reading may take back
ROOM = 64 * 2**20  # bytes that have to be free
BROKEN = (sqlite3.Error, OSError)
OF_THE_PLACE = ("BUSY", "LOCKED", "FULL", "CANTOPEN", "READONLY", "IOERR", "PERM", "AUTH")  # reasons of SQLite
TABLES = {
    "about": "CREATE TABLE about (key TEXT)",
    "contents": "CREATE TABLE contents (sha256 TEXT PRIMARY KEY, read_on TEXT, content BLOB)",
}


def cache_beside(master: Path) -> Path:
    """``Tong-hop.bo-nho`` beside ``Tong-hop.xlsx``."""
    return master.with_suffix(CACHE)


class Cache:
    """The contents of one master's files by the SHA-256 of their bytes; one that cannot be kept is no cache."""

    def __init__(self, database: sqlite3.Connection | None, today: date) -> None:
        self.database, self.today = database, today
        self.seen: set[str] = set()

    @property
    def is_empty(self) -> bool:
        """Is there nothing to look for?"""
        if self.database is None:
            return True
        try:
            return self.database.execute("SELECT 1 FROM contents LIMIT 1").fetchone() is None
        except BROKEN:
            return True

    def has(self, sha256: str) -> bool:
        """Is a file of these bytes likely to be known? Whether it can be used, only ``content`` tells."""
        if self.database is None:
            return False
        try:
            return self.database.execute("SELECT 1 FROM contents WHERE sha256 = ?", (sha256,)).fetchone() is not None
        except BROKEN:
            return False

    def content(self, sha256: str) -> FileContent | None:
        """What a file of these bytes holds, None where it has to be read."""
        if self.database is None or not sha256:
            return None
        self.seen.add(sha256)
        question = "SELECT read_on, content FROM contents WHERE sha256 = ?"
        try:
            read_on, held = self.database.execute(question, (sha256,)).fetchone() or ("", b"")
        except BROKEN:
            return None
        content = unpacked(held)
        return content if content and self._holds(content, str(read_on)) else None

    def _holds(self, content: FileContent, read_on: str) -> bool:
        """A date that was not in the future then is not now."""
        today = self.today.isoformat()
        return read_on == today or (read_on < today and all(each.code != AFTER_READING for each in content.findings))

    def keep(self, sha256: str, content: bytes) -> None:
        """Remember a packed content for the next run."""
        if self.database is None or not sha256:
            return
        row = sha256, self.today.isoformat(), content
        try:
            self.database.execute("INSERT OR REPLACE INTO contents VALUES (?, ?, ?)", row)
            self.seen.add(sha256)
        except BROKEN:
            self.database = None

    def finish(self) -> None:
        """Drop what this run did not see, and save."""
        if self.database is None:
            return
        try:
            known = [row[0] for row in self.database.execute("SELECT sha256 FROM contents")]
            gone = [(sha256,) for sha256 in known if sha256 not in self.seen]
            self.database.executemany("DELETE FROM contents WHERE sha256 = ?", gone)
            self.database.commit()
        except BROKEN:
            self.database = None


@contextmanager
def opened_cache(path: Path, rulebook: Rulebook, today: date) -> Iterator[Cache]:
    """The cache at ``path``: empty where it was another rulebook's or program's, forgetful where there can be none.

    It stays there where at least ``WORTH`` files were seen.
    """
    database = _database(path, _key(rulebook)) if _has_room(path) else None
    if database is None:
        yield Cache(None, today)
        return
    with closing(database):
        cache = Cache(database, today)
        yield cache
        cache.finish()
    if len(cache.seen) < WORTH:
        _delete(path)


def _database(path: Path, key: str) -> sqlite3.Connection | None:
    """The database, made anew where the file is none; None where it is held by another run or cannot be there."""
    for _ in range(2):
        try:
            return _prepared(sqlite3.connect(path, timeout=1), key)
        except (sqlite3.Error, OSError) as wrong:
            if _stays(wrong):
                if _is_empty(path):  # begun on a full disk
                    _delete(path)
                return None
            _delete(path)
    return None


def _stays(wrong: Exception) -> bool:
    """Is it the place, or another run, that keeps us from the file? Any other trouble is the file itself."""
    name = getattr(wrong, "sqlite_errorname", "")
    return isinstance(wrong, OSError) or name.partition("_")[2].startswith(OF_THE_PLACE)


def _has_room(path: Path) -> bool:
    """Is there room beside the master? What is nearly full is left to the master itself."""
    try:
        if shutil.disk_usage(path.parent).free >= ROOM:
            return True
    except OSError:
        return True
    _delete(path)
    return False


def _prepared(database: sqlite3.Connection, key: str) -> sqlite3.Connection:
    try:
        there = {tuple(row) for row in database.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql > ''")}
        if there and there != {("table", name, sql) for name, sql in TABLES.items()}:
            raise sqlite3.DatabaseError("not ours")
        database.execute("PRAGMA journal_mode = MEMORY")
        for sql in TABLES.values() if not there else ():
            database.execute(sql)
        if database.execute("SELECT key FROM about").fetchall() != [(key,)]:
            database.execute("DELETE FROM about")
            database.execute("DELETE FROM contents")
            database.execute("INSERT INTO about VALUES (?)", (key,))
            database.commit()
    except sqlite3.Error:
        database.close()
        raise
    return database


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except OSError:
        return False


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _key(rulebook: Rulebook) -> str:
    """Names and wording count too: findings quote them."""
    about = (FORMAT, sys.version_info[:2], version("thidua-xl"), _program(), rulebook.model_dump_json())
    return hashlib.sha256(repr(about).encode()).hexdigest()


def _program() -> list[tuple[str, int, int]]:
    """The state of the program's own files: a developer's change must not meet yesterday's readings."""
    root = files("thidua_xl")
    if not isinstance(root, Path):
        return []
    told = [(path.relative_to(root).as_posix(), path.stat()) for path in sorted(root.rglob("*.py"))]
    return [(name, stat.st_size, stat.st_mtime_ns) for name, stat in told]
