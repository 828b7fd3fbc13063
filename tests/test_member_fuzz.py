"""Random cells in random places of a member workbook: reading and checking never raise, every finding says itself."""

from copy import deepcopy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from member_bloc import bloc
from member_drawing import TODAY, drawn, said

from thidua_xl.book import Book, Cell, Type
from thidua_xl.checks.single import checked

BASE = drawn(bloc(), "CAT")
WORDS = st.sampled_from(
    ["", " ", "x", "Có", "Đạt", "Mã", "Kết quả", "I.1", "3.704", "43,6", "88%", "5/6/2026", "31/2/2026", "Không nộp",
     "{ghi}", "%s", "=1+1", "@x", "-5", "1e999999", "9" * 50, "\u0000", "e\u0301", "Kh«ng", "#REF!",
     "Tổng điểm", "²", "١"]
)  # fmt: skip
NUMBERS = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True, width=64), st.integers(-5, 60000).map(float), st.just(2_958_466.0)
)
FORMULAS = st.one_of(
    st.none(),
    st.sampled_from(["1+1", "SUM($K$8:$K$12)", "INDEX($H$1:$H$90,ROW())*2", '"', "'", "$A$0", "K8:K", "{a:b}"]),
)
CELLS = st.one_of(
    st.builds(Cell, st.just(Type.TEXT), st.one_of(WORDS, st.text(max_size=60)), FORMULAS, st.integers(0, 5)),
    st.builds(Cell, st.just(Type.NUMBER), st.one_of(NUMBERS, st.none()), FORMULAS, st.integers(0, 5)),
    st.builds(Cell, st.just(Type.BOOLEAN), st.booleans(), FORMULAS),
    st.builds(Cell, st.just(Type.ERROR), st.sampled_from(["#REF!", "#N/A", "#TÊN?"]), FORMULAS),
)
PLACES = st.tuples(st.integers(1, 40), st.integers(1, 16))
CHANGES = st.lists(st.tuples(st.integers(0, len(BASE.sheets) - 1), PLACES, st.one_of(st.none(), CELLS)), max_size=30)


def spoil(changes: list[tuple[int, tuple[int, int], Cell | None]], *, date_1904: bool) -> Book:
    book = deepcopy(BASE)
    book.date_1904 = date_1904
    for number, where, cell in changes:
        cells = book.sheets[number].cells
        if cell is None:
            cells.pop(where, None)
        else:
            cells[where] = cell
    return book


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=CHANGES, date_1904=st.booleans(), by_head=st.booleans())
def test_nothing_a_member_does_is_an_exception(
    changes: list[tuple[int, tuple[int, int], Cell | None]], date_1904: bool, by_head: bool
) -> None:
    book = spoil(changes, date_1904=date_1904)
    found = checked(book, bloc() if by_head else None, TODAY)
    said(found)
    assert found.findings == checked(book, bloc() if by_head else None, TODAY).findings


@settings(max_examples=60, deadline=None)
@given(order=st.permutations(range(len(BASE.sheets))), gone=st.integers(0, len(BASE.sheets)))
def test_sheets_in_any_order_or_missing(order: list[int], gone: int) -> None:
    book = deepcopy(BASE)
    book.sheets = [book.sheets[number] for number in order][:gone]
    said(checked(book, bloc(), TODAY))
