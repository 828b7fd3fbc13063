"""Sheets written as Markdown: ``# sheet`` and under it one pipe table. The readable source of a workbook.

Every other text is commentary. In a cell ``\\|`` is a bar and ``<br>`` a line break.
"""

import re

Grid = list[list[str]]

_HEADING = re.compile(r"#\s+(?P<name>.+?)\s*")
_RULE = re.compile(r":?-+:?")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)


def grids(source: str) -> dict[str, Grid]:
    """The cells of each sheet by its name, header row first; every row is as long as the header.

    Raises ValueError, with the line, for what is no such source: a table under no sheet or a second one under the
    same, a sheet without a table or written twice, a row with more or fewer cells than the header.
    """
    found: dict[str, Grid] = {}
    name, in_table = "", False
    for number, line in enumerate(source.splitlines(), 1):
        if heading := _HEADING.fullmatch(line):
            name = heading["name"]
            if name in found:
                raise ValueError(f"line {number}: the sheet {name!r} is there twice")
            found[name], in_table = [], False
        elif line.lstrip().startswith("|"):
            if name not in found or (found[name] and not in_table):
                raise ValueError(f"line {number}: a table that belongs to no sheet, or the second of {name!r}")
            _add(found[name], _cells(line), number)
            in_table = True
        else:
            in_table = False
    if empty := [name for name, rows in found.items() if not rows]:
        raise ValueError(f"no table under {empty}")
    return found


def _add(rows: Grid, cells: list[str], number: int) -> None:
    if rows and len(cells) != len(rows[0]):
        raise ValueError(f"line {number}: {len(cells)} cells under {len(rows[0])} headers")
    if len(rows) == 1 and all(_RULE.fullmatch(cell) for cell in cells):
        return
    rows.append(cells)


def _cells(line: str) -> list[str]:
    inner = _BAR.split(line.strip())[1:]
    if inner and not inner[-1].strip():  # the closing bar
        inner.pop()
    return [_BREAK.sub("\n", cell.strip().replace("\\|", "|")) for cell in inner]
