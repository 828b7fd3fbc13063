"""Shared strings."""

from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading.bounds import MAX_DEPTH, MAX_STRINGS, MAX_TEXT
from thidua_xl.workbooks.reading.markup import parse, too_deep
from thidua_xl.workbooks.reading.rows import Unusual, simple_strings
from thidua_xl.workbooks.reading.text import checked


class SharedStrings:
    """The texts of ``xl/sharedStrings.xml`` in order; runs of rich text joined, phonetic hints left out."""

    def __init__(self, data: bytes, part: str) -> None:
        self.strings: list[str] = []
        self.part = part
        self.depth = 0
        self.phonetic = False
        self.pieces: list[str] = []
        self.chunks: list[str] = []
        parse(data, part, self.start, self.end, self.chunks.append)

    def start(self, name: str, _: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise too_deep(self.part)
        self.chunks.clear()
        if name.endswith("rPh"):
            self.phonetic = True

    def end(self, name: str) -> None:
        self.depth -= 1
        local = name.rpartition(":")[2]
        if local == "t":
            if not self.phonetic:
                self.pieces += self.chunks
        elif local == "si":
            self.strings.append("".join(self.pieces))
            self.pieces.clear()
            if len(self.strings) > MAX_STRINGS:
                raise too_many_strings()
        elif local == "rPh":
            self.phonetic = False
        self.chunks.clear()


def shared_strings(data: bytes, part: str) -> list[str]:
    """The texts that cells of type ``s`` point to."""
    try:
        strings = simple_strings(data)
    except Unusual:
        strings = SharedStrings(data, part).strings
    if len(strings) > MAX_STRINGS:
        raise too_many_strings()
    if b"_x" not in data and max(map(len, strings), default=0) <= MAX_TEXT:
        return strings
    return [checked(string, "danh sách chữ của sổ") for string in strings]


def too_many_strings() -> NotReadable:
    """More different texts than there may be cells."""
    return NotReadable(
        "TD-TEP-VUOT-GIOI-HAN",
        found=f"hơn {MAX_STRINGS} đoạn chữ khác nhau",
        allowed=f"{MAX_STRINGS} đoạn",
    )
