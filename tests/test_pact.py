"""The pact: registration forms out, targets and titles back into the rulebook, nothing else of it touched."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from terminal import thidua

from thidua_xl.book import Type
from thidua_xl.pact.gathering import gathered, registered_figures
from thidua_xl.pact.reading import Registration, Target, Title, registration_in
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.submission import Raw
from thidua_xl.workbooks.file_content import own_kind
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.patching import Cells, with_values
from thidua_xl.workbooks.patching.package import opened, sheet_parts, workbook_part
from thidua_xl.workbooks.patching.values import put_values
from thidua_xl.workbooks.writing import write_rulebook

INFO = [["Mục", "Giá trị"], ["Tên khối", "Khối Nội chính"], ["Kỳ", "Năm 2026"], ["Từ ngày", "1/1/2026"],
        ["Đến ngày", "31/12/2026"], ["Căn cứ", "QĐ 1"]]  # fmt: skip
UNITS = [["Mã", "Tên đơn vị"], ["CAT", "Công an tỉnh"], ["STP", "Sở Tư pháp"]]
CRITERIA = [
    ["Mã", "Nội dung", "Điểm tối đa", "Cách chấm", "Chỉ tiêu số liệu", "Đăng ký", "Áp dụng cho"],
    ["I", "Chuyên môn", "", "", "", "", ""],
    ["I.1", "Giải quyết đơn", "50", "Theo tỷ lệ", "SL01", "Có", ""],
    ["I.2", "Phá án", "30", "Theo tỷ lệ", "SL02", "Có", "CAT"],
    ["I.3", "Báo cáo", "20", "Theo tỷ lệ", "SL03", "", ""],
]
FIGURES = [
    ["Mã", "Tên chỉ tiêu", "Đơn vị tính", "Kiểu", "Ghi chú riêng"],
    ["SL01", "Đơn đã giải quyết", "đơn", "Số đếm", "giữ nguyên"],
    ["SL02", "Vụ án khám phá", "vụ", "Số đếm", ""],
    ["SL03", "Báo cáo", "bản", "Số đếm", ""],
]
AWARDS = [["Tên", "Số lượng"], ["Cờ thi đua của tỉnh", "1"], ["Bằng khen", "2"]]
TABLES = {"Thông tin": INFO, "Đơn vị": UNITS, "Tiêu chí": CRITERIA, "Chỉ tiêu": FIGURES, "Danh hiệu": AWARDS}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the rulebook and a form for each unit."""
    write_rulebook(tmp_path / "bo.xlsx", TABLES)
    made = thidua("template", tmp_path / "bo.xlsx", "--targets", "--out", tmp_path / "phieu")
    assert made.exit_code == 0, made.output
    return tmp_path


def fill(
    file: Path, cells: dict[str, object], titles: Sequence[tuple[str, str]] = (), info: dict[str, object] | None = None
) -> None:
    """Type into a form as a unit does."""
    book = load_workbook(file)
    for row in book["Đăng ký chỉ tiêu"].iter_rows(min_row=7):
        if row[0].value in cells:
            row[4].value = cells[str(row[0].value)]
    sheet = book["Đăng ký danh hiệu"]
    for award, whom in titles:
        row = next(cells for cells in sheet.iter_rows(min_row=7) if cells[0].value in (award, None))
        row[0].value, row[1].value, row[2].value = award, "Có", whom
    for row in book["Thông tin"].iter_rows(min_row=7):
        if row[0].value in (info or {}):
            row[1].value = (info or {})[row[0].value]
    book.save(file)


def rulebook_of(file: Path) -> Rulebook:
    found, findings = read_rulebook(open_book(file))
    assert found is not None, findings
    return found


def form(desk: Path, unit: str) -> Path:
    return desk / "phieu" / f"{unit}_Dang-ky_Nam-2026.xlsx"


def test_a_form_has_the_unit_s_registered_figures_and_the_awards(desk: Path) -> None:
    rules = rulebook_of(desk / "bo.xlsx")
    assert [figure.code for figure in registered_figures(rules, "CAT")] == ["SL01", "SL02"]
    assert [figure.code for figure in registered_figures(rules, "STP")] == ["SL01"]
    book = load_workbook(form(desk, "STP"))
    assert [row[0].value for row in book["Đăng ký chỉ tiêu"].iter_rows(min_row=7)] == ["SL01"]
    assert [row[0].value for row in book["Đăng ký danh hiệu"].iter_rows(min_row=7, max_row=8)] == [
        "Cờ thi đua của tỉnh", "Bằng khen"
    ]  # fmt: skip
    assert own_kind(open_book(form(desk, "STP"))) == "targets"  # no submission: consolidation sets it aside


