"""Values put into cells of an existing workbook, everything else byte for byte the same: styles, formulas, charts."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from thidua_xl.book import EPOCH_1900, EPOCH_1904, column_letters
from thidua_xl.points import plain
from thidua_xl.workbooks.reading.master import sheet_parts

Value = Decimal | date | str | None
Cells = Mapping[tuple[int, int], Value]  # by row and column, from 1

ROW = re.compile(r"<row\b(?P<about>[^>]*?)(?:/>|>(?P<cells>.*?)</row>)", re.DOTALL)
CELL = re.compile(r"<c\b(?P<about>[^>]*?)(?:/>|>(?P<inside>.*?)</c>)", re.DOTALL)
NUMBER, ADDRESS, STYLE = (re.compile(rf'\b{name}="([^"]*)"') for name in ("r", "r", "s"))
DATA = re.compile(r"<sheetData\s*/>|<sheetData>(?P<rows>.*?)</sheetData>", re.DOTALL)
LETTERS = re.compile(r"([A-Z]+)")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def with_values(data: bytes, changes: Mapping[str, Cells], *, date_1904: bool = False) -> bytes:
    """The .xlsx or .xlsm in ``data`` with these values, by sheet name; None empties a cell and keeps its look.

    Formulas must not be overwritten. Raises ValueError for a sheet the workbook has not, or one whose XML is not
    written as Excel, LibreOffice and we write it.
    """
    source, target = ZipFile(BytesIO(data)), BytesIO()
    parts = dict(sheet_parts(source))
    missing = [name for name in changes if name not in parts]
    if missing:
        raise ValueError(f"no sheet {missing}")
    by_part = {parts[name]: cells for name, cells in changes.items()}
    with ZipFile(target, "w", ZIP_DEFLATED) as out:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename in by_part:
                text = content.decode("utf-8")
                content = _sheet(text, by_part[entry.filename], date_1904=date_1904).encode("utf-8")
            out.writestr(entry, content)
    return target.getvalue()


def _sheet(text: str, cells: Cells, *, date_1904: bool) -> str:
    found = DATA.search(text)
    if found is None:
        raise ValueError("no sheetData")
    rows = {int(_of(NUMBER, whole["about"]) or 0): whole for whole in ROW.finditer(found["rows"] or "")}
    wanted: dict[int, dict[int, Value]] = {}
    for (row, column), value in cells.items():
        wanted.setdefault(row, {})[column] = value
    texts = {number: whole[0] for number, whole in rows.items()}
    for number, values in wanted.items():
        texts[number] = _row(rows.get(number), number, values, date_1904=date_1904)
    drawn = "".join(texts[number] for number in sorted(texts))
    return f"{text[: found.start()]}<sheetData>{drawn}</sheetData>{text[found.end() :]}"


def _of(attribute: re.Pattern[str], about: str) -> str:
    found = attribute.search(about)
    return found[1] if found else ""


def _row(whole: re.Match[str] | None, number: int, values: Mapping[int, Value], *, date_1904: bool) -> str:
    about = whole["about"] if whole else f' r="{number}"'
    cells = {
        _column(_of(ADDRESS, cell["about"])): cell for cell in CELL.finditer((whole["cells"] or "") if whole else "")
    }
    texts = {column: cell[0] for column, cell in cells.items()}
    for column, value in values.items():
        known = cells.get(column)
        texts[column] = _cell(number, column, _of(STYLE, known["about"]) if known else "", value, date_1904=date_1904)
    return f"<row{about}>{''.join(texts[column] for column in sorted(texts))}</row>"


def _column(address: str) -> int:
    letters = LETTERS.match(address)
    column = 0
    for letter in letters[1] if letters else "":
        column = column * 26 + ord(letter) - 64
    return column


def _cell(row: int, column: int, style: str, value: Value, *, date_1904: bool) -> str:
    about = f'r="{column_letters(column)}{row}"' + (f' s="{style}"' if style else "")
    if value is None:
        return f"<c {about}/>"
    if isinstance(value, Decimal):
        return f"<c {about}><v>{plain(value)}</v></c>"
    if isinstance(value, date):
        epoch = EPOCH_1904 if date_1904 else EPOCH_1900
        return f"<c {about}><v>{(datetime.combine(value, time()) - epoch).days}</v></c>"
    text = escape(NOT_XML.sub("", value))
    return f'<c {about} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
