"""Rows of a unit that are held packed until somebody looks at them: a bloc of thousands has millions of cells.

What was looked at last stays open; the rest is a tenth of it.
"""

import io
import pickle
import zlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Self, TypeVar
from weakref import ref

from thidua_xl.errors import CannotGoOn

LARGEST = 16 * 2**20  # bytes of one table
FEW = 2**18  # bytes as they are packed
MOST_OPEN = 5 * 2**20  # bytes as they are packed: five hundred units' rows, which are ten times that when open
DAMAGED = (
    "Phần đã nhớ của lần chạy trước bị hỏng: hãy xóa tệp .bo-nho cạnh tệp tổng hợp rồi chạy lại, không mất số liệu nào."
)
OF_PYTHON = {("decimal", "Decimal"), ("datetime", "date"), ("builtins", "frozenset")}
OURS = (
    "thidua_xl.held",
    "thidua_xl.submission",
    "thidua_xl.member.reading",
    "thidua_xl.consolidation.files",
    "thidua_xl.findings.finding",
    "thidua_xl.rules.inputs",
)
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


def loaded(data: bytes) -> Any:
    """What was pickled, of our own values and nothing else: a file beside the master may be anybody's.

    Raises one of ``UNUSABLE`` where there is something else.
    """
    return _Values(io.BytesIO(data)).load()


class _Values(pickle.Unpickler):
    known: ClassVar[dict[tuple[str, str], type]] = {}

    def find_class(self, module: str, name: str) -> type:
        """Only classes that are plain data."""
        return self.known.get((module, name)) or self._found(module, name)

    def _found(self, module: str, name: str) -> type:
        if module in OURS or (module, name) in OF_PYTHON:
            found = super().find_class(module, name)
            if isinstance(found, type) and (found.__module__ == module or module == "decimal"):
                self.known[module, name] = found
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


class _Held:
    """Rows as bytes. Opening them raises CannotGoOn where the bytes are none of ours."""

    __slots__ = ("__weakref__", "_opened", "_packed")
    kind: ClassVar[type]

    def __init__(self, packed: bytes) -> None:
        self._packed, self._opened = packed, None

    @classmethod
    def of(cls, rows: object) -> Self:
        """The same rows, packed."""
        return cls(zlib.compress(pickle.dumps(rows, protocol=5), 1))

    def __reduce__(self) -> tuple[type[Self], tuple[bytes]]:
        return type(self), (self._packed,)

    def opened(self) -> Any:
        """The rows; they stay open until so many others have been looked at."""
        if self._opened is None:
            self._opened = self._unpacked()
            _open.add(self, len(self._packed))
        return self._opened

    def close(self) -> None:
        """Pack them up again."""
        self._opened = None

    def _unpacked(self) -> Any:
        try:
            unpacking = zlib.decompressobj()
            rows = loaded(unpacking.decompress(self._packed, LARGEST))
        except UNUSABLE as error:
            raise CannotGoOn(DAMAGED) from error
        if not (unpacking.eof and isinstance(rows, self.kind)):
            raise CannotGoOn(DAMAGED)
        return rows


class _Open:
    """What is open, the oldest first, as long as anybody else has it.

    Rows are looked at unit by unit: where not all fit, those of the unit before are of no use any more.
    """

    def __init__(self) -> None:
        self._held: deque[tuple[ref[_Held], int]] = deque()
        self._size, self._fits = 0, True

    def add(self, held: _Held, size: int) -> None:
        """One more, of so many bytes when it is packed; the oldest are packed up where that is too many."""
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

    def __len__(self) -> int:
        return len(self.opened())

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]
