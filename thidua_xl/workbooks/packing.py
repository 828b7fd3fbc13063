"""What was read of a file, packed: as it leaves the worker that read it, and as the cache keeps it."""

import io
import pickle
from typing import ClassVar

from thidua_xl.consolidation.files import FileContent
from thidua_xl.findings.finding import Finding

OF_PYTHON = {("decimal", "Decimal"), ("datetime", "date"), ("builtins", "frozenset")}
OURS = (
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
)


def packed(content: FileContent) -> bytes:
    """A content as bytes; they are few already, and to press them would take longer than to write them."""
    return pickle.dumps(content, protocol=5)


def unpacked(data: bytes) -> FileContent | None:
    """The content again; None where this is none."""
    try:
        found = _Contents(io.BytesIO(data)).load()
        whole = isinstance(found, FileContent) and all(isinstance(each, Finding) for each in found.findings)
    except UNUSABLE:
        return None
    return found if whole else None


class _Contents(pickle.Unpickler):
    """Loads our own values and nothing else: a file beside the master may be anybody's."""

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
