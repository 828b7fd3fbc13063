"""The sheets of the bloc head's workbook: headers, owners and what the head types (workbooks.md, "Master workbook")."""

from thidua_xl.sheets import member
from thidua_xl.sheets.layout import Column, Content, Layout, Owner
from thidua_xl.sheets.words import ANSWERS, YES_NO

C, O = Content, Owner  # noqa: E741 - short names keep the table readable

MARKER = "thidua-xl/master"
FORMAT_VERSION = "1"
ACCEPTED, TO_MEND = "Chấp nhận", "Yêu cầu sửa"
HANDLINGS = (ACCEPTED, TO_MEND)
SHOW_OF_HANDS, SECRET_BALLOT, IN_WRITING, ACCLAIMED = "Giơ tay", "Phiếu kín", "Văn bản", "Suy tôn"
VOTE_FORMS = (SHOW_OF_HANDS, SECRET_BALLOT, IN_WRITING, ACCLAIMED)

REPORT = Layout("Kết quả lần gộp", (), (), "Đọc trang này trước: đã nhận gì, còn thiếu gì, việc cần làm tiếp.")

SUMMARY = Layout(
    "Tổng hợp",
    (
        Column("code", "Mã", C.CODE, O.RULEBOOK, 10),
        Column("number", "STT", C.TEXT, O.RULEBOOK, 8),
        Column("text", "Nội dung", C.TEXT, O.RULEBOOK, 58),
        Column("maximum", "Điểm tối đa", C.POINTS, O.RULEBOOK, 9),
    ),
    ("Mã", "Nội dung", "Điểm tối đa"),
    "Điểm chốt của từng đơn vị; tự tính lại khi Trưởng khối thẩm định.",
)

ASSESSED = Layout(
    "Thẩm định",
    (
        Column("unit", "Mã đơn vị", C.CODE, O.RULEBOOK, 10),
        Column("code", "Mã", C.CODE, O.RULEBOOK, 10),
        Column("text", "Nội dung", C.TEXT, O.RULEBOOK, 50),
        Column("maximum", "Điểm tối đa", C.POINTS, O.RULEBOOK, 8),
        Column("claimed", "Kết quả", C.MIXED, O.COMPUTED, 18),
        Column("score", "Điểm tự chấm", C.POINTS, O.COMPUTED, 9),
        Column(
            "result",
            "Kết quả thẩm định",
            C.NUMBER,
            O.HEAD,
            12,
            help="Chỉ ghi ở dòng so với đơn vị dẫn đầu: kết quả đúng của đơn vị, thay cho kết quả đơn vị tự ghi.",
        ),
        Column("points", "Điểm thẩm định", C.POINTS, O.HEAD, 10, help="Để trống: giữ điểm tự chấm. Ghi 0 là 0 điểm."),
        Column("reason", "Lý do", C.TEXT, O.HEAD, 34, help="Vì sao điểm thẩm định khác điểm tự chấm."),
        Column("final", "Điểm chốt", C.POINTS, O.COMPUTED, 9),
        Column("gap", "Chênh lệch", C.POINTS, O.COMPUTED, 9),
        Column("combined", "Điểm chấm chéo", C.POINTS, O.COMPUTED, 9),
        Column("reply", "Trả lời của đơn vị", C.TEXT, O.COMPUTED, 34),
        Column("input", "_bài nộp", C.TEXT, O.COMPUTED, 9),
        Column("assessed_input", "_bài nộp khi thẩm định", C.TEXT, O.COMPUTED, 9),
        Column("drawn_result", "_kết quả đã ghi", C.NUMBER, O.COMPUTED, 9),
        Column("drawn_points", "_điểm đã ghi", C.POINTS, O.COMPUTED, 9),
        Column("evidence", "_minh chứng", C.TEXT, O.COMPUTED, 9),
    ),
    ("Mã đơn vị", "Mã", "Điểm thẩm định"),
    "Mỗi dòng của mỗi đơn vị: ô vàng do Trưởng khối ghi; điểm chốt, thứ hạng, xếp loại tự tính lại.",
)

