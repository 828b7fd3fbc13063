"""What a line's rule is given, and what it answers. Values, never exceptions."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from thidua_xl.rules.vocabulary import Part

Value = Decimal | str | date | None


@dataclass(frozen=True, slots=True)
class Inputs:
    """One line's cells, already read: None is blank, a str is a word (a level, `Không nộp` or a mistake)."""

    result: Value = None
    target: Value = None
    times: Value = None
    typed: Value = None
    not_arising: bool = False

    def __reduce__(self) -> tuple[type["Inputs"], tuple[Value, Value, Value, Value, bool]]:
        """Half as long as a dataclass takes by itself: a bloc has dozens of these for each unit."""
        return Inputs, (self.result, self.target, self.times, self.typed, self.not_arising)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line has no score: a finding code and its facts (the place is the caller's)."""

    code: str
    facts: dict[str, str] = field(default_factory=dict)


class Pending:
    """The score waits for the other units (peers form)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Points as reckoned: exact, unrounded, without the sign of deductions.

    ``consequence`` is the exclusion case that the chosen level triggers.
    """

    points: Fraction
    consequence: str | None = None


Reckoned = Figure | Problem | Pending


class State(StrEnum):
    """What became of a line (cli.md)."""

    SCORED = "scored"
    BLANK = "blank"
    ERROR = "error"
    PENDING = "pending"
    NOT_ARISING = "not_arising"
    DROPPED = "dropped"
    NOT_ASSIGNED = "not_assigned"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A line's answer: its state, its signed and rounded points (None = no score) and what is wrong."""

    state: State
    points: Decimal | None = None
    problem: Problem | None = None
    consequence: str | None = None


@dataclass(frozen=True, slots=True)
class Cells:
    """Where a native formula finds the inputs: expressions such as ``INDEX($H$1:$H$90,ROW())``."""

    result: str
    target: str
    times: str
    typed: str
    not_arising: str
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that may be wrong on a line, as a condition of a formula; the code is the one of a Problem.

    Faults are tested in order: a later one may rely on the earlier ones being false.
    """

    condition: str
    code: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and greatest figure, None = no bound."""

    low: Decimal | None
    high: Decimal | None

    def clamp(self, points: Fraction) -> Fraction:
        """``points`` held within the bounds."""
        if self.low is not None:
            points = max(points, Fraction(self.low))
        if self.high is not None:
            points = min(points, Fraction(self.high))
        return points


class Form(Protocol):
    """One of the six forms: it scores, writes itself as a native formula and says itself in Vietnamese."""

    def figure(self, inputs: Inputs) -> Reckoned:
        """The points of non-blank inputs, before rounding and sign."""

    def formula(self, cells: Cells, finish: "Finish") -> str:
        """The same as an expression of a spreadsheet: a number, or ``""`` where there is no score."""

    def faults(self, cells: Cells) -> list[Fault]:
        """Why there is no score, in the order in which ``figure`` finds it; the last one needs no condition."""

    def sentence(self, part: Part, maximum: Decimal | None) -> str:
        """The rule in natural Vietnamese, without a final stop."""

    def bounds(self, maximum: Decimal | None) -> Bounds:
        """Between which figures an assessed score must lie."""

    @property
    def reads(self) -> frozenset[str]:
        """The columns it reads, of result, target, times, typed."""


@dataclass(frozen=True, slots=True)
class Finish:
    """How a formula's figure becomes points: rounded to ``digits``, negative in a deduction."""

    digits: int
    part: Part

    def __call__(self, expression: str) -> str:
        """``0-ROUND(…)`` and not ``-ROUND(…)``: a spreadsheet must not show -0."""
        points = f"ROUND({expression},{self.digits})"
        return f"0-{points}" if self.part is Part.DEDUCTION else points
