"""Votes on awards, and what the meeting decided: verdicts, counts that cannot be true, clear decisions."""

from decimal import Decimal

import pytest
from blocs import award, bloc, cards_of
from test_awards import holders, reason, rows

from thidua_xl.awards.ballots import Ballot, faults, vote
from thidua_xl.awards.decisions import decision_findings
from thidua_xl.awards.proposals import proposals
from thidua_xl.cells.share import Verdict
from thidua_xl.rulebook.models import Award
from thidua_xl.sheets import words

# ---- votes

BY_MEMBERS = {"vote": 80, "vote_of": words.MEMBERS}


@pytest.mark.parametrize(("strictly", "verdict"), [(False, Verdict.PASSED), (True, Verdict.FAILED)])
def test_twelve_of_fifteen_is_eighty_percent(strictly: bool, verdict: Verdict) -> None:
    assert vote(award(**BY_MEMBERS, strictly=strictly), Ballot(members=15, agreed=12)).verdict is verdict


@pytest.mark.parametrize(
    ("asked", "ballot", "verdict"),
    [
        (award(vote=80), None, Verdict.PENDING),
        (award(vote=80), Ballot(), Verdict.PENDING),
        (award(vote=80), Ballot(members=15), Verdict.PENDING),
        (award(vote=80), Ballot(members=15, agreed=11), Verdict.FAILED),
        (award(vote=80, vote_of=words.PRESENT), Ballot(members=15, present=12, agreed=10), Verdict.PASSED),
        (award(vote=80, vote_of=words.PRESENT), Ballot(members=15, agreed=12), Verdict.PENDING),
        (award(vote=80, vote_of=words.ASKED), Ballot(asked=20, agreed=16), Verdict.PASSED),
        (award(vote=80, quorum=75), Ballot(members=16, present=12, agreed=12), Verdict.FAILED),
        (award(vote=75, quorum=75), Ballot(members=16, present=12, agreed=12), Verdict.PASSED),
        (award(vote=50, quorum=75), Ballot(members=16, present=11, agreed=11), Verdict.FAILED),
        (award(vote=50, quorum=75), Ballot(members=16, agreed=11), Verdict.PENDING),
        (award(vote=50), Ballot(members=10, agreed=11), Verdict.PENDING),
        (award(vote=0), Ballot(members=10, agreed=0), Verdict.PASSED),
        (award(vote="33.3"), Ballot(members=1000, agreed=333), Verdict.PASSED),
    ],
)
def test_verdicts(asked: Award, ballot: Ballot | None, verdict: Verdict) -> None:
    assert vote(asked, ballot).verdict is verdict


def test_a_vote_still_to_come_keeps_the_place() -> None:
    rulebook = bloc("A B C", awards=[award("Cờ", 1, quota=1, vote=80), award("Bằng", 2, quota=1)])
    points = {"A": 90, "B": 80, "C": 70}
    found = rows(rulebook, points)
    assert reason(found, "A") == "chưa bình xét"
    assert holders(found) == ""
    assert holders(found, "Bằng") == "B"
    failed = rows(rulebook, points, ballots={("Cờ", "A"): Ballot(members=10, agreed=7)})
    assert "7/10 đồng ý (70%)" in reason(failed, "A")
    assert reason(failed, "B") == "chưa bình xét"
    assert holders(failed, "Bằng") == "A"
    passed = rows(rulebook, points, ballots={("Cờ", "A"): Ballot(members=10, agreed=8)})
    assert holders(passed) == "A"


