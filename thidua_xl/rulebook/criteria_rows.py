"""The sheet `Tiêu chí`, row by row: cells become typed values; codes, parents and parts are settled."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from thidua_xl.rules.vocabulary import UNBOUNDED, Excess, Measure, NotArising, Part, Way, Whole
from thidua_xl.rules.ways import Bound
from thidua_xl.sheets.desk import Desk
from thidua_xl.sheets.rulebook import CRITERIA
from thidua_xl.sheets.table import Row, Table
from thidua_xl.text.numbers import Kind
from thidua_xl.text.vietnamese import fold


@dataclass(slots=True)
class CriterionRow:
    """One row of the sheet as typed; "" and None are blank."""

    row: Row
    code: str = ""
    text: str = ""
    part: Part = Part.MAIN
    way: Way = Way.DIRECT
    values: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, Decimal | None] = field(default_factory=dict)
    bounds: dict[str, Bound] = field(default_factory=dict)
    deadline: date | None = None
    units: tuple[str, ...] = ()
    sound: bool = True  # False where the row cannot become a criterion

    @property
    def measure(self) -> Measure | None:
        """The measure, where one is written."""
        written = self.values["measure"]
        return Measure(written) if written else None

    @property
    def whole(self) -> Whole:
        """How the measure is made whole."""
        return Whole(self.values["whole"] or Whole.NO)

    @property
    def excess(self) -> Excess:
        """How peers' excess is reckoned."""
        return Excess(self.values["excess"] or Excess.RATIO)

    @property
    def not_arising(self) -> NotArising | None:
        """The line's own word, if any."""
        written = self.values["not_arising"]
        return NotArising(written) if written else None

    def has(self, key: str) -> bool:
        """Is anything written in this column?"""
        return key in self.row.cells


def read_rows(desk: Desk, table: Table, units: Iterable[str]) -> list[CriterionRow]:
    """Every row that holds something, with its findings at the desk."""
    known = tuple(units)
    rows = [_row(desk, row, known) for row in table.rows()]
    _settle_codes(desk, rows)
    _settle_parts(desk, rows)
    _settle_ways(desk, rows)
    return rows


WORDS = ("part", "way", "measure", "whole", "excess", "evidence", "not_arising", "period", "registered")
TEXTS = ("number", "measured_in", "in_charge", "authority")
POINTS = ("maximum", "start", "step")


def _row(desk: Desk, row: Row, units: tuple[str, ...]) -> CriterionRow:
    column = CRITERIA.column
    found = CriterionRow(row, desk.code(row, column("code")), desk.text(row, column("text")))
    found.values = {key: desk.word(row, column(key)) for key in WORDS}
    found.values |= {key: desk.text(row, column(key)) for key in TEXTS}
    found.values["figure"] = desk.code(row, column("figure"))
    found.numbers = {key: desk.number(row, column(key), Kind.POINTS) for key in POINTS}
    found.numbers["factor"] = desk.number(row, column("factor"))
    found.numbers["ratio_floor"] = desk.number(row, column("ratio_floor"), Kind.PERCENT)
    found.bounds = {key: _bound(desk, row, key) for key in ("floor", "ceiling")}
    found.deadline = desk.day(row, column("deadline"))
    before = len(desk.findings)
    found.units = desk.codes(row, column("units"), units, "đơn vị")
    if found.has("units") and not found.units:  # nobody's line must not become everybody's
        if len(desk.findings) == before:
            desk.report("TD-MA-KHONG-CO", row, "units", ghi=desk.text(row, column("units")), loai="đơn vị", y="")
        found.sound = False
    return found


def _bound(desk: Desk, row: Row, key: str) -> Bound:
    column = CRITERIA.column(key)
    cell = row.cells.get(key)
    if cell and isinstance(cell.value, str) and fold(cell.value) == fold(UNBOUNDED):
        return UNBOUNDED
    return desk.number(row, column, Kind.POINTS)


def _settle_codes(desk: Desk, rows: list[CriterionRow]) -> None:
    seen: dict[str, CriterionRow] = {}
    for found in rows:
        note = found.values["way"] == Way.NOTE
        if not found.code:
            if not found.has("code") and not note:
                desk.report("TD-THIEU-MA", found.row, "code", noi_dung=found.text[:60])
            found.sound = found.sound and note
            continue
        if not found.text:
            desk.report("TD-THIEU-NOI-DUNG", found.row, "text", ma=found.code)
        first = seen.setdefault(fold(found.code), found)
        if first is not found:
            desk.report("TD-MA-TRUNG", found.row, "code", ma=found.code, o=first.row.where("code"))
            found.sound = False
    for found in rows:
        head, dot, _ = found.code.rpartition(".")
        note = found.values["way"] == Way.NOTE  # nobody's child
        if dot and found.sound and not note and fold(head) not in seen:
            desk.report("TD-THIEU-DONG-CHA", found.row, "code", ma=found.code, cha=head)
            found.sound = False


def by_code(rows: Iterable[CriterionRow]) -> dict[str, CriterionRow]:
    """The sound rows with points, by folded code."""
    return {fold(found.code): found for found in rows if found.code and found.sound}


def _top(found: CriterionRow) -> str:
    return fold(found.code.partition(".")[0])


def _settle_parts(desk: Desk, rows: list[CriterionRow]) -> None:
    """Nhóm điểm stands on sections; on other rows it is blank or the section's own word."""
    known = by_code(rows)
    for found in rows:
        section = known.get(_top(found))
        word = section.values["part"] if section else ""
        found.part = Part(word) if word else Part.MAIN
        written = found.values["part"]
        if section is not found and written and written != found.part:
            desk.report("TD-NHOM-DIEM-KHAC-MUC", found.row, "part", ghi=written, muc=str(found.part))


def _settle_ways(desk: Desk, rows: list[CriterionRow]) -> None:
    """Rows with children are `Cộng`; `Diễn giải` rows are nobody's parents or children."""
    known = by_code(rows)
    parents = {
        fold(found.code.rpartition(".")[0])
        for found in known.values()
        if "." in found.code and found.values["way"] != Way.NOTE
    }
    for found in rows:
        has_children = bool(found.code) and fold(found.code) in parents
        written = found.values["way"]
        found.way = Way(written) if written else (Way.SUM if has_children else Way.DIRECT)
        if has_children and found.way is not Way.SUM:
            desk.report("TD-DONG-CHA-PHAI-CONG", found.row, "way", ma=found.code, ghi=str(found.way))
            found.sound = False
        if found.way is Way.SUM and not has_children and found.code:
            desk.report("TD-CONG-KHONG-CO-DONG-CON", found.row, "way", ma=found.code)
            found.sound = False
