"""Formulas compared whatever program wrote them and wherever rows and columns stand."""

import pytest

from thidua_xl.checks.canonical import Grid, canonical, named_rows, shape

DRAWN = Grid({"H": "result", "K": "score"}, {8: "I.1", 9: "I.2", 12: "II"}, 12)
MOVED = Grid({"J": "result", "M": "score"}, {11: "I.1", 13: "I.2", 16: "II"}, 16)


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        ("ROUND(INDEX($H$1:$H$12,ROW())*2,2)", "ROUND( INDEX($J$1:$J$20,ROW()) * 2, 2)"),
        ("SUM($K$8:$K$9,$K$12)", "SUM($M$11:$M$14,$M$16)"),
        ("SUM($K$8:$K$9)", "SUM($M$11,$M$13)"),
        ('IF(TRUE,"a ""b"" $K$8",FALSE)', 'IF(TRUE(),"a ""b"" $K$8",FALSE())'),
        ("_thidua!$BA$7+'Số liệu'!$E$7", "'_thidua'!BA7+'Số liệu'!$E$7"),
    ],
)
def test_the_same_formula(drawn: str, found: str) -> None:
    assert canonical(drawn, DRAWN) == canonical(found, MOVED)


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        ("INDEX($H$1:$H$12,ROW())*2", "INDEX($J$2:$J$20,ROW())*2"),
        ("INDEX($H$1:$H$12,ROW())*2", "INDEX($J$1:$J$12,ROW())*2"),
        ("INDEX($H$1:$H$12,ROW())*2", "J11*2"),
        ("SUM($K$8:$K$12)", "SUM($M$11:$M$13)"),
        ('"a b"', '"ab"'),
    ],
)
def test_another_formula(drawn: str, found: str) -> None:
    assert canonical(drawn, DRAWN) != canonical(found, MOVED)


def test_what_a_sum_names() -> None:
    formula = canonical("ROUND(SUM($K$8:$K$12),2)", DRAWN)
    assert named_rows(formula) == {"I.1", "I.2", "II"}
    assert shape(formula) == "ROUND(SUM({score}),2)"
