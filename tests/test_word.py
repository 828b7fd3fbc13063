"""A decision in Word becomes the draft of a rulebook: codes, maxima, tree; nothing of its text is lost."""

from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import load_workbook
from word_drawing import bytes_of, case, codes_and_maxima, draft_from, drafted, named, table_in, traced

from thidua_xl.cli import main
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.text.numbers import Kind, read_number
from thidua_xl.workbooks.files import open_book

CASES = ("congan_cum346_2025", "thongke_hungyen_2026", "dongthap_stp_2022", "tayninh_2747_2019_thanh_tra")


def number(value: object) -> str:
    """A maximum of a case as the rulebook writes it."""
    return "" if value is None else vietnamese(read_number(str(value), Kind.POINTS).values[0])


def lines_of(name: str) -> list[tuple[str, str, str]]:
    """Code, title and maximum of every line of a real table."""
    lines = []
    for part in case(name)["parts"]:  # type: ignore[attr-defined]
        for row in (part, *part["criteria"]):
            lines.append((row["code"], row["title"], number(row["max"])))
    return lines


def as_printed(code: str) -> str:
    """The mark an office prints for a code: its last part, a bullet for the letters, ``1.1`` for numbers in numbers."""
    parts = code.split(".")
    if parts[-1].islower():
        return "-"
    return ".".join(parts[-2:]) if len(parts) > 2 and parts[-2].isdigit() else parts[-1]


@pytest.mark.parametrize("name", CASES)
def test_a_real_table_comes_back_with_its_codes_and_maxima(name: str) -> None:
    lines = lines_of(name)
    draft = draft_from([(as_printed(code), title, maximum) for code, title, maximum in lines])
    wanted = {code: maximum for code, _, maximum in lines}
    if name == "tayninh_2747_2019_thanh_tra":
        del wanted["I.6"]  # cut off in the source: a line without points is an explanation
    assert codes_and_maxima(draft) == wanted


@pytest.mark.parametrize("name", CASES)
def test_marks_inside_the_text_tell_the_same(name: str) -> None:
    """No column of numbers: `I. Báo cáo nhanh`, `- Hiến máu`; points as words; a section over two merged cells."""
    lines = lines_of(name)
    dots = {code: "" if as_printed(code) == "-" else "." for code, _, _ in lines}
    points = {code: f"{maximum} điểm" if maximum else "" for code, _, maximum in lines}
    rows = [(f"{as_printed(code)}{dots[code]} {title}", points[code]) for code, title, _ in lines]
    draft = draft_from(rows, ("Tiêu chí", "Điểm chuẩn"))
    wanted = {code: maximum for code, _, maximum in lines if maximum}
    assert codes_and_maxima(draft) == wanted


def test_sums_that_do_not_add_are_said_on_the_trace_and_by_the_check(tmp_path: Path) -> None:
    file = docx.Document()
    lines = lines_of("thongke_hungyen_2026")
    table_in(file, [*((as_printed(code), title, maximum) for code, title, maximum in lines), ("", "Tổng cộng", "1120")])
    draft = drafted(file)
    rows = traced(draft)
    four = next(row for row in rows if row["Đã đưa vào"] == "Tiêu chí IV")
    assert "210" in four["Cần xem lại"] and "260" in four["Cần xem lại"]
    assert draft.tables["Thông tin"][1:] == [["Thang điểm", "1.120"]]
    (tmp_path / "a.docx").write_bytes(bytes_of(file))
    book = tmp_path / "a.xlsx"
    made = CliRunner().invoke(main, ["rulebook", "new", str(book), "--from", str(tmp_path / "a.docx")])
    assert made.exit_code == 0, made.output
    _, found = read_rulebook(open_book(book))
    assert {f.facts["ma"] for f in found if f.code == "TD-TOI-DA-KHAC-TONG"} <= {"IV"}
    assert {f.facts["muc"] for f in found if f.code == "TD-THIEU-THONG-TIN"} == {
        "Tên khối", "Kỳ", "Từ ngày", "Đến ngày", "Căn cứ"
    }  # fmt: skip
    assert {f.code for f in found} == {"TD-THIEU-THONG-TIN", "TD-KHONG-CO-DON-VI"}


ROWS = (
    ("I", "THỰC HIỆN NHIỆM VỤ", "60", ""),
    ("1", "Ban hành kế hoạch", "10", "Trước ngày 15/6/2026; trừ 2 điểm mỗi ngày chậm"),
    ("2", "Giải quyết đơn", "20", ""),
    ("", "- Tỷ lệ giải quyết", "", "Trên 95%: 10 điểm; từ 75% đến 95%: 6 điểm; dưới 75%: 0 điểm"),
    ("-", "Tiếp công dân", "10 điểm", "đạt: 10 điểm; không đạt: 0 điểm"),
    ("3", "Kh«ng ®Ó x¶y ra vi ph¹m kû luËt", "30", "Mỗi vụ trừ 1 điểm"),
    ("II", "XÂY DỰNG ĐẢNG (40 điểm)", "", ""),
    ("1", "Xếp loại đảng bộ", "40", ""),
    ("a)", "Tốt", "40", ""),
    ("b)", "Khá", "20", ""),
    ("", "Căn cứ quyết định của cấp ủy cấp trên", "", ""),
    ("III", "ĐIỂM THƯỞNG", "10", ""),
    ("1", "Sáng kiến được công nhận", "0,5đ/sáng kiến", ""),
    ("2", "Mô hình mới", "", "cộng 0,5 điểm/mô hình"),
    ("IV", "ĐIỂM TRỪ", "", ""),
    ("", "- Mất hồ sơ", "2 điểm/vụ", ""),
)
WIDE = ("STT", "Nội dung", "Điểm tối đa", "Hướng dẫn chấm")


