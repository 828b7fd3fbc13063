"""What the signing sheet shows: the *mã đối soát*, found by its defined name."""

import re

from thidua_xl.book import Book, address, column_number
from thidua_xl.member.values import raw_of, said_raw
from thidua_xl.sheets.table import sheet_named

CODE_NAME = "td_ma_doi_soat"
CELL = re.compile(r"=?'?(?P<sheet>[^'!]+)'?!\$?(?P<column>[A-Z]{1,3})\$?(?P<row>[1-9]\d{0,6})")


def shown_code(book: Book) -> tuple[str, str, str]:
    """The digits the sheet shows, its name and the cell; empty where there is none or it was never calculated."""
    found = CELL.fullmatch(book.names.get(CODE_NAME, ""))
    sheet = sheet_named(book, found["sheet"]) if found else None
    if not found or sheet is None:
        return "", "", ""
    where = int(found["row"]), column_number(found["column"])
    return said_raw(raw_of(book, sheet.cells.get(where))), sheet.name, address(*where)
