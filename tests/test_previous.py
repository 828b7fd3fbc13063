"""One rulebook for June and December, and this period against earlier ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from calc import Calc
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator
from terminal import thidua
from years_bloc import HALF, THREE, master, rules, tables, written
from years_bloc import past as past_of

from thidua_xl.consolidation.against_previous import findings_against
from thidua_xl.consolidation.master import UnitResult
from thidua_xl.findings.finding import Finding
from thidua_xl.masters.lineage import Relation, relation
from thidua_xl.masters.past import Past
from thidua_xl.masters.prefilling import prefilled
from thidua_xl.member.workbook import read_submission
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.sheets import master as sheets
from thidua_xl.submission import Claim, FigureClaim, Raw, RegisterRow, Submission
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.patching import with_values
from thidua_xl.workbooks.writing import write_rulebook
from thidua_xl.workbooks.writing.master import write_master
from thidua_xl.workbooks.writing.member import write_member

D = Decimal
JUNE, DECEMBER, LAST = f"{HALF} 2026", "Năm 2026", "Năm 2025"
MERGED = (("AA", "Sở A", "Sở C"), ("BB", "Sở B mới", "Sở B"))
MODEL = {"name": "Tổ hòa giải", "kind": "mô hình", "new": D(3), "cumulative": D(9)}


def in_june(folder: Path, figures: Mapping[str, Decimal] | None = None) -> Path:
    points = {"AA": "80", "BB": "70", "CC": "60"}
    return written(folder, JUNE, points, figures={"AA": figures or {"SL1": D(10), "SL2": D(95)}})


# ---- what an earlier period is


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        (DECEMBER, JUNE, Relation.PART),
        (DECEMBER, LAST, Relation.YEAR_BEFORE),
        (JUNE, f"{HALF} 2025", Relation.YEAR_BEFORE),
        (JUNE, LAST, Relation.EARLIER),
        (DECEMBER, "Năm 2024", Relation.EARLIER),
        (DECEMBER, DECEMBER, Relation.NOT_EARLIER),
        (JUNE, DECEMBER, Relation.NOT_EARLIER),
    ],
)
def test_relation_of_periods(now: str, then: str, expected: Relation) -> None:
    assert relation(rules(now), rules(then)) is expected


# ---- June and December from one workbook


def send(folder: Path, rulebook_file: Path, points: Mapping[str, str], extra: str | None = None) -> Path:
    """Each unit's workbook; ``extra`` are the points of the line of whole years."""
    rulebook, _ = read_rulebook(open_book(rulebook_file))
    assert rulebook is not None
    folder.mkdir()
    for code, total in points.items():
        claims = {"I": Claim(code="I", typed=D(total))}
        if extra:
            claims["II.1"] = Claim(code="II.1", typed=D(extra))
        figures = {"SL1": FigureClaim(code="SL1", result=D(9)), "SL2": FigureClaim(code="SL2", result=D(90))}
        said = Submission(unit=code, claims=claims, figures=figures)
        unit = rulebook.unit(code)
        assert unit is not None
        write_member(folder / f"{code}.xlsx", rulebook, unit, submission=said, today=rulebook.end)
    return folder


def grid(path: Path, sheet: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in load_workbook(path, data_only=True)[sheet].iter_rows()]


def test_one_rulebook_for_june_and_december(tmp_path: Path) -> None:
    rulebook = write_rulebook(tmp_path / "Bo-tieu-chi.xlsx", tables(JUNE))
    points = {"AA": "80", "BB": "70", "CC": "60"}
    june, out = tmp_path / "Thang-6.xlsx", tmp_path / "Ca-nam.xlsx"
    assert thidua("consolidate", rulebook, send(tmp_path / "t6", rulebook, points), "--out", june).exit_code in (0, 3)
    assert [row[0] for row in grid(june, "Tổng hợp")[4:7]] == ["I", "III", "III.1"]  # nothing of whole years
    assert "II.1" not in [row[0] for row in grid(tmp_path / "t6" / "AA.xlsx", "Tự chấm")]
    assert past_of(june).units["AA"].total == 80

    info = {row[0]: number for number, row in enumerate(grid(rulebook, "Thông tin"), 1)}
    texts = {(info["Kỳ"], 2): DECEMBER, (info["Đến ngày"], 2): date(2026, 12, 31)}
    rulebook.write_bytes(with_values(rulebook.read_bytes(), {"Thông tin": texts}))
    received = send(tmp_path / "t12", rulebook, {"AA": "70", "BB": "90", "CC": "60"}, extra="2")
    refused = thidua("consolidate", rulebook, received, "--out", june)
    assert refused.exit_code == 1  # what the head typed in June must not slip into December
    assert "--previous" in refused.output
    assert thidua("consolidate", rulebook, received, "--out", out, "--previous", june).exit_code in (0, 3)
    assert [row[0] for row in grid(out, "Tổng hợp")[4:9]] == ["I", "II", "II.1", "III", "III.1"]
    assert past_of(out).units["AA"].total == 72
    assert OpenXmlValidator().validate(str(out)).errors == []
    rows = [row[:8] + row[9:11] for row in grid(out, sheets.COMPARED.name)[4:7]]
    assert rows[0] == [JUNE, "AA", "Sở A", 80, 1, "Tốt", 72, 2, -8, "xuống 1"]
    assert rows[1] == [JUNE, "BB", "Sở B", 70, 2, "Tốt", 92, 1, 22, "lên 1"]
    assert thidua("consolidate", rulebook, received, "--out", out, "--previous", out).exit_code == 1
    assert thidua("consolidate", rulebook, received, "--out", out).exit_code in (0, 3)  # once more, without it
    assert sheets.COMPARED.name not in load_workbook(out).sheetnames


