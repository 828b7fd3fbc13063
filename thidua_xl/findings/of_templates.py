"""Findings about a member workbook as a template: what was changed that nobody fills in."""

from thidua_xl.findings.finding import Kind, Severity

E, W = Severity.ERROR, Severity.WARNING

TOTAL_NAMES = {
    "main": "tổng điểm chính",
    "bonus": "điểm thưởng",
    "deduction": "điểm trừ",
    "total": "tổng điểm",
    "class": "xếp loại",
}
NO_SHEET = "không có trang Tự chấm với các cột của mẫu"
NEW_TEMPLATE = "Chép phần đã nhập sang mẫu gốc của khối (dán giá trị), rồi gửi lại."

SHEETS: dict[str, Kind] = {
    "TD-CHI-CO-TU-CHAM": Kind(
        W,
        "Tệp chỉ còn trang Tự chấm, không có thông tin nộp, số liệu và minh chứng.",
        "Nếu chỉ gửi được trang này thì giữ nguyên; nếu còn tệp đầy đủ, gửi lại cả tệp.",
    ),
    "TD-BO-TIEU-CHI-KEM-HONG": Kind(
        W,
        "Bộ tiêu chí mà mẫu mang theo (trang ẩn) đã bị sửa hoặc hỏng nên không dùng.",
        "Kiểm tra bằng bộ tiêu chí gốc: thêm --rulebook và tên tệp bộ tiêu chí.",
    ),
    "TD-KHONG-CO-BO-TIEU-CHI": Kind(
        E,
        "Tệp không mang theo bộ tiêu chí dùng được nên chưa chấm điểm được.",
        "Chạy lại và thêm --rulebook cùng tên tệp bộ tiêu chí của khối.",
    ),
    "TD-KHONG-RO-BO-TIEU-CHI": Kind(
        W,
        "Tệp không còn trang ẩn của mẫu, nên không biết bảng này lập theo bộ tiêu chí nào; vẫn chấm theo mã từng dòng.",
        "Nếu bộ tiêu chí đã sửa sau khi phát mẫu, đề nghị đơn vị nhập lại vào mẫu mới.",
    ),
    "TD-THIEU-COT": Kind(
        E, "Thiếu cột “{cot}” của mẫu.{y}", f"Thêm lại cột đó, hoặc: {NEW_TEMPLATE[0].lower()}{NEW_TEMPLATE[1:]}"
    ),
    "TD-TRANG-AN": Kind(
        W, "Trang “{trang}” đang bị ẩn.", "Bấm chuột phải vào tên trang, chọn Bỏ ẩn (Unhide), xem lại nội dung."
    ),
    "TD-DONG-AN": Kind(
        W,
        "Có số liệu ở dòng đang bị ẩn: dòng {dong}. Vẫn được tính như các dòng khác.",
        "Bỏ lọc (Filter), chọn cả trang, bấm chuột phải vào số dòng, chọn Bỏ ẩn (Unhide), rồi xem lại các dòng đó.",
    ),
    "TD-MAT-BAO-VE": Kind(
        W, "Trang không còn bảo vệ như mẫu.", "Không cần làm gì nếu số liệu đúng; lần sau nhập vào mẫu gốc."
    ),
    "TD-MAT-KIEM-SOAT": Kind(
        W,
        "Trang không còn danh sách chọn và kiểm soát nhập của mẫu (thường do dán từ tệp khác).",
        "Không cần làm gì nếu số liệu đúng; lần sau dán giá trị (Paste Values) vào mẫu gốc.",
    ),
    "TD-O-GHI-HAI-LAN": Kind(
        E,
        "Ô {o} được ghi hai lần trong tệp; không biết giá trị nào đúng.",
        "Mở tệp bằng Excel, xem lại ô này, lưu rồi gửi lại.",
    ),
    "TD-DINH-DANG-AN": Kind(
        W, "Định dạng “{dinh_dang}” che giá trị {ghi} của ô.", "Đặt lại định dạng số (Number) để nhìn thấy giá trị."
    ),
    "TD-TEN-BI-DOI": Kind(
        W,
        "Tên vùng “{ten}” trỏ tới {ghi}, mẫu gốc trỏ tới {goc}; danh sách chọn có thể sai.",
        NEW_TEMPLATE,
    ),
}

