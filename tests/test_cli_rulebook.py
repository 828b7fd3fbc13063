"""`thidua rulebook`, `thidua template`, `thidua start`: files, JSON and exit statuses of cli.md."""

import json
import re
from pathlib import Path

import pytest
from terminal import thidua

from thidua_xl.cli.working_folder import ICONS, TYPED
from thidua_xl.workbooks.files import open_book


@pytest.fixture
def statistics(tmp_path: Path) -> Path:
    """The example with four warnings."""
    file = tmp_path / "Bộ tiêu chí.xlsx"
    assert thidua("rulebook", "new", file, "--example", "thong-ke-2026").exit_code == 0
    return file


def test_a_new_rulebook_has_only_what_is_still_to_be_filled_in(tmp_path: Path) -> None:
    file = tmp_path / "moi.xlsx"
    assert thidua("rulebook", "new", file).exit_code == 0
    found = thidua("rulebook", "check", file, "--json")
    assert found.exit_code == 3
    codes = {finding["code"] for finding in json.loads(found.stdout)["findings"]}
    assert codes == {"TD-THIEU-THONG-TIN", "TD-KHONG-CO-DON-VI", "TD-KHONG-CO-TIEU-CHI"}


def test_a_new_rulebook_never_overwrites(statistics: Path) -> None:
    before = statistics.read_bytes()
    assert thidua("rulebook", "new", statistics).exit_code == 1
    assert statistics.read_bytes() == before


def test_check_prints_each_warning_with_its_cell(statistics: Path) -> None:
    found = thidua("rulebook", "check", statistics)
    assert found.exit_code == 0
    assert [line.partition(" — ")[0] for line in found.stdout.splitlines() if "nhắc" in line] == [
        f"nhắc {statistics.name}: trang Thông tin, ô B10",
        f"nhắc {statistics.name}: trang Tiêu chí, ô N6",
        f"nhắc {statistics.name}: trang Tiêu chí, ô N7",
        f"nhắc {statistics.name}: trang Tiêu chí, ô D13",
    ]


def test_json_alone_on_standard_output_and_in_a_file_are_the_same(statistics: Path, tmp_path: Path) -> None:
    target = tmp_path / "ket qua.json"
    on_screen = json.loads(thidua("rulebook", "check", statistics, "--json").stdout)
    assert thidua("rulebook", "check", statistics, "--json", target).exit_code == 0
    assert json.loads(target.read_text(encoding="utf-8")) == on_screen
    keys = {"code", "severity", "unit", "file", "sheet", "cell", "facts", "message", "fix"}
    assert all(set(finding) == keys for finding in on_screen["findings"])
    assert re.fullmatch("[0-9a-f]{64}", on_screen["rulebook"]["fingerprint"])


