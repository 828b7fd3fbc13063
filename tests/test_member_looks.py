"""How the member workbook looks, prints and answers: what a person meets who opens it for the first time."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from member_samples import loaded, sample_rulebook, sample_unit, sample_workbooks
from openxml_audit import OpenXmlValidator
from repository import ROOT

from thidua_xl import examples
from thidua_xl.live.plan import FIRST_ROW, Plan
from thidua_xl.rules import State
from thidua_xl.rules.vocabulary import WAITING
from thidua_xl.sheets import member, member_guide
from thidua_xl.workbooks.writing.member.measure import lines, text_width

RULEBOOK, UNIT = sample_rulebook(), sample_unit()
TABLES = [layout.name for layout in member.LAYOUTS if layout.columns]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same unit's workbook, blank and filled."""
    return sample_workbooks(tmp_path_factory.mktemp("looks"))


@pytest.fixture(scope="module")
def book(drawn: dict[str, Path]) -> Any:
    """The blank one."""
    return loaded(drawn["blank"])


# ---- the file


@pytest.mark.parametrize("kind", ["blank", "filled"])
def test_the_file_is_sound_and_small(drawn: dict[str, Path], kind: str) -> None:
    assert list(OpenXmlValidator().validate(str(drawn[kind])).errors) == []
    assert drawn[kind].stat().st_size < 200_000


def visible(book: Any) -> Iterator[Any]:
    """The sheets a person sees."""
    return (sheet for sheet in book if sheet.sheet_state == "visible")


def test_it_opens_at_the_guide_and_each_sheet_where_typing_begins(book: Any) -> None:
    assert book.active.title == member.GUIDE.name
    entries = {sheet.title: sheet.sheet_view.selection[-1].activeCell for sheet in visible(book)}
    expected = {"Thông tin": "B11", "Số liệu": "E7", "Tự chấm": "H10", "Minh chứng": "B7", "Điều kiện": "C7"}
    assert {name: entries[name] for name in expected} == expected
    for name in expected:
        assert book[name][entries[name]].protection.locked is False


def test_headers_stay_in_view_and_a_laptop_shows_what_matters(book: Any) -> None:
    for name in TABLES:
        assert book[name].freeze_panes == ("D7" if name == "Tự chấm" else "C7" if name == "Số liệu" else "A7")
        assert 85 <= (book[name].sheet_view.zoomScale or 100) <= 100
        assert not book[name].sheet_view.showGridLines


def test_no_outline_as_its_buttons_do_not_work_on_protected_sheets(book: Any) -> None:
    for sheet in book:
        assert not any(row.outlineLevel for row in sheet.row_dimensions.values())
        assert not any(column.outlineLevel for column in sheet.column_dimensions.values())


# ---- protected, but kind


def test_every_sheet_is_protected_without_a_password_and_leaves_what_is_harmless(book: Any) -> None:
    for sheet in visible(book):
        guard = sheet.protection
        assert guard.sheet and guard.password is None
        allowed = (guard.formatRows, guard.formatColumns, guard.autoFilter, guard.sort)
        assert not any(allowed)  # in the file these say what is forbidden


def test_the_normal_style_is_open_and_nothing_beside_a_table_is(book: Any, drawn: dict[str, Path]) -> None:
    styles = zipfile.ZipFile(drawn["blank"]).read("xl/styles.xml").decode()
    normal = re.search(r"<cellStyleXfs.*?</cellStyleXfs>", styles)
    assert normal is not None
    assert '<protection locked="0"/>' in normal[0]
    for sheet in visible(book):
        outside = sheet.column_dimensions[openpyxl.utils.get_column_letter(sheet.max_column + 1)]
        assert outside.protection.locked is True
        assert outside.max == 16_384


def test_open_cells_are_allowed_ranges_and_the_others_are_locked(drawn: dict[str, Path], book: Any) -> None:
    with zipfile.ZipFile(drawn["blank"]) as archive:
        for place, sheet in enumerate(visible(book), 1):
            xml = archive.read(f"xl/worksheets/sheet{place}.xml").decode()
            ranges = re.findall(r'<protectedRange [^>]*sqref="([^"]+)"', xml)
            inside = {cell.coordinate for cells in ranges for row in sheet[cells] for cell in row}
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.protection.locked or cell.coordinate in inside, (sheet.title, cell.coordinate)


