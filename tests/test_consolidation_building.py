"""Files and what the head typed become a Master: scores, settled and accepted errors, flags, changes."""

from dataclasses import replace
from decimal import Decimal

import pytest
from blocs import NOW, award, bloc, folder, line, sent
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.awards.ballots import Ballot
from thidua_xl.consolidation.building import consolidate
from thidua_xl.consolidation.files import ReadFile
from thidua_xl.consolidation.head_work import Assessment, Former, Handling, HeadWork
from thidua_xl.consolidation.json_form import json_form
from thidua_xl.consolidation.keys import finding_key
from thidua_xl.consolidation.master import Master
from thidua_xl.findings.catalogue import as_json
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.rulebook.models import CrossCheck, Figure, Rulebook
from thidua_xl.rules.vocabulary import NotArising, Part, Way
from thidua_xl.sheets import words

D = Decimal
ROWS = [
    line("I", way=Way.SUM),
    line("I.1", 10, step=D("0.5")),
    line("I.2", 10, way=Way.PEERS),
    line("II", 10, not_arising=NotArising.DROP),
    line("III", part=Part.DEDUCTION, way=Way.SUM),
    line("III.1", 6, part=Part.DEDUCTION),
]
BLOC = bloc(
    "CAT STP VKS",
    ROWS,
    awards=[award(quota=1)],
    cases=[("Để xảy ra oan, sai", words.NO_EMULATION)],
    self_gap=D(2),
)


def lines(typed: int, result: int, target: int, second: object = 8) -> dict[str, object]:
    return {"I.1": typed, "I.2": {"result": result, "target": target}, "II": second}


CAT = sent("cat.xlsx", "CAT", lines(9, 120, 100))
STP = sent("stp.xlsx", "STP", lines(8, 60, 50))
VKS = sent("vks.xlsx", "VKS", lines(7, 80, 80))
MISSING = Finding("TD-CHUA-CHAM", Where(sheet="Tự chấm", cell="J7"), {})


def master(*files: ReadFile, former: Former | None = None, rulebook: Rulebook = BLOC, **head: object) -> Master:
    work = former or (Former(head=HeadWork(**head)) if head else None)  # type: ignore[arg-type]
    found = consolidate(rulebook, "bo-tieu-chi.xlsx", folder(*files), work, made_at=NOW)
    for finding in found.findings:
        assert as_json(finding)["message"]
    return found


def assess(**typed: object) -> dict[tuple[str, str], Assessment]:
    """``CAT_I_1=(9, "vì")``: points and reason; ``CAT_I_2={"result": 5}``: the fields of an assessment."""
    found = {}
    for key, cell in typed.items():
        unit, _, code = key.partition("_")
        if isinstance(cell, dict):
            values = {name: D(str(v)) if name in ("result", "points") else v for name, v in cell.items()}
            found[unit, code.replace("_", ".")] = Assessment(**values)
        else:
            points, reason = cell  # type: ignore[misc]
            found[unit, code.replace("_", ".")] = Assessment(points=D(str(points)), reason=reason)
    return found


def codes(found: Master) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.where.unit) for finding in found.findings]


def final(found: Master, unit: str, code: str) -> Decimal | None:
    return found.results[unit].card.lines[code].final


def ranks(found: Master) -> dict[str, int]:
    return {standing.unit: standing.place.rank for standing in found.standings}


def test_a_clean_bloc_has_no_finding() -> None:
    found = master(CAT, STP, VKS)
    assert found.findings == []
    assert [final(found, unit, "I.2") for unit in ("CAT", "STP", "VKS")] == [D(10), D(10), D(5)]
    assert ranks(found) == {"CAT": 1, "STP": 2, "VKS": 3}
    assert [row.unit for row in found.proposals if row.proposed] == ["CAT"]
    assert found.unranked == []


def test_assessed_results_replace_the_unit_s_in_every_comparison() -> None:
    found = master(CAT, STP, VKS, assessments=assess(CAT_I_2={"result": 100, "reason": "theo báo cáo"}))
    assert [final(found, unit, "I.2") for unit in ("CAT", "STP", "VKS")] == [D(5), D(10), D(5)]
    assert found.findings == []


