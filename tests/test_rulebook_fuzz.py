"""Whatever stands in a rulebook workbook, reading it never fails and every finding can be said."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rulebook_drawing import found_in, good_book

from thidua_xl.book import Book, Cell, Type
from thidua_xl.findings.catalogue import severity
from thidua_xl.findings.finding import Severity
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.sheets.rulebook import LAYOUTS

JUNK_TEXTS = st.one_of(
    st.sampled_from(
        ["", "-", "- ", "x", "Không", "Có", "I", "I.1", "1.1", "sau ®©y", "20%", "3.704", "1e999", ";", "I;;"]
    ),
    st.sampled_from([choice for layout in LAYOUTS for column in layout.columns for choice in column.choices]),
    st.text(alphabet="IVX.19aâđ%;!+-*/()= \n_", max_size=12),
)
JUNK = st.one_of(
    JUNK_TEXTS.map(lambda text: Cell(Type.TEXT, text)),
    st.floats().map(lambda number: Cell(Type.NUMBER, number)),
    st.integers(-5, 60_000).flatmap(
        lambda number: st.integers(-1, 3).map(lambda style: Cell(Type.NUMBER, float(number), style=style))
    ),
    st.sampled_from([Cell(Type.ERROR, "#REF!"), Cell(Type.BOOLEAN, True), Cell(Type.NUMBER, None, formula="A1")]),
    st.none(),
)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_whatever_stands_in_the_cells_reading_never_fails_and_every_finding_speaks(data: st.DataObject) -> None:
    book = good_book()
    for _ in range(data.draw(st.integers(1, 12))):
        sheet = data.draw(st.sampled_from(book.sheets))
        place = data.draw(st.sampled_from(sorted(sheet.cells)) | st.tuples(st.integers(1, 25), st.integers(1, 27)))
        junk = data.draw(JUNK)
        if junk is None:
            sheet.cells.pop(place, None)
        else:
            sheet.cells[place] = junk
    rulebook, found = read_rulebook(book)
    assert (rulebook is None) == any(severity(finding) is Severity.ERROR for finding in found)
    found_in(book)


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from([layout.name for layout in LAYOUTS])))
def test_any_sheets_may_be_missing(names: set[str]) -> None:
    found_in(good_book(dict.fromkeys(names, "")))


def test_an_empty_workbook() -> None:
    found = found_in(Book())
    assert [finding.code for finding in found] == ["TD-THIEU-TRANG"] * 3
