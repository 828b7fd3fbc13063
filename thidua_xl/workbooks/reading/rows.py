"""Rows and shared strings as spreadsheet programs write them, taken apart by regular expressions.

Excel, LibreOffice, XlsxWriter and openpyxl all write them in one narrow form, which this reads at a third of
what callbacks from expat cost. The expressions have to account for every character; at the first one they
cannot, the whole part goes to expat instead (sheet.py, strings.py). Both hand the same texts on;
tests/test_reading.py holds them against each other.
"""

import re

from thidua_xl.book import column_number
from thidua_xl.workbooks.reading.bounds import MAX_COLUMN
from thidua_xl.workbooks.reading.cells import PLAIN, Cells

START, END = "<sheetData>", "</sheetData>"
VALUES = r'(?: [A-Za-z0-9:]{1,20}="[^"<>&]*")*'
TEXT = "[^<]*"
ROW = re.compile(rf'r="([0-9]{{1,7}})"({VALUES})(/?)')
HEAD = re.compile(r'([A-Z]{1,3})"(?: s="([0-9]{1,6})")?(?: t="(n|s|str|b|e|d)")?(/?)')
INSIDE = re.compile(rf"(?:<(f{VALUES})(?:/>|>({TEXT})</f>))?(?:<v>({TEXT})</v>|<v ?/>)?</c>")
FORBIDDEN = bytes({*range(32)} - {9, 10})  # what XML forbids, and the line end that it would change
STRING = re.compile(rf'<si><t(?: xml:space="preserve")?>({TEXT})</t></si>|(.)', re.DOTALL)
STRINGS = re.compile(r"<\?xml [^<>!]*\?>\s*<sst [^<>]*[^/<>]>", re.DOTALL)
ATTRIBUTE = re.compile(r' ([A-Za-z0-9:]+)="([^"]*)"')
OTHER_ENCODING = re.compile(r"""<\?xml[^>]*encoding=["'](?!utf-8["'])""", re.IGNORECASE)


# What the tags of a column's cells mostly agree on, once the row is taken out of them: column, style, type, and
# what comes after the value: nothing where the tag is closed.
Head = tuple[int, int, str, str]


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
    for row in rows[1:]:
        read_row(row.rstrip(" \n"), cells, heads)
    return (head + START + text[end:]).encode()


def read_row(row: str, cells: Cells, heads: dict[str, Head]) -> None:
    """One row from after ``<row ``: its own attributes, then its cells up to ``</row>``."""
    told, _, rest = row.partition(">")
    attributed = ROW.fullmatch(told)
    if attributed is None or not (rest.endswith("</row>") or (attributed[3] and not rest)):
        raise Unusual
    number, others, _ = attributed.groups()
    cells.start_row(number, attributes(others) if "hidden" in others or "ht=" in others else PLAIN)
    first, *pieces = rest[:-6].split('<c r="')
    if first:
        raise Unusual
    row_text, store = cells.row_text, cells.store
    for piece in pieces:
        said, _, inside = piece.partition("><v>")
        head = heads.get(said.replace(row_text, "", 1))
        value, _, after = inside.partition("</v>")
        if head is not None and after == head[3] and "<" not in value:
            store(head[0], head[1], head[2], None, "", plain(value) if "&" in value else value)
            continue
        said, _, formula = said.partition("><f>")
        head = heads.get(said.replace(row_text, "", 1))
        if head is not None and after == "</c>" and formula[-3:] == "</f" and formula.count("<") == 1:
            store(head[0], head[1], head[2], PLAIN, plain(formula[:-3]), plain(value))
        else:
            read_cell(piece, cells, heads)


def read_cell(piece: str, cells: Cells, heads: dict[str, Head]) -> None:
    """One cell from after ``<c r="``: an unusual formula, or the first one whose tag says this."""
    said, _, inside = piece.partition(">")
    head = HEAD.fullmatch(said.replace(cells.row_text, "", 1))
    if head is None:
        raise Unusual
    letters, style, kind, closed = head.groups("")
    column, style_index = column_number(letters), int(style or 0)
    if column > MAX_COLUMN:
        raise Unusual
    if closed and not inside:
        heads[head[0] + ">"] = (column, style_index, kind, "")
        cells.store(column, style_index, kind, None, "", "")
        return
    match = INSIDE.fullmatch(inside)
    if closed or match is None:
        raise Unusual
    about, formula, value = match.groups("")
    heads[head[0]] = (column, style_index, kind, "</c>")
    told = attributes(about[1:]) if about else None
    cells.store(column, style_index, kind, told, plain(formula), plain(value))


def simple_strings(data: bytes) -> list[str]:
    """The shared strings of a part that has no rich text. Raises Unusual."""
    text = decoded(data).rstrip()
    head = STRINGS.match(text)
    if head is None or not text.endswith("</sst>"):
        raise Unusual
    found = STRING.findall(text, head.end(), len(text) - len("</sst>"))
    if any(other for _, other in found):
        raise Unusual
    return [plain(string) if "&" in string else string for string, _ in found]


def decoded(data: bytes) -> str:
    """The part as text where it is UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unusual from error
    if OTHER_ENCODING.match(text) or len(data.translate(None, FORBIDDEN)) != len(data) or "]]>" in text:
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
