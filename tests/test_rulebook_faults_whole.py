"""Faults of whole sheets, rows and workbooks; many faults give all of their findings in one run."""

import pytest
from drawing import book_of
from rulebook_drawing import at, codes_of, found_in, good_book, good_grids, put, small_book

from thidua_xl.book import Cell, Type
from thidua_xl.rulebook.reading import read_rulebook

T = "Tiêu chí"

# ---- sheets and headers


def test_a_missing_sheet_offers_the_one_that_nearly_has_its_name() -> None:
    grids = good_grids()
    grids["Tieu chi"] = grids.pop("Tiêu chí")
    found = found_in(book_of(grids))
    assert "Tieu chi" in {f.code: f.facts for f in found}["TD-THIEU-TRANG"]["y"]


def test_what_is_named_in_a_sheet_that_cannot_be_read_is_not_reported_too() -> None:
    for name, lost in (
        ("Đơn vị", "Don vi"),
        ("Chỉ tiêu", "Chi tieu"),
        ("Danh hiệu", "Danh hieu"),
        ("Tiêu chí", "Tieu chi"),
    ):
        grids = good_grids()
        grids["Thông tin"] = grids["Thông tin"].replace("Ưu tiên khi bằng điểm", "_")
        grids[lost] = grids.pop(name)
        assert {code for code, *_ in codes_of(book_of(grids))} <= {"TD-THIEU-TRANG", "TD-TRANG-GAN-DUNG"}


def test_two_sheets_alike() -> None:
    book = good_book({"tiêu  chí ": "|Nháp|"})
    assert codes_of(book) == {("TD-TRANG-TRUNG", "tiêu  chí ", None)}


def test_an_optional_sheet_with_nearly_its_name_is_a_warning() -> None:
    grids = {name: grid for name, grid in good_grids().items() if name in ("Thông tin", "Đơn vị")}
    grids |= {"Tiêu chí": "|Mã|Nội dung|Điểm tối đa|\n|I|Một|100|", "Xep loai": "|Loại|"}
    grids["Thông tin"] = grids["Thông tin"].replace("Ưu tiên khi bằng điểm", "_")
    assert codes_of(book_of(grids)) == {("TD-TRANG-GAN-DUNG", "Xep loai", None)}


def test_a_sheet_without_content_or_without_a_header_row() -> None:
    assert ("TD-TRANG-TRONG", "Đơn vị", None) in codes_of(good_book({"Đơn vị": "|"}))
    headless = good_book({"Danh hiệu": "|Danh sách|\n|Thứ tự|Tên gọi|Số lượng|", "Điều kiện": ""})
    put(headless, "Mức", "I10", "")
    assert codes_of(headless) == {("TD-THIEU-DONG-TIEU-DE", "Danh hiệu", "A1")}


def test_a_required_header_that_is_nearly_there_is_offered() -> None:
    book = put(good_book(), "Xếp loại", "A1", "Loai")
    put(put(put(book, "Điều kiện", "C3", "Bằng khen"), "Danh hiệu", "G2", ""), "Thông tin", "B9", "10")
    found = found_in(book)
    assert [(f.code, f.where.cell) for f in found] == [("TD-THIEU-DONG-TIEU-DE", "A1")]
    assert "Loai" in found[0].facts["gan"]


def test_a_near_header_is_a_warning_and_two_alike_an_error() -> None:
    near = put(good_book(), "Danh hiệu", "M1", "Khong kèm với")
    assert codes_of(near) == {("TD-COT-GAN-DUNG", "Danh hiệu", "M1")}
    twice = put(good_book(), "Danh hiệu", "P1", "số  LƯỢNG")
    assert codes_of(twice) == {("TD-COT-TRUNG", "Danh hiệu", "P1")}


def test_no_units_and_no_criteria() -> None:
    book = small_book("I | Một | 10 |")
    put(put(book, "Đơn vị", "A2", ""), "Đơn vị", "A3", "")
    put(put(book, "Đơn vị", "B2", ""), "Đơn vị", "B3", "")
    put(put(put(book, T, "A2", ""), T, "B2", ""), T, "C2", "")
    put(book, T, at(small_book("I | Một | 10 |"), "I", "Điểm tối đa"), "")
    assert codes_of(book) == {("TD-KHONG-CO-DON-VI", "Đơn vị", "A2"), ("TD-KHONG-CO-TIEU-CHI", T, "A2")}


# ---- cells


def test_a_formula_without_a_stored_value() -> None:
    book = good_book()
    cell = at(book, "II.3", "Điểm tối đa")
    put(book, T, cell, Cell(Type.NUMBER, None, formula="SUM(A1)"))
    assert codes_of(book) == {("TD-CONG-THUC-CHUA-TINH", T, cell)}


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_at_all(number: float) -> None:
    for header, code in (("Mã", "TD-MA-LA-SO"), ("Điểm tối đa", "TD-KHONG-PHAI-SO")):
        book = good_book()
        cell = at(book, "II.3", header)
        assert codes_of(put(book, T, cell, Cell(Type.NUMBER, number))) == {(code, T, cell)}
    assert codes_of(put(good_book(), T, "B12", Cell(Type.NUMBER, number))) == set()  # a text, odd as it is


