"""Rows as spreadsheet programs write them, taken apart by regular expressions.

Excel, LibreOffice, XlsxWriter and openpyxl all write them in one narrow form, which this reads at a third of
what callbacks from expat cost. The expressions have to account for every character; at the first one they
cannot, the whole part goes to expat instead (sheet.py, strings.py). Both hand the same texts on;
tests/test_reading.py holds them against each other.
"""

import re
from codecs import BOM_UTF8

from thidua_xl.book import column_number
from thidua_xl.workbooks.reading.bounds import MAX_COLUMN, MAX_KNOWN
from thidua_xl.workbooks.reading.cells import PLAIN, Cells
from thidua_xl.workbooks.reading.known import KNOWN, Known

START, END = b"<sheetData>", b"</sheetData>"
VALUES = r'(?: [A-Za-z0-9:]{1,20}="[^"<>&]*")*'
TEXT = "[^<]*"
ROW = re.compile(rf'r="([0-9]{{1,7}})"({VALUES})(/?)')
CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"((?: s="[0-9]{1,6}")?(?: t="(?:n|s|str|b|e|d)")?)'
    rf"(?:/>|>(?:<(f{VALUES})(?:/>|>({TEXT})</f>))?(?:<v>({TEXT})</v>|<v ?/>)?</c>)"
    "|(.)",
    re.DOTALL,
)
IN_FRAME = re.compile(rb"[<:]row[\s/>]")  # rows that stand elsewhere than all others
FORBIDDEN = bytes({*range(32)} - {9, 10})  # what XML forbids, and the line end that it would change
ALSO_FORBIDDEN = ("]]>", "\ufffe", "\uffff")
ATTRIBUTE = re.compile(r' ([A-Za-z0-9:]+)="([^"]*)"')
OTHER_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)


SHARED_STRING, NUMBER = "s", re.compile("[0-9]{1,9}")
Head = tuple[int, int, str]  # what a cell's tag says without its row: column, style, type


class Unusual(Exception):  # noqa: N818 - not an error: the slower way will know
    """The XML is not in the narrow form."""


def without_rows(data: bytes, cells: Cells) -> bytes:
    """Read all rows of a sheet into ``cells``; what is left of the sheet's XML. Raises Unusual."""
    start, end = data.find(START), data.rfind(END)
    head = data[:start].removeprefix(BOM_UTF8)
    if not 0 <= start < end or b"<!" in head or b"<?" in head[2:] or OTHER_ENCODING.match(head):
        raise Unusual
    frame = head + START + data[end:]
    if IN_FRAME.search(frame):
        raise Unusual
    body = data[start + len(START) : end]
    # nobody sends a larger sheet again and again
    known = KNOWN if cells.budget.is_common and len(body) <= MAX_KNOWN // 8 else None
    if known:
        try:
            body = known.renumbered(body, cells.strings)
        except (IndexError, ValueError) as error:
            raise Unusual from error
        cells.strings = known.strings.texts
    read_rows(body, cells, known)
    cells.strings = cells.own_strings
    return frame


def read_rows(body: bytes, cells: Cells, known: Known | None) -> None:
    """What stands between ``<sheetData>`` and its end, with the help of what is ``known``."""
    rows = body.split(b"<row ")
    if rows[0].strip(b" \n"):
        raise Unusual
    heads: dict[str, Head] = {}
    known_rows = known.rows if known else {}
    for row in rows[1:]:
        if (before := known_rows.get(row)) is None or not cells.store_row(before):
            read_row(decoded(row).rstrip(" \n"), cells, heads)
            if known and cells.ordered:
                known.keep_row(row, cells.stored_row())


def read_row(row: str, cells: Cells, heads: dict[str, Head]) -> None:
    """One row from after ``<row ``: its own attributes, then its cells up to ``</row>``."""
    told, _, rest = row.partition(">")
    attributed = ROW.fullmatch(told)
    if attributed is None or not (rest.endswith("</row>") or (attributed[3] and not rest)):
        raise Unusual
    number, others, _ = attributed.groups()
    cells.start_row(number, attributes(others) if "hidden" in others or "ht=" in others else PLAIN)
    row_text, store = cells.row_text, cells.store
    for letters, stated, told, function, formula, value, other in CELL.findall(rest, 0, len(rest) - len("</row>")):
        if other or stated != row_text:
            raise Unusual
        column, style, kind = heads.get(letters + told) or head_of(letters, told, heads)
        if kind == SHARED_STRING and value and (function or not NUMBER.fullmatch(value)):
            raise Unusual  # not renumbered
        if function:
            about = PLAIN if function == "f" else attributes(function[1:])
            store(column, style, kind, about, plain(formula), plain(value))
        else:
            store(column, style, kind, None, "", plain(value) if "&" in value else value)


def head_of(letters: str, told: str, heads: dict[str, Head]) -> Head:
    """What a tag says that stands there for the first time."""
    column, said = column_number(letters), dict(ATTRIBUTE.findall(told))
    if column > MAX_COLUMN:
        raise Unusual
    heads[letters + told] = head = (column, int(said.get("s", 0)), said.get("t", ""))
    return head


def decoded(data: bytes) -> str:
    """XML as text where it is UTF-8 and expat would hand it on as it is."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Unusual from error
    if len(data.translate(None, FORBIDDEN)) != len(data) or any(sign in text for sign in ALSO_FORBIDDEN):
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


def attributes(text: str) -> dict[str, str]:
    """Attributes as a mapping; those with the same name twice are no XML."""
    pairs = ATTRIBUTE.findall(text)
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unusual
    return found
