"""Scorecards: sums, re-scaling, the bonus cap, deductions, rounding, assessed points (scoring.md 2, 4, 6, 7)."""

from decimal import Decimal

import pytest
from rule_drawing import given
from rulebook_drawing import good_book, rulebook_of, small_book

from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rules import Inputs, Problem, State
from thidua_xl.scoring.engine import assessment_problem, scorecard
from thidua_xl.scoring.scorecard import Scorecard

SPECIAL = """
I   | Chung | 80
I.1 | a | 50 | Chấm trực tiếp
I.2 | b | 30 | Chấm trực tiếp | Khi không phát sinh=Bỏ dòng
II  | Riêng của công an | 20 | | Áp dụng cho=CAT
II.1 | c | 20 | Chấm trực tiếp
"""
SCALE = "|Thang điểm|100|\n"


def rulebook(lines: str, info: str = "", levels: str = "") -> Rulebook:
    return rulebook_of(small_book(lines, levels, info))


def card(rules: Rulebook, unit: str, assessed: dict[str, str] | None = None, **points: object) -> Scorecard:
    """A scorecard from typed points by code (dots as _); ``"x"`` is not arising."""
    claims: dict[str, Inputs] = {}
    for code, value in points.items():
        claims[code.replace("_", ".")] = given(x=True) if value == "x" else given(points=value)
    return scorecard(rules, unit, claims, assessed={code: Decimal(p) for code, p in (assessed or {}).items()})


def totals(found: Scorecard) -> tuple[str, str, str, str]:
    assert found.totals is not None
    parts = found.totals
    return str(parts.main), str(parts.bonus), str(parts.deduction), str(parts.total)


# ---- re-scaling


def test_special_lines_full_marks_are_100_for_every_unit() -> None:
    rules = rulebook(SPECIAL, SCALE)
    assert totals(card(rules, "CAT", I_1=50, I_2=30, II_1=20))[0] == "100.00"
    assert totals(card(rules, "STP", I_1=50, I_2=30))[0] == "100.00"
    assert totals(card(rules, "STP", I_1=50, I_2=10))[0] == "75.00"  # 60 × 100 ÷ 80


def test_without_rescaling_points_stand_as_they_are() -> None:
    rules = rulebook(SPECIAL, SCALE + "|Quy đổi khi bỏ dòng|Không|\n")
    assert totals(card(rules, "STP", I_1=50, I_2=30))[0] == "80.00"


def test_a_dropped_line_leaves_the_scale() -> None:
    rules = rulebook(SPECIAL, SCALE)
    found = card(rules, "CAT", I_1=50, I_2="x", II_1=10)
    assert totals(found)[0] == "85.71"  # 60 × 100 ÷ 70
    assert (found.lines["I"].final, found.lines["I.2"].state) == (Decimal("50"), State.DROPPED)
    assert totals(card(rules, "STP", I_1=25, I_2="x"))[0] == "50.00"


def test_nothing_is_rescaled_where_nothing_was_dropped() -> None:
    rules = rulebook("I | a | 60 |\nII | b | 30 |", SCALE)
    assert totals(card(rules, "CAT", I=60, II=30))[0] == "90.00"


def test_rescaling_never_takes_points_away() -> None:
    lines = "I | a | 100 |\nII | b | 30 | Chấm trực tiếp | Khi không phát sinh=Bỏ dòng"
    assert totals(card(rulebook(lines, SCALE), "CAT", I=90, II="x"))[0] == "90.00"  # R is 100, not under the scale


def test_nothing_left_to_scale_by_cannot_be_scored() -> None:
    rules = rulebook("I | a | 10 | Chấm trực tiếp | Khi không phát sinh=Bỏ dòng")
    assert card(rules, "CAT", I="x").totals is None


def test_a_main_line_without_a_maximum_rescales_nothing() -> None:
    rules = rulebook(SPECIAL + "III | d | | Kế thừa", SCALE)
    assert totals(card(rules, "STP", I_1=50, I_2=30))[0] == "80.00"


