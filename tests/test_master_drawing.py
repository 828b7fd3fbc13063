"""The master as a file: clean, lawful formulas, stored values that are the computed ones, guarded but kind."""

import random
import re
import tempfile
from pathlib import Path
from zipfile import ZipFile

import pytest
from calc import Calc
from master_bloc import SOURCE
from masters import master_of, random_claims, rulebook_of
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openxml_audit import OpenXmlValidator
from test_master_head import master as small_master
from xlsxwriter.worksheet import Worksheet

from thidua_xl import examples
from thidua_xl.consolidation.master import Master
from thidua_xl.errors import CannotGoOn
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets.markdown import grids
from thidua_xl.workbooks.writing.master import write_master

ALLOWED = {
    *("ABS", "AND", "COUNT", "COUNTA", "COUNTIF", "IF", "IFERROR", "INDEX", "INT", "ISLOGICAL", "ISNUMBER", "LEFT"),
    *("LEN", "MATCH", "MAX", "MIN", "NOT", "OR", "ROUND", "ROW", "SUM", "SUMIF", "SUMPRODUCT", "TRIM"),
}
FUNCTION = re.compile(r"([A-Z][A-Z0-9.]*)\(")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def example() -> Master:
    """The bloc of the judicial agencies, one unit not yet in."""
    rulebook = rulebook_of(examples.tables("khoi-noi-chinh"))
    chance = random.Random(5)
    return master_of(rulebook, random_claims(rulebook, chance, [unit.code for unit in rulebook.units][:7]))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's master."""
    return write_master(tmp_path_factory.mktemp("master") / "master.xlsx", example())


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    """The same, opened."""
    return load_workbook(path)


