"""A rulebook of two lines: everything dropped, a figure without its plan, a division by 0, a band open to nobody."""

from decimal import Decimal

import pytest
from drawing import book_of
from member_drawing import TODAY, check, drawn
from rulebook_drawing import criteria_grid, rulebook_of

from thidua_xl.checks.single import checked
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.submission import Claim, FigureClaim, Submission

LINES = """
I   | Công tác   | 20
I.1 | Giải quyết | 10 | Theo tỷ lệ | Chỉ tiêu số liệu=SL01 | Minh chứng=Không
I.2 | Báo cáo    | 10 | Trừ theo ngày chậm | Hệ số=2 | Hạn=15/6/2026 | Sàn=Không | Minh chứng=Không
"""
INFO = """
|Mục|Giá trị|
|Tên khối|K|
|Kỳ|Năm 2026|
|Từ ngày|1/1/2026|
|Đến ngày|31/12/2026|
|Căn cứ|QĐ|
|Khi không phát sinh|Bỏ dòng|
"""
UNITS = "|Mã|Tên đơn vị|\n|CAT|Công an|\n|STP|Tư pháp|"
FIGURES = "|Mã|Tên chỉ tiêu|Kiểu|\n|SL01|Đơn|Số đếm|\n|SL02|Việc|Số đếm|"
CROSS = "|Mã|Vế trái|Phép|Vế phải|\n|DC1|SL01 / SL02|<=|9|"


def rulebook() -> Rulebook:
    grids = {
        "Thông tin": INFO,
        "Đơn vị": UNITS,
        "Tiêu chí": criteria_grid(LINES),
        "Chỉ tiêu": FIGURES,
        "Đối chiếu": CROSS,
    }
    return rulebook_of(book_of(grids))


def sent(target: int | None = 10, result: int | None = 9, second: int = 3, **lines: Claim) -> Submission:
    figure = {
        "target": None if target is None else Decimal(target),
        "result": None if result is None else Decimal(result),
    }
    claims = {"I.1": Claim(code="I.1"), "I.2": Claim(code="I.2", result="Không nộp")}
    return Submission(
        info={"author": "A", "made_on": TODAY},
        claims=claims | {claim.code: claim for claim in lines.values()},
        figures={
            "SL01": FigureClaim(code="SL01", **figure),
            "SL02": FigureClaim(code="SL02", result=Decimal(second)),
        },
    )


ON_TIME = Claim(code="I.2", result=TODAY.replace(month=6, day=1))
GONE = Claim(code="I.2", not_arising="x", reason="Không có")
LINE_GONE = Claim(code="I.1", not_arising="x", reason="Không có")
S, T = "Số liệu", "Tự chấm"


@pytest.mark.parametrize(
    ("submission", "expected"),
    [
        (sent(two=ON_TIME), set()),
        (sent(), {("TD-KHONG-NOP-KHONG-CO-MUC", T, "H9")}),
        (sent(target=None, two=ON_TIME), {("TD-THIEU-KE-HOACH", S, "D7")}),
        (sent(second=0, two=ON_TIME), {("TD-DOI-CHIEU-CHIA-0", S, "E7")}),
        # a tied line that does not arise needs no figure, but the comparison cannot be made
        (sent(result=None, one=LINE_GONE, two=ON_TIME), {("TD-DOI-CHIEU-CHUA-DU", S, "E7")}),
        (
            sent(result=None, one=LINE_GONE, two=GONE),
            {("TD-DOI-CHIEU-CHUA-DU", S, "E7"), ("TD-KHONG-TINH-DUOC-TONG", T, None)},
        ),
    ],
)
def test_two_lines(submission: Submission, expected: set[tuple[str, str, str | None]]) -> None:
    assert check(drawn(rulebook(), submission=submission)) == expected


def test_a_unit_that_dropped_everything_has_no_total() -> None:
    found = checked(drawn(rulebook(), submission=sent(result=None, one=LINE_GONE, two=GONE)), None, TODAY)
    assert found.card is not None
    assert found.card.totals is None