CEILING = """
I   | Có trần | 20 | Cộng | Trần=20
I.1 | a | 15 | Chấm trực tiếp
I.2 | b | 15 | Chấm trực tiếp
II  | c | 80 | Chấm trực tiếp | Khi không phát sinh=Bỏ dòng
"""


def test_a_sum_with_a_ceiling_reaches_its_ceiling_at_most() -> None:
    rules = rulebook(CEILING, SCALE)
    assert totals(card(rules, "CAT", I_1=15, I_2=15, II=80))[0] == "100.00"
    assert totals(card(rules, "CAT", I_1=15, I_2=0, II="x"))[0] == "75.00"  # 15 × 100 ÷ 20


def test_a_period_that_leaves_out_a_line_has_its_own_scale() -> None:
    lines = SPECIAL + "III | Chỉ 6 tháng | 30 | Chấm trực tiếp | Kỳ áp dụng=6 tháng"
    rules = rulebook(lines, "|Thang điểm|130|\n")
    assert totals(card(rules, "STP", I_1=50, I_2=30))[0] == "100.00"  # of the 100 the police can reach
    assert "III" not in card(rules, "STP", I_1=50).lines


def test_an_undeclared_section_makes_the_scale_the_most_any_unit_has() -> None:
    rules = rulebook(SPECIAL.replace("| 80", "|"))
    assert totals(card(rules, "STP", I_1=50, I_2=30))[0] == "100.00"


# ---- bonus, deductions, rounding

PARTS = """
I   | Chính | 100 |
II  | Thưởng một | | | Nhóm điểm=Thưởng
II.1 | a | 8 | Chấm trực tiếp
III | Thưởng hai | 7 | Chấm trực tiếp | Nhóm điểm=Thưởng
IV  | Trừ | | Cộng | Nhóm điểm=Trừ | Trần=15
IV.1 | b | | Chấm trực tiếp
IV.2 | c | 10 | Chấm trực tiếp
"""


def test_the_cap_holds_all_bonus_sections_together_and_deductions_make_no_room() -> None:
    rules = rulebook(PARTS, "|Thưởng tối đa|10|\n")
    assert totals(card(rules, "CAT", I=100, II_1=8, III=7, IV_1=3)) == ("100.00", "10.00", "-3.00", "107.00")
    assert totals(card(rulebook(PARTS), "CAT", I=100, II_1=8, III=7)) == ("100.00", "15.00", "0.00", "115.00")


def test_a_total_may_pass_the_scale_or_fall_under_0_and_a_sum_of_deductions_has_its_ceiling() -> None:
    rules = rulebook(PARTS)
    assert totals(card(rules, "CAT", I=0, IV_1=9, IV_2=10)) == ("0.00", "0.00", "-15.00", "-15.00")
    assert card(rules, "CAT", I=0, IV_1=9).lines["IV"].final == -9


def test_lines_are_rounded_and_totals_are_sums_of_rounded_lines() -> None:
    lines = "I | a | 10 | Theo tỷ lệ\nII | b | 10 | Theo tỷ lệ\nIII | c | 10 | Theo tỷ lệ"
    third = {code: given(1, 3) for code in ("I", "II", "III")}
    for digits, total in (("0", "9"), ("1", "9.9"), ("2", "9.99"), ("6", "9.999999")):
        found = scorecard(rulebook(lines, f"|Làm tròn|{digits}|\n"), "CAT", third)
        assert totals(found)[3] == total
    halves = {code: given("0.025", 1) for code in ("I", "II", "III")}
    assert totals(scorecard(rulebook(lines, "|Làm tròn|1|\n"), "CAT", halves))[3] == "0.9"  # 0.25 goes up


def test_a_maximum_on_a_sum_never_clamps() -> None:
    rules = rulebook("I | Một | 10 |\nI.1 | a | 8 | Chấm trực tiếp\nI.2 | b | 8 | Chấm trực tiếp", "|Thang điểm|16|\n")
    assert totals(card(rules, "CAT", I_1=8, I_2=8))[0] == "16.00"


