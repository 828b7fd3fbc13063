"""Comments on cells of a sheet: ours are put in, those of the time before are taken away, the others stay."""

import re
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

from thidua_xl.book import place_of
from thidua_xl.errors import NotReadable
from thidua_xl.sheets.feedback import AUTHOR
from thidua_xl.workbooks.patching.markup import Piece, child, pieces, prefix_of, put_in
from thidua_xl.workbooks.patching.package import MAIN, RELATIONS, Package

EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{MAIN}"><authors></authors>'
    "<commentList></commentList></comments>"
).encode()
DRAWING = b"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>
</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"""
SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
SHAPE = """<v:shape{spaces} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;\
margin-left:80pt;margin-top:5pt;width:{width}pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" \
o:insetmode="auto">\
<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>\
<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
<x:ClientData ObjectType="Note">\
<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>\
<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""
FIRST_SHAPE = 60_000  # numbers of shapes: far from those a spreadsheet gives its own
WIDE, LINE, LETTERS = 360, 19, 52  # pixels of a comment, of a line in it, and signs on a line
AFTER = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
DEFAULT_WIDTH, DEFAULT_HEIGHT, DIGIT = 10.0, 22.0, 8  # of columns in digits, of rows in points; pixels a digit


def set_comments(package: Package, sheet: str, texts: Mapping[str, str]) -> None:
    """The comments of a sheet's part: ``texts`` by cell. A cell someone else commented on keeps that comment."""
    part, drawing = package.target(sheet, "comments"), package.target(sheet, "vmlDrawing")
    if part is None and not texts:
        return
    if (part is None) != (drawing is None) and part is not None:
        raise NotReadable("TD-TEP-HONG", found="ghi chú của ô không có khung")
    part, drawing = part or _new_part(package, sheet), drawing or _new_drawing(package, sheet)
    _take_away(package, part, drawing)
    taken = {p.attributes.get("ref") for p in pieces(package.read(part), 2) if p.name == "comment"}
    new = {cell: text for cell, text in texts.items() if cell not in taken and CELL.fullmatch(cell)}
    if new:
        _put_in(package, part, new)
        _draw(package, drawing, new, Grid(package.read(sheet)))


