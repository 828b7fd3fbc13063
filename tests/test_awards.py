"""Awards: quotas, conditions, ties at the last place, votes (rulebook.md, `Danh hiệu`; scoring.md, cases)."""

from datetime import date
from decimal import Decimal

import pytest
from blocs import award, bloc, cards_of

from thidua_xl.awards.ballots import Ballot, faults, vote
from thidua_xl.awards.proposals import Proposal, proposals
from thidua_xl.cells.share import Verdict
from thidua_xl.rulebook.models import Award, Rulebook, Unit
from thidua_xl.sheets import words

EIGHT = {unit: 100 - place for place, unit in enumerate(["A", "B", "C", "D", "E", "F", "G", "H"])}


def rows(
    rulebook: Rulebook, points: dict[str, int], happened: dict[str, str] | None = None, **more: object
) -> list[Proposal]:
    return proposals(rulebook, cards_of(rulebook, points, happened), {}, **more)  # type: ignore[arg-type]


def holders(found: list[Proposal], name: str = "Cờ") -> str:
    return " ".join(row.unit for row in found if row.proposed and row.award == name)


def reason(found: list[Proposal], unit: str, name: str = "Cờ") -> str:
    return next(row.reason for row in found if row.unit == unit and row.award == name)


def units(count: int, group: str = "") -> list[Unit]:
    return [Unit(code=f"U{n:02d}{group}", name=f"Đơn vị {n} {group}", group=group) for n in range(1, count + 1)]


# ---- quotas


def test_a_bloc_of_eight_with_one_two_three() -> None:
    awards = [award("Cờ CP", 1, quota=1), award("Cờ tỉnh", 2, quota=2), award("Bằng khen", 3, quota=3)]
    found = rows(bloc("A B C D E F G H", awards=awards), EIGHT)
    assert [holders(found, name) for name in ("Cờ CP", "Cờ tỉnh", "Bằng khen")] == ["A", "B C", "D E F"]
    assert len(found) == 24
    assert all(row.reason for row in found)


@pytest.mark.parametrize(("all_units", "given"), [(54, 10), (66, 12)])
def test_twelve_of_fifty_four_are_too_many_and_twelve_of_sixty_six_are_not(all_units: int, given: int) -> None:
    """20 % of 54 is 10, of 66 is 13: twelve good units all get the award only in the larger bloc."""
    rulebook = bloc(units(all_units), awards=[award(quota="20%", quota_of=words.ALL_UNITS, least_points=90)])
    points = {unit.code: 100 - place if place < 10 else 90 for place, unit in enumerate(rulebook.units[:12])}
    points |= {unit.code: 50 for unit in rulebook.units[12:]}
    found = rows(rulebook, points)
    assert len(holders(found).split()) == given


def test_twenty_percent_of_four_holders_is_at_least_one() -> None:
    awards = [
        award("Giấy khen", 1, quota="20%", quota_of="Biểu dương", quota_rounding=words.AT_LEAST_ONE, not_with=()),
        award("Biểu dương", 2, quota=4, not_with=()),
    ]
    found = rows(bloc("A B C D E F G H", awards=awards), EIGHT)
    assert holders(found, "Giấy khen") == "A"
    assert holders(found, "Biểu dương") == "A B C D"


def test_a_quota_on_the_holders_of_an_award_nobody_holds_is_nothing() -> None:
    awards = [
        award("Giấy khen", 1, quota="20%", quota_of="Biểu dương", quota_rounding=words.AT_LEAST_ONE, not_with=()),
        award("Biểu dương", 2, least_points=101, not_with=()),
    ]
    assert holders(rows(bloc("A B C", awards=awards), {"A": 90, "B": 80, "C": 70}), "Giấy khen") == ""


def test_quotas_that_run_in_a_circle_propose_nobody() -> None:
    awards = [award("Cờ", 1, quota="50%", quota_of="Giấy"), award("Giấy", 2, quota="50%", quota_of="Cờ")]
    found = rows(bloc("A B", awards=awards), {"A": 9, "B": 8})
    assert [row.proposed for row in found] == [False] * 4
    assert "vòng tròn" in reason(found, "A")


def test_the_base_of_a_quota_is_the_ranked_units_unless_all_are_said() -> None:
    rulebook = bloc("A B C D", awards=[award(quota="50%")], cases=[("Vi phạm", words.NO_EMULATION)])
    assert holders(rows(rulebook, {"A": 9, "B": 8, "C": 7, "D": 6}, {"D": "K1"})) == "A"
    whole = bloc("A B C D", awards=[award(quota="50%", quota_of=words.ALL_UNITS)])
    assert holders(rows(whole, {"A": 9, "B": 8, "C": 7})) == "A B"


