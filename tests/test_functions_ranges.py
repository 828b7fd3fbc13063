"""The worksheet functions over ranges, votes and typed numbers, called as Excel calls them."""

import random
from decimal import Decimal

import pytest
from rule_drawing import line

from thidua_xl.cells.share import Verdict, reaches
from thidua_xl.rules import text_of
from thidua_xl.standings import Contender, ranked
from xl.functions import TD_DANDAU, TD_SO, TD_SUYTON, TD_TONG, TD_XEPHANG, TD_XEPLOAI

RATIO = line("Theo tỷ lệ", "2")
PEERS = line("So với đơn vị dẫn đầu", "10")

# ---- totals, ranks, classes


def test_a_total_is_exact() -> None:
    assert TD_TONG([[0.1], [0.2], [0.3]]) == 0.6
    assert TD_TONG([[1.1], [None], ["⚠ thiếu kết quả"], [""], [-3.0]]) == -1.9
    assert TD_TONG(5.0) == 5
    assert TD_TONG([[None]]) == 0
    assert TD_TONG([[1.0], ["#VALUE!"]]) == "⚠ vùng điểm có ô báo lỗi #VALUE!"


def test_ranks_share_a_place_and_are_told_apart_by_the_metrics() -> None:
    totals = [[90.0], [95.0], [90.0], [90.0]]
    assert TD_XEPHANG(totals) == [[2.0], [1.0], [2.0], [2.0]]
    assert TD_XEPHANG(totals, [[1.0], [0.0], [2.0], [1.0]]) == [[3.0], [1.0], [2.0], [3.0]]
    assert TD_XEPHANG(totals, [[1.0, 5.0], [0.0, 0.0], [2.0, 0.0], [1.0, None]]) == [[3.0], [1.0], [2.0], [4.0]]
    assert TD_XEPHANG(totals, None, [["A"], ["B"], ["a "], ["B"]]) == [[1.0], [1.0], [1.0], [2.0]]
    assert TD_XEPHANG([[0.1 + 0.2], [0.3]]) == [[1.0], [1.0]]


def test_who_has_no_total_is_not_ranked() -> None:
    assert TD_XEPHANG([[5.0], [None], ["⚠ x"], [6.0]]) == [[2.0], [""], [""], [1.0]]
    error = ["⚠ trong nhóm có ô báo lỗi"]
    assert TD_XEPHANG([[5.0], ["#N/A"], [6.0]], None, [["A"], ["A"], ["B"]]) == [error, error, [1.0]]


def test_ranges_must_have_the_same_rows() -> None:
    assert TD_XEPHANG([[1.0], [2.0]], [[1.0]]) == [["⚠ bảng chỉ số phải có cùng số dòng với cột tổng điểm"]]
    assert TD_XEPHANG([[1.0], [2.0]], None, [["A"]]) == [["⚠ cột nhóm phải có cùng số dòng"]]
    assert TD_XEPHANG([[1.0, 2.0], [1.0, 2.0]]) == [["⚠ chỉ chọn một cột"]]
    assert TD_DANDAU(text_of(PEERS), [[1.0]], [[1.0], [2.0]]) == [["⚠ các cột phải có cùng số dòng"]]


