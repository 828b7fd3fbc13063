"""Figures: missing, shown with a wrong percentage, leaping, in the wrong unit; `Đối chiếu` within one unit."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from thidua_xl.checks.case import Case
from thidua_xl.checks.comparing import compared, own_rules
from thidua_xl.checks.lines import many_times
from thidua_xl.findings.finding import Finding
from thidua_xl.live.figures import ratio
from thidua_xl.member.places import figure_where, finding
from thidua_xl.member.reading import FigureValues
from thidua_xl.member.texts import number
from thidua_xl.points import rounded, vietnamese
from thidua_xl.rulebook.models import Figure
from thidua_xl.rules.vocabulary import Part
from thidua_xl.sheets import member, words
from thidua_xl.submission import FigureClaim
from thidua_xl.text.numbers import Kind

LEAP = 5  # times last year's figure, or a part of it
LEAST = 20  # smaller figures leap every year
SLIPS = (1_000, 1_000_000)  # thousands and millions mistaken for each other
NEAR = Fraction(3)  # how far from such a factor still looks like it
SHARE = Decimal("0.01")  # shown with two digits


def _figures(case: Case) -> Iterator[tuple[Figure, FigureClaim, FigureValues]]:
    for code, values in case.reading.figures.items():
        claim = case.submission.figures.get(code)
        if claim is not None:
            yield case.rulebook.figures_by_code[code], claim, values


def missing(case: Case) -> Iterator[Finding]:
    """No result: but where every line that reads it says so itself, or lets blank mean nothing to report."""
    for figure, claim, values in _figures(case):
        is_blank = values.result is None and (figure.code, "result") not in case.reading.unread_figures
        if is_blank and not _excused(case, figure):
            facts = {"ma": figure.code, "ten": figure.name}
            yield finding("TD-THIEU-SO-LIEU", figure_where(case.submission, claim, "result"), facts)


def _excused(case: Case, figure: Figure) -> bool:
    own = [row for row in case.rulebook.lines_of(case.submission.unit) if row.figure == figure.code]
    blank_is_nothing = (row.part is not Part.MAIN or not case.card.lines[row.code].arises for row in own)
    return bool(own) and all(blank_is_nothing)


def shown_ratios(case: Case) -> Iterator[Finding]:
    """The percentage a cell shows against result ÷ target as they are typed."""
    for figure, claim, values in _figures(case):
        assigned = figure.targets.get(case.submission.unit)
        typed = claim if assigned is None else claim.model_copy(update={"target": assigned})
        read = claim.model_copy(update={"result": values.result, "target": values.target})
        computed = [found for found in (ratio(typed), ratio(claim), ratio(read)) if found is not None]
        shown = number(claim.shown_ratio, "", Kind.PERCENT).value
        if not isinstance(shown, Decimal) or any(abs(shown - found) <= SHARE for found in computed):
            continue
        if not computed and case.has_lost_text(shown, ""):
            continue
        facts = {"ma": figure.code, "ghi": vietnamese(shown), "tinh": vietnamese(computed[-1]) if computed else "?"}
        yield finding("TD-TY-LE-LECH", figure_where(case.submission, claim, "ratio"), facts)


def doubtful(case: Case) -> Iterator[Finding]:
    """A unit slip, else a leap against last year, else a result many times its target: one warning a figure."""
    for figure, claim, values in _figures(case):
        if values.result is not None and figure.kind != words.PERCENT:
            found = _slip(figure, values) or _leap(figure, values) or _many_times(figure, values)
            if found:
                yield finding(found[0], figure_where(case.submission, claim, "result"), found[1])


def _slip(figure: Figure, values: FigureValues) -> tuple[str, dict[str, str]] | None:
    for key in ("before", "target"):
        against = getattr(values, key)
        if values.result and against and values.result > 0 and against > 0:
            times = Fraction(values.result) / Fraction(against)
            larger = max(times, 1 / times)
            slip = next((slip for slip in SLIPS if slip / NEAR <= larger <= slip * NEAR), None)
            if slip:
                header = member.FIGURES.column(key).header
                facts = {
                    "ma": figure.code,
                    "ghi": vietnamese(values.result),
                    "cot": header,
                    "don_vi": figure.measured_in,
                }
                return "TD-NHAM-DON-VI", facts | {"so_sanh": vietnamese(against), "lan": vietnamese(Decimal(slip))}
    return None


def _leap(figure: Figure, values: FigureValues) -> tuple[str, dict[str, str]] | None:
    result, before = values.result, values.before
    if result is None or before is None or min(result, before) <= 0 or max(result, before) < LEAST:
        return None
    times = max(Fraction(result) / Fraction(before), Fraction(before) / Fraction(result))
    if times < LEAP:
        return None
    facts = {"ma": figure.code, "ghi": vietnamese(result), "cung_ky": vietnamese(before)}
    return "TD-TANG-DOT-BIEN", facts | {"lan": vietnamese(rounded(times, 1))}


def _many_times(figure: Figure, values: FigureValues) -> tuple[str, dict[str, str]] | None:
    times = many_times(values.result, values.target)
    if times is None or values.result is None or values.target is None:
        return None
    facts = {"dong": figure.code, "ghi": vietnamese(values.result), "chi_tieu": vietnamese(values.target)}
    return "TD-TY-LE-KHO-TIN", facts | {"lan": times}


def comparisons(case: Case) -> Iterator[Finding]:
    """The rules of `Đối chiếu` that name no other unit; one whose figures are not all there was not passed."""
    if not case.has(member.FIGURES):
        return
    unit, known = case.submission.unit, {case.submission.unit: (case.submission, case.reading)}
    for rule in own_rules(case.rulebook, unit):
        if found := compared(rule, unit, known):
            yield found


CHECKS = (missing, shown_ratios, doubtful, comparisons)
