"""Findings about whose workbook it is, of which period, and which of several counts."""

from thidua_xl.findings.finding import Kind, Severity

E, W = Severity.ERROR, Severity.WARNING

IDENTITY: dict[str, Kind] = {
    "TD-MA-DON-VI-BI-SUA": Kind(
        E,
        "Mã đơn vị ghi “{ghi}”, nhưng mẫu này phát cho {ma} ({ten}).",
        "Ghi lại mã {ma}; nếu điền nhầm mẫu của đơn vị khác thì nhập lại vào mẫu của mình.",
    ),
    "TD-NOP-MUON": Kind(
        W, "Ngày lập {ghi} sau hạn nộp {han}.", "Báo trưởng khối lý do nộp muộn; xem lại Ngày lập nếu ghi nhầm."
    ),
    "TD-THIEU-THONG-TIN-NOP": Kind(
        W, "Chưa ghi {muc}.", "Ghi {muc}: trưởng khối cần để liên hệ và để biết bản nào mới hơn."
    ),
    "TD-LAN-NOP-SAI": Kind(
        E, "Lần nộp ghi “{ghi}”; chỉ nhận số nguyên từ 1 trở lên.", "Lần đầu để trống hoặc ghi 1; nộp lại ghi 2, 3, 4."
    ),
    "TD-TONG-BAN-KY-LECH": Kind(
        E,
        "Tổng điểm trên bản ký ghi {ghi}, tính lại từ tệp là {tinh}.",
        "So bản ký với tệp; sửa số ghi nhầm, hoặc gửi lại đúng tệp đã ký.",
    ),
    "TD-HAI-DON-VI-GIONG-NHAU": Kind(
        E,
        "Nội dung đơn vị {don_vi} nhập giống hệt của {khac}.",
        "Hỏi lại hai đơn vị: có thể một đơn vị đã chép hoặc điền nhầm mẫu của đơn vị kia.",
    ),
    "TD-KHONG-TINH-DUOC-TONG": Kind(
        E,
        "Mọi dòng điểm chính của đơn vị đều không phát sinh nên không tính được tổng điểm.",
        "Xem lại cột Không phát sinh; ít nhất một dòng điểm chính phải có kết quả.",
    ),
}
