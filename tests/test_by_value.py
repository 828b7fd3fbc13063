"""Members' workbooks saved as .xls, of which only values are known: LibreOffice saves a formula's text there as 0."""

from pathlib import Path

from calc import Calc
from member_bloc import bloc, filled, reclaimed
from member_drawing import TODAY, at, check, drawn, retype

from thidua_xl.book import Book, Type
from thidua_xl.sheets import member
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.writing.member import write_member

BY_VALUE = ("TD-TEP-CHI-DOC-GIA-TRI", None, None)
TEXTS = (("I.4", "score"), ("class", "score"), ("SL02", "ratio"))  # "chờ tổng hợp", the class, no percentage
SHEETS = {"score": member.SCORES.name, "ratio": member.FIGURES.name}


def by_value(shown: float) -> Book:
    """The workbook of a unit as .xls: ``shown`` where its formulas gave texts."""
    book = drawn(bloc())
    book.kind, book.formulas_known = "xls", False
    for code, key in TEXTS:
        retype(book, SHEETS[key], at("STP", code, key, bloc()), type=Type.NUMBER, value=shown)
    return book


def test_a_text_saved_as_0_is_not_judged() -> None:
    assert check(by_value(0.0), bloc()) == {BY_VALUE}


def test_another_number_in_its_place_is() -> None:
    wrong = [("TD-DIEM-CU", "I.4", "score"), ("TD-TY-LE-LECH", "SL02", "ratio")]
    found = {(finding, SHEETS[key], at("STP", code, key, bloc())) for finding, code, key in wrong}
    assert check(by_value(1.0), bloc()) == {BY_VALUE, *found}


def test_a_0_typed_over_a_text_in_an_xlsx_is_judged() -> None:
    book = drawn(bloc())
    retype(book, member.SCORES.name, at("STP", "class", "score", bloc()), type=Type.NUMBER, value=0.0)
    assert {code for code, _, _ in check(book, bloc())} == {"TD-DIEM-CU"}


def test_a_form_that_libreoffice_saved_as_xls(calc_cached: Calc, tmp_path: Path) -> None:
    """It says of itself what the .xlsx says: I.6 has no result."""
    unit = bloc().unit("STP")
    assert unit is not None
    form = tmp_path / "STP.xlsx"
    write_member(form, bloc(), unit, submission=reclaimed(filled(), "I.6", result=None), today=TODAY)
    with calc_cached.open(form) as workbook:
        old = open_book(workbook.save_xls(tmp_path / "STP.xls"))
    assert check(old, bloc()) == {BY_VALUE, ("TD-CHUA-CHAM", member.SCORES.name, at("STP", "I.6", "result", bloc()))}
