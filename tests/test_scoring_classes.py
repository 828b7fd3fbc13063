"""Classes: thresholds, floors on every line, gates, alternatives, exclusions (rulebook.md, `Xếp loại`, `Điều kiện`)."""

from dataclasses import replace
from decimal import Decimal

import pytest
from rule_drawing import given
from rulebook_drawing import rulebook_of, small_book

from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rules import Inputs
from thidua_xl.scoring.classes import class_of, shortfall
from thidua_xl.scoring.engine import scorecard
from thidua_xl.scoring.ranking import classify, excluding_case, happened
from thidua_xl.scoring.scorecard import Scorecard

LINES = """
I    | Một | 40
I.1  | a | 20 | Theo tỷ lệ | Khi không phát sinh=Bỏ dòng
I.2  | b | 20 | Chấm trực tiếp | Khi không phát sinh=Không điểm
II   | Hai | 60
II.1 | c | 40 | Chấm trực tiếp
II.2 | d | 20 | Chấm trực tiếp | Áp dụng cho=CAT
III  | Thưởng | | Chấm trực tiếp | Nhóm điểm=Thưởng
"""
HEADER = "|Loại|Từ điểm|Dưới điểm|Sàn từng tiêu chí %|Chỉ tiêu phải đạt|Số chỉ tiêu đạt tối thiểu|Thiếu tối đa %|\n"
EXCLUSIONS = """
|Mã|Nội dung|Hệ quả|
|K1|Để xảy ra oan, sai|Không xét thi đua|
|K2|Lãnh đạo bị kỷ luật|Tốt|
"""
FULL = {"I.1": given(100, 100), "I.2": given(points=20), "II.1": given(points=40), "II.2": given(points=20)}


def bloc(rows: str, exclusions: str = "") -> Rulebook:
    sheets = {"Xếp loại": HEADER + rows} | ({"Điều kiện": exclusions} if exclusions else {})
    return rulebook_of(small_book(LINES, **sheets))


def card(rules: Rulebook, unit: str = "CAT", **changes: Inputs) -> Scorecard:
    claims = FULL | {code.replace("_", "."): inputs for code, inputs in changes.items()}
    return scorecard(rules, unit, claims)


SIMPLE = "|Xuất sắc|95||||||\n|Tốt|80|95|||||\n|Khá|50||||||"


@pytest.mark.parametrize(
    ("points", "name"),
    [("40", "Xuất sắc"), ("35", "Xuất sắc"), ("34.99", "Tốt"), ("20", "Tốt"), ("19.99", "Khá"), ("0", "Khá")],
)
def test_from_is_included_below_is_not(points: str, name: str) -> None:
    assert class_of(bloc(SIMPLE), card(bloc(SIMPLE), II_1=given(points=points))) == name


def test_no_row_fits_no_class() -> None:
    rules = bloc("|Xuất sắc|95||||||")
    assert class_of(rules, card(rules, I_1=given(1, 100))) is None


# ---- Sàn từng tiêu chí %


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ({}, True),
        ({"I_2": given(points=10)}, True),
        ({"I_2": given(points="9.99")}, False),
        ({"I_2": given()}, False),  # no score is 0
        ({"I_2": given(x=True)}, True),  # does not arise
        ({"I_1": given(x=True)}, True),
        ({"III": given(points=0)}, True),  # a bonus line has no floor
    ],
)
def test_the_floor_of_every_line(changes: dict[str, Inputs], holds: bool) -> None:
    rules = bloc("|Xuất sắc|||50%||||")
    assert (class_of(rules, card(rules, **changes)) == "Xuất sắc") is holds


def test_the_floor_leaves_out_lines_that_are_not_the_units() -> None:
    rules = bloc("|Xuất sắc|||50%||||")
    assert class_of(rules, card(rules, "STP")) == "Xuất sắc"


def test_a_third_of_the_maximum_is_not_divided_but_cross_multiplied() -> None:
    rules = bloc("|Xuất sắc|||33,35%||||")
    assert class_of(rules, card(rules, I_2=given(points="6.67"))) == "Xuất sắc"


# ---- gates


