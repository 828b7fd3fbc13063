"""What the live cells of a unit's workbook show for what is typed in it: the values stored with the formulas.

A file opened in Protected View, or read by a program, shows stored values; they are reckoned by the engine itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from thidua_xl.cells.entry import ErrorCell, as_input, as_tested, is_blank, is_mark
from thidua_xl.cells.line_check import YEAR, first_problem
from thidua_xl.findings.short import SHORT
from thidua_xl.live import checksum, figures, lines
from thidua_xl.live.classes import has_floor, listed
from thidua_xl.live.plan import FIRST_ROW, Plan
from thidua_xl.live.problems import Place
from thidua_xl.rulebook.models import Criterion
from thidua_xl.rulebook.scale import main_reach, reach
from thidua_xl.rules import Inputs, Problem
from thidua_xl.scoring.classes import class_of, shortfall
from thidua_xl.scoring.engine import scorecard
from thidua_xl.scoring.ranking import happened
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.sheets import member, words
from thidua_xl.submission import Claim, Evidence, FigureClaim, Raw, Submission
from thidua_xl.text.vietnamese import fold

BLANK_CLAIM = Claim(code="")
Stored = float | str


@dataclass(frozen=True)
class Shown:
    """The stored values of one unit's workbook holding ``submission``, as of ``today``.

    ``scored`` is the unit's scorecard by the same rules, where there is one already.
    """

    plan: Plan
    submission: Submission
    today: date
    scored: Scorecard | None = None

    def claim(self, row: Criterion) -> Claim:
        """The claim on a line; a line tied to a figure takes result and target from there."""
        claim = self.submission.claims.get(row.code, BLANK_CLAIM)
        if not row.figure:
            return claim
        figure = self.figure(row.figure)
        assert row.rule is not None
        taken = row.rule.form.reads & {"result", "target"}
        values: dict[str, object] = {key: getattr(figure, key) for key in taken}
        return claim.model_copy(update={**values, "errors": claim.errors - taken | (figure.errors & taken)})

    def figure(self, code: str) -> FigureClaim:
        """The figure as formulas see it: with the assigned target, a date as its number, spaces as nothing."""
        found = self.submission.figures.get(code, FigureClaim(code=code))
        typed: dict[str, Raw] = {"target": found.target, "result": found.result, "before": found.before}
        seen = {key: _as_number(value) for key, value in typed.items()}
        assigned = self.plan.rulebook.figures_by_code[code].targets.get(self.plan.unit.code)
        return found.model_copy(update=seen if assigned is None else {**seen, "target": assigned})

    def inputs(self, row: Criterion) -> Inputs | Problem:
        """What the line's rule is given, or why nothing can be read."""
        claim = self.claim(row)
        assert row.rule is not None
        read = {"result", "times", "not_arising"} | row.rule.form.reads
        if claim.errors & read:
            return Problem("TD-O-LOI", {})
        marked = is_mark(as_tested(claim.not_arising))
        if marked is None:
            return Problem("TD-KPS-DAU-LA", {})
        is_date = row.rule.reads_a_day
        result = as_input(as_tested(claim.result), is_date=is_date)
        others = (claim.target, claim.times, claim.typed)
        target, times, typed = (as_input(as_tested(value), is_date=False) for value in others)
        return Inputs(result, target, times, typed, marked)

    @cached_property
    def card(self) -> Scorecard:
        """The unit's own scorecard by the live rule, with its class."""
        inputs: dict[str, Inputs] = {}
        unread: dict[str, Problem] = {}
        for _, row in self.plan.lines:
            read = self.inputs(row)
            if isinstance(read, Problem):
                unread[row.code] = read
            else:
                inputs[row.code] = read
        if self.scored is not None and not unread and inputs == self.scored.inputs:
            card = replace(self.scored)
        else:
            card = scorecard(self.plan.rulebook, self.plan.unit.code, inputs, unread=unread)
        card.excluded_by = happened(self.plan.rulebook, card, self._answers(), {})
        card.class_name = class_of(self.plan.rulebook, card)
        return card

    def _answers(self) -> Mapping[str, str]:
        said = {code: answer.answer for code, answer in self.submission.answers.items()}
        yes = {fold(words.HAPPENED), fold(words.YES)}
        seen = {code: as_tested(word) for code, word in said.items()}
        return {code: words.HAPPENED for code, word in seen.items() if isinstance(word, str) and fold(word) in yes}

    def score(self, row: Criterion) -> Stored:
        """The score cell of a line or sum."""
        line = self.card.lines[row.code]
        if row.is_sum:
            return float(line.score or 0)
        return lines.shown_score(line.state, line.score)

    def evidence_count(self, row: Criterion) -> int:
        """How many rows of evidence name this line."""
        return sum(1 for item in self.submission.evidence if _names(item, row.code))

    def line_problem(self, row: Criterion) -> str | None:
        """The finding code of the first thing wrong on a line."""
        read = self.inputs(row)
        if isinstance(read, Problem):
            return read.code
        assert row.rule is not None
        claim = self.claim(row)
        looked_at = lines.around(self.plan.rulebook, row, self.evidence_count(row), self.today)
        reason = ErrorCell() if "reason" in claim.errors else claim.reason
        typed = ErrorCell() if "typed" in claim.errors else read.typed
        return first_problem(row.rule, read, replace(looked_at, reason=reason, typed=typed))

    def problem(self, place: Place) -> str:
        """The words of one place of the list, "" where nothing is wrong."""
        code = self._problem_code(place)
        return SHORT[code] if code else ""

    def _problem_code(self, place: Place) -> str | None:
        plan = self.plan
        match place.kind:
            case "info":
                return None if self.submission.info.get(place.key) else "TD-THIEU-THONG-TIN-NOP"
            case "figure":
                return figures.first_problem(plan.rulebook.figures_by_code[place.key], self.figure(place.key))
            case "line":
                row = plan.rulebook.criterion(place.key)
                return self.line_problem(row) if row else None
            case "evidence":
                return self._evidence_problem(int(place.key) - FIRST_ROW)
            case "model":
                return self._model_problem(int(place.key) - FIRST_ROW)
            case "answer":
                return self._answer_problem(place.key)
            case _:
                check = next(check for check in plan.rulebook.cross_checks if check.code == place.key)
                typed = {code: self.figure(code) for code in plan.figure_row_of}
                return figures.cross_problem(plan, check, typed)

    def _evidence_problem(self, index: int) -> str | None:
        if index >= len(self.submission.evidence):
            return None
        item = self.submission.evidence[index]
        if item.errors:
            return "TD-O-LOI"
        others = (item.symbol, item.issuer, item.summary, item.file, item.issued_on)
        if is_blank(item.criterion):
            return None if all(map(is_blank, others)) else "TD-MC-THIEU-MA"
        if not any(_names(item, code) for code in self.plan.row_of):
            return "TD-MC-MA-LA"
        if is_blank(item.symbol) or is_blank(item.issued_on):
            return "TD-MC-THIEU-SO"
        day = as_input(item.issued_on, is_date=True)
        if not isinstance(day, date):
            return "TD-KHONG-PHAI-NGAY"
        if day > self.today:
            return "TD-NGAY-SAU-HOM-NAY"
        return "TD-NGAY-QUA-CU" if day < self.plan.rulebook.start - YEAR else None

    def _model_problem(self, index: int) -> str | None:
        rows = self.submission.registers.get(member.MODELS.name, ())
        if index >= len(rows):
            return None
        new, cumulative = (rows[index].values.get(key) for key in ("new", "cumulative"))
        if rows[index].errors & {"new", "cumulative"}:
            return "TD-O-LOI"
        if isinstance(new, Decimal) and isinstance(cumulative, Decimal) and cumulative < new:
            return "TD-LUY-KE-NHO"
        return None

    def _answer_problem(self, code: str) -> str | None:
        answer = self.submission.answers.get(code)
        if answer is not None and answer.errors:
            return "TD-O-LOI"
        if answer is None or is_blank(answer.answer):
            return "TD-THIEU-TRA-LOI"
        known = {fold(word) for word in (*words.ANSWERS, words.YES, words.NO)}
        return None if fold(str(as_tested(answer.answer))) in known else "TD-TRA-LOI-LA"

    # ---- totals and working cells

    def total(self, key: str) -> Stored:
        """A row under the table."""
        found = self.card.totals
        if key == "class":
            return self.card.class_name or ""
        if found is None:
            added = {"bonus": 0.0, "deduction": 0.0}
            return added.get(key, "")
        return float(
            {"main": found.main, "bonus": found.bonus, "deduction": found.deduction, "total": found.total}[key]
        )

    def reach(self, row: Criterion) -> float:
        """The working cell of what the unit can reach on a row."""
        dropped = {code for code, line in self.card.lines.items() if line.dropped}
        return float(reach(self.plan.rulebook, self.plan.unit.code, row, dropped))

    def reach_total(self) -> float:
        """The working cell of what the unit can reach on all main sections."""
        dropped = {code for code, line in self.card.lines.items() if line.dropped}
        return float(main_reach(self.plan.rulebook, self.plan.unit.code, dropped))

    def percent(self, row: Criterion) -> Stored:
        """The working cell of the class floors."""
        line = self.card.lines[row.code]
        if not has_floor(row) or not line.arises:
            return ""
        if line.score is None or not row.maximum:
            return 0.0 if line.score is None else 100.0
        return float(round(line.score * 100 / row.maximum, 9))

    def shortfall(self, row: Criterion) -> Stored:
        """The working cell of the class gates."""
        if row not in listed(self.plan) or not self.card.lines[row.code].arises:
            return ""
        short = shortfall(row, self.card)
        return 0.0 if short is None else float(round(short, 9))

    def case(self, row: Criterion) -> str:
        """The working cell of the case that a line brings about."""
        brought = fold(self.card.lines[row.code].consequence or "")
        return next((case.code for case in self.plan.rulebook.exclusions if fold(case.code) == brought), "")

    def happened(self, code: str) -> float:
        """The working cell of a case."""
        return 1.0 if code in self.card.excluded_by else 0.0

    def line_sum(self, row: Criterion) -> int:
        """The working cell of the checksum."""
        claim = self.claim(row)
        keys = ("not_arising", "target", "result", "times", "typed")
        if claim.errors & set(keys):
            return 0
        values: dict[str, Raw | float] = {key: getattr(claim, key) for key in keys}
        return checksum.line_sum(self.plan, self.plan.row_of[row.code], values | {"score": self.score(row)})

    @cached_property
    def checksum(self) -> int:
        """The *mã đối soát* as a number."""
        return checksum.total([self.line_sum(row) for _, row in self.plan.lines])


def _as_number(value: Raw) -> Raw:
    if isinstance(value, date):
        return as_input(value, is_date=False)
    return None if is_blank(value) else value


def _names(item: Evidence, code: str) -> bool:
    return isinstance(item.criterion, str) and item.criterion.casefold() == code.casefold()
