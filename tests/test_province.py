"""Several blocs on one sheet: each unit where it stands in its own bloc; nothing compared that cannot be."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator
from terminal import thidua
from years_bloc import Units, past, written

from thidua_xl.cli.masters import only_newest
from thidua_xl.sheets import province as sheets
from thidua_xl.years.province import province

PRESS: Units = (("X1", "Báo X", ""), ("X2", "Đài Y", ""), ("X3", "Tạp chí Z", ""))


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return written(tmp_path, "Năm 2026", {"AA": "80", "BB": "95", "CC": "80"}, flag="BB")


def press(folder: Path, **more: object) -> Path:
    """Another bloc, one unit of which has not sent."""
    (folder / "press").mkdir()
    points = {"X1": "99", "X2": "80"}
    return written(folder / "press", "Năm 2026", points, PRESS, bloc="Khối báo chí", **more)


def grid(path: Path, sheet: str) -> list[dict[str, object]]:
    rows = [[cell.value for cell in row] for row in load_workbook(path)[sheet].iter_rows()]
    return [dict(zip(map(str, rows[3]), row, strict=True)) for row in rows[4:]]


def test_units_by_bloc_and_rank(first: Path, tmp_path: Path) -> None:
    out = tmp_path / "Toàn tỉnh.xlsx"
    result = thidua("province", first, press(tmp_path), "--out", out)
    assert result.exit_code == 0, result.output
    assert OpenXmlValidator().validate(str(out)).errors == []
    units = grid(out, sheets.UNITS.name)
    keys = ("Mã đơn vị", "Hạng trong khối", "Tổng điểm", "% thang điểm", "Thứ tự chung (tham khảo)")
    assert [tuple(row[key] for key in keys) for row in units] == [
        ("X1", 1, 99, 99, 1),
        ("X2", 2, 80, 80, 3),
        ("X3", None, None, None, None),
        ("BB", 1, 95, 95, 2),
        ("AA", 2, 80, 80, 3),
        ("CC", 2, 80, 80, 3),
    ]
    assert [row["Ghi chú"] for row in units] == [None, None, "chưa nộp", None, "đồng hạng", "đồng hạng"]
    assert [row["Danh hiệu đã quyết định"] for row in units][3] == "Cờ tỉnh"
    blocs = grid(out, sheets.BLOCS.name)
    assert [(row["Khối"], row["Số đơn vị"], row["Đã nộp"], row["Chưa nộp"]) for row in blocs[:3]] == [
        ("Khối báo chí", 3, 2, "Tạp chí Z"), ("Khối thử", 3, 3, None), ("Cộng", 6, 5, None)
    ]  # fmt: skip
    assert [(row["Dẫn đầu"], row["Bình quân % thang"]) for row in blocs[:2]] == [("Báo X", 89.5), ("Sở B", 85)]
    awards = grid(out, sheets.AWARDS.name)
    assert [(row["Mã đơn vị"], row["Tình trạng"]) for row in awards if row["Mã đơn vị"]] == [
        ("X1", sheets.WAITING), ("BB", sheets.DECIDED)
    ]  # fmt: skip


def test_no_order_over_blocs_of_other_scales(first: Path, tmp_path: Path) -> None:
    other = past(press(tmp_path, maximum=200))
    found, findings = province([past(first), other])
    assert (found.one_scale, found.overall, findings) == (None, {}, [])
    assert [bloc.share(bloc.past.units["X1"]) for bloc in found.blocs if "X1" in bloc.past.units] == [49.5]


def test_a_bloc_of_another_period_is_told(first: Path, tmp_path: Path) -> None:
    other = written(tmp_path, "Năm 2025", {"X1": "9"}, PRESS, bloc="Khối báo chí")
    third = written(tmp_path, "Năm 2026", {"X1": "9"}, PRESS, bloc="Khối ba")
    _, findings = province([past(first), past(other), past(third)])
    assert [(one.code, one.where.file) for one in findings] == [("TD-KHOI-KHAC-KY", "Năm 2025.xlsx")]


def test_periods_of_one_bloc_are_a_history(first: Path, tmp_path: Path) -> None:
    result = thidua("province", first, written(tmp_path, "Năm 2025", {"AA": "1"}), "--out", tmp_path / "t.xlsx")
    assert result.exit_code == 1
    assert "thidua history" in result.output


def test_two_masters_of_one_period(first: Path, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    one, other = past(first), past(written(tmp_path / "again", "Năm 2026", {"AA": "1"}))
    closed = replace(one, closed="20/12/2026", file="khóa.xlsx")
    for given in ([closed, other], [other, closed]):
        kept, findings = only_newest(given)
        assert kept == [closed]
        assert [(found.code, found.facts["tep"]) for found in findings] == [("TD-KY-LAP", "khóa.xlsx")]


def test_an_existing_file_is_kept(first: Path, tmp_path: Path) -> None:
    out = tmp_path / "t.xlsx"
    out.write_bytes(b"mine")
    assert thidua("province", first, "--out", out).exit_code == 1
    assert out.read_bytes() == b"mine"
