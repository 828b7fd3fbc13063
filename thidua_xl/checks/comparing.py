"""One rule of `Đối chiếu`: holds, fails (both sides and their cells quoted) or cannot be checked."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from thidua_xl.findings.finding import Finding, Where
from thidua_xl.live.figures import KEYS, holds
from thidua_xl.member.places import finding
from thidua_xl.member.reading import Reading
from thidua_xl.points import rounded, vietnamese
from thidua_xl.rulebook.expressions import FigureOf, figures_in, parsed, value_of
from thidua_xl.rulebook.models import CrossCheck, Rulebook
from thidua_xl.sheets import member, words
from thidua_xl.submission import Submission
from thidua_xl.text.vietnamese import fold

Known = Mapping[str, tuple[Submission, Reading]]
SHOWN_DIGITS = 4


def named(rule: CrossCheck) -> list[FigureOf]:
    """The figures a rule names, each once, in reading order."""
    return list(dict.fromkeys([*figures_in(parsed(rule.left)), *figures_in(parsed(rule.right))]))


def names_its_units(rule: CrossCheck) -> bool:
    """Does every figure name its unit? Such a rule is checked once."""
    return all(figure.unit for figure in named(rule))


def units_of(rule: CrossCheck, rulebook: Rulebook) -> list[str]:
    """The units a rule names, in their declared spelling."""
    return [unit.code for unit in rulebook.units if fold(unit.code) in {fold(f.unit) for f in named(rule) if f.unit}]


def own_rules(rulebook: Rulebook, unit: str) -> Iterator[CrossCheck]:
    """The rules one unit's workbook can tell: about this unit, on figures it reports.

    A rule in which every figure names its unit is checked once for the bloc, not here.
    """
    for rule in rulebook.cross_checks:
        mine = not any(figure.unit and fold(figure.unit) != fold(unit) for figure in named(rule))
        if mine and not names_its_units(rule) and applies_to(rule, rulebook, unit):
            yield rule


def applies_to(rule: CrossCheck, rulebook: Rulebook, unit: str) -> bool:
    """Is the rule checked for this unit? One for all units is, where the unit reports every figure of its own."""
    if rule.units:
        return unit in rule.units
    reported = {fold(figure.code) for figure in rulebook.figures if figure.applies_to(unit)}
    return all(fold(figure.code) in reported for figure in named(rule) if not figure.unit)


def _value(figure: FigureOf, unit: str | None, known: Known) -> Decimal | None:
    reading = known.get(_unit(figure, unit, known), (None, None))[1]
    figures = reading.figures if reading else {}
    values = next((values for code, values in figures.items() if fold(code) == fold(figure.code)), None)
    return getattr(values, KEYS[figure.kind]) if values else None


def compared(rule: CrossCheck, unit: str | None, known: Known) -> Finding | None:
    """What is wrong with a rule, None where it holds. ``unit`` is the one under check; None: all are named."""

    def lookup(figure: FigureOf) -> Decimal | None:
        return _value(figure, unit, known)

    figures = named(rule)
    absent = [figure for figure in figures if lookup(figure) is None]
    left, right = value_of(parsed(rule.left), lookup), value_of(parsed(rule.right), lookup)
    facts = {"ma": rule.code, "noi_dung": rule.text or f"{rule.left} {rule.comparison} {rule.right}"}
    if left is None or right is None:
        lack = ", ".join(_said(figure) for figure in absent) or "0"
        where = _where((absent or figures)[0], unit, known)
        code = "TD-DOI-CHIEU-CHUA-DU" if absent else "TD-DOI-CHIEU-CHIA-0"
        return finding(code, where, {**facts, "thieu": lack})
    if holds(rule, left, right):
        return None
    quoted = "; ".join(_quoted(figure, unit, known, lookup(figure)) for figure in figures)
    sides = {"trai": _number(left), "phep": rule.comparison, "phai": _number(right), "o": quoted}
    code = "TD-DOI-CHIEU-SAI" if rule.gravity == words.GRAVE else "TD-DOI-CHIEU-LECH"
    return finding(code, _where(figures[0], unit, known), {**facts, **sides})


def _unit(figure: FigureOf, unit: str | None, known: Known) -> str:
    wanted = fold(figure.unit or unit or "")
    return next((code for code in known if fold(code) == wanted), "")


def _cell(figure: FigureOf, unit: str | None, known: Known) -> tuple[Submission | None, str | None]:
    submission = known.get(_unit(figure, unit, known), (None, None))[0]
    if submission is None:
        return None, None
    claim = next((c for code, c in submission.figures.items() if fold(code) == fold(figure.code)), None)
    return submission, claim.cells.get(KEYS[figure.kind]) if claim else None


def _where(figure: FigureOf, unit: str | None, known: Known) -> Where:
    """In one unit's workbook, the cell; between units there is no one place."""
    submission, cell = _cell(figure, unit, known)
    if unit is None or submission is None:
        return Where(sheet=member.FIGURES.name if unit is None else None)
    return Where(sheet=submission.sheet(member.FIGURES.name), cell=cell)


def _said(figure: FigureOf) -> str:
    kind = f".{figure.kind}" if figure.kind else ""
    return f"{figure.unit}!{figure.code}{kind}" if figure.unit else f"{figure.code}{kind}"


def _quoted(figure: FigureOf, unit: str | None, known: Known, value: Decimal | None) -> str:
    cell = _cell(figure, unit, known)[1]
    place = f" ({cell})" if cell else ""
    return f"{_said(figure)}{place} = {vietnamese(value) if value is not None else '?'}"


def _number(value: Fraction) -> str:
    return vietnamese(rounded(value, SHOWN_DIGITS))
