"""The history workbook: every period of a bloc in one long table, the conditions over years, and what follows."""

from thidua_xl.sheets.layout import Column, Content, Layout, Owner
from thidua_xl.sheets.words import PERIOD_KINDS, YES_NO

C, O = Content, Owner  # noqa: E741 - short names keep the table readable

MARKER = "thidua-xl/history"
META = "_thidua"
AWARD, CLASS, RANK = "Danh hiệu", "Xếp loại", "Hạng"
SUBJECTS = (AWARD, CLASS, RANK)
SPARE_ROWS = 60  # open rows under the last one: results of years before the program are typed there

DATA = Layout(
    "Dữ liệu",
    (
        Column("period", "Kỳ", C.TEXT, O.HEAD, 22),
        Column("kind", "Loại kỳ", C.WORD, O.HEAD, 9, PERIOD_KINDS, "Để trống: từ bảy tháng trở xuống là 6 tháng."),
        Column("start", "Từ ngày", C.DATE, O.HEAD, 12),
        Column("end", "Đến ngày", C.DATE, O.HEAD, 12),
        Column("unit", "Mã đơn vị", C.CODE, O.HEAD, 10),
        Column("name", "Tên đơn vị", C.TEXT, O.HEAD, 30),
        Column("aliases", "Tên khác", C.TEXTS, O.HEAD, 26, help="Mã cũ, tên cũ; cách nhau dấu ; ."),
        Column("group", "Nhóm", C.TEXT, O.HEAD, 12),
        Column("main", "Điểm chính", C.NUMBER, O.HEAD, 9),
        Column("bonus", "Điểm thưởng", C.NUMBER, O.HEAD, 9),
        Column("deduction", "Điểm trừ", C.NUMBER, O.HEAD, 9, help="Số âm, như in trên bảng xếp hạng."),
        Column("total", "Tổng điểm", C.NUMBER, O.HEAD, 9),
        Column("scale", "Thang điểm", C.NUMBER, O.HEAD, 9),
        Column("rank", "Hạng", C.COUNT, O.HEAD, 7, help="Để trống: không xếp hạng."),
        Column("of", "Số đơn vị xếp hạng", C.COUNT, O.HEAD, 9),
        Column("tied", "Đồng hạng", C.WORD, O.HEAD, 8, YES_NO),
        Column("class_name", "Xếp loại", C.TEXT, O.HEAD, 26),
        Column("titles", "Danh hiệu", C.TEXTS, O.HEAD, 34, help="Hội nghị quyết định; cách nhau dấu ; ."),
        Column("proposed", "Còn chờ quyết định", C.TEXTS, O.HEAD, 28),
        Column("provisional", "Tạm tính", C.WORD, O.HEAD, 8, YES_NO),
        Column("closed", "Khóa sổ", C.WORD, O.HEAD, 8, YES_NO),
        Column("bloc", "Tên khối", C.TEXT, O.HEAD, 34),
        Column("source", "Nguồn", C.TEXT, O.HEAD, 24),
    ),
    ("Kỳ", "Từ ngày", "Mã đơn vị"),
    "Mỗi dòng là một đơn vị trong một kỳ. Kỳ trước khi dùng chương trình thì ghi thêm ở dưới rồi chạy lại lệnh.",
)

CONDITIONS = Layout(
    "Điều kiện liên tục",
    (
        Column("text", "Nội dung", C.TEXT, O.HEAD, 58),
        Column("subject", "Xét theo", C.WORD, O.HEAD, 12, SUBJECTS, "Danh hiệu, Xếp loại hoặc Hạng."),
        Column(
            "values",
            "Giá trị",
            C.TEXTS,
            O.HEAD,
            48,
            help="Tên danh hiệu hoặc loại, cách nhau dấu ; . Với Hạng: hạng thấp nhất còn tính, ví dụ 1.",
        ),
        Column("years", "Số năm liên tục", C.COUNT, O.HEAD, 10),
        Column("units", "Đơn vị đủ điều kiện", C.TEXT, O.COMPUTED, 46),
    ),
    ("Nội dung", "Xét theo", "Giá trị", "Số năm liên tục"),
    "Sửa, thêm, bớt các dòng vàng rồi chạy lại lệnh. Chỉ tính các kỳ Năm nối nhau, kết thúc ở năm gần nhất.",
)
DEFAULT_CONDITIONS = {
    RANK: "Dẫn đầu khối {years} năm liên tục",
    AWARD: "Được “{value}” {years} năm liên tục",
    CLASS: "Xếp loại “{value}” {years} năm liên tục",
}
FLAG = "cờ"  # awards whose name or form begins with it are counted over two years

STREAKS = "Kết quả liên tục"
TABLES = {"total": "Điểm", "rank": "Hạng", "class": "Xếp loại", "titles": "Danh hiệu"}
PURPOSES = {
    "total": "Tổng điểm từng kỳ, theo thứ tự thời gian; các kỳ 6 tháng để riêng bên phải.",
    "rank": "Hạng từng kỳ trong khối (trong nhóm, nếu khối chia nhóm).",
    "class": "Xếp loại từng kỳ.",
    "titles": "Danh hiệu hội nghị đã quyết định; phần trong ngoặc vuông mới đề nghị, chưa quyết định.",
}
UNIT, NAME, NOTE = "Mã", "Đơn vị", "Ghi chú"
KINDS = {"Năm": "CÁC NĂM", "6 tháng": "6 THÁNG"}
GONE = "không còn trong khối"
OPEN, PROVISIONAL_PERIOD = "chưa khóa sổ", "còn tạm tính"
TIED_MARK, PROVISIONAL_MARK, NO_RANK = " =", " *", "–"
MARKS = "= đồng hạng; * tạm tính; – không xếp hạng; ô trống: không có số liệu kỳ đó."
WAITING = "[{award}]"
MERGED_CELL = "{value} ({code})"
LINEAGE = "{period}: {said}"
# `Kết quả liên tục`
BY_CONDITION, BY_VALUE = "Theo điều kiện", "Chuỗi hiện tại (số năm liên tục đến {year})"
REACHED, STREAK = "ĐỦ", "{count} năm"
STREAK_SPAN = "{count} năm ({first} – {last})"
STREAK_NOTES = {"merged": "có đơn vị gộp, xem lại", "provisional": "còn tạm tính", "open": "chưa khóa sổ"}
FIRST_PLACE = "Hạng nhất"
GAP = "Thiếu năm giữa {before} và {after}: chuỗi liên tục bị cắt ở đó. Ghi thêm năm thiếu ở trang Dữ liệu nếu có."
CHART_TOTAL, CHART_SHARE, CHART_RANK = (
    "Tổng điểm qua các năm",
    "Tổng điểm qua các năm (% thang điểm)",
    "Hạng qua các năm",
)
CHARTS = "Biểu đồ"
CHARTS_PURPOSE = "Chỉ vẽ các kỳ Năm; năm có đơn vị gộp thì để trống."
SHARE = "% thang điểm"
