"""A master as long tables for analysts of a province or the nation: one row a fact, the same columns in every bloc.

Points are exact decimals, not floats; what is not there is null, never 0. Texts that people typed (reasons, evidence,
names of persons, telephone numbers) are left out.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import pandas as pd

from thidua_xl.consolidation.master import Master
from thidua_xl.findings.catalogue import as_json
from thidua_xl.rulebook.fingerprint import fingerprint

Row = Mapping[str, object]
WHOSE = ("bloc", "period", "start", "end", "fingerprint")
SCORES = (*WHOSE, "unit", "code", "is_sum", "state", "maximum", "score", "assessed", "final")
TOTALS = (
    *WHOSE,
    "unit",
    "name",
    "group",
    "rank",
    "tied",
    "open_errors",
    "main",
    "bonus",
    "deduction",
    "total",
    "class",
)
PARTS = ("main", "bonus", "deduction", "total")
FIGURES = (*WHOSE, "unit", "figure", "measured_in", "target", "result", "before")
FINDINGS = (*WHOSE, "code", "severity", "unit", "file", "sheet", "cell")
FILES = (*WHOSE, "path", "sha256", "size", "unit", "status", "submission", "read_at")


def tables(master: Master) -> dict[str, pd.DataFrame]:
    """By name: scores (a row a unit and line), totals (a row a unit), figures, findings, files."""
    return {
        "scores": _table(master, SCORES, _scores(master)),
        "totals": _table(master, TOTALS, _totals(master)),
        "figures": _table(master, FIGURES, _figures(master)),
        "findings": _table(master, FINDINGS, (as_json(finding) for finding in master.findings)),
        "files": _table(master, FILES, _files(master)),
    }


def _table(master: Master, columns: tuple[str, ...], rows: Iterable[Row]) -> pd.DataFrame:
    rulebook = master.rulebook
    whose = (rulebook.bloc, rulebook.period, rulebook.start, rulebook.end, fingerprint(rulebook))
    head = dict(zip(WHOSE, whose, strict=True))
    cells = [[{**head, **row}.get(column) for column in columns] for row in rows]
    return pd.DataFrame(cells, columns=list(columns), dtype=object)


def _scores(master: Master) -> Iterable[Row]:
    for unit, result in master.results.items():
        for code, line in result.card.lines.items():
            row = master.rulebook.criterion(code)
            yield {
                "unit": unit,
                "code": code,
                "is_sum": bool(row and row.is_sum),
                "state": str(line.state),
                "maximum": row.maximum if row else None,
                "score": line.score,
                "assessed": line.assessed,
                "final": line.final,
            }


def _totals(master: Master) -> Iterable[Row]:
    places = {standing.unit: standing.place for standing in master.standings}
    for unit in master.rulebook.units:
        result, place = master.results.get(unit.code), places.get(unit.code)
        totals = result.card.totals if result else None
        yield {
            "unit": unit.code,
            "name": unit.name,
            "group": unit.group,
            "rank": place.rank if place else None,
            "tied": place.tied if place else None,
            "open_errors": result.open_errors if result else None,
            "class": result.card.class_name if result else None,
            **({part: getattr(totals, part) for part in PARTS} if totals else {}),
        }


def _figures(master: Master) -> Iterable[Row]:
    for unit, result in master.results.items():
        reading = result.submission.figures
        for figure in master.rulebook.figures:
            claim = reading.get(figure.code)
            if claim is None:
                continue
            yield {
                "unit": unit,
                "figure": figure.code,
                "measured_in": figure.measured_in,
                "target": figure.targets.get(unit) or _number(claim.target),
                "result": result.figures.get(figure.code),
                "before": _number(claim.before),
            }


def _number(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _files(master: Master) -> Iterable[Row]:
    for file in master.files:
        yield {column: getattr(file, column) for column in FILES if column not in WHOSE} | {"status": str(file.status)}
