"""The bench itself: the traps of reading a workbook through LibreOffice, each sprung once."""

from pathlib import Path

import pytest
import xlsxwriter
from calc import Calc


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A2 = 2, and B2 = A2 * 10 with a wrong cached value, as a program that cannot compute leaves it."""
    path = tmp_path / "Tự chấm.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Tự chấm")
        sheet.write_row("A1", ["Số", "Gấp mười"])
        sheet.write_number("A2", 2)
        sheet.write_formula("B2", "=A2*10", value=999)
    return path


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    """A1 may be typed in, B1 = A1 + 1 is locked."""
    path = tmp_path / "khoa.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Chấm")
        sheet.protect()
        sheet.write_number("A1", 1, workbook.add_format({"locked": False}))
        sheet.write_formula("B1", "=A1+1")
    return path


def test_a_stale_cached_value_is_computed_anew(calc: Calc, small: Path) -> None:
    with calc.open(small) as book:
        assert book.value("Tự chấm", "B2") == 20


def test_without_recalculation_the_stale_value_would_be_believed(calc_cached: Calc, small: Path) -> None:
    with calc_cached.open(small) as book:
        assert book.value("Tự chấm", "B2") == 999
        book.calculate()
        assert book.value("Tự chấm", "B2") == 20


def test_the_decimal_sign_follows_the_locale(calc: Calc, calc_vi: Calc) -> None:
    for program, sign in ((calc, "."), (calc_vi, ",")):
        with program.new() as book:
            book.set_formula("Sheet1", "A1", "=MID(1/2;2;1)")
            assert book.value("Sheet1", "A1") == sign


def test_typed_text_is_read_by_the_locale(calc: Calc, calc_vi: Calc) -> None:
    for program, typed in ((calc, "8.5"), (calc_vi, "8,5")):
        with program.new(hidden=False) as book:
            book.type("Sheet1", "A1", typed)
            assert book.value("Sheet1", "A1") == 8.5
            assert book.shown("Sheet1", "A1") == typed
    with calc_vi.new(hidden=False) as book:
        for cell, typed, held in (("B1", "8.5", "8.5"), ("B2", "3.704", 3704), ("B3", "1.234,5", 1234.5)):
            book.type("Sheet1", cell, typed)
            assert book.value("Sheet1", cell) == held


def test_a_lock_file_does_not_stop_the_bench(calc: Calc, small: Path) -> None:
    lock = small.parent / f".~lock.{small.name}#"
    lock.write_text(",somebody,elsewhere,01.01.2025 08:00,file:///elsewhere;")
    with calc.open(small) as book:
        book.set_number("Tự chấm", "A2", 3)
        assert book.value("Tự chấm", "B2") == 30
        assert not book.document.isReadonly()


def test_opening_leaves_nothing_beside_the_workbook(calc: Calc, small: Path) -> None:
    with calc.open(small):
        assert list(small.parent.iterdir()) == [small]


def test_typing_respects_protection(calc: Calc, protected: Path) -> None:
    with calc.open(protected, hidden=False) as book:
        book.type("Chấm", "B1", "5")
        assert book.value("Chấm", "B1") == 2
        book.type("Chấm", "A1", "5")
        assert book.value("Chấm", "B1") == 6


def test_a_program_does_not_respect_protection(calc: Calc, protected: Path) -> None:
    with calc.open(protected) as book:
        book.set_number("Chấm", "B1", 5)
        assert book.value("Chấm", "B1") == 5


def test_numbers_texts_formulas_and_clearing(calc: Calc) -> None:
    with calc.new() as book:
        book.set_text("Sheet1", "A1", "9")
        book.set_number("Sheet1", "A2", 9)
        book.set_formula("Sheet1", "A3", "=IF(ISTEXT(A1);A2;0)")
        assert book.values("Sheet1", "A1:A4") == [["9"], [9], [9], [""]]
        assert book.formula("Sheet1", "A3") == "=IF(ISTEXT(A1);A2;0)"
        book.clear("Sheet1", "A1")
        assert book.values("Sheet1", "A1:A3") == [[""], [9], [0]]
        book.set_values("Sheet1", "B1:C2", [[1, "một"], [2, ""]])
        assert book.values("Sheet1", "B1:C2") == [[1, "một"], [2, ""]]


def test_a_formula_follows_what_is_cut_and_moved_but_not_what_is_copied(calc: Calc) -> None:
    with calc.new() as book:
        book.set_number("Sheet1", "A1", 7)
        book.set_formula("Sheet1", "B1", "=A1")
        book.copy("Sheet1", "A1", "D1")
        assert book.formula("Sheet1", "B1") == "=A1"
        book.move("Sheet1", "A1", "D5")
        assert (book.formula("Sheet1", "B1"), book.value("Sheet1", "B1")) == ("=D5", 7)
        book.insert_rows("Sheet1", 2, 3)
        assert book.formula("Sheet1", "B1") == "=D8"
        book.delete_rows("Sheet1", 8)
        assert book.errors() == [("Sheet1", "B1", "#REF!")]


def test_errors_are_listed_by_cell(calc: Calc) -> None:
    wrong = {
        "A1": ("=1/0", "#DIV/0!"),
        "B2": ("=NA()", "#N/A"),
        "B3": ("=KHONGCO(1)", "#NAME?"),
        "C1": ('=1+"a"', "#VALUE!"),
        "D1": ("=10^400", "#NUM!"),
        "E1": ("=SQRT(-1)", "Err:502"),  # Excel says #NUM! here
    }
    with calc.new() as book:
        book.set_formula("Sheet1", "F1", "=1")
        for cell, (formula, _) in wrong.items():
            book.set_formula("Sheet1", cell, formula)
        assert book.errors() == [("Sheet1", cell, error) for cell, (_, error) in wrong.items()]
        assert (book.error("Sheet1", "F1"), book.value("Sheet1", "A1")) == ("", "")


def test_saved_copies(calc: Calc, small: Path, tmp_path: Path) -> None:
    with calc.open(small) as book:
        assert book.sheets() == ["Tự chấm"]
        assert book.save_pdf(tmp_path / "in.pdf").read_bytes()[:4] == b"%PDF"
        copy = book.save_xlsx(tmp_path / "bản sao.xlsx")
    with calc.open(copy) as book:
        assert book.value("Tự chấm", "B2") == 20


def test_a_missing_workbook_says_so(calc: Calc, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"khong-co\.xlsx"):
        calc.open(tmp_path / "khong-co.xlsx")


def test_a_broken_workbook_says_so(calc: Calc, small: Path, tmp_path: Path) -> None:
    broken = tmp_path / "hỏng.xlsx"
    broken.write_bytes(small.read_bytes()[:2000])
    with pytest.raises(RuntimeError, match=r"hỏng\.xlsx"):
        calc.open(broken)
