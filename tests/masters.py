"""Masters drawn inside tests: a rulebook from grids, random claims, and what the engine makes of them."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from thidua_xl.awards.proposals import proposals
from thidua_xl.consolidation.assessing import assessed, with_results
from thidua_xl.consolidation.files import FileSeen, FileStatus
from thidua_xl.consolidation.head_work import HeadWork
from thidua_xl.consolidation.master import Changes, Master, UnitResult, Unranked
from thidua_xl.findings.finding import Finding
from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.rules import Inputs
from thidua_xl.rules.bands import Bands
from thidua_xl.rules.choice import Choice
from thidua_xl.rules.linear import Linear
from thidua_xl.rules.peers import Peers
from thidua_xl.rules.typed import Direct, Frame
from thidua_xl.rules.vocabulary import Measure, NotArising, Part
from thidua_xl.scoring.engine import scorecard
from thidua_xl.scoring.ranking import classify, compared_points, excluding_case, happened, standings
from thidua_xl.sheets.markdown import Grid
from thidua_xl.submission import Answer, Claim, FigureClaim, RegisterRow, Submission
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing.rulebook import rulebook_bytes

MADE = datetime(2026, 12, 20, 8, 30)
Claims = dict[str, dict[str, Inputs]]


def rulebook_of(tables: Mapping[str, Grid]) -> Rulebook:
    """The rulebook of some sheets; its findings if it has errors."""
    rulebook, findings = read_rulebook(read_book(rulebook_bytes(tables), "rulebook.xlsx"))
    assert rulebook is not None, findings
    return rulebook


def master_of(
    rulebook: Rulebook,
    claims: Claims,
    head: HeadWork | None = None,
    *,
    answers: Mapping[str, Mapping[str, str]] | None = None,
    figures: Mapping[str, Mapping[str, Decimal]] | None = None,
    findings: list[Finding] | None = None,
    combined: Mapping[tuple[str, str], Decimal] | None = None,
    changes: Changes | None = None,
) -> Master:
    """What the engine makes of ``claims`` (by unit and code) and of what the head typed."""
    head, answers, figures = head or HeadWork(), answers or {}, figures or {}
    results = _results(rulebook, claims, head, answers, figures, combined or {})
    cards = {unit: result.card for unit, result in results.items()}
    known_figures = {unit: result.figures for unit, result in results.items()}
    return Master(
        rulebook=rulebook,
        rulebook_file="bo-tieu-chi.xlsx",
        results=results,
        standings=standings(rulebook, cards.values(), known_figures),
        unranked=[
            Unranked(u.code, _apart(rulebook, results, u.code))
            for u in rulebook.units
            if _apart(rulebook, results, u.code)
        ],
        proposals=proposals(rulebook, cards, known_figures, ballots=head.ballots, decisions=head.awards),
        findings=findings or [],
        files=[_file(unit) for unit in claims],
        head=head,
        changes=changes or Changes(),
        made_at=MADE,
        combined=combined or {},
    )


def _results(
    rulebook: Rulebook,
    claims: Claims,
    head: HeadWork,
    answers: Mapping[str, Mapping[str, str]],
    figures: Mapping[str, Mapping[str, Decimal]],
    combined: Mapping[tuple[str, str], Decimal],
) -> dict[str, UnitResult]:
    given = assessed(rulebook, claims, head.assessments, combined)
    inputs = {unit: with_results(own, {}, given.results[unit])[0] for unit, own in claims.items()}
    compared = compared_points(rulebook, inputs)
    results: dict[str, UnitResult] = {}
    for unit, own in claims.items():
        card = scorecard(rulebook, unit, inputs[unit], assessed=given.points[unit], compared=compared[unit])
        decided = {code: word for (of, code), (word, _) in head.decisions.items() if of == unit and word}
        classify(rulebook, card, happened(rulebook, card, answers.get(unit, {}), decided))
        known = dict(figures.get(unit, {}))
        texts = {code: repr(given) for code, given in own.items()}
        submission = _submission(unit, own, answers.get(unit, {}), known)
        results[unit] = UnitResult(unit, submission, own, known, card, f"{unit}.xlsx", line_texts=texts)
    return results


def _apart(rulebook: Rulebook, results: Mapping[str, UnitResult], unit: str) -> str:
    if unit not in results:
        return "chưa nộp bảng tự chấm"
    card = results[unit].card
    return excluding_case(rulebook, card) or ("" if card.totals else "không tính được điểm")


def _file(unit: str) -> FileSeen:
    return FileSeen(f"Bài nộp/{unit}.xlsx", unit.lower().ljust(64, "0"), 23456, FileStatus.USED, "", unit, 1, MADE)


def _submission(
    unit: str, own: Mapping[str, Inputs], answers: Mapping[str, str], figures: Mapping[str, Decimal]
) -> Submission:
    claims = {
        code: Claim(
            code=code, result=given.result, target=given.target, times=given.times, typed=given.typed,
            not_arising="x" if given.not_arising else None, cells={"result": f"H{row}"},
        )
        for row, (code, given) in enumerate(own.items(), 7)
    }  # fmt: skip
    return Submission(
        unit=unit,
        claims=claims,
        figures={
            code: FigureClaim(code=code, result=value, target=value, before=value) for code, value in figures.items()
        },
        answers={code: Answer(code=code, answer=word) for code, word in answers.items()},
        registers={
            "Phong trào": (
                RegisterRow(values={"name": f"Phong trào thi đua của {unit}", "theme": "=1+1", "level": "Khối"}),
            ),
            "Điển hình": (
                RegisterRow(
                    values={
                        "name": "Mô hình dân vận khéo",
                        "kind": "mô hình",
                        "new": Decimal(3),
                        "cumulative": Decimal(9),
                    }
                ),
            ),
            "Khen thưởng": (
                RegisterRow(
                    values={"award": "Bằng khen", "groups": Decimal(2), "people": Decimal(5), "date": date(2026, 5, 19)}
                ),
            ),
        },
    )


# ---- random claims


def random_claims(rulebook: Rulebook, chance: random.Random, units: list[str] | None = None) -> Claims:
    """Claims for each unit: mostly lawful, some blank, not arising or wrong."""
    return {
        unit.code: {row.code: random_input(row, chance) for row in rulebook.leaves if rulebook.has(unit.code, row)}
        for unit in rulebook.units
        if units is None or unit.code in units
    }


def random_input(row: Criterion, chance: random.Random) -> Inputs:
    """One line's input."""
    assert row.rule is not None
    if chance.random() < 0.05:
        return Inputs()
    if row.rule.not_arising is not NotArising.NEVER and row.part is Part.MAIN and chance.random() < 0.3:
        return Inputs(not_arising=True)
    if chance.random() < 0.03:
        return Inputs(result="chín")
    return _lawful(row, chance)


