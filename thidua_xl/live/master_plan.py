"""Where everything stands in the master: which row each line, unit, case, ballot and proposal has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from thidua_xl.book import column_letters
from thidua_xl.live.line_rows import LineRows, RowOf
from thidua_xl.live.plan import letters, quoted
from thidua_xl.rulebook.models import Award, Criterion, Exclusion, Rulebook, Unit
from thidua_xl.rules import Inputs
from thidua_xl.rules.peers import Peers
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.sheets import master, words
from thidua_xl.sheets.layout import Layout

HEADER_ROW = 4  # of every table: title, bloc and links stand above it
FIRST_ROW = HEADER_ROW + 1
FIRST_WORK_ROW = 2  # of the hidden sheets: one row of headers


class PeersRow(NamedTuple):
    """One unit's row of a peers line on the hidden sheet; its group's rows run from ``first`` to ``last``."""

    row: int
    line: Criterion
    unit: str
    group: str
    first: int
    last: int


@dataclass(frozen=True)
class MasterPlan:
    """The layout of a master: a pure function of the rulebook, the scorecards and what must be kept.

    ``inputs`` are the units' own (without the head's results), ``answers`` theirs to the exclusion cases. ``kept``
    are lines, cases and ballots the head typed on that would not be drawn otherwise. ``marked`` gives the number of
    open errors by unit, ``apart`` why a unit without a scorecard is not ranked.
    """

    rulebook: Rulebook
    cards: Mapping[str, Scorecard]
    inputs: Mapping[str, Mapping[str, Inputs]]
    figures: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    combined: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    open_errors: Mapping[str, int] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)
    kept_lines: tuple[tuple[str, str], ...] = ()
    kept_cases: tuple[tuple[str, str], ...] = ()
    kept_ballots: tuple[tuple[str, str], ...] = ()

    # ---- Thẩm định

    @cached_property
    def lines(self) -> LineRows:
        """The drawn lines: row, unit, criterion; unit by unit."""
        drawn = (unit.code for unit in self.rulebook.units if unit.code in self.cards)
        leaves = self.rulebook.leaves
        return LineRows(
            FIRST_ROW, ((unit, tuple(row for row in leaves if self.rulebook.has(unit, row))) for unit in drawn)
        )

    @cached_property
    def row_of(self) -> Mapping[tuple[str, str], int]:
        """Row numbers of `Thẩm định` by unit and criterion."""
        return RowOf(self.lines)

    @cached_property
    def orphans(self) -> tuple[tuple[int, str, str], ...]:
        """Rows for what the head typed on lines that are no more: row, unit, code."""
        first = FIRST_ROW + len(self.lines)
        lost = [key for key in self.kept_lines if key not in self.row_of]
        return tuple((number, *key) for number, key in enumerate(lost, first))

    @property
    def last_line(self) -> int:
        """The last row of `Thẩm định`."""
        return max(HEADER_ROW + 1, HEADER_ROW + len(self.lines) + len(self.orphans))

    def lines_of(self, unit: str) -> tuple[int, int] | None:
        """First and last row of a unit's lines."""
        span = self.lines.spans.get(unit)
        return (span.first, span.first + len(span.lines) - 1) if span else None

    def same_row(self, layout: Layout, key: str, last: int) -> str:
        """The cell of a column in the formula's own row, whatever is cut and pasted there."""
        column = letters(layout, key)
        return f"INDEX(${column}$1:${column}${last + 1},ROW())"

    def line_cell(self, key: str, row: int) -> str:
        """A locked cell of `Thẩm định` as other sheets name it."""
        return f"{quoted(master.ASSESSED.name)}!${letters(master.ASSESSED, key)}${row}"

    def typed_cell(self, key: str, row: str) -> str:
        """A cell of `Thẩm định` the head types into, safe from cut and paste; ``row`` may be ``ROW()``."""
        column = letters(master.ASSESSED, key)
        return f"INDEX({quoted(master.ASSESSED.name)}!${column}$1:${column}${self.last_line + 1},{row})"

    # ---- Tổng hợp

    @cached_property
    def summary_rows(self) -> tuple[tuple[int, Criterion], ...]:
        """Every row with points."""
        return tuple(enumerate(self.rulebook.lines, FIRST_ROW))

    @cached_property
    def summary_row_of(self) -> dict[str, int]:
        """Row numbers of `Tổng hợp` by criterion code."""
        return {row.code: number for number, row in self.summary_rows}

    def unit_column(self, unit: str) -> str:
        """The letters of a unit's column on `Tổng hợp`."""
        return column_letters(len(master.SUMMARY.columns) + 1 + self.numbers[unit])

    def final_cell(self, unit: str, code: str) -> str:
        """The final points of a line or sum on `Tổng hợp`."""
        return f"{quoted(master.SUMMARY.name)}!${self.unit_column(unit)}${self.summary_row_of[code]}"

    # ---- units on the hidden sheet

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Each unit's place in the rulebook, from 0."""
        return {unit.code: number for number, unit in enumerate(self.rulebook.units)}

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups in which units are ranked, in the order of the rulebook."""
        return tuple(dict.fromkeys(unit.group for unit in self.rulebook.units))

    def work_row(self, unit: str) -> int:
        """The unit's row on the hidden sheet."""
        return FIRST_WORK_ROW + self.numbers[unit]

    @property
    def last_work_row(self) -> int:
        """The last unit's row."""
        return FIRST_WORK_ROW + len(self.rulebook.units) - 1

    @cached_property
    def gates(self) -> tuple[tuple[Criterion, ...], ...]:
        """The distinct lists of `Chỉ tiêu phải đạt`, without codes that are no rows of the period."""
        known = {row.code for row in self.rulebook.lines}
        found: dict[tuple[str, ...], tuple[Criterion, ...]] = {}
        for row in self.rulebook.classes:
            listed = (self.rulebook.criterion(code) for code in row.must_meet)
            lines = tuple(line for line in listed if line is not None and line.code in known)
            if lines:
                found[tuple(line.code for line in lines)] = lines
        return tuple(found.values())

    @cached_property
    def floors(self) -> tuple[Decimal, ...]:
        """The distinct values of `Sàn từng tiêu chí %`."""
        return tuple(dict.fromkeys(row.line_floor for row in self.rulebook.classes if row.line_floor is not None))

    @cached_property
    def work_columns(self) -> dict[str, str]:
        """The letters of the hidden sheet's columns by key."""
        metrics = [f"metric {n}" for n in range(len(self.rulebook.precedence))]
        gates = [f"gate {g} {n}" for g, lines in enumerate(self.gates) for n in range(len(lines))]
        return {key: column_letters(n) for n, key in enumerate((*WORK_KEYS, *metrics, *gates), 1)}

    def work(self, key: str, unit: str) -> str:
        """A unit's working cell."""
        return f"{master.WORK_UNITS}!${self.work_columns[key]}${self.work_row(unit)}"

    def work_span(self, key: str) -> str:
        """A working column over all units."""
        column = self.work_columns[key]
        return f"{master.WORK_UNITS}!${column}${FIRST_WORK_ROW}:${column}${self.last_work_row}"

    # ---- peers lines on their hidden sheet

    @cached_property
    def peers(self) -> tuple[PeersRow, ...]:
        """The units that have each peers line, group by group."""
        found: list[PeersRow] = []
        for line in self.rulebook.leaves:
            if line.rule is None or not isinstance(line.rule.form, Peers):
                continue
            for group in self.groups:
                units = [unit.code for unit in self.rulebook.units if self._runs(unit, line, group)]
                first = FIRST_WORK_ROW + len(found)
                last = first + len(units) - 1
                found += [PeersRow(first + n, line, unit, group, first, last) for n, unit in enumerate(units)]
        return tuple(found)

    def _runs(self, unit: Unit, line: Criterion, group: str) -> bool:
        return unit.group == group and (unit.code, line.code) in self.row_of

    @cached_property
    def peers_row_of(self) -> dict[tuple[str, str], int]:
        """Rows of the hidden sheet by unit and criterion."""
        return {(found.unit, found.line.code): found.row for found in self.peers}

    # ---- Điều kiện, Bình xét

    @cached_property
    def cases(self) -> tuple[tuple[int, str, str], ...]:
        """Row, unit and code of every exclusion case of every unit, then of cases that are no more."""
        drawn = [(unit.code, case.code) for unit in self.rulebook.units for case in self.rulebook.exclusions]
        drawn += [key for key in self.kept_cases if key not in drawn]
        return tuple((number, *key) for number, key in enumerate(drawn, FIRST_ROW))

    @cached_property
    def case_row_of(self) -> dict[tuple[str, str], int]:
        """Row numbers of `Điều kiện` by unit and case."""
        return {(unit, code): number for number, unit, code in self.cases}

    def happened(self, unit: str, case: Exclusion) -> str:
        """Did a case happen, as a condition?"""
        column = letters(master.CONDITIONS, "verdict")
        cell = f"{quoted(master.CONDITIONS.name)}!${column}${self.case_row_of[unit, case.code]}"
        return f'{cell}="{words.HAPPENED}"'

    @cached_property
    def awards(self) -> tuple[Award, ...]:
        """The awards in force, in their order."""
        return tuple(award for award in self.rulebook.awards if award.counts_on(self.rulebook.end))

    @cached_property
    def ballots(self) -> tuple[tuple[int, str, str], ...]:
        """Row, award and unit: every award put to the vote and every unit with a scorecard, then what is kept."""
        voted = [award.name for award in self.awards if award.vote is not None]
        drawn = [(award, unit.code) for award in voted for unit in self.rulebook.units if unit.code in self.cards]
        drawn += [key for key in self.kept_ballots if key not in drawn]
        return tuple((number, *key) for number, key in enumerate(drawn, FIRST_ROW))

    @cached_property
    def ballot_row_of(self) -> dict[tuple[str, str], int]:
        """Row numbers of `Bình xét` by award and unit."""
        return {(award, unit): number for number, award, unit in self.ballots}


WORK_KEYS = (
    *("unit", "name", "group name", "group", "number", "order"),
    *("main sum", "reach", "main", "bonus", "deduction", "total"),
    *("excluded", "eligible", "key", "rank", "same", "place", "next", "whole rank"),
    *("barred", "class", "open", "reason", "because", "rank said", "sorted", "bar name", "bar total"),
)
