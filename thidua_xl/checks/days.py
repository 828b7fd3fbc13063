"""Dates nobody can have meant: after the day of reading, or more than a year before the period."""

from collections.abc import Iterator
from datetime import date

from thidua_xl.cells.line_check import YEAR
from thidua_xl.checks.case import Case
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.member.places import finding
from thidua_xl.text.dates import said


def day_findings(case: Case, day: date, header: str, where: Where) -> Iterator[Finding]:
    """At most one warning for one date."""
    facts = {"cot": header, "ghi": said(day), "nay": said(case.today), "tu": said(case.rulebook.start)}
    if day > case.today:
        yield finding("TD-NGAY-SAU-HOM-NAY", where, facts)
    elif day < case.rulebook.start - YEAR:
        yield finding("TD-NGAY-QUA-CU", where, facts)
