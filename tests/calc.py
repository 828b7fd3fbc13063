"""The LibreOffice bench: open a workbook in a real Calc, change its cells, read what it computed.

    with calc.open(path) as book:
        book.set_number("Tự chấm", "H12", 9)
        assert book.value("Tự chấm", "H13") == 9

A `Calc` is one soffice process with a profile and a pipe of its own (one for each session and xdist worker);
a `Book` is one workbook open in it. Calc computes a dependent cell only when it is read, so a test must read
what it judges.
"""

import itertools
import os
import signal
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from uno_bridge import bridge, properties

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{recalculation}</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>{recalculation}</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop></item>
</oor:items>
"""
ALWAYS, NEVER = 0, 1  # values of the two RecalcMode settings
FORMULA_ERROR = 4  # com.sun.star.sheet.FormulaResult.ERROR
EVERY_CONTENT = 1 | 2 | 4 | 8 | 16  # com.sun.star.sheet.CellFlags: value, date, string, annotation, formula
ERRORS = {503: "#NUM!", 519: "#VALUE!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!", 32767: "#N/A"}
pipe_numbers = itertools.count(1)

Value = float | str


class Calc:
    """One soffice process.

    `locale` decides the decimal sign and how typed text is read. With `recalculate=False` the values cached
    in a workbook are kept on loading, as Calc does for a person who has changed no setting. `extensions` is a folder
    of unzipped add-ins that are there from the first start.
    """

    def __init__(
        self, profile: Path, locale: str = "en-US", recalculate: bool = True, extensions: Path | None = None
    ) -> None:
        settings = PROFILE.format(locale=locale, recalculation=ALWAYS if recalculate else NEVER)
        (profile / "user").mkdir(parents=True, exist_ok=True)
        (profile / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
        pipe = f"thidua{os.getpid()}n{next(pipe_numbers)}"
        self.process = subprocess.Popen(
            [
                *("soffice", "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
                f"-env:UserInstallation={profile.resolve().as_uri()}",
                f"--accept=pipe,name={pipe};urp;",
                *([f"-env:BUNDLED_EXTENSIONS={extensions.resolve().as_uri()}"] if extensions else []),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # soffice is a script around the program: both must be reached by a kill
        )
        try:
            context = self._connected(pipe)
        except BaseException:
            self.kill()
            raise
        create = context.ServiceManager.createInstanceWithContext
        self.desktop = create("com.sun.star.frame.Desktop", context)
        self.dispatcher = create("com.sun.star.frame.DispatchHelper", context)

    def _connected(self, pipe: str, seconds: float = 60) -> Any:
        """The remote component context, as soon as soffice listens on its pipe."""
        uno = bridge()
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        not_listening_yet = uno.getClass("com.sun.star.connection.NoConnectException")
        until = time.monotonic() + seconds
        while True:
            try:
                return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            except not_listening_yet:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise
                time.sleep(0.03)

    def open(self, path: Path, hidden: bool = True) -> "Book":
        """Open a workbook, with `hidden=False` for `Book.type`. Nothing is locked, and nothing can be overwritten.

        Raises FileNotFoundError, or RuntimeError where LibreOffice gives no document and no reason.
        """
        if not path.is_file():
            raise FileNotFoundError(path)
        # As a template: a lock file beside the workbook would give us no document, or one that is read-only.
        options = properties(Hidden=hidden, AsTemplate=True)
        document = self.desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, options)
        if document is None:
            raise RuntimeError(f"LibreOffice cannot open {path.name}: broken, or encrypted")
        return Book(self, document)

    def new(self, hidden: bool = True) -> "Book":
        """An empty workbook with the one sheet `Sheet1`."""
        url = "private:factory/scalc"
        return Book(self, self.desktop.loadComponentFromURL(url, "_blank", 0, properties(Hidden=hidden)))

    def close(self) -> None:
        """End soffice: by asking, and if it does not answer, by force."""
        try:
            self.desktop.terminate()
            self.process.wait(20)
        except Exception:  # noqa: BLE001 (a bridge that is gone raises many kinds; none may leave the process behind)
            self.kill()

    def kill(self) -> None:
        """End soffice by force, with the script that started it."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(20)


