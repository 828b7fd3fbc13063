"""Writing registered targets into the `KH` columns of a rulebook workbook, and titles into `Đăng ký`."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from thidua_xl.book import Book, Type
from thidua_xl.sheets.pact import REGISTERED_TITLES
from thidua_xl.sheets.rulebook import FIGURES, TARGET_PREFIX
from thidua_xl.sheets.table import Table, is_blank, sheet_named, table_in, text_in
from thidua_xl.text.vietnamese import clean, fold
from thidua_xl.workbooks.editing import Edited
from thidua_xl.workbooks.reading import read_book


def assigned_book(
    data: bytes, name: str, targets: Mapping[tuple[str, str], Decimal], titles: Sequence[Sequence[str]]
) -> tuple[bytes, list[str]]:
    """The rulebook workbook in ``data`` with the targets (by figure and unit) and titles (rows of `Đăng ký`).

    All else is as it was. Also the addresses of cells that hold a formula and were left alone.
    """
    book, edited = read_book(data, name), Edited(data)
    kept = _put_targets(book, edited, targets) if targets else []
    if titles:
        _put_titles(book, edited, titles)
    return edited.whole(), kept


def _put_targets(book: Book, edited: Edited, targets: Mapping[tuple[str, str], Decimal]) -> list[str]:
    sheet = sheet_named(book, FIGURES.name)
    table = table_in(sheet, FIGURES) if sheet else None
    assert table is not None  # the rulebook has figures
    rows = {fold(clean(text_in(row.cells.get("code")))): row.number for row in table.rows()}
    columns = _columns(table)
    last = max((column for (row, column) in table.sheet.cells if row == table.header_row), default=0)
    model = next(iter(columns.values()), 0)
    kept: list[str] = []
    for (code, unit), value in targets.items():
        place = columns.get(fold(unit))
        if place is None:
            last = place = last + 1
            columns[fold(unit)] = place
            like = (table.header_row, model or last - 1)
            edited.put(table.sheet.name, table.header_row, place, f"{TARGET_PREFIX} {unit}", like)
        there = table.sheet.cells.get((rows[fold(code)], place))
        if there and there.type is Type.NUMBER and Decimal(str(there.value)) == value:
            continue
        like_row = (rows[fold(code)], model) if model else None
        if not edited.put(table.sheet.name, rows[fold(code)], place, value, like_row):
            kept.append(f"{code}, {TARGET_PREFIX} {unit}")
    return kept


def _columns(table: Table) -> dict[str, int]:
    """The columns `KH ‹mã›` that are there, by folded unit code."""
    headers = ((place, clean(text).partition(" ")) for place, text in table.others.items())
    return {fold(code): place for place, (prefix, _, code) in headers if fold(prefix) == fold(TARGET_PREFIX) and code}


def _put_titles(book: Book, edited: Edited, titles: Sequence[Sequence[str]]) -> None:
    """A new sheet, or the rows that the sheet of a former run does not have yet."""
    sheet = sheet_named(book, REGISTERED_TITLES.name)
    table = table_in(sheet, REGISTERED_TITLES) if sheet else None
    keys = [column.key for column in REGISTERED_TITLES.columns]
    if sheet is None:
        header = [column.header for column in REGISTERED_TITLES.columns]
        edited.add_sheet(REGISTERED_TITLES.name, [[REGISTERED_TITLES.purpose], header, *map(list, titles)])
    elif table is not None:
        known = {tuple(fold(text_in(row.cells.get(key))) for key in keys) for row in table.rows()}
        below = max((row for (row, _), cell in sheet.cells.items() if not is_blank(cell)), default=table.header_row)
        for texts in titles:
            if tuple(map(fold, texts)) not in known:
                below += 1
                for key, text in zip(keys, texts, strict=True):
                    if text and key in table.places:
                        edited.put(sheet.name, below, table.places[key], text)