def test_rows_grow_with_what_is_typed(drawn: dict[str, Path], book: Any) -> None:
    """A height that is not marked as somebody's own is a first guess."""
    with zipfile.ZipFile(drawn["blank"]) as archive:
        scores = archive.read(f"xl/worksheets/sheet{book.sheetnames.index('Tự chấm') + 1}.xml").decode()
    plan = Plan(RULEBOOK, UNIT)
    for number, _ in plan.lines:
        row = re.search(rf'<row r="{number}"[^>]*>', scores)
        assert row is not None
        assert "customHeight" not in row[0] and " ht=" in row[0]


def test_texts_of_validations_fit_in_office(book: Any) -> None:
    for sheet in visible(book):
        for found in sheet.data_validations.dataValidation:
            assert len(found.error or "") <= 220
            assert len(found.prompt or "") <= 255
            assert max(len(found.promptTitle or ""), len(found.errorTitle or "")) <= 32
            if found.type and found.type != "any":
                assert found.showErrorMessage and found.error, (sheet.title, found.sqref)
                assert found.errorStyle in (None, "stop")


def test_lists_go_through_defined_names_and_looks_stay_on_their_sheet(book: Any) -> None:
    for sheet in visible(book):
        for found in sheet.data_validations.dataValidation:
            if found.type == "list":
                assert found.formula1 in book.defined_names
        for rules in sheet.conditional_formatting:
            for rule in rules.rules:
                assert not any("!" in formula for formula in rule.formula)


def test_dates_cannot_be_misread_and_texts_stay_texts(book: Any) -> None:
    for layout in member.REGISTERS:
        for place, column in enumerate(layout.columns, 1):
            shown = book[layout.name].cell(FIRST_ROW, place).number_format
            if column.content is member.C.DATE:
                assert shown == 'dd" tháng "mm" năm "yyyy'
            if column.content is member.C.TEXT:
                assert shown == "@"


# ---- the guide


def test_the_guide_begins_with_what_must_not_be_typed(book: Any) -> None:
    sheet = book[member.GUIDE.name]
    assert sheet["A1"].value == member_guide.SECRECY
    assert sheet["A2"].value == member_guide.SAVE_FIRST
    links = {cell.hyperlink.location.partition("!")[0].strip("'") for cell in sheet["B"] if cell.hyperlink}
    assert links == {name for name in book.sheetnames if name not in (member.GUIDE.name, member.HIDDEN.name)}


def test_the_guide_has_an_example_for_each_way_the_unit_uses(book: Any) -> None:
    ways = {row.way for _, row in Plan(RULEBOOK, UNIT).lines}
    sheet = book[member.GUIDE.name]
    header = next(row for row in range(1, 60) if sheet.cell(row, 4).value == member_guide.EXAMPLE_HEADERS[2])
    points = [sheet.cell(row, 5).value for row in range(header + 1, header + 1 + len(ways))]
    assert all(points) and sheet.cell(header + 1 + len(ways), 5).value is None
    assert any("Hoàng Anh Tuấn, 0900 000 105" in str(cell.value) for cell in sheet["A"])


@pytest.mark.parametrize("name", examples.names())
def test_an_example_shows_the_points_the_engine_gives(name: str) -> None:
    rules = [row.rule for row in sample_rulebook(name).leaves if row.rule is not None]
    for rule in rules:
        found = member_guide.example(rule)
        assert found is not None and found.said()
        outcome = rule.score(found.inputs)
        assert found.points == WAITING if outcome.state is State.PENDING else outcome.points is not None


# ---- room for text


def test_a_text_takes_the_room_its_letters_need() -> None:
    assert text_width("iiii", 13) < text_width("aaaa", 13) < text_width("WWWW", 13)
    assert text_width("ắ", 13) == text_width("a", 13)
    assert text_width("Ư", 13) > text_width("u", 13)
    assert lines("một hai ba bốn", 60) == 1
    assert lines("một hai ba bốn năm sáu bảy tám chín mười", 12) > lines("một hai ba bốn năm sáu", 12) > 1
    assert lines("a\nb", 60) == 2


def test_the_page_about_the_workbook_has_its_pictures() -> None:
    text = (ROOT / "docs" / "bieu-mau.md").read_text(encoding="utf-8")
    pictures = [ROOT / "docs" / name for name in re.findall(r"!\[[^]]+\]\(([^)]+)\)", text)]
    assert len(pictures) >= 3
    assert all(picture.stat().st_size < 200_000 for picture in pictures)
