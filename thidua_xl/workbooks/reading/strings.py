"""Shared strings: those without rich text by one regular expression, the others by expat."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator

from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading.bounds import MAX_DEPTH, MAX_STRINGS, MAX_TEXT
from thidua_xl.workbooks.reading.known import KNOWN, LARGEST
from thidua_xl.workbooks.reading.markup import parse, too_deep
from thidua_xl.workbooks.reading.rows import OTHER_ENCODING, TEXT, Unusual, decoded, plain
from thidua_xl.workbooks.reading.text import checked

HEAD = re.compile(r"<\?xml [^<>!]*\?>\s*<sst [^<>]*[^/<>]>", re.DOTALL)
ITEM = re.compile(rf'<si><t(?: xml:space="preserve")?>({TEXT})</t></si>|(<si>.*?</si>)|(.)', re.DOTALL)


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
        if name.rpartition(":")[2] == "rPh":
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
            self.phonetic = False  # nothing passes from one item to the next: each is remembered by its own bytes
            if len(self.strings) > MAX_STRINGS:
                raise too_many_strings()
        elif local == "rPh":
            self.phonetic = False
        self.chunks.clear()


def shared_strings(data: bytes, part: str) -> list[str]:
    """The texts that cells of type ``s`` point to."""
    try:
        strings = simple_strings(data, part)
    except Unusual:
        strings = SharedStrings(data, part).strings
    if len(strings) > MAX_STRINGS:
        raise too_many_strings()
    if b"_x" not in data and max(map(len, strings), default=0) <= MAX_TEXT:
        return strings
    return [checked(string, "danh sách chữ của sổ") for string in strings]


def simple_strings(data: bytes, part: str) -> list[str]:
    """The texts of a part as spreadsheet programs write it. Raises Unusual."""
    data = data.removeprefix(BOM_UTF8).rstrip(b" \n")
    start = data.find(b"<si>")
    if OTHER_ENCODING.match(data) or start < 0 or not data.endswith(b"</sst>"):
        raise Unusual
    head, told = data[:start], data[start : -len(b"</sst>")]
    items = told.split(b"<si>")[1:]
    if not all(item.endswith(b"</si>") for item in items):  # from each that is open one would search to the end
        raise Unusual
    if len(data) > LARGEST:
        return new_strings(head, told, part)
    known = [*map(KNOWN.items.get, items)]
    new = [item for item, text in zip(items, known, strict=True) if text is None]
    read = new_strings(head, b"".join(b"<si>" + item for item in new), part)
    if len(read) != len(new):
        raise Unusual
    KNOWN.keep_items(dict(zip(new, read, strict=True)))
    rest = iter(read)
    return [next(rest) if text is None else text for text in known]


def new_strings(head: bytes, items: bytes, part: str) -> list[str]:
    """The texts of items. Raises Unusual."""
    start = HEAD.fullmatch(decoded(head.replace(b"?>\r\n<", b"?>\n<", 1)))  # as Excel ends its first line
    text = decoded(items)
    # without comments and instructions, the text between <si> and </si> is one item
    if start is None or "<!" in text or "<?" in text:
        raise Unusual
    found = ITEM.findall(text)
    if any(other for _, _, other in found):
        raise Unusual
    rich = rich_strings(start[0], [item for _, item, _ in found if item], part)
    return [next(rich) if item else plain(string) if "&" in string else string for string, item, _ in found]


def rich_strings(head: str, items: list[str], part: str) -> Iterator[str]:
    """The texts of items that have formats of their own; the head has to be XML too. Raises Unusual."""
    try:
        strings = SharedStrings(f"{head}{''.join(items)}</sst>".encode(), part).strings
    except NotReadable as error:
        raise Unusual from error
    if len(strings) != len(items):
        raise Unusual
    return iter(strings)


def too_many_strings() -> NotReadable:
    """More different texts than there may be cells."""
    return NotReadable(
        "TD-TEP-VUOT-GIOI-HAN",
        found=f"hơn {MAX_STRINGS} đoạn chữ khác nhau",
        allowed=f"{MAX_STRINGS} đoạn",
    )
