"""The measures: what is taken of a line's result and target, in numbers, formulas and words."""

import math
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from thidua_xl.points import as_measure, rounded, vietnamese
from thidua_xl.rules.formulas import all_of, is_blank, is_number, not_number, text
from thidua_xl.rules.inputs import Cells, Fault, Inputs, Problem
from thidua_xl.rules.vocabulary import NOT_SENT, Measure, Whole, same_word


class Endless:
    """Endless lateness: `Không nộp`."""


DAYS_END = 2958466  # the day after 31/12/9999, the last one a spreadsheet has
WITH_TARGET = frozenset({Measure.RATIO, Measure.SHORT, Measure.OVER})
WHOLE_NUMBERS = frozenset({Measure.LATE, Measure.COUNT})

UNITS = {
    Measure.RATIO: "% so với chỉ tiêu giao",
    Measure.VALUE: "đơn vị kết quả",
    Measure.SHORT: "% còn thiếu so với chỉ tiêu giao",
    Measure.OVER: "% vượt chỉ tiêu giao",
    Measure.LATE: "ngày chậm",
    Measure.COUNT: "lần",
}


@dataclass(frozen=True, slots=True)
class Gauge:
    """A measure with what it needs: how it is made whole, and the deadline of lateness."""

    measure: Measure
    whole: Whole = Whole.NO
    deadline: date | None = None

    @property
    def reads(self) -> frozenset[str]:
        """The columns it reads."""
        return frozenset({"result", "target"} if self.measure in WITH_TARGET else {"result"})

    def measured(self, inputs: Inputs) -> Fraction | Endless | Problem:
        """The measure: exact, or whole where the rule says so."""
        if self.measure is Measure.LATE:
            return self._lateness(inputs)
        raw = self._raw(inputs)
        return raw if isinstance(raw, Problem) else self._made_whole(raw)

    def _raw(self, inputs: Inputs) -> Fraction | Problem:
        result = checked_number(inputs.result, "Kết quả", negative=self.measure is Measure.VALUE)
        if isinstance(result, Problem):
            return result
        if self.measure is Measure.COUNT and result.denominator != 1:
            return Problem("TD-SO-LE", {"cot": "Kết quả", "ghi": said(inputs.result)})
        if self.measure not in WITH_TARGET:
            return result
        target = checked_target(inputs.target)
        if isinstance(target, Problem):
            return target
        ratio = Fraction(result.numerator * 100 * target.denominator, result.denominator * target.numerator)
        if self.measure is Measure.SHORT:
            return max(Fraction(0), 100 - ratio)
        if self.measure is Measure.OVER:
            return max(Fraction(0), ratio - 100)
        return ratio

    def _lateness(self, inputs: Inputs) -> Fraction | Endless | Problem:
        day = inputs.result
        if day is None:
            return Problem("TD-THIEU-KET-QUA", {"cot": "Kết quả"})
        if isinstance(day, str) and same_word(day, NOT_SENT):
            return Endless()
        if not isinstance(day, date) or self.deadline is None:
            return Problem("TD-KHONG-PHAI-NGAY", {"cot": "Kết quả", "ghi": said(day)})
        if isinstance(day, datetime):
            day = day.date()  # the time of day is dropped
        return Fraction(max(0, (day - self.deadline).days))

    def _made_whole(self, raw: Fraction) -> Fraction:
        if self.whole is Whole.NO:
            return raw
        measure = as_measure(raw)
        if self.whole is Whole.DOWN:
            return Fraction(math.floor(measure))
        if self.whole is Whole.UP:
            return Fraction(math.ceil(measure))
        return Fraction(rounded(measure, 0))

    def guards(self, cells: Cells) -> list[str]:
        """The nested conditions under which ``expression`` may be reckoned."""
        result = is_number(cells.result)
        if self.measure is Measure.LATE:
            return [all_of(result), all_of(f"{cells.result}>=1", f"{cells.result}<{DAYS_END}")]
        if self.measure is Measure.VALUE:
            return [all_of(result)]
        if self.measure is Measure.COUNT:
            return [all_of(result), all_of(f"{cells.result}>=0", f"{cells.result}=INT({cells.result})")]
        both = all_of(result, is_number(cells.target))
        return [both, all_of(f"{cells.result}>=0", f"{cells.target}>0")]

    def faults(self, cells: Cells) -> list[Fault]:
        """What may be wrong with the measure's cells, in the order of ``measured``."""
        if self.measure is Measure.LATE:
            words = f"TRIM({cells.result})<>{text(NOT_SENT)}"
            outside = f"OR({cells.result}<1,{cells.result}>={DAYS_END})"
            is_no_date = f"IF(AND({is_number(cells.result)}),{outside},{words})"
            return [
                Fault(is_blank(cells.result), "TD-THIEU-KET-QUA"),
                Fault(is_no_date, "TD-KHONG-PHAI-NGAY"),
            ]
        found = number_faults(cells.result, negative=self.measure is Measure.VALUE)
        if self.measure is Measure.COUNT:
            found.append(Fault(f"{cells.result}<>INT({cells.result})", "TD-SO-LE"))
        if self.measure in WITH_TARGET:
            found += target_faults(cells.target)
        return found

    def expression(self, cells: Cells) -> str:
        """The measure as a formula: multiply before dividing; made whole where the rule says so."""
        raw = {
            Measure.RATIO: f"{cells.result}*100/{cells.target}",
            Measure.VALUE: cells.result,
            Measure.COUNT: cells.result,
            Measure.SHORT: f"MAX(0,100-{cells.result}*100/{cells.target})",
            Measure.OVER: f"MAX(0,{cells.result}*100/{cells.target}-100)",
            Measure.LATE: f"MAX(0,INT({cells.result})-{self._deadline()})",
        }[self.measure]
        if self.whole is Whole.NO or self.measure in WHOLE_NUMBERS:
            return raw
        nine = f"ROUND({raw},9)"
        if self.whole is Whole.DOWN:
            return f"INT({nine})"
        return f"0-INT(0-{nine})" if self.whole is Whole.UP else f"ROUND({nine},0)"

    def for_bands(self, cells: Cells) -> str:
        """The measure as it is compared with band edges."""
        expression = self.expression(cells)
        exact = self.whole is not Whole.NO or self.measure in WHOLE_NUMBERS
        return expression if exact else f"ROUND({expression},9)"

    def _deadline(self) -> str:
        day = self.deadline or date(1900, 1, 1)
        return f"DATE({day.year},{day.month},{day.day})"

    def each(self, factor: Decimal) -> str:
        """In words: ``mỗi ngày chậm so với 15/06/2026``; whole percents are said so."""
        unit = UNITS[self.measure]
        if self.measure is Measure.LATE and self.deadline:
            unit = f"ngày chậm so với {self.deadline:%d/%m/%Y}"
        amount = "1" if self.measure in WITH_TARGET else ""
        rounding = {Whole.DOWN: "bỏ phần lẻ", Whole.UP: "phần lẻ tính tròn lên", Whole.NEAREST: "làm tròn"}
        tail = f" ({rounding[self.whole]})" if self.whole is not Whole.NO else ""
        return f"{vietnamese(abs(factor))} điểm mỗi {amount}{unit}{tail}"


