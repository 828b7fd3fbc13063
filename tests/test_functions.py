"""The worksheet functions, called as Excel calls them: cells and ranges in, a number or a short text out."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from judging_filling import Wrong, raw
from judging_inputs import DIRTY
from rule_drawing import bands, graded, line

from thidua_xl.cells import entry
from thidua_xl.rules import Rule, text_of
from thidua_xl.sheets import words
from xl import adapt, line_answers
from xl.functions import TD_DANDAU, TD_DIEM, TD_GIAITHICH, TD_KIEMTRA

RATIO = line("Theo tỷ lệ", "2")
LATE = line("Trừ theo ngày chậm | Hệ số=2 | Hạn=15/6/2026", "30")
CHOICE = line("Chọn mức", part="Trừ", levels=graded("nhẹ:1", "nghiêm trọng:10"))
FORM = line("Theo mức", "1,5", levels=bands("]95;:1,5", "[75;95]:1", "50;75:0,5", ";50:0"))
PEERS = line("So với đơn vị dẫn đầu", "10")
FULL, DROP = (line(f"Theo tỷ lệ | Khi không phát sinh={word}", "2") for word in ("Đủ điểm", "Bỏ dòng"))


def points(
    rule: Rule,
    result: object = None,
    target: object = None,
    typed: object = None,
    times: object = None,
    x: object = None,
) -> object:
    """TD_DIEM with the arguments of a line."""
    return TD_DIEM(text_of(rule), result, target, typed, times, x)


@pytest.mark.parametrize(
    ("result", "answer"),
    [
        (37.0, 1.54),
        (0.0, 0.0),
        (None, "⚠ thiếu kết quả"),
        ("", "⚠ thiếu kết quả"),
        ("  ", "⚠ thiếu kết quả"),
        ("37", "⚠ không phải số"),
        ("chín", "⚠ không phải số"),
        (True, "⚠ không phải số"),
        (-1.0, "⚠ số âm"),
        ("#N/A", "⚠ ô đang báo lỗi"),
        ("#DIV/0!", "⚠ ô đang báo lỗi"),
        (-2146826243, "⚠ ô đang báo lỗi"),  # #SPILL!, which xlwings does not name
        (float("nan"), "⚠ ô đang báo lỗi"),
        (float("inf"), "⚠ ô đang báo lỗi"),
        (37, 1.54),
        (Decimal(37), 1.54),
        ([[37.0]], 1.54),
        (((37.0,),), 1.54),
        ([37.0], 1.54),
        ([[37.0], [38.0]], "⚠ mỗi mục chỉ chọn một ô"),
        (object(), "⚠ không phải số"),
    ],
)
def test_blank_zero_text_and_error_are_told_apart(result: object, answer: object) -> None:
    assert points(RATIO, result, 48.0) == answer


def test_cells_that_the_rule_does_not_read_are_not_looked_at() -> None:
    assert points(RATIO, 37.0, 48.0, typed="#N/A") == 1.54
    assert points(CHOICE, "nhẹ", "#N/A", "#N/A") == -1
    assert points(RATIO, 37.0, 48.0, times="#N/A") == "⚠ ô đang báo lỗi"


@pytest.mark.parametrize(
    "day", [46191.0, 46191.75, datetime(2026, 6, 18), date(2026, 6, 18), datetime(2026, 6, 18, 9, tzinfo=UTC)]
)
def test_a_date_comes_as_a_number_or_as_a_date(day: object) -> None:
    assert points(LATE, day) == 24


def test_lateness_has_a_word_of_its_own() -> None:
    assert points(LATE, "Không nộp") == 0
    assert points(LATE, 0.5) == "⚠ không phải ngày"
    assert points(LATE, "18/6/2026") == "⚠ không phải ngày"


def test_a_date_in_a_number_cell_is_its_serial_number() -> None:
    assert points(line("Theo tỷ lệ | Trần=Không", "1"), datetime(2026, 6, 18), 46191.0) == 1


@pytest.mark.parametrize(
    ("mark", "answer"), [("x", 2.0), (" X ", 2.0), ("Có", 2.0), (True, 2.0), (None, "⚠ thiếu kết quả")]
)
def test_the_mark_of_not_arising(mark: object, answer: object) -> None:
    assert points(FULL, x=mark) == answer


@pytest.mark.parametrize("mark", [0.0, 1.0, False, "không"])
def test_another_mark_is_refused(mark: object) -> None:
    assert points(FULL, x=mark) == "⚠ cột Không phát sinh chỉ ghi x"


def test_a_line_without_a_score_says_why() -> None:
    assert points(DROP, x="x") == "⚠ không phát sinh: bỏ dòng này"
    assert points(FULL, 1.0, 2.0, x="x") == "⚠ không phát sinh thì xóa kết quả"
    assert points(RATIO, x="x") == "⚠ dòng này không được ghi không phát sinh"
    assert points(PEERS, 5.0, 6.0) == "⚠ chờ tổng hợp"
    assert TD_DIEM("sum(Chính,d=2,na=Không được)", 1.0, None, None, None, None) == "⚠ dòng cộng: dùng SUM hoặc TD_TONG"


def test_the_rule_may_stand_in_the_text_of_its_line() -> None:
    assert TD_DIEM(f"I.1|{text_of(RATIO)}|Bắt buộc|||", 37.0, 48.0, None, None, None) == 1.54


@pytest.mark.parametrize(
    "text", ["x", "linear(", "linear(chính)", "zz(Chính,max=2)", "a|b|c", "linear(Chính,max=1e999999999,d=2)"]
)
def test_what_is_no_rule(text: str) -> None:
    assert TD_DIEM(text, 1.0, 1.0, None, None, None) == "⚠ không đọc được quy tắc chấm"


@pytest.mark.parametrize(
    ("text", "answer"), [(None, "thiếu quy tắc chấm"), (0.0, "thiếu quy tắc chấm"), ("#REF!", "ô đang báo lỗi")]
)
def test_no_rule_at_all(text: object, answer: str) -> None:
    assert TD_DIEM(text, 1.0, 1.0, None, None, None) == f"⚠ {answer}"
    assert TD_GIAITHICH(text) == f"⚠ {answer}"


def test_no_exception_reaches_the_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> Rule:
        raise KeyError(text)

    monkeypatch.setattr(line_answers, "rule", broken)
    assert points(RATIO, 1.0, 1.0) == "⚠ hàm gặp lỗi KeyError; hãy báo người lập biểu mẫu"
    assert TD_DANDAU(text_of(PEERS), [[1.0]], [[1.0]]) == [["⚠ hàm gặp lỗi KeyError; hãy báo người lập biểu mẫu"]]


# ---- as the live cells take what is typed


def as_excel(value: object) -> object:
    """A cell's value as xlwings hands it over."""
    return value.shown if isinstance(value, Wrong) else value


