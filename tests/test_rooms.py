"""Who may import whom. A room is a module or package directly under `thidua_xl` or `xl`."""

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest
from repository import ROOT, python_files, short, text_of

# What a cell function needs: it loads in any Python a spreadsheet carries, so it imports the standard library only.
CELLS = {"text", "points", "errors", "findings", "rules", "cells", "standings"}

GROUND = {"text", "points", "errors", "book", "held"}
MODELS = GROUND | {"findings", "rules", "cells", "sheets", "rulebook", "submission"}
SCORING = {"scoring", "standings"}
JUDGING = MODELS | SCORING | {"awards", "live", "member", "checks"}
CORE = JUDGING | {"masters", "consolidation"}
TOGETHER = CORE | {"years"}
EDGES = TOGETHER | {"workbooks", "documents"}

# room: the rooms it may import; the order is the direction, and no room imports a later one
ROOMS: dict[str, set[str]] = {
    "thidua_xl": set(),
    "thidua_xl.errors": set(),
    "thidua_xl.text": {"errors"},
    "thidua_xl.points": {"text", "errors"},
    "thidua_xl.held": {"errors"},
    "thidua_xl.book": {"text", "points", "errors"},
    "thidua_xl.findings": {"text", "points", "errors"},
    "thidua_xl.rules": {"text", "points", "errors", "findings"},
    "thidua_xl.cells": {"text", "points", "errors", "findings", "rules"},
    "thidua_xl.sheets": GROUND | {"findings", "rules", "cells"},
    "thidua_xl.rulebook": MODELS - {"rulebook", "submission"},
    "thidua_xl.submission": MODELS - {"submission"},
    "thidua_xl.scoring": MODELS | {"standings"},
    "thidua_xl.live": MODELS | SCORING | {"awards"},
    "thidua_xl.member": MODELS | SCORING | {"live"},
    "thidua_xl.standings": CELLS - {"standings"},
    "thidua_xl.awards": MODELS | SCORING,
    "thidua_xl.checks": JUDGING - {"checks"},
    "thidua_xl.masters": MODELS | {"member"},
    "thidua_xl.consolidation": JUDGING | {"masters"},
    "thidua_xl.word": GROUND | {"rules", "sheets"},
    "thidua_xl.pact": MODELS | SCORING | {"live", "member"},
    "thidua_xl.years": CORE,
    "thidua_xl.workbooks": TOGETHER | {"word"},
    "thidua_xl.documents": TOGETHER,
    "thidua_xl.examples": {"sheets", "workbooks"},
    "thidua_xl.windows": {"errors"},
    "thidua_xl.demo": EDGES | {"examples"},
    "thidua_xl.cli": EDGES | {"thidua_xl", "examples", "demo", "word", "pact", "windows"},
    "thidua_xl.__main__": {"cli"},
    "xl": set(),
    "xl.without_xlwings": set(),
    "xl.function_table": set(),
    "xl.adapt": CELLS,
    "xl.line_answers": CELLS | {"xl.adapt"},
    "xl.range_answers": CELLS | {"xl.adapt", "xl.line_answers"},
    "xl.functions": {
        "xl",
        "xl.adapt",
        "xl.function_table",
        "xl.line_answers",
        "xl.range_answers",
        "xl.without_xlwings",
    },
    "xl.server": {"xl", "xl.functions"},
    "xl.manual": {"xl.function_table", "xl.functions"},
    "xl.buttons": CORE | {"workbooks", "xl.adapt", "xl.functions"},
    "xl.vba": CORE | {"xl.functions"},
    "xl.libreoffice": CORE | {"thidua_xl", "xl", "xl.adapt", "xl.function_table", "xl.functions"},
}

# library: the rooms that may import it
SPREADSHEETS = {"thidua_xl.workbooks"}
LIBRARIES = {
    "openpyxl": SPREADSHEETS,
    "xlsxwriter": SPREADSHEETS,
    "python_calamine": SPREADSHEETS,
    "msoffcrypto": SPREADSHEETS,
    "pyopenvba": {"xl.vba"},  # where the projects are built, never where they are used
    "xlwings": {"xl", "xl.functions", "xl.adapt", "xl.buttons", "xl.server", "xl.vba"},
    "docx": {"thidua_xl.documents", "thidua_xl.word"},
    "lxml": {"thidua_xl.word"},
    "jinja2": {"thidua_xl.documents"},
    "pythoncom": {"thidua_xl.windows"},
    "win32com": {"thidua_xl.windows"},
    "docxtpl": {"thidua_xl.documents"},
    "click": {"thidua_xl.cli"},
    "rich": {"thidua_xl.cli"},
    "pydantic": {"thidua_xl.rulebook", "thidua_xl.submission", "thidua_xl.consolidation"},  # the last: what is carried
}
PANDAS_EXCEL = {"read_excel", "to_excel", "ExcelFile", "ExcelWriter"}
OURS = ("thidua_xl", "xl")


class Import(NamedTuple):
    """One imported module or name, with the place that imports it."""

    module: str
    room: str
    place: str
    target: str


