"""Awards: quotas, conditions, ties at the last place, votes (rulebook.md, `Danh hiệu`; scoring.md, cases)."""

from datetime import date

import pytest
from blocs import award, bloc, cards_of

from thidua_xl.awards.ballots import Ballot, vote
from thidua_xl.awards.proposals import Proposal, proposals
from thidua_xl.cells.share import Verdict
from thidua_xl.rulebook.models import Rulebook, Unit
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


@pytest.mark.parametrize(
    ("base", "allowed"), [(words.RANKED_UNITS, 10), (words.ALL_UNITS, 12)], ids=["20% of 54 ranked", "20% of all 66"]
)
def test_twelve_of_fifty_four_are_too_many_and_twelve_of_sixty_six_are_not(base: str, allowed: int) -> None:
    """A bloc of 66 units of which 54 are ranked; twelve are good enough. 20 % of 54 is 10, of 66 is 13."""
    rulebook = bloc(units(66), awards=[award(quota="20%", quota_of=base, least_points=80)])
    points = {unit.code: 99 - place if place < 12 else 50 for place, unit in enumerate(rulebook.units[:54])}
    found = rows(rulebook, points)
    assert len(holders(found).split()) == allowed
    refused = [row.reason for row in found if not row.proposed]
    assert sum("hết số lượng" in reason for reason in refused) == 12 - allowed
    assert sum("dưới mức tối thiểu" in reason for reason in refused) == 42


def test_twelve_agreed_of_fifty_four_and_of_sixty_six() -> None:
    """The same question of a vote: 36 agreed are two thirds of 54 present, not of 66 members."""
    ballot = Ballot(members=66, present=54, agreed=36)
    share = "66.66"
    assert vote(award(vote=share, vote_of=words.PRESENT), ballot).verdict is Verdict.PASSED
    assert vote(award(vote=share, vote_of=words.MEMBERS), ballot).verdict is Verdict.FAILED


@pytest.mark.parametrize(("rounding", "holding"), [(words.DOWN, ""), (words.UP, "A"), (words.AT_LEAST_ONE, "A")])
def test_how_a_quota_is_rounded(rounding: str, holding: str) -> None:
    rulebook = bloc("A B C D", awards=[award(quota="20%", quota_rounding=rounding)])
    assert holders(rows(rulebook, {"A": 9, "B": 8, "C": 7, "D": 6})) == holding


def test_no_number_is_no_limit_and_nought_is_nobody() -> None:
    points = {"A": 9, "B": 8}
    assert holders(rows(bloc("A B", awards=[award()]), points)) == "A B"
    none = rows(bloc("A B", awards=[award(quota=0)]), points)
    assert holders(none) == ""
    assert all("hết số lượng (0 suất)" in row.reason for row in none)


def test_the_order_of_awards_is_that_of_the_rulebook() -> None:
    first, second = award("Cờ", 2, quota=1), award("Bằng", 1, quota=1)
    found = rows(bloc("A B", awards=[second, first]), {"A": 9, "B": 8})
    assert (holders(found, "Bằng"), holders(found, "Cờ")) == ("A", "B")


def test_an_award_under_two_laws() -> None:
    """The row in force on the last day of the period counts: its quota, its threshold, its authority."""
    old = award("Bằng khen", 1, quota=3, least_points=50, until=date(2026, 6, 30), authority="Luật cũ")
    new = award("Bằng khen", 1, quota=1, least_points=90, in_force=date(2026, 7, 1), authority="Luật mới")
    points = {"A": 95, "B": 92, "C": 60}
    whole_year = bloc("A B C", awards=[old, new])
    assert holders(rows(whole_year, points), "Bằng khen") == "A"
    half = whole_year.model_copy(update={"end": date(2026, 6, 30)})
    assert holders(rows(half, points), "Bằng khen") == "A B C"
    assert {len(rows(rulebook, points)) for rulebook in (whole_year, half)} == {3}


def test_every_row_has_its_reason() -> None:
    awards = [
        award("Cờ", 1, quota=1, vote=80, quorum=75, least_points=60, last_rank=4),
        award("Bằng", 2, quota="50%", quota_of="Cờ", quota_rounding=words.AT_LEAST_ONE, least_class="Tốt"),
        award("Giấy", 3, not_with=()),
    ]
    rulebook = bloc("A B C D E", awards=awards, classes=[("Tốt", 80), ("Khá", 50)], cases=[("Vi phạm", "Cờ")])
    ballots = {("Cờ", "B"): Ballot(members=10, present=6, agreed=6)}
    found = rows(rulebook, {"A": 90, "B": 88, "C": 70, "D": 70, "E": 40}, {"A": "K1"}, ballots=ballots)
    assert len(found) == 15
    assert [row for row in found if not row.reason] == []


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
    assert [row.unit for row in found if row.tied] == ["B", "C"]
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
