"""The VBA we ship: nothing but ours and xlwings' two modules, the same as built from the sources, ASCII, no dialog."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from repository import ROOT

from thidua_xl.sheets import buttons
from thidua_xl.windows.udf_server import COMMAND
from thidua_xl.windows.wheels import XLWINGS
from xl.vba import PROJECTS, SHEETS, project, wrapper

olevba = pytest.importorskip("oletools.olevba")
STANDARD = {"xlwings", "xlwings_udfs", "ThiDua"}
MACROS = (ROOT / "macros" / "thidua.bas").read_text(encoding="ascii")

AS_XLWINGS_WRITES_IT = """
import io, sys, types
for name in ("pythoncom", "pywintypes", "win32com", "win32com.client"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["pythoncom"].CoInitialize = lambda *a: None
sys.modules["pywintypes"].com_error = type("com_error", (Exception,), {})
sys.modules["win32com.client"].Dispatch = lambda *a, **k: None
import xlwings
from xlwings import udfs
xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
from xl import functions
class Workbook:
    Name = "thidua.xlsm"
written = io.StringIO()
udfs.generate_vba_wrapper("xl.functions", functions, written, Workbook)
sys.stdout.write(written.getvalue())
"""


def modules(name: str) -> dict[str, str]:
    """The modules of a committed project with their source, as olevba reads them."""
    data = (PROJECTS / f"{name}.bin").read_bytes()
    found = olevba.VBA_Parser("vbaProject.bin", data=data).extract_macros()
    return {stream.rpartition("/")[2]: text for _, stream, _, text in found}


def test_the_wrapper_is_what_xlwings_writes_but_for_its_way_to_python() -> None:
    """The functions that a person would get by Import Functions, which officers never press; values go to Python."""
    pytest.importorskip("xlwings")
    command = [sys.executable, "-c", AS_XLWINGS_WRITES_IT]
    theirs = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert theirs.count("XLPy.") == 18
    handed_over = re.sub(
        r"Array\(([\w, ]*)\), ThisWorkbook, Application.Caller\)|Array\(([\w, ]*)\)\)",
        lambda found: f"Array({', '.join(f'ThiDuaValue({name})' for name in (found[1] or found[2]).split(', '))}))",
        theirs,
    )
    expected = (
        handed_over.replace("XLPy.", "ThiDuaPython.")
        .replace("If TypeOf Application.Caller Is Range Then On Error GoTo failed", "On Error GoTo failed")
        .replace("= Err.Description", "= ThiDuaFailed(Err.Description)")
    )
    head, found = wrapper().split('#Const App = "Microsoft Excel" \'Adjust when using outside of Excel\n')
    assert found == expected
    assert head.startswith('Attribute VB_Name = "xlwings_udfs"\n')


@pytest.mark.parametrize("name", SHEETS)
def test_the_committed_project_is_the_one_built_from_the_sources(name: str) -> None:
    """Made anew by `python -m xl.vba`."""
    pytest.importorskip("pyopenvba")
    assert (PROJECTS / f"{name}.bin").read_bytes() == project(SHEETS[name])


@pytest.mark.parametrize("name", SHEETS)
def test_a_second_reader_finds_our_modules_and_nothing_else(name: str) -> None:
    found = modules(name)
    documents = {"ThisWorkbook"} | {f"Sheet{number}" for number in range(1, SHEETS[name] + 1)}
    assert set(found) == STANDARD | {"Dictionary"} | documents
    source = {name: text.replace("\r\n", "\n") for name, text in found.items()}
    assert source["ThiDua"] == MACROS
    assert source["xlwings_udfs"] == wrapper()
    assert all(not re.sub(r"^Attribute .*$", "", source[each], flags=re.M).strip() for each in documents)
    assert all(text.isascii() for text in found.values())


@pytest.mark.parametrize("name", SHEETS)
def test_the_modules_of_xlwings_are_its_own(name: str) -> None:
    xlwings = pytest.importorskip("xlwings")
    base = zipfile.ZipFile(Path(xlwings.__file__).parent / "quickstart_standalone.xlsm").read("xl/vbaProject.bin")
    theirs = olevba.VBA_Parser("base.bin", data=base).extract_macros()
    by_name = {stream.rpartition("/")[2]: text for _, stream, _, text in theirs}
    found = modules(name)
    assert [found[each] == by_name[each] for each in ("xlwings", "Dictionary")] == [True, True]


@pytest.mark.parametrize("name", SHEETS)
def test_excel_compiles_it_from_source_and_lists_sheets_as_documents(name: str) -> None:
    olefile = pytest.importorskip("olefile")
    with olefile.OleFileIO(io.BytesIO((PROJECTS / f"{name}.bin").read_bytes())) as container:
        assert container.openstream("VBA/_VBA_PROJECT").read()[2:4] == b"\xff\xff"
        listed = container.openstream("PROJECT").read().decode("cp1252").splitlines()
    assert [line for line in listed if line.startswith("Class=")] == ["Class=Dictionary"]
    assert sum(line.startswith("Document=") for line in listed) == SHEETS[name] + 1
    assert not any(line.startswith("Module=Module") for line in listed)


def test_every_button_has_its_macro_and_every_word_its_cell() -> None:
    macros = set(re.findall(r"^Public Sub (\w+)\(\)", MACROS, flags=re.M))
    assert macros == {button.macro for button in (*buttons.MEMBER_BUTTONS, *buttons.MASTER_BUTTONS)}
    asked = set(re.findall(r'Words\("(\w+)"\)', MACROS))
    assert asked == set(buttons.WORDS) | {buttons.FILE_NAME, buttons.CLOSE}


def test_no_dialog_and_no_word_for_people_in_the_macros() -> None:
    code = re.sub(r"'.*", "", MACROS)
    code = code.replace('CreateObject("WScript.Shell")', "")  # for the current folder
    assert not re.search(r"\b(MsgBox|InputBox|Shell|Kill|Dir|RunPython)\b", code)
    assert 'python.Exec "from xl import buttons; buttons." & what & "()"' in code
    called = set(re.findall(r'RunButton "(\w+)"', code))
    from xl import buttons as python

    assert called == {"check", "consolidate_again", "feedback"}
    assert all(callable(getattr(python, name)) for name in called)


def test_python_is_started_as_the_tests_in_wine_start_it() -> None:
    """The same command, ASCII, without any folder's name; the libraries of the version we ask for."""
    commands = re.findall(r'COMMAND As String = "(.*)"', MACROS)
    assert commands == [COMMAND]
    libraries = re.findall(r'LIBRARY As String = "(.*)"', MACROS)
    version = XLWINGS.removeprefix("xlwings==")
    assert libraries == [f"xlwings{bits}-{version}.dll" for bits in (64, 32)]


def test_a_second_reader_of_vba_compiles_the_macros() -> None:
    """Its own VBA, not Excel's; it reads neither xlwings' module nor a comment behind a directive."""
    excel = pytest.importorskip("pyopenvba.apps.excel")
    application = excel.ExcelApplication()
    application.add_module(MACROS, name="ThiDua", kind="standard")
    functions = wrapper().replace(" 'Adjust when using outside of Excel", "")
    application.add_module(functions, name="xlwings_udfs", kind="standard")
    with pytest.raises(Exception, match="line 2"):
        application.add_module("Sub A()\nIf Then\nEnd Sub", name="Broken", kind="standard")