@pytest.mark.parametrize(
    ("row", "changes", "fits"),
    [
        ("|A||||I.1; I.2||", {}, True),
        ("|A||||I.1; I.2||", {"I_1": given(99, 100)}, False),  # blank = all
        ("|A||||I.1; I.2|1|", {"I_1": given(99, 100)}, True),
        ("|A||||I.1; I.2|1|5%", {"I_1": given("95.01", 100)}, True),
        ("|A||||I.1; I.2|1|5%", {"I_1": given(95, 100)}, False),  # short by less than this
        ("|A||||I.1; I.2|1|", {"I_1": given(99, 100), "I_2": given(points=19)}, False),
        ("|A||||I.1; I.2|1|5", {"I_2": given(points="19.5")}, True),  # 2.5 % of its maximum
        ("|A||||I.1; I.2|1|5", {"I_2": given(points=19)}, False),
        ("|A||||I.1; I.2|2|", {"I_1": given(x=True)}, True),  # the number needed is at most the lines left
        ("|A||||I.1; I.2|1|", {"I_1": given(x=True), "I_2": given(points=1)}, False),
        ("|A||||I.1; I.2|1|99", {"I_1": given()}, False),  # no score: not met, short by 100
        ("|A||||I.1||", {"I_1": given(150, 100)}, True),
        ("|A||||II.2||", {}, True),
    ],
)
def test_gates(row: str, changes: dict[str, Inputs], fits: bool) -> None:
    rules = bloc(row.ljust(10))
    assert (class_of(rules, card(rules, **changes)) == "A") is fits


def test_a_listed_line_that_is_not_the_units_leaves_the_list() -> None:
    rules = bloc("|A||||II.2||")
    assert class_of(rules, card(rules, "STP")) == "A"


def test_met_is_by_result_and_target_even_where_points_say_otherwise() -> None:
    rules = bloc("|A||||I.1||")
    found = scorecard(rules, "CAT", FULL, assessed={"I.1": Decimal(5)})
    line = rules.criterion("I.1")
    assert line is not None
    assert shortfall(line, found) is None


def test_alternatives_are_tried_from_the_top() -> None:
    rules = bloc("|A|100||||||\n|A|90|||I.1||\n|B|||||||")
    assert class_of(rules, card(rules)) == "A"
    assert class_of(rules, card(rules, I_2=given(points=10))) == "A"
    assert class_of(rules, card(rules, I_2=given(points=15), I_1=given(99, 100))) == "B"


# ---- exclusions


def test_an_exclusion_takes_away_a_class_and_those_above_it() -> None:
    rules = bloc(SIMPLE.replace("|80|95|", "|80||"), EXCLUSIONS)
    found = card(rules)
    classify(rules, found, ["K2"])
    assert found.class_name == "Khá"
    assert excluding_case(rules, found) is None
    classify(rules, found, [])
    assert found.class_name == "Xuất sắc"


def test_an_excluded_unit_keeps_its_points() -> None:
    rules = bloc(SIMPLE, EXCLUSIONS)
    found = card(rules)
    classify(rules, found, ["K1"])
    assert excluding_case(rules, found) == "Để xảy ra oan, sai"
    assert found.totals is not None
    assert found.totals.total == 100


@pytest.mark.parametrize(
    ("answer", "decision", "triggered", "codes"),
    [
        ("Có xảy ra", "", None, ("K1",)),
        ("có", "", None, ("K1",)),
        ("Không xảy ra", "", None, ()),
        ("Không", "", None, ()),
        ("", "", None, ()),  # no answer does not exclude
        ("Có xảy ra", "Không xảy ra", None, ()),  # the head may decide otherwise
        ("Không xảy ra", "Có xảy ra", None, ("K1",)),
        ("Không xảy ra", "", "k1", ("K1",)),  # a level with Hệ quả counts as Có xảy ra
        ("Không xảy ra", "Không xảy ra", "K1", ()),
    ],
)
def test_what_happened(answer: str, decision: str, triggered: str | None, codes: tuple[str, ...]) -> None:
    rules = bloc(SIMPLE, EXCLUSIONS)
    found = card(rules)
    if triggered:
        found.lines["I.1"] = replace(found.lines["I.1"], consequence=triggered)
    assert happened(rules, found, {"K1": answer}, {"K1": decision} if decision else {}) == codes
