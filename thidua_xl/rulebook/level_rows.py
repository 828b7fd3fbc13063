"""The sheet `Mức`: levels, ranges and bands, gathered under their criteria."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thidua_xl.points import decimals, vietnamese
from thidua_xl.rulebook.criteria_rows import CriterionRow, by_code
from thidua_xl.rules.levels import Band, Level, edge_key, gap_between, overlapping
from thidua_xl.rules.measures import WHOLE_NUMBERS
from thidua_xl.rules.vocabulary import Measure, Part, Way
from thidua_xl.sheets.desk import Desk, meant
from thidua_xl.sheets.rulebook import LEVELS
from thidua_xl.sheets.table import Row, Table
from thidua_xl.sheets.words import NO, YES
from thidua_xl.text.numbers import Kind
from thidua_xl.text.vietnamese import fold

FRAMES = (Way.FRAME, Way.MINUS_FRAME)
LEVEL_WAYS = (Way.LEVEL, Way.BANDS, *FRAMES)
MOST = 40  # levels of a line: its formula nests one IF a level in some others, and Excel allows 64 in all
LONGEST_NAME = 250  # characters a formula may hold in one text
BAND_COLUMNS = ("low", "low_in", "high", "high_in")
PERCENTS = (Measure.RATIO, Measure.SHORT, Measure.OVER)


@dataclass(slots=True)
class LevelRow:
    """One row of the sheet as typed."""

    row: Row
    name: str
    points: Decimal
    upto: Decimal
    consequence: str


class Levels:
    """The levels of every criterion, read once its way is known."""

    def __init__(self, desk: Desk, table: Table | None, criteria: Iterable[CriterionRow], digits: int) -> None:
        self.desk = desk
        self.digits = digits
        criteria = list(criteria)
        self.criteria = by_code(criteria)
        self.unsound = {fold(criterion.code) for criterion in criteria} - set(self.criteria)
        self.rows: dict[str, list[Row]] = {}
        for row in table.rows() if table else ():
            self._file(row)

    def _file(self, row: Row) -> None:
        code = self.desk.code(row, LEVELS.column("criterion"))
        found = self.criteria.get(fold(code))
        if not code:
            if "criterion" not in row.cells:
                self.desk.report("TD-THIEU-MA", row, "criterion", noi_dung=self.desk.text(row, LEVELS.column("name")))
        elif found is None and fold(code) in self.unsound:
            return  # its criterion has its own finding
        elif found is None:
            near = meant(code, (criterion.code for criterion in self.criteria.values()))
            self.desk.report("TD-MA-KHONG-CO", row, "criterion", ghi=code, loai="tiêu chí", y=near)
        elif found.way not in LEVEL_WAYS:
            self.desk.report("TD-MUC-THUA", row, "criterion", ma=found.code, cach=str(found.way))
        else:
            self.rows.setdefault(fold(found.code), []).append(row)

    def _common(self, found: CriterionRow, row: Row, cases: Iterable[str]) -> LevelRow | None:
        desk, column = self.desk, LEVELS.column
        name = desk.text(row, column("name"))
        if len(name) > LONGEST_NAME:
            desk.report("TD-TEN-MUC-QUA-DAI", row, "name", dai=str(len(name)), toi_da=str(LONGEST_NAME))
        points = desk.number(row, column("points"), Kind.POINTS)
        upto = desk.number(row, column("upto"), Kind.POINTS)
        consequence = desk.codes(row, column("consequence"), cases, "điều kiện")
        if len(consequence) > 1:
            both = "; ".join(consequence)
            desk.report("TD-MA-KHONG-CO", row, "consequence", ghi=both, loai="điều kiện", y="")
        if points is None:
            if "points" not in row.cells:
                desk.report("TD-THIEU-DIEM-MUC", row, "points", ma=found.code)
            return None
        if "upto" in row.cells and found.way not in FRAMES:
            desk.report("TD-COT-KHONG-DUNG", row, "upto", cot="Điểm đến", cach=str(found.way))
        level = LevelRow(row, name, points, points if upto is None else upto, consequence[0] if consequence else "")
        self._check_points(found, level)
        return level

    def _check_points(self, found: CriterionRow, level: LevelRow) -> None:
        maximum = found.numbers["maximum"]
        for key, points in (("points", level.points), ("upto", level.upto)):
            if key == "upto" and level.upto == level.points:
                continue
            header = LEVELS.column(key).header
            if decimals(points) > self.digits:
                shown = vietnamese(points)
                self.desk.report("TD-QUA-LE", level.row, key, cot=header, ghi=shown, so=str(self.digits))
            if maximum is not None and points > maximum:
                facts = {"ghi": vietnamese(points), "toi_da": vietnamese(maximum), "ma": found.code}
                self.desk.report("TD-MUC-VUOT-TOI-DA", level.row, key, **facts)
            if points < 0 and found.part is Part.DEDUCTION:
                self.desk.report("TD-PHAI-GHI-DUONG", level.row, key, cot=header, ghi=vietnamese(points))
        if level.upto < level.points:
            facts = {"tu": vietnamese(level.points), "den": vietnamese(level.upto)}
            self.desk.report("TD-KHUNG-NGUOC", level.row, "upto", **facts)

    def levels(self, found: CriterionRow, cases: Iterable[str]) -> tuple[Level, ...]:
        """The levels a person chooses from, in reading order."""
        cases = tuple(cases)
        rows = self.rows.get(fold(found.code), [])
        self._check_count(found, rows)
        levels: dict[str, Level] = {}
        for row in rows:
            self._check_no_edges(found, row)
            level = self._common(found, row, cases)
            if level is None:
                continue
            if not level.name and len(rows) > 1:
                self.desk.report("TD-MUC-KHONG-TEN", row, "name", ma=found.code)
            if fold(level.name) in levels:
                self.desk.report("TD-MUC-TRUNG", row, "name", ma=found.code, ten=level.name)
            levels[fold(level.name)] = Level(level.name, level.points, level.upto, level.consequence or None)
        return tuple(levels.values())

    def _check_count(self, found: CriterionRow, rows: list[Row]) -> None:
        if not rows:
            self.desk.sheet, sheet = "Tiêu chí", self.desk.sheet
            self.desk.report("TD-THIEU-MUC-CUA-TIEU-CHI", found.row, "way", ma=found.code, cach=str(found.way))
            self.desk.sheet = sheet
        elif len(rows) > MOST:
            self.desk.report("TD-QUA-NHIEU-MUC", rows[MOST], "criterion", ma=found.code, toi_da=str(MOST))

    def _check_no_edges(self, found: CriterionRow, row: Row) -> None:
        for key in BAND_COLUMNS:
            if key in row.cells:
                header = LEVELS.column(key).header
                self.desk.report("TD-COT-KHONG-DUNG", row, key, cot=header, cach=str(found.way))

    def bands(self, found: CriterionRow, measure: Measure, cases: Iterable[str]) -> tuple[Band, ...]:
        """The bands of a measure, from the lowest; overlaps are errors, gaps warnings."""
        cases = tuple(cases)
        rows = self.rows.get(fold(found.code), [])
        self._check_count(found, rows)
        before = len(self.desk.findings)
        read = [(row, self._band(found, measure, row, cases)) for row in rows]
        wrong = {finding.where.cell for finding in self.desk.findings[before:]}
        if any(band is None or wrong & {row.where(key) for key in BAND_COLUMNS} for row, band in read):
            return tuple(band for _, band in read if band)  # with an edge in doubt nobody knows what is next to what
        placed = sorted(((band, row) for row, band in read if band), key=lambda pair: edge_key(pair[0]))
        whole = measure in WHOLE_NUMBERS
        for (lower, _), (upper, row) in itertools.pairwise(placed):
            facts = {"ma": found.code, "mot": lower.said(whole=whole), "hai": upper.said(whole=whole)}
            if overlapping(lower, upper, whole=whole):
                self.desk.report("TD-MUC-CHONG", row, "low", **facts)
            elif gap_between(lower, upper, whole=whole):
                self.desk.report("TD-MUC-HO", row, "low", **facts)
        self._check_ends(found, measure, placed)
        return tuple(band for band, _ in placed)

    def _check_ends(self, found: CriterionRow, measure: Measure, placed: list[tuple[Band, Row]]) -> None:
        """What lies below the first band or above the last one also falls between no bands."""
        if not placed:
            return
        (first, first_row), (last, last_row) = placed[0], placed[-1]
        starts_at_zero = measure is not Measure.VALUE and first.low is not None and first.low <= 0
        from_zero = starts_at_zero and (first.low_in or (first.low or 0) < 0)
        facts = {"ma": found.code}
        if first.low is not None and not from_zero:
            self.desk.report("TD-MUC-HO-DUOI", first_row, "low", **facts, tu=vietnamese(first.low))
        most = 100 if measure is Measure.SHORT else None  # nothing falls short by more
        full = last.high is None or (most is not None and (last.high > most or (last.high == most and last.high_in)))
        if last.high is not None and not full:
            self.desk.report("TD-MUC-HO-TREN", last_row, "high", **facts, den=vietnamese(last.high))

    def _band(self, found: CriterionRow, measure: Measure, row: Row, cases: tuple[str, ...]) -> Band | None:
        level = self._common(found, row, cases)
        low, high = self._edge(row, "low", measure), self._edge(row, "high", measure)
        low_in = self.desk.word(row, LEVELS.column("low_in"), YES) == YES
        high_default = YES if measure in WHOLE_NUMBERS else NO
        high_in = self.desk.word(row, LEVELS.column("high_in"), high_default) == YES
        if level is None:
            return None
        if low is not None and high is not None and low >= high:
            if low > high:
                self.desk.report("TD-KHOANG-NGUOC", row, "high", tu=vietnamese(low), den=vietnamese(high))
                return None
            low_in = high_in = True  # Từ = Đến is that one value
        return Band(low, low_in, high, high_in, level.points, level.name, level.consequence or None)

    def _edge(self, row: Row, key: str, measure: Measure) -> Decimal | None:
        kind = Kind.PERCENT if measure in PERCENTS else Kind.COUNT if measure in WHOLE_NUMBERS else Kind.NUMBER
        return self.desk.number(row, LEVELS.column(key), kind)
