"""One fault in another sheet of a good rulebook gives exactly its own finding, at its own cell."""

import pytest
from rulebook_drawing import codes_of, good_book, put

from thidua_xl.book import Cell, Type

# One cell of another sheet spoilt: (sheet, cell, what is written, finding)
OF_SHEETS = [
    ("Thông tin", "B2", "", "TD-THIEU-THONG-TIN", None),
    ("Thông tin", "B3", "", "TD-THIEU-THONG-TIN", None),
    ("Thông tin", "B6", "", "TD-THIEU-THONG-TIN", None),
    ("Thông tin", "B4", "", "TD-THIEU-THONG-TIN", None),
    ("Thông tin", "A6", "Căn cú", "TD-MUC-THONG-TIN-GAN-DUNG", None),
    ("Thông tin", "B4", "đầu năm", "TD-KHONG-PHAI-NGAY", None),
    ("Thông tin", "B5", "31/12/2025", "TD-KY-NGUOC", None),
    ("Thông tin", "B7", "một trăm", "TD-KHONG-PHAI-SO", None),
    ("Thông tin", "B7", "100,125", "TD-QUA-LE", None),
    ("Thông tin", "B7", "-100", "TD-PHAI-GHI-DUONG", None),
    ("Thông tin", "B7", "110", "TD-THANG-KHAC-TONG", None),
    ("Thông tin", "B8", "Mục I.1", "TD-TU-KHONG-CO", None),
    ("Thông tin", "B8", "Tiêu chí XX", "TD-TU-KHONG-CO", None),
    ("Thông tin", "B8", "Số liệu SL99", "TD-TU-KHONG-CO", None),
    ("Thông tin", "B8", "Điểm cộng", "TD-TU-KHONG-CO", None),
    ("Thông tin", "A9", "tên  khối", "TD-MA-TRUNG", None),
    ("Đơn vị", "A5", "S.TP", "TD-MA-KHONG-ASCII", None),
    ("Đơn vị", "A5", "SỞTP", "TD-MA-KHONG-ASCII", None),
    ("Đơn vị", "A5", "1STP", "TD-MA-KHONG-ASCII", None),
    ("Đơn vị", "A5", "", "TD-THIEU-MA", None),
    ("Đơn vị", "A5", "cat", "TD-MA-TRUNG", None),
    ("Đơn vị", "B5", "", "TD-THIEU-TEN", None),
    ("Đơn vị", "B5", "CÔNG AN tỉnh", "TD-TEN-TRUNG", None),
    ("Đơn vị", "C5", "Công an", "TD-TEN-TRUNG", "B5"),
    ("Đơn vị", "D5", "Trưởng", "TD-TU-KHONG-CO", None),
    ("Đơn vị", "D5", "Trưởng khối", "TD-HAI-TRUONG-KHOI", None),
    ("Đơn vị", "B5", "së T− ph¸p", "TD-BANG-MA-CU", None),
    ("Mức", "A5", "I.33", "TD-MA-KHONG-CO", None),
    ("Mức", "A5", "1,1", "TD-MA-LA-SO", None),
    ("Mức", "A5", "I.1", "TD-MUC-THUA", None),
    ("Mức", "A6", "", "TD-THIEU-MA", None),
    ("Mức", "B6", "", "TD-MUC-KHONG-TEN", None),
    ("Mức", "B6", "tốt", "TD-MUC-TRUNG", None),
    ("Mức", "B6", "k" * 251, "TD-TEN-MUC-QUA-DAI", None),
    ("Mức", "G6", "", "TD-THIEU-DIEM-MUC", None),
    ("Mức", "G5", "11", "TD-MUC-VUOT-TOI-DA", None),
    ("Mức", "H8", "11", "TD-MUC-VUOT-TOI-DA", None),
    ("Mức", "G6", "7,125", "TD-QUA-LE", None),
    ("Mức", "H8", "9,125", "TD-QUA-LE", None),
    ("Mức", "G9", "-1", "TD-PHAI-GHI-DUONG", None),
    ("Mức", "H7", "4", "TD-KHUNG-NGUOC", None),
    ("Mức", "H6", "8", "TD-COT-KHONG-DUNG", None),
    ("Mức", "C6", "8", "TD-COT-KHONG-DUNG", None),
    ("Mức", "I10", "K9", "TD-MA-KHONG-CO", None),
    ("Mức", "I10", "K1; K2", "TD-MA-KHONG-CO", None),
    ("Mức", "E3", "70", "TD-KHOANG-NGUOC", None),
    ("Mức", "E4", "80", "TD-MUC-CHONG", "C3"),
    ("Mức", "D2", "Có", "TD-MUC-CHONG", "C2"),
    ("Mức", "E4", "70", "TD-MUC-HO", "C3"),
    ("Mức", "D3", "Không", "TD-MUC-HO", "C3"),
    ("Mức", "C4", "10", "TD-MUC-HO-DUOI", None),
    ("Mức", "E2", "100", "TD-MUC-HO-TREN", None),
    ("Mức", "D2", "Ko", "TD-TU-KHONG-CO", None),
    ("Mức", "C3", "bảy lăm", "TD-KHONG-PHAI-SO", None),
    ("Chỉ tiêu", "A4", "sl01", "TD-MA-TRUNG", None),
    ("Chỉ tiêu", "B3", "", "TD-THIEU-TEN", None),
    ("Chỉ tiêu", "D2", "Đếm", "TD-TU-KHONG-CO", None),
    ("Chỉ tiêu", "E3", "CATT", "TD-MA-KHONG-CO", None),
    ("Chỉ tiêu", "G1", "KH VKSS", "TD-MA-KHONG-CO", None),
    ("Chỉ tiêu", "G1", "KH cat", "TD-COT-TRUNG", None),
    ("Chỉ tiêu", "F2", "-1", "TD-PHAI-GHI-DUONG", None),
    ("Chỉ tiêu", "F2", "trăm", "TD-KHONG-PHAI-SO", None),
    ("Chỉ tiêu", "E2", "CAT", "TD-GIAO-CHO-DON-VI-KHONG-CO", "G2"),
    ("Đối chiếu", "A3", "dc1", "TD-MA-TRUNG", None),
    ("Đối chiếu", "A3", "", "TD-THIEU-MA", None),
    ("Đối chiếu", "C3", "", "TD-THIEU-THAM-SO", None),
    ("Đối chiếu", "D3", "", "TD-THIEU-THAM-SO", None),
    ("Đối chiếu", "D3", "=>", "TD-TU-KHONG-CO", None),
    ("Đối chiếu", "C3", "SL07", "TD-MA-KHONG-CO", None),
    ("Đối chiếu", "C3", "XYZ!SL01", "TD-MA-KHONG-CO", None),
    ("Đối chiếu", "F3", "-1", "TD-PHAI-GHI-DUONG", None),
    ("Đối chiếu", "G3", "Nhẹ", "TD-TU-KHONG-CO", None),
    ("Đối chiếu", "H3", "ABC", "TD-MA-KHONG-CO", None),
    ("Xếp loại", "A4", "", "TD-THIEU-TEN", None),
    ("Xếp loại", "B4", "80", "TD-LOAI-KHONG-TOI", None),
    ("Xếp loại", "B2", "111", "TD-LOAI-KHONG-TOI", None),
    ("Xếp loại", "C3", "80", "TD-LOAI-KHONG-TOI", "B3"),
    ("Xếp loại", "E2", "I.1; I.9", "TD-MA-KHONG-CO", None),
    ("Xếp loại", "F2", "3", "TD-SO-CHI-TIEU-QUA-NHIEU", None),
    ("Xếp loại", "F2", "0,5", "TD-KHONG-PHAI-SO-NGUYEN", None),
    ("Xếp loại", "B3", "80%", "TD-CO-DAU-PHAN-TRAM", None),
    ("Điều kiện", "B3", "Không để xảy ra oan, sai", "TD-DIEU-KIEN-PHU-DINH", None),
    ("Điều kiện", "B3", "", "TD-THIEU-THAM-SO", None),
    ("Điều kiện", "C3", "Xuất xắc", "TD-HE-QUA-KHONG-CO", None),
    ("Điều kiện", "A3", "k1", "TD-MA-TRUNG", None),
    ("Danh hiệu", "B3", "", "TD-THIEU-TEN", None),
    ("Danh hiệu", "C2", "1,5", "TD-KHONG-PHAI-SO-NGUYEN", None),
    ("Danh hiệu", "D3", "Tổng đơn vị", "TD-TU-KHONG-CO", None),
    ("Danh hiệu", "E3", "Tròn", "TD-TU-KHONG-CO", None),
    ("Danh hiệu", "G2", "Giỏi", "TD-TU-KHONG-CO", None),
    ("Danh hiệu", "I2", "180%", "TD-TY-LE-NGOAI-100", None),
    ("Danh hiệu", "L2", "101", "TD-TY-LE-NGOAI-100", None),
    ("Danh hiệu", "M2", "Huân chương", "TD-MA-KHONG-CO", None),
    ("Danh hiệu", "N2", "1/1/2027", "TD-DANH-HIEU-HET-HIEU-LUC", None),
    ("Danh hiệu", "O2", "30/12/2026", "TD-DANH-HIEU-HET-HIEU-LUC", "N2"),
    ("Danh hiệu", "C2", "3", "TD-SO-LUONG-KHONG-TOI", None),  # only the first two ranks may have it
    ("Danh hiệu", "C2", "5", "TD-SO-LUONG-KHONG-TOI", None),
    ("Danh hiệu", "C2", "20%", "TD-SO-LUONG-KHONG-TOI", None),  # 0.8 rounded down
    ("Danh hiệu", "I2", "", "TD-THIEU-TY-LE-PHIEU", None),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "cell", "written", "code", "where"), OF_SHEETS)
