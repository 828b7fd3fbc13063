"""The parts of a workbook's zip, with those that were put in or changed; the rest is written as it was read."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.patching.markup import Piece, child, cut, edited, pieces, prefix_of, put_in
from thidua_xl.workbooks.reading.archive import Archive

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NO_RELATIONS = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{PACKAGE}"/>'.encode()
TYPES = "[Content_Types].xml"
DATE = (1980, 1, 1, 0, 0, 0)  # of new parts: the same workbook gives the same bytes


@dataclass(slots=True)
class Package:
    """A workbook by its parts. Raises NotReadable for what is no sound .xlsx."""

    archive: Archive
    changed: dict[str, bytes] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)

    def read(self, part: str) -> bytes:
        """The bytes of a part as it is now."""
        return self.changed[part] if part in self.changed else self.archive.read(part)

    def has(self, part: str) -> bool:
        """Is there such a part?"""
        return part in self.changed or part in self.archive

    def write(self, part: str, data: bytes) -> None:
        """Put a part in, or in the place of another; under the name it has in the zip."""
        known = self.archive.parts.get(part.lower())
        self.changed[known.filename if known else part] = data

    def remove(self, part: str, source: str) -> None:
        """Take a part out, with the relationship that leads to it from ``source`` and what is said of it."""
        self.removed.add(self.archive.parts[part.lower()].filename)
        gone = [link for link in self.relations(source) if self._led_to(source, link) == part]
        self.write(relations_of(source), edited(self.read(relations_of(source)), map(cut, gone)))
        said = (piece for piece in pieces(self.read(TYPES), 1) if piece.attributes.get("PartName") == f"/{part}")
        self.write(TYPES, edited(self.read(TYPES), map(cut, said)))

    def free(self, pattern: str) -> str:
        """A name not yet taken: ``xl/worksheets/sheet{}.xml`` with a number."""
        return next(name for n in range(1, 100_000) if not self.has(name := pattern.format(n)))

    def relations(self, part: str) -> list[Piece]:
        """The relationships of a part."""
        source = relations_of(part)
        found = pieces(self.read(source), 1) if self.has(source) else []
        return [piece for piece in found if piece.name == "Relationship"]

    def target(self, part: str, kind: str = "", ident: str = "") -> str | None:
        """The part a relationship leads to, by the last word of its type or by its id."""
        for piece in self.relations(part):
            of_kind = piece.attributes.get("Type", "").rpartition("/")[2]
            is_meant = piece.attributes.get("Id") == ident if ident else of_kind == kind
            if is_meant and piece.attributes.get("TargetMode") != "External":
                return self._led_to(part, piece)
        return None

    def _led_to(self, part: str, link: Piece) -> str:
        path = posixpath.join("/", posixpath.dirname(part), link.attributes.get("Target", ""))
        return posixpath.normpath(path).lstrip("/")

    def relate(self, part: str, kind: str, target: str) -> str:
        """Lead from a part to another; returns the relationship's id."""
        taken = {piece.attributes.get("Id") for piece in self.relations(part)}
        ident = next(name for n in range(1, 100_000) if (name := f"rId{n}") not in taken)
        source = relations_of(part)
        data = self.read(source) if self.has(source) else NO_RELATIONS
        root = pieces(data, 0)[0]
        path = posixpath.relpath(target, posixpath.dirname(part))
        name = f"{prefix_of(data, root)}Relationship"
        text = f'<{name} Id="{ident}" Type="{RELATIONS}/{kind}" Target={quoteattr(path)}/>'
        self.write(source, put_in(data, root, text))
        return ident

    def declare(self, part: str, content_type: str) -> None:
        """Say what a new part is."""
        data = self.read(TYPES)
        root = pieces(data, 0)[0]
        name = f"{prefix_of(data, root)}Override"
        text = f'<{name} PartName="/{part}" ContentType="{content_type}"/>'
        self.write(TYPES, put_in(data, root, text))

    def declare_suffix(self, suffix: str, content_type: str) -> None:
        """Say what all parts of a suffix are, where that is not said."""
        data = self.read(TYPES)
        found = pieces(data, 1)
        if any(p.name == "Default" and p.attributes.get("Extension", "").lower() == suffix for p in found):
            return
        root = found[-1]
        first = min((piece.start for piece in found if piece.depth == 1), default=root.close)
        text = f'<{prefix_of(data, root)}Default Extension="{suffix}" ContentType="{content_type}"/>'
        self.write(TYPES, data[:first] + text.encode() + data[first:])

    def bytes(self) -> bytes:
        """The whole workbook."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
            for name in self.archive.names():
                if name in self.removed:
                    continue
                entry = zipfile.ZipInfo(name, self.archive.parts[name.lower()].date_time)
                entry.compress_type = zipfile.ZIP_DEFLATED
                kept = name not in self.changed  # not by ``read``: a picture may be larger than what we read
                out.writestr(entry, self.archive.zip.read(name) if kept else self.changed[name])
            for name, data in self.changed.items():
                if name not in self.archive:
                    entry = zipfile.ZipInfo(name, DATE)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    out.writestr(entry, data)
        return target.getvalue()


def opened(data: bytes) -> Package:
    """The workbook in ``data``. Raises NotReadable for what is no sound .xlsx."""
    return Package(Archive(data))


def relations_of(part: str) -> str:
    """Where the relationships of a part stand."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def workbook_part(package: Package) -> str:
    """The part with the list of sheets."""
    found = package.target("", "officeDocument")
    if found is None:
        raise NotReadable("TD-TEP-HONG", found="không thấy phần chính của sổ")
    return found


def sheet_parts(package: Package, workbook: str) -> dict[str, str]:
    """The part of each sheet by its name."""
    found: dict[str, str] = {}
    for piece in pieces(package.read(workbook), 2):
        if piece.name == "sheet" and piece.depth == 2:
            ident = next((value for key, value in piece.attributes.items() if key.rpartition(":")[2] == "id"), "")
            part = package.target(workbook, ident=ident)
            if part:
                found[piece.attributes.get("name", "")] = part
    return found


def add_sheet(package: Package, workbook: str, name: str, data: bytes) -> None:
    """A new last sheet: those before it keep their place, and the names of one sheet with them."""
    part = package.free("xl/worksheets/sheet{}.xml")
    package.write(part, data)
    package.declare(part, "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml")
    ident = package.relate(workbook, "worksheet", part)
    text = package.read(workbook)
    sheets = child(found := pieces(text, 2), "sheets")
    if sheets is None:
        raise NotReadable("TD-TEP-HONG", found="không thấy danh sách trang tính")
    numbers = [int(p.attributes["sheetId"]) for p in found if re.fullmatch(r"\d+", p.attributes.get("sheetId", ""))]
    tag = f"{prefix_of(text, sheets)}sheet"
    new = f'<{tag} name={quoteattr(name)} sheetId="{max(numbers, default=0) + 1}"'
    package.write(workbook, put_in(text, sheets, f'{new} xmlns:r="{RELATIONS}" r:id="{ident}"/>'))
