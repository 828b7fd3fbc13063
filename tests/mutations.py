"""Workbooks and parts of them, damaged on purpose: for property tests and for the coverage-guided fuzzer."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

from crafted import HEAD, MAIN, parts, sheet

# What makes a difference somewhere in the reader: tags, attributes, numbers that are none, sizes beyond the format.
PIECES = [
    *("<", ">", "/>", "&", "&amp;", "&#0;", "&#x1F;", "&#55296;", "]]>", "<!--", "<![CDATA[", "<?x ?>", "<!DOCTYPE a>"),
    *('<row r="2">', "</row>", '<c r="B2">', '<c r="B2" t="s">', '<c r="B2" t="b">', "</c>", "<v>", "</v>", "<v/>"),
    *('<f t="shared" si="0" ref="A1:A9">A1+1</f>', '<f t="shared" si="0"/>', '<f t="array" ref="A1:A2">1</f>', "<is>"),
    *('<c r="B2" t="inlineStr"><is><t>5</t><rPh><t>6</t></rPh></is></c>', '<c r="B2" t="d"><v>2026-01-01</v></c>'),
    *(' t="n"', ' t="str"', ' t="e"', ' s="7"', ' r="0"', ' r="1048577"', ' r="XFD1"', ' r="XFE1"', ' hidden="1"'),
    *("NaN", "1e999", "-1e999", "1_0", "１２", "²", "١", " 5 ", "0x10", "1e5", "infinity", "9" * 40, "43,6", "3.704"),
    *("_x000A_", "_xD800_", "_x005F_", "\u202e", "\ufffe", "xmlns:x='y'", "<x:c>", "</sheetData>", "<sheetData/>"),
    *('<mergeCell ref="A1:XFD1048576"/>', '<col min="1" max="99999" hidden="1"/>', '<dataValidation sqref="A1"/>'),
]  # fmt: skip
STRINGS = f'{HEAD}<sst xmlns="{MAIN}"><si><t>Đạt</t></si><si><r><t>a</t></r><r><t>b</t></r></si></sst>'
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="165"/></cellXfs></styleSheet>'
)
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46000</v></c><c r="C1"><f>B1*2</f><v>92000</v></c></row>'
    '<row r="2" hidden="1"><c r="A2" t="b"><v>1</v></c><c r="B2" t="e"><v>#REF!</v></c><c r="C2"><v>43.6</v></c></row>'
    '<row r="4"><c r="A4" s="1"/><c r="B4" s="4"/></row><row r="5"><c r="A5" s="1"/><c r="B5" s="4"/></row>'
)
NAMES = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "_rels/.rels",
         "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]  # fmt: skip


class Change(NamedTuple):
    """One change of a text or of bytes: where (0 to 1), how much goes, what comes in its place."""

    at: float
    gone: int
    put: bytes


def small_parts() -> dict[str, str]:
    """The parts of a small workbook with one of everything."""
    merged = '<mergeCells><mergeCell ref="A3:B3"/></mergeCells>'
    rules = '<dataValidations><dataValidation sqref="A1"/></dataValidations>'
    return parts(sheet(ROWS, merged + rules), **{"xl/sharedStrings.xml": STRINGS, "xl/styles.xml": STYLES})


def changed(data: bytes, changes: Sequence[Change]) -> bytes:
    """``data`` with the changes made one after the other."""
    for change in changes:
        at = int(change.at * len(data))
        data = data[:at] + change.put + data[at + change.gone :]
    return data


def with_part(content: dict[str, str], name: str, data: bytes) -> bytes:
    """A workbook of these parts, one of them replaced by any bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for other, text in content.items():
            archive.writestr(zipfile.ZipInfo(other), data if other == name else text.encode())
    return buffer.getvalue()
