"""Findings about what changes during the year: registered targets, amended rulebooks."""

from thidua_xl.findings.finding import Kind, Severity

E, W = Severity.ERROR, Severity.WARNING

MOVING: dict[str, Kind] = {
    "TD-CHUYEN-KHONG-CHO": Kind(
        E,
        "{dong}, cột {cot}: “{ghi}” chưa chuyển được. {vi}",
        "Xem trang Chưa chuyển được của tệp mới, ghi lại vào chỗ phù hợp; tệp cũ vẫn giữ nguyên.",
    ),
    "TD-CHUYEN-DOI-MA": Kind(
        W, "Dòng {cu} nay mang mã {ma}, cùng nội dung; đã chuyển theo nội dung.", "Xem lại dòng {ma} trước khi gửi."
    ),
    "TD-CHUYEN-DOI-CHU": Kind(
        W, "Dòng {ma} nay có nội dung khác: “{noi_dung}”; đã chuyển theo mã.", "Xem lại dòng {ma} trước khi gửi."
    ),
    "TD-CHUYEN-CONG-THUC": Kind(
        W, "{dong}, cột {cot}: công thức ={ghi} nay là giá trị của nó.", "Ghi lại công thức nếu cần."
    ),
    "TD-CHUYEN-KHONG-MAU-CU": Kind(
        W,
        "Tệp không mang theo bộ tiêu chí cũ dùng được; chỉ chuyển theo mã từng dòng.",
        "So từng dòng với tệp cũ trước khi gửi.",
    ),
}

YEAR: dict[str, Kind] = {**MOVING}
