"""A line's rule: a form, with what is common to all forms — the sign, rounding, blanks and not arising."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua_xl.points import rounded
from thidua_xl.rules.bands import Bands
from thidua_xl.rules.choice import Choice
from thidua_xl.rules.formulas import NO_SCORE, is_blank, number
from thidua_xl.rules.inputs import Bounds, Cells, Finish, Inputs, Outcome, Pending, Problem, State
from thidua_xl.rules.linear import Linear
from thidua_xl.rules.peers import Peers, Runner
from thidua_xl.rules.sums import Sum
from thidua_xl.rules.typed import Direct, Frame, Inherited
from thidua_xl.rules.vocabulary import Measure, NotArising, Part

AnyForm = Sum | Choice | Bands | Linear | Direct | Frame | Inherited | Peers


@dataclass(frozen=True, slots=True)
class Rule:
    """How one line is scored. ``digits`` are kept, half away from zero; deductions score negative."""

    form: AnyForm
    part: Part
    maximum: Decimal | None
    digits: int = 2
    not_arising: NotArising = NotArising.NEVER

    def score(self, inputs: Inputs) -> Outcome:
        """The outcome of one line's inputs (scoring.md 4)."""
        if inputs.not_arising and (self.part is Part.MAIN or not self.is_blank(inputs)):
            return self._not_arisen(inputs)
        if self.is_blank(inputs):
            if self.part is not Part.MAIN:
                return Outcome(State.SCORED, rounded(0, self.digits))
            return Outcome(State.BLANK, None, Problem("TD-CHUA-CHAM", {}))
        figure = self.form.figure(inputs)
        if isinstance(figure, Problem):
            return Outcome(State.ERROR, None, figure)
        if isinstance(figure, Pending):
            return Outcome(State.PENDING)
        return Outcome(State.SCORED, self.points(figure.points), None, figure.consequence)

    def _not_arisen(self, inputs: Inputs) -> Outcome:
        if not self.is_blank(inputs):
            return Outcome(State.ERROR, None, Problem("TD-KPS-CO-KET-QUA", {}))
        if self.not_arising is NotArising.FULL and self.maximum is not None:
            return Outcome(State.NOT_ARISING, rounded(self.maximum, self.digits))
        if self.not_arising is NotArising.ZERO:
            return Outcome(State.NOT_ARISING, rounded(0, self.digits))
        if self.not_arising is NotArising.DROP:
            return Outcome(State.DROPPED)
        return Outcome(State.ERROR, None, Problem("TD-KPS-KHONG-DUOC", {}))

    def is_blank(self, inputs: Inputs) -> bool:
        """No input at all: a target alone is not one, nor typed points on a computed way."""
        typed = inputs.typed if "typed" in self.form.reads else None
        return inputs.result is None and inputs.times is None and typed is None

    def points(self, figure: Fraction | Decimal) -> Decimal:
        """A figure as points: rounded, negative in a deduction."""
        return rounded(-figure if self.part is Part.DEDUCTION else figure, self.digits)

    def total(self, children: Iterable[Decimal]) -> Decimal:
        """The points of a sum row from its children's points, both signed."""
        assert isinstance(self.form, Sum)
        sign = -1 if self.part is Part.DEDUCTION else 1
        return self.points(self.form.total(sign * child for child in children).points)

    def compared(self, runners: Sequence[Runner]) -> list[Decimal]:
        """The points of one group's units on a peers line."""
        assert isinstance(self.form, Peers)
        return [self.points(figure) for figure in self.form.compared(runners)]

    def bounds(self) -> Bounds:
        """Between which points, signed, an assessed score must lie (scoring.md 7)."""
        bounds = self.form.bounds(self.maximum)
        if self.part is not Part.DEDUCTION:
            return bounds
        return Bounds(_negative(bounds.high), _negative(bounds.low))

    def step(self) -> Decimal | None:
        """The step of typed points."""
        return self.form.step if isinstance(self.form, Direct | Frame) else None

    @property
    def reads_a_day(self) -> bool:
        """Is the result a date: how late something came?"""
        return isinstance(self.form, Linear | Bands) and self.form.gauge.measure is Measure.LATE

    def sentence(self) -> str:
        """The rule in natural Vietnamese."""
        return self.form.sentence(self.part, self.maximum)

    def formula(self, cells: Cells) -> str:
        """The line's score as a native formula, without its ``=``; ``""`` where there is no score."""
        finish = Finish(self.digits, self.part)
        if isinstance(self.form, Sum):
            return self.form.formula(cells, finish)
        inputs = [cells.result, cells.times] + ([cells.typed] if "typed" in self.form.reads else [])
        nothing = is_blank(*inputs)
        scored = self.form.formula(cells, finish)
        empty = NO_SCORE if self.part is Part.MAIN else "0"
        marked = f"IF({is_marked(cells.not_arising)},IF({nothing},{self._unarisen()},{NO_SCORE}),{NO_SCORE})"
        line = f"IF({is_blank(cells.not_arising)},IF({nothing},{empty},{scored}),{marked})"
        if "target" in self.form.reads:  # a blank or marked line does not read it, yet an error there is no 0
            line = f"IF(ISERROR({cells.target}),{NO_SCORE},{line})"
        return f"IFERROR({line},{NO_SCORE})"

    def _unarisen(self) -> str:
        if self.part is not Part.MAIN or self.not_arising is NotArising.ZERO:
            return "0"
        if self.not_arising is NotArising.FULL and self.maximum is not None:
            return number(self.maximum)
        return NO_SCORE


def is_marked(cell: str) -> str:
    """Is the mark of not arising there: `x`, `Có`, TRUE?"""
    return f'IF(ISLOGICAL({cell}),{cell},OR(TRIM({cell})="x",TRIM({cell})="Có"))'


def _negative(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value if value else value
