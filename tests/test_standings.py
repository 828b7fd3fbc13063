"""Standings: shared ranks, metrics in order, groups, reasons; peers lines over a group (scoring.md 8 and the last)."""

from decimal import Decimal

import pytest
from drawing import book_of
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st
from rule_drawing import given
from rulebook_drawing import criteria_grid, rulebook_of

from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rules import Inputs, State
from thidua_xl.scoring.engine import scorecard
from thidua_xl.scoring.ranking import classify, compared_points, standings
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.standings import Contender, ranked

LINES = """
I    | Một | 50
I.1  | a | 30 | Chấm trực tiếp
I.2  | b | 20 | Chấm trực tiếp | Khi không phát sinh=Bỏ dòng
II   | Hai | 50 | Chấm trực tiếp
III  | Thưởng | | Chấm trực tiếp | Nhóm điểm=Thưởng
IV   | Trừ | | Chấm trực tiếp | Nhóm điểm=Trừ
"""
UNITS = ("A", "B", "C", "D")


def bloc(lines: str = LINES, groups: str = "", **info: str) -> Rulebook:
    items = {"Tên khối": "K", "Kỳ": "Năm 2026", "Từ ngày": "1/1/2026", "Đến ngày": "31/12/2026", "Căn cứ": "QĐ"}
    rows = [f"|{item}|{value}|" for item, value in (items | {k.replace("_", " "): v for k, v in info.items()}).items()]
    units = [f"|{code}|Đơn vị {code}|{group.strip()}|" for code, group in zip(UNITS, groups.ljust(4), strict=True)]
    return rulebook_of(
        book_of(
            {
                "Thông tin": "\n".join(["|Mục|Giá trị|", *rows]),
                "Đơn vị": "\n".join(["|Mã|Tên đơn vị|Nhóm xếp hạng|", *units]),
                "Tiêu chí": criteria_grid(lines),
                "Chỉ tiêu": "|Mã|Tên chỉ tiêu|\n|SL01|Số vụ|",
                "Điều kiện": "|Mã|Nội dung|Hệ quả|\n|K1|Để xảy ra oan|Không xét thi đua|",
            }
        )
    )


def cards(rules: Rulebook, **points: str) -> list[Scorecard]:
    """``A="30 20 50"``: typed points of the lines in order; x = not arising, - = blank."""
    found = []
    for unit, written in points.items():
        codes = [row.code for row in rules.leaves]
        words = written.split() + ["-"] * len(codes)
        claims = {
            code: given(x=word == "x", points=None if word in "x-" else word)
            for code, word in zip(codes, words, strict=False)
        }
        found.append(scorecard(rules, unit, claims))
    return found


def ranks(
    rules: Rulebook, found: list[Scorecard], figures: dict[str, dict[str, Decimal]] | None = None
) -> list[tuple[str, int]]:
    return [(standing.unit, standing.place.rank) for standing in standings(rules, found, figures or {})]


def test_shared_ranks_are_1_2_2_4() -> None:
    rules = bloc()
    found = cards(rules, C="20 20 40", B="30 10 40", D="10 10 10", A="30 20 50")
    assert ranks(rules, found) == [("A", 1), ("B", 2), ("C", 2), ("D", 4)]
    places = {standing.unit: standing.place for standing in standings(rules, found, {})}
    assert [places[unit].tied for unit in UNITS] == [False, True, True, False]
    assert "20" in places["A"].because
    assert "C" in places["B"].because
    assert places["D"].because == ""


@pytest.mark.parametrize(
    ("metrics", "first"),
    [
        ("Tiêu chí I.2", "C"), ("Mục I", "B"), ("Mục II", "C"), ("Điểm chính", "C"),
        ("Điểm thưởng", "B"), ("Ít điểm trừ", "B"), ("Tiêu chí I.1; Mục II", "B"),
        ("Điểm thưởng; Mục II", "B"), ("Số liệu SL01", "C"),
    ],
)  # fmt: skip
def test_metrics_decide_in_order(metrics: str, first: str) -> None:
    rules = bloc(Ưu_tiên_khi_bằng_điểm=metrics)
    found = cards(rules, B="30 5 40 6 1", C="20 10 52 0 0".replace("52", "50").replace(" 0 0", " 2 2"))
    assert {card.totals.total for card in found if card.totals} == {Decimal("80.00")}
    figures = {"B": {"SL01": Decimal(3)}, "C": {"SL01": Decimal(4)}}
    assert ranks(rules, found, figures)[0] == (first, 1)
    assert ranks(rules, found[::-1], figures)[0] == (first, 1)


