"""One part's XML through expat: no DTD, no deep nesting, and one kind of error."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading.bounds import MAX_DEPTH

BUFFER = 256 * 1024  # bytes: the longest legal text arrives in one piece


class Element(NamedTuple):
    """An element of a small part: its name without prefix, its attributes as written, its own text."""

    name: str
    attributes: Mapping[str, str]
    text: str

    def linked(self) -> str:
        """The relationship id (``r:id``, whatever the prefix), empty where there is none."""
        return next((value for key, value in self.attributes.items() if key.endswith(":id")), "")


def parse(
    data: bytes,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Run expat over ``data`` with these three callbacks; they may replace themselves by raising only."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = BUFFER

    def refuse_dtd(*_: object) -> None:
        raise NotReadable("TD-TEP-CO-DTD", part=part)

    parser.StartDoctypeDeclHandler = refuse_dtd
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, UnicodeError, ValueError) as error:
        # LookupError, UnicodeError and ValueError: an encoding declaration that Python knows, expat does not
        raise broken(part, str(error)) from error


def broken(part: str, detail: str) -> NotReadable:
    """A part that is not what it has to be."""
    return NotReadable("TD-TEP-HONG", found=f"phần “{part}” không đọc được ({detail})")


def too_deep(part: str) -> NotReadable:
    """A part with elements nested deeper than any spreadsheet program writes."""
    return NotReadable("TD-TEP-VUOT-GIOI-HAN", found=f"phần “{part}” lồng nhau quá sâu", allowed=f"{MAX_DEPTH} tầng")


def elements(data: bytes, part: str, limit: int) -> Iterator[Element]:
    """All elements of a small part in document order of their ends; at most ``limit`` of them."""
    found: list[Element] = []
    open_elements: list[tuple[str, dict[str, str], list[str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(open_elements) >= MAX_DEPTH:
            raise too_deep(part)
        open_elements.append((name.rpartition(":")[2], attributes, []))

    def text(piece: str) -> None:
        open_elements[-1][2].append(piece)

    def end(_: str) -> None:
        name, attributes, pieces = open_elements.pop()
        found.append(Element(name, attributes, "".join(pieces)))
        if len(found) > limit:
            raise NotReadable("TD-TEP-VUOT-GIOI-HAN", found=f"phần “{part}” có quá nhiều mục", allowed=f"{limit} mục")

    parse(data, part, start, end, text)
    return iter(found)
