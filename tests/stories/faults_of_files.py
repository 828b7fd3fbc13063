"""Faults of a file before its content is looked at; the attacks of tests/hostile.py are tested where files are read."""

from bench import clean, planted
from crafted import book, parts, sheet, zipped
from faults import Fault
from hostile import encrypted_ole, repeated_name
from spoiling import doctype

from thidua_xl.workbooks.reading.bounds import MAX_FILE

TOO_FAR = sheet('<row r="2000000"/>')


def of(what: str, code: str, data: bytes) -> Fault:
    return Fault(what, code, "STP", None, None, lambda: data)


def with_unsafe_name() -> bytes:
    return repeated_name("xl/worksheets/sheet1.xml")


def other_book() -> bytes:
    workbook = parts()["xl/workbook.xml"].replace("Tự chấm", "Theo dõi")
    return book(**{"xl/workbook.xml": workbook})


FAULTS = (
    of("Trang web lưu thành .xlsx", "TD-TEP-KHONG-PHAI-EXCEL", b"<html><table><tr><td>1</td></tr></table></html>"),
    of("Tệp .pdf đổi đuôi thành .xlsx", "TD-TEP-KHONG-PHAI-EXCEL", b"%PDF-1.7\n"),
    of("Tệp rỗng", "TD-TEP-RONG", b""),
    Fault("Tệp có mật khẩu mở", "TD-TEP-MAT-KHAU", "STP", None, None, encrypted_ole),
    Fault("Tệp tải về bị cắt ngắn", "TD-TEP-HONG", "STP", None, None, lambda: clean("STP")[:-4000]),
    Fault("Tệp nén chứa các bảng tính", "TD-TEP-NEN-NHIEU-TEP", "STP", None, None,
          lambda: zipped({"CAT.xlsx": "x", "STP.xlsx": "y"})),
    Fault("Tệp quá lớn", "TD-TEP-QUA-LON", "STP", None, None, lambda: clean("STP") + bytes(MAX_FILE)),
    Fault("Dòng vượt giới hạn của Excel", "TD-TEP-VUOT-GIOI-HAN", "STP", None, None, lambda: book(TOO_FAR)),
    Fault("Tệp nén có hai phần cùng tên", "TD-TEP-KHONG-AN-TOAN", "STP", None, None, with_unsafe_name),
    Fault("Tệp có khai báo DTD", "TD-TEP-CO-DTD", "STP", None, None, lambda: planted("STP", doctype)),
    Fault("Sổ Excel khác, không phải bảng tự chấm", "TD-KHONG-PHAI-BANG-TU-CHAM", "STP", None, None, other_book),
)  # fmt: skip
