"""The sheets of the province's workbook: several blocs of one period side by side."""

from thidua_xl.sheets.layout import Column, Content, Layout, Owner

C, O = Content, Owner  # noqa: E741 - short names keep the table readable

MARKER = "thidua-xl/province"
META = "_thidua"

BLOCS = Layout(
    "Theo khối",
    (
        Column("bloc", "Khối", C.TEXT, O.COMPUTED, 32),
        Column("period", "Kỳ", C.TEXT, O.COMPUTED, 12),
        Column("units", "Số đơn vị", C.COUNT, O.COMPUTED, 8),
        Column("sent", "Đã nộp", C.COUNT, O.COMPUTED, 8),
        Column("waiting", "Chưa nộp", C.TEXT, O.COMPUTED, 30),
        Column("scale", "Thang điểm", C.NUMBER, O.COMPUTED, 8),
        Column("most", "Cao nhất % thang", C.PERCENT, O.COMPUTED, 10),
        Column("mean", "Bình quân % thang", C.PERCENT, O.COMPUTED, 10),
        Column("least", "Thấp nhất % thang", C.PERCENT, O.COMPUTED, 10),
        Column("first", "Dẫn đầu", C.TEXT, O.COMPUTED, 22),
        Column("awards", "Danh hiệu đã quyết định", C.TEXT, O.COMPUTED, 30),
        Column("open", "Lỗi còn mở", C.COUNT, O.COMPUTED, 8),
        Column("state", "Tình trạng", C.TEXT, O.COMPUTED, 13),
        Column("source", "Tệp", C.TEXT, O.COMPUTED, 18),
    ),
    ("Khối", "Kỳ"),
    "Mỗi dòng là một khối.",
)

UNITS = Layout(
    "Các đơn vị",
    (
        Column("bloc", "Khối", C.TEXT, O.COMPUTED, 26),
        Column("group", "Nhóm", C.TEXT, O.COMPUTED, 12),
        Column("rank", "Hạng trong khối", C.COUNT, O.COMPUTED, 10),
        Column("unit", "Mã đơn vị", C.CODE, O.COMPUTED, 10),
        Column("name", "Đơn vị", C.TEXT, O.COMPUTED, 28),
        Column("total", "Tổng điểm", C.POINTS, O.COMPUTED, 9),
        Column("scale", "Thang điểm", C.NUMBER, O.COMPUTED, 8),
        Column("share", "% thang điểm", C.PERCENT, O.COMPUTED, 9),
        Column("overall", "Thứ tự chung (tham khảo)", C.COUNT, O.COMPUTED, 11),
        Column("class", "Xếp loại", C.TEXT, O.COMPUTED, 22),
        Column("decided", "Danh hiệu đã quyết định", C.TEXT, O.COMPUTED, 24),
        Column("proposed", "Còn chờ quyết định", C.TEXT, O.COMPUTED, 22),
        Column("open", "Lỗi còn mở", C.COUNT, O.COMPUTED, 8),
        Column("note", "Ghi chú", C.TEXT, O.COMPUTED, 20),
    ),
    ("Khối", "Mã đơn vị"),
    "Từng đơn vị, xếp theo khối và hạng trong khối. Điểm của các khối chấm theo bộ tiêu chí khác nhau.",
)
SAME_SCALE = (
    "Các khối cùng thang {scale} điểm nên có cột Thứ tự chung, chỉ để tham khảo: bộ tiêu chí mỗi khối một khác."
)
SAME_RULES = "Các khối cùng thang {scale} điểm và cùng bộ tiêu chí: cột Thứ tự chung so được."
OTHER_SCALES = "Các khối khác thang điểm nên không xếp thứ tự chung; chỉ so % thang điểm để tham khảo."

AWARDS = Layout(
    "Danh hiệu đề nghị",
    (
        Column("award", "Danh hiệu", C.TEXT, O.COMPUTED, 44),
        Column("bloc", "Khối", C.TEXT, O.COMPUTED, 40),
        Column("unit", "Mã đơn vị", C.CODE, O.COMPUTED, 10),
        Column("name", "Đơn vị", C.TEXT, O.COMPUTED, 34),
        Column("rank", "Hạng trong khối", C.COUNT, O.COMPUTED, 10),
        Column("total", "Tổng điểm", C.POINTS, O.COMPUTED, 10),
        Column("state", "Tình trạng", C.TEXT, O.COMPUTED, 26),
        Column("reason", "Vì sao", C.TEXT, O.COMPUTED, 44),
    ),
    ("Danh hiệu", "Khối", "Mã đơn vị"),
    "Các danh hiệu khối đề nghị hoặc hội nghị khối đã quyết định.",
)
DECIDED, WAITING = "Hội nghị đã quyết định", "Đề nghị, chưa quyết định"
CLOSED, OPEN = "Đã khóa sổ", "Chưa khóa sổ"
NOT_SENT, NOT_RANKED = "chưa nộp", "không xếp hạng: {reason}"
TIED, PROVISIONAL = "đồng hạng", "tạm tính"
ONE_AWARD = "{award}: {units}"
TOTAL = "Cộng"
CHART = "Điểm cao nhất, bình quân, thấp nhất (% thang điểm)"
MOST, MEAN, LEAST = "Cao nhất", "Bình quân", "Thấp nhất"
