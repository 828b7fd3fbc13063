"""What a process remembers from workbook to workbook saves time and changes nothing."""

import tracemalloc
from collections.abc import Sequence
from unittest.mock import patch

import pytest
from crafted import HEAD, MAIN, parts, sheet, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from test_reading import ODD_ROWS, outcome, slowly

from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading import read_book, rows
from thidua_xl.workbooks.reading.known import KNOWN

FIRST = '<row r="3"><c r="A3" s="1" t="s"><v>0</v></c><c r="B3"><v>4</v></c></row>'
SECOND = '<row r="4" hidden="1"><c r="A4" t="s"><v>1</v></c><c r="B4"><f>B3*2</f><v>8</v></c><c r="C4" s="2"/></row>'
AROUND = (
    '<sheetProtection sheet="1"/><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    '<dataValidations count="1"><dataValidation sqref="B3:B9"/></dataValidations>'
    "<headerFooter><oddHeader>&amp;L{}</oddHeader></headerFooter>"
)


def workbook(strings: Sequence[str], rows: str = FIRST + SECOND, around: str = "") -> bytes:
    return with_strings(sheet(rows, around), strings)


def with_strings(xml: str, strings: Sequence[str]) -> bytes:
    told = "".join(f"<si><t>{text}</t></si>" for text in strings)
    return zipped(parts(xml, **{"xl/sharedStrings.xml": f"{HEAD}<sst xmlns='{MAIN}'>{told}</sst>"}))


def texts(data: bytes) -> list[object]:
    return [cell.value for cell in read_book(data, "").sheets[0].cells.values()]


def test_the_same_rows_show_the_texts_of_their_own_file() -> None:
    assert texts(workbook(["một", "hai"])) == ["một", 4.0, "hai", 8.0]
    assert texts(workbook(["ba", "bốn"])) == ["ba", 4.0, "bốn", 8.0]
    assert texts(workbook(["hai", "một"])) == ["hai", 4.0, "một", 8.0]


def test_a_row_is_known_whatever_number_its_texts_have() -> None:
    KNOWN.forget()
    first = read_book(workbook(["một", "hai"]), "")
    renumbered = (FIRST + SECOND).replace("<v>1</v>", "<v>2</v>").replace("<v>0</v>", "<v>1</v>")
    with patch.object(rows, "read_row", side_effect=AssertionError("taken apart again")):
        assert read_book(workbook(["không", "một", "hai"], renumbered), "") == first


def test_a_frame_is_known_whatever_its_header_says() -> None:
    KNOWN.forget()
    first = read_book(workbook(["một", "hai"], around=AROUND.format("Công an")), "")
    with patch("thidua_xl.workbooks.reading.sheet.SheetReader.read", side_effect=AssertionError("read again")):
        again = read_book(workbook(["một", "hai"], around=AROUND.format("Toà án &amp; Viện kiểm sát")), "")
    assert again == first
    page = again.sheets[0]
    assert (page.protected, page.merged, page.validated, page.hidden_rows) == (True, ["A1:B1"], ["B3:B9"], {4})
    page.merged.append("C1:D1")
    assert read_book(workbook(["một", "hai"], around=AROUND.format("Toà án")), "") == first


@pytest.mark.parametrize("header", ["&bad;", "\x01", "]]>", "<b/>"])
def test_a_header_that_is_no_xml_is_not_passed_over(header: str) -> None:
    data = workbook(["một", "hai"], around=AROUND.format(header))
    assert outcome(read_book, data) == outcome(lambda data, _: slowly(data), data)


def test_a_number_beyond_the_texts_is_told_with_its_cell() -> None:
    texts(workbook(["một", "hai"]))
    with pytest.raises(NotReadable) as refused:
        read_book(workbook(["một"]), "")
    assert "A4" in refused.value.facts["found"]


def test_a_row_written_twice_is_told_though_it_is_known() -> None:
    texts(workbook(["một", "hai"]))
    assert read_book(workbook(["một", "hai"], FIRST + SECOND + FIRST), "").sheets[0].repeated == ["A3", "B3"]


