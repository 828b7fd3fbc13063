"""Workbooks of other programs, read by value."""

from io import BytesIO

import pytest
from crafted import zipped
from old_formats import ODS, ods, table

from thidua_xl.book import Type
from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading import read_book


def cell(kind: str, told: str, text: str = "") -> str:
    return f'<table:table-cell office:value-type="{kind}" {told}><text:p>{text}</text:p></table:table-cell>'


def test_ods_by_value() -> None:
    row = "".join(
        [
            cell("float", 'office:value="43.6"', "43,6"),
            cell("string", "", "Đạt"),
            "<table:table-cell/>",
            cell("date", 'office:date-value="2026-11-21"'),
            cell("boolean", 'office:boolean-value="true"'),
        ]
    )
    book = read_book(ods(table(f"<table:table-row/><table:table-row>{row}</table:table-row>")), "a.xlsx")
    assert (book.kind, book.formulas_known, [s.name for s in book.sheets]) == ("ods", False, ["Tự chấm"])
    cells = book.sheets[0].cells
    assert {place: (c.type, c.value) for place, c in cells.items()} == {
        (2, 1): (Type.NUMBER, 43.6),
        (2, 2): (Type.TEXT, "Đạt"),
        (2, 4): (Type.NUMBER, 46347.0),
        (2, 5): (Type.BOOLEAN, True),
    }
    assert book.format_of(cells[2, 4]) == "dd/mm/yyyy"


def test_odt_is_named() -> None:
    with pytest.raises(NotReadable) as caught:
        read_book(zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "a.xlsx")
    assert caught.value.code == "TD-TEP-KHONG-PHAI-EXCEL"


def test_damaged_ods_is_a_finding() -> None:
    with pytest.raises(NotReadable) as caught:
        read_book(zipped({"mimetype": ODS, "content.xml": "<a>"}), "a.ods")
    assert caught.value.code == "TD-TEP-HONG"


def test_damaged_xlsb_is_a_finding() -> None:
    with pytest.raises(NotReadable) as caught:
        read_book(zipped({"[Content_Types].xml": "<a/>", "xl/workbook.bin": "x"}), "a.xlsb")
    assert caught.value.code == "TD-TEP-HONG"


def test_xls_by_value() -> None:
    xlwt = pytest.importorskip("xlwt")
    workbook = xlwt.Workbook()
    page = workbook.add_sheet("Tự chấm")
    page.write(2, 1, 9.5)
    page.write(2, 2, "chín")
    page.write(2, 3, xlwt.Formula("1/0"))
    buffer = BytesIO()
    workbook.save(buffer)
    book = read_book(buffer.getvalue(), "a.xls")
    assert (book.kind, book.formulas_known) == ("xls", False)
    assert book.sheets[0].cells[3, 2].value == 9.5
    assert book.sheets[0].cells[3, 3].value == "chín"
