"""What goes back to a unit: its own workbook with nothing changed but what was added, and nothing of other units."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from bloc_desk import Desk, type_into
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from thidua_xl.checks.single import checked
from thidua_xl.cli import main
from thidua_xl.consolidation.feedback import feedback
from thidua_xl.consolidation.replies import replies_in
from thidua_xl.sheets.feedback import AUTHOR, FEEDBACK
from thidua_xl.workbooks.files import open_book

UNITS = ("CAT", "STP")
WRONG = {"I": "chín", "II": 8}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = Desk(tmp_path)
    found.send("CAT", WRONG, "Công an/CAT bản gửi.xlsx")
    found.send("STP", {"I": 8, "II": 8})
    found.run()
    return found


def give_back(desk: Desk, *more: str) -> Result:
    return CliRunner().invoke(main, ["feedback", str(desk.out), "--out", str(desk.folder / "PH"), *more])


def assessed(desk: Desk, unit: str, code: str, points: float, reason: str) -> None:
    for header, value in (("Điểm thẩm định", points), ("Lý do", reason)):
        type_into(desk.out, "Thẩm định", {"Mã đơn vị": unit, "Mã": code}, header, value)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def cell_of(desk: Desk, code: str = "TD-KHONG-PHAI-SO") -> str:
    """The cell of the one finding of CAT."""
    book = load_workbook(desk.out)["Sai lệch"]
    return next(str(row[5].value) for row in book.iter_rows(min_row=5) if row[0].value == code)


# ---- the workbook


def test_nothing_is_changed_but_what_was_added(desk: Desk) -> None:
    assert give_back(desk).exit_code == 0
    before = parts((desk.received / "Công an" / "CAT bản gửi.xlsx").read_bytes())
    after = parts((desk.folder / "PH" / "CAT_Phan-hoi.xlsx").read_bytes())
    assert before.keys() <= after.keys()
    changed = {name for name in before if before[name] != after[name]}
    scores = next(name for name in changed if name.startswith("xl/worksheets/sheet"))
    grown = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    assert changed - {f"xl/worksheets/_rels/{Path(scores).name}.rels"} == {*grown, scores}
    assert re.sub(rb"<legacyDrawing [^>]*/>", b"", after[scores]) == before[scores]
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        assert is_among(before[name], after[name])
    formats = re.compile(rb"<(?:xf|font|fill|border)\b.*?(?:/>|</(?:xf|font|fill|border)>)", re.DOTALL)
    cells_before = re.search(rb"<cellXfs.*?>(.*)</cellXfs>", before["xl/styles.xml"], re.DOTALL)
    cells_after = re.search(rb"<cellXfs.*?>(.*)</cellXfs>", after["xl/styles.xml"], re.DOTALL)
    assert cells_before
    assert cells_after
    assert cells_after[1].startswith(cells_before[1])
    assert len(formats.findall(cells_after[1])) > len(formats.findall(cells_before[1]))


def is_among(small: bytes, large: bytes) -> bool:
    """Is ``large`` the same as ``small`` with pieces put in?"""
    rest = iter(large)
    return all(byte in rest for byte in small)


def test_comments_and_the_sheet(desk: Desk) -> None:
    assessed(desk, "CAT", "II", 7.5, "Thiếu văn bản")
    assert give_back(desk).exit_code == 0
    path = desk.folder / "PH" / "CAT_Phan-hoi.xlsx"
    assert OpenXmlValidator().validate(str(path)).is_valid
    book = load_workbook(path)
    said = {(s.title, c.coordinate): c.comment for s in book for row in s.iter_rows() for c in row if c.comment}
    assert list(said) == [("Tự chấm", cell_of(desk))]
    (comment,) = said.values()
    assert comment.author == AUTHOR
    assert "chín" in comment.text
    sheet = book[FEEDBACK.name]
    rows = [dict(zip((c.header for c in FEEDBACK.columns), row, strict=True))
            for row in sheet.iter_rows(min_row=6, values_only=True)]  # fmt: skip
    assert [(row["Việc"], row["Ô"], row["Mã"]) for row in rows] == [
        ("Cần sửa", cell_of(desk), None), ("Điểm thẩm định", None, "II"),
    ]  # fmt: skip
    assert (rows[1]["Điểm tự chấm"], rows[1]["Điểm thẩm định"], rows[1]["Cách sửa, lý do"]) == (8, 7.5, "Thiếu văn bản")
    assert sheet["D6"].hyperlink.location == f"'Tự chấm'!{cell_of(desk)}"
    assert sheet.protection.sheet
    assert not sheet["K6"].protection.locked


def test_it_comes_back_as_a_submission_like_any_other(desk: Desk) -> None:
    sent = open_book(desk.received / "Công an" / "CAT bản gửi.xlsx")
    before = checked(sent, desk.rulebook, desk.rulebook.end)
    give_back(desk)
    after = checked(open_book(desk.folder / "PH" / "CAT_Phan-hoi.xlsx"), desk.rulebook, desk.rulebook.end)
    assert after.findings == before.findings
    assert after.submission == before.submission


def test_the_answer_stands_beside_the_finding(desk: Desk) -> None:
    assessed(desk, "CAT", "II", 7.5, "Thiếu văn bản")
    give_back(desk)
    path = desk.folder / "PH" / "CAT_Phan-hoi.xlsx"
    type_into(path, FEEDBACK.name, {"Việc": "Cần sửa"}, "Trả lời của đơn vị", "Sẽ sửa")
    type_into(path, FEEDBACK.name, {"Mã": "II"}, "Trả lời của đơn vị", "Đã gửi văn bản")
    path.replace(desk.received / "CAT trả lời.xlsx")
    desk.run()
    book = load_workbook(desk.out)
    assert column(book, "Sai lệch", "Trả lời của đơn vị")[0] == "Sẽ sửa"
    assert "Đã gửi văn bản" in column(book, "Thẩm định", "Trả lời của đơn vị")
    give_back(desk, "--force")
    again = load_workbook(desk.folder / "PH" / "CAT_Phan-hoi.xlsx")
    assert again.sheetnames.count(FEEDBACK.name) == 1
    assert {"Sẽ sửa", "Đã gửi văn bản"} <= set(column(again, FEEDBACK.name, "Trả lời của đơn vị", 5))


def column(book, sheet: str, header: str, top: int = 4) -> list[object]:  # type: ignore[no-untyped-def]
    place = next(cell.column for cell in book[sheet][top] if cell.value == header)
    return [book[sheet].cell(row, place).value for row in range(top + 1, book[sheet].max_row + 1)]


# ---- whose, and for whom


def test_a_file_that_is_gone_or_changed_gets_a_fresh_workbook(desk: Desk) -> None:
    moved = (desk.received / "Công an" / "CAT bản gửi.xlsx").rename(desk.folder / "dời chỗ.xlsx")
    result = give_back(desk)
    assert "CAT bản gửi.xlsx" in result.output
    fresh = load_workbook(desk.folder / "PH" / "CAT_Phan-hoi.xlsx")
    assert fresh.sheetnames == ["Đọc trước", "_thidua", FEEDBACK.name]
    again = give_back(desk, "--force", "--from", str(moved))
    assert "CAT bản gửi.xlsx" not in again.output
    assert "Tự chấm" in load_workbook(desk.folder / "PH" / "CAT_Phan-hoi.xlsx").sheetnames


def test_answers_in_a_fresh_workbook_are_read_too(desk: Desk) -> None:
    (desk.received / "Công an" / "CAT bản gửi.xlsx").rename(desk.folder / "dời chỗ.xlsx")
    give_back(desk)
    path = desk.folder / "PH" / "CAT_Phan-hoi.xlsx"
    type_into(path, FEEDBACK.name, {"Việc": "Cần sửa"}, "Trả lời của đơn vị", "Sẽ sửa")
    assert list(replies_in(open_book(path)).values()) == ["Sẽ sửa"]
    (desk.folder / "dời chỗ.xlsx").rename(desk.received / "CAT.xlsx")
    path.rename(desk.received / "CAT_Phan-hoi.xlsx")
    desk.run()
    assert column(load_workbook(desk.out), "Sai lệch", "Trả lời của đơn vị")[0] == "Sẽ sửa"


def number(name: str) -> int:
    return int(re.findall(r"\d+", name)[0])


def test_nothing_of_other_units_and_no_rank_unless_wanted(desk: Desk) -> None:
    for rank in ((), ("--with-rank", "--force")):
        assert give_back(desk, *rank).exit_code == 0
        for unit, other in (("CAT", ("STP", "Sở Tư pháp")), ("STP", ("CAT", "Công an tỉnh"))):
            data = parts((desk.folder / "PH" / f"{unit}_Phan-hoi.xlsx").read_bytes())
            last = max((name for name in data if re.match(r"xl/worksheets/sheet\d+", name)), key=number)
            text = b"".join(part for name, part in data.items() if "comments" in name or name == last).decode()
            letter = (desk.folder / "PH" / f"{unit}_Phan-hoi.txt").read_text(encoding="utf-8-sig")
            assert not any(word in text or word in letter for word in other)
            assert ("hạng" in letter) == bool(rank)


@pytest.mark.parametrize(
    ("code", "message", "kept"),
    [
        ("TD-KHONG-PHAI-SO", "Cột Kết quả ghi “chín”, không phải số.", True),
        ("TD-MC-HAI-DON-VI", "Văn bản 1/QĐ cũng được đơn vị STP dùng (ô C9).", False),
        ("TD-MC-THIEU-SO", "Minh chứng 80/KH-STP cho I.STP.1 thiếu ngày.", True),
        ("TD-GI-DO", "Giống bài của Sở Tư pháp.", False),
    ],
)
def test_a_sentence_that_names_another_unit_is_said_otherwise(desk: Desk, code: str, message: str, kept: bool) -> None:
    book = load_workbook(desk.out)
    sheet = book["Sai lệch"]
    sheet["A5"], sheet["G5"] = code, message
    book.save(desk.out)
    cat = feedback(open_book(desk.out))[0]
    assert (cat.findings[0].message == message) == kept
    assert ("STP" in cat.findings[0].message) == (kept and "STP" in message)


def test_accepted_errors_are_not_to_mend(desk: Desk) -> None:
    for header, value in (("Xử lý", "Chấp nhận"), ("Ghi chú", "Đã hỏi")):
        type_into(desk.out, "Sai lệch", {"Mã lỗi": "TD-KHONG-PHAI-SO"}, header, value)
    assert [finding.code for unit in feedback(open_book(desk.out)) for finding in unit.findings] == []


# ---- the text


def test_the_text_is_ready_to_paste(desk: Desk) -> None:
    give_back(desk, "--deadline", "20/12/2025")
    data = (desk.folder / "PH" / "CAT_Phan-hoi.txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 5
    text = data.decode("utf-8-sig")
    for piece in ("Công an tỉnh", f"ô {cell_of(desk)}", "20/12/2025", "CAT bản gửi.xlsx", "CAT_Phan-hoi.xlsx"):
        assert piece in text


def test_a_result_the_head_typed_in_vain_is_not_told(desk: Desk) -> None:
    type_into(desk.out, "Thẩm định", {"Mã đơn vị": "STP", "Mã": "I"}, "Kết quả thẩm định", 5)
    told = {unit.unit: unit for unit in feedback(open_book(desk.out))}
    assert told["STP"].lines == []


def test_who_has_nothing_to_mend_need_not_send_again(desk: Desk) -> None:
    give_back(desk, "--deadline", "20/12/2025")
    texts = {unit: (desk.folder / "PH" / f"{unit}_Phan-hoi.txt").read_text(encoding="utf-8-sig") for unit in UNITS}
    assert "Đề nghị gửi lại chậm nhất ngày 20/12/2025." in texts["CAT"]
    assert "Đề nghị gửi lại" not in texts["STP"]


def test_a_unit_that_sent_nothing_gets_only_a_text(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.send("CAT", {"I": 8, "II": 8})
    desk.run()
    assert give_back(desk).exit_code == 0
    names = sorted(path.name for path in (desk.folder / "PH").iterdir())
    assert names == ["CAT_Phan-hoi.txt", "CAT_Phan-hoi.xlsx", "STP_Phan-hoi.txt"]
    assert "chưa nhận được" in (desk.folder / "PH" / "STP_Phan-hoi.txt").read_text(encoding="utf-8-sig")


def test_nothing_is_overwritten_unasked_and_only_masters_are_read(desk: Desk) -> None:
    give_back(desk)
    assert give_back(desk).exit_code == 1
    assert give_back(desk, "--unit", "XYZ", "--force").exit_code == 1
    wrong = CliRunner().invoke(main, ["feedback", str(desk.file), "--out", str(desk.folder / "PH2")])
    assert wrong.exit_code == 1
    assert CliRunner().invoke(main, ["feedback", str(desk.out), "--deadline", "mai"]).exit_code == 2
