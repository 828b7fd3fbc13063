"""Findings of bringing many workbooks together: files, votes and what the head typed. Sentences and fixes."""

from thidua_xl.findings.finding import Kind, Severity

E, W = Severity.ERROR, Severity.WARNING

INTAKE: dict[str, Kind] = {
    "TD-CHUA-NOP": Kind(E, "{ten} ({ma}): {vi}.", "Liên hệ: {lien_he}."),
    "TD-KHONG-PHAI-BANG-TU-CHAM": Kind(
        E,
        "Sổ Excel này không phải bảng tự chấm của khối: {vi}.",
        "Nếu là bài của một đơn vị, nhập vào mẫu của khối (giữ nguyên dòng tiêu đề) rồi gửi lại; nếu không, chuyển đi.",
    ),
    "TD-BAN-THU": Kind(
        E,
        "Đây là bản THỬ (để tập điền), không được tính.",
        "Đề nghị đơn vị điền vào mẫu chính thức rồi gửi lại, hoặc ghi Không ở cột Dùng, trang Nhật ký.",
    ),
    "TD-DON-VI-LA": Kind(
        E,
        "Không có đơn vị nào của khối mang mã “{ma}”, tên “{ten}”.{y}",
        "Dùng đúng mẫu của đơn vị; đơn vị mới đổi tên thì thêm vào cột Tên khác của bộ tiêu chí.",
    ),
    "TD-KY-KHAC": Kind(
        E,
        "Tệp của kỳ “{ghi}”, bộ tiêu chí là kỳ “{ky}”.",
        "Nhập vào mẫu của kỳ “{ky}” rồi gửi lại; tệp kỳ cũ thì chuyển đi, hoặc ghi Không ở cột Dùng, trang Nhật ký.",
    ),
    "TD-NOP-TRUNG": Kind(
        W, "Số liệu giống hệt {khac}, cùng lần nộp {lan}; chỉ tính một tệp.", "Không phải làm gì; có thể xóa tệp thừa."
    ),
    "TD-NOP-CUNG-LAN": Kind(
        W,
        "Hai tệp cùng lần nộp {lan} nhưng khác số liệu: dùng {tep} (lập ngày {ngay}, tổng tự chấm {tong}), "
        "không dùng {khac} (lập ngày {ngay_khac}, tổng tự chấm {tong_khac}).",
        "Hỏi lại đơn vị; nếu phải dùng tệp kia, ghi Có ở cột Dùng, trang Nhật ký, rồi gộp lại.",
    ),
    "TD-NOP-CHON-BAN-CU": Kind(
        W,
        "Lần nộp {lan_khac}, sau tệp đang dùng {tep} (lần nộp {lan}), nhưng không tính vì cột Dùng ghi Có cho tệp kia.",
        "Nếu phải dùng tệp mới: xóa chữ Có của tệp kia ở cột Dùng, trang Nhật ký, rồi gộp lại.",
    ),
    "TD-NOP-XUNG-DOT": Kind(
        E,
        "Hai tệp cùng lần nộp {lan}, không biết tệp nào lập sau, nhưng khác số liệu: {tep} (lập ngày {ngay}, tổng tự "
        "chấm {tong}) và {khac} (lập ngày {ngay_khac}, tổng tự chấm {tong_khac}). Chưa tính tệp nào.",
        "Hỏi đơn vị bản nào đúng, ghi Có ở cột Dùng, trang Nhật ký cho bản đó rồi gộp lại; hoặc đề nghị nộp lại với "
        "Lần nộp cao hơn.",
    ),
}