@pytest.mark.parametrize("value", [value for value in DIRTY if not isinstance(value, Wrong) and value != "#N/A"])
@pytest.mark.parametrize("is_date", [True, False])
def test_a_cell_is_taken_as_the_workbook_takes_it(value: object, is_date: bool) -> None:
    assert adapt.as_input(adapt.content(as_excel(value)), is_date=is_date) == entry.as_input(
        entry.as_tested(raw(value)), is_date=is_date
    )  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [value for value in DIRTY if not isinstance(value, Wrong) and value != "#N/A"])
def test_a_mark_is_taken_as_the_workbook_takes_it(value: object) -> None:
    expected = entry.is_mark(entry.as_tested(raw(value)))  # type: ignore[arg-type]
    assert adapt.mark(adapt.content(as_excel(value))) == expected


# ---- the check and the sentence


def check(
    *around: object,
    rule: Rule = RATIO,
    result: object = 37.0,
    typed: object = None,
    x: object = None,
    reason: object = None,
) -> object:
    """TD_KIEMTRA of a line with the target 48; ``around``: evidence, whether it is needed, unit, today, first day."""
    return TD_KIEMTRA(text_of(rule), result, 48.0, typed, None, x, reason, *around)


def test_the_first_thing_wrong_on_a_line() -> None:
    assert check() == ""
    assert check(result=None) == "thiếu kết quả"
    assert check(result="#N/A") == "ô đang báo lỗi"
    assert check(0.0, words.EVIDENCE_MUST) == "thiếu minh chứng"
    assert check(None, words.EVIDENCE_SHOULD) == "nên có minh chứng"
    assert check(1.0, words.EVIDENCE_MUST) == ""
    assert check(0.0, words.EVIDENCE_NONE) == ""
    assert check(0.0, words.EVIDENCE_MUST, result=0.0) == ""
    assert check(1.0, None, "%", result=0.5) == "tỷ lệ ghi theo %: ghi 88, không ghi 0,88"
    assert check(typed=1.54) == ""
    assert check(typed=1.5) == "điểm đề nghị khác điểm tính"
    assert check(typed="#N/A") == "ô đang báo lỗi"
    assert TD_KIEMTRA("x", *[None] * 6) == "⚠ không đọc được quy tắc chấm"


def test_a_line_that_did_not_arise_needs_a_reason() -> None:
    assert check(rule=FULL, result=None, x="x") == "thiếu giải trình"
    assert check(rule=FULL, result=None, x="x", reason="không có vụ nào") == ""
    assert check(rule=FULL, result=None, x="x", reason="#N/A") == "ô đang báo lỗi"
    assert check(rule=CHOICE, result=None, x="x") == ""


def test_days_are_compared_where_the_others_are_given() -> None:
    today, start = 46200.0, datetime(2026, 1, 1)
    assert check(None, None, None, today, start, rule=LATE, result=46200.0) == ""
    assert check(None, None, None, today, start, rule=LATE, result=46201.0) == "ngày sau hôm nay"
    assert check(None, None, None, today, start, rule=LATE, result=45657.0) == "ngày trước kỳ quá một năm"
    assert check(rule=LATE, result=45657.0) == ""


def test_the_rule_in_words() -> None:
    assert TD_GIAITHICH(text_of(LATE)) == "Trừ 2 điểm mỗi ngày chậm so với 15/06/2026, không dưới 0"
