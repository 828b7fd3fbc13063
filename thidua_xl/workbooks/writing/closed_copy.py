"""Editing a master inside its file: marks on the hidden sheet, and a copy in which formulas are their values.

Only the parts that must change are touched, the others are copied byte by byte: what the head added (charts, pictures,
pivots, macros, settings) stays, which opening and saving with a library would not promise.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from thidua_xl.sheets import master as sheets
from thidua_xl.workbooks.reading.master import sheet_parts

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
CHAIN = "calcChain.xml"  # the order in which formulas are computed: Excel repairs a file that has it without formulas
KEY, VALUE = "A", "B"
DIGITS = re.compile(r"\d+")
Edit = Callable[[bytes], bytes]


def with_marks(data: bytes, rows: Mapping[int, str]) -> bytes:
    """The workbook with other texts in column B of the hidden sheet, by row (from 1)."""
    with ZipFile(BytesIO(data)) as archive:
        part = dict(sheet_parts(archive))[sheets.META]
    return _edited(data, {part: lambda xml: _marked(xml, rows)})


def values_only(data: bytes) -> bytes:
    """The workbook with every formula replaced by the value it shows."""
    with ZipFile(BytesIO(data)) as archive:
        edits: dict[str, Edit] = {part: _without_formulas for _, part in sheet_parts(archive)}
        for name in archive.namelist():
            if posixpath.basename(name) in ("workbook.xml.rels", "[Content_Types].xml"):
                edits[name] = _without_chain
    return _edited(data, edits, dropped=CHAIN)


def _edited(data: bytes, edits: Mapping[str, Edit], dropped: str = "") -> bytes:
    written = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for item in source.infolist():
            if posixpath.basename(item.filename) != dropped:
                edit, content = edits.get(item.filename), source.read(item)
                target.writestr(item, edit(content) if edit else content)
    return written.getvalue()


def _tree(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, PARSER)


def _bytes(tree: etree._Element) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _without_formulas(xml: bytes) -> bytes:
    tree = _tree(xml)
    for formula in list(tree.iter(f"{MAIN}f")):
        cell = formula.getparent()
        if cell is None or cell.tag != f"{MAIN}c":
            continue
        cell.remove(formula)
        cell.attrib.pop("cm", None)  # says of a formula that it spills
        if cell.get("t") == "str":
            value = cell.find(f"{MAIN}v")
            text = (value.text or "") if value is not None else ""
            _write_text(cell, text)
    return _bytes(tree)


def _write_text(cell: etree._Element, text: str) -> None:
    """A text that stands in the cell itself; an empty one leaves a blank cell, which shows the same."""
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if text:
        cell.set("t", "inlineStr")
        holder = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
        holder.text = text
        holder.set(SPACE, "preserve")


def _without_chain(xml: bytes) -> bytes:
    tree = _tree(xml)
    targets = {item: item.get("Target") or item.get("PartName") or "" for item in tree}
    found = [item for item, target in targets.items() if posixpath.basename(target) == CHAIN]
    for item in found:
        tree.remove(item)
    return _bytes(tree) if found else xml


def _marked(xml: bytes, rows: Mapping[int, str]) -> bytes:
    tree = _tree(xml)
    data = tree.find(f"{MAIN}sheetData")
    assert data is not None
    known = {int(row.get("r") or 0): row for row in data.iterfind(f"{MAIN}row")}
    for number, text in sorted(rows.items()):
        cells = {DIGITS.sub("", cell.get("r") or ""): cell for cell in known[number].iterfind(f"{MAIN}c")}
        cell = cells.get(VALUE)
        if cell is None:
            cell = etree.Element(f"{MAIN}c", r=f"{VALUE}{number}")
            cells[KEY].addnext(cell)
        _write_text(cell, text)
    return _bytes(tree)