HEAD: dict[str, Kind] = {
    "TD-THAM-DINH-DONG-CONG": Kind(
        E, "Điểm thẩm định ghi ở dòng cộng {ma}; không dùng.", "Xóa điểm này, ghi điểm ở từng dòng con."
    ),
    "TD-THAM-DINH-THIEU-LY-DO": Kind(
        W,
        "Dòng {ma}: thẩm định {ghi}, khác bài của đơn vị ({tu_cham}), nhưng chưa ghi lý do.",
        "Ghi lý do ở cột Lý do, trang Thẩm định; đơn vị sẽ đọc lý do này.",
    ),
    "TD-THAM-DINH-LECH": Kind(
        W,
        "Dòng {ma}: điểm tự chấm {tu_cham}, điểm thẩm định {ghi}, lệch {lech} (từ {nguong} điểm thì nhắc).",
        "Trao đổi lại với đơn vị về dòng này trước khi họp.",
    ),
    "TD-THAM-DINH-NGOAI-KHUNG": Kind(
        E,
        "Dòng {ma}: điểm thẩm định {ghi} ngoài khoảng {khoang} của dòng; không dùng.",
        "Ghi lại điểm trong khoảng đó (dòng điểm trừ ghi số âm), hoặc xóa để giữ điểm tự chấm.",
    ),
    "TD-THAM-DINH-LECH-BUOC": Kind(
        E, "Dòng {ma}: điểm thẩm định {ghi} không theo bước {buoc}; không dùng.", "Ghi điểm là bội số của {buoc}."
    ),
    "TD-THAM-DINH-KHONG-CO-DONG": Kind(
        E,
        "Có điểm hoặc kết quả thẩm định cho dòng {ma}, nhưng đơn vị không có dòng này; không dùng.",
        "Xóa ô đó, hoặc sửa cột Áp dụng cho trong bộ tiêu chí.",
    ),
    "TD-KET-QUA-THAM-DINH-SAI-DONG": Kind(
        E,
        "Dòng {ma} có Kết quả thẩm định {ghi}, nhưng cột này chỉ dùng cho dòng so với đơn vị dẫn đầu; không dùng.",
        "Xóa ô đó; nếu điểm của dòng phải khác, ghi ở cột Điểm thẩm định.",
    ),
    "TD-KET-QUA-THAM-DINH-AM": Kind(
        E, "Dòng {ma}: Kết quả thẩm định {ghi} là số âm; không dùng.", "Ghi số từ 0 trở lên, hoặc xóa ô."
    ),
    "TD-THAM-DINH-NOP-LAI": Kind(
        W,
        "Dòng {ma}: đơn vị đã nộp lại số liệu khác sau khi thẩm định; điểm thẩm định {ghi} vẫn giữ.",
        "Xem lại dòng này; sửa hoặc ghi lại điểm, lý do ở trang Thẩm định.",
    ),
    "TD-CHAP-NHAN-THIEU-GHI-CHU": Kind(
        W,
        "Ghi Chấp nhận cho lỗi {loi} nhưng chưa có ghi chú, nên lỗi vẫn còn mở.",
        "Ghi vì sao chấp nhận ở cột Ghi chú, trang Sai lệch.",
    ),
}

VOTES: dict[str, Kind] = {
    "TD-PHIEU-AM": Kind(E, "“{ten}”: cột {cot} ghi {ghi}, là số âm.", "Ghi số từ 0 trở lên."),
    "TD-PHIEU-KHONG-KHOP": Kind(
        E,
        "“{ten}”: {cot} là {ghi}, nhiều hơn {hon} là {co}; chưa tính kết quả bình xét.",
        "Xem lại biên bản kiểm phiếu và sửa số ở trang Bình xét.",
    ),
}

DECISIONS: dict[str, Kind] = {
    "TD-QUYET-DINH-LA": Kind(
        W,
        "“{ten}”: Quyết định của hội nghị ghi “{ghi}”, chỉ nhận Có hoặc Không; coi như chưa quyết định.",
        "Chọn Có hoặc Không ở trang Đề nghị; ý khác ghi ở cột Lý do.",
    ),
    "TD-QUYET-DINH-THIEU-LY-DO": Kind(
        W,
        "“{ten}”: hội nghị quyết định {ghi}, khác đề nghị ({de_nghi}), nhưng chưa ghi lý do.",
        "Ghi lý do ở cột Lý do, trang Đề nghị; biên bản in lý do này.",
    ),
    "TD-QUYET-DINH-QUA-SO": Kind(
        W,
        "“{ten}”: đây là đơn vị thứ {so} được quyết định Có, số lượng chỉ có {duoc}.",
        "Xem lại các quyết định ở trang Đề nghị, hoặc Số lượng ở bộ tiêu chí.",
    ),
}

CONSOLIDATION: dict[str, Kind] = {**INTAKE, **HEAD, **VOTES, **DECISIONS}
