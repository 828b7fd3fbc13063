"""A rulebook amended during the year: what members typed moves by code and text; what has no place is listed."""

from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from drawing import book_of
from member_bloc import CASES, FIGURES, INFO, LEVELS, LINES, UNITS, bloc, filled, reclaimed, refigured
from member_drawing import TODAY, drawn, sheet_in
from rulebook_drawing import criteria_grid, put, rulebook_of

from thidua_xl.book import Book, Cell, Type
from thidua_xl.checks.single import checked
from thidua_xl.cli import main
from thidua_xl.examples import tables
from thidua_xl.member import read_submission, rulebook_in
from thidua_xl.member.moving import Moved, moved
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import member
from thidua_xl.sheets.member_unplaced import UNPLACED
from thidua_xl.submission import Submission
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.writing import write_rulebook
from thidua_xl.workbooks.writing.member import write_member

NONE = "Không xét thi đua"  # no classes here, so no case bars one
KEYS = ("not_arising", "target", "result", "times", "typed", "reason")


def amended(*changes: tuple[str, str], figures: str = FIGURES, cases: str = CASES) -> Rulebook:
    """The bloc's rulebook with texts of its criteria replaced."""
    lines = LINES
    for before, after in changes:
        assert before in lines
        lines = lines.replace(before, after)
    grids = {"Thông tin": INFO, "Đơn vị": UNITS, "Tiêu chí": criteria_grid(lines), "Mức": LEVELS}
    return rulebook_of(book_of(grids | {"Chỉ tiêu": figures, "Điều kiện": cases.replace("Xuất sắc", NONE)}))


def upgraded(new: Rulebook, book: Book | None = None) -> Moved:
    """The unit's filled workbook moved."""
    book = book or drawn(bloc())
    old = rulebook_in(book)
    sent, _ = read_submission(book, old)
    unit = new.unit("STP")
    assert sent is not None and unit is not None
    return moved(book, sent, old, new, unit)


def typed(submission: Submission, code: str) -> dict[str, object]:
    claim = submission.claims.get(code)
    return {key: value for key in KEYS if (value := getattr(claim, key, None)) not in (None, "")}


def reasons(found: Moved) -> list[tuple[str, str, str]]:
    return [(each.row.split(" ")[0], each.column, each.why) for each in found.unplaced]


def test_the_same_rulebook_moves_everything() -> None:
    found, before = upgraded(amended()), filled()
    assert found.unplaced == []
    for code in before.claims:
        assert typed(found.submission, code) == typed(before, code), code
    assert {item.criterion for item in found.submission.evidence} == {item.criterion for item in before.evidence}
    assert found.submission.answers["K1"].answer == "Không xảy ra"
    assert found.submission.figures["SL01"].result == 120
    assert found.submission.info["author"] == "Lê Thu Hằng"
    assert found.submission.registers["Điển hình"][0].values["name"] == "Tổ 1"


def test_a_line_put_in_between_takes_its_text_with_it_and_so_does_its_evidence() -> None:
    new = amended(("I.6   | Vi phạm", "I.7   | Vi phạm"), ("I.5   | Hồ sơ", "I.6   | Hồ sơ"),
                  ("I.6   | Hồ sơ", "I.5   | Tiếp công dân | 10 | Đạt/Không đạt\nI.6   | Hồ sơ"))  # fmt: skip
    found = upgraded(new)
    assert typed(found.submission, "I.5") == {}
    assert typed(found.submission, "I.6") == typed(filled(), "I.5")
    assert typed(found.submission, "I.7") == typed(filled(), "I.6")
    assert {item.criterion for item in found.submission.evidence} >= {"I.6", "I.7"} - {"I.5"}
    codes = [(each.code, each.facts.get("ma")) for each in found.findings]
    assert codes == [("TD-CHUYEN-DOI-MA", "I.6"), ("TD-CHUYEN-DOI-MA", "I.7")]


def test_a_reworded_line_moves_by_its_code_and_is_said() -> None:
    found = upgraded(amended(("Xếp loại đảng bộ", "Xếp loại tổ chức đảng")))
    assert typed(found.submission, "II.2") == {"result": "Khá"}
    assert [(each.code, each.facts["ma"]) for each in found.findings] == [("TD-CHUYEN-DOI-CHU", "II.2")]


def test_another_line_under_an_old_code_does_not_get_its_input() -> None:
    found = upgraded(amended(("Xếp loại đảng bộ", "Tỷ lệ hộ thoát nghèo bền vững")))
    assert typed(found.submission, "II.2") == {}
    assert reasons(found) == [("II.2", "Kết quả", "no line")]