def test_a_date_counts_from_the_first_day_of_its_own_book() -> None:
    row = '<row r="1"><c r="A1" t="d"><v>2026-11-20</v></c></row>'
    assert texts(workbook([], row)) == [46346.0]
    other = parts(sheet(row))
    other["xl/workbook.xml"] = other["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    assert texts(zipped(other)) == [46346.0 - 1462]


@pytest.mark.parametrize(
    ("formula", "is_kept"),
    [
        ("<f>B1*2</f>", True),
        ('<f aca="false">B1*2</f>', True),
        ('<f t="shared" si="0" ref="A1:A2">B1*2</f>', False),
        ('<f t="array" ref="A1">B1*2</f>', False),
        ('<f t="dataTable" r1="B1" r2="C1"/>', False),
    ],
)
def test_formulas_that_need_other_rows_are_read_again(formula: str, is_kept: bool) -> None:
    KNOWN.forget()
    row = f'<row r="1"><c r="A1">{formula}<v>8</v></c></row>'
    first = read_book(workbook([], row), "")
    assert bool(KNOWN.rows) is is_kept
    assert read_book(workbook([], row), "") == first


def test_what_is_remembered_is_bounded() -> None:
    KNOWN.forget()
    with patch("thidua_xl.workbooks.reading.known.MAX_KNOWN", 50_000):
        for number in range(200):
            row = f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>{number}</v></c></row>'
            assert texts(workbook([f"tệp {number}"], row)) == [f"tệp {number}", float(number)]
            assert KNOWN.size + KNOWN.strings.size <= 53_000
    assert 0 < len(KNOWN.rows) < 200


HIDDEN_ROW = '<row r="9" hidden="1"><c r="A9" t="s"><v>0</v></c><c r="B9"><v>5</v></c></row>'
FAKE = '<sheetData><row r="1"><c r="A1"><v>999</v></c></row></sheetData>'
SQREF = '<extLst><ext><dataValidation><xm:sqref xmlns:xm="x">A1{}B1</xm:sqref></dataValidation></ext></extLst>'
HEADER = "<headerFooter><oddHeader>{}</oddHeader></headerFooter>"
ODD_SHEETS = {
    "a digit of another script": sheet('<row r="1"><c r="A1" t="s"><v>\u0661</v></c></row>'),
    "a number of a thousand digits": sheet(f'<row r="1"><c r="A1" t="s"><v>{"1" * 5000}</v></c></row>'),
    "the same in another script": sheet(f'<row r="1"><c r="A1" t="s"><v>{chr(0x661) * 5000}</v></c></row>'),
    "a text under a formula": sheet('<row r="1"><c r="A1" t="s"><f>B1</f><v>1</v></c></row>'),
    "rows after the rows": sheet(FIRST, HIDDEN_ROW),
    "rows before the rows": sheet(FIRST, before=HIDDEN_ROW),
    "a comment among headers": sheet(
        FIRST, "<oddHeader><!-- <oddHeader>--></oddHeader><sheetProtection sheet='1'/><oddHeader >--></oddHeader>"
    ),
    "a header after the end": sheet(FIRST) + HEADER.format("x"),
    "a header among ranges": sheet(FIRST, SQREF.format(HEADER.format("x"))),
    "a header in a text": sheet(FIRST, SQREF.format("<![CDATA[" + HEADER.format("Z9") + "]]>")),
    "rows in an instruction": sheet(FIRST, before="").replace("<sheetData>", f"<sheetData/><?p {FAKE}?><sheetData>", 1),
    "the only usual rows in an instruction": sheet(FIRST)
    .replace("sheetData>", "sheetData >")
    .replace("</worksheet>", f"<?p {FAKE}?></worksheet>"),
    "rows in an instruction before the end": sheet(FIRST, f"<?p {FAKE}?>"),
    "another encoding": sheet(FIRST.replace("4", "5")).replace('encoding="UTF-8"', 'encoding = "iso-8859-1"')
    + "<!-- é -->",
}


@pytest.mark.parametrize("xml", ODD_SHEETS.values(), ids=ODD_SHEETS)
def test_an_odd_sheet_reads_the_same_whatever_was_read_before(xml: str) -> None:
    data = zipped(
        parts(xml, **{"xl/sharedStrings.xml": f"{HEAD}<sst xmlns='{MAIN}'><si><t>x</t></si><si><t>y</t></si></sst>"})
    )
    slow = outcome(lambda data, _: slowly(data), data)
    for before in ([], ["bí mật A", "bí mật B", "bí mật C"]):
        KNOWN.forget()
        if before:
            texts(workbook(before, around=HEADER.format("khác")))
        assert outcome(read_book, data) == slow
        assert outcome(read_book, data) == slow


def test_a_long_header_takes_little_memory() -> None:
    data = workbook(["một", "hai"], around=HEADER.format("x" * 3_000_000))
    tracemalloc.start()
    read_book(data, "")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40_000_000


@pytest.mark.parametrize(
    "around",
    [
        '<cols><col min="1" max="16384" hidden="1" width="{}"/></cols>',
        '<dataValidations><dataValidation sqref="' + "A1 " * 50_000 + '" prompt="{}"/></dataValidations>',
    ],
)
def test_frames_of_many_ranges_are_not_kept(around: str) -> None:
    KNOWN.forget()
    for number in range(20):
        read_book(workbook(["một", "hai"], around=around.format(number)), "")
    assert KNOWN.frames == {}


def test_a_book_of_very_many_texts_is_not_kept() -> None:
    KNOWN.forget()
    read_book(workbook(["x" * 30_000 + str(number) for number in range(80)]), "")
    assert (KNOWN.rows, KNOWN.strings, KNOWN.items) == ({}, {}, {})
    assert KNOWN.size < 20_000


STRINGS = st.permutations(["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(STRINGS, ODD_ROWS), min_size=2, max_size=5))
def test_remembering_changes_no_reading(files: list[tuple[list[str], str]]) -> None:
    books = [workbook(strings, f'<row r="1">{rows}</row>' + FIRST + SECOND) for strings, rows in files]
    remembering = [outcome(read_book, data) for data in books]
    for data, read in zip(books, remembering, strict=True):
        KNOWN.forget()
        assert outcome(read_book, data) == read
