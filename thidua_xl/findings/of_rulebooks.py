"""Findings about a rulebook workbook: sentences and fixes."""

from thidua_xl.findings.finding import Kind, Severity

E, W = Severity.ERROR, Severity.WARNING

SHEETS: dict[str, Kind] = {
    "TD-THIEU-TRANG": Kind(
        E, "Thiếu trang “{trang}”.{y}", "Thêm trang đó, hoặc đổi tên trang đã có cho đúng từng chữ."
    ),
    "TD-TRANG-GAN-DUNG": Kind(
        W,
        "Không dùng trang “{trang}”. Có phải “{y}”?",
        "Nếu đúng là trang đó, đổi tên cho khớp; trang riêng nên đặt tên bắt đầu bằng dấu _ .",
    ),
    "TD-TRANG-TRUNG": Kind(
        E, "Có hai trang cùng tên “{trang}” (chỉ khác chữ hoa, dấu cách).", "Xóa hoặc đổi tên một trong hai trang."
    ),
    "TD-TRANG-TRONG": Kind(E, "Trang không có nội dung.", "Điền trang này theo mẫu của lệnh thidua rulebook new."),
    "TD-THIEU-THONG-TIN": Kind(
        E, "Chưa ghi mục bắt buộc “{muc}”.", "Ghi giá trị bên cạnh tên mục; không có dòng “{muc}” thì thêm dòng."
    ),
    "TD-MUC-THONG-TIN-GAN-DUNG": Kind(
        W, "Không dùng mục “{ghi}”. Có phải “{y}”?", "Nếu đúng là mục đó, sửa lại tên mục cho khớp."
    ),
    "TD-KY-NGUOC": Kind(E, "Kỳ từ ngày {tu} đến ngày {den}: ngày cuối trước ngày đầu.", "Sửa lại hai ngày."),
    "TD-LAM-TRON-SAI": Kind(
        E, "Làm tròn ghi {ghi}; chỉ nhận số nguyên từ 0 đến {toi_da}.", "Ghi số chữ số thập phân, thường là 2."
    ),
    "TD-KHONG-CO-DON-VI": Kind(E, "Chưa có đơn vị nào.", "Ghi mỗi đơn vị một dòng: Mã và Tên đơn vị."),
    "TD-KHONG-CO-TIEU-CHI": Kind(E, "Chưa có tiêu chí nào.", "Ghi mỗi dòng của bảng điểm một dòng ở trang này."),
    "TD-THIEU-MA": Kind(
        E, "Dòng có nội dung “{noi_dung}” nhưng không có mã.", "Ghi mã cho dòng, hoặc đặt Cách chấm là Diễn giải."
    ),
    "TD-THIEU-TEN": Kind(E, "Dòng {ma} chưa có tên.", "Ghi tên đầy đủ."),
    "TD-THIEU-NOI-DUNG": Kind(E, "Tiêu chí {ma} chưa có nội dung.", "Ghi nội dung của tiêu chí."),
    "TD-MA-TRUNG": Kind(
        E, "“{ma}” đã có ở {o} (không phân biệt chữ hoa, chữ thường).", "Đặt cho mỗi dòng một mã riêng."
    ),
    "TD-TEN-TRUNG": Kind(
        E, "Tên “{ten}” đã là tên của đơn vị {ma}.", "Mỗi tên, tên khác chỉ thuộc một đơn vị; sửa một trong hai."
    ),
    "TD-HAI-TRUONG-KHOI": Kind(W, "Có hai Trưởng khối: {mot} và {hai}.", "Mỗi kỳ một trưởng khối; sửa cột Vai trò."),
}

