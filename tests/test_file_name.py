"""Names of periods and blocs as file names have them: those of submissions must not change."""

import pytest

from thidua_xl.member.file_name import in_file_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Năm 2026", "Nam-2026"),
        ("  NĂM\u00a02026 ", "Nam-2026"),
        ("6 tháng đầu năm 2026", "6-thang-dau-nam-2026"),
        ("Quý I/2026 (ước)", "Quy-i2026-uoc"),
        ("Năm " * 30, "-".join(["Nam"] + ["nam"] * 29)[:60]),
    ],
)
def test_a_name(text: str, name: str) -> None:
    assert in_file_name(text) == name