def module_name(path: Path) -> str:
    """`thidua_xl/text/numbers.py` as `thidua_xl.text.numbers`; a package by its folder."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """The room a module of ours belongs to: the first two parts of its name."""
    return ".".join(module.split(".")[:2])


def modules() -> dict[str, Path]:
    """Every module of `thidua_xl` and `xl`, by its dotted name."""
    ours = [path for path in python_files() if path.relative_to(ROOT).parts[0] in OURS]
    return {module_name(path): path for path in ours}


def targets(node: ast.Import | ast.ImportFrom, module: str, is_package: bool) -> Iterator[str]:
    """What a statement imports, dotted and absolute; `from thidua_xl import points` is `thidua_xl.points`."""
    if isinstance(node, ast.Import):
        yield from (name.name for name in node.names)
        return
    source = node.module or ""
    if node.level:
        parts = module.split(".")
        kept = parts[: len(parts) - node.level + is_package]
        source = ".".join([*kept, *([source] if source else [])])
    yield from (f"{source}.{name.name}" for name in node.names)


def imports() -> list[Import]:
    """Every import of `thidua_xl` and `xl`, those inside functions and for type checking too."""
    return [
        Import(module, room_of(module), f"{short(path)}:{node.lineno}", target)
        for module, path in modules().items()
        for node in ast.walk(ast.parse(text_of(path) or ""))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for target in targets(node, module, path.name == "__init__.py")
    ]


def room_imported(target: str) -> str:
    """The room that a target of ours lies in; a name that is no room (`__version__`) lies in the package itself."""
    return room_of(target) if room_of(target) in ROOMS else target.split(".")[0]


def allowed(room: str) -> set[str]:
    """The rooms that this room may import, in full, and itself."""
    may = {name if name.split(".")[0] in OURS else f"thidua_xl.{name}" for name in ROOMS.get(room, set())}
    return may | {room}


def test_every_module_has_a_declared_room() -> None:
    assert [name for name in modules() if room_of(name) not in ROOMS] == []


def test_the_directions_have_no_circle() -> None:
    """A room that it is allowed to import never imports back, even by way of others."""
    done: set[str] = set()
    while ready := [room for room in ROOMS if room not in done and allowed(room) - {room} <= done]:
        done.update(ready)
    assert set(ROOMS) - done == set()


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Within a room too, and imports for type checking count: what needs one another belongs together."""
    known = modules()
    needs: dict[str, set[str]] = {module: set() for module in known}
    for found in imports():
        source = found.target if found.target in known else found.target.rpartition(".")[0]
        needs[found.module] |= {source} & (known.keys() - {found.module})
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as circle:
        pytest.fail(" <- ".join(circle.args[1]))


def test_rooms_import_only_what_they_may() -> None:
    wrong = [
        f"{found.place} imports {found.target}"
        for found in imports()
        if found.target.split(".")[0] in OURS and room_imported(found.target) not in allowed(found.room)
    ]
    assert wrong == []


def test_the_core_does_not_know_excel() -> None:
    core = [found for found in imports() if found.room.split(".")[0] == "thidua_xl"]
    assert [found.place for found in core if found.target.split(".")[0] == "xl"] == []


def test_each_library_stays_in_its_room() -> None:
    wrong = [
        f"{found.place} imports {found.target}"
        for found in imports()
        if found.room not in LIBRARIES.get(found.target.split(".")[0].lower(), {found.room})
    ]
    assert wrong == []


def test_pandas_touches_no_workbook_outside_workbooks() -> None:
    wrong = [
        f"{short(path)}:{node.lineno} {node.attr}"
        for module, path in modules().items()
        if room_of(module) not in SPREADSHEETS
        for node in ast.walk(ast.parse(text_of(path) or ""))
        if isinstance(node, ast.Attribute) and node.attr in PANDAS_EXCEL
    ]
    assert wrong == []


def test_cell_functions_need_only_the_standard_library() -> None:
    standard_library = set(sys.stdlib_module_names)
    rooms = {f"thidua_xl.{name}" for name in CELLS}
    wrong = [
        f"{found.place} imports {found.target}"
        for found in imports()
        if found.room in rooms and found.target.split(".")[0] not in standard_library | {"thidua_xl"}
    ]
    assert wrong == []
    beyond = {room: allowed(room) - rooms for room in rooms}
    assert {room: others for room, others in beyond.items() if others} == {}


@pytest.mark.parametrize(
    ("statement", "module", "is_package", "expected"),
    [
        ("import openpyxl.styles", "thidua_xl.points", False, ["openpyxl.styles"]),
        ("from thidua_xl import points, text", "thidua_xl.book", False, ["thidua_xl.points", "thidua_xl.text"]),
        ("from ..points import plain", "thidua_xl.rules.bands", False, ["thidua_xl.points.plain"]),
        ("from .bands import Bands", "thidua_xl.rules", True, ["thidua_xl.rules.bands.Bands"]),
        ("from . import bands", "thidua_xl.rules.rule", False, ["thidua_xl.rules.bands"]),
    ],
)
def test_an_import_is_read_as_python_reads_it(
    statement: str, module: str, is_package: bool, expected: list[str]
) -> None:
    node = ast.parse(statement).body[0]
    assert isinstance(node, ast.Import | ast.ImportFrom)
    assert list(targets(node, module, is_package)) == expected