@pytest.mark.parametrize(
    ("ballot", "codes"),
    [
        (Ballot(members=10, present=9, issued=9, collected=9, valid=8, agreed=7, against=1), []),
        (Ballot(members=10, present=11), ["TD-PHIEU-KHONG-KHOP"]),
        (Ballot(issued=9, collected=10), ["TD-PHIEU-KHONG-KHOP"]),
        (Ballot(collected=9, valid=10), ["TD-PHIEU-KHONG-KHOP"]),
        (Ballot(issued=9, valid=10), ["TD-PHIEU-KHONG-KHOP"]),
        (Ballot(valid=8, agreed=9), ["TD-PHIEU-KHONG-KHOP"]),
        (Ballot(valid=8, agreed=5, against=3, abstained=1), ["TD-PHIEU-KHONG-KHOP"]),
        (Ballot(present=8, agreed=9), ["TD-PHIEU-KHONG-KHOP"]),
        (Ballot(present=8, asked=10, agreed=9), []),
        (Ballot(present=8, asked=4, members=11, agreed=12), ["TD-PHIEU-KHONG-KHOP"]),
        (Ballot(members=8, asked=9), ["TD-PHIEU-KHONG-KHOP"]),
        (Ballot(present=8, issued=9), []),
        (Ballot(members=10, agreed=-1), ["TD-PHIEU-AM"]),
        (Ballot(members=10, agreed=Decimal("6.5")), ["TD-SO-LE"]),
        (Ballot(members=10, valid=11), ["TD-PHIEU-KHONG-KHOP"]),
        (Ballot(present=8, collected=9), ["TD-PHIEU-KHONG-KHOP"]),
        (Ballot(present=8, asked=1, collected=9), []),
        (Ballot(present=8, agreed=5, against=3, abstained=1), ["TD-PHIEU-KHONG-KHOP"]),
        (Ballot(members=9, present=8, valid=7, agreed=10), ["TD-PHIEU-KHONG-KHOP"]),
    ],
)
def test_counts_that_cannot_be_true(ballot: Ballot, codes: list[str]) -> None:
    assert [code for code, _ in faults(ballot)] == codes


def test_a_form_of_voting_changes_nothing_in_the_count() -> None:
    for how in ("Giơ tay", "Phiếu kín", "Văn bản", "Suy tôn", ""):
        assert vote(award(vote=80), Ballot(how, members=15, present=15, agreed=12)).verdict is Verdict.PASSED


def test_impossible_counts_leave_the_vote_open() -> None:
    found = rows(
        bloc("A", awards=[award(quota=1, vote=50)]), {"A": 90}, ballots={("Cờ", "A"): Ballot(members=9, agreed=10)}
    )
    assert holders(found) == ""
    assert "không khớp" in reason(found, "A")


def test_open_errors_make_a_proposal_provisional() -> None:
    found = rows(bloc("A B", awards=[award()]), {"A": 9, "B": 8}, open_errors={"A": 2, "B": 0})
    assert [(row.unit, row.provisional) for row in found] == [("A", True), ("B", False)]


def test_a_unit_that_cannot_be_scored_has_a_row_with_the_reason() -> None:
    rulebook = bloc("A B", awards=[award()])
    cards = cards_of(rulebook, {"A": 9, "B": 8})
    cards["B"].totals = None
    found = proposals(rulebook, cards, {})
    assert [(row.unit, row.proposed) for row in found] == [("A", True), ("B", False)]
    assert found[1].reason


def test_shares_are_said_rounded_and_judged_exactly() -> None:
    outcome = vote(award(vote="66.67"), Ballot(members=3, agreed=2))
    assert outcome.verdict is Verdict.FAILED
    assert outcome.share == Decimal("66.67")


# ---- what the meeting decided


@pytest.mark.parametrize(
    ("unit", "typed", "codes"),
    [
        ("A", ("", ""), []),
        ("A", ("có", ""), []),
        ("A", ("Không", ""), ["TD-QUYET-DINH-THIEU-LY-DO"]),
        ("A", ("Không", "Nhường đơn vị khác"), []),
        ("D", ("Có", " "), ["TD-QUYET-DINH-THIEU-LY-DO"]),
        ("B", ("Có", ""), []),
        ("B", ("Đồng ý", ""), ["TD-QUYET-DINH-LA"]),
    ],
)
def test_a_decision_is_clear_and_has_its_reason(unit: str, typed: tuple[str, str], codes: list[str]) -> None:
    """A is proposed, B and C are tied for the second place, D is not proposed."""
    rulebook, decisions = bloc("A B C D", awards=[award(quota=2)]), {("Cờ", unit): typed}
    proposed = rows(rulebook, {"A": 90, "B": 80, "C": 80, "D": 70}, decisions=decisions)
    found = list(decision_findings(proposed, decisions))
    assert [(finding.code, finding.where.unit) for finding in found] == [(code, unit) for code in codes]


def test_more_given_than_there_are_places() -> None:
    rulebook = bloc("A B C D", awards=[award(quota=2)])
    for given, over in (("A", []), ("A B", []), ("A B D", [("D", "3", "2")])):
        decisions = {("Cờ", unit): ("Có", "họp") for unit in given.split()}
        proposed = rows(rulebook, {"A": 90, "B": 80, "C": 80, "D": 70}, decisions=decisions)
        found = [each for each in decision_findings(proposed, decisions) if each.code == "TD-QUYET-DINH-QUA-SO"]
        assert [(each.where.unit, each.facts["so"], each.facts["duoc"]) for each in found] == over
