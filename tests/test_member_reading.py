"""Reading a member workbook as people leave it: moved rows and columns, renamed sheets, copied sheets, odd cells."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from drawing import sheet_of
from member_bloc import bloc, filled
from member_drawing import TODAY, check, drawn, sheet_in
from rulebook_drawing import put

from thidua_xl.book import Book, Cell, Sheet, Type
from thidua_xl.checks.single import checked
from thidua_xl.live import hidden
from thidua_xl.member import claims, read_submission, rulebook_in
from thidua_xl.member.values import raw_of
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.submission import Claim, Submission

T = "Tự chấm"


def read(book: Book) -> Submission:
    submission, _ = read_submission(book, bloc())
    assert submission is not None
    return submission


def typed(claim: Claim) -> tuple[object, ...]:
    return claim.result, claim.target, claim.times, claim.typed, claim.not_arising, claim.reason


def moved(sheet: Sheet, to: Callable[[int, int], tuple[int, int]]) -> None:
    sheet.cells = {to(*where): found for where, found in sheet.cells.items()}


def test_what_is_drawn_is_read_back() -> None:
    sent, back = filled(), read(drawn(bloc()))
    assert back.unit == "STP"
    assert {code: typed(each) for code, each in back.claims.items() if code in sent.claims and code != "I.4"} == {
        code: typed(each) for code, each in sent.claims.items() if code != "I.4"
    }
    assert [(item.criterion, item.symbol, item.issued_on) for item in back.evidence] == [
        (item.criterion, item.symbol, item.issued_on) for item in sent.evidence
    ]
    assert {code: (f.result, f.before) for code, f in back.figures.items()} == {
        code: (f.result, f.before) for code, f in sent.figures.items()
    }
    assert back.registers["Điển hình"][0].values["new"] == 2
    assert len(back.registers["Điển hình"]) == 1
    assert back.info["made_on"] == date(2026, 11, 20)
    assert back.fingerprint == fingerprint(bloc())


def test_the_carried_rulebook_is_the_same() -> None:
    assert rulebook_in(drawn(bloc())) == bloc()


@pytest.mark.parametrize(
    "to",
    [
        lambda row, column: (row + 3 if row > 20 else row, column),
        lambda row, column: (row, column + 2 if column > 4 else column),
        lambda row, column: (row, {8: 20, 9: 8}.get(column, column)),
        lambda row, column: (row + 5, column),
    ],
    ids=["rows", "columns", "order", "down"],
)
def test_moved_rows_and_columns_read_the_same(to: Callable[[int, int], tuple[int, int]]) -> None:
    book = drawn(bloc())
    moved(sheet_in(book, T), to)
    submission = read(book)
    reading = claims(bloc(), submission)
    assert reading.inputs == claims(bloc(), read(drawn(bloc()))).inputs
    assert set(submission.shown_totals) == {"main", "bonus", "deduction", "total", "class"}


def test_rows_inserted_as_a_spreadsheet_does_are_no_finding() -> None:
    """Three rows inserted above II: formulas follow, the sum ranges grow."""
    book, at = drawn(bloc()), 14
    sheet = sheet_in(book, T)
    moved(sheet, lambda row, column: (row + 3 if row >= at else row, column))

    def follow(found: re.Match[str]) -> str:
        if not found["row"]:
            return found.group()
        row = int(found["row"])
        return f"{found['column']}{row + 3 if row >= at else row}"

    own = re.compile(r"_thidua!\$\w+\$\d+(?::\$\w+\$\d+)?|(?P<column>\$[A-Z]{1,2}\$)(?P<row>\d+)")
    for where, cell in sheet.cells.items():
        if cell.formula and "Số liệu" not in cell.formula:
            sheet.cells[where] = cell._replace(formula=own.sub(follow, cell.formula))
    assert check(book, bloc()) == set()


@pytest.mark.parametrize("name", ["TỰ  CHẤM", " tự chấm ", "Tự chấm"])
def test_a_sheet_renamed_to_a_folded_name_is_found(name: str) -> None:
    book = drawn(bloc())
    sheet_in(book, T).name = name
    assert check(book, bloc()) == set()


@pytest.mark.parametrize("name", ["Tự chấm", "Tự chấm (2)", "Sheet1"])
def test_a_sheet_copied_out_of_its_book_is_known_by_its_headers_and_title(name: str) -> None:
    book = drawn(bloc())
    sheet = sheet_in(book, T)
    sheet.name = name
    book.sheets = [sheet]
    submission, found = read_submission(book, bloc())
    assert submission is not None
    assert submission.unit == "STP"
    assert [each.code for each in found] == ["TD-CHI-CO-TU-CHAM"]
    codes = {code for code, _, _ in check(book, bloc())}
    assert codes == {"TD-CHI-CO-TU-CHAM", "TD-KHONG-RO-BO-TIEU-CHI", "TD-THIEU-SO-LIEU"}


def test_the_unit_by_a_former_name() -> None:
    """CAT is also called Công an."""
    book = drawn(bloc(), "CAT", filled("CAT"), {"unit": ""})
    put(book, "Thông tin", "B8", "")
    put(book, "Thông tin", "B9", "CÔNG AN")
    assert read(book).unit == "CAT"


def test_a_damaged_rulebook_is_none() -> None:
    book = drawn(bloc())
    cells = sheet_in(book, hidden.NAME).cells
    where = next(where for where in cells if where[1] == 7)
    text = str(cells[where].value)
    for damaged in (
        "{}",
        text[:-1],
        text.replace('"period":"Năm 2026"', '"period":1'),
        text.replace("max=10", "max=11", 1),
    ):
        cells[where] = Cell(Type.TEXT, damaged)
        assert rulebook_in(book) is None


def test_a_master_is_no_member_workbook() -> None:
    head = "|Mã đơn vị|Mã|Nội dung|Điểm tối đa|Kết quả|Điểm tự chấm|Kết quả thẩm định|Lý do|"
    book = Book([sheet_of("Thẩm định", head)])
    assert read_submission(book, bloc())[0] is None


def test_the_1904_flag_is_honoured() -> None:
    book = Book(date_1904=True, formats=["dd/mm/yyyy"])
    assert raw_of(book, Cell(Type.NUMBER, 0.0 + 1)) == date(1904, 1, 2)
    assert raw_of(book, Cell(Type.NUMBER, 2_958_466.0)) == Decimal(2_958_466)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell(Type.NUMBER, 0.1 + 0.2), Decimal("0.3")),
        (Cell(Type.NUMBER, float("nan")), "NaN"),
        (Cell(Type.NUMBER, float("-inf")), "-Infinity"),
        (Cell(Type.TEXT, "  "), None),
        (Cell(Type.TEXT, " 5 "), " 5 "),
        (Cell(Type.TEXT, "", "IF(1,2)"), None),
        (Cell(Type.NUMBER, None, "1+1"), None),
        (Cell(Type.BOOLEAN, True), True),
        (Cell(Type.ERROR, "#REF!"), "#REF!"),
    ],
)
def test_raw_values(cell: Cell, expected: object) -> None:
    assert raw_of(Book(), cell) == expected


def test_lines_read_by_the_spec() -> None:
    """A count reads one dot as thousands; a percentage loses its sign; a date may be text; x, Có and TRUE are marks."""
    book = drawn(bloc())
    found = checked(book, bloc(), TODAY)
    assert found.reading is not None
    assert found.reading.inputs["I.4"].result == 120
    assert found.reading.inputs["III.2"].result == Decimal("88.1")
    assert found.reading.inputs["I.2"].result == date(2026, 6, 10)
    assert found.card is not None
    assert str(found.card.lines["I.4"].state) == "pending"
    assert found.reading.results == {"SL01": 120, "SL02": 90, "SL03": Decimal("88.1")}
    assert found.reading.answers == {"K1": "Không xảy ra", "K2": "Không xảy ra"}
