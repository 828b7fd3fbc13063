"""The ranking sheet to type into: its functions compute what is stored, and follow what is typed."""

from pathlib import Path

from calc import Calc
from judging import stored_differences
from openxml_audit import OpenXmlValidator

from thidua_xl.demo.bloc import example_rulebook
from thidua_xl.demo.functions import example_contest, write_function_examples
from thidua_xl.workbooks.writing.ranking_by_functions import SHEET, Contest, shown, write_ranking


def test_stored_values_are_what_the_functions_answer(calc_addin: Calc, tmp_path: Path) -> None:
    write_ranking(tmp_path / "r.xlsx", example_contest(example_rulebook()))
    count, differences = stored_differences(calc_addin, tmp_path / "r.xlsx")
    assert differences == []
    assert count > 60


def test_ranks_follow_what_is_typed(calc_addin: Calc, tmp_path: Path) -> None:
    _, path = write_function_examples(tmp_path)
    with calc_addin.open(path) as book:
        assert [row[0] for row in book.values(SHEET, "K6:K14")] == [5, 3, 4, 8, 1, 6, 6, 2, ""]
        assert book.values(SHEET, "O6:O14")[-1] == [""]
        book.set_number(SHEET, "D8", 2.5)
        book.set_number(SHEET, "M9", 15)
        assert [row[0] for row in book.values(SHEET, "K6:K9")] == [5, 4, 3, 8]
        assert book.value(SHEET, "O9") == "Đạt"
        book.set_text(SHEET, "B6", "Khác")
        assert [row[0] for row in book.values(SHEET, "K6:K9")] == [1, 4, 3, 7]


def test_an_empty_sheet(calc_addin: Calc, tmp_path: Path) -> None:
    write_ranking(tmp_path / "r.xlsx", Contest(()))
    assert set(shown(Contest(()))) == {("", "", "", "")}
    _, differences = stored_differences(calc_addin, tmp_path / "r.xlsx")
    assert differences == []


def test_the_file_is_sound(tmp_path: Path) -> None:
    write_ranking(tmp_path / "r.xlsx", example_contest(example_rulebook()))
    assert list(OpenXmlValidator().validate(str(tmp_path / "r.xlsx")).errors) == []
