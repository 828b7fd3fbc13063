"""One run at a time for a file that takes long to make: a lock beside it, held by the system.

The system frees the lock when the process that holds it ends, however it ends: a lock file that a power cut left
behind holds nothing back, and is taken over.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from thidua_xl.errors import CannotGoOn
from thidua_xl.workbooks.refusal import why_refused

LONGEST_NAME = 60  # characters of the file's own name: a lock's must fit wherever the file's does
WORDS = 200  # characters of the lock that are read

if sys.platform == "win32":
    import msvcrt

    # not platform.node(): since Python 3.13 it asks Windows by way of WMI, which may be broken or slow
    PC = os.environ.get("COMPUTERNAME", "")
    BEYOND = 2**30  # where the locked byte lies: Windows would not let others read the words at the start

    def _held(file: IO[str]) -> bool:
        """Take the lock; False where another process has it."""
        os.lseek(file.fileno(), BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    PC = os.uname().nodename

    def _held(file: IO[str]) -> bool:
        """Take the lock; False where another process has it. True too on a network drive that knows no locks."""
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True


def lock_beside(path: Path) -> Path:
    """The lock of this file; it begins with ``~``, as everything temporary of ours does."""
    return path.with_name(f"~{path.name[:LONGEST_NAME]}.lock")


@contextmanager
def only_run(path: Path) -> Iterator[None]:
    """While this lasts, no other run works at ``path``. Raises CannotGoOn where one does, or nothing can be written."""
    lock = lock_beside(path)
    file = _taken(lock, path)
    try:
        with suppress(OSError):  # who and since when: a courtesy, for which a full disk may have no room
            words = f"{PC}, {datetime.now():%H:%M %d/%m/%Y}"  # noqa: DTZ005 - the clock on the wall is meant
            os.write(file.fileno(), words.encode())
        yield
    finally:
        if sys.platform != "win32":  # removed while it is held, so that nobody holds a file without a name
            lock.unlink(missing_ok=True)
        file.close()
        if sys.platform == "win32":
            with suppress(OSError):  # another run may have opened it meanwhile
                lock.unlink(missing_ok=True)


def _taken(lock: Path, path: Path) -> IO[str]:
    """The lock file, open and held."""
    while True:
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            file = lock.open("a+", encoding="utf-8")
        except OSError as wrong:
            raise CannotGoOn(f"Không ghi được {path}: {why_refused(wrong)}. Hoặc chọn thư mục khác.") from None
        if not _held(file):
            file.seek(0)
            words = file.read(WORDS)
            file.close()
            by = f" ({words})" if words.isprintable() and words else ""
            raise CannotGoOn(f"Một lần chạy khác đang ghi {path}{by}. Chờ lần đó xong rồi chạy lại.")
        if _is_at(file, lock):
            file.seek(0)
            file.truncate()
            return file
        file.close()  # the run before removed it between our opening and locking it


def _is_at(file: IO[str], lock: Path) -> bool:
    """Has the open file still its name?"""
    try:
        return os.path.samestat(os.fstat(file.fileno()), lock.stat())
    except FileNotFoundError:
        return False
