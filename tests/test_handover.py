"""The next head's folder: the rulebook a year on with nothing else touched, the history, the letter."""

import hashlib
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from terminal import thidua
from years_bloc import THREE, tables, written

from thidua_xl.errors import NotReadable
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.sheets.pact import REGISTERED_TITLES
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.patching import with_values
from thidua_xl.workbooks.writing import write_rulebook
from thidua_xl.years.handover import next_rulebook, next_year
from thidua_xl.years.history_reading import read_history

NEXT, LETTER = "Bo-tieu-chi_Nam-2027.xlsx", "Bien-ban-ban-giao.docx"


@pytest.fixture
def master(tmp_path: Path) -> Path:
    """A master of 2026 with its rulebook beside; its name is the one the master knows."""
    write_rulebook(tmp_path / "bo-tieu-chi.xlsx", tables("Năm 2026"))
    return written(tmp_path, "Năm 2026", {"AA": "80", "BB": "95"}, flag="BB")


def rules(path: Path) -> Rulebook:
    found, findings = read_rulebook(open_book(path))
    assert found is not None, findings
    return found


def next_file(folder: Path) -> Path:
    (found,) = folder.glob("bo-tieu-chi_Nam-2027.xlsx")
    return found


def test_the_next_rulebook(master: Path, tmp_path: Path) -> None:
    out = tmp_path / "Bàn giao"
    result = thidua("handover", master, "--out", out)
    assert result.exit_code == 0, result.output
    old, new = rules(tmp_path / "bo-tieu-chi.xlsx"), rules(next_file(out))
    assert (new.period, new.start, new.end, new.due) == (
        "Năm 2027", date(2027, 1, 1), date(2027, 12, 31), date(2027, 12, 10)
    )  # fmt: skip
    assert [unit.role for unit in new.units] == ["", "Trưởng khối", ""]
    assert new.figures[0].targets == {}
    assert [row.code for row in new.rows] == [row.code for row in old.rows]
    assert [row.text for row in new.rows] == [row.text for row in old.rows]
    late = new.criterion("III.1")
    assert late is not None
    assert late.rule is not None
    assert late.rule.form.gauge.deadline == date(2027, 2, 28)  # type: ignore[attr-defined]


def test_every_other_part_stays_byte_for_byte(master: Path, tmp_path: Path) -> None:
    thidua("handover", master, "--out", tmp_path / "bg")
    before, after = (zipfile.ZipFile(path) for path in (tmp_path / "bo-tieu-chi.xlsx", next_file(tmp_path / "bg")))
    assert before.namelist() == after.namelist()
    changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert all(name.startswith("xl/worksheets/sheet") for name in changed)
    assert len(changed) == 4  # Thông tin, Đơn vị, Tiêu chí, Chỉ tiêu


def test_the_letter_names_files_digests_and_what_is_open(master: Path, tmp_path: Path) -> None:
    out = tmp_path / "bg"
    thidua("handover", master, "--out", out)
    paper = Document(str(out / LETTER))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    for name in ("bo-tieu-chi_Nam-2027.xlsx", "Năm 2026_Nam-2026.xlsx", "Lich-su.xlsx"):
        assert name in cells
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() in cells
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "Bên nhận: Sở B" in text
    assert "10/12/2027" in text
    assert "Việc thêm của năm 2026" in "\n".join(cells)  # a text that still names the year is for people


def test_a_large_target_is_a_number_and_not_a_day(tmp_path: Path) -> None:
    grids = tables("Năm 2026")
    grids["Chỉ tiêu"][1][3] = "850000"
    write_rulebook(tmp_path / "b.xlsx", grids)
    moved = next_rulebook(open_book(tmp_path / "b.xlsx"), rules(tmp_path / "b.xlsx"))
    assert [change.before for change in moved.changes if change.what == "KH AA SL1"] == ["850.000"]
    assert ("01/01/2026", "01/01/2027") in [(change.before, change.after) for change in moved.changes]


def test_titles_registered_for_the_year_that_ended_are_pointed_at(tmp_path: Path) -> None:
    write_rulebook(tmp_path / "b.xlsx", tables("Năm 2026"))
    book = load_workbook(tmp_path / "b.xlsx")
    page = book.create_sheet(REGISTERED_TITLES.name)
    page.append([column.header for column in REGISTERED_TITLES.columns])
    page.append(["AA", *["Cờ tỉnh"] * (len(REGISTERED_TITLES.columns) - 1)])
    book.save(tmp_path / "b.xlsx")
    doubts = next_rulebook(open_book(tmp_path / "b.xlsx"), rules(tmp_path / "b.xlsx")).doubts
    assert [(doubt.sheet, doubt.text) for doubt in doubts if doubt.why == "registered"] == [("Đăng ký", "1")]


