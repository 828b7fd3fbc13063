"""Rows as spreadsheet programs write them, taken apart by regular expressions.

Excel, LibreOffice, XlsxWriter and openpyxl all write them in one narrow form, which this reads at a third of
what callbacks from expat cost. The expressions have to account for every character; at the first one they
cannot, the whole part goes to expat instead (sheet.py, strings.py). Both hand the same texts on;
tests/test_reading.py holds them against each other.
"""

import re
from codecs import BOM_UTF8
from itertools import takewhile

from thidua_xl.book import column_number
from thidua_xl.workbooks.reading.bounds import MAX_COLUMN, MAX_KNOWN
from thidua_xl.workbooks.reading.cells import PLAIN, Cells
from thidua_xl.workbooks.reading.known import KNOWN, LONGEST_BLOCK, Front, Known, KnownRows

START, END = b"<sheetData>", b"</sheetData>"
VALUES = r'(?: [A-Za-z0-9:]{1,20}="[^"<>&]*")*'
TEXT = "[^<]*"
ROW = re.compile(rf'r="([0-9]{{1,7}})"({VALUES})>')
TAG = r'r="([A-Z]{1,3})([0-9]{1,7})"((?: s="[0-9]{1,6}")?(?: t="(?:n|s|str|b|e|d)")?)'
FORMULA = f"<(f{VALUES})(?:/>|>({TEXT})</f>)"
CELL = re.compile(rf"<c {TAG}(?:/>|>(?:{FORMULA})?(?:<v>({TEXT})</v>|<v ?/>)?</c>)|(.)", re.DOTALL)
FRONT = re.compile(f"{TAG}(?:(/>)|>(?:{FORMULA})?((?:<v ?/>)?</c>)?)")  # of a cell from after ``<c ``
OF_NUMBERS = b"0123456789.-+E"
IN_FRAME = re.compile(rb"[<:]row[\s/>]")  # rows that stand elsewhere than all others
FORBIDDEN = bytes({*range(32)} - {9, 10})  # what XML forbids, and the line end that it would change
ATTRIBUTE = re.compile(r' ([A-Za-z0-9:]+)="([^"]*)"')
OTHER_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["'])""", re.IGNORECASE)


SHARED_STRING, NUMBER, IN_BYTES = "s", re.compile("[0-9]{1,9}"), re.compile(rb"[0-9]{1,9}")
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
    if (b"<row" in frame or b":row" in frame) and IN_FRAME.search(frame):  # searching for the signs is quicker
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
    if known:
        read_among_known(rows, cells, heads, known)
        return
    for row in rows[1:]:
        read_row(row, cells, heads)


def read_among_known(rows: list[bytes], cells: Cells, heads: dict[str, Head], known: Known) -> None:
    """All rows but the first of the list, blocks and rows that are known as they were read before."""
    blocks, known_rows = known.blocks, known.rows
    together: list[KnownRows] = []  # the last rows, known each
    at, end = 1, len(rows)
    while at < end:
        row = rows[at]
        if block := blocks.get(row):
            block = as_it_comes(block, rows, at, known)
        if block and cells.store_rows(block):
            at += len(block.xml)
        elif (before := known_rows.get(row)) and cells.store_rows(before):
            at += 1
            together.append(before)
            if len(together) < LONGEST_BLOCK:
                continue
        else:
            at += 1
            read_new_row(row, cells, heads, known)
        if together:
            known.keep_block(together)
            together.clear()
    known.keep_block(together)


def as_it_comes(block: KnownRows, rows: list[bytes], at: int, known: Known) -> KnownRows | None:
    """A block, or what its first rows and those from ``at`` have in common, which is a block from now on."""
    here = rows[at : at + len(block.xml)]
    if here == block.xml:
        return block
    known.drop_block(block)
    common = takewhile(lambda pair: pair[0] == pair[1], zip(here, block.xml, strict=False))
    known.keep_block([known.rows[row] for row, _ in common])
    return known.blocks.get(block.xml[0])


