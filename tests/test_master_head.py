"""What the head typed is read back and drawn again: nothing lost, identical."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from master_bloc import bloc
from masters import master_of, random_claims
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from thidua_xl.awards.ballots import Ballot
from thidua_xl.book import column_letters
from thidua_xl.consolidation.head_cells import head_work
from thidua_xl.consolidation.head_work import Assessment, Handling, HeadWork
from thidua_xl.consolidation.keys import finding_key
from thidua_xl.consolidation.master import Master
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.live.plan import letters
from thidua_xl.masters.marks import is_master
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets import words
from thidua_xl.sheets.layout import Owner
from thidua_xl.sheets.master_report import MEND
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.reading.master import uncarried
from thidua_xl.workbooks.writing.master import write_master
from thidua_xl.workbooks.writing.master.planned import plan_of

RULEBOOK = bloc()
CLAIMS = random_claims(RULEBOOK, random.Random(4), ["AA", "BB", "CC", "DD"])
FINDINGS = [
    Finding("TD-SO-AM", Where("AA.xlsx", "Tự chấm", "H8", "AA"), {"cot": "Kết quả", "ghi": "-3"}),
    Finding("TD-CHUA-CHAM", Where("BB.xlsx", "Tự chấm", "H9", "BB"), {"ma": "I.2"}),
]
NOTES = st.text("aăâbcdđeêôơư =+-@'\"\n,;<&0123", min_size=1, max_size=30).map(str.strip).filter(bool)
POINTS = st.decimals(min_value=-50, max_value=1000, places=2, allow_nan=False)


def master(head: HeadWork | None = None) -> Master:
    """A small master."""
    return master_of(RULEBOOK, CLAIMS, head, findings=FINDINGS)


def keys() -> dict[str, list[tuple[str, str]]]:
    """What the head can type on."""
    plan = plan_of(master())
    return {
        "lines": [(unit, line.code) for _, unit, line in plan.lines],
        "cases": [(unit, code) for _, unit, code in plan.cases],
        "ballots": [(award, unit) for _, award, unit in plan.ballots],
        "awards": [(row.award, row.unit) for row in master().proposals],
    }


KEYS = keys()
ASSESSMENTS = st.builds(Assessment, st.none(), st.none() | POINTS, NOTES)
BALLOTS = st.builds(Ballot, st.sampled_from(sheets.VOTE_FORMS), *[st.none() | st.integers(0, 99)] * 9)
HEADS = st.builds(
    HeadWork,
    assessments=st.dictionaries(st.sampled_from(KEYS["lines"]), ASSESSMENTS, max_size=6),
    decisions=st.dictionaries(st.sampled_from(KEYS["cases"]), st.tuples(st.sampled_from(words.ANSWERS), NOTES)),
    ballots=st.dictionaries(st.sampled_from(KEYS["ballots"]), BALLOTS),
    awards=st.dictionaries(st.sampled_from(KEYS["awards"]), st.tuples(st.sampled_from(words.YES_NO), NOTES)),
    handling=st.dictionaries(
        st.sampled_from([finding_key(found) for found in FINDINGS]),
        st.builds(Handling, st.sampled_from(sheets.HANDLINGS), NOTES),
    ),
    use=st.dictionaries(st.sampled_from(["aa".ljust(64, "0"), "f" * 64]), st.sampled_from(words.YES_NO)),
)


def without_inputs(head: HeadWork) -> HeadWork:
    """The head's work but for the units' inputs it was made on."""
    plain = {key: Assessment(a.result, a.points, a.reason) for key, a in head.assessments.items()}
    return HeadWork(plain, head.decisions, head.ballots, head.awards, head.handling, head.use)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=HEADS)
def test_what_we_draw_we_read_back(tmp_path: Path, head: HeadWork) -> None:
    path = write_master(tmp_path / "one.xlsx", master(head))
    former, findings = head_work(open_book(path), RULEBOOK)
    assert findings == []
    assert without_inputs(former.head) == without_inputs(head)
    again = write_master(tmp_path / "two.xlsx", master(former.head), former=path)
    once_more, _ = head_work(open_book(again), RULEBOOK)
    assert once_more.head == former.head


def typed_into_every_open_cell(path: Path) -> int:
    """Type into each of the head's cells as a person would; the number of cells."""
    book, count = load_workbook(path), 0
    for layout in sheets.LAYOUTS:
        sheet = book[layout.name]
        for place, column in enumerate(layout.columns, 1):
            if column.owner is not Owner.HEAD:
                continue
            for row in range(5, sheet.max_row + 1):
                cell = sheet.cell(row, place)
                if cell.protection.locked:
                    continue
                count += 1
                numeric = column.key in ("points", "result", *sheets.COUNT_KEYS)
                cell.value = column.choices[0] if column.choices else 7 if numeric else f"=ghi {count}".replace("=", "")
    book.save(path)
    return count


