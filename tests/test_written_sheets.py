"""Our quicker sheet writes what XlsxWriter's own writes, and loses nothing that comes too late."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from thidua_xl.live.hidden import JSON_PIECE
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing.growing import LONG as LONG_TEXT
from thidua_xl.workbooks.writing.growing import WAITING, GrowingSheet
from thidua_xl.workbooks.writing.office import OfficeBook
from thidua_xl.workbooks.writing.part import BLOCK, Package, Part
from thidua_xl.workbooks.writing.style import OPTIONS

Stored = list[tuple[str, Any, Any, str]]


def fill(book: Workbook, sheet: Worksheet) -> None:
    look, dated = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.set_row(9, 40)
    sheet.set_column(5, 5, None, look)
    sheet.write_string(0, 0, 'Điểm <"tối đa"> & "mức"\x01', look)
    sheet.write_string(0, 2, " có dấu cách ", look)
    sheet.write_string(0, 1, "không định dạng")
    for row, number in enumerate((0, -1.5, 1e300, 0.1 + 0.2, 123456789012345678), 1):
        sheet.write_number(row, 0, number, look)
    sheet.write_datetime(6, 0, date(2026, 11, 22), dated)
    sheet.write_blank(6, 1, None, look)
    sheet.write_blank(6, 5, None, look)
    for row, value in enumerate((1.25, "", "⚠ Thiếu <số> & 'dấu'", "#DIV/0!", True, False), 10):
        sheet.write_formula(row, 0, '=IF(A1<>"x & y",B1,"<b>")', look, value)
    sheet.write_array_formula(20, 0, 20, 1, "{=SUM(A2:A3*B2:B3)}", look, 7)
    sheet.write_boolean(21, 0, True, look)
    sheet.write_url(22, 0, "internal:'S'!A1", look, "tới đây")
    sheet.write_comment(30, 3, "một ghi chú")
    sheet.merge_range(31, 0, 31, 2, "gộp ô", look)
    sheet.write_rich_string(33, 0, "chữ ", look, "đậm")
    sheet.set_row(40, None, None, {"hidden": True})


def stored(data: bytes | memoryview) -> tuple[Stored, dict[int, float | None], list[int]]:
    """Every cell as text, formula, type and look; heights; hidden rows."""
    shown: Stored = []
    books = [openpyxl.load_workbook(BytesIO(data), data_only=only) for only in (False, True)]
    formulas, values = (book["S"] for book in books)
    for row in formulas.iter_rows():
        for cell in row:
            written = getattr(cell.value, "text", cell.value)
            look = f"{cell.font.b}{cell.number_format}"
            if cell.has_style or written is not None:
                shown.append((cell.coordinate, written, values[cell.coordinate].value, look))
    heights = {number: row.height for number, row in formulas.row_dimensions.items()}
    return shown, heights, [number for number, row in formulas.row_dimensions.items() if row.hidden]


def test_the_same_cells_rows_and_looks_as_xlsxwriter_writes() -> None:
    theirs = BytesIO()
    plain = Workbook(theirs, OPTIONS)
    fill(plain, plain.add_worksheet("S"))
    plain.close()
    ours = OfficeBook(None)
    fill(ours, ours.add_worksheet("S"))
    ours.close()
    wanted, found = stored(theirs.getvalue()), stored(ours.packed)
    assert len(wanted[0]) == 23
    assert found[0] == wanted[0]
    assert found[2] == wanted[2] == [41]
    assert found[1] == wanted[1]


VALUES = (None, "", "Điểm <&> \x01", " cách ", "=1+1", "😀" * 17_000, 0, -1.5, 1e300, 0.1 + 0.2, 123456789012345678.0)


def test_values_and_formulas_as_xlsxwriter_writes_them() -> None:
    theirs, ours = BytesIO(), OfficeBook(None)
    plain = Workbook(theirs, OPTIONS)
    wanted, found = plain.add_worksheet("S"), ours.add_worksheet("S")
    books = (plain, wanted), (ours, found)
    looks = [book.add_format({"bold": True, "num_format": "0.00"}) for book, _ in books]
    for row, value in enumerate(VALUES):
        if not value and value != 0:
            wanted.write_blank(row + 3, 2, None, looks[0])
        elif isinstance(value, str):
            wanted.write_string(row + 3, 2, value, looks[0])
        else:
            wanted.write_number(row + 3, 2, value, looks[0])
        found.write_value(row + 3, 2, value, looks[1])
        shown = "" if value is None else value if isinstance(value, float | int) else value.replace("\x01", "")
        wanted.write_formula(row, 7, '=IF(A1<>"x",1,2)', looks[0], shown)
        found.write_live(row, 7, 'IF(A1<>"x",1,2)', shown, looks[1])
    for book, _ in books:
        book.close()
    assert stored(ours.packed) == stored(theirs.getvalue())
    assert len(stored(theirs.getvalue())[0]) == 2 * len(VALUES)


@pytest.mark.parametrize("shown", ["a\x01b", "_x0041_", "dòng\nmới", "x_x", "<&>"])
def test_what_a_formula_shows_is_read_back_whatever_signs_it_has(shown: str) -> None:
    book = OfficeBook(None)
    book.add_worksheet("S").write_live(0, 0, "B1", shown, book.add_format({"bold": True}))
    book.close()
    assert [cell.value for cell in read_book(bytes(book.packed), "").sheets[0].cells.values()] == [shown]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_not_written(value: float) -> None:
    book = OfficeBook(None)
    with pytest.raises(TypeError, match="S: "):
        book.add_worksheet("S").write_value(0, 0, value, book.add_format())


LONG = " dài\n" * 5000 + "\x02<& _x0002_ "


@pytest.mark.parametrize("finished", [(), (3,), (1, 2, 3)])
def test_rows_finished_early_are_written_all_the_same(finished: tuple[int, ...]) -> None:
    book = OfficeBook(None)
    sheet, look = book.add_worksheet("S"), book.add_format({"bold": True})
    for row in range(6):
        sheet.write_string(row, 1, f"dòng {row}", look)
        sheet.write_own_text(row, 0, LONG, look)
        if row in finished:
            sheet.finish_rows(row)
    sheet.guess_row_height(5, 60)
    sheet.finish_rows(6)
    book.close()
    found = read_book(bytes(book.packed), "x.xlsx").sheets[0]
    assert {place: cell.value for place, cell in found.cells.items()} == {
        (row, column): value for row in range(1, 7) for column, value in ((1, LONG), (2, f"dòng {row - 1}"))
    }
    assert openpyxl.load_workbook(BytesIO(bytes(book.packed)))["S"].row_dimensions[6].height == 60


@pytest.mark.parametrize(
    "late", [lambda sheet: sheet.write_string(2, 0, "đến muộn"), lambda sheet: sheet.set_row(2, 50)]
)
def test_what_comes_after_its_row_was_finished_is_not_lost_in_silence(
    tmp_path: Path, late: Callable[[GrowingSheet], object]
) -> None:
    book = OfficeBook(str(tmp_path / "x.xlsx"))
    sheet = book.add_worksheet("S")
    sheet.write_string(4, 0, "xong")
    sheet.finish_rows(5)
    late(sheet)
    with pytest.raises(ValueError, match="row 3 was finished"):
        book.close()
    assert not (tmp_path / "x.xlsx").exists()


def charted(book: Workbook) -> dict[str, Any]:
    """A chart of cells of every kind, drawn and put into ``book``."""
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": "=S!$A$1:$F$1", "values": "=S!$A$2:$F$2"})
    book.add_worksheet("Biểu đồ").insert_chart(0, 0, chart)
    book.close()
    return dict(zip(chart.formula_ids, chart.formula_data, strict=True))


def test_a_chart_shows_what_the_cells_show() -> None:
    plain, ours = Workbook(BytesIO(), OPTIONS), OfficeBook(None)
    wanted, found = plain.add_worksheet("S"), ours.add_worksheet("S")
    look, same = plain.add_format({"bold": True}), ours.add_format({"bold": True})
    for column, value in enumerate(("Điểm <&>", "", 1.5, None, -0.1)):
        wanted.write(0, column, value, look)
        found.write_value(0, column, value, same)
    for column, value in enumerate((1.25, "", "⚠ <&>", 1e300, 0)):
        wanted.write_formula(1, column, "=IF(A1>0,1,2)", look, value)
        found.write_live(1, column, "IF(A1>0,1,2)", value, same)
    told = charted(plain)
    assert len(told["S!$A$2:$F$2"]) == 6
    assert {key: [str(each) for each in data] for key, data in charted(ours).items()} == {
        key: [str(each) for each in data] for key, data in told.items()
    }


def test_no_chart_is_left_without_what_its_cells_show() -> None:
    book = OfficeBook(None)
    sheet = book.add_worksheet("S")
    sheet.write_value(1, 0, 1, book.add_format())
    sheet.finish_rows(2)
    with pytest.raises(ValueError, match="row 1 was finished"):
        charted(book)


def test_rows_are_finished_once_many_cells_wait() -> None:
    book = OfficeBook(None)
    sheet, look = book.add_worksheet("S"), book.add_format()
    for row in range(WAITING + 2):
        sheet.write_value(row, 0, row, look)
        sheet.drawn(row)
    assert len(sheet.table) < 3
    book.close()
    assert len(read_book(bytes(book.packed), "").sheets[0].cells) == WAITING + 2


def test_a_part_is_whole_whatever_its_length() -> None:
    package = Package()
    part, more = package.part(), package.part()
    for text in ("", "Điểm", "x" * (BLOCK + 1), "cuối"):
        part.write(text)
    more.write("trước ")
    more.append(part)
    more.write(" sau")
    package.send("a.xml", more)
    package.add("b.bin", b"\x00\xff" * 5)
    package.close()
    whole = f"trước Điểm{'x' * (BLOCK + 1)}cuối sau".encode()
    assert more.size == len(whole)
    with zipfile.ZipFile(package.data) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "a.xml": whole, "b.bin": b"\x00\xff" * 5
        }  # fmt: skip


def test_what_goes_wrong_while_it_is_pressed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(part: Part) -> list[bytes]:
        raise ValueError("hỏng")

    book = OfficeBook(None)
    book.add_worksheet("S").write_value(0, 0, "Điểm", book.add_format())
    monkeypatch.setattr(Part, "blocks", fails)
    with pytest.raises(ValueError, match="hỏng"):
        book.close()


def test_a_chart_stands_where_xlsxwriter_puts_it() -> None:
    plain, ours = Workbook(BytesIO(), OPTIONS), OfficeBook(None)
    wanted, found = plain.add_worksheet("S"), ours.add_worksheet("S")
    for sheet in (wanted, found):
        for row, (height, options) in enumerate(((27, {}), (0, {}), (44.5, {}), (None, {"hidden": True}), (400, {}))):
            sheet.set_row(2 * row, height, None, options)
    found.finish_rows(20)
    places = [(0, row, 5, 8, 300, 200, anchor) for row in range(12) for anchor in (1, 4)]
    told = [wanted._position_object_pixels(*place) for place in places]
    placed = [found._position_object_pixels(*place) for place in places]
    assert placed == told
    assert {type(number) for each in placed for number in each[:4]} == {int}, "a float is no anchor of a note"
    assert len({tuple(each) for each in told}) > len(places) / 2


def test_a_part_is_what_was_written_in_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua_xl.workbooks.writing.part.BLOCK", 10)
    package = Package()
    whole, inner = package.part(), package.part()
    for number in range(50):
        inner.write(f"trong {number} ")
    written = ["đầu ", *(f"trước {number} " for number in range(50))]
    for text in written:
        whole.write(text)
    whole.append(inner)
    whole.write("cuối")
    wanted = ("".join(written) + "".join(f"trong {number} " for number in range(50)) + "cuối").encode()
    assert whole.size + len("cuối".encode()) == len(wanted)
    package.send("a.xml", whole)
    package.close()
    with zipfile.ZipFile(package.data) as archive:
        assert archive.read("a.xml") == wanted
        assert archive.testzip() is None


@pytest.mark.parametrize("length", [9, 15_999, 16_001, 40_000])
def test_no_cell_is_longer_than_a_cell_may_be(length: int) -> None:
    book, text = OfficeBook(None), "😀" * length
    book.add_worksheet("S").write_own_text(0, 0, text, book.add_format({"bold": True}))
    book.close()
    ((_, cell),) = read_book(bytes(book.packed), "x.xlsx").sheets[0].cells.items()
    assert str(cell.value) == text[: 32_767 // 2]


def test_what_a_master_carries_fits_into_its_cells_whatever_its_letters() -> None:
    assert 2 * JSON_PIECE <= 32_767
    assert JSON_PIECE <= LONG_TEXT
