"""Whose workbook it is and when it was made, as far as one file shows it."""

from collections.abc import Iterator

from thidua_xl.checks.case import Case
from thidua_xl.checks.days import day_findings
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.live.problems import ASKED_ITEMS
from thidua_xl.member.places import finding, info_where
from thidua_xl.member.values import said_raw
from thidua_xl.points import vietnamese
from thidua_xl.sheets import member
from thidua_xl.text.dates import said
from thidua_xl.text.vietnamese import clean, fold


def period(case: Case) -> Iterator[Finding]:
    """Another period than the rulebook's, or a template to practise on."""
    if case.submission.practice:
        yield Finding("TD-BAN-THU", Where())
    written = clean(said_raw(case.submission.info.get("period"))) or case.template.marks.get("period", "")
    if written and fold(written) != fold(case.rulebook.period):
        facts = {"ghi": written, "ky": case.rulebook.period}
        yield finding("TD-KY-KHAC", info_where(case.submission, "period"), facts)


def sender(case: Case) -> Iterator[Finding]:
    """What the head needs to ask back and to order versions."""
    if not case.has(member.INFO):
        return
    for key in ASKED_ITEMS:
        if case.submission.info.get(key) is None and key not in case.submission.info_errors:
            header = member.INFO.column(key).header
            yield finding("TD-THIEU-THONG-TIN-NOP", info_where(case.submission, key), {"muc": header})


def days(case: Case) -> Iterator[Finding]:
    """Late, or dated in the future or long before the period."""
    made_on, due = case.reading.days.get("made_on"), case.rulebook.due
    for key, day in case.reading.days.items():
        yield from day_findings(case, day, member.INFO.column(key).header, info_where(case.submission, key))
    if made_on and due and due < made_on <= case.today:
        facts = {"ghi": said(made_on), "han": said(due)}
        yield finding("TD-NOP-MUON", info_where(case.submission, "made_on"), facts)


def signed_total(case: Case) -> Iterator[Finding]:
    """The total printed on the signed copy is the one of the file; not compared where a line could not be read."""
    signed, totals = case.reading.signed_total, case.card.totals
    if signed is None or totals is None or case.reading.unread:
        return
    if signed != totals.total:
        facts = {"ghi": vietnamese(signed), "tinh": vietnamese(totals.total)}
        yield finding("TD-TONG-BAN-KY-LECH", info_where(case.submission, "signed_total"), facts)


CHECKS = (period, sender, days, signed_total)
