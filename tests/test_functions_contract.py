"""What stands in for Windows: the worksheet functions keep the rules that every route asks for."""

import ast
import inspect
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from repository import ROOT, files, short, text_of

from xl import functions
from xl.function_table import ARGUMENTS, CATEGORY, Shape, described
from xl.functions import FUNCTIONS
from xl.libreoffice.extension import write_oxt
from xl.manual import page

NAMES = (
    "TD_DIEM", "TD_KIEMTRA", "TD_GIAITHICH", "TD_TONG", "TD_XEPHANG", "TD_XEPLOAI", "TD_DANDAU", "TD_SUYTON", "TD_SO",
)  # fmt: skip
LONGEST_TEXT = 255  # characters Excel keeps of a description
MOST_ARGUMENTS = 20  # VBA's Application.MacroOptions describes no more
NAMED_ELSEWHERE = {"caller"}  # xlwings takes an argument of this name for itself

each = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)


def test_the_functions_are_those_of_the_manual() -> None:
    assert tuple(function.__name__ for function in FUNCTIONS) == NAMES
    public = [name for name in vars(functions) if name.startswith("TD_")]
    assert public == list(NAMES)


@each
def test_names_and_arguments(function: Callable[..., Any]) -> None:
    """Python's name is Excel's; arguments are plain and by position; the name fits VBA and looks like no cell."""
    assert re.fullmatch(r"TD_[A-Z]{2,12}", function.__name__)
    parameters = inspect.signature(function).parameters.values()
    assert {one.kind for one in parameters} == {inspect.Parameter.POSITIONAL_OR_KEYWORD}
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", one.name) for one in parameters)
    assert not {one.name for one in parameters} & NAMED_ELSEWHERE
    assert len(parameters) <= MOST_ARGUMENTS
    assert {one.default for one in parameters} <= {inspect.Parameter.empty, None}


@each
def test_hints_are_any(function: Callable[..., Any]) -> None:
    """xlwings converts by the hint: object would fail, a date would change what arrives, Literal makes an enum."""
    assert set(inspect.get_annotations(function, eval_str=True).values()) == {Any}


@each
def test_descriptions(function: Callable[..., Any]) -> None:
    found = described(function)
    texts = [found.description, *(argument.help for argument in found.arguments.values())]
    texts += [argument.label for argument in found.arguments.values()]
    assert all(0 < len(text) <= LONGEST_TEXT for text in texts)
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
    assert "\n" not in found.description


@each
def test_a_cell_that_may_be_blank_is_never_left_out(function: Callable[..., Any]) -> None:
    """In LibreOffice what is handed over as a cell cannot be optional, and an optional blank cell is 0."""
    found = described(function)
    cells = {name for name, argument in found.arguments.items() if argument.shape in (Shape.CELL, Shape.RANGE)}
    tables = {name for name, argument in found.arguments.items() if argument.shape is Shape.TABLE}
    assert not cells & found.optional
    assert tables <= found.optional


@each
def test_the_body_is_one_line(function: Callable[..., Any]) -> None:
    """A function only hands its arguments on: what it answers can be tested without a spreadsheet."""
    parsed = ast.parse(inspect.getsource(function)).body[0]
    assert isinstance(parsed, ast.FunctionDef)
    *before, last = parsed.body[1:]
    assert isinstance(last, ast.Return)
    assert all(isinstance(statement, ast.Assign) for statement in before)


def test_every_argument_is_described_once() -> None:
    used = {name for function in FUNCTIONS for name in inspect.signature(function).parameters}
    assert set(ARGUMENTS) == used


@each
def test_no_argument_makes_it_fail(function: Callable[..., Any]) -> None:
    """Whatever stands in the cells, a cell gets a number, a text or rows of them."""
    odd = [
        None,
        "",
        "x",
        "#N/A",
        True,
        -1.0,
        1e300,
        float("nan"),
        [],
        [[]],
        [[None]],
        [[1.0, "x"], ["#REF!", None]],
        object(),
    ]
    count = len(inspect.signature(function).parameters)
    for first in odd:
        for other in odd:
            answer = function(first, *[other] * (count - 1))
            cells = [cell for row in answer for cell in row] if isinstance(answer, list) else [answer]
            assert all(isinstance(cell, float | str) for cell in cells)
            assert not any(isinstance(cell, str) and "hàm gặp lỗi" in cell for cell in cells), (first, other, answer)


