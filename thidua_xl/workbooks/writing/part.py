"""The zip a workbook becomes, and its parts: pressed by a thread of their own while the next ones are written.

To press what is written takes a third as long as to write it, and Python does not stand in its way.
"""

import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

BLOCK = 1 << 18  # characters that are handed over together
MOST_WAITING = 8  # blocks: they wait as they were written, which takes ten times the memory
LEVEL = 3  # they are packed once more, and better, into the zip
DAY = 1980, 1, 1, 0, 0, 0  # of every entry, as programs write it


class _Stream:
    """Blocks packed one after the other by one compressor: sheets repeat what stood a unit before."""

    def __init__(self, thread: ThreadPoolExecutor) -> None:
        self._thread, self._compressor = thread, zlib.compressobj(LEVEL)
        self._packed: deque[Future[bytes]] = deque()

    def add(self, data: bytes) -> None:
        """The next block, when the thread has time for it."""
        self._packed.append(self._thread.submit(self._compressor.compress, data))
        if len(self._packed) > MOST_WAITING:
            self._packed[-MOST_WAITING].result()

    def end(self) -> None:
        """Nothing more comes."""
        self._packed.append(self._thread.submit(self._compressor.flush))

    def blocks(self) -> Iterator[bytes]:
        """Everything again; what was given is gone."""
        unpacking = zlib.decompressobj()
        while self._packed:
            yield unpacking.decompress(self._packed.popleft().result())


class Part(StringIO):
    """What XlsxWriter writes a part into; a StringIO, as it asks.

    A StringIO of its own takes four bytes a letter, and a file elsewhere would hold the units' scores in the open.
    """

    def __init__(self, thread: ThreadPoolExecutor) -> None:
        super().__init__()
        self.thread = thread
        self.size = 0  # bytes, of what was handed over
        self._streams: list[_Stream] = []
        self._open: _Stream | None = None
        self._waiting: list[str] = []
        self._length = 0

    def write(self, text: str) -> int:
        self._waiting.append(text)
        self._length += len(text)
        if self._length > BLOCK:
            self._hand_over()
        return len(text)

    def append(self, other: "Part") -> None:
        """What is in another part, as it is packed there."""
        self.finish()
        other.finish()
        self._streams += other._streams
        self.size += other.size

    def blocks(self) -> Iterator[bytes]:
        """The whole part in UTF-8, piece by piece; it is gone then."""
        self.finish()
        while self._streams:
            yield from self._streams.pop(0).blocks()

    def finish(self) -> None:
        """Hand over what is still waiting; more may come after it."""
        self._hand_over()
        if self._open:
            self._open.end()
        self._open = None

    def _hand_over(self) -> None:
        if self._waiting:
            self.write_bytes("".join(self._waiting).encode())
            self._waiting, self._length = [], 0

    def write_bytes(self, data: bytes) -> None:
        """Bytes after what is there so far."""
        if self._open is None:
            self._open = _Stream(self.thread)
            self._streams.append(self._open)
        self._open.add(data)
        self.size += len(data)


class Package:
    """The zip, in memory: one that a full disk cuts off stays open, and cannot be removed on Windows."""

    def __init__(self) -> None:
        self.data = BytesIO()
        self.thread = ThreadPoolExecutor(1)
        self._zip: ZipFile | None = None  # not before anything is sent: an open one complains when it is forgotten
        self._sent: list[Future[None]] = []

    def part(self) -> Part:
        """A part to write into."""
        return Part(self.thread)

    def send(self, name: str, part: Part) -> None:
        """Nothing more comes into this part: into the zip with it."""
        part.finish()
        self._sent.append(self.thread.submit(self._put, name, part))

    def _put(self, name: str, part: Part) -> None:
        self._zip = self._zip or ZipFile(self.data, "w")
        entry = ZipInfo(name, DAY)
        entry.compress_type, entry.file_size = ZIP_DEFLATED, part.size
        with self._zip.open(entry, "w") as written:
            for block in part.blocks():
                written.write(block)

    def add(self, name: str, data: bytes) -> None:
        """A part that is there whole."""
        part = self.part()
        part.write_bytes(data)
        self.send(name, part)

    def close(self) -> None:
        """All is sent: ``data`` is the zip. Raises what went wrong on the way."""
        self.thread.shutdown()
        try:
            for sent in self._sent:
                sent.result()
        finally:
            if self._zip:
                self._zip.close()