def test_every_open_cell_survives(tmp_path: Path) -> None:
    path = write_master(tmp_path / "one.xlsx", master())
    count = typed_into_every_open_cell(path)
    assert count > 200
    former, findings = head_work(open_book(path), RULEBOOK)
    assert findings == []
    again = write_master(tmp_path / "two.xlsx", master(former.head))
    assert head_work(open_book(again), RULEBOOK)[0].head == former.head
    before, after = load_workbook(path), load_workbook(again)
    for layout in sheets.LAYOUTS:
        for place, column in enumerate(layout.columns, 1):
            if column.owner is Owner.HEAD:
                letter = column_letters(place)
                cells = [[cell.value for cell in book[layout.name][letter][4:]] for book in (before, after)]
                # the proposals stand in another order now
                assert sorted(map(str, cells[0])) == sorted(map(str, cells[1])), (layout.name, column.header)


def test_lines_that_are_no_more_keep_what_was_typed(tmp_path: Path) -> None:
    head = HeadWork(
        assessments={("AA", "IX.9"): Assessment(None, 3, "cũ"), ("GG", "I.2"): Assessment(5, None, "chưa nộp")},  # type: ignore[arg-type]
        decisions={("AA", "DK9"): ("Có xảy ra", "cũ")},
        ballots={("Huân chương", "AA"): Ballot("Giơ tay", 5)},
        awards={("Huân chương", "AA"): ("Có", "cũ")},
        use={"e" * 64: "Không"},
    )
    path = write_master(tmp_path / "one.xlsx", master(head))
    former, _ = head_work(open_book(path), RULEBOOK)
    assert without_inputs(former.head) == head


def test_the_input_a_line_was_assessed_on(tmp_path: Path) -> None:
    """It stays while the head's cells stay, and is today's as soon as the head types anew."""
    unit, code = KEYS["lines"][0]
    old = HeadWork(assessments={(unit, code): Assessment(None, 5, "a", "bài cũ")})  # type: ignore[arg-type]
    path = write_master(tmp_path / "one.xlsx", master(old))
    former, _ = head_work(open_book(path), RULEBOOK)
    assert former.head.assessments[unit, code].line_text == "bài cũ"
    book = load_workbook(path)
    book[sheets.ASSESSED.name][f"{letters(sheets.ASSESSED, 'points')}5"] = 6
    book.save(path)
    former, _ = head_work(open_book(path), RULEBOOK)
    assert former.head.assessments[unit, code].line_text == former.line_texts[unit, code] != "bài cũ"


@pytest.mark.parametrize(("typed", "read"), [("6,5", "6.5"), ("chín", None), ("3.704", None)])
def test_text_in_a_cell_of_numbers(tmp_path: Path, typed: str, read: str | None) -> None:
    unit, code = KEYS["lines"][0]
    path = write_master(tmp_path / "one.xlsx", master())
    book = load_workbook(path)
    book[sheets.ASSESSED.name][f"{letters(sheets.ASSESSED, 'points')}5"] = typed
    book.save(path)
    former, findings = head_work(open_book(path), RULEBOOK)
    found = former.head.assessments.get((unit, code))
    assert (str(found.points) if found and found.points is not None else None) == read
    again = write_master(tmp_path / "again.xlsx", master(former.head))
    kept = load_workbook(again)[sheets.ASSESSED.name][f"{letters(sheets.ASSESSED, 'points')}5"].value
    assert kept == (typed if read is None else float(read)), "what cannot be read is drawn again as typed"
    assert [(f.code, f.where.cell, f.where.unit) for f in findings] == (
        [] if read else [("TD-KHONG-PHAI-SO", "H5", unit)]
    )


