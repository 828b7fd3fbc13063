"""What the buttons do that need Python: macros/thidua.bas calls these through xlwings; their answers go into cells.

They do what the commands do, through the same functions or by running the command. Nothing they meet may reach Excel
as an exception: it would show a dialog with a traceback.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from thidua_xl.checks.single import checked
from thidua_xl.errors import CannotGoOn, NotReadable
from thidua_xl.findings.catalogue import fix, message, severity
from thidua_xl.findings.finding import Finding, Severity
from thidua_xl.live.plan import FIRST_ROW
from thidua_xl.sheets import buttons as said
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.folder import locks_of

PATIENCE = 120  # seconds until a workbook is closed
NEW_WINDOW, OUTSIDE_THE_JOB, NO_WINDOW = 0x10, 0x01000000, 0x08000000  # CreateProcess flags of Windows
DONE = (0, 3)  # exit statuses: clean, errors among the findings
WRONG_USAGE = 2
UTF_8 = ("-X", "utf8")  # an embedded Python does not look at PYTHONUTF8
OPENED = {"THIDUA_OPEN": "1"}  # the command opens what it wrote
Row = tuple[str | float | None, ...]


class Workbook(Protocol):
    """The workbook whose button was pressed; cells by the names of thidua_xl/sheets/buttons.py."""

    @property
    def full_name(self) -> str:
        """Path, or address where it lies on a server."""

    def text(self, key: str) -> str:
        """A named cell."""

    def write(self, key: str, words: str) -> None:
        """Write a named cell."""

    def list_findings(self, rows: Sequence[Row]) -> None:
        """Replace the findings on `Nộp bài`."""

    def save(self) -> None:
        """Save it."""

    def save_copy(self, path: Path) -> None:
        """Save what it holds now elsewhere; the workbook itself stays as it is."""


class InExcel:
    """The calling workbook, through xlwings."""

    def __init__(self) -> None:
        import xlwings

        self.book: Any = xlwings.Book.caller()

    @property
    def full_name(self) -> str:
        return str(self.book.api.FullName)  # what xlwings makes of an address on a server may not exist

    def text(self, key: str) -> str:
        return str(self._cell(key).value or "")

    def write(self, key: str, words: str) -> None:
        self._cell(key).value = words

    def _cell(self, key: str) -> Any:
        return self.book.names[f"{said.NAMES}{key}"].refers_to_range

    def list_findings(self, rows: Sequence[Row]) -> None:
        sheet = self.book.sheets[said.DESK.name]
        listed = sheet.range((FIRST_ROW, 1), (FIRST_ROW + said.LISTED - 1, said.WRITTEN))
        listed.clear_contents()
        if rows:
            sheet.range((FIRST_ROW, 1)).value = [list(row) for row in rows]
        sheet.activate()

    def save(self) -> None:
        self.book.api.Save()

    def save_copy(self, path: Path) -> None:
        self.book.api.SaveCopyAs(str(path))


# ---- what the macros call


def check() -> None:
    """*Kiểm tra trước khi nộp*."""
    pressed(InExcel(), checking)


def consolidate_again() -> None:
    """*Gộp lại*."""
    pressed(InExcel(), consolidating)


def feedback() -> None:
    """*Xuất phản hồi*."""
    pressed(InExcel(), giving_feedback)


def pressed(book: Workbook, work: Callable[[Workbook], str]) -> None:
    """Do the work of a button and say in the workbook what became of it."""
    try:
        words = work(book)
    except NotReadable as why:
        words = said.WORDS["hong"] + message(Finding(why.code, facts=why.facts))
    except CannotGoOn as why:
        words = str(why)
    except Exception as broken:  # noqa: BLE001 - see the head of this module
        words = f"{said.WORDS['hong']}{type(broken).__name__}: {broken}"
    book.write(said.STATUS, words)


# ---- what they do; each answers what is said


def checking(book: Workbook) -> str:
    """The findings of `thidua check` on what the workbook holds now, saved or not."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "kiem-tra.xlsm"
        book.save_copy(copy)
        findings = checked(open_book(copy), None, date.today()).findings  # noqa: DTZ011 - the day of this PC
    ordered = sorted(findings, key=lambda finding: severity(finding) is not Severity.ERROR)
    rows = [_row(number, finding) for number, finding in enumerate(ordered[: said.LISTED], 1)]
    book.list_findings(rows)
    errors = sum(severity(finding) is Severity.ERROR for finding in findings)
    words = said.FOUND.format(errors=errors, warnings=len(findings) - errors) if findings else said.NOTHING_FOUND
    words = said.CHECKED.format(at=datetime.now(), said=words)  # noqa: DTZ005 - the clock of this PC
    return words + (said.NOT_ALL.format(count=said.LISTED) if len(findings) > said.LISTED else "")


