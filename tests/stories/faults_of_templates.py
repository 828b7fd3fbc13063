"""Faults of the template: what was changed that nobody fills in."""

from dataclasses import replace

from bench import amended, at, written
from faults import FIGURES, INFO, SCORES, Fault, of_file, sent
from spoiling import (
    Change,
    added,
    blank,
    error,
    external_link,
    hide,
    hide_row,
    macros,
    name_moved,
    number,
    number_format,
    only_sheet,
    reformulated,
    rename,
    row_copied,
    row_gone,
    sheet_gone,
    shows,
    text,
    together,
    twice,
    unprotect,
    values_pasted,
    without_validations,
)

U = "STP"
EVIDENCE, MODELS, PRINT, HIDDEN = "Minh chứng", "Điển hình", "Bản in", "_thidua"
SPARE = 69  # the empty row between the lines and the totals


def of(what: str, code: str, sheet: str | None, cell: str | None, *changes: Change) -> Fault:
    """Changes that are one thing to whoever makes them."""
    return of_file(what, code, U, (sheet, cell), together(*changes))


SHEETS = (
    of("Xóa trang Minh chứng", "TD-THIEU-TRANG", None, None, sheet_gone(EVIDENCE)),
    of("Đổi tên trang Minh chứng thành “Minh chứng 2”", "TD-THIEU-TRANG", None, None, rename(EVIDENCE, "Minh chứng 2")),
    of("Ẩn trang Minh chứng", "TD-TRANG-AN", EVIDENCE, None, hide(EVIDENCE)),
    of("Ẩn sâu trang Số liệu (veryHidden)", "TD-TRANG-AN", FIGURES, None, hide(FIGURES, "veryHidden")),
    of("Ẩn dòng I.1.2 đã ghi kết quả", "TD-DONG-AN", SCORES, None, hide_row(SCORES, int(at(U, "I.1.2")[1:]))),
    of("Bỏ bảo vệ trang Tự chấm", "TD-MAT-BAO-VE", SCORES, None, unprotect(SCORES)),
    of("Mất danh sách chọn của trang Tự chấm", "TD-MAT-KIEM-SOAT", SCORES, None, without_validations(SCORES)),
    of(
        "Định dạng ;;; che ô kết quả",
        "TD-DINH-DANG-AN",
        SCORES,
        at(U, "I.1.2"),
        number_format(SCORES, at(U, "I.1.2"), ";;;"),
    ),
    of("Một ô ghi hai lần trong tệp", "TD-O-GHI-HAI-LAN", SCORES, at(U, "I.1.4"), twice(SCORES, at(U, "I.1.4"), 1)),
    of(
        "Tên vùng của tổng điểm trỏ sang ô khác",
        "TD-TEN-BI-DOI",
        SCORES,
        None,
        name_moved("td_tong_diem", "'Tự chấm'!$K$60"),
    ),
    of("Danh sách chọn trỏ sang vùng khác", "TD-TEN-BI-DOI", SCORES, None, name_moved("list_3", "_thidua!$J$1:$J$4")),
    of("Thêm macro vào tệp", "TD-TEP-CO-MACRO", None, None, macros),
    of("Liên kết sang sổ khác", "TD-TEP-LIEN-KET-NGOAI", None, None, external_link("file:///D:/so-lieu.xlsx")),
    of("Xóa trang ẩn của mẫu", "TD-KHONG-RO-BO-TIEU-CHI", SCORES, None, sheet_gone(HIDDEN)),
    of("Sửa bộ tiêu chí mà mẫu mang theo", "TD-BO-TIEU-CHI-KEM-HONG", HIDDEN, None, text(HIDDEN, "G1", "{}")),
    replace(
        of("Trang Tự chấm gửi riêng", "TD-CHI-CO-TU-CHAM", SCORES, None, only_sheet(SCORES)),
        also=("TD-KHONG-RO-BO-TIEU-CHI", *["TD-THIEU-SO-LIEU"] * 6),
    ),
    Fault("Gửi nhầm bản THỬ", "TD-BAN-THU", U, None, None, lambda: written(sent(U), practice=True)),
)

COLUMNS = (
    of("Sửa tiêu đề cột Số lần", "TD-THIEU-COT", SCORES, "I6", text(SCORES, "I6", "Số lầm")),
    of("Xóa tiêu đề cột Mã", "TD-THIEU-DONG-TIEU-DE", SCORES, "A6", blank(SCORES, "A6")),
    of("Sửa tiêu đề cột Cách chấm", "TD-COT-GAN-DUNG", SCORES, "E6", text(SCORES, "E6", "Cách chấmm")),
    of("Hai cột cùng tiêu đề Kết quả", "TD-COT-TRUNG", SCORES, "O6", added(SCORES, "O6", "Kết quả")),
)