def _new_part(package: Package, sheet: str) -> str:
    part = package.free("xl/comments{}.xml")
    package.write(part, EMPTY)
    package.declare(part, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")
    package.relate(sheet, "comments", part)
    return part


def _new_drawing(package: Package, sheet: str) -> str:
    """An empty drawing, named in the sheet where the order of its elements asks for it."""
    part = package.free("xl/drawings/vmlDrawing{}.vml")
    package.write(part, DRAWING)
    package.declare_suffix("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
    ident = package.relate(sheet, "vmlDrawing", part)
    data = package.read(sheet)
    found = pieces(data, 1)
    root = found[-1]
    later = [piece.start for piece in found if piece.depth == 1 and _is_later(piece)]
    at = min(later, default=root.close)
    text = f'<{prefix_of(data, root)}legacyDrawing xmlns:r="{RELATIONS}" r:id="{ident}"/>'
    package.write(sheet, data[:at] + text.encode() + data[at:])
    return part


def _is_later(piece: Piece) -> bool:
    return piece.name in AFTER


def _take_away(package: Package, part: str, drawing: str) -> None:
    """Our comments of the time before, with their shapes."""
    data = package.read(part)
    found = pieces(data, 2)
    authors = [piece for piece in found if piece.name == "author"]
    ours = {str(n) for n, piece in enumerate(authors) if data[piece.inner : piece.close].decode().strip() == AUTHOR}
    gone = [piece for piece in found if piece.name == "comment" and piece.attributes.get("authorId") in ours]
    for piece in sorted(gone, key=lambda piece: -piece.start):
        data = data[: piece.start] + data[piece.end :]
    if gone:
        package.write(part, data)
        cells = {_place(piece.attributes.get("ref", "")) for piece in gone}
        shapes = re.compile(rb"<v:shape\s.*?</v:shape>", re.DOTALL)
        package.write(drawing, shapes.sub(lambda m: b"" if _of_shape(m[0]) in cells else m[0], package.read(drawing)))


def _place(cell: str) -> tuple[int, int]:
    """Row and column, from 0."""
    row, column = place_of(cell) if CELL.fullmatch(cell) else (1, 1)
    return row - 1, column - 1


def _of_shape(shape: bytes) -> tuple[int, int] | None:
    row, column = (re.search(rb"<x:%s>\s*(\d+)\s*</x:%s>" % (word, word), shape) for word in (b"Row", b"Column"))
    return (int(row[1]), int(column[1])) if row and column else None


def _put_in(package: Package, part: str, texts: Mapping[str, str]) -> None:
    data = package.read(part)
    found = pieces(data, 2)
    authors, listed = child(found, "authors"), child(found, "commentList")
    if authors is None or listed is None:
        raise NotReadable("TD-TEP-HONG", found="phần ghi chú không đầy đủ")
    names = [data[piece.inner : piece.close].decode().strip() for piece in found if piece.name == "author"]
    number = names.index(AUTHOR) if AUTHOR in names else len(names)
    x = prefix_of(data, listed)
    font = f'<{x}rPr><{x}sz val="11"/><{x}color indexed="81"/><{x}rFont val="Times New Roman"/></{x}rPr>'
    said = "".join(
        f'<{x}comment ref="{cell}" authorId="{number}"><{x}text><{x}r>{font}<{x}t xml:space="preserve">{escape(text)}'
        f"</{x}t></{x}r></{x}text></{x}comment>"
        for cell, text in texts.items()
    )
    data = put_in(data, listed, said)
    package.write(part, data if AUTHOR in names else put_in(data, authors, f"<{x}author>{AUTHOR}</{x}author>"))


def _draw(package: Package, drawing: str, texts: Mapping[str, str], grid: "Grid") -> None:
    data, shapes = package.read(drawing), []
    root = data[: data.find(b">", data.find(b"<xml")) + 1].decode()
    spaces = "".join(f' xmlns:{x}="{name}"' for x, name in SPACES.items() if f"xmlns:{x}=" not in root)
    for number, (cell, text) in enumerate(texts.items(), FIRST_SHAPE):
        row, column = _place(cell)
        count = sum(1 + len(piece) // LETTERS for piece in text.split("\n"))
        height = LINE * count + 14
        look = {"width": WIDE * 3 // 4, "height": height * 3 // 4, "anchor": grid.anchor(row, column, WIDE, height)}
        shapes.append(SHAPE.format(spaces=spaces, number=number, row=row, column=column, **look))
    at = data.rindex(b"</xml>")
    package.write(drawing, data[:at] + "".join(shapes).encode() + data[at:])


class Grid:
    """The sizes of a sheet's columns and rows, in pixels."""

    def __init__(self, data: bytes) -> None:
        self.columns = [dict(ATTRIBUTE.findall(tag)) for tag in COLUMN.findall(data)]
        self.rows = {int(row[b"r"]): row for tag in ROW.findall(data) if b"r" in (row := dict(ATTRIBUTE.findall(tag)))}

    def width(self, column: int) -> int:
        """Of a column, from 0."""
        for known in self.columns:
            if int(known[b"min"]) <= column + 1 <= int(known[b"max"]):
                return 0 if known.get(b"hidden") == b"1" else int(float(known.get(b"width", DEFAULT_WIDTH)) * DIGIT)
        return int(DEFAULT_WIDTH * DIGIT)

    def height(self, row: int) -> int:
        """Of a row, from 0."""
        known = self.rows.get(row + 1, {})
        return 0 if known.get(b"hidden") == b"1" else int(float(known.get(b"ht", DEFAULT_HEIGHT)) * 4 / 3)

    def anchor(self, row: int, column: int, width: int, height: int) -> str:
        """From beside the cell, so many pixels wide and high: columns, rows, and pixels within them."""
        last_column, right = self._end(self.width, column + 1, width)
        last_row, bottom = self._end(self.height, row, height)
        return f"{column + 1}, 15, {row}, 4, {last_column}, {right}, {last_row}, {bottom}"

    def _end(self, size: Callable[[int], int], first: int, length: int) -> tuple[int, int]:
        place, left = first, length
        while left > size(place) and place < first + 200:
            left -= size(place)
            place += 1
        return place, left
