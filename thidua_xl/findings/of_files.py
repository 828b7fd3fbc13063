"""Findings about a file before its content is looked at: sentences and fixes."""

from thidua_xl.findings.finding import Kind, Severity

E, W = Severity.ERROR, Severity.WARNING

SAVE_AGAIN = "Mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (*.xlsx)”, rồi gửi lại tệp mới lưu."
TYPE_AGAIN = "Không mở tệp này. Đề nghị đơn vị nhập lại vào mẫu gốc của khối rồi gửi lại."

SAVE_AS_DOCX = "Mở tệp bằng Word, chọn Lưu thành (Save As), kiểu “Word Document (*.docx)”, rồi dùng tệp mới lưu."

WORD: dict[str, Kind] = {
    "TD-WORD-KIEU-CU": Kind(
        E, "Tệp là Word kiểu cũ (.doc) hoặc đặt mật khẩu, không đọc được.", f"{SAVE_AS_DOCX} Có mật khẩu thì bỏ đi."
    ),
    "TD-WORD-LA-PDF": Kind(
        E,
        "Tệp là PDF, không phải Word.",
        "Xin bản Word của quyết định; hoặc mở PDF bằng Word (từ bản 2013), xem lại bảng, lưu thành .docx. "
        "Bản quét (ảnh) thì phải gõ lại.",
    ),
    "TD-WORD-KHONG-PHAI-DOCX": Kind(E, "Tệp không phải tài liệu Word (.docx).", SAVE_AS_DOCX),
    "TD-WORD-HONG": Kind(E, "Tài liệu Word bị hỏng hoặc quá lớn, không đọc được.", SAVE_AS_DOCX),
}

FILES: dict[str, Kind] = {
    **WORD,
    "TD-TEP-KHONG-PHAI-EXCEL": Kind(E, "Tệp không phải bảng tính Excel: {found}.", SAVE_AGAIN),
    "TD-TEP-RONG": Kind(
        E,
        "Tệp rỗng: {found}. Việc tải về hoặc chép tệp có lẽ bị dở dang.",
        "Tải hoặc chép lại tệp từ thư của đơn vị; nếu vẫn rỗng, đề nghị đơn vị gửi lại.",
    ),
    "TD-TEP-MAT-KHAU": Kind(
        E,
        "Tệp đặt mật khẩu mở nên không đọc được.",
        "Mở tệp bằng mật khẩu, vào Tệp (File) › Thông tin (Info) › Bảo vệ sổ làm việc (Protect Workbook) › "
        "Mã hóa bằng mật khẩu (Encrypt with Password), xóa mật khẩu, lưu rồi gửi lại.",
    ),
    "TD-TEP-HONG": Kind(
        E,
        "Tệp bị hỏng hoặc bị cắt ngắn: {found}.",
        "Tải hoặc chép lại tệp. Nếu vẫn báo lỗi, đề nghị đơn vị mở bản gốc bằng Excel, lưu lại thành .xlsx rồi gửi.",
    ),
    "TD-TEP-NEN-NHIEU-TEP": Kind(
        E,
        "Tệp nén chứa {count} tệp bên trong ({names}), bản thân nó không phải bảng tính.",
        "Giải nén, để các bảng tính bên trong vào thư mục của khối, rồi gộp lại.",
    ),
    "TD-TEP-QUA-LON": Kind(
        E,
        "Tệp quá lớn: {found}; chỉ đọc đến {allowed}.",
        "Xóa ảnh chèn trong bảng, các trang và các dòng trống đã định dạng không dùng đến, lưu lại rồi gửi.",
    ),
    "TD-TEP-VUOT-GIOI-HAN": Kind(
        E,
        "Nội dung tệp vượt giới hạn: {found}; chỉ đọc đến {allowed}.",
        "Chép phần đã nhập sang mẫu gốc của khối (dán giá trị), lưu lại rồi gửi. "
        "Nếu chỉ do dòng, cột trống đã định dạng: xóa các dòng, cột đó.",
    ),
    "TD-TEP-KHONG-AN-TOAN": Kind(E, "Tệp có cấu trúc nén bất thường, không phải do Excel lưu ra: {found}.", TYPE_AGAIN),
    "TD-TEP-CO-DTD": Kind(
        E,
        "Tệp có khai báo DTD trong phần “{part}”, thứ mà Excel không bao giờ ghi và có thể dùng để tấn công.",
        TYPE_AGAIN,
    ),
    "TD-TEP-QUA-LAU": Kind(
        E, "Đọc tệp quá {seconds} giây chưa xong nên đã dừng; tệp bình thường đọc chưa tới 1 giây.", TYPE_AGAIN
    ),
    "TD-TEP-QUA-BO-NHO": Kind(
        E, "Đọc tệp cần hơn {allowed} bộ nhớ nên đã dừng; tệp bình thường cần chưa tới 100 MB.", TYPE_AGAIN
    ),
    "TD-TEP-LAM-DUNG": Kind(
        E,
        "Tệp làm phần đọc dừng đột ngột ({found}). Các tệp khác không bị ảnh hưởng.",
        SAVE_AGAIN,
    ),
    "TD-TEP-KHONG-MO-DUOC": Kind(
        E,
        "Không mở được tệp: {found}.",
        "Đóng tệp nếu đang mở ở Excel, kiểm tra tệp còn ở chỗ cũ và có quyền đọc, rồi chạy lại.",
    ),
    "TD-TEP-LOI-CHUONG-TRINH": Kind(
        E,
        "Chương trình gặp lỗi của chính nó khi đọc tệp này ({found}). Các tệp khác không bị ảnh hưởng.",
        "Lưu lại tệp bằng Excel rồi thử lần nữa; nếu vẫn lỗi, báo cho người phát triển dòng này kèm tệp.",
    ),
    "TD-TEP-CHI-DOC-GIA-TRI": Kind(
        W,
        "Tệp kiểu {kind}: chỉ đọc được giá trị, không đối chiếu được công thức và bảo vệ trang.",
        "Nếu cần đối chiếu đủ: mở tệp bằng Excel, Lưu thành (Save As) kiểu “Excel Workbook (*.xlsx)”, gửi lại.",
    ),
    "TD-TEP-CO-MACRO": Kind(
        W,
        "Tệp có macro. Chương trình không chạy macro, chỉ đọc dữ liệu.",
        "Đừng bấm “Enable Content” khi mở tệp này, trừ khi mẫu của khối vốn có macro.",
    ),
    "TD-TEP-LIEN-KET-NGOAI": Kind(
        W,
        "Tệp lấy dữ liệu từ nơi khác: {target}. Số từ liên kết này không kiểm tra được.",
        "Vào Dữ liệu (Data) › Sửa liên kết (Edit Links) › Ngắt liên kết (Break Link), nhập số trực tiếp rồi gửi lại.",
    ),
}
