"""What the head added to a master that cannot be carried over to the next one."""

import posixpath
from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from thidua_xl.sheets import master as sheets
from thidua_xl.sheets.buttons import MASTER_BUTTONS
from thidua_xl.sheets.master_words import UNCARRIED as KINDS

# what is ours: two charts, and the buttons of an .xlsm, which Excel writes as controls when it saves
OURS = {(sheets.RANKING.name, "chart"): 2, (sheets.REPORT.name, "ctrlProp"): len(MASTER_BUTTONS)}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def uncarried(path: Path) -> list[str]:
    """What the head added that the next master will not have: ``trang Biểu đồ: 2 biểu đồ, 1 hình``."""
    try:
        with ZipFile(path) as archive:
            return [said for name, part in sheet_parts(archive) if (said := _lost(archive, name, part))]
    except (BadZipFile, ElementTree.ParseError, KeyError):
        return []


def sheet_parts(archive: ZipFile) -> list[tuple[str, str]]:
    """Each sheet's name and part in the package."""
    targets = {found.get("Id"): target for found, target in _links(archive, "xl/workbook.xml")}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    found = ((sheet.get("name") or "", targets.get(sheet.get(RELATION))) for sheet in book.iter(f"{MAIN}sheet"))
    return [(name, part) for name, part in found if part]


def _links(archive: ZipFile, part: str) -> list[tuple[ElementTree.Element, str]]:
    """The relationships of a part with the parts they lead to."""
    folder, name = posixpath.split(part)
    source = f"{folder}/_rels/{name}.rels"
    if source not in archive.namelist():
        return []
    found = ElementTree.fromstring(archive.read(source)).iter(LINKS)
    inside = (link for link in found if link.get("TargetMode") != "External")
    return [(link, posixpath.normpath(posixpath.join("/", folder, link.get("Target") or ""))[1:]) for link in inside]


def _lost(archive: ZipFile, name: str, part: str) -> str:
    counts: dict[str, int] = {}
    for link, target in _links(archive, part):
        kind = (link.get("Type") or "").rpartition("/")[2]
        if kind == "drawing":
            for inner, _ in _links(archive, target):
                _add(counts, (inner.get("Type") or "").rpartition("/")[2])
        else:
            _add(counts, kind)
    theirs = {kind: number - OURS.get((name, kind), 0) for kind, number in counts.items()}
    pieces = [f"{number} {KINDS[kind]}" for kind, number in theirs.items() if number > 0]
    return f"trang {name}: {', '.join(pieces)}" if pieces else ""


def _add(counts: dict[str, int], kind: str) -> None:
    if kind in KINDS:
        counts[kind] = counts.get(kind, 0) + 1
