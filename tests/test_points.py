"""Decimal points: cells' floats, rounding half away from zero, and how points are printed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.points import as_measure, decimals, exact, plain, printed, rounded, vietnamese, with_digits


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0.1 + 0.2, "0.3"),
        (1.005, "1.005"),
        (88.1, "88.1"),
        (1e15, "1000000000000000"),
        (-2.5, "-2.5"),
        (1e-7, "0.0000001"),
    ],
)
def test_a_float_is_the_number_a_spreadsheet_shows(number: float, shown: str) -> None:
    assert plain(exact(number)) == shown


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_what_is_not_finite_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        exact(number)


@pytest.mark.parametrize(
    ("value", "digits", "result"),
    [
        ("2.5", 0, "3"), ("3.5", 0, "4"), ("-2.5", 0, "-3"), ("0.5", 0, "1"), ("-0.5", 0, "-1"), ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"), ("1.005", 2, "1.01"), ("0.004", 2, "0.00"), ("-0.004", 2, "0.00"), ("0", 2, "0.00"),
    ],
)  # fmt: skip
def test_halves_go_away_from_zero_and_zero_has_no_sign(value: str, digits: int, result: str) -> None:
    assert str(rounded(Decimal(value), digits)) == result
    assert printed(Decimal(value), digits) == result


def test_fractions_are_rounded_once() -> None:
    assert rounded(Fraction(10, 3), 2) == Decimal("3.33")
    assert rounded(Fraction(20, 3), 2) == Decimal("6.67")
    assert as_measure(Fraction(1, 3)) == Fraction(333333333, 10**9)


@given(st.fractions(min_value=-(10**9), max_value=10**9), st.integers(0, 6))
def test_rounding_is_near_and_odd(value: Fraction, digits: int) -> None:
    result = rounded(value, digits)
    assert abs(Fraction(result) - value) <= Fraction(1, 2 * 10**digits)
    assert rounded(-value, digits) == -result
    assert decimals(result) <= digits
    assert rounded(result, digits) == result


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("3704.5", "3.704,5"),
        ("2.50", "2,5"),
        ("1E+3", "1.000"),
        ("-1234567", "-1.234.567"),
        ("-0.0", "0"),
        ("0.05", "0,05"),
    ],
)
def test_numbers_are_printed_as_in_viet_nam(value: str, shown: str) -> None:
    assert vietnamese(Decimal(value)) == shown


@pytest.mark.parametrize(("value", "count"), [("2.50", 1), ("2", 0), ("1E+3", 0), ("0.125", 3), ("0.00", 0)])
def test_digits_needed(value: str, count: int) -> None:
    assert decimals(Decimal(value)) == count


def test_points_in_tables_keep_their_digits_and_sign() -> None:
    shown = [with_digits(Decimal(text), 2) for text in ("94.6", "-0.5", "0", "-0.001", "1234.567")]
    assert shown == ["94,60", "-0,50", "0,00", "0,00", "1.234,57"]
