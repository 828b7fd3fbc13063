"""The *mã đối soát* of the signing sheet: a plain-formula checksum of inputs and scores.

A person can compare six digits on paper with six digits on screen; consolidation recomputes them. It guards against
slips and edits after signing, not against a forger.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from thidua_xl.book import EPOCH_1900
from thidua_xl.live import hidden
from thidua_xl.live.plan import FIRST_ROW, Plan
from thidua_xl.points import rounded
from thidua_xl.rulebook.models import Criterion
from thidua_xl.submission import Raw

PRIME = 9973
MODULUS = 999_983
FACTORS = {"not_arising": 3, "target": 5, "result": 7, "times": 11, "typed": 13, "score": 17}
LARGEST = 10**9  # thousandths are looked at below this
LOGICAL = 4  # what TRUE and FALSE count for: their names differ from PC to PC


def number_part(cell: str) -> str:
    """A cell's part of its line's sum: its whole part modulo a prime, its thousandths, or its text's length."""
    whole = f"INT(ABS({cell}))"
    remainder = f"{whole}-INT({whole}/{PRIME})*{PRIME}"
    # not (ABS-INT)*1000, which loses half a thousandth; of the largest numbers a double has no thousandths
    thousandths = f"IF(ABS({cell})<{LARGEST},ROUND(ABS({cell})*1000,0)-{whole}*1000,0)"
    parts = f"{remainder}+{thousandths}+IF({cell}<0,1,0)"
    return f"IF(ISLOGICAL({cell}),{LOGICAL},IF(ISNUMBER({cell}),{parts},LEN(TRIM({cell}))))"


def part_of(value: Raw | float) -> int:
    """The same of a value."""
    if value is None or value == "":
        return 0
    if isinstance(value, bool):
        return LOGICAL
    if isinstance(value, date):
        value = Decimal((value - EPOCH_1900.date()).days)
    if isinstance(value, str):
        return len(" ".join(piece for piece in value.split(" ") if piece))  # as TRIM leaves it
    amount = Decimal(repr(value)) if isinstance(value, float) else value
    whole = int(abs(amount))
    thousandths = int(rounded((abs(amount) - whole) * 1000, 0)) if abs(amount) < LARGEST else 0
    return whole % PRIME + thousandths + (1 if amount < 0 else 0)


def line_formula(plan: Plan, row_number: int, row: Criterion) -> str:
    """The sum of one line, on `_thidua`, weighted by its place, so that swapped lines differ too."""
    score = plan.score_cell(row.code, from_other_sheet=True)
    cells = {key: plan.input_cell(key, row_number) for key in FACTORS if key != "score"} | {"score": score}
    terms = "+".join(f"{factor}*({number_part(cells[key])})" for key, factor in FACTORS.items())
    return f"IFERROR({weight(plan, row_number)}*({terms}),0)"


def line_sum(plan: Plan, row_number: int, values: dict[str, Raw | float]) -> int:
    """The same of a line's values."""
    return weight(plan, row_number) * sum(factor * part_of(values.get(key)) for key, factor in FACTORS.items())


def total_formula(plan: Plan) -> str:
    """Six digits, of all lines."""
    return f"MOD(SUM({hidden.span(hidden.SUM_CHECK, FIRST_ROW, max(plan.last_score_row, FIRST_ROW))}),{MODULUS})"


def weight(plan: Plan, row_number: int) -> int:
    """The weight of the line of a row."""
    return plan.place_of[row_number] * 31 % 997 + 1


def total(sums: Sequence[int]) -> int:
    """The same of the lines' sums."""
    return sum(sums) % MODULUS


def shown(code: int) -> str:
    """As printed: ``012 345``."""
    digits = f"{code:06d}"
    return f"{digits[:3]} {digits[3:]}"


def shown_formula(cell: str) -> str:
    """The same of a cell that holds the six digits as a number."""
    padded = f'RIGHT("000000"&{cell},6)'
    return f'LEFT({padded},3)&" "&RIGHT({padded},3)'