def test_what_is_sent_for_june_is_not_taken_for_december(tmp_path: Path) -> None:
    june = write_rulebook(tmp_path / "t6.xlsx", tables(JUNE))
    december = write_rulebook(tmp_path / "t12.xlsx", tables(DECEMBER))
    received = send(tmp_path / "bai", june, {"AA": "80"})
    assert "Tệp của kỳ" in thidua("consolidate", december, received, "--out", tmp_path / "m.xlsx").output


# ---- templates


def test_a_template_takes_registers_from_june_and_the_same_period_from_last_year(tmp_path: Path) -> None:
    rulebook = write_rulebook(tmp_path / "Bo-tieu-chi.xlsx", tables(DECEMBER))
    last = written(tmp_path, LAST, {"AA": "91", "BB": "91", "CC": "60"}, figures={"AA": {"SL1": D(120), "SL2": D(88)}})
    out = tmp_path / "Bieu-mau"
    result = thidua("template", rulebook, "--out", out, "--previous", in_june(tmp_path), "--previous", last)
    assert result.exit_code == 0, result.output
    (path,) = out.glob("AA_*.xlsx")
    assert OpenXmlValidator().validate(str(path)).errors == []
    found, findings = read_submission(open_book(path), None)
    assert found is not None
    assert findings == []
    assert {code: claim.before for code, claim in found.figures.items()} == {"SL1": 120, "SL2": 88}
    assert all(claim.result is None for claim in found.figures.values())
    assert [row.values["award"] for row in found.registers["Khen thưởng"]] == ["Bằng khen"]
    said = [str(row[0]) for row in grid(path, "Thông tin") if str(row[0]).startswith("Kỳ trước")]
    assert said == [
        f"Kỳ trước – {JUNE}: 80,00 điểm, hạng 1/3, Tốt.",
        "Kỳ trước – Năm 2025: 91,00 điểm, hạng 1/3 (đồng hạng), Xuất sắc.",
    ]
    assert thidua("check", path).exit_code == 3  # only what the unit has not filled in yet


def test_last_year_gives_no_same_period_to_a_review_in_june(tmp_path: Path) -> None:
    last = past_of(written(tmp_path, LAST, {"AA": "91"}, figures={"AA": {"SL1": D(120)}}))
    rulebook = rules(JUNE)
    found = prefilled(rulebook, rulebook.units[0], [last])
    assert (found.figures, found.registers) == ({}, {})


def test_figures_of_a_merged_unit_are_left_to_people(tmp_path: Path) -> None:
    last = past_of(
        written(tmp_path, LAST, {"AA": "91", "CC": "9"}, figures={"AA": {"SL1": D(120)}, "CC": {"SL1": D(7)}})
    )
    rulebook = rules(DECEMBER, MERGED)
    found = prefilled(rulebook, rulebook.units[0], [last])
    assert found.figures["SL1"].before is None
    assert "AA 120; CC 7" in found.figures["SL1"].note


def test_a_renamed_unit_takes_what_it_was(tmp_path: Path) -> None:
    renamed = (("B2", "Sở B mới", "Sở B"),)
    last = past_of(written(tmp_path, LAST, {"BB": "91"}, figures={"BB": {"SL1": D(120)}}))
    rulebook = rules(DECEMBER, renamed)
    assert prefilled(rulebook, rulebook.units[0], [last]).figures["SL1"].before == 120


# ---- findings


def found_against(past: Past, figures: Sequence[FigureClaim] = (), *models: Mapping[str, Raw]) -> list[Finding]:
    """What AA's submission of 2026 says otherwise than ``past``."""
    drawn = master(DECEMBER, {"AA": "80"})
    result = drawn.results["AA"]
    registers = {"Điển hình": tuple(RegisterRow(values=dict(row), cells={"cumulative": "E9"}) for row in models)}
    said = Submission(unit="AA", figures={claim.code: claim for claim in figures}, registers=registers)
    results = {claim.code: claim.result for claim in figures if isinstance(claim.result, Decimal)}
    mine = UnitResult("AA", said, result.inputs, results, result.card, "AA.xlsx")
    return list(findings_against(drawn.rulebook, {"AA": mine}, [past]))


def placed(findings: Sequence[Finding]) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(one.code, one.where.file, one.where.unit, one.where.cell) for one in findings]


