"""Ballots (`Bình xét`): did a vote pass, and can its counts be true?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua_xl.cells.share import HUNDRED, Verdict, reaches, verdict
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.models import Award
from thidua_xl.sheets import words

SHEET = "Bình xét"
SECRET = "Phiếu kín"


Count = int | Decimal | None


@dataclass(frozen=True, slots=True)
class Ballot:
    """One row of `Bình xét` as typed by the head; None is blank, a broken number stays as it is."""

    how: str = ""
    members: Count = None
    present: Count = None
    asked: Count = None
    issued: Count = None
    collected: Count = None
    valid: Count = None
    agreed: Count = None
    against: Count = None
    abstained: Count = None


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
    ("collected", "members"),
    ("valid", "collected"),
    ("valid", "issued"),
    ("valid", "members"),
)
BOUNDS = ("valid", "collected", "issued", "members")  # of all votes together, the narrowest first
RETURNED = ("collected", "valid")  # papers that came back: not more than there were voters


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
    agreed, base = _whole(ballot, "agreed"), _whole(ballot, BASES[award.vote_of])
    if agreed is None or not base:
        return Vote(Verdict.PENDING)
    if award.quorum is not None:
        members, present = _whole(ballot, "members"), _whole(ballot, "present")
        if not members or present is None:
            return Vote(Verdict.PENDING, agreed, base)
        if not reaches(present, members, award.quorum):
            return Vote(Verdict.FAILED, agreed, base, no_quorum=True)
    return Vote(verdict(agreed, base, award.vote, strictly=award.strictly), agreed, base)


def _whole(ballot: Ballot, key: str) -> int | None:
    count: Count = getattr(ballot, key)
    return None if count is None else int(count)


def faults(ballot: Ballot) -> Iterator[tuple[str, dict[str, str]]]:
    """The counts that cannot be true, as (finding code, facts)."""
    counts: dict[str, int | Decimal] = {key: count for key in HEADERS if (count := getattr(ballot, key)) is not None}
    for key, count in counts.items():
        if count < 0:
            yield "TD-PHIEU-AM", {"cot": HEADERS[key], "ghi": _said(count)}
        elif count != int(count):
            yield "TD-SO-LE", {"cot": HEADERS[key], "ghi": _said(count)}
    for small, large in ORDERED:
        if small in counts and large in counts and counts[small] > counts[large]:
            yield _beyond(HEADERS[small], counts[small], HEADERS[large], counts[large])
    voters = _voters(counts)
    if voters is not None:
        for key in RETURNED:
            if key in counts and counts[key] > voters[1]:
                yield _beyond(HEADERS[key], counts[key], *voters)
                break
    yield from _too_many_votes(counts, voters)


def _too_many_votes(
    counts: Mapping[str, int | Decimal], voters: tuple[str, int | Decimal] | None
) -> Iterator[tuple[str, dict[str, str]]]:
    """All votes together against the narrowest count they pass."""
    typed = [key for key in VOTES if key in counts]
    total = sum(counts[key] for key in typed)
    said = VOTES_TOGETHER if len(typed) > 1 else "".join(HEADERS[key] for key in typed)
    limits = [(HEADERS[key], counts[key]) for key in BOUNDS if key in counts]
    passed = [limit for limit in (*limits, *([voters] if voters else ())) if total > limit[1]]
    if typed and passed:
        yield _beyond(said, total, *min(passed, key=lambda limit: limit[1]))


def _voters(counts: Mapping[str, int | Decimal]) -> tuple[str, int | Decimal] | None:
    """Who could vote: those present, those asked in writing, or both together where both are typed."""
    typed = [key for key in ("present", "asked") if key in counts]
    return (" + ".join(HEADERS[key] for key in typed), sum(counts[key] for key in typed)) if typed else None


def _beyond(small: str, little: int | Decimal, large: str, most: int | Decimal) -> tuple[str, dict[str, str]]:
    return "TD-PHIEU-KHONG-KHOP", {"cot": small, "ghi": _said(little), "hon": large, "co": _said(most)}


def _said(count: int | Decimal) -> str:
    return vietnamese(Decimal(count))


def ballot_findings(ballots: Mapping[tuple[str, str], Ballot]) -> Iterator[Finding]:
    """Every count that cannot be true, by award and unit."""
    for (award, unit), ballot in sorted(ballots.items()):
        for code, facts in faults(ballot):
            yield Finding(code, Where(sheet=SHEET, unit=unit), {"ten": award, **facts})