def test_ranks_files_and_marker(tmp_path: Path) -> None:
    drawn = master()
    path = write_master(tmp_path / "one.xlsx", drawn)
    book = open_book(path)
    former, _ = head_work(book, RULEBOOK)
    assert is_master(book)
    assert former.ranks == {standing.unit: standing.place.rank for standing in drawn.standings}
    assert set(former.files) == {file.sha256 for file in drawn.files}
    assert former.line_texts.keys() == set(KEYS["lines"])
    assert not former.closed


def asks_to_mend(path: Path) -> bool:
    """Does the report still send one to `Sai lệch`?"""
    return MEND in {str(cell.value)[3:] for cell in open_book(path).sheets[0].cells.values()}


def test_the_next_step_is_no_mending_where_every_error_is_accepted(tmp_path: Path) -> None:
    broken = Finding("TD-TEP-HONG", Where("hong.xlsx"), {"found": "không mở được"})
    for number, (handled, asked) in enumerate([
        (Handling(), True),
        (Handling(sheets.ACCEPTED, ""), True),
        (Handling(sheets.ACCEPTED, "đã có bản giấy"), False),
    ]):  # fmt: skip
        head = HeadWork(handling={finding_key(broken): handled})
        drawn = master_of(RULEBOOK, CLAIMS, head, findings=[broken])
        assert asks_to_mend(write_master(tmp_path / f"{number}.xlsx", drawn)) is asked


def added_sheet(path: Path) -> None:
    """The head adds a sheet and notes."""
    book = load_workbook(path)
    sheet = book.create_sheet("Ghi chép")
    sheet["A1"], sheet["B2"], sheet["C3"], sheet["D4"] = "Việc", 12.5, "=B2*2", date(2026, 5, 19)
    sheet["A1"].font, sheet["A1"].fill = Font(bold=True, color="FFFF0000"), PatternFill("solid", fgColor="FF00FF00")
    sheet["B2"].number_format = "0.000"
    sheet.column_dimensions["A"].width = 33
    sheet.merge_cells("A6:C6")
    sheet["A6"] = "gộp ô"
    book[sheets.ASSESSED.name]["H5"].comment = Comment("xem lại", "Trưởng khối")
    book[sheets.SUMMARY.name]["F7"].comment = Comment("hỏi đơn vị", "Trưởng khối")
    book.save(path)


def test_added_sheets_and_notes_are_carried_over(tmp_path: Path) -> None:
    path = write_master(tmp_path / "one.xlsx", master())
    added_sheet(path)
    again = load_workbook(write_master(tmp_path / "two.xlsx", master(), former=path))
    sheet = again["Ghi chép"]
    assert [sheet[cell].value for cell in ("A1", "B2", "C3", "A6")] == ["Việc", 12.5, "=B2*2", "gộp ô"]
    assert sheet["D4"].value.date() == date(2026, 5, 19)
    assert (sheet["A1"].font.b, sheet["A1"].fill.fgColor.rgb, sheet["B2"].number_format) == (True, "FF00FF00", "0.000")
    assert sheet.column_dimensions["A"].width == pytest.approx(33, abs=1)
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A6:C6"]
    assert again[sheets.ASSESSED.name]["H5"].comment.text == "xem lại"
    assert again[sheets.SUMMARY.name]["F7"].comment.text == "hỏi đơn vị"


def test_charts_of_the_head_are_named(tmp_path: Path) -> None:
    path = write_master(tmp_path / "one.xlsx", master())
    assert uncarried(path) == []
    book = load_workbook(path)
    sheet = book.create_sheet("Biểu đồ")
    for row in range(1, 5):
        sheet.append([row])
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=4))
    sheet.add_chart(chart, "C1")
    book.save(path)
    assert uncarried(path) == ["trang Biểu đồ: 1 biểu đồ"]
