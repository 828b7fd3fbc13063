"""The engine: a rulebook and one unit's claims become a scorecard (scoring.md 4, 6, 7)."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from thidua_xl.points import rounded
from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.rulebook.scale import has_unbounded_main_line, lacks_main_line, main_reach, scale
from thidua_xl.rules import Inputs, Outcome, Problem, Rule, State
from thidua_xl.rules.typed import beyond, off_step
from thidua_xl.rules.vocabulary import Part
from thidua_xl.scoring.scorecard import LineScore, Scorecard, Totals
from thidua_xl.sheets import words

Points = Mapping[str, Decimal]
NO_POINTS: dict[str, Decimal] = {}
BLANK, NOT_ASSIGNED = Inputs(), LineScore(State.NOT_ASSIGNED)


def scorecard(
    rulebook: Rulebook,
    unit: str,
    inputs: Mapping[str, Inputs],
    *,
    assessed: Points = NO_POINTS,
    compared: Points = NO_POINTS,
    unread: Mapping[str, Problem] | None = None,
) -> Scorecard:
    """The scorecard of one unit, without its class.

    ``inputs``, ``assessed`` (usable assessed points), ``compared`` (peers lines reckoned over the group) and
    ``unread`` (lines whose cells could not be read: they have no score) are by criterion code.
    """
    scorer = _Scorer(rulebook, unit, inputs, assessed, compared, unread or {})
    for section in rulebook.sections:
        scorer.row(section)
    lines = {row.code: scorer.lines[row.code] for row in rulebook.lines}
    return Scorecard(unit, lines, totals(rulebook, unit, lines), inputs)


class _Scorer:
    """Scores rows from the leaves up."""

    def __init__(
        self,
        rulebook: Rulebook,
        unit: str,
        inputs: Mapping[str, Inputs],
        assessed: Points,
        compared: Points,
        unread: Mapping[str, Problem],
    ) -> None:
        self.rulebook, self.unit = rulebook, unit
        self.inputs, self.assessed, self.compared, self.unread = inputs, assessed, compared, unread
        self.lines: dict[str, LineScore] = {}

    def row(self, row: Criterion) -> LineScore:
        """Score a row and everything under it."""
        if row.is_sum:
            children = [self.row(child) for child in self.rulebook.children(row)]
            line = self._sum(row, children)
        elif self.rulebook.has(self.unit, row):
            line = self._line(row)
        else:
            line = NOT_ASSIGNED
        self.lines[row.code] = line
        return line

    def _sum(self, row: Criterion, children: list[LineScore]) -> LineScore:
        if not self.rulebook.has(self.unit, row):
            return NOT_ASSIGNED
        assert row.rule is not None
        score = row.rule.total(child.score for child in children if child.score is not None)
        final = row.rule.total(child.final for child in children if child.final is not None)
        return LineScore(State.SCORED, score, None, final)

    def _line(self, row: Criterion) -> LineScore:
        assert row.rule is not None
        outcome = self._outcome(row, row.rule)
        assessed = self.assessed.get(row.code)
        if assessed is not None:
            assessed = rounded(assessed, self.rulebook.digits)
        settled = self.rulebook.final == words.ASSESSED and assessed is not None
        counts = assessed if settled else outcome.points
        if outcome.problem or outcome.consequence:
            said = outcome.problem, outcome.consequence
            return LineScore(outcome.state, outcome.points, assessed, counts, *said, settled=settled)
        return _line_score(self.rulebook.digits, outcome.state, outcome.points, assessed, counts, settled)

    def _outcome(self, row: Criterion, rule: Rule) -> Outcome:
        if row.code in self.unread:
            return Outcome(State.ERROR, None, self.unread[row.code])
        outcome = rule.score(self.inputs.get(row.code, BLANK))
        if outcome.state is State.PENDING and row.code in self.compared:
            return Outcome(State.SCORED, self.compared[row.code])
        return outcome


@lru_cache(8192)  # thousands of units have the same points on a line; equal points have their digits
def _line_score(
    digits: int, state: State, score: Decimal | None, assessed: Decimal | None, final: Decimal | None, settled: bool
) -> LineScore:
    return LineScore(state, score, assessed, final, settled=settled)


def totals(rulebook: Rulebook, unit: str, lines: Mapping[str, LineScore]) -> Totals | None:
    """Main (re-scaled) + bonus (capped) + deductions; None where nothing is left to scale by."""
    digits = rulebook.digits
    sums = {part: Decimal(0) for part in Part}
    for section in rulebook.sections:
        sums[section.part] += lines[section.code].final or Decimal(0)
    main = rescaled(rulebook, unit, lines, sums[Part.MAIN])
    if main is None:
        return None
    bonus = sums[Part.BONUS] if rulebook.bonus_cap is None else min(sums[Part.BONUS], rulebook.bonus_cap)
    bonus, deduction = rounded(bonus, digits), rounded(sums[Part.DEDUCTION], digits)
    return Totals(main, bonus, deduction, total=rounded(main + bonus + deduction, digits))


def rescaled(rulebook: Rulebook, unit: str, lines: Mapping[str, LineScore], main: Decimal) -> Decimal | None:
    """Main points over the whole scale where the unit dropped lines; None where it has none left."""
    dropped = {code for code, line in lines.items() if line.dropped}
    if not rulebook.rescale or has_unbounded_main_line(rulebook):
        return rounded(main, rulebook.digits)
    if not dropped and not lacks_main_line(rulebook, unit):
        return rounded(main, rulebook.digits)
    reached, whole = main_reach(rulebook, unit, dropped), scale(rulebook)
    if reached == 0:
        return None
    factor = Fraction(whole) / Fraction(reached) if reached < whole else Fraction(1)
    return rounded(Fraction(main) * factor, rulebook.digits)


def assessment_problem(row: Criterion, points: Decimal, *, combined: bool = False) -> Problem | None:
    """Why assessed points cannot stand: on a sum, outside the line's bounds, off its step."""
    assert row.rule is not None
    if row.is_sum:
        return Problem("TD-THAM-DINH-DONG-CONG", {"ma": row.code})
    wrong = beyond(Fraction(points), row.rule.bounds(), "Điểm thẩm định")
    if wrong is None and not combined:
        wrong = off_step(Fraction(points), row.rule.step())
    return wrong
