"""Workbooks written part by part, so that a test can have in them what no library would write."""

import zipfile
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def rels(*told: tuple[str, str, str], outside: bool = False) -> str:
    """A relationships part: (id, kind, target) each."""
    mode = ' TargetMode="External"' if outside else ""
    lines = (f'<Relationship Id="{i}" Type="{OFFICE}/{k}" Target="{t}"{mode}/>' for i, k, t in told)
    return f'{HEAD}<Relationships xmlns="{RELS}">{"".join(lines)}</Relationships>'


def sheet(rows: str, around: str = "", before: str = "") -> str:
    """A worksheet part with this XML for its rows, and other elements after and before them."""
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{around}</worksheet>'


def parts(sheet_xml: str = "", **others: str) -> dict[str, str]:
    """The parts of a small workbook; ``others`` replace or add parts, ``__`` standing for a slash."""
    named = {name.replace("__", "/"): text for name, text in others.items()}
    links = [("rId1", "worksheet", "worksheets/sheet1.xml")]
    links += [("rId2", "sharedStrings", "sharedStrings.xml")] * ("xl/sharedStrings.xml" in named)
    links += [("rId3", "styles", "styles.xml")] * ("xl/styles.xml" in named)
    links += [("rId4", "externalLink", "externalLinks/e1.xml")] * ("xl/externalLinks/e1.xml" in named)
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": rels(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Tự chấm" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rels(*links),
        "xl/worksheets/sheet1.xml": sheet_xml or sheet('<row r="1"><c r="A1"><v>1</v></c></row>'),
        **named,
    }


def zipped(content: dict[str, str], *more: tuple[str, bytes]) -> bytes:
    """These parts as a zip; ``more`` may repeat names."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in [*((n, t.encode()) for n, t in content.items()), *more]:
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def book(sheet_xml: str = "", **others: str) -> bytes:
    """A small workbook, zipped."""
    return zipped(parts(sheet_xml, **others))


def one(cell: str) -> bytes:
    """A workbook of one cell."""
    return book(sheet(f'<row r="1">{cell}</row>'))
