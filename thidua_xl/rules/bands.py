"""The bands form: `Theo mức`."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua_xl.points import MEASURE_DIGITS, as_measure, rounded, vietnamese
from thidua_xl.rules.formulas import NO_SCORE, number, text, when
from thidua_xl.rules.inputs import Bounds, Cells, Fault, Figure, Finish, Inputs, Problem, Reckoned
from thidua_xl.rules.levels import Band, edge_key, gap_between
from thidua_xl.rules.measures import UNITS, WHOLE_NUMBERS, Endless, Gauge, said
from thidua_xl.rules.vocabulary import NOT_SENT, Measure, Part


@dataclass(frozen=True, slots=True)
class Bands:
    """The points of the band that holds the measure."""

    gauge: Gauge
    bands: tuple[Band, ...]

    @property
    def reads(self) -> frozenset[str]:
        """What the measure reads."""
        return self.gauge.reads

    def figure(self, inputs: Inputs) -> Reckoned:
        """The band's points; a measure between bands has no score."""
        measure = self.gauge.measured(inputs)
        if isinstance(measure, Problem):
            return measure
        band = self._endless() if isinstance(measure, Endless) else self._holding(measure)
        if band is None:
            return self._no_band(inputs, measure)
        return Figure(Fraction(band.points), band.consequence)

    def _no_band(self, inputs: Inputs, measure: Fraction | Endless) -> Problem:
        if isinstance(measure, Endless):
            return Problem("TD-KHONG-NOP-KHONG-CO-MUC", {"ghi": NOT_SENT})
        shown = vietnamese(Decimal(as_measure(measure).numerator) / as_measure(measure).denominator)
        return Problem("TD-NGOAI-CAC-MUC", {"ghi": said(inputs.result), "dai_luong": shown})

    def _holding(self, measure: Fraction) -> Band | None:
        nine = rounded(measure, MEASURE_DIGITS)  # a Decimal: it is compared with Decimals, many times over
        return next((band for band in self.bands if band.holds(nine)), None)

    def _endless(self) -> Band | None:
        return next((band for band in self.bands if band.high is None), None)

    @property
    def _whole(self) -> bool:
        return self.gauge.measure in WHOLE_NUMBERS

    def formula(self, cells: Cells, finish: Finish) -> str:
        """Tests from the highest band down. Above a gap the upper end decides alone: no lower band may catch it."""
        measure = self.gauge.for_bands(cells)
        expression = NO_SCORE
        ordered = sorted(self.bands, key=edge_key)
        for place, band in enumerate(ordered):
            last = place + 1 == len(ordered)
            bounded = last or gap_between(band, ordered[place + 1], whole=self._whole)
            points = finish(number(band.points))
            if bounded and band.high is not None:
                points = f"IF({measure}{'<=' if band.high_in else '<'}{number(band.high)},{points},{NO_SCORE})"
            condition = self._test(measure, band, upper=False)
            expression = f"IF({condition},{points},{expression})" if condition else points
        expression = when(self.gauge.guards(cells), expression)
        if self.gauge.measure is not Measure.LATE:
            return expression
        endless = self._endless()
        never = finish(number(endless.points)) if endless else NO_SCORE
        return f"IF(TRIM({cells.result})={text(NOT_SENT)},{never},{expression})"

    def test(self, cells: Cells, band: Band) -> str:
        """Does the measure of a line that has its score fall into this band?"""
        measure = self.gauge.for_bands(cells)
        inside = self._test(measure, band, upper=True) or "TRUE"
        if self.gauge.measure is not Measure.LATE:
            return inside
        endless = "TRUE" if band.high is None else "FALSE"
        return f"IF(ISNUMBER({cells.result}),{inside},{endless})"

    def _test(self, measure: str, band: Band, *, upper: bool) -> str:
        tests: list[str] = []
        if band.low is not None:
            tests.append(f"{measure}{'>=' if band.low_in else '>'}{number(band.low)}")
        if upper and band.high is not None:
            tests.append(f"{measure}{'<=' if band.high_in else '<'}{number(band.high)}")
        return tests[0] if len(tests) == 1 else f"AND({','.join(tests)})" if tests else ""

    def faults(self, cells: Cells) -> list[Fault]:
        """The measure's, then that no band holds it."""
        found = self.gauge.faults(cells)
        if self.gauge.measure is Measure.LATE and self._endless() is None:
            found.append(Fault(f"TRIM({cells.result})={text(NOT_SENT)}", "TD-KHONG-NOP-KHONG-CO-MUC"))
        return [*found, Fault("TRUE", "TD-NGOAI-CAC-MUC")]

    def sentence(self, part: Part, maximum: Decimal | None) -> str:
        """Lists the bands from the highest."""
        what = {Measure.LATE: "Số ngày chậm", Measure.COUNT: "Số lần", Measure.VALUE: "Kết quả"}
        subject = what.get(self.gauge.measure, f"Tỷ lệ {UNITS[self.gauge.measure]}")
        if self.gauge.measure is Measure.LATE and self.gauge.deadline:
            subject += f" so với {self.gauge.deadline:%d/%m/%Y}"
        ordered = sorted(self.bands, key=edge_key, reverse=not self._whole)
        verb = "trừ " if part is Part.DEDUCTION else ""
        extents = (f"{band.said(whole=self._whole)}: {verb}{vietnamese(band.points)} điểm" for band in ordered)
        return f"{subject}: " + "; ".join(extents)

    def bounds(self, maximum: Decimal | None) -> Bounds:
        """From the lesser of 0 and the lowest band up to the maximum."""
        return Bounds(min(Decimal(0), *(band.points for band in self.bands)), maximum)