def test_a_fault_in_another_sheet(sheet: str, cell: str, written: str, code: str, where: str | None) -> None:
    book = put(good_book(), sheet, cell, written)
    expected = {(code, sheet, where or cell)} | CONSEQUENCES.get((sheet, cell, written), set())
    assert codes_of(book) == expected


# Where one slip really leaves two things wrong.
CONSEQUENCES: dict[tuple[str, str, str], set[tuple[str, str | None, str | None]]] = {
    ("Thông tin", "A6", "Căn cú"): {("TD-THIEU-THONG-TIN", "Thông tin", "A1")},
    ("Chỉ tiêu", "E2", "CAT"): {("TD-SO-LIEU-KHONG-CUA-DON-VI", "Tiêu chí", "Q6")},
    ("Danh hiệu", "B3", ""): {("TD-MA-KHONG-CO", "Danh hiệu", "M2")},
}


@pytest.mark.parametrize(("until", "wrong"), [("", True), ("1/1/2024", False), ("31/12/2030", True)])
def test_two_awards_of_one_name_at_one_time(until: str, wrong: bool) -> None:
    """The first row is in force from 01/01/2024 on."""
    book = put(put(good_book(), "Danh hiệu", "M2", ""), "Danh hiệu", "B3", "cờ THI đua")
    found = codes_of(put(book, "Danh hiệu", "O3", until))
    assert (("TD-DANH-HIEU-TRUNG", "Danh hiệu", "B3") in found) == wrong


