"""`thidua check`: single workbooks, their findings, the exit status and the JSON."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from member_bloc import bloc, filled, reclaimed

from thidua_xl.cli import main
from thidua_xl.examples import tables
from thidua_xl.submission import Submission
from thidua_xl.workbooks.writing.member import write_member
from thidua_xl.workbooks.writing.rulebook import write_rulebook

DAY = date(2026, 12, 1)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)], catch_exceptions=False)


def written(folder: Path, name: str, submission: Submission | None = None) -> Path:
    """A member workbook as the template writer leaves it."""
    unit = bloc().unit("STP")
    assert unit is not None
    # dates of the past only: the command reads the clock of the PC
    sent = submission or filled()
    early = [item.model_copy(update={"issued_on": date(2025, 5, 10)}) for item in sent.evidence]
    info = sent.info | {"made_on": date(2025, 5, 20)}
    sent = reclaimed(sent, "I.2", result=date(2025, 6, 10))
    sent = sent.model_copy(update={"evidence": tuple(early), "info": info})
    write_member(folder / name, bloc(), unit, submission=sent, today=DAY)
    return folder / name


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bài nộp")
    written(folder, "Sở Tư pháp.xlsx")
    written(folder, "Sở Tư pháp lỗi.xlsx", reclaimed(filled(), "II.2", result="Rất tốt"))
    written(folder, "Nhắc.xlsx", reclaimed(filled(), "I.1", result="88"))
    (folder / "hỏng.xlsx").write_bytes(b"PK\x03\x04 nothing")
    write_rulebook(folder / "Bộ tiêu chí.xlsx", tables("khoi-noi-chinh"))
    return folder


def test_a_clean_workbook(folder: Path) -> None:
    result = run(folder / "Sở Tư pháp.xlsx")
    assert result.exit_code == 0, result.output
    assert "không có lỗi" in result.output


def test_a_fault_is_said_with_its_place_and_fix(folder: Path) -> None:
    result = run(folder / "Sở Tư pháp lỗi.xlsx")
    assert result.exit_code == 3
    assert "trang Tự chấm, ô H16" in result.output
    assert "Rất tốt" in result.output


def test_strict_counts_warnings(folder: Path) -> None:
    assert run(folder / "Nhắc.xlsx").exit_code == 0
    assert run(folder / "Nhắc.xlsx", "--strict").exit_code == 3


def test_one_bad_file_never_stops_the_others(folder: Path) -> None:
    result = run(folder / "hỏng.xlsx", folder / "Sở Tư pháp.xlsx", "--json")
    assert result.exit_code == 3
    found = json.loads(result.output)
    assert [each["file"] for each in found["findings"]] == ["hỏng.xlsx"]
    assert [(each["path"], each["unit"], each["status"]) for each in found["files"]] == [
        ("hỏng.xlsx", None, "rejected"),
        ("Sở Tư pháp.xlsx", "STP", "used"),
    ]


def test_json(folder: Path) -> None:
    target = folder / "kết quả.json"
    result = run(folder / "Sở Tư pháp lỗi.xlsx", "--json", target)
    assert result.exit_code == 3
    found = json.loads(target.read_text(encoding="utf-8"))
    assert found["bloc"] == bloc().bloc
    card = found["scorecards"]["STP"]
    assert card["I.1"] == {"state": "scored", "score": "8.80", "assessed": None, "final": "8.80"}
    assert card["II.2"] == {"state": "error", "score": None, "assessed": None, "final": None}
    assert card["I.4"]["state"] == "pending"
    assert card["III.3"]["state"] == "not_assigned"
    finding = found["findings"][0]
    assert {key: finding[key] for key in ("code", "severity", "unit", "file", "sheet", "cell")} == {
        "code": "TD-MUC-KHONG-CO",
        "severity": "error",
        "unit": "STP",
        "file": "Sở Tư pháp lỗi.xlsx",
        "sheet": "Tự chấm",
        "cell": "H16",
    }


def test_a_rulebook_is_no_member_workbook_and_another_bloc_has_no_such_unit(folder: Path) -> None:
    rulebook = folder / "Bộ tiêu chí.xlsx"
    found = json.loads(run(rulebook, "--json").output)
    assert [each["code"] for each in found["findings"]] == ["TD-KHONG-PHAI-BANG-TU-CHAM"]
    found = json.loads(run(folder / "Sở Tư pháp.xlsx", "--rulebook", rulebook, "--json").output)
    assert "TD-KY-KHAC" not in {each["code"] for each in found["findings"]}
    assert {"TD-THIEU-DONG", "TD-DONG-THEM"} <= {each["code"] for each in found["findings"]}


def test_what_cannot_run(folder: Path) -> None:
    clean = folder / "Sở Tư pháp.xlsx"
    assert run(clean, "--rulebook", clean).exit_code == 1
    assert run(folder / "không có.xlsx").exit_code == 2
    assert run(clean, "--json", "x.txt").exit_code == 2
    assert run().exit_code == 2
