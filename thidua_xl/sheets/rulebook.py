"""The sheets of the rulebook workbook (bộ tiêu chí): headers, words and what each column means."""

from thidua_xl.rules.vocabulary import Excess, Measure, NotArising, Part, Way, Whole
from thidua_xl.sheets.layout import Column, Content, Layout, Owner
from thidua_xl.sheets.words import (
    BALLOT_BASES,
    COMBINATIONS,
    COMPARISONS,
    EVIDENCE,
    FIGURE_KINDS,
    FINALS,
    GRAVITIES,
    LINE_PERIODS,
    PERIOD_KINDS,
    QUOTA_ROUNDINGS,
    ROLES,
    SCOPES,
    YES_NO,
)

C = Content


def _column(
    key: str,
    header: str,
    content: Content = C.TEXT,
    width: int = 14,
    choices: tuple[str, ...] = (),
    help: str = "",
    advanced: bool = False,
) -> Column:
    return Column(key, header, content, Owner.HEAD, width, choices, help, advanced)


INFO = Layout(
    "Thông tin",
    (_column("item", "Mục", width=26), _column("value", "Giá trị", C.MIXED, 60)),
    ("Mục", "Giá trị"),
    "Tên khối, kỳ, thời hạn và các quy ước chung khi chấm.",
    items=(
        _column("bloc", "Tên khối", help="Bắt buộc. Ví dụ: Khối thi đua các cơ quan Nội chính tỉnh."),
        _column("period", "Kỳ", help="Bắt buộc. Ví dụ: Năm 2026; 6 tháng đầu năm 2026."),
        _column(
            "period_kind", "Loại kỳ", C.WORD, choices=PERIOD_KINDS, help="Để trống: từ bảy tháng trở xuống là 6 tháng."
        ),
        _column("start", "Từ ngày", C.DATE, help="Bắt buộc. Ngày đầu kỳ."),
        _column("end", "Đến ngày", C.DATE, help="Bắt buộc. Ngày cuối kỳ."),
        _column("due", "Hạn nộp", C.DATE, help="Ngày cuối cùng các đơn vị gửi bảng tự chấm. Nộp sau hạn chỉ bị nhắc."),
        _column("authority", "Căn cứ", help="Bắt buộc. Số, ngày của quyết định ban hành bộ tiêu chí."),
        _column("scale", "Thang điểm", C.POINTS, help="Tổng điểm chính. Để trống: cộng điểm tối đa của các mục."),
        _column("digits", "Làm tròn", C.COUNT, help="Số chữ số thập phân của điểm. Để trống: 2."),
        _column("bonus_cap", "Thưởng tối đa", C.POINTS, help="Trần của toàn bộ điểm thưởng. Để trống: không có trần."),
        _column(
            "not_arising",
            "Khi không phát sinh",
            C.WORD,
            choices=tuple(NotArising),
            help="Áp dụng cho các dòng điểm chính không ghi riêng. Để trống: Không được.",
        ),
        _column("rescale", "Quy đổi khi bỏ dòng", C.WORD, choices=YES_NO, help="Để trống: Có."),
        _column(
            "precedence",
            "Ưu tiên khi bằng điểm",
            C.TEXTS,
            help="Theo thứ tự, cách nhau dấu ; . Ví dụ: Mục I; Tiêu chí II.1; Điểm thưởng; Ít điểm trừ; Số liệu SL03.",
        ),
        _column("final", "Điểm chốt", C.WORD, choices=FINALS, help="Để trống: Thẩm định."),
        _column("self_gap", "Lệch tự chấm", C.POINTS, help="Chênh từ bao nhiêu điểm thì nhắc. Để trống: không nhắc."),
        _column("combine", "Gộp chấm chéo", C.WORD, choices=COMBINATIONS, help="Để trống: Trung bình."),
    ),
)

UNITS = Layout(
    "Đơn vị",
    (
        _column("code", "Mã", C.CODE, 10, help="Ngắn, không dấu, bắt đầu bằng chữ. Ví dụ: CAT."),
        _column("name", "Tên đơn vị", width=34),
        _column("aliases", "Tên khác", C.TEXTS, 34, help="Tên cũ, tên viết tắt; cách nhau dấu ; ."),
        _column("role", "Vai trò", C.WORD, 13, ROLES),
        _column("group", "Nhóm xếp hạng", width=18, help="Xếp hạng riêng trong nhóm. Để trống: chung một nhóm."),
        _column("contact", "Người liên hệ", width=22),
        _column("phone", "Điện thoại", width=15),
        _column("email", "Thư điện tử", width=24),
    ),
    ("Mã", "Tên đơn vị"),
    "Các đơn vị (cơ quan, tập thể hoặc cá nhân) cùng thi đua.",
)

