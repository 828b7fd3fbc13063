"""Evidence: missing where a line asks for it, for no line, without number or date, for too many lines."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from thidua_xl.checks.case import Case
from thidua_xl.checks.days import day_findings
from thidua_xl.findings.finding import Finding
from thidua_xl.member.places import finding, finding_of, line_where, where_in
from thidua_xl.member.texts import day, stored_problem
from thidua_xl.member.values import said_raw
from thidua_xl.rules import State
from thidua_xl.sheets import member, words
from thidua_xl.sheets.desk import meant
from thidua_xl.submission import Evidence
from thidua_xl.text.dates import said
from thidua_xl.text.vietnamese import clean, fold

MANY = 3  # lines one document may not serve without a question


def named(item: Evidence) -> str:
    """The code a row of evidence names, folded."""
    return fold(said_raw(item.criterion))


def document(item: Evidence) -> tuple[str, str] | None:
    """What makes a document the same one: its number and date; None without a number."""
    symbol = fold(item.symbol)
    return (symbol, fold(said_raw(item.issued_on))) if symbol else None


def missing(case: Case) -> Iterator[Finding]:
    """Lines whose own input gives a score other than 0, or that wait for peers, and have no evidence."""
    if not case.has(member.EVIDENCE):
        return
    served = {named(item) for item in case.submission.evidence}
    for row in case.rulebook.lines_of(case.submission.unit):
        line = case.card.lines[row.code]
        counts = line.state is State.PENDING or (line.state is State.SCORED and bool(line.score))
        if row.is_sum or row.evidence == words.EVIDENCE_NONE or not counts or fold(row.code) in served:
            continue
        code = "TD-THIEU-MINH-CHUNG" if row.evidence == words.EVIDENCE_MUST else "TD-NEN-CO-MINH-CHUNG"
        claim = case.submission.claims.get(row.code)
        yield finding(code, line_where(case.submission, claim, "evidence"), {"ma": row.code})


def rows(case: Case) -> Iterator[Finding]:
    """Each row of `Minh chứng`: its code, number and date; the first thing wrong with each cell."""
    known = {fold(row.code): row.code for row in case.rulebook.lines_of(case.submission.unit) if not row.is_sum}
    for item in case.submission.evidence:
        yield from _code_findings(case, item, known)
        yield from _day_findings(case, item)


def _code_findings(case: Case, item: Evidence, known: dict[str, str]) -> Iterator[Finding]:
    where = where_in(case.submission, member.EVIDENCE, item, "criterion")
    header = member.EVIDENCE.column("criterion").header
    stored = stored_problem(item, "criterion", header, item.criterion)
    if stored:
        yield finding_of(stored, where)
    elif item.criterion is None:
        yield finding("TD-MC-THIEU-MA", where, {"ghi": item.symbol or item.summary or item.file or item.issuer})
    elif named(item) not in known:
        written = clean(said_raw(item.criterion))
        yield finding("TD-MC-MA-LA", where, {"ghi": written, "y": meant(written, known.values())})


def _day_findings(case: Case, item: Evidence) -> Iterator[Finding]:
    column = member.EVIDENCE.column("issued_on")
    where = where_in(case.submission, member.EVIDENCE, item, "issued_on")
    stored = stored_problem(item, "issued_on", column.header, item.issued_on)
    if stored:
        yield finding_of(stored, where)
        return
    lacks = [key for key in ("symbol", "issued_on") if not said_raw(getattr(item, key)).strip()]
    if lacks and item.criterion is not None:
        headers = ", ".join(member.EVIDENCE.column(key).header for key in lacks)
        place = where_in(case.submission, member.EVIDENCE, item, lacks[0])
        yield finding("TD-MC-THIEU-SO", place, {"ma": said_raw(item.criterion), "thieu": headers})
    read = day(item.issued_on, column.header, date_1904=case.submission.date_1904)
    if read.notice:
        yield finding_of(read.notice, where)
    if isinstance(read.value, date):
        yield from day_findings(case, read.value, column.header, where)
    elif isinstance(read.value, str | Decimal):
        yield finding("TD-KHONG-PHAI-NGAY", where, {"cot": column.header, "ghi": said_raw(read.value)})


def many_lines(case: Case) -> Iterator[Finding]:
    """One document for many lines: said once, at the row that makes it many."""
    served: dict[tuple[str, str], list[Evidence]] = {}
    for item in case.submission.evidence:
        key = document(item)
        if key and named(item) and named(item) not in {named(other) for other in served.get(key, [])}:
            served.setdefault(key, []).append(item)
    for items in served.values():
        if len(items) >= MANY:
            codes = ", ".join(clean(said_raw(item.criterion)) for item in items)
            where = where_in(case.submission, member.EVIDENCE, items[MANY - 1], "symbol")
            facts = {"ghi": said_document(items[0]), "so": str(len(items)), "ma": codes}
            yield finding("TD-MC-NHIEU-DONG", where, facts)


def said_document(item: Evidence) -> str:
    """``80/KH-STP (20/11/2026)``."""
    when = item.issued_on
    return f"{clean(item.symbol)} ({said(when)})" if isinstance(when, date) else clean(item.symbol)


CHECKS = (missing, rows, many_lines)
