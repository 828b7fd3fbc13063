"""Findings about the registers `Phong trào`, `Điển hình`, `Khen thưởng`: sentences and fixes."""

from thidua_xl.findings.finding import Kind, Severity

W = Severity.WARNING

REGISTERS: dict[str, Kind] = {
    "TD-LUY-KE-NHO": Kind(
        W, "Mới trong kỳ {moi} lớn hơn lũy kế {luy_ke}.", "Lũy kế gồm cả số mới; ghi lại một trong hai số."
    ),
    "TD-NGAY-NGUOC": Kind(W, "Đến ngày {den} trước Từ ngày {tu}.", "Ghi lại một trong hai ngày."),
    "TD-NGAY-NGOAI-KY": Kind(
        W,
        "Cột {cot} ghi {ghi}, trước kỳ này (từ {tu} đến {den}).",
        "Nếu là việc của kỳ trước thì xóa dòng; nếu gõ nhầm năm thì ghi lại ngày.",
    ),
    "TD-SO-BO-LAP": Kind(
        W, "“{ghi}” đã có ở ô {o} của trang này.", "Xóa dòng thừa; nếu là hai việc khác nhau thì ghi tên cho khác."
    ),
    "TD-SO-BO-HAI-DON-VI": Kind(
        W,
        "“{ghi}” cũng được đơn vị {khac} báo cáo (ô {o} của tệp đơn vị đó).",
        "Hỏi lại để không tính hai lần; một quyết định chung cho nhiều đơn vị thì giữ nguyên.",
    ),
}
