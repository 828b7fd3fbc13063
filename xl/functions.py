"""The worksheet functions: what a person can type in a cell, in Excel (xlwings) and in LibreOffice.

Everything a function depends on is an argument; a function answers a number or a text, and never fails. Standard
library only, so that it loads in any Python a spreadsheet carries; the docstrings are what Excel shows.
"""

# ruff: noqa: N802 - a function is called in a cell as it is called here

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from xl import line_answers, range_answers, without_xlwings
from xl.adapt import answered, answered_column
from xl.function_table import ARGUMENTS, CATEGORY, Shape

try:
    import xlwings

    xw: Any = xlwings
except ImportError:
    xw = without_xlwings

Function = TypeVar("Function", bound=Callable[..., object])


def cell_function(function: Function) -> Function:
    """Tell xlwings what the arguments are. Errors arrive as texts, else it would give them as blanks."""
    return _told(function)


def column_function(function: Function) -> Function:
    """The same for a function that answers a column."""
    function.answers_column = True  # type: ignore[attr-defined]
    returning: Function = xw.ret(ndim=2)(function)
    return _told(returning)


def _told(function: Function) -> Function:
    for name in inspect.signature(function).parameters:
        argument = ARGUMENTS[name]
        shape = {"ndim": 2} if argument.shape in (Shape.RANGE, Shape.TABLE) else {}
        function = xw.arg(name, doc=argument.help, err_to_str=True, **shape)(function)
    told: Function = xw.func(category=CATEGORY)(function)  # last: each decorator of xlwings resets the category
    return told


@cell_function
def TD_DIEM(quy_tac: Any, ket_qua: Any, chi_tieu: Any, diem_de_nghi: Any, so_lan: Any, khong_phat_sinh: Any) -> Any:
    """Điểm của một dòng theo quy tắc chấm; không chấm được thì trả lời bằng một câu bắt đầu bằng ⚠."""
    return answered(line_answers.points, quy_tac, ket_qua, chi_tieu, diem_de_nghi, so_lan, khong_phat_sinh)


@cell_function
def TD_KIEMTRA(
    quy_tac: Any,
    ket_qua: Any,
    chi_tieu: Any,
    diem_de_nghi: Any,
    so_lan: Any,
    khong_phat_sinh: Any,
    giai_trinh: Any,
    so_minh_chung: Any = None,
    can_minh_chung: Any = None,
    don_vi_tinh: Any = None,
    hom_nay: Any = None,
    dau_ky: Any = None,
) -> Any:
    """Điều sai đầu tiên của một dòng, như cột Kiểm tra của biểu mẫu; không có gì sai thì để trống."""
    line = (quy_tac, ket_qua, chi_tieu, diem_de_nghi, so_lan, khong_phat_sinh)
    around = (giai_trinh, so_minh_chung, can_minh_chung, don_vi_tinh, hom_nay, dau_ky)
    return answered(line_answers.first_problem, line, around)


@cell_function
def TD_GIAITHICH(quy_tac: Any) -> Any:
    """Quy tắc chấm của một dòng, nói bằng lời."""
    return answered(line_answers.sentence, quy_tac)


@cell_function
def TD_TONG(cac_diem: Any) -> Any:
    """Tổng các điểm trong vùng: dòng chưa có điểm tính là 0; vùng có ô báo lỗi thì trả lời bằng một câu."""
    return answered(range_answers.total, cac_diem)


@column_function
def TD_XEPHANG(cac_tong_diem: Any, cac_chi_so: Any = None, cac_nhom: Any = None) -> Any:
    """Cột thứ hạng trong từng nhóm: 1, 2, 2, 4. Bằng tổng điểm thì so lần lượt từng cột chỉ số ưu tiên."""
    return answered_column(range_answers.ranks, cac_tong_diem, cac_chi_so, cac_nhom)


@cell_function
def TD_XEPLOAI(tong_diem: Any, bang_xep_loai: Any) -> Any:
    """Loại của một tổng điểm theo bảng Loại, Từ điểm, Dưới điểm (lấy dòng đầu tiên phù hợp)."""
    return answered(range_answers.class_name, tong_diem, bang_xep_loai)


@column_function
def TD_DANDAU(
    quy_tac: Any, cac_ket_qua: Any, cac_chi_tieu: Any, cac_nhom: Any = None, cac_khong_phat_sinh: Any = None
) -> Any:
    """Cột điểm của các đơn vị ở dòng So với đơn vị dẫn đầu, so trong từng nhóm."""
    return answered_column(range_answers.compared, quy_tac, cac_ket_qua, cac_chi_tieu, cac_nhom, cac_khong_phat_sinh)


@cell_function
def TD_SUYTON(dong_y: Any, tong_so: Any, nguong: Any, lon_hon_han: Any = None) -> Any:
    """Đạt, Không đạt hoặc Chưa bình xét: số đồng ý trên tổng số so với ngưỡng %, không làm tròn."""
    return answered(range_answers.verdict, dong_y, tong_so, nguong, lon_hon_han)


@cell_function
def TD_SO(o_so: Any, kieu: Any = None) -> Any:
    """Số của một ô gõ theo lối Việt Nam (1.234,5; 43,6; 88,1%); hiểu được hai cách thì hỏi lại."""
    return answered(range_answers.typed_number, o_so, kieu)


FUNCTIONS = (
    TD_DIEM, TD_KIEMTRA, TD_GIAITHICH, TD_TONG, TD_XEPHANG, TD_XEPLOAI, TD_DANDAU, TD_SUYTON, TD_SO,
)  # fmt: skip
