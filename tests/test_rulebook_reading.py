"""Reading a rulebook workbook as people leave it: what is tolerated, what the defaults are, and never a traceback."""

from datetime import date
from decimal import Decimal

import pytest
from drawing import book_of
from rulebook_drawing import at, codes_of, good_book, good_grids, put, rulebook_of, sheet_in, small_book

from thidua_xl.book import Cell, Sheet, Type
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.rules.vocabulary import NotArising, Way

ALL = "I | Một | 10 | Chấm trực tiếp"


def test_a_good_rulebook_has_no_finding() -> None:
    assert codes_of(good_book()) == set()


def test_every_way_of_scoring_is_in_the_good_rulebook() -> None:
    ways = {row.way for row in rulebook_of(good_book()).rows}
    assert ways == set(Way) - {Way.NOTE}


# ---- what is tolerated


def shifted(sheet: Sheet, down: int) -> None:
    sheet.cells = {(row + down, column): cell for (row, column), cell in sheet.cells.items()}


def test_a_header_row_may_stand_in_any_of_the_first_20_rows_under_merged_titles() -> None:
    book = good_book()
    sheet = sheet_in(book, "Tiêu chí")
    shifted(sheet, 19)
    sheet.cells[1, 1] = Cell(Type.TEXT, "BỘ TIÊU CHÍ\nTHI ĐUA NĂM 2026")
    sheet.merged = ["A1:J1"]
    assert codes_of(book) == set()
    shifted(sheet, 1)
    assert {code for code, *_ in codes_of(book)} >= {"TD-THIEU-DONG-TIEU-DE"}


def test_columns_stand_in_any_order_and_headers_are_folded() -> None:
    book = good_book()
    sheet = sheet_in(book, "Tiêu chí")
    last = max(column for _, column in sheet.cells)
    sheet.cells = {(row, last + 1 - column): cell for (row, column), cell in sheet.cells.items()}
    for (row, column), cell in list(sheet.cells.items()):
        if row == 1:
            sheet.cells[row, column] = Cell(Type.TEXT, f" {str(cell.value).upper().replace(' ', chr(10))}  ")
    assert codes_of(book) == set()


def test_sheet_names_codes_and_words_are_folded() -> None:
    grids = good_grids()
    book = book_of({f" {name.upper()} ": grid for name, grid in grids.items()})
    put(book, " TIÊU CHÍ ", "F3", "THEO  TỶ LỆ")
    put(book, " MỨC ", "A2", "i.3")
    assert codes_of(book) == set()


def test_hidden_rows_count_and_blank_rows_do_not() -> None:
    book = small_book("I | Một | 10 |\nII | Hai | 5 |")
    sheet = sheet_in(book, "Tiêu chí")
    sheet.hidden_rows = {3}
    sheet.cells = {((9 if row == 3 else row), column): cell for (row, column), cell in sheet.cells.items()}
    assert [row.code for row in rulebook_of(book).rows] == ["I", "II"]


def test_scratch_sheets_unknown_sheets_and_unknown_columns_are_left_alone() -> None:
    book = good_book({"_Tiêu chi": "|#REF!|sau ®©y|", "Ghi chép": "|#REF!|", "_": "|x|"})
    for row, text in ((1, "Người soạn"), (2, "#REF!"), (3, "sau ®©y")):
        sheet_in(book, "Tiêu chí").cells[row, 40] = Cell(Type.ERROR if text[0] == "#" else Type.TEXT, text)
    assert codes_of(book) == set()


def test_a_target_column_of_the_authors_own_is_left_alone() -> None:
    assert codes_of(put(good_book(), "Chỉ tiêu", "H1", "KH năm 2025")) == set()


def test_a_formula_is_read_by_its_stored_value() -> None:
    book = good_book()
    cell = at(book, "I.1", "Điểm tối đa")
    put(book, "Tiêu chí", cell, Cell(Type.NUMBER, 10.0, formula="5+5"))
    put(book, "Tiêu chí", at(book, "I.1", "Hạn"), Cell(Type.TEXT, "", formula='IF(A1="","","")'))
    assert codes_of(book) == set()


