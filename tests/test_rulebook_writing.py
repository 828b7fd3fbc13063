"""The rulebook workbook as we write it: sound, the same every time, and read back as it was drawn."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from calc import Calc
from drawing import codes_at
from openxml_audit import OpenXmlValidator

from thidua_xl.book import Book, Cell, Type
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.rules import Inputs, State
from thidua_xl.rules.vocabulary import WAITING, Way
from thidua_xl.sheets import rulebook_guide as guide
from thidua_xl.sheets.layout import Column, Content, Layout
from thidua_xl.sheets.prompts import LONGEST_REFUSAL, refusal
from thidua_xl.sheets.rulebook import CRITERIA, EXCLUSIONS, FIGURES, INFO, LAYOUTS, UNITS
from thidua_xl.sheets.table import table_in
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing import rulebook_bytes, write_rulebook
from thidua_xl.workbooks.writing.cells import typed
from thidua_xl.workbooks.writing.page import pages_across

Grid = Sequence[Sequence[str]]
EVERY_COLUMN = [column for layout in LAYOUTS for column in (*layout.columns, *layout.items)]


def written(**tables: Grid) -> Book:
    """The workbook of these tables (by the layout's name, ``_`` for a space) as it reads."""
    named = {name.replace("_", " "): grid for name, grid in tables.items()}
    return read_book(rulebook_bytes(named), "thu.xlsx")


def opened(data: bytes) -> Any:
    """The workbook as openpyxl sees it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def cell(book: Book, layout: Layout, key: str, row: int = 3) -> Cell | None:
    """The cell of a key in a row of a layout's sheet (3: the first below the header)."""
    table = table_in(next(sheet for sheet in book.sheets if sheet.name == layout.name), layout)
    assert table is not None
    return table.sheet.cells.get((row, table.places[key]))


# ---- the empty workbook


def test_the_empty_workbook_has_a_guide_every_sheet_an_example_and_hidden_lists() -> None:
    book = read_book(rulebook_bytes(), "trong.xlsx")
    names = [layout.name for layout in LAYOUTS]
    assert [sheet.name for sheet in book.sheets] == ["_Hướng dẫn", *names, "_Ví dụ", "_danh mục"]
    assert [sheet.name for sheet in book.sheets if sheet.state != "visible"] == ["_danh mục"]


def test_the_empty_workbook_only_lacks_what_nobody_has_typed_yet() -> None:
    rulebook, findings = read_rulebook(read_book(rulebook_bytes(), "trong.xlsx"))
    assert rulebook is None
    assert codes_at(findings) == {
        *(("TD-THIEU-THONG-TIN", INFO.name, f"B{row}") for row in (3, 4, 6, 7, 9)),
        ("TD-KHONG-CO-DON-VI", UNITS.name, "A3"),
        ("TD-KHONG-CO-TIEU-CHI", CRITERIA.name, "A3"),
    }


def test_the_same_rulebook_is_the_same_bytes() -> None:
    tables = {UNITS.name: [["Mã", "Tên đơn vị"], ["CAT", "Công an tỉnh"]]}
    assert rulebook_bytes() == rulebook_bytes()
    assert rulebook_bytes(tables) == rulebook_bytes(tables)


def test_the_file_is_sound(tmp_path: Path) -> None:
    result = OpenXmlValidator().validate(str(write_rulebook(tmp_path / "trong.xlsx")))
    assert list(result.errors) == []


def test_it_opens_in_libreoffice_without_an_error(calc: Calc, tmp_path: Path) -> None:
    with calc.open(write_rulebook(tmp_path / "trong.xlsx")) as book:
        assert book.errors() == []
        assert book.value(INFO.name, "A3") == "Tên khối"


# ---- what cells take


def test_every_closed_vocabulary_is_a_drop_down_by_a_defined_name() -> None:
    book = opened(rulebook_bytes())
    for layout in LAYOUTS[1:]:
        lists = {str(found.sqref).split(":")[0]: found for found in book[layout.name].data_validations.dataValidation}
        for place, column in enumerate(layout.columns, 1):
            if column.choices:
                found = lists[f"{openpyxl.utils.get_column_letter(place)}3"]
                assert found.type == "list"
                assert words_of(book, found.formula1) == column.choices
    rows = {found.formula1 for found in book[INFO.name].data_validations.dataValidation if found.type == "list"}
    assert len(rows) == sum(1 for item in INFO.items if item.choices)


def words_of(book: Any, name: str) -> tuple[str, ...]:
    """The words a defined name stands for."""
    sheet, _, cells = book.defined_names[name].attr_text.partition("!")
    return tuple(row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")])


@pytest.mark.parametrize("column", EVERY_COLUMN, ids=lambda column: column.header)
def test_a_refusal_is_short_enough_for_office(column: Column) -> None:
    assert len(refusal(column)) <= LONGEST_REFUSAL
    assert refusal(column) or column.content in (
        Content.TEXT,
        Content.CODE,
        Content.CODES,
        Content.TEXTS,
        Content.MIXED,
    )


def test_headers_carry_the_help_as_comments() -> None:
    sheet = opened(rulebook_bytes())[CRITERIA.name]
    assert CRITERIA.column("code").help in sheet["A2"].comment.text
    assert "Trừ theo % thiếu" in sheet["F2"].comment.text


def test_rare_columns_are_folded_away_unless_something_stands_in_them() -> None:
    assert hidden(rulebook_bytes()) == {column.header for column in CRITERIA.columns if column.advanced}
    used = {CRITERIA.name: [["Mã", "Nội dung", "Trần"], ["I", "Mục", "5"]]}
    assert hidden(rulebook_bytes(used)) == {"Bước điểm", "Cách tính vượt", "Kỳ áp dụng", "Đăng ký"}


def hidden(data: bytes) -> set[str]:
    """The headers of the hidden columns of `Tiêu chí`."""
    book = read_book(data, "thu.xlsx")
    sheet = next(sheet for sheet in book.sheets if sheet.name == CRITERIA.name)
    return {CRITERIA.columns[place - 1].header for place in sheet.hidden_columns}


def test_a_sheet_too_wide_to_read_goes_over_several_pages() -> None:
    assert pages_across(180, 77) == 1
    assert pages_across(181, 77) == 2
    assert pages_across(335, 77) == 3


# ---- types


@pytest.mark.parametrize(
    ("text", "content", "value", "number_format"),
    [
        ("2,5", Content.POINTS, Decimal("2.5"), "General"),
        ("1,125", Content.NUMBER, Decimal("1.125"), "General"),
        ("3.704", Content.NUMBER, Decimal(3704), "General"),
        ("850000", Content.NUMBER, Decimal(850000), "#,##0"),
        ("12345,5", Content.NUMBER, Decimal("12345.5"), "#,##0.0"),
        ("20%", Content.AMOUNT, Decimal("0.2"), "0%"),
        ("12,5%", Content.PERCENT, Decimal("0.125"), "0.0%"),
        ("20%", Content.POINTS, "20%", ""),
        ("Không", Content.BOUND, "Không", ""),
        ("-1", Content.BOUND, Decimal(-1), "General"),
        ("15/6/2026", Content.DATE, date(2026, 6, 15), "dd/mm/yyyy"),
        ("31/02/2026", Content.DATE, "31/02/2026", ""),
        ("1.10", Content.CODE, "1.10", ""),
        ("=1+1", Content.TEXT, "=1+1", ""),
        ("chín", Content.POINTS, "chín", ""),
        ("1" * 16, Content.NUMBER, "1" * 16, ""),
    ],
)
def test_a_text_becomes_what_its_column_holds(text: str, content: Content, value: object, number_format: str) -> None:
    found = typed(text, content)
    assert (found.value, found.number_format) == (value, number_format)


def test_text_is_never_a_formula_a_number_or_a_link() -> None:
    for text in ("=1+1", "{=A1}", "0900000101", "http://noichinh.example", "_x0041_", "-", "10/12"):
        found = cell(written(Điều_kiện=[["Mã", "Nội dung"], ["DK1", text]]), EXCLUSIONS, "text")
        assert found is not None
        assert (found.type, found.value, found.formula) == (Type.TEXT, text, None)


def test_unknown_columns_follow_as_numbers() -> None:
    grid = [["KH CAT", "Tên chỉ tiêu", "Mã"], ["83,5", "Tỷ lệ", "SL01"]]
    sheet = next(sheet for sheet in written(Chỉ_tiêu=grid).sheets if sheet.name == FIGURES.name)
    assert (sheet.cells[2, 6].value, sheet.cells[3, 6].value) == ("KH CAT", 83.5)


def test_items_of_the_info_sheet_stand_in_their_order_and_others_after_them() -> None:
    grid = [["Mục", "Giá trị"], ["Ghi riêng", "abc"], ["thang  điểm", "100"], ["Tên khối", "Khối 1"]]
    sheet = written(Thông_tin=grid).sheets[0]
    rows = {str(sheet.cells[row, 1].value): sheet.cells.get((row, 2)) for row in range(3, 20)}
    assert list(rows) == [*(item.header for item in INFO.items), "Ghi riêng"]
    assert [found.value for found in (rows["Tên khối"], rows["Thang điểm"], rows["Ghi riêng"]) if found] == [
        "Khối 1",
        100.0,
        "abc",
    ]


def test_a_sheet_that_is_none_of_a_rulebook_is_refused() -> None:
    with pytest.raises(ValueError, match="Trang lạ"):
        written(Trang_lạ=[["A"]])


def test_a_header_that_is_there_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        written(Mức=[["Điểm", "điểm"]])


# ---- the worked example


def test_the_worked_example_uses_every_way_once_and_its_points_are_right() -> None:
    items = {"Tên khối": "Khối", "Kỳ": "Năm", "Từ ngày": "01/01/2026", "Đến ngày": "31/12/2026", "Căn cứ": "Số 1"}
    book = written(
        Thông_tin=[["Mục", "Giá trị"], *([name, text] for name, text in items.items())],
        Đơn_vị=[["Mã", "Tên đơn vị"], ["A", "Đơn vị A"], ["B", "Đơn vị B"]],
        Tiêu_chí=guide.example(),
        Mức=guide.example_levels(),
    )
    rulebook, findings = read_rulebook(book)
    assert findings == []
    assert rulebook is not None
    written_ways = [row[4] for row in guide.example()[1:] if row[4]]
    assert sorted(written_ways) == sorted(Way)
    rules = {row.code: row.rule for row in rulebook.rows if row.rule and not row.is_sum}
    for texts in guide.example()[1:]:
        row = dict(zip((column.key for column in guide.EXAMPLE.columns), texts, strict=True))
        if row["code"] in rules:
            rule = rules[row["code"]]
            assert rule is not None
            outcome = rule.score(
                Inputs(*(input_of(row[key]) for key in ("result", "target")), typed=input_of(row["typed"]))
            )
            expected = None if row["score"] == WAITING else typed(row["score"], Content.MIXED).value
            assert (outcome.state is State.PENDING, outcome.points) == (expected is None, expected), row["code"]


def input_of(text: str) -> Decimal | date | str | None:
    """A cell of the example as the engine takes it."""
    return typed(text, Content.MIXED).value if text else None
