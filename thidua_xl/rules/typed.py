"""The typed form: `Chấm trực tiếp`, `Chấm trong khung`, `Trừ trong khung`, `Kế thừa`."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua_xl.points import vietnamese
from thidua_xl.rules.choice import (
    chosen,
    counted,
    is_level,
    level_faults,
    times_expression,
    times_faults,
    times_guards,
)
from thidua_xl.rules.formulas import NO_SCORE, all_of, is_blank, is_number, not_number, number, when
from thidua_xl.rules.inputs import Bounds, Cells, Fault, Figure, Finish, Inputs, Problem, Reckoned
from thidua_xl.rules.levels import Level
from thidua_xl.rules.measures import checked_number, number_faults
from thidua_xl.rules.vocabulary import Part

TYPED = "Điểm đề nghị"


def _missing(problem: Problem) -> Problem:
    return Problem("TD-THIEU-DIEM", {}) if problem.code == "TD-THIEU-KET-QUA" else problem


def beyond(points: Fraction, bounds: Bounds, column: str) -> Problem | None:
    """What is wrong with points outside their bounds."""
    shown = vietnamese(Decimal(points.numerator) / points.denominator)
    if bounds.high is not None and points > bounds.high:
        return Problem("TD-VUOT-TOI-DA", {"cot": column, "ghi": shown, "toi_da": vietnamese(bounds.high)})
    if bounds.low is not None and points < bounds.low:
        return Problem("TD-DUOI-SAN", {"cot": column, "ghi": shown, "san": vietnamese(bounds.low)})
    return None


def off_step(points: Fraction, step: Decimal | None) -> Problem | None:
    """What is wrong with points that are not a whole number of steps."""
    if step is None or (points / Fraction(step)).denominator == 1:
        return None
    shown = vietnamese(Decimal(points.numerator) / points.denominator)
    return Problem("TD-LECH-BUOC", {"ghi": shown, "buoc": vietnamese(step)})


def typed_faults(cell: str) -> list[Fault]:
    """No points typed, or no number."""
    return [Fault(is_blank(cell), "TD-THIEU-DIEM"), Fault(not_number(cell), "TD-KHONG-PHAI-SO")]


def beyond_faults(value: str, bounds: Bounds) -> list[Fault]:
    """The conditions of ``beyond``."""
    found: list[Fault] = []
    if bounds.high is not None:
        found.append(Fault(f"{value}>{number(bounds.high)}", "TD-VUOT-TOI-DA"))
    if bounds.low is not None:
        found.append(Fault(f"{value}<{number(bounds.low)}", "TD-DUOI-SAN"))
    return found


def within(cell: str, bounds: Bounds, step: Decimal | None) -> list[str]:
    """The same tests as conditions of a formula."""
    tests: list[str] = []
    if bounds.low is not None:
        tests.append(f"{cell}>={number(bounds.low)}")
    if bounds.high is not None:
        tests.append(f"{cell}<={number(bounds.high)}")
    if step is not None:
        tests.append(f"ROUND({cell}/{number(step)},9)=ROUND({cell}/{number(step)},0)")
    return tests


@dataclass(frozen=True, slots=True)
class Direct:
    """Points typed by the unit, within floor and ceiling and on the step."""

    floor: Decimal | None
    ceiling: Decimal | None
    step: Decimal | None = None

    reads = frozenset({"typed"})

    def figure(self, inputs: Inputs) -> Reckoned:
        """The typed points, or why they cannot stand."""
        points = checked_number(inputs.typed, TYPED, negative=True)
        if isinstance(points, Problem):
            return _missing(points)
        wrong = beyond(points, Bounds(self.floor, self.ceiling), TYPED) or off_step(points, self.step)
        return wrong or Figure(points)

    def formula(self, cells: Cells, finish: Finish) -> str:
        """The typed points where they may stand."""
        tests = within(cells.typed, Bounds(self.floor, self.ceiling), self.step)
        return when([all_of(is_number(cells.typed)), *([all_of(*tests)] if tests else [])], finish(cells.typed))

    def faults(self, cells: Cells) -> list[Fault]:
        """The typed points, their bounds, their step."""
        beyond_bounds = beyond_faults(cells.typed, Bounds(self.floor, self.ceiling))
        return [*typed_faults(cells.typed), *beyond_bounds, Fault("TRUE", "TD-LECH-BUOC")]

    def sentence(self, part: Part, maximum: Decimal | None) -> str:
        """Says the bounds and the step."""
        verb = "Ghi số điểm trừ" if part is Part.DEDUCTION else "Ghi điểm đề nghị"
        words = verb
        if self.floor is not None:
            words += f" từ {vietnamese(self.floor)}"
        if self.ceiling is not None:
            words += f" đến {vietnamese(self.ceiling)}"
        return words + (f", bước {vietnamese(self.step)} điểm" if self.step is not None else "")

    def bounds(self, maximum: Decimal | None) -> Bounds:
        """As typed."""
        return Bounds(self.floor, self.ceiling)


@dataclass(frozen=True, slots=True)
class Frame:
    """Points typed within the range of a chosen level, times how often."""

    levels: tuple[Level, ...]
    ceiling: Decimal | None = None
    step: Decimal | None = None

    reads = frozenset({"result", "times", "typed"})

    def figure(self, inputs: Inputs) -> Reckoned:
        """The typed points, held to số lần × the level's range."""
        level, times = chosen(self.levels, inputs.result), counted(inputs.times)
        points = checked_number(inputs.typed, TYPED, negative=True)
        if isinstance(level, Problem):
            return level
        if isinstance(times, Problem):
            return times
        if isinstance(points, Problem):
            return _missing(points)
        low, high = Fraction(level.points) * times, Fraction(level.upto) * times
        if not low <= points <= high:
            return self._outside(points, level, low, high)
        wrong = beyond(points, Bounds(None, self.ceiling), TYPED) or off_step(points, self.step)
        return wrong or Figure(points, level.consequence if times else None)

    def _outside(self, points: Fraction, level: Level, low: Fraction, high: Fraction) -> Problem:
        shown = [vietnamese(Decimal(n.numerator) / n.denominator) for n in (points, low, high)]
        return Problem("TD-NGOAI-KHUNG", {"ghi": shown[0], "muc": level.name, "tu": shown[1], "den": shown[2]})

    def formula(self, cells: Cells, finish: Finish) -> str:
        """One nested IF a level, each with its own range."""
        expression = NO_SCORE
        others = within(cells.typed, Bounds(None, self.ceiling), self.step)
        for level in reversed(self.levels):
            condition = is_level(cells, level) if level.name else is_blank(cells.result)
            worth = f"IF({all_of(*self._range(cells, level), *others)},{finish(cells.typed)},{NO_SCORE})"
            expression = f"IF({condition},{worth},{expression})"
        return when([all_of(is_number(cells.typed)), *times_guards(cells)], expression)

    def faults(self, cells: Cells) -> list[Fault]:
        """The level, the count, the typed points, the range."""
        before = level_faults(cells, self.levels) + times_faults(cells) + typed_faults(cells.typed)
        outside = Fault(f"NOT({self._in_range(cells)})", "TD-NGOAI-KHUNG")
        beyond_bounds = beyond_faults(cells.typed, Bounds(None, self.ceiling))
        return [*before, outside, *beyond_bounds, Fault("TRUE", "TD-LECH-BUOC")]

    def _in_range(self, cells: Cells) -> str:
        expression = "FALSE"
        for level in reversed(self.levels):
            condition = is_level(cells, level) if level.name else is_blank(cells.result)
            expression = f"IF({condition},AND({','.join(self._range(cells, level))}),{expression})"
        return expression

    def _range(self, cells: Cells, level: Level) -> list[str]:
        # ROUND: 0.1*3 is a little more than 0.3 in a spreadsheet's binary numbers
        times = times_expression(cells)
        low = f"{cells.typed}>=ROUND({number(level.points)}*{times},9)"
        return [low, f"{cells.typed}<=ROUND({number(level.upto)}*{times},9)"]

    def sentence(self, part: Part, maximum: Decimal | None) -> str:
        """Lists the ranges."""
        verb = "Trừ" if part is Part.DEDUCTION else "Chấm"
        words = (
            f"{verb} trong khung: " + "; ".join(level.said() for level in self.levels) + "; nhiều lần thì nhân số lần"
        )
        return words + (f", bước {vietnamese(self.step)} điểm" if self.step is not None else "")

    def bounds(self, maximum: Decimal | None) -> Bounds:
        """From the lesser of 0 and the lowest level up to the maximum."""
        return Bounds(min(Decimal(0), *(level.points for level in self.levels)), maximum)


