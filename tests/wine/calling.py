"""Calls of the worksheet functions with what the engine answers, as lines of JSON for calls.py."""

import json
import random
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from judging_filling import KEYS, Filling, Typed, Wrong
from judging_inputs import Hand

from thidua_xl.findings.short import SHORT
from thidua_xl.live.plan import Plan
from thidua_xl.live.shown import Shown
from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.rules import Inputs, Rule, text_of
from xl.functions import FUNCTIONS

BY_NAME = {function.__name__: function for function in FUNCTIONS}
ORDER = ("result", "target", "typed", "times", "not_arising")
assert set(ORDER) == set(KEYS)


def call(function: str, *arguments: object, expected: object = ...) -> dict[str, object]:
    """One call; without ``expected`` it is what the function answers here."""
    if expected is ...:
        expected = BY_NAME[function](*map(_here, arguments))
    return {"function": function, "args": [as_json(one) for one in arguments], "expected": expected}


def as_json(value: Any) -> object:
    """An argument as calls.py reads it."""
    if isinstance(value, list | tuple):
        return [[as_json(cell) for cell in row] for row in value]
    if isinstance(value, Wrong):
        return {"error": value.shown}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return value


def _here(value: Any) -> object:
    if isinstance(value, list | tuple):
        return [[_here(cell) for cell in row] for row in value]
    return value.shown if isinstance(value, Wrong) else value


def engine_call(rule: Rule, given: Inputs) -> dict[str, object]:
    """A line's cells, already read, and the engine's points; what has none answers a sentence."""
    cells = [given.result, given.target, given.typed, given.times]
    arguments = [float(cell) if hasattr(cell, "as_tuple") else cell for cell in cells]
    score = rule.score(given).points
    marked = "x" if given.not_arising else None
    line = (text_of(rule), *arguments, marked)
    return call("TD_DIEM", *line) if score is None else call("TD_DIEM", *line, expected=float(score))


def filled_lines(rulebook: Rulebook, chance: random.Random, dirty: float) -> Iterator[dict[str, object]]:
    """Every line of a rulebook, filled in at random: its score and what is wrong first on it."""
    unit = rulebook.unit("CAT")
    assert unit is not None
    plan = Plan(rulebook, unit)
    filling: Filling = Hand(chance, dirty=dirty).filling(plan)
    shown = Shown(plan, filling.submission(), date(2026, 11, 20))
    for _, row in plan.lines:
        cells = filling.lines.get(row.code, {})
        if row.rule is not None and "#N/A" not in cells.values():  # as a text; xlwings names an error cell the same
            yield _scored(row, shown, [cells.get(key) for key in ORDER])


def _scored(row: Criterion, shown: Shown, cells: list[Typed]) -> dict[str, object]:
    assert row.rule is not None
    score, text = shown.score(row), text_of(row.rule)
    if isinstance(score, float):
        return call("TD_DIEM", text, *cells, expected=score)
    found = call("TD_DIEM", text, *cells)
    code = shown.line_problem(row)
    sentence = str(found["expected"])
    assert sentence.startswith("⚠ "), (row.code, cells, score, sentence)
    assert code is None or SHORT[code] in sentence or "⚠" in sentence
    return found


def written(path: Path, calls: Iterable[dict[str, object]]) -> int:
    """Write the calls; how many."""
    lines = [json.dumps(one, ensure_ascii=False) for one in calls]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)
