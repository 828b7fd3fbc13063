"""Our own XML: what formulas, validations and files may be, for every kind of workbook we generate."""

from pathlib import Path

import openpyxl
import pytest
from calc import Calc
from formula_rules import Formula, complaints, formula_complaints, validations
from judging_rulebooks import judge_rulebook, special_rulebook
from openxml_audit import OpenXmlValidator
from rulebook_drawing import rulebook_of, small_book

from thidua_xl import examples
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing.member import write_member
from thidua_xl.workbooks.writing.rulebook import rulebook_bytes

MANY = 40  # levels of a line, the most there may be
CASES = "|Mã|Nội dung|Hệ quả|\n|K1|Để xảy ra sai|Không xét thi đua|\n|K2|Bị phê bình|Không xét thi đua|"


def leveled(way: str, rows: list[str], part: str = "Chính") -> Rulebook:
    """A rulebook with one line of many levels."""
    other = "" if part == "Chính" else "O | Chính | 10 | Chấm trực tiếp\n"
    return rulebook_of(small_book(f"{other}A | Dòng | 100 | {way} | Nhóm điểm={part}", "\n".join(rows)))


def many_cases() -> Rulebook:
    """350 lines, each of which may bring about a case."""
    lines = [f"A.{n} | Dòng | | Chọn mức" for n in range(350)]
    levels = [f"|A.{n}|Nhẹ|||||1||K2|\n|A.{n}|Nghiêm trọng|||||5||K1|" for n in range(350)]
    head = "O | Chính | 10 | Chấm trực tiếp\nA | Mục | | | Nhóm điểm=Trừ\n"
    return rulebook_of(small_book(head + "\n".join(lines), "\n".join(levels), **{"Điều kiện": CASES}))


def many_sections() -> Rulebook:
    """200 sections of one line that may be dropped."""
    lines = [f"M{n} | Mục | 2 |\nM{n}.1 | Dòng | 2 | Chấm trực tiếp | Khi không phát sinh=Bỏ dòng" for n in range(200)]
    return rulebook_of(small_book("\n".join(lines)))


def example(name: str) -> Rulebook:
    """A rulebook of `workbook_templates/`."""
    found, _ = read_rulebook(read_book(rulebook_bytes(examples.tables(name)), name))
    assert found is not None
    return found


LEVELS = [f"|A|Mức {n}|||||{n}|||" for n in range(MANY)]
RANGES = [f"|A|Mức {n}|||||{n}|{n + 1}||" for n in range(19)]  # more would not fit into a formula
BANDS = [f"|A||{2 * n}|Có|{2 * n + 1}|Có|{n}|||" for n in range(MANY)]
LONG = [f"|A|{'dài ' * 60}{n}|||||{n}|||" for n in range(15)]
KINDS = {
    "every way, whole points": lambda: judge_rulebook(0),
    "every way, three digits": lambda: judge_rulebook(3),
    "special lines": special_rulebook,
    "40 levels": lambda: leveled("Chọn mức", LEVELS),
    "long names": lambda: leveled("Chọn mức", LONG),
    "19 ranges": lambda: leveled("Trừ trong khung", RANGES, "Trừ"),
    "40 bands": lambda: leveled("Theo mức | Đại lượng=Ngày chậm | Hạn=15/6/2026", BANDS),
    "350 lines with cases": many_cases,
    "200 sections": many_sections,
    **{name: lambda name=name: example(name) for name in examples.names()},  # type: ignore[misc]
}


@pytest.fixture(scope="session", params=KINDS)
def workbook(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A member workbook of each kind."""
    rulebook, path = KINDS[request.param](), tmp_path_factory.mktemp("kind") / "a.xlsx"
    write_member(path, rulebook, rulebook.units[0])
    return path


def test_what_formulas_may_be(workbook: Path) -> None:
    """Excel 2010, no array entry, no locale, no wildcards on codes, all within Excel's limits."""
    assert complaints(workbook)[:10] == []


def test_the_file_itself(workbook: Path, tmp_path: Path) -> None:
    """Passes the OOXML audit; its validations survive a round trip through openpyxl, count and sources."""
    found = OpenXmlValidator().validate(str(workbook))
    assert [str(error) for error in found.errors][:5] == []
    again = tmp_path / "again.xlsx"
    openpyxl.load_workbook(workbook).save(again)
    assert validations(workbook) == validations(again)
    assert len(validations(workbook)) > 5


def test_no_error_cell_in_libreoffice(calc: Calc, workbook: Path) -> None:
    """Opened and computed anew."""
    with calc.open(workbook) as book:
        assert book.errors() == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("IFS(A1,2)", "the function IFS"),
        ("_xlfn.CONCAT(A1)", "a prefix"),
        ("TEXT(A1,2)", "the function TEXT"),
        ("DATEVALUE(A1)", "the function DATEVALUE"),
        ("COUNTIF(A1:A9,B1)", "the function COUNTIF"),
        ("MATCH($B$1,A1:A9,0)", "MATCH of a cell"),
        ('"' + "a" * 251 + '"', "a literal of 251"),
        ("NOT(" * 61 + "A1" + ")" * 61, "61 levels"),
        ("SUM(" + ",".join(["A1"] * 256) + ")", "over 255 arguments"),
        ("A1+" * 3000 + "A1", "9002 characters"),
    ],
)
def test_the_rules_themselves(text: str, what: str) -> None:
    """What they are there to find."""
    assert any(what in complaint for complaint in formula_complaints(Formula("Trang", "A1", text)))
    assert not list(
        formula_complaints(Formula("Trang", "A1", 'IF(\'Tự chấm\'!$A$1="a""(b",SUM(A1:B2,3),DATEVALUE("31/12/2026"))'))
    )
