"""The law of the declared layouts: what we draw, we can read back (design.md)."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from thidua_xl.book import Book, Cell, Type
from thidua_xl.points import exact
from thidua_xl.sheets.layout import Column, Content, Layout
from thidua_xl.sheets.rulebook import LAYOUTS, LEVELS
from thidua_xl.sheets.table import table_in
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing import rulebook_bytes

LETTERS = st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặAĐỆ0123456789 .,;:-–/%()“”'\"&<>=+*#@_!?\n")
TEXTS = st.text(LETTERS, max_size=40).filter(lambda text: bool(text.strip()) or not text)
POINTS = st.decimals(min_value=0, max_value=10**6, places=2)
STRATEGIES: dict[Content, st.SearchStrategy[Any]] = {
    Content.TEXT: TEXTS,
    Content.TEXTS: TEXTS,
    Content.CODE: st.from_regex(r"[A-Za-z0-9]{1,5}(\.[a-z0-9]{1,3}){0,2}", fullmatch=True),
    Content.CODES: st.lists(st.from_regex(r"[A-Z]{1,5}", fullmatch=True), max_size=4).map("; ".join),
    Content.POINTS: POINTS,
    Content.NUMBER: st.decimals(min_value=0, max_value=10**9, places=4),
    Content.BOUND: st.one_of(st.decimals(min_value=-100, max_value=100, places=2), st.just("Không")),
    Content.COUNT: st.integers(0, 10**6).map(Decimal),
    Content.PERCENT: st.decimals(min_value=0, max_value=100, places=2),
    Content.AMOUNT: st.decimals(min_value=-1000, max_value=1000, places=3),
    Content.DATE: st.dates(date(1990, 1, 1), date(2099, 12, 31)),
}


def values_of(column: Column) -> st.SearchStrategy[Any]:
    """What may stand in a column."""
    return st.sampled_from(column.choices) if column.choices else STRATEGIES[column.content]


def text_of(value: Any) -> str:
    """A value as a source writes it."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def value_of(found: Cell, column: Column, book: Book) -> Any:
    """The value a cell carries."""
    if found.type is not Type.NUMBER:
        return found.value
    number = float(found.value or 0)
    moment = book.moment(number) if column.content is Content.DATE else None
    return moment.date() if moment else exact(number)


@st.composite
def drawn(draw: st.DrawFn) -> tuple[Layout, tuple[Column, ...], list[tuple[Any, ...]]]:
    """A layout, some of its columns in any order (those it is known by among them), and rows."""
    layout = draw(st.sampled_from(LAYOUTS[1:]))
    others = [column for column in layout.columns if column.header not in layout.known_by]
    chosen = [column for column in layout.columns if column.header in layout.known_by]
    columns = draw(
        st.permutations(chosen + draw(st.lists(st.sampled_from(others), unique=True) if others else st.just([])))
    )
    rows = draw(st.lists(st.tuples(*map(values_of, columns)), max_size=4))
    return layout, tuple(columns), rows


@settings(max_examples=60, deadline=None)
@given(drawn())
def test_what_we_draw_we_read_back(table: tuple[Layout, tuple[Column, ...], list[tuple[Any, ...]]]) -> None:
    layout, columns, rows = table
    grid = [[column.header for column in columns], *([text_of(value) for value in row] for row in rows)]
    book = read_book(rulebook_bytes({layout.name: grid}), "thu.xlsx")
    found = table_in(next(sheet for sheet in book.sheets if sheet.name == layout.name), layout)
    assert found is not None
    assert set(found.places) == {column.key for column in layout.columns}
    read = [found.sheet.cells.get((row, found.places[c.key])) for row in range(3, 3 + len(rows)) for c in columns]
    expected = [value if value != "" else None for row in rows for value in row]
    columns_again = [column for _ in rows for column in columns]
    assert [value_of(c, k, book) if c else None for c, k in zip(read, columns_again, strict=True)] == expected


@settings(max_examples=40, deadline=None)
@given(st.decimals(min_value=0, max_value=100, places=3))
def test_a_percentage_is_read_back_in_percent_points(percent: Decimal) -> None:
    text = f"{percent:f}%".replace(".", ",")
    grid = [["Mã tiêu chí", "Điểm", "Từ"], ["I", "1", text]]
    book = read_book(rulebook_bytes({LEVELS.name: grid}), "thu.xlsx")
    table = table_in(next(sheet for sheet in book.sheets if sheet.name == LEVELS.name), LEVELS)
    assert table is not None
    found = table.sheet.cells[3, table.places["low"]]
    assert book.format_of(found).endswith("%")
    assert exact(float(found.value or 0)) * 100 == percent
