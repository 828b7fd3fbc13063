"""Pieces of native formulas, within workbooks.md "What formulas may be": Excel 2010, no locale, all guarded."""

from collections.abc import Iterable
from decimal import Decimal

from thidua_xl.points import plain
from thidua_xl.rules.inputs import Bounds

NO_SCORE = '""'
EXACT_DIGITS = 10  # places to which points reckoned in binary numbers can be trusted
LITERAL_LIMIT = 250  # characters of a text in a formula; Excel itself stops at 255


def text(words: str) -> str:
    """A text literal; quotes are doubled."""
    return '"' + words.replace('"', '""') + '"'


def number(value: Decimal) -> str:
    """A number literal: a decimal point whatever the PC's signs, since files store formulas so."""
    literal = plain(value)
    return f"({literal})" if literal.startswith("-") else literal


def is_number(cell: str) -> str:
    """A real number. LibreOffice takes TRUE for a number, so logical values are refused apart."""
    return f"ISNUMBER({cell}),NOT(ISLOGICAL({cell}))"


def is_blank(*cells: str) -> str:
    """All empty or only spaces; an error cell makes the formula an error, which its outer IFERROR catches."""
    return "LEN(" + "&".join(f"TRIM({cell})" for cell in cells) + ")=0"


def when(conditions: Iterable[str], value: str, otherwise: str = NO_SCORE) -> str:
    """``value`` where all conditions hold. They are nested: a later one may rely on the earlier ones."""
    expression = value
    for condition in reversed(list(conditions)):
        expression = f"IF({condition},{expression},{otherwise})"
    return expression


def all_of(*conditions: str) -> str:
    """Conditions that stand side by side: every one is evaluated, so none may fail on the others' account."""
    return conditions[0] if len(conditions) == 1 and "," not in conditions[0] else f"AND({','.join(conditions)})"


def clamped(expression: str, bounds: Bounds) -> str:
    """``expression`` held within the bounds."""
    if bounds.low is not None:
        expression = f"MAX({number(bounds.low)},{expression})"
    if bounds.high is not None:
        expression = f"MIN({number(bounds.high)},{expression})"
    return expression


def noiseless(expression: str) -> str:
    """A difference of reckoned numbers, without the noise of binary numbers.

    5-0.2*20.875 is 0.825 and a little less in a spreadsheet, which would then be rounded down.
    """
    return f"ROUND({expression},{EXACT_DIGITS})"


def not_number(cell: str) -> str:
    """Anything but a real number."""
    return f"NOT(AND({is_number(cell)}))"
