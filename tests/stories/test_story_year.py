"""A year of a bloc, end to end, through the real commands: from the decision in Word to next year's rulebook.

Each step is a fixture that goes on from the one before, so a failure names the step; the tests look at the step's
files as a person would.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import load_workbook
from year_bloc import (
    example,
    lines,
    printed,
    rules_in,
)
from year_steps import ANSWER, DECIDED, DIPLOMA, PROVINCE, Desk
from year_typing import cells_of, run, typing

from thidua_xl.consolidation.carried import master_again
from thidua_xl.consolidation.json_form import json_form
from thidua_xl.demo.bloc import example_rulebook
from thidua_xl.masters.past_reading import past_of
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.workbooks.files import open_book

pytest_plugins = ("year_steps",)


def ranks(told: dict[str, Any]) -> dict[str, int]:
    return {each["unit"]: each["rank"] for each in told["standings"]}


def totals(told: dict[str, Any]) -> dict[str, str]:
    return {each["unit"]: each["total"] for each in told["standings"]}


# ---- the rulebook


def test_01_word_gives_codes_and_maxima(drafted: Desk) -> None:
    grid = example()["Tiêu chí"]
    marks = printed(grid)
    wanted = {marks[row[0]][1]: float(row[2].replace(",", ".")) if row[2] else None for row in lines(grid)}
    rows = cells_of(drafted.folder / "ban-dau.xlsx", "Tiêu chí", "Mã")
    assert {row["Mã"]: row["Điểm tối đa"] for row in rows if row["Mã"]} == wanted
    assert len([row for row in rows if row["Cách chấm"] == "Diễn giải"]) == 3


def test_02_completed_it_is_the_rulebook_of_the_bloc(completed: Desk) -> None:
    assert fingerprint(rules_in(completed.draft)) == fingerprint(example_rulebook())


# ---- the pact


def test_03_what_was_registered_stands_in_the_rulebook(agreed: Desk) -> None:
    figures = agreed.rules.figures_by_code
    assert (figures["SL21"].targets["VKS"], figures["SL24"].targets["TTT"]) == (64, 10)
    assert figures["SL22"].targets["THADS"] == 850000, "what was assigned stays"
    titles = load_workbook(agreed.rulebook)["Đăng ký"]
    assert {str(row[0].value) for row in titles.iter_rows(min_row=2)} >= {"TTT", "VKS"}


# ---- earlier periods, templates, submissions


def test_04_earlier_masters_can_be_read_back(remembered: Desk) -> None:
    for file in (remembered.before, remembered.half):
        past, findings = past_of(open_book(file), file.name)
        assert past is not None, findings
        assert (past.ranked, len(past.waiting)) == (4, 4)
    assert past.figure("CAT", "SL01", "result") == 625


def test_05_the_templates_know_what_was(given: Desk) -> None:
    form = given.forms / "CAT_Tu-cham_Nam-2026.xlsx"
    figures = {row["Mã"]: row for row in cells_of(form, "Số liệu", "Mã")}
    assert (figures["SL01"]["Cùng kỳ"], figures["SL01"]["Thực hiện"]) == (1204, None)
    assert figures["SL15"]["Kế hoạch"] == 250
    models = {row["Tên điển hình"]: row["Lũy kế"] for row in cells_of(form, "Điển hình", "Tên điển hình")}
    assert models["Camera an ninh thôn, tổ dân phố"] == 271 - 79 + 39, "as reported for the half year"
    page = load_workbook(form)["Thông tin"]
    said = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value]
    assert [text for text in said if "Năm 2025" in text], "points and rank of the year before"
    assert [text for text in said if "6 tháng đầu năm 2026" in text]


def test_06_a_unit_finds_its_own_faults(sent: Desk) -> None:
    told = sent.folder / "kiem-tra.json"
    run("check", sent.received / "STP_Tu-cham_Nam-2026.xlsx", "--json", told, status=3)
    findings = json.loads(told.read_text(encoding="utf-8"))["findings"]
    assert [each["code"] for each in findings if each["severity"] == "error"] == ["TD-SO-HAI-CACH-DOC"]
    run("check", sent.received / "VKS.xlsx", "--rulebook", sent.rulebook)


def test_07_faults_are_found_and_seven_are_ranked(gathered: Desk) -> None:
    told = gathered.told["first"]
    assert [(each["unit"], each["code"]) for each in told["findings"]] == [
        (None, "TD-DOI-CHIEU-SAI"),
        (None, "TD-DOI-CHIEU-CHUA-DU"),
        ("TTT", "TD-THIEU-MINH-CHUNG"),
        ("STP", "TD-SO-HAI-CACH-DOC"),
        ("BCHQS", "TD-KPS-THIEU-LY-DO"),
        ("CAT", "TD-CUNG-KY-LECH"),
        ("THADS", "TD-CHUA-NOP"),
    ]
    assert ranks(told) == {"TTT": 1, "VKS": 2, "CAT": 3, "BCHQS": 4, "SNV": 5, "TAND": 6, "STP": 7}
    assert totals(told)["STP"] == "86.80"
    assert [each["unit"] for each in told["unranked"]] == ["THADS"]
    compared = cells_of(gathered.master, "So với kỳ trước", "Mã đơn vị")
    assert {(row["Kỳ trước"], row["Mã đơn vị"]) for row in compared if row["Hạng kỳ trước"]} >= {("Năm 2025", "CAT")}


# ---- feedback, a second submission


def test_08_what_was_mended_is_gone_and_the_answer_is_there(mended: Desk) -> None:
    told = mended.told["second"]
    assert [(each["unit"], each["code"]) for each in told["findings"]] == [
        ("TTT", "TD-THIEU-MINH-CHUNG"),
        ("BCHQS", "TD-KPS-THIEU-LY-DO"),
        ("CAT", "TD-CUNG-KY-LECH"),
    ]
    fates = {each["path"]: each["status"] for each in told["files"] if each["unit"] in ("CAT", "STP")}
    assert fates == {
        "CAT_Tu-cham_Nam-2026.xlsx": "superseded", "CAT_Phan-hoi.xlsx": "used",
        "STP_Tu-cham_Nam-2026.xlsx": "superseded", "STP_Phan-hoi.xlsx": "used",
    }  # fmt: skip
    assert len(told["standings"]) == 8
    assert ANSWER in [row["Trả lời của đơn vị"] for row in cells_of(mended.master, "Sai lệch", "Mã lỗi")]
    assert "30/11/2026" in (mended.returned / "STP_Phan-hoi.txt").read_text(encoding="utf-8-sig")


# ---- cross-assessment


def test_09_their_points_are_put_together(crossed: Desk) -> None:
    told = crossed.told["crossed"]
    line = told["scorecards"]["CAT"]["II.1.2"]
    assert line["final"] == "1.63"
    waiting = [each["unit"] for each in told["findings"] if each["code"] == "TD-CHAM-CHEO-CHUA-NOP"]
    assert waiting == ["TTT", "SNV", "STP", "BCHQS", "CAT", "THADS"]
    report = "\n".join(str(row) for row in said_on(crossed.master, "Kết quả lần gộp"))
    assert "Phiếu chấm chéo: 2/8" in report


def said_on(path: Path, sheet: str) -> list[str]:
    page = load_workbook(path, data_only=True)[sheet]
    return [str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None]


# ---- the meeting


def test_10_nothing_the_head_typed_is_lost(met: Desk) -> None:
    told = met.told["met"]
    assert told["scorecards"]["BCHQS"]["I.BCHQS.3"]["final"] == "6.00"
    assert told["scorecards"]["CAT"]["II.1.2"]["final"] == "1.63"
    assert ranks(told) == {"TTT": 1, "VKS": 2, "CAT": 3, "STP": 4, "SNV": 5, "BCHQS": 6, "THADS": 7, "TAND": 8}
    assert (totals(told)["BCHQS"], totals(told)["CAT"]) == ("90.31", "94.48")
    assert {(each["award"], each["unit"]) for each in told["awards"] if each["proposed"]} == {
        (PROVINCE, "STP"), (DIPLOMA, "TTT"), (DIPLOMA, "VKS"), (DIPLOMA, "SNV"),
    }  # fmt: skip
    votes = {(row["Danh hiệu"], row["Mã đơn vị"]): row["Kết quả"] for row in cells_of(met.master, "Bình xét", "Đồng ý")}
    assert (votes[DIPLOMA, "CAT"], votes[DIPLOMA, "SNV"]) == ("Không đạt", "Đạt")
    decided = cells_of(met.master, "Đề nghị", "Danh hiệu")
    typed = [
        (row["Danh hiệu"], row["Mã đơn vị"], row["Quyết định của hội nghị"], row["Lý do"] or "") for row in decided
    ]
    assert [row for row in typed if row[2]] == list(DECIDED)
    accepted = [row["Ghi chú"] for row in cells_of(met.master, "Sai lệch", "Mã lỗi") if row["Xử lý"] == "Chấp nhận"]
    assert accepted == ["đã xem bản giấy"]
    assert ANSWER in [row["Trả lời của đơn vị"] for row in cells_of(met.master, "Sai lệch", "Mã lỗi")]


def test_10_the_master_carries_all_it_was_made_of(met: Desk) -> None:
    """Members' files with their answers, assessors' forms and earlier masters: the engine reckons the same again."""
    again = master_again(open_book(met.master), "x")
    told = json.loads(json.dumps(json_form(again), default=str))
    assert {key: told[key] for key in met.told["met"]} == met.told["met"]
    assert again.replies["CAT"]
    assert [past.rulebook.period for past in again.previous] == ["Năm 2025", "6 tháng đầu năm 2026"]


# ---- papers, closing


def test_11_closed_means_closed(closed: Desk) -> None:
    run("close", closed.master, "--verify")
    refused = run("consolidate", closed.rulebook, closed.received, "--out", closed.master, "--force", status=1)
    assert "khóa sổ" in refused.output


def test_11_the_papers_say_what_was_decided(closed: Desk) -> None:
    assert len(list(closed.papers.glob("*.docx"))) == 6
    letter = Document(str(next(closed.papers.glob("*To-trinh.docx"))))
    rows = [[cell.text for cell in row.cells] for table in letter.tables for row in table.rows]
    said = [(row[1], row[2]) for row in rows if len(row) > 3 and row[2] in (PROVINCE, DIPLOMA)]
    assert said == [
        ("Sở Tư pháp", PROVINCE), ("Thanh tra tỉnh", DIPLOMA), ("Viện kiểm sát nhân dân tỉnh", DIPLOMA),
    ]  # fmt: skip


# ---- the next year


def test_12_the_next_year_can_begin(handed_over: Desk) -> None:
    desk = handed_over
    following = next(desk.next.glob("*Nam-2027.xlsx"))
    run("rulebook", "check", following)
    rules = rules_in(following)
    assert (rules.period, rules.start, rules.unit("SNV").role) == ("Năm 2027", date(2027, 1, 1), "Trưởng khối")  # type: ignore[union-attr]
    run("template", following, "--out", desk.folder / "2027", "--unit", "CAT", "--previous", desk.master)
    form = next((desk.folder / "2027").glob("CAT*.xlsx"))
    figures = {row["Mã"]: row["Cùng kỳ"] for row in cells_of(form, "Số liệu", "Mã")}
    assert figures["SL01"] == 1251, "as mended by the unit"


def test_13_a_filled_workbook_moves_to_an_amended_rulebook(closed: Desk) -> None:
    amended = closed.folder / "Bo-tieu-chi_sua.xlsx"
    amended.write_bytes(closed.rulebook.read_bytes())
    with typing(amended) as typist:
        typist.into("Tiêu chí", {"Mã": "I.CAT.1"}, Nội_dung="Giữ vững an ninh chính trị trong mọi tình huống")
        typist.into("Tiêu chí", {"Mã": "IV.6"}, Điểm_tối_đa=1)
    sent = closed.received / "CAT_Phan-hoi.xlsx"
    told = run("upgrade", sent, "--rulebook", amended, "--out", closed.folder / "chuyen", status=3).output
    assert (ANSWER in told, "1 ô chưa chuyển được" in told) == (True, True), "only the answer on our own Phản hồi"
    moved = next((closed.folder / "chuyen").glob("CAT*.xlsx"))
    rows = {row["Mã"]: row for row in cells_of(moved, "Số liệu", "Mã")}
    assert (rows["SL01"]["Thực hiện"], rows["SL01"]["Cùng kỳ"]) == (1251, 1240)
    run("check", moved, "--rulebook", amended)


def test_14_a_master_with_buttons_takes_over(closed: Desk) -> None:
    """The same work in an .xlsm: what the head typed comes along, the closing does not hold another file."""
    out = closed.folder / "Ket-qua-2" / "Tong-hop.xlsm"
    out.parent.mkdir()
    plain = out.with_suffix(".xlsx")
    plain.write_bytes(closed.master.read_bytes())
    run("close", plain, "--reopen", "--note", "thêm nút bấm")
    told = closed.consolidate("--assess", closed.assessors, out=out)
    assert ranks(told) == ranks(closed.told["met"])
    assert told["scorecards"]["BCHQS"]["I.BCHQS.3"]["final"] == "6.00"
    report = "\n".join(said_on(out, "Kết quả lần gộp"))
    assert "thêm nút bấm" in report
