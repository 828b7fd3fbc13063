"""This period against earlier ones: `Cùng kỳ` as it was reported then, figures that fall, `Lũy kế` that shrinks."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from thidua_xl.consolidation.master import UnitResult
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.masters.lineage import Relation, former_units, relation
from thidua_xl.masters.past import Past, PastUnit
from thidua_xl.member.places import figure_where, finding, where_in
from thidua_xl.member.texts import number
from thidua_xl.member.values import said_raw
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import member, words
from thidua_xl.submission import Raw
from thidua_xl.text.numbers import Kind
from thidua_xl.text.vietnamese import fold

ADDED_UP = (words.COUNT, words.MONEY)  # kinds of figures that grow over a period; shares and averages do not


def findings_against(
    rulebook: Rulebook, results: Mapping[str, UnitResult], previous: Sequence[Past]
) -> Iterator[Finding]:
    """What the submissions say otherwise than earlier masters. A unit merged from several is left to people."""
    for past in previous:
        how = relation(rulebook, past.rulebook)
        for unit, result in results.items():
            known = rulebook.unit(unit)
            former = former_units(known, past) if known else []
            if len(former) != 1:
                continue
            found: list[Finding] = []
            if how is Relation.YEAR_BEFORE:
                found += _same_period(rulebook, result, past, former[0])
            if how is Relation.PART:
                found += _falling(rulebook, result, past, former[0])
            if how in (Relation.PART, Relation.YEAR_BEFORE):
                found += _shrinking(result, past, former[0], within=how is Relation.PART)
            for each in found:
                yield Finding(each.code, Where(result.file, each.where.sheet, each.where.cell, unit), each.facts)


def _same_period(rulebook: Rulebook, result: UnitResult, past: Past, old: PastUnit) -> Iterator[Finding]:
    """`Cùng kỳ` is not what the unit reported then; a blank one says nothing."""
    for code, claim in result.submission.figures.items():
        figure, then = rulebook.figures_by_code.get(code), past.figure(old.code, code, "result")
        if figure is None or then is None:
            continue
        written = number(claim.before, "", Kind(figure.kind)).value
        if isinstance(written, Decimal) and written != then:
            facts = {"ma": code, "ghi": vietnamese(written), "truoc": vietnamese(then), "ky": past.rulebook.period}
            yield finding("TD-CUNG-KY-LECH", figure_where(result.submission, claim, "before"), facts)


def _falling(rulebook: Rulebook, result: UnitResult, past: Past, old: PastUnit) -> Iterator[Finding]:
    """A figure of the whole period under what was reported for a part of it."""
    for code, now in result.figures.items():
        figure, then = rulebook.figures_by_code.get(code), past.figure(old.code, code, "result")
        if figure is not None and figure.kind in ADDED_UP and then is not None and now < then:
            facts = {"ma": code, "ghi": vietnamese(now), "truoc": vietnamese(then), "ky": past.rulebook.period}
            where = figure_where(result.submission, result.submission.figures.get(code), "result")
            yield finding("TD-SO-LIEU-GIAM", where, facts)


def _shrinking(result: UnitResult, past: Past, old: PastUnit, *, within: bool) -> Iterator[Finding]:
    """`Điển hình`: what there is in all is at least what there was, and what is new since."""
    known = {fold(said_raw(row.get("name"))): row for row in past.registers[member.MODELS.name].get(old.code, ())}
    for row in result.submission.registers.get(member.MODELS.name, ()):
        name = said_raw(row.values.get("name"))
        then = known.get(fold(name)) if name else None
        total = _count(row.values.get("cumulative"))
        before = _count(then.get("cumulative")) if then else None
        if then is None or total is None or before is None:
            continue
        new = (_count(row.values.get("new")) or Decimal(0)) - ((_count(then.get("new")) or Decimal(0)) if within else 0)
        least = before + max(new, Decimal(0))
        if total < least:
            more = f", thêm {vietnamese(new)}" if new > 0 else ""
            facts = {"ten": name, "ghi": vietnamese(total), "can": vietnamese(least), "truoc": vietnamese(before)}
            where = where_in(result.submission, member.MODELS, row, "cumulative")
            yield finding("TD-LUY-KE-GIAM", where, facts | {"ky": past.rulebook.period, "them": more})


def _count(value: Raw) -> Decimal | None:
    read = number(value, "", Kind.COUNT).value
    return read if isinstance(read, Decimal) else None
