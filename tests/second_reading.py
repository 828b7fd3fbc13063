"""A second opinion on what a reading gave: slow, and written without the code it judges."""

import re
from decimal import Decimal
from io import BytesIO
from unittest.mock import patch
from zipfile import ZipFile

from thidua_xl.book import Book, Type
from thidua_xl.errors import NotReadable
from thidua_xl.text.numbers import Kind
from thidua_xl.workbooks.reading import read_book, sheet, strings
from thidua_xl.workbooks.reading.rows import Unusual

XML_NUMBER = re.compile(
    r"\s*([+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?(nan|inf|infinity))\s*", re.I | re.A
)


def unusual(*_: object) -> None:
    raise Unusual


def told(data: bytes) -> Book | str:
    """The book, or the code of why there is none. Anything else that is raised is a fault of ours."""
    try:
        return read_book(data, "x.xlsx")
    except NotReadable as error:
        return error.code


def told_slowly(data: bytes) -> Book | str:
    """The same by expat alone."""
    with patch.object(sheet, "without_rows", unusual), patch.object(strings, "simple_strings", unusual):
        return told(data)


def disagreement(data: bytes) -> str:
    """Where the quick and the slow reading of a workbook differ, or a number comes from no number; else nothing."""
    quick, slow = told(data), told_slowly(data)
    if isinstance(quick, str) or isinstance(slow, str):
        return "" if quick == slow else f"{quick if isinstance(quick, str) else 'read'} ≠ {slow}"
    if repr(quick) != repr(slow):  # by repr: NaN is not equal to itself
        return "the two readings differ"
    return number_of_no_number(quick, data)


def number_of_no_number(book: Book, data: bytes) -> str:
    """A finite number whose digits stand nowhere in the workbook's XML as a number."""
    with ZipFile(BytesIO(data)) as archive:
        text = b" ".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    if "&" in text or "<!" in text or "encoding" in text.replace('encoding="UTF-8"', ""):
        return ""  # numbers may be written by references there
    values = {float(v) for v in re.findall(r">([^<>]*)<", text) if XML_NUMBER.fullmatch(v)}
    dates = re.search(r"""t\s*=\s*["']d["']""", text) is not None
    for page in book.sheets:
        for place, cell in page.cells.items():
            if cell.type is not Type.NUMBER or cell.value is None or cell.value != cell.value or dates:
                continue  # a NaN is no number to anybody; a date is written otherwise
            if cell.value not in values:
                return f"{place} became {cell.value}"
    return ""


def ways_to_read(text: str, kind: Kind) -> set[Decimal]:
    """What an American and a Vietnamese would each make of a text of digits and marks, minus sign apart."""
    found = set()
    for group, decimal in ((",", "."), (".", ",")):
        whole, _, part = text.partition(decimal)
        groups = whole.split(group)
        # one mark may have any digits before it (1234.567); of several each sets three apart
        tidy = len(groups) == 1 or (
            groups[0] != ""
            and groups[0][0] != "0"
            and (len(groups) == 2 or len(groups[0]) <= 3)
            and all(len(piece) == 3 for piece in groups[1:])
        )
        digits = "".join(groups)
        figures = re.fullmatch("[0-9]*", digits + part) and (part or digits) and (part or decimal not in text)
        if tidy and figures and text.count(decimal) <= 1:
            found.add(Decimal(f"{digits or '0'}.{part or '0'}"))
    return found
