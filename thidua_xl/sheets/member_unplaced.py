"""The sheet `Chưa chuyển được` of a workbook moved to an amended rulebook: what had no place in it, and why."""

from thidua_xl.sheets.layout import Column, Content, Layout, Owner

C, O = Content, Owner  # noqa: E741 - short names keep the table readable

UNPLACED = Layout(
    "Chưa chuyển được",
    (
        Column("sheet", "Trang cũ", C.TEXT, O.MEMBER, 18),
        Column("cell", "Ô cũ", C.TEXT, O.MEMBER, 9),
        Column("place", "Dòng", C.TEXT, O.MEMBER, 40),
        Column("column", "Cột", C.TEXT, O.MEMBER, 20),
        Column("value", "Đã ghi", C.TEXT, O.MEMBER, 34),
        Column("why", "Vì sao", C.TEXT, O.MEMBER, 54),
    ),
    ("Trang cũ", "Ô cũ", "Đã ghi"),
    "Những gì đã ghi ở tệp cũ mà mẫu mới không có chỗ. Ghi lại vào chỗ phù hợp nếu cần, rồi xóa trang này.",
)
WHY = {
    "no line": "Bộ tiêu chí mới không còn dòng này.",
    "not yours": "Dòng này không còn là của đơn vị.",
    "sum": "Dòng này nay chỉ cộng các dòng con.",
    "shut": "Cách chấm đã đổi, dòng này không còn nhận cột đó.",
    "assigned": "Khối đã giao chỉ tiêu khác: {assigned}.",
    "error": "Ô bị lỗi, không có giá trị để chuyển.",
    "uncalculated": "Công thức chưa tính, không có giá trị để chuyển.",
    "full": "Danh sách mới chỉ có {rows} dòng.",
    "twice": "Dòng này có hai lần trong tệp cũ; đã chuyển dòng ở trên.",
    "no code": "Dòng không có mã.",
    "own column": "Cột tự thêm, mẫu không có.",
    "reply": "Câu trả lời ở trang Phản hồi; sổ cũ vẫn giữ, gửi kèm sổ đó.",
    "own sheet": "Trang tự thêm, mẫu không có; chép sang bằng Excel nếu cần.",
}
