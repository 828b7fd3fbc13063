"""The example rulebooks: each builds, reads back without an error, and warns of what it is meant to warn of."""

from pathlib import Path

import pytest
from calc import Calc
from drawing import codes_at
from openxml_audit import OpenXmlValidator

from thidua_xl import examples
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.rules.vocabulary import Part, Way
from thidua_xl.sheets.markdown import grids
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing import rulebook_bytes

WARNINGS = {  # the faults an example keeps on purpose
    "thong-ke-2026": {
        ("TD-THANG-KHAC-TONG", "Thông tin", "B10"),
        ("TD-TOI-DA-KHAC-TONG", "Tiêu chí", "D13"),
        ("TD-HAN-NGOAI-KY", "Tiêu chí", "N6"),
        ("TD-HAN-NGOAI-KY", "Tiêu chí", "N7"),
    },
}


def test_the_examples_are_there() -> None:
    assert examples.names() == (
        "khoi-noi-chinh",
        "noi-bo-mot-co-quan",
        "phu-luc-diem-tru",
        "so-tu-phap-2022",
        "thong-ke-2026",
    )


def test_there_is_no_example_of_another_name() -> None:
    with pytest.raises(KeyError):
        examples.source("README")


@pytest.mark.parametrize("name", examples.names())
def test_an_example_reads_as_intended(name: str) -> None:
    rulebook, findings = read_rulebook(read_book(rulebook_bytes(examples.tables(name)), f"{name}.xlsx"))
    assert codes_at(findings) == WARNINGS.get(name, set())
    assert len(findings) == len(WARNINGS.get(name, set()))
    assert rulebook is not None


def test_the_bloc_of_eight_agencies_uses_every_way() -> None:
    rulebook, _ = read_rulebook(read_book(rulebook_bytes(examples.tables("khoi-noi-chinh")), "k.xlsx"))
    assert rulebook is not None
    assert {row.way for row in rulebook.rows} == set(Way)
    assert {row.part for row in rulebook.rows} == set(Part)
    assert len(rulebook.units) == 8


def test_the_examples_are_written_into_a_folder_and_are_sound(tmp_path: Path) -> None:
    written = examples.write_examples(tmp_path / "mau")
    assert [path.name for path in written] == [f"{name}.xlsx" for name in examples.names()]
    assert {path.name: list(OpenXmlValidator().validate(str(path)).errors) for path in written} == {
        path.name: [] for path in written
    }


def test_an_example_opens_in_libreoffice_with_real_numbers_and_dates(calc: Calc, tmp_path: Path) -> None:
    path = tmp_path / "k.xlsx"
    path.write_bytes(rulebook_bytes(examples.tables("khoi-noi-chinh")))
    with calc.open(path) as book:
        assert book.errors() == []
        assert book.shown("Thông tin", "B6") == "01/01/2026"
        assert book.value("Tiêu chí", "D3") == 60
        assert book.shown("Xếp loại", "D3") == "25%"


# ---- the readable source


def test_a_source_is_headings_tables_and_commentary() -> None:
    source = "# Mức\n\nLời chú | không phải bảng.\n\n| A | B |\n| --- | :-: |\n| x \\| y | 1<br>2 |\n| | |\n\nHết.\n"
    assert grids(source) == {"Mức": [["A", "B"], ["x | y", "1\n2"], ["", ""]]}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("| A |\n| --- |", "line 1"),
        ("# M\n| A | B |\n| --- | --- |\n| 1 |", "line 4: 1 cells under 2 headers"),
        ("# M\n| A |\n\n| B |", "line 4"),
        ("# M\n| A |\n# M\n| A |", "line 3"),
        ("# M\nchữ", "no table"),
    ],
)
def test_a_faulty_source_is_refused_with_its_line(source: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        grids(source)