def test_scopes() -> None:
    groups = [*units(2, "N"), *units(2, "S")]
    points = {"U01N": 90, "U02N": 80, "U01S": 70, "U02S": 60}
    per_group = bloc(groups, awards=[award(quota=1, scope=words.PER_GROUP)])
    assert holders(rows(per_group, points)) == "U01N U01S"
    whole = bloc(groups, awards=[award(quota=2, scope=words.WHOLE_BLOC)])
    assert holders(rows(whole, points)) == "U01N U02N"
    ranked = bloc(groups, awards=[award(scope=words.WHOLE_BLOC, last_rank=3)])
    assert holders(rows(ranked, points)) == "U01N U02N U01S"


# ---- conditions


def test_a_unit_that_fails_a_condition_leaves_its_place_to_the_next() -> None:
    rulebook = bloc(
        "A B C D E",
        awards=[award(quota=1, least_points=70, least_class="Tốt", last_rank=4)],
        classes=[("Xuất sắc", 95), ("Tốt", 80), ("Khá", 50)],
        cases=[("Bị kỷ luật", "Cờ"), ("Để xảy ra oan, sai", "Tốt"), ("Vi phạm", words.NO_EMULATION)],
    )
    found = rows(rulebook, {"A": 99, "B": 98, "C": 97, "D": 90, "E": 60}, {"A": "K1", "B": "K2", "C": "K3"})
    assert holders(found) == "D"
    assert "Bị kỷ luật" in reason(found, "A")
    assert "loại Khá" in reason(found, "B")
    assert "Vi phạm" in reason(found, "C")
    assert "60 điểm" in reason(found, "E")


def test_a_unit_gets_only_the_award_of_the_smallest_order_unless_the_rulebook_says_otherwise() -> None:
    awards = [award("Cờ", 1, quota=1), award("Bằng", 2, quota=2), award("Biểu dương", 3, quota=2, not_with=())]
    found = rows(bloc("A B C D", awards=awards), {"A": 9, "B": 8, "C": 7, "D": 6})
    assert [holders(found, name) for name in ("Cờ", "Bằng", "Biểu dương")] == ["A", "B C", "A B"]


def test_what_does_not_go_together_is_symmetric() -> None:
    awards = [award("Cờ", 1, quota=1, not_with=()), award("Bằng", 2, quota=1, not_with=("Cờ",))]
    assert holders(rows(bloc("A B", awards=awards), {"A": 9, "B": 8}), "Bằng") == "B"
    awards = [award("Cờ", 1, quota=1, not_with=("Bằng",)), award("Bằng", 2, quota=1, not_with=())]
    assert holders(rows(bloc("A B", awards=awards), {"A": 9, "B": 8}), "Bằng") == "B"


def test_only_awards_in_force_on_the_last_day_of_the_period() -> None:
    awards = [award("Cũ", 1, until=date(2026, 12, 30)), award("Mới", 2, in_force=date(2026, 12, 31))]
    assert {row.award for row in rows(bloc("A", awards=awards), {"A": 9})} == {"Mới"}


def test_every_unit_with_a_scorecard_has_a_row_and_no_other() -> None:
    found = rows(bloc("A B C", awards=[award()]), {"A": 9, "C": 8})
    assert [row.unit for row in found] == ["A", "C"]


# ---- ties


def test_units_tied_across_the_last_place_are_listed_and_none_is_proposed() -> None:
    rulebook = bloc("A B C D", awards=[award(quota=2)])
    points = {"A": 90, "B": 80, "C": 80, "D": 70}
    found = rows(rulebook, points)
    assert holders(found) == "A"
    assert "chờ hội nghị" in reason(found, "B")
    assert "chờ hội nghị" in reason(found, "C")
    assert "hết số lượng" in reason(found, "D")
    decided = rows(rulebook, points, decisions={("Cờ", "C"): ("Có", "năm trước chưa được")})
    assert holders(decided) == "A C"
    assert "C" in reason(decided, "B")
    both = rows(rulebook, points, decisions={("Cờ", "B"): ("Có", ""), ("Cờ", "C"): ("có", "")})
    assert holders(both) == "A"


def test_a_tie_within_the_quota_needs_nobody() -> None:
    assert holders(rows(bloc("A B C", awards=[award(quota=2)]), {"A": 80, "B": 80, "C": 70})) == "A B"


def test_a_tie_is_gone_where_one_of_the_tied_fails_a_condition() -> None:
    rulebook = bloc("A B", awards=[award(quota=1)], cases=[("Bị kỷ luật", "Cờ")])
    assert holders(rows(rulebook, {"A": 80, "B": 80}, {"A": "K1"})) == "B"


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
    ],
)
def test_counts_that_cannot_be_true(ballot: Ballot, codes: list[str]) -> None:
    assert [code for code, _ in faults(ballot)] == codes


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
