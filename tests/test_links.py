"""Links from the master to members' files: relative where they can be, none where they would not work."""

import os
from pathlib import Path

import pytest

from thidua_xl.workbooks.writing.master.links import Links


def test_a_file_is_found_under_the_folder_or_beside_the_file_given(tmp_path: Path) -> None:
    folder = tmp_path / "Bài nộp"
    folder.mkdir()
    (folder / "a.xlsx").touch()
    for source in (folder, folder / "a.xlsx"):
        links = Links(tmp_path / "Kết quả", (source,))
        assert links.to("a.xlsx", "Tự chấm", "H5") == "external:../Bài nộp/a.xlsx#'Tự chấm'!H5"
    assert links.to("b.xlsx", None, None) == "external:b.xlsx"
    assert links.to(None, None, None) == ""
    assert links.to("a.xlsx", "Tự chấm" * 40, "H5") == ""


def test_a_file_on_another_drive_is_linked_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows refuses a path from one drive to another."""
    (tmp_path / "a.xlsx").touch()

    def on_two_drives(path: object, start: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", on_two_drives)
    assert Links(tmp_path / "kq", (tmp_path,)).to("a.xlsx", None, None) == f"external:{tmp_path / 'a.xlsx'}"


def test_a_name_the_system_refuses_has_no_place(tmp_path: Path) -> None:
    assert Links(tmp_path, (tmp_path,)).to("x" * 300 + ".xlsx", None, None) == ""
