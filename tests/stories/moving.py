"""Cells of a sheet moved as a spreadsheet moves them: references follow, in this sheet, in others and in names."""

import re
from collections.abc import Callable

from spoiling import WORKBOOK, Change, Parts

from thidua_xl.book import column_letters, column_number

Places = Callable[[int, int], tuple[int, int]]  # row and column, to where they are now
REFERENCE = re.compile(r"""("(?:[^"]|"")*")|((?:'[^']+'|\w+)!)?(\$?[A-Z]{1,3}\$?\d+)(:\$?[A-Z]{1,3}\$?\d+)?(?![\w(])""")
CELL = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)")


def row_inserted(sheet: str, before: int) -> Change:
    """An empty row inserted."""
    return moved(sheet, lambda row, column: (row + (row >= before), column))


def column_inserted(sheet: str, before: int) -> Change:
    """An empty column inserted."""
    return moved(sheet, lambda row, column: (row, column + (column >= before)))


def rows_swapped(sheet: str, one: int, other: int) -> Change:
    """Two rows in each other's place."""
    places = {one: other, other: one}
    return moved(sheet, lambda row, column: (places.get(row, row), column))


def moved(sheet: str, places: Places) -> Change:
    """Every cell of a sheet where ``places`` says."""

    def change(parts: Parts) -> None:
        own = parts.part_of(sheet)
        for part in [name for name in parts.content if name.startswith("xl/worksheets/sheet")]:
            text = _followed(parts.text(part), r"(<f>)(.*?)(</f>)", places, sheet, part == own)
            parts.content[part] = (_cells_moved(text, places) if part == own else text).encode("utf-8")
        names = _followed(parts.text(WORKBOOK), r"(<definedName[^>]*>)(.*?)(</definedName>)", places, sheet, False)
        parts.content[WORKBOOK] = names.encode("utf-8")

    return change


def _followed(text: str, pattern: str, places: Places, sheet: str, own: bool) -> str:
    return re.sub(pattern, lambda found: found[1] + _formula(found[2], places, f"'{sheet}'!", own) + found[3], text)


def _formula(text: str, places: Places, quoted: str, own: bool) -> str:
    def new(found: re.Match[str]) -> str:
        literal, sheet, first, rest = found.groups()
        if literal or not (sheet == quoted or (own and sheet is None)):
            return found[0]
        return (sheet or "") + _reference(first, places) + (_reference(rest, places) if rest else "")

    return REFERENCE.sub(new, text)


def _reference(text: str, places: Places) -> str:
    def new(found: re.Match[str]) -> str:
        row, column = places(int(found[4]), column_number(found[2]))
        return f"{found[1]}{column_letters(column)}{found[3]}{row}"

    return CELL.sub(new, text)


def _cells_moved(text: str, places: Places) -> str:
    before, _, rest = text.partition("<sheetData>")
    data, _, after = rest.partition("</sheetData>")
    rows: dict[int, str] = {}
    for number, around, body in re.findall(r'<row r="(\d+)"([^>]*?)(?:/>|>(.*?)</row>)', data, re.DOTALL):
        cells = re.sub(r'(<c r=")([A-Z]+\d+)', lambda found: found[1] + _reference(found[2], places), body)
        where = places(int(number), 1)[0]
        rows[where] = f'<row r="{where}"{re.sub(" spans=.[^ ]*", "", around)}>{cells}</row>'
    ranges = r'((?:sqref|ref)=")([^"]*)'
    after = re.sub(ranges, lambda found: found[1] + _reference(found[2], places), after)
    return f"{before}<sheetData>{''.join(rows[row] for row in sorted(rows))}</sheetData>{after}"
