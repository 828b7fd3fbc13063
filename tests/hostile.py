"""Attack files, made here and never stored: each a name, the bytes, and the finding it has to end in.

``code`` None means that the file is legal, however odd, and has to be read.
"""

import struct
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import NamedTuple

from crafted import HEAD, MAIN, OFFICE, book, one, parts, rels, sheet, zipped
from hostile_by_the_million import by_the_million, of_other_programs

MEGABYTE = 2**20


class Hostile(NamedTuple):
    """One attack file."""

    name: str
    data: Callable[[], bytes]
    code: str | None


def repeated_name(name: str) -> bytes:
    """A workbook whose zip has two parts of this name."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of what is meant here
        return zipped(parts(), (name, sheet('<row r="1"><c r="A1"><v>9</v></c></row>').encode()))


def bomb(size: int = 1000 * MEGABYTE) -> bytes:
    """A sheet that unpacks to ``size`` bytes of blanks; made in pieces, it is about size / 1000."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts().items():
            if not name.endswith("sheet1.xml"):
                archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(size // MEGABYTE):
                part.write(b" " * MEGABYTE)
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """A bomb whose directory says that it is small."""
    data = bytearray(bomb(64 * MEGABYTE))
    real = struct.pack("<L", 64 * MEGABYTE)
    return bytes(data.replace(real, struct.pack("<L", 1000)))


def overlapping() -> bytes:
    """Two entries of the directory that share the same bytes of the file."""
    data = book()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        first = archive.getinfo("xl/worksheets/sheet1.xml")
        directory, count = archive.start_dir, len(archive.infolist())
    name = b"xl/worksheets/sheet2.xml"
    entry = struct.pack(
        "<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, 0, 0, 8, 0, 33, first.CRC, first.compress_size,
        first.file_size, len(name), 0, 0, 0, 0, 0, first.header_offset,
    )  # fmt: skip
    old_directory = data[directory:-22]
    whole = old_directory + entry + name
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(whole), directory, 0)
    return data[:directory] + whole + end


def many_entries(count: int) -> bytes:
    """A zip with this many empty parts."""
    return zipped(parts(), *((f"x/{n}", b"") for n in range(count)))


def with_dtd(declaration: str, use: str = "") -> bytes:
    """A sheet with a document type declaration."""
    text = sheet(f'<row r="1"><c r="A1" t="str"><v>{use}</v></c></row>')
    return book(text.replace(HEAD, f'<?xml version="1.0"?><!DOCTYPE worksheet [{declaration}]>'))


def laughs() -> bytes:
    """Billion laughs."""
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return with_dtd("".join(lines), "&a9;")


def encrypted_ole() -> bytes:
    """An encrypted workbook, made by msoffcrypto from a small one."""
    from msoffcrypto.format.ooxml import OOXMLFile

    buffer = BytesIO()
    OOXMLFile(BytesIO(book())).encrypt("mật khẩu", buffer)
    return buffer.getvalue()


