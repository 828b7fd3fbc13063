"""Cells of a sheet's part set to values; every byte that is no such cell stays."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from xml.sax.saxutils import escape

from thidua_xl.book import EPOCH_1900, EPOCH_1904, address, place_of
from thidua_xl.errors import NotReadable
from thidua_xl.points import plain
from thidua_xl.workbooks.patching.markup import NOT_XML, Edit, Piece, at_end, child, cut, edited, pieces, prefix_of

Value = Decimal | date | str | None
Place = tuple[int, int]  # row and column, from 1
Cells = Mapping[Place, Value]

SPANS = re.compile(rb"""\s+spans=("[^"]*"|'[^']*')""")


@dataclass(slots=True)
class _Row:
    """A row that is there, with its cells by column."""

    piece: Piece
    cells: dict[int, Piece] = field(default_factory=dict)


def with_cells(data: bytes, values: Cells, likes: Mapping[Place, Place], *, date_1904: bool) -> bytes:
    """The part with these values; None empties a cell. Each keeps its look, or takes that of its place in ``likes``.

    Raises NotReadable for a part without cells.
    """
    found = pieces(data, 3)
    held = child(found, "sheetData")
    if held is None:
        raise NotReadable("TD-TEP-HONG", found="trang không có phần ô")
    rows, x = _rows(found), prefix_of(data, held)
    drawn: dict[int, dict[int, str]] = defaultdict(dict)
    for place, value in values.items():
        look = _look(rows, place) or _look(rows, likes.get(place, place))
        drawn[place[0]][place[1]] = cell_xml(address(*place), look, value, x, date_1904=date_1904)
    edits = [edit for number in drawn if number in rows for edit in _in_row(data, rows[number], drawn[number])]
    edits += _new_rows(data, held, rows, {number: cells for number, cells in drawn.items() if number not in rows}, x)
    hint = child(found, "dimension")  # would be too small now; programs do without it
    is_new = any(row not in rows or column not in rows[row].cells for row, column in values)
    return edited(data, [*edits, cut(hint)] if hint and is_new else edits)


def cell_xml(at: str, look: str, value: Value, x: str = "", *, date_1904: bool = False) -> str:
    """A cell with the number of its look, ``x`` before the names of elements."""
    about = f'{x}c r="{at}"' + (f' s="{look}"' if look else "")
    if value is None or value == "":
        return f"<{about}/>"
    if isinstance(value, str):
        text = escape(NOT_XML.sub("", value))
        return f'<{about} t="inlineStr"><{x}is><{x}t xml:space="preserve">{text}</{x}t></{x}is></{x}c>'
    epoch = EPOCH_1904 if date_1904 else EPOCH_1900
    number = plain(value) if isinstance(value, Decimal) else str((datetime.combine(value, time()) - epoch).days)
    return f"<{about}><{x}v>{number}</{x}v></{x}c>"


def _rows(found: list[Piece]) -> dict[int, _Row]:
    """The rows by number; one without its number follows the one before, and so do cells."""
    rows: dict[int, _Row] = {}
    cells: dict[int, Piece] = {}
    number = column = 0
    for piece in found:
        if piece.depth == 3 and piece.name == "c":
            at = piece.attributes.get("r", "")
            column = place_of(at)[1] if at else column + 1
            cells[column] = piece
        elif piece.depth == 2 and piece.name == "row":
            number = int(piece.attributes.get("r", number + 1))
            rows[number], cells, column = _Row(piece, cells), {}, 0
    return rows


def _look(rows: Mapping[int, _Row], place: Place) -> str:
    row = rows.get(place[0])
    cell = row.cells.get(place[1]) if row else None
    return cell.attributes.get("s", "") if cell else ""


def _in_row(data: bytes, row: _Row, drawn: Mapping[int, str]) -> Iterator[Edit]:
    """Cells in the place of those that are there, or before the next one, or last."""
    last = ""
    for column, text in sorted(drawn.items()):
        known = row.cells.get(column)
        later = min((piece.start for at, piece in row.cells.items() if at > column), default=None)
        if known:
            yield Edit(known.start, known.end, text.encode())
        elif later is not None:
            yield Edit(later, later, text.encode())
        else:
            last += text
    if last:
        yield at_end(data, row.piece, last.encode())
    spans = SPANS.search(data, row.piece.start, row.piece.inner)  # a hint like the dimension
    if spans and not row.piece.is_empty and not drawn.keys() <= row.cells.keys():
        yield Edit(spans.start(), spans.end(), b"")


def _new_rows(
    data: bytes, held: Piece, rows: Mapping[int, _Row], drawn: Mapping[int, Mapping[int, str]], x: str
) -> Iterator[Edit]:
    last = ""
    for number, cells in sorted(drawn.items()):
        text = f'<{x}row r="{number}">{"".join(text for _, text in sorted(cells.items()))}</{x}row>'
        later = min((row.piece.start for at, row in rows.items() if at > number), default=None)
        if later is None:
            last += text
        else:
            yield Edit(later, later, text.encode())
    if last:
        yield at_end(data, held, last.encode())