@pytest.mark.parametrize(
    ("written", "read"),
    [("'2,5", "2.5"), ("2,5", "2.5"), ("'2.5", "2.5"), ("'10", "10"), ("'0,125", "0.125")],
)
def test_numbers_may_be_text_in_vietnamese_form(written: str, read: str) -> None:
    book = small_book(f"I | Một | {written} |", info="|Làm tròn|3|\n")
    assert rulebook_of(book).rows[0].maximum == Decimal(read)


@pytest.mark.parametrize("written", ["20%", "20", "'20", "'20%", "'20 %"])
def test_where_a_plain_percentage_is_expected_20_and_20_percent_are_the_same(written: str) -> None:
    book = small_book(f"I | Một | 10 | Theo tỷ lệ | Sàn tỷ lệ={written}")
    rule = rulebook_of(book).rows[0].rule
    assert rule is not None
    assert rule.form.ratio_floor == 20  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("written", "quota", "percent"), [("12,5%", "12.5", True), ("'12,5%", "12.5", True), ("3", "3", False)]
)
def test_a_quota_is_a_number_or_a_percentage(written: str, quota: str, percent: bool) -> None:
    book = put(good_book(), "Danh hiệu", "C3", written)
    award = rulebook_of(book).awards[1]
    assert (award.quota, award.quota_percent) == (Decimal(quota), percent)


@pytest.mark.parametrize("written", ["15/6/2026", "'15/06/2026", "'15/6/2026", "'ngày 15 tháng 6 năm 2026"])
def test_dates_are_real_or_text(written: str) -> None:
    book = put(good_book(), "Tiêu chí", at(good_book(), "I.2", "Hạn"), written)
    rule = rulebook_of(book).criterion("I.2").rule  # type: ignore[union-attr]
    assert rule.form.gauge.deadline == date(2026, 6, 15)  # type: ignore[union-attr]


def test_a_date_of_the_1904_calendar() -> None:
    book = good_book()
    book.date_1904 = True
    for sheet in book.sheets:
        for place, cell in sheet.cells.items():
            if cell.style == 2:
                sheet.cells[place] = cell._replace(value=float(cell.value or 0) - 1462)
    assert rulebook_of(book).start == date(2026, 1, 1)


def test_a_whole_number_is_a_code() -> None:
    book = small_book("1 | Một | 10 |\n'1.1 | Hai | 10 | Đạt/Không đạt")
    assert [row.code for row in rulebook_of(book).rows] == ["1", "1.1"]


def test_a_level_name_that_excel_made_a_percentage_keeps_its_sign() -> None:
    book = small_book("I | Một | 10 | Chọn mức", "|I|100%|||||10|||\n|I|80%|||||7|||")
    form = rulebook_of(book).rows[0].rule.form  # type: ignore[union-attr]
    assert [level.name for level in form.levels] == ["100%", "80%"]  # type: ignore[union-attr]


def test_groups_are_one_whatever_their_capitals() -> None:
    book = good_book()
    for cell, group in (("E2", "Nhóm A"), ("E3", "nhóm a"), ("E4", "Nhóm  A"), ("E5", "Nhóm B")):
        put(book, "Đơn vị", cell, group)
    rulebook, _ = read_rulebook(book)
    assert rulebook is not None
    assert [unit.group for unit in rulebook.units] == ["Nhóm A", "Nhóm A", "Nhóm A", "Nhóm B"]


def test_note_rows_need_no_code_and_are_nobodys_children() -> None:
    book = small_book("I | Một | 10 |\n | Giải thích chung | | Diễn giải\nI.1 | Giải thích | | Diễn giải")
    assert rulebook_of(book).rows[0].way is Way.DIRECT


# ---- defaults


