"""Writing registered targets into the `KH` columns of a rulebook workbook, and titles into `Đăng ký`."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from thidua_xl.book import Book, Type, address
from thidua_xl.sheets.pact import REGISTERED_TITLES
from thidua_xl.sheets.rulebook import FIGURES, TARGET_PREFIX
from thidua_xl.sheets.table import Table, is_blank, sheet_named, table_of, text_in
from thidua_xl.text.vietnamese import clean, fold
from thidua_xl.workbooks.patching.cells import Place, Value, cell_xml
from thidua_xl.workbooks.patching.package import MAIN, Package, add_sheet, opened, workbook_part
from thidua_xl.workbooks.patching.values import put_values
from thidua_xl.workbooks.reading import read_book


def assigned_book(
    data: bytes, name: str, targets: Mapping[tuple[str, str], Decimal], titles: Sequence[Sequence[str]]
) -> tuple[bytes, list[str]]:
    """The rulebook workbook in ``data`` with the targets (by figure and unit) and titles (rows of `Đăng ký`).

    All else is as it was. Also the addresses of cells that hold a formula and were left alone.
    """
    book, package = read_book(data, name), opened(data)
    kept = _put_targets(book, package, targets) if targets else []
    if titles:
        _put_titles(book, package, titles)
    return package.bytes(), kept


def _put_targets(book: Book, package: Package, targets: Mapping[tuple[str, str], Decimal]) -> list[str]:
    table = table_of(book, FIGURES)
    assert table is not None  # the rulebook has figures
    rows = {fold(clean(text_in(row.cells.get("code")))): row.number for row in table.rows()}
    columns = _columns(table)
    last = max((column for (row, column) in table.sheet.cells if row == table.header_row), default=0)
    model = next(iter(columns.values()), 0)
    values: dict[Place, Value] = {}
    likes: dict[Place, Place] = {}
    kept: list[str] = []
    for (code, unit), value in targets.items():
        column = columns.get(fold(unit))
        if column is None:
            last = column = last + 1
            columns[fold(unit)] = column
            values[table.header_row, column] = f"{TARGET_PREFIX} {unit}"
            likes[table.header_row, column] = (table.header_row, model or column - 1)
        place = (rows[fold(code)], column)
        there = table.sheet.cells.get(place)
        if there and there.type is Type.NUMBER and Decimal(str(there.value)) == value:
            continue
        if there and there.formula is not None:
            kept.append(f"{code}, {TARGET_PREFIX} {unit}")
            continue
        values[place] = value
        if model:
            likes[place] = (place[0], model)
    put_values(package, {table.sheet.name: values}, {table.sheet.name: likes})
    return kept


def _columns(table: Table) -> dict[str, int]:
    """The columns `KH ‹mã›` that are there, by folded unit code."""
    headers = ((place, clean(text).partition(" ")) for place, text in table.others.items())
    return {fold(code): place for place, (prefix, _, code) in headers if fold(prefix) == fold(TARGET_PREFIX) and code}


def _put_titles(book: Book, package: Package, titles: Sequence[Sequence[str]]) -> None:
    """A new sheet, or the rows that the sheet of a former run does not have yet."""
    table = table_of(book, REGISTERED_TITLES)
    keys = [column.key for column in REGISTERED_TITLES.columns]
    if sheet_named(book, REGISTERED_TITLES.name) is None:
        header = [column.header for column in REGISTERED_TITLES.columns]
        rows = [[REGISTERED_TITLES.purpose], header, *titles]
        add_sheet(package, workbook_part(package), REGISTERED_TITLES.name, _plain_sheet(rows))
    elif table is not None:
        known = {tuple(fold(text_in(row.cells.get(key))) for key in keys) for row in table.rows()}
        below = max(
            (row for (row, _), cell in table.sheet.cells.items() if not is_blank(cell)), default=table.header_row
        )
        new = [texts for texts in titles if tuple(map(fold, texts)) not in known]
        values: dict[Place, Value] = {
            (row, table.places[key]): text
            for row, texts in enumerate(new, below + 1)
            for key, text in zip(keys, texts, strict=True)
            if text and key in table.places
        }
        put_values(package, {table.sheet.name: values})


def _plain_sheet(rows: Sequence[Sequence[str]]) -> bytes:
    """A sheet of texts without any look."""
    drawn = "".join(
        f'<row r="{row}">{"".join(cell_xml(address(row, n), "", text) for n, text in enumerate(texts, 1))}</row>'
        for row, texts in enumerate(rows, 1)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}\n<worksheet xmlns="{MAIN}"><sheetData>{drawn}</sheetData></worksheet>'.encode()