CRITERIA: dict[str, Kind] = {
    "TD-THIEU-DONG-CHA": Kind(E, "Tiêu chí {ma} không có dòng cha {cha}.", "Thêm dòng {cha} ở trên, hoặc sửa lại mã."),
    "TD-NHOM-DIEM-KHAC-MUC": Kind(
        E,
        "Nhóm điểm ghi “{ghi}”, khác với mục của dòng (“{muc}”).",
        "Chỉ ghi Nhóm điểm ở dòng mục; dòng con để trống.",
    ),
    "TD-DONG-CHA-PHAI-CONG": Kind(
        E, "Tiêu chí {ma} có dòng con nên phải là Cộng, đang ghi “{ghi}”.", "Đổi thành Cộng, hoặc sửa mã các dòng con."
    ),
    "TD-CONG-KHONG-CO-DONG-CON": Kind(
        E, "Tiêu chí {ma} là Cộng nhưng không có dòng con.", "Thêm dòng con, hoặc chọn cách chấm khác."
    ),
    "TD-COT-KHONG-DUNG": Kind(
        E, "Cột {cot} không dùng cho cách chấm “{cach}”.", "Xóa ô này, hoặc chọn cách chấm khác."
    ),
    "TD-CACH-SAI-NHOM": Kind(
        E, "Cách chấm “{cach}” không dùng được trong nhóm điểm {nhom}.", "Chọn cách chấm khác cho dòng này."
    ),
    "TD-CAP-NGOAI-BANG": Kind(
        E,
        "Cách chấm “{cach}” không đi với đại lượng “{ghi}”; chỉ đi với: {duoc}.",
        "Chọn lại Đại lượng hoặc Cách chấm.",
    ),
    "TD-THIEU-THAM-SO": Kind(E, "Thiếu {cot} cho “{cach}”.", "Ghi {cot} vào ô này."),
    "TD-QUA-LE": Kind(
        E,
        "Cột {cot} ghi {ghi}, nhiều hơn {so} chữ số thập phân của điểm.",
        "Ghi lại cho đúng số lẻ, hoặc tăng mục Làm tròn ở trang Thông tin.",
    ),
    "TD-PHAI-GHI-DUONG": Kind(
        E,
        "Cột {cot} ghi {ghi}; luôn ghi số dương (chỉ Sàn của điểm chính, điểm thưởng được âm).",
        "Ghi số dương; điểm trừ được tính âm tự động.",
    ),
    "TD-SAN-QUA-TRAN": Kind(E, "Sàn {san} lớn hơn trần hoặc điểm tối đa {tran}.", "Sửa lại Sàn hoặc Trần."),
    "TD-DANG-KY-CAN-SO-LIEU": Kind(
        E, "Tiêu chí {ma} là Đăng ký nhưng không có Chỉ tiêu số liệu.", "Ghi mã chỉ tiêu ở cột Chỉ tiêu số liệu."
    ),
    "TD-SO-LIEU-KHONG-CUA-DON-VI": Kind(
        E,
        "Tiêu chí {ma} lấy số liệu {so_lieu}, nhưng các đơn vị sau không báo cáo số liệu đó: {don_vi}.",
        "Sửa cột Áp dụng cho ở tiêu chí hoặc ở chỉ tiêu.",
    ),
    "TD-KPS-CHI-DIEM-CHINH": Kind(
        E, "“Khi không phát sinh” chỉ dùng cho điểm chính, dòng này thuộc nhóm {nhom}.", "Xóa ô này."
    ),
    "TD-KPS-CAN-TOI-DA": Kind(
        E, "Tiêu chí {ma} không có điểm tối đa nên không thể “{ghi}”.", "Ghi Điểm tối đa, hoặc chọn Không điểm."
    ),
    "TD-HAN-NGOAI-KY": Kind(W, "Tiêu chí {ma}: hạn {ghi} {phia} {ngay}.", "Xem lại Hạn, hoặc kỳ ở trang Thông tin."),
    "TD-TOI-DA-KHAC-TONG": Kind(
        W,
        "Mục {ma} ghi điểm tối đa {khai}, nhưng các dòng cộng lại là {cong}.",
        "Sửa điểm tối đa của mục hoặc của các dòng cho khớp với quyết định.",
    ),
    "TD-THANG-KHAC-TONG": Kind(
        W,
        "Thang điểm là {thang}, nhưng các dòng điểm chính của {don_vi} cộng lại là {cong}.",
        "Sửa Thang điểm hoặc điểm tối đa của các dòng.",
    ),
}

LEVELS: dict[str, Kind] = {
    "TD-MUC-THUA": Kind(
        E, "Tiêu chí {ma} chấm theo cách “{cach}”, không dùng mức.", "Xóa dòng này, hoặc đổi cách chấm của tiêu chí."
    ),
    "TD-THIEU-MUC-CUA-TIEU-CHI": Kind(
        E, "Tiêu chí {ma} ({cach}) chưa có mức nào ở trang Mức.", "Thêm các mức của tiêu chí này vào trang Mức."
    ),
    "TD-QUA-NHIEU-MUC": Kind(E, "Tiêu chí {ma} có quá {toi_da} mức.", "Gộp bớt các mức."),
    "TD-CONG-THUC-QUA-DAI": Kind(
        E,
        "Các mức của tiêu chí {ma} quá dài để viết thành công thức: {dai} ký tự, tối đa {toi_da}.",
        "Gộp bớt mức hoặc rút gọn tên mức.",
    ),
    "TD-TEN-MUC-QUA-DAI": Kind(E, "Tên mức dài {dai} ký tự, quá {toi_da}.", "Rút gọn tên mức."),
    "TD-MUC-KHONG-TEN": Kind(
        E, "Một mức của tiêu chí {ma} không có tên, trong khi tiêu chí có nhiều mức.", "Đặt tên cho từng mức."
    ),
    "TD-MUC-TRUNG": Kind(E, "Tiêu chí {ma} có hai mức cùng tên “{ten}”.", "Đặt tên khác nhau."),
    "TD-THIEU-DIEM-MUC": Kind(E, "Một mức của tiêu chí {ma} chưa có điểm.", "Ghi Điểm của mức."),
    "TD-MUC-VUOT-TOI-DA": Kind(
        E, "Mức {ghi} điểm cao hơn điểm tối đa {toi_da} của tiêu chí {ma}.", "Sửa điểm của mức hoặc điểm tối đa."
    ),
    "TD-KHUNG-NGUOC": Kind(E, "Khung điểm từ {tu} đến {den}: đầu trên nhỏ hơn đầu dưới.", "Sửa Điểm hoặc Điểm đến."),
    "TD-KHOANG-NGUOC": Kind(E, "Khoảng từ {tu} đến {den}: đầu trên nhỏ hơn đầu dưới.", "Sửa Từ hoặc Đến."),
    "TD-MUC-CHONG": Kind(
        E,
        "Tiêu chí {ma}: hai khoảng chồng nhau: “{mot}” và “{hai}”.",
        "Sửa Từ, Đến, Lấy từ, Lấy đến để mỗi giá trị chỉ thuộc một khoảng.",
    ),
    "TD-MUC-HO": Kind(
        W,
        "Tiêu chí {ma}: giữa hai khoảng “{mot}” và “{hai}” có giá trị không thuộc khoảng nào.",
        "Giá trị rơi vào đó sẽ không có điểm; sửa Từ, Đến, Lấy từ, Lấy đến cho liền nhau.",
    ),
    "TD-MUC-HO-DUOI": Kind(
        W, "Tiêu chí {ma}: giá trị dưới {tu} không thuộc khoảng nào.", "Thêm một khoảng để trống ô Từ."
    ),
    "TD-MUC-HO-TREN": Kind(
        W, "Tiêu chí {ma}: giá trị trên {den} không thuộc khoảng nào.", "Thêm một khoảng để trống ô Đến."
    ),
}

