"""What `Hướng dẫn` of the member workbook says, and one filled example for each way of scoring."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cache
from importlib import resources

from thidua_xl.points import vietnamese
from thidua_xl.rules import Inputs, Rule, State
from thidua_xl.rules.bands import Bands
from thidua_xl.rules.choice import Choice
from thidua_xl.rules.linear import Linear
from thidua_xl.rules.measures import WITH_TARGET, Gauge, said
from thidua_xl.rules.typed import Direct, Frame
from thidua_xl.rules.vocabulary import WAITING, Measure
from thidua_xl.sheets.markdown import Grid, grids
from thidua_xl.sheets.member import SCORES

SECRECY = "Không nhập nội dung thuộc bí mật nhà nước; minh chứng chỉ ghi số, ký hiệu"
SAVE_FIRST = "Lưu tệp về máy trước rồi mới điền"
STEPS, COLOURS, EXAMPLES, ASK = "Các bước", "Màu ô", "Ví dụ cho từng cách chấm", "Cần hỏi"
EXAMPLE_HEADERS = ("Dòng", "Cách chấm", "Điền (ví dụ)", "Được")
SHARES = tuple(Decimal(share) for share in (92, 90, 80, 70, 50, 110, 115, 120, 100))  # results for a target of 100
COUNTS = tuple(map(Decimal, (2, 3, 1, 4, 5, 10, 0)))
VALUES = tuple(map(Decimal, (2, 3, 8, 4, 1, 90, 88, 50, 0)))
DAYS = (2, 1, 3, 5, 0)


@dataclass(frozen=True, slots=True)
class Example:
    """A rule with inputs a unit might type and the points the engine gives them, as the guide prints them."""

    inputs: Inputs
    points: str

    def said(self) -> str:
        """``Kết quả 92; Chỉ tiêu giao 100``."""
        cells = ((key, getattr(self.inputs, key)) for key in ("result", "target", "times", "typed"))
        return "; ".join(f"{SCORES.column(key).header}: {said(value)}" for key, value in cells if value is not None)


@cache
def _source() -> dict[str, Grid]:
    text = resources.files("thidua_xl.sheets").joinpath("member_guide.md").read_text(encoding="utf-8")
    return grids(text)


def steps() -> Grid:
    """Each sheet in the order of work, with what to do there."""
    return _source()[STEPS][1:]


def colours() -> dict[str, str]:
    """What each colour means, by its key."""
    return dict(_source()[COLOURS][1:])


def example(rule: Rule) -> Example | None:
    """Inputs that score something between nothing and everything, where there are such; None where none scores."""
    best: tuple[int, Example] | None = None
    for inputs in _tries(rule):
        outcome = rule.score(inputs)
        if outcome.state is State.PENDING:
            return Example(inputs, WAITING)
        if outcome.points is None:
            continue
        telling = 0 if outcome.points == 0 else 1 if outcome.points == rule.maximum else 2
        if best is None or telling > best[0]:
            best = telling, Example(inputs, vietnamese(outcome.points))
    return best[1] if best else None


def _tries(rule: Rule) -> Iterator[Inputs]:
    form = rule.form
    if isinstance(form, Bands | Linear):
        yield from _measured(form.gauge)
    elif isinstance(form, Choice):
        names = [level.name or None for level in form.levels]
        times = Decimal(2) if names == [None] else None
        yield from (Inputs(result=name, times=times) for name in (*names[1:], *names[:1]))
    elif isinstance(form, Frame):
        for level in (*form.levels[1:], *form.levels[:1]):
            for points in _steps_from(level.points, level.upto, form.step):
                yield Inputs(result=level.name or None, typed=points)
    elif isinstance(form, Direct):
        top = form.ceiling if form.ceiling is not None else (form.floor or Decimal(0)) + 2
        yield from (Inputs(typed=points) for points in _steps_from(form.floor or Decimal(0), top, form.step))
    elif form.reads >= {"target"}:
        yield Inputs(result=Decimal(6), target=Decimal(5))
    else:
        yield from (Inputs(result=value) for value in (Decimal(88), *VALUES))


def _measured(gauge: Gauge) -> Iterable[Inputs]:
    if gauge.measure is Measure.LATE:
        assert gauge.deadline is not None
        return [Inputs(result=gauge.deadline + timedelta(days=days)) for days in DAYS]
    if gauge.measure in WITH_TARGET:
        return [Inputs(result=share, target=Decimal(100)) for share in SHARES]
    return [Inputs(result=value) for value in (COUNTS if gauge.measure is Measure.COUNT else VALUES)]


def _steps_from(low: Decimal, high: Decimal, step: Decimal | None) -> Iterator[Decimal]:
    """A little under the top, a little over the bottom, the ends."""
    small = step or (Decimal("0.5") if high - low > 1 else Decimal("0.25"))
    yield from (points for points in (high - small, low + small) if low <= points <= high)
    yield from (high, low)
