"""Numbers as people type them: every sentence of scoring.md 3 that is about text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.points import vietnamese
from thidua_xl.text.numbers import Kind, read_number

COUNT, OTHERS = Kind.COUNT, [kind for kind in Kind if kind is not Kind.COUNT]
UNUSUAL = st.text(alphabet="0123456789.,%+-−– \u00a0\u200b０９．，eExnaif", max_size=45)


def values(text: str, kind: Kind) -> list[str]:
    return [f"{value:f}" for value in read_number(text, kind).values]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9", "9"),
        ("007", "7"),
        ("43,6", "43.6"),
        ("43.6", "43.6"),
        (",5", "0.5"),
        (".5", "0.5"),
        (",500", "0.500"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("-0,125", "-0.125"),
        ("+0,125", "0.125"),
        ("12,3456", "12.3456"),
        ("8.100.000", "8100000"),
        ("6,705,000", "6705000"),
        ("8 100 000", "8100000"),
        ("8\u00a0100\u202f000", "8100000"),
        ("1 234", "1234"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1.234,567", "1234.567"),
        ("1.234.567,89", "1234567.89"),
        ("  43,6 ", "43.6"),
        ("43 ,6", "43.6"),
        ("43, 6", "43.6"),
        ("\ufeff43,\u200b6\n", "43.6"),
        ("４３，６", "43.6"),
        ("＋５", "5"),
        ("－５", "-5"),
        ("\u22125", "-5"),
        ("-5", "-5"),
        ("- 5", "-5"),
        ("-0", "0"),
        ("1234567890123456789012345678901234,5", "1234567890123456789012345678901234.5"),
        ("-1234567890123456789012345678901234,5", "-1234567890123456789012345678901234.5"),
    ],
)
@pytest.mark.parametrize("kind", list(Kind))
def test_one_reading_in_every_kind(text: str, value: str, kind: Kind) -> None:
    assert values(text, kind) == [value]
    assert read_number(text, kind).only == Decimal(value)


@pytest.mark.parametrize(
    ("text", "decimal", "thousands"),
    [
        ("3.704", "3.704", "3704"),
        ("3,704", "3.704", "3704"),
        ("-3.704", "-3.704", "-3704"),
        ("＋３．７０４", "3.704", "3704"),
        ("1.000", "1.000", "1000"),
        ("12 .500", "12.500", "12500"),
        ("1234.567", "1234.567", "1234567"),
    ],
)
def test_three_last_digits_are_thousands_in_a_count_and_two_readings_elsewhere(
    text: str, decimal: str, thousands: str
) -> None:
    assert values(text, COUNT) == [thousands]
    for kind in OTHERS:
        assert values(text, kind) == [decimal, thousands]
        assert read_number(text, kind).only is None


NO_NUMBER = """ |chín|12 vụ|vụ 12|1e999|1e3|1E3|NaN|inf|Infinity|-inf|1_000|0x10|1.234.56|1,2,3|1.23.456|12.34,5.6|5.|5,
|.|,|-|+|--5|+-5|5-|(5)|4 3|12 34|8 1000|8.100 000|0.125.000|0,125,000|0 125|1.234,|1.234,5,6|1'234|½|²|٣|१२
|1/2|=1+1|5 đ|–5|88,1‰|%|88%%|%88|12345678901234567890123456789012345678901"""


@pytest.mark.parametrize("text", NO_NUMBER.split("|"))
@pytest.mark.parametrize("kind", list(Kind))
def test_no_reading(text: str, kind: Kind) -> None:
    assert values(text, kind) == []
    assert read_number(text, kind).only is None


@pytest.mark.parametrize("text", ["88,1%", "88.1%", "88,1 %", "８８，１％", " 88,1\u00a0% "])
def test_percent_sign_is_read_where_percentages_are_asked_only(text: str) -> None:
    assert values(text, Kind.PERCENT) == ["88.1"]
    for kind in (Kind.COUNT, Kind.MONEY, Kind.NUMBER, Kind.POINTS):
        assert values(text, kind) == []


def test_percent_keeps_the_two_readings() -> None:
    assert values("3.704%", Kind.PERCENT) == ["3.704", "3704"]
    assert values("100%", Kind.PERCENT) == ["100"]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_what_is_printed_the_vietnamese_way_reads_back(value: Decimal) -> None:
    for kind in OTHERS:  # in a count three last digits are thousands, whatever was meant
        assert value in read_number(vietnamese(value), kind).values


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_whole_numbers_printed_the_vietnamese_way_are_one_reading_in_a_count(value: int) -> None:
    assert read_number(vietnamese(Decimal(value)), COUNT).only == value


@given(st.one_of(st.text(), UNUSUAL), st.sampled_from(list(Kind)))
def test_no_text_raises_and_every_reading_is_finite(text: str, kind: Kind) -> None:
    found = read_number(text, kind).values
    assert len(found) <= 2
    assert all(value.is_finite() and not (value.is_zero() and value.is_signed()) for value in found)
    assert len(set(found)) == len(found)
