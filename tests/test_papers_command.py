"""`thidua minutes`: six papers, none overwritten; a bloc's own templates, and what is wrong with them."""

from pathlib import Path

import pytest
from bloc_desk import Desk, type_into
from click.testing import CliRunner
from docx import Document
from test_papers import ATTENDANCE, CLEAR, LETTER, MINUTES, master, table, text

from thidua_xl.cli import main
from thidua_xl.documents.default_templates import PAPERS
from thidua_xl.documents.facts import facts
from thidua_xl.documents.filling import fill

# ---- a bloc's own templates


def own(path: Path, *paragraphs: str) -> Path:
    found = Document()
    for words_said in paragraphs:
        found.add_paragraph(words_said)
    found.save(str(path))
    return path


@pytest.mark.parametrize(
    ("paragraphs", "code", "place"),
    [
        (("Khối {{ ten_khoi }}", "Ngày {{ ngay_hop }}"), "TD-MAU-TEN-LA", "Ngày {{ ngay_hop }}"),
        (("{%p for r in don_vi %}", "{{ r.diem }}", "{%p endfor %}"), "TD-MAU-TEN-LA", "{{ r.diem }}"),
        (("A", "Khối {{ ten khoi }}"), "TD-MAU-SAI-CU-PHAP", "Khối {{ ten khoi }}"),
        (("{%p for r in don_vi %}", "{{ r.ten }}"), "TD-MAU-SAI-CU-PHAP", ""),
    ],
)
def test_a_bad_template_is_told_with_its_place(
    tmp_path: Path, paragraphs: tuple[str, ...], code: str, place: str
) -> None:
    template = own(tmp_path / "mau.docx", *paragraphs)
    problem = fill(template, tmp_path / "out.docx", facts(master(CLEAR)), "mau.docx")
    assert problem is not None
    assert (problem.code, problem.where.file, place in problem.facts["cho"]) == (code, "mau.docx", True)
    assert not (tmp_path / "out.docx").exists()


def test_a_template_that_is_no_word_file(tmp_path: Path) -> None:
    (tmp_path / "mau.docx").write_bytes(b"x")
    problem = fill(tmp_path / "mau.docx", tmp_path / "out.docx", {}, "mau.docx")
    assert problem is not None
    assert problem.code == "TD-MAU-KHONG-DOC"


# ---- the command


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.send("CAT", {"I": 9, "II": 8})
    desk.send("STP", {"I": 8, "II": 8})
    desk.json()
    return desk


def minutes(desk: Desk, *more: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["minutes", str(desk.out), "--out", str(desk.folder / "vb"), *more])
    return result.exit_code, result.output


def test_the_command_writes_six_papers_and_overwrites_none(desk: Desk) -> None:
    type_into(desk.out, "Đề nghị", {"Mã đơn vị": "CAT"}, "Quyết định của hội nghị", "Có")
    desk.json()
    assert minutes(desk)[0] == 0
    assert sorted(path.name for path in (desk.folder / "vb").iterdir()) == sorted(PAPERS)
    rows = table(Document(str(desk.folder / "vb" / LETTER)), "Tỷ lệ phiếu")
    assert [(row[1], row[2], row[-1]) for row in rows] == [("Công an tỉnh", "Cờ thi đua", "")]
    assert minutes(desk)[0] == 1
    assert minutes(desk, "--force")[0] == 0


def test_papers_of_a_closed_master_carry_its_mark(desk: Desk) -> None:
    assert CliRunner().invoke(main, ["close", str(desk.out)]).exit_code == 0
    code, output = minutes(desk)
    assert (code, "chưa khóa sổ" in output) == (0, False)
    assert "mã xác thực (SHA-256)" in text(Document(str(desk.folder / "vb" / MINUTES)))


def test_own_templates_one_of_them_bad(desk: Desk) -> None:
    mine = desk.folder / "mau"
    result = CliRunner().invoke(main, ["minutes", "--write-templates", str(mine)])
    assert result.exit_code == 0, result.output
    assert len(list(mine.iterdir())) == 7
    assert CliRunner().invoke(main, ["minutes", "--write-templates", str(mine)]).exit_code == 1
    own(mine / LETTER, "Kính gửi {{ noi_nhan }}")
    own(mine / ATTENDANCE, "Khối: {{ ten_khoi }}")
    code, output = minutes(desk, "--templates", str(mine))
    assert code == 3
    assert "noi_nhan" in output
    assert not (desk.folder / "vb" / LETTER).exists()
    assert text(Document(str(desk.folder / "vb" / ATTENDANCE))) == "Khối: Khối thử"
    assert minutes(desk, "--templates", str(desk.folder / "không có"), "--force")[0] == 1
