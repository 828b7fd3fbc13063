"""Notes (comments) the head wrote on our cells: found by what their row and column are known by, and drawn again."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook

from thidua_xl.live.master_plan import HEADER_ROW
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets.assessor import CROSSING
from thidua_xl.sheets.layout import Layout
from thidua_xl.text.vietnamese import fold
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.master.canvas import Canvas

# the columns by whose cells a row is known
KNOWN_BY: dict[Layout, tuple[str, ...]] = {
    sheets.SUMMARY: ("code",),
    sheets.ASSESSED: ("unit", "code"),
    sheets.FINDINGS: ("key",),
    sheets.FIGURES: ("code", "kind"),
    sheets.CONDITIONS: ("unit", "code"),
    sheets.BALLOTS: ("award", "unit"),
    sheets.PROPOSALS: ("award", "unit"),
    sheets.LOG: ("sha256",),
    sheets.COMPARED: ("period", "unit"),
    CROSSING: ("unit", "code"),
    **{layout: ("unit", layout.columns[1].key) for layout in sheets.REGISTERS},
}
HEADERS = {layout.name: [layout.column(key).header for key in keys] for layout, keys in KNOWN_BY.items()}


class Note(NamedTuple):
    """A note: its sheet, the cell it was on, what its row and column are known by ("" = only by the cell)."""

    sheet: str
    row: int
    column: int
    key: tuple[str, ...]
    header: str
    text: str
    author: str


def notes_of(path: Path) -> list[Note]:
    """Every note on our sheets of a former master."""
    book = load_workbook(path)
    ours = {layout.name for layout in (*sheets.LAYOUTS, sheets.COMPARED, CROSSING)}
    return [note for sheet in book.worksheets if sheet.title in ours for note in _notes(sheet)]


def _notes(sheet: Worksheet) -> list[Note]:
    headers = {fold(str(cell.value)): cell.column for cell in sheet[HEADER_ROW] if cell.value is not None}
    known = [headers.get(fold(header)) for header in HEADERS.get(sheet.title, ())]
    found: list[Note] = []
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is None or cell.row is None or cell.column is None:
                continue
            header = sheet.cell(HEADER_ROW, cell.column).value
            values = [sheet.cell(cell.row, place).value for place in known if place]
            key = tuple("" if value is None else str(value) for value in values) if cell.row > HEADER_ROW else ()
            text, author = str(cell.comment.text), str(cell.comment.author or "")
            found.append(Note(sheet.title, cell.row, cell.column, key, str(header or ""), text, author))
    return found


def draw_notes(canvases: Mapping[str, Canvas], book: Workbook, notes: Sequence[Note]) -> None:
    """Each note on its cell; where its row or column is no more, on the title of its sheet, with where it stood."""
    homeless: dict[str, list[str]] = {}
    for note in notes:
        sheet = book.get_worksheet_by_name(note.sheet)
        at = _place(canvases.get(note.sheet), note) if sheet else None
        if at is None:
            home = note.sheet if sheet else sheets.REPORT.name  # a sheet that is not drawn this time
            homeless.setdefault(home, []).append(f"[{' '.join(note.key)} {note.header}] {note.text}")
        else:
            sheet.write_comment(*at, note.text, _look(note.text, note.author))
    for name, texts in homeless.items():
        text = "\n".join(texts)
        book.get_worksheet_by_name(name).write_comment(0, 1, text, _look(text, ""))


def _place(canvas: Canvas | None, note: Note) -> tuple[int, int] | None:
    if canvas is None or note.row < HEADER_ROW or not note.header:
        return note.row - 1, note.column - 1
    place = next((n for n, column in enumerate(canvas.columns) if fold(column.header) == fold(note.header)), None)
    if place is None:
        return None
    if note.row == HEADER_ROW:
        return canvas.header_row - 1, place
    if not note.key:
        return note.row - 1, place
    row = canvas.keys.get(note.key)
    return None if row is None else (row - 1, place)


def _look(text: str, author: str) -> dict[str, object]:
    high = 20 * style.lines(text, 36, style.SMALL) + 14
    look: dict[str, object] = {"font_name": style.FONT, "font_size": style.SMALL, "width": 300, "height": high}
    return look | ({"author": author} if author else {})