def claim(code: str, result: str | None = None, before: str | None = None) -> FigureClaim:
    cells = {"result": "E7", "before": "F7"}
    return FigureClaim(code=code, result=result and D(result), before=before and D(before), cells=cells)


def test_another_same_period_than_was_reported_then(tmp_path: Path) -> None:
    last = past_of(written(tmp_path, LAST, {"AA": "91"}, figures={"AA": {"SL1": D(120), "SL2": D(88)}}))
    found = found_against(last, [claim("SL1", "130", "119"), claim("SL2", "90", "88")])
    assert placed(found) == [("TD-CUNG-KY-LECH", "AA.xlsx", "AA", "F7")]
    assert found_against(last, [claim("SL1", "130")]) == []  # blank says nothing


def test_a_count_of_the_year_under_that_of_june(tmp_path: Path) -> None:
    june = past_of(in_june(tmp_path))
    found = found_against(june, [claim("SL1", "9", "1"), claim("SL2", "90")])  # a share may fall
    assert placed(found) == [("TD-SO-LIEU-GIAM", "AA.xlsx", "AA", "E7")]


@pytest.mark.parametrize(
    ("new", "cumulative", "codes"), [(3, 9, []), (5, 11, []), (5, 10, ["TD-LUY-KE-GIAM"]), (3, 8, ["TD-LUY-KE-GIAM"])]
)
def test_what_there_is_in_all_never_shrinks_within_the_year(
    tmp_path: Path, new: int, cumulative: int, codes: list[str]
) -> None:
    june = past_of(in_june(tmp_path))
    assert june.registers["Điển hình"]["AA"][0]["name"] == "Mô hình dân vận khéo"
    row = {**MODEL, "name": "mô hình  DÂN VẬN khéo", "new": D(new), "cumulative": D(cumulative)}
    assert [one.code for one in found_against(june, (), row)] == codes


def test_what_there_is_in_all_grows_by_what_is_new_since_last_year(tmp_path: Path) -> None:
    last = past_of(written(tmp_path, LAST, {"AA": "91"}))  # 9 in all
    row = {**MODEL, "name": "Mô hình dân vận khéo"}
    (found,) = found_against(last, (), row)
    assert (found.code, found.facts["can"], found.where.cell) == ("TD-LUY-KE-GIAM", "12", "E9")


def test_a_master_that_is_not_earlier_is_refused(tmp_path: Path) -> None:
    rulebook = write_rulebook(tmp_path / "Bo-tieu-chi.xlsx", tables(JUNE))
    later = written(tmp_path, DECEMBER, {"AA": "1"}, THREE)
    assert thidua("template", rulebook, "--out", tmp_path / "b", "--previous", later).exit_code == 1
    assert thidua("template", rulebook, "--out", tmp_path / "b", "--previous", rulebook).exit_code == 1


def test_a_working_folder_keeps_each_period_and_compares_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "khoi"
    assert thidua("start", folder).exit_code == 0
    monkeypatch.chdir(folder)
    results = folder / "Ket-qua"
    write_rulebook(folder / "Bo-tieu-chi.xlsx", tables(JUNE))
    in_june(results).rename(results / "Tong-hop.xlsx")
    in_june(folder / "Ky-truoc")
    write_rulebook(folder / "Bo-tieu-chi.xlsx", tables(DECEMBER))
    (folder / "Bai-nop").rmdir()
    send(folder / "Bai-nop", folder / "Bo-tieu-chi.xlsx", {"AA": "70", "BB": "90", "CC": "60"})
    assert thidua("consolidate").exit_code in (0, 3)
    assert past_of(results / "Tong-hop.xlsx").rulebook.period == JUNE
    made = past_of(results / "Tong-hop_Nam-2026.xlsx")
    assert made.rulebook.period == DECEMBER
    assert len(grid(results / "Tong-hop_Nam-2026.xlsx", sheets.COMPARED.name)) >= 7
    assert "TD-SO-LIEU-GIAM" in [found.code for found in made.findings]


def test_what_is_compared_moves_live(tmp_path: Path, calc: Calc) -> None:
    """The head's points change this period's side, not the other."""
    june = past_of(in_june(tmp_path))
    drawn = master(DECEMBER, {"AA": "70", "BB": "90", "CC": "60"})
    path = write_master(tmp_path / "m.xlsx", replace(drawn, previous=(june,)))
    with calc.open(path) as book:
        book.calculate()
        assert book.values(sheets.COMPARED.name, "G5:H5") == [[70, 2]]
        assert book.values(sheets.COMPARED.name, "J5:K5") == [[-10, "xuống 1"]]
        typed = next(row for row in range(5, 20) if book.value("Thẩm định", f"A{row}") == "AA")
        book.set_number("Thẩm định", f"H{typed}", 99)
        book.calculate()
        assert book.values(sheets.COMPARED.name, "D5:E5") == [[80, 1]]
        assert book.values(sheets.COMPARED.name, "G5:H5") == [[99, 1]]
        assert book.values(sheets.COMPARED.name, "J5:K5") == [[19, "giữ nguyên"]]
