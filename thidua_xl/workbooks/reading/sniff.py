"""What the bytes are, whatever the file is called."""

import codecs
import re

from thidua_xl.errors import NotReadable

ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "tệp PDF (bản in hoặc bản quét)"),
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"GIF8", "ảnh GIF"),
    (b"BM", "ảnh BMP"),
    (b"II*\0", "ảnh TIFF"),
    (b"MM\0*", "ảnh TIFF"),
    (b"RIFF", "ảnh WebP hoặc tệp âm thanh, hình ảnh"),
    (b"{\\rtf", "văn bản RTF"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf\x27\x1c", "tệp nén 7-Zip"),
    (b"\x1f\x8b", "tệp nén GZip"),
    (b"MZ", "chương trình Windows"),
    (b"SQLite format 3", "cơ sở dữ liệu SQLite"),
    (b"MIME-Version:", "trang web lưu một tệp (MHT)"),
    (b"PK\x05\x06", "tệp nén ZIP không có gì bên trong"),
)
PICTURES = re.compile(rb"....ftyp(heic|heix|mif1|msf1|avif)", re.DOTALL)
SPREADSHEET_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
HEAD = 4096  # bytes looked at


def not_excel(found: str) -> NotReadable:
    """Something else than a workbook: ``found`` says what."""
    return NotReadable("TD-TEP-KHONG-PHAI-EXCEL", found=found)


def container(data: bytes) -> bytes:
    """``ZIP`` or ``OLE``; raises NotReadable with what it is instead."""
    if not data:
        raise NotReadable("TD-TEP-RONG", found="0 byte")
    for kind in (ZIP, OLE):
        if data.startswith(kind):
            return kind
    if not data.strip(b"\0"):
        raise NotReadable("TD-TEP-RONG", found=f"{len(data)} byte đều bằng 0")
    if data.startswith(b"PK") and len(data) < len(ZIP):
        raise NotReadable("TD-TEP-HONG", found=f"chỉ còn {len(data)} byte")
    raise not_excel(described(data))


def described(data: bytes) -> str:
    """What bytes that are neither zip nor OLE are, in Vietnamese."""
    for signature, found in SIGNATURES:
        if data.startswith(signature):
            return found
    if PICTURES.match(data[:16]):
        return "ảnh chụp điện thoại (HEIC/AVIF)"
    text = as_text(data[:HEAD])
    if text is None:
        return f"không rõ loại, bắt đầu bằng {data[:4].hex(' ')}"
    return described_text(text.lstrip("\ufeff \t\r\n"), data[:HEAD])


def described_text(text: str, head: bytes) -> str:
    """What a text is: a web page, XML, a table in text, or just text."""
    start = text[:1000].lower()
    if not start:
        return "văn bản chỉ có khoảng trắng"
    if start.startswith(("<!doctype html", "<html", "<table", "<meta", "<head")) or "<html" in start:
        return "trang web (HTML) đổi đuôi, thường do phần mềm báo cáo xuất ra"
    if SPREADSHEET_2003 in head:
        return "bảng tính XML 2003"
    if start.startswith("<"):
        return "tệp XML"
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    for sign, name in (("\t", "dấu tab"), (";", "dấu chấm phẩy"), (",", "dấu phẩy")):
        if len(lines) > 1 and all(sign in line for line in lines[:-1]):
            return f"bảng dạng văn bản (CSV), cột ngăn bằng {name}"
    return "văn bản thường"


def as_text(head: bytes) -> str | None:
    """The bytes as text if they are printable in an encoding of our offices, else None."""
    marked = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8", "cp1258"):
        text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(head)
        odd = sum(1 for sign in text if sign == "\ufffd" or (sign < " " and sign not in "\t\r\n\f"))
        if odd * 50 <= len(text):
            return text
    return None
