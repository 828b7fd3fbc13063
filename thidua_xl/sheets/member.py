"""The sheets of a member's workbook: headers, owners and how each column behaves (workbooks.md)."""

from thidua_xl.sheets.layout import Column, Content, Layout, Owner
from thidua_xl.sheets.words import ANSWERS

C, O = Content, Owner  # noqa: E741 - short names keep the table readable

FORMAT_VERSION = "1"
OPEN_ROWS = 300  # rows a register offers
MARK = "x"

GUIDE = Layout("Hướng dẫn", (), (), "Cách điền, màu ô, ví dụ và người cần hỏi.")

INFO = Layout(
    "Thông tin",
    (Column("item", "Mục", C.TEXT, O.RULEBOOK, 26), Column("value", "Giá trị", C.MIXED, O.MEMBER, 60)),
    ("Mục", "Giá trị"),
    "Đơn vị, kỳ và lần nộp.",
    items=(
        Column("bloc", "Tên khối", C.TEXT, O.RULEBOOK),
        Column("unit", "Mã đơn vị", C.CODE, O.RULEBOOK),
        Column("unit_name", "Tên đơn vị", C.TEXT, O.RULEBOOK),
        Column("period", "Kỳ", C.TEXT, O.RULEBOOK),
        Column("author", "Người lập", C.TEXT, O.MEMBER),
        Column("position", "Chức vụ", C.TEXT, O.MEMBER),
        Column("phone", "Điện thoại", C.TEXT, O.MEMBER),
        Column("made_on", "Ngày lập", C.DATE, O.MEMBER, help="Ngày lập bảng tự chấm, ví dụ 20/11/2026."),
        Column("signatory", "Thủ trưởng ký", C.TEXT, O.MEMBER),
        Column("submission", "Lần nộp", C.COUNT, O.MEMBER, help="Lần đầu để trống hoặc ghi 1; nộp lại ghi 2, 3 …"),
        Column("document", "Số văn bản", C.TEXT, O.MEMBER, help="Số công văn gửi kèm bản ký."),
        Column("document_date", "Ngày văn bản", C.DATE, O.MEMBER),
        Column("signed_total", "Tổng điểm trên bản ký", C.POINTS, O.MEMBER, help="Tổng điểm in trên bản đã ký."),
        Column("sent_as", "Hình thức nộp", C.WORD, O.MEMBER, choices=("Tệp", "Nhập thay từ bản giấy")),
    ),
)

FIGURES = Layout(
    "Số liệu",
    (
        Column("code", "Mã", C.CODE, O.RULEBOOK, 9),
        Column("name", "Tên chỉ tiêu", C.TEXT, O.RULEBOOK, 48),
        Column("measured_in", "Đơn vị tính", C.TEXT, O.RULEBOOK, 12),
        Column("target", "Kế hoạch", C.NUMBER, O.MEMBER, 15, help="Chỉ tiêu giao cả kỳ."),
        Column("result", "Thực hiện", C.NUMBER, O.MEMBER, 15, help="Kết quả trong kỳ. Không có thì ghi 0."),
        Column("before", "Cùng kỳ", C.NUMBER, O.MEMBER, 15, help="Kết quả cùng kỳ năm trước."),
        Column("ratio", "Tỷ lệ %", C.NUMBER, O.COMPUTED, 11),
        Column("check", "Kiểm tra", C.TEXT, O.COMPUTED, 26),
        Column("note", "Ghi chú", C.TEXT, O.MEMBER, 30),
    ),
    ("Mã", "Tên chỉ tiêu", "Thực hiện"),
    "Số liệu của đơn vị; các dòng tự chấm lấy từ đây.",
)

SCORES = Layout(
    "Tự chấm",
    (
        Column("code", "Mã", C.CODE, O.RULEBOOK, 10),
        Column("number", "STT", C.TEXT, O.RULEBOOK, 7),
        Column("text", "Nội dung", C.TEXT, O.RULEBOOK, 39),
        Column("maximum", "Điểm tối đa", C.POINTS, O.RULEBOOK, 7),
        Column("way", "Cách chấm", C.TEXT, O.RULEBOOK, 33),
        Column(
            "not_arising",
            "Không phát sinh",
            C.WORD,
            O.MEMBER,
            8,
            ("x",),
            "Ghi x nếu việc không phát sinh, và giải trình.",
        ),
        Column("target", "Chỉ tiêu giao", C.NUMBER, O.MEMBER, 12, help="Chỉ tiêu được giao, lớn hơn 0."),
        Column("result", "Kết quả", C.MIXED, O.MEMBER, 18),
        Column("times", "Số lần", C.COUNT, O.MEMBER, 7, help="Số lần; để trống là 1."),
        Column("typed", "Điểm đề nghị", C.POINTS, O.MEMBER, 8),
        Column("score", "Điểm tự chấm", C.POINTS, O.COMPUTED, 9),
        Column("evidence", "Minh chứng", C.COUNT, O.COMPUTED, 7),
        Column("check", "Kiểm tra", C.TEXT, O.COMPUTED, 20),
        Column("reason", "Giải trình", C.TEXT, O.MEMBER, 22),
    ),
    ("Mã", "Nội dung", "Kết quả"),
    "Bảng tự chấm điểm.",
)

