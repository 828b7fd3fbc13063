"""Rows as spreadsheet programs write them, taken apart by regular expressions.

Excel, LibreOffice, XlsxWriter and openpyxl all write them in one narrow form, which this reads at a third of
what callbacks from expat cost. The expressions have to account for every character; at the first one they
cannot, the whole part goes to expat instead (sheet.py, strings.py). Both hand the same texts on;
tests/test_reading.py holds them against each other.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from thidua_xl.book import column_number
from thidua_xl.workbooks.reading.bounds import MAX_COLUMN
from thidua_xl.workbooks.reading.cells import PLAIN, Cells

START, END = "<sheetData>", "</sheetData>"
VALUES = r'(?: [A-Za-z0-9:]{1,20}="[^"<>&]*")*'
TEXT = "[^<]*"
ROW = re.compile(rf'r="([0-9]{{1,7}})"({VALUES})(/?)')
CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"((?: s="[0-9]{1,6}")?(?: t="(?:n|s|str|b|e|d)")?)'
    rf"(?:/>|>(?:<(f{VALUES})(?:/>|>({TEXT})</f>))?(?:<v>({TEXT})</v>|<v ?/>)?</c>)"
    "|(.)",
    re.DOTALL,
)
FORBIDDEN = bytes({*range(32)} - {9, 10})  # what XML forbids, and the line end that it would change
ALSO_FORBIDDEN = (b"]]>", "\ufffe".encode(), "\uffff".encode())
ATTRIBUTE = re.compile(r' ([A-Za-z0-9:]+)="([^"]*)"')
OTHER_ENCODING = re.compile(r"""<\?xml[^>]*encoding=["'](?!utf-8["'])""", re.IGNORECASE)


Head = tuple[int, int, str]  # what a cell's tag says without its row: column, style, type
REFERENCE = re.compile(r'(<c r="[A-Z]+)[0-9]+')
MOST_KEPT = 2000  # signs: longer formulas are not kept for the next workbook
ROW_NUMBER = "\0"  # where it stands in the text of a row without values: ``decoded`` lets no such sign in


class Unfilled(NamedTuple):
    """The text of a row that has styles and no values, and the columns it names, from left to right."""

    text: str = ""
    columns: tuple[int, ...] = ()


class Unusual(Exception):  # noqa: N818 - not an error: the slower way will know
    """The XML is not in the narrow form."""


def without_rows(data: bytes, cells: Cells) -> bytes:
    """Read all rows of a sheet into ``cells``; what is left of the sheet's XML. Raises Unusual."""
    text = decoded(data)
    start, end = text.find(START), text.rfind(END)
    head = text[:start]
    if not 0 <= start < end or "<!" in head:
        raise Unusual
    rows = text[start + len(START) : end].split("<row ")
    if rows[0].strip(" \n"):
        raise Unusual
    heads: dict[str, Head] = {}
    unfilled = Unfilled()  # sheets have hundreds of such rows, one like the other
    for row in rows[1:]:
        unfilled = read_row(row.rstrip(" \n"), cells, heads, unfilled)
    return (head + START + text[end:]).encode()


def read_row(row: str, cells: Cells, heads: dict[str, Head], before: Unfilled) -> Unfilled:
    """One row from after ``<row ``: its own attributes, then its cells up to ``</row>``.

    Returns the last row that had no values: this one, or the one ``before``.
    """
    told, _, rest = row.partition(">")
    attributed = ROW.fullmatch(told)
    if attributed is None or not (rest.endswith("</row>") or (attributed[3] and not rest)):
        raise Unusual
    number, others, _ = attributed.groups()
    cells.start_row(number, attributes(others) if "hidden" in others or "ht=" in others else PLAIN)
    row_text, store = cells.row_text, cells.store
    if before.columns and cells.ordered and rest == before.text.replace(ROW_NUMBER, row_text):
        cells.store_blanks(before.columns)
        return before
    filled = len(cells.cells)
    found = CELL.findall(rest, 0, len(rest) - len("</row>"))
    for letters, stated, told, function, formula, value, other in found:
        if other or stated != row_text:
            raise Unusual
        column, style, kind = heads.get(letters + told) or head_of(letters, told, heads)
        if function:
            about = PLAIN if function == "f" else attributes(function[1:])
            known = plain_formula if len(formula) <= MOST_KEPT else plain
            store(column, style, kind, about, known(formula), plain(value))
        else:
            store(column, style, kind, None, "", plain(value) if "&" in value else value)
    return before if not found or len(cells.cells) > filled or not cells.ordered else unfilled_row(rest, found)


def head_of(letters: str, told: str, heads: dict[str, Head]) -> Head:
    """What a tag says that stands there for the first time."""
    column, said = column_number(letters), dict(ATTRIBUTE.findall(told))
    if column > MAX_COLUMN:
        raise Unusual
    heads[letters + told] = head = (column, int(said.get("s", 0)), said.get("t", ""))
    return head


def unfilled_row(rest: str, found: Sequence[tuple[str, ...]]) -> Unfilled:
    """What to know a row without values again by, whatever its number."""
    return Unfilled(REFERENCE.sub(rf"\1{ROW_NUMBER}", rest), tuple(column_number(cell[0]) for cell in found))


def decoded(data: bytes) -> str:
    """The part as text where it is UTF-8."""
    try:
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise Unusual from error
    if OTHER_ENCODING.match(text) or len(data.translate(None, FORBIDDEN)) != len(data):
        raise Unusual
    if any(sign in data for sign in ALSO_FORBIDDEN):
        raise Unusual
    return text


def plain(text: str) -> str:
    """Text without its five entities; any other reference is left to expat."""
    if "&" not in text:
        return text
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    if text.count("&") != text.count("&amp;"):
        raise Unusual
    return text.replace("&amp;", "&")


plain_formula = lru_cache(8192)(plain)  # the workbooks of a bloc hold the same ones: a worker meets them again


def attributes(text: str) -> dict[str, str]:
    """Attributes as a mapping; those with the same name twice are no XML."""
    pairs = ATTRIBUTE.findall(text)
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unusual
    return found
