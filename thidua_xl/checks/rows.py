"""The rows of `Tự chấm` and `Số liệu` against the rulebook: missing, repeated, added, altered."""

from collections.abc import Iterator
from decimal import Decimal

from thidua_xl.checks.case import Case
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.member.places import figure_where, finding, line_where
from thidua_xl.member.rows import INPUTS
from thidua_xl.member.texts import number
from thidua_xl.member.values import said_raw
from thidua_xl.points import vietnamese
from thidua_xl.sheets import member
from thidua_xl.sheets.desk import meant
from thidua_xl.submission import Claim
from thidua_xl.text.numbers import Kind
from thidua_xl.text.vietnamese import fold


def origin(case: Case) -> Iterator[Finding]:
    """A workbook without its hidden sheet does not say by which rulebook it was made."""
    if case.has(member.SCORES) and not case.submission.line_texts:
        yield Finding("TD-KHONG-RO-BO-TIEU-CHI", Where(sheet=case.submission.sheet(member.SCORES.name)))


def sums(case: Case) -> Iterator[Finding]:
    """Sum rows that are missing, or that another rulebook reckons otherwise; lines are found by scoring."""
    if not case.has(member.SCORES):
        return
    for row in case.rulebook.lines_of(case.submission.unit):
        if row.is_sum:
            claim = case.submission.claims.get(row.code)
            where = line_where(case.submission, claim, "code")
            if row.code in case.altered:
                yield finding("TD-KHAC-BO-TIEU-CHI", where, {"ma": row.code})
            elif claim is None:
                yield finding("TD-THIEU-DONG", where, {"ma": row.code, "noi_dung": row.text})


def strays(case: Case) -> Iterator[Finding]:
    """Rows that are no line of this unit, or one for the second time."""
    sheet = case.submission.sheet(member.SCORES.name)
    for cell, code in case.submission.repeated_lines.items():
        first = case.submission.claims[code].cells["code"]
        yield finding("TD-DONG-LAP", Where(sheet=sheet, cell=cell), {"ma": code, "o": first})
    for cell in case.submission.uncoded_lines:
        yield finding("TD-DONG-KHONG-MA", Where(sheet=sheet, cell=cell))
    own = {row.code for row in case.rulebook.lines_of(case.submission.unit)}
    for code, claim in case.submission.claims.items():
        if code not in own:
            yield _stray(case, claim, own)


def typed_sums(case: Case) -> Iterator[Finding]:
    """Something typed on a row that only adds its lines."""
    for row in case.rulebook.lines_of(case.submission.unit):
        claim = case.submission.claims.get(row.code)
        if row.is_sum and claim is not None:
            typed = next((key for key in INPUTS if getattr(claim, key) is not None), None)
            if typed:
                yield finding("TD-DONG-CONG", line_where(case.submission, claim, typed))


def _stray(case: Case, claim: Claim, own: set[str]) -> Finding:
    where = line_where(case.submission, claim, "code")
    if case.rulebook.criterion(claim.code) is not None:
        return finding("TD-DONG-KHONG-CUA-DON-VI", where, {"ma": claim.code, "don_vi": case.submission.unit})
    missing = own - set(case.submission.claims)
    return finding("TD-DONG-THEM", where, {"ma": claim.code, "y": meant(claim.code, missing)})


def wording(case: Case) -> Iterator[Finding]:
    """Maximum and text of each row against the template as it was drawn."""
    for code, claim in case.submission.claims.items():
        row = case.drawn_rows.get(fold(code))
        if row is None or code in case.altered or code not in case.card.lines:
            continue
        shown = number(claim.shown_maximum, "", Kind.POINTS).value
        if shown != row.maximum and "maximum" in claim.cells:
            facts = {"ma": code, "ghi": said_raw(claim.shown_maximum), "goc": _said(row.maximum)}
            yield finding("TD-TOI-DA-BI-SUA", line_where(case.submission, claim, "maximum"), facts)
        if fold(claim.shown_text) != fold(row.text) and "text" in claim.cells:
            yield finding(
                "TD-NOI-DUNG-BI-SUA", line_where(case.submission, claim, "text"), {"ma": code, "goc": row.text}
            )


def _said(value: Decimal | None) -> str:
    return "" if value is None else vietnamese(value)


def figure_rows(case: Case) -> Iterator[Finding]:
    """Figures the unit reports whose row is missing or there twice."""
    if not case.has(member.FIGURES):
        return
    where = Where(sheet=case.submission.sheet(member.FIGURES.name))
    for figure in case.rulebook.figures:
        if figure.applies_to(case.submission.unit) and figure.code not in case.submission.figures:
            yield finding("TD-THIEU-DONG-SO-LIEU", where, {"ma": figure.code, "ten": figure.name})
    for cell, code in case.submission.repeated_figures.items():
        yield finding("TD-SO-LIEU-LAP", Where(sheet=where.sheet, cell=cell), {"ma": code})


def assigned_targets(case: Case) -> Iterator[Finding]:
    """A target the bloc assigned was changed; the assigned one is used all the same."""
    for figure in case.rulebook.figures:
        assigned, claim = figure.targets.get(case.submission.unit), case.submission.figures.get(figure.code)
        if assigned is None or claim is None or "target" not in claim.cells:
            continue
        if number(claim.target, "", Kind(figure.kind)).value != assigned:
            facts = {"ma": figure.code, "ghi": said_raw(claim.target), "giao": vietnamese(assigned)}
            yield finding("TD-KE-HOACH-BI-SUA", figure_where(case.submission, claim, "target"), facts)


CHECKS = (origin, sums, strays, typed_sums, wording, figure_rows, assigned_targets)
