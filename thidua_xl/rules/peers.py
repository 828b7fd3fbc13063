"""The peers form: `So với đơn vị dẫn đầu` (scoring.md, last section)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua_xl.points import vietnamese
from thidua_xl.rules.formulas import is_blank, not_number, text, when
from thidua_xl.rules.inputs import Bounds, Cells, Fault, Finish, Inputs, Pending, Problem, Reckoned
from thidua_xl.rules.measures import checked_number, number_faults
from thidua_xl.rules.vocabulary import WAITING, Excess, Part


@dataclass(frozen=True, slots=True)
class Runner:
    """One unit's usable result and target on a peers line; target 0 = none."""

    result: Fraction
    target: Fraction


@dataclass(frozen=True, slots=True)
class Peers:
    """Half the maximum for reaching the target, the whole for the unit that passes it by most."""

    maximum: Decimal
    excess: Excess = Excess.RATIO

    reads = frozenset({"result", "target"})

    def figure(self, inputs: Inputs) -> Reckoned:
        """Pending where the result is usable: a unit alone cannot be compared."""
        runner = self.runner(inputs)
        return runner if isinstance(runner, Problem) else Pending()

    def runner(self, inputs: Inputs) -> Runner | Problem:
        """The unit's result and target, as the comparison takes them."""
        result = checked_number(inputs.result, "Kết quả")
        if isinstance(result, Problem):
            return result
        if inputs.target is None:
            return Runner(result, Fraction(0))
        target = checked_number(inputs.target, "Chỉ tiêu giao")
        return target if isinstance(target, Problem) else Runner(result, target)

    def compared(self, runners: Sequence[Runner]) -> list[Fraction]:
        """The points of each runner of one group, in the order given."""
        excesses = [self._excess(runner) for runner in runners if runner.target > 0]
        greatest = max(excesses, default=Fraction(0))
        best = max((runner.result for runner in runners if runner.target == 0), default=Fraction(0))
        return [self._points(runner, greatest, best) for runner in runners]

    def _excess(self, runner: Runner) -> Fraction:
        if self.excess is Excess.DIFFERENCE:
            return runner.result - runner.target
        return runner.result / runner.target - 1

    def _points(self, runner: Runner, greatest: Fraction, best: Fraction) -> Fraction:
        maximum = Fraction(self.maximum)
        if runner.target == 0:
            return maximum * runner.result / best if best else Fraction(0)
        if runner.result <= runner.target:
            return maximum / 2 * runner.result / runner.target
        return maximum / 2 + maximum / 2 * self._excess(runner) / greatest

    def formula(self, cells: Cells, finish: Finish) -> str:
        """In a unit's own workbook the score waits for the other units."""
        wrong = [*number_faults(cells.result), *self._target_faults(cells)]
        return when([f"NOT({fault.condition})" for fault in wrong], text(WAITING))

    def faults(self, cells: Cells) -> list[Fault]:
        """The result, then the target where there is one."""
        return [*number_faults(cells.result), *self._target_faults(cells)]

    def _target_faults(self, cells: Cells) -> list[Fault]:
        wrong = f"IF({is_blank(cells.target)},FALSE,{not_number(cells.target)})"
        below = f"IF({is_blank(cells.target)},FALSE,{cells.target}<0)"
        return [Fault(wrong, "TD-KHONG-PHAI-SO"), Fault(below, "TD-SO-AM")]

    def sentence(self, part: Part, maximum: Decimal | None) -> str:
        """Says how it is compared."""
        half = vietnamese(self.maximum / 2)
        how = "theo tỷ lệ vượt" if self.excess is Excess.RATIO else "theo số vượt"
        verb = "Trừ s" if part is Part.DEDUCTION else "S"
        return (
            f"{verb}o với các đơn vị cùng nhóm: đạt chỉ tiêu được {half} điểm, chưa đạt thì theo tỷ lệ; "
            f"vượt nhiều nhất được {vietnamese(self.maximum)} điểm, đơn vị vượt khác {how} so với đơn vị dẫn đầu"
        )

    def bounds(self, maximum: Decimal | None) -> Bounds:
        """0 to the maximum."""
        return Bounds(Decimal(0), self.maximum)
