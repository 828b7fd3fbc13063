"""What the checks of one workbook look at: the book, what was read of it, what the engine says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from thidua_xl.book import Book
from thidua_xl.findings.finding import Finding
from thidua_xl.live.plan import Plan
from thidua_xl.live.shown import Shown, Stored
from thidua_xl.member.claims import altered_lines, claims
from thidua_xl.member.reading import Reading
from thidua_xl.member.template import Template
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.rulebook.models import Criterion, Rulebook, Unit
from thidua_xl.scoring.engine import scorecard
from thidua_xl.scoring.ranking import classify, happened
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.sheets.layout import Layout
from thidua_xl.submission import Raw, Submission
from thidua_xl.text.vietnamese import fold


@dataclass(frozen=True)
class Case:
    """One unit's workbook under check; its unit is one of the rulebook's. ``today`` is the day of reading."""

    book: Book
    rulebook: Rulebook
    submission: Submission
    reading: Reading
    card: Scorecard
    template: Template
    today: date

    @property
    def unit(self) -> Unit:
        """The unit whose workbook this is."""
        found = self.rulebook.unit(self.submission.unit)
        assert found is not None
        return found

    @cached_property
    def plan(self) -> Plan:
        """Where the template drew everything, by the rulebook it carries; else by the head's."""
        carried = self.template.rulebook
        unit = carried.unit(self.submission.unit) if carried else None
        return Plan(carried, unit) if carried and unit else Plan(self.rulebook, self.unit)

    @cached_property
    def shown(self) -> Shown:
        """What the live cells of that template show for what was typed."""
        carried = self.template.rulebook is not None and self.template.marks["fingerprint"]
        scored = self.card if carried == fingerprint(self.rulebook) else None
        return Shown(self.plan, self.submission, self.today, scored)

    @cached_property
    def altered(self) -> set[str]:
        """The codes of rows whose rule in the template is another one."""
        return altered_lines(self.rulebook, self.submission)

    @cached_property
    def drawn_rows(self) -> dict[str, Criterion]:
        """The rows with points of the template, by folded code."""
        return {fold(row.code): row for _, row in self.plan.score_rows if not row.is_note}

    def has_lost_text(self, shown: Raw, due: Stored) -> bool:
        """Is this the 0 as which LibreOffice saves a formula's text, ``due``, in an .xls?"""
        return not self.book.formulas_known and isinstance(due, str) and shown == 0

    def has(self, layout: Layout) -> bool:
        """Was this sheet found?"""
        return layout.name in self.submission.sheets


Check = Callable[[Case], Iterator[Finding]]


def case_of(book: Book, rulebook: Rulebook, submission: Submission, template: Template, today: date) -> Case:
    """A case with its reading and its classified scorecard. The submission's unit must be known."""
    reading = claims(rulebook, submission)
    card = scorecard(rulebook, submission.unit, reading.inputs, unread=reading.unread)
    classify(rulebook, card, happened(rulebook, card, reading.answers, {}))
    return Case(book, rulebook, submission, reading, card, template, today)
