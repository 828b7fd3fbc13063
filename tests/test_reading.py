"""Reading: what was written comes back, whoever wrote it and whichever way it is taken apart."""

import math
from contextlib import suppress
from io import BytesIO
from typing import Any
from unittest.mock import patch

import openpyxl
import pytest
import xlsxwriter
from crafted import HEAD, MAIN, book, one, parts, sheet, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation

from thidua_xl.book import Book, Cell, Sheet, Type, is_date_format
from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.reading.formulas import moved, taken_apart
from thidua_xl.workbooks.reading.rows import Unusual

SIGNS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
TEXTS = st.text(SIGNS, min_size=1, max_size=40)
NUMBERS = st.floats(-1e300, 1e300).map(lambda value: float(f"{value:.15g}"))
FORMULAS = st.sampled_from(
    ["A1*2", "IF(H1>=0,\"đạt & vượt\",'Tự chấm'!B2)", "SUM($A$1:B$9)<3", 'INDEX($H$1:$H$400,ROW())&"<>"']
)
VALUES = TEXTS | NUMBERS | st.booleans() | FORMULAS.map(lambda text: "=" + text)
GRIDS = st.dictionaries(st.tuples(st.integers(1, 40), st.integers(1, 30)), VALUES, max_size=30)


def by_xlsxwriter(grid: dict[tuple[int, int], Any]) -> bytes:
    """The grid as XlsxWriter saves it; its formulas have the stored value 0."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        page = workbook.add_worksheet("Tự chấm")
        for (row, column), value in grid.items():
            if isinstance(value, str) and value.startswith("="):
                page.write_formula(row - 1, column - 1, value)
            elif isinstance(value, bool):
                page.write_boolean(row - 1, column - 1, value)
            elif isinstance(value, str):
                page.write_string(row - 1, column - 1, value)
            else:
                page.write_number(row - 1, column - 1, value)
    return buffer.getvalue()


def by_openpyxl(grid: dict[tuple[int, int], Any]) -> bytes:
    """The grid as openpyxl saves it; its formulas have no stored value."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    page.title = "Tự chấm"
    for (row, column), value in grid.items():
        cell = page.cell(row, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "f" if value.startswith("=") else "s"
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def expected(grid: dict[tuple[int, int], Any], of_formulas: float | None) -> dict[tuple[int, int], Any]:
    """What of the grid has to come back: value and formula."""
    return {
        place: (of_formulas, value[1:]) if isinstance(value, str) and value.startswith("=") else (value, None)
        for place, value in grid.items()
    }


def content(page: Sheet) -> dict[tuple[int, int], Any]:
    return {place: (cell.value, cell.formula) for place, cell in page.cells.items()}


def slowly(data: bytes) -> Book:
    """Read by expat alone."""
    with (
        patch("thidua_xl.workbooks.reading.sheet.without_rows", side_effect=Unusual),
        patch("thidua_xl.workbooks.reading.strings.simple_strings", side_effect=Unusual),
    ):
        return read_book(data, "")


@settings(max_examples=60, deadline=None)
@given(GRIDS)
def test_xlsxwriter_reads_back(grid: dict[tuple[int, int], Any]) -> None:
    data = by_xlsxwriter(grid)
    assert content(read_book(data, "").sheets[0]) == expected(grid, 0.0)
    assert read_book(data, "") == slowly(data)


@settings(max_examples=60, deadline=None)
@given(GRIDS)
def test_openpyxl_reads_back(grid: dict[tuple[int, int], Any]) -> None:
    data = by_openpyxl(grid)
    assert content(read_book(data, "").sheets[0]) == expected(grid, None)
    assert read_book(data, "") == slowly(data)


UNFILLED = [
    f'<row {about}><c r="{first}" s="8"/><c r="{second}" s="8"/></row>'
    for about, first, second in (
        ('r="8"', "B8", "C8"), ('r="9"', "B9", "C9"), ('r="9"', "C9", "B9"),
        ('r="10"', "B8", "C8"), ('r="11" hidden="1"', "B11", "C11"),
    )
]  # fmt: skip
ODD_ROWS = st.lists(
    st.sampled_from(
        [
            *UNFILLED, '<row r="1">', '<row r="2" hidden="1">', '<row r="12" ht="0">', "<row>", "</row>", "<row r='3'>",
            '<c r="A1"/>', '<c r="A2" s="1"><v>5</v></c>', '<c r="B2"><v>1e5</v></c>', '<c r="L12"><v> 1 </v></c>',
            '<c r="B1" t="s"><v>0</v></c>', '<c r="C1" t="s"><v>7</v></c>', '<c><v>4</v></c>',
            '<c r="A12" t="str"><f>A1&amp;"&lt;"</f><v></v></c>', '<c r="D1" t="b"><v>1</v></c>',
            '<c r="A1" t="e"><v>#N/A</v></c>', '<c r="a1"><v>1</v></c>', '<c r="AAA2"><v>1_0</v></c>',
            '<c r="B2"><f t="shared" si="0" ref="B2:C9">A1+$A$1</f><v>2</v></c>',
            '<c r="C12"><f t="shared" si="0"/><v/></c>', '<c r="C2"><f ca="1">NOW()</f></c>',
            '<c r="A2" t="inlineStr"><is><t>a</t><rPh sb="0" eb="1"><t>b</t></rPh></is></c>',
            '<c r="A1" t="str"><v>&#10;x&#x41;</v></c>', '<c r="A1" t="str"><v>&bad;</v></c>',
            '<c r="A1" t="str"><v>_x0041_ > ]]</v></c>', "<!-- x -->", " ", "\n", "\r\n", "x", "\x01", "]]>",
            '<c r="A1" s="1" s="2"><v>1</v></c>', '<c r="A1" cm="1"><v>1</v></c>', '<c r="A1">', "</c>",
        ]
    ),
    max_size=8,
).map("".join)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(ODD_ROWS | ODD_ROWS.map(lambda rows: f'<row r="1">{rows}</row>'))
def test_both_ways_of_taking_apart_agree(rows: str) -> None:
    strings = f"{HEAD}<sst xmlns='{MAIN}'><si><t>một</t></si></sst>"
    data = zipped(parts(sheet(rows), **{"xl/sharedStrings.xml": strings}))
    assert outcome(read_book, data) == outcome(lambda data, _: slowly(data), data)


def outcome(read: Any, data: bytes) -> Any:
    try:
        return [repr(page) for page in read(data, "").sheets]
    except NotReadable as error:
        return error.code


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damage_anywhere_is_a_finding_or_a_book(data: st.DataObject) -> None:
    whole = bytearray(book())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(NotReadable):
        read_book(bytes(whole[: data.draw(st.integers(0, len(whole)))]), "")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")]))
def test_any_bytes_are_a_finding(data: bytes, start: bytes) -> None:
    with pytest.raises(NotReadable):
        read_book(start + data, "")


def only(data: bytes) -> Cell:
    [cell] = read_book(data, "").sheets[0].cells.values()
    return cell


@pytest.mark.parametrize(
    ("cell", "kind", "value", "formula"),
    [
        ('<c r="A1" t="b"><v>1</v></c>', Type.BOOLEAN, True, None),
        ('<c r="A1" t="e"><v>#REF!</v></c>', Type.ERROR, "#REF!", None),
        ('<c r="A1" t="d"><v>2026-11-21</v></c>', Type.NUMBER, 46347.0, None),
        ('<c r="A1" t="d"><v>hôm nay</v></c>', Type.TEXT, "hôm nay", None),
        ('<c r="A1"><f>B1</f></c>', Type.NUMBER, None, "B1"),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', Type.TEXT, "", "B1"),
        ('<c r="A1" t="e"><f>B1</f><v>#DIV/0!</v></c>', Type.ERROR, "#DIV/0!", "B1"),
        ('<c r="A1" t="inlineStr"><is><r><t>đậm </t></r><r><t>nhạt</t></r></is></c>', Type.TEXT, "đậm nhạt", None),
        ('<c r="A1"><f t="dataTable" r1="B1" r2="C1"/><v>1</v></c>', Type.NUMBER, 1.0, "TABLE(B1,C1)"),
        ('<c r="A1"><v>1_000</v></c>', Type.TEXT, "1_000", None),
        ('<c r="A1" t="str"><v>a_x000D_b_x005F_x0041_</v></c>', Type.TEXT, "a\rb_x0041_", None),
    ],
)  # fmt: skip
def test_cell(cell: str, kind: Type, value: object, formula: str | None) -> None:
    assert only(one(cell)) == Cell(kind, value, formula)  # type: ignore[arg-type]


def test_prefixed_names_are_read() -> None:
    text = sheet('<row r="2"><c r="B2"><v>7</v></c></row>').replace("<", "<x:").replace("<x:/", "</x:")
    text = text.replace("<x:?xml", "<?xml").replace("xmlns=", "xmlns:x=")
    assert content(read_book(book(text), "").sheets[0]) == {(2, 2): (7.0, None)}


@pytest.mark.parametrize(
    ("formula", "rows", "columns", "reads"),
    [
        ("A1+$A$1+A$1+$A1", 2, 1, "B3+$A$1+B$1+$A3"),
        ("\"A1\"&'A1'!A1&LOG10(A1)&A1B", 1, 0, "\"A1\"&'A1'!A2&LOG10(A2)&A1B"),
        ("SUM(A:A)+SUM($1:1)", 1, 1, "SUM(B:B)+SUM($1:2)"),
        ("A1", -1, 0, "#REF!"),
        ("XFD1", 0, 1, "#REF!"),
        ("[1]Tờ!A1+điểm_A1+Bảng[A1]", 1, 0, "[1]Tờ!A2+điểm_A1+Bảng[A1]"),
    ],
)
def test_shared_formula_moves(formula: str, rows: int, columns: int, reads: str) -> None:
    assert moved(taken_apart(formula), rows, columns) == reads


def test_styles_end_where_their_own_element_ends() -> None:
    styles = f'{HEAD}<x:styleSheet xmlns:x="{MAIN}"><x:cellXfs><x:nocellXfs/><x:xf numFmtId="9"/></x:cellXfs><x:xf/>'
    content = {"xl/styles.xml": styles + "</x:styleSheet>"}
    assert read_book(book(**content), "").formats == ["0%"]


def guarded() -> bytes:
    """A workbook with everything that guards or hides."""
    buffer = BytesIO()
    workbook = xlsxwriter.Workbook(buffer)
    percent = workbook.add_format({"num_format": "0.00%"})
    day = workbook.add_format({"num_format": 14})
    page = workbook.add_worksheet("Tự chấm")
    page.write_number("A1", 0.5, percent)
    page.write_number("A2", 46000, day)
    page.merge_range("B1:C2", "gộp")
    page.data_validation("H1:H9", {"validate": "list", "source": ["Có", "Không"]})
    page.set_row(4, None, None, {"hidden": True})
    page.set_column("F:G", None, None, {"hidden": True})
    page.protect()
    page.write_array_formula("D1:D3", "{=A1:A3*2}")
    workbook.add_worksheet("_thidua").very_hidden()
    workbook.add_worksheet("Ẩn").hide()
    workbook.define_name("ds_muc", "='Tự chấm'!$A$1:$A$9")
    workbook.define_name("'Tự chấm'!rieng", "=1")
    workbook.set_calc_mode("manual")
    workbook.close()
    return buffer.getvalue()


def test_guards_are_told() -> None:
    book = read_book(guarded(), "")
    page = book.sheets[0]
    assert [(s.name, s.state) for s in book.sheets] == [
        ("Tự chấm", "visible"),
        ("_thidua", "veryHidden"),
        ("Ẩn", "hidden"),
    ]
    assert (page.protected, page.validations, page.validated, page.merged) == (True, 1, ["H1:H9"], ["B1:C2"])
    assert (page.hidden_rows, page.hidden_columns, page.arrays) == ({5}, {6, 7}, ["D1:D3"])
    assert book.format_of(page.cells[1, 1]) == "0.00%"
    assert is_date_format(book.format_of(page.cells[2, 1]))
    assert book.names == {"ds_muc": "'Tự chấm'!$A$1:$A$9", "Tự chấm!rieng": "1"}
    assert (book.manual_calculation, book.macros, book.kind, book.external_links) == (True, False, "xlsx", [])


def test_agrees_with_openpyxl_on_guards() -> None:
    ours, theirs = read_book(guarded(), ""), openpyxl.load_workbook(BytesIO(guarded()))
    assert [s.name for s in ours.sheets] == theirs.sheetnames
    page = theirs["Tự chấm"]
    for (row, column), cell in ours.sheets[0].cells.items():
        if cell.formula is None and not isinstance(page.cell(row, column).value, str):
            assert ours.format_of(cell) == page.cell(row, column).number_format


def test_newer_drop_downs_count() -> None:
    ext = (
        '<extLst><ext xmlns:x14="x14"><x14:dataValidations><x14:dataValidation><xm:sqref xmlns:xm="xm">'
        "A1:A9 C1</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    page = read_book(book(sheet("", ext)), "").sheets[0]
    assert (page.validations, page.validated) == (1, ["A1:A9", "C1"])


def test_dates_of_1904() -> None:
    workbook = parts()["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    data = book(sheet('<row r="1"><c r="A1" t="d"><v>1904-01-02</v></c></row>'), **{"xl/workbook.xml": workbook})
    assert (read_book(data, "").date_1904, only(data).value) == (True, 1.0)


def test_validation_written_by_openpyxl() -> None:
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    rule = DataValidation("list", formula1='"Có,Không"')
    rule.add("B2:B5")
    page.add_data_validation(rule)
    buffer = BytesIO()
    workbook.save(buffer)
    assert read_book(buffer.getvalue(), "").sheets[0].validated == ["B2:B5"]


def test_infinity_is_kept() -> None:
    value = only(one('<c r="A1"><v>-1e999</v></c>')).value
    assert isinstance(value, float) and math.isinf(value)
