"""The sides of a `Đối chiếu` rule: arithmetic over numbers and figure codes. Nothing else is ever evaluated."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua_xl.errors import BadExpression

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:[.,]\d+)?)|(?P<name>(?:[A-Za-z]\w*\s*!\s*)?[A-Za-z]\w*(?:\.[A-Za-z]+)?)|(?P<sign>[-−+*/()×÷]))"
)
SIGNS = {"−": "-", "×": "*", "÷": "/"}
LONGEST = 500  # characters; a real rule has under 100
DEEPEST = 40  # nested brackets


class Kind:
    """Which figure of a code: result, target (`.KH`), same period last year (`.CK`)."""

    RESULT = ""
    TARGET = "KH"
    BEFORE = "CK"


@dataclass(frozen=True, slots=True)
class Number:
    """A literal."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class FigureOf:
    """A figure: of the unit under check, or of the unit it names."""

    code: str
    kind: str = Kind.RESULT
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """Two sides and one of + - * /."""

    sign: str
    left: "Expression"
    right: "Expression"


Expression = Number | FigureOf | Operation
Lookup = Callable[[FigureOf], Decimal | None]


def parsed(text: str) -> Expression:
    """The expression a side says. Raises BadExpression with the piece at fault."""
    if len(text) > LONGEST:
        raise BadExpression(text[:30] + "…")
    parser = _Parser(list(_tokens(text)))
    expression = parser.sum()
    if parser.tokens:
        raise BadExpression(parser.tokens[0][1])
    return expression


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    stripped = text.rstrip()
    while place < len(stripped):
        found = TOKEN.match(stripped, place)
        if found is None or found.lastgroup is None:
            raise BadExpression(stripped[place:].split()[0])
        token = found.group(found.lastgroup)
        yield found.lastgroup, SIGNS.get(token, token)
        place = found.end()


class _Parser:
    """Recursive descent: sum of products of signed factors."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.depth = 0

    def _next_sign(self, signs: str) -> str | None:
        if self.tokens and self.tokens[0][0] == "sign" and self.tokens[0][1] in signs:
            return self.tokens.pop(0)[1]
        return None

    def sum(self) -> Expression:
        left = self.product()
        while sign := self._next_sign("+-"):
            left = Operation(sign, left, self.product())
        return left

    def product(self) -> Expression:
        left = self.factor()
        while sign := self._next_sign("*/"):
            left = Operation(sign, left, self.factor())
        return left

    def factor(self) -> Expression:
        self.depth += 1
        if not self.tokens or self.depth > DEEPEST:
            raise BadExpression("(thiếu số hoặc mã)" if not self.tokens else "(quá nhiều dấu ngoặc)")
        try:
            return self._factor()
        finally:
            self.depth -= 1

    def _factor(self) -> Expression:
        kind, token = self.tokens.pop(0)
        if kind == "number":
            return Number(Decimal(token.replace(",", ".")))
        if kind == "name":
            return _figure(token)
        if token == "-":
            return Operation("-", Number(Decimal(0)), self.factor())
        if token == "+":
            return self.factor()
        if token == "(":
            inner = self.sum()
            if self._next_sign(")") is None:
                raise BadExpression("(thiếu dấu đóng ngoặc)")
            return inner
        raise BadExpression(token)


def _figure(token: str) -> FigureOf:
    unit, mark, rest = "".join(token.split()).rpartition("!")
    code, dot, kind = rest.partition(".")
    if kind.upper() not in ("", Kind.TARGET, Kind.BEFORE) or (dot and not kind):
        raise BadExpression(token)
    return FigureOf(code, kind.upper(), unit if mark else "")


def figures_in(expression: Expression) -> Iterator[FigureOf]:
    """Every figure it names, in reading order."""
    if isinstance(expression, FigureOf):
        yield expression
    elif isinstance(expression, Operation):
        yield from figures_in(expression.left)
        yield from figures_in(expression.right)


def value_of(expression: Expression, lookup: Lookup) -> Fraction | None:
    """The exact value, or None where a figure is missing or something is divided by 0."""
    if isinstance(expression, Number):
        return Fraction(expression.value)
    if isinstance(expression, FigureOf):
        found = lookup(expression)
        return None if found is None else Fraction(found)
    left, right = value_of(expression.left, lookup), value_of(expression.right, lookup)
    if left is None or right is None or (expression.sign == "/" and right == 0):
        return None
    match expression.sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return left / right