def checked_number(value: object, column: str, *, negative: bool = False) -> Fraction | Problem:
    """A number of a cell, or what is wrong with it."""
    if value is None:
        return Problem("TD-THIEU-KET-QUA", {"cot": column})
    if not isinstance(value, Decimal) or not value.is_finite():
        return Problem("TD-KHONG-PHAI-SO", {"cot": column, "ghi": str(value)})
    if value < 0 and not negative:
        return Problem("TD-SO-AM", {"cot": column, "ghi": vietnamese(value)})
    return Fraction(value)


def checked_target(value: object) -> Fraction | Problem:
    """A target above 0, or what is wrong with it."""
    target = checked_number(value, "Chỉ tiêu giao")
    return Problem("TD-THIEU-CHI-TIEU", {}) if value is None or target == 0 else target


def said(value: object) -> str:
    """A cell's value as a person reads it."""
    if isinstance(value, Decimal):
        return vietnamese(value)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def number_faults(cell: str, *, negative: bool = False) -> list[Fault]:
    """The conditions of ``checked_number``."""
    found = [Fault(is_blank(cell), "TD-THIEU-KET-QUA"), Fault(not_number(cell), "TD-KHONG-PHAI-SO")]
    return found if negative else [*found, Fault(f"{cell}<0", "TD-SO-AM")]


def target_faults(cell: str) -> list[Fault]:
    """The conditions of ``checked_target``."""
    return [
        Fault(f"IF(AND({is_number(cell)}),{cell}=0,{is_blank(cell)})", "TD-THIEU-CHI-TIEU"),
        Fault(not_number(cell), "TD-KHONG-PHAI-SO"),
        Fault(f"{cell}<0", "TD-SO-AM"),
    ]
