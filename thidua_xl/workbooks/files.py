"""Files: opened as books, and written beside and renamed, so that a file is the old one or the new one, whole."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thidua_xl.book import Book
from thidua_xl.errors import CannotGoOn
from thidua_xl.workbooks.reading import read_book


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
        raise CannotGoOn(f"Không đọc được {path}: {wrong.strerror or wrong}.") from None


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside ``path``; on success it takes its name in one step, else it is removed.

    Raises CannotGoOn where the folder or the disk does not allow it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="~", suffix=path.suffix, dir=path.parent)
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
    except OSError as wrong:
        raise CannotGoOn(_cannot_write(path, wrong)) from None
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _cannot_write(path: Path, wrong: OSError) -> str:
    if isinstance(wrong, PermissionError):
        return f"Không ghi được {path}. Nếu tệp đang mở trong Excel thì đóng lại; nếu không, chọn thư mục khác."
    return f"Không ghi được {path}: {wrong.strerror or wrong}. Chọn thư mục khác hoặc giải phóng dung lượng."
