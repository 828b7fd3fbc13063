"""Where the elements of an XML part stand, in bytes: pieces can be put in and cut out, and nothing is rewritten."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat

from thidua_xl.errors import NotReadable

QUOTES = (ord('"'), ord("'"))
STRICT = b"purl.oclc.org/ooxml"


@dataclass(frozen=True, slots=True)
class Piece:
    """An element: its name without prefix, its attributes, and the bytes it takes, from its ``<`` on."""

    name: str
    depth: int
    attributes: dict[str, str]
    start: int
    inner: int  # after the start tag
    close: int  # where the end tag begins; of an empty element the same as ``inner``
    end: int

    @property
    def is_empty(self) -> bool:
        """Is it written ``<name/>``?"""
        return self.end == self.inner


def pieces(data: bytes, deepest: int) -> list[Piece]:
    """The elements down to a depth (the root is 0), in the order in which they end.

    Raises NotReadable where the part is no plain UTF-8 XML.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse()
    found: list[Piece] = []
    opened: list[tuple[str, dict[str, str], int]] = []
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        opened.append((name, attributes, parser.CurrentByteIndex))

    def end(name: str) -> None:
        _, attributes, first = opened.pop()
        if len(opened) <= deepest:
            at = parser.CurrentByteIndex
            inner = tag_end(data, first)
            close, last = (inner, inner) if data[inner - 2 : inner] == b"/>" else (at, tag_end(data, at))
            found.append(Piece(name.rpartition(":")[2], len(opened), attributes, first, inner, close, last))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = lambda *_: _refuse()
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        _refuse()
    return found


def _refuse() -> NoReturn:
    raise NotReadable("TD-TEP-HONG", found="phần XML không theo chuẩn")


def tag_end(data: bytes, start: int) -> int:
    """The byte after the tag that begins at ``start``; a ``>`` inside quotes does not end it."""
    quote = 0
    for place in range(start, len(data)):
        sign = data[place]
        if quote:
            quote = 0 if sign == quote else quote
        elif sign in QUOTES:
            quote = sign
        elif sign == ord(">"):
            return place + 1
    _refuse()


def child(found: Iterable[Piece], name: str) -> Piece | None:
    """The first element of the root with this name."""
    return next((piece for piece in found if piece.depth == 1 and piece.name == name), None)


def prefix_of(data: bytes, piece: Piece) -> str:
    """``x:`` where the part writes its names so."""
    name = data[piece.start + 1 : piece.inner].split(maxsplit=1)[0].rstrip(b"/>")
    prefix, colon, _ = name.rpartition(b":")
    return (prefix + colon).decode()


def put_in(data: bytes, piece: Piece, text: str) -> bytes:
    """The part with ``text`` as the last thing in an element."""
    if not piece.is_empty:
        return data[: piece.close] + text.encode() + data[piece.close :]
    tag = data[piece.start : piece.inner - 2].rstrip()
    name = tag[1:].split(maxsplit=1)[0]
    return data[: piece.start] + tag + b">" + text.encode() + b"</" + name + b">" + data[piece.end :]
