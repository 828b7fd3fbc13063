"""Real score tables (tests/cases, sources inside) and the cases of scoring.md, each exact to the digit."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from rule_drawing import bands, given, graded, line, said
from rulebook_drawing import at, codes_of, rulebook_of, small_book

from thidua_xl.rulebook.models import Award
from thidua_xl.rulebook.quotas import quota
from thidua_xl.rules.peers import Peers
from thidua_xl.scoring.engine import scorecard

CASES = Path(__file__).parent / "cases"
Json = dict[str, object]

STP_RATIO = bands("]95;:1,5", "[75;95]:1", "[50;75[:0,5", ";50[:0")
STP_LATE = bands("0;0:2", "1;2:1,5", "3;5:1", "6;10:0,5", "11;:0")
STP_LATE_WAY = "Theo mức | Đại lượng=Ngày chậm | Hạn=10/6/2026"
LATE_2 = "Trừ theo ngày chậm | Hệ số=2 | Hạn=15/6/2026"
LOST_PAPERS = graded("nhẹ:1", "trung bình:2", "nghiêm trọng:10")
CRITICISED = graded("trung bình:3–5", "nặng:8–10", "nghiêm trọng:15–20")

# source | way | maximum | part | levels | inputs | points
SCORING_MD = [
    *[("Sở Tư pháp form 2022", "Theo mức", "1,5", "Chính", STP_RATIO, {"result": result, "target": 100}, points)
      for result, points in (("95", "1.00"), ("95.01", "1.50"), ("75", "1.00"), ("74.99", "0.50"), ("49.99", "0.00"))],
    *[("Sở Tư pháp form 2022", STP_LATE_WAY, "2", "Chính", STP_LATE, {"result": f"{10 + days}/6/2026"}, points)
      for days, points in zip((0, 1, 2, 3, 5, 6, 10, 11),
                              ("2.00", "1.50", "1.50", "1.00", "1.00", "0.50", "0.50", "0.00"), strict=True)],
    ("Inspectorate 2019", "Theo tỷ lệ", "2", "Chính", "", {"result": 37, "target": 48}, "1.54"),
    ("multiply first", "Theo tỷ lệ", "3", "Chính", "", {"result": 5, "target": 24}, "0.63"),
    ("band edge", "Theo mức", "1", "Chính", bands("57;:1", ";57:0"), {"result": 57, "target": 100}, "1.00"),
    ("statistics office 2026", LATE_2, "30", "Chính", "", {"result": "15/6/2026"}, "30.00"),
    ("statistics office 2026", LATE_2, "30", "Chính", "", {"result": "18/6/2026"}, "24.00"),
    ("statistics office 2026", LATE_2, "30", "Chính", "", {"result": "10/7/2026"}, "0.00"),
    ("Justice ministry 2012", "Theo tỷ lệ | Trần=Không", "10", "Chính", "", {"result": 125, "target": 100}, "12.50"),
    ("broadcaster 2016", "Trừ theo lần | Hệ số=12", "", "Trừ", "", {"result": 2}, "-24.00"),
    ("broadcaster 2016", "Chọn mức", "", "Trừ", LOST_PAPERS, {"result": "nghiêm trọng", "times": 2}, "-20.00"),
    ("broadcaster 2016", "Trừ trong khung", "", "Trừ", CRITICISED, {"result": "nặng", "points": 9}, "-9.00"),
    ("broadcaster 2016", "Trừ trong khung", "", "Trừ", CRITICISED, {"result": "nặng", "points": 11}, "TD-NGOAI-KHUNG"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "way", "maximum", "part", "levels", "cells", "expected"), SCORING_MD)
def test_cases_of_scoring_md(
    source: str, way: str, maximum: str, part: str, levels: str, cells: dict[str, object], expected: str
) -> None:
    assert said(line(way, maximum, part, levels).score(given(**cells))) == expected, source  # type: ignore[arg-type]


def test_city_form_4_carries_97_points_in_and_adds_a_bonus_of_10() -> None:
    lines = "I | Điểm chuyên ngành | | Kế thừa\nII | Cờ thi đua | | Chọn mức | Nhóm điểm=Thưởng"
    flags = case("hcm_bieu4_thuong_co")["bonus"]
    levels = "\n".join(f"|II|{flag['event']}|||||{flag['points']}|||" for flag in flags)  # type: ignore[index, attr-defined]
    rulebook = rulebook_of(small_book(lines, levels))
    claims = {"I": given(97), "II": given(flags[0]["event"])}  # type: ignore[index]
    totals = scorecard(rulebook, "CAT", claims).totals
    assert totals is not None
    assert str(totals.total) == "107.00"


def award(number: str, rounding: str = "Xuống") -> Award:
    percent = number.endswith("%")
    return Award(order=1, name="A", quota=Decimal(number.rstrip("%")), quota_percent=percent, quota_rounding=rounding)


@pytest.mark.parametrize(
    ("number", "rounding", "base", "allowed"),
    [
        ("1", "Xuống", 8, 1), ("2", "Xuống", 8, 2), ("3", "Xuống", 8, 3),  # bloc of eight, 2023
        ("20%", "Ít nhất 1", 4, 1),  # 0.8
        ("20%", "Ít nhất 1", 0, 0), ("20%", "Xuống", 4, 0),
        ("20%", "Lên", 4, 1), ("20%", "Lên", 5, 1), ("20%", "Lên", 6, 2),
    ],
)  # fmt: skip
def test_quotas(number: str, rounding: str, base: int, allowed: int) -> None:
    assert quota(award(number, rounding), base) == allowed


def test_no_quota_is_no_limit() -> None:
    assert quota(Award(order=1, name="A"), 8) is None


# ---- the tables as JSON


def case(name: str) -> Json:
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def criteria(name: str) -> dict[str, Json]:
    return {row["code"]: row for part in case(name)["parts"] for row in part["criteria"]}  # type: ignore[attr-defined]


def vn(number: object) -> str:
    return str(number).replace(".", ",")


def drawn_bands(rows: list[Json]) -> str:
    """The bands of a case as `bands` draws them."""
    pieces = []
    for row in rows:
        low, high = row["from_pct"], row["to_pct"]
        start = "" if low is None else ("[" if row["from_inclusive"] else "]") + vn(low)
        end = "" if high is None else vn(high) + ("]" if row["to_inclusive"] else "[")
        pieces.append(f"{start};{end}:{vn(row['points'])}")
    return bands(*pieces)


@pytest.mark.parametrize("code", ["VIII.3.a", "VIII.3.b"])
@pytest.mark.parametrize(
    ("result", "points"), [(146, "1.50"), (139, "1.50"), (138, "1.00"), (73, "0.50"), (72, "0.00")]
)
def test_dongthap_2022_bands(code: str, result: int, points: str) -> None:
    row = criteria("dongthap_stp_2022")[code]
    rule = line("Theo mức", vn(row["max"]), levels=drawn_bands(row["parameters"]["bands"]))  # type: ignore[index]
    assert said(rule.score(given(result, 146))) == points


def test_dongthap_2022_lateness() -> None:
    found = criteria("dongthap_stp_2022")["I.1.1"]["parameters"]
    extents = [f"0;0:{found['on_time']}"]  # type: ignore[index]
    for band in found["bands"]:  # type: ignore[index]
        extents.append(f"{band['from_days']};{band['to_days'] or ''}:{vn(band['points'])}")
    rule = line(STP_LATE_WAY, "2", levels=bands(*extents))
    scores = [said(rule.score(given(f"{10 + days}/6/2026"))) for days in (0, 1, 2, 3, 5, 6, 10, 11)]
    assert scores == ["2.00", "1.50", "1.50", "1.00", "1.00", "0.50", "0.50", "0.00"]
    assert said(rule.score(given("Không nộp"))) == "0.00"


@pytest.mark.parametrize(
    ("name", "code"),
    [("dongthap_stp_2022", "VIII.1"), *[("tayninh_2747_2019_thanh_tra", f"I.{n}") for n in (2, 3, 5)]],
)
def test_pass_or_fail(name: str, code: str) -> None:
    row = criteria(name)[code]
    rule = line("Đạt/Không đạt", vn(row["max"]))
    for word, key in (("Đạt", "if_true"), ("Không đạt", "if_false")):
        assert Decimal(said(rule.score(given(word)))) == Decimal(str(row["parameters"][key]))  # type: ignore[index]


@pytest.mark.parametrize(("result", "points"), [(125, "12.50"), (100, "10.00"), (37, "3.70"), (0, "0.00")])
def test_btp_2012_proportional_and_over(result: int, points: str) -> None:
    assert {row["rule_kind"] for row in criteria("btp_2561_2012_method").values()} == {
        "proportional",
        "proportional_over",
    }
    assert said(line("Theo tỷ lệ | Trần=Không", "10").score(given(result, 100))) == points


def statistics_office() -> tuple[str, list[Json]]:
    lines, rows = [], []
    for part in case("thongke_hungyen_2026")["parts"]:  # type: ignore[attr-defined]
        lines.append(f"{part['code']} | Nhóm {part['code']} | {part['max']}")
        for row in part["criteria"]:
            year, month, day = row["parameters"]["deadline"].split("-")
            way = f"Trừ theo ngày chậm | Hệ số=2 | Hạn={int(day)}/{int(month)}/{year}"
            lines.append(f"{row['code']} | {row['title']} | {row['max']} | {way}")
            rows.append(row)
    return "\n".join(lines), rows


def test_statistics_office_2026_has_its_four_warnings() -> None:
    lines, _ = statistics_office()
    book = small_book(lines, info="|Thang điểm|1120|\n")
    assert codes_of(book) == {
        ("TD-TOI-DA-KHAC-TONG", "Tiêu chí", at(book, "IV", "Điểm tối đa")),  # 210 against 260
        ("TD-THANG-KHAC-TONG", "Thông tin", "B7"),  # 1120 against 1170
        ("TD-HAN-NGOAI-KY", "Tiêu chí", at(book, "I.3", "Hạn")),
        ("TD-HAN-NGOAI-KY", "Tiêu chí", at(book, "I.4", "Hạn")),
    }


def test_statistics_office_2026_scores() -> None:
    lines, rows = statistics_office()
    rulebook = rulebook_of(small_book(lines, info="|Thang điểm|1120|\n"))
    on_time = {row["code"]: given(row["parameters"]["deadline"]) for row in rows}  # type: ignore[index]
    never = {row["code"]: given("Không nộp") for row in rows}
    for claims, total in ((on_time, "1170.00"), (never, "0.00")):
        totals = scorecard(rulebook, "CAT", claims).totals  # type: ignore[arg-type]
        assert totals is not None
        assert str(totals.total) == total


CHOICES = [(code, name, points)
           for code in ("t4", "t5")
           for name, points in criteria("vtvnews_2016_diem_tru")[code]["parameters"]["options"].items()]  # type: ignore[index] # fmt: skip


@pytest.mark.parametrize(("code", "name", "points"), CHOICES)
def test_broadcaster_2016_choices(code: str, name: str, points: int) -> None:
    options = criteria("vtvnews_2016_diem_tru")[code]["parameters"]["options"]  # type: ignore[index]
    rule = line("Chọn mức", "", "Trừ", graded(*(f"{level}:{worth}" for level, worth in options.items())))
    assert said(rule.score(given(name))) == f"-{points}.00"
    assert said(rule.score(given(name, times=3))) == f"-{3 * points}.00"


RANGES = [
    *[("t6", name, low, high)
      for name, (low, high) in criteria("vtvnews_2016_diem_tru")["t6"]["parameters"]["ranges"].items()],  # type: ignore[index]
    ("t7", "", 1, 3), ("t8", "chi_tiet", 1, 3), ("t8", "tong_hop", 2, 5),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "low", "high"), RANGES)
def test_broadcaster_2016_ranges(code: str, name: str, low: int, high: int) -> None:
    levels = [f"{other}:{start}–{end}" for mine, other, start, end in RANGES if mine == code]
    rule = line("Trừ trong khung", "", "Trừ", graded(*levels))
    for points in (low, high):
        assert said(rule.score(given(name or None, points=points))) == f"-{points}.00"
    for points in (low - 1, high + 1):
        assert said(rule.score(given(name or None, points=points))) == "TD-NGOAI-KHUNG"
    assert said(rule.score(given(name or None, times=2, points=2 * high))) == f"-{2 * high}.00"


@pytest.mark.parametrize(
    ("code", "key"), [("t1", "late"), ("t1", "not_done"), ("t2", "each"), ("t3", "each"), ("t9", "each")]
)
def test_broadcaster_2016_each_time(code: str, key: str) -> None:
    each = Decimal(str(criteria("vtvnews_2016_diem_tru")[code]["parameters"][key]))  # type: ignore[index]
    rule = line(f"Trừ theo lần | Hệ số={vn(each)}", "", "Trừ")
    assert Decimal(said(rule.score(given(4)))) == -4 * each


def test_police_2025_worked_example() -> None:
    found = case("congan_cum346_2025")["scoring_formulas"]["quantitative"]["worked_example_M10"]  # type: ignore[index]
    rule = line("So với đơn vị dẫn đầu", "10")
    assert isinstance(rule.form, Peers)
    runners = [rule.form.runner(given(row["A"], row["T"] or None)) for row in found]
    scores = rule.compared(runners)  # type: ignore[arg-type]
    assert [float(score) for score in scores] == [row["score"] for row in found] == [10, 10, 5, 10, 6.67, 5]


def test_police_2025_declared_maxima_that_do_not_add_up() -> None:
    ways = {"sum": "", "pass_fail": "Đạt/Không đạt", "peer_relative": "So với đơn vị dẫn đầu",
            "per_event_add": "Cộng theo lần | Hệ số=1"}  # fmt: skip
    lines = ["A | Chuyên môn | 700"]
    for row in criteria("congan_cum346_2025").values():
        lines.append(f"{row['code']} | {row['title']} | {vn(row['max'])} | {ways[str(row['rule_kind'])]}")
    book = small_book("\n".join(lines))
    wrong = {"A", "A.I", "A.II", "A.II.1", "A.II.2", "A.II.3"}  # 19.98 of 200, 49.99 of 50 …
    expected = {("TD-TOI-DA-KHAC-TONG", "Tiêu chí", at(book, code, "Điểm tối đa")) for code in wrong}
    assert {found for found in codes_of(book) if found[0] == "TD-TOI-DA-KHAC-TONG"} == expected