class Book:
    """One workbook open in Calc. Sheets by name, cells and ranges as in `B7` and `B7:D9`."""

    def __init__(self, calc: Calc, document: Any) -> None:
        self.calc, self.document = calc, document

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.document.close(True)

    # ---- reading

    def sheets(self) -> list[str]:
        """The names of the sheets, in order."""
        return list(self.document.Sheets.ElementNames)

    def range(self, sheet: str, address: str) -> Any:
        """The UNO object of a cell or range, for what this class has no word for."""
        return self.document.Sheets.getByName(sheet).getCellRangeByName(address)

    def cell(self, sheet: str, address: str) -> Any:
        """The UNO object of one cell."""
        return self.range(sheet, address).getCellByPosition(0, 0)

    def value(self, sheet: str, address: str) -> Value:
        """What one cell holds or computes: a number, or text; empty and an error both give ''."""
        return self.values(sheet, address)[0][0]

    def values(self, sheet: str, address: str) -> list[list[Value]]:
        """The rows of a range. A cell in error gives ''; ask `errors` too."""
        rows = self.range(sheet, address).getDataArray()
        return [["" if value is None else value for value in row] for row in rows]

    def shown(self, sheet: str, address: str) -> str:
        """What a person sees in the cell: its number format and locale applied, or the name of its error."""
        return str(self.cell(sheet, address).String)

    def formula(self, sheet: str, address: str) -> str:
        """The formula, with English names and `;`; for a constant, the text that would enter it."""
        return str(self.cell(sheet, address).Formula)

    def error(self, sheet: str, address: str) -> str:
        """The error a cell shows as Excel names it (`#NAME?`), else `Err:504`; empty where there is none."""
        code = self.cell(sheet, address).getError()
        return ERRORS.get(code, f"Err:{code}") if code else ""

    def errors(self) -> list[tuple[str, str, str]]:
        """(sheet, cell, error) of every formula in error, in the order of sheets and columns."""
        return [
            (sheet.Name, cell, self.error(sheet.Name, cell))
            for sheet in self.document.Sheets
            for found in sheet.queryFormulaCells(FORMULA_ERROR)
            for cell in cells_of(found)
        ]

    # ---- changing cells as a program does: protection and validation are not asked

    def set_number(self, sheet: str, address: str, number: float) -> None:
        """Put a number in a cell."""
        self.cell(sheet, address).setValue(number)

    def set_text(self, sheet: str, address: str, text: str) -> None:
        """Put text in a cell, also text that looks like a number."""
        self.cell(sheet, address).setString(text)

    def set_formula(self, sheet: str, address: str, formula: str) -> None:
        """Put a formula in a cell: English names, `;` between arguments."""
        self.cell(sheet, address).setFormula(formula)

    def set_values(self, sheet: str, address: str, rows: list[list[Value]]) -> None:
        """Fill a range: numbers and texts, '' empties a cell. The rows have the range's shape."""
        self.range(sheet, address).setDataArray(tuple(map(tuple, rows)))

    def clear(self, sheet: str, address: str) -> None:
        """Delete the contents of a cell or range; formats stay."""
        self.range(sheet, address).clearContents(EVERY_CONTENT)

    def move(self, sheet: str, source: str, target: str, target_sheet: str = "") -> None:
        """Cut a range and paste it at the cell `target`: formulas elsewhere follow."""
        to = self.cell(target_sheet or sheet, target).CellAddress
        self.document.Sheets.getByName(sheet).moveRange(to, self.range(sheet, source).RangeAddress)

    def copy(self, sheet: str, source: str, target: str, target_sheet: str = "") -> None:
        """Copy a range and paste it at the cell `target`, formats and validation with it."""
        to = self.cell(target_sheet or sheet, target).CellAddress
        self.document.Sheets.getByName(sheet).copyRange(to, self.range(sheet, source).RangeAddress)

    def insert_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Insert empty rows above `row` (the first is 1)."""
        self.document.Sheets.getByName(sheet).Rows.insertByIndex(row - 1, count)

    def delete_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Delete rows from `row` on (the first is 1)."""
        self.document.Sheets.getByName(sheet).Rows.removeByIndex(row - 1, count)

    # ---- changing cells as a person does

    def type(self, sheet: str, address: str, text: str) -> None:
        """Type into a cell: the locale reads the text and a locked cell refuses it (validation does not).

        The workbook must have been opened with `hidden=False`.
        """
        self._dispatch(".uno:GoToCell", ToPoint=f"$'{sheet}'.{address}")
        self._dispatch(".uno:EnterString", StringName=text)

    def _dispatch(self, command: str, **named: Any) -> None:
        frame = self.document.CurrentController.Frame
        self.calc.dispatcher.executeDispatch(frame, command, "", 0, properties(**named))

    # ---- the whole workbook

    def calculate(self) -> None:
        """Compute every formula anew, as Ctrl+Shift+F9 does."""
        self.document.calculateAll()

    def save_pdf(self, path: Path) -> Path:
        """Print every sheet into a PDF."""
        return self._store(path, "calc_pdf_Export")

    def save_xlsx(self, path: Path) -> Path:
        """Save a copy as .xlsx: to read computed values from, never to ship (freeze panes are lost)."""
        return self._store(path, "Calc MS Excel 2007 XML")

    def save_xls(self, path: Path) -> Path:
        """Save a copy as .xls, as an old PC would send it."""
        return self._store(path, "MS Excel 97")

    def _store(self, path: Path, kind: str) -> Path:
        self.document.storeToURL(path.resolve().as_uri(), properties(FilterName=kind))
        return path


def cells_of(found: Any) -> list[str]:
    """The addresses (`B7`) of the cells of a UNO range, column by column."""
    return [
        found.getCellByPosition(column, row).AbsoluteName.rpartition(".")[2].replace("$", "")
        for column in range(found.Columns.Count)
        for row in range(found.Rows.Count)
    ]
