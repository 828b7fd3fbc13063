"""What was read of a file, packed: as it leaves the worker that read it, and as the cache keeps it."""

import pickle
import zlib

from thidua_xl.consolidation.files import Content, FileContent
from thidua_xl.findings.catalogue import CATALOGUE
from thidua_xl.findings.finding import Finding
from thidua_xl.held import UNUSABLE, loaded
from thidua_xl.member.reading import Reading
from thidua_xl.submission import Submission

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
        whole = isinstance(found, FileContent) and _is_sound(found)
    except UNUSABLE:
        return None
    return found if whole else None


def _is_sound(content: FileContent) -> bool:
    """Is everything of the kind it is to be? A file beside the master may be anybody's; rows are looked at later."""
    submission, reading = content.submission, content.reading
    return (
        isinstance(content.content, Content)
        and all(isinstance(each, Finding) and each.code in CATALOGUE for each in content.findings)
        and (submission is None or (isinstance(submission, Submission) and isinstance(submission.unit, str)))
        and (reading is None or isinstance(reading, Reading))
        and (submission is not None) == (content.content is Content.MEMBER)
        and (bool(content.findings) or content.content is not Content.UNREADABLE)
    )
