"""Not arising, blanks, numbers that are none, consequences, and the bounds of assessed points (scoring.md 4, 7)."""

from dataclasses import replace
from decimal import Decimal

import pytest
from rule_drawing import bands, given, graded, line, said

from thidua_xl.rules import Inputs, Rule, State
from thidua_xl.rules.choice import Choice
from thidua_xl.rules.sums import Sum
from thidua_xl.rules.vocabulary import Part

TEN = "10"
TABLE = bands("]95;:10", "[75;95]:6", ";75[:2")

NOT_ARISING = [
    ("Không được", "TD-KPS-KHONG-DUOC", State.ERROR),
    ("Đủ điểm", "10.00", State.NOT_ARISING),
    ("Không điểm", "0.00", State.NOT_ARISING),
    ("Bỏ dòng", "dropped", State.DROPPED),
]


@pytest.mark.parametrize(("word", "expected", "state"), NOT_ARISING)
def test_not_arising_on_a_main_line(word: str, expected: str, state: State) -> None:
    rule = line(f"Theo tỷ lệ | Khi không phát sinh={word}", TEN)
    outcome = rule.score(given(x=True))
    assert (said(outcome), outcome.state) == (expected, state)
    assert rule.score(given(x=True, target=5, points=3)).state is state  # neither is an input of this way
    assert said(rule.score(given(x=True, result=5, target=5))) == "TD-KPS-CO-KET-QUA"
    assert said(rule.score(given(x=True, times=1))) == "TD-KPS-CO-KET-QUA"


@pytest.mark.parametrize("part", ["Thưởng", "Trừ"])
def test_in_bonus_and_deductions_not_arising_is_blank_and_blank_is_0(part: str) -> None:
    rule = line("Cộng theo lần | Hệ số=1", "5", part)
    for cells in (given(), given(x=True), given(target=3), given(points=2)):
        outcome = rule.score(cells)
        assert (str(outcome.points), outcome.state, outcome.problem) == ("0.00", State.SCORED, None)
    assert said(rule.score(given(x=True, result=2))) == "TD-KPS-CO-KET-QUA"


def test_a_sum_is_never_scored_from_inputs() -> None:
    assert said(Rule(Sum(), Part.MAIN, Decimal(10)).score(given(5))) == "TD-DONG-CONG"


def test_blank_is_not_zero_on_a_main_line() -> None:
    outcome = line("Cộng theo lần | Hệ số=1", "5").score(given())
    assert (outcome.points, outcome.state) == (None, State.BLANK)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "sNaN"])
@pytest.mark.parametrize("way", ["Theo tỷ lệ", "Cộng theo lần | Hệ số=1", "Kế thừa", "So với đơn vị dẫn đầu"])
def test_what_is_no_number_has_no_score(number: str, way: str) -> None:
    rule = line(way, TEN)
    assert said(rule.score(Inputs(Decimal(number), Decimal(4)))) == "TD-KHONG-PHAI-SO"
    if "target" in rule.form.reads:
        assert said(rule.score(Inputs(Decimal(4), Decimal(number)))) == "TD-KHONG-PHAI-SO"


def test_a_level_may_trigger_an_exclusion_unless_it_happened_no_times() -> None:
    levels = "|I|Nặng|||||1|||"
    rule = line("Chọn mức", TEN, levels=levels)
    assert rule.score(given("Nặng")).consequence is None
    assert isinstance(rule.form, Choice)
    level = replace(rule.form.levels[0], consequence="K1")
    rule = replace(rule, form=replace(rule.form, levels=(level,)))
    assert rule.score(given("Nặng")).consequence == "K1"
    assert rule.score(given("Nặng", times=0)).consequence is None


# ---- scoring.md 7: between which points an assessed score must lie

BOUNDS = [
    ("Đạt/Không đạt", TEN, "Chính", "", "0", "10"),
    ("Đạt/Không đạt | Sàn=-2", TEN, "Chính", "", "-2", "10"),
    ("Chọn mức", TEN, "Chính", graded("Tốt:5", "Kém:-2"), "-2", "10"),
    ("Chọn mức", TEN, "Chính", graded("Tốt:5", "Khá:2"), "0", "10"),
    ("Chọn mức | Sàn=1", TEN, "Chính", graded("Tốt:5"), "1", "10"),
    ("Chọn mức | Trần=Không", TEN, "Chính", graded("Tốt:5"), "0", None),
    ("Chọn mức", "", "Thưởng", graded("Tốt:5"), "0", None),
    ("Chọn mức", "", "Trừ", graded("Nặng:5"), None, "0"),
    ("Theo mức", TEN, "Chính", TABLE, "0", "10"),
    ("Theo mức | Đại lượng=Giá trị", TEN, "Chính", bands(";0:-3", "0;:10"), "-3", "10"),
    ("Theo tỷ lệ", TEN, "Chính", "", "0", "10"),
    ("Theo tỷ lệ | Trần=Không", TEN, "Chính", "", "0", None),
    ("Theo tỷ lệ | Trần=12 | Sàn=1", TEN, "Chính", "", "1", "12"),
    ("Trừ theo lần | Hệ số=3 | Sàn=Không", TEN, "Chính", "", None, "10"),
    ("Trừ theo lần | Hệ số=3", "20", "Trừ", "", "-20", "0"),
    ("Trừ theo lần | Hệ số=3", "", "Trừ", "", None, "0"),
    ("Chấm trực tiếp", TEN, "Chính", "", "0", "10"),
    ("Chấm trong khung", TEN, "Chính", graded("Khá:5–7"), "0", "10"),
    ("Trừ trong khung", "", "Trừ", graded("Nhẹ:1–3"), None, "0"),
    ("Trừ trong khung", "20", "Trừ", graded("Nhẹ:1–3"), "-20", "0"),
    ("Kế thừa", "", "Chính", "", "0", None),
    ("So với đơn vị dẫn đầu", TEN, "Chính", "", "0", "10"),
]


@pytest.mark.parametrize(("way", "maximum", "part", "levels", "low", "high"), BOUNDS)
def test_bounds_of_assessed_points(
    way: str, maximum: str, part: str, levels: str, low: str | None, high: str | None
) -> None:
    bounds = line(way, maximum, part, levels).bounds()
    assert (bounds.low, bounds.high) == tuple(None if edge is None else Decimal(edge) for edge in (low, high))


def test_a_sum_is_bounded_by_its_ceiling_and_floor_never_by_its_maximum() -> None:
    points = [Decimal(8), Decimal(7)]
    assert Rule(Sum(), Part.MAIN, Decimal(10)).total(points) == 15
    assert Rule(Sum(None, Decimal(12)), Part.MAIN, None).total(points) == 12
    assert Rule(Sum(Decimal(20), None), Part.MAIN, None).total(points) == 20
    assert Rule(Sum(None, Decimal(12)), Part.DEDUCTION, None).total([-point for point in points]) == -12
    assert Rule(Sum(Decimal(20), None), Part.DEDUCTION, None).total([]) == -20
