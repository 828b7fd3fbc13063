"""The registration form of the yearly pact (giao ước), and where a rulebook keeps the titles that were registered."""

from thidua_xl.sheets.layout import Column, Content, Layout, Owner
from thidua_xl.sheets.member import INFO as MEMBER_INFO
from thidua_xl.sheets.words import YES_NO

C, O = Content, Owner  # noqa: E741 - short names keep the table readable

HOW = (
    "Không nhập nội dung thuộc bí mật nhà nước. Lưu tệp về máy trước khi điền.",
    "Ghi vào ô màu vàng ở trang này và các trang bên cạnh, lưu, gửi tệp cho Trưởng khối cùng bản ký giao ước.",
    "Đăng ký lại thì ghi Lần nộp 2, 3 … ở trang Thông tin. {ask}",
)
ASK = "Hỏi: {whom}."
MARKER = "thidua-xl/targets"
OWN_TITLES = 15  # open rows for titles the rulebook does not name
KEPT_ITEMS = (
    "bloc",
    "unit",
    "unit_name",
    "period",
    "author",
    "position",
    "phone",
    "made_on",
    "signatory",
    "submission",
)

INFO = Layout(
    MEMBER_INFO.name,
    MEMBER_INFO.columns,
    MEMBER_INFO.known_by,
    "Đơn vị, kỳ và lần đăng ký.",
    items=tuple(item for item in MEMBER_INFO.items if item.key in KEPT_ITEMS),
)
TARGETS = Layout(
    "Đăng ký chỉ tiêu",
    (
        Column("code", "Mã", C.CODE, O.RULEBOOK, 9),
        Column("name", "Tên chỉ tiêu", C.TEXT, O.RULEBOOK, 56),
        Column("measured_in", "Đơn vị tính", C.TEXT, O.RULEBOOK, 13),
        Column("lines", "Dùng ở tiêu chí", C.TEXT, O.RULEBOOK, 18),
        Column("target", "Chỉ tiêu đăng ký", C.NUMBER, O.MEMBER, 18, help="Chỉ tiêu cả kỳ, lớn hơn 0."),
        Column("note", "Ghi chú", C.TEXT, O.MEMBER, 36),
    ),
    ("Mã", "Tên chỉ tiêu", "Chỉ tiêu đăng ký"),
    "Chỉ tiêu đơn vị đăng ký phấn đấu trong kỳ.",
)
TITLES = Layout(
    "Đăng ký danh hiệu",
    (
        Column("award", "Danh hiệu", C.TEXT, O.MEMBER, 56, help="Danh hiệu, hình thức khen thưởng đăng ký."),
        Column("choice", "Đăng ký", C.WORD, O.MEMBER, 11, YES_NO),
        Column("whom", "Tập thể, cá nhân đăng ký", C.TEXT, O.MEMBER, 44),
        Column("note", "Ghi chú", C.TEXT, O.MEMBER, 36),
    ),
    ("Danh hiệu", "Đăng ký"),
    "Danh hiệu thi đua, hình thức khen thưởng đơn vị đăng ký. Không đăng ký thì để trống cột Đăng ký.",
)
REGISTERED_TITLES = Layout(
    "Đăng ký",
    (
        Column("unit", "Mã đơn vị", C.CODE, O.HEAD, 12),
        Column("award", "Danh hiệu", C.TEXT, O.HEAD, 56),
        Column("whom", "Tập thể, cá nhân đăng ký", C.TEXT, O.HEAD, 44),
        Column("note", "Ghi chú", C.TEXT, O.HEAD, 36),
    ),
    ("Mã đơn vị", "Danh hiệu"),
    "Danh hiệu các đơn vị đăng ký đầu kỳ; chương trình không tính điểm từ trang này.",
)
