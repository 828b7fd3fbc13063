"""The workbook part and what it points to: sheets, names, strings, formats, links."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from thidua_xl.book import Book, Sheet
from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading.archive import Archive, shown
from thidua_xl.workbooks.reading.bounds import MAX_KNOWN, MAX_NAMES, MAX_SHEETS
from thidua_xl.workbooks.reading.formulas import Budget
from thidua_xl.workbooks.reading.known import KNOWN
from thidua_xl.workbooks.reading.markup import Element, broken, elements
from thidua_xl.workbooks.reading.sheet import is_on, read_sheet
from thidua_xl.workbooks.reading.strings import shared_strings
from thidua_xl.workbooks.reading.styles import formats

SMALL = 2 * MAX_NAMES  # elements of a part that is no sheet
STATES = {"hidden", "veryHidden"}


class Link(NamedTuple):
    """A relationship: what kind of thing it leads to, where, and whether outside the file."""

    kind: str
    target: str
    outside: bool


def small_part(archive: Archive, part: str) -> list[Element]:
    """The elements of a part that is much the same in a bloc's workbooks."""
    data = archive.read(part)
    known = KNOWN.parts.get(data)
    if known is None:
        known = list(elements(data, part, SMALL))
        KNOWN.keep_part(data, known)
    return known


def links(archive: Archive, part: str) -> dict[str, Link]:
    """The relationships of ``part`` by id; targets inside are whole names of parts."""
    folder, name = posixpath.split(part)
    told = posixpath.join(folder, "_rels", f"{name}.rels")
    if told not in archive:
        return {}
    found = {}
    for element in small_part(archive, told):
        if element.name == "Relationship":
            outside = element.attributes.get("TargetMode") == "External"
            target = element.attributes.get("Target", "")
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            kind = element.attributes.get("Type", "").rpartition("/")[2]
            found[element.attributes.get("Id", "")] = Link(kind, target, outside)
    return found


def main_part(archive: Archive) -> str:
    """The name of the workbook part."""
    for link in links(archive, "").values():
        if link.kind == "officeDocument":
            return link.target
    raise NotReadable("TD-TEP-HONG", found="không tìm thấy phần sổ làm việc (workbook)")


def office_book(archive: Archive, part: str) -> Book:
    """The workbook of an .xlsx or .xlsm whose workbook part is ``part``."""
    book = Book()
    KNOWN.bound()
    around = links(archive, part)
    content = small_part(archive, part)
    if not content or content[-1].name != "workbook":
        raise broken(shown(part), "không phải sổ làm việc")
    strings: list[str] = []
    for link in around.values():
        if link.kind == "sharedStrings":
            strings = shared_strings(archive.read(link.target), link.target)
        elif link.kind == "styles":
            book.formats = formats(archive.read(link.target), link.target)
    book.date_1904 = any(is_on(e.attributes.get("date1904")) for e in content if e.name == "workbookPr")
    book.manual_calculation = any(e.attributes.get("calcMode") == "manual" for e in content if e.name == "calcPr")
    macros = ("vbaproject.bin", "xl/macrosheets/")
    book.macros = any(sign in name.lower() for name in archive.names() for sign in macros)
    book.kind = "xlsm" if book.macros else "xlsx"
    entries = [e for e in content if e.name == "sheet"]
    book.names = defined_names(content, [e.attributes.get("name", "") for e in entries])
    book.external_links = [*outside_data(archive, around)]
    read_sheets(book, archive, entries, around, strings)
    return book


def read_sheets(
    book: Book, archive: Archive, entries: list[Element], around: dict[str, Link], strings: list[str]
) -> None:
    """All sheets in the order of their tabs; charts and dialogs are sheets without cells."""
    if len(entries) > MAX_SHEETS:
        raise NotReadable("TD-TEP-VUOT-GIOI-HAN", found=f"{len(entries)} trang tính", allowed=f"{MAX_SHEETS} trang")
    budget = Budget(is_common=sum(map(len, strings)) <= MAX_KNOWN // 16)
    read: set[str] = set()
    for entry in entries:
        state = entry.attributes.get("state", "visible")
        sheet = Sheet(shown_name(entry.attributes.get("name", "")), state=state if state in STATES else "visible")
        book.sheets.append(sheet)
        link = around.get(entry.linked())
        if link is None or link.outside or link.target.lower() in read:
            raise NotReadable("TD-TEP-HONG", found=f"không tìm thấy nội dung của trang “{sheet.name}”")
        read.add(link.target.lower())
        if link.kind in ("worksheet", "xlMacrosheet", "xlIntlMacrosheet"):
            data = archive.read(link.target)
            read_sheet(data, sheet, shown(link.target), strings, book.date_1904, budget)


def shown_name(name: str) -> str:
    """A sheet's name, which Excel keeps to 31 characters; longer ones are cut so that they can be said."""
    return name if len(name) <= 255 else name[:254] + "…"


def defined_names(content: list[Element], sheets: list[str]) -> dict[str, str]:
    """Defined names and what they stand for; those of one sheet begin with its name and ``!``."""
    found = {}
    for element in content:
        if element.name != "definedName":
            continue
        name, local = element.attributes.get("name", ""), element.attributes.get("localSheetId", "")
        if local.isascii() and local.isdecimal() and len(local) < 6 and int(local) < len(sheets):
            name = f"{sheets[int(local)]}!{name}"
        found[name] = element.text
    return found


def outside_data(archive: Archive, around: dict[str, Link]) -> Iterator[str]:
    """Where the workbook takes data from: other books, DDE, OLE and data connections, each once."""
    seen: set[str] = set()
    for link in around.values():
        if link.kind == "externalLink":
            targets = [*linked_books(archive, link.target)]
        elif link.kind == "connections" and link.target in archive:
            targets = [*connections(archive, link.target)]
        else:
            continue
        for target in targets:
            said = shown(target)
            if said not in seen:
                seen.add(said)
                yield said


def linked_books(archive: Archive, part: str) -> Iterator[str]:
    """The targets of one external link part; DDE as ``DDE: service|topic``."""
    if part not in archive:
        return
    around = links(archive, part)
    for element in elements(archive.read(part), part, SMALL * 10):
        if element.name == "ddeLink":
            service, topic = (element.attributes.get(key, "") for key in ("ddeService", "ddeTopic"))
            yield f"DDE: {service}|{topic}"
        elif element.name in ("externalBook", "oleLink"):
            link = around.get(element.linked())
            yield link.target if link else "liên kết không rõ nơi"


def connections(archive: Archive, part: str) -> Iterator[str]:
    """The data connections of a workbook, by what they ask."""
    for element in elements(archive.read(part), part, SMALL):
        told = element.attributes
        if element.name == "dbPr":
            yield f"kết nối: {told.get('connection', '')}"
        elif element.name in ("webPr", "textPr"):
            yield f"kết nối: {told.get('url') or told.get('sourceFile', '')}"
