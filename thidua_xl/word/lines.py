"""The rows of criteria tables as lines: mark, text, points, and what else the row says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from thidua_xl.text.vietnamese import fold
from thidua_xl.word.document import Cell, Row
from thidua_xl.word.headers import Chosen, Header, is_repeated
from thidua_xl.word.marks import Mark, Points, led, mark_of, points_in, points_of

TOTALS = ("tổng cộng", "tổng điểm", "tổng số", "cộng", "tổng")
OTHERS = ("how", "measured_in", "in_charge", "authority", "evidence")


@dataclass(slots=True)
class Line:
    """One row as read; what becomes of it is settled later: ``kind`` and ``code``, with ``doubts`` for a person."""

    table: int
    row: int
    mark: Mark | None = None
    text: str = ""
    written: str = ""  # the points as the cell has them
    points: Points | None = None
    others: dict[str, str] = field(default_factory=dict)
    rest: str = ""  # cells of columns that have no place in a rulebook
    kind: str = "line"
    code: str = ""
    parent: "Line | None" = None
    doubts: list[str] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)

    @property
    def maximum(self) -> Decimal | None:
        """The points, where they are a maximum."""
        return abs(self.points.number) if self.points and not self.points.each else None

    @property
    def told(self) -> str:
        """All that the row says of how the line is scored."""
        return "\n".join(filter(None, (self.text, self.others.get("how", ""))))

    def doubt(self, key: str) -> None:
        """Something a person must look at."""
        if key not in self.doubts:
            self.doubts.append(key)


LINE, NOTE, TOTAL, HEADING, LEVEL, JOINED, BLANK = "line", "note", "total", "heading", "level", "joined", "blank"


def lines_of(tables: Iterable[Chosen]) -> list[Line]:
    """Every row of the tables, in order; headers, totals and blank rows too, each with its kind."""
    found: list[Line] = []
    for chosen in tables:
        for row in chosen.table.rows:
            found.extend(_lines(row, chosen.header, chosen.table.number, found))
    return found


def _lines(row: Row, header: Header, table: int, before: list[Line]) -> Iterator[Line]:
    if row.number in header.rows or is_repeated(row, header):
        yield Line(table, row.number, text=" | ".join(cell.text for cell in row.cells if cell.text), kind=HEADING)
        return
    line = _line(row, header, table)
    if not (line.mark or line.text or line.written or line.rest or line.others):
        line.kind = BLANK
        yield line
        return
    text = row.at(header.places["text"])
    upper = next((other for other in reversed(before) if other.kind == LINE and other.table == table), None)
    if text and text.continued and not line.text and upper:
        _join(upper, line)
        yield line
        return
    points = row.at(header.places["maximum"])
    if points and points.continued and not points.text and line.text:
        line.doubt("merged points")
    pieces = _split(line)
    yield from pieces or [line]


def _line(row: Row, header: Header, table: int) -> Line:
    cells = {role: row.at(place) for role, place in header.places.items()}
    text, number, points = cells["text"], cells.get("number"), cells["maximum"]
    line = Line(table, row.number)
    used = [cell for cell in cells.values() if cell]
    line.text = text.text if text else ""
    if number and number is not text:
        line.mark = mark_of(number.text)
        if line.mark is None and number.text:
            line.rest = number.text
    if points and points is not text:
        line.written = points.text
        line.points = points_of(points.text)
    if line.mark is None:
        line.mark, line.text = led(line.text)
    line.others = {role: cell.text for role in OTHERS if (cell := cells.get(role)) and cell.text and cell is not text}
    if number and not line.text and line.rest:  # a heading that stands in the column of numbers
        line.mark, line.text = led(line.rest)
        line.rest = ""
    others = (cell for cell in row.cells if cell not in used and cell.text)
    line.rest = "; ".join(filter(None, (line.rest, *(_named(cell, header) for cell in others))))
    if any(cell.legacy for cell in row.cells):
        line.doubt("legacy")
    _settle_total(line)
    if line.points is None and line.written and line.kind == LINE:
        line.doubt("points unread")
    if line.points is None and not line.written and line.kind == LINE and (inside := points_in(line.text)) is not None:
        line.points = Points(inside)
        line.doubt("points in text")
    return line


def _named(cell: Cell, header: Header) -> str:
    name = header.said(cell.first)
    return f"{name}: {cell.text}" if name else cell.text


def _settle_total(line: Line) -> None:
    words = fold(line.text or line.rest).rstrip(":. ")
    is_total = line.mark is None and any(words == word or words.startswith(f"{word} ") for word in TOTALS)
    if is_total and (line.points or line.written):
        line.kind, line.text, line.rest = TOTAL, line.text or line.rest, "" if not line.text else line.rest


def _join(upper: Line, line: Line) -> None:
    """A row under a text merged downwards says more of the same line."""
    line.kind, line.parent = JOINED, upper
    for role, text in line.others.items():
        upper.others[role] = "\n".join(filter(None, (upper.others.get(role, ""), text)))
    if line.written:
        said = f"{line.others.get('how') or line.rest or ''}: {line.written}".lstrip(": ")
        upper.others["how"] = "\n".join(filter(None, (upper.others.get("how", ""), said)))
        if upper.points is None:
            upper.doubt("points of parts")
    upper.doubt("joined")


def _split(line: Line) -> list[Line]:
    """Several lines in one row: a list in the cell of texts and as many points beside it."""
    points = [points_of(piece) for piece in line.written.split("\n")]
    if line.points or len(points) < 2 or None in points:
        return []
    texts = line.text.split("\n")
    head = texts[:1] if len(texts) == len(points) + 1 else []
    items = texts[len(head) :]
    if len(items) != len(points):
        return []
    made: list[Line] = []
    if head:
        made.append(Line(line.table, line.row, line.mark, head[0], others=line.others, rest=line.rest))
    for place, (text, number) in enumerate(zip(items, points, strict=True)):
        mark, words = led(text)
        mark = mark or (line.mark if not head and place == 0 else mark_of("-"))
        assert number is not None
        made.append(Line(line.table, line.row, mark, words, str(number.number).replace(".", ","), number))
    for each in made:
        each.doubt("split")
    return made
