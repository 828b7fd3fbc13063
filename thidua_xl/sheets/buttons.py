"""The buttons of the .xlsm workbooks: their captions, the sheet they stand on, what they say, how Python is found."""

from typing import NamedTuple

from thidua_xl.sheets import master, member
from thidua_xl.sheets.layout import Column, Content, Layout, Owner

C, O = Content, Owner  # noqa: E741 - short names keep the table readable


class Button(NamedTuple):
    """A button: what it says and the macro it runs (macros/thidua.bas)."""

    caption: str
    macro: str


MEMBER_BUTTONS = (
    Button("Tính lại", "TinhLai"),
    Button("Kiểm tra trước khi nộp", "KiemTra"),
    Button("Lưu bản nộp", "LuuBanNop"),
)
MASTER_BUTTONS = (
    Button("Gộp lại", "GopLai"),
    Button("Tính lại hạng", "TinhLaiHang"),
    Button("Xuất phản hồi", "XuatPhanHoi"),
)

DESK = Layout(
    "Nộp bài",
    (
        Column("number", "STT", C.COUNT, O.COMPUTED, 6),
        Column("severity", "Mức độ", C.WORD, O.COMPUTED, 12),
        Column("sheet", "Trang", C.TEXT, O.COMPUTED, 14),
        Column("cell", "Ô", C.CODE, O.COMPUTED, 8),
        Column("problem", "Nội dung", C.TEXT, O.COMPUTED, 52),
        Column("fix", "Cách sửa", C.TEXT, O.COMPUTED, 42),
        Column("link", "Đến ô", C.TEXT, O.COMPUTED, 9),
    ),
    ("STT", "Mức độ", "Nội dung", "Cách sửa"),
    "Nút để kiểm tra và lưu bản nộp.",
)
LISTED = 200  # findings the sheet has room for
WRITTEN = 6  # of its columns; the link is a formula
ERROR, WARNING = "Phải sửa", "Xem lại"
SEVERITIES = {"error": ERROR, "warning": WARNING}

# ---- the settings sheet of xlwings; every key it asks for, so that it never reads a file beside the workbook

CONF = "xlwings.conf"
HOME = r"%LOCALAPPDATA%\thidua-xl"
SETTINGS = {
    "INTERPRETER_WIN": rf"{HOME}\pythonw.exe",
    "PYTHONPATH": rf"{HOME}\Lib\site-packages",
    "UDF MODULES": "xl.functions",
    "USE UDF SERVER": "True",
    "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    "SHOW CONSOLE": "False",
    "DEBUG UDFS": "False",
    "SHOW_ERROR_POPUPS": "True",  # else it would add a sheet
    "TEMP DIR": "%TEMP%",
    **dict.fromkeys(("CONDA PATH", "CONDA ENV", "LICENSE_KEY", "ONEDRIVE_CONSUMER_WIN", "ONEDRIVE_COMMERCIAL_WIN",
                     "SHAREPOINT_WIN"), ""),
}  # fmt: skip

# ---- cells the macros and Python know by name

NAMES = "td_nut_"
STATUS, FILE_NAME, AGAIN, CLOSE = "trang_thai", "ten_tep", "gop_lai", "dong"
MARKED = "td_o_can_xem"  # the cells that `Kiểm tra trước khi nộp` found something in
WORDS = {
    "dang_lam": "Đang làm, xin chờ …",
    "da_tinh": "Đã tính lại toàn bộ.",
    "tinh_cong_thuc": "Đã tính lại bằng công thức có sẵn trong tệp (máy này không dùng được phần Python của thidua-xl; "
    "điểm vẫn đúng).",
    "da_luu": "Đã lưu bản nộp, gửi tệp này: ",
    "chua_luu": "Chưa lưu được bản nộp. Hãy dùng Tệp (File) › Lưu thành (Save As), kiểu Excel Workbook (*.xlsx). "
    "Lý do: ",
    "thieu_python": "Máy này chưa cài phần Python của thidua-xl nên nút này chưa dùng được. Điểm vẫn tính bình thường; "
    "hãy nhờ người phụ trách máy tính cài bộ thidua-xl, hoặc xem trang Kiểm tra (đơn vị) hay bấm đúp biểu tượng "
    "4-Gop-ket-qua.cmd (trưởng khối).",
    "hong": "Nút chưa làm xong việc. Hãy báo người phụ trách máy tính dòng này: ",
}
BEFORE = "Bấm một nút ở trên. Kết quả hiện ở dòng này."
BLOCKED = (
    "Bấm nút mà không thấy gì? Đóng tệp, bấm chuột phải vào tệp, chọn Properties, đánh dấu Unblock, bấm OK rồi mở lại. "
    "Không có nút vẫn điền và nộp được như thường."
)
CHECKED = "Kiểm tra lúc {at:%H:%M ngày %d/%m}: {said}"
NOTHING_FOUND = "không thấy lỗi nào. Có thể in, ký, lưu bản nộp và gửi."
FOUND = "{errors} chỗ phải sửa, {warnings} chỗ xem lại. Bấm Đến ô để tới từng chỗ; ô đó có nền cam đậm."
NOT_ALL = " Chỉ liệt kê {count} chỗ đầu."
SAVE_FIRST = "Hãy lưu tệp này về máy (Ctrl+S) rồi bấm lại."
NOT_KNOWN = "Tệp này không ghi đã gộp bằng lệnh nào. Hãy gộp một lần bằng lệnh thidua consolidate."
STARTED = "Đã lưu và bắt đầu gộp lại trong cửa sổ khác; bảng mới sẽ tự mở."
FEEDBACK_FOLDER = "Phan-hoi"
FEEDBACK_MADE = "Đã ghi phản hồi cho các đơn vị vào thư mục {folder}."
NO_FEEDBACK = "Bản thidua-xl trên máy này chưa có lệnh thidua feedback. Hãy cài bản mới hơn."
SEE_ABOVE = "xem các dòng ở trên. Nhấn Enter để đóng cửa sổ và mở lại bảng tổng hợp."
COMMAND_FAILED = "Lệnh thidua {command} chưa làm được: {said}"

# one document module a sheet: the VBA projects are built for these numbers of sheets (xl/vba.py)
MEMBER_SHEETS = len(member.LAYOUTS) + 2  # DESK and CONF
MASTER_SHEETS = len(master.LAYOUTS) + len(master.HIDDEN) + 2  # the lists of drop-downs, and CONF