# ---- whole rows


def test_levels_that_are_missing_too_many_or_too_long() -> None:
    missing = good_book({"Mức": good_grids()["Mức"].replace("|II.2|", "|II.4|")})
    assert ("TD-THIEU-MUC-CUA-TIEU-CHI", T, at(missing, "II.2", "Cách chấm")) in codes_of(missing)
    many = "\n".join(f"|I|{n}|||||0|||" for n in range(41))
    assert codes_of(small_book("I | Một | 10 | Chọn mức", many)) == {("TD-QUA-NHIEU-MUC", "Mức", "A42")}
    long = "\n".join(f"|I|{'k' * 240}{n}|||||{n}|||" for n in range(30))
    book = small_book("I | Một | 30 | Chọn mức", long)
    assert codes_of(book) == {("TD-CONG-THUC-QUA-DAI", T, at(book, "I", "Cách chấm"))}


def test_a_way_taken_away_leaves_its_levels_superfluous() -> None:
    book = put(good_book(), T, at(good_book(), "II.2", "Cách chấm"), "Đạt/Không đạt")
    assert codes_of(book) == {("TD-MUC-THUA", "Mức", "A5"), ("TD-MUC-THUA", "Mức", "A6")}


def test_levels_of_a_line_with_a_fault_of_its_own_are_not_reported_too() -> None:
    book = good_book()
    cell = at(book, "II.2", "Mã")
    put(book, T, cell, "VII.2")
    for row in (5, 6):
        put(book, "Mức", f"A{row}", "VII.2")
    assert codes_of(book) == {("TD-THIEU-DONG-CHA", T, cell)}


def test_bonus_lines_by_deduction_need_a_start() -> None:
    for way, extra, header in (
        ("Trừ theo lần", "", "Bắt đầu"),
        ("Trừ theo % thiếu", "", "Bắt đầu"),
        ("Trừ theo ngày chậm", "| Hạn=1/6/2026", "Bắt đầu"),
    ):
        lines = f"I | Một | 10 |\nII | Thưởng | | {way} | Nhóm điểm=Thưởng | Hệ số=1 {extra}"
        book = small_book(lines)
        assert codes_of(book) == {("TD-THIEU-THAM-SO", T, at(book, "II", header))}, way
    assert codes_of(small_book("I | Một | 10 |\nII | T | 5 | Trừ theo % thiếu | Nhóm điểm=Thưởng | Hệ số=1")) == set()


@pytest.mark.parametrize("way", ["Theo tỷ lệ", "Đạt/Không đạt", "So với đơn vị dẫn đầu"])
@pytest.mark.parametrize("part", ["Thưởng", "Trừ"])
def test_ways_that_multiply_the_maximum_need_one_everywhere(way: str, part: str) -> None:
    book = small_book(f"I | Một | 10 |\nII | Hai | | {way} | Nhóm điểm={part}")
    assert codes_of(book) == {("TD-THIEU-THAM-SO", T, at(book, "II", "Điểm tối đa"))}


def test_not_arising_needs_a_maximum() -> None:
    book = small_book("I | Một | | Kế thừa | Khi không phát sinh=Đủ điểm")
    assert codes_of(book) == {("TD-KPS-CAN-TOI-DA", T, at(book, "I", "Khi không phát sinh"))}
    assert codes_of(small_book("I | Một | | Kế thừa | Khi không phát sinh=Không điểm")) == set()


def test_a_note_takes_no_parameters_and_no_children() -> None:
    book = small_book("I | Một | 10 |\nII | Hai | 5 | Diễn giải")
    assert codes_of(book) == {("TD-COT-KHONG-DUNG", T, at(book, "II", "Điểm tối đa"))}
    book = small_book("I | Một | | Diễn giải\nI.1 | Hai | 10 |")
    assert codes_of(book) == {("TD-DONG-CHA-PHAI-CONG", T, at(book, "I", "Cách chấm"))}


def test_a_line_tied_to_a_figure_its_unit_does_not_report() -> None:
    book = good_book()
    put(put(book, "Chỉ tiêu", "E2", "CAT; VKS"), T, at(book, "I.4", "Áp dụng cho"), "CAT; TAND")
    cell = at(book, "I.4", "Chỉ tiêu số liệu")
    assert codes_of(book) == {("TD-SO-LIEU-KHONG-CUA-DON-VI", T, cell)}
    assert read_rulebook(book)[0] is None


# ---- maxima


def test_the_declared_maximum_against_the_lines_under_undeclared_sums() -> None:
    lines = "I | Một | 210 |\nI.1 | a | |\nI.1.a | b | 130 | Chấm trực tiếp\nI.1.b | c | 130 | Chấm trực tiếp"
    book = small_book(lines, info="|Thang điểm|260|\n")
    assert codes_of(book) == {("TD-TOI-DA-KHAC-TONG", T, at(book, "I", "Điểm tối đa"))}


def test_a_ceiling_on_a_sum_is_what_it_reaches() -> None:
    lines = "I | Một | 20 | Cộng | Trần=20\nI.1 | a | 15 | Chấm trực tiếp\nI.2 | b | 15 | Chấm trực tiếp"
    assert codes_of(small_book(lines, info="|Thang điểm|20|\n")) == set()


