"""Killed at any moment, nothing is lost: the old file or the new one, whole, members' files untouched, and a second
run gives what an undisturbed one gives.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bloc_desk import TABLES, Desk, type_into
from openpyxl import load_workbook

from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.writing import write_rulebook

if sys.platform == "win32":
    pytest.skip("forks", allow_module_level=True)

from crashing import kept, run_until, state

Arguments = Callable[[Path], list[str]]
LINE = {"Mã đơn vị": "CAT", "Mã": "I"}
REAL = 9  # every ninth kill is one
MASTER = "Kết quả/Tong-hop.xlsx"


def prepared(folder: Path) -> Path:
    """A bloc consolidated once, in whose master the head has typed, and to which a unit has sent again."""
    desk = Desk(folder)
    desk.send("CAT", {"I": 9, "II": 8})
    desk.json()
    type_into(desk.out, "Thẩm định", LINE, "Điểm thẩm định", 5)
    desk.send("STP", {"I": 8, "II": 8})
    (folder / "kq.json").unlink()
    return folder


def consolidate(folder: Path) -> list[str]:
    given = [folder / "Bo-tieu-chi.xlsx", folder / "Bài nộp", "--out", folder / MASTER, "--json", folder / "kq.json"]
    return ["consolidate", *map(str, given)]


def template(folder: Path) -> list[str]:
    return ["template", str(folder / "Bo-tieu-chi.xlsx"), "--out", str(folder / "Mau"), "--force"]


def new_rulebook(folder: Path) -> list[str]:
    return ["rulebook", "new", str(folder / "Bo-tieu-chi.xlsx"), "--force"]


def moments(start: Path, arguments: Arguments, room: Path) -> Iterator[Path]:
    """The folder as a kill would leave it, for every moment that leaves something else; then real kills."""
    whole = room / "b"
    shutil.copytree(start, whole)
    status, changes = run_until(arguments(whole), whole, copies=room)
    assert (status, changes > 3) == (0, True)
    old, seen = state(start), set()
    for number in range(1, changes + 1):
        left = kept(room / str(number), old)
        if left not in seen:
            seen.add(left)
            yield room / str(number)
        shutil.rmtree(room / str(number))
    for number in range(2, changes + 1, REAL):
        shutil.copytree(start, room / str(number))
        assert run_until(arguments(room / str(number)), room / str(number), number)[0] == -9
        assert {name for name, _ in kept(room / str(number), old)} in [{name for name, _ in left} for left in seen]
        shutil.rmtree(room / str(number))


def assessed(master: Path) -> object:
    """What the head typed, as the master has it; opening it shows that the file is whole."""
    page = load_workbook(master)["Thẩm định"]
    top = next(row for row in page.iter_rows(max_row=20) if "Điểm thẩm định" in {cell.value for cell in row})
    column = next(cell.column for cell in top if cell.value == "Điểm thẩm định")
    line = next(row for row in page.iter_rows() if [cell.value for cell in row[:2]] == ["CAT", "I"])
    return page.cell(line[0].row, column).value


def contents(folder: Path) -> dict[str, str]:
    return {path.removeprefix(str(folder)): digest for path, (digest, _) in state(folder).items()}


@pytest.fixture(scope="module")
def bloc(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("goc"))


def test_a_consolidation_killed_anywhere(bloc: Path, tmp_path: Path) -> None:
    masters, results = set(), set()
    before = contents(bloc / "Bài nộp")
    for folder in moments(bloc, consolidate, tmp_path):
        masters.add((folder / MASTER).read_bytes())
        assert assessed(folder / MASTER) == 5
        assert run_until(consolidate(folder), folder)[0] == 0
        results.add((folder / "kq.json").read_text(encoding="utf-8"))
        assert {assessed(copy) for copy in (folder / "Kết quả").glob("Tong-hop*.xlsx")} == {5}
        assert [path.name for path in folder.rglob("~*")] == []
        assert contents(folder / "Bài nộp") == before
    assert len(masters) == 2  # the old one and the new one
    assert results == {(tmp_path / "b" / "kq.json").read_text(encoding="utf-8")}


def test_members_files_are_only_read(bloc: Path, tmp_path: Path) -> None:
    folder = tmp_path / "b"
    shutil.copytree(bloc, folder)
    before = state(folder / "Bài nộp")
    assert run_until(consolidate(folder), folder, 15)[0] == -9
    assert run_until(consolidate(folder), folder)[0] == 0
    assert state(folder / "Bài nộp") == before


def test_a_first_consolidation_killed_anywhere(bloc: Path, tmp_path: Path) -> None:
    start = tmp_path / "start"
    shutil.copytree(bloc, start, ignore=shutil.ignore_patterns("Kết quả"))
    (tmp_path / "room").mkdir()
    for folder in moments(start, consolidate, tmp_path / "room"):
        if (folder / MASTER).exists():
            open_book(folder / MASTER)
        assert run_until(consolidate(folder), folder)[0] == 0
        results = {path.name for path in (folder / "Kết quả").iterdir()}
        assert {name for name in results if not name.startswith("Tong-hop.2")} == {"Tong-hop.txt", "Tong-hop.xlsx"}
        result = json.loads((folder / "kq.json").read_text(encoding="utf-8"))
        assert [row["unit"] for row in result["standings"]] == ["CAT", "STP"]


@pytest.mark.parametrize("arguments", [template, new_rulebook])
def test_outputs_killed_anywhere(arguments: Arguments, tmp_path: Path) -> None:
    start, room = tmp_path / "start", tmp_path / "room"
    start.mkdir()
    room.mkdir()
    write_rulebook(start / "Bo-tieu-chi.xlsx", TABLES)
    for folder in moments(start, arguments, room):
        for output in folder.rglob("[!~]*.xlsx"):
            open_book(output)
        for path in folder.rglob("~thidua-*"):
            os.utime(path, (0, 0))  # as if it had been there for a day
        assert run_until(arguments(folder), folder)[0] == 0
        assert sorted(contents(folder)) == sorted(contents(room / "b"))
