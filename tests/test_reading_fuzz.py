"""Damaged workbooks and odd numbers: no traceback, no two readings, no number out of a text that is none.

`make fuzz` runs the same with many more examples (THIDUA_FUZZ) and a coverage-guided fuzzer besides.
"""

import os
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from crafted import one
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from member_bloc import bloc
from member_drawing import TODAY
from mutations import NAMES, PIECES, Change, changed, small_parts, with_part
from second_reading import disagreement, told, told_slowly, ways_to_read
from test_folder_reading import write

from thidua_xl.book import EPOCH_1904, LAST_SERIAL, Book, Cell, Sheet, Type
from thidua_xl.text.dates import read_date
from thidua_xl.text.numbers import Kind, read_number
from thidua_xl.workbooks.file_content import content_of

TIMES = int(os.environ.get("THIDUA_FUZZ", "1"))


def few(count: int) -> settings:
    """This many examples in CI, ``THIDUA_FUZZ`` times as many by hand."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=count * TIMES, deadline=None, suppress_health_check=slow)


CHANGES = st.lists(
    st.builds(
        Change,
        st.floats(0, 1, exclude_max=True),
        st.sampled_from([0, 0, 1, 2, 5, 30, 200]),
        st.one_of(st.sampled_from(PIECES).map(str.encode), st.binary(max_size=4)),
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def member(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A real member workbook, filled in."""
    return write(tmp_path_factory.mktemp("m") / "m.xlsx", "CAT", {"I": 9, "II": 8}).read_bytes()


@few(500)
@given(name=st.sampled_from(NAMES), changes=CHANGES)
def test_a_damaged_part_is_read_the_same_by_both_ways_or_refused(name: str, changes: list[Change]) -> None:
    content = small_parts()
    assert disagreement(with_part(content, name, changed(content[name].encode(), changes))) == ""


@few(25)
@given(number=st.integers(0, 30), changes=CHANGES)
def test_a_damaged_member_workbook_never_raises(member: bytes, number: int, changes: list[Change]) -> None:
    with ZipFile(BytesIO(member)) as archive:
        content = {name: archive.read(name).decode() for name in archive.namelist()}
    name = list(content)[number % len(content)]
    data = with_part(content, name, changed(content[name].encode(), changes))
    quick, slow = told(data), told_slowly(data)
    assert repr(quick) == repr(slow)
    if isinstance(quick, Book):
        content_of(quick, bloc(), TODAY)


@few(150)
@given(changes=CHANGES)
def test_flipped_bytes_of_a_zip_never_raise(member: bytes, changes: list[Change]) -> None:
    told(changed(member, changes))


@few(400)
@given(
    value=st.one_of(
        st.text(alphabet="0123456789.,eE+-_ \u0661\uff11\u00b2naif%", min_size=1, max_size=12), st.floats().map(str)
    ),
    kind=st.sampled_from(["", ' t="n"', ' t="str"', ' t="d"', ' t="x"']),
)
def test_a_cell_is_a_number_only_where_xml_says_one(value: str, kind: str) -> None:
    assert disagreement(one(f'<c r="A1"{kind}><v>{value}</v></c>')) == ""


DIGITS = st.text(alphabet="0123456789.,", min_size=1, max_size=12)


@few(600)
@given(text=DIGITS, kind=st.sampled_from(list(Kind)), minus=st.booleans())
def test_a_typed_number_is_one_that_some_reader_would_read(text: str, kind: Kind, minus: bool) -> None:
    sign = Decimal(-1) if minus else Decimal(1)
    ours = set(read_number(("-" if minus else "") + text, kind).values)
    theirs = {sign * value for value in ways_to_read(text, kind)}
    assert ours <= theirs
    if len(theirs) == 2 and kind is not Kind.COUNT:  # a count has no decimals, so one of the two is no reading
        assert len(ours) != 1 or not is_grouped(text)


def is_grouped(text: str) -> bool:
    """One mark before exactly three last digits, and no leading 0: thousands to one reader, decimals to the other."""
    whole, _, part = text.replace(",", ".").partition(".")
    return len(part) == 3 and part.isdigit() and 1 <= len(whole) <= 3 and not whole.startswith("0")


@few(400)
@given(text=st.one_of(st.text(max_size=50), st.text(alphabet="0123456789/.- ngàythámngăm", max_size=24)))
def test_a_typed_date_names_its_own_day_month_and_year(text: str) -> None:
    day = read_date(text)
    if day is not None:
        digits = "".join(sign if sign.isdigit() else " " for sign in text).split()
        assert sorted(map(int, digits)) == sorted((day.day, day.month, day.year))


@few(100)
@given(serial=st.one_of(st.floats(), st.integers(-3, 3_000_000).map(float)), date_1904=st.booleans())
def test_every_serial_number_is_a_moment_or_none(serial: float, date_1904: bool) -> None:
    book = Book([Sheet("A", {(1, 1): Cell(Type.NUMBER, serial)})], date_1904=date_1904)
    moment = book.moment(serial)
    assert moment is None or moment.year >= 1899
    assert Book(date_1904=True).moment(0) == EPOCH_1904
    assert Book(date_1904=True).moment(LAST_SERIAL) is None