RANKING = Layout(
    "Xếp hạng",
    (
        Column("group", "Nhóm", C.TEXT, O.COMPUTED, 12),
        Column("rank", "Hạng", C.TEXT, O.COMPUTED, 17),
        Column("unit", "Đơn vị", C.TEXT, O.COMPUTED, 40),
        Column("main", "Điểm chính", C.POINTS, O.COMPUTED, 11),
        Column("bonus", "Điểm thưởng", C.POINTS, O.COMPUTED, 11),
        Column("deduction", "Điểm trừ", C.POINTS, O.COMPUTED, 10),
        Column("total", "Tổng điểm", C.POINTS, O.COMPUTED, 12),
        Column("class", "Xếp loại", C.TEXT, O.COMPUTED, 27),
        Column("because", "Vì sao", C.TEXT, O.COMPUTED, 46),
    ),
    ("Hạng", "Đơn vị", "Tổng điểm"),
    "Thứ tự tự sắp xếp lại theo điểm chốt.",
)

FINDINGS = Layout(
    "Sai lệch",
    (
        Column("code", "Mã lỗi", C.CODE, O.COMPUTED, 33),
        Column("severity", "Mức độ", C.TEXT, O.COMPUTED, 10),
        Column("unit", "Đơn vị", C.CODE, O.COMPUTED, 10),
        Column("file", "Tệp", C.TEXT, O.COMPUTED, 20),
        Column("sheet", "Trang", C.TEXT, O.COMPUTED, 13),
        Column("cell", "Ô", C.TEXT, O.COMPUTED, 7),
        Column("message", "Nội dung", C.TEXT, O.COMPUTED, 42),
        Column("fix", "Cách sửa", C.TEXT, O.COMPUTED, 36),
        Column("line", "Đến dòng", C.TEXT, O.COMPUTED, 10),
        Column("source", "Mở tệp", C.TEXT, O.COMPUTED, 9),
        Column(
            "handling",
            "Xử lý",
            C.WORD,
            O.HEAD,
            14,
            HANDLINGS,
            "Chấp nhận: không tính là lỗi nữa, cần ghi chú. Yêu cầu sửa: đơn vị phải nộp lại.",
        ),
        Column("note", "Ghi chú", C.TEXT, O.HEAD, 26),
        Column("reply", "Trả lời của đơn vị", C.TEXT, O.COMPUTED, 34),
        Column("key", "_khóa", C.TEXT, O.COMPUTED, 9),
        Column("number", "_số đơn vị", C.COUNT, O.COMPUTED, 9),
        Column("open", "_còn mở", C.COUNT, O.COMPUTED, 9),
    ),
    ("Mã lỗi", "Mức độ", "Xử lý"),
    "Mọi chỗ cần xem lại theo từng đơn vị, lỗi trước, cảnh báo sau.",
)

FIGURES = Layout(
    "Số liệu",
    (
        Column("code", "Mã", C.CODE, O.RULEBOOK, 9),
        Column("name", "Tên chỉ tiêu", C.TEXT, O.RULEBOOK, 46),
        Column("measured_in", "Đơn vị tính", C.TEXT, O.RULEBOOK, 11),
        Column("kind", "Số", C.TEXT, O.RULEBOOK, 11),
    ),
    ("Mã", "Tên chỉ tiêu", "Đơn vị tính"),
    "Số liệu của các đơn vị và số chung của khối.",
)
FIGURE_TOTAL = "Toàn khối"

CROSS_CHECKS = Layout(
    "Số liệu",
    (
        Column("code", "Mã", C.CODE, O.COMPUTED, 9),
        Column("text", "Nội dung", C.TEXT, O.COMPUTED, 46),
        Column("rule", "Phép đối chiếu", C.TEXT, O.COMPUTED, 40),
        Column("outcome", "Kết quả đối chiếu", C.TEXT, O.COMPUTED, 40),
    ),
    ("Phép đối chiếu", "Kết quả đối chiếu"),
)
HOLDS, FAILS, UNCHECKED = "Khớp", "Không khớp", "Chưa đủ số liệu"

