"""Masters of a small bloc over several years, drawn in tests: units with points, a period, what the meeting decided."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from masters import master_of, rulebook_of

from thidua_xl.consolidation.head_work import HeadWork
from thidua_xl.consolidation.master import Master
from thidua_xl.masters.past import Past
from thidua_xl.masters.past_reading import past_of
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rules import Inputs
from thidua_xl.sheets.markdown import Grid
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.writing.master import write_master

Units = Sequence[tuple[str, str, str]]  # code, name, aliases
THREE: Units = (("AA", "Sở A", ""), ("BB", "Sở B", ""), ("CC", "Sở C", ""))
HALF = "6 tháng đầu năm"


def tables(period: str, units: Units = THREE, *, bloc: str = "Khối thử", maximum: int = 100) -> dict[str, Grid]:
    """A rulebook of one main line, and a bonus line of whole years only; ``period`` is `Năm 2026` or `6 tháng …`."""
    year, half = period[-4:], period.startswith(HALF)
    end = f"30/06/{year}" if half else f"31/12/{year}"
    info = {"Tên khối": bloc, "Kỳ": period, "Từ ngày": f"01/01/{year}", "Đến ngày": end, "Hạn nộp": f"10/12/{year}"}
    return {
        "Thông tin": [["Mục", "Giá trị"], *([key, value] for key, value in info.items()), ["Căn cứ", "QĐ 1"]],
        "Đơn vị": [
            ["Mã", "Tên đơn vị", "Tên khác", "Vai trò"],
            *([*unit, {0: "Trưởng khối", 1: "Phó khối"}.get(n, "")] for n, unit in enumerate(units)),
        ],
        "Tiêu chí": [
            ["Mã", "Nội dung", "Điểm tối đa", "Nhóm điểm", "Minh chứng", "Kỳ áp dụng", "Cách chấm", "Hệ số", "Hạn"],
            ["I", "Việc chính", str(maximum), "", "Không", "", "", "", ""],
            ["II", "Thưởng", "", "Thưởng", "", "Năm", "", "", ""],
            ["II.1", f"Việc thêm của năm {year}", "5", "", "Không", "", "", "", ""],
            ["III", "Trừ", "", "Trừ", "", "", "", "", ""],
            ["III.1", "Báo cáo chậm", "5", "", "Không", "", "Trừ theo ngày chậm", "1", f"28/02/{year}"],
        ],
        "Chỉ tiêu": [
            ["Mã", "Tên chỉ tiêu", "Kiểu", f"KH {units[0][0]}"],
            ["SL1", "Vụ việc", "Số đếm", "12"], ["SL2", "Tỷ lệ", "Tỷ lệ %", ""],
        ],
        "Xếp loại": [["Loại", "Từ điểm"], ["Xuất sắc", "90"], ["Tốt", "0"]],
        "Danh hiệu": [["Thứ tự", "Tên", "Hình thức", "Số lượng"], ["1", "Cờ tỉnh", "Cờ", "1"]],
    }  # fmt: skip


def rules(period: str, units: Units = THREE, **more: object) -> Rulebook:
    """The same, read."""
    return rulebook_of(tables(period, units, **more))  # type: ignore[arg-type]


def master(
    period: str,
    points: Mapping[str, str],
    units: Units = THREE,
    *,
    flag: str = "",
    figures: Mapping[str, Mapping[str, Decimal]] | None = None,
    **more: object,
) -> Master:
    """The engine's master of these points; ``flag`` is the unit to which the meeting gave `Cờ tỉnh`."""
    claims = {
        unit: {"I": Inputs(typed=Decimal(total)), "II.1": Inputs(), "III.1": Inputs()} for unit, total in points.items()
    }
    head = HeadWork(awards={("Cờ tỉnh", flag): ("Có", "")} if flag else {})
    rulebook = rules(period, units, **more)
    known = {row.code for row in rulebook.leaves}
    kept = {unit: {code: one for code, one in lines.items() if code in known} for unit, lines in claims.items()}
    return master_of(rulebook, kept, head, figures=figures)


def written(folder: Path, period: str, points: Mapping[str, str], units: Units = THREE, **more: object) -> Path:
    """That master as a file named after its period."""
    return write_master(folder / f"{period}.xlsx", master(period, points, units, **more))  # type: ignore[arg-type]


def past(path: Path) -> Past:
    """A master's file read back."""
    found, findings = past_of(open_book(path), path.name)
    assert found is not None, findings
    return found
