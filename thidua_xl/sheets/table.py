"""Finding a layout's table in a sheet as people leave it: moved rows and columns, title rows, near-miss headers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from thidua_xl.book import Book, Cell, Sheet, Type, address, column_letters
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.sheets.layout import Column, Layout
from thidua_xl.text.vietnamese import clean, fold, is_empty, nearest

HEADER_ROWS = 20  # the header row is the first of these that holds the headers the sheet is known by


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its number in the sheet and its cells by the column's key."""

    number: int
    cells: dict[str, Cell]
    places: dict[str, int]

    def where(self, key: str) -> str:
        """The address of the cell of ``key``, whether or not it holds anything; the row's first column else."""
        return address(self.number, self.places.get(key) or min(self.places.values(), default=1))

    def addresses(self) -> dict[str, str]:
        """The address of every column's cell."""
        return {key: f"{column_letters(place)}{self.number}" for key, place in self.places.items()}


@dataclass(slots=True)
class Table:
    """A layout found in a sheet. ``others`` are the headers the layout does not know, by column number."""

    layout: Layout
    sheet: Sheet
    header_row: int
    places: dict[str, int]
    others: dict[int, str] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """The rows below the header that hold anything in a known or unknown column."""
        keys = {column: key for key, column in self.places.items()}
        for number, cells in self.sheet.rows():
            if number > self.header_row:
                found = {keys[c]: cell for c, cell in cells.items() if c in keys and not is_blank(cell)}
                if found:
                    yield Row(number, found, self.places)

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell of a column the layout does not know."""
        return self.sheet.cells.get((row, column))


def is_blank(cell: Cell | None) -> bool:
    """No cell, or only white space, a formula's too. A formula without a stored value is not blank."""
    if cell is None:
        return True
    if cell.value is None:
        return cell.formula is None
    return cell.type is Type.TEXT and is_empty(str(cell.value))


def text_in(cell: Cell | None) -> str:
    """The cleaned text of a text cell, "" for anything else."""
    return clean(cell.value) if cell and cell.type is Type.TEXT and isinstance(cell.value, str) else ""


def sheet_named(book: Book, name: str) -> Sheet | None:
    """The sheet whose name folds to ``name``."""
    return next((sheet for sheet in book.sheets if fold(sheet.name) == fold(name)), None)


def headers_of(sheet: Sheet, row: int) -> dict[int, str]:
    """The texts of a row by column number."""
    texts = {c: text_in(cell) for (r, c), cell in sheet.cells.items() if r == row}
    return {column: text for column, text in sorted(texts.items()) if text}


def table_in(sheet: Sheet, layout: Layout) -> Table | None:
    """The layout's table in a sheet, or None where no header row holds what it is known by."""
    wanted = {fold(header) for header in layout.known_by}
    for number in range(1, HEADER_ROWS + 1):
        headers = headers_of(sheet, number)
        if wanted <= {fold(text) for text in headers.values()}:
            return _table(sheet, layout, number, headers)
    return None


def table_of(book: Book, layout: Layout) -> Table | None:
    """The table of a layout on the sheet it names, None where the sheet or its headers are not there."""
    sheet = sheet_named(book, layout.name)
    return table_in(sheet, layout) if sheet else None


def rows_of(book: Book, layout: Layout) -> Iterator[Row]:
    """The rows of that table; none where it is not there."""
    table = table_of(book, layout)
    return table.rows() if table else iter(())


def _table(sheet: Sheet, layout: Layout, number: int, headers: dict[int, str]) -> Table:
    keys = {fold(column.header): column.key for column in layout.columns}
    table = Table(layout, sheet, number, {})
    for place, text in headers.items():
        key = keys.get(fold(text))
        if key and key not in table.places:
            table.places[key] = place
        else:
            table.others[place] = text
    return table


def header_findings(table: Table, columns: Iterable[Column] | None = None) -> Iterator[Finding]:
    """A header written twice (an error: which one counts?), or one that nearly is a known one."""
    known = {fold(column.header): column.header for column in columns or table.layout.columns}
    for place, text in table.others.items():
        where = Where(sheet=table.sheet.name, cell=address(table.header_row, place))
        if fold(text) in known:
            yield Finding("TD-COT-TRUNG", where, {"cot": text})
            continue
        free = [header for header in known.values() if _key(table, header) not in table.places]
        meant = nearest(text, free)
        if meant:
            yield Finding("TD-COT-GAN-DUNG", where, {"cot": text, "y": meant})


def _key(table: Table, header: str) -> str:
    return next(column.key for column in table.layout.columns if column.header == header)


def missing_header_finding(sheet: Sheet, layout: Layout) -> Finding:
    """No header row: say which headers are missing in the row that comes nearest, and what it has instead."""
    wanted = layout.known_by
    best = max(range(1, HEADER_ROWS + 1), key=lambda row: _hits(sheet, row, wanted))
    present = headers_of(sheet, best)
    missing = [header for header in wanted if fold(header) not in {fold(text) for text in present.values()}]
    meant = [f"“{near}” (có phải “{header}”?)" for header in missing if (near := nearest(header, present.values()))]
    facts = {"cot": ", ".join(missing), "gan": "; có " + ", ".join(meant) if meant else ""}
    return Finding("TD-THIEU-DONG-TIEU-DE", Where(sheet=sheet.name, cell=f"A{best}"), facts)


def _hits(sheet: Sheet, row: int, wanted: Iterable[str]) -> int:
    present = {fold(text) for text in headers_of(sheet, row).values()}
    near = sum(1 for header in wanted if nearest(header, present))
    return 2 * sum(1 for header in wanted if fold(header) in present) + near