SPECIAL = "I | Chung | 80 |\nII | Riêng | 20 | | Áp dụng cho=CAT\nII.1 | Án | 20 | Chấm trực tiếp"


def test_a_unit_without_special_lines_is_made_whole_by_rescaling_only() -> None:
    assert codes_of(small_book(SPECIAL, info="|Thang điểm|100|\n")) == set()
    book = small_book(SPECIAL, info="|Thang điểm|100|\n|Quy đổi khi bỏ dòng|Không|\n")
    assert codes_of(book) == {("TD-THANG-KHAC-TONG", "Thông tin", "B7")}


def test_the_default_scale_is_the_sections_declared_maxima() -> None:
    lines = "I | Một | 210 |\nI.1 | a | 130 | Chấm trực tiếp\nI.2 | b | 130 | Chấm trực tiếp"
    book = small_book(lines)  # 210 declared, 260 reached
    expected = {("TD-TOI-DA-KHAC-TONG", T, at(book, "I", "Điểm tối đa")), ("TD-THANG-KHAC-TONG", "Thông tin", "A1")}
    assert {(code, sheet) for code, sheet, _ in codes_of(book)} == {(code, sheet) for code, sheet, _ in expected}


def test_the_default_scale_is_reported_at_its_blank_cell() -> None:
    lines = "I | Một | 210 |\nI.1 | a | 130 | Chấm trực tiếp\nI.2 | b | 130 | Chấm trực tiếp"
    book = small_book(lines, info="|Thang điểm||\n")
    assert ("TD-THANG-KHAC-TONG", "Thông tin", "B7") in codes_of(book)


def test_an_award_of_two_dated_rows_is_reported_at_the_row_not_in_force() -> None:
    book = good_book()
    for cell, written in (("B4", "Cờ thi đua"), ("C4", "2"), ("N4", "1/1/2027")):
        put(book, "Danh hiệu", cell, written)
    assert codes_of(book) == {("TD-DANH-HIEU-HET-HIEU-LUC", "Danh hiệu", "N4")}


# ---- all in one run

FIFTEEN = [
    ("Thông tin", "B6", "", "TD-THIEU-THONG-TIN", None),
    ("Thông tin", "B8", "Mục X", "TD-TU-KHONG-CO", None),
    ("Đơn vị", "D3", "Trưởng khối", "TD-HAI-TRUONG-KHOI", None),
    (T, ("I.1", "Hệ số"), "2", "TD-COT-KHONG-DUNG", None),
    (T, ("I.2", "Hạn"), "15/11/2025", "TD-HAN-NGOAI-KY", None),
    (T, ("II", "Điểm tối đa"), "45", "TD-TOI-DA-KHAC-TONG", None),
    (T, ("I.6", "Hệ số"), "", "TD-THIEU-THAM-SO", None),
    ("Mức", "E4", "80", "TD-MUC-CHONG", "C3"),
    ("Mức", "B6", "Tốt", "TD-MUC-TRUNG", None),
    ("Chỉ tiêu", "D2", "Đếm", "TD-TU-KHONG-CO", None),
    ("Đối chiếu", "C2", "SL01**2", "TD-BIEU-THUC-SAI", None),
    ("Xếp loại", "B3", "96", "TD-LOAI-KHONG-TOI", None),
    ("Điều kiện", "B3", "Không vi phạm", "TD-DIEU-KIEN-PHU-DINH", None),
    ("Điều kiện", "C2", "Không xét", "TD-HE-QUA-KHONG-CO", None),
    ("Danh hiệu", "C2", "5", "TD-SO-LUONG-KHONG-TOI", None),
]


def test_fifteen_faults_give_fifteen_findings_in_one_run() -> None:
    book = good_book()
    put(book, "Xếp loại", "D2", "")  # the first class is then open to all from 95 points up
    put(book, "Xếp loại", "E2", "")
    put(book, "Xếp loại", "F2", "")
    put(book, "Xếp loại", "G2", "")
    expected = set()
    for sheet, where, written, code, at_cell in FIFTEEN:
        cell = at(book, *where) if isinstance(where, tuple) else where
        put(book, sheet, cell, written)
        expected.add((code, sheet, at_cell or cell))
    found = found_in(book)
    assert {(f.code, f.where.sheet, f.where.cell) for f in found} == expected
    assert len(found) == len(FIFTEEN) == 15


def test_a_sum_with_a_line_in_doubt_is_not_judged() -> None:
    book = good_book()
    cell = at(book, "II.3", "Điểm tối đa")
    put(book, T, cell, "mười")  # II may or may not add to 40
    assert codes_of(book) == {("TD-KHONG-PHAI-SO", T, cell)}


@pytest.mark.parametrize("digits", ["7", "1,5"])
def test_digits_kept(digits: str) -> None:
    assert codes_of(small_book("I | Một | 10 |", info=f"|Làm tròn|{digits}|\n")) == {
        ("TD-LAM-TRON-SAI", "Thông tin", "B7")
    }
