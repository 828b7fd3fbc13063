"""A master read back says what the engine said when it was drawn."""

import random
from decimal import Decimal
from pathlib import Path

from master_bloc import bloc
from masters import master_of, random_claims
from openpyxl import load_workbook
from years_bloc import past, written

from thidua_xl.masters.past_reading import past_of
from thidua_xl.sheets import master as sheets
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.writing import write_rulebook
from thidua_xl.workbooks.writing.master import write_master


def test_everything_drawn_is_read_back(tmp_path: Path) -> None:
    rulebook = bloc()
    figures = {"AA": {"SL1": Decimal(7)}}
    drawn = master_of(
        rulebook, random_claims(rulebook, random.Random(3), ["AA", "BB", "CC", "DD", "EE", "FF"]), figures=figures
    )
    found = past(write_master(tmp_path / "m.xlsx", drawn))
    assert found.rulebook == rulebook
    assert (found.rulebook_file, found.made_at, found.closed) == (drawn.rulebook_file, drawn.made_at, "")
    assert list(found.units) == [unit.code for unit in rulebook.units]
    ranks = {standing.unit: (standing.place.rank, standing.place.tied) for standing in drawn.standings}
    assert {u.code: (u.rank, u.tied) for u in found.units.values() if u.rank} == ranks
    for unit, result in drawn.results.items():
        totals, read = result.card.totals, found.units[unit]
        assert totals is not None
        assert (read.main, read.bonus, read.deduction, read.total) == (
            totals.main, totals.bonus, totals.deduction, totals.total
        )  # fmt: skip
        assert read.class_name == (result.card.class_name or "")
        points = {code: line.final for code, line in result.card.lines.items() if line.final is not None}
        assert {code: read.points[code] for code in points} == points
    assert not found.units["GG"].sent
    assert [unit.code for unit in found.waiting] == ["GG"]
    assert found.figures["AA", "SL1"] == {"target": 7, "result": 7, "before": 7}
    assert [(row.award, row.unit, row.proposed) for row in found.awards] == [
        (row.award, row.unit, row.proposed) for row in drawn.proposals
    ]
    assert found.registers["Khen thưởng"]["AA"][0]["award"] == "Bằng khen"
    assert len(found.files) == len(drawn.files)


def test_ties_and_decisions(tmp_path: Path) -> None:
    found = past(written(tmp_path, "Năm 2026", {"AA": "90", "BB": "90", "CC": "70"}, flag="BB"))
    assert [(u.rank, u.tied) for u in found.units.values()] == [(1, True), (1, True), (3, False)]
    assert (found.decided("BB"), found.decided("AA")) == (["Cờ tỉnh"], [])


def test_another_workbook_is_no_master(tmp_path: Path) -> None:
    path = write_rulebook(tmp_path / "b.xlsx", None)
    assert [found.code for found in past_of(open_book(path), "b.xlsx").findings] == ["TD-KHONG-PHAI-TONG-HOP"]


def test_a_master_saved_without_calculating(tmp_path: Path) -> None:
    path = written(tmp_path, "Năm 2026", {"AA": "90"})
    book = load_workbook(path)
    book.save(path)
    (found,) = past_of(open_book(path), "m.xlsx").findings
    assert (found.code, found.where.sheet) == ("TD-TONG-HOP-CHUA-TINH", "Tổng hợp")


def test_a_master_without_its_rulebook(tmp_path: Path) -> None:
    path = written(tmp_path, "Năm 2026", {"AA": "90"})
    book = load_workbook(path)
    book[sheets.META].cell(1, sheets.META_RULEBOOK).value = "{}"
    book.save(path)
    assert [found.code for found in past_of(open_book(path), "m.xlsx").findings] == ["TD-TONG-HOP-THIEU-BO-TIEU-CHI"]
