"""The member workbook in LibreOffice and on paper: what is shown live, signed and printed."""

import re
import subprocess
import unicodedata
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from calc import Calc
from member_samples import TODAY, filled, loaded, sample_rulebook, sample_unit, sample_workbooks

from thidua_xl.live.plan import FIRST_ROW, HEADER_ROW, Plan
from thidua_xl.live.print_sheet import NOT_ARISING
from thidua_xl.live.shown import Shown
from thidua_xl.sheets import member, member_guide
from thidua_xl.workbooks.writing.member.print_sheet import CODE_NAME, TABLE_ROW

FONTS = ("LiberationSerif", "TimesNewRoman", "Tinos")  # the last two are what others call the first
RULEBOOK, UNIT = sample_rulebook(), sample_unit()
SUBMISSION = filled(RULEBOOK, UNIT)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same unit's workbook, blank and filled."""
    return sample_workbooks(tmp_path_factory.mktemp("looks"))


# ---- the signing sheet


def test_the_signing_sheet_shows_in_libreoffice_what_it_stores(calc_vi: Calc, drawn: dict[str, Path]) -> None:
    stored = loaded(drawn["filled"], data_only=True)[member.PRINT.name]
    with calc_vi.open(drawn["filled"]) as opened:
        assert opened.errors() == []
        rows = opened.values(member.PRINT.name, f"A1:F{stored.max_row}")
        differing = [
            (cell.coordinate, cell.value, rows[cell.row - 1][cell.column - 1])
            for row in stored.iter_rows(max_col=6)
            for cell in row
            if isinstance(cell.value, str | int | float) and not _same(cell.value, rows[cell.row - 1][cell.column - 1])
        ]
        shown = Shown(Plan(RULEBOOK, UNIT), SUBMISSION, TODAY)
        cell = loaded(drawn["filled"]).defined_names[CODE_NAME].attr_text.rpartition("!")[2]
        assert opened.value(member.PRINT.name, cell.replace("$", "")) == shown.checksum
    assert differing == []


def _same(stored: object, computed: object) -> bool:
    if isinstance(stored, str):
        return str(computed).strip() == stored.strip()
    return computed == pytest.approx(stored)


def test_a_result_is_shown_as_typed_and_a_blank_stays_blank(calc_vi: Calc, drawn: dict[str, Path]) -> None:
    plan = Plan(RULEBOOK, UNIT)
    printed = {row.code: number - FIRST_ROW + TABLE_ROW + 1 for number, row in plan.score_rows}
    late, marked = "I.1.1", "IV.1"
    with calc_vi.open(drawn["blank"]) as opened:
        cells = [f"E{printed[code]}" for code in (late, marked)]
        assert [opened.shown(member.PRINT.name, cell) for cell in cells] == ["", ""]
        opened.set_number(member.SCORES.name, f"H{plan.row_of[late]}", 46055)
        opened.set_text(member.SCORES.name, f"F{plan.row_of[marked]}", "x")
        assert [opened.shown(member.PRINT.name, cell) for cell in cells] == ["02/02/2026", NOT_ARISING]


# ---- on paper


