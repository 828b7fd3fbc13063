"""A unit's scorecard: what became of each line, and its totals. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from thidua_xl.rules.inputs import Inputs, Problem, State


@dataclass(frozen=True, slots=True)
class LineScore:
    """One line or sum row. ``score`` is the recomputed one, ``final`` what counts (None = no score)."""

    state: State
    score: Decimal | None = None
    assessed: Decimal | None = None
    final: Decimal | None = None
    problem: Problem | None = None
    consequence: str | None = None
    settled: bool = False  # the assessed points are the ones that count (never with `Điểm chốt` = `Tự chấm`)

    @property
    def arises(self) -> bool:
        """Does the line count for this unit? Assessed points that count override a claim that it did not arise."""
        return self.settled or self.state not in (State.NOT_ARISING, State.DROPPED, State.NOT_ASSIGNED)

    @property
    def dropped(self) -> bool:
        """Is it left out of the scale?"""
        return self.state is State.DROPPED and not self.settled


@dataclass(frozen=True, slots=True)
class Totals:
    """The parts of a unit's points; ``main`` after re-scaling, ``bonus`` after its cap, ``deduction`` ≤ 0."""

    main: Decimal
    bonus: Decimal
    deduction: Decimal
    total: Decimal


@dataclass(slots=True)
class Scorecard:
    """Everything reckoned for one unit. ``totals`` is None where the unit cannot be scored (R = 0)."""

    unit: str
    lines: dict[str, LineScore]
    totals: Totals | None
    inputs: Mapping[str, Inputs] = field(default_factory=dict)
    class_name: str | None = None
    excluded_by: tuple[str, ...] = ()  # codes of exclusions that happened