def test_the_page_of_the_manual_is_the_one_made_from_the_table() -> None:
    """Made anew by `python -m xl.manual docs/ham-excel.md`."""
    assert (ROOT / "docs" / "ham-excel.md").read_text(encoding="utf-8") == page()


# ---- xlwings

ON_WINDOWS = """
import json, sys, types
for name in ("pythoncom", "pywintypes", "win32com", "win32com.client"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["pythoncom"].CoInitialize = lambda *a: None
sys.modules["pywintypes"].com_error = type("com_error", (Exception,), {})
sys.modules["win32com.client"].Dispatch = lambda *a, **k: None
import xlwings
from xlwings import udfs
xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
from xl.functions import FUNCTIONS
found = {}
for function in FUNCTIONS:
    told = function.__xlfunc__
    for one in [*told["args"], told["ret"]]:
        one["options"].pop("convert", None)
    found[told["name"]] = told
print(json.dumps(found, default=str))
"""


def test_what_xlwings_is_told_on_windows() -> None:
    """Its real decorators, with stand-ins for pywin32 only: every argument gives errors as texts."""
    pytest.importorskip("xlwings")
    ran = subprocess.run([sys.executable, "-c", ON_WINDOWS], cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(ran.stdout)
    assert tuple(told) == NAMES
    for function in FUNCTIONS:
        found, xlfunc = described(function), told[function.__name__]
        assert xlfunc["category"] == CATEGORY
        assert (xlfunc["sub"], xlfunc["volatile"], xlfunc["async_mode"]) == (False, False, None)
        assert [one["name"] for one in xlfunc["args"]] == list(found.arguments)
        assert {one["name"] for one in xlfunc["args"] if "optional" in one} == found.optional
        for one in xlfunc["args"]:
            argument = found.arguments[one["name"]]
            ranges = {"ndim": 2} if argument.shape in (Shape.RANGE, Shape.TABLE) else {}
            assert one["options"] == {"err_to_str": True, **ranges}
            assert one["doc"] == argument.help
            assert one["vba"] is None
        assert xlfunc["ret"]["options"] == ({"ndim": 2} if found.answers_column else {})
        assert xlfunc["ret"]["doc"].strip() == found.description


def test_nothing_of_the_paid_part_of_xlwings_is_used() -> None:
    """`xlwings.pro` (server, reports, remote books) has another licence than the rest."""
    forbidden = re.compile(
        r"xlwings\s*\.\s*(pro|server|reports)\b|from\s+xlwings\s+import\s+[^\n]*\b(pro|server|reports)\b"
    )
    sources = [path for path in files() if path.suffix in (".py", ".bas", ".cls") and path != Path(__file__).resolve()]
    assert [short(path) for path in sources if forbidden.search(text_of(path) or "")] == []


# ---- inside LibreOffice

IN_LIBREOFFICE = """
import sys
sys.path.insert(0, sys.argv[1])
from xl.functions import TD_DIEM, xw
standard = set(sys.stdlib_module_names) | {"xl", "thidua_xl", "__main__"}
print(sorted({name.partition(".")[0] for name in sys.modules} - standard))
print(xw.__name__, TD_DIEM(sys.argv[2], 37.0, 48.0, None, None, None))
"""


def test_the_add_in_carries_all_that_the_functions_need(tmp_path: Path) -> None:
    """Python alone, without installed packages, scores with what lies in the .oxt."""
    with zipfile.ZipFile(write_oxt(tmp_path / "a.oxt")) as oxt:
        oxt.extractall(tmp_path)
    rule = "linear(Chính,max=2,d=2,na=Không được,measure=Tỷ lệ %25,whole=Không,start=0,factor=0.02,floor=0,ceiling=2)"
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", IN_LIBREOFFICE, str(tmp_path / "pythonpath"), rule]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["[]", "xl.without_xlwings 1.54"]