def pages_of(pdf: Path) -> list[str]:
    """The text of each page, composed."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True).stdout
    return [unicodedata.normalize("NFC", page) for page in text.decode().split("\f")[:-1]]


@pytest.fixture(scope="module")
def printed(calc_vi: Calc, drawn: dict[str, Path]) -> dict[str, Path]:
    """Both as PDF."""
    found: dict[str, Path] = {}
    for kind, path in drawn.items():
        with calc_vi.open(path) as opened:
            found[kind] = opened.save_pdf(path.with_suffix(".pdf"))
    return found


@pytest.mark.libreoffice
def test_the_printed_letters_are_those_of_one_font(printed: dict[str, Path]) -> None:
    for pdf in printed.values():
        listed = subprocess.run(["pdffonts", str(pdf)], capture_output=True, check=True).stdout.decode()
        names = [line.split()[0].partition("+")[2] for line in listed.splitlines()[2:]]
        assert names and all(name.startswith(FONTS) for name in names), names


@pytest.mark.libreoffice
def test_the_guide_is_one_page_in_right_vietnamese(printed: dict[str, Path]) -> None:
    first, second, *_ = pages_of(printed["blank"])
    assert member_guide.SECRECY in first
    assert "Hoàng Anh Tuấn" in first
    assert "Thông tin về bảng tự chấm" in second


@pytest.mark.libreoffice
def test_the_header_row_is_on_every_page_of_the_table(printed: dict[str, Path]) -> None:
    pages = pages_of(printed["filled"])
    first = next(place for place, page in enumerate(pages) if "Bảng tự chấm điểm." in page)
    last = next(place for place, page in enumerate(pages) if "XẾP LOẠI (tự tính)" in page)
    assert last > first
    for page in pages[first : last + 1]:
        assert all(word in page for word in ("Mã", "Cách chấm", "Chỉ tiêu giao", "Giải trình"))


@pytest.mark.libreoffice
def test_each_page_bears_unit_version_contact_and_number(printed: dict[str, Path]) -> None:
    pages = pages_of(printed["filled"])
    for number, page in enumerate(pages, 1):
        assert UNIT.name in page and "Mẫu thidua-xl" in page and "Hoàng Anh Tuấn" in page
        assert f"Trang {number}/{len(pages)}" in page


@pytest.mark.libreoffice
def test_registers_print_only_filled_rows(printed: dict[str, Path]) -> None:
    blank, full = pages_of(printed["blank"]), pages_of(printed["filled"])
    assert sum("Trích yếu" in page for page in blank) == 1
    assert sum("Trích yếu" in page for page in full) == 2
    assert sum("Kết quả nổi bật" in page for page in full) == 1


@pytest.mark.libreoffice
def test_the_signing_sheet_is_readable_at_full_size(printed: dict[str, Path]) -> None:
    """Its body is printed in 13 points, or hardly less."""
    pages = pages_of(printed["filled"])
    place = next(number for number, page in enumerate(pages, 1) if "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page)
    assert "Độc lập - Tự do - Hạnh phúc" in pages[place - 1]
    assert "(Kèm theo Công văn số 1234/CAT-PX01 ngày 05 tháng 02 năm 2026 của Công an tỉnh)" in pages[place - 1]
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(place), "-l", str(place), str(printed["filled"]), "-"],
        capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    words = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(?:Kết|quả)<', boxes)
    heights = [float(bottom) - float(top) for top, bottom in words]
    assert heights and min(heights) >= 13 * 0.97 * 1.1  # a word of this font is 1.1 times as high as its size
    assert "Đại tá Nguyễn Hữu Phước" in pages[-1] and "Trần Thị Ngọc Ánh" in pages[-1]


def test_a_live_print_area_ends_at_the_last_filled_row(calc: Calc, drawn: dict[str, Path]) -> None:
    """Excel reckons it at each print; here its last row is asked of LibreOffice."""
    names = zipfile.ZipFile(drawn["filled"]).read("xl/workbook.xml").decode().replace("&gt;", ">")
    area = re.search(r">'Minh chứng'!\$A\$1:INDEX\(([^,<]*),(MAX\([^<]*)\)</definedName>", names)
    assert area is not None
    last = area[2].replace(",", ";").replace("!", ".").replace("'Minh chứng'", "$'Minh chứng'")
    with calc.open(drawn["filled"]) as opened:
        opened.set_formula(member.INFO.name, "B11", f"={last}")
        assert opened.value(member.INFO.name, "B11") == HEADER_ROW + len(SUBMISSION.evidence)


# ---- at the keyboard


def test_a_locked_cell_refuses_and_an_open_one_answers_at_once(calc_vi: Calc, drawn: dict[str, Path]) -> None:
    row = Plan(RULEBOOK, UNIT).row_of["I.1.1"]
    with calc_vi.open(drawn["blank"], hidden=False) as opened:
        opened.type(member.SCORES.name, f"K{row}", "2")
        assert opened.value(member.SCORES.name, f"K{row}") == ""
        opened.type(member.SCORES.name, f"H{row}", "02/02/2026")
        assert opened.value(member.SCORES.name, f"K{row}") == pytest.approx(1.6)
        assert "Tổng điểm: 1,6" in str(opened.value(member.SCORES.name, "A4"))


# ---- numbers


def test_whole_numbers_are_grouped_and_no_sign_hangs_behind_them(calc_vi: Calc, drawn: dict[str, Path]) -> None:
    with calc_vi.open(drawn["filled"]) as opened:
        shown = [opened.shown(member.FIGURES.name, f"{column}7") for column in "DEF"]
    figure = SUBMISSION.figures[Plan(RULEBOOK, UNIT).figure_rows[0][1].code]
    assert figure.result == Decimal(3704)
    assert shown[1:] == ["3704", "81"] or shown[1:] == ["3.704", "81"]  # the grouping is a conditional format
