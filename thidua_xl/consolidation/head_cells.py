"""Reading a former master: everything the head typed, by unit, code and column, and what is needed to compare."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from thidua_xl.awards.ballots import Ballot
from thidua_xl.book import Book, Type
from thidua_xl.consolidation.head_work import Assessment, Former, Handling
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.masters.marks import master_marks
from thidua_xl.points import exact
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import assessor
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets.layout import Layout
from thidua_xl.sheets.table import Row, is_blank, rows_of, sheet_named
from thidua_xl.text.numbers import Kind, read_number


def head_work(book: Book, rulebook: Rulebook) -> tuple[Former, list[Finding]]:
    """What a former master holds, and a finding for each cell of the head's that cannot be read.

    ``rulebook`` is the one in force now: codes are taken in its spelling, others stay as they are written.
    """
    reader = _Reader(book, rulebook)
    former = reader.former
    for part in (
        reader.assessed,
        reader.set_aside,
        reader.findings_handled,
        reader.conditions,
        reader.ballots,
        reader.awards,
        reader.log,
    ):
        part()
    former.crossed = sheet_named(book, assessor.CROSSING.name) is not None
    about = master_marks(book)
    former.closed = bool(about.get("closed"))
    former.closings = [line for line in about.get("closings", "").split("\n") if line]
    former.ranks = dict(_ranks(book))
    return former, reader.found


def _ranks(book: Book) -> Iterator[tuple[str, int]]:
    sheet = sheet_named(book, sheets.META)
    for row in range(1, 1 + max((r for r, _ in sheet.cells), default=0)) if sheet else ():
        unit, rank = (sheet.cells.get((row, column)) for column in (4, 5)) if sheet else (None, None)
        if unit and rank and rank.type is Type.NUMBER and rank.value is not None:
            yield str(unit.value), int(float(rank.value))


@dataclass(slots=True)
class _Reader:
    """Reads sheet by sheet into ``former``."""

    book: Book
    rulebook: Rulebook
    former: Former = field(default_factory=Former)
    found: list[Finding] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)  # of the row being read, by column key

    def _rows(self, layout: Layout) -> Iterator[Row]:
        for row in rows_of(self.book, layout):
            self.unread = {}
            yield row

    # ---- sheets

    def assessed(self) -> None:
        """`Thẩm định`: results, points, reasons, and the units' inputs the master was drawn with."""
        layout = sheets.ASSESSED
        for row in self._rows(layout):
            unit, code = self._unit(row), self._criterion(row)
            if not unit or not code:
                continue
            now = _text(row, "input")
            if now:
                self.former.line_texts[unit, code] = now
            result, points = (self._number(layout, row, key, Kind.NUMBER) for key in ("result", "points"))
            reason = _text(row, "reason")
            kept = self._keep(layout, row, unit, code)
            if result is None and points is None and not reason and not kept:
                continue
            drawn = tuple(self._number(layout, row, key, Kind.NUMBER) for key in ("drawn_result", "drawn_points"))
            stays = drawn == (result, points)
            text = (_text(row, "assessed_input") if stays else "") or now
            self.former.head.assessments[unit, code] = Assessment(result, points, reason, text)

    def set_aside(self) -> None:
        """What was typed of findings and files that were not there when the master was drawn: they may come back."""
        sheet = sheet_named(self.book, sheets.META)
        columns = range(sheets.META_SET_ASIDE, sheets.META_SET_ASIDE + 4)
        for _, cells in sheet.rows() if sheet else ():
            kind, key, word, note = (str(cells[column].value or "") if column in cells else "" for column in columns)
            if kind == sheets.HANDLED:
                self.former.head.handling[key] = Handling(word, note)
            elif kind == sheets.USED:
                self.former.head.use[key] = word

    def findings_handled(self) -> None:
        """`Sai lệch`: by the finding's key."""
        for row in self._rows(sheets.FINDINGS):
            word, note, key = (_text(row, name) for name in ("handling", "note", "key"))
            if key and (word or note):
                self.former.head.handling[key] = Handling(word, note)

    def conditions(self) -> None:
        """`Điều kiện`: the head's decisions."""
        for row in self._rows(sheets.CONDITIONS):
            unit, code = self._unit(row), _text(row, "code")
            word, reason = _text(row, "decision"), _text(row, "reason")
            if unit and code and (word or reason):
                self.former.head.decisions[unit, code] = (word, reason)

    def ballots(self) -> None:
        """`Bình xét`: form and counts."""
        for row in self._rows(sheets.BALLOTS):
            award, unit = _text(row, "award"), self._unit(row)
            counts = {key: self._count(row, key) for key in sheets.COUNT_KEYS}
            ballot = Ballot(_text(row, "how"), **counts)
            kept = bool(award and unit) and self._keep(sheets.BALLOTS, row, award, unit)
            if award and unit and (kept or ballot != Ballot()):
                self.former.head.ballots[award, unit] = ballot

    def awards(self) -> None:
        """`Đề nghị`: what the meeting decided."""
        for row in self._rows(sheets.PROPOSALS):
            award, unit = _text(row, "award"), self._unit(row)
            word, reason = _text(row, "decision"), _text(row, "reason")
            if award and unit and (word or reason):
                self.former.head.awards[award, unit] = (word, reason)

    def log(self) -> None:
        """`Nhật ký`: which files count, and which were there."""
        for row in self._rows(sheets.LOG):
            sha256, path, use = (_text(row, key) for key in ("sha256", "path", "use"))
            if sha256 and path:
                self.former.files[sha256] = path
            if sha256 and use:
                self.former.head.use[sha256] = use

    # ---- cells

    def _unit(self, row: Row) -> str:
        written = _text(row, "unit")
        unit = self.rulebook.unit(written)
        return unit.code if unit else written

    def _criterion(self, row: Row) -> str:
        written = _text(row, "code")
        line = self.rulebook.criterion(written)
        return line.code if line else written

    def _number(self, layout: Layout, row: Row, key: str, kind: Kind) -> Decimal | None:
        """A number, or text with exactly one reading; anything else is a finding and counts as blank."""
        cell = row.cells.get(key)
        if cell is None or is_blank(cell):
            return None
        if cell.type is Type.NUMBER and isinstance(cell.value, float) and abs(cell.value) < float("inf"):
            return exact(cell.value)
        read = read_number(str(cell.value), kind).only if cell.type is Type.TEXT else None
        if read is None:
            header = layout.column(key).header
            facts = {"cot": header, "ghi": str(cell.value)}
            where = Where(sheet=layout.name, cell=row.where(key), unit=self._unit(row) or None)
            self.found.append(Finding("TD-KHONG-PHAI-SO", where, facts))
            self.unread[key] = str(cell.value)
        return read

    def _keep(self, layout: Layout, row: Row, first: str, second: str) -> bool:
        """What could not be read in this row is drawn again as typed: nothing the head typed is lost."""
        if not self.unread:
            return False
        self.former.head.unread[layout.name, first, second] = dict(self.unread)
        return True

    def _count(self, row: Row, key: str) -> int | Decimal | None:
        """A broken count is kept as it is: that it cannot be true is said of the ballot."""
        number = self._number(sheets.BALLOTS, row, key, Kind.COUNT)
        return int(number) if number is not None and number == number.to_integral_value() else number


def _text(row: Row, key: str) -> str:
    """What a cell says, as it was typed, without the spaces around it; a whole number as its digits."""
    cell = row.cells.get(key)
    if cell is None or cell.value is None:
        return ""
    if cell.type is Type.NUMBER and isinstance(cell.value, float):
        return f"{cell.value:.15g}"
    return str(cell.value).strip()