CRITERIA = Layout(
    "Tiêu chí",
    (
        _column("code", "Mã", C.CODE, 10, help="I, I.1, I.1.a … Dòng cha của I.1 là I. Đặt cột dạng Văn bản."),
        _column("number", "STT", width=7, help="Số thứ tự in ra. Để trống: lấy Mã."),
        _column("text", "Nội dung", width=60),
        _column("maximum", "Điểm tối đa", C.POINTS, 9),
        _column("part", "Nhóm điểm", C.WORD, 10, tuple(Part), "Chỉ ghi ở dòng mục. Để trống: Chính."),
        _column(
            "way", "Cách chấm", C.WORD, 22, tuple(Way), "Để trống: dòng có dòng con là Cộng, dòng khác Chấm trực tiếp."
        ),
        _column("measure", "Đại lượng", C.WORD, 12, tuple(Measure), "Để trống: theo cách chấm."),
        _column("start", "Bắt đầu", C.POINTS, 9, help="Điểm khởi đầu của các cách Cộng/Trừ theo …"),
        _column("factor", "Hệ số", C.NUMBER, 9, help="Số điểm cộng hoặc trừ cho mỗi lần, mỗi ngày, mỗi 1%."),
        _column("floor", "Sàn", C.BOUND, 8, help="Điểm thấp nhất; Không = không giới hạn.", advanced=True),
        _column("ceiling", "Trần", C.BOUND, 8, help="Điểm cao nhất; Không = không giới hạn.", advanced=True),
        _column("ratio_floor", "Sàn tỷ lệ", C.PERCENT, 9, help="Dưới tỷ lệ này thì 0 điểm.", advanced=True),
        _column("whole", "Làm tròn đại lượng", C.WORD, 11, tuple(Whole), "Làm tròn tới đơn vị trước khi tính.", True),
        _column("deadline", "Hạn", C.DATE, 13, help="Thời hạn, cho đại lượng Ngày chậm."),
        _column("step", "Bước điểm", C.POINTS, 8, help="Ví dụ 0,25; 0,5.", advanced=True),
        _column("excess", "Cách tính vượt", C.WORD, 10, tuple(Excess), "Cho cách So với đơn vị dẫn đầu.", True),
        _column(
            "figure", "Chỉ tiêu số liệu", C.CODE, 10, help="Mã ở trang Chỉ tiêu: kết quả và chỉ tiêu lấy từ số liệu."
        ),
        _column("evidence", "Minh chứng", C.WORD, 11, EVIDENCE),
        _column("not_arising", "Khi không phát sinh", C.WORD, 12, tuple(NotArising), "Để trống: theo trang Thông tin."),
        _column(
            "units", "Áp dụng cho", C.CODES, 16, help="Mã các đơn vị có dòng này, cách nhau dấu ; . Để trống: tất cả."
        ),
        _column("period", "Kỳ áp dụng", C.WORD, 10, LINE_PERIODS, advanced=True),
        _column("registered", "Đăng ký", C.WORD, 8, YES_NO, "Chỉ tiêu do đơn vị đăng ký đầu kỳ.", True),
        _column("measured_in", "Đơn vị tính", width=12),
        _column("in_charge", "Phụ trách", width=16),
        _column("authority", "Căn cứ", width=24),
    ),
    ("Mã", "Nội dung"),
    "Bảng tiêu chí, mỗi dòng của bảng là một dòng ở đây, theo thứ tự đọc.",
)

LEVELS = Layout(
    "Mức",
    (
        _column("criterion", "Mã tiêu chí", C.CODE, 12),
        _column("name", "Tên mức", width=28),
        _column("low", "Từ", C.AMOUNT, 10, help="Để trống: không giới hạn dưới."),
        _column("low_in", "Lấy từ", C.WORD, 8, YES_NO, "Có lấy đúng giá trị ở cột Từ không. Để trống: Có."),
        _column("high", "Đến", C.AMOUNT, 10, help="Để trống: không giới hạn trên."),
        _column("high_in", "Lấy đến", C.WORD, 8, YES_NO, "Để trống: Không; với Ngày chậm và Số lần: Có."),
        _column("points", "Điểm", C.POINTS, 9),
        _column("upto", "Điểm đến", C.POINTS, 9, help="Đầu trên của khung điểm (Chấm/Trừ trong khung)."),
        _column("consequence", "Hệ quả", C.CODE, 12, help="Mã ở trang Điều kiện mà mức này gây ra."),
    ),
    ("Mã tiêu chí", "Điểm"),
    "Các mức, khung điểm và khoảng của những tiêu chí chấm theo mức.",
)

