"""Dates as people type them: day first, four-digit years, nothing guessed."""

import unicodedata
from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.text.dates import read_date, said

DAYS = st.dates(min_value=date(1900, 1, 1))


FIFTH_OF_JUNE = """5/6/2026|05/06/2026|5-6-2026|5.6.2026| 5 / 6 / 2026 |5/ 6/2026|５／６／２０２６
|05\u00a0/06/2026|5\u20116\u20112026
|ngày 5 tháng 6 năm 2026|Ngày 05 tháng 06 năm 2026|NGÀY 5 THÁNG 6 NĂM 2026|5 tháng 6 năm 2026
|ngày 5 tháng 6, năm 2026|ngay 5 thang 6 nam 2026|2026-06-05"""


@pytest.mark.parametrize("text", FIFTH_OF_JUNE.split("|"))
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_fifth_of_june(text: str, form: Literal["NFC", "NFD"]) -> None:
    assert read_date(unicodedata.normalize(form, text)) == date(2026, 6, 5)


NO_DAY = """ |6/15/2026|31/2/2026|29/02/2026|0/5/2026|5/0/2026|32/1/2026|5/6/26|5/6|6/2026|2026|1/1/1899|1/1/0001
|5/6/02026|5/6-2026|5.6/2026|15062026|5/6/2026 10:00|2026-6-5|2026/06/05|2026-13-01|2026-06-31|06-15-2026
|hôm nay|ngày 31 tháng 2 năm 2026|tháng 6 năm 2026|ngày 5/6/2026|5//6/2026|-5/6/2026|٥/٦/٢٠٢٦|46178|Không nộp
|5/6/2026 hoặc 6/6/2026"""


@pytest.mark.parametrize("text", NO_DAY.split("|"))
def test_no_such_day(text: str) -> None:
    assert read_date(text) is None


def test_first_and_last_years() -> None:
    assert read_date("1/1/1900") == date(1900, 1, 1)
    assert read_date("31/12/9999") == date(9999, 12, 31)
    assert read_date("29/02/2024") == date(2024, 2, 29)


def test_a_day_as_a_document_prints_it() -> None:
    assert said(date(2026, 6, 5)) == "05/06/2026"
    assert said(date(987, 1, 2)) == "02/01/0987"


@given(DAYS)
def test_what_is_said_reads_back(day: date) -> None:
    assert read_date(said(day)) == day
    assert read_date(day.isoformat()) == day
    assert read_date(f"ngày {day.day} tháng {day.month} năm {day.year}") == day


@given(st.one_of(st.text(), st.text(alphabet="0123456789/-. ngàythángăm", max_size=45)))
def test_no_text_raises(text: str) -> None:
    read_date(text)