def test_plain_words_propose_a_way_and_are_marked_for_review() -> None:
    draft = draft_from(ROWS, WIDE)
    rows = {row["Mã"]: row for row in named(draft, "Tiêu chí") if row["Mã"]}
    ways = {code: (row["Cách chấm"], row["Hệ số"], row["Hạn"]) for code, row in rows.items() if row["Cách chấm"]}
    assert ways == {
        "I.1": ("Trừ theo ngày chậm", "2", "15/06/2026"),
        "I.2.a": ("Theo mức", "", ""),
        "I.2.b": ("Đạt/Không đạt", "", ""),
        "I.3": ("Trừ theo lần", "1", ""),
        "II.1": ("Chọn mức", "", ""),
        "III.1": ("Cộng theo lần", "0,5", ""),
        "III.2": ("Cộng theo lần", "0,5", ""),
        "IV.a": ("Trừ theo lần", "2", ""),
    }
    assert rows["II"]["Điểm tối đa"] == "40"
    assert (rows["III"]["Nhóm điểm"], rows["IV"]["Nhóm điểm"]) == ("Thưởng", "Trừ")
    assert rows["I.3"]["Nội dung"] == "Không để xảy ra vi phạm kỷ luật"
    levels = [(row["Mã tiêu chí"], row["Tên mức"], row["Từ"], row["Đến"], row["Điểm"]) for row in named(draft, "Mức")]
    assert levels == [
        ("I.2.a", "", "95", "", "10"), ("I.2.a", "", "75", "95", "6"), ("I.2.a", "", "", "75", "0"),
        ("II.1", "Tốt", "", "", "40"), ("II.1", "Khá", "", "", "20"),
    ]  # fmt: skip
    marked = {(review.sheet, draft.tables[review.sheet][review.row][0], review.header) for review in draft.reviews}
    assert ("Tiêu chí", "I.1", "Hạn") in marked
    assert ("Tiêu chí", "III", "Nhóm điểm") in marked
    assert all(("Tiêu chí", code, "Cách chấm") in marked for code in ways)


def test_a_text_that_says_nothing_plainly_is_left_to_the_secretary() -> None:
    draft = draft_from([("1", "Công tác thông tin, báo cáo", "5"), ("2", "Trừ điểm theo quy định của cấp trên", "5")])
    assert [row["Cách chấm"] for row in named(draft, "Tiêu chí")] == ["", ""]
    assert draft.reviews == []


def test_every_word_of_the_document_is_somewhere() -> None:
    file = docx.Document()
    file.add_paragraph("Căn cứ Luật Thi đua")
    table_in(file, [("UBND TỈNH", "CỘNG HÒA")], ())
    table_in(file, [*ROWS, ("", "TỔNG CỘNG", "100", "")], WIDE)
    file.add_paragraph("Nơi nhận: như trên")
    file.sections[0].footer.paragraphs[0].text = "Trang cuối"
    draft = drafted(file)
    everything = "\n".join("\n".join(row) for row in draft.trace)
    words = [cell for row in ROWS for cell in row if cell] + [
        "UBND TỈNH",
        "CỘNG HÒA",
        "Nơi nhận: như trên",
        "Trang cuối",
    ]
    words = [word.removeprefix("- ") for word in words if not word.startswith("Kh«ng")]
    assert [word for word in words if word not in everything] == []
    assert draft.taken == [2]


def test_header_of_two_rows_repeated_header_and_a_table_broken_over_pages() -> None:
    file = docx.Document()
    first = table_in(file, [("", "", "Tối đa", "Tự chấm"), ("1", "2", "3", "4"), ("I", "Mục một", "10", "")],
                     ("TT", "Tiêu chí", "Điểm", ""))  # fmt: skip
    first.cell(0, 0).merge(first.cell(1, 0))
    first.cell(0, 1).merge(first.cell(1, 1))
    first.cell(0, 2).merge(first.cell(0, 3))
    table_in(file, [("1", "Dòng một", "4", "")], ())
    table_in(file, [("2", "Dòng hai", "6", "")], ("TT", "Tiêu chí", "Điểm tối đa", "Tự chấm"))
    draft = drafted(file)
    assert draft.taken == [1, 2, 3]
    assert codes_and_maxima(draft) == {"I": "10", "I.1": "4", "I.2": "6"}


