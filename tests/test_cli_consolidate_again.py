"""`thidua consolidate` again, over a master in which the head has typed."""

from pathlib import Path

import pytest
from bloc_desk import Desk, type_into
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_an_error_the_head_accepts_is_no_longer_open(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": "chín"})
    desk.send("STP", {"I": 8, "II": 8})
    assert [row["provisional"] for row in desk.json()["standings"]] == [False, True]  # type: ignore[attr-defined]
    finding = {"Mã lỗi": "TD-KHONG-PHAI-SO"}
    type_into(desk.out, "Sai lệch", finding, "Xử lý", "Chấp nhận")
    type_into(desk.out, "Sai lệch", finding, "Ghi chú", "đã gọi điện")
    assert [row["provisional"] for row in desk.json()["standings"]] == [False, False]  # type: ignore[attr-defined]
    assert "đã chấp nhận: đã gọi điện" in desk.run().output


def test_what_the_head_typed_survives_and_the_former_master_stays_dated(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": 8})
    desk.send("STP", {"I": 8, "II": 8})
    desk.json()
    line = {"Mã đơn vị": "CAT", "Mã": "I"}
    type_into(desk.out, "Thẩm định", line, "Điểm thẩm định", 5)
    type_into(desk.out, "Thẩm định", line, "Lý do", "thiếu văn bản")
    before = desk.out.read_bytes()
    second = desk.json()
    assert second["scorecards"]["CAT"]["I"]["final"] == "5.00"  # type: ignore[index]
    assert [row["unit"] for row in second["standings"]] == ["STP", "CAT"]  # type: ignore[attr-defined]
    dated = [path for path in desk.out.parent.iterdir() if path.suffix == ".xlsx" and path != desk.out]
    assert [path.read_bytes() for path in dated] == [before]
    result = desk.run()
    assert "Bản cũ giữ ở" in result.output
    assert "Không có gì thay đổi" in result.output
    assert desk.json() == second
    desk.send("CAT", {"I": 4, "II": 8}, submission=2)
    third = desk.json()
    assert [f["code"] for f in third["findings"]] == ["TD-THAM-DINH-NOP-LAI"]  # type: ignore[attr-defined]
    assert "CAT sửa các dòng: I" in desk.out.with_suffix(".txt").read_text(encoding="utf-8-sig")


def test_what_was_typed_of_what_is_gone_for_a_while_comes_back_with_it(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": "chín"})
    desk.send("STP", {"I": 8, "II": 8})
    note = desk.received / "ghi chú.pdf"
    note.write_bytes(b"%PDF-1.4")
    desk.json()
    finding = {"Mã lỗi": "TD-KHONG-PHAI-SO"}
    type_into(desk.out, "Sai lệch", finding, "Xử lý", "Chấp nhận")
    type_into(desk.out, "Sai lệch", finding, "Ghi chú", "đã gọi điện")
    type_into(desk.out, "Nhật ký", {"Tệp": "ghi chú.pdf"}, "Dùng", "Không")
    rival = desk.send("CAT", {"I": 1, "II": 1}, "CAT thứ hai.xlsx")
    note.unlink()
    assert [row["unit"] for row in desk.json()["unranked"]] == ["CAT"]  # type: ignore[attr-defined]
    assert [row["unit"] for row in desk.json()["unranked"]] == ["CAT"]  # type: ignore[attr-defined]
    rival.unlink()
    note.write_bytes(b"%PDF-1.4")
    assert [row["provisional"] for row in desk.json()["standings"]] == [False, False]  # type: ignore[attr-defined]
    rows = load_workbook(desk.out)["Sai lệch"].iter_rows(values_only=True)
    assert [row for row in rows if row[0] == "TD-KHONG-PHAI-SO" and {"Chấp nhận", "đã gọi điện"} <= {*row}]
    rows = load_workbook(desk.out)["Nhật ký"].iter_rows(values_only=True)
    assert [row for row in rows if "ghi chú.pdf" in row and "Không" in row]


def test_a_word_the_head_takes_back_is_gone(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": "chín"})
    desk.json()
    finding = {"Mã lỗi": "TD-KHONG-PHAI-SO"}
    for header, value in (("Xử lý", "Chấp nhận"), ("Ghi chú", "đã gọi điện")):
        type_into(desk.out, "Sai lệch", finding, header, value)
    assert desk.json()["standings"][0]["provisional"] is False  # type: ignore[index]
    for header in ("Xử lý", "Ghi chú"):
        type_into(desk.out, "Sai lệch", finding, header, None)
    assert desk.json()["standings"][0]["provisional"] is True  # type: ignore[index]


def test_the_head_chooses_between_versions(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": 8}, "a.xlsx")
    desk.send("CAT", {"I": 1, "II": 1}, "b.xlsx")
    desk.send("STP", {"I": 8, "II": 8})
    first = desk.json()
    assert [row["unit"] for row in first["unranked"]] == ["CAT"]  # type: ignore[attr-defined]
    type_into(desk.out, "Nhật ký", {"Tệp": "b.xlsx"}, "Dùng", "Có")
    second = desk.json()
    assert second["scorecards"]["CAT"]["I"]["final"] == "1.00"  # type: ignore[index]
    assert second["findings"] == []
    (desk.received / "b.xlsx").rename(desk.received / "đổi tên.xlsx")
    third = desk.json()
    assert third["scorecards"] == second["scorecards"]


def test_a_head_cell_that_cannot_be_read_is_a_finding(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": 8})
    desk.send("STP", {"I": 8, "II": 8})
    desk.json()
    type_into(desk.out, "Thẩm định", {"Mã đơn vị": "CAT", "Mã": "I"}, "Điểm thẩm định", "năm")
    found = desk.json()["findings"]
    assert [(f["code"], f["unit"], f["sheet"]) for f in found] == [("TD-KHONG-PHAI-SO", "CAT", "Thẩm định")]  # type: ignore[attr-defined]


def test_a_decision_against_the_proposal_without_a_reason_is_found_at_its_cell(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": 8})
    desk.send("STP", {"I": 8, "II": 8})
    desk.json()
    type_into(desk.out, "Đề nghị", {"Mã đơn vị": "STP"}, "Quyết định của hội nghị", "Có")
    found = [(f["code"], f["unit"], f["sheet"], f["cell"]) for f in desk.json()["findings"]]  # type: ignore[attr-defined]
    assert found == [("TD-QUYET-DINH-THIEU-LY-DO", "STP", "Đề nghị", "G6")]


def test_the_number_of_a_submission_in_words_people_use(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": 8})
    desk.send("CAT", {"I": 7, "II": 8}, "CAT lần 2.xlsx", submission="Lần 2")
    desk.send("STP", {"I": 8, "II": 8})
    found = desk.json()
    assert found["scorecards"]["CAT"]["I"]["final"] == "7.00"  # type: ignore[index]
    (notice,) = found["findings"]  # type: ignore[misc]
    assert (notice["code"], notice["severity"]) == ("TD-SO-DANG-CHU", "warning")
    assert "Lần 2" in notice["message"]


def test_a_closed_master_is_refused(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": 8})
    desk.json()
    book = load_workbook(desk.out)
    rows = [row for row in range(1, 40) if book["_thidua"].cell(row, 1).value is None]
    book["_thidua"].cell(rows[0], 1).value, book["_thidua"].cell(rows[0], 2).value = "closed", "1"
    book.save(desk.out)
    result = desk.run("--force")
    assert (result.exit_code, "khóa" in result.stderr) == (1, True)


def test_what_cannot_be_carried_is_named_and_asks_for_force(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": 8})
    desk.json()
    book = load_workbook(desk.out)
    chart = BarChart()
    chart.add_data(Reference(book["Tổng hợp"], min_col=5, min_row=6, max_row=8))
    book.create_sheet("Của tôi").add_chart(chart)
    book["Của tôi"]["A1"] = "giữ lại"
    book.save(desk.out)
    refused = desk.run()
    assert refused.exit_code == 1
    assert "Của tôi" in refused.stderr
    assert desk.run("--force").exit_code == 3
    assert load_workbook(desk.out)["Của tôi"]["A1"].value == "giữ lại"
