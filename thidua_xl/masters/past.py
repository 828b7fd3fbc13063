"""A master of another time, as values: what its sheets show, by unit and code. Pure values; read by past_reading."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from thidua_xl.rulebook.models import Rulebook
from thidua_xl.submission import Raw


@dataclass(frozen=True, slots=True)
class PastUnit:
    """A unit's place. Without a scorecard the totals are None; ``reason`` says why it is not ranked."""

    code: str
    name: str
    group: str = ""
    main: Decimal | None = None
    bonus: Decimal | None = None
    deduction: Decimal | None = None
    total: Decimal | None = None
    rank: int | None = None
    tied: bool = False
    provisional: bool = False
    class_name: str = ""
    because: str = ""  # of `Xếp hạng`: what decided the place, or why there is none
    points: Mapping[str, Decimal] = field(default_factory=dict)  # final ones by criterion code

    @property
    def sent(self) -> bool:
        """Was there a submission that could be used?"""
        return self.total is not None or bool(self.points)


@dataclass(frozen=True, slots=True)
class PastAward:
    """A row of `Đề nghị`. ``decision`` is the meeting's word, "" where it has not decided."""

    award: str
    unit: str
    proposed: bool
    because: str = ""
    decision: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PastFinding:
    """A row of `Sai lệch`, in the words of the sheet."""

    code: str
    is_error: bool
    is_open: bool
    unit: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    message: str = ""
    fix: str = ""
    handling: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PastFile:
    """A row of `Nhật ký`; ``status`` in the words of the sheet."""

    path: str
    sha256: str
    unit: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """Everything a master says. ``file`` is what it is called; units stand in the order of the rulebook."""

    file: str
    rulebook: Rulebook
    units: Mapping[str, PastUnit]
    figures: Mapping[tuple[str, str], Mapping[str, Decimal]] = field(default_factory=dict)  # (unit, figure): by kind
    awards: tuple[PastAward, ...] = ()
    registers: Mapping[str, Mapping[str, tuple[Mapping[str, Raw], ...]]] = field(default_factory=dict)  # sheet: unit
    findings: tuple[PastFinding, ...] = ()
    files: tuple[PastFile, ...] = ()
    rulebook_file: str = ""
    made_at: datetime | None = None
    closed: str = ""  # when it was closed, "" = open

    @property
    def ranked(self) -> int:
        """How many units are ranked."""
        return sum(1 for unit in self.units.values() if unit.rank is not None)

    def of_group(self, group: str) -> int:
        """How many units are ranked in a group."""
        return sum(1 for unit in self.units.values() if unit.rank is not None and unit.group == group)

    @property
    def waiting(self) -> list[PastUnit]:
        """The units of which nothing usable has come."""
        return [unit for unit in self.units.values() if not unit.sent]

    @property
    def open_errors(self) -> list[PastFinding]:
        """The errors still open."""
        return [finding for finding in self.findings if finding.is_open]

    def decided(self, unit: str) -> list[str]:
        """The awards the meeting gave a unit."""
        return [row.award for row in self.awards if row.unit == unit and row.decision == "Có"]

    def undecided(self, unit: str) -> list[str]:
        """The awards proposed for a unit of which the meeting has not decided."""
        return [row.award for row in self.awards if row.unit == unit and row.proposed and not row.decision]

    def figure(self, unit: str, code: str, kind: str) -> Decimal | None:
        """A figure of a unit: ``kind`` is target, result or before."""
        return self.figures.get((unit, code), {}).get(kind)


def latest_first(pasts: Iterable[Past]) -> list[Past]:
    """By the dates of their periods, the last one first."""
    return sorted(pasts, key=lambda past: (past.rulebook.end, past.rulebook.start), reverse=True)