LINES: dict[str, Kind] = {
    "TD-KHAC-BO-TIEU-CHI": Kind(
        E,
        "Dòng {ma} trong tệp lập theo quy định khác với bộ tiêu chí hiện nay, nên chưa chấm.",
        "Đề nghị đơn vị nhập dòng này vào mẫu mới; hoặc chuyển tệp sang mẫu mới bằng lệnh thidua upgrade.",
    ),
    "TD-THIEU-DONG": Kind(E, "Thiếu dòng {ma} “{noi_dung}”.", NEW_TEMPLATE),
    "TD-DONG-LAP": Kind(
        E, "Dòng {ma} có hai lần; chỉ lấy dòng ở trên (ô {o}).", "Xóa dòng thừa, giữ lại dòng có kết quả đúng."
    ),
    "TD-DONG-THEM": Kind(E, "Dòng mang mã “{ma}” không có trong bộ tiêu chí.{y}", "Sửa lại mã, hoặc xóa dòng tự thêm."),
    "TD-DONG-KHONG-CUA-DON-VI": Kind(
        E,
        "Dòng {ma} không áp dụng cho đơn vị {don_vi}; không tính điểm.",
        "Xóa dòng này, hoặc dùng đúng mẫu của đơn vị.",
    ),
    "TD-DONG-KHONG-MA": Kind(
        E, "Dòng có số liệu nhưng không có mã tiêu chí; không tính điểm.", "Ghi lại mã của dòng, hoặc xóa dòng tự thêm."
    ),
    "TD-TOI-DA-BI-SUA": Kind(
        E,
        "Điểm tối đa của dòng {ma} ghi {ghi}, mẫu gốc là {goc}.",
        "Ghi lại điểm tối đa như mẫu gốc; điểm vẫn tính theo mẫu gốc.",
    ),
    "TD-NOI-DUNG-BI-SUA": Kind(
        W, "Nội dung dòng {ma} khác mẫu gốc: “{goc}”.", "Ghi lại nội dung như mẫu gốc; điểm vẫn tính theo mã của dòng."
    ),
}

FORMULAS: dict[str, Kind] = {
    "TD-GO-DE-DIEM": Kind(
        E,
        "Ô điểm tự tính của {dong} bị gõ đè: ghi “{ghi}”, tính lại là “{tinh}”.",
        "Khôi phục công thức từ mẫu gốc; muốn đổi điểm thì sửa kết quả của dòng. Điểm tính lại mới được dùng.",
    ),
    "TD-MAT-CONG-THUC": Kind(
        W,
        "Cột Điểm tự chấm không còn công thức nào (thường do dán giá trị); điểm được tính lại từ kết quả.",
        "Không cần làm gì nếu điểm tính lại đúng; lần sau gửi tệp còn công thức.",
    ),
    "TD-CONG-THUC-BI-SUA": Kind(
        E,
        "Công thức điểm của {dong} khác mẫu gốc: đang là ={ghi}.",
        "Chép lại công thức từ mẫu gốc. Điểm tính lại từ kết quả mới được dùng.",
    ),
    "TD-TONG-CAT-NGAN": Kind(
        E,
        "Công thức cộng của {dong} bỏ sót dòng: {thieu}.",
        "Chép lại công thức từ mẫu gốc. Tổng tính lại đủ các dòng mới được dùng.",
    ),
    "TD-DIEM-CU": Kind(
        E,
        "Điểm của {dong} hiện “{ghi}”, tính lại từ kết quả là “{tinh}”.",
        "Mở tệp, bấm Ctrl+Alt+F9 để tính lại, lưu rồi gửi lại; bản in đã ký cần khớp điểm tính lại.",
    ),
    "TD-MA-DOI-SOAT-LECH": Kind(
        E,
        "Mã đối soát ghi {ghi}, tính lại là {tinh}: số liệu đã đổi sau khi in, hoặc công thức bị sửa.",
        "So bản ký với tệp; in và ký lại, hoặc gửi lại đúng tệp đã in.",
    ),
}

TEMPLATES: dict[str, Kind] = {**SHEETS, **LINES, **FORMULAS}
