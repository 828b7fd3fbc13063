"""Ways to spoil a written workbook: one change to its XML; every other part stays byte for byte the same."""

import io
import re
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/officeDocument/2006"
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"
STYLES = "xl/styles.xml"


class Parts:
    """The parts of a workbook, open to change."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            self.content = {name: source.read(name) for name in source.namelist()}

    def data(self) -> bytes:
        """The workbook again."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
            for name, content in self.content.items():
                out.writestr(name, content)
        return target.getvalue()

    def text(self, part: str) -> str:
        return self.content[part].decode("utf-8")

    def sub(self, part: str, pattern: str, new: str | Callable[[re.Match[str]], str], count: int = 1) -> None:
        """Replace what must be there; ``count`` 0 is every place."""
        function = new if callable(new) else lambda _: new
        found, times = re.subn(pattern, function, self.text(part), count=count, flags=re.DOTALL)
        if not times:
            raise KeyError(pattern)
        self.content[part] = found.encode("utf-8")

    def part_of(self, sheet: str) -> str:
        """The part that holds a sheet."""
        found = re.search(rf'<sheet name={quoteattr(sheet)}[^>]*r:id="(\w+)"', self.text(WORKBOOK))
        if found is None:
            raise KeyError(sheet)
        target = re.search(rf'Id="{found[1]}"[^>]*Target="([^"]*)"', self.text(RELATIONS))
        assert target is not None
        return f"xl/{target[1]}"


Change = Callable[[Parts], None]


def spoiled(data: bytes, change: Change) -> bytes:
    """The workbook with a change."""
    parts = Parts(data)
    change(parts)
    return parts.data()


# ---- cells


def _cell(sheet: str, cell: str, body: str, kind: str = "") -> Change:
    """The cell with another body, in the style it had."""

    def new(found: re.Match[str]) -> str:
        style = re.search(r' s="\d+"', found[1])
        return f'<c r="{cell}"{style[0] if style else ""}{kind}>{body}</c>'

    return lambda parts: parts.sub(parts.part_of(sheet), rf'<c r="{cell}"([^>]*?)(?:/>|>.*?</c>)', new)


def number(sheet: str, cell: str, value: str | float) -> Change:
    """A number, or what a file may say in its place: ``NaN``, ``1e999``."""
    return _cell(sheet, cell, f"<v>{value}</v>")


def text(sheet: str, cell: str, value: str) -> Change:
    """A text."""
    return _cell(sheet, cell, f"<is><t>{escape(value)}</t></is>", ' t="inlineStr"')


def error(sheet: str, cell: str, value: str = "#REF!") -> Change:
    """An error cell."""
    return _cell(sheet, cell, f"<v>{value}</v>", ' t="e"')


def blank(sheet: str, cell: str) -> Change:
    """Nothing, in the style it had."""
    return _cell(sheet, cell, "")


def formula(sheet: str, cell: str, written: str, value: str | None) -> Change:
    """A formula and the value it shows; None: no program has calculated it."""
    shown = "" if value is None else f"<v>{value}</v>"
    return _cell(sheet, cell, f"<f>{escape(written)}</f>{shown}")


def reformulated(sheet: str, cell: str, old: str, new: str) -> Change:
    """A formula with a piece of it changed; it shows what it showed."""
    place = rf'(<c r="{cell}"[^>]*><f>)(.*?)(</f>)'

    def change(found: re.Match[str]) -> str:
        if old not in found[2]:
            raise KeyError(old)
        return found[1] + found[2].replace(old, new, 1) + found[3]

    return lambda parts: parts.sub(parts.part_of(sheet), place, change)


def values_pasted(sheet: str, cells: str) -> Change:
    """Every formula of these cells (a pattern of addresses) becomes the value it shows."""

    def change(found: re.Match[str]) -> str:
        return re.sub(r"<f>.*?</f>", "", found[0], flags=re.DOTALL)

    return lambda parts: parts.sub(parts.part_of(sheet), rf'<c r="(?:{cells})"[^>]*>(?:(?!</c>).)*</c>', change, 0)


def twice(sheet: str, cell: str, value: float) -> Change:
    """The same cell a second time, with another number."""
    place = rf'(<c r="{cell}"[^>]*?(?:/>|>.*?</c>))'
    return lambda parts: parts.sub(
        parts.part_of(sheet), place, lambda found: f'{found[1]}<c r="{cell}"><v>{value}</v></c>'
    )


def added(sheet: str, cell: str, value: str) -> Change:
    """A text in a cell at the end of its row, where no cell was."""
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    new = f'<c r="{cell}" t="inlineStr"><is><t>{escape(value)}</t></is></c></row>'
    return lambda parts: parts.sub(
        parts.part_of(sheet), rf'(<row r="{row}"[^>]*>(?:(?!</row>).)*)</row>', lambda found: found[1] + new
    )


def together(*changes: Change) -> Change:
    """Changes that are one thing to whoever makes them."""

    def change(parts: Parts) -> None:
        for each in changes:
            each(parts)

    return change


def shows(sheet: str, cell: str, value: str) -> Change:
    """A live cell that shows another value than its formula gives."""
    place = rf'(<c r="{cell}"[^>]*><f>.*?</f><v>).*?(</v>)'
    return lambda parts: parts.sub(parts.part_of(sheet), place, lambda found: found[1] + value + found[2])


