"""Findings about other periods and other blocs: masters read back, and this period against the last. With fixes."""

from thidua_xl.findings.finding import Kind, Severity

E, W = Severity.ERROR, Severity.WARNING

PAST: dict[str, Kind] = {
    "TD-KHONG-PHAI-TONG-HOP": Kind(
        E,
        "Tệp này không phải bảng tổng hợp do thidua-xl lập.",
        "Chọn tệp do lệnh thidua consolidate ghi ra (có các trang Tổng hợp, Xếp hạng).",
    ),
    "TD-TONG-HOP-THIEU-BO-TIEU-CHI": Kind(
        E,
        "Bảng tổng hợp không mang theo bộ tiêu chí, hoặc phần đó đã hỏng.",
        "Gộp lại kỳ đó bằng bản thidua-xl này rồi dùng tệp mới.",
    ),
    "TD-TONG-HOP-CHUA-TINH": Kind(
        E,
        "{so} ô công thức của bảng tổng hợp chưa có giá trị: tệp do chương trình không tính công thức lưu lại.",
        "Mở tệp bằng Excel hoặc LibreOffice, chờ tính xong, lưu lại rồi chạy lại.",
    ),
    "TD-KY-LAP": Kind(
        W,
        "Kỳ “{ky}” của “{khoi}” có hai bảng tổng hợp: dùng {tep}, không dùng tệp này.",
        "Giữ lại một bảng cho mỗi kỳ (bản đã khóa sổ, hoặc bản gộp sau cùng).",
    ),
    "TD-KHOI-KHAC-KY": Kind(
        W,
        "Khối này ở kỳ “{ghi}”, các khối khác ở kỳ “{ky}”.",
        "Xin bảng tổng hợp đúng kỳ của khối này.",
    ),
    "TD-CUNG-KY-LECH": Kind(
        W,
        "Số liệu {ma}: Cùng kỳ ghi {ghi}, bảng tổng hợp {ky} có kết quả {truoc}.",
        "Hỏi lại đơn vị; nếu số kỳ trước đã được đính chính thì ghi lý do ở cột Ghi chú.",
    ),
    "TD-SO-LIEU-GIAM": Kind(
        W,
        "Số liệu {ma}: {ghi}, nhỏ hơn số đã báo cáo ở {ky} ({truoc}); số cộng dồn cả kỳ không thể giảm.",
        "Ghi số cả kỳ, tính từ đầu kỳ; nếu là số tại một thời điểm, hoặc số cũ sai, ghi lý do ở cột Ghi chú.",
    ),
    "TD-LUY-KE-GIAM": Kind(
        W,
        "“{ten}”: lũy kế {ghi}, ít nhất phải là {can} (lũy kế {truoc} ở {ky}{them}).",
        "Ghi lại lũy kế gồm cả các kỳ trước, hoặc giải thích ở cột Mô tả.",
    ),
    "TD-LICH-SU-THIEU": Kind(
        E,
        "Dòng này thiếu {cot} nên không tính.",
        "Ghi đủ Kỳ, Từ ngày, Đến ngày, Mã đơn vị (kỳ ghi dạng “Năm 2023” thì không cần ghi ngày), hoặc xóa dòng.",
    ),
    "TD-LICH-SU-LAP": Kind(
        E, "Đơn vị {ma} có hai dòng ở kỳ “{ky}”; chỉ tính dòng ở trên.", "Xóa dòng thừa ở trang Dữ liệu."
    ),
    "TD-LIEN-TUC-THIEU": Kind(
        E,
        "Điều kiện “{ghi}” chưa ghi đủ nên không xét.",
        "Ghi đủ Nội dung, Xét theo, Giá trị (với Hạng: một số), Số năm liên tục là số nguyên từ 1.",
    ),
}
