"""Editing cells of a workbook in its own XML: all else stays byte for byte, stored values of formulas too.

A library that loads and saves a workbook loses the stored values of formulas (the rulebook is then unreadable until
Excel reckons it), pictures, charts and the sizes of notes.
"""

import posixpath
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from lxml.etree import _Element as Element

from thidua_xl.book import address
from thidua_xl.points import plain

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
CONTENT_TYPES = "[Content_Types].xml"
Value = Decimal | str


class Edited:
    """A workbook (.xlsx, .xlsm) of ours or saved by Excel or LibreOffice; ``whole`` gives the file."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            self.infos = archive.infolist()
            self.parts = {info.filename: archive.read(info) for info in self.infos}
        self.trees: dict[str, Element] = {}
        self.changed: set[str] = set()
        target = next(
            link.get("Target", "")
            for link in self._tree("_rels/.rels")
            if link.get("Type", "").endswith("/officeDocument")
        )
        self.main = target.lstrip("/")
        folder, name = posixpath.split(self.main)
        self.folder, self.links = folder, f"{folder}/_rels/{name}.rels"

    def _tree(self, part: str) -> Element:
        if part not in self.trees:
            self.trees[part] = etree.fromstring(self.parts[part], PARSER)
        return self.trees[part]

    def _sheet(self, name: str) -> str | None:
        """The part of a sheet by its exact name."""
        targets = {link.get("Id"): link.get("Target", "") for link in self._tree(self.links)}
        for sheet in self._tree(self.main).iter(f"{MAIN}sheet"):
            if sheet.get("name") == name:
                target = targets[sheet.get(f"{OFFICE}id")]
                return posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
        return None

    def put(self, sheet: str, row: int, column: int, value: Value, like: tuple[int, int] | None = None) -> bool:
        """Set a cell, in the format of ``like`` where it has none of its own. False: it holds a formula, and stays."""
        part = self._sheet(sheet)
        assert part is not None
        tree = self._tree(part)
        cell = _cell(tree, row, column)
        if cell.find(f"{MAIN}f") is not None:
            return False
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if cell.get("s") is None and like and (model := _cell(tree, *like).get("s")):
            cell.set("s", model)
        _fill(cell, value)
        self.changed.add(part)
        return True

    def add_sheet(self, name: str, rows: list[list[str]]) -> None:
        """A new last sheet of plain texts."""
        numbers = [int(sheet.get("sheetId", "0")) for sheet in self._tree(self.main).iter(f"{MAIN}sheet")]
        part = next(
            path
            for n in range(1, 1000)
            if (path := f"{self.folder}/worksheets/sheet{n + len(numbers)}.xml") not in self.parts
        )
        tree = etree.Element(f"{MAIN}worksheet", nsmap={None: MAIN.strip("{}")})
        data = etree.SubElement(tree, f"{MAIN}sheetData")
        for number, texts in enumerate(rows, 1):
            row = etree.SubElement(data, f"{MAIN}row", r=str(number))
            for column, text in enumerate(texts, 1):
                if text:
                    _fill(etree.SubElement(row, f"{MAIN}c", r=address(number, column)), text)
        self.trees[part] = tree
        self.changed |= {part, self.links, self.main, CONTENT_TYPES}
        links = self._tree(self.links)
        ids = {link.get("Id") for link in links}
        mark = next(mark for n in range(1, 10_000) if (mark := f"rId{n}") not in ids)
        kind = f"{OFFICE.strip('{}')}/worksheet"
        etree.SubElement(links, f"{LINKS}Relationship", Id=mark, Type=kind, Target=f"/{part}")
        sheets = self._tree(self.main).find(f"{MAIN}sheets")
        made = etree.SubElement(sheets, f"{MAIN}sheet", name=name, sheetId=str(max(numbers) + 1))
        made.set(f"{OFFICE}id", mark)
        etree.SubElement(self._tree(CONTENT_TYPES), f"{TYPES}Override", PartName=f"/{part}", ContentType=SHEET_TYPE)

    def whole(self) -> bytes:
        """The file."""
        target = BytesIO()
        with ZipFile(target, "w", ZIP_DEFLATED) as archive:
            for info in self.infos:
                archive.writestr(info, self._bytes(info.filename), ZIP_DEFLATED)
            for part in self.trees.keys() - self.parts.keys():
                archive.writestr(part, self._bytes(part))
        return target.getvalue()

    def _bytes(self, part: str) -> bytes:
        if part not in self.changed:
            return self.parts[part]
        return bytes(etree.tostring(self.trees[part], xml_declaration=True, encoding="UTF-8", standalone=True))


def _cell(tree: Element, row: int, column: int) -> Element:
    """The cell, made in its place where it is not there."""
    data = tree.find(f"{MAIN}sheetData")
    line = next((found for found in data if found.get("r") == str(row)), None)
    if line is None:
        line = etree.Element(f"{MAIN}row", r=str(row))
        after = sum(1 for found in data if int(found.get("r", "0")) < row)
        data.insert(after, line)
    line.attrib.pop("spans", None)
    name = address(row, column)
    cell = next((found for found in line if found.get("r") == name), None)
    if cell is None:
        cell = etree.Element(f"{MAIN}c", r=name)
        after = sum(1 for found in line if _place(found.get("r", "")) < _place(name))
        line.insert(after, cell)
        dimension = tree.find(f"{MAIN}dimension")
        if dimension is not None:
            tree.remove(dimension)  # a hint that would be too small now; programs do without it
    return cell


def _place(name: str) -> tuple[int, str]:
    letters = name.rstrip("0123456789")
    return len(letters), letters


def _fill(cell: Element, value: Value) -> None:
    if isinstance(value, Decimal):
        etree.SubElement(cell, f"{MAIN}v").text = plain(value)
        return
    cell.set("t", "inlineStr")
    text = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
    text.text = value
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
