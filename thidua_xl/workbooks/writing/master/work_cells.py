"""The working cells of every unit: what they show, and their formulas, which are packed until they are drawn."""

from collections.abc import Mapping
from typing import NamedTuple

from thidua_xl.held import held_table
from thidua_xl.live import master_classes, master_ranks, master_totals
from thidua_xl.live.live_cell import Live, Shown
from thidua_xl.live.master_plan import MasterPlan
from thidua_xl.live.master_votes import open_errors

BARS = {"bar name": "unit", "bar total": "total"}  # the chart's columns, and whence they come
WorkCells = dict[str, dict[str, Shown]]  # what they show, by unit and key


class Working(NamedTuple):
    """``formulas`` are by unit and key; those of the ranking are made when they are drawn (``rank_formulas``)."""

    shown: WorkCells
    formulas: Mapping[str, Mapping[str, str]]


def work_cells(plan: MasterPlan, drawn_errors: Mapping[str, int], last_finding: int) -> Working:
    """Every working cell of every unit."""
    orders = {code: float(place) for place, code in enumerate(sorted(plan.numbers))}
    shown: WorkCells = {}
    formulas: dict[str, Mapping[str, str]] = {}
    for unit in plan.rulebook.units:
        live = master_ranks.standing_cells(plan, unit.code)
        if unit.code in plan.cards:
            errors = open_errors(plan, unit.code, drawn_errors.get(unit.code, 0), last_finding)
            live = _scored(plan, unit.code) | {"open": errors} | live
        shown[unit.code] = {
            "unit": unit.code,
            "name": unit.name,
            "group name": unit.group,
            "group": float(plan.groups.index(unit.group) + 1),
            "number": float(plan.numbers[unit.code] + 1),
            "order": orders[unit.code],
            "reason": plan.apart.get(unit.code, ""),
            "open": 0.0,
            **{key: cell.value for key, cell in live.items()},
        }
        formulas[unit.code] = held_table({key: cell.formula for key, cell in live.items()})
    _rank(plan, shown)
    return Working(shown, formulas)


def _scored(plan: MasterPlan, unit: str) -> dict[str, Live]:
    found = master_totals.total_cells(plan, unit) | master_classes.class_cells(plan, unit)
    for place, lines in enumerate(plan.gates):
        for number, line in enumerate(lines):
            gate = master_classes.gate_cell(plan, unit, line)
            if gate is not None:
                found[f"gate {place} {number}"] = gate
    return found


def _rank(plan: MasterPlan, shown: WorkCells) -> None:
    for unit, place in master_ranks.shown_places(plan, shown).items():
        shown[unit] |= place
    for unit, found in shown.items():
        found["because"] = master_ranks.shown_because(plan, unit, shown, plan.apart.get(unit, ""))
        found["rank said"] = master_ranks.shown_rank(found)
    _sort(plan, shown)


def _sort(plan: MasterPlan, shown: WorkCells) -> None:
    """The list in the order of places: which row comes at each, and what the chart shows of it."""
    by_place = {int(float(found["place"])): unit for unit, found in shown.items()}
    for place, own in enumerate(shown.values(), 1):
        here = by_place[place]
        own["sorted"] = float(plan.numbers[here] + 1)
        for key, source in BARS.items():
            own[key] = shown[here].get(source, "") if shown[here]["eligible"] == 1.0 else ""


def rank_formulas(plan: MasterPlan, unit: str) -> dict[str, str]:
    """The formulas of what the ranking shows of a unit, and of the place with its number in the list."""
    row = plan.work("sorted", unit)
    ranked = f"INDEX({plan.work_span('eligible')},{row})=1"
    bars = {key: f'IF({ranked},INDEX({plan.work_span(source)},{row}),"")' for key, source in BARS.items()}
    return {
        **master_ranks.place_cells(plan, unit),
        "because": master_ranks.because_formula(plan, unit, plan.apart.get(unit, "")),
        "rank said": master_ranks.rank_said_formula(plan, unit),
        "sorted": f"MATCH({plan.numbers[unit] + 1},{plan.work_span('place')},0)",
        **bars,
    }
