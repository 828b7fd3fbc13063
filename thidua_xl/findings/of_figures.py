"""Findings about figures and comparisons between them: sentences and fixes."""

from thidua_xl.findings.finding import Kind, Severity

E, W = Severity.ERROR, Severity.WARNING

FIGURES: dict[str, Kind] = {
    "TD-THIEU-SO-LIEU": Kind(
        E, "Chỉ tiêu {ma} “{ten}” chưa ghi kết quả ở cột Thực hiện.", "Ghi kết quả trong kỳ; không có thì ghi 0."
    ),
    "TD-THIEU-KE-HOACH": Kind(
        E,
        "Chỉ tiêu {ma} “{ten}” chưa có kế hoạch (hoặc bằng 0) nên chưa tính được tỷ lệ.",
        "Ghi chỉ tiêu được giao vào cột Kế hoạch, lớn hơn 0.",
    ),
    "TD-THIEU-DONG-SO-LIEU": Kind(
        E,
        "Thiếu dòng số liệu {ma} “{ten}”.",
        "Chép phần đã nhập sang mẫu gốc của khối (dán giá trị), rồi gửi lại.",
    ),
    "TD-SO-LIEU-LAP": Kind(E, "Số liệu {ma} có hai dòng; chỉ lấy dòng ở trên.", "Xóa dòng thừa, giữ lại dòng đúng."),
    "TD-KE-HOACH-BI-SUA": Kind(
        E,
        "Kế hoạch của {ma} ghi {ghi}, khối giao {giao}.",
        "Ghi lại {giao}; điểm vẫn tính theo chỉ tiêu khối giao.",
    ),
    "TD-TY-LE-LECH": Kind(
        W,
        "Tỷ lệ của {ma} hiện {ghi}, nhưng kết quả ÷ kế hoạch là {tinh}%.",
        "Khôi phục công thức của ô từ mẫu gốc, hoặc xem lại kết quả và kế hoạch.",
    ),
    "TD-DOI-CHIEU-SAI": Kind(
        E,
        "Đối chiếu {ma} ({noi_dung}) không khớp: {trai} phải {phep} {phai}. Số liệu: {o}.",
        "Xem lại các số liệu đó, sửa số sai rồi gửi lại.",
    ),
    "TD-DOI-CHIEU-LECH": Kind(
        W,
        "Đối chiếu {ma} ({noi_dung}) chưa khớp: {trai} lẽ ra {phep} {phai}. Số liệu: {o}.",
        "Xem lại các số liệu đó; nếu đúng thì ghi lý do ở cột Ghi chú.",
    ),
    "TD-DOI-CHIEU-CHUA-DU": Kind(
        W,
        "Chưa đối chiếu được {ma} ({noi_dung}): thiếu {thieu}.",
        "Bổ sung số liệu còn thiếu; không có thì ghi 0.",
    ),
    "TD-DOI-CHIEU-CHIA-0": Kind(
        W,
        "Chưa đối chiếu được {ma} ({noi_dung}): phép chia cho 0.",
        "Xem lại các số liệu bằng 0 trong phép đối chiếu này.",
    ),
    "TD-TANG-DOT-BIEN": Kind(
        W,
        "Số liệu {ma}: thực hiện {ghi} so với cùng kỳ {cung_ky}, chênh {lan} lần.",
        "Kiểm tra lại số và đơn vị tính; nếu đúng, ghi lý do ở cột Ghi chú.",
    ),
    "TD-NHAM-DON-VI": Kind(
        W,
        "Số liệu {ma}: thực hiện {ghi} so với {cot} {so_sanh}, chênh khoảng {lan} lần; "
        "có thể nhầm đơn vị tính ({don_vi}).",
        "Ghi lại theo đúng đơn vị tính của chỉ tiêu; nếu đúng, ghi lý do ở cột Ghi chú.",
    ),
}
