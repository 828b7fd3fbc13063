"""What the head typed on `Thẩm định`: which results and points can be used, and what must be said about them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from thidua_xl.consolidation.head_work import Assessment
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.rules import Inputs, Problem
from thidua_xl.rules.inputs import Bounds
from thidua_xl.rules.peers import Peers
from thidua_xl.scoring.engine import assessment_problem
from thidua_xl.scoring.scorecard import LineScore, Scorecard
from thidua_xl.sheets import master, member

By = tuple[str, str]  # unit, criterion
SHEET = master.ASSESSED.name
RESULT = master.ASSESSED.column("result").header
TARGET = member.SCORES.column("target").header
NO_SCORE = "–"


@dataclass(slots=True)
class Assessed:
    """The usable assessed results and points by unit and criterion; what cannot be used is a finding."""

    results: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    points: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def assessed(
    rulebook: Rulebook, units: Mapping[str, object], typed: Mapping[By, Assessment], combined: Mapping[By, Decimal]
) -> Assessed:
    """Sort what was typed for ``units``; the assessors' ``combined`` points count where the head typed none."""
    found = Assessed({unit: {} for unit in units}, {unit: {} for unit in units})
    for (unit, code), points in sorted(combined.items()):
        row = rulebook.criterion(code)
        if unit not in units or row is None or row.is_sum or row not in rulebook.lines_of(unit):
            continue
        problem = assessment_problem(row, points, combined=True)
        if problem is None:
            found.points[unit][row.code] = points
        else:
            found.findings.append(_unusable(row, unit, points, problem))
    for (unit, code), assessment in sorted(typed.items()):
        if unit in units and (assessment.points is not None or assessment.result is not None):
            _sort(rulebook, unit, code, assessment, found)
    return found


def _sort(rulebook: Rulebook, unit: str, code: str, typed: Assessment, found: Assessed) -> None:
    row = rulebook.criterion(code)
    if row is None or row not in rulebook.lines or not rulebook.has(unit, row):
        _report(found, "TD-THAM-DINH-KHONG-CO-DONG", unit, ma=code)
        return
    if typed.result is not None:
        wrong = result_refused(row, typed.result)
        if wrong:
            _report(found, wrong, unit, ma=row.code, ghi=vietnamese(typed.result))
        else:
            found.results[unit][row.code] = typed.result
    if typed.points is not None:
        problem = assessment_problem(row, typed.points)
        if problem is None:
            found.points[unit][row.code] = typed.points
        else:
            found.findings.append(_unusable(row, unit, typed.points, problem))


def result_refused(row: Criterion, result: Decimal) -> str:
    """The code that says why an assessed result is not used for a line; "" where it is."""
    if row.rule is None or not isinstance(row.rule.form, Peers):
        return "TD-KET-QUA-THAM-DINH-SAI-DONG"
    return "TD-KET-QUA-THAM-DINH-AM" if result < 0 else ""


def _unusable(row: Criterion, unit: str, points: Decimal, problem: Problem) -> Finding:
    where = Where(sheet=SHEET, unit=unit)
    facts = {"ma": row.code, "ghi": vietnamese(points)}
    if problem.code == "TD-LECH-BUOC":
        return Finding("TD-THAM-DINH-LECH-BUOC", where, facts | {"buoc": problem.facts["buoc"]})
    if row.is_sum:
        return Finding("TD-THAM-DINH-DONG-CONG", where, {"ma": row.code})
    assert row.rule is not None
    return Finding("TD-THAM-DINH-NGOAI-KHUNG", where, facts | {"khoang": span(row.rule.bounds())})


def span(bounds: Bounds) -> str:
    """The points a line takes, for people to read."""
    low, high = (None if end is None else vietnamese(end) for end in (bounds.low, bounds.high))
    if low is None or high is None:
        return f"từ {low}" if low is not None else f"đến {high}"
    return f"{low} – {high}"


def _report(found: Assessed, code: str, unit: str, **facts: str) -> None:
    found.findings.append(Finding(code, Where(sheet=SHEET, unit=unit), facts))


def with_results(
    inputs: Mapping[str, Inputs], unread: Mapping[str, Problem], results: Mapping[str, Decimal]
) -> tuple[Mapping[str, Inputs], Mapping[str, Problem]]:
    """A unit's inputs and unread lines once the head's results replace its own on peers lines."""
    if not results:
        return inputs, unread
    replaced, still_unread = dict(inputs), dict(unread)
    for code, result in results.items():
        problem = still_unread.get(code)
        if problem is not None and problem.facts.get("cot") == TARGET:
            continue  # the result was not what could not be read
        still_unread.pop(code, None)
        replaced[code] = replace(inputs.get(code, Inputs()), result=result, not_arising=False)
    return replaced, still_unread


def assessment_findings(
    rulebook: Rulebook,
    cards: Mapping[str, Scorecard],
    typed: Mapping[By, Assessment],
    line_texts: Mapping[str, Mapping[str, str]],
) -> Iterator[Finding]:
    """What to look at again: far from the self-score, no reason given, re-submitted since."""
    for unit, card in cards.items():
        for code, line in card.lines.items():
            yield from _far_off(rulebook, unit, code, line)
            assessment = typed.get((unit, code))
            if assessment and (assessment.points is not None or assessment.result is not None):
                now = line_texts.get(unit, {}).get(code, "")
                yield from _of_typed(unit, code, line, assessment, now)


def _far_off(rulebook: Rulebook, unit: str, code: str, line: LineScore) -> Iterator[Finding]:
    if rulebook.self_gap is None or line.assessed is None or line.score is None:
        return
    difference = abs(line.assessed - line.score)
    if difference and difference >= rulebook.self_gap:
        facts = {
            "ma": code,
            "tu_cham": vietnamese(line.score),
            "ghi": vietnamese(line.assessed),
            "lech": vietnamese(difference),
            "nguong": vietnamese(rulebook.self_gap),
        }
        yield Finding("TD-THAM-DINH-LECH", Where(sheet=SHEET, unit=unit), facts)


def _of_typed(unit: str, code: str, line: LineScore, typed: Assessment, now: str) -> Iterator[Finding]:
    where = Where(sheet=SHEET, unit=unit)
    given = typed.points if typed.points is not None else typed.result
    assert given is not None
    if (typed.result is not None or typed.points != line.score) and not typed.reason.strip():
        own = NO_SCORE if line.score is None else vietnamese(line.score)
        facts = {"ma": code, "tu_cham": own, "ghi": vietnamese(given)}
        yield Finding("TD-THAM-DINH-THIEU-LY-DO", where, facts)
    if typed.line_text and now and typed.line_text != now:
        yield Finding("TD-THAM-DINH-NOP-LAI", where, {"ma": code, "ghi": vietnamese(given)})