def test_a_result_the_head_gives_counts_where_the_unit_said_not_arising() -> None:
    away = sent("vks.xlsx", "VKS", {**lines(7, 0, 0), "I.2": {"not_arising": "x"}})
    found = master(CAT, STP, away, assessments=assess(VKS_I_2={"result": 80, "reason": "có"}))
    assert found.results["VKS"].card.lines["I.2"].score is not None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"CAT_I_1": (11, "vì")}, "TD-THAM-DINH-NGOAI-KHUNG"),
        ({"CAT_I_1": (-1, "vì")}, "TD-THAM-DINH-NGOAI-KHUNG"),
        ({"CAT_III_1": (2, "vì")}, "TD-THAM-DINH-NGOAI-KHUNG"),
        ({"CAT_I_1": ("8.75", "vì")}, "TD-THAM-DINH-LECH-BUOC"),
        ({"CAT_I": (9, "vì")}, "TD-THAM-DINH-DONG-CONG"),
        ({"CAT_IX": (9, "vì")}, "TD-THAM-DINH-KHONG-CO-DONG"),
        ({"CAT_I_1": {"result": 9, "reason": "vì"}}, "TD-KET-QUA-THAM-DINH-SAI-DONG"),
        ({"CAT_I_2": {"result": -9, "reason": "vì"}}, "TD-KET-QUA-THAM-DINH-AM"),
    ],
)
def test_what_the_head_typed_wrong_is_an_error_and_not_used(typed: dict[str, object], code: str) -> None:
    plain, found = master(CAT, STP, VKS), master(CAT, STP, VKS, assessments=assess(**typed))
    assert codes(found) == [(code, "CAT")]
    assert found.results["CAT"].card.totals == plain.results["CAT"].card.totals
    assert found.results["CAT"].open_errors == 1


def test_assessed_points_count_and_are_looked_at() -> None:
    found = master(CAT, STP, VKS, assessments=assess(CAT_I_1=(7, ""), STP_III_1=(-3, "chậm"), VKS_II=(8, "")))
    assert final(found, "CAT", "I.1") == D(7)
    assert final(found, "STP", "III") == D(-3)
    assert codes(found) == [
        ("TD-THAM-DINH-LECH", "CAT"),
        ("TD-THAM-DINH-THIEU-LY-DO", "CAT"),
        ("TD-THAM-DINH-LECH", "STP"),
    ]


def test_assessors_points_count_where_the_head_typed_none_and_need_no_step() -> None:
    head = Former(head=HeadWork(assessments=assess(STP_I_1=(8, ""))))
    combined = {("CAT", "I.1"): D("8.33"), ("STP", "I.1"): D("7.33")}
    found = consolidate(BLOC, "r.xlsx", folder(CAT, STP, VKS), head, made_at=NOW, combined=combined)
    assert final(found, "CAT", "I.1") == D("8.33")
    assert final(found, "STP", "I.1") == D(8)


def test_open_errors_are_provisional_until_settled_or_accepted() -> None:
    broken = replace(CAT, found=replace(CAT.found, findings=(MISSING,)))
    found = master(broken, STP, VKS)
    assert found.results["CAT"].open_errors == 1
    assert [row.provisional for row in found.proposals] == [True, False, False]
    assert json_form(found)["standings"][0]["provisional"] is True  # type: ignore[index]
    settled = master(broken, STP, VKS, assessments=assess(CAT_I_1=(9, "")))
    assert settled.results["CAT"].open_errors == 0
    other = master(broken, STP, VKS, assessments=assess(CAT_II=(8, "")))
    assert other.results["CAT"].open_errors == 1
    key = finding_key(found.findings[0])
    accepted = master(broken, STP, VKS, handling={key: Handling("Chấp nhận", "đã hỏi")})
    assert accepted.results["CAT"].open_errors == 0
    silent = master(broken, STP, VKS, handling={key: Handling("Chấp nhận", " ")})
    assert silent.results["CAT"].open_errors == 1
    assert ("TD-CHAP-NHAN-THIEU-GHI-CHU", "CAT") in codes(silent)
    mend = master(broken, STP, VKS, handling={key: Handling("Yêu cầu sửa", "nộp lại")})
    assert mend.results["CAT"].open_errors == 1


