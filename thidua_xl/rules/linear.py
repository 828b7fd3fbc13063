"""The linear form: start ± factor × measure, clamped (`Theo tỷ lệ`, `Cộng theo …`, `Trừ theo …`)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua_xl.points import vietnamese
from thidua_xl.rules.formulas import NO_SCORE, clamped, noiseless, number, text, when
from thidua_xl.rules.inputs import Bounds, Cells, Fault, Figure, Finish, Inputs, Problem, Reckoned
from thidua_xl.rules.measures import Endless, Gauge
from thidua_xl.rules.vocabulary import NOT_SENT, Measure, Part, Whole


@dataclass(frozen=True, slots=True)
class Linear:
    """``start + factor × measure`` within [floor, ceiling]; the factor is negative where points are taken off.

    ``ratio_floor``: strictly below this percentage of the target the score is 0.
    """

    gauge: Gauge
    start: Decimal
    factor: Decimal
    floor: Decimal | None
    ceiling: Decimal | None
    ratio_floor: Decimal | None = None

    @property
    def reads(self) -> frozenset[str]:
        """What the measure reads."""
        return self.gauge.reads

    def figure(self, inputs: Inputs) -> Reckoned:
        """Exact points; endless lateness reaches the bound it runs to."""
        measure = self.gauge.measured(inputs)
        if isinstance(measure, Problem):
            return measure
        if isinstance(measure, Endless):
            end = self._end()
            return Problem("TD-KHONG-NOP-KHONG-CO-MUC", {"ghi": NOT_SENT}) if end is None else Figure(Fraction(end))
        if self._too_low(inputs):
            return Figure(Fraction(0))
        return Figure(Bounds(self.floor, self.ceiling).clamp(Fraction(self.start) + Fraction(self.factor) * measure))

    def _end(self) -> Decimal | None:
        return self.floor if self.factor < 0 else self.ceiling

    def _too_low(self, inputs: Inputs) -> bool:
        if self.ratio_floor is None:
            return False
        assert isinstance(inputs.result, Decimal)
        assert isinstance(inputs.target, Decimal)
        # cross-multiplied, so that 57 of 100 is exactly 57 %
        return Fraction(inputs.result) * 100 < Fraction(self.ratio_floor) * Fraction(inputs.target)

    def formula(self, cells: Cells, finish: Finish) -> str:
        """The figure, clamped; `Không nộp` and the ratio floor apart."""
        points = finish(noiseless(clamped(self._sum(cells), Bounds(self.floor, self.ceiling))))
        if self.ratio_floor is not None:
            needed = f"ROUND({number(self.ratio_floor)}*{cells.target},6)"
            points = f"IF(ROUND({cells.result}*100,6)<{needed},{finish('0')},{points})"
        expression = when(self.gauge.guards(cells), points)
        if self.gauge.measure is not Measure.LATE:
            return expression
        end = self._end()
        never = NO_SCORE if end is None else finish(number(end))
        return f"IF(TRIM({cells.result})={text(NOT_SENT)},{never},{expression})"

    def _sum(self, cells: Cells) -> str:
        size = abs(self.factor)
        if self.gauge.measure is Measure.RATIO and self.gauge.whole is Whole.NO:
            product = f"{number(size * 100)}*{cells.result}/{cells.target}"
        elif self.gauge.measure is Measure.RATIO:
            product = f"{number(size * 100)}*({self.gauge.expression(cells)})/100"
        else:
            product = f"{number(size)}*({self.gauge.expression(cells)})"
        if self.start == 0 and self.factor >= 0:
            return product
        return f"{number(self.start)}{'-' if self.factor < 0 else '+'}{product}"

    def faults(self, cells: Cells) -> list[Fault]:
        """The measure's, then lateness without an end."""
        return [*self.gauge.faults(cells), Fault("TRUE", "TD-KHONG-NOP-KHONG-CO-MUC")]

    def sentence(self, part: Part, maximum: Decimal | None) -> str:
        """``Trừ 2 điểm mỗi ngày chậm so với 15/06/2026, không dưới 0``."""
        if self.gauge.measure is Measure.RATIO:
            verb = "Trừ " if part is Part.DEDUCTION else ""
            words = f"{verb}{vietnamese(self.factor * 100)} điểm × kết quả ÷ chỉ tiêu giao"
            whole = {Whole.DOWN: "xuống", Whole.UP: "lên", Whole.NEAREST: "đến gần nhất"}
            if self.gauge.whole is not Whole.NO:
                words += f" (tỷ lệ làm tròn {whole[self.gauge.whole]} tới 1%)"
        else:
            takes = self.factor < 0 or part is Part.DEDUCTION
            words = f"{'Trừ' if takes else 'Cộng'} {self.gauge.each(self.factor)}"
            words = self._from_start(words, part, maximum)
        if self.ratio_floor is not None:
            words += f"; dưới {vietnamese(self.ratio_floor)}% so với chỉ tiêu giao: 0 điểm"
        return words + self._limits(part)

    def _from_start(self, words: str, part: Part, maximum: Decimal | None) -> str:
        usual = maximum if self.factor < 0 else Decimal(0)
        if self.start == (usual or 0):
            return words
        opening = "Trừ sẵn" if part is Part.DEDUCTION else "Từ"
        return f"{opening} {vietnamese(self.start)} điểm, {words[0].lower()}{words[1:]}"

    def _limits(self, part: Part) -> str:
        if part is Part.DEDUCTION:
            return f", trừ không quá {vietnamese(self.ceiling)}" if self.ceiling is not None else ""
        limits = ""
        rises = self.factor >= 0
        if self.ceiling is not None and rises:
            limits += f", không quá {vietnamese(self.ceiling)}"
        if self.floor is not None and (not rises or self.floor != 0):
            limits += f", không dưới {vietnamese(self.floor)}"
        return limits

    def bounds(self, maximum: Decimal | None) -> Bounds:
        """Floor to ceiling, as reckoned."""
        return Bounds(self.floor, self.ceiling)
