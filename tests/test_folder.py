"""The folder as it is: what is read, set aside, passed over; names composed and decomposed (issue 4, item 1)."""

import sys
from pathlib import Path
from unicodedata import normalize

import pytest
from blocs import bloc

from thidua_xl.errors import CannotGoOn
from thidua_xl.rulebook.models import Unit
from thidua_xl.workbooks.folder import Kind, UnitNames, locks_of, walked

BYTES = b"PK\x03\x04 something"


def put(folder: Path, *names: str, content: bytes = BYTES) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def kinds(*given: Path, written: tuple[Path, ...] = ()) -> dict[str, Kind]:
    return {entry.shown: entry.kind for entry in walked(given, written)}


def test_sub_folders_and_what_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "CAT.xlsx", "Đợt 1/Sở Tư pháp/STP lần 2.xlsx", "~$CAT.xlsx", ".~lock.CAT.xlsx#", ".an.xlsx")
    put(tmp_path, "tai.tmp", "~moi.xlsx", "Thumbs.db", ".git/x.xlsx", "__MACOSX/._CAT.xlsx", "bai.crdownload")
    found = kinds(tmp_path)
    assert [name for name, kind in found.items() if kind is Kind.WORKBOOK] == [
        "CAT.xlsx",
        "Đợt 1/Sở Tư pháp/STP lần 2.xlsx",
    ]
    assert {kind for name, kind in found.items() if "xlsx" not in name or name.startswith(("~", "."))} == {Kind.SKIPPED}
    assert all(entry.reason for entry in walked([tmp_path]) if entry.kind is Kind.SKIPPED)
    lock = next(entry for entry in walked([tmp_path]) if entry.shown == "~$CAT.xlsx")
    assert "CAT.xlsx" in lock.reason


def test_attachments_are_known_by_their_names_unless_they_are_workbooks(tmp_path: Path) -> None:
    put(tmp_path, "CAT.pdf", "anh.JPG", "bản ký.tiff", content=b"%PDF-1.7")
    put(tmp_path, "doi-duoi.pdf")
    put(tmp_path, "giong-pdf.xlsx", "thuyet-minh.docx", content=b"%PDF-1.7")
    assert kinds(tmp_path) == {
        "CAT.pdf": Kind.ATTACHMENT,
        "anh.JPG": Kind.ATTACHMENT,
        "bản ký.tiff": Kind.ATTACHMENT,
        "doi-duoi.pdf": Kind.WORKBOOK,
        "giong-pdf.xlsx": Kind.WORKBOOK,
        "thuyet-minh.docx": Kind.WORKBOOK,
    }


def test_what_this_run_writes_and_its_reports_are_ours(tmp_path: Path) -> None:
    put(tmp_path, "Tong-hop.xlsx", "Bo-tieu-chi.xlsx")
    put(tmp_path, "Tong-hop-cu.txt", content="\ufeffKẾT QUẢ GỘP (thidua-xl)".encode())
    put(tmp_path, "ghi-chu.txt", content=b"abc")
    found = kinds(tmp_path, written=(tmp_path / "Tong-hop.xlsx", tmp_path / "Bo-tieu-chi.xlsx"))
    assert [name for name, kind in found.items() if kind is Kind.OURS] == [
        "Bo-tieu-chi.xlsx",
        "Tong-hop-cu.txt",
        "Tong-hop.xlsx",
    ]


def test_vietnamese_names_composed_and_decomposed_are_one_spelling_in_one_order(tmp_path: Path) -> None:
    names = ["Tòa án tỉnh.xlsx", "Viện kiểm sát.xlsx", "Đơn vị 1.xlsx"]
    composed, decomposed = tmp_path / "a", tmp_path / "b"
    put(composed, *names)
    put(decomposed, *(normalize("NFD", name) for name in names))
    assert kinds(composed) == kinds(decomposed) == dict.fromkeys(names, Kind.WORKBOOK)
    assert list(kinds(decomposed)) == names


@pytest.mark.skipif(sys.platform == "darwin", reason="one spelling a name there")
def test_two_spellings_of_one_name_in_a_folder_are_told_apart(tmp_path: Path) -> None:
    put(tmp_path, "Tòa án.xlsx", normalize("NFD", "Tòa án.xlsx"))
    assert list(kinds(tmp_path)) == ["Tòa án.xlsx (1)", "Tòa án.xlsx (2)"]


def test_files_given_one_by_one_and_twice_are_read_once(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", "con/b.xlsx")
    assert kinds(tmp_path / "a.xlsx") == {"a.xlsx": Kind.WORKBOOK}
    assert sorted(kinds(tmp_path, tmp_path / "a.xlsx")) == [f"{tmp_path.name}/a.xlsx", f"{tmp_path.name}/con/b.xlsx"]


def test_a_path_that_is_not_there_stops_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOn, match="Không có"):
        walked([tmp_path / "khong-co"])


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_folders_that_are_links_are_said_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx")
    (tmp_path / "vong").symlink_to(tmp_path)
    assert kinds(tmp_path) == {"a.xlsx": Kind.WORKBOOK, "vong/": Kind.SKIPPED}


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        ("CAT.pdf", "CAT"),
        ("cat_Tu-cham.pdf", "CAT"),
        ("CAT-ban ky (1).pdf", "CAT"),
        ("CATBA.pdf", None),
        ("Công an tỉnh/bản ký.pdf", "CAT"),
        ("Cong an tinh/ban ky.pdf", "CAT"),
        ("STP/minh chứng/01.jpg", "STP"),
        ("STP/CAT.pdf", None),
        ("scan0001.pdf", None),
        ("Tư pháp.pdf", "STP"),
    ],
)
def test_whom_an_attachment_is_of(path: str, unit: str | None) -> None:
    rulebook = bloc([Unit(code="CAT", name="Công an tỉnh"), Unit(code="STP", name="Sở Tư pháp", aliases=("Tư pháp",))])
    assert UnitNames(rulebook).spoken_of(path) == unit


def test_locks_of_a_workbook(tmp_path: Path) -> None:
    put(tmp_path, "Tong-hop.xlsx")
    assert locks_of(tmp_path / "Tong-hop.xlsx") == []
    put(tmp_path, "~$Tong-hop.xlsx", ".~lock.Tong-hop.xlsx#")
    assert len(locks_of(tmp_path / "Tong-hop.xlsx")) == 2
