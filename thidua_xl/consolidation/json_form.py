"""A master as the JSON of cli.md: points as strings with the rulebook's digits, every state named."""

from decimal import Decimal

from thidua_xl.consolidation.master import Master
from thidua_xl.findings.catalogue import as_json
from thidua_xl.points import printed
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.scoring.ranking import Standing
from thidua_xl.scoring.scorecard import LineScore, Scorecard, Totals

Json = dict[str, object]
PARTS = ("main", "bonus", "deduction", "total")


def json_form(master: Master) -> Json:
    """Everything `--json` of `thidua consolidate` holds."""
    rulebook, digits = master.rulebook, master.rulebook.digits
    return {
        "bloc": rulebook.bloc,
        "period": rulebook.period,
        "rulebook": {"file": master.rulebook_file, "fingerprint": fingerprint(rulebook)},
        "standings": [_standing(master, standing) for standing in master.standings],
        "unranked": [
            {"unit": apart.unit, "reason": apart.reason, **_totals(_totals_of(master, apart.unit), digits)}
            for apart in master.unranked
        ],
        "scorecards": {unit: scorecard_json(result.card, digits) for unit, result in master.results.items()},
        "awards": [
            {
                "award": row.award,
                "unit": row.unit,
                "proposed": row.proposed,
                "provisional": row.provisional,
                "reason": row.reason,
            }
            for row in master.proposals
        ],
        "findings": [as_json(finding) for finding in master.findings],
        "files": [
            {
                "path": file.path,
                "sha256": file.sha256,
                "unit": file.unit,
                "status": str(file.status),
                "reason": file.reason,
            }
            for file in master.files
        ],
    }


def _standing(master: Master, standing: Standing) -> Json:
    result, place = master.results[standing.unit], standing.place
    unit = master.rulebook.unit(standing.unit)
    return {
        "unit": standing.unit,
        "name": unit.name if unit else standing.unit,
        "group": standing.group,
        "rank": place.rank,
        "tied": place.tied,
        "provisional": result.open_errors > 0,
        "open_errors": result.open_errors,
        **_totals(standing.totals, master.rulebook.digits),
        "class": result.card.class_name,
        "because": place.because,
    }


def _totals_of(master: Master, unit: str) -> Totals | None:
    result = master.results.get(unit)
    return result.card.totals if result else None


def _totals(totals: Totals | None, digits: int) -> Json:
    return {part: _points(getattr(totals, part) if totals else None, digits) for part in PARTS}


def scorecard_json(card: Scorecard, digits: int) -> dict[str, Json]:
    """Every line and sum of the period: its state, and its points with the rulebook's digits."""
    return {code: _line(line, digits) for code, line in card.lines.items()}


def _line(line: LineScore, digits: int) -> Json:
    points = {key: _points(getattr(line, key), digits) for key in ("score", "assessed", "final")}
    return {"state": str(line.state), **points}


def _points(points: Decimal | None, digits: int) -> str | None:
    return None if points is None else printed(points, digits)