def test_with_self_scores_final_nothing_is_settled() -> None:
    by_self = BLOC.model_copy(update={"final": words.SELF})
    broken = replace(CAT, found=replace(CAT.found, findings=(MISSING,)))
    found = master(broken, STP, VKS, rulebook=by_self, assessments=assess(CAT_I_1=(7, "vì")))
    assert final(found, "CAT", "I.1") == D(9)
    assert found.results["CAT"].open_errors == 1


def test_errors_of_files_that_do_not_count_make_nothing_provisional() -> None:
    last_year = sent("cu.xlsx", "CAT", lines(1, 1, 1), info={"period": "Năm 2025"})
    found = master(CAT, STP, VKS, last_year)
    assert codes(found) == [("TD-KY-KHAC", "CAT")]
    assert found.results["CAT"].open_errors == 0


def test_a_comparison_between_units_is_an_open_error_of_each() -> None:
    check = CrossCheck(code="DC1", left="CAT!SL01", comparison="=", right="STP!SL01")
    rulebook = BLOC.model_copy(update={"figures": (Figure(code="SL01", name="Án"),), "cross_checks": (check,)})
    files = []
    for file, value in ((CAT, 5), (STP, 6), (VKS, 7)):
        reading = file.found.reading
        assert reading is not None
        figures = {"SL01": type("F", (), {"result": D(value), "target": None, "before": None})()}
        files.append(replace(file, found=replace(file.found, reading=replace(reading, figures=figures))))
    found = master(*files, rulebook=rulebook)
    assert codes(found) == [("TD-DOI-CHIEU-SAI", None)]
    assert {unit: result.open_errors for unit, result in found.results.items()} == {"CAT": 1, "STP": 1, "VKS": 0}


# ---- exclusions, units apart


def test_exclusions_by_answer_and_by_the_head() -> None:
    guilty = sent("cat.xlsx", "CAT", lines(9, 120, 100), answers="K1=Có xảy ra")
    found = master(guilty, STP, VKS)
    assert ranks(found) == {"STP": 1, "VKS": 2}
    assert [(apart.unit, apart.reason) for apart in found.unranked] == [("CAT", "Để xảy ra oan, sai")]
    assert json_form(found)["unranked"][0]["total"] is not None  # type: ignore[index]
    assert master(guilty, STP, VKS, decisions={("CAT", "K1"): ("Không", "đã xem")}).unranked == []
    assert [a.unit for a in master(CAT, STP, VKS, decisions={("VKS", "K1"): ("có xảy ra", "")}).unranked] == ["VKS"]


def test_a_decision_of_the_head_settles_an_answer_that_is_missing() -> None:
    missing = Finding("TD-THIEU-TRA-LOI", Where(sheet="Điều kiện"), {"ma": "K1", "noi_dung": "Oan, sai"})
    file = replace(CAT, found=replace(CAT.found, findings=(missing,)))
    assert master(file, STP, VKS).results["CAT"].open_errors == 1
    assert master(file, STP, VKS, decisions={("CAT", "K1"): ("Không xảy ra", "")}).results["CAT"].open_errors == 0


def test_units_that_cannot_be_ranked_say_why() -> None:
    dropped = bloc("CAT STP", [line("I", 10, not_arising=NotArising.DROP)])
    found = master(sent("c.xlsx", "CAT", {"I": {"not_arising": "x", "reason": "không có"}}), rulebook=dropped)
    assert [apart.unit for apart in found.unranked] == ["CAT", "STP"]
    assert all(apart.reason for apart in found.unranked)
    totals = [apart["total"] for apart in json_form(found)["unranked"]]  # type: ignore[index,union-attr,attr-defined]
    assert totals == [None, None]