CONDITIONS = Layout(
    "Điều kiện",
    (
        Column("unit", "Mã đơn vị", C.CODE, O.RULEBOOK, 11),
        Column("code", "Mã", C.CODE, O.RULEBOOK, 9),
        Column("text", "Nội dung", C.TEXT, O.RULEBOOK, 58),
        Column("answer", "Trả lời", C.TEXT, O.COMPUTED, 17),
        Column("decision", "Quyết định", C.WORD, O.HEAD, 17, ANSWERS, "Để trống: theo trả lời của đơn vị."),
        Column("reason", "Lý do", C.TEXT, O.HEAD, 36),
        Column("verdict", "Kết luận", C.TEXT, O.COMPUTED, 17),
    ),
    ("Mã đơn vị", "Mã", "Quyết định"),
    "Các trường hợp loại trừ: đơn vị trả lời, Trưởng khối quyết định.",
)

COUNT_KEYS = ("members", "present", "asked", "issued", "collected", "valid", "agreed", "against", "abstained")
SECRET_KEYS = ("issued", "collected", "valid")
BALLOTS = Layout(
    "Bình xét",
    (
        Column("award", "Danh hiệu", C.TEXT, O.RULEBOOK, 34),
        Column("unit", "Mã đơn vị", C.CODE, O.RULEBOOK, 10),
        Column("how", "Hình thức", C.WORD, O.HEAD, 12, VOTE_FORMS),
        Column("members", "Số thành viên", C.COUNT, O.HEAD, 9),
        Column("present", "Có mặt", C.COUNT, O.HEAD, 8),
        Column("asked", "Được hỏi ý kiến", C.COUNT, O.HEAD, 9),
        Column("issued", "Phiếu phát", C.COUNT, O.HEAD, 8),
        Column("collected", "Phiếu thu", C.COUNT, O.HEAD, 8),
        Column("valid", "Phiếu hợp lệ", C.COUNT, O.HEAD, 8),
        Column("agreed", "Đồng ý", C.COUNT, O.HEAD, 8),
        Column("against", "Không đồng ý", C.COUNT, O.HEAD, 8),
        Column("abstained", "Không có ý kiến", C.COUNT, O.HEAD, 9),
        Column("share", "Tỷ lệ %", C.PERCENT, O.COMPUTED, 9),
        Column("verdict", "Kết quả", C.TEXT, O.COMPUTED, 16),
        Column("fault", "_số phiếu sai", C.COUNT, O.COMPUTED, 9),
    ),
    ("Danh hiệu", "Mã đơn vị", "Đồng ý"),
    "Ghi số phiếu; các cột phiếu chỉ dùng cho hình thức Phiếu kín.",
)

PROPOSALS = Layout(
    "Đề nghị",
    (
        Column("award", "Danh hiệu", C.TEXT, O.RULEBOOK, 34),
        Column("unit", "Mã đơn vị", C.CODE, O.RULEBOOK, 10),
        Column("proposed", "Đề nghị", C.TEXT, O.COMPUTED, 10),
        Column("because", "Vì sao", C.TEXT, O.COMPUTED, 44),
        Column("now", "Điều kiện lúc này", C.TEXT, O.COMPUTED, 34),
        Column(
            "decision",
            "Quyết định của hội nghị",
            C.WORD,
            O.HEAD,
            14,
            YES_NO,
            "Biên bản in theo cột này. Để trống: chưa quyết định.",
        ),
        Column("reason", "Lý do", C.TEXT, O.HEAD, 34),
        Column("met", "_điều kiện", C.TEXT, O.COMPUTED, 9),
    ),
    ("Danh hiệu", "Mã đơn vị", "Quyết định của hội nghị"),
    "Đề nghị theo số lượng và điều kiện của bộ tiêu chí; hội nghị quyết định.",
)


def _register(layout: Layout) -> Layout:
    columns = tuple(Column(c.key, c.header, c.content, O.COMPUTED, c.width) for c in layout.columns)
    unit = Column("unit", "Mã đơn vị", C.CODE, O.COMPUTED, 11)
    return Layout(layout.name, (unit, *columns), ("Mã đơn vị", *layout.known_by), layout.purpose)


