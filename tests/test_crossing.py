"""Cross-assessment: a form is written, filled in, read back; votes become one score, with what must be looked at."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from bloc_desk import type_into
from blocs import NOW, bloc, folder, line, sent
from openpyxl import load_workbook

from thidua_xl.consolidation.assessor_form import AssessorForm, Given, assessor_form
from thidua_xl.consolidation.building import consolidate
from thidua_xl.consolidation.crossing import AssessorFile
from thidua_xl.consolidation.feedback import feedback
from thidua_xl.consolidation.files import FileSeen, FileStatus
from thidua_xl.consolidation.head_work import Assessment, Former, HeadWork
from thidua_xl.consolidation.master import Master
from thidua_xl.findings.catalogue import as_json
from thidua_xl.masters.drawn_lines import DrawnLine, drawn_lines
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.rules.vocabulary import Part, Way
from thidua_xl.sheets import assessor as sheets
from thidua_xl.sheets import words
from thidua_xl.workbooks.assessor_reading import read_assessors
from thidua_xl.workbooks.file_content import own_kind
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.writing.assessor import write_assessor
from thidua_xl.workbooks.writing.master import write_master

D = Decimal
ROWS = [
    line("I", way=Way.SUM),
    line("I.1", 10, step=D("0.5")),
    line("I.2", 10),
    line("II", part=Part.DEDUCTION, way=Way.SUM),
    line("II.1", 6, part=Part.DEDUCTION),
]
BLOC = bloc("CAT STP VKS TTT", ROWS)
SENT = [
    sent(f"{unit}.xlsx", unit, {"I.1": 9, "I.2": number})
    for unit, number in (("CAT", 8), ("STP", 7), ("VKS", 6), ("TTT", 9))
]


def form(who: str, votes: Mapping[str, object], name: str = "", **more: object) -> AssessorFile:
    """``{"CAT I.1": 8}`` or ``(8, "vì")``; None is a line left blank."""
    lines = {}
    for by, given in votes.items():
        unit, code = by.split()
        points, reason = given if isinstance(given, tuple) else (given, "")
        lines[unit, code] = Given(None if points is None else D(str(points)), reason)
    read = AssessorForm(who, "Năm 2026", fingerprint(BLOC), lines=lines, **more)  # type: ignore[arg-type]
    path = name or f"{who}.xlsx"
    return AssessorFile(FileSeen(path, f"sha-{path}", 10, FileStatus.REJECTED), read)


def master(*forms: AssessorFile, former: Former | None = None, combine: str = words.MEAN) -> Master:
    rulebook = BLOC.model_copy(update={"combine": combine})
    found = consolidate(rulebook, "r.xlsx", folder(*SENT), former, made_at=NOW, assessors=forms)
    for finding in found.findings:
        assert as_json(finding)["message"]
    return found


def codes(found: Master) -> list[tuple[str, str | None]]:
    return [(f.code, f.where.unit) for f in found.findings if f.code != "TD-CHAM-CHEO-CHUA-NOP"]


def final(found: Master, unit: str, code: str) -> Decimal | None:
    return found.results[unit].card.lines[code].final


FORMS = (
    form("STP", {"CAT I.1": (8, "thiếu")}),
    form("VKS", {"CAT I.1": (8.5, "thiếu")}),
    form("TTT", {"CAT I.1": (4, "thiếu nhiều")}),
)


# ---- what counts


@pytest.mark.parametrize(("combine", "points"), [(words.MEAN, "6.83"), (words.MEDIAN, "8.00"), (words.TRIMMED, "8.00")])
def test_the_choice_of_the_rulebook(combine: str, points: str) -> None:
    found = master(*FORMS, combine=combine)
    assert final(found, "CAT", "I.1") == D(points)
    assert final(found, "CAT", "I.2") == D(8)  # nobody assessed it


def test_the_head_goes_before_and_an_unusable_entry_of_the_head_does_not() -> None:
    for typed, points in ((D(7), D(7)), (D(70), D("6.83")), (None, D("6.83"))):
        head = HeadWork(assessments={("CAT", "I.1"): Assessment(points=typed, reason="họp")})
        assert final(master(*FORMS, former=Former(head=head)), "CAT", "I.1") == points


def test_far_off_and_missing_assessors_are_said() -> None:
    found = master(*FORMS)
    far = next(f for f in found.findings if f.code == "TD-CHAM-CHEO-LECH")
    assert (far.where.unit, far.where.sheet, far.where.cell, far.facts["ai"]) == (None, "Chấm chéo", "B5", "TTT")
    missing = [f.where.unit for f in found.findings if f.code == "TD-CHAM-CHEO-CHUA-NOP"]
    assert missing == ["CAT"]


def test_blank_is_not_0_and_agrees_only_where_that_is_said() -> None:
    silent = form("STP", {"CAT I.1": 8.5, "CAT I.2": None})
    found = master(silent)
    assert ("CAT", "I.2") not in found.combined
    assert ("TD-CHAM-CHEO-THIEU-DONG", "STP") in codes(found)
    agreeing = form("STP", {"CAT I.1": 8.5, "CAT I.2": None}, agrees=True)
    found = master(agreeing)
    assert found.combined["CAT", "I.2"] == D(8)
    assert found.crossing is not None
    assert found.crossing.votes["CAT", "I.2"]["STP"].agreed


def test_a_line_sent_anew_is_agreed_to_no_more() -> None:
    old = form("STP", {"CAT I.1": 8.5, "CAT I.2": None}, agrees=True)
    assert old.form is not None
    old.form.lines = {by: replace(given, input="typed=1") for by, given in old.form.lines.items()}
    found = master(old)
    assert ("CAT", "I.2") not in found.combined
    assert found.combined["CAT", "I.1"] == D("8.5")
    assert codes(found) == [
        ("TD-CHAM-CHEO-NOP-LAI", "STP"), ("TD-CHAM-CHEO-THIEU-DONG", "STP"), ("TD-CHAM-CHEO-THIEU-LY-DO", "STP"),
    ]  # fmt: skip


def test_the_highest_lan_nop_then_the_later_day() -> None:
    first, second = form("STP", {"CAT I.1": (5, "a")}, "1.xlsx"), form("STP", {"CAT I.1": (6, "b")}, "2.xlsx", times=2)
    assert master(second, first).combined == master(first, second).combined == {("CAT", "I.1"): D(6)}
    later = form("STP", {"CAT I.1": (7, "c")}, "3.xlsx", made_on=date(2026, 12, 1))
    assert master(first, later).combined == {("CAT", "I.1"): D(7)}
    statuses = {file.path: file.status for file in master(first, second).files if "cham" not in file.path}
    assert (statuses["1.xlsx"], statuses["2.xlsx"]) == (FileStatus.SUPERSEDED, FileStatus.USED)


def test_two_that_contradict_each_other_wait_for_the_head() -> None:
    one, other = form("STP", {"CAT I.1": (5, "a")}, "1.xlsx"), form("STP", {"CAT I.1": (6, "b")}, "2.xlsx")
    found = master(one, other)
    assert found.combined == {}
    assert ("TD-CHAM-CHEO-TRUNG-LAN", "STP") in codes(found)
    chosen = master(one, other, former=Former(head=HeadWork(use={"sha-2.xlsx": "Có"})))
    assert chosen.combined == {("CAT", "I.1"): D(6)}
    assert master(one, replace(one, seen=replace(one.seen, path="3.xlsx"))).combined == {("CAT", "I.1"): D(5)}


def test_a_stranger_and_points_left_out_the_next_time() -> None:
    stranger = AssessorFile(FileSeen("x.xlsx", "sha", 1, FileStatus.REJECTED))
    assert codes(master(stranger)) == [("TD-CHAM-CHEO-LA", None)]
    without = consolidate(BLOC, "r.xlsx", folder(*SENT), Former(crossed=True), made_at=NOW)
    assert [f.code for f in without.findings] == ["TD-CHAM-CHEO-BO"]


# ---- the form


def written(folder_path: Path, who: str = "STP") -> Path:
    """The form of an assessor, from a written master."""
    found = consolidate(BLOC, "r.xlsx", folder(*SENT), made_at=NOW)
    write_master(folder_path / "master.xlsx", found)
    lines = list(drawn_lines(open_book(folder_path / "master.xlsx")))
    unit = BLOC.unit(who)
    assert unit is not None
    path = folder_path / f"{who}_Cham-cheo.xlsx"
    write_assessor(path, BLOC, unit, lines)
    return path


def read(path: Path) -> AssessorForm:
    found = assessor_form(open_book(path), BLOC)
    assert found is not None
    return found


def test_what_is_drawn_can_be_read_back(tmp_path: Path) -> None:
    path = written(tmp_path)
    found = read(path)
    assert (found.unit, found.period, found.findings) == ("STP", "Năm 2026", [])
    assert {unit for unit, _ in found.lines} == {"CAT", "VKS", "TTT"}
    assert found.lines["CAT", "I.1"].input == "typed=9"
    assert own_kind(open_book(path)) == "assessor"
    book = load_workbook(path)
    assert all(book[layout.name].protection.sheet for layout in sheets.LAYOUTS)
    shown = {str(row[0].value): row[5].value for row in book["Chấm chéo"].iter_rows(min_row=5) if row[1].value == "I.2"}
    assert shown == {"CAT": 8, "VKS": 6, "TTT": 9}


def put(path: Path, unit: str, code: str, value: object, header: str = "Điểm chấm") -> None:
    type_into(path, "Chấm chéo", {"Mã đơn vị": unit, "Mã": code}, header, value)


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("I.1", 8.5, []),
        ("I.1", "8,5", []),
        ("I.1", 0, []),
        ("II.1", -2, []),
        ("I.1", 11, ["TD-CHAM-CHEO-NGOAI-KHUNG"]),
        ("II.1", 2, ["TD-CHAM-CHEO-NGOAI-KHUNG"]),
        ("I.1", 8.3, ["TD-CHAM-CHEO-LECH-BUOC"]),
        ("I.1", "chín", ["TD-KHONG-PHAI-SO"]),
    ],
)
def test_points_within_bounds_and_on_the_step(tmp_path: Path, code: str, value: object, expected: list[str]) -> None:
    path = written(tmp_path)
    put(path, "CAT", code, value)
    found = read(path)
    assert [(f.code, f.where.sheet) for f in found.findings] == [(each, "Chấm chéo") for each in expected]
    assert (("CAT", code) in found.lines) == (not expected)


def test_a_unit_that_assesses_itself_or_lines_that_are_not_there(tmp_path: Path) -> None:
    path = written(tmp_path)
    put(path, "CAT", "I.1", "STP", "Mã đơn vị")
    put(path, "STP", "I.1", 10)
    put(path, "VKS", "I.1", "I.9", "Mã")
    put(path, "VKS", "I.9", 5)
    put(path, "TTT", "I.1", "I.2", "Mã")
    found = read(path)
    assert sorted(f.code for f in found.findings) == [
        "TD-CHAM-CHEO-KHONG-CO-DONG", "TD-CHAM-CHEO-LAP", "TD-CHAM-CHEO-TU-CHAM",
    ]  # fmt: skip
    assert not any(unit == "STP" for unit, _ in found.lines)


def test_the_form_says_whose_and_which_it_is(tmp_path: Path) -> None:
    path = written(tmp_path)
    for item, value in (("Lần nộp", 2), ("Dòng để trống là", sheets.AGREED), ("Ngày chấm", date(2026, 11, 20))):
        type_into(path, "Thông tin", {"Mục": item}, "Giá trị", value)
    found = read(path)
    assert (found.times, found.agrees, found.made_on) == (2, True, date(2026, 11, 20))
    for item, value in (("Lần nộp", "hai"), ("Ngày chấm", "hôm qua")):
        type_into(path, "Thông tin", {"Mục": item}, "Giá trị", value)
    assert [f.code for f in read(path).findings] == ["TD-KHONG-PHAI-NGAY", "TD-KHONG-PHAI-SO-NGUYEN"]
    other = BLOC.model_copy(update={"digits": 1})
    found_by_other = assessor_form(open_book(path), other)
    assert found_by_other is not None
    assert "TD-CHAM-CHEO-BO-KHAC" in {f.code for f in found_by_other.findings}


def test_a_folder_of_forms(tmp_path: Path) -> None:
    path = written(tmp_path)
    put(path, "CAT", "I.1", 7)
    (tmp_path / "hong.xlsx").write_bytes(b"PK\x03\x04")
    files = read_assessors(BLOC, [tmp_path], now=NOW, written=[tmp_path / "master.xlsx"], workers=1)
    found = consolidate(BLOC, "r.xlsx", folder(*SENT), made_at=NOW, assessors=files)
    assert found.combined == {("CAT", "I.1"): D(7)}
    assert {file.path: file.status for file in found.files if "STP_" in file.path or "hong" in file.path} == {
        "STP_Cham-cheo.xlsx": FileStatus.USED, "hong.xlsx": FileStatus.REJECTED,
    }  # fmt: skip


def test_the_master_shows_every_vote(tmp_path: Path) -> None:
    write_master(tmp_path / "m.xlsx", master(*FORMS))
    sheet = load_workbook(tmp_path / "m.xlsx")["Chấm chéo"]
    headers = [cell.value for cell in sheet[4]]
    row = dict(zip(headers, (cell.value for cell in sheet[5]), strict=True))
    said = {key: row[key] for key in ("STP", "VKS", "TTT", "Số đơn vị chấm", "Thấp nhất", "Cao nhất", "Độ chênh")}
    assert said == {
        "STP": 8,
        "VKS": 8.5,
        "TTT": 4,
        "Số đơn vị chấm": 3,
        "Thấp nhất": 4,
        "Cao nhất": 8.5,
        "Độ chênh": 4.5,
    }
    assert row["Điểm gộp"] == 6.83
    assert "TTT" in str(row["Cần xem lại"])
    assert "CAT" not in headers


def test_a_sheet_of_the_heads_own_with_that_name_stays(tmp_path: Path) -> None:
    write_master(tmp_path / "m.xlsx", consolidate(BLOC, "r.xlsx", folder(*SENT), made_at=NOW))
    book = load_workbook(tmp_path / "m.xlsx")
    book.create_sheet("Chấm chéo")["A1"] = "của tôi"
    book.save(tmp_path / "m.xlsx")
    write_master(tmp_path / "n.xlsx", master(*FORMS), tmp_path / "m.xlsx")
    write_master(tmp_path / "o.xlsx", master(*FORMS), tmp_path / "n.xlsx")
    found = load_workbook(tmp_path / "o.xlsx")
    assert found["Chấm chéo (2)"]["A1"].value == "của tôi"
    assert [name for name in found.sheetnames if "Chấm chéo" in name] == ["Chấm chéo", "Chấm chéo (2)"]


def test_own_lines_are_never_in_the_form(tmp_path: Path) -> None:
    unit = BLOC.unit("CAT")
    assert unit is not None
    given = [DrawnLine("CAT", "I.1", "Một"), DrawnLine("STP", "I.1", "Một"), DrawnLine("STP", "X", "Lạ")]
    write_assessor(tmp_path / "f.xlsx", BLOC, unit, given)
    assert list(read(tmp_path / "f.xlsx").lines) == [("STP", "I.1")]


def test_a_unit_is_told_of_the_lines_its_assessors_see_otherwise(tmp_path: Path) -> None:
    drawn = write_master(tmp_path / "m.xlsx", master(form("STP", {"CAT I.1": 7, "CAT I.2": 8})))
    told = {unit.unit: [(line.code, line.combined) for line, _ in unit.lines] for unit in feedback(open_book(drawn))}
    assert told["CAT"] == [("I.1", D(7))]
