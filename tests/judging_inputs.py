"""What the judge types into a member workbook: random cells, clean or dirty, and the Submission they are."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from judging_filling import DIVISION, KEYS, NA, Filling, Typed, raw, serial

from thidua_xl.cells.entry import as_input
from thidua_xl.live.plan import Plan
from thidua_xl.rulebook.models import Criterion, Figure
from thidua_xl.rules import Inputs
from thidua_xl.rules.bands import Bands
from thidua_xl.rules.choice import Choice
from thidua_xl.rules.linear import Linear
from thidua_xl.rules.measures import Gauge
from thidua_xl.rules.typed import Direct, Frame, Inherited
from thidua_xl.rules.vocabulary import Measure
from thidua_xl.sheets import words
from thidua_xl.workbooks.writing.member.scores import is_open

TIES = (2.675, 1.005, 8.345, 0.125, 0.615, 5, 24, 57, 100, 0.1 + 0.2, 1.1 * 3, 7, 2.5, 33.335, 0.29 * 100, 4.35)
DEADLINE = date(2026, 6, 15)
DIRTY: tuple[Typed, ...] = (
    "chín", "43,6", "3.704", "43.6", "9", " ", "\u00a0", " x ", "X", "x", "Có", "có", "không", "TRUE", "#N/A", "∞",
    "Không nộp", True, False, date(2026, 6, 5), NA, DIVISION, -3.0, 2.5, 0.0, 1.0, 0.5, -0.001, 1e-9, 1e11, 46000.75,
    3e6, "Tốt", "=1+1", "1e3",
    "Ke\u0301", "Đạt\u00a0", "nặng ", "nhẹ\n", "½",
)  # fmt: skip


@dataclass
class Hand:
    """Fills workbooks at random; ``dirty`` is the share of cells that hold what they should not."""

    chance: random.Random
    dirty: float = 0.0
    blank: float = 0.1
    generous: float = 0.0  # the share of lines and figures filled in as well as can be
    tries: int = 40  # for those
    everywhere: bool = True  # in the cells a line has no use for too, which are locked

    def filling(self, plan: Plan) -> Filling:
        """A whole workbook."""
        found = Filling(plan)
        for _, row in plan.lines:
            found.lines[row.code] = self.line(row)
        for _, figure in plan.figure_rows:
            found.figures[figure.code] = self.figure(figure, assigned=plan.unit.code in figure.targets)
        for _, case in plan.condition_rows:
            # mostly not, so that classes are reached
            found.answers[case.code] = self._soil(
                self._pick(*[words.NOT_HAPPENED] * 6, "Không", words.HAPPENED, "Có", None, "không")
            )
        found.info = {
            "author": self._pick("Lan", None),
            "made_on": self._pick(date(2026, 11, 20), None),
            "submission": 1.0,
        }
        found.evidence = [self.evidence(plan) for _ in range(self.chance.choice([0, 3, 20, 60]))]
        found.models = [self.model() for _ in range(self.chance.choice([0, 2, 9]))]
        return found

    def line(self, row: Criterion) -> dict[str, Typed]:
        """The cells of one line."""
        assert row.rule is not None
        cells: dict[str, Typed] = {}
        if self.chance.random() >= self.blank:
            cells = self._best(row) if self.chance.random() < self.generous else self._inputs(row)
        if row.figure:
            cells = {key: value for key, value in cells.items() if key not in ("result", "target")}
        if "typed" not in row.rule.form.reads and self.chance.random() < 0.15:
            cells["typed"] = self._number()
        if self.chance.random() < (0.1 if cells else 0.5):
            cells["not_arising"] = self._pick("x", "X", "Có")
        if self.chance.random() < 0.3:
            cells["reason"] = "vì không có vụ nào"
        for key in (*KEYS, "reason"):
            if not row.figure or key not in ("result", "target"):
                cells[key] = self._soil(cells.get(key))
        return {
            key: value for key, value in cells.items() if value is not None and (self.everywhere or is_open(row, key))
        }

    def _best(self, row: Criterion) -> dict[str, Typed]:
        """The best scored of some."""
        assert row.rule is not None
        rule, late = row.rule, row.rule.reads_a_day

        def points(cells: dict[str, Typed]) -> Decimal:
            read = {key: as_input(raw(cells.get(key)), is_date=late and key == "result") for key in KEYS[1:]}
            found = rule.score(Inputs(**read)).points
            return Decimal("-Infinity") if found is None else found

        return max((self._inputs(row) for _ in range(self.tries)), key=points)

    def _inputs(self, row: Criterion) -> dict[str, Typed]:
        form = row.rule.form if row.rule else None
        if isinstance(form, Linear | Bands):
            edges = (
                []
                if isinstance(form, Linear)
                else [e for band in form.bands for e in (band.low, band.high) if e is not None]
            )
            edges += [form.ratio_floor] if isinstance(form, Linear) and form.ratio_floor is not None else []
            return self._measured(form.gauge, edges)
        if isinstance(form, Choice | Frame):
            level = self.chance.choice(form.levels)
            times = self._pick(None, None, None, 0.0, 1.0, 2.0, 3.0)
            cells: dict[str, Typed] = {
                "result": self._pick(level.name, level.name.upper(), f" {level.name}") or None,
                "times": times,
            }
            if isinstance(form, Frame):
                often = 1 if times is None else int(float(times))  # type: ignore[arg-type]
                ends = (level.points * often, level.upto * often)
                cells["typed"] = self._near(*ends)
            return cells
        if isinstance(form, Direct):
            return {"typed": self._near(form.floor or Decimal(0), form.ceiling or Decimal(10))}
        if isinstance(form, Inherited):
            return {"result": self._near(Decimal(0), Decimal(30))}
        return {"result": self._number(), "target": self._pick(None, self._number())}  # peers

    def _near(self, low: Decimal, high: Decimal) -> float:
        """A figure within, at the ends of, or a little outside of a range."""
        inside = float(low) + (float(high) - float(low)) * self.chance.random()
        ends = [float(low), float(high), float(high) + 0.1, float(low) - 0.25]
        return self.chance.choice(
            [*ends, round(inside * 8) / 8, round(inside, 2), round(inside), round(inside * 10) / 10]
        )

    def _measured(self, gauge: Gauge, edges: list[Decimal]) -> dict[str, Typed]:
        """A result (and a target) that often lands on an edge or on half a point."""
        if gauge.measure is Measure.LATE:
            start = serial(DEADLINE) + self.chance.choice([-40, -1, 0, 1, 2, 3, 5, 6, 10, 11, 21, 160])
            return {"result": self._pick(start, start + 0.75, "Không nộp", "không nộp")}
        if gauge.measure is Measure.COUNT:
            return {"result": float(self.chance.choice([0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 20, 21, 1000]))}
        if gauge.measure is Measure.VALUE:
            spread = [float(edge) + step for edge in edges for step in (0, 0.001, -0.001)]
            return {"result": self.chance.choice([*spread, self._number(), -self._number()])}
        target = self.chance.choice([100, 24, 7, 48, 3.7, 0.3, 1250.5, 1e6, 365, 12, self._number() or 9])
        results = [float(edge) * target / 100 for edge in edges] + [self._number()]
        results += [
            target,
            target * 1.25,
            round(target * self.chance.random(), 2),
            round(target * self.chance.random()),
        ]
        gap = {Measure.SHORT: lambda e: 100 - e, Measure.OVER: lambda e: 100 + e}.get(gauge.measure)
        if gap:
            results += [gap(float(edge)) * target / 100 for edge in edges]
        return {"result": max(0.0, float(self.chance.choice(results))), "target": float(target)}

    def _number(self) -> float:
        """Ties, halves, whole numbers, the very large and the very small."""
        makers: list[Callable[[], float]] = [
            lambda: float(self.chance.choice(TIES)),
            lambda: float(self.chance.randint(0, 30)),
            lambda: round(self.chance.uniform(0, 20), self.chance.randint(1, 4)),
            lambda: self.chance.randint(0, 4000) / 8,
            lambda: self.chance.choice([1e-7, 0.000123, 123456789.0, 8_100_000_000.0, 1e12, 0.0, 99.9999999, 1e-3]),
        ]
        return self.chance.choices(makers, [6, 6, 6, 3, 2])[0]()

    def figure(self, figure: Figure, *, assigned: bool) -> dict[str, Typed]:
        """The cells of one figure."""
        cells: dict[str, Typed] = {key: self._figure_value(figure) for key in ("target", "result", "before")}
        if assigned:
            del cells["target"]
        return {key: value for key, value in cells.items() if value is not None}

    def _figure_value(self, figure: Figure) -> Typed:
        if self.chance.random() < self.blank:
            return self._soil(None)
        if self.chance.random() < self.generous:
            return self._soil(float(self.chance.choice([100, 100, 101, 99])))
        if figure.kind == words.COUNT:
            return self._soil(float(self.chance.randint(0, 150)))
        value = self._number()
        return self._soil(-value if figure.kind == words.REAL and self.chance.random() < 0.3 else value)

    def evidence(self, plan: Plan) -> dict[str, Typed]:
        """One row of evidence."""
        code = self.chance.choice([row.code for _, row in plan.lines])
        cells: dict[str, Typed] = {
            "criterion": self._pick(code, code, code, code, code, code.lower(), "IX.9", None),
            "symbol": self._pick("80/KH-STP", "80/KH-STP", None),
            "issued_on": self._pick(
                *[date(2026, 3, 5)] * 4, date(2024, 12, 31), date(2025, 1, 1), date(2030, 1, 1), None
            ),
            "summary": self._pick("Kế hoạch", None),
        }
        return {key: value for key, value in ((k, self._soil(v)) for k, v in cells.items()) if value is not None}

    def model(self) -> dict[str, Typed]:
        """One row of `Điển hình`."""
        cells = {"name": "Tổ số 1", "new": self._pick(3.0, 0.0, None), "cumulative": self._pick(2.0, 5.0, None)}
        return {key: value for key, value in ((k, self._soil(v)) for k, v in cells.items()) if value is not None}

    def _pick(self, *values: Typed) -> Typed:
        return self.chance.choice(values)

    def _soil(self, value: Typed) -> Typed:
        return self.chance.choice(DIRTY) if self.dirty and self.chance.random() < self.dirty else value
