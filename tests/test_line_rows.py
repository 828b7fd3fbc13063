"""Where lines stand in the master: the same as if every row were counted."""

from collections.abc import Sequence

from blocs import line
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.live.line_rows import LineRow, LineRows, RowOf
from thidua_xl.rulebook.models import Criterion

LINES = tuple(line(code, 10) for code in ("I.1", "I.2", "II", "III"))
OWNED = st.lists(st.lists(st.sampled_from(LINES), unique=True), max_size=5)


def counted(first: int, owned: Sequence[tuple[str, Sequence[Criterion]]]) -> list[LineRow]:
    drawn = [(unit, each) for unit, lines in owned for each in lines]
    return [(row, unit, each) for row, (unit, each) in enumerate(drawn, first)]


@given(OWNED)
def test_rows_are_as_if_counted_one_by_one(lists: list[list[Criterion]]) -> None:
    owned = [(f"U{number}", tuple(lines)) for number, lines in enumerate(lists)]
    rows, wanted = LineRows(5, owned), counted(5, owned)
    by_key = {(unit, each.code): row for row, unit, each in wanted}
    assert list(rows) == [*rows[:]] == wanted
    assert len(rows) == len(RowOf(rows)) == len(wanted)
    assert dict(RowOf(rows)) == by_key
    assert RowOf(rows).get(("U0", "none")) is RowOf(rows).get(("U9", "II")) is None
    assert rows.spans.keys() == {unit for unit, lines in owned if lines}
    assert all(by_key[unit, span.lines[0].code] == span.first for unit, span in rows.spans.items())


def test_units_of_the_same_lines_share_what_is_known_of_them() -> None:
    spans = LineRows(5, [("A", LINES), ("B", LINES[:2]), ("C", LINES)]).spans
    assert spans["A"].offsets is spans["C"].offsets is not spans["B"].offsets