def test_the_history_goes_on(master: Path, tmp_path: Path) -> None:
    (tmp_path / "2025").mkdir()
    before = tmp_path / "Lich-su.xlsx"
    thidua("history", written(tmp_path / "2025", "Năm 2025", {"AA": "70"}), "--out", before)
    kept = before.read_bytes()
    assert thidua("handover", master, "--out", tmp_path / "bg", "--history", before).exit_code == 0
    found = read_history(open_book(tmp_path / "bg" / "Lich-su.xlsx"))
    assert [period.name for period in found.results] == ["Năm 2025", "Năm 2026"]
    assert before.read_bytes() == kept


def test_another_head_can_be_named(master: Path, tmp_path: Path) -> None:
    assert thidua("handover", master, "--out", tmp_path / "bg", "--head", "cc").exit_code == 0
    assert [unit.role for unit in rules(next_file(tmp_path / "bg")).units] == ["", "Phó khối", "Trưởng khối"]
    refused = thidua("handover", master, "--out", tmp_path / "bg2", "--head", "ZZ")
    assert refused.exit_code == 1
    assert not (tmp_path / "bg2").exists()


def test_nothing_is_overwritten_without_force(master: Path, tmp_path: Path) -> None:
    out = tmp_path / "bg"
    assert thidua("handover", master, "--out", out).exit_code == 0
    assert thidua("handover", master, "--out", out).exit_code == 1
    assert thidua("handover", master, "--out", out, "--force").exit_code == 0


def test_without_the_rulebook_it_says_what_to_give(master: Path, tmp_path: Path) -> None:
    (tmp_path / "bo-tieu-chi.xlsx").rename(tmp_path / "khac.xlsx")
    refused = thidua("handover", master, "--out", tmp_path / "bg")
    assert refused.exit_code == 1
    assert "--rulebook" in refused.output
    assert thidua("handover", master, "--out", tmp_path / "bg", "--rulebook", tmp_path / "khac.xlsx").exit_code == 0


def test_a_damaged_file_is_told_in_words(master: Path, tmp_path: Path) -> None:
    (tmp_path / "hong.xlsx").write_bytes((tmp_path / "bo-tieu-chi.xlsx").read_bytes()[:5000])
    for arguments in (
        ("handover", master, "--rulebook", tmp_path / "hong.xlsx", "--out", tmp_path / "bg"),
        ("template", tmp_path / "bo-tieu-chi.xlsx", "--assess", tmp_path / "hong.xlsx", "--out", tmp_path / "p"),
    ):
        ran = thidua(*arguments)
        assert ran.exit_code == 1
        assert "tải về dở dang" in ran.output
        assert "TD-TEP" not in ran.output


def test_a_formula_is_left_for_people(tmp_path: Path) -> None:
    path = write_rulebook(tmp_path / "b.xlsx", tables("Năm 2026"))
    book, rulebook = open_book(path), rules(path)
    sheet = next(sheet for sheet in book.sheets if sheet.name == "Thông tin")
    at = next(at for at, cell in sheet.cells.items() if cell.value == "Năm 2026")
    sheet.cells[at] = sheet.cells[at]._replace(formula='"Năm "&2026')
    found = next_rulebook(book, rulebook)
    assert at not in found.values["Thông tin"]
    assert found.doubts[0].why == "formula"


def test_without_one_deputy_the_head_is_left_to_people(tmp_path: Path) -> None:
    path = write_rulebook(tmp_path / "b.xlsx", tables("Năm 2026", THREE[:1]))
    found = next_rulebook(open_book(path), rules(path))
    assert found.head is None
    assert "no head" in [doubt.why for doubt in found.doubts]
    assert "Đơn vị" not in found.values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2026", "Năm 2027"),
        ("6 tháng đầu năm 2026", "6 tháng đầu năm 2027"),
        ("Năm học 2025-2026", "Năm học 2026-2027"),
        ("Kỳ I", "Kỳ I"),
    ],
)
def test_the_period_s_name_a_year_on(text: str, expected: str) -> None:
    assert next_year(text) == expected


def test_values_in_place(tmp_path: Path) -> None:
    path = write_rulebook(tmp_path / "b.xlsx", tables("Năm 2026"))
    values = {(5, 2): "a < b & c", (6, 2): date(2027, 3, 1), (400, 30): "xa", (7, 2): None}
    path.write_bytes(with_values(path.read_bytes(), {"Thông tin": values}))
    sheet = next(sheet for sheet in open_book(path).sheets if sheet.name == "Thông tin")
    assert (sheet.cells[5, 2].value, sheet.cells[400, 30].value) == ("a < b & c", "xa")
    assert sheet.cells[6, 2].value == 46447
    assert (7, 2) not in sheet.cells
    assert load_workbook(path)["Thông tin"]["B6"].value is not None
    with pytest.raises(NotReadable):
        with_values(path.read_bytes(), {"Không có": {}})
