"""In a row that no other file has, cells are known; rows that come together and shared strings are known at once."""

import gc
import tracemalloc
from collections.abc import Callable
from unittest.mock import patch

import pytest
from crafted import HEAD, MAIN, parts, sheet, zipped
from hypothesis import given, settings
from hypothesis import strategies as st
from test_known_rows import FIRST, SECOND, STRINGS, texts, workbook
from test_reading import outcome, slowly

from thidua_xl.workbooks.reading import read_book, rows, strings
from thidua_xl.workbooks.reading.known import KNOWN, Known

MUCH = patch.multiple("thidua_xl.workbooks.reading.known", FEW_ROWS=0, FEW_CELLS=0)  # as if much were known
ONE, TWO, THREE = '<c r="A3" t="s"><v>0</v></c>', '<c r="B3" s="1"><f>A1*2</f><v>8</v></c>', '<c r="C3" s="2"/>'


def both(data: bytes) -> None:
    """It reads as by expat, which remembers nothing."""
    assert outcome(read_book, data) == outcome(lambda data, _: slowly(data), data)


def known_cells() -> None:
    """Three cells of row 3 are known, and what stands before their values; no row is."""
    KNOWN.forget()
    with MUCH:
        for last in (1, 2):
            texts(workbook(["một", "hai"], f'<row r="3">{ONE}{TWO}{THREE}<c r="D3"><v>{last}</v></c></row>'))
    assert len(KNOWN.cells) == 3 and len(KNOWN.fronts) == 4 and not KNOWN.rows


def known_cells_of_one_row() -> None:
    """The same where few cells are known, but for the fronts."""
    KNOWN.forget()
    with patch("thidua_xl.workbooks.reading.known.FEW_ROWS", 0):
        texts(workbook(["một", "hai"], f'<row r="3">{ONE}{THREE.replace("C3", "AA3")}<c r="AB3"><v>1</v></c></row>'))
        texts(workbook(["một", "hai"], f'<row r="3">{TWO}{THREE}<c r="D3"><v>2</v></c></row>'))
    assert len(KNOWN.cells) == 6 and not KNOWN.rows


@pytest.mark.parametrize("known", [known_cells, known_cells_of_one_row])
def test_cells_are_known_in_a_row_that_is_not(known: Callable[[], None]) -> None:
    known()
    with MUCH, patch.object(rows, "read_piece", side_effect=AssertionError), patch.object(rows, "read_row", None):
        page = read_book(workbook(["hai", "một"], f'<row r="3">{ONE.replace("0", "1")}{TWO}</row>'), "").sheets[0]
    assert [(place, c.value, c.formula, c.style) for place, c in page.cells.items()] == [
        ((3, 1), "một", None, 0),
        ((3, 2), 8.0, "A1*2", 1),
    ]


def test_what_stands_before_another_value_is_known() -> None:
    known_cells()
    with MUCH, patch.object(rows, "new_front", side_effect=AssertionError), patch.object(rows, "read_row", None):
        assert texts(workbook(["ba"], f'<row r="3">{ONE}{TWO.replace("8", "-1.5E+3")}</row>')) == ["ba", -1500.0]
        both(workbook(["ba"], f'<row r="3">{TWO.replace("8", "&lt;á")}{THREE}</row>'))


@pytest.mark.parametrize(
    "row",
    [
        f'<row r="4">{ONE}{TWO}</row>', f'<row r="2">{THREE}</row>', f'<row r="3">{TWO}{ONE}</row>',
        f'<row r="3">{ONE}{ONE}{TWO}{TWO}{THREE}{THREE}</row>', f'<row r="3">{THREE}{TWO}{THREE}{ONE}</row>',
        f'<row r="3">{ONE}</row><row r="3">{ONE}{TWO}</row>', f'<row r="3"/>{ONE}</row>', f'<row r="3">{ONE}</row >',
        f'<row r="3">{ONE} {TWO}</row>', f'<row r="3">{ONE}{TWO}x</row>', f'<row r="3">{ONE}<c {TWO}</row>',
        f'<row r="3">{ONE}{TWO}</c></row>', f'<row r="3">{TWO.replace("<v>", "")}</row>',
        f'<row r="3">{THREE}<v>5</v></c></row>', f'<row r="3">{THREE.replace("/>", "><v>5</v></c>")}</row>',
        f'<row r="3">{ONE.replace("0", "9")}</row>', f'<row r="3">{ONE.replace("0", "0.5")}</row>',
        f'<row r="3">{ONE.replace("0", "0" * 10)}</row>',
        *(f'<row r="3">{ONE}{TWO.replace("8", odd)}</row>' for odd in ("]]>", "\x01", "&bad;", "<b/>", "1_0", "", "٣")),
        f'<row r="3">{ONE}{TWO.replace("</v>", "</v><v>1</v>")}</row>', f'<row r="3" hidden="1">{ONE}{THREE}</row>',
        f'<row r="3">{ONE.replace("<v>", "<f/><v>")}</row>', f'<row r="3">{ONE}{TWO.replace("</v>", "</v> ")}</row>',
        f'<row r="3">{ONE}{TWO}</row><row r="4">{ONE}{TWO}{THREE}</row>',
        f'<row r="3">{TWO.removesuffix("</v></c>")}</row>',
    ],
)  # fmt: skip
def test_known_cells_change_no_reading_of_odd_rows(row: str) -> None:
    for known in (known_cells, known_cells_of_one_row):
        known()
        with MUCH:
            both(workbook(["một", "hai"], row))
            both(workbook(["hai", "một"], row))
            both(workbook(["một", "hai"], row + FIRST.replace("3", "9")))


