"""Findings of closing a master: what it shows is not what the engine reckons. Sentences and fixes."""

from thidua_xl.findings.finding import Kind, Severity

E = Severity.ERROR

CLOSING: dict[str, Kind] = {
    "TD-SO-CHUA-TINH": Kind(
        E,
        "{so} ô công thức chưa có giá trị (sổ được một chương trình khác ghi mà không tính lại).",
        "Mở bảng tổng hợp bằng Excel hoặc LibreOffice, chờ tính xong, lưu lại rồi khóa; hoặc gộp lại.",
    ),
    "TD-SO-KHAC-TINH-LAI": Kind(
        E,
        "Ô đang ghi “{ghi}”, tính lại là “{tinh}”.",
        "Gộp lại để bảng tổng hợp cập nhật (phần đã ghi được giữ), xem lại kết quả rồi khóa.",
    ),
    "TD-SO-MAT-TRANG": Kind(
        E, "Bảng tổng hợp không còn trang {trang}.", "Gộp lại để có đủ các trang, hoặc lấy lại bản cũ giữ bên cạnh."
    ),
}