def test_targets_and_titles_come_into_a_copy_and_all_else_stays(desk: Path) -> None:
    fill(
        form(desk, "CAT"),
        {"SL01": 120, "SL02": 40},
        [("Cờ thi đua của tỉnh", "Công an tỉnh"), ("Danh hiệu riêng", "Tổ 1")],
    )
    fill(form(desk, "STP"), {"SL01": 60})
    before = (desk / "bo.xlsx").read_bytes()
    ran = thidua("targets", desk / "bo.xlsx", desk / "phieu", "--out", desk / "moi.xlsx")
    assert ran.exit_code == 0, ran.output
    assert (desk / "bo.xlsx").read_bytes() == before
    rules = rulebook_of(desk / "moi.xlsx")
    assert rules.figures_by_code["SL01"].targets == {"CAT": 120, "STP": 60}
    assert rules.figures_by_code["SL02"].targets == {"CAT": 40}
    titles = [[cell.value for cell in row] for row in load_workbook(desk / "moi.xlsx")["Đăng ký"].iter_rows(min_row=3)]
    assert [row[:3] for row in titles] == [
        ["CAT", "Cờ thi đua của tỉnh", "Công an tỉnh"], ["CAT", "Danh hiệu riêng", "Tổ 1"]
    ]  # fmt: skip
    with ZipFile(desk / "bo.xlsx") as old, ZipFile(desk / "moi.xlsx") as new:
        same = {name for name in old.namelist() if old.read(name) == new.read(name)}
        changed = set(old.namelist()) - same
    assert changed <= {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet5.xml",
    }
    assert load_workbook(desk / "moi.xlsx")["Chỉ tiêu"]["F3"].value == "giữ nguyên"
    own = rulebook_of(desk / "bo.xlsx").model_copy(update={"figures": rules.figures})
    assert own == rules


def test_formulas_of_the_rulebook_keep_their_stored_values(desk: Path) -> None:
    fill(form(desk, "CAT"), {"SL01": 120, "SL02": 40})
    fill(form(desk, "STP"), {"SL01": 60})
    package = opened((desk / "bo.xlsx").read_bytes())
    part = sheet_parts(package, workbook_part(package))["Tiêu chí"]
    put_values(package, {"Tiêu chí": {(4, 4): Decimal(50)}})
    package.write(part, package.read(part).replace(b"<v>50</v>", b"<f>25*2</f><v>50</v>", 1))
    (desk / "bo.xlsx").write_bytes(package.bytes())
    assert thidua("targets", desk / "bo.xlsx", desk / "phieu", "--out", desk / "moi.xlsx").exit_code == 0
    sheet = next(sheet for sheet in open_book(desk / "moi.xlsx").sheets if sheet.name == "Tiêu chí")
    assert (sheet.cells[4, 4].formula, sheet.cells[4, 4].value) == ("25*2", 50.0)
    assert rulebook_of(desk / "moi.xlsx").figures_by_code["SL01"].targets["CAT"] == 120


def test_a_target_that_is_assigned_already_stays_without_force(desk: Path) -> None:
    fill(form(desk, "CAT"), {"SL01": 120, "SL02": 40})
    fill(form(desk, "STP"), {"SL01": 60})
    assert thidua("targets", desk / "bo.xlsx", desk / "phieu", "--out", desk / "moi.xlsx").exit_code == 0
    fill(form(desk, "STP"), {"SL01": 50})
    again = thidua("targets", desk / "moi.xlsx", desk / "phieu", "--out", desk / "nua.xlsx")
    assert again.exit_code == 3
    assert "60" in again.output and "50" in again.output
    assert rulebook_of(desk / "nua.xlsx").figures_by_code["SL01"].targets["STP"] == 60
    assert thidua("targets", desk / "moi.xlsx", desk / "phieu", "--out", desk / "nua.xlsx").exit_code == 1
    assert thidua("targets", desk / "moi.xlsx", desk / "phieu", "--out", desk / "nua.xlsx", "--force").exit_code == 0
    assert rulebook_of(desk / "nua.xlsx").figures_by_code["SL01"].targets == {"CAT": 120, "STP": 50}


def test_the_same_titles_are_not_written_twice(desk: Path) -> None:
    fill(form(desk, "CAT"), {"SL01": 1, "SL02": 1}, [("Bằng khen", "Tổ 1")])
    fill(form(desk, "STP"), {"SL01": 1})
    assert thidua("targets", desk / "bo.xlsx", desk / "phieu", "--out", desk / "a.xlsx").exit_code == 0
    fill(form(desk, "STP"), {}, [("Bằng khen", "Tổ 2")])
    assert thidua("targets", desk / "a.xlsx", desk / "phieu", "--out", desk / "b.xlsx").exit_code == 0
    rows = [[cell.value for cell in row] for row in load_workbook(desk / "b.xlsx")["Đăng ký"].iter_rows(min_row=3)]
    assert [row[:3] for row in rows] == [["CAT", "Bằng khen", "Tổ 1"], ["STP", "Bằng khen", "Tổ 2"]]


def registered(unit: str, targets: dict[str, Raw], times: int = 1, made_on: date | None = None) -> Registration:
    rows = {code: Target(code=code, target=value) for code, value in targets.items()}
    return Registration(unit, rows, (Title("Bằng khen"),), Decimal(times), made_on)


BOTH = {"SL01": Decimal(10), "SL02": Decimal(5)}


