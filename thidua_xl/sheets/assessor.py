"""The sheets of an assessor's form (chấm chéo): one unit's points and reasons for the lines of all the others."""

from thidua_xl.sheets import master
from thidua_xl.sheets.layout import Column, Content, Layout, Owner

C, O = Content, Owner  # noqa: E741 - short names keep the table readable

MARKER = "thidua-xl/assessor"
FORMAT_VERSION = "1"
NOT_YET, AGREED = "Chưa chấm", "Đồng ý điểm tự chấm"

GUIDE = Layout("Hướng dẫn", (), (), "Cách chấm chéo.")

INFO = Layout(
    "Thông tin",
    (Column("item", "Mục", C.TEXT, O.RULEBOOK, 28), Column("value", "Giá trị", C.MIXED, O.HEAD, 58)),
    ("Mục", "Giá trị"),
    "Đơn vị chấm và lần nộp.",
    items=(
        Column("bloc", "Tên khối", C.TEXT, O.RULEBOOK),
        Column("period", "Kỳ", C.TEXT, O.RULEBOOK),
        Column("unit", "Mã đơn vị chấm", C.CODE, O.RULEBOOK),
        Column("unit_name", "Tên đơn vị chấm", C.TEXT, O.RULEBOOK),
        Column("author", "Người chấm", C.TEXT, O.HEAD),
        Column("made_on", "Ngày chấm", C.DATE, O.HEAD, help="Ví dụ 20/11/2026."),
        Column("submission", "Lần nộp", C.COUNT, O.HEAD, help="Lần đầu để trống hoặc ghi 1; nộp lại ghi 2, 3 …"),
        Column(
            "blank",
            "Dòng để trống là",
            C.WORD,
            O.HEAD,
            choices=(NOT_YET, AGREED),
            help=f"Để trống mục này: dòng không ghi điểm là {NOT_YET}, không tính vào điểm gộp.",
        ),
    ),
)

LINES = Layout(
    "Chấm chéo",
    (
        Column("unit", "Mã đơn vị", C.CODE, O.RULEBOOK, 10),
        Column("code", "Mã", C.CODE, O.RULEBOOK, 10),
        Column("text", "Nội dung", C.TEXT, O.RULEBOOK, 42),
        Column("maximum", "Điểm tối đa", C.POINTS, O.RULEBOOK, 8),
        Column("claimed", "Kết quả", C.MIXED, O.COMPUTED, 16),
        Column("score", "Điểm tự chấm", C.POINTS, O.COMPUTED, 9),
        Column("evidence", "Minh chứng", C.TEXT, O.COMPUTED, 44),
        Column("points", "Điểm chấm", C.POINTS, O.HEAD, 9, help="Để trống: chưa chấm. Ghi 0 là 0 điểm."),
        Column("reason", "Lý do", C.TEXT, O.HEAD, 34, help="Vì sao khác điểm tự chấm của đơn vị."),
        Column("input", "_bài nộp", C.TEXT, O.COMPUTED, 9),
    ),
    ("Mã đơn vị", "Mã", "Điểm chấm"),
    "Ghi điểm và lý do vào ô vàng, cho từng dòng của các đơn vị khác.",
)

META = "_thidua"
LAYOUTS = (GUIDE, INFO, LINES)

STEPS = (
    "Không nhập nội dung thuộc bí mật nhà nước; minh chứng chỉ ghi số, ký hiệu.",
    "1. Trang Thông tin: ghi người chấm, ngày chấm, lần nộp.",
    "2. Trang Chấm chéo: mỗi dòng là một việc của một đơn vị khác, kèm kết quả, điểm tự chấm tính lại và minh chứng.",
    "3. Ghi điểm vào ô vàng Điểm chấm. Ghi 0 là 0 điểm; ô chỉ nhận điểm trong khung và theo bước của dòng.",
    "4. Điểm khác điểm tự chấm thì ghi lý do: Trưởng khối đọc lý do này khi thẩm định.",
    f"5. Nếu đồng ý với điểm tự chấm ở mọi dòng để trống: trang Thông tin, mục Dòng để trống là, chọn {AGREED}. "
    f"Không chọn thì dòng để trống là {NOT_YET} và không tính.",
    "6. Lưu tệp, gửi lại cho Trưởng khối. Gửi lại lần sau thì ghi Lần nộp cao hơn.",
)
TITLE, ASK, OPEN = "PHIẾU CHẤM CHÉO", "Cần hỏi: {who}.", "→ {sheet}"
DONE, OF, LINES_DONE = "Đã chấm ", "/", " dòng"
BLANK_COUNTS = f"; dòng để trống: {AGREED}"

CROSSING = Layout(
    LINES.name,
    (
        Column("unit", "Mã đơn vị", C.CODE, O.RULEBOOK, 10),
        Column("code", "Mã", C.CODE, O.RULEBOOK, 10),
        Column("text", "Nội dung", C.TEXT, O.RULEBOOK, 44),
        Column("maximum", "Điểm tối đa", C.POINTS, O.RULEBOOK, 8),
        Column("score", "Điểm tự chấm", C.POINTS, O.COMPUTED, 9),
        Column("count", "Số đơn vị chấm", C.COUNT, O.COMPUTED, 8),
        Column("combined", "Điểm gộp", C.POINTS, O.COMPUTED, 9),
        Column("least", "Thấp nhất", C.POINTS, O.COMPUTED, 9),
        Column("most", "Cao nhất", C.POINTS, O.COMPUTED, 9),
        Column("spread", "Độ chênh", C.POINTS, O.COMPUTED, 9),
        Column("final", "Điểm chốt", C.POINTS, O.COMPUTED, 9),
        Column("doubt", "Cần xem lại", C.TEXT, O.COMPUTED, 26),
        Column("reasons", "Lý do của đơn vị chấm", C.TEXT, O.COMPUTED, 46),
    ),
    ("Mã đơn vị", "Mã", "Điểm gộp"),
    "Điểm các đơn vị chấm cho nhau và điểm gộp; điểm thẩm định của Trưởng khối, nếu ghi, thay cho điểm gộp.",
)
VOTE_WIDTH = 8
FAR_OFF = "Lệch hẳn: {who}"
BECAUSE = "{who}: {reason}"
ASSESSED_SHEET = master.ASSESSED.name
