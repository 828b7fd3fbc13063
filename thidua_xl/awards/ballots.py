"""Ballots (`Bình xét`): did a vote pass, and can its counts be true?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua_xl.cells.share import HUNDRED, Verdict, reaches, verdict
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.rulebook.models import Award
from thidua_xl.sheets import words

SHEET = "Bình xét"
SECRET = "Phiếu kín"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One row of `Bình xét` as typed by the head; None is blank."""

    how: str = ""
    members: int | None = None
    present: int | None = None
    asked: int | None = None
    issued: int | None = None
    collected: int | None = None
    valid: int | None = None
    agreed: int | None = None
    against: int | None = None
    abstained: int | None = None


HEADERS = {
    "members": "Số thành viên",
    "present": "Có mặt",
    "asked": "Được hỏi ý kiến",
    "issued": "Phiếu phát",
    "collected": "Phiếu thu",
    "valid": "Phiếu hợp lệ",
    "agreed": "Đồng ý",
    "against": "Không đồng ý",
    "abstained": "Không có ý kiến",
}
VOTES = ("agreed", "against", "abstained")
VOTES_TOGETHER = "Đồng ý + Không đồng ý + Không có ý kiến"
BASES = {words.MEMBERS: "members", words.PRESENT: "present", words.ASKED: "asked"}
# (the smaller, the larger): the first may not exceed the second where both are typed
ORDERED = (
    ("present", "members"),
    ("asked", "members"),
    ("collected", "issued"),
    ("valid", "collected"),
    ("valid", "issued"),
)


@dataclass(frozen=True, slots=True)
class Vote:
    """What came of a vote: the verdict, ``agreed`` of ``base``, and whether too few were present."""

    verdict: Verdict
    agreed: int = 0
    base: int = 0
    no_quorum: bool = False
    impossible: bool = False

    @property
    def share(self) -> Decimal:
        """The share agreed in percent, to two digits, for people to read; the verdict never uses it."""
        percent = Fraction(self.agreed * HUNDRED, self.base) if self.base else Fraction(0)
        return Decimal(int(percent * HUNDRED + Fraction(1, 2))) / HUNDRED


def vote(award: Award, ballot: Ballot | None) -> Vote:
    """The outcome of a vote the award asks for; counts that are missing or cannot be true leave it open."""
    if ballot is None or award.vote is None:
        return Vote(Verdict.PENDING)
    if any(faults(ballot)):
        return Vote(Verdict.PENDING, impossible=True)
    base = getattr(ballot, BASES[award.vote_of])
    if ballot.agreed is None or not base:
        return Vote(Verdict.PENDING)
    if award.quorum is not None:
        if not ballot.members or ballot.present is None:
            return Vote(Verdict.PENDING)
        if not reaches(ballot.present, ballot.members, award.quorum):
            return Vote(Verdict.FAILED, ballot.agreed, base, no_quorum=True)
    return Vote(verdict(ballot.agreed, base, award.vote, strictly=award.strictly), ballot.agreed, base)


def faults(ballot: Ballot) -> Iterator[tuple[str, dict[str, str]]]:
    """The counts that cannot be true, as (finding code, facts)."""
    counts = {key: getattr(ballot, key) for key in HEADERS}
    for key, count in counts.items():
        if count is not None and count < 0:
            yield "TD-PHIEU-AM", {"cot": HEADERS[key], "ghi": str(count)}
    for small, large in ORDERED:
        fault = _exceeds(HEADERS[small], counts[small], HEADERS[large], counts[large])
        if fault:
            yield fault
    typed = [counts[key] for key in VOTES if counts[key] is not None]
    limit = _voters(ballot)
    if typed and limit:
        together = VOTES_TOGETHER if len(typed) > 1 else next(HEADERS[key] for key in VOTES if counts[key] is not None)
        fault = _exceeds(together, sum(typed), *limit)
        if fault:
            yield fault


def _exceeds(small: str, little: int | None, large: str, most: int | None) -> tuple[str, dict[str, str]] | None:
    if little is None or most is None or little <= most:
        return None
    return "TD-PHIEU-KHONG-KHOP", {"cot": small, "ghi": str(little), "hon": large, "co": str(most)}


def _voters(ballot: Ballot) -> tuple[str, int] | None:
    """The narrowest count typed of those who could vote, with its header.

    Where some were present and others asked in writing, only all members together bound the votes.
    """
    both = ballot.asked is not None and ballot.present is not None
    elsewhere = ("members",) if both else ("asked", "present", "members")
    for key in ("valid", "collected", "issued", *elsewhere):
        if (count := getattr(ballot, key)) is not None:
            return HEADERS[key], count
    return None


def ballot_findings(ballots: Mapping[tuple[str, str], Ballot]) -> Iterator[Finding]:
    """Every count that cannot be true, by award and unit."""
    for (award, unit), ballot in sorted(ballots.items()):
        for code, facts in faults(ballot):
            yield Finding(code, Where(sheet=SHEET, unit=unit), {"ten": award, **facts})
