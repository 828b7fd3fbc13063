"""`thidua consolidate`: files in, master, report and JSON out (cli.md)."""

import json
from pathlib import Path

import pytest
from bloc_desk import TABLES, Desk
from click.testing import CliRunner

from thidua_xl.cli import main
from thidua_xl.workbooks.writing import write_rulebook


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_clean_bloc(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": 8}, "Công an/bài nộp.xlsx")
    desk.send("STP", {"I": 8, "II": 8})
    result = desk.run()
    assert result.exit_code == 0, result.output
    assert desk.out.exists()
    for piece in ("Công an tỉnh", "17", "Đã gộp xong 2/2", "Tong-hop.txt"):
        assert piece in result.output
    text = desk.out.with_suffix(".txt").read_text(encoding="utf-8-sig")
    assert "Hạng 1: CAT Công an tỉnh: 17,00 điểm" in text
    assert "\x1b[" not in result.output
    assert sorted(path.name for path in desk.out.parent.iterdir()) == ["Tong-hop.txt", "Tong-hop.xlsx"]


def test_the_json_is_the_one_of_the_contract(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": 8})
    found = desk.json()
    assert list(found) == [
        "bloc",
        "period",
        "rulebook",
        "standings",
        "unranked",
        "scorecards",
        "awards",
        "findings",
        "files",
    ]
    assert found["standings"] == [
        {
            "unit": "CAT", "name": "Công an tỉnh", "group": "", "rank": 1, "tied": False, "provisional": False,
            "open_errors": 0, "main": "17.00", "bonus": "0.00", "deduction": "0.00", "total": "17.00", "class": None,
            "because": "",
        }
    ]  # fmt: skip
    assert found["unranked"] == [
        {
            "unit": "STP",
            "reason": "chưa nộp bảng tự chấm",
            "main": None,
            "bonus": None,
            "deduction": None,
            "total": None,
        }
    ]
    assert found["scorecards"]["CAT"]["I"] == {"state": "scored", "score": "9.00", "assessed": None, "final": "9.00"}  # type: ignore[index]
    assert [(row["award"], row["unit"], row["proposed"]) for row in found["awards"]] == [("Cờ thi đua", "CAT", True)]  # type: ignore[attr-defined]


def test_the_json_lists_findings_and_files(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": 8})
    (desk.received / "CAT.pdf").write_bytes(b"%PDF-1.4")
    (desk.received / "rong.xlsx").write_bytes(b"")
    found = desk.json()
    assert [(f["path"], f["status"], f["unit"]) for f in found["files"]] == [  # type: ignore[attr-defined]
        ("CAT.pdf", "attachment", "CAT"),
        ("CAT.xlsx", "used", "CAT"),
        ("rong.xlsx", "rejected", None),
    ]
    assert [(f["code"], f["unit"]) for f in found["findings"]] == [("TD-TEP-RONG", None), ("TD-CHUA-NOP", "STP")]  # type: ignore[attr-defined]


def test_standard_output_carries_the_json_only(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": 8})
    result = desk.run("--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["bloc"] == "Khối thử"


def test_exit_statuses(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": 8})
    assert desk.run().exit_code == 3  # STP has not sent
    desk.send("STP", {"I": 8, "II": 8}, submission="2")  # a text: a warning
    assert desk.run(out=desk.folder / "b.xlsx").exit_code == 0
    assert desk.run("--strict", out=desk.folder / "c.xlsx").exit_code == 3
    assert desk.run("--json", "x.txt").exit_code == 2
    assert desk.run(out=desk.folder / "b.xls").exit_code == 2
    nowhere = CliRunner().invoke(main, ["consolidate", str(desk.file), str(desk.folder / "x"), "--out", str(desk.out)])
    assert (nowhere.exit_code, "Không có" in nowhere.stderr) == (1, True)


def test_a_rulebook_with_errors_stops_with_what_to_do(desk: Desk) -> None:
    write_rulebook(desk.file, {**TABLES, "Tiêu chí": [["Mã", "Nội dung"], ["I", "Việc một"]]})
    result = desk.run()
    assert result.exit_code == 1
    assert "thidua rulebook check" in result.stderr
    assert not desk.out.exists()


def test_a_file_that_is_no_master_is_never_written_over(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": 8})
    desk.out.parent.mkdir()
    for content in (desk.file.read_bytes(), b"ghi chep"):
        desk.out.write_bytes(content)
        result = desk.run("--force")
        assert (result.exit_code, desk.out.read_bytes()) == (1, content)
        assert "Chọn tên khác" in result.stderr


def test_a_master_that_is_open_is_noticed_before_any_work(desk: Desk) -> None:
    desk.out.parent.mkdir()
    (desk.out.parent / "~$Tong-hop.xlsx").write_bytes(b"")
    result = desk.run()
    assert result.exit_code == 1
    assert "đang mở" in result.stderr


def test_our_own_files_in_the_folder_are_passed_over(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": 8})
    desk.send("STP", {"I": 8, "II": 8})
    for _ in range(2):
        first = desk.run(out=desk.received / "Tong-hop.xlsx")
        assert first.exit_code == 0, first.output
    (desk.received / "bo-tieu-chi-cu.xlsx").write_bytes(desk.file.read_bytes())
    found = desk.json()
    ours = [file["path"] for file in found["files"] if file["status"] == "ours"]  # type: ignore[attr-defined]
    dated = [name for name in ours if name.startswith("Tong-hop.2")]
    assert len(dated) == 1
    assert set(ours) == {"Tong-hop.txt", "Tong-hop.xlsx", "bo-tieu-chi-cu.xlsx", *dated}
    assert found["findings"] == []


def test_nothing_a_member_sent_is_changed(desk: Desk) -> None:
    path = desk.send("CAT", {"I": 9, "II": 8})
    before = path.read_bytes(), path.stat().st_mtime_ns
    desk.run()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_working_folder_needs_no_arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "khoi"
    assert CliRunner().invoke(main, ["start", str(folder)]).exit_code == 0
    write_rulebook(folder / "Bo-tieu-chi.xlsx", TABLES)
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(main, ["consolidate"])
    assert result.exit_code == 3, result.output
    assert (folder / "Ket-qua" / "Tong-hop.xlsx").exists()
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["consolidate"]).exit_code == 2