@pytest.mark.parametrize(
    "words",
    [
        ("rulebook", "check", "{file}", "--json", "ket-qua.txt"),
        ("rulebook", "check", "khong-co.xlsx"),
        ("rulebook", "new", "sai-duoi.xls"),
        ("check", "."),
        ("check", "khong-co.xlsx", "--rulebook", "{file}"),
        ("consolidate", "{file}", "--assess", "khong-co"),
        ("start", "{file}"),
        ("rulebook", "check"),
        ("template", "{file}"),
        ("nhầm",),
    ],
)
def test_bad_usage_is_2_and_speaks_vietnamese(
    words: tuple[str, ...], statistics: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(statistics.parent)
    found = thidua(*(word.format(file=statistics) for word in words))
    assert found.exit_code == 2
    assert "Lỗi:" in found.stderr
    assert not re.search(r"\b(Error|Usage|Missing|Invalid|such|File|Path|Directory)\b", found.stderr)


def test_a_file_that_is_no_workbook_is_a_finding(tmp_path: Path) -> None:
    file = tmp_path / "thư.xlsx"
    file.write_text("Kính gửi", encoding="utf-8")
    found = thidua("rulebook", "check", file, "--json")
    assert found.exit_code == 3
    assert json.loads(found.stdout)["findings"][0]["code"].startswith("TD-TEP-")


def test_template_writes_a_workbook_for_each_unit_named_by_its_code(statistics: Path, tmp_path: Path) -> None:
    forms = tmp_path / "Biểu mẫu"
    assert thidua("template", statistics, "--out", forms, "--unit", "tk02", "--unit", "TK01").exit_code == 0
    names = sorted(file.name for file in forms.iterdir())
    assert names == ["TK01_Tu-cham_Nam-2026.xlsx", "TK02_Tu-cham_Nam-2026.xlsx"]
    sheets = [sheet.name for sheet in open_book(forms / names[0]).sheets]
    assert sheets[:4] == ["Hướng dẫn", "Thông tin", "Số liệu", "Tự chấm"]
    assert thidua("template", statistics, "--out", forms, "--unit", "TK01").exit_code == 1
    assert thidua("template", statistics, "--out", forms, "--unit", "TK01", "--force").exit_code == 0


def test_template_refuses_a_rulebook_with_errors_and_unknown_units(statistics: Path, tmp_path: Path) -> None:
    empty = tmp_path / "moi.xlsx"
    thidua("rulebook", "new", empty)
    assert thidua("template", empty, "--out", tmp_path / "a").exit_code == 1
    assert thidua("template", statistics, "--out", tmp_path / "b", "--unit", "XX").exit_code == 1
    assert not (tmp_path / "a").exists()
    assert not (tmp_path / "b").exists()


def test_preview_is_a_practice_template(statistics: Path, tmp_path: Path) -> None:
    preview = tmp_path / "xem thu.xlsx"
    assert thidua("rulebook", "check", statistics, "--preview", preview).exit_code == 0
    scores = next(sheet for sheet in open_book(preview).sheets if sheet.name == "Tự chấm")
    assert str(scores.cells[1, 1].value).startswith("BẢN THỬ")


def test_in_a_working_folder_commands_need_no_arguments(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "Khối 2026"
    assert thidua("start", folder, "--example", "phu-luc-diem-tru").exit_code == 0
    monkeypatch.chdir(folder)
    assert thidua("rulebook", "check").exit_code == 0
    assert thidua("template").exit_code == 0
    assert len(list((folder / "Bieu-mau").glob("*.xlsx"))) == 5
    for name in (*ICONS, TYPED):
        text = (folder / name).read_bytes()
        assert text.isascii()
        assert b"\r\n" in text
        assert b"\n" not in text.replace(b"\r\n", b"")


def test_in_a_working_folder_forms_go_to_folders_of_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Blank assessors' forms must not lie where those that came back are read."""
    example = tmp_path / "mau"
    assert thidua("demo", example).exit_code == 0
    folder = tmp_path / "Khối"
    assert thidua("start", folder, "--example", "khoi-noi-chinh").exit_code == 0
    monkeypatch.chdir(folder)
    assert thidua("template", "--targets", "--unit", "CAT").exit_code == 0
    assert thidua("template", "--assess", example / "Ket-qua" / "Tong-hop.xlsx", "--unit", "CAT").exit_code == 0
    assert len(list((folder / "Phieu-dang-ky").glob("CAT*.xlsx"))) == 1
    assert len(list((folder / "Phieu-cham-cheo").glob("CAT*.xlsx"))) == 1
    assert not list((folder / "Bieu-mau").iterdir())


def test_only_a_rulebook_nobody_typed_into_is_written_over(tmp_path: Path) -> None:
    """`thidua start` puts an empty one there; the decision in Word comes next."""
    file = tmp_path / "Khối" / "Bo-tieu-chi.xlsx"
    assert thidua("start", file.parent).exit_code == 0
    assert thidua("rulebook", "new", file, "--example", "thong-ke-2026").exit_code == 0
    kept = file.read_bytes()
    assert thidua("rulebook", "new", file).exit_code == 1
    assert file.read_bytes() == kept
    file.write_bytes(b"something else")
    assert thidua("rulebook", "new", file).exit_code == 1
