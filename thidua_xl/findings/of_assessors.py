"""Findings about the assessors' forms (chấm chéo): sentences and fixes."""

from thidua_xl.findings.finding import Kind, Severity

E, W = Severity.ERROR, Severity.WARNING

ASSESSORS: dict[str, Kind] = {
    "TD-CHAM-CHEO-LA": Kind(
        E,
        "Tệp này không phải phiếu chấm chéo của khối, kỳ này; không dùng.",
        "Chuyển tệp ra khỏi thư mục phiếu chấm chéo; bảng tự chấm thì để ở thư mục bài nộp.",
    ),
    "TD-CHAM-CHEO-BO-KHAC": Kind(
        W,
        "Phiếu chấm chéo lập theo bản bộ tiêu chí khác; điểm vẫn dùng nếu dòng còn và điểm trong khung hiện nay.",
        "Nếu dòng đã đổi cách chấm, lập phiếu mới và đề nghị chấm lại.",
    ),
    "TD-CHAM-CHEO-TRUNG-LAN": Kind(
        E,
        "Hai phiếu chấm chéo của {ma} cùng lần nộp {lan}, không biết phiếu nào sau, nhưng khác điểm: {tep} và {khac}. "
        "Chưa tính phiếu nào.",
        "Hỏi đơn vị, ghi Có ở cột Dùng, trang Nhật ký cho phiếu đúng rồi gộp lại; hoặc đề nghị gửi lại với Lần nộp "
        "cao hơn.",
    ),
    "TD-CHAM-CHEO-CHUA-NOP": Kind(
        W, "Chưa có phiếu chấm chéo dùng được của {ten} ({ma}).", "Nhắc đơn vị gửi phiếu rồi gộp lại."
    ),
    "TD-CHAM-CHEO-THIEU-DONG": Kind(
        W,
        "Phiếu của {ma} còn {so} dòng chưa chấm: {dong}.",
        "Đề nghị chấm đủ, hoặc chọn “Đồng ý điểm tự chấm” cho các dòng để trống ở trang Thông tin của phiếu.",
    ),
    "TD-CHAM-CHEO-THIEU-LY-DO": Kind(
        W,
        "Phiếu của {ma} có {so} dòng điểm khác điểm tự chấm mà không ghi lý do: {dong}.",
        "Đề nghị đơn vị chấm ghi lý do để Trưởng khối thẩm định.",
    ),
    "TD-CHAM-CHEO-NOP-LAI": Kind(
        W,
        "Phiếu của {ma} chấm theo số liệu cũ ở {so} dòng (đơn vị được chấm đã nộp lại): {dong}.",
        "Điểm đã ghi vẫn tính, dòng để trống thì không; đề nghị xem lại các dòng này.",
    ),
    "TD-CHAM-CHEO-TU-CHAM": Kind(
        E, "Phiếu chấm chéo có điểm cho dòng {ma} của chính đơn vị chấm ({don_vi}); không dùng.", "Xóa dòng đó."
    ),
    "TD-CHAM-CHEO-KHONG-CO-DONG": Kind(
        E, "Phiếu chấm chéo có điểm cho dòng {ma} của {don_vi}, là dòng không có; không dùng.",
        "Giữ nguyên cột Mã đơn vị và Mã như trong phiếu gốc.",
    ),
    "TD-CHAM-CHEO-LAP": Kind(
        E, "Dòng {ma} của {don_vi} có hai lần trong phiếu; chỉ lấy dòng ở trên.", "Xóa dòng thừa."
    ),
    "TD-CHAM-CHEO-NGOAI-KHUNG": Kind(
        E,
        "Dòng {ma} của {don_vi}: điểm chấm {ghi} ngoài khoảng {khoang} của dòng; không dùng.",
        "Ghi lại điểm trong khoảng đó (dòng điểm trừ ghi số âm).",
    ),
    "TD-CHAM-CHEO-LECH-BUOC": Kind(
        E, "Dòng {ma} của {don_vi}: điểm chấm {ghi} không theo bước {buoc}; không dùng.", "Ghi bội số của {buoc}."
    ),
    "TD-CHAM-CHEO-LECH": Kind(
        W,
        "Dòng {ma} của {don_vi}: {ai} chấm lệch hẳn các đơn vị khác (chấm từ {thap} đến {cao}, điểm gộp {gop}).",
        "Xem lý do ở trang Chấm chéo; nếu cần, ghi điểm thẩm định thay cho điểm gộp.",
    ),
    "TD-CHAM-CHEO-BO": Kind(
        W,
        "Lần gộp trước có điểm chấm chéo, lần này không có phiếu chấm chéo nên không tính điểm đó nữa.",
        "Gộp lại với --assess và thư mục phiếu chấm chéo, nếu vẫn dùng.",
    ),
}  # fmt: skip
