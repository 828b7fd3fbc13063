"""Reading a folder through workers: real templates, our own workbooks, files of every other kind."""

from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest
from blocs import NOW, PERIOD, bloc, line, submission
from rulebook_drawing import good_book

from thidua_xl.book import Book, Cell, Sheet, Type
from thidua_xl.consolidation.building import consolidate
from thidua_xl.consolidation.files import Content, Folder
from thidua_xl.workbooks.file_content import content_of, own_kind
from thidua_xl.workbooks.folder_reading import read_folder
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing.master import write_master
from thidua_xl.workbooks.writing.member import write_member

BLOC = bloc("CAT STP", [line("I", 10), line("II", 10)])
INFO = {"author": "An", "position": "Chuyên viên", "phone": "0900", "made_on": date(2026, 12, 1), "signatory": "Bình"}
TODAY = NOW.date()


def write(path: Path, unit: str, lines: dict[str, object], *, practice: bool = False) -> Path:
    known = BLOC.unit(unit)
    assert known is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    said = submission(unit, lines, info={**INFO, "period": PERIOD})
    write_member(path, BLOC, known, submission=said, today=TODAY, practice=practice)
    return path


def book_at(path: Path) -> Book:
    return read_book(path.read_bytes(), path.name)


@pytest.fixture(scope="module")
def untidy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Folder]:
    """An untidy folder, and what reading it gave."""
    folder = tmp_path_factory.mktemp("Bài nộp")
    write(folder / normalize("NFD", "Công an tỉnh") / "bản chính thức.xlsx", "CAT", {"I": 9, "II": 8})
    write(folder / "STP trống.xlsx", "STP", {})
    write(folder / "thu.xlsx", "STP", {"I": 1, "II": 1}, practice=True)
    (folder / "STP.pdf").write_bytes(b"%PDF-1.7")
    (folder / "cat.xlsx").write_bytes((folder / "thu.xlsx").read_bytes()[:3000])
    (folder / "bang.csv.xlsx").write_text("a;b\n1;2\n", encoding="utf-8")
    (folder / "~$thu.xlsx").write_bytes(b"")
    return folder, read_folder(BLOC, [folder], now=NOW)


def test_an_untidy_folder(untidy: tuple[Path, Folder]) -> None:
    found = {file.path: (file.found.content, file.likely) for file in untidy[1].files}
    assert found == {
        "Công an tỉnh/bản chính thức.xlsx": (Content.MEMBER, None),
        "STP trống.xlsx": (Content.MEMBER, "STP"),
        "STP.pdf": (Content.ATTACHMENT, "STP"),
        "bang.csv.xlsx": (Content.UNREADABLE, None),
        "cat.xlsx": (Content.UNREADABLE, "CAT"),
        "thu.xlsx": (Content.MEMBER, None),
    }
    assert [path for path, _ in untidy[1].skipped] == ["~$thu.xlsx"]
    assert all(len(file.sha256) == 64 and file.size for file in untidy[1].files)


def test_the_untidy_folder_consolidated(untidy: tuple[Path, Folder]) -> None:
    master = consolidate(BLOC, "r.xlsx", untidy[1], made_at=NOW)
    assert {file.path: str(file.status) for file in master.files} == {
        "Công an tỉnh/bản chính thức.xlsx": "used",
        "STP trống.xlsx": "empty",
        "STP.pdf": "attachment",
        "bang.csv.xlsx": "rejected",
        "cat.xlsx": "rejected",
        "thu.xlsx": "rejected",
    }
    assert [finding.code for finding in master.findings] == [
        "TD-TEP-KHONG-PHAI-EXCEL",
        "TD-TEP-HONG",
        "TD-CHUA-NOP",
        "TD-BAN-THU",
    ]
    assert master.results["CAT"].open_errors == 0


def test_the_number_of_workers_never_matters(untidy: tuple[Path, Folder]) -> None:
    assert read_folder(BLOC, [untidy[0]], now=NOW, workers=1) == untidy[1]


def test_our_own_workbooks_are_known_by_their_markers(tmp_path: Path) -> None:
    member = write(tmp_path / "m.xlsx", "CAT", {"I": 9, "II": 8})
    assert own_kind(book_at(member)) is None
    master = write_master(tmp_path / "t.xlsx", consolidate(BLOC, "r", Folder(()), made_at=NOW))
    assert own_kind(book_at(master)) == "master"
    assert own_kind(good_book()) == "rulebook"
    for mark, kind in (("thidua-xl/feedback", "feedback"), ("thidua-xl/khac", "other")):
        marked = Book([Sheet("_thidua", {(1, 1): Cell(Type.TEXT, "marker"), (1, 2): Cell(Type.TEXT, mark)})])
        assert own_kind(marked) == kind
        assert content_of(marked, BLOC, TODAY).content is Content.OURS


def test_a_master_without_its_hidden_sheets_is_still_ours(tmp_path: Path) -> None:
    path = write_master(tmp_path / "t.xlsx", consolidate(BLOC, "r", Folder(()), made_at=NOW))
    book = book_at(path)
    book.sheets = [sheet for sheet in book.sheets if sheet.state == "visible"]
    assert own_kind(book) == "master"


def test_formats_read_by_value_get_one_warning(tmp_path: Path) -> None:
    book = book_at(write(tmp_path / "m.xlsx", "CAT", {"I": 9, "II": 8}))
    for sheet in book.sheets:
        sheet.cells = {place: cell._replace(formula=None) for place, cell in sheet.cells.items()}
    book.kind, book.formulas_known = "xls", False
    found = content_of(book, BLOC, TODAY)
    assert [finding.code for finding in found.findings] == ["TD-TEP-CHI-DOC-GIA-TRI"]
    assert found.reading is not None


def test_a_stranger_s_workbook() -> None:
    found = content_of(Book([Sheet("Sheet1", {(1, 1): Cell(Type.TEXT, "chào")})]), BLOC, TODAY)
    assert found.content is Content.STRANGER
    assert [finding.code for finding in found.findings] == ["TD-KHONG-PHAI-BANG-TU-CHAM"]


def test_a_copied_sheet_is_still_its_unit_s(tmp_path: Path) -> None:
    book = book_at(write(tmp_path / "m.xlsx", "CAT", {"I": 9, "II": 8}))
    book.sheets = [sheet for sheet in book.sheets if sheet.name == "Tự chấm"]
    book.sheets[0].name = "Sheet1"
    found = content_of(book, BLOC, TODAY)
    assert (found.content, found.submission and found.submission.unit) == (Content.MEMBER, "CAT")
