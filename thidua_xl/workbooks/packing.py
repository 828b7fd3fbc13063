"""What was read of a file, packed: as it leaves the worker that read it, and as the cache keeps it."""

import pickle
import zlib

from thidua_xl.consolidation.files import FileContent
from thidua_xl.findings.finding import Finding
from thidua_xl.held import UNUSABLE, loaded

SUM = 4  # bytes before the rest: what is packed within it is looked at much later, and must be whole then


def packed(content: FileContent) -> bytes:
    """A content as bytes; its rows are pressed in it already."""
    return sealed(pickle.dumps(content, protocol=5))


def sealed(data: bytes) -> bytes:
    """Bytes behind their sum."""
    return zlib.crc32(data).to_bytes(SUM, "big") + data


def unpacked(data: bytes) -> FileContent | None:
    """The content again; None where this is none, or damaged."""
    try:
        found = loaded(data[SUM:]) if data == sealed(data[SUM:]) else None
        whole = isinstance(found, FileContent) and all(isinstance(each, Finding) for each in found.findings)
    except UNUSABLE:
        return None
    return found if whole else None