def read_new_row(row: bytes, cells: Cells, heads: dict[str, Head], known: Known) -> None:
    """A row that is not known, though most of its cells may be but for their values."""
    if known.has_few_rows or not row.endswith(b"</row>"):
        read_row(row, cells, heads)
    else:
        head, *pieces = row[: -len("</row>")].split(b"<c ")
        if known.has_few_cells and known.cells.keys().isdisjoint(pieces):  # all at once is quicker
            read_row(row, cells, heads)
            if cells.ordered:
                known.keep_cells(pieces, cells.stored_cells())
        else:
            start_row(decoded(head), cells)
            read_pieces(pieces, cells, heads, known)
    if cells.ordered and known.is_worth_a_row(row):
        known.keep_row(cells.stored_row(row))


def read_pieces(pieces: list[bytes], cells: Cells, heads: dict[str, Head], known: Known) -> None:
    """The cells of a row from after ``<c `` each."""
    known_cells, row = known.cells, cells.row
    for piece in pieces:
        if (before := known_cells.get(piece)) and cells.ordered:
            place, cell = before
            if place[0] == row and place[1] > cells.column:
                cells.column = place[1]
                if cell is None:
                    cells.blanks.append(place)
                    continue
                cells.cells[place] = cell
                if cell[2]:
                    cells.budget.formulas += len(cell[2])  # as in a known row
                continue
        read_piece(piece, cells, heads, known)
        if cells.ordered:
            place = row, cells.column
            known.keep_cell(piece, (place, cells.cells.get(place)))


def read_piece(piece: bytes, cells: Cells, heads: dict[str, Head], known: Known) -> None:
    """A cell from after ``<c ``; what stands before its value may be known."""
    before, has_value, rest = piece.partition(b"<v>")
    front = known.fronts.get(before) or new_front(before, heads, known)
    row, column, style, kind, about, formula, is_whole = front
    value = rest.removesuffix(b"</v></c>")
    if row != cells.row_text or is_whole == bool(has_value) or (has_value and len(value) == len(rest)):
        raise Unusual
    if kind == SHARED_STRING and value and (about is not None or not IN_BYTES.fullmatch(value)):
        raise Unusual  # not renumbered
    text = text_of(value) if value.translate(None, OF_NUMBERS) else value.decode()
    cells.store(column, style, kind, about, formula, text)


def new_front(data: bytes, heads: dict[str, Head], known: Known) -> Front:
    """What stands before the value of a cell, met for the first time."""
    found = FRONT.fullmatch(decoded(data))
    if found is None:
        raise Unusual
    letters, row, told, closed, function, formula, ended = found.groups()
    column, style, kind = heads.get(letters + told) or head_of(letters, told, heads)
    about = None if not function else PLAIN if function == "f" else attributes(function[1:])
    front = Front(row, column, style, kind, about, plain(formula or ""), bool(closed or ended))
    known.keep_front(data, front)
    return front


def text_of(value: bytes) -> str:
    """The text of a value."""
    if b"<" in value:
        raise Unusual
    return plain(decoded(value))


def read_row(row: bytes, cells: Cells, heads: dict[str, Head]) -> None:
    """One row from after ``<row ``: its own attributes, then its cells up to ``</row>``."""
    told, sign, rest = decoded(row).rstrip(" \n").partition(">")
    if not rest and told.endswith("/"):
        start_row(told[:-1] + sign, cells)
    elif rest.endswith("</row>"):
        start_row(told + sign, cells)
        read_cells(rest.removesuffix("</row>"), cells, heads)
    else:
        raise Unusual


def start_row(told: str, cells: Cells) -> None:
    """A row of which this is the tag."""
    attributed = ROW.fullmatch(told)
    if attributed is None:
        raise Unusual
    number, others = attributed.groups()
    cells.start_row(number, attributes(others) if "hidden" in others or "ht=" in others else PLAIN)


def read_cells(xml: str, cells: Cells, heads: dict[str, Head]) -> None:
    """The next cells of a row."""
    row_text, store = cells.row_text, cells.store
    for letters, stated, told, function, formula, value, other in CELL.findall(xml):
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
    if len(data.translate(None, FORBIDDEN)) != len(data):
        raise Unusual
    if "]]>" in text or "\ufffe" in text or "\uffff" in text:
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
