"""A binary workbook (.xlsb), written record by record: no library writes one."""

import struct
import zipfile
from io import BytesIO

from crafted import HEAD, RELS, rels

from thidua_xl.book import Book, Cell, Type

BOOK, BUNDLE, SHEET_DATA, DIMENSION, SHEET = (131, 132), (143, 144), (145, 146), 148, (129, 130)
TAB, ROW, REAL, TRUTH, TEXT = 156, 0, 5, 4, 6
STATES = {"visible": 0, "hidden": 1, "veryHidden": 2}


def record(number: int, data: bytes = b"") -> bytes:
    """One record: its number and length in groups of seven bits, its data."""
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    length, size = b"", len(data)
    while size > 127:
        length, size = length + bytes([size & 0x7F | 0x80]), size >> 7
    return head + length + bytes([size]) + data


def wide(text: str) -> bytes:
    return struct.pack("<L", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def cell_record(column: int, cell: Cell) -> bytes:
    place = struct.pack("<LL", column - 1, 0)
    if cell.type is Type.NUMBER:
        return record(REAL, place + struct.pack("<d", float(cell.value or 0)))
    if cell.type is Type.BOOLEAN:
        return record(TRUTH, place + bytes([bool(cell.value)]))
    return record(TEXT, place + wide(str(cell.value)))


def sheet_part(cells: dict[tuple[int, int], Cell]) -> bytes:
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sorted(cells.items()):
        rows.setdefault(row, {})[column] = cell
    columns = [column for _, column in cells] or [1]
    size = struct.pack("<4L", min(rows, default=1) - 1, max(rows, default=1) - 1, min(columns) - 1, max(columns) - 1)
    body = b"".join(
        record(ROW, struct.pack("<LLHHBL", row - 1, 0, 300, 0, 0, 0))
        + b"".join(cell_record(column, cell) for column, cell in found.items())
        for row, found in rows.items()
    )
    start, end = SHEET_DATA
    return record(SHEET[0]) + record(DIMENSION, size) + record(start) + body + record(end) + record(SHEET[1])


def xlsb(book: Book) -> bytes:
    """The values of a book as .xlsb."""
    tabs = b"".join(
        record(TAB, struct.pack("<LL", STATES[page.state], number) + wide(f"rId{number}") + wide(page.name))
        for number, page in enumerate(book.sheets, 1)
    )
    numbers = range(1, len(book.sheets) + 1)
    content = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{RELS.replace("relationships", "content-types")}"/>'.encode(),
        "_rels/.rels": rels(("rId1", "officeDocument", "xl/workbook.bin")).encode(),
        "xl/_rels/workbook.bin.rels": rels(
            *((f"rId{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in numbers)
        ).encode(),
        "xl/workbook.bin": record(BOOK[0]) + record(BUNDLE[0]) + tabs + record(BUNDLE[1]) + record(BOOK[1]),
        **{f"xl/worksheets/sheet{n}.bin": sheet_part(book.sheets[n - 1].cells) for n in numbers},
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
