"""Formulas of `Tự chấm` in a form that does not depend on where rows and columns stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

PIECES = re.compile(
    r"""
    (?P<text>"(?:[^"]|"")*")
    | (?P<other>(?:'(?:[^']|'')*'|\w+)!\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)
    | INDEX\(\$?(?P<c1>[A-Z]{1,3})\$?1:\$?(?P<c2>[A-Z]{1,3})\$?(?P<last>\d{1,7}),\s*ROW\(\)\s*\)
    | (?<![\w.$])\$?(?P<from_c>[A-Z]{1,3})\$?(?P<from_r>\d{1,7})
      (?::\$?(?P<to_c>[A-Z]{1,3})\$?(?P<to_r>\d{1,7}))?(?![\w(])
    | (?P<space>\s+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
GROUP = re.compile(r"\{(?P<key>\w+):(?P<names>[^{}]*)\}(?:,\{(?P=key):[^{}]*\})*")
LOGICAL = re.compile(r"\b(TRUE|FALSE)\(\)")  # as LibreOffice writes them
LONGEST = 20_000  # characters; a spreadsheet stops at 8,192


@dataclass(frozen=True, slots=True)
class Grid:
    """What stands where: columns by letter, rows by number. ``last`` is the lowest row a line stands in."""

    columns: Mapping[str, str]
    rows: Mapping[int, str]
    last: int


def canonical(formula: str, grid: Grid) -> str:
    """``INDEX($H$1:$H$90,ROW())`` becomes ``{result}``, ``$K$8:$K$9`` ``{score:I.1 I.2}``; signs stay, spaces go."""
    found = PIECES.sub(lambda piece: _named(piece, grid), LOGICAL.sub(r"\1", formula[:LONGEST]))
    return _joined(found)


def _named(piece: re.Match[str], grid: Grid) -> str:
    if piece["text"] is not None:
        return piece["text"]
    if piece["other"] is not None:
        return piece["other"].replace("'", "").replace("$", "").casefold()
    if piece["space"] is not None:
        return ""
    if piece["last"] is not None:
        key = grid.columns.get(piece["c1"].upper())
        whole = piece["c1"].upper() == piece["c2"].upper() and int(piece["last"]) >= grid.last
        return f"{{{key}}}" if key and whole else piece.group().replace("$", "")
    return _cells(piece, grid)


def _cells(piece: re.Match[str], grid: Grid) -> str:
    column, first = piece["from_c"].upper(), int(piece["from_r"])
    last = int(piece["to_r"] or first)
    key = grid.columns.get(column)
    if key is None or (piece["to_c"] or column).upper() != column:
        return piece.group().replace("$", "")
    names = " ".join(name for row, name in sorted(grid.rows.items()) if first <= row <= last)
    return f"{{{key}:{names}}}"


def _joined(formula: str) -> str:
    """Neighbouring runs of one column are one run: how many runs there are depends on where the rows stand."""

    def one(run: re.Match[str]) -> str:
        names = " ".join(re.findall(r":([^{}]*)\}", run.group()))
        return f"{{{run['key']}:{' '.join(sorted(names.split()))}}}"

    return GROUP.sub(one, formula)


def shape(formula: str) -> str:
    """A canonical formula without the names of rows: what it does, whatever it does it to."""
    return re.sub(r"\{(\w+):[^{}]*\}", r"{\1}", formula)


def named_rows(formula: str) -> set[str]:
    """The rows a canonical formula names."""
    return {name for names in re.findall(r"\{\w+:([^{}]*)\}", formula) for name in names.split()}
