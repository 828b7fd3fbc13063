"""A small bloc: ties, last year's template, the same content twice, texts like formulas, thirty-four units."""

import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from blocs import bloc, folder
from blocs import sent as read_file
from openpyxl import load_workbook
from small import NOW, TABLES, brought_together, lines, rulebook_of, sent

from thidua_xl.consolidation.building import consolidate
from thidua_xl.findings.finding import Finding
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.workbooks.writing.master import write_master

RULEBOOK = rulebook_of()


def said(findings: list[Finding]) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(found.code, found.where.unit, found.where.sheet, found.where.cell) for found in findings]


def test_ties_share_a_rank(tmp_path: Path) -> None:
    for unit, points in {"CAT": 8, "STP": 9, "VKS": 8, "TTT": 8}.items():
        sent(tmp_path / "in" / f"{unit}.xlsx", RULEBOOK, unit, lines(points))
    master = brought_together(RULEBOOK, tmp_path / "in", tmp_path / "out.xlsx")
    assert master.findings == []
    assert {s.unit: (s.place.rank, s.place.tied) for s in master.standings} == {
        "STP": (1, False), "CAT": (2, True), "VKS": (2, True), "TTT": (2, True),
    }  # fmt: skip
    ranking = load_workbook(tmp_path / "out.xlsx", data_only=True)["Xếp hạng"]
    words = [str(cell.value) for row in ranking for cell in row if cell.value]
    assert sum("đồng hạng" in word for word in words) >= 3


def test_units_that_typed_the_very_same(tmp_path: Path) -> None:
    for unit, points in {"CAT": 8, "STP": 8, "VKS": 7, "TTT": 9}.items():
        claims = lines({"typed": points, "reason": "Theo báo cáo năm"})
        sent(tmp_path / "in" / f"{unit}.xlsx", RULEBOOK, unit, claims)
    master = brought_together(RULEBOOK, tmp_path / "in", tmp_path / "out.xlsx")
    assert said(master.findings) == [("TD-HAI-DON-VI-GIONG-NHAU", "STP", "Tự chấm", None)]


def changed(sheet: str, row: int, column: int, value: str) -> Rulebook:
    tables = {name: [list(cells) for cells in grid] for name, grid in TABLES.items()}
    tables[sheet][row][column] = value
    return rulebook_of(tables)


def test_last_years_template_is_refused(tmp_path: Path) -> None:
    old = changed("Thông tin", 2, 1, "Năm 2025")
    sent(tmp_path / "in" / "CAT.xlsx", old, "CAT", lines(8))
    for unit in ("STP", "VKS", "TTT"):
        sent(tmp_path / "in" / f"{unit}.xlsx", RULEBOOK, unit, lines(9))
    master = brought_together(RULEBOOK, tmp_path / "in", tmp_path / "out.xlsx")
    assert said(master.findings) == [("TD-CHUA-NOP", "CAT", None, None), ("TD-KY-KHAC", "CAT", "Thông tin", "B10")]
    assert [file.status for file in master.files if file.path == "CAT.xlsx"] == ["rejected"]


def test_a_template_of_amended_rules_is_compared_line_by_line(tmp_path: Path) -> None:
    sent(tmp_path / "in" / "CAT.xlsx", changed("Tiêu chí", 2, 5, "0,5"), "CAT", lines(8, 2))
    for unit in ("STP", "VKS", "TTT"):
        sent(tmp_path / "in" / f"{unit}.xlsx", RULEBOOK, unit, lines(9))
    master = brought_together(RULEBOOK, tmp_path / "in", tmp_path / "out.xlsx")
    assert said(master.findings) == [("TD-KHAC-BO-TIEU-CHI", "CAT", "Tự chấm", "A8")]
    card = master.results["CAT"].card
    assert (card.lines["I"].score, card.lines["II"].score) == (Decimal(8), None)


TEXTS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1;2)", '=HYPERLINK("http://x";"y")', "=1+1")


def test_a_members_text_never_becomes_a_formula(tmp_path: Path) -> None:
    register = dict(zip(("name", "field", "description"), TEXTS, strict=False))
    claims = lines({"typed": 8, "reason": TEXTS[3]}, 0, 8)
    info = {"author": TEXTS[4], "position": TEXTS[5], "phone": TEXTS[1]}
    sent(tmp_path / "in" / "CAT.xlsx", RULEBOOK, "CAT", claims, register=register, **info)
    sent(tmp_path / "in" / "STP.xlsx", RULEBOOK, "STP", lines(8, "=1+1"))
    brought_together(RULEBOOK, tmp_path / "in", tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        parts = {name: book.read(name).decode("utf-8") for name in book.namelist() if name.endswith(".xml")}
    formulas = [found for text in parts.values() for found in re.findall(r"<f>(.*?)</f>", text, re.DOTALL)]
    for piece in ("cmd", "HYPERLINK(&quot;http://x", 'HYPERLINK("http://x', "1+1", "-2+3"):
        assert [found for found in formulas if found.startswith(piece)] == []
    assert "".join(parts.values()).count("=cmd|") >= 1
    cells = [cell for sheet in load_workbook(tmp_path / "out.xlsx") for row in sheet for cell in row]
    values = {str(cell.value): cell.data_type for cell in cells}
    for text in register.values():
        assert any(value.endswith(text) and kind == "s" for value, kind in values.items()), text


@pytest.fixture(scope="module")
def many() -> Rulebook:
    return bloc(" ".join(f"DV{number:02}" for number in range(1, 35)))


def test_a_bloc_of_thirty_four_units(many: Rulebook, tmp_path: Path) -> None:
    files = [read_file(f"{unit.code}.xlsx", unit.code, {"I": 60 + n % 30}) for n, unit in enumerate(many.units)]
    master = consolidate(many, "b.xlsx", folder(*files), made_at=NOW)
    assert consolidate(many, "b.xlsx", folder(*reversed(files)), made_at=NOW) == master
    assert len(master.standings) == 34
    ranks = [standing.place.rank for standing in master.standings]
    assert ranks == sorted(ranks)
    assert sum(standing.place.tied for standing in master.standings) == 8
    write_master(tmp_path / "out.xlsx", master, None)
    assert len(load_workbook(tmp_path / "out.xlsx")["Thẩm định"]["A"]) >= 34