def number_format(sheet: str, cell: str, code: str) -> Change:
    """Another number format for one cell."""

    def change(parts: Parts) -> None:
        count = len(re.findall(r"<xf ", re.search(r"<cellXfs.*?</cellXfs>", parts.text(STYLES), re.DOTALL)[0]))  # type: ignore[index]
        parts.sub(STYLES, r"(<numFmts[^>]*>)", lambda f: f"{f[1]}<numFmt numFmtId='999' formatCode={quoteattr(code)}/>")
        parts.sub(STYLES, r"</cellXfs>", '<xf numFmtId="999" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>')
        parts.sub(parts.part_of(sheet), rf'<c r="{cell}"(?: s="\d+")?', f'<c r="{cell}" s="{count}"')

    return change


# ---- rows


def row_gone(sheet: str, row: int) -> Change:
    """A row emptied of every cell, as if it had been deleted and the rows below had stayed."""
    return lambda parts: parts.sub(parts.part_of(sheet), rf'<row r="{row}"[^>]*>.*?</row>', "")


def row_copied(sheet: str, row: int, to: int) -> Change:
    """The values of a row once more in another row; formulas become values."""

    def change(parts: Parts) -> None:
        part = parts.part_of(sheet)
        found = re.search(rf'<row r="{row}"[^>]*>(.*?)</row>', parts.text(part), re.DOTALL)
        assert found is not None
        cells = re.sub(r"<f>.*?</f>", "", re.sub(rf'r="([A-Z]+){row}"', rf'r="\g<1>{to}"', found[1]), flags=re.DOTALL)
        text = re.sub(rf'<row r="{to}"[^>]*?(?:/>|>.*?</row>)', "", parts.text(part), flags=re.DOTALL)
        after = [int(number) for number in re.findall(r'<row r="(\d+)"', text) if int(number) > to]
        new = f'<row r="{to}">{cells}</row>'
        place = f'<row r="{min(after)}"' if after else "</sheetData>"
        parts.content[part] = text.replace(place, new + place, 1).encode("utf-8")

    return change


# ---- sheets and the book


def hide(sheet: str, state: str = "hidden") -> Change:
    return lambda parts: parts.sub(
        WORKBOOK, rf"(<sheet name={quoteattr(sheet)} sheetId=\"\d+\")", lambda found: f'{found[1]} state="{state}"'
    )


def hide_row(sheet: str, row: int) -> Change:
    """A row nobody sees."""
    return lambda parts: parts.sub(parts.part_of(sheet), rf'<row r="{row}"', f'<row r="{row}" hidden="1"')


def unprotect(sheet: str) -> Change:
    return lambda parts: parts.sub(
        parts.part_of(sheet), r"<sheetProtection[^>]*/>(<protectedRanges>.*?</protectedRanges>)?", ""
    )


def without_validations(sheet: str) -> Change:
    return lambda parts: parts.sub(parts.part_of(sheet), r"<dataValidations.*?</dataValidations>", "")


def rename(sheet: str, new: str) -> Change:
    return lambda parts: parts.sub(WORKBOOK, rf"<sheet name={quoteattr(sheet)}", f"<sheet name={quoteattr(new)}")


def sheet_gone(sheet: str) -> Change:
    """A sheet deleted from the book."""
    return lambda parts: parts.sub(WORKBOOK, rf"<sheet name={quoteattr(sheet)}[^>]*/>", "")


def only_sheet(sheet: str) -> Change:
    """The sheet copied out of its book: alone, without names; its formulas show what they showed."""

    def change(parts: Parts) -> None:
        parts.sub(
            WORKBOOK,
            rf"<sheets>.*?(<sheet name={quoteattr(sheet)}[^>]*/>).*?</sheets>",
            lambda f: f"<sheets>{f[1]}</sheets>",
        )
        parts.sub(WORKBOOK, r"<definedNames>.*?</definedNames>", "")

    return change


def name_moved(name: str, target: str) -> Change:
    return lambda parts: parts.sub(
        WORKBOOK, rf'(<definedName name="{name}">).*?(</definedName>)', lambda found: found[1] + target + found[2]
    )


def _related(parts: Parts, kind: str, target: str, content_type: str, content: bytes) -> None:
    parts.content[f"xl/{target}"] = content
    relation = f'<Relationship Id="rId900" Type="{MAIN}/relationships/{kind}" Target="{target}"/>'
    parts.sub(RELATIONS, "</Relationships>", relation + "</Relationships>")
    parts.sub(TYPES, "</Types>", f'<Override PartName="/xl/{target}" ContentType="{content_type}"/></Types>')


def external_link(target: str) -> Change:
    """A link to another workbook."""

    def change(parts: Parts) -> None:
        space = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{MAIN}/relationships"'
        link = f'<externalLink {space}><externalBook r:id="rId1"/></externalLink>'
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
        _related(parts, "externalLink", "externalLinks/externalLink1.xml", kind, link.encode())
        told = f'Type="{MAIN}/relationships/externalLinkPath" Target={quoteattr(target)} TargetMode="External"'
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        parts.content["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
            f'<Relationships xmlns="{space}"><Relationship Id="rId1" {told}/></Relationships>'.encode()
        )

    return change


def macros(parts: Parts) -> None:
    """A macro project in the book."""
    _related(parts, "vbaProject", "vbaProject.bin", "application/vnd.ms-office.vbaProject", b"\xd0\xcf\x11\xe0")


def doctype(parts: Parts) -> None:
    """A document type declaration, which no spreadsheet writes."""
    parts.sub(WORKBOOK, r"<workbook", '<!DOCTYPE workbook [<!ENTITY a "b">]><workbook')