def test_a_line_that_is_gone_is_listed_with_all_its_cells() -> None:
    found = upgraded(amended(("I.1   | Đơn đã giải quyết           | 10 | Theo tỷ lệ | Sàn tỷ lệ=50\n", "")))
    assert reasons(found) == [("I.1", "Chỉ tiêu giao", "no line"), ("I.1", "Kết quả", "no line")]
    assert [each.value for each in found.unplaced] == ["100", "88"]
    assert {each.code for each in found.findings} == {"TD-CHUYEN-KHONG-CHO"}


def test_an_input_the_new_way_does_not_take_is_listed_and_the_others_move() -> None:
    found = upgraded(amended(("10 | Theo tỷ lệ | Sàn tỷ lệ=50", "10 | Trừ theo lần | Hệ số=1")))
    assert typed(found.submission, "I.1") == {"result": Decimal(88)}
    assert reasons(found) == [("I.1", "Chỉ tiêu giao", "shut")]


def test_a_line_of_another_unit_now() -> None:
    found = upgraded(amended(("10 | Đạt/Không đạt", "10 | Đạt/Không đạt | Áp dụng cho=CAT")))
    assert reasons(found) == [("II.1", "Kết quả", "not yours")]


def test_figures_move_by_code_or_name_and_an_assigned_target_stays_the_blocs() -> None:
    figures = FIGURES.replace("SL02", "SL05").replace("KH CAT", "KH STP").replace("||Số đếm||", "||Số đếm||")
    book = drawn(bloc(), submission=refigured(filled(), "SL01", target=Decimal(90), note="đã sửa"))
    found = upgraded(amended(figures=figures), book)
    assert found.submission.figures["SL05"].result == 90
    assert found.submission.figures["SL01"].target is None
    assert reasons(found) == [("SL01", "Kế hoạch", "assigned")]


def test_a_case_that_is_gone_keeps_its_answer_in_the_list() -> None:
    found = upgraded(amended(cases=CASES.replace("|K2|Lãnh đạo bị kỷ luật|Xuất sắc|\n", "")))
    assert reasons(found) == [("K2", "Trả lời", "no line")]


ODD = [
    ("chín rưỡi", "chín rưỡi"),
    ("9,5", "9,5"),
    ("3.704", "3.704"),
    (date(2026, 9, 5), date(2026, 9, 5)),
    (True, True),
]


@pytest.mark.parametrize(("value", "back"), ODD)
def test_what_was_typed_wrongly_stays_as_it_was_typed(value: object, back: object, tmp_path: Path) -> None:
    """Text in a number cell, a date where a number belongs: the new file holds the same, for the check to find."""
    book = drawn(bloc(), submission=reclaimed(filled(), "I.6", result=value))
    row = next(
        row for (row, column), cell in sheet_in(book, "Tự chấm").cells.items() if (column, cell.value) == (1, "I.6")
    )
    sheet_in(book, "Số liệu").cells[8, 5] = sheet_in(book, "Tự chấm").cells[row, 8]
    new = amended()
    found = upgraded(new, book)
    assert typed(found.submission, "I.6") == {"result": back}
    file, unit = tmp_path / "moi.xlsx", new.unit("STP")
    assert unit is not None
    write_member(file, new, unit, submission=found.submission, today=TODAY)
    again, _ = read_submission(open_book(file), new)
    assert again is not None
    assert typed(again, "I.6") == {"result": back}
    assert again.figures["SL02"].result == back


def test_error_cells_formulas_and_uncalculated_cells() -> None:
    book = drawn(bloc(), submission=reclaimed(filled(), "I.6", result=None))
    sheet = sheet_in(book, "Tự chấm")
    row = next(row for (row, column), cell in sheet.cells.items() if column == 1 and cell.value == "I.6")
    sheet.cells[row, 8] = Cell(Type.ERROR, "#REF!")
    row = next(row for (row, column), cell in sheet.cells.items() if column == 1 and cell.value == "I.1")
    sheet.cells[row, 8] = Cell(Type.NUMBER, 88.0, "80+8")
    row = next(row for (row, column), cell in sheet.cells.items() if column == 1 and cell.value == "III.1")
    sheet.cells[row, 8] = Cell(Type.NUMBER, None, "1+1")
    found = upgraded(amended(), book)
    assert typed(found.submission, "I.1")["result"] == 88
    assert reasons(found) == [("I.6", "Kết quả", "error"), ("III.1", "Kết quả", "uncalculated")]
    assert [each.value for each in found.unplaced] == ["#REF!", "=1+1"]
    assert "TD-CHUYEN-CONG-THUC" in {each.code for each in found.findings}


