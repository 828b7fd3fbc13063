"""A bloc of eight units filled at random, and what the engine says of it: of each workbook, and of all together."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from agreeing_rulebook import UNITS, sixty_lines
from judging_filling import KEYS, NA, Filling
from judging_inputs import Hand

from thidua_xl.findings.short import SHORT
from thidua_xl.live.plan import Plan
from thidua_xl.live.shown import Shown
from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.rules import State
from thidua_xl.rules.vocabulary import WAITING
from thidua_xl.scoring.engine import scorecard
from thidua_xl.scoring.ranking import Standing, classify, compared_points, metric_of, standings
from thidua_xl.scoring.scorecard import Scorecard

WARNING = "⚠ "
DROPPED = "không phát sinh: bỏ dòng này"
DIRTY = (0.0, 0.03, 0.2)  # shares of cells that hold what they should not
GENEROUS = (0.2, 0.5, 0.9)
FRAMED, DECIDES = "A.P.3", "A.P.4"  # lines with typed points
STEP = 0.5
COMPARED = ("A.P.6", "B.P.6", "C.P.6")  # lines compared with the leading unit


@dataclass(frozen=True)
class Unit:
    """One unit's workbook as filled, and what the engine says of it by itself."""

    plan: Plan
    filling: Filling
    today: date

    @cached_property
    def shown(self) -> Shown:
        """What every live cell shows."""
        return Shown(self.plan, self.filling.submission(), self.today)

    def called(self, row: Criterion) -> float | str:
        """What TD_DIEM must answer on a line: the engine's points, else a sentence with the engine's reason."""
        line = self.shown.card.lines[row.code]
        if line.score is not None:
            return float(line.score)
        reasons = {State.PENDING: WAITING, State.DROPPED: DROPPED}
        return WARNING + (SHORT[line.problem.code] if line.problem else reasons[line.state])

    def checked(self, row: Criterion) -> str:
        """What TD_KIEMTRA and the column `Kiểm tra` must say."""
        code = self.shown.line_problem(row)
        return SHORT[code] if code else ""


@dataclass(frozen=True)
class Bloc:
    """The eight units, and the engine's scorecards and standings over all of them."""

    rulebook: Rulebook
    units: dict[str, Unit]

    @cached_property
    def cards(self) -> dict[str, Scorecard]:
        """With the peers lines compared within each group, and the classes."""
        own = {code: unit.shown.card for code, unit in self.units.items()}
        compared = compared_points(self.rulebook, {code: card.inputs for code, card in own.items()})
        found = {}
        for code, card in own.items():
            again = scorecard(self.rulebook, code, card.inputs, compared=compared[code])
            classify(self.rulebook, again, card.excluded_by)
            found[code] = again
        return found

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """Those that are ranked, by unit."""
        return {found.unit: found for found in standings(self.rulebook, self.cards.values(), {})}

    def metrics(self, unit: str) -> list[Decimal | None]:
        """What decides between equal totals."""
        card = self.cards[unit]
        if card.totals is None:
            return [None] * len(self.rulebook.precedence)
        return [metric_of(self.rulebook, card, metric, {}) for metric in self.rulebook.precedence]


def blocs(count: int, today: date, seed: int = 0) -> Iterator[Bloc]:
    """So many blocs, always the same for a seed; in some, units are equal in all or in their totals only."""
    rulebook = sixty_lines()
    plan = Plan(rulebook, rulebook.units[0])
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        fillings = {code: filled(plan, chance) for code in UNITS}
        if number % 2 == 0:
            fillings["CAT"].lines |= {FRAMED: {"result": "nặng", "typed": 2.0}, DECIDES: {"typed": 3.0}}
            fillings["TAND"] = fillings["CAT"].copy()
            fillings["VKS"] = moved(fillings["CAT"])
        yield Bloc(rulebook, {code: Unit(plan, filling, today) for code, filling in fillings.items()})


def filled(plan: Plan, chance: random.Random) -> Filling:
    """One workbook: good or poor, clean or dirty; now and then a line has half of its inputs."""
    hand = Hand(chance, chance.choice(DIRTY), chance.choice((0.0, 0.1, 0.3)), chance.choice(GENEROUS), tries=10)
    found = hand.filling(plan)
    found.models, found.evidence = [], found.evidence[:12]
    for code, cells in found.lines.items():
        if code in COMPARED:
            cells.pop("times", None)  # locked on these lines, and TD_DANDAU is not shown it
        for key, value in cells.items():
            if value == NA.shown:
                cells[key] = NA  # xlwings gives an error as this text, so a text like it is taken for one
        half = [key for key in KEYS if key in cells]
        if half and chance.random() < 0.05:
            del cells[chance.choice(half)]
        if chance.random() < 0.05 and isinstance(cells.get("result"), float):
            cells["result"] = float(cells["result"]) / 100  # type: ignore[arg-type]  # 88% for 88
    return found


def moved(filling: Filling) -> Filling:
    """The same points in all: half a point less on the line that decides between equal totals, more on another."""
    found = filling.copy()
    framed, decides = filling.lines[FRAMED]["typed"], filling.lines[DECIDES]["typed"]
    assert isinstance(framed, float)
    assert isinstance(decides, float)
    found.lines[FRAMED]["typed"], found.lines[DECIDES]["typed"] = framed + STEP, decides - STEP
    return found
