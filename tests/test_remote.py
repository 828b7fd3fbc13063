"""Submissions behind an address of fsspec: an archive and a store in memory stand for shares and buckets."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from thidua_xl.consolidation.files import Content
from thidua_xl.demo.bloc import example_rulebook
from thidua_xl.demo.filling import filled
from thidua_xl.errors import CannotGoOn
from thidua_xl.workbooks.folder import Kind, walked
from thidua_xl.workbooks.folder_reading import read_folder
from thidua_xl.workbooks.remote import located
from thidua_xl.workbooks.writing.member import write_member

pytest.importorskip("upath")

NOW = datetime(2026, 11, 22, 8)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two submissions, a broken file and an attachment."""
    rulebook = example_rulebook("so-tu-phap-2022")
    found = tmp_path / "Bai-nop"
    (found / "LAN").mkdir(parents=True)
    for unit, place in zip(rulebook.units[:2], (found, found / "LAN"), strict=True):
        write_member(place / f"{unit.code}.xlsx", rulebook, unit, submission=filled(rulebook, unit, NOW.date()))
    (found / "hỏng.xlsx").write_bytes(b"PK\3\4")
    (found / "LAN" / "bản ký.pdf").write_bytes(b"%PDF-1.4")
    return found


def test_an_archive_reads_as_the_folder_it_was_made_of(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "bai.zip"
    with zipfile.ZipFile(archive, "w") as target:
        for path in sorted(folder.rglob("*.*")):
            target.write(path, path.relative_to(folder).as_posix())
    rulebook = example_rulebook("so-tu-phap-2022")
    there = read_folder(rulebook, [located(f"zip://::{archive}")], now=NOW, workers=1)
    here = read_folder(rulebook, [folder], now=NOW, workers=1)
    assert there == here
    assert [file.found.content for file in there.files].count(Content.MEMBER) == 2


def test_files_of_an_address_are_told_apart(folder: Path) -> None:
    start = located("memory://khoi")
    for path in folder.rglob("*.*"):
        target = start / path.relative_to(folder).as_posix()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    found = {entry.shown: entry.kind for entry in walked([start])}
    assert found == {
        "DTHAP.xlsx": Kind.WORKBOOK,
        "LAN/TGIANG.xlsx": Kind.WORKBOOK,
        "LAN/bản ký.pdf": Kind.ATTACHMENT,
        "hỏng.xlsx": Kind.WORKBOOK,
    }


@pytest.mark.parametrize("text", ["Bai-nop", r"C:\Bai nop", "C://x", "/thư mục/ a:b"])
def test_a_local_path_is_one(text: str) -> None:
    assert located(text) == Path(text)


def test_an_address_of_no_known_kind() -> None:
    with pytest.raises(CannotGoOn, match="khong-co://"):
        located("khong-co://may/bai")


def test_nothing_there() -> None:
    with pytest.raises(CannotGoOn, match="memory://nowhere"):
        walked([located("memory://nowhere")])