def test_a_unit_without_the_metric_comes_after_every_unit_with_it() -> None:
    rules = bloc(Ưu_tiên_khi_bằng_điểm="Tiêu chí I.2", Quy_đổi_khi_bỏ_dòng="Không")
    found = cards(rules, A="30 x 20", B="30 0 20", C="- 1 49")
    assert ranks(rules, found) == [("C", 1), ("B", 2), ("A", 3)]
    reasons = {standing.unit: standing.place.because for standing in standings(rules, found, {})}
    assert "Tiêu chí I.2" in reasons["B"]


def test_section_scores_decide_before_rescaling() -> None:
    rules = bloc(Ưu_tiên_khi_bằng_điểm="Mục I")
    found = cards(rules, A="30 x 40", B="30 20 37.5")  # A: 70 × 100 ÷ 80 = 87.5
    assert ranks(rules, found) == [("B", 1), ("A", 2)]


def test_groups_are_ranked_apart_and_the_whole_bloc_together() -> None:
    rules = bloc(groups="1212")
    found = cards(rules, A="10", B="20", C="30", D="5")
    assert ranks(rules, found) == [("C", 1), ("A", 2), ("B", 1), ("D", 2)]
    together = standings(rules, found, {}, whole_bloc=True)
    assert [(s.unit, s.place.rank) for s in together] == [("C", 1), ("B", 2), ("A", 3), ("D", 4)]


def test_excluded_and_unscorable_units_are_not_ranked() -> None:
    rules = bloc()
    found = cards(rules, A="30 20 50", B="1")
    classify(rules, found[0], ["K1"])
    assert ranks(rules, found) == [("B", 1)]
    lines = "I | a | 10 | Chấm trực tiếp | Khi không phát sinh=Bỏ dòng"
    assert ranks(bloc(lines), cards(bloc(lines), A="x", B="0")) == [("B", 1)]


