"""The words the master's live cells and its report say."""

NOT_RANKED = "Không xếp hạng"
TIED, PROVISIONAL = "đồng hạng", "tạm tính"
NOT_SENT = "Chưa nộp"
MORE_BY, POINTS = "hơn ", " điểm"
LEVEL_WITH, AHEAD_IN, AGAINST = "bằng điểm ", ", hơn ở ", " so với "
SAME_AS, OTHERS = "bằng nhau mọi chỉ số với ", " đơn vị khác"
ABSENT = "không có"
NO_ANSWER = "Chưa trả lời"

TOTALS = {
    "main": "Điểm chính",
    "bonus": "Điểm thưởng",
    "deduction": "Điểm trừ",
    "total": "Tổng điểm",
    "rank": "Hạng",
    "class": "Xếp loại",
}

# what `Đề nghị` says of a unit's conditions at this moment
MEETS = "Đủ điều kiện"
NOT_IN_RANKING = "Không được xếp hạng"
LOW_RANK, LOW_POINTS, LOW_CLASS = "Hạng chưa đạt", "Chưa đủ điểm", "Xếp loại chưa đạt"
CASE_HAPPENED = "Có trường hợp loại trừ: "
VOTE_OPEN, VOTE_FAILED = "Chưa bình xét", "Phiếu không đạt"
CHANGED = "; khác lúc gộp, hãy gộp lại"

STATUSES = {
    "used": "Đã dùng",
    "superseded": "Bản cũ",
    "rejected": "Không dùng",
    "attachment": "Tài liệu kèm",
    "ours": "Tệp của chương trình",
    "empty": "Chưa điền",
}
GONE = "Không còn trong thư mục"
SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo"}
FIGURE_KINDS = {"target": "Kế hoạch", "result": "Thực hiện", "before": "Cùng kỳ"}
NOT_ARISING = "Không phát sinh"

# what the head may add that cannot be carried over, by the last word of its relationship type
UNCARRIED = {
    "chart": "biểu đồ",
    "image": "hình",
    "pivotTable": "bảng tổng hợp xoay (pivot)",
    "table": "bảng (table)",
    "ctrlProp": "nút điều khiển",
    "slicer": "bộ lọc trực quan (slicer)",
    "diagramData": "sơ đồ SmartArt",
}