@pytest.mark.parametrize(
    ("cat", "code"),
    [
        ([], "TD-GU-THIEU-DON-VI"),
        ([registered("CAT", {"SL01": Decimal(10)})], "TD-GU-THIEU-CHI-TIEU"),
        ([registered("CAT", {**BOTH, "SL02": Decimal(0)})], "TD-GU-CHI-TIEU-KHONG"),
        ([registered("CAT", {**BOTH, "SL02": "năm"})], "TD-KHONG-PHAI-SO"),
        ([registered("CAT", {**BOTH, "SL02": "5"})], "TD-SO-DANG-CHU"),
        ([registered("CAT", {**BOTH, "SL09": Decimal(5)})], "TD-GU-CHI-TIEU-LA"),
        ([registered("CAT", BOTH), registered("CAT", {**BOTH, "SL01": Decimal(9)})], "TD-GU-HAI-BAN"),
        ([registered("CAT", BOTH), registered("CAT", {**BOTH, "SL01": Decimal(9)}, times=2)], "TD-GU-THAY-BAN"),
        ([registered("CAT", BOTH), registered("XYZ", BOTH)], "TD-DON-VI-LA"),
    ],
)
def test_what_a_person_must_look_at(desk: Path, cat: list[Registration], code: str) -> None:
    rules = rulebook_of(desk / "bo.xlsx")
    forms = [(f"{number}.xlsx", each) for number, each in enumerate(cat)]
    found = gathered(rules, [*forms, ("stp.xlsx", registered("STP", {"SL01": Decimal(3)}))])
    assert [each.code for each in found.findings] == [code]
    assert found.targets["SL01", "STP"] == 3
    assert ("SL01", "CAT") not in found.targets or found.targets["SL01", "CAT"] in (10, 9)


def test_a_target_assigned_otherwise_is_a_finding(desk: Path) -> None:
    rules = rulebook_of(desk / "bo.xlsx")
    figures = tuple(figure.model_copy(update={"targets": {"STP": Decimal(8)}}) for figure in rules.figures)
    rules = rules.model_copy(update={"figures": figures})
    forms = [("a", registered("STP", {"SL01": Decimal(3)})), ("b", registered("CAT", BOTH))]
    found = gathered(rules, forms)
    assert [(each.code, each.facts["cu"], each.facts["moi"]) for each in found.findings] == [
        ("TD-GU-DA-GIAO", "8", "3")
    ]
    assert ("SL01", "STP") not in found.targets
    assert gathered(rules, forms, force=True).targets["SL01", "STP"] == 3


def test_the_order_of_the_forms_never_matters(desk: Path) -> None:
    rules = rulebook_of(desk / "bo.xlsx")
    old = "a", registered("CAT", BOTH, made_on=date(2026, 1, 5))
    new = "b", registered("CAT", {**BOTH, "SL01": Decimal(9)}, made_on=date(2026, 2, 1))
    assert gathered(rules, [old, new]) == gathered(rules, [new, old])
    assert gathered(rules, [old, new]).targets["SL01", "CAT"] == 9


def test_strangers_files_in_the_folder_stop_nothing(desk: Path) -> None:
    fill(form(desk, "CAT"), {"SL01": 120, "SL02": 40}, info={"Lần nộp": 2})
    fill(form(desk, "STP"), {"SL01": "60 đơn"})
    (desk / "phieu" / "x.xlsx").write_bytes(b"nothing")
    ran = thidua("targets", desk / "bo.xlsx", desk / "phieu", desk / "bo.xlsx", "--out", desk / "moi.xlsx")
    assert ran.exit_code == 3
    assert rulebook_of(desk / "moi.xlsx").figures_by_code["SL01"].targets == {"CAT": 120}
    found = registration_in(open_book(form(desk, "CAT")))
    assert found is not None and (found.unit, found.times_sent) == ("CAT", 2)


def test_nothing_to_register_is_said(tmp_path: Path) -> None:
    plain = [[*row[:5], "", row[6]] for row in CRITERIA[1:]]
    write_rulebook(tmp_path / "bo.xlsx", {**TABLES, "Tiêu chí": [CRITERIA[0], *plain], "Danh hiệu": []})
    ran = thidua("template", tmp_path / "bo.xlsx", "--targets", "--out", tmp_path / "phieu")
    assert ran.exit_code == 1
    assert not (tmp_path / "phieu").exists()


def test_an_edited_cell_is_a_cell_like_any_other(desk: Path) -> None:
    values: Cells = {(40, 30): "cuối", (40, 2): Decimal("2.5"), (40, 7): "giữa"}
    (desk / "x.xlsx").write_bytes(with_values((desk / "bo.xlsx").read_bytes(), {"Đơn vị": values}))
    book = load_workbook(desk / "x.xlsx")
    assert [book["Đơn vị"][at].value for at in ("AD40", "B40", "G40")] == ["cuối", 2.5, "giữa"]
    cells = next(sheet for sheet in open_book(desk / "x.xlsx").sheets if sheet.name == "Đơn vị").cells
    assert cells[40, 30].type is Type.TEXT
