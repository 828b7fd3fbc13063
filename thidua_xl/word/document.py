"""A Word document (.docx) as plain tables and paragraphs: merged cells, automatic numbers, old fonts."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from lxml.etree import XMLSyntaxError
from lxml.etree import _Element as Element

from thidua_xl.errors import NotReadable
from thidua_xl.text.vietnamese import clean, legacy_reading
from thidua_xl.word.numbering import Numbering, W

OLE, PDF = b"\xd0\xcf\x11\xe0", b"%PDF"
MAIN = "word/document.xml"
LARGEST = 200 * 2**20  # bytes unpacked: a decision of a thousand pages has some ten million
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BESIDE = ("header", "footer", "footnotes", "endnotes", "comments")  # parts whose text is kept too


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over the grid columns ``first`` to ``last``, from 0; lines of its text are apart by line breaks.

    ``continued``: the lower part of a vertically merged cell; ``legacy``: its text was in an old font's code.
    """

    first: int
    last: int
    text: str
    continued: bool = False
    legacy: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``number`` counts from 1 within its table."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell | None:
        """The cell that covers a grid column."""
        return next((cell for cell in self.cells if cell.first <= column <= cell.last), None)


@dataclass(frozen=True, slots=True)
class Table:
    """One table; ``number`` counts from 1 in reading order, tables inside cells included."""

    number: int
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """How many grid columns it has."""
        return max((cell.last + 1 for row in self.rows for cell in row.cells), default=0)


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that can be read: the tables, and the paragraphs outside them (headers and notes at the end)."""

    tables: tuple[Table, ...]
    paragraphs: tuple[str, ...]


def read_document(data: bytes) -> Document:
    """The document in ``data``. Raises NotReadable (a finding code) for a .doc, a PDF and whatever is no .docx."""
    if data[: len(OLE)] == OLE:
        raise NotReadable("TD-WORD-KIEU-CU")
    if data[: len(PDF)] == PDF:
        raise NotReadable("TD-WORD-LA-PDF")
    try:
        with ZipFile(BytesIO(data)) as archive:
            if MAIN not in archive.namelist():
                raise NotReadable("TD-WORD-KHONG-PHAI-DOCX")
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                raise NotReadable("TD-WORD-HONG")
        return _document(docx.Document(BytesIO(data)))
    except (BadZipFile, XMLSyntaxError, KeyError, ValueError) as wrong:
        raise NotReadable("TD-WORD-KHONG-PHAI-DOCX" if isinstance(wrong, BadZipFile) else "TD-WORD-HONG") from None


def _document(file: WordFile) -> Document:
    body = file.element.body
    numbering = _Text(_numbering(file))
    texts = {paragraph: numbering.of(paragraph) for paragraph in body.iter(f"{W}p") if not _is_fallback(paragraph)}
    tables = tuple(_table(number, found, texts) for number, found in enumerate(body.iter(f"{W}tbl"), 1))
    outside = [text for paragraph, text in texts.items() if clean(text) and not _is_in_table(paragraph)]
    return Document(tables, tuple(_modern(text)[0] for text in (*outside, *_beside(file))))


def _numbering(file: WordFile) -> Numbering:
    parts = {part.partname: part for part in file.part.package.iter_parts()}
    elements = [getattr(parts.get(name), "element", None) for name in ("/word/numbering.xml", "/word/styles.xml")]
    return Numbering(*elements)


def _is_fallback(element: Element) -> bool:
    """The picture of a text box for old programs: the same words once more."""
    return any(above.tag == FALLBACK for above in element.iterancestors())


def _is_in_table(element: Element) -> bool:
    return any(above.tag == f"{W}tbl" for above in element.iterancestors())


class _Text:
    """Paragraphs as they are seen, with their automatic numbers."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering

    def of(self, paragraph: Element) -> str:
        """The text of one paragraph; what tracked changes moved away or struck out is not there."""
        mark = self.numbering.mark(paragraph)
        pieces = "".join(_pieces(paragraph))
        return f"{mark} {pieces}".strip() if mark else pieces


def _pieces(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{W}t":
            owner = next(element.iterancestors(f"{W}p"))
            if owner is paragraph and next(element.iterancestors(f"{W}moveFrom"), None) is None:
                yield element.text or ""
        elif element.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif element.tag == f"{W}tab" and element.getparent().tag == f"{W}r":
            yield " "
        elif element.tag == f"{W}noBreakHyphen":
            yield "-"
        elif element.tag == f"{W}softHyphen":
            yield "\u00ad"  # the letter ư of an old font, else nothing: legacy_reading tells


def _modern(text: str) -> tuple[str, bool]:
    """The text in Unicode, its lines clean; was it in an old font's code?"""
    read = legacy_reading(text)
    lines = (clean(line) for line in (read or text).split("\n"))
    return "\n".join(line for line in lines if line), read is not None


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, those in content controls and tracked insertions too."""
    for child in parent:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}smartTag", f"{W}customXml"):
            yield from _inside(child, tag)


def _table(number: int, table: Element, texts: dict[Element, str]) -> Table:
    rows: list[Row] = []
    for place, row in enumerate(_inside(table, "tr"), 1):
        if row.find(f"{W}trPr/{W}del") is None:  # a row struck out by tracked changes
            rows.append(Row(place, tuple(_cells(row, texts))))
    return Table(number, tuple(rows))


def _cells(row: Element, texts: dict[Element, str]) -> Iterator[Cell]:
    before = row.find(f"{W}trPr/{W}gridBefore")
    column = int(before.get(f"{W}val", "0")) if before is not None else 0
    for cell in _inside(row, "tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        width = max(1, int(span.get(f"{W}val", "1"))) if span is not None else 1
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        continued = merged is not None and merged.get(f"{W}val", "continue") == "continue"
        text, legacy = _modern("\n".join(texts.get(paragraph, "") for paragraph in cell.iter(f"{W}p")))
        yield Cell(column, column + width - 1, text, continued, legacy)
        column += width


def _beside(file: WordFile) -> Iterator[str]:
    """The paragraphs of headers, footers and notes."""
    for part in file.part.package.iter_parts():
        name = str(part.partname).rpartition("/")[2]
        if name.startswith(BESIDE) and name.endswith(".xml"):
            element = getattr(part, "element", None)
            root = element if element is not None else parse_xml(part.blob)
            for paragraph in root.iter(f"{W}p"):
                if text := clean("".join(_pieces(paragraph))):
                    yield text