SIDES = [
    "SL01 ** 2", "SL01 ^ 2", "SUM(SL01)", "SL01.real", "SL01.KH.x", "__import__('os')", "SL01 +", "(SL01", "SL01)",
    "1e5", "SL01 SL02", "lambda: 1", "SL01[0]", "=SL01", "SL01;SL02", "1.000.000", "'a'", "SL01 == SL02",
    "SL01 if 1 else 2",     "+" * 600, "(" * 60 + "1" + ")" * 60, "CAT!CAT!SL01", "CAT!", "!SL01", "SL01 % 2",
    "SL01 // 2", "~SL01", "SL01.", "½",
]  # fmt: skip


@pytest.mark.parametrize("side", SIDES)
def test_a_side_of_a_check_is_arithmetic_over_codes_and_nothing_else(side: str) -> None:
    book = put(good_book(), "Đối chiếu", "E3", Cell(Type.TEXT, side))
    assert codes_of(book) == {("TD-BIEU-THUC-SAI", "Đối chiếu", "E3")}


@pytest.mark.parametrize(
    "side", ["SL01", "sl01.kh", "SL01.CK", "cat!SL02", "-SL01 + 2,5", "(SL01 − 1.5) × 2 ÷ 3", "100"]
)
def test_what_a_side_may_be(side: str) -> None:
    assert codes_of(put(good_book(), "Đối chiếu", "E3", Cell(Type.TEXT, side))) == set()