OTHERS: dict[str, Kind] = {
    "TD-GIAO-CHO-DON-VI-KHONG-CO": Kind(
        W,
        "Giao chỉ tiêu {ma} cho {don_vi}, nhưng chỉ tiêu này không áp dụng cho đơn vị đó.",
        "Xóa ô, hoặc sửa Áp dụng cho.",
    ),
    "TD-BIEU-THUC-SAI": Kind(
        E,
        "{cot} “{ghi}” không phải phép tính giữa các mã số liệu; sai ở “{cho}”.",
        "Chỉ dùng + - * / ( ), số và mã: SL03, SL03.KH, SL03.CK, CAT!SL03.",
    ),
    "TD-SO-CHI-TIEU-QUA-NHIEU": Kind(
        E, "Cần đạt {ghi} chỉ tiêu nhưng chỉ liệt kê {co}.", "Giảm số này, hoặc thêm chỉ tiêu vào danh sách."
    ),
    "TD-LOAI-KHONG-TOI": Kind(
        W, "Loại “{loai}” (từ {tu} điểm) không đơn vị nào đạt tới: {vi}.", "Xem lại các mốc điểm và thứ tự các dòng."
    ),
    "TD-DIEU-KIEN-PHU-DINH": Kind(
        W,
        "Nội dung điều kiện {ma} bắt đầu bằng “Không”: trả lời “Không xảy ra” sẽ thành phủ định hai lần.",
        "Nêu trường hợp xảy ra, ví dụ “Để xảy ra oan, sai”.",
    ),
    "TD-HE-QUA-KHONG-CO": Kind(
        E,
        "Hệ quả “{ghi}” không phải “Không xét thi đua”, tên danh hiệu hay tên loại nào.{y}",
        "Ghi đúng tên ở trang Danh hiệu hoặc Xếp loại.",
    ),
    "TD-TY-LE-NGOAI-100": Kind(E, "Cột {cot} ghi {ghi}%; chỉ nhận từ 0 đến 100.", "Ghi lại tỷ lệ, ví dụ 80%."),
    "TD-DANH-HIEU-HET-HIEU-LUC": Kind(
        W, "Danh hiệu “{ten}” không có hiệu lực vào ngày cuối kỳ {ngay}.", "Xem lại hai cột ngày hiệu lực và căn cứ."
    ),
    "TD-DANH-HIEU-TRUNG": Kind(
        E,
        "Có hai dòng danh hiệu “{ten}” cùng có hiệu lực; phiếu và quyết định ghi theo tên nên lẫn vào nhau.",
        "Đặt tên khác nhau, hoặc ghi ngày hiệu lực để mỗi lúc chỉ một dòng được dùng.",
    ),
    "TD-SO-LUONG-KHONG-TOI": Kind(W, "Danh hiệu “{ten}”: {vi}.", "Xem lại Số lượng, Tính trên, Hạng tối đa."),
    "TD-THIEU-TY-LE-PHIEU": Kind(
        W,
        "Danh hiệu “{ten}” có yêu cầu về phiếu nhưng không ghi Tỷ lệ phiếu %, nên không bỏ phiếu.",
        "Ghi Tỷ lệ phiếu %, hoặc xóa các ô về phiếu.",
    ),
}

RULEBOOKS: dict[str, Kind] = {**SHEETS, **CRITERIA, **LEVELS, **OTHERS}
