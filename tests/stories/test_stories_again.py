"""Consolidating again: nothing the head typed is lost, what changed is said, and a second run is the same."""

import random
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from small import brought_together, lines, rulebook_of, sent

from thidua_xl.consolidation.head_cells import head_work
from thidua_xl.consolidation.head_work import HeadWork
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets.layout import Column, Content, Layout, Owner
from thidua_xl.workbooks.files import open_book

RULEBOOK = rulebook_of()
TYPED_ON = (sheets.ASSESSED, sheets.FINDINGS, sheets.CONDITIONS, sheets.BALLOTS, sheets.PROPOSALS, sheets.LOG)


def header_row(sheet: Worksheet, layout: Layout) -> tuple[int, dict[str, int]]:
    """The header's row and the column of each header."""
    for row in sheet.iter_rows(max_row=20):
        found = {str(cell.value): cell.column for cell in row if cell.value}
        if set(layout.known_by) <= set(found):
            return row[0].row, found
    raise KeyError(layout.name)


def type_everywhere(path: Path, chance: random.Random, *, use: str | None) -> int:
    """Something in every cell that is the head's, ``use`` in `Dùng`; returns how many."""
    book, count = load_workbook(path), 0
    for layout in TYPED_ON:
        sheet = book[layout.name]
        top, columns = header_row(sheet, layout)
        known = [columns[header] for header in layout.known_by[:2]]
        for row in range(top + 1, sheet.max_row + 1):
            if any(sheet.cell(row, column).value in (None, "") for column in known):
                continue
            peers = layout is sheets.ASSESSED and sheet.cell(row, columns["Mã"]).value == "III"
            for column in layout.columns:
                if column.owner is Owner.HEAD and (column.key != "result" or peers):
                    value = use if column.key == "use" else _value(column, chance)
                    sheet.cell(row, columns[column.header]).value = value
                    count += 1
    book.save(path)
    return count


def _value(column: Column, chance: random.Random) -> object:
    if column.choices:
        return chance.choice(column.choices)
    if column.content in (Content.POINTS, Content.NUMBER):
        return chance.randint(0, 40) / 4
    if column.content is Content.COUNT:
        return chance.randint(0, 12)
    return chance.choice(("đã gọi điện", "=chữ", "+1", "theo biên bản; họp ngày 5/12"))


def work(path: Path) -> HeadWork:
    return head_work(open_book(path), RULEBOOK)[0].head


def typed(head: HeadWork) -> dict[str, object]:
    """What the head typed, without the units' inputs it was typed on."""
    plain = {by: (a.result, a.points, a.reason) for by, a in head.assessments.items()}
    return {"Thẩm định": plain, "Điều kiện": head.decisions, "Bình xét": head.ballots, "Đề nghị": head.awards}


def sheets_of(path: Path) -> dict[str, bytes]:
    """The parts that hold cells, as they are."""
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist() if re.match(r"xl/(worksheets/|sharedStrings)", name)}


@pytest.mark.parametrize(("seed", "use"), [(1, "Có"), (2, None)])
def test_nothing_the_head_typed_is_lost(seed: int, use: str | None, tmp_path: Path) -> None:
    chance, received, out = random.Random(seed), tmp_path / "Bài nộp", tmp_path / "Tổng hợp.xlsx"
    for unit in ("CAT", "STP", "VKS", "TTT"):
        one = "chín" if unit == "VKS" else chance.randint(5, 10)
        sent(received / f"{unit}.xlsx", RULEBOOK, unit, lines(one, chance.randint(0, 3), chance.randint(5, 10)))
    brought_together(RULEBOOK, received, out)
    assert type_everywhere(out, chance, use=use) > 50
    before = work(out)
    again = chance.sample(["CAT", "STP", "TTT"], 2)
    for unit in again:
        changed = lines(chance.randint(1, 4), 4, 3)
        sent(received / f"{unit} lần 2.xlsx", RULEBOOK, unit, changed, submission=2)
    master = brought_together(RULEBOOK, received, out)
    after = work(out)
    assert typed(after) == typed(before)
    assert before.use.items() <= after.use.items()
    assert before.handling.items() & after.handling.items()
    flagged = {found.where.unit for found in master.findings if found.code == "TD-THAM-DINH-NOP-LAI"}
    assert flagged == (set() if use else set(again))  # `Dùng` Có keeps the file the head assessed
    first = sheets_of(out)
    brought_together(RULEBOOK, received, out)
    second = sheets_of(out)
    brought_together(RULEBOOK, received, out)
    assert sheets_of(out) == second
    assert work(out) == after
    assert first.keys() == second.keys()


def test_a_line_sent_again_after_it_was_assessed_is_flagged(tmp_path: Path) -> None:
    received, out = tmp_path / "in", tmp_path / "out.xlsx"
    for unit in ("CAT", "STP", "VKS", "TTT"):
        sent(received / f"{unit}.xlsx", RULEBOOK, unit, lines(8, 1))
    assert brought_together(RULEBOOK, received, out).changes.first_time
    book = load_workbook(out)
    sheet = book["Thẩm định"]
    top, columns = header_row(sheet, sheets.ASSESSED)
    rows = range(top + 1, sheet.max_row + 1)
    keys = [columns["Mã đơn vị"], columns["Mã"]]
    row = next(row for row in rows if [sheet.cell(row, column).value for column in keys] == ["STP", "I"])
    sheet.cell(row, columns["Điểm thẩm định"]).value = 7
    sheet.cell(row, columns["Lý do"]).value = "Thiếu một việc"
    book.save(out)
    sent(received / "STP gửi lại.xlsx", RULEBOOK, "STP", lines(9, 1), submission=2)
    master = brought_together(RULEBOOK, received, out)
    assert [(f.code, f.where.unit, f.facts["ma"]) for f in master.findings] == [("TD-THAM-DINH-NOP-LAI", "STP", "I")]
    assert master.results["STP"].card.lines["I"].final == 7
    assert master.changes.new_files == ["STP gửi lại.xlsx"]
    assert master.changes.changed_lines == [("STP", "I")]
    again = brought_together(RULEBOOK, received, out)
    assert [found.code for found in again.findings] == ["TD-THAM-DINH-NOP-LAI"]
    assert (again.changes.new_files, again.changes.changed_lines, again.changes.moved_ranks) == ([], [], [])
