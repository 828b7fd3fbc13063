"""What changed between two rulebooks, by sheet and code; what touches points comes first."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from rulebook_drawing import EXCLUSIONS, FIGURES, INFO, UNITS, good_book, rulebook_of, small_book

from thidua_xl.cli import main
from thidua_xl.examples import tables
from thidua_xl.findings.differences import sentence
from thidua_xl.rulebook.differences import differences
from thidua_xl.rulebook.models import Award, Rulebook
from thidua_xl.workbooks.writing import write_rulebook

BASE = """
I   | Công tác chuyên môn  | 30
I.1 | Giải quyết đơn       | 10 | Theo tỷ lệ
I.2 | Báo cáo đúng hạn     | 10 | Trừ theo ngày chậm | Hệ số=2 | Hạn=15/6/2026
I.3 | Học tập nghị quyết   | 10 | Đạt/Không đạt
II  | Điểm thưởng          |    | | Nhóm điểm=Thưởng
II.1 | Sáng kiến           | 5  | Cộng theo lần | Hệ số=1
"""

OTHER = Award(
    order=2,
    name="Cờ thi đua",
    form="Cờ",
    quota=Decimal(3),
    quota_percent=True,
    quota_of="Đơn vị trong nhóm",
    quota_rounding="Lên",
    scope="Nhóm 1",
    least_points=Decimal(90),
    least_class="Tốt",
    last_rank=3,
    vote=Decimal(80),
    vote_of="Số có mặt",
    strictly=True,
    quorum=Decimal(75),
    not_with=("Bằng khen",),
    in_force=date(2026, 1, 1),
    until=date(2026, 12, 31),
    authority="Quyết định 12/QĐ-UBND",
)


def book(lines: str = BASE) -> Rulebook:
    return rulebook_of(small_book(lines))


def changes(old: str, new: str) -> list[tuple[str, str, bool]]:
    found = differences(book(old), book(new))
    assert all(sentence(change.kind, change.code, change.facts) for change in found)
    return [(change.kind, change.code, change.scores) for change in found]


def test_the_same_is_no_change() -> None:
    assert differences(book(), book()) == []
    assert differences(rulebook_of(good_book()), rulebook_of(good_book())) == []


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("Giải quyết đơn       | 10", "Giải quyết đơn | 12", [("maximum", "I.1", True)]),
        ("10 | Theo tỷ lệ", "10 | Theo tỷ lệ | Sàn tỷ lệ=50", [("way", "I.1", True)]),
        ("Hệ số=2", "Hệ số=1", [("way", "I.2", True)]),
        ("15/6/2026", "30/6/2026", [("way", "I.2", True)]),
        ("Đạt/Không đạt", "Đạt/Không đạt | Khi không phát sinh=Đủ điểm", [("changed", "I.3", True)]),
        ("Đạt/Không đạt", "Đạt/Không đạt | Minh chứng=Bắt buộc", [("changed", "I.3", True)]),
        ("Học tập nghị quyết", "Học tập các nghị quyết", [("changed", "I.3", False)]),
        ("I.3 | Học", "I.9 | Học", [("recoded", "I.9", True)]),
    ],
)
def test_one_change_is_one_difference(before: str, after: str, wanted: list[tuple[str, str, bool]]) -> None:
    assert changes(BASE, BASE.replace(before, after)) == wanted


def test_added_and_removed_lines() -> None:
    more = BASE + "II.2 | Mô hình mới | 5 | Cộng theo lần | Hệ số=1\n"
    assert changes(BASE, more) == [("line added", "II.2", True)]
    assert changes(more, BASE) == [("line removed", "II.2", True)]


def test_a_line_put_in_between_moves_the_codes_not_the_texts() -> None:
    shifted = BASE.replace("I.3 |", "I.4 |").replace("I.2 | Báo", "I.3 | Báo").replace(
        "I.3 | Báo", "I.2 | Tiếp công dân | 10 | Đạt/Không đạt\nI.3 | Báo"
    )  # fmt: skip
    assert changes(BASE, shifted) == [("line added", "I.2", True), ("recoded", "I.3", True), ("recoded", "I.4", True)]


def test_a_recoded_section_is_said_once() -> None:
    renamed = BASE.replace("II.1 |", "III.1 |").replace("II  |", "III |")
    assert changes(BASE, renamed) == [("recoded", "III", True)]


def test_lines_in_another_order_are_wording() -> None:
    lines = BASE.strip().splitlines()
    lines[1], lines[3] = lines[3], lines[1]
    kinds = changes(BASE, "\n".join(lines))
    assert {kind for kind, _, _ in kinds} == {"moved"}
    assert not any(scores for _, _, scores in kinds)


@pytest.mark.parametrize(
    ("sheet", "grid", "before", "after", "wanted"),
    [
        ("Thông tin", INFO, "Năm 2026", "Năm 2026 (sửa)", ("info", "", False)),
        ("Đơn vị", UNITS, None, "|XYZ|Sở Xây dựng|", ("added", "XYZ", True)),
        ("Chỉ tiêu", FIGURES, None, "|SL99|Chỉ tiêu mới|", ("added", "SL99", True)),
        ("Điều kiện", EXCLUSIONS, None, "|K99|Để xảy ra cháy nổ|Không xét thi đua|", ("added", "K99", True)),
    ],
)
def test_other_sheets(sheet: str, grid: str, before: str | None, after: str, wanted: tuple[str, str, bool]) -> None:
    changed = grid.rstrip("\n") + "\n" + after + "\n" if before is None else grid.replace(before, after)
    found = differences(rulebook_of(good_book()), rulebook_of(good_book({sheet: changed})))
    assert wanted in [(change.kind, change.code, change.scores) for change in found]


def test_classes_awards_and_targets() -> None:
    old = rulebook_of(good_book())
    without = old.model_copy(update={"classes": old.classes[:-1], "awards": old.awards[1:]})
    kinds = {(change.kind, change.sheet) for change in differences(old, without)}
    assert kinds == {("classes", "Xếp loại"), ("removed", "Danh hiệu")}
    (facts,) = [change.facts for change in differences(old, without) if change.kind == "classes"]
    assert (facts["cu"], facts["moi"]) == ("Hoàn thành (Từ điểm: 50)", "(để trống)")
    turned = old.model_copy(update={"classes": old.classes[::-1]})
    (facts,) = [change.facts for change in differences(old, turned)]
    places = [facts["moi"].index(row.name) for row in old.classes]
    assert places == sorted(places, reverse=True)
    assert facts["cu"].startswith(old.classes[0].name)
    assert "()" not in facts["cu"]
    figure = old.figures[0]
    other = figure.model_copy(update={"targets": {**figure.targets, old.units[0].code: 7}})
    found = differences(old, old.model_copy(update={"figures": (other, *old.figures[1:])}))
    assert [(change.kind, change.code, change.facts["don_vi"]) for change in found] == [
        ("target", figure.code, old.units[0].code)
    ]


@pytest.mark.parametrize("column", [name for name in Award.model_fields if name != "name"])
def test_every_column_of_an_award_decides_it_but_its_form_and_authority(column: str) -> None:
    old = book().model_copy(update={"awards": (Award(order=1, name="Cờ thi đua"),)})
    changed = old.awards[0].model_copy(update={column: getattr(OTHER, column)})
    (found,) = differences(old, old.model_copy(update={"awards": (changed,)}))
    assert (found.kind, found.code, found.scores) == ("changed", "Cờ thi đua", column not in ("form", "authority"))
    assert sentence(found.kind, found.code, found.facts)


def test_points_come_before_wording() -> None:
    found = changes(BASE, BASE.replace("Giải quyết đơn ", "Giải quyết các đơn ").replace("Hệ số=1", "Hệ số=2"))
    assert found == [("way", "II.1", True), ("changed", "I.1", False)]


def test_the_command_says_and_writes_it(tmp_path: Path) -> None:
    grids = tables("khoi-noi-chinh")
    old, new = tmp_path / "cu.xlsx", tmp_path / "moi.xlsx"
    write_rulebook(old, grids)
    header, *rows = grids["Tiêu chí"]
    code, maximum = header.index("Mã"), header.index("Điểm tối đa")
    changed = [[*row[:maximum], "3", *row[maximum + 1 :]] if row[code] == "I.1.1" else row for row in rows]
    write_rulebook(new, {**grids, "Tiêu chí": [header, *changed]})
    same = CliRunner().invoke(main, ["rulebook", "diff", str(old), str(old)])
    assert same.exit_code == 0
    ran = CliRunner().invoke(main, ["rulebook", "diff", str(old), str(new)])
    assert ran.exit_code == 0
    assert "điểm tối đa 2 → 3" in ran.output
    told = json.loads(CliRunner().invoke(main, ["rulebook", "diff", str(old), str(new), "--json"]).output)
    assert [(one["kind"], one["code"]) for one in told["differences"]] == [("maximum", "I.1.1")]
    assert told["old"]["fingerprint"] != told["new"]["fingerprint"]
