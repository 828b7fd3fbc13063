"""What a master holds: everything the bloc head's workbook, the terminal and the JSON show. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from thidua_xl.awards.proposals import Proposal
from thidua_xl.consolidation.crossing import AssessorFile, Crossing
from thidua_xl.consolidation.files import FileSeen, Folder
from thidua_xl.consolidation.head_work import HeadWork
from thidua_xl.findings.finding import Finding
from thidua_xl.masters.past import Past
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rules import Inputs
from thidua_xl.scoring.ranking import Standing
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.submission import Submission


@dataclass(slots=True)
class UnitResult:
    """What is known of one unit: its submission, how it was read, and its scorecard.

    ``line_texts`` holds each line's own input as one text (consolidation/input_text.py): kept in the master, to tell
    which lines changed and which were re-submitted after they were assessed.
    """

    unit: str
    submission: Submission
    inputs: Mapping[str, Inputs]
    figures: dict[str, Decimal]  # usable results by figure code
    card: Scorecard
    file: str = ""
    open_errors: int = 0
    line_texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unranked:
    """A unit listed apart, with the reason."""

    unit: str
    reason: str


@dataclass(slots=True)
class Changes:
    """What changed since the former master; empty at the first consolidation."""

    first_time: bool = True
    new_files: list[str] = field(default_factory=list)  # paths
    changed_lines: list[tuple[str, str]] = field(default_factory=list)  # (unit, criterion)
    moved_ranks: list[tuple[str, int | None, int | None]] = field(default_factory=list)  # unit, before, now


@dataclass(slots=True)
class Master:
    """One consolidation, ready to be drawn, printed or written as JSON."""

    rulebook: Rulebook
    rulebook_file: str
    results: dict[str, UnitResult]  # by unit code, in the order of the rulebook; no usable submission = not in it
    standings: list[Standing]
    unranked: list[Unranked]
    proposals: list[Proposal]
    findings: list[Finding]
    files: list[FileSeen]
    head: HeadWork
    made_at: datetime
    changes: Changes = field(default_factory=Changes)
    combined: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)  # assessors' scores by (unit, code)
    crossing: Crossing | None = None  # None where no assessors were asked
    replies: dict[str, dict[str, str]] = field(default_factory=dict)  # units' answers by unit and key (keys.py)
    read_on: date | None = None
    skipped: list[tuple[str, str]] = field(default_factory=list)  # path and why: locks, hidden and temporary files
    previous: tuple[Past, ...] = ()  # masters of earlier periods to compare with
    folder: Folder | None = field(default=None, compare=False)  # what it was made of: the workbook carries it
    assessors: tuple[AssessorFile, ...] | None = field(default=None, compare=False)  # the same of their forms
    closings: list[str] = field(default_factory=list)  # when it was closed and opened again, in words
