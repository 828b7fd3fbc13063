"""Where the elements of an XML part stand, in bytes: pieces can be put in and cut out, and nothing is rewritten."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from thidua_xl.errors import NotReadable

TAG = re.compile(rb"""(?:[^"'>]|"[^"]*"|'[^']*')*>""")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # signs that XML cannot hold
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
    found = TAG.match(data, start)
    return found.end() if found else _refuse()


def child(found: Iterable[Piece], name: str) -> Piece | None:
    """The first element of the root with this name."""
    return next((piece for piece in found if piece.depth == 1 and piece.name == name), None)


def prefix_of(data: bytes, piece: Piece) -> str:
    """``x:`` where the part writes its names so."""
    name = data[piece.start + 1 : piece.inner].split(maxsplit=1)[0].rstrip(b"/>")
    prefix, colon, _ = name.rpartition(b":")
    return (prefix + colon).decode()


class Edit(NamedTuple):
    """Bytes to stand in the place of others."""

    start: int
    end: int
    text: bytes


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The part with the edits made; those of one place in the order given. None may overlap another."""
    found, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        found += [data[at : edit.start], edit.text]
        at = edit.end
    return b"".join([*found, data[at:]])


def cut(piece: Piece) -> Edit:
    """An element taken out."""
    return Edit(piece.start, piece.end, b"")


def at_end(data: bytes, piece: Piece, text: bytes) -> Edit:
    """``text`` as the last thing in an element."""
    if not piece.is_empty:
        return Edit(piece.close, piece.close, text)
    tag = data[piece.start : piece.inner - 2].rstrip()
    name = tag[1:].split(maxsplit=1)[0]
    return Edit(piece.start, piece.end, tag + b">" + text + b"</" + name + b">")


def put_in(data: bytes, piece: Piece, text: str) -> bytes:
    """The part with ``text`` as the last thing in an element."""
    return edited(data, [at_end(data, piece, text.encode())])