def test_formulas_count_in_whatever_way_they_are_known() -> None:
    four = '<row r="4"><c r="A4"><v>1</v></c></row>'
    data = [workbook([], f'<row r="3">{TWO}<c r="D3"><v>{last}</v></c></row>{four}') for last in (2, 2, 2, 3)]
    KNOWN.forget()
    with MUCH:
        for book in data:
            texts(book)
        assert KNOWN.cells and max(len(block.xml) for block in KNOWN.blocks.values()) == 2
        for book in (*data, workbook([], f'<row r="3">{TWO}</row>')):  # as a new row, a known one, cells of a new one
            with patch("thidua_xl.workbooks.reading.formulas.MAX_FORMULAS", len("A1*2") - 1):
                assert outcome(read_book, book) == "TD-TEP-VUOT-GIOI-HAN"


def test_a_row_is_remembered_when_it_is_met_again() -> None:
    KNOWN.forget()
    sizes = []
    with MUCH:
        for _ in range(4):
            texts(workbook(["một", "hai"]))
            sizes.append((len(KNOWN.rows), len(KNOWN.cells)))
    assert sizes == [(0, 0), (2, 5), (2, 5), (2, 5)]


def lines(numbers: range, changed: int = 0) -> bytes:
    values = {n: n if n != changed else 0 for n in numbers}
    told = (f'<row r="{n}"><c r="A{n}"><v>{v}</v></c><c r="B{n}" s="1"/></row>' for n, v in values.items())
    return workbook([], "".join(told).replace('<row r="7"', '<row r="7" hidden="1"'))


def test_rows_that_come_together_are_known_at_once() -> None:
    KNOWN.forget()
    twenty = range(1, 21)
    first = read_book(lines(twenty), "")
    assert read_book(lines(twenty), "") == first
    store_rows = rows.Cells.store_rows
    with patch.object(rows.Cells, "store_rows", autospec=True, side_effect=store_rows) as stored:
        assert read_book(lines(twenty), "") == first
        assert stored.call_count == 1
        read_book(lines(twenty, changed=9), "")  # the rows above it at once, and those below it one by one
        assert stored.call_count == 1 + 1 + 11
        read_book(lines(twenty, changed=9), "")  # and at once
        assert stored.call_count == 13 + 3
        assert read_book(lines(twenty), "") == first


def test_rows_that_come_together_but_elsewhere_change_no_reading() -> None:
    KNOWN.forget()
    for _ in range(3):
        both(lines(range(5, 13)))
    rows_of = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" s="1"/></row>' for n in (5, 6))
    assert len(KNOWN.blocks) == 1
    for more in (f'<row r="{n}"><c r="B{n}"><v>1</v></c></row>' for n in (5, 6)):
        for told in (rows_of + more, more + rows_of, rows_of + rows_of):
            both(workbook([], told))


def test_blocks_that_come_in_parts_are_counted_once() -> None:
    def read() -> int:
        KNOWN.forget()
        for changed in (0, 0, 9, 0, 5, 9, 15, 9, 0):
            both(lines(range(1, 21), changed))
        return KNOWN.size - sum(block.shared_size() for block in KNOWN.blocks.values())

    size = read()
    assert len(KNOWN.blocks) > 1
    with patch.object(Known, "keep_block"):
        assert read() == size


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A3"><f t="shared" si="0">B1*2</f><v>8</v></c>',
        '<c r="A3"><f t="array" ref="A3">B1*2</f><v>8</v></c>',
        '<c r="A3" t="d"><v>2026-11-20</v></c>',
    ],
)
def test_cells_that_mean_something_else_elsewhere_are_read_again(cell: str) -> None:
    for known in (known_cells, known_cells_of_one_row):
        known()
        with patch("thidua_xl.workbooks.reading.known.FEW_ROWS", 0):
            for number in (1, 2, 3):
                row = f'<row r="3">{cell}<c r="B3"><f t="shared" si="0"/><v>{number}</v></c></row>'
                both(workbook([], row))
                both(workbook([], row.replace("B1", "C1")))
        assert not any(data.startswith(b'r="A3"') and b't="s"' not in data for data in KNOWN.cells)


