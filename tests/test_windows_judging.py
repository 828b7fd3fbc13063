"""What `thidua excel doctor` makes of the facts of a PC; the facts are made up here, read in Wine elsewhere."""

import re
from dataclasses import replace

import pytest
from repository import ROOT

from thidua_xl.cli.excel import remedy, said
from thidua_xl.cli.excel_words import WORDS, table
from thidua_xl.windows.excel import is_trusted
from thidua_xl.windows.facts import Answer, Excel, Facts, LibreOffice, Macros, Signs, TrustedPlace, Workbook
from thidua_xl.windows.judging import Judged, Level, judged
from thidua_xl.windows.runtime import Runtime

HOME = r"C:\Users\lan\AppData\Local\thidua-xl"
TEMPLATES = r"C:\Users\lan\Documents\Thi-dua"
WHOLE = Runtime(HOME, (), "0.37.8", {32: "0.37.8", 64: "0.37.8"})
TRUSTED = (TrustedPlace(TEMPLATES + "\\", with_subfolders=True),)
READY = Facts(
    system="Windows 10.0.19045",
    is_windows=True,
    python="3.13.2, 64 bit",
    ours="0.1.0",
    excel=Excel("16.0", "16.0.17928.20114", 64),
    home=HOME,
    runtime=WHOLE,
    server=Answer(1.54, 0.9),
    trusted=TRUSTED,
    templates=TEMPLATES,
    signs=Signs(",", "dd/MM/yyyy"),
    workbooks=(Workbook("CAT.xlsm", TEMPLATES),),
)
LINUX = Facts(system="Linux 6", is_windows=False, python="3.11.7, 64 bit", ours="0.1.0")

# what is unlike a PC where all is well, and the lines that are then not good
CASES: list[tuple[Facts, dict[str, Level]]] = [
    (READY, {}),
    (replace(READY, excel=None), {"EXCEL-NONE": Level.NOTE}),
    (replace(READY, excel=Excel("12.0", "12.0.6787.5000", 32)), {"EXCEL-OLD": Level.FAULT}),
    (replace(READY, excel=Excel("14.0")), {}),
    (replace(READY, runtime=None, server=None), {"RUNTIME-NONE": Level.NOTE}),
    (
        replace(READY, runtime=replace(WHOLE, missing=("pythonw.exe",)), server=None),
        {"RUNTIME-INCOMPLETE": Level.FAULT},
    ),
    (replace(READY, runtime=replace(WHOLE, dlls={32: "0.37.8", 64: "0.33.4"})), {"DLL-VERSION": Level.FAULT}),
    (replace(READY, server=Answer(trouble="không trả lời sau 60 giây")), {"SERVER-SILENT": Level.FAULT}),
    (replace(READY, server=Answer(0.0, 1.0)), {"SERVER-WRONG": Level.FAULT}),
    (replace(READY, trusted=()), {"TRUST-NONE": Level.NOTE}),
    (replace(READY, macros=Macros(trust_is_off=True)), {"TRUST-OFF": Level.FAULT}),
    (replace(READY, macros=Macros(warnings=1)), {"MACROS-ALL": Level.NOTE}),
    (replace(READY, macros=Macros(warnings=4, by_policy=True)), {}),
    (replace(READY, macros=Macros(warnings=2, internet_blocked=True)), {"INTERNET-BLOCKED": Level.NOTE}),
    (replace(READY, trusted=(), macros=Macros(warnings=4)), {"TRUST-NONE": Level.NOTE, "MACROS-OFF": Level.FAULT}),
    (
        replace(READY, trusted=(), macros=Macros(warnings=3, by_policy=True)),
        {"TRUST-NONE": Level.NOTE, "MACROS-POLICY": Level.FAULT},
    ),
    (replace(READY, signs=Signs(".", "dd/MM/yyyy")), {"SIGNS-POINT": Level.NOTE}),
    (replace(READY, signs=Signs(",", "M/d/yyyy")), {"DAYS-MONTH-FIRST": Level.NOTE}),
    (replace(READY, signs=None), {}),
    (replace(READY, workbooks=(Workbook("a.xlsm", "D:\\", from_internet=True),)), {"FILE-FROM-INTERNET": Level.NOTE}),
    (replace(READY, workbooks=(Workbook("a.xlsm", TEMPLATES, from_internet=True),)), {}),
    (replace(READY, workbooks=(Workbook("a.xlsm", "D:\\", manual=True),)), {"FILE-MANUAL": Level.NOTE}),
    (replace(READY, workbooks=(Workbook("a.xlsm", r"\\may-chu\chung"),)), {"FILE-ON-NETWORK": Level.NOTE}),
    (replace(READY, workbooks=(Workbook("a.xls", "D:\\", exists=False),)), {"FILE-NONE": Level.FAULT}),
    (replace(READY, workbooks=(Workbook("a.xls", "D:\\", is_workbook=False),)), {"FILE-UNREADABLE": Level.FAULT}),
    (LINUX, {"NOT-WINDOWS": Level.NOTE, "LIBREOFFICE-NONE": Level.NOTE}),
    (replace(LINUX, libreoffice=LibreOffice("25.2.3.2", addin=True)), {"NOT-WINDOWS": Level.NOTE}),
    (
        replace(LINUX, libreoffice=LibreOffice("25.2.3.2")),
        {"NOT-WINDOWS": Level.NOTE, "ADDIN-NONE": Level.NOTE},
    ),
    (
        replace(LINUX, libreoffice=LibreOffice("24.8.1")),
        {"NOT-WINDOWS": Level.NOTE, "LIBREOFFICE-OLD": Level.NOTE},
    ),
]


def bad(lines: list[Judged]) -> dict[str, Level]:
    """The lines that are not good, by code."""
    return {line.code: line.level for line in lines if line.level is not Level.GOOD}


@pytest.mark.parametrize(("facts", "expected"), CASES)
def test_what_is_not_good_is_told(facts: Facts, expected: dict[str, Level]) -> None:
    assert bad(judged(facts)) == expected


def test_every_line_has_words_and_every_word_a_line() -> None:
    """No brace is left over; what is not good has a remedy, what is good has none."""
    lines = [line for facts, _ in CASES for line in judged(facts)]
    assert {line.code for line in lines} == set(WORDS)
    for line in lines:
        assert not re.search(r"[{}]|None", said(line) + remedy(line)), said(line)
        assert bool(remedy(line)) == (line.level is not Level.GOOD), line.code


def test_a_pc_where_all_is_well_says_so_of_each_thing() -> None:
    codes = [line.code for line in judged(READY)]
    assert codes == ["PC", "EXCEL", "RUNTIME", "DLL", "SERVER", "TRUST", "MACROS-TRUSTED", "SIGNS", "FILE"]


@pytest.mark.parametrize(
    ("folder", "trusted"),
    [
        (TEMPLATES, True),
        (TEMPLATES.upper() + "\\", True),
        (TEMPLATES + r"\2026", True),
        (TEMPLATES + "-khac", False),
        (r"C:\Users\lan\Documents", False),
    ],
)
def test_a_folder_is_trusted_with_those_below_it(folder: str, trusted: bool) -> None:
    assert is_trusted(folder, TRUSTED) is trusted
    assert is_trusted(folder + r"\con", (TrustedPlace(folder, with_subfolders=False),)) is False


def test_the_manual_says_what_the_doctor_says() -> None:
    """Made anew by `python docs/generate.py`."""
    assert table() in (ROOT / "docs" / "cai-dat.md").read_text(encoding="utf-8")
