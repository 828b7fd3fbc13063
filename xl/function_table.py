"""The table of the worksheet functions: what every argument means, on every route. Standard library only.

Excel's wrapper, LibreOffice's add-in and the page of the manual are all made from it.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

CATEGORY = "Thi đua"


class Shape(StrEnum):
    """What an argument is. LibreOffice gives a blank cell as 0 unless the argument must be a cell or a range."""

    CELL = "ô"
    RANGE = "vùng"
    VALUE = "ô hoặc giá trị"
    TABLE = "vùng hoặc bỏ trống"


class Argument(NamedTuple):
    """One argument: its name in words, what it is for, its shape."""

    label: str
    help: str
    shape: Shape


C, R, V, T = Shape.CELL, Shape.RANGE, Shape.VALUE, Shape.TABLE

# An argument means the same in every function.
ARGUMENTS: dict[str, Argument] = {
    "quy_tac": Argument("Quy tắc", "Chuỗi quy tắc chấm của dòng (trang ẩn _thidua của biểu mẫu).", V),
    "ket_qua": Argument("Kết quả", "Ô Kết quả của dòng.", C),
    "chi_tieu": Argument("Chỉ tiêu giao", "Ô Chỉ tiêu giao của dòng.", C),
    "diem_de_nghi": Argument("Điểm đề nghị", "Ô Điểm đề nghị của dòng.", C),
    "so_lan": Argument("Số lần", "Ô Số lần của dòng; bỏ trống là 1.", C),
    "khong_phat_sinh": Argument("Không phát sinh", "Ô Không phát sinh của dòng: x, Có, hoặc để trống.", C),
    "giai_trinh": Argument("Giải trình", "Ô Giải trình của dòng.", C),
    "so_minh_chung": Argument("Số minh chứng", "Số dòng minh chứng của tiêu chí.", V),
    "can_minh_chung": Argument("Yêu cầu minh chứng", "Bắt buộc, Nên có hoặc Không; bỏ trống thì không kiểm tra.", V),
    "don_vi_tinh": Argument("Đơn vị tính", "Ghi % nếu kết quả tính theo phần trăm.", V),
    "hom_nay": Argument("Hôm nay", "Ngày để so, thường là TODAY(); bỏ trống thì không kiểm tra.", V),
    "dau_ky": Argument("Đầu kỳ", "Ngày đầu kỳ thi đua; bỏ trống thì không kiểm tra.", V),
    "cac_diem": Argument("Vùng điểm", "Các ô điểm; ô không có điểm tính là 0.", R),
    "cac_tong_diem": Argument("Cột tổng điểm", "Tổng điểm của các đơn vị; ô trống hoặc chữ thì không xếp hạng.", R),
    "cac_chi_so": Argument(
        "Chỉ số ưu tiên", "Bảng chỉ số khi bằng điểm: mỗi đơn vị một dòng, cột trước ưu tiên hơn.", T
    ),
    "cac_nhom": Argument("Cột nhóm", "Nhóm của từng đơn vị; bỏ trống thì xếp chung cả khối.", T),
    "tong_diem": Argument("Tổng điểm", "Ô tổng điểm.", C),
    "bang_xep_loai": Argument("Bảng xếp loại", "Các cột Loại, Từ điểm, Dưới điểm; xét từ dòng trên xuống.", R),
    "dong_y": Argument("Số đồng ý", "Ô số phiếu (số người) đồng ý.", C),
    "tong_so": Argument("Tổng số", "Ô số người để tính tỷ lệ: tổng số thành viên, có mặt hoặc được hỏi ý kiến.", C),
    "nguong": Argument("Ngưỡng %", "Tỷ lệ phải đạt, tính theo %, ví dụ 80.", V),
    "lon_hon_han": Argument("Lớn hơn hẳn", "Có nếu phải lớn hơn hẳn ngưỡng; bỏ trống là đạt từ ngưỡng trở lên.", V),
    "o_so": Argument("Ô số", "Ô chứa số gõ theo lối Việt Nam, ví dụ 1.234,5 hoặc 43,6.", C),
    "kieu": Argument("Kiểu số", "Số đếm, Tiền, Tỷ lệ %, Số thực hoặc Điểm; bỏ trống là Số thực.", V),
    "cac_ket_qua": Argument("Cột kết quả", "Kết quả của các đơn vị.", R),
    "cac_chi_tieu": Argument("Cột chỉ tiêu", "Chỉ tiêu giao của các đơn vị; ô trống hoặc 0 là không được giao.", R),
    "cac_khong_phat_sinh": Argument("Cột không phát sinh", "Dấu x của các đơn vị không phát sinh.", T),
}


@dataclass(frozen=True, slots=True)
class CellFunction:
    """One function: its name in cells, what it is for, its arguments by name; does it answer a column?"""

    name: str
    description: str
    arguments: dict[str, Argument]
    optional: frozenset[str]
    answers_column: bool

    @property
    def method(self) -> str:
        """What LibreOffice's interface calls it: ``tdXephang`` for ``TD_XEPHANG``."""
        return "td" + self.name.removeprefix("TD_").capitalize()


def described(function: Callable[..., object]) -> CellFunction:
    """The row of the table for a worksheet function."""
    parameters = inspect.signature(function).parameters
    return CellFunction(
        name=function.__name__,
        description=inspect.getdoc(function) or "",
        arguments={name: ARGUMENTS[name] for name in parameters},
        optional=frozenset(name for name, one in parameters.items() if one.default is not one.empty),
        answers_column=getattr(function, "answers_column", False),
    )
