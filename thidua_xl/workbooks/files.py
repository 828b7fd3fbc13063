"""Files: opened as books, and written beside and renamed, so that a file is the old one or the new one, whole."""

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from thidua_xl.book import Book
from thidua_xl.errors import CannotGoOn
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.refusal import why_refused

MARK = "~thidua-"  # what every temporary file of ours begins with: walks pass over names that begin with ~
LONGEST_STEM = 60  # characters of the target's name in that of its temporary file
DATED = r"(\.\d{4}-\d\d-\d\d-\d{4}(-\d+)?)?"  # what a copy of a former master has in its name (cli/consolidate.py)
DAY = 86_400.0  # seconds after which a temporary file belongs to a run that died


def open_book(path: Path) -> Book:
    """The workbook at ``path``. Raises NotReadable where it is none, CannotGoOn where the file cannot be read."""
    return read_book(read_bytes(path), path.name)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises CannotGoOn with what to do."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CannotGoOn(f"Không có tệp {path}. Xem lại tên tệp và thư mục.") from None
    except PermissionError:
        raise CannotGoOn(f"Không được phép đọc {path}. Đóng tệp nếu đang mở, hoặc xem lại quyền của thư mục.") from None
    except OSError as wrong:
        raise CannotGoOn(f"Không đọc được {path}: {why_refused(wrong)}.") from None


def digest_at(path: Path) -> str:
    """The SHA-256 of a file; "" where there is none or it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def save(path: Path, data: bytes) -> None:
    """The file at ``path`` is these bytes. Raises CannotGoOn as ``replacing``."""
    with replacing(path) as temporary:
        temporary.write_bytes(data)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside ``path``; on success it takes its name in one step, else it is removed.

    Raises CannotGoOn where the folder or the disk does not allow it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path, DAY)
        handle, name = tempfile.mkstemp(prefix=f"{_marked(path)}.", suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as wrong:
        raise CannotGoOn(_cannot_write(path, wrong)) from None
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        # mkstemp keeps a file to its owner; colleagues on a shared folder must be able to open the result
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
        _settle(path.parent)
    except OSError as wrong:
        raise CannotGoOn(_cannot_write(path, wrong)) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def sweep(path: Path, older: float = 0.0) -> None:
    """Remove the temporary files that runs that died left beside ``path``, not written to for ``older`` seconds."""
    left_over = re.compile(rf"{re.escape(_marked(path))}{DATED}(\.[a-z0-9_]{{8}}){{1,2}}{re.escape(path.suffix)}")
    until = time.time() - older
    with suppress(OSError):
        for found in path.parent.iterdir():
            if left_over.fullmatch(found.name) and found.stat().st_mtime <= until:
                found.unlink()


def _marked(path: Path) -> str:
    """What the temporary files of ``path`` begin with; one made for another temporary file is of the same family."""
    return path.stem if path.name.startswith(MARK) else f"{MARK}{path.stem[:LONGEST_STEM]}"


def _settle(folder: Path) -> None:
    """Have the new name on the disk, for a power cut; Windows keeps names by itself and opens no folders."""
    if os.name != "nt":
        with suppress(OSError):  # some network drives cannot
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _meant(path: Path) -> Path:
    """The file a temporary one stands for: people know no other name."""
    found = re.fullmatch(rf"{re.escape(MARK)}(?P<stem>.+)\.[a-z0-9_]{{8}}", path.stem)
    return path.with_stem(found["stem"]) if found else path


def _cannot_write(path: Path, wrong: OSError) -> str:
    path = _meant(path)
    if isinstance(wrong, PermissionError):
        return f"Không ghi được {path}. Nếu tệp đang mở trong Excel thì đóng lại; nếu không, chọn thư mục khác."
    return f"Không ghi được {path}: {why_refused(wrong)}. Hoặc chọn thư mục khác."