def test_cells_merged_downwards_and_several_lines_in_one_cell() -> None:
    rows = [
        ("I", "Chung", "10", ""),
        ("1", "Tỷ lệ giải quyết", "6", "Trên 95%: 6 điểm"),
        ("^", "^", "^", "Từ 50% đến 95%: 3 điểm"),
        ("2", "Hai việc:\n- Việc một\n- Việc hai", "3\n1", ""),
    ]
    draft = draft_from(rows, WIDE)
    assert codes_and_maxima(draft) == {"I": "10", "I.1": "6", "I.2": "", "I.2.a": "3", "I.2.b": "1"}
    texts = [row["Nội dung"] for row in named(draft, "Tiêu chí")]
    assert "Trên 95%: 6 điểm\nTừ 50% đến 95%: 3 điểm" in texts
    assert [row["Điểm"] for row in named(draft, "Mức")] == ["6", "3"]


NUMBERING = (
    "<w:abstractNum {} w:abstractNumId='90'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%2.'/></w:lvl>"
    "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%3)'/></w:lvl>"
    "</w:abstractNum>"
)


def test_automatic_numbers_are_counted_again() -> None:
    file = docx.Document()
    depths = (0, 1, 2, 2, 1, 0, 1)
    table = table_in(file, [("", f"Dòng {n}", "5") for n in range(len(depths))])
    numbering = file.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERING.format(nsdecls("w"))))
    numbering.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='90'><w:abstractNumId w:val='90'/></w:num>"))
    for row, depth in enumerate(depths, 1):
        properties = table.cell(row, 0).paragraphs[0]._p.get_or_add_pPr()
        number = f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{depth}'/><w:numId w:val='90'/></w:numPr>"
        properties.append(parse_xml(number))
    draft = drafted(file)
    assert list(codes_and_maxima(draft)) == ["I", "I.1", "I.1.a", "I.1.b", "I.2", "II", "II.1"]
    assert [row["STT"] for row in named(draft, "Tiêu chí")] == ["I", "1", "a)", "b)", "2", "II", "1"]


@pytest.mark.parametrize(
    ("marks", "codes"),
    [
        (("A", "I", "1", "II", "B", "C"), ("A", "A.I", "A.I.1", "A.II", "B", "C")),
        (("1", "1.1", "1.1.1", "1.2", "2", "2.1"), ("1", "1.1", "1.1.1", "1.2", "2", "2.1")),
        (
            ("I", "1", "1.1", "a)", "-", "-", "b)"),
            ("I", "I.1", "I.1.1", "I.1.1.a", "I.1.1.a.a", "I.1.1.a.b", "I.1.1.b"),
        ),
        (("I", "I.1", "I.1.a", "I.2", "II"), ("I", "I.1", "I.1.a", "I.2", "II")),
        (("I", "1", "1", "2"), ("I", "I.1", "I.1a", "I.2")),
        (("Mục I", "-", "+", "-", "Mục II"), ("I", "I.a", "I.a.a", "I.b", "II")),
    ],
)
def test_the_tree_is_told_by_the_marks(marks: tuple[str, ...], codes: tuple[str, ...]) -> None:
    draft = draft_from([(mark, f"Việc {n}", str(n + 1)) for n, mark in enumerate(marks)])
    assert tuple(codes_and_maxima(draft)) == codes


@pytest.mark.parametrize(
    ("written", "maximum"),
    [("2,5", "2,5"), ("10 điểm", "10"), ("10đ", "10"), ("Tối đa 5 điểm", "5"), ("7.5", "7,5"), ("theo quyết định", "")],
)
def test_points_as_they_are_written(written: str, maximum: str) -> None:
    draft = draft_from([("1", "Việc", written), ("2", "Việc khác", "1")])
    assert codes_and_maxima(draft)["1"] == maximum
    assert [row["Điểm trong Word"] for row in traced(draft) if row["STT"] == "1"] == [written]
    assert (maximum == "") == any("Không đọc được điểm" in row["Cần xem lại"] for row in traced(draft))


def test_the_workbook_is_the_usual_one_with_yellow_cells_notes_and_the_trace(tmp_path: Path) -> None:
    file = docx.Document()
    table_in(file, ROWS, WIDE)
    (tmp_path / "a.docx").write_bytes(bytes_of(file))
    ran = CliRunner().invoke(main, ["rulebook", "new", str(tmp_path / "a.xlsx"), "--from", str(tmp_path / "a.docx")])
    assert ran.exit_code == 0, ran.output
    book = load_workbook(tmp_path / "a.xlsx")
    assert {"_Hướng dẫn", "_Ví dụ", "_Từ Word", "Thông tin", "Đơn vị", "Tiêu chí", "Mức"} <= set(book.sheetnames)
    sheet = book["Tiêu chí"]
    header = {cell.value: cell.column for cell in sheet[2]}
    row = next(cells for cells in sheet.iter_rows(min_row=3) if cells[0].value == "I.1")
    way = row[header["Cách chấm"] - 1]
    assert (way.value, way.fill.fgColor.rgb) == ("Trừ theo ngày chậm", "FFFFFF00")
    assert way.comment is not None and "2 điểm" in way.comment.text
    assert sheet.data_validations.dataValidation