def test_own_sheets_own_columns_repeated_lines_and_too_many_rows() -> None:
    book = drawn(bloc())
    for row in range(8, 309):
        put(book, "Điển hình", f"A{row}", f"Tổ {row}")
        put(book, "Điển hình", f"B{row}", "tập thể")
    put(book, "Số liệu", "K6", "Nguồn")
    put(book, "Số liệu", "K7", "Phòng 1")
    own = book_of({"Nháp": "|a|b|\n|1|2|"})
    book.sheets.append(own.sheets[0])
    found = upgraded(amended(), book)
    whys = [each.why for each in found.unplaced]
    assert (whys.count("full"), whys.count("own column"), whys.count("own sheet")) == (4, 1, 1)
    assert len(found.submission.registers[member.MODELS.name]) == member.OPEN_ROWS


def test_without_the_old_rulebook_lines_move_by_code_and_it_is_said() -> None:
    book = drawn(bloc())
    book.sheets = [sheet for sheet in book.sheets if sheet.name != member.HIDDEN.name]
    new = amended()
    sent, _ = read_submission(book, new)
    unit = new.unit("STP")
    assert sent is not None and unit is not None
    found = moved(book, sent, None, new, unit)
    assert typed(found.submission, "I.1") == typed(filled(), "I.1")
    assert found.findings[0].code == "TD-CHUYEN-KHONG-MAU-CU"


def cells_of(grid: str) -> list[list[str]]:
    """The texts of a drawn grid."""
    rows = (line.strip().removeprefix("|").removesuffix("|").split("|") for line in grid.strip().splitlines())
    return [[cell.strip() for cell in row] for row in rows]


def test_the_command_leaves_the_old_file_alone_and_writes_one_that_can_be_checked(tmp_path: Path) -> None:
    old = bloc()
    unit = old.unit("STP")
    assert unit is not None
    sent, rulebook, out = tmp_path / "STP.xlsx", tmp_path / "moi.xlsx", tmp_path / "Moi"
    write_member(sent, old, unit, submission=filled(), today=TODAY)
    before = sha256(sent.read_bytes()).hexdigest()
    lines = criteria_grid(LINES.replace("I.1   | Đơn", "I.8   | Đơn"))
    cases = CASES.replace("|K2|Lãnh đạo bị kỷ luật|Xuất sắc|\n", "")
    names = ("Thông tin", "Đơn vị", "Tiêu chí", "Mức", "Chỉ tiêu", "Điều kiện")
    grids = zip(names, (INFO, UNITS, lines, LEVELS, FIGURES, cases), strict=True)
    write_rulebook(rulebook, {name: cells_of(grid) for name, grid in grids})
    command = ["upgrade", str(sent), "--rulebook", str(rulebook), "--out", str(out)]
    ran = CliRunner().invoke(main, command)
    assert ran.exit_code == 3, ran.output  # one answer has no place
    made = out / "STP_Tu-cham_Nam-2026.xlsx"
    assert made.exists() and sha256(sent.read_bytes()).hexdigest() == before
    book = open_book(made)
    listed = sheet_in(book, UNPLACED.name)
    assert "K2 Lãnh đạo bị kỷ luật" in {cell.value for cell in listed.cells.values()}
    codes = {found.code for found in checked(book, None, TODAY).findings}
    assert not {code for code in codes if code.startswith(("TD-KHAC", "TD-THIEU-DONG", "TD-GO-DE", "TD-CONG-THUC"))}
    again, _ = read_submission(book, None)
    assert again is not None and typed(again, "I.8") == typed(filled(), "I.1")
    assert CliRunner().invoke(main, command).exit_code == 1  # never over a file
    assert CliRunner().invoke(main, [*command, "--force"]).exit_code == 3


def test_files_that_are_none_are_said_and_the_others_move(tmp_path: Path) -> None:
    write_rulebook(tmp_path / "bo.xlsx", tables("khoi-noi-chinh"))
    (tmp_path / "x.xlsx").write_bytes(b"nothing")
    ran = CliRunner().invoke(
        main,
        ["upgrade", str(tmp_path / "x.xlsx"), "--rulebook", str(tmp_path / "bo.xlsx"), "--out", str(tmp_path / "o")],
    )
    assert ran.exit_code == 3
    assert "TD-" not in ran.output and "Traceback" not in ran.output
