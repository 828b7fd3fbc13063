"""One fault in a line of a good rulebook gives exactly its own finding, at its own cell."""

import pytest
from rulebook_drawing import at, codes_of, good_book, put

from thidua_xl.book import Book

T = "Tiêu chí"

# One cell of a line spoilt: (code of the line, header, what is written, finding)
OF_LINES = [
    # codes: "-" and "- " are in shared/cases/congan_cum346_2025.json
    ("II.3", "Mã", "-", "TD-MA-SAI-DANG"),
    ("II.3", "Mã", "'- ", "TD-MA-SAI-DANG"),
    ("II.3", "Mã", "II.", "TD-MA-SAI-DANG"),
    ("II.3", "Mã", "II 3", "TD-MA-SAI-DANG"),
    ("II.3", "Mã", "TRUE", "TD-MA-SAI-DANG"),
    ("II.3", "Mã", "1,1", "TD-MA-LA-SO"),
    ("II.3", "Mã", "1/10/2026", "TD-MA-LA-SO"),
    ("II.3", "Mã", "10%", "TD-MA-LA-SO"),
    ("II.3", "Mã", "-3", "TD-MA-LA-SO"),
    ("II.3", "Mã", "ii.2", "TD-MA-TRUNG"),
    ("II.3", "Mã", "II.2.a.x", "TD-THIEU-DONG-CHA"),
    ("II.3", "Mã", "", "TD-THIEU-MA"),
    ("II.3", "Mã", "#NAME?", "TD-O-LOI"),
    ("II.3", "Nội dung", "", "TD-THIEU-NOI-DUNG"),
    ("II.3", "Nội dung", "Kh«ng ®Ó x¶y ra", "TD-BANG-MA-CU"),
    # words
    ("I.1", "Cách chấm", "Theo tỉ lệ", "TD-TU-KHONG-CO"),
    ("I.3", "Đại lượng", "Tỷ số", "TD-TU-KHONG-CO"),
    ("II.1", "Minh chứng", "Cần", "TD-TU-KHONG-CO"),
    ("I.1", "Làm tròn đại lượng", "Làm tròn", "TD-TU-KHONG-CO"),
    ("I.4", "Cách tính vượt", "Tỉ số", "TD-TU-KHONG-CO"),
    ("II.1", "Khi không phát sinh", "Bỏ", "TD-TU-KHONG-CO"),
    ("II.1", "Kỳ áp dụng", "Quý", "TD-TU-KHONG-CO"),
    ("I.4", "Đăng ký", "Rồi", "TD-TU-KHONG-CO"),
    ("I.1", "Cách chấm", "Theo tû lÖ", "TD-BANG-MA-CU"),
    # numbers
    ("II.3", "Điểm tối đa", "mười", "TD-KHONG-PHAI-SO"),
    ("II.3", "Điểm tối đa", "'3.704", "TD-SO-HAI-CACH-DOC"),
    ("II.3", "Điểm tối đa", "10%", "TD-CO-DAU-PHAN-TRAM"),
    ("II.3", "Điểm tối đa", "'10%", "TD-CO-DAU-PHAN-TRAM"),
    ("II.3", "Điểm tối đa", "10/12/2026", "TD-SO-THANH-NGAY"),
    ("II.3", "Điểm tối đa", "#VALUE!", "TD-O-LOI"),
    ("II.3", "Điểm tối đa", "'1e999", "TD-KHONG-PHAI-SO"),
    ("I.1", "Sàn", "TRUE", "TD-KHONG-PHAI-SO"),
    ("II.3", "Sàn", "0,125", "TD-QUA-LE"),
    ("II.3", "Trần", "9,999", "TD-QUA-LE"),
    ("II.3", "Bước điểm", "0,125", "TD-QUA-LE"),
    ("I.6", "Bắt đầu", "9,995", "TD-QUA-LE"),
    ("I.6", "Hệ số", "-1", "TD-PHAI-GHI-DUONG"),
    ("I.6", "Hệ số", "0", "TD-PHAI-GHI-DUONG"),
    ("I.6", "Bắt đầu", "-5", "TD-PHAI-GHI-DUONG"),
    ("III.1", "Trần", "-6", "TD-PHAI-GHI-DUONG"),
    ("II.3", "Bước điểm", "0", "TD-PHAI-GHI-DUONG"),
    ("I.1", "Sàn tỷ lệ", "-50", "TD-PHAI-GHI-DUONG"),
    ("IV.1", "Điểm tối đa", "-12", "TD-PHAI-GHI-DUONG"),
    ("IV.1", "Sàn", "-1", "TD-PHAI-GHI-DUONG"),  # in a deduction even Sàn is written positive
    ("I.1", "Sàn", "11", "TD-SAN-QUA-TRAN"),
    ("I.2", "Hạn", "'31/2/2026", "TD-KHONG-PHAI-NGAY"),
    ("I.2", "Hạn", "giữa năm", "TD-KHONG-PHAI-NGAY"),
    # the matrix
    ("I.1", "Đại lượng", "Số lần", "TD-CAP-NGOAI-BANG"),
    ("I.6", "Đại lượng", "Thiếu %", "TD-CAP-NGOAI-BANG"),
    ("I.5", "Đại lượng", "Tỷ lệ %", "TD-CAP-NGOAI-BANG"),
    ("II.1", "Đại lượng", "Giá trị", "TD-COT-KHONG-DUNG"),
    ("II.3", "Hệ số", "2", "TD-COT-KHONG-DUNG"),
    ("II.3", "Bắt đầu", "2", "TD-COT-KHONG-DUNG"),
    ("II.1", "Trần", "9", "TD-COT-KHONG-DUNG"),
    ("I.3", "Sàn", "0", "TD-COT-KHONG-DUNG"),
    ("II.4", "Trần", "9", "TD-COT-KHONG-DUNG"),
    ("I.4", "Sàn", "1", "TD-COT-KHONG-DUNG"),
    ("I.2", "Sàn tỷ lệ", "50", "TD-COT-KHONG-DUNG"),
    ("II.2", "Làm tròn đại lượng", "Xuống", "TD-COT-KHONG-DUNG"),
    ("I.4", "Làm tròn đại lượng", "Xuống", "TD-COT-KHONG-DUNG"),
    ("II.2", "Bước điểm", "0,5", "TD-COT-KHONG-DUNG"),
    ("I.1", "Cách tính vượt", "Hiệu số", "TD-COT-KHONG-DUNG"),
    ("I.1", "Hạn", "15/6/2026", "TD-COT-KHONG-DUNG"),
    ("I.2", "Chỉ tiêu số liệu", "SL01", "TD-COT-KHONG-DUNG"),  # a date is no figure
    ("II.1", "Chỉ tiêu số liệu", "SL01", "TD-COT-KHONG-DUNG"),
    ("I", "Hệ số", "2", "TD-COT-KHONG-DUNG"),
    ("I.6", "Hệ số", "", "TD-THIEU-THAM-SO"),
    ("III.1", "Hệ số", "", "TD-THIEU-THAM-SO"),
    ("I.2", "Hạn", "", "TD-THIEU-THAM-SO"),
    ("II.3", "Điểm tối đa", "", "TD-THIEU-THAM-SO"),
    # trees and parts
    ("II.3", "Nhóm điểm", "Thưởng", "TD-NHOM-DIEM-KHAC-MUC"),
    ("II.4", "Cách chấm", "Trừ trong khung", "TD-CACH-SAI-NHOM"),
    ("IV.3", "Cách chấm", "Chấm trong khung", "TD-CACH-SAI-NHOM"),
    ("II", "Cách chấm", "Chấm trực tiếp", "TD-DONG-CHA-PHAI-CONG"),
    ("II.3", "Cách chấm", "Cộng", "TD-CONG-KHONG-CO-DONG-CON"),
    # what is named
    ("I.4", "Chỉ tiêu số liệu", "SL09", "TD-MA-KHONG-CO"),
    ("II.1", "Áp dụng cho", "CAT; XYZ", "TD-MA-KHONG-CO"),
    ("II.1", "Áp dụng cho", ";", "TD-MA-KHONG-CO"),
    ("I.5", "Đăng ký", "Có", "TD-DANG-KY-CAN-SO-LIEU"),
    ("III.2", "Khi không phát sinh", "Không điểm", "TD-KPS-CHI-DIEM-CHINH"),
    # warnings
    ("I.2", "Hạn", "15/11/2025", "TD-HAN-NGOAI-KY"),
    ("I.2", "Hạn", "1/1/2027", "TD-HAN-NGOAI-KY"),
    ("II", "Điểm tối đa", "41", "TD-TOI-DA-KHAC-TONG"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "header", "written", "code"), OF_LINES)
def test_a_fault_in_a_line(line: str, header: str, written: str, code: str) -> None:
    book = good_book()
    cell = at(book, line, header)
    clear_what_the_fault_makes_superfluous(book, line, header, code)
    assert codes_of(put(book, T, cell, written)) == {(code, T, cell)}


def clear_what_the_fault_makes_superfluous(book: Book, line: str, header: str, code: str) -> None:
    """An unreadable way leaves the line `Chấm trực tiếp`, a `Cộng` takes no step, a section no children."""
    if header == "Cách chấm" and line in ("I.1", "II.3"):
        put(book, T, at(book, line, "Sàn tỷ lệ"), "")
        put(book, T, at(book, line, "Bước điểm"), "")
