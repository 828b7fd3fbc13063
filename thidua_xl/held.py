"""Rows of a unit that are held packed until somebody looks at them: a bloc of thousands has millions of cells.

What was looked at last stays open; the rest is a tenth of it.
"""

import io
import pickle
import zlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, NoReturn, Self, TypeVar
from weakref import ref

from thidua_xl.errors import CannotGoOn

LARGEST = 2 * 2**20  # bytes of one table; a larger one is held as it is
FEW = 2**20  # bytes of open tables, as they are pickled
MOST_OPEN = 16 * 2**20  # five hundred units' rows, which take five times that
DAMAGED = (
    "Phần đã nhớ của lần chạy trước bị hỏng: hãy xóa tệp .bo-nho cạnh tệp tổng hợp rồi chạy lại, không mất số liệu nào."
)
KNOWN_TYPES = {
    "builtins": {"frozenset"},
    "datetime": {"date"},
    "decimal": {"Decimal"},
    "thidua_xl.held": {"HeldList", "HeldTable"},
    "thidua_xl.submission": {"Answer", "Claim", "Evidence", "FigureClaim", "RegisterRow", "Submission"},
    "thidua_xl.member.reading": {"FigureValues", "Reading"},
    "thidua_xl.consolidation.files": {"Content", "FileContent"},
    "thidua_xl.findings.finding": {"Finding", "Where"},
    "thidua_xl.rules.inputs": {"Inputs", "Problem"},
}
UNUSABLE = (
    pickle.UnpicklingError,
    EOFError,
    LookupError,
    AttributeError,
    TypeError,
    ValueError,
    ArithmeticError,
    MemoryError,
    RecursionError,
    zlib.error,
)
Row = TypeVar("Row")


def held_table(rows: Mapping[str, Row]) -> Mapping[str, Row]:
    """The same rows by code, packed where there are any and not too many."""
    table: Mapping[str, Row] = _held(HeldTable, dict(rows))
    return table


def held_list(rows: Sequence[Row]) -> Sequence[Row]:
    """The same rows in their order, packed where there are any and not too many."""
    held: Sequence[Row] = _held(HeldList, tuple(rows))
    return held


def _held(kind: "type[_Held]", rows: Any) -> Any:
    pickled = pickle.dumps(rows, protocol=5) if rows else b""
    return kind(zlib.compress(pickled, 1)) if 0 < len(pickled) <= LARGEST else rows


def loaded(data: bytes) -> Any:
    """What was pickled, of our own values and nothing else: a file beside the master may be anybody's.

    Raises one of ``UNUSABLE`` where there is something else.
    """
    return _Values(io.BytesIO(data)).load()


class _Values(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> type:
        """Only classes that are plain data."""
        found = _found.get((module, name))
        if found is None:
            if name not in KNOWN_TYPES.get(module, ()):
                raise pickle.UnpicklingError(f"{module}.{name}")
            found = _found[module, name] = super().find_class(module, name)
        return found


_found: dict[tuple[str, str], type] = {}


class _Held:
    """Rows as bytes. Opening them raises CannotGoOn where the bytes are none of ours."""

    __slots__ = ("__weakref__", "_opened", "_packed")
    _packed: bytes
    _opened: Any
    kind: ClassVar[type]

    def __new__(cls, packed: bytes = b"") -> Self:
        held = super().__new__(cls)
        held._packed, held._opened = packed, None
        return held

    def __reduce__(self) -> tuple[type[Self], tuple[bytes]]:
        return type(self), (self._packed,)

    def __setstate__(self, state: object) -> NoReturn:
        """Nothing that is unpickled changes these, or their class."""
        raise TypeError(type(self).__name__)

    def opened(self) -> Any:
        """The rows; they stay open until so many others have been looked at."""
        rows = self._opened
        if rows is None:
            rows, size = self._unpacked()
            self._opened = rows
            _open.add(self, size)
        return rows

    def close(self) -> None:
        """Pack them up again."""
        self._opened = None

    def _unpacked(self) -> tuple[Any, int]:
        """The rows, and how many bytes they are."""
        try:
            unpacking = zlib.decompressobj()
            pickled = unpacking.decompress(self._packed, LARGEST + 1)  # no more than it is to be
            rows = loaded(pickled)
        except UNUSABLE as error:
            raise CannotGoOn(DAMAGED) from error
        if not (unpacking.eof and isinstance(rows, self.kind)):
            raise CannotGoOn(DAMAGED)
        return rows, len(pickled)


class _Open:
    """What is open, the oldest first, as long as anybody else has it.

    Rows are looked at unit by unit: where not all fit, those of the unit before are of no use any more.
    """

    def __init__(self) -> None:
        self._held: deque[tuple[ref[_Held], int]] = deque()
        self._size, self._fits = 0, True

    def add(self, held: _Held, size: int) -> None:
        """One more, of so many bytes; the oldest are packed up where that is too many."""
        self._forget_the_gone()
        self._held.append((ref(held), size))
        self._size += size
        self._fits = self._fits and self._size <= MOST_OPEN
        while self._size > (MOST_OPEN if self._fits else FEW) and len(self._held) > 1:
            self._close_oldest()

    def _forget_the_gone(self) -> None:
        while self._held and self._held[0][0]() is None:
            self._close_oldest()
            self._fits = True

    def _close_oldest(self) -> None:
        oldest, size = self._held.popleft()
        self._size -= size
        if there := oldest():
            there.close()


_open = _Open()


class HeldTable(_Held, Mapping[str, Row]):
    """Rows by code."""

    __slots__ = ()
    kind = dict

    def __getitem__(self, code: str) -> Row:
        row: Row = self.opened()[code]
        return row

    def __iter__(self) -> Iterator[str]:
        return iter(self.opened())

    def __len__(self) -> int:
        return len(self.opened())


class HeldList(_Held, Sequence[Row]):
    """Rows in their order; they equal any other sequence of the same ones."""

    __slots__ = ()
    kind = tuple

    def __getitem__(self, place: Any) -> Any:
        return self.opened()[place]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.opened())

    def __len__(self) -> int:
        return len(self.opened())

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]
