"""What is lawful in a rulebook but probably not meant: warnings, and the errors that need the whole of it."""

from collections.abc import Callable, Iterator, Set
from decimal import Decimal

from thidua_xl.findings.finding import Finding
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.doubts import ANYWHERE, LINES, Doubts
from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.rulebook.places import Places
from thidua_xl.rulebook.quotas import quota_warnings
from thidua_xl.rulebook.scale import has_unbounded_main_line, lacks_main_line, main_reach, scale
from thidua_xl.rules.bands import Bands
from thidua_xl.rules.linear import Linear
from thidua_xl.rules.sums import Sum
from thidua_xl.rules.vocabulary import Part
from thidua_xl.sheets.rulebook import AWARDS, CLASSES, FIGURES, INFO, UNITS
from thidua_xl.text.vietnamese import fold

Warn = Callable[[Rulebook, Places], Iterator[Finding]]


def consistency(rulebook: Rulebook, places: Places, doubts: Doubts) -> Iterator[Finding]:
    """Every finding of the checks below, in their order, but those that rest on what is in doubt."""
    for check, rests_on in CHECKS:
        if not doubts.sheets & rests_on:
            yield from (found for found in check(rulebook, places) if not _in_doubt(found, doubts))


def _in_doubt(found: Finding, doubts: Doubts) -> bool:
    return bool(doubts.lines) and found.code in OF_LINES and bool({ANYWHERE, fold(found.facts["ma"])} & doubts.lines)


def declared_maxima(rulebook: Rulebook, places: Places) -> Iterator[Finding]:
    """A sum row whose declared maximum is not what its lines add to (210 against 260)."""
    for row in rulebook.lines:
        if not row.is_sum or row.maximum is None:
            continue
        sums = _sums(rulebook, row)
        wrong = [total for total in sums if total != row.maximum]
        if wrong:
            facts = {"ma": row.code, "khai": vietnamese(row.maximum), "cong": _listed(wrong)}
            yield Finding("TD-TOI-DA-KHAC-TONG", places.of_criterion(row.code, "maximum"), facts)


def _listed(totals: list[Decimal]) -> str:
    return "; ".join(vietnamese(total) for total in totals)


def _sums(rulebook: Rulebook, row: Criterion) -> list[Decimal]:
    """The sums of the lines' maxima, over the units that have the row; none where they cannot be reckoned.

    Where dropped lines are re-scaled, a unit that lacks some lines is made whole by that: only the most counts.
    """
    units = [unit.code for unit in rulebook.units if rulebook.has(unit.code, row)]
    sums = {total for unit in units if (total := _sum_for(rulebook, unit, row)) is not None}
    if rulebook.rescale and row.part is Part.MAIN and sums:
        return [max(sums)]
    return sorted(sums)


def _sum_for(rulebook: Rulebook, unit: str, row: Criterion) -> Decimal | None:
    """None where a line has no maximum, or the period leaves one out (the row then lawfully declares more)."""
    total = Decimal(0)
    children = rulebook.children(row)
    if len(children) < sum(1 for line in rulebook.rows if not line.is_note and rulebook.parent(line) is row):
        return None
    for child in children:
        worth = _sum_for(rulebook, unit, child) if child.is_sum and child.maximum is None else child.maximum
        if worth is None:
            return None
        total += worth if rulebook.has(unit, child) else 0
    form = row.rule.form if row.rule else None
    return min(total, form.ceiling) if isinstance(form, Sum) and form.ceiling is not None else total


def scale_reached(rulebook: Rulebook, places: Places) -> Iterator[Finding]:
    """The scale against the main lines a unit has (1120 against 1170)."""
    if has_unbounded_main_line(rulebook):
        return
    target = scale(rulebook)
    by_total: dict[Decimal, list[str]] = {}
    for unit in rulebook.units:
        total = main_reach(rulebook, unit.code)
        made_whole = rulebook.rescale and total < target and lacks_main_line(rulebook, unit.code)
        if total != target and not made_whole:
            by_total.setdefault(total, []).append(unit.code)
    for total, units in by_total.items():
        whom = "mọi đơn vị" if len(units) == len(rulebook.units) else "; ".join(units)
        facts = {"thang": vietnamese(target), "cong": vietnamese(total), "don_vi": whom}
        yield Finding("TD-THANG-KHAC-TONG", places.of_info("scale"), facts)


def deadlines(rulebook: Rulebook, places: Places) -> Iterator[Finding]:
    """A deadline before the first or after the last day of the period."""
    for row in rulebook.leaves:
        form = row.rule.form if row.rule else None
        if not isinstance(form, Linear | Bands) or form.gauge.deadline is None:
            continue
        day = form.gauge.deadline
        if not rulebook.start <= day <= rulebook.end:
            side = "trước ngày đầu kỳ" if day < rulebook.start else "sau ngày cuối kỳ"
            edge = rulebook.start if day < rulebook.start else rulebook.end
            facts = {"ma": row.code, "ghi": f"{day:%d/%m/%Y}", "phia": side, "ngay": f"{edge:%d/%m/%Y}"}
            yield Finding("TD-HAN-NGOAI-KY", places.of_criterion(row.code, "deadline"), facts)