MOVEMENTS = _register(member.MOVEMENTS)
MODELS = _register(member.MODELS)
HONOURS = _register(member.HONOURS)
REGISTERS = (MOVEMENTS, MODELS, HONOURS)

LOG = Layout(
    "Nhật ký",
    (
        Column("path", "Tệp", C.TEXT, O.COMPUTED, 48),
        Column("sha256", "SHA-256", C.TEXT, O.COMPUTED, 24),
        Column("size", "Dung lượng", C.COUNT, O.COMPUTED, 11),
        Column("unit", "Mã đơn vị", C.CODE, O.COMPUTED, 10),
        Column("submission", "Lần nộp", C.COUNT, O.COMPUTED, 8),
        Column("read_at", "Đọc lúc", C.DATE, O.COMPUTED, 17),
        Column("status", "Trạng thái", C.TEXT, O.COMPUTED, 16),
        Column("reason", "Lý do", C.TEXT, O.COMPUTED, 46),
        Column(
            "use",
            "Dùng",
            C.WORD,
            O.HEAD,
            9,
            YES_NO,
            "Có: dùng tệp này cho đơn vị. Không: bỏ tệp này. Gộp lại để áp dụng.",
        ),
    ),
    ("Tệp", "SHA-256", "Dùng"),
    "Mọi tệp đã thấy trong thư mục.",
)

LAYOUTS = (
    REPORT,
    SUMMARY,
    ASSESSED,
    RANKING,
    FINDINGS,
    FIGURES,
    CONDITIONS,
    BALLOTS,
    PROPOSALS,
    *REGISTERS,
    LOG,
)

# drawn only where masters of earlier periods are given, so it is none of LAYOUTS
COMPARED = Layout(
    "So với kỳ trước",
    (
        Column("period", "Kỳ trước", C.TEXT, O.COMPUTED, 22),
        Column("unit", "Mã đơn vị", C.CODE, O.COMPUTED, 10),
        Column("name", "Đơn vị", C.TEXT, O.COMPUTED, 34),
        Column("then_total", "Điểm kỳ trước", C.POINTS, O.COMPUTED, 10),
        Column("then_rank", "Hạng kỳ trước", C.COUNT, O.COMPUTED, 9),
        Column("then_class", "Xếp loại kỳ trước", C.TEXT, O.COMPUTED, 24),
        Column("total", "Tổng điểm", C.POINTS, O.COMPUTED, 10),
        Column("rank", "Hạng", C.COUNT, O.COMPUTED, 8),
        Column("class", "Xếp loại", C.TEXT, O.COMPUTED, 24),
        Column("points_moved", "Tăng, giảm điểm", C.POINTS, O.COMPUTED, 10),
        Column("rank_moved", "Lên, xuống hạng", C.TEXT, O.COMPUTED, 14),
        Column("note", "Ghi chú", C.TEXT, O.COMPUTED, 44),
    ),
    ("Kỳ trước", "Mã đơn vị", "Hạng kỳ trước"),
    "Điểm, hạng và xếp loại so với bảng tổng hợp các kỳ trước; phần kỳ này tự đổi khi Trưởng khối thẩm định.",
)

# hidden sheets: what the next consolidation reads back, and working cells by unit, by line, by peers line
META, WORK_UNITS, WORK_LINES, WORK_PEERS = "_thidua", "_tinh", "_dong", "_so_sanh"
HIDDEN = (WORK_UNITS, WORK_LINES, WORK_PEERS, META)
META_KEY, META_VALUE = 1, 2  # the columns of META, from 1, with the marks
META_RULEBOOK = 9  # the column with the rulebook as JSON in pieces a cell can hold
META_CARRIED = 10  # the same of what the files said
META_SET_ASIDE = 11  # four columns (kind, key, word, note): what the head typed of findings and files not there now
HANDLED, USED = "handling", "use"  # the kinds
