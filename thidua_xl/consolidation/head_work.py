"""What the bloc head typed into a master, and what else a former master tells the next one. Pure values."""

from dataclasses import dataclass, field
from decimal import Decimal

from thidua_xl.awards.ballots import Ballot
from thidua_xl.findings.finding import Finding


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
