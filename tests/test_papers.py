"""The papers of a meeting: laid out by the decree, saying what the meeting decided, inventing nothing."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from blocs import award, bloc
from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt
from master_bloc import bloc as drawn_bloc
from masters import master_of
from openxml_audit import OpenXmlValidator

from thidua_xl.awards.ballots import Ballot
from thidua_xl.consolidation.head_work import HeadWork
from thidua_xl.consolidation.master import Master
from thidua_xl.documents.default_templates import PAPERS, write_template
from thidua_xl.documents.facts import DOTS, facts
from thidua_xl.documents.filling import fill
from thidua_xl.documents.layout import MOTTO, NATION
from thidua_xl.documents.names import PAPER
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rules import Inputs
from thidua_xl.sheets import words

MINUTES, LETTER, SUMMARY, SLIP, TELLERS, ATTENDANCE = PAPERS
UNITS = ("AA", "BB", "CC", "DD")


def rulebook() -> Rulebook:
    """Seven units without groups; a flag by vote, certificates without."""
    awards = (
        award("Cờ thi đua", 1, quota=1, vote="66.67", vote_of=words.PRESENT, strictly=True, quorum=75),
        award("Bằng khen", 2, quota=1),
    )
    found = bloc("AA BB CC DD EE FF GG", awards=awards)
    return found.model_copy(update={"authority": "Luật số 06; QĐ 1."})


def master(points: dict[str, str], head: HeadWork | None = None, **errors: int) -> Master:
    """Units that claim these points on one line; ``errors`` are still open."""
    claims = {unit: {"I": Inputs(typed=Decimal(typed))} for unit, typed in points.items()}
    found = master_of(rulebook(), claims, head)
    for unit, count in errors.items():
        found.results[unit].open_errors = count
    return found


def paper(tmp_path: Path, name: str, found: Master, **closed: object) -> Paper:
    template = write_template(name, tmp_path / f"template-{name}")
    problem = fill(template, tmp_path / name, facts(found, **closed), name)  # type: ignore[arg-type]
    assert problem is None
    return Document(str(tmp_path / name))


def text(found: Paper) -> str:
    """Everything a paper says, in order."""
    return "\n".join("".join(node.text or "" for node in p.iter(qn("w:t"))) for p in found.element.body.iter(qn("w:p")))


def table(found: Paper, header: str) -> list[list[str]]:
    """The rows under the header of the last table that has this column."""
    tables = [t for t in found.tables if header in [cell.text for cell in t.rows[0].cells]]
    return [[cell.text for cell in row.cells] for row in tables[-1].rows[1:]]


CLEAR = {"AA": "9", "BB": "8", "CC": "7", "DD": "6"}


# ---- the decree's layout


@pytest.mark.parametrize("name", PAPERS)
def test_page_type_and_head(tmp_path: Path, name: str) -> None:
    found = paper(tmp_path, name, master(CLEAR))
    section = found.sections[0]
    sides = sorted((round(section.page_width.mm), round(section.page_height.mm)))  # type: ignore[union-attr]
    assert sides == [210, 297]
    assert (section.orientation is WD_ORIENT.LANDSCAPE) == (name == SUMMARY)
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    limits = ((20, 25), (20, 25), (30, 35), (15, 20))
    assert all(low <= round(edge.mm, 1) <= high for edge, (low, high) in zip(edges, limits, strict=True))  # type: ignore[union-attr]
    normal = found.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    bloc, nation = found.tables[0].rows[0].cells
    assert (bloc.text.strip(), bloc.paragraphs[0].runs[0].bold) == ("KHỐI THỬ", True)
    shown = [(p.text, p.runs[0].bold, p.runs[0].font.size) for p in nation.paragraphs if p.text]
    assert shown == [(NATION, True, Pt(12)), (MOTTO, True, Pt(13))]
    assert nation.paragraphs[2]._p.find(f".//{qn('w:pBdr')}") is not None
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


@pytest.mark.parametrize("name", PAPERS)
def test_templates_and_papers_are_well_formed(tmp_path: Path, name: str) -> None:
    template = write_template(name, tmp_path / "t.docx")
    paper(tmp_path, name, master(CLEAR))
    for file in (template, tmp_path / name):
        assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []
    assert "{" not in text(Document(str(tmp_path / name)))


def test_every_name_of_the_guide_is_there() -> None:
    known = facts(master(CLEAR))
    told = {name for names in PAPER for name in names.split(", ") if "." not in name} | {"TEN_KHOI", "KHOI"}
    assert told == set(known)


def test_receivers_and_signatures(tmp_path: Path) -> None:
    found = paper(tmp_path, LETTER, master(CLEAR))
    left, right = found.tables[-1].rows[0].cells
    head, *rest = left.paragraphs
    assert (head.text, head.runs[0].bold, head.runs[0].italic, head.runs[0].font.size) == (
        "Nơi nhận:", True, True, Pt(12)
    )  # fmt: skip
    assert {run.font.size for p in rest for run in p.runs} == {Pt(11)}
    assert [p.text for p in right.paragraphs[:2]] == ["TM. KHỐI THI ĐUA", "TRƯỞNG KHỐI"]
    cluster = master(CLEAR)
    cluster.rulebook = cluster.rulebook.model_copy(update={"bloc": "CỤM thi đua số 3"})
    right = paper(tmp_path, LETTER, cluster).tables[-1].rows[0].cells[1]
    assert [p.text for p in right.paragraphs[:2]] == ["TM. CỤM THI ĐUA", "TRƯỞNG CỤM"]
    assert "Số: ……/TTr-……" in text(found)
    assert "……, ngày …… tháng …… năm ……" in text(found)


# ---- what they say


def test_blank_facts_are_dots(tmp_path: Path) -> None:
    found = facts(master(CLEAR))
    assert [found["so_thanh_vien"], found["co_mat"]] == [DOTS, DOTS]
    assert str(found["truong_khoi"]).startswith(DOTS)
    rows = table(paper(tmp_path, TELLERS, master(CLEAR)), "Thu về")
    assert rows == [["Đơn vị AA", *[DOTS] * 8]]


def test_the_meetings_decision_is_printed_not_the_proposal(tmp_path: Path) -> None:
    voted = Ballot("Phiếu kín", 15, 12, None, 12, 12, 12, 9, 3, 0)
    head = HeadWork(
        ballots={("Cờ thi đua", "AA"): voted},
        awards={("Cờ thi đua", "AA"): ("Không", "Nhường"), ("Cờ thi đua", "BB"): ("Có", "Đột xuất")},
    )
    found = master(CLEAR, head)
    rows = {row[0]: row for row in table(paper(tmp_path, MINUTES, found), "Hội nghị quyết định")}
    assert "Đơn vị BB" in rows, "the certificate goes to the next one"
    flag = next(entry for entry in facts(found)["danh_hieu"] if entry["ten"] == "Cờ thi đua")  # type: ignore[attr-defined]
    told = {row["don_vi"]: (row["de_nghi"][:5], row["quyet_dinh"], row["ly_do"]) for row in flag["ung_vien"]}
    assert told == {"Đơn vị AA": ("Có: h", "Không", "Nhường"), "Đơn vị BB": ("Không", "Có", "Đột xuất")}
    listed = table(paper(tmp_path, LETTER, found), "Tỷ lệ phiếu")
    assert ["Đơn vị BB", "Cờ thi đua"] in [row[1:3] for row in listed]
    assert ["Đơn vị AA", "Cờ thi đua"] not in [row[1:3] for row in listed]
    said = text(paper(tmp_path, MINUTES, found))
    assert "Tổng số thành viên: 15; có mặt: 12" in said
    assert "75%" in said
    assert "Đạt" in said
    [tellers] = table(paper(tmp_path, TELLERS, found), "Thu về")[:1]
    assert tellers == ["Đơn vị AA", "12", "12", "12", "9", "3", "0", "75%", "Đạt"]


def test_undecided_proposals_say_so(tmp_path: Path) -> None:
    found = master(CLEAR)
    listed = table(paper(tmp_path, LETTER, found), "Tỷ lệ phiếu")
    assert [(row[1], row[2]) for row in listed] == [("Đơn vị BB", "Bằng khen")], "the flag waits for its vote"
    assert "chưa quyết định" in listed[0][-1]
    assert "Chưa quyết định" in text(paper(tmp_path, MINUTES, found))


def test_nothing_to_submit(tmp_path: Path) -> None:
    found = master_of(rulebook().model_copy(update={"awards": ()}), {"AA": {"I": Inputs(typed=Decimal(9))}})
    assert "chưa quyết định đề nghị" in text(paper(tmp_path, LETTER, found))
    for name in (MINUTES, SLIP, TELLERS):
        assert "Không có danh hiệu" in text(paper(tmp_path, name, found))


def test_ties_wait_for_the_meeting(tmp_path: Path) -> None:
    found = master({"AA": "9", "BB": "9", "CC": "7", "DD": "6"})
    slip = table(paper(tmp_path, SLIP, found), "Đồng ý")
    assert [row[1] for row in slip] == ["Đơn vị AA", "Đơn vị BB"]
    said = text(paper(tmp_path, MINUTES, found))
    assert "chờ hội nghị quyết định" in said
    assert "1 (đồng hạng)" in said


def test_provisional_ranks_and_decimal_commas(tmp_path: Path) -> None:
    found = master({"AA": "9.5", "BB": "8", "CC": "7"}, BB=2)
    rows = table(paper(tmp_path, SUMMARY, found), "Điểm chính")
    assert rows[1][:2] == ["2 (tạm tính)", "Đơn vị BB"]
    assert rows[1][-1] == "Tạm tính: còn 2 lỗi"
    assert rows[0][0] == "1"
    assert all("," in row[5] and "." not in row[5] for row in rows)
    assert "tạm tính" in text(paper(tmp_path, MINUTES, found))
    assert "Đơn vị GG (chưa nộp bảng tự chấm)" in text(paper(tmp_path, SUMMARY, found))


def test_the_mark_of_a_closed_master(tmp_path: Path) -> None:
    sealed = {"mark": "ab" * 32, "closed_at": datetime(2026, 12, 20, 9, 5)}
    for name in (MINUTES, LETTER, SUMMARY):
        said = text(paper(tmp_path, name, master(CLEAR), **sealed))
        assert "ab" * 32 in said
        assert "09:05 ngày 20/12/2026" in said
        assert "chưa khóa sổ" in text(paper(tmp_path, name, master(CLEAR)))


def test_groups_and_signs_that_xml_minds(tmp_path: Path) -> None:
    rules = drawn_bloc().model_copy(update={"bloc": "Khối <A> & B"})
    found = master_of(rules, {unit: {"I.1.b": Inputs(typed=Decimal(5))} for unit in UNITS})
    said = text(paper(tmp_path, SUMMARY, found))
    assert "Nhóm A" in said
    assert "Nhóm B" in said
    assert "KHỐI <A> & B" in said


def test_attendance_has_every_unit(tmp_path: Path) -> None:
    rows = table(paper(tmp_path, ATTENDANCE, master(CLEAR)), "Ký tên")
    assert [row[:2] for row in rows] == [[str(n), f"Đơn vị {c}{c}"] for n, c in enumerate("ABCDEFG", 1)]


def test_the_period_is_said_inside_a_sentence() -> None:
    assert facts(master(CLEAR))["ky"] == "năm 2026"
    assert facts(master(CLEAR))["den_ngay"] == f"{date(2026, 12, 31):%d/%m/%Y}"
    assert facts(master(CLEAR))["cac_can_cu"] == ["Luật số 06", "QĐ 1"]
