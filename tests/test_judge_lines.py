"""LibreOffice as judge: thousands of random cells typed into workbooks with every way × measure × part."""

import random
from decimal import Decimal
from pathlib import Path

import pytest
from calc import Calc
from judging import Tally, open_blank
from judging_filling import Typed, Wrong
from judging_inputs import Hand
from judging_rulebooks import judge_rulebook, special_rulebook
from rulebook_drawing import rulebook_of, small_book

from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.rules import Inputs
from thidua_xl.rules.inputs import Figure
from thidua_xl.rules.linear import Linear
from thidua_xl.rules.vocabulary import Measure

CLEAN_ROUNDS, DIRTY_ROUNDS = 15, 4  # of about 170 lines each


def judged(calc: Calc, folder: Path, rulebook: Rulebook, hand: Hand, rounds: int) -> Tally:
    """Fill the workbook of a unit so many times; everything it computes is compared each time."""
    tally = Tally()
    bench = open_blank(calc, folder, rulebook)
    with bench.book:
        for number in range(rounds):
            bench.fill(hand.filling(bench.plan))
            bench.compare(tally, f"round {number}:")
    assert tally.differences[:10] == []
    return tally


@pytest.mark.parametrize("digits", [0, 1, 2, 3])
def test_every_way_measure_and_part(calc: Calc, tmp_path: Path, digits: int) -> None:
    """Four of these are over 10,000 scores of lines, equal to the last digit."""
    tally = judged(calc, tmp_path, judge_rulebook(digits), Hand(random.Random(digits)), CLEAN_ROUNDS)
    assert tally.line_scores > 2_500


@pytest.mark.parametrize("digits", [0, 2])
def test_dirty_cells(calc: Calc, tmp_path: Path, digits: int) -> None:
    """Words, numbers as text, TRUE, dates, error cells, negatives, fractions, odd spaces and marks."""
    judged(calc, tmp_path, judge_rulebook(digits, 1), Hand(random.Random(digits), dirty=0.2), DIRTY_ROUNDS)


@pytest.mark.parametrize("digits", [1, 3])
def test_dirty_cells_in_viet_nam(calc_vi: Calc, tmp_path: Path, digits: int) -> None:
    """The same where 43,6 is a number when it is typed: as text it is none."""
    judged(calc_vi, tmp_path, judge_rulebook(digits, 1), Hand(random.Random(digits), dirty=0.2), DIRTY_ROUNDS)


@pytest.mark.parametrize("digits", [1, 2])
def test_points_half_way_between_two(calc: Calc, tmp_path: Path, digits: int) -> None:
    """5 - 0.2 × 20.875 is 0.825 and goes up; binary numbers make it a little less."""
    rulebook, chance, tally = judge_rulebook(digits), random.Random(digits), Tally()
    bench = open_blank(calc, tmp_path, rulebook)
    with bench.book:
        for number in range(15):
            filling = Hand(chance, blank=1).filling(bench.plan)
            filling.lines = {row.code: cells for row in rulebook.leaves if (cells := half_way(row, chance))}
            bench.fill(filling)
            bench.compare(tally, f"round {number}:")
            assert len(filling.lines) > 15
    assert tally.differences[:10] == []


def half_way(row: Criterion, chance: random.Random) -> dict[str, Typed]:
    """A result and a target of which a line's exact points lie half-way between two; nothing where none is found."""
    form, rule = row.rule and row.rule.form, row.rule
    if not isinstance(form, Linear) or rule is None or form.gauge.measure is Measure.LATE:
        return {}
    for _ in range(500):
        target = chance.choice((3, 4.8, 8, 48, 125, 1000, chance.randint(1, 400) / 10))
        result = round(target * chance.uniform(0, 1.5), chance.choice((0, 1, 2, 3)))
        figure = form.figure(Inputs(result=Decimal(str(result)), target=Decimal(str(target))))
        if isinstance(figure, Figure) and (figure.points * 10**rule.digits).denominator == 2:
            return {"result": float(result), "target": float(target)}
    return {}