ROWS = (
    of(
        "Nâng điểm tối đa của một dòng",
        "TD-TOI-DA-BI-SUA",
        SCORES,
        at(U, "I.1.2", "maximum"),
        number(SCORES, at(U, "I.1.2", "maximum"), 10),
    ),
    of(
        "Sửa nội dung một dòng",
        "TD-NOI-DUNG-BI-SUA",
        SCORES,
        at(U, "I.1.2", "text"),
        text(SCORES, at(U, "I.1.2", "text"), "Việc khác"),
    ),
    of("Xóa một dòng tự chấm", "TD-THIEU-DONG", SCORES, None, row_gone(SCORES, 40)),
    of("Xóa một dòng cộng", "TD-THIEU-DONG", SCORES, None, row_gone(SCORES, 26)),
    of("Chép một dòng thành hai", "TD-DONG-LAP", SCORES, f"A{SPARE}", row_copied(SCORES, 40, SPARE)),
    of(
        "Tự thêm một dòng",
        "TD-DONG-THEM",
        SCORES,
        f"A{SPARE}",
        row_copied(SCORES, 40, SPARE),
        text(SCORES, f"A{SPARE}", "III.1.9"),
    ),
    of(
        "Tự thêm dòng của đơn vị khác",
        "TD-DONG-KHONG-CUA-DON-VI",
        SCORES,
        f"A{SPARE}",
        row_copied(SCORES, 40, SPARE),
        text(SCORES, f"A{SPARE}", "I.CAT.1"),
    ),
    of(
        "Dòng có số liệu nhưng mất mã",
        "TD-DONG-KHONG-MA",
        SCORES,
        f"A{SPARE}",
        row_copied(SCORES, 40, SPARE),
        blank(SCORES, f"A{SPARE}"),
    ),
    Fault(
        "Dòng lập theo quy định đã sửa",
        "TD-KHAC-BO-TIEU-CHI",
        U,
        SCORES,
        at(U, "III.3.2", "code"),
        lambda: written(sent(U), amended("Tiêu chí", "III.3.2", "Hệ số", "0,75")),
    ),
    of("Xóa một dòng số liệu", "TD-THIEU-DONG-SO-LIEU", FIGURES, None, row_gone(FIGURES, 8)),
    of("Chép một dòng số liệu thành hai", "TD-SO-LIEU-LAP", FIGURES, "A16", row_copied(FIGURES, 9, 16)),
)

K = at(U, "I.1.2", "score")
FORMULAS = (
    of("Gõ đè điểm lên công thức", "TD-GO-DE-DIEM", SCORES, K, number(SCORES, K, 4)),
    of(
        "Gõ đè lên tổng điểm",
        "TD-GO-DE-DIEM",
        SCORES,
        at(U, "total", "score"),
        number(SCORES, at(U, "total", "score"), 99),
    ),
    of("Dán giá trị cả cột điểm", "TD-MAT-CONG-THUC", SCORES, "K7", values_pasted(SCORES, r"K\d+")),
    of(
        "Sửa mốc trong công thức của một dòng",
        "TD-CONG-THUC-BI-SUA",
        SCORES,
        K,
        reformulated(SCORES, K, "&gt;=95", "&gt;=90"),
    ),
    of(
        "Dòng cộng bỏ sót một dòng",
        "TD-TONG-CAT-NGAN",
        SCORES,
        at(U, "I.1", "score"),
        reformulated(SCORES, at(U, "I.1", "score"), "$K$13", "$K$12"),
    ),
    of("Điểm của một dòng chưa tính lại", "TD-DIEM-CU", SCORES, K, shows(SCORES, K, "1")),
    of(
        "Tổng điểm chưa tính lại",
        "TD-DIEM-CU",
        SCORES,
        at(U, "total", "score"),
        shows(SCORES, at(U, "total", "score"), "12"),
    ),
    of("Mã đối soát không khớp", "TD-MA-DOI-SOAT-LECH", PRINT, "C78", shows(PRINT, "C78", "12345678")),
)

IDENTITY = (
    of("Sửa mã đơn vị trên trang Thông tin", "TD-MA-DON-VI-BI-SUA", INFO, "B8", text(INFO, "B8", "CAT")),
    of("Mẫu của kỳ trước", "TD-KY-KHAC", INFO, "B10", text(INFO, "B10", "Năm 2025")),
    of("Danh sách điển hình có ô lỗi", "TD-O-LOI", MODELS, "E7", error(MODELS, "E7")),
)

FAULTS = (*SHEETS, *COLUMNS, *ROWS, *FORMULAS, *IDENTITY)
