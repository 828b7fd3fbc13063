"""The live cells of `Số liệu`, and the `Đối chiếu` rules a unit can check by itself."""

from decimal import Decimal
from fractions import Fraction

from thidua_xl.findings.short import SHORT
from thidua_xl.live.plan import Plan
from thidua_xl.points import rounded
from thidua_xl.rulebook.expressions import Expression, FigureOf, Kind, Number, figures_in, parsed, value_of
from thidua_xl.rulebook.models import CrossCheck, Figure
from thidua_xl.rules.formulas import is_blank, is_number, number, text
from thidua_xl.sheets import words
from thidua_xl.submission import FigureClaim, Raw
from thidua_xl.text.vietnamese import fold

RATIO_DIGITS = 2
KEYS = {Kind.RESULT: "result", Kind.TARGET: "target", Kind.BEFORE: "before"}


def ratio_formula(plan: Plan, figure: Figure) -> str:
    """Result × 100 ÷ target, "" where either is missing or the target is not above 0."""
    result = plan.figure_cell("result", figure.code, on_sheet=True)
    target = plan.figure_cell("target", figure.code, on_sheet=True)
    share = f"ROUND({result}*100/{target},{RATIO_DIGITS})"
    return f'IFERROR(IF(AND({is_number(result)},{is_number(target)}),IF({target}>0,{share},""),""),"")'


def ratio(claim: FigureClaim) -> Decimal | None:
    """What that formula shows."""
    if not isinstance(claim.result, Decimal) or not isinstance(claim.target, Decimal) or claim.target <= 0:
        return None
    return rounded(Fraction(claim.result) * 100 / Fraction(claim.target), RATIO_DIGITS)


def check_formula(plan: Plan, figure: Figure) -> str:
    """The first thing wrong with a figure."""
    cells = [plan.figure_cell(key, figure.code, on_sheet=True) for key in ("result", "target", "before")]
    expression = '""'
    for cell in reversed(cells):
        expression = _cell_check(figure, cell, expression)
    missing = f"IF({is_blank(cells[0])},{_said('TD-THIEU-SO-LIEU')},{expression})"
    return f"IFERROR({missing},{_said('TD-O-LOI')})"


def _said(code: str) -> str:
    return text(SHORT[code])


def _cell_check(figure: Figure, cell: str, otherwise: str) -> str:
    tests = [(f"NOT(AND({is_number(cell)}))", "TD-KHONG-PHAI-SO")]
    if figure.kind == words.COUNT:
        tests += [(f"{cell}<0", "TD-SO-AM"), (f"{cell}<>INT({cell})", "TD-SO-LE")]
    if figure.kind == words.PERCENT:
        tests.append((f"AND({cell}>0,{cell}<=1)", "TD-PHAN-TRAM-NHO"))
    expression = otherwise
    for condition, code in reversed(tests):
        expression = f"IF({condition},{_said(code)},{expression})"
    return f"IF({is_blank(cell)},{otherwise},{expression})"


def first_problem(figure: Figure, claim: FigureClaim) -> str | None:
    """The finding code of the first thing wrong with a figure."""
    if claim.errors & {"result", "target", "before"}:
        return "TD-O-LOI"
    if claim.result is None:
        return "TD-THIEU-SO-LIEU"
    problems = (_problem(figure, value) for value in (claim.result, claim.target, claim.before))
    return next((problem for problem in problems if problem), None)


def _problem(figure: Figure, value: Raw) -> str | None:
    if value is None:
        return None
    if not isinstance(value, Decimal):
        return "TD-KHONG-PHAI-SO"
    if figure.kind == words.COUNT:
        if value < 0:
            return "TD-SO-AM"
        return "TD-SO-LE" if value != value.to_integral_value() else None
    return "TD-PHAN-TRAM-NHO" if figure.kind == words.PERCENT and 0 < value <= 1 else None


# ---- Đối chiếu within one unit


def own_checks(plan: Plan) -> list[CrossCheck]:
    """The comparisons that name no other unit, where this unit reports every figure they name."""
    return [check for check in plan.rulebook.cross_checks if _is_own(plan, check)]


def _is_own(plan: Plan, check: CrossCheck) -> bool:
    unit = plan.unit.code
    if check.units and unit not in check.units:
        return False
    named = [figure for side in (check.left, check.right) for figure in figures_in(parsed(side))]
    known = {fold(code) for code in plan.figure_row_of}
    return all(fold(f.code) in known and (not f.unit or fold(f.unit) == fold(unit)) for f in named)


def _figure_code(plan: Plan, written: str) -> str:
    return next(code for code in plan.figure_row_of if fold(code) == fold(written))


def cross_formula(plan: Plan, check: CrossCheck) -> str:
    """ "" where the comparison holds, else what is wrong; a missing figure is no pass."""
    left, right = parsed(check.left), parsed(check.right)
    named = list(dict.fromkeys([*figures_in(left), *figures_in(right)]))
    present = ",".join(is_number(_cell(plan, figure)) for figure in named) or "TRUE"
    holds = _holds_formula(f"({_written(plan, left)})", f"({_written(plan, right)})", check)
    wrong, missing = _said("TD-DOI-CHIEU-SAI"), _said("TD-DOI-CHIEU-CHUA-DU")
    return f'IFERROR(IF(AND({present}),IF({holds},"",{wrong}),{missing}),{missing})'


def _cell(plan: Plan, figure: FigureOf) -> str:
    return plan.figure_cell(KEYS[figure.kind], _figure_code(plan, figure.code))


def _written(plan: Plan, expression: Expression) -> str:
    if isinstance(expression, Number):
        return number(expression.value)
    if isinstance(expression, FigureOf):
        return _cell(plan, expression)
    return f"({_written(plan, expression.left)}{expression.sign}{_written(plan, expression.right)})"


def _holds_formula(left: str, right: str, check: CrossCheck) -> str:
    tolerance = number(check.tolerance)
    if check.tolerance_percent:
        tolerance = f"{tolerance}*ABS({right})/100"
    gap = f"ROUND({left}-{right},9)"
    slack = f"ROUND({tolerance},9)"
    return {
        "=": f"ABS({gap})<={slack}",
        "<=": f"{gap}<={slack}",
        "<": f"{gap}<{slack}",
        ">=": f"{gap}>=0-{slack}",
        ">": f"{gap}>0-{slack}",
    }[check.comparison]


def holds(check: CrossCheck, left: Fraction, right: Fraction) -> bool:
    """Does the comparison hold, with its tolerance (rulebook.md, `Đối chiếu`)?"""
    slack = Fraction(check.tolerance)
    if check.tolerance_percent:
        slack = slack * abs(right) / 100
    return {
        "=": abs(left - right) <= slack,
        "<=": left <= right + slack,
        "<": left < right + slack,
        ">=": left >= right - slack,
        ">": left > right - slack,
    }[check.comparison]


def cross_problem(plan: Plan, check: CrossCheck, figures: dict[str, FigureClaim]) -> str | None:
    """What ``cross_formula`` says, as a finding code."""

    def lookup(figure: FigureOf) -> Decimal | None:
        claim = figures.get(_figure_code(plan, figure.code))
        value = getattr(claim, KEYS[figure.kind]) if claim else None
        return value if isinstance(value, Decimal) else None

    left, right = value_of(parsed(check.left), lookup), value_of(parsed(check.right), lookup)
    if left is None or right is None:
        return "TD-DOI-CHIEU-CHUA-DU"
    return None if holds(check, left, right) else "TD-DOI-CHIEU-SAI"
