"""Findings about single cells, of any workbook: sentences and fixes."""

from thidua_xl.findings.finding import Kind, Severity

E, W = Severity.ERROR, Severity.WARNING

CELLS: dict[str, Kind] = {
    "TD-O-LOI": Kind(
        E,
        "Cột {cot} đang báo lỗi {ghi}, không phải số liệu.",
        "Xem lại công thức của ô, hoặc gõ thẳng giá trị đúng vào ô.",
    ),
    "TD-CONG-THUC-CHUA-TINH": Kind(
        E,
        "Cột {cot} có công thức nhưng tệp không lưu kết quả của công thức đó.",
        "Mở tệp bằng Excel hoặc LibreOffice, để tính lại, rồi lưu; hoặc gõ thẳng giá trị.",
    ),
    "TD-KHONG-PHAI-SO": Kind(
        E,
        "Cột {cot} ghi “{ghi}”, không phải số.",
        "Ghi một số, ví dụ 9 hoặc 8,5; phần giải thích ghi ở cột Giải trình hoặc Ghi chú.",
    ),
    "TD-SO-HAI-CACH-DOC": Kind(
        E,
        "Cột {cot} ghi “{ghi}” dạng chữ, có thể hiểu là {doc}.",
        "Gõ lại thành số: không dùng dấu phân cách hàng nghìn, dùng dấu thập phân của máy.",
    ),
    "TD-SO-THANH-NGAY": Kind(
        E,
        "Cột {cot} cần số nhưng ô đang là ngày {ghi} (Excel tự đổi thành ngày khi gõ như 10/12).",
        "Đổi định dạng ô về Số (Number) rồi gõ lại số.",
    ),
    "TD-CO-DAU-PHAN-TRAM": Kind(
        E,
        "Cột {cot} ghi {ghi}, nhưng cột này không nhận tỷ lệ %.",
        "Bỏ dấu % (đổi định dạng ô về Số) và ghi số điểm hoặc số lượng.",
    ),
    "TD-KHONG-PHAI-NGAY": Kind(
        E,
        "Cột {cot} ghi “{ghi}”, không phải ngày.",
        "Ghi ngày dạng ngày/tháng/năm, ví dụ 15/06/2026.",
    ),
    "TD-KHONG-PHAI-SO-NGUYEN": Kind(
        E,
        "Cột {cot} ghi {ghi}; chỉ nhận số nguyên từ 0 trở lên.",
        "Ghi một số nguyên, ví dụ 3.",
    ),
    "TD-BANG-MA-CU": Kind(
        E,
        "Chữ theo bảng mã cũ (TCVN3, VNI): “{ghi}”; có thể là “{doc}”.",
        "Gõ lại bằng Unicode, hoặc chuyển mã cả ô rồi kiểm tra lại từng chữ.",
    ),
    "TD-TU-KHONG-CO": Kind(
        E,
        "Cột {cot} ghi “{ghi}”; chỉ nhận: {duoc}.{y}",
        "Chọn một trong các từ trong danh sách thả xuống.",
    ),
    "TD-MA-SAI-DANG": Kind(
        E,
        "Mã “{ghi}” không đúng dạng: chỉ gồm chữ, số và dấu chấm ở giữa, ví dụ I.1.a.",
        "Đặt mã nối tiếp mã của dòng trên nó, ví dụ I.1.a; dấu in trong quyết định (“-”, “a)”) ghi ở cột STT. "
        "Dòng không cần chấm điểm thì để trống mã và đặt Cách chấm là Diễn giải.",
    ),
    "TD-MA-KHONG-ASCII": Kind(
        E,
        "Mã “{ghi}” không đúng dạng: bắt đầu bằng chữ cái, chỉ gồm chữ không dấu và số, không có dấu chấm.",
        "Đặt mã ngắn, không dấu, ví dụ CAT hoặc SL03.",
    ),
    "TD-MA-LA-SO": Kind(
        E,
        "Mã đang là số {ghi}; có thể Excel đã làm mất số 0 ở cuối (1.10 thành 1.1) hoặc đổi thành ngày.",
        "Đặt định dạng cột Mã là Văn bản (Text) rồi gõ lại mã.",
    ),
    "TD-MA-KHONG-CO": Kind(
        E,
        "Không có {loai} nào mang mã “{ghi}”.{y}",
        "Sửa lại mã, hoặc khai báo mã đó ở trang tương ứng.",
    ),
    "TD-COT-TRUNG": Kind(
        E,
        "Tiêu đề cột “{cot}” có hai lần; không biết lấy cột nào.",
        "Xóa hoặc đổi tên một trong hai cột.",
    ),
    "TD-COT-GAN-DUNG": Kind(
        W,
        "Không dùng cột “{cot}”. Có phải “{y}”?",
        "Nếu đúng là cột đó, sửa tiêu đề cho khớp; nếu là cột riêng thì để nguyên.",
    ),
    "TD-THIEU-DONG-TIEU-DE": Kind(
        E,
        "Không thấy dòng tiêu đề: thiếu cột {cot}{gan}.",
        "Trong 20 dòng đầu phải có một dòng đủ các tiêu đề đó, viết đúng như mẫu.",
    ),
}
