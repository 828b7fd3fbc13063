"""Closing a master: is what it shows what the engine reckons, and the fingerprint of what it shows. Pure."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime

from thidua_xl.book import Book, Cell, Sheet, Type, address
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.live.master_plan import FIRST_ROW, HEADER_ROW
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets.table import sheet_named

OURS_HIDDEN = "_"  # names of working sheets begin with it: what they hold is shown on the others
RECKONED = (
    sheets.SUMMARY, sheets.ASSESSED, sheets.RANKING, sheets.FIGURES, sheets.CONDITIONS, sheets.BALLOTS,
    sheets.PROPOSALS,
)  # fmt: skip
POINT = re.compile(r"(?<=\d)\.(?=\d)")
DIGITS = ".12g"  # programs differ in the last digits of a double, people see two of them
CLOSED, OPENED = "Khóa sổ lúc {at:%H:%M ngày %d/%m/%Y}, mã xác thực {mark}", "Mở khóa lúc {at:%H:%M ngày %d/%m/%Y}"
NOTED = "{line}: {note}"

Shown = tuple[str, int, int, str]  # sheet, row, column, kind and text


def content_fingerprint(book: Book) -> str:
    """The SHA-256 of everything the sheets show, cell by cell: the same for formulas and for their values alone."""
    lines = "".join(f"{sheet}\t{address(row, column)}\t{text}\n" for sheet, row, column, text in shown_cells(book))
    return hashlib.sha256(lines.encode()).hexdigest()


def shown_cells(book: Book) -> Iterator[Shown]:
    """Every cell that holds something, sheet by sheet, but for the working sheets."""
    for sheet in book.sheets:
        if not sheet.name.startswith(OURS_HIDDEN):
            for (row, column), cell in sorted(sheet.cells.items()):
                text = _said(cell)
                if text:
                    yield sheet.name, row, column, text


def _said(cell: Cell) -> str:
    """Kind and value in one form, whichever program saved the file; "" where nothing is shown."""
    if cell.value is None or cell.value == "":
        return ""
    if isinstance(cell.value, bool):
        return f"b {int(cell.value)}"
    if isinstance(cell.value, float):
        return f"n {cell.value:.15g}"
    text = cell.value.replace("_x000D_", "").replace("\r\n", "\n")
    return f"{cell.type.value} {text}"


def changed_cells(then: Book, now: Book) -> list[Shown]:
    """The cells that show something else in ``now``, with what they showed ``then`` ("" = nothing)."""
    before = {shown[:3]: shown[3] for shown in shown_cells(then)}
    after = {shown[:3]: shown[3] for shown in shown_cells(now)}
    return [(*at, before.get(at, "")) for at in sorted(before.keys() | after.keys()) if before.get(at) != after.get(at)]


def differences(book: Book, again: Book) -> Iterator[Finding]:
    """Where a master does not show what the engine reckons: ``again`` is the same master as it would be drawn now."""
    for layout in RECKONED:
        mine, theirs = sheet_named(book, layout.name), sheet_named(again, layout.name)
        if mine is None or theirs is None:
            yield Finding("TD-SO-MAT-TRANG", Where(), {"trang": layout.name})
        else:
            yield from _of_sheet(mine, theirs)


def _of_sheet(mine: Sheet, theirs: Sheet) -> Iterator[Finding]:
    working = {
        column for (row, column), cell in theirs.cells.items() if row == HEADER_ROW and str(cell.value).startswith("_")
    }
    places = {at for at in mine.cells.keys() | theirs.cells.keys() if at[0] >= FIRST_ROW and at[1] not in working}
    wrong = [at for at in sorted(places) if _alike(mine.cells.get(at)) != _alike(theirs.cells.get(at))]
    empty = [at for at in wrong if _is_uncalculated(mine.cells.get(at))]
    if empty:
        where = Where(sheet=mine.name, cell=address(*empty[0]))
        yield Finding("TD-SO-CHUA-TINH", where, {"so": str(len(empty))})
    for at in wrong:
        if at not in empty:
            where = Where(sheet=mine.name, cell=address(*at))
            facts = {"ghi": _plain(mine.cells.get(at)), "tinh": _plain(theirs.cells.get(at))}
            yield Finding("TD-SO-KHAC-TINH-LAI", where, facts)


def _is_uncalculated(cell: Cell | None) -> bool:
    """A formula whose value is not stored; a stored empty text looks the same, so compare first."""
    return cell is not None and cell.formula is not None and cell.value is None


def _alike(cell: Cell | None) -> str:
    """The value but for the PC's decimal sign in texts and the last digits of a double."""
    if cell is None or cell.value is None:
        return ""
    if isinstance(cell.value, float):
        return f"{cell.value:{DIGITS}}"
    return POINT.sub(",", str(cell.value)).strip() if cell.type is Type.TEXT else str(cell.value)


def _plain(cell: Cell | None) -> str:
    if cell is None or cell.value in (None, ""):
        return "trống"
    return f"{cell.value:.10g}".replace(".", ",") if isinstance(cell.value, float) else str(cell.value)


def closing_line(at: datetime, mark: str) -> str:
    """What the master remembers of having been closed."""
    return CLOSED.format(at=at, mark=mark)


def opening_line(at: datetime, note: str) -> str:
    """What the master remembers of having been opened again."""
    line = OPENED.format(at=at)
    return NOTED.format(line=line, note=note) if note else line