def _lawful(row: Criterion, chance: random.Random) -> Inputs:
    assert row.rule is not None
    form, number = row.rule.form, Decimal(chance.randrange(0, 130))
    if isinstance(form, Direct):
        return Inputs(typed=points(row, chance))
    if isinstance(form, Choice | Frame):
        level = chance.choice(form.levels)
        typed = level.points if isinstance(form, Frame) else None
        return Inputs(result=level.name or None, typed=typed)
    if isinstance(form, Linear | Bands) and form.gauge.measure is Measure.LATE:
        assert form.gauge.deadline is not None
        return Inputs(result=form.gauge.deadline + timedelta(days=chance.randrange(-3, 12)))
    if isinstance(form, Peers):
        target = chance.choice([None, Decimal(100), Decimal(chance.randrange(40, 140))])
        return Inputs(result=number, target=target)
    if "target" in form.reads:
        return Inputs(result=number, target=Decimal(chance.choice([100, 120, 90])))
    return Inputs(result=Decimal(chance.randrange(0, 8)) if chance.random() < 0.5 else number)


def points(row: Criterion, chance: random.Random) -> Decimal:
    """Points a line can have: within its bounds, on its step."""
    assert row.rule is not None
    bounds, step = row.rule.bounds(), row.rule.step() or Decimal("0.25")
    low = bounds.low if bounds.low is not None else Decimal(-10)
    high = bounds.high if bounds.high is not None else Decimal(10)
    steps = int((high - low) / step)
    first = -(-low // step) * step
    return min(first + step * chance.randrange(0, steps + 1), high // step * step)


def replaced_result(given: Inputs, result: Decimal) -> Inputs:
    """The input with another result."""
    return replace(given, result=result)