def shared_run(length: int, cells: int, term: str = "+A1") -> bytes:
    """A shared formula of this many characters, shared by this many cells."""
    text = "1" + term * ((length - 1) // len(term))
    first = f'<c r="A1"><f t="shared" si="0" ref="A1:A{cells}">{text}</f><v>1</v></c>'
    rest = "".join(f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/><v>1</v></c></row>' for n in range(2, cells + 1))
    return book(sheet(f'<row r="1">{first}</row>{rest}'))


def linked(part: str, target: str) -> bytes:
    """A workbook with an external link part."""
    return book(
        xl__externalLinks__e1_xml="", **{"xl/externalLinks/e1.xml": part,
        "xl/externalLinks/_rels/e1.xml.rels": rels(("rId1", "externalLinkPath", target), outside=True)},
    )  # fmt: skip


EXTERNAL = f'{HEAD}<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}"><externalBook r:id="rId1"/></externalLink>'
DDE = (
    f'{HEAD}<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/c calc">'
    '<ddeItems><ddeItem name="A0"/></ddeItems></ddeLink></externalLink>'
)


def styles(count: int) -> str:
    """A styles part with this many cell styles."""
    return f'{HEAD}<styleSheet xmlns="{MAIN}"><cellXfs>{"<xf/>" * count}</cellXfs></styleSheet>'


def texts(*items: str) -> str:
    """A shared strings part."""
    return f'{HEAD}<sst xmlns="{MAIN}">{"".join(f"<si><t>{t}</t></si>" for t in items)}</sst>'


def told_small() -> bytes:
    """A sheet that says it ends at A1, and does not."""
    return book(sheet(rows_of("<v>1</v>", 9, 3), before='<dimension ref="A1"/>'))


def rows_of(cell: str, rows: int, columns: int) -> str:
    """A block of cells with the same content."""
    names = [chr(65 + n) for n in range(columns)]
    return "".join(
        f'<row r="{r}">' + "".join(f'<c r="{c}{r}">{cell}</c>' for c in names) + "</row>" for r in range(1, rows + 1)
    )


def corrupt(data: bytes) -> bytes:
    """The same zip with a flipped byte inside the packed sheet."""
    at = data.index(b"xl/worksheets/sheet1.xml") + 60
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def encrypted_entry() -> bytes:
    """A zip whose parts are marked as locked with a password."""
    data = bytearray(book())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def hostile_files() -> Iterator[Hostile]:
    """Every attack file."""
    for group in (not_workbooks, zips, markup, bounds, cells, legal):
        yield from group()
    for attacks in (by_the_million, of_other_programs):
        yield from (Hostile(*attack) for attack in attacks())


def not_workbooks() -> Iterator[Hostile]:
    """Files that are something else, or no longer what they were."""
    excel = "TD-TEP-KHONG-PHAI-EXCEL"
    yield Hostile("rong", lambda: b"", "TD-TEP-RONG")
    yield Hostile("toan-so-0", lambda: bytes(4096), "TD-TEP-RONG")
    yield Hostile("html", lambda: b"<html><table><tr><td>1</td></tr></table></html>", excel)
    yield Hostile("html-utf16", lambda: "<html><td>đ</td></html>".encode("utf-16"), excel)
    yield Hostile("csv", lambda: "Mã;Điểm\nI.1;9\nI.2;8\n".encode("utf-8-sig"), excel)
    yield Hostile("xml", lambda: b"<?xml version='1.0'?><a/>", excel)
    yield Hostile("pdf", lambda: b"%PDF-1.7\n", excel)
    yield Hostile("png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), excel)
    yield Hostile("rac", lambda: bytes(range(1, 256)) * 9, excel)
    yield Hostile("docx", lambda: zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), excel)
    yield Hostile("zip-cac-bang", lambda: zipped({"a.xlsx": "x", "b.xlsx": "y"}), "TD-TEP-NEN-NHIEU-TEP")
    yield Hostile("ole-rac", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000), excel)
    yield Hostile("ma-hoa", encrypted_ole, "TD-TEP-MAT-KHAU")
    yield Hostile("khoa-zip", encrypted_entry, "TD-TEP-MAT-KHAU")
    yield Hostile("cat-ngan", lambda: book()[:-200], "TD-TEP-HONG")
    yield Hostile("hai-byte", lambda: b"PK", "TD-TEP-HONG")
    yield Hostile("hong-giua", lambda: corrupt(book()), "TD-TEP-HONG")


def zips() -> Iterator[Hostile]:
    """Zip directories that no spreadsheet program writes."""
    unsafe = "TD-TEP-KHONG-AN-TOAN"
    yield Hostile("bom-1gb", bomb, unsafe)
    yield Hostile("bom-noi-doi", lying_bomb, "TD-TEP-HONG")
    yield Hostile("chong-nhau", overlapping, unsafe)
    yield Hostile("trung-ten", lambda: repeated_name("xl/worksheets/sheet1.xml"), unsafe)
    yield Hostile("trung-ten-hoa", lambda: repeated_name("xl/worksheets/SHEET1.xml"), unsafe)
    yield Hostile("ten-len-tren", lambda: zipped(parts(), ("../../etc/x", b"")), unsafe)
    yield Hostile("ten-tuyet-doi", lambda: zipped(parts(), ("/etc/x", b"")), unsafe)
    yield Hostile("ten-dieu-khien", lambda: zipped(parts(), ("xl/a\x1b[31m\n.xml", b"")), unsafe)
    yield Hostile("nhieu-phan", lambda: many_entries(2_100), unsafe)
    yield Hostile("trieu-phan", lambda: many_entries(9_000), unsafe)
    yield Hostile("thieu-so", lambda: zipped({"[Content_Types].xml": "<a/>"}), "TD-TEP-HONG")


def markup() -> Iterator[Hostile]:
    """XML that is an attack, or none."""
    dtd = "TD-TEP-CO-DTD"
    yield Hostile("ty-tieng-cuoi", laughs, dtd)
    yield Hostile("bac-hai", lambda: with_dtd(f'<!ENTITY a "{"x" * 50_000}">', "&a;" * 50_000), dtd)
    yield Hostile("xxe", lambda: with_dtd('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"), dtd)
    yield Hostile("khong-phai-xml", lambda: book("<worksheet"), "TD-TEP-HONG")
    yield Hostile("bang-ma-la", lambda: book("<?xml version='1.0' encoding='utf-7'?><worksheet/>"), "TD-TEP-HONG")
    yield Hostile("long-sau", lambda: book("<worksheet>" + "<a>" * 900_000), "TD-TEP-VUOT-GIOI-HAN")
    yield Hostile("long-sau-v", lambda: book(sheet('<row r="1"><c r="A1">' + "<v>" * 900_000)), "TD-TEP-VUOT-GIOI-HAN")
    yield Hostile("cung-trang-hai-lan", same_sheet_twice, "TD-TEP-HONG")


def same_sheet_twice() -> bytes:
    """Two tabs that show one part."""
    workbook = parts()["xl/workbook.xml"].replace("</sheets>", '<sheet name="B" sheetId="2" r:id="rId1"/></sheets>')
    return book(**{"xl/workbook.xml": workbook})


def bounds() -> Iterator[Hostile]:
    """More of something than any workbook has."""
    over = "TD-TEP-VUOT-GIOI-HAN"
    yield Hostile("dong-99999999999", lambda: book(sheet('<row r="99999999999"><c r="A99999999999"/></row>')), over)
    yield Hostile("dong-0", lambda: book(sheet('<row r="0"/>')), over)
    yield Hostile("cot-XFE", lambda: one('<c r="XFE1"><v>1</v></c>'), over)
    yield Hostile("cot-dai", lambda: one(f'<c r="{"A" * 5000}1"><v>1</v></c>'), "TD-TEP-HONG")
    yield Hostile("trieu-kieu", lambda: book(**{"xl/styles.xml": styles(1_000_000)}), "TD-TEP-KHONG-AN-TOAN")
    yield Hostile("nhieu-kieu", lambda: book(**{"xl/styles.xml": styles(300_000)}), over)
    yield Hostile("nhieu-o", lambda: book(sheet(rows_of("<v>1</v>", 60_000, 10))), over)
    yield Hostile("nhieu-o-trong", lambda: book(sheet(rows_of("", 60_000, 10))), over)
    yield Hostile("nhieu-o-tien-to", lambda: book(sheet(rows_of("<v>1</v>", 60_000, 10)).replace("<c ", "<c\t")), over)
    yield Hostile("nhieu-vung-gop", lambda: book(sheet("", '<mergeCell ref="A1:B1"/>' * 30_000)), over)
    yield Hostile("nhieu-cot", lambda: book(sheet("", before='<col min="1" max="16384"/>' * 9_000)), "TD-TEP-HONG")
    yield Hostile("chu-dai", lambda: book(**{"xl/sharedStrings.xml": texts("a" * 40_000)}), over)
    yield Hostile("chu-trong-o-dai", lambda: one(f'<c r="A1" t="str"><v>{"a" * 40_000}</v></c>'), over)
    yield Hostile("nhieu-chu", lambda: book(**{"xl/sharedStrings.xml": texts(*map(str, range(600_000)))}), over)
    yield Hostile("cong-thuc-dai", lambda: one(f'<c r="A1"><f>{"1+" * 5_000}1</f></c>'), over)
    yield Hostile("chung-rat-dai", lambda: shared_run(3_000_000, 2), over)
    yield Hostile("chung-nhan-len", lambda: shared_run(8_000, 30_000, "+$A$1"), over)
    yield Hostile("chu-ngoai-bang", lambda: one('<c r="A1" t="s"><v>99</v></c>'), "TD-TEP-HONG")
    yield Hostile("chu-so-am", lambda: one('<c r="A1" t="s"><v>-1</v></c>'), "TD-TEP-HONG")
    yield Hostile("kieu-la", lambda: one('<c r="A1" s="x"><v>1</v></c>'), "TD-TEP-HONG")
    yield Hostile("so-hieu-dai", lambda: one(f'<c r="A1" s="{"9" * 9_000}"><v>1</v></c>'), "TD-TEP-HONG")
    yield Hostile("qua-lon", lambda: b"PK\x03\x04" + bytes(33 * MEGABYTE), "TD-TEP-QUA-LON")


def cells() -> Iterator[Hostile]:
    """Cells that have to be read, so that a check can name them."""
    yield Hostile("o-cuoi-cung", lambda: book(sheet('<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>')), None)
    yield Hostile("nan", lambda: one('<c r="A1"><v>NaN</v></c>'), None)
    yield Hostile("1e999", lambda: one('<c r="A1"><v>1e999</v></c>'), None)
    yield Hostile("chu-so-rong", lambda: one('<c r="A1"><v>１２</v></c>'), None)
    yield Hostile("hai-lan", lambda: one('<c r="A1"><v>1</v></c><c r="A1"><v>9</v></c>'), None)
    yield Hostile("so-rat-dai", lambda: one(f'<c r="A1"><v>{"9" * 30_000}</v></c>'), None)


def legal() -> Iterator[Hostile]:
    """Legal, or only suspicious: links are read so that a check can name them."""
    whole = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    yield Hostile("gop-ca-trang", lambda: book(sheet("", whole)), None)
    yield Hostile("lien-ket", lambda: linked(EXTERNAL, "file:///\\\\may\\so.xlsx"), None)
    yield Hostile("dde", lambda: linked(DDE, ""), None)
    yield Hostile("macro", lambda: book(**{"xl/vbaProject.bin": "x"}), None)
    yield Hostile(
        "kich-thuoc-noi-doi", lambda: book(sheet(rows_of("<v>1</v>", 9, 3), before='<dimension ref="A1"/>')), None
    )
    yield Hostile("chung-hop-le", lambda: shared_run(4_000, 100), None)