def test_impossible_counts_of_a_vote_are_findings() -> None:
    voted = BLOC.model_copy(update={"awards": (award(quota=1, vote=80),)})
    found = master(CAT, STP, VKS, rulebook=voted, ballots={("Cờ", "CAT"): Ballot(members=9, agreed=10)})
    assert codes(found) == [("TD-PHIEU-KHONG-KHOP", "CAT")]


# ---- from one consolidation to the next


def as_former(found: Master) -> Former:
    """What a master says when it is read back, nothing typed."""
    return Former(
        head=found.head,
        ranks=ranks(found),
        line_texts={(unit, code): text for unit, r in found.results.items() for code, text in r.line_texts.items()},
        files={file.sha256: file.path for file in found.files},
    )


def test_the_first_time_nothing_has_changed_and_the_second_time_is_the_same() -> None:
    first = master(CAT, STP, VKS, assessments=assess(CAT_I_1=(7, "vì")))
    assert first.changes.new_files == ["cat.xlsx", "stp.xlsx", "vks.xlsx"]
    second = master(CAT, STP, VKS, former=as_former(first))
    assert (second.changes.new_files, second.changes.changed_lines, second.changes.moved_ranks) == ([], [], [])
    assert json_form(second) == json_form(first)
    assert second.head == first.head
    assert master(CAT, STP, VKS).changes.first_time


def test_a_line_re_submitted_after_it_was_assessed_is_flagged_until_assessed_again() -> None:
    first = master(CAT, STP, VKS, assessments=assess(CAT_I_1=(7, "vì")))
    again = sent("cat2.xlsx", "CAT", lines(5, 120, 100), times=2)
    second = master(CAT, again, STP, VKS, former=as_former(first))
    assert ("TD-THAM-DINH-NOP-LAI", "CAT") in codes(second)
    assert final(second, "CAT", "I.1") == D(7)
    assert second.changes.changed_lines == [("CAT", "I.1")]
    assert second.changes.new_files == ["cat2.xlsx"]
    third = master(CAT, again, STP, VKS, former=as_former(second))
    assert ("TD-THAM-DINH-NOP-LAI", "CAT") in codes(third)


def test_moved_ranks_are_told() -> None:
    first = master(CAT, STP)
    again = sent("stp2.xlsx", "STP", lines(10, 60, 50, 10), times=2)
    second = master(CAT, STP, again, VKS, former=as_former(first))
    assert second.changes.moved_ranks == [("CAT", 1, 2), ("STP", 2, 1), ("VKS", None, 3)]


POINTS = st.integers(0, 10)
FILES = st.lists(st.tuples(st.sampled_from(["CAT", "STP", "VKS"]), POINTS, POINTS, st.integers(1, 2)), max_size=6)
TYPED = st.dictionaries(
    st.tuples(st.sampled_from(["CAT", "STP", "VKS", "XYZ"]), st.sampled_from(["I", "I.1", "I.2", "II", "IX"])),
    st.builds(
        Assessment, st.none() | POINTS.map(D), st.none() | st.integers(-1, 12).map(D), st.sampled_from(["", "vì"])
    ),
    max_size=5,
)


@given(FILES, TYPED, st.randoms())
def test_twice_is_the_same_as_once_and_order_never_matters(
    drawn: list[tuple[str, int, int, int]], typed: dict[tuple[str, str], Assessment], random: object
) -> None:
    files = [
        sent(f"{n}.xlsx", unit, lines(points, result, 5), times=times, sha=f"{unit}{points}{result}{times}")
        for n, (unit, points, result, times) in enumerate(drawn)
    ]
    first = master(*files, assessments=typed)
    shuffled = list(files)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert json_form(master(*shuffled, assessments=typed)) == json_form(first)
    second = master(*files, former=as_former(first))
    third = master(*shuffled, former=as_former(second))
    assert json_form(third) == json_form(second) == json_form(first)
    assert third == replace(second, changes=third.changes)
    assert third.changes == second.changes or not second.changes.first_time
