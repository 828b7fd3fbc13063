"""What a master holds: everything the bloc head's workbook, the terminal and the JSON show. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from thidua_xl.awards.ballots import Ballot
from thidua_xl.awards.proposals import Proposal
from thidua_xl.consolidation.files import Folder
from thidua_xl.findings.finding import Finding
from thidua_xl.masters.past import Past
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rules import Inputs
from thidua_xl.scoring.ranking import Standing
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.submission import Submission

if TYPE_CHECKING:
    from thidua_xl.consolidation.crossing import AssessorFile

__all__ = [
    "Assessment",
    "Ballot",
    "Changes",
    "Crossing",
    "FileSeen",
    "FileStatus",
    "Former",
    "Handling",
    "HeadWork",
    "Master",
    "Proposal",
    "UnitResult",
    "Unranked",
    "Vote",
]


class FileStatus(StrEnum):
    """What became of a file (cli.md, `files`)."""

    USED = "used"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"
    ATTACHMENT = "attachment"
    OURS = "ours"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class FileSeen:
    """One file of the folder. ``use`` is the head's `Dùng` (`Có`, `Không`, "" = not decided)."""

    path: str
    sha256: str
    size: int
    status: FileStatus
    reason: str = ""
    unit: str | None = None
    submission: int | None = None  # Lần nộp
    read_at: datetime | None = None
    use: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the head typed on one line of one unit (`Thẩm định`).

    ``line_text`` is the unit's own input (``UnitResult.line_texts``) as it stood when the head typed this. Whoever
    reads a master back keeps the stored one where the head's cells are as they were drawn, else takes the input the
    master was drawn with; "" means not known, and nothing is flagged.
    """

    result: Decimal | None = None  # Kết quả thẩm định, peers lines only
    points: Decimal | None = None  # Điểm thẩm định
    reason: str = ""
    line_text: str = ""


@dataclass(frozen=True, slots=True)
class Handling:
    """`Xử lý` and `Ghi chú` of a finding."""

    word: str = ""
    note: str = ""


@dataclass(slots=True)
class HeadWork:
    """Everything the head typed into the former master: it survives by unit, code and column."""

    assessments: dict[tuple[str, str], Assessment] = field(default_factory=dict)  # (unit, criterion)
    decisions: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)  # (unit, case): word, reason
    ballots: dict[tuple[str, str], Ballot] = field(default_factory=dict)  # (award, unit)
    awards: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)  # (award, unit): word, reason
    handling: dict[str, Handling] = field(default_factory=dict)  # by finding key (consolidation/keys.py)
    use: dict[str, str] = field(default_factory=dict)  # `Dùng` by SHA-256
    # texts where a number belongs, by sheet, row (unit and criterion, award and unit) and column: drawn again as typed
    unread: dict[tuple[str, str, str], dict[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Former:
    """What a former master tells the next one. ``cannot_carry`` names what would be lost (charts, pivots …)."""

    head: HeadWork = field(default_factory=HeadWork)
    ranks: dict[str, int] = field(default_factory=dict)  # by unit; an unranked unit is not in it
    line_texts: dict[tuple[str, str], str] = field(default_factory=dict)  # (unit, criterion): UnitResult.line_texts
    files: dict[str, str] = field(default_factory=dict)  # path by SHA-256
    closed: bool = False
    crossed: bool = False  # did it have assessors' points?
    closings: list[str] = field(default_factory=list)  # when it was closed and opened again, in words
    cannot_carry: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)  # cells of the head's that could not be read


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
class Vote:
    """One assessor's points for a line; ``agreed``: left blank by one who agrees with the self-score."""

    points: Decimal
    reason: str = ""
    agreed: bool = False


@dataclass(slots=True)
class Crossing:
    """The assessors whose forms count, their votes and combined points by unit and criterion."""

    assessors: tuple[str, ...] = ()
    votes: dict[tuple[str, str], dict[str, Vote]] = field(default_factory=dict)
    combined: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    far_off: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    files: list[FileSeen] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


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
    assessors: "tuple[AssessorFile, ...] | None" = field(default=None, compare=False)  # the same of their forms
    closings: list[str] = field(default_factory=list)  # when it was closed and opened again, in words
