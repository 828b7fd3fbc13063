"""The zip around a workbook: its directory is checked before anything is unpacked."""

import struct
import zipfile
import zlib
from io import BytesIO

from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading.bounds import MAX_ENTRIES, MAX_PART, MAX_RATIO, MAX_UNPACKED, RATIO_FROM

LOCAL_HEADER = struct.Struct("<4s5H3L2H")  # the fixed start of every entry
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the only two the format allows
ENTRY = b"PK\x01\x02"  # begins every line of the directory
ENCRYPTED = 0x1
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class Archive:
    """A checked zip; parts are found whatever the case of their names, as the format asks."""

    def __init__(self, data: bytes) -> None:
        if data.count(ENTRY) > 2 * MAX_ENTRIES:  # before the directory is built: it may list a million
            raise unsafe(f"hơn {MAX_ENTRIES} phần bên trong, bình thường vài chục")
        try:
            self.zip = zipfile.ZipFile(BytesIO(data))
        except UNREADABLE as error:
            raise NotReadable("TD-TEP-HONG", found="phần cuối của tệp bị mất, có lẽ tải về dở dang") from error
        check_directory(self.zip.infolist())
        entries = [entry for entry in self.zip.infolist() if not entry.is_dir()]
        self.parts = {entry.filename.lower(): entry for entry in entries}
        check_layout(self.zip.infolist(), data, self.zip.start_dir)

    def names(self) -> list[str]:
        """The parts by their names as written."""
        return [entry.filename for entry in self.parts.values()]

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.parts

    def read(self, name: str) -> bytes:
        """The bytes of a part; refused where it is missing, broken or beyond what we read."""
        entry = self.parts.get(name.lower())
        if entry is None:
            raise NotReadable("TD-TEP-HONG", found=f"thiếu phần “{shown(name)}”")
        check_size(entry)
        try:
            with self.zip.open(entry) as part:
                return part.read(entry.file_size + 1)  # no more than it says, whatever it unpacks to
        except UNREADABLE as error:
            raise NotReadable("TD-TEP-HONG", found=f"phần “{shown(name)}” giải nén không được") from error


def shown(name: str) -> str:
    """A part's name as it can be printed: short, without control characters."""
    clean = "".join(sign if sign.isprintable() else "?" for sign in name)
    return clean if len(clean) <= 60 else clean[:57] + "…"


def unsafe(found: str) -> NotReadable:
    """A zip directory that no spreadsheet program writes."""
    return NotReadable("TD-TEP-KHONG-AN-TOAN", found=found)


def megabytes(size: int) -> str:
    """A size as it is said: ``48 MB``."""
    return f"{-(-size // 2**20)} MB"


def check_directory(entries: list[zipfile.ZipInfo]) -> None:
    """Count, names, methods, encryption and sizes, as the directory states them."""
    if len(entries) > MAX_ENTRIES:
        raise unsafe(f"{len(entries)} phần bên trong, bình thường vài chục, nhiều nhất {MAX_ENTRIES}")
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if not entry.filename:  # nothing, or nothing before a NUL, where zipfile cuts a name
            raise unsafe("một phần không có tên")
        if not name.isprintable():
            raise unsafe(f"tên phần “{shown(name)}” có ký tự điều khiển")
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise unsafe(f"tên phần “{shown(name)}” trỏ ra ngoài tệp")
        if name.lower() in seen:
            raise unsafe(f"hai phần cùng tên “{shown(name)}”")
        seen.add(name.lower())
        if entry.flag_bits & ENCRYPTED:
            raise NotReadable("TD-TEP-MAT-KHAU")
        if entry.compress_type not in METHODS:
            raise unsafe(f"phần “{shown(name)}” nén theo kiểu lạ")
        check_ratio(entry)
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED:
        raise NotReadable("TD-TEP-QUA-LON", found=f"giải nén ra {megabytes(total)}", allowed=megabytes(MAX_UNPACKED))


def check_ratio(entry: zipfile.ZipInfo) -> None:
    """A large part that unpacks to hundreds of times its size is a bomb."""
    if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        ratio = entry.file_size // max(entry.compress_size, 1)
        raise unsafe(f"phần “{shown(entry.filename)}” bung ra gấp {ratio} lần, nhiều nhất {MAX_RATIO} lần")


def check_size(entry: zipfile.ZipInfo) -> None:
    """A part that we read whole has a bound of its own; pictures may be larger."""
    if entry.file_size > MAX_PART:
        raise NotReadable(
            "TD-TEP-QUA-LON",
            found=f"phần “{shown(entry.filename)}” dài {megabytes(entry.file_size)}",
            allowed=megabytes(MAX_PART),
        )


def check_layout(entries: list[zipfile.ZipInfo], data: bytes, directory: int) -> None:
    """No two entries may share bytes: that is how a small file unpacks to a huge one."""
    free_from = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        start = entry.header_offset
        if start < 0 or start + LOCAL_HEADER.size > len(data):
            raise NotReadable("TD-TEP-HONG", found=f"phần “{shown(entry.filename)}” nằm ngoài tệp")
        if start < free_from:
            raise unsafe(f"phần “{shown(entry.filename)}” chồng lên phần khác")
        *_, name_length, extra_length = LOCAL_HEADER.unpack_from(data, start)
        free_from = start + LOCAL_HEADER.size + name_length + extra_length + entry.compress_size
        if free_from > directory:
            raise unsafe(f"phần “{shown(entry.filename)}” chồng lên mục lục của tệp")
