"""What was changed in the template itself: rows, formulas, shown scores, guards. One fault, one finding."""

from collections.abc import Callable

import pytest
from drawing import sheet_of
from member_bloc import bloc, filled
from member_drawing import TODAY, at, check, drawn, retype, sheet_in, spoiled
from rulebook_drawing import place, put

from thidua_xl.book import Book, Cell, Type
from thidua_xl.checks.guards import hides
from thidua_xl.checks.single import checked
from thidua_xl.live import hidden
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import member

T, S = "Tự chấm", "Số liệu"
Change = Callable[[Book], object]


def cell(code: str, key: str) -> str:
    return at("STP", code, key, bloc())


def value_only(sheet: str, address: str, value: float) -> Change:
    """A formula typed over."""
    return lambda book: put(book, sheet, address, Cell(Type.NUMBER, value))


def styled(sheet: str, address: str, code: str) -> Change:
    def change(book: Book) -> None:
        book.formats.append(code)
        retype(book, sheet, address, style=len(book.formats) - 1)

    return change


def state(sheet: str, **changes: object) -> Change:
    def change(book: Book) -> None:
        for key, value in changes.items():
            setattr(sheet_in(book, sheet), key, value)

    return change


def without_formulas(book: Book) -> None:
    cells = sheet_in(book, T).cells
    cells.update({where: found._replace(formula=None) for where, found in cells.items()})


def remove_row(book: Book, row: int, sheet: str = T) -> None:
    cells = sheet_in(book, sheet).cells
    for where in [where for where in cells if where[0] == row]:
        del cells[where]


def name(book: Book, **names: str) -> None:
    book.names |= names


ROW = {code: place(cell(code, "code"))[0] for code in ("I", "I.1", "II", "II.1", "IV.2")}
FAULTS: list[tuple[Change, str, str | None, str | None]] = [
    # three witnesses
    (value_only(T, cell("I.1", "score"), 10), "TD-GO-DE-DIEM", T, cell("I.1", "score")),
    (value_only(T, cell("II", "score"), 40), "TD-GO-DE-DIEM", T, cell("II", "score")),
    (value_only(T, cell("total", "score"), 99), "TD-GO-DE-DIEM", T, cell("total", "score")),
    (lambda b: put(b, T, cell("I.1", "score"), ""), "TD-GO-DE-DIEM", T, cell("I.1", "score")),
    (
        lambda b: retype(b, T, cell("I.1", "score"), formula="ROUND(10,2)", value=10.0),
        "TD-CONG-THUC-BI-SUA",
        T,
        cell("I.1", "score"),
    ),
    (
        lambda b: retype(b, T, cell("II", "score"), formula=f"ROUND(SUM($K${ROW['II.1']}:$K${ROW['II.1'] + 2}),2)"),
        "TD-TONG-CAT-NGAN",
        T,
        cell("II", "score"),
    ),
    (lambda b: retype(b, T, cell("I.1", "score"), value=9.9), "TD-DIEM-CU", T, cell("I.1", "score")),
    (lambda b: retype(b, T, cell("I", "score"), value=59.0), "TD-DIEM-CU", T, cell("I", "score")),
    (lambda b: retype(b, T, cell("total", "score"), value=99.0), "TD-DIEM-CU", T, cell("total", "score")),
    (lambda b: retype(b, T, cell("class", "score"), value="Xuất sắc"), "TD-DIEM-CU", T, cell("class", "score")),
    (without_formulas, "TD-MAT-CONG-THUC", T, cell("I", "score")),
    (lambda b: retype(b, S, cell("SL01", "ratio"), value=99.0), "TD-TY-LE-LECH", S, cell("SL01", "ratio")),
    (lambda b: put(b, "Bản in", "C60", "123456"), "TD-MA-DOI-SOAT-LECH", "Bản in", "C60"),
    # rows
    (lambda b: put(b, T, cell("I.1", "maximum"), "12"), "TD-TOI-DA-BI-SUA", T, cell("I.1", "maximum")),
    (lambda b: put(b, T, cell("I.1", "text"), "Việc khác"), "TD-NOI-DUNG-BI-SUA", T, cell("I.1", "text")),
    (lambda b: remove_row(b, ROW["II.1"]), "TD-THIEU-DONG", T, None),
    (lambda b: put(b, T, "A60", "I.1"), "TD-DONG-LAP", T, "A60"),
    (lambda b: put(b, T, "A60", "I.77"), "TD-DONG-THEM", T, "A60"),
    (lambda b: put(b, T, "A60", "III.3"), "TD-DONG-KHONG-CUA-DON-VI", T, "A60"),
    (lambda b: put(b, T, "H60", "5"), "TD-DONG-KHONG-MA", T, "A60"),
    (lambda b: put(b, T, "H6", "Ghi gì đó"), "TD-THIEU-DONG-TIEU-DE", T, "A6"),
    (lambda b: put(b, T, "J6", "Cột của tôi"), "TD-THIEU-COT", T, "A6"),
    (lambda b: put(b, T, "J6", "Điểm đề nghi"), "TD-THIEU-COT", T, "J6"),
    (lambda b: remove_row(b, place(cell("SL03", "code"))[0], S), "TD-THIEU-DONG-SO-LIEU", S, None),
    (lambda b: put(b, S, "A30", "SL02"), "TD-SO-LIEU-LAP", S, "A30"),
    (lambda b: put(b, T, cell("II", "result"), "5"), "TD-DONG-CONG", T, cell("II", "result")),
    # guards
    (state(T, protected=False), "TD-MAT-BAO-VE", T, None),
    (state(T, validations=0), "TD-MAT-KIEM-SOAT", T, None),
    (state("Khen thưởng", state="hidden"), "TD-TRANG-AN", "Khen thưởng", None),
    (state(T, hidden_rows=set(range(8, 40))), "TD-DONG-AN", T, None),
    (state(T, repeated=["H8"]), "TD-O-GHI-HAI-LAN", T, "H8"),
    (styled(T, cell("I.1", "result"), ";;;"), "TD-DINH-DANG-AN", T, cell("I.1", "result")),
    (lambda b: name(b, td_tong_diem="'Tự chấm'!$K$3"), "TD-TEN-BI-DOI", T, None),
    (lambda b: setattr(b, "macros", True), "TD-TEP-CO-MACRO", None, None),
    (lambda b: b.external_links.append("khac.xlsx"), "TD-TEP-LIEN-KET-NGOAI", None, None),
    (lambda b: setattr(b, "formulas_known", False), "TD-TEP-CHI-DOC-GIA-TRI", None, None),
    # identity
    (lambda b: put(b, "Thông tin", "B8", "CAT"), "TD-MA-DON-VI-BI-SUA", "Thông tin", "B8"),
    (lambda b: put(b, "Thông tin", "B10", "Năm 2025"), "TD-KY-KHAC", "Thông tin", "B10"),
    (lambda b: put(b, hidden.NAME, "A7", "practice") and put(b, hidden.NAME, "B7", "'1"), "TD-BAN-THU", None, None),
    (lambda b: put(b, hidden.NAME, "G1", "{}"), "TD-BO-TIEU-CHI-KEM-HONG", hidden.NAME, None),
]


