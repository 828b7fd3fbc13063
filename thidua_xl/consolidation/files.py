"""What reading a folder gives: each file as a worker read it, small enough to cross a pipe, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NoReturn

from thidua_xl.findings.finding import Finding
from thidua_xl.member.reading import Reading
from thidua_xl.submission import Submission


class Content(StrEnum):
    """What a file is."""

    MEMBER = "member"  # a member workbook, filled in or not
    OURS = "ours"  # a rulebook, master, feedback … of ours
    ATTACHMENT = "attachment"
    STRANGER = "stranger"  # a workbook that is none of ours
    UNREADABLE = "unreadable"

    def __setstate__(self, state: object) -> NoReturn:
        """Nothing that is unpickled changes these words."""
        raise TypeError(self)


@dataclass(frozen=True, slots=True)
class FileContent:
    """What is in one file. ``findings`` are those of the file alone; they have no file name yet.

    ``what`` says which of our own workbooks it is. A member workbook has a submission; it has a reading where its unit
    is one of the rulebook's. ``replies`` are the answers of ``replier`` on `Phản hồi`, by key. ``carried`` is the
    submission as a master carries it, where the worker that read the file has written that down already.
    """

    content: Content
    what: str = ""
    submission: Submission | None = None
    reading: Reading | None = None
    findings: tuple[Finding, ...] = ()
    replies: Mapping[str, str] = field(default_factory=dict)
    replier: str = ""
    carried: bytes = b""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file of the folder as read. ``path`` is the one people see, NFC; ``likely`` the unit its name speaks of."""

    path: str
    sha256: str
    size: int
    found: FileContent
    likely: str | None = None
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """Everything of the folders given: files read, and names passed over with the reason."""

    files: tuple[ReadFile, ...]
    skipped: tuple[tuple[str, str], ...] = ()


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
class Fate:
    """What became of a file, and the reason."""

    status: FileStatus
    reason: str = ""
    unit: str | None = None


@dataclass(slots=True)
class Chosen:
    """Which file counts for each unit, and why each other one does not (see intake.py)."""

    used: dict[str, ReadFile] = field(default_factory=dict)
    fates: dict[str, Fate] = field(default_factory=dict)  # by path
    absent: dict[str, str] = field(default_factory=dict)  # unit: why it has no usable submission
    findings: list[Finding] = field(default_factory=list)


Use = Mapping[str, str]