def _row(number: int, finding: Finding) -> Row:
    word = said.SEVERITIES[severity(finding)]
    where = finding.where
    return (float(number), word, where.sheet or "", where.cell or "", message(finding), fix(finding))


def consolidating(book: Workbook) -> str:
    """Save the master and start `thidua consolidate` beside Excel: it waits until the macro has closed the master."""
    command = book.text(said.AGAIN)
    if not command:
        raise CannotGoOn(said.NOT_KNOWN)
    path = _on_this_pc(book)
    book.save()
    words = [_python(), *UTF_8, "-m", "xl.buttons", str(path), command]
    try:
        _start(words, NEW_WINDOW | OUTSIDE_THE_JOB)  # the Python of the functions may end with Excel
    except PermissionError:
        _start(words, NEW_WINDOW)
    book.write(said.CLOSE, "1")
    return said.STARTED


def giving_feedback(book: Workbook) -> str:
    """`thidua feedback` on what the master holds now, into a folder beside it."""
    path = _on_this_pc(book)
    target = path.parent / said.FEEDBACK_FOLDER
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        book.save_copy(copy)
        command = [_python(), *UTF_8, "-m", "thidua_xl", "feedback", str(copy), "--out", str(target)]
        ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8",
                             errors="replace", check=False, **_flags(NO_WINDOW))  # fmt: skip
    if ran.returncode in DONE:
        return said.FEEDBACK_MADE.format(folder=target)
    if ran.returncode == WRONG_USAGE:
        raise CannotGoOn(said.NO_FEEDBACK)
    raise CannotGoOn(said.COMMAND_FAILED.format(command="feedback", said=_last_line(ran.stderr)))


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.splitlines()) if line.strip()), "?")


def _on_this_pc(book: Workbook) -> Path:
    """Its path. Raises CannotGoOn where it was never saved, or lies on a server."""
    path = Path(book.full_name)
    if not path.is_absolute() or not path.is_file():
        raise CannotGoOn(said.SAVE_FIRST)
    return path


def _python() -> str:
    """The console twin of the Python without a window that answers Excel."""
    own = Path(sys.executable)
    return str(own.with_name(own.name.replace("pythonw", "python")))


def _flags(flags: int) -> dict[str, Any]:
    return {"creationflags": flags} if sys.platform == "win32" else {}


def _start(words: Sequence[str], flags: int) -> None:
    subprocess.Popen(words, **_flags(flags))


# ---- in its own window


def consolidated_after_closing(path: Path, command: Sequence[str], patience: float = PATIENCE) -> int:
    """Wait until the master is closed, run the command from its folder, open what it wrote. The exit status."""
    until = time.monotonic() + patience
    while locks_of(path) and time.monotonic() < until:
        time.sleep(0.5)
    words = [sys.executable, *UTF_8, "-m", "thidua_xl", *command, "--out", path.name]
    return subprocess.run(words, cwd=path.parent, env=os.environ | OPENED, check=False).returncode


def main(words: Sequence[str]) -> None:
    """``python -m xl.buttons MASTER COMMAND``: the window of *Gộp lại*. It stays open where something went wrong."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetConsoleOutputCP(65001)
    path, command = Path(words[0]), json.loads(words[1])
    status = consolidated_after_closing(path, command)
    if status not in DONE:
        print(said.COMMAND_FAILED.format(command=command[0], said=said.SEE_ABOVE))
        input()
        if sys.platform == "win32":
            os.startfile(path)


if __name__ == "__main__":
    main(sys.argv[1:])
