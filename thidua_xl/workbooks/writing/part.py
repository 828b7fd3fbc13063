"""One part of a workbook on its way into the zip, packed in memory while it is written."""

import zlib
from io import StringIO

BLOCK = 1 << 16  # characters that are packed together


class Part(StringIO):
    """What XlsxWriter writes a part into; a StringIO, as it asks.

    A StringIO of its own takes four bytes a letter, and a file elsewhere would hold the units' scores in the open.
    """

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[bytes] = []
        self._waiting: list[str] = []
        self._length = 0

    def write(self, text: str) -> int:
        self._waiting.append(text)
        self._length += len(text)
        if self._length > BLOCK:
            self._pack()
        return len(text)

    def append(self, other: "Part") -> None:
        """What is in another part, as it is packed there."""
        self._pack()
        other._pack()
        self.blocks += other.blocks

    def getvalue(self) -> bytearray:  # type: ignore[override]  # the packager says that it is binary
        """The whole part in UTF-8."""
        self._pack()
        whole = bytearray()  # to join them would hold them twice
        for block in self.blocks:
            whole += zlib.decompress(block)
        return whole

    def _pack(self) -> None:
        if self._waiting:
            self.blocks.append(zlib.compress("".join(self._waiting).encode(), level=1))
            self._waiting, self._length = [], 0