@given_by(st.permutations(UNITS), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_the_order_of_units_never_matters(order: list[str], points: list[int]) -> None:
    by_unit = dict(zip(UNITS, points, strict=True))
    contenders = [Contender(unit, Decimal(by_unit[unit] // 2), (Decimal(by_unit[unit]),)) for unit in order]
    found = ranked(contenders, ["m"])
    assert found == ranked(sorted(contenders, key=lambda contender: contender.name), ["m"])
    for place in found:
        assert place.rank == 1 + sum(by_unit[unit] > by_unit[place.contender.name] for unit in UNITS)


RAISED = bloc(Ưu_tiên_khi_bằng_điểm="Mục I; Điểm chính", Thưởng_tối_đa="5")
POINTS = st.tuples(*(st.integers(0, top).map(str) | st.just("-") for top in (30, 20, 50, 9, 9)))


@settings(max_examples=60, deadline=None)
@given_by(st.lists(POINTS, min_size=4, max_size=4), st.integers(0, 3), st.integers(0, 4), st.integers(1, 20))
def test_raising_a_line_never_lowers_the_units_rank(
    rows: list[tuple[str, ...]], unit: int, line: int, more: int
) -> None:
    before = cards(RAISED, **{name: " ".join(row) for name, row in zip(UNITS, rows, strict=True)})
    row = list(rows[unit])
    top = (30, 20, 50, 9, 9)[line]
    old = 0 if row[line] == "-" else int(row[line])
    row[line] = str(max(0, old - more)) if line == 4 else str(min(top, old + more))  # a smaller deduction
    rows = [tuple(row) if place == unit else other for place, other in enumerate(rows)]
    after = cards(RAISED, **{name: " ".join(row) for name, row in zip(UNITS, rows, strict=True)})
    assert dict(ranks(RAISED, after))[UNITS[unit]] <= dict(ranks(RAISED, before))[UNITS[unit]]


# ---- peers

PEERS = "I | Vượt | 10 | So với đơn vị dẫn đầu | Khi không phát sinh=Bỏ dòng"


def peers(rules: Rulebook, **claims: Inputs) -> dict[str, str]:
    found = compared_points(rules, {unit: {"I": inputs} for unit, inputs in claims.items()})
    return {unit: str(points["I"]) for unit, points in found.items() if "I" in points}


def test_peers_by_ratio_and_by_difference() -> None:
    claims = {"A": given(120, 100), "B": given(60, 50), "C": given(80, 80), "D": given(40, 80)}
    assert peers(bloc(PEERS), **claims) == {"A": "10.00", "B": "10.00", "C": "5.00", "D": "2.50"}
    by_difference = bloc(PEERS + " | Cách tính vượt=Hiệu số")
    assert peers(by_difference, **claims) == {"A": "10.00", "B": "7.50", "C": "5.00", "D": "2.50"}


def test_units_without_a_target_are_compared_among_themselves() -> None:
    claims = {"A": given(150), "B": given(100, 0), "C": given(75), "D": given(200, 100)}
    assert peers(bloc(PEERS), **claims) == {"A": "10.00", "B": "6.67", "C": "5.00", "D": "10.00"}
    assert peers(bloc(PEERS), A=given(0), B=given(0)) == {"A": "0.00", "B": "0.00"}


def test_peers_are_of_one_group_and_have_a_usable_result() -> None:
    claims = {"A": given(120, 100), "B": given(140, 100), "C": given(200, 100), "D": given(x=True)}
    assert peers(bloc(PEERS, groups="1122"), **claims) == {"A": "7.50", "B": "10.00", "C": "10.00"}
    assert peers(bloc(PEERS), A=given(120, 100), B=given("nhiều", 100), C=given()) == {"A": "10.00"}
    only_some = bloc(PEERS + " | Áp dụng cho=A; B")
    assert peers(only_some, **claims) == {"A": "7.50", "B": "10.00"}


def test_nobody_reaches_the_target() -> None:
    assert peers(bloc(PEERS), A=given(99, 100), B=given(50, 100)) == {"A": "4.95", "B": "2.50"}


def test_peers_in_a_deduction_are_negative() -> None:
    rules = bloc("O | Chính | 10 |\nI | Kém | 10 | So với đơn vị dẫn đầu | Nhóm điểm=Trừ")
    assert peers(rules, A=given(120, 100), B=given(110, 100)) == {"A": "-10.00", "B": "-7.50"}


def test_a_peers_line_waits_in_a_units_own_card_and_scores_in_the_blocs() -> None:
    rules = bloc(PEERS)
    claims = {"I": given(120, 100)}
    assert scorecard(rules, "A", claims).lines["I"].state is State.PENDING
    compared = compared_points(rules, {"A": claims})["A"]
    line = scorecard(rules, "A", claims, compared=compared).lines["I"]
    assert (line.state, line.final) == (State.SCORED, Decimal("10.00"))


AMOUNTS = st.integers(0, 200)


@settings(max_examples=80, deadline=None)
@given_by(st.lists(st.tuples(AMOUNTS, st.none() | AMOUNTS), min_size=1, max_size=4), st.booleans())
def test_peers_stay_within_bounds_whoever_runs(rows: list[tuple[int, int | None]], by_difference: bool) -> None:
    rules = DIFFERENCE if by_difference else RATIO
    claims = {unit: given(*row) for unit, row in zip(UNITS, rows, strict=False)}
    found = peers(rules, **claims)
    assert found.keys() == claims.keys()
    assert all(0 <= Decimal(points) <= 10 for points in found.values())
    backwards = peers(rules, **dict(reversed(claims.items())))
    assert backwards == found


RATIO, DIFFERENCE = bloc(PEERS), bloc(PEERS + " | Cách tính vượt=Hiệu số")