def test_an_error_cell_is_no_dropped_line(calc: Calc, tmp_path: Path) -> None:
    """A line marked as not arising whose target is an error is not out of the scale: somebody has to look at it."""
    bench, tally = open_blank(calc, tmp_path, rulebook_of(small_book(DROPPED))), Tally()
    with bench.book:
        for target in (None, Wrong("#DIV/0!", "=1/0")):
            filling = Hand(random.Random(0), blank=1).filling(bench.plan)
            filling.lines = {"A.1": {"target": target, "not_arising": "x", "reason": "không có"}, "A.2": {"typed": 4.0}}
            bench.fill(filling)
            bench.compare(tally)
            main = bench.book.value("Tự chấm", f"K{bench.plan.total_rows['main']}")
            assert main == (10.0 if target is None else 4.0)
    assert tally.differences == []


@pytest.mark.parametrize("seed", [1, 2])
def test_figures_gates_and_answers(calc: Calc, tmp_path: Path, seed: int) -> None:
    """Lines tied to figures, comparisons, gates, floors and barred classes, clean and dirty in turns."""
    for dirty, generous in ((0.0, 0.9), (0.2, 0.0)):
        hand = Hand(random.Random(seed), dirty=dirty, generous=generous)
        judged(calc, tmp_path, special_rulebook(), hand, 8)


DROPPED = """
A   | Một    | 10 |
A.1 | Tỷ lệ  | 6  | Theo tỷ lệ | Khi không phát sinh=Bỏ dòng
A.2 | Ghi    | 4  | Chấm trực tiếp
"""
WORKED = """
A   | Một  | 65 |
A.1 | Theo tỷ lệ, 37 của 48   | 2  | Theo tỷ lệ
A.2 | Nhân trước, 5 của 24    | 3  | Theo tỷ lệ
A.3 | Mép mức, 57 của 100     | 10 | Theo mức
A.4 | Ngày chậm               | 30 | Trừ theo ngày chậm | Hệ số=2 | Hạn=15/6/2026
A.5 | Không trần              | 10 | Theo tỷ lệ | Trần=Không
A.6 | Nửa điểm                | 5  | Kế thừa
A.7 | Trừ theo phần thiếu     | 5  | Trừ theo % thiếu | Hệ số=0,2
B   | Trừ  |    |  | Nhóm điểm=Trừ
B.1 | Mỗi lần 12              |    | Trừ theo lần | Hệ số=12
B.2 | Nghiêm trọng            |    | Chọn mức
B.3 | Trong khung             |    | Trừ trong khung
"""
WORKED_LEVELS = (
    "|A.3||57||||9|||\n|A.3||||57||1|||\n|B.2|nhẹ|||||1|||\n|B.2|nghiêm trọng|||||10|||\n|B.3|nặng|||||8|10||"
)
WORKED_CASES = [
    ("A.1", {"result": 37.0, "target": 48.0}, 1.54),
    ("A.2", {"result": 5.0, "target": 24.0}, 0.63),
    ("A.3", {"result": 57.0, "target": 100.0}, 9.0),
    ("A.3", {"result": 0.57, "target": 1.0}, 9.0),
    ("A.4", {"result": 46188.0}, 30.0),  # 15/06/2026
    ("A.4", {"result": 46191.5}, 24.0),
    ("A.4", {"result": 46213.0}, 0.0),
    ("A.4", {"result": "không nộp"}, 0.0),
    ("A.5", {"result": 125.0, "target": 100.0}, 12.5),
    ("A.7", {"result": 37.98, "target": 48.0}, 0.83),  # 5 - 0.2 × 20.875 = 0.825
    ("A.6", {"result": 2.675}, 2.68),
    ("A.6", {"result": 1.005}, 1.01),
    ("A.6", {"result": 0.1 + 0.2}, 0.3),
    ("B.1", {"result": 2.0}, -24.0),
    ("B.2", {"result": "nghiêm trọng", "times": 2.0}, -20.0),
    ("B.3", {"result": "nặng", "typed": 9.0}, -9.0),
    ("B.3", {"result": "nặng", "typed": 11.0}, ""),
]


def test_worked_cases(calc: Calc, tmp_path: Path) -> None:
    """The cases of scoring.md, with the points written there: not what the engine says of them."""
    bench = open_blank(calc, tmp_path, rulebook_of(small_book(WORKED, WORKED_LEVELS)))
    with bench.book:
        for code, cells, points in WORKED_CASES:
            filling = Hand(random.Random(0), blank=1).filling(bench.plan)
            filling.lines = {code: dict(cells)}
            bench.fill(filling)
            assert bench.book.value("Tự chấm", f"K{bench.plan.row_of[code]}") == points, (code, cells)
