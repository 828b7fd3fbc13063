"""Where each unit's lines stand in the master: reckoned, for thousands of units have a quarter of a million of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from thidua_xl.rulebook.models import Criterion

LineRow = tuple[int, str, Criterion]


class _Span(NamedTuple):
    first: int
    lines: Sequence[Criterion]
    offsets: Mapping[str, int]  # of each line, from the first


class LineRows(Sequence[LineRow]):
    """Row, unit and criterion of every line, unit by unit; units of the same lines share what is known of them."""

    def __init__(self, first: int, owned: Iterable[tuple[str, tuple[Criterion, ...]]]) -> None:
        self.spans: dict[str, _Span] = {}
        self._length = 0
        known: dict[tuple[str, ...], tuple[tuple[Criterion, ...], dict[str, int]]] = {}
        for unit, lines in owned:
            if lines:
                codes = tuple([line.code for line in lines])
                shared = known.setdefault(codes, (lines, {code: place for place, code in enumerate(codes)}))
                self.spans[unit] = _Span(first + self._length, *shared)
                self._length += len(lines)

    def __iter__(self) -> Iterator[LineRow]:
        for unit, span in self.spans.items():
            for row, line in enumerate(span.lines, span.first):
                yield row, unit, line

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, place: Any) -> Any:
        return tuple(self)[place]


class RowOf(Mapping[tuple[str, str], int]):
    """The row by unit and criterion."""

    def __init__(self, rows: LineRows) -> None:
        self._rows = rows

    def __getitem__(self, key: tuple[str, str]) -> int:
        span = self._rows.spans[key[0]]
        return span.first + span.offsets[key[1]]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((unit, line.code) for _, unit, line in self._rows)

    def __len__(self) -> int:
        return len(self._rows)