def test_defaults_of_the_information_sheet() -> None:
    rulebook = rulebook_of(small_book(ALL))
    assert (rulebook.digits, rulebook.bonus_cap, rulebook.not_arising) == (2, None, NotArising.NEVER)
    assert (rulebook.rescale, rulebook.precedence, rulebook.final) == (True, (), "Thẩm định")
    assert (rulebook.self_gap, rulebook.combine, rulebook.due) == (None, "Trung bình", None)


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("1/1/2026", "31/12/2026", "Năm"),
        ("1/1/2026", "30/6/2026", "6 tháng"),
        ("1/12/2025", "30/6/2026", "6 tháng"),  # seven months
        ("1/12/2025", "1/7/2026", "Năm"),
        ("15/12/2025", "14/7/2026", "6 tháng"),
        ("15/12/2025", "15/7/2026", "Năm"),
    ],
)
def test_the_kind_of_period_follows_from_its_dates(start: str, end: str, kind: str) -> None:
    book = put(put(small_book(ALL), "Thông tin", "B4", start), "Thông tin", "B5", end)
    assert rulebook_of(book).period_kind == kind


def test_default_ways_and_parts() -> None:
    rulebook = rulebook_of(good_book())
    ways = {row.code: row.way for row in rulebook.rows}
    assert ways["I"] is Way.SUM
    assert rulebook_of(small_book("I | Một | 5 |")).rows[0].way is Way.DIRECT
    assert {row.part for row in rulebook.rows if row.code.startswith("IV")} == {"Trừ"}


def test_default_evidence_is_the_first_that_fits() -> None:
    lines = """
    I | Một | 20
    I.1 | a | 10 | Đạt/Không đạt
    I.2 | b | 10 | Chấm trực tiếp
    I.3 | c |  | Kế thừa
    II | Thưởng | | | Nhóm điểm=Thưởng
    II.1 | d | 5 | Đạt/Không đạt
    III | Trừ | | | Nhóm điểm=Trừ
    III.1 | đ | | Kế thừa
    III.2 | e | | Kế thừa | Minh chứng=Nên có
    """.replace("\n    ", "\n")
    rulebook = rulebook_of(small_book(lines, info="|Thang điểm|20|\n"))
    evidence = {row.code: row.evidence for row in rulebook.leaves}
    assert evidence == {
        "I.1": "Không", "I.2": "Nên có", "I.3": "Bắt buộc", "II.1": "Bắt buộc", "III.1": "Không", "III.2": "Nên có",
    }  # fmt: skip


NOT_ARISING = """
I     | Một | 40 | | Khi không phát sinh=Bỏ dòng
I.1   | a | 10 | Chấm trực tiếp
I.2   | b | 10 | Chấm trực tiếp | Khi không phát sinh=Đủ điểm
I.3   | c | 20 | | Khi không phát sinh=Không điểm
I.3.a | d | 20 | Chấm trực tiếp
II    | Hai | 10 | Chấm trực tiếp
III   | Ba  | | Kế thừa
"""


def test_not_arising_is_the_lines_own_word_else_the_nearest_sums_else_the_rulebooks() -> None:
    rulebook = rulebook_of(small_book(NOT_ARISING, info="|Khi không phát sinh|Đủ điểm|\n"))
    words = {row.code: row.rule.not_arising for row in rulebook.leaves if row.rule}
    assert words == {
        "I.1": NotArising.DROP, "I.2": NotArising.FULL, "I.3.a": NotArising.ZERO,
        "II": NotArising.FULL, "III": NotArising.NEVER,  # the rulebook's word does not reach a line without a maximum
    }  # fmt: skip


def test_awards_stand_in_their_order_and_default_to_groups() -> None:
    book = good_book()
    put(put(book, "Danh hiệu", "A2", "5"), "Đơn vị", "E2", "A")
    rulebook = read_rulebook(book)[0]
    assert rulebook is not None
    assert [award.name for award in rulebook.awards] == ["Bằng khen", "Cờ thi đua"]
    assert {award.scope for award in rulebook.awards} == {"Từng nhóm"}
    assert rulebook_of(good_book()).awards[0].scope == "Toàn khối"


def test_a_line_of_another_period_does_not_exist() -> None:
    lines = "I | Một | 20\nI.1 | a | 10 | Chấm trực tiếp\nI.2 | b | 10 | Chấm trực tiếp | Kỳ áp dụng=6 tháng"
    book = small_book(lines, info="|Thang điểm|100|\n")
    rulebook = rulebook_of(book)
    assert [row.code for row in rulebook.leaves] == ["I.1"]
    assert codes_of(book) == set()  # neither the scale nor the section's maximum holds for this period