@dataclass(frozen=True, slots=True)
class Inherited:
    """A figure carried in from another body, times a factor."""

    factor: Decimal
    floor: Decimal | None
    ceiling: Decimal | None

    reads = frozenset({"result"})

    def figure(self, inputs: Inputs) -> Reckoned:
        """Factor × figure, or why it cannot stand."""
        result = checked_number(inputs.result, "Kết quả", negative=self.floor is None or self.floor < 0)
        if isinstance(result, Problem):
            return result
        points = Fraction(self.factor) * result
        return beyond(points, Bounds(self.floor, self.ceiling), "Kết quả") or Figure(points)

    def formula(self, cells: Cells, finish: Finish) -> str:
        """The product where it is within bounds."""
        product = cells.result if self.factor == 1 else f"{number(self.factor)}*{cells.result}"
        tests = within(f"ROUND({product},9)", Bounds(self.floor, self.ceiling), None)
        return when([all_of(is_number(cells.result)), *([all_of(*tests)] if tests else [])], finish(product))

    def faults(self, cells: Cells) -> list[Fault]:
        """The figure, then its bounds."""
        product = cells.result if self.factor == 1 else f"{number(self.factor)}*{cells.result}"
        allowed = self.floor is None or self.floor < 0
        beyond_bounds = beyond_faults(f"ROUND({product},9)", Bounds(self.floor, self.ceiling))
        return [*number_faults(cells.result, negative=allowed), *beyond_bounds]

    def sentence(self, part: Part, maximum: Decimal | None) -> str:
        """Says whose points they are."""
        factor = "" if self.factor == 1 else f"{vietnamese(self.factor)} × "
        verb = "Trừ" if part is Part.DEDUCTION else "Lấy"
        words = f"{verb} {factor}số điểm do cơ quan khác đã chấm (ghi ở cột Kết quả)"
        return words + (f", không quá {vietnamese(self.ceiling)}" if self.ceiling is not None else "")

    def bounds(self, maximum: Decimal | None) -> Bounds:
        """Floor to ceiling."""
        return Bounds(self.floor, self.ceiling)
