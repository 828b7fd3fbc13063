"""Findings about evidence and the texts of a workbook: sentences and fixes."""

from thidua_xl.findings.finding import Kind, Severity

E, W = Severity.ERROR, Severity.WARNING

EVIDENCE: dict[str, Kind] = {
    "TD-THIEU-MINH-CHUNG": Kind(
        E,
        "Dòng {ma} bắt buộc có minh chứng nhưng trang Minh chứng chưa có văn bản nào mang mã này.",
        "Thêm một dòng ở trang Minh chứng: Mã tiêu chí {ma}, số ký hiệu, ngày ban hành.",
    ),
    "TD-NEN-CO-MINH-CHUNG": Kind(
        W,
        "Dòng {ma} nên có minh chứng nhưng trang Minh chứng chưa có văn bản nào mang mã này.",
        "Nếu có văn bản, thêm một dòng ở trang Minh chứng với Mã tiêu chí {ma}.",
    ),
    "TD-MC-MA-LA": Kind(
        W,
        "Mã tiêu chí “{ghi}” không phải dòng tự chấm nào của đơn vị.{y}",
        "Chọn mã trong danh sách; mỗi dòng minh chứng ghi một mã.",
    ),
    "TD-MC-THIEU-MA": Kind(
        W, "Minh chứng “{ghi}” chưa ghi Mã tiêu chí nên không tính cho dòng nào.", "Chọn mã tiêu chí trong danh sách."
    ),
    "TD-MC-THIEU-SO": Kind(W, "Minh chứng cho {ma} thiếu {thieu}.", "Ghi đủ số ký hiệu và ngày ban hành của văn bản."),
    "TD-MC-NHIEU-DONG": Kind(
        W,
        "Văn bản {ghi} được dùng làm minh chứng cho {so} dòng: {ma}.",
        "Xem lại: mỗi dòng nên có văn bản riêng; nếu một văn bản đúng cho nhiều dòng thì giữ nguyên.",
    ),
    "TD-MC-HAI-DON-VI": Kind(
        W,
        "Văn bản {ghi} cũng được đơn vị {khac} dùng làm minh chứng (ô {o} của tệp đơn vị đó).",
        "Xem lại văn bản là của đơn vị nào; văn bản chung của cấp trên thì giữ nguyên.",
    ),
}

TEXTS: dict[str, Kind] = {
    "TD-CHU-MA-CU": Kind(
        W,
        "Chữ theo bảng mã cũ (TCVN3, VNI): “{ghi}”; có thể là “{doc}”.",
        "Gõ lại bằng Unicode, hoặc chuyển mã cả ô rồi kiểm tra lại từng chữ.",
    ),
    "TD-CHU-TO-HOP": Kind(
        W,
        "Chữ gõ kiểu tổ hợp (dấu tách rời) ở {so} ô của trang, đầu tiên là “{ghi}”.",
        "Không cần gõ lại; lần sau chọn bảng mã Unicode dựng sẵn trong bộ gõ.",
    ),
    "TD-CHU-NHU-CONG-THUC": Kind(
        W,
        "Ô ghi chữ “{ghi}” bắt đầu như một công thức; được giữ nguyên là chữ.",
        "Nếu là nội dung thật thì giữ nguyên; nếu là công thức gõ nhầm thì ghi lại giá trị.",
    ),
}