FIGURES = Layout(
    "Chỉ tiêu",
    (
        _column("code", "Mã", C.CODE, 10),
        _column("name", "Tên chỉ tiêu", width=50),
        _column("measured_in", "Đơn vị tính", width=14),
        _column("kind", "Kiểu", C.WORD, 11, FIGURE_KINDS),
        _column("units", "Áp dụng cho", C.CODES, 20),
    ),
    ("Mã", "Tên chỉ tiêu"),
    "Số liệu các đơn vị báo cáo. Thêm cột “KH ‹mã đơn vị›” để giao chỉ tiêu.",
)

CROSS_CHECKS = Layout(
    "Đối chiếu",
    (
        _column("code", "Mã", C.CODE, 10),
        _column("text", "Nội dung", width=50),
        _column("left", "Vế trái", width=26, help="Ví dụ: SL03; SL03.KH; CAT!SL01 + CAT!SL02."),
        _column("comparison", "Phép", C.WORD, 7, COMPARISONS),
        _column("right", "Vế phải", width=26),
        _column("tolerance", "Dung sai", C.AMOUNT, 10, help="Số, hoặc % của vế phải. Để trống: 0."),
        _column("gravity", "Mức độ", C.WORD, 11, GRAVITIES),
        _column("units", "Áp dụng cho", C.CODES, 20),
    ),
    ("Mã", "Vế trái", "Phép", "Vế phải"),
    "Các phép đối chiếu giữa số liệu trong một đơn vị và giữa các đơn vị.",
)

CLASSES = Layout(
    "Xếp loại",
    (
        _column("name", "Loại", width=30),
        _column("start", "Từ điểm", C.POINTS, 9),
        _column("below", "Dưới điểm", C.POINTS, 9),
        _column("line_floor", "Sàn từng tiêu chí %", C.PERCENT, 11),
        _column("must_meet", "Chỉ tiêu phải đạt", C.CODES, 26),
        _column("least_met", "Số chỉ tiêu đạt tối thiểu", C.COUNT, 12),
        _column("short_by", "Thiếu tối đa %", C.PERCENT, 10),
    ),
    ("Loại",),
    "Các loại, xét từ trên xuống; một loại có thể có nhiều dòng.",
)

EXCLUSIONS = Layout(
    "Điều kiện",
    (
        _column("code", "Mã", C.CODE, 10),
        _column("text", "Nội dung", width=70, help="Nêu trường hợp xảy ra, không bắt đầu bằng “Không”."),
        _column("effect", "Hệ quả", width=34, help="Không xét thi đua; hoặc tên một danh hiệu; hoặc một loại."),
    ),
    ("Mã", "Nội dung", "Hệ quả"),
    "Các trường hợp bị loại trừ.",
)

AWARDS = Layout(
    "Danh hiệu",
    (
        _column("order", "Thứ tự", C.COUNT, 8),
        _column("name", "Tên", width=44),
        _column("form", "Hình thức", width=14),
        _column("quota", "Số lượng", C.AMOUNT, 10, help="Một số, hoặc tỷ lệ như 20%. Để trống: không giới hạn."),
        _column(
            "quota_of", "Tính trên", width=24, help="Đơn vị được xếp hạng; Tổng số đơn vị; hoặc tên một danh hiệu."
        ),
        _column("quota_rounding", "Làm tròn số lượng", C.WORD, 12, QUOTA_ROUNDINGS),
        _column("scope", "Phạm vi", C.WORD, 12, SCOPES),
        _column("least_points", "Điểm tối thiểu", C.POINTS, 9),
        _column("least_class", "Loại tối thiểu", width=24),
        _column("last_rank", "Hạng tối đa", C.COUNT, 9),
        _column("vote", "Tỷ lệ phiếu %", C.PERCENT, 9),
        _column("vote_of", "Mẫu số phiếu", C.WORD, 20, BALLOT_BASES),
        _column("strictly", "Lớn hơn hẳn", C.WORD, 9, YES_NO),
        _column("quorum", "Có mặt tối thiểu %", C.PERCENT, 10),
        _column("not_with", "Không kèm với", C.TEXTS, 30),
        _column("in_force", "Từ ngày hiệu lực", C.DATE, 13),
        _column("until", "Đến ngày hiệu lực", C.DATE, 13),
        _column("authority", "Căn cứ", width=34),
    ),
    ("Tên",),
    "Danh hiệu, hình thức khen thưởng khối đề nghị, số lượng và điều kiện.",
)

LAYOUTS = (INFO, UNITS, CRITERIA, LEVELS, FIGURES, CROSS_CHECKS, CLASSES, EXCLUSIONS, AWARDS)
REQUIRED = (INFO, UNITS, CRITERIA)
TARGET_PREFIX = "KH"