@pytest.mark.parametrize(("change", "code", "sheet", "address"), FAULTS, ids=[f"{f[1]}-{f[3]}" for f in FAULTS])
def test_each_fault_has_its_one_finding(change: Change, code: str, sheet: str | None, address: str | None) -> None:
    assert check(spoiled(drawn(bloc()), change), bloc()) == {(code, sheet, address)}


def test_an_assigned_target_that_was_changed_is_not_used() -> None:
    """SL01 is assigned to Công an: 100."""
    book = drawn(bloc(), "CAT", filled("CAT"))
    where = at("CAT", "SL01", "target", bloc())
    found = checked(put(book, S, where, "90"), bloc(), TODAY)
    assert {(each.code, each.where.cell) for each in found.findings} == {("TD-KE-HOACH-BI-SUA", where)}
    assert found.reading is not None
    assert found.reading.figures["SL01"].target == 100


def test_scores_typed_over_everywhere_are_one_finding_and_compared() -> None:
    book = spoiled(drawn(bloc()), without_formulas)
    retype(book, T, cell("I.1", "score"), value=9.9)
    assert ("TD-DIEM-CU", T, cell("I.1", "score")) in check(book, bloc())


def test_a_file_no_program_has_calculated_is_no_finding() -> None:
    """Formulas without stored values: nothing is shown that could be wrong."""
    book = drawn(bloc())
    for sheet in book.sheets:
        for where, found in sheet.cells.items():
            if found.formula:
                sheet.cells[where] = found._replace(value=None, type=Type.NUMBER)
    assert check(book, bloc()) == set()


