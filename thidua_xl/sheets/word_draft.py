"""The sheet `_Từ Word` of a rulebook drafted from Word: what was read, where it went, what was guessed."""

from thidua_xl.sheets.layout import Column, Content, Layout, Owner

C, O = Content, Owner  # noqa: E741 - short names keep the table readable

TRACE = Layout(
    "_Từ Word",
    (
        Column("table", "Bảng", C.TEXT, O.HEAD, 8),
        Column("row", "Dòng", C.TEXT, O.HEAD, 7),
        Column("number", "STT", C.TEXT, O.HEAD, 8),
        Column("text", "Nội dung trong Word", C.TEXT, O.HEAD, 56),
        Column("points", "Điểm trong Word", C.TEXT, O.HEAD, 12),
        Column("others", "Các cột khác", C.TEXT, O.HEAD, 36),
        Column("place", "Đã đưa vào", C.TEXT, O.HEAD, 24),
        Column("guessed", "Máy đoán", C.TEXT, O.HEAD, 34),
        Column("doubts", "Cần xem lại", C.TEXT, O.HEAD, 44),
    ),
    ("Bảng", "Nội dung trong Word", "Đã đưa vào"),
    "Mỗi dòng đọc được trong Word, đã đưa vào đâu, máy đoán gì và vì sao. Trang này chỉ để đối chiếu; xong có thể xóa.",
)
OUTSIDE = "Ngoài bảng"
NOT_PLACED = "Không đưa vào"
PLACES = {
    "line": "Tiêu chí {code}",
    "note": "Tiêu chí: dòng Diễn giải",
    "heading": "Không đưa vào: dòng tiêu đề",
    "joined": "Tiêu chí {code} (ô gộp dọc)",
    "level": "Mức của {code}",
}
TOTAL_PLACES = {True: "Thông tin: Thang điểm", False: NOT_PLACED}
NOT_TAKEN = "Không đưa vào: không phải bảng tiêu chí"
DOUBTS = {
    "legacy": "Chữ kiểu cũ (TCVN3, VNI) đã đổi sang Unicode; đọc lại cho đúng dấu.",
    "points unread": "Không đọc được điểm “{written}” thành một số; tự ghi Điểm tối đa hoặc Cách chấm.",
    "points in text": "Điểm tối đa lấy từ số trong ngoặc của nội dung.",
    "points of parts": "Điểm ở các dòng của ô gộp dọc; tự ghi Điểm tối đa và Cách chấm.",
    "merged points": "Ô điểm gộp với dòng trên; dòng này không có điểm riêng.",
    "joined": "Nội dung là ô gộp dọc; các dòng bên cạnh đã nhập chung vào một tiêu chí.",
    "split": "Một dòng của Word có nhiều ý và nhiều điểm; đã tách mỗi ý một dòng.",
    "no parent": "Không thấy dòng cha của số này; thêm dòng cha hoặc sửa mã.",
    "same code": "Số này đã có ở trên trong cùng mục; mã thêm chữ cho khỏi trùng.",
    "sum": "Ghi {declared} điểm, nhưng các dòng bên trong cộng lại là {added}.",
    "total": "Tổng cộng ghi {declared} điểm, nhưng các mục cộng lại là {added}.",
    "part": "Có lẽ là điểm {part}, nhưng nằm trong mục khác; nếu đúng, tách thành một mục riêng.",
    "no points": "Chưa thấy điểm trong Word; tự ghi.",
    "number unread": "Số thứ tự “{rest}” không đọc được.",
}
REVIEW = "Máy đoán từ câu trong Word: “{because}”. Xem lại, đúng thì giữ nguyên."
REVIEW_PART = "Máy đoán nhóm điểm từ tên mục. Xem lại, đúng thì giữ nguyên."
REVIEW_SCALE = "Lấy từ dòng tổng cộng trong Word. Xem lại: chỉ tính điểm chính, không tính thưởng."
GUESSED = "{cells} ← “{because}”"
