"""The canonical text of a rule: short, stable, what a cell carries; it parses back to the same rule.

``linear(chính,max=30,d=2,na=Không được,measure=Ngày chậm,deadline=2026-06-15,start=30,factor=-2,floor=0,ceiling=30)``
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import unquote

from thidua_xl.points import plain
from thidua_xl.rules.bands import Bands
from thidua_xl.rules.choice import Choice
from thidua_xl.rules.levels import Band, Level
from thidua_xl.rules.linear import Linear
from thidua_xl.rules.measures import Gauge
from thidua_xl.rules.peers import Peers
from thidua_xl.rules.rule import AnyForm, Rule
from thidua_xl.rules.sums import Sum
from thidua_xl.rules.typed import Direct, Frame, Inherited
from thidua_xl.rules.vocabulary import Excess, Measure, NotArising, Part, Whole

Fields = dict[str, str]
RESERVED = "%(),=;:/|"


def _escaped(words: str) -> str:
    return "".join(f"%{ord(sign):02X}" if sign in RESERVED else sign for sign in words)


def _number(value: Decimal | None) -> str:
    return "" if value is None else plain(value)


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _level(level: Level) -> str:
    return ":".join((_escaped(level.name), plain(level.points), plain(level.upto), _escaped(level.consequence or "")))


def _level_back(text: str) -> Level:
    name, points, upto, consequence = text.split(":")
    return Level(unquote(name), Decimal(points), Decimal(upto), unquote(consequence) or None)


def _band(band: Band) -> str:
    low = f"{'>=' if band.low_in else '>'}{_number(band.low)}".replace("=", "e")
    high = f"{'<=' if band.high_in else '<'}{_number(band.high)}".replace("=", "e")
    return ":".join((low, high, plain(band.points), _escaped(band.name), _escaped(band.consequence or "")))


def _band_back(text: str) -> Band:
    low, high, points, name, consequence = text.split(":")
    ends = [(end[1:].removeprefix("e"), end[1:].startswith("e")) for end in (low, high)]
    (low_text, low_in), (high_text, high_in) = ends
    case = unquote(consequence) or None
    return Band(_decimal(low_text), low_in, _decimal(high_text), high_in, Decimal(points), unquote(name), case)


def _gauge(gauge: Gauge) -> Fields:
    deadline = gauge.deadline.isoformat() if gauge.deadline else ""
    return {"measure": _escaped(gauge.measure), "whole": gauge.whole, "deadline": deadline}


def _gauge_back(fields: Fields) -> Gauge:
    deadline = date.fromisoformat(fields["deadline"]) if fields["deadline"] else None
    return Gauge(Measure(unquote(fields["measure"])), Whole(fields["whole"]), deadline)


def _bounds(form: Sum | Choice | Linear | Direct | Inherited) -> Fields:
    return {"floor": _number(form.floor), "ceiling": _number(form.ceiling)}


def _fields(form: AnyForm) -> tuple[str, Fields]:
    match form:
        case Sum():
            return "sum", _bounds(form)
        case Choice():
            levels = "/".join(map(_level, form.levels))
            return "choice", {"levels": levels, "times": "1" if form.counted else "", **_bounds(form)}
        case Bands():
            return "bands", {**_gauge(form.gauge), "bands": "/".join(map(_band, form.bands))}
        case Linear():
            slope = {"start": plain(form.start), "factor": plain(form.factor), "least": _number(form.ratio_floor)}
            return "linear", {**_gauge(form.gauge), **slope, **_bounds(form)}
        case Direct():
            return "direct", {**_bounds(form), "step": _number(form.step)}
        case Frame():
            levels = "/".join(map(_level, form.levels))
            return "frame", {"levels": levels, "ceiling": _number(form.ceiling), "step": _number(form.step)}
        case Inherited():
            return "inherited", {"factor": plain(form.factor), **_bounds(form)}
        case Peers():
            return "peers", {"excess": form.excess}


def _levels_back(text: str) -> tuple[Level, ...]:
    return tuple(_level_back(level) for level in text.split("/") if level)


def _choice_back(f: Fields) -> Choice:
    return Choice(_levels_back(f["levels"]), f["times"] == "1", _decimal(f["floor"]), _decimal(f["ceiling"]))


def _linear_back(f: Fields) -> Linear:
    ends = _decimal(f["floor"]), _decimal(f["ceiling"]), _decimal(f["least"])
    return Linear(_gauge_back(f), Decimal(f["start"]), Decimal(f["factor"]), *ends)


BACK: dict[str, Callable[[Fields], AnyForm]] = {
    "sum": lambda f: Sum(_decimal(f["floor"]), _decimal(f["ceiling"])),
    "choice": _choice_back,
    "bands": lambda f: Bands(_gauge_back(f), tuple(_band_back(band) for band in f["bands"].split("/") if band)),
    "linear": _linear_back,
    "direct": lambda f: Direct(_decimal(f["floor"]), _decimal(f["ceiling"]), _decimal(f["step"])),
    "frame": lambda f: Frame(_levels_back(f["levels"]), _decimal(f["ceiling"]), _decimal(f["step"])),
    "inherited": lambda f: Inherited(Decimal(f["factor"]), _decimal(f["floor"]), _decimal(f["ceiling"])),
    "peers": lambda f: Peers(Decimal(f["max"]), Excess(f["excess"])),
}


def text_of(rule: Rule) -> str:
    """The canonical text; empty fields are left out."""
    name, fields = _fields(rule.form)
    common = {"max": _number(rule.maximum), "d": str(rule.digits), "na": rule.not_arising}
    pairs = [f"{key}={value}" for key, value in {**common, **fields}.items() if value]
    return f"{name}({','.join([rule.part, *pairs])})"


def rule_of(text: str) -> Rule:
    """The rule a canonical text stands for. Raises ValueError where it is none."""
    name, opened, body = text.strip().partition("(")
    if not opened or not body.endswith(")") or name not in BACK:
        raise ValueError(text)
    part, *pairs = body[:-1].split(",")
    keys = ("max", "floor", "ceiling", "levels", "times", "bands", "measure", "whole", "deadline", "step", "least")
    fields = dict.fromkeys(keys, "")
    fields.update(dict(pair.partition("=")[::2] for pair in pairs))
    try:
        form = BACK[name](fields)
        return Rule(form, Part(part), _decimal(fields["max"]), int(fields["d"]), NotArising(fields["na"]))
    except (KeyError, InvalidOperation, ValueError) as wrong:
        raise ValueError(text) from wrong
