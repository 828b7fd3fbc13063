"""What a member added to a template that no template has a place for: rows, columns and sheets of their own."""

from collections.abc import Iterator

from thidua_xl.book import Book, Sheet, address
from thidua_xl.member.rows import INPUTS
from thidua_xl.member.unplaced import Unplaced
from thidua_xl.member.values import Entry, raw_of, said_raw
from thidua_xl.member.workbook import TABLES
from thidua_xl.sheets import member
from thidua_xl.sheets.feedback import COVER, FEEDBACK
from thidua_xl.sheets.member_unplaced import UNPLACED
from thidua_xl.sheets.table import Table, is_blank, sheet_named, table_in
from thidua_xl.submission import Submission
from thidua_xl.text.vietnamese import fold

OURS = {fold(layout.name) for layout in (*member.LAYOUTS, UNPLACED, FEEDBACK)} | {fold(COVER)}


def left_over(book: Book, sent: Submission) -> Iterator[Unplaced]:
    """Repeated and uncoded lines, columns the templates do not have, and sheets of the member's own."""
    known = {fold(name) for name in sent.sheets.values()} | OURS
    for layout in TABLES:
        sheet = sheet_named(book, sent.sheet(layout.name))
        table = table_in(sheet, layout) if sheet else None
        if table is not None:
            yield from _own_columns(book, table)
            if layout is member.SCORES:
                yield from _own_rows(book, table, sent)
    yield from _replies(book)
    for sheet in book.sheets:
        if fold(sheet.name) not in known and _cells(sheet):
            value = f"{_cells(sheet)} ô"
            yield Unplaced(sheet.name, "", "", "", value, "own sheet")


def _replies(book: Book) -> Iterator[Unplaced]:
    """The unit's answers on `Phản hồi`: a new template has no such sheet."""
    sheet = sheet_named(book, FEEDBACK.name)
    table = table_in(sheet, FEEDBACK) if sheet else None
    header = FEEDBACK.column("reply").header
    for row in table.rows() if table else ():
        entry = Entry(book, table, row) if table else None
        if entry and entry.text("reply"):
            yield Unplaced(FEEDBACK.name, row.where("reply"), entry.text("text"), header, entry.text("reply"), "reply")


def _cells(sheet: Sheet) -> int:
    return sum(1 for cell in sheet.cells.values() if not is_blank(cell))


def _own_columns(book: Book, table: Table) -> Iterator[Unplaced]:
    for place, header in table.others.items():
        for (row, column), cell in sorted(table.sheet.cells.items()):
            if column == place and row > table.header_row and not is_blank(cell):
                value = said_raw(raw_of(book, cell))
                yield Unplaced(table.sheet.name, address(row, column), f"dòng {row}", header, value, "own column")


def _own_rows(book: Book, table: Table, sent: Submission) -> Iterator[Unplaced]:
    for row in table.rows():
        cell = row.where("code")
        why = "twice" if cell in sent.repeated_lines else "no code" if cell in sent.uncoded_lines else ""
        entry = Entry(book, table, row)
        for key in (*INPUTS, "reason") if why else ():
            if entry.text(key):
                label = f"{entry.code('code')} {entry.text('text')}".strip()
                header = table.layout.column(key).header
                yield Unplaced(table.sheet.name, row.where(key), label, header, entry.text(key), why)
