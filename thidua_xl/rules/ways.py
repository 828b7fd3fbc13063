"""The matrix of rulebook.md: which way knows which measures and parameters, with which defaults."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua_xl.rules.bands import Bands
from thidua_xl.rules.choice import Choice
from thidua_xl.rules.levels import Band, Level
from thidua_xl.rules.linear import Linear
from thidua_xl.rules.measures import Gauge
from thidua_xl.rules.peers import Peers
from thidua_xl.rules.rule import AnyForm
from thidua_xl.rules.sums import Sum
from thidua_xl.rules.typed import Direct, Frame, Inherited
from thidua_xl.rules.vocabulary import FAILED, PASSED, Excess, Measure, Part, Way, Whole

Bound = Decimal | str | None  # a number, "Không" = unbounded, None = the default


@dataclass(frozen=True, slots=True)
class Parameters:
    """A criterion's columns, as typed; None = blank."""

    part: Part
    maximum: Decimal | None = None
    measure: Measure | None = None
    start: Decimal | None = None
    factor: Decimal | None = None
    floor: Bound = None
    ceiling: Bound = None
    ratio_floor: Decimal | None = None
    whole: Whole = Whole.NO
    deadline: date | None = None
    step: Decimal | None = None
    excess: Excess = Excess.RATIO
    levels: tuple[Level, ...] = ()
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class WaySpec:
    """One row of the matrix: measures (default first), the parameter columns it knows, where it may stand."""

    build: Callable[[Parameters], AnyForm]
    measures: tuple[Measure, ...] = ()
    columns: frozenset[str] = frozenset()
    parts: frozenset[Part] = frozenset(Part)
    needs_maximum: bool = False
    needs_levels: bool = False


def _bound(written: Bound, default: Decimal | None) -> Decimal | None:
    if written is None:
        return default
    return written if isinstance(written, Decimal) else None


ZERO = Decimal(0)


def _gauge(given: Parameters, default: Measure) -> Gauge:
    measure = given.measure or default
    deadline = given.deadline if measure is Measure.LATE else None
    return Gauge(measure, given.whole, deadline)


def _sum(given: Parameters) -> AnyForm:
    return Sum(_bound(given.floor, None), _bound(given.ceiling, None))


def _pass(given: Parameters) -> AnyForm:
    maximum, floor = given.maximum or ZERO, _bound(given.floor, ZERO)
    passed, failed = Level(PASSED, maximum, maximum), Level(FAILED, floor or ZERO, floor or ZERO)
    return Choice((passed, failed), counted=False, floor=floor)


def _level(given: Parameters) -> AnyForm:
    return Choice(given.levels, True, _bound(given.floor, None), _bound(given.ceiling, given.maximum))


def _bands(given: Parameters) -> AnyForm:
    return Bands(_gauge(given, Measure.RATIO), given.bands)


def _ratio(given: Parameters) -> AnyForm:
    factor = (given.maximum or ZERO) / 100
    bounds = _bound(given.floor, ZERO), _bound(given.ceiling, given.maximum)
    return Linear(_gauge(given, Measure.RATIO), ZERO, factor, *bounds, given.ratio_floor)


def _plus(given: Parameters) -> AnyForm:
    bounds = _bound(given.floor, ZERO), _bound(given.ceiling, given.maximum)
    return Linear(_gauge(given, Measure.COUNT), given.start or ZERO, given.factor or ZERO, *bounds)


def _minus(default: Measure) -> Callable[[Parameters], AnyForm]:
    def build(given: Parameters) -> AnyForm:
        takes_off = given.part is not Part.DEDUCTION
        usual = given.maximum if takes_off else ZERO
        start = given.start if given.start is not None else usual or ZERO
        factor = (given.factor or ZERO) * (-1 if takes_off else 1)
        bounds = _bound(given.floor, ZERO), _bound(given.ceiling, given.maximum)
        return Linear(_gauge(given, default), start, factor, *bounds, given.ratio_floor)

    return build


def _direct(given: Parameters) -> AnyForm:
    return Direct(_bound(given.floor, ZERO), _bound(given.ceiling, given.maximum), given.step)


def _frame(given: Parameters) -> AnyForm:
    return Frame(given.levels, given.maximum, given.step)


def _inherit(given: Parameters) -> AnyForm:
    factor = given.factor if given.factor is not None else Decimal(1)
    return Inherited(factor, _bound(given.floor, ZERO), _bound(given.ceiling, given.maximum))


def _peers(given: Parameters) -> AnyForm:
    return Peers(given.maximum or ZERO, given.excess)


M = Measure
BOUNDS = frozenset({"floor", "ceiling"})
EACH = BOUNDS | {"start", "factor", "whole"}
NOT_DEDUCTION = frozenset({Part.MAIN, Part.BONUS})

WAYS: dict[Way, WaySpec] = {
    Way.SUM: WaySpec(_sum, columns=BOUNDS),
    Way.PASS: WaySpec(_pass, columns=frozenset({"floor"}), needs_maximum=True),
    Way.LEVEL: WaySpec(_level, columns=BOUNDS, needs_levels=True),
    Way.BANDS: WaySpec(
        _bands,
        (M.RATIO, M.VALUE, M.SHORT, M.OVER, M.LATE, M.COUNT),
        columns=frozenset({"whole", "deadline", "figure"}),
        needs_levels=True,
    ),
    Way.RATIO: WaySpec(_ratio, (M.RATIO,), columns=BOUNDS | {"ratio_floor", "whole", "figure"}, needs_maximum=True),
    Way.PLUS_EACH: WaySpec(_plus, (M.COUNT, M.VALUE, M.OVER), columns=EACH | {"figure"}),
    Way.MINUS_EACH: WaySpec(_minus(M.COUNT), (M.COUNT, M.VALUE), columns=EACH | {"figure"}),
    Way.MINUS_SHORT: WaySpec(_minus(M.SHORT), (M.SHORT,), columns=EACH | {"ratio_floor", "figure"}),
    Way.MINUS_LATE: WaySpec(_minus(M.LATE), (M.LATE,), columns=EACH | {"deadline"}),
    Way.DIRECT: WaySpec(_direct, columns=BOUNDS | {"step"}),
    Way.FRAME: WaySpec(_frame, columns=frozenset({"step"}), parts=NOT_DEDUCTION, needs_levels=True),
    Way.MINUS_FRAME: WaySpec(_frame, columns=frozenset({"step"}), parts=frozenset({Part.DEDUCTION}), needs_levels=True),
    Way.INHERIT: WaySpec(_inherit, columns=BOUNDS | {"factor", "figure"}),
    Way.PEERS: WaySpec(_peers, columns=frozenset({"excess", "figure"}), needs_maximum=True),
}

NEEDS_FACTOR = frozenset({Way.PLUS_EACH, Way.MINUS_EACH, Way.MINUS_SHORT, Way.MINUS_LATE})


def form_of(way: Way, given: Parameters) -> AnyForm:
    """The form of a way with its parameters and the matrix's defaults; the caller has checked them."""
    return WAYS[way].build(given)
