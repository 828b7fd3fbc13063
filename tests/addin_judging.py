"""The judge of the add-in: on each line of a member workbook, TD_DIEM, the native formula and the engine."""

import random
from dataclasses import dataclass, field
from datetime import date

from calc import Book as CalcBook
from judging import Bench, Tally
from judging_filling import Filling, Typed

from thidua_xl.findings.short import SHORT
from thidua_xl.live.channel import points_call
from thidua_xl.live.lines import expects_percent, score_formula
from thidua_xl.live.plan import Plan, letters
from thidua_xl.live.shown import Shown
from thidua_xl.rulebook.models import Criterion
from thidua_xl.rules.bands import Bands
from thidua_xl.rules.choice import Choice
from thidua_xl.rules.linear import Linear
from thidua_xl.rules.typed import Direct, Frame, Inherited
from thidua_xl.rules.vocabulary import Measure, Part
from thidua_xl.sheets import member, words

SCORES = member.SCORES
CALLED, NATIVE, CHECKED = "ZA", "ZB", "ZC"  # scratch columns: TD_DIEM by itself, the plain formula, TD_KIEMTRA


def in_calc(formula: str) -> str:
    """A formula of a file as Calc's API takes it: `;` between arguments, `.` after a sheet; texts as they are."""
    pieces = formula.split('"')
    outside = [piece.replace(",", ";").replace("!", ".") for piece in pieces[::2]]
    texts = [*pieces[1::2], ""]
    return "=" + "".join(f'{code}"{text}"' for code, text in zip(outside, texts, strict=True)).removesuffix('""')


def check_call(plan: Plan, row: Criterion) -> str:
    """TD_KIEMTRA with all that the live check looks at."""
    call = points_call(plan, row).replace("TD_DIEM(", "TD_KIEMTRA(").removesuffix(")")
    unit = "%" if expects_percent(row) else ""
    day = plan.rulebook.start
    reason, count = plan.same_row("reason"), plan.same_row("evidence")
    return f'{call},{reason},{count},"{row.evidence}","{unit}",TODAY(),DATE({day.year},{day.month},{day.day}))'


def draw_scratch(book: CalcBook, plan: Plan) -> None:
    """The three scratch columns, beside the lines: their formulas look at their own row."""
    for number, row in plan.lines:
        for column, draw in ((CALLED, points_call), (NATIVE, score_formula), (CHECKED, check_call)):
            book.set_formula(SCORES.name, f"{column}{number}", in_calc(draw(plan, row)))


def good_filling(plan: Plan, chance: random.Random, missing: float) -> Filling:
    """Nearly all that can be had: every main line at its best but for a share that is left blank."""
    filling = Filling(plan)
    for _, row in plan.lines:
        if row.part is Part.MAIN and chance.random() >= missing:
            best = _best(row)
            filling.lines[row.code] = {k: v for k, v in best.items() if not (row.figure and k in ("result", "target"))}
    for _, figure in plan.figure_rows:
        target = figure.targets.get(plan.unit.code)
        cells: dict[str, Typed] = {"result": float(target or 100), "before": 90.0}
        filling.figures[figure.code] = cells if target is not None else {**cells, "target": 100.0}
    filling.info = {"author": "Lan", "made_on": date(2026, 11, 20), "submission": 1.0}
    filling.answers = {case.code: words.NOT_HAPPENED for _, case in plan.condition_rows}
    return filling


def _best(row: Criterion) -> dict[str, Typed]:
    assert row.rule is not None
    match row.rule.form:
        case Choice(levels=levels):
            return {"result": max(levels, key=lambda level: level.points).name}
        case Frame(levels=levels):
            best = max(levels, key=lambda level: level.upto)
            return {"result": best.name, "typed": float(best.upto)}
        case Direct(ceiling=ceiling):
            return {"typed": float(ceiling or 10)}
        case Bands(gauge=gauge) | Linear(gauge=gauge) if gauge.measure is Measure.LATE and gauge.deadline:
            return {"result": gauge.deadline}
        case Bands(bands=bands, gauge=gauge) if gauge.measure in (Measure.COUNT, Measure.VALUE):
            return {"result": float(max(bands, key=lambda band: band.points).low or 0)}
        case Linear(factor=factor, gauge=gauge) if gauge.measure in (Measure.COUNT, Measure.VALUE):
            return {"result": 0.0 if factor < 0 else 100.0}
        case Inherited():
            return {"result": float(row.maximum or 10)}
    return {"result": 100.0, "target": 100.0}


@dataclass
class Voices:
    """How many lines were judged, of them with a score, and where the voices differ."""

    lines: int = 0
    scored: int = 0
    differences: list[str] = field(default_factory=list)

    def judge(self, bench: Bench, label: str) -> None:
        """On every line the function's number, the native formula and the score cell are the engine's.

        Where the engine has no score, the function answers a sentence; what is wrong first is said in the same words.
        """
        shown = Shown(bench.plan, bench.typed.submission(), bench.today)
        first, last = bench.plan.lines[0][0], bench.plan.last_score_row
        scratch = bench.book.values(SCORES.name, f"{CALLED}{first}:{CHECKED}{last}")
        column = letters(SCORES, "score")
        cells = bench.book.values(SCORES.name, f"{column}{first}:{column}{last}")
        for number, row in bench.plan.lines:
            called, native, checked = scratch[number - first]
            expected, code = shown.score(row), shown.line_problem(row)
            if isinstance(expected, str) and isinstance(called, str) and called.startswith("⚠ "):
                called = expected
            found = (called, native, cells[number - first][0], checked)
            wanted = (expected, expected, expected, SHORT[code] if code else "")
            self.lines += 1
            self.scored += isinstance(expected, float)
            if found != wanted or list(map(type, found)) != list(map(type, wanted)):
                typed = bench.typed.lines.get(row.code, {})
                self.differences.append(f"{label} {row.code} {row.way} {typed} {row.rule}: {found}, engine {wanted}")


def judge_all(bench: Bench, filling: Filling, tally: Tally, voices: Voices, label: str) -> None:
    """Fill the workbook and judge all of it."""
    bench.fill(filling)
    bench.compare(tally, label)
    voices.judge(bench, label)
