"""The choice form: `Đạt/Không đạt`, `Chọn mức`."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua_xl.points import vietnamese
from thidua_xl.rules.formulas import NO_SCORE, all_of, clamped, is_blank, is_number, not_number, number, text, when
from thidua_xl.rules.inputs import Bounds, Cells, Fault, Figure, Finish, Inputs, Problem, Reckoned
from thidua_xl.rules.levels import Level
from thidua_xl.rules.measures import checked_number, said
from thidua_xl.rules.vocabulary import Part, same_word


def chosen(levels: tuple[Level, ...], result: object) -> Level | Problem:
    """The level a cell names; a single level without a name is chosen by itself."""
    if len(levels) == 1 and not levels[0].name:
        return levels[0] if result is None else _unknown(levels, result)
    if result is None:
        return Problem("TD-THIEU-MUC", {"muc": _names(levels)})
    written = said(result)
    for level in levels:
        if same_word(level.name, written):
            return level
    return _unknown(levels, result)


def _names(levels: tuple[Level, ...]) -> str:
    return "; ".join(level.name for level in levels if level.name)


def _unknown(levels: tuple[Level, ...], result: object) -> Problem:
    return Problem("TD-MUC-KHONG-CO", {"ghi": said(result), "muc": _names(levels) or "(để trống)"})


def counted(times: object) -> Fraction | Problem:
    """Số lần: a whole number of 0 or more; blank is 1."""
    if times is None:
        return Fraction(1)
    count = checked_number(times, "Số lần")
    if isinstance(count, Fraction) and count.denominator != 1:
        return Problem("TD-SO-LE", {"cot": "Số lần", "ghi": said(times)})
    return count


TIMES_COLUMN = frozenset({"result", "times"})


def times_guards(cells: Cells) -> list[str]:
    """Conditions under which ``times_expression`` is a whole number of 0 or more."""
    amount = times_expression(cells)
    return [
        f"OR({is_blank(cells.times)},AND({is_number(cells.times)}))",
        all_of(f"{amount}>=0", f"{amount}=INT({amount})"),
    ]


def times_expression(cells: Cells) -> str:
    """Số lần, 1 where blank."""
    return f"IF({is_blank(cells.times)},1,{cells.times})"


def is_level(cells: Cells, level: Level) -> str:
    """Does the result cell name this level? TRIM also turns a number picked from a list into its text."""
    return f"TRIM({cells.result})={text(level.name)}"


def level_faults(cells: Cells, levels: tuple[Level, ...]) -> list[Fault]:
    """The conditions of ``chosen``."""
    if len(levels) == 1 and not levels[0].name:
        return [Fault(f"NOT({is_blank(cells.result)})", "TD-MUC-KHONG-CO")]
    unknown = ",".join(f"NOT({is_level(cells, level)})" for level in levels)
    return [Fault(is_blank(cells.result), "TD-THIEU-MUC"), Fault(f"AND({unknown})", "TD-MUC-KHONG-CO")]


def times_faults(cells: Cells) -> list[Fault]:
    """The conditions of ``counted``."""
    amount = times_expression(cells)
    return [
        Fault(f"IF({is_blank(cells.times)},FALSE,{not_number(cells.times)})", "TD-KHONG-PHAI-SO"),
        Fault(f"{amount}<0", "TD-SO-AM"),
        Fault(f"{amount}<>INT({amount})", "TD-SO-LE"),
    ]


@dataclass(frozen=True, slots=True)
class Choice:
    """A level's points, times how often where it is counted; held between floor and ceiling."""

    levels: tuple[Level, ...]
    counted: bool
    floor: Decimal | None = None
    ceiling: Decimal | None = None

    @property
    def reads(self) -> frozenset[str]:
        """`Số lần` only where levels are counted."""
        return TIMES_COLUMN if self.counted else frozenset({"result"})

    def figure(self, inputs: Inputs) -> Reckoned:
        """The level's points × số lần."""
        level = chosen(self.levels, inputs.result)
        times = counted(inputs.times) if self.counted else Fraction(1)
        if isinstance(level, Problem):
            return level
        if isinstance(times, Problem):
            return times
        happened = level.consequence if times else None
        return Figure(Bounds(self.floor, self.ceiling).clamp(Fraction(level.points) * times), happened)

    def formula(self, cells: Cells, finish: Finish) -> str:
        """One nested IF a level."""
        expression = NO_SCORE
        for level in reversed(self.levels):
            condition = is_level(cells, level) if level.name else is_blank(cells.result)
            expression = f"IF({condition},{finish(self._worth(cells, level))},{expression})"
        return when(times_guards(cells), expression) if self.counted else expression

    def _worth(self, cells: Cells, level: Level) -> str:
        points = number(level.points)
        if self.counted:
            points = f"{points}*{times_expression(cells)}"
        return clamped(points, Bounds(self.floor, self.ceiling))

    def faults(self, cells: Cells) -> list[Fault]:
        """The level, then the count."""
        return level_faults(cells, self.levels) + (times_faults(cells) if self.counted else [])

    def sentence(self, part: Part, maximum: Decimal | None) -> str:
        """Lists the levels."""
        levels = "; ".join(level.said() for level in self.levels)
        verb = "Trừ theo mức: " if part is Part.DEDUCTION else ""
        if not self.counted:
            return verb + levels
        words = f"{verb or 'Chọn mức: '}{levels}; nhiều lần thì nhân số lần"
        return words if self.ceiling is None else f"{words}, không quá {vietnamese(self.ceiling)} điểm"

    def bounds(self, maximum: Decimal | None) -> Bounds:
        """The floor, else the lesser of 0 and the lowest level; up to the ceiling."""
        lowest = min(level.points for level in self.levels)
        ceiling = self.ceiling if self.counted else maximum
        return Bounds(self.floor if self.floor is not None else min(Decimal(0), lowest), ceiling)