POOL = st.sampled_from([
    *(f'<row r="{n}"><c r="A{n}"><v>{v}</v></c><c r="C{n}" s="1"/></row>' for n in range(1, 9) for v in (1, 2)),
    *(f'<row r="{n}" hidden="1"><c r="B{n}" t="s"><v>{n}</v></c><c r="D{n}"><f>A1+{n}</f></c></row>' for n in (3, 9)),
    '<row r="5"><c r="A4"/></row>', '<row r="6"><c r="B6"/><c r="A6"><v>1</v></c></row>', '<row r="7"/>', " ", "x",
])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(STRINGS, st.lists(POOL, max_size=12), st.booleans()), min_size=2, max_size=8))
def test_remembering_rows_together_changes_no_reading(files: list[tuple[list[str], list[str], bool]]) -> None:
    KNOWN.forget()
    for texts_of_file, told, is_ordered in files:
        with MUCH, patch.object(rows, "LONGEST_BLOCK", 3):
            both(workbook(texts_of_file, "".join(sorted(told) if is_ordered else told)))


SST = f"{HEAD}<sst xmlns='{MAIN}'>"
A, B, RICH = "<si><t>một</t></si>", "<si><t>hai</t></si>", "<si><r><t>h</t></r><r><t>ai</t></r></si>"


@pytest.mark.parametrize(
    "xml",
    [
        SST + RICH + A + B + "</sst>", SST.replace("\n", "\r\n") + A + B + "</sst>", SST + A + B, SST + "</sst>",
        SST + A + "</sst></sst>", SST + A + B + "</ssx>",
        SST + A + B + "x</sst>", SST + A + "<si><t>b</t>" + B + "</sst>",
        SST + A + "<si/>" + B + "</sst>", SST + A + "<!-- " + B + " -->" + B + "</sst>", SST + " " + A + B + "</sst>",
        A + B + "</sst>", SST + A + B.replace("hai", "\x01") + "</sst>", SST + A + B.replace("hai", "]]>") + "</sst>\n",
        SST + A.replace("một", "a&amp;<si>") + B + "</sst>", SST + A + B.replace("hai", "_x0041_") + "</sst>",
        SST.replace("<sst", "<sst a='1' a='2'") + RICH + B + "</sst>", SST + A + A + B + A + "</sst>",
        *(SST + f"<si><{hint}/><t>x</t></si>" + RICH + "</sst>" for hint in ("xrPh", "rPh", "rPh><t>y</t></rPh><a")),
    ],
)  # fmt: skip
def test_known_texts_change_no_reading_of_odd_ones(xml: str) -> None:
    for before in ([], ["một", "hai"], ["một"]):
        KNOWN.forget()
        texts(workbook(before, ""))
        for _ in range(2):
            both(zipped(parts(sheet(FIRST + SECOND), **{"xl/sharedStrings.xml": xml})))


def test_texts_are_known_in_another_order_and_under_another_first_line() -> None:
    KNOWN.forget()
    texts(workbook(["một", "hai"]))
    as_excel = SST.replace("\n", "\r\n")
    data = zipped(parts(sheet(FIRST + SECOND), **{"xl/sharedStrings.xml": f"{as_excel}{B}{A}</sst>"}))
    with (
        patch.object(strings, "SharedStrings", wraps=strings.SharedStrings) as slowly_read,
        patch.object(strings, "new_strings", wraps=strings.new_strings) as read,
    ):
        assert texts(data) == ["hai", 4.0, "một", 8.0]
    assert [call.args[1] for call in read.call_args_list] == [b""]
    assert not any(b"<si>" in call.args[0] for call in slowly_read.call_args_list)


def test_one_file_changes_no_texts_of_another() -> None:
    def with_strings(items: str) -> bytes:
        return zipped(parts(sheet(FIRST), **{"xl/sharedStrings.xml": f"{SST}{items}</sst>"}))

    KNOWN.forget()
    read_book(with_strings("<si><xrPh/><t>x</t></si>" + RICH), "")
    assert texts(with_strings(RICH)) == ["hai", 4.0]


def test_open_texts_do_not_take_squares_of_time() -> None:
    data = f"{SST}{'<si>' * 50_000}</sst>".encode()
    with patch.object(strings, "new_strings") as searched:
        assert outcome(lambda data, _: strings.shared_strings(data, "s.xml"), data) == "TD-TEP-VUOT-GIOI-HAN"
    searched.assert_not_called()


NAMES = " ".join(f'a{number}=""' for number in range(300))
MANY = "".join(f"<z {NAMES.replace('a', f'z{number}.')}/>" for number in range(40))
LONG_CELLS = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>{"a" * 3_900}{n}😀</v></c></row>' for n in range(1, 300))
ODD_FORMULAS = "".join(f'<row r="{n}"><c r="A{n}"><f b{n}="" {NAMES}>1</f><v>1</v></c></row>' for n in range(1, 99))


@pytest.mark.parametrize(
    "book",
    [
        workbook([], LONG_CELLS),
        workbook([], ODD_FORMULAS),
        zipped(parts() | {"_rels/.rels": parts()["_rels/.rels"].replace("</Rel", MANY + "</Rel", 1)}),
    ],
)
def test_no_more_is_remembered_than_is_counted(book: bytes) -> None:
    with MUCH:
        read_book(book, "")
        KNOWN.forget()
        gc.collect()
        tracemalloc.start()
        try:
            for _ in range(2):
                read_book(book, "")
            gc.collect()
            taken, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert taken < 1.2 * (KNOWN.size + KNOWN.strings.size) + 300_000