def other_rulebook() -> Rulebook:
    """The same bloc, where I.1 is worth 12 and II.2 is worded otherwise."""
    rows = []
    for row in bloc().rows:
        if row.code == "I.1":
            assert row.rule is not None
            row = row.model_copy(update={"rule": row.rule.__class__(row.rule.form, row.rule.part, None, 3)})
        if row.code == "II.2":
            row = row.model_copy(update={"text": "Xếp loại tổ chức đảng"})
        rows.append(row)
    fields = {name: getattr(bloc(), name) for name in Rulebook.model_fields}
    return Rulebook(**fields | {"rows": tuple(rows)})


def test_another_rulebook_is_compared_line_by_line() -> None:
    found = checked(drawn(bloc()), other_rulebook(), TODAY)
    assert {(each.code, each.where.cell) for each in found.findings} == {("TD-KHAC-BO-TIEU-CHI", cell("I.1", "code"))}
    assert found.card is not None
    assert found.card.lines["I.1"].score is None
    assert found.card.lines["II.2"].score == 7


def test_which_other_units_have_a_line_is_no_matter_of_a_form() -> None:
    rows = tuple(row.model_copy(update={"units": ("STP", "STC")}) if row.code == "I.1" else row for row in bloc().rows)
    fields = {name: getattr(bloc(), name) for name in Rulebook.model_fields}
    other = Rulebook(**fields | {"rows": rows})
    assert fingerprint(other) != fingerprint(bloc())
    assert checked(drawn(bloc()), other, TODAY).findings == []


def test_a_template_of_another_version_may_have_other_formulas() -> None:
    book = drawn(bloc(), marks={"made_by": "Mẫu thidua-xl 0.0.1, lập ngày 01/01/2026"})
    retype(book, T, cell("I.1", "score"), formula="ROUND(8.8,2)")
    assert check(book, bloc()) == set()
    retype(book, T, cell("I.1", "score"), value=10.0)
    assert check(book, bloc()) == {("TD-DIEM-CU", T, cell("I.1", "score"))}


def test_no_rulebook_at_all() -> None:
    book = drawn(bloc())
    book.sheets = [sheet for sheet in book.sheets if sheet.name != hidden.NAME]
    assert {code for code, _, _ in check(book)} == {"TD-KHONG-CO-BO-TIEU-CHI"}
    assert check(book, bloc()) == {("TD-KHONG-RO-BO-TIEU-CHI", T, None)}


def test_a_missing_sheet_is_said_once() -> None:
    book = drawn(bloc())
    book.sheets = [sheet for sheet in book.sheets if sheet.name != T]
    assert check(book, bloc()) == {("TD-THIEU-TRANG", None, None)}


def test_a_stranger() -> None:
    book = Book([sheet_of("Sheet1", "|a|b|")])
    assert {code for code, _, _ in check(book, bloc())} == {"TD-KHONG-PHAI-BANG-TU-CHAM"}


def test_an_unknown_unit() -> None:
    book = drawn(bloc())
    unit = next(where for where, found in sheet_in(book, hidden.NAME).cells.items() if found.value == "STP")
    sheet_in(book, hidden.NAME).cells[unit] = Cell(Type.TEXT, "XYZ")
    put(book, "Thông tin", "B8", "XYZ")
    put(book, "Thông tin", "B9", "Sở Lạ")
    sheet_in(book, T).cells[1, 1] = Cell(Type.TEXT, "Sở Lạ")
    assert check(book, bloc()) == {("TD-DON-VI-LA", "Thông tin", "B8")}


def test_the_wrapped_formula_of_the_python_channel_is_the_plain_one() -> None:
    book = drawn(bloc(), marks={"channel": "excel"})
    where = place(cell("I.1", "score"))
    found = sheet_in(book, T).cells[where]
    sheet_in(book, T).cells[where] = found._replace(formula=f'IFERROR(0+TD_DIEM("x",H8),{found.formula})')
    assert check(book, bloc()) == set()


@pytest.mark.parametrize(
    ("code", "value", "hidden_value"),
    [
        (";;;", 5, True),
        ("General", 5, False),
        ('""', 5, True),
        ("0.00;;", -5, True),
        ("0.00;;", 5, False),
        ("0;[Red]-0", -5, False),
        ('dd" tháng "mm" năm "yyyy', 46000, False),
        ("#,##0.######", 5, False),
    ],
)
def test_formats_that_hide(code: str, value: float, hidden_value: bool) -> None:
    assert hides(code, value) is hidden_value


def test_all_sheets_of_the_layouts_are_drawn() -> None:
    names = {sheet.name for sheet in drawn(bloc()).sheets}
    assert {layout.name for layout in (member.INFO, member.FIGURES, member.SCORES, *member.REGISTERS)} <= names