def test_a_line_without_a_score_counts_0_and_is_known_by_its_state() -> None:
    rules = rulebook(SPECIAL, SCALE)
    found = card(rules, "STP", I_1="chín")
    states = {code: (line.state, line.score) for code, line in found.lines.items()}
    assert states == {
        "I": (State.SCORED, Decimal("0.00")), "I.1": (State.ERROR, None), "I.2": (State.BLANK, None),
        "II": (State.NOT_ASSIGNED, None), "II.1": (State.NOT_ASSIGNED, None),
    }  # fmt: skip
    assert totals(found)[3] == "0.00"


def test_a_line_whose_cells_could_not_be_read_has_no_score() -> None:
    wrong = Problem("TD-SO-HAI-CACH-DOC", {})
    found = scorecard(rulebook("I | a | 10 |"), "CAT", {"I": given(points=9)}, unread={"I": wrong})
    assert (found.lines["I"].state, found.lines["I"].problem, totals(found)[3]) == (State.ERROR, wrong, "0.00")


# ---- assessed points


def test_assessed_points_count_before_recomputed_ones_and_0_is_one() -> None:
    rules = rulebook("I | a | 10 |\nII | b | 10 |")
    found = card(rules, "CAT", {"I": "0", "II": "7.5"}, I=9)
    assert totals(found)[3] == "7.50"
    assert (found.lines["I"].score, found.lines["I"].final) == (Decimal("9.00"), Decimal("0.00"))
    assert (found.lines["II"].state, found.lines["II"].score) == (State.BLANK, None)


def test_with_self_scores_the_recomputed_points_always_count() -> None:
    rules = rulebook(SPECIAL, SCALE + "|Điểm chốt|Tự chấm|\n")
    found = card(rules, "CAT", {"I.1": "1", "I.2": "30"}, I_1=50, I_2="x", II_1=20)
    assert (found.lines["I.1"].final, found.lines["I.1"].assessed) == (Decimal("50.00"), Decimal("1.00"))
    assert found.lines["I.2"].dropped  # its assessed points have no effect, so it still leaves the scale
    assert totals(found)[0] == "100.00"


def test_assessed_points_override_not_arising() -> None:
    rules = rulebook(SPECIAL, SCALE)
    found = card(rules, "CAT", {"I.2": "15"}, I_1=50, I_2="x", II_1=20)
    assert totals(found)[0] == "85.00"
    assert found.lines["I.2"].arises


@pytest.mark.parametrize(
    ("code", "points", "combined", "problem"),
    [
        ("II.3", "9.5", False, None),
        ("II.3", "0", False, None),
        ("II.3", "9.3", False, "TD-LECH-BUOC"),
        ("II.3", "9.3", True, None),  # the assessors' combined score is not held to the step
        ("II.3", "10.5", True, "TD-VUOT-TOI-DA"),
        ("II.3", "-1", False, "TD-DUOI-SAN"),
        ("I.2", "7.77", False, None),
        ("II", "30", False, "TD-THAM-DINH-DONG-CONG"),
        ("III.1", "7", False, "TD-VUOT-TOI-DA"),
        ("IV.1", "-24", False, None),
        ("IV.1", "24", False, "TD-VUOT-TOI-DA"),  # typed as shown: negative
        ("IV.2", "-1000", False, None),  # no maximum, no bound
    ],
)
def test_which_assessed_points_may_stand(code: str, points: str, combined: bool, problem: str | None) -> None:
    row = rulebook_of(good_book()).criterion(code)
    assert row is not None
    found = assessment_problem(row, Decimal(points), combined=combined)
    assert (found.code if found else None) == problem


def test_the_order_of_claims_never_matters() -> None:
    rules = rulebook(PARTS)
    claims = {"I": given(points=50), "II.1": given(points=3), "IV.1": given(points=1)}
    backwards = dict(reversed(claims.items()))
    assert scorecard(rules, "CAT", claims).totals == scorecard(rules, "CAT", backwards).totals
