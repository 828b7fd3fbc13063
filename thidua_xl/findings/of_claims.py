"""Findings about what a unit claims on a line: sentences and fixes."""

from thidua_xl.findings.finding import Kind, Severity

E, W = Severity.ERROR, Severity.WARNING

CLAIMS: dict[str, Kind] = {
    "TD-CHUA-CHAM": Kind(
        E, "Dòng chưa có kết quả.", "Điền kết quả; nếu việc không phát sinh, đánh dấu x và giải trình (nếu được phép)."
    ),
    "TD-THIEU-KET-QUA": Kind(E, "Thiếu số ở cột {cot}.", "Ghi số liệu vào cột {cot}."),
    "TD-THIEU-DIEM": Kind(E, "Thiếu điểm ở cột Điểm đề nghị.", "Ghi điểm đề nghị."),
    "TD-THIEU-MUC": Kind(E, "Chưa chọn mức ở cột Kết quả; các mức: {muc}.", "Chọn một mức trong danh sách."),
    "TD-MUC-KHONG-CO": Kind(E, "Kết quả ghi “{ghi}”, không phải mức nào: {muc}.", "Chọn một mức trong danh sách."),
    "TD-THIEU-CHI-TIEU": Kind(E, "Thiếu chỉ tiêu giao, hoặc chỉ tiêu bằng 0.", "Ghi chỉ tiêu lớn hơn 0."),
    "TD-SO-AM": Kind(E, "Cột {cot} ghi {ghi}, là số âm.", "Ghi số từ 0 trở lên."),
    "TD-SO-LE": Kind(E, "Cột {cot} ghi {ghi}; chỉ nhận số nguyên.", "Ghi số lần là số nguyên."),
    "TD-NGOAI-CAC-MUC": Kind(
        E,
        "Kết quả {ghi} (đại lượng {dai_luong}) không thuộc khoảng điểm nào của bộ tiêu chí.",
        "Báo trưởng khối bổ sung khoảng còn hở trong bộ tiêu chí.",
    ),
    "TD-KHONG-NOP-KHONG-CO-MUC": Kind(
        E, "Ghi “{ghi}” nhưng bộ tiêu chí không quy định điểm cho trường hợp đó.", "Báo trưởng khối bổ sung quy định."
    ),
    "TD-NGOAI-KHUNG": Kind(E, "Điểm {ghi} ngoài khung {tu}–{den} của mức {muc}.", "Ghi điểm trong khung của mức."),
    "TD-VUOT-TOI-DA": Kind(E, "Cột {cot} ghi {ghi}, vượt mức tối đa {toi_da}.", "Ghi điểm không quá {toi_da}."),
    "TD-DUOI-SAN": Kind(E, "Cột {cot} ghi {ghi}, dưới mức thấp nhất {san}.", "Ghi điểm từ {san} trở lên."),
    "TD-LECH-BUOC": Kind(E, "Điểm {ghi} không theo bước {buoc}.", "Ghi điểm là bội số của {buoc}."),
    "TD-KPS-CO-KET-QUA": Kind(
        E, "Đánh dấu không phát sinh nhưng vẫn có kết quả.", "Bỏ dấu x, hoặc xóa kết quả của dòng."
    ),
    "TD-KPS-KHONG-DUOC": Kind(E, "Dòng này không được ghi không phát sinh.", "Bỏ dấu x và ghi kết quả của dòng."),
    "TD-DONG-CONG": Kind(E, "Dòng cộng không nhận số liệu.", "Ghi số liệu ở các dòng con."),
    "TD-KPS-DAU-LA": Kind(
        E,
        "Cột Không phát sinh ghi “{ghi}”; chỉ nhận x.",
        "Ghi x nếu việc không phát sinh; nếu có phát sinh, xóa ô này.",
    ),
    "TD-KPS-THIEU-LY-DO": Kind(
        E,
        "Dòng ghi không phát sinh nhưng chưa giải trình.",
        "Ghi lý do ở cột Giải trình, ví dụ trong kỳ không có vụ việc.",
    ),
    "TD-SO-DANG-CHU": Kind(
        W,
        "Cột {cot} ghi “{ghi}” dạng chữ; đã đọc là {doc}.",
        "Nếu đúng, không cần làm gì; lần sau gõ thành số, dùng dấu thập phân của máy.",
    ),
    "TD-NGAY-DANG-CHU": Kind(
        W,
        "Cột {cot} ghi “{ghi}” dạng chữ; đã đọc là ngày {doc}.",
        "Nếu đúng, không cần làm gì; lần sau gõ ngày theo thứ tự của máy.",
    ),
    "TD-PHAN-TRAM-NHO": Kind(
        W,
        "Cột {cot} ghi {ghi}: đã hiểu là {ghi}%; nếu ý là {doc}% thì số này sai.",
        "Ghi tỷ lệ theo phần trăm: 88,1 nghĩa là 88,1%; định dạng ô là Số (Number).",
    ),
    "TD-DIEM-KHAC-TINH": Kind(
        W,
        "Điểm đề nghị ghi {ghi}, điểm tính theo quy định là {tinh}; chỉ dùng điểm tính.",
        "Xem lại kết quả của dòng; điểm đề nghị ở dòng này có thể để trống.",
    ),
    "TD-TY-LE-KHO-TIN": Kind(
        W,
        "{dong}: kết quả {ghi} gấp {lan} lần chỉ tiêu {chi_tieu}.",
        "Kiểm tra lại kết quả, chỉ tiêu và đơn vị tính; nếu đúng, ghi lý do ở cột Giải trình hoặc Ghi chú.",
    ),
    "TD-NGAY-SAU-HOM-NAY": Kind(
        W, "Cột {cot} ghi ngày {ghi}, sau hôm nay ({nay}).", "Xem lại ngày, nhất là thứ tự ngày và tháng."
    ),
    "TD-NGAY-QUA-CU": Kind(
        W, "Cột {cot} ghi ngày {ghi}, trước kỳ (từ {tu}) quá một năm.", "Xem lại ngày, nhất là năm."
    ),
    "TD-THIEU-TRA-LOI": Kind(E, "Chưa trả lời điều kiện {ma} “{noi_dung}”.", "Chọn Có xảy ra hoặc Không xảy ra."),
    "TD-TRA-LOI-LA": Kind(
        E, "Điều kiện {ma} trả lời “{ghi}”; chỉ nhận Có xảy ra hoặc Không xảy ra.", "Chọn một trong hai câu trả lời."
    ),
}