EVIDENCE = Layout(
    "Minh chứng",
    (
        Column("number", "STT", C.COUNT, O.MEMBER, 7),
        Column(
            "criterion", "Mã tiêu chí", C.CODE, O.MEMBER, 12, help="Chọn mã dòng tự chấm mà văn bản này chứng minh."
        ),
        Column("symbol", "Số ký hiệu", C.TEXT, O.MEMBER, 20, help="Ví dụ 80/KH-STP."),
        Column("issued_on", "Ngày ban hành", C.DATE, O.MEMBER, 20),
        Column("issuer", "Cơ quan ban hành", C.TEXT, O.MEMBER, 26),
        Column("summary", "Trích yếu", C.TEXT, O.MEMBER, 48),
        Column("file", "Tệp", C.TEXT, O.MEMBER, 26, help="Tên tệp gửi kèm, nếu có."),
    ),
    ("Mã tiêu chí", "Số ký hiệu"),
    "Văn bản, tài liệu chứng minh cho từng dòng.",
    rows=OPEN_ROWS,
)

MOVEMENTS = Layout(
    "Phong trào",
    (
        Column("name", "Tên phong trào", C.TEXT, O.MEMBER, 40),
        Column("theme", "Chủ đề", C.TEXT, O.MEMBER, 34),
        Column("level", "Cấp phát động", C.TEXT, O.MEMBER, 20),
        Column("start", "Từ ngày", C.DATE, O.MEMBER, 20),
        Column("end", "Đến ngày", C.DATE, O.MEMBER, 20),
        Column("outcome", "Kết quả nổi bật", C.TEXT, O.MEMBER, 48),
    ),
    ("Tên phong trào", "Cấp phát động"),
    "Phong trào thi đua đã phát động, hưởng ứng.",
    rows=OPEN_ROWS,
)

MODELS = Layout(
    "Điển hình",
    (
        Column("name", "Tên điển hình", C.TEXT, O.MEMBER, 36),
        Column("kind", "Loại", C.WORD, O.MEMBER, 12, ("tập thể", "cá nhân", "mô hình")),
        Column("field", "Lĩnh vực", C.TEXT, O.MEMBER, 24),
        Column("new", "Mới trong kỳ", C.COUNT, O.MEMBER, 10),
        Column("cumulative", "Lũy kế", C.COUNT, O.MEMBER, 10),
        Column("description", "Mô tả", C.TEXT, O.MEMBER, 48),
    ),
    ("Tên điển hình", "Loại"),
    "Tập thể, cá nhân, mô hình điển hình.",
    rows=OPEN_ROWS,
)

HONOURS = Layout(
    "Khen thưởng",
    (
        Column("award", "Danh hiệu", C.TEXT, O.MEMBER, 44),
        Column("groups", "Tập thể", C.COUNT, O.MEMBER, 10, help="Số tập thể được tặng."),
        Column("people", "Cá nhân", C.COUNT, O.MEMBER, 10, help="Số cá nhân được tặng."),
        Column("decision", "Số quyết định", C.TEXT, O.MEMBER, 22),
        Column("date", "Ngày", C.DATE, O.MEMBER, 20),
    ),
    ("Danh hiệu", "Tập thể", "Cá nhân"),
    "Danh hiệu, hình thức khen thưởng đã nhận trong kỳ.",
    rows=OPEN_ROWS,
)

CONDITIONS = Layout(
    "Điều kiện",
    (
        Column("code", "Mã", C.CODE, O.RULEBOOK, 9),
        Column("text", "Nội dung", C.TEXT, O.RULEBOOK, 70),
        Column("answer", "Trả lời", C.WORD, O.MEMBER, 18, ANSWERS),
        Column("reason", "Giải trình", C.TEXT, O.MEMBER, 44),
    ),
    ("Mã", "Nội dung", "Trả lời"),
    "Mỗi trường hợp trả lời Có xảy ra hoặc Không xảy ra.",
)

PROBLEMS = Layout(
    "Kiểm tra",
    (
        Column("number", "STT", C.COUNT, O.COMPUTED, 7),
        Column("sheet", "Trang", C.TEXT, O.COMPUTED, 16),
        Column("place", "Dòng", C.TEXT, O.COMPUTED, 14),
        Column("problem", "Cần xem lại", C.TEXT, O.COMPUTED, 60),
        Column("link", "Đến ô", C.TEXT, O.COMPUTED, 14),
    ),
    ("STT", "Trang", "Cần xem lại"),
    "Mọi chỗ cần xem lại, theo thứ tự.",
)

PRINT = Layout("Bản in", (), (), "Bản để in, ký, đóng dấu.")
HIDDEN = Layout("_thidua", (), (), "Dữ liệu của mẫu, không sửa.")

REGISTERS = (EVIDENCE, MOVEMENTS, MODELS, HONOURS)
LAYOUTS = (GUIDE, INFO, FIGURES, SCORES, *REGISTERS, CONDITIONS, PROBLEMS, PRINT, HIDDEN)
