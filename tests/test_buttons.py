"""What the buttons do, on real workbooks; only Excel itself is stood in for, by openpyxl over the file."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click
import pytest
from bloc_desk import INFO, Desk, type_into
from blocs import submission
from click.testing import CliRunner
from member_samples import loaded

from thidua_xl.cli import main
from thidua_xl.errors import CannotGoOn, NotReadable
from thidua_xl.sheets import buttons as said
from thidua_xl.workbooks.writing.member import write_member
from xl import buttons
from xl.buttons import Row, Workbook


class OnDisk:
    """A workbook as Excel would hold it: what the macros would see and write."""

    def __init__(self, path: Path, address: str = "") -> None:
        self.path, self.full_name = path, address or str(path)
        self.written: dict[str, str] = {}
        self.listed: Sequence[Row] = ()
        self.saved = 0

    def text(self, key: str) -> str:
        book = loaded(self.path)
        name, cell = book.defined_names[f"{said.NAMES}{key}"].attr_text.replace("$", "").split("!")
        return str(book[name.strip("'")][cell].value or "")

    def write(self, key: str, words: str) -> None:
        self.written[key] = words

    def list_findings(self, rows: Sequence[Row]) -> None:
        self.listed = rows

    def save(self) -> None:
        self.saved += 1

    def save_copy(self, path: Path) -> None:
        shutil.copy(self.path, path)


def sent(desk: Desk, path: Path, result: object) -> OnDisk:
    """CAT's workbook with this as the result of its first line."""
    unit = desk.rulebook.unit("CAT")
    assert unit is not None
    said_there = submission("CAT", {"I": result, "II": 8}, info={**INFO, "period": "Năm 2025"})
    write_member(path, desk.rulebook, unit, submission=said_there, today=date(2025, 12, 12), channel="excel")
    return OnDisk(path)


@pytest.fixture
def member(tmp_path: Path) -> OnDisk:
    """A unit's workbook with a word where a number belongs."""
    return sent(Desk(tmp_path), tmp_path / "CAT.xlsm", "chín")


@pytest.fixture
def master(tmp_path: Path) -> OnDisk:
    """A master with buttons."""
    desk = Desk(tmp_path)
    desk.send("CAT", {"I": 9, "II": 8})
    desk.send("STP", {"I": 8, "II": 8})
    desk.out = desk.out.with_suffix(".xlsm")
    desk.json()
    return OnDisk(desk.out)


# ---- Kiểm tra trước khi nộp


def test_what_is_listed_are_the_findings_of_check(member: OnDisk) -> None:
    buttons.pressed(member, buttons.checking)
    found = [(row[1], row[2], row[3]) for row in member.listed]
    assert ("Phải sửa", "Tự chấm", "J7") in found or ("Phải sửa", "Tự chấm", "H7") in found
    assert [row[0] for row in member.listed] == [float(n) for n in range(1, len(found) + 1)]
    words = [row[1] for row in member.listed]
    assert words == sorted(words)  # Phải sửa before Xem lại
    ran = CliRunner().invoke(main, ["check", str(member.path)])
    assert all(str(row[4]) in ran.output and str(row[5]) in ran.output for row in member.listed)
    errors = words.count("Phải sửa")
    assert f"{errors} chỗ phải sửa, {len(words) - errors} chỗ xem lại" in member.written[said.STATUS]
    assert member.saved == 0


def test_nothing_found_clears_the_list(tmp_path: Path) -> None:
    book = sent(Desk(tmp_path), tmp_path / "CAT.xlsm", 9)
    book.listed = [(1.0, "Phải sửa", "", "", "", "")]
    buttons.pressed(book, buttons.checking)
    assert book.listed == []
    assert said.NOTHING_FOUND in book.written[said.STATUS]


# ---- Gộp lại


def test_consolidating_again_saves_then_starts_beside_excel(master: OnDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Sequence[str]] = []
    monkeypatch.setattr(buttons, "_start", lambda words, flags: started.append(words))
    buttons.pressed(master, buttons.consolidating)
    assert master.saved == 1
    assert master.written == {said.CLOSE: "1", said.STATUS: said.STARTED}
    ((python, *words),) = started
    assert Path(python).name.startswith("python") and "pythonw" not in python
    assert words[:5] == ["-X", "utf8", "-m", "xl.buttons", str(master.path)]


def test_the_window_waits_and_consolidates(master: OnDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the head typed is there afterwards, and the former master beside it; nothing is opened in a test."""
    monkeypatch.setattr(buttons, "OPENED", {})
    type_into(master.path, "Thẩm định", {"Mã đơn vị": "CAT", "Mã": "I"}, "Điểm thẩm định", 5)
    assert buttons.consolidated_after_closing(master.path, buttons.json.loads(master.text(said.AGAIN)), 0) == 0
    book = loaded(master.path, data_only=True)
    typed = [row for row in book["Thẩm định"].iter_rows(values_only=True) if "CAT" in row and 5 in row]
    assert typed
    assert len([path for path in master.path.parent.iterdir() if path.suffix == ".xlsm"]) == 2


def test_an_open_master_is_not_touched(master: OnDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buttons, "OPENED", {})
    before = master.path.read_bytes()
    master.path.with_name(f"~${master.path.name}").write_bytes(b"")
    assert buttons.consolidated_after_closing(master.path, buttons.json.loads(master.text(said.AGAIN)), 0) == 1
    assert master.path.read_bytes() == before


@pytest.mark.parametrize("work", [buttons.consolidating, buttons.giving_feedback])
def test_a_master_on_a_server_is_saved_first(master: OnDisk, work: Callable[[Workbook], str]) -> None:
    master.full_name = "https://example.sharepoint.com/Tong-hop.xlsm"
    buttons.pressed(master, work)
    assert master.written == {said.STATUS: said.SAVE_FIRST}


# ---- Xuất phản hồi


def test_feedback_is_the_command_or_says_that_it_is_missing(master: OnDisk) -> None:
    buttons.pressed(master, buttons.giving_feedback)
    folder = master.path.parent / said.FEEDBACK_FOLDER
    if "feedback" in main.list_commands(click.Context(main)):
        assert master.written == {said.STATUS: said.FEEDBACK_MADE.format(folder=folder)}
        assert any(folder.iterdir())
    else:
        assert master.written == {said.STATUS: said.NO_FEEDBACK}
        assert not folder.exists()


# ---- whatever happens


@pytest.mark.parametrize(
    "error", [CannotGoOn("vì thế"), NotReadable("TD-TEP-RONG", found="0 byte"), OSError("disk"), KeyError("k")]
)
def test_nothing_reaches_excel_as_an_exception(member: OnDisk, error: Exception) -> None:
    def breaking(book: Workbook) -> str:
        raise error

    buttons.pressed(member, breaking)
    words = member.written[said.STATUS]
    assert words == "vì thế" if type(error) is CannotGoOn else words.startswith(said.WORDS["hong"])


def test_it_loads_without_xlwings() -> None:
    """The module is imported before Excel is asked for, so that a broken installation is told in a cell."""
    code = "import sys; sys.modules['xlwings'] = None; import xl.buttons"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
