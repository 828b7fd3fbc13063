"""The rulebook: what a bloc agreed, as frozen models. Reading and checking it is done elsewhere."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, PlainSerializer, PlainValidator

from thidua_xl.rules import Rule, rule_of, text_of
from thidua_xl.rules.vocabulary import NotArising, Part, Way
from thidua_xl.sheets import words
from thidua_xl.text.vietnamese import fold


class Model(BaseModel):
    """Frozen, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _rule(value: object) -> Rule:
    return value if isinstance(value, Rule) else rule_of(str(value))


RuleText = Annotated[Rule, PlainValidator(_rule), PlainSerializer(text_of)]


class Unit(Model):
    """A competitor: an agency, a team or a person."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str = ""
    group: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""


class Figure(Model):
    """A figure each unit reports; ``targets`` are the assigned ones by unit code."""

    code: str
    name: str
    measured_in: str = ""
    kind: str = words.REAL
    units: tuple[str, ...] = ()
    targets: dict[str, Decimal] = {}

    def applies_to(self, unit: str) -> bool:
        """Does this unit report the figure?"""
        return not self.units or unit in self.units


class Criterion(Model):
    """One line of the table. ``code`` is "" on explanatory rows, which have no rule."""

    code: str
    number: str = ""
    text: str
    maximum: Decimal | None = None
    part: Part = Part.MAIN
    way: Way
    rule: RuleText | None = None
    evidence: str = words.EVIDENCE_NONE
    figure: str = ""
    units: tuple[str, ...] = ()
    period: str = words.BOTH
    registered: bool = False
    measured_in: str = ""
    in_charge: str = ""
    authority: str = ""

    @property
    def is_note(self) -> bool:
        """An explanatory row: no points, no input."""
        return self.way is Way.NOTE

    @property
    def is_sum(self) -> bool:
        """A row that adds its children."""
        return self.way is Way.SUM

    @property
    def depth(self) -> int:
        """0 for sections, 1 for their lines …"""
        return self.code.count(".")


class CrossCheck(Model):
    """A comparison between figures (`Đối chiếu`); the tolerance is a number, or percent of the right side."""

    code: str
    text: str = ""
    left: str
    comparison: str
    right: str
    tolerance: Decimal = Decimal(0)
    tolerance_percent: bool = False
    gravity: str = words.GRAVE
    units: tuple[str, ...] = ()


class ClassRow(Model):
    """One row of `Xếp loại`."""

    name: str
    start: Decimal | None = None
    below: Decimal | None = None
    line_floor: Decimal | None = None
    must_meet: tuple[str, ...] = ()
    least_met: int | None = None
    short_by: Decimal | None = None


class Exclusion(Model):
    """A case that excludes a unit: from everything, from an award, or from a class and those above it."""

    code: str
    text: str
    effect: str


class Award(Model):
    """A title or form of commendation the bloc proposes (rulebook.md, `Danh hiệu`)."""

    order: int
    name: str
    form: str = ""
    quota: Decimal | None = None
    quota_percent: bool = False
    quota_of: str = words.RANKED_UNITS
    quota_rounding: str = words.DOWN
    scope: str = ""
    least_points: Decimal | None = None
    least_class: str = ""
    last_rank: int | None = None
    vote: Decimal | None = None
    vote_of: str = words.MEMBERS
    strictly: bool = False
    quorum: Decimal | None = None
    not_with: tuple[str, ...] | None = None
    in_force: date | None = None
    until: date | None = None
    authority: str = ""

    def counts_on(self, day: date) -> bool:
        """Is the row in force on this day?"""
        return (self.in_force is None or self.in_force <= day) and (self.until is None or day <= self.until)


class Metric(Model):
    """One measure of `Ưu tiên khi bằng điểm`: its kind (a word) and the code it names."""

    kind: str
    code: str = ""

    def said(self) -> str:
        """As the rulebook writes it."""
        return f"{self.kind} {self.code}".strip()


class _Table(NamedTuple):
    """The rows one unit has, in reading order, and their codes."""

    rows: tuple[Criterion, ...]
    codes: frozenset[str]


class Rulebook(Model):
    """Everything the bloc agreed. ``rows`` holds all rows of the table; use ``lines`` for those of the period."""

    bloc: str
    period: str
    period_kind: str
    start: date
    end: date
    due: date | None = None
    authority: str
    declared_scale: Decimal | None = None
    digits: int = 2
    bonus_cap: Decimal | None = None
    not_arising: NotArising = NotArising.NEVER
    rescale: bool = True
    precedence: tuple[Metric, ...] = ()
    final: str = words.ASSESSED
    self_gap: Decimal | None = None
    combine: str = words.MEAN
    units: tuple[Unit, ...]
    rows: tuple[Criterion, ...]
    figures: tuple[Figure, ...] = ()
    cross_checks: tuple[CrossCheck, ...] = ()
    classes: tuple[ClassRow, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    awards: tuple[Award, ...] = ()

    @cached_property
    def _by_code(self) -> dict[str, Criterion]:
        return {fold(row.code): row for row in self.rows if row.code and not row.is_note}

    def criterion(self, code: str) -> Criterion | None:
        """The row of a code, folded; in the period or not."""
        return self._by_code.get(fold(code))

    def parent(self, row: Criterion) -> Criterion | None:
        """The row above: the code without its last dotted part."""
        return self._parents.get(row.code)

    @cached_property
    def _parents(self) -> dict[str, Criterion | None]:
        return {row.code: self._by_code.get(fold(row.code.rpartition(".")[0])) for row in self.rows if not row.is_note}

    def above(self, row: Criterion) -> Iterator[Criterion]:
        """The row itself, then every row above it."""
        current: Criterion | None = row
        while current is not None:
            yield current
            current = self.parent(current)

    @cached_property
    def lines(self) -> tuple[Criterion, ...]:
        """The rows with points that exist in this period: lines and sums, in reading order."""
        return tuple(row for row in self.rows if not row.is_note and self._in_period(row))

    def _in_period(self, row: Criterion) -> bool:
        return all(above.period in (words.BOTH, self.period_kind) for above in self.above(row))

    @cached_property
    def leaves(self) -> tuple[Criterion, ...]:
        """The lines a unit fills in."""
        return tuple(row for row in self.lines if not row.is_sum)

    @cached_property
    def _children(self) -> dict[str, tuple[Criterion, ...]]:
        children: dict[str, list[Criterion]] = {}
        for row in self.lines:
            parent = self.parent(row)
            if parent:
                children.setdefault(parent.code, []).append(row)
        return {code: tuple(rows) for code, rows in children.items()}

    def children(self, row: Criterion) -> tuple[Criterion, ...]:
        """The rows directly under a sum, in this period."""
        return self._children.get(row.code, ())

    @cached_property
    def sections(self) -> tuple[Criterion, ...]:
        """The top-level rows of the period."""
        return tuple(row for row in self.lines if row.depth == 0)

    def has(self, unit: str, row: Criterion) -> bool:
        """Does the unit have this row in this period? A sum none of whose lines are the unit's, it has not."""
        return row.code in self._table_of(unit).codes

    def lines_of(self, unit: str) -> tuple[Criterion, ...]:
        """The rows the unit has, in reading order."""
        return self._table_of(unit).rows

    def _table_of(self, unit: str) -> _Table:
        """Made when it is first asked for: whoever reads one unit's workbook needs one of hundreds.

        Raises KeyError for a unit the bloc has not.
        """
        known = self._tables.get(unit)
        if known is None:
            if all(one.code != unit for one in self.units):
                raise KeyError(unit)
            rows = tuple(row for row in self.lines if self._allows(unit, row))
            known = self._tables[unit] = _Table(rows, frozenset(row.code for row in rows))
        return known

    @cached_property
    def _tables(self) -> dict[str, _Table]:
        return {}

    def _allows(self, unit: str, row: Criterion) -> bool:
        if not all(not above.units or unit in above.units for above in self.above(row)):
            return False
        return not row.is_sum or any(self._allows(unit, child) for child in self.children(row))

    @cached_property
    def _units_by_code(self) -> dict[str, Unit]:
        return {fold(unit.code): unit for unit in self.units}

    def unit(self, code: str) -> Unit | None:
        """The unit of a code, folded."""
        return self._units_by_code.get(fold(code))

    @cached_property
    def figures_by_code(self) -> dict[str, Figure]:
        """The figures by their code."""
        return {figure.code: figure for figure in self.figures}
