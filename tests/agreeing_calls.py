"""Calls of the worksheet functions with what the engine answers, as JSON lines: for any host that can call them.

    python tests/agreeing_calls.py calls.jsonl [fillings]

One line is ``{"function": "TD_DIEM", "args": [...], "expected": ...}``. An argument is a number, a text, true or
false; null is a blank cell, ``{"error": "#N/A"}`` a cell in error, ``{"date": "2026-06-05"}`` a cell that shows a
date (its serial number will do as well), a list of lists the rows of a range. ``expected`` is what the cell must show:
a number, a text ("" for an empty cell), or rows for a function that answers a column.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from agreeing_bloc import COMPARED, Bloc, Unit, blocs
from agreeing_rulebook import UNITS
from judging_filling import Typed, Wrong

from thidua_xl.cells.share import verdict
from thidua_xl.rulebook.fingerprint import line_text
from thidua_xl.rulebook.models import Criterion
from thidua_xl.rules import State

READ = ("result", "target", "typed", "times", "not_arising")
TODAY = date(2026, 11, 20)
Call = dict[str, object]


def calls(bloc: Bloc) -> Iterator[Call]:
    """Every call about the units of a bloc."""
    for unit in bloc.units.values():
        for _, row in unit.plan.lines:
            yield from line_calls(unit, row)
        yield from total_calls(unit)
    yield from bloc_calls(bloc)


def line_calls(unit: Unit, row: Criterion) -> Iterator[Call]:
    """The points and the check of one line."""
    cells = unit.filling.lines.get(row.code, {})
    line = [line_text(row), *(in_json(cells.get(key)) for key in READ)]
    yield call("TD_DIEM", unit.called(row), *line)
    around = [in_json(cells.get("reason")), unit.shown.evidence_count(row), row.evidence, row.measured_in]
    days = [{"date": TODAY.isoformat()}, {"date": unit.plan.rulebook.start.isoformat()}]
    yield call("TD_KIEMTRA", unit.checked(row), *line, *around, *days)


def total_calls(unit: Unit) -> Iterator[Call]:
    """The parts added up, and the class of the total."""
    scores = [[unit.shown.score(row)] for _, row in unit.plan.lines]
    added = sum((unit.shown.card.lines[row.code].score or Decimal(0) for _, row in unit.plan.lines), Decimal(0))
    yield call("TD_TONG", float(added), scores)
    total = unit.shown.total("total")
    yield call("TD_XEPLOAI", unit.shown.total("class"), None if total == "" else total, class_table(unit))


def class_table(unit: Unit) -> list[list[object]]:
    """`Xếp loại` as the three columns that TD_XEPLOAI reads."""
    rows = unit.plan.rulebook.classes
    return [[row.name, *(None if edge is None else float(edge) for edge in (row.start, row.below))] for row in rows]


def bloc_calls(bloc: Bloc) -> Iterator[Call]:
    """The ranks, the lines compared with the leading unit, and a vote for each unit."""
    yield call("TD_XEPHANG", ranks(bloc), *ranking(bloc))
    groups = [[unit.group] for unit in bloc.rulebook.units]
    for row in (row for row in bloc.rulebook.leaves if row.code in COMPARED):
        columns = [peers_column(bloc, row, key) for key in ("result", "target", "not_arising")]
        yield call("TD_DANDAU", compared(bloc, row), line_text(row), *columns[:2], groups, columns[2])
    for number in range(1, len(UNITS) + 1):
        agreed, asked = number + len(bloc.standings), number + len(UNITS)
        strictly = number % 2 == 0
        expected = str(verdict(agreed, asked, Decimal(75), strictly=strictly))
        yield call("TD_SUYTON", expected, agreed, asked, 75, "Có" if strictly else None)


def ranking(bloc: Bloc) -> tuple[list[list[object]], list[list[object]], list[list[object]]]:
    """Totals, metrics and groups as columns; an excluded unit has no total there."""
    totals: list[list[object]] = []
    for code in UNITS:
        found = bloc.cards[code].totals
        totals.append([float(found.total) if found and code in bloc.standings else None])
    metrics: list[list[object]] = [[None if m is None else float(m) for m in bloc.metrics(code)] for code in UNITS]
    return totals, metrics, [[unit.group] for unit in bloc.rulebook.units]


def ranks(bloc: Bloc) -> list[list[float | str]]:
    """The engine's ranks as a column."""
    return [[float(bloc.standings[code].place.rank) if code in bloc.standings else ""] for code in UNITS]


def peers_column(bloc: Bloc, row: Criterion, key: str) -> list[list[object]]:
    """A column of cells of one line over the units."""
    return [[in_json(bloc.units[code].filling.lines.get(row.code, {}).get(key))] for code in UNITS]


def compared(bloc: Bloc, row: Criterion) -> list[list[float | str]]:
    """The engine's points of a line over the units; why there are none."""
    found: list[list[float | str]] = []
    for code in UNITS:
        own, line = bloc.units[code], bloc.cards[code].lines[row.code]
        alone = own.shown.card.lines[row.code]
        waits = alone.state is State.PENDING and line.score is not None
        found.append([float(line.score) if waits and line.score is not None else own.called(row)])
    return found


def call(function: str, expected: object, *arguments: object) -> Call:
    """One line of the file."""
    return {"function": function, "args": list(arguments), "expected": expected}


def in_json(value: Typed) -> object:
    """A cell as JSON."""
    if isinstance(value, Wrong):
        return {"error": value.shown}
    return {"date": value.isoformat()} if isinstance(value, date) else value


def write_calls(path: Path, fillings: int) -> int:
    """Write the calls about so many fillings, in blocs of eight; returns how many there are."""
    written = 0
    with path.open("w", encoding="utf-8") as file:
        for bloc in blocs(-(-fillings // len(UNITS)), TODAY):
            for one in calls(bloc):
                file.write(json.dumps(one, ensure_ascii=False) + "\n")
                written += 1
    return written


if __name__ == "__main__":
    target, *more = sys.argv[1:]
    print(f"{write_calls(Path(target), int(more[0]) if more else 1000)} lines")