def test_ranks_are_those_of_the_engine() -> None:
    chance = random.Random(5)
    for _ in range(200):
        count = chance.randint(1, 12)
        totals = [round(chance.choice([80, 81, 90]) + chance.random() // 0.5 / 100, 2) for _ in range(count)]
        metrics = [[chance.choice([None, 1.0, 2.0]) for _ in range(2)] for _ in range(count)]
        groups = [chance.choice("AB") for _ in range(count)]
        expected: dict[str, int] = {}
        for group in "AB":
            members = [
                Contender(str(n), Decimal(str(totals[n])), tuple(None if m is None else Decimal(m) for m in metrics[n]))
                for n in range(count)
                if groups[n] == group
            ]
            expected |= {place.contender.name: place.rank for place in ranked(members)}
        found = TD_XEPHANG([[total] for total in totals], metrics, [[group] for group in groups])
        assert found == [[expected[str(n)]] for n in range(count)]


TABLE = [["Xuất sắc", 95.0, None], ["Tốt", 80.0, 95.0], ["Khá", 50.0, 80.0], [None, None, None], ["Yếu", None, 50.0]]


@pytest.mark.parametrize(
    ("score", "name"), [(95.0, "Xuất sắc"), (94.99, "Tốt"), (50.0, "Khá"), (49.99, "Yếu"), (-3.0, "Yếu"), (None, "")]
)
def test_a_class_is_the_first_row_that_holds_the_total(score: object, name: str) -> None:
    assert TD_XEPLOAI(score, TABLE) == name


def test_classes_that_cannot_be_told() -> None:
    assert TD_XEPLOAI("chín", TABLE) == "⚠ tổng điểm không phải số"
    assert TD_XEPLOAI("#N/A", TABLE) == "⚠ tổng điểm đang báo lỗi"
    assert TD_XEPLOAI(5.0, [["Loại", "Từ điểm"]]) == "⚠ mức điểm của loại Loại không phải số"
    assert TD_XEPLOAI(5.0, [["Tốt", 80.0]]) == ""


# ---- peers, votes, numbers


def test_the_units_of_a_peers_line() -> None:
    rule = text_of(PEERS)
    assert TD_DANDAU(rule, [[120.0], [60.0], [80.0]], [[100.0], [50.0], [80.0]]) == [[10.0], [10.0], [5.0]]
    assert TD_DANDAU(rule, [[150.0], [100.0], [75.0]], [[None], [0.0], [""]]) == [[10.0], [6.67], [5.0]]
    groups = [["A"], ["A"], ["B"]]
    assert TD_DANDAU(rule, [[150.0], [100.0], [75.0]], [[None]] * 3, groups) == [[10.0], [6.67], [10.0]]


def test_units_that_are_not_compared() -> None:
    rule = text_of(line("So với đơn vị dẫn đầu | Khi không phát sinh=Đủ điểm", "10"))
    found = TD_DANDAU(rule, [[150.0], ["x"], [None], [None]], [[None]] * 4, None, [[None], [None], ["x"], [None]])
    assert found == [[10.0], ["⚠ không phải số"], [10.0], ["⚠ thiếu kết quả"]]
    assert TD_DANDAU(text_of(RATIO), [[1.0]], [[1.0]]) == [["⚠ quy tắc không phải So với đơn vị dẫn đầu"]]


def test_votes_are_never_divided() -> None:
    assert TD_SUYTON(12.0, 15.0, 80.0) == Verdict.PASSED
    assert TD_SUYTON(12.0, 15.0, 80.0, "Có") == Verdict.FAILED
    assert TD_SUYTON(None, 15.0, 80.0) == TD_SUYTON(3.0, None, 80.0) == TD_SUYTON(0.0, 0.0, 80.0) == Verdict.PENDING
    chance = random.Random(3)
    for _ in range(500):
        base = chance.randint(1, 60)
        agreed, percent, strictly = (
            chance.randint(0, base),
            chance.choice([50, 66.7, 80, 90, 33.3333]),
            chance.random() < 0.5,
        )
        passed = reaches(agreed, base, Decimal(str(percent)), strictly=strictly)
        expected = Verdict.PASSED if passed else Verdict.FAILED
        assert TD_SUYTON(float(agreed), float(base), percent, strictly) == expected


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ((16.0, 15.0, 80.0), "số đồng ý nhiều hơn tổng số"),
        ((1.5, 15.0, 80.0), "số đồng ý phải là số nguyên từ 0 trở lên"),
        (("mười", 15.0, 80.0), "số đồng ý phải là số nguyên từ 0 trở lên"),
        (("#N/A", 15.0, 80.0), "ô đang báo lỗi"),
        ((12.0, 15.0, 0.8), "ngưỡng ghi theo %: ghi 80, không ghi 0,8"),
        ((12.0, 15.0, None), "ngưỡng phải là số từ 0 đến 100"),
        ((12.0, 15.0, 101.0), "ngưỡng phải là số từ 0 đến 100"),
        ((12.0, 15.0, 80.0, "hơn"), "mục Lớn hơn hẳn chỉ ghi Có hoặc Không"),
    ],
)
def test_votes_that_cannot_be_true(arguments: tuple[object, ...], answer: str) -> None:
    assert TD_SUYTON(*arguments) == f"⚠ {answer}"


@pytest.mark.parametrize(
    ("typed", "kind", "answer"),
    [
        ("43,6", None, 43.6),
        ("1.234,5", None, 1234.5),
        ("3.704", "Số đếm", 3704.0),
        ("3.704", None, "⚠ có hai cách hiểu: 3,704 hoặc 3.704; gõ lại"),
        ("88,1%", "Tỷ lệ %", 88.1),
        ("88,1%", None, "⚠ không phải số"),
        ("chín", None, "⚠ không phải số"),
        (5.0, None, 5.0),
        (None, None, ""),
        ("#N/A", None, "⚠ ô đang báo lỗi"),
        ("5", "Số lạ", "⚠ kiểu số là một trong: Số đếm, Tiền, Tỷ lệ %, Số thực, Điểm"),
    ],
)
def test_a_number_as_it_is_typed(typed: object, kind: object, answer: object) -> None:
    assert TD_SO(typed, kind) == answer
