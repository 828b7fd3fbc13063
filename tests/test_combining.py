"""Assessors' points as one score, and who is far from the others."""

from decimal import Decimal

import pytest

from thidua_xl.scoring.combining import combined_points, far_off
from thidua_xl.sheets import words

D = Decimal


@pytest.mark.parametrize(
    ("points", "way", "score"),
    [
        ("9", words.MEAN, "9.00"),
        ("9 8 8", words.MEAN, "8.33"),
        ("9 8 8", words.MEDIAN, "8.00"),
        ("9 8 8 7.5", words.MEDIAN, "8.00"),
        ("9 8.5 8 1", words.MEDIAN, "8.25"),
        ("10 9 8 0", words.TRIMMED, "8.50"),
        ("10 9 0", words.TRIMMED, "9.00"),
        ("10 5", words.TRIMMED, "7.50"),  # under three the mean, whatever the way
        ("10 5", words.MEDIAN, "7.50"),
        ("-1 -1 -3", words.MEAN, "-1.67"),
        ("0.05 0.06", words.MEAN, "0.06"),  # half away from zero
        ("-0.05 -0.06", words.MEAN, "-0.06"),
    ],
)
def test_combined(points: str, way: str, score: str) -> None:
    assert combined_points([D(each) for each in points.split()], way, 2) == D(score)


@pytest.mark.parametrize(
    ("points", "span", "far"),
    [
        ("9 9", "10", ""),  # with two nobody can tell who is off
        ("9 9 6", "10", "C"),
        ("9 9 6.5", "10", ""),  # a quarter of the span is not yet far
        ("9 9 9 0 0", "10", "DE"),
        ("10 7 4 1", "10", ""),  # all apart: each is within twice the others' own distance
        ("9 9 6", None, "C"),
    ],
)
def test_far_off(points: str, span: str | None, far: str) -> None:
    given = dict(zip("ABCDE", map(D, points.split()), strict=False))
    assert far_off(given, D(span) if span else None) == list(far)
