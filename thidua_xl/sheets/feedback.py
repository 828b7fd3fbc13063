"""The sheet `Phản hồi` that goes back to a unit, and the words of the text that goes with it."""

from thidua_xl.sheets.layout import Column, Content, Layout, Owner

C, O = Content, Owner  # noqa: E741 - short names keep the table readable

MARKER = "thidua-xl/feedback"
AUTHOR = "thidua-xl"  # of our comments: those of the time before are known by it and taken away

FEEDBACK = Layout(
    "Phản hồi",
    (
        Column("number", "STT", C.COUNT, O.COMPUTED, 6),
        Column("work", "Việc", C.TEXT, O.COMPUTED, 16),
        Column("sheet", "Trang", C.TEXT, O.COMPUTED, 14),
        Column("cell", "Ô", C.TEXT, O.COMPUTED, 8),
        Column("code", "Mã", C.CODE, O.COMPUTED, 14),
        Column("text", "Nội dung", C.TEXT, O.COMPUTED, 50),
        Column("score", "Điểm tự chấm", C.POINTS, O.COMPUTED, 10),
        Column("assessed", "Điểm thẩm định", C.POINTS, O.COMPUTED, 11),
        Column("final", "Điểm chốt", C.POINTS, O.COMPUTED, 9),
        Column("why", "Cách sửa, lý do", C.TEXT, O.COMPUTED, 44),
        Column("reply", "Trả lời của đơn vị", C.TEXT, O.MEMBER, 40),
        Column("key", "_khóa", C.TEXT, O.COMPUTED, 9),
    ),
    ("Việc", "Nội dung", "Trả lời của đơn vị"),
    "Việc cần sửa (bấm vào ô để đến chỗ đó), điểm thẩm định và lý do. Trả lời ở cột vàng, sửa ngay trong sổ này, ghi "
    "Lần nộp cao hơn rồi gửi lại.",
)

TO_MEND, TO_SEE, ASSESSED = "Cần sửa", "Cần xem lại", "Điểm thẩm định"
BY_ASSESSORS = "Các đơn vị chấm chéo."
ASSESSED_RESULT = "Kết quả thẩm định {result}, đơn vị ghi {claimed}: điểm tính theo kết quả thẩm định."
NOTHING = "Không có việc cần sửa và chưa có điểm thẩm định."
RESULT = "Tổng điểm lúc này: {total}{klass}{rank}."
CLASS, RANK = ", {klass}", ", hạng {rank}"
OTHER_FILE = "tệp {file}"
COMMENT = "{work}: {message}\nCách sửa: {fix}"
COVER = "Đọc trước"
COVER_LINES = (
    "Sổ này chỉ để xem phản hồi và trả lời: mở trang Phản hồi.",
    "Không tìm lại được đúng tệp đơn vị đã gửi (hoặc tệp không phải .xlsx), nên chưa ghi chú được vào từng ô.",
    "Sửa số liệu trong bảng tự chấm của đơn vị, ghi Lần nộp cao hơn, gửi lại cùng sổ này.",
)

# what is said instead of a sentence that names another unit
BETWEEN = {
    "TD-MC-HAI-DON-VI": "Một văn bản ở đây cũng được đơn vị khác dùng làm minh chứng.",
    "TD-SO-BO-HAI-DON-VI": "Nội dung này cũng được đơn vị khác báo cáo.",
    "TD-HAI-DON-VI-GIONG-NHAU": "Số liệu và minh chứng giống hệt bài của một đơn vị khác.",
}
BETWEEN_FIGURES = "Số liệu {figures} chưa khớp với số liệu đơn vị khác báo cáo (đối chiếu {code})."
BETWEEN_ANY = "Có chỗ liên quan đến số liệu của đơn vị khác."
BETWEEN_FIX = "Xem lại phần của đơn vị mình; cần thì hỏi Trưởng khối."

# the text ready to send
SUBJECT = "Tiêu đề: [thidua-xl] Phản hồi bảng tự chấm – {period} – {unit}"
GREETING = "Kính gửi: {name}"
OPENING = "{bloc} đã {received} bảng tự chấm {period} của đơn vị."
RECEIVED, NOT_RECEIVED = "nhận", "chưa nhận được"
WHICH = "Tệp đã dùng: {file}{times}."
TIMES = ", lần nộp {times}"
ERRORS, WARNINGS = "{count} lỗi cần sửa:", "{count} điều cần xem lại:"
NO_ERRORS = "Không có lỗi phải sửa."
ITEM = "{number}. {place}{message} → {fix}"
PLACE = "trang {sheet}, ô {cell}: "
SHEET_ONLY = "trang {sheet}: "
SEE = "Chi tiết và điểm thẩm định: tệp {file}, trang Phản hồi. Trả lời ở cột Trả lời của đơn vị."
DEADLINE, NO_DEADLINE = "{ask} chậm nhất ngày {day}.", "{ask} sớm, trước khi họp khối."
MUST, MAY = "Đề nghị gửi lại", "Nếu có sửa, đề nghị gửi lại"
SEND = "Đề nghị gửi bảng tự chấm {before}."
BEFORE, SOON = "chậm nhất ngày {day}", "trong thời gian sớm nhất"
CONTACT = "Cần hỏi: {contact}."
