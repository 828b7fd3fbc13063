"""The closed words of the workbooks that are not words of a scoring rule."""

from thidua_xl.cells.line_check import MUST, SHOULD

YES, NO = "Có", "Không"
YES_NO = (YES, NO)
YEAR, HALF_YEAR, BOTH = "Năm", "6 tháng", "Cả hai"
PERIOD_KINDS = (YEAR, HALF_YEAR)
LINE_PERIODS = (YEAR, HALF_YEAR, BOTH)
ASSESSED, SELF = "Thẩm định", "Tự chấm"
FINALS = (ASSESSED, SELF)
MEAN, MEDIAN, TRIMMED = "Trung bình", "Trung vị", "Bỏ cao thấp"
COMBINATIONS = (MEAN, MEDIAN, TRIMMED)
ROLES = ("Trưởng khối", "Phó khối")
EVIDENCE_MUST, EVIDENCE_SHOULD, EVIDENCE_NONE = MUST, SHOULD, "Không"
EVIDENCE = (EVIDENCE_MUST, EVIDENCE_SHOULD, EVIDENCE_NONE)
COUNT, MONEY, PERCENT, REAL = "Số đếm", "Tiền", "Tỷ lệ %", "Số thực"
FIGURE_KINDS = (COUNT, MONEY, PERCENT, REAL)
COMPARISONS = ("=", "<=", ">=", "<", ">")
GRAVE, MILD = "Lỗi", "Cảnh báo"
GRAVITIES = (GRAVE, MILD)
RANKED_UNITS, ALL_UNITS = "Đơn vị được xếp hạng", "Tổng số đơn vị"
DOWN, UP, AT_LEAST_ONE = "Xuống", "Lên", "Ít nhất 1"
QUOTA_ROUNDINGS = (DOWN, UP, AT_LEAST_ONE)
PER_GROUP, WHOLE_BLOC = "Từng nhóm", "Toàn khối"
SCOPES = (PER_GROUP, WHOLE_BLOC)
MEMBERS, PRESENT, ASKED = "Tổng số thành viên", "Có mặt", "Được hỏi ý kiến"
BALLOT_BASES = (MEMBERS, PRESENT, ASKED)
NO_EMULATION = "Không xét thi đua"
HAPPENED, NOT_HAPPENED = "Có xảy ra", "Không xảy ra"
ANSWERS = (HAPPENED, NOT_HAPPENED)
METRIC_SECTION, METRIC_CRITERION, METRIC_FIGURE = "Mục", "Tiêu chí", "Số liệu"
METRIC_MAIN, METRIC_BONUS, METRIC_FEW_DEDUCTIONS = "Điểm chính", "Điểm thưởng", "Ít điểm trừ"
