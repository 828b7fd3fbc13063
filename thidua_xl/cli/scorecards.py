"""Scorecards as the commands' JSON carries them (cli.md)."""

from decimal import Decimal

from thidua_xl.points import printed
from thidua_xl.scorecard import Scorecard


def scorecard_json(card: Scorecard, digits: int) -> dict[str, dict[str, str | None]]:
    """Every line and sum of the period: its state, and its points with the rulebook's digits."""
    return {
        code: {
            "state": str(line.state),
            "score": _points(line.score, digits),
            "assessed": _points(line.assessed, digits),
            "final": _points(line.final, digits),
        }
        for code, line in card.lines.items()
    }


def _points(value: Decimal | None, digits: int) -> str | None:
    return None if value is None else printed(value, digits)
