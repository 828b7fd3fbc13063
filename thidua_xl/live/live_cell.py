"""A live cell: its native formula and the value it shows before anything is typed."""

from decimal import Decimal
from typing import NamedTuple

Shown = float | str


class Live(NamedTuple):
    """``formula`` without its ``=``; ``value`` is what a spreadsheet computes from it."""

    formula: str
    value: Shown


def shown(value: Decimal | int | None) -> Shown:
    """A number as a cell holds it; None is the empty text."""
    return "" if value is None else float(value)