def figures_of_lines(rulebook: Rulebook, places: Places) -> Iterator[Finding]:
    """A line tied to a figure that a unit having the line does not report."""
    for row in rulebook.leaves:
        figure = rulebook.figures_by_code.get(row.figure)
        if figure is None:
            continue
        without = [u.code for u in rulebook.units if rulebook.has(u.code, row) and not figure.applies_to(u.code)]
        if without:
            facts = {"ma": row.code, "so_lieu": figure.code, "don_vi": "; ".join(without)}
            yield Finding("TD-SO-LIEU-KHONG-CUA-DON-VI", places.of_criterion(row.code, "figure"), facts)


def _highest_total(rulebook: Rulebook) -> Decimal | None:
    """The most a unit can total, None where nothing bounds it."""
    if has_unbounded_main_line(rulebook):
        return None
    if any(_may_exceed(row) for row in rulebook.leaves if row.part is Part.MAIN):
        return None
    bonus = rulebook.bonus_cap
    if bonus is None:
        lines = [row for row in rulebook.leaves if row.part is Part.BONUS]
        if any(row.maximum is None or _may_exceed(row) for row in lines):
            return None
        bonus = sum((row.maximum or Decimal(0) for row in lines), Decimal(0))
    reached = max((main_reach(rulebook, unit.code) for unit in rulebook.units), default=Decimal(0))
    return max(scale(rulebook), reached) + bonus


def _may_exceed(row: Criterion) -> bool:
    if row.rule is None or row.maximum is None:
        return True
    high = row.rule.bounds().high
    return high is None or high > row.maximum


def unreachable_classes(rulebook: Rulebook, places: Places) -> Iterator[Finding]:
    """A class no total can reach, or that a row above always takes first."""
    highest = _highest_total(rulebook)
    taken: Decimal | None = None  # every total from here up is taken by an unconditional row above
    everything = False
    for number, row in enumerate(rulebook.classes):
        where = places.of_class(number, "start")
        facts = {"loai": row.name, "tu": "" if row.start is None else vietnamese(row.start)}
        if row.below is not None and row.start is not None and row.below <= row.start:
            yield Finding("TD-LOAI-KHONG-TOI", where, {**facts, "vi": "cột Dưới điểm không lớn hơn cột Từ điểm"})
        elif highest is not None and row.start is not None and row.start > highest:
            most = f"tổng điểm cao nhất có thể là {vietnamese(highest)}"
            yield Finding("TD-LOAI-KHONG-TOI", where, {**facts, "vi": most})
        elif everything or (taken is not None and row.start is not None and row.start >= taken):
            yield Finding("TD-LOAI-KHONG-TOI", where, {**facts, "vi": "dòng phía trên đã nhận hết các mức điểm này"})
        if row.below is None and row.line_floor is None and not row.must_meet:
            everything = everything or row.start is None
            if row.start is not None:
                taken = row.start if taken is None else min(taken, row.start)


def awards_in_force(rulebook: Rulebook, places: Places) -> Iterator[Finding]:
    """An award whose days of effect leave out the last day of the period."""
    for number, award in enumerate(rulebook.awards):
        if award.counts_on(rulebook.end):
            continue
        facts = {"ten": award.name, "ngay": f"{rulebook.end:%d/%m/%Y}"}
        yield Finding("TD-DANH-HIEU-HET-HIEU-LUC", places.of_award(number, "in_force"), facts)


def awards_twice(rulebook: Rulebook, places: Places) -> Iterator[Finding]:
    """Two awards of one name in force in this period: ballots and decisions are kept by the name."""
    taken: set[str] = set()
    for number, award in enumerate(rulebook.awards):
        if not award.counts_on(rulebook.end):
            continue
        if fold(award.name) in taken:
            yield Finding("TD-DANH-HIEU-TRUNG", places.of_award(number, "name"), {"ten": award.name})
        taken.add(fold(award.name))


def heads(rulebook: Rulebook, places: Places) -> Iterator[Finding]:
    """More than one head of the bloc."""
    chiefs = [unit for unit in rulebook.units if unit.role == "Trưởng khối"]
    for unit in chiefs[1:]:
        facts = {"mot": chiefs[0].code, "hai": unit.code}
        yield Finding("TD-HAI-TRUONG-KHOI", places.of_named("Đơn vị", "code", unit.code, "role"), facts)


def unanswered_votes(rulebook: Rulebook, places: Places) -> Iterator[Finding]:
    """Columns of a vote on an award that asks for none."""
    for number, award in enumerate(rulebook.awards):
        if award.vote is None and (award.strictly or award.quorum is not None):
            yield Finding("TD-THIEU-TY-LE-PHIEU", places.of_award(number, "vote"), {"ten": award.name})


OF_LINES = ("TD-TOI-DA-KHAC-TONG", "TD-SO-LIEU-KHONG-CUA-DON-VI")  # about one criterion, named in the facts
TOTALS = {INFO.name, UNITS.name, LINES}

# Each check with what it rests on: sheets, or the lines' maxima.
CHECKS: tuple[tuple[Warn, Set[str]], ...] = (
    (declared_maxima, {UNITS.name}),
    (scale_reached, TOTALS),
    (deadlines, {INFO.name}),
    (figures_of_lines, {UNITS.name, FIGURES.name}),
    (unreachable_classes, TOTALS | {CLASSES.name}),
    (awards_in_force, {INFO.name, AWARDS.name}),
    (awards_twice, {INFO.name, AWARDS.name}),
    (quota_warnings, {INFO.name, UNITS.name, AWARDS.name}),
    (heads, set()),
    (unanswered_votes, {AWARDS.name}),
)