def formulas(book: Workbook) -> list[tuple[str, str]]:
    """(cell, formula) of every sheet."""
    return [
        (f"{sheet.title}!{cell.coordinate}", cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def test_the_sheets_in_order(book: Workbook) -> None:
    names = list(dict.fromkeys(layout.name for layout in sheets.LAYOUTS))
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"] == names
    assert book.active is not None
    assert book.active.title == sheets.REPORT.name


def test_every_file_passes_the_audit(path: Path, tmp_path: Path) -> None:
    for found in (path, write_master(tmp_path / "small.xlsx", small_master())):
        result = OpenXmlValidator().validate(str(found))
        assert [str(error) for error in result.errors] == []


def test_only_lawful_formulas(book: Workbook) -> None:
    found = formulas(book)
    assert len(found) > 2000
    used = {name for _, formula in found for name in FUNCTION.findall(QUOTED.sub("", str(formula)))}
    assert used - ALLOWED == set()
    assert [cell for cell, formula in found if len(str(formula)) > 8000] == []
    assert [cell for cell, formula in found if max(map(len, QUOTED.findall(str(formula))), default=0) > 252] == []
    assert [cell for cell, formula in found if depth(str(formula)) > 60] == []


def depth(formula: str) -> int:
    """How deep the brackets go."""
    deepest = now = 0
    for sign in QUOTED.sub("", formula):
        now += (sign == "(") - (sign == ")")
        deepest = max(deepest, now)
    return deepest


def test_no_formula_names_a_cell_of_the_head(book: Workbook) -> None:
    """After cut and paste a formula follows the cell; those of the head are reached through INDEX of a whole column."""
    letters = {"Thẩm định": "GHI", "Điều kiện": "EF", "Bình xét": "CDEFGHIJKL", "Sai lệch": "KL", "Đề nghị": "FG"}
    wrong = []
    for cell, formula in formulas(book):
        own = cell.partition("!")[0]
        for name, columns in letters.items():
            if name == own:
                pattern = rf"(?<![!$A-Z:])\$?[{columns}]\$?\d+(?!:|\d)"
                text = re.sub(
                    r"INDEX\([^()]*,",
                    "",
                    QUOTED.sub(
                        "",
                        re.sub(
                            r"'[^']+'!\$?[A-Z]+\$?\d+(:\$?[A-Z]+\$?\d+)?|_\w+!\$?[A-Z]+\$?\d+(:\$?[A-Z]+\$?\d+)?",
                            "",
                            formula,
                        ),
                    ),
                )
            else:
                pattern, text = rf"'{name}'!\$?[{columns}]\$?\d+(?!:|\d)", formula
            wrong += [cell for _ in re.findall(pattern, text)]
    assert wrong == []


def test_no_new_functions_or_arrays_in_the_xml(path: Path) -> None:
    with ZipFile(path) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert [part for part in parts if "_xlfn" in part or 't="array"' in part or "<extLst" in part] == []


def test_stored_values_are_the_computed_ones(calc: Calc, path: Path, book: Workbook) -> None:
    stored = load_workbook(path, data_only=True)
    with calc.open(path) as opened:
        assert opened.errors() == []
        wrong = []
        for place, _ in formulas(book):
            name, _, at = place.partition("!")
            known, shown = stored[name][at].value, opened.value(name, at)
            if not alike(known, shown):
                wrong.append((place, known, shown))
    assert wrong == []


def alike(known: object, shown: float | str) -> bool:
    """Equal but for the sign of decimals in a text."""
    if isinstance(known, int | float) and isinstance(shown, float):
        return abs(known - shown) < 1e-9 * max(1, abs(shown))
    return str(known if known is not None else "").replace(",", ".") == str(shown).replace(",", ".")


def test_member_text_is_text(book: Workbook) -> None:
    texts = [cell for row in book["Phong trào"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert len(texts) == 7
    ours = re.compile(r"=SUMPRODUCT\(")
    cells = [cell for layout in sheets.REGISTERS for row in book[layout.name].iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f" and not ours.match(str(cell.value))] == []


def test_protected_without_a_password(book: Workbook) -> None:
    for layout in sheets.LAYOUTS:
        guard = book[layout.name].protection
        assert guard.sheet
        assert guard.password is None
        assert (guard.formatRows, guard.formatColumns, guard.sort, guard.autoFilter) == (False,) * 4


def test_open_cells_are_the_heads(book: Workbook) -> None:
    for layout in (sheets.ASSESSED, sheets.CONDITIONS, sheets.BALLOTS, sheets.PROPOSALS, sheets.LOG):
        sheet = book[layout.name]
        for place, column in enumerate(layout.columns, 1):
            locked = {sheet.cell(row, place).protection.locked for row in range(5, sheet.max_row + 1)}
            expected = {False} if column.owner.value == "head" else {True}
            assert locked == expected or column.key == "result", (layout.name, column.header)


def test_points_are_limited_by_the_line(book: Workbook) -> None:
    sheet = book[sheets.ASSESSED.name]
    covered = {str(cell) for found in sheet.data_validations.dataValidation for cell in str(found.sqref).split()}
    assert any(cell.startswith("H") for cell in covered)
    kinds = {found.type for found in sheet.data_validations.dataValidation}
    assert kinds >= {"decimal", "custom"}


def test_links_to_line_and_file(tmp_path: Path) -> None:
    (tmp_path / "bai").mkdir()
    (tmp_path / "bai" / "AA.xlsx").touch()
    path = write_master(tmp_path / "one.xlsx", small_master(), sources=[tmp_path / "bai"])
    found = load_workbook(path)[sheets.FINDINGS.name]
    links = {cell.coordinate: cell.hyperlink for row in found.iter_rows() for cell in row if cell.hyperlink}
    assert {place[0] for place in links} == {"I", "J"}
    assert all(link.location.startswith("'Thẩm định'!A") for place, link in links.items() if place[0] == "I")
    targets = [link.target.replace("\\", "/") for place, link in links.items() if place[0] == "J"]
    assert targets == ["bai/AA.xlsx", "BB.xlsx"]


def test_thirty_four_units_and_many_lines(tmp_path: Path) -> None:
    lines = "".join(f"| I.{n} | Dòng {n} | 1 | | Chấm trực tiếp | | | | | | |\n" for n in range(5, 115))
    units = "".join(f"| U{n:02} | Đơn vị {n} | |\n" for n in range(27))
    source = SOURCE.format(final="Thẩm định", one="", two="").replace("| II | Mục hai", f"{lines}| II | Mục hai")
    source = source.replace("\n# Tiêu chí", f"{units}\n# Tiêu chí").replace("| Thang điểm | 100 |\n", "")
    source = source.replace("| GG | Đơn vị G |  |\n\n", "| GG | Đơn vị G |  |\n")
    rulebook = rulebook_of(grids(source))
    assert len(rulebook.units) == 34
    claims = random_claims(rulebook, random.Random(1))
    errors = [Finding("TD-CHUA-CHAM", Where(f"{unit}.xlsx", "Tự chấm", "H8", unit), {}) for unit in claims]
    path = write_master(tmp_path / "large.xlsx", master_of(rulebook, claims, findings=errors))
    assert path.stat().st_size < 1_500_000


@pytest.mark.parametrize("fails", [False, True])
def test_drawing_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: bool) -> None:
    """A large book is put together in a folder of its own, which goes whatever happens."""
    beside = tmp_path / "tạm"
    beside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(beside))
    if fails:
        monkeypatch.setattr(Worksheet, "_write_sheet_data", refused)
        with pytest.raises(CannotGoOn, match="đầy"):
            write_master(tmp_path / "master.xlsx", small_master())
    else:
        write_master(tmp_path / "master.xlsx", small_master())
    assert list(beside.iterdir()) == []


def refused(_: Worksheet) -> None:
    """What a full disk says, after files were begun."""
    raise OSError(28, "đĩa đầy")
