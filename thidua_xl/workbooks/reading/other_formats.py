"""Workbooks that are not .xlsx: the old .xls, .xlsb and .ods by value through calamine, and what is none.

calamine may abort the whole process on a hostile file: call this in an isolated worker (isolation.py).
"""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import BadZipFile

import python_calamine

from thidua_xl.book import EPOCH_1900, Book, Cell, Sheet, Type
from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading.archive import Archive, shown
from thidua_xl.workbooks.reading.bounds import MAX_AREA, MAX_CELLS, MAX_SHEETS, MAX_TEXT
from thidua_xl.workbooks.reading.sniff import not_excel

FORMATS = ["General", "dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss", "hh:mm:ss"]  # by style of the cells made here
OLE_HEADER = 512  # bytes
PLAIN, DATE, MOMENT, TIME = range(4)
STATES = {"Hidden": "hidden", "VeryHidden": "veryHidden"}
Value = int | float | str | bool | time | date | datetime | timedelta


def zip_kind(archive: Archive) -> str:
    """``xlsx``, ``xlsb`` or ``ods``; raises NotReadable that says which other thing is zipped."""
    names = [name.lower() for name in archive.names()]
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if "mimetype" in names and "content.xml" in names:
        mimetype = archive.read("mimetype").decode("ascii", "replace").strip()
        if "opendocument.spreadsheet" in mimetype:
            return "ods"
        raise not_excel("văn bản OpenDocument (.odt)" if "text" in mimetype else "tệp OpenDocument khác")
    if "[content_types].xml" in names:
        for start, found in (("word/", "văn bản Word (.docx)"), ("ppt/", "bài trình chiếu (.pptx)")):
            if any(name.startswith(start) for name in names):
                raise not_excel(found)
        return "xlsx"
    if not names:
        raise not_excel("tệp nén ZIP không có gì bên trong")
    inside = ", ".join(shown(name) for name in archive.names()[:3]) + ("…" if len(names) > 3 else "")
    raise NotReadable("TD-TEP-NEN-NHIEU-TEP", count=str(len(names)), names=inside)


def old_kind(data: bytes) -> str:
    """``xls`` for an OLE file that is one; raises NotReadable for the encrypted and the others."""
    import msoffcrypto  # slow to import, and hardly ever needed

    try:
        office = msoffcrypto.OfficeFile(BytesIO(data))
        kind, encrypted = str(office.format), bool(office.is_encrypted())
    except Exception as error:
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise NotReadable("TD-TEP-MAT-KHAU") from error
        if is_cut_short(data):
            raise NotReadable("TD-TEP-HONG", found="tệp kiểu Office 97–2003 bị mất phần cuối") from error
        if "Workbook".encode("utf-16-le") not in data:
            raise not_excel("tệp kiểu Office 97–2003 không phải bảng tính") from error
        raise NotReadable("TD-TEP-HONG", found="tệp kiểu Excel 97–2003 thiếu phần") from error
    if encrypted or kind == "ooxml":
        raise NotReadable("TD-TEP-MAT-KHAU")
    if kind != "xls97":
        raise not_excel("văn bản Word 97–2003 (.doc)" if kind == "doc97" else "bài trình chiếu 97–2003 (.ppt)")
    return "xls"


def is_cut_short(data: bytes) -> bool:
    """Does the header of an OLE file point beyond its end? It says where the directory is ([MS-CFB] 2.2)."""
    if len(data) < OLE_HEADER:
        return True
    sector = 1 << min(int.from_bytes(data[30:32], "little"), 20)
    return (int.from_bytes(data[48:52], "little") + 2) * sector > len(data) > 0 and sector in (512, 4096)


def book_by_value(data: bytes, kind: str) -> Book:
    """The values of an .xls, .xlsb or .ods; formulas, protection and formats are not known."""
    book = Book(formats=[*FORMATS], formulas_known=False, kind=kind)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        told = workbook.sheets_metadata
        if len(told) > MAX_SHEETS:
            raise too_much(f"{len(told)} trang tính", f"{MAX_SHEETS} trang")
        left = MAX_CELLS
        for sheet in told:
            state = STATES.get(str(sheet.visible).rpartition(".")[2], "visible")
            read = Sheet(sheet.name, state=state)
            fill(read, workbook.get_sheet_by_name(sheet.name), left)
            left -= len(read.cells)
            book.sheets.append(read)
    except python_calamine.PasswordError as error:
        raise NotReadable("TD-TEP-MAT-KHAU") from error
    except (python_calamine.CalamineError, OSError, ValueError, BadZipFile, OverflowError) as error:
        raise NotReadable("TD-TEP-HONG", found=f"không đọc được theo kiểu .{kind}") from error
    return book


def fill(sheet: Sheet, source: python_calamine.CalamineSheet, left: int) -> None:
    """Put the values of ``source`` into ``sheet``; at most ``left`` cells."""
    area = source.total_height * source.total_width
    if area > MAX_AREA:
        raise too_much(f"trang “{sheet.name}” trải trên {area} ô", f"{MAX_AREA} ô")
    top, side = source.start or (0, 0)
    for row, values in enumerate(source.to_python(skip_empty_area=True), top + 1):
        for column, value in enumerate(values, side + 1):
            if value != "":
                sheet.cells[row, column] = cell(value, sheet.name)
        if len(sheet.cells) > left:
            raise too_much(f"hơn {MAX_CELLS} ô có nội dung", f"{MAX_CELLS} ô")


def cell(value: Value, sheet: str) -> Cell:
    """A value as calamine gives it, as a cell: dates become serial numbers under a date format."""
    if isinstance(value, bool):
        return Cell(Type.BOOLEAN, value)
    if isinstance(value, (int, float)):
        return Cell(Type.NUMBER, float(value))
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise too_much(f"trang “{sheet}” có đoạn chữ dài {len(value)} ký tự", f"{MAX_TEXT} ký tự một ô")
        return Cell(Type.TEXT, value)
    if isinstance(value, datetime):
        whole = (value.hour, value.minute, value.second) == (0, 0, 0)
        return Cell(Type.NUMBER, days(value - EPOCH_1900), style=DATE if whole else MOMENT)
    if isinstance(value, date):
        return Cell(Type.NUMBER, days(datetime(value.year, value.month, value.day) - EPOCH_1900), style=DATE)
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return Cell(Type.NUMBER, days(value), style=TIME)


def days(span: timedelta) -> float:
    """A span of time in days, as spreadsheets count."""
    return span.total_seconds() / 86_400


def too_much(found: str, allowed: str) -> NotReadable:
    """A bound was passed."""
    return NotReadable("TD-TEP-VUOT-GIOI-HAN", found=found, allowed=allowed)
