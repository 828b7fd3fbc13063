"""The bundle in Wine, in a folder as officers name them: its icons, the installation, the doctor, a working folder."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from wine_bench import BUNDLE, DRIVE, PRESSING, in_windows, python, why_unavailable, wine

from thidua_xl.cli.machine_report import TITLE, as_bytes
from thidua_xl.demo.folder import write_bloc

pytestmark = pytest.mark.wine

OFFICE = r"HKCU\Software\Microsoft\Office\16.0\Excel"
FAILED = re.compile(r"Traceback|recognize|Chua tim thay")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A copy of the bundle on C:, nothing of ours installed."""
    if reason := why_unavailable():
        pytest.skip(reason)
    home = DRIVE / "Thi đua khối 2026 (thử)"
    shutil.rmtree(home, ignore_errors=True)
    for user in (DRIVE / "users").iterdir():
        shutil.rmtree(user / "AppData" / "Local" / "thidua-xl", ignore_errors=True)
    wine("reg", "delete", OFFICE, "/f")
    shutil.copytree(BUNDLE, home / "Bản dùng ngay", copy_function=os.link)
    yield home / "Bản dùng ngay"
    shutil.rmtree(home)


def clicked(icon: Path, *dropped: Path) -> str:
    """What an icon shows when it is double-clicked, or when files are dropped on it."""
    ran = wine("cmd", "/c", icon.name, *map(in_windows, dropped), folder=icon.parent)
    shown = ran.stdout + ran.stderr
    assert not FAILED.search(shown), shown
    return shown


def test_the_demonstration(folder: Path) -> None:
    shown = clicked(folder / "1-Dung-thu.cmd")
    assert "8/8" in shown
    assert (folder / "Khoi-mau" / "Ket-qua" / "Tong-hop.xlsx").is_file()


def test_a_working_folder_beside_the_program(folder: Path) -> None:
    """Every numbered icon, in a folder of the bundle, with nothing installed; errors found are no failure."""
    shown = clicked(folder / "4-Tao-thu-muc-lam-viec.cmd")
    work = folder / "Khoi-cua-toi"
    assert in_windows(work) in shown
    write_bloc(folder.parent / "mẫu")
    shutil.copy(folder.parent / "mẫu" / "Bo-tieu-chi.xlsx", work)
    clicked(work / "1-Kiem-tra-bo-tieu-chi.cmd")
    clicked(work / "2-Lap-bieu-mau.cmd")
    assert list((work / "Bieu-mau").glob("CAT_*.xlsx"))
    shutil.copytree(folder.parent / "mẫu" / "Bai-nop", work / "Bai-nop", dirs_exist_ok=True)
    sent = next((work / "Bai-nop").rglob("*SNV_*.xlsx"))
    dropped = sent.rename(sent.with_name(f"Bài nộp lần 1 {sent.name}"))
    assert dropped.name in clicked(work / "3-Kiem-tra-bai-nop.cmd", dropped)
    assert "8/8" in clicked(work / "4-Gop-ket-qua.cmd")
    assert (work / "Ket-qua" / "Tong-hop.xlsx").is_file()


def test_the_doctor_before_an_installation(folder: Path) -> None:
    """Not installed is no fault; a file dropped on the icon is looked at; the report is for Notepad."""
    shown = clicked(folder / "3-Kiem-tra-may.cmd", folder / "Khoi-mau" / "Bo-tieu-chi.xlsx")
    assert "Bo-tieu-chi.xlsx" in shown
    assert "LỖI" not in shown
    report = (folder / "Kiem-tra-may.txt").read_bytes()
    assert report.startswith(as_bytes(TITLE))
    assert report.count(b"\r\n") == report.count(b"\n")


def test_an_installation_and_a_real_call(folder: Path) -> None:
    """The runtime, the trusted location, once; then the doctor starts the server through the DLL and asks it."""
    clicked(folder / "2-Cai-dat.cmd")
    (installed,) = (DRIVE / "users").glob("*/AppData/Local/thidua-xl")
    assert (installed / "pythonw.exe").is_file()
    places = rf"{OFFICE}\Security\Trusted Locations"
    before = wine("reg", "query", places, "/s").stdout
    assert "Thi-dua\\" in before
    again = wine(installed / "python.exe", "-X", "utf8", "-m", "thidua_xl", "excel", "install")
    assert again.returncode == 0, again.stderr
    assert wine("reg", "query", places, "/s").stdout == before
    shown = clicked(folder / "3-Kiem-tra-may.cmd")
    assert "1.54" in shown
    assert "LỖI" not in shown


@pytest.mark.parametrize(("work", "said"), [("checking", "Kiểm tra lúc"), ("giving_feedback", "thidua feedback")])
def test_a_button_in_a_folder_with_accents(folder: Path, work: str, said: str) -> None:
    """What the macro has Python do, on the saved example; the workbook is a file, as there is no Excel."""
    (book,) = (folder / "Mau" / "Bieu-mau-excel").glob("CAT_*.xlsm")
    answer = folder.parent / "trả lời.json"
    program = folder / "thidua-xl" / "python.exe"
    ran = wine(program, "-X", "utf8", PRESSING, work, in_windows(book), in_windows(answer))
    told = json.loads(answer.read_text(encoding="utf-8"))
    assert said in told["cells"]["trang_thai"], (told, ran)
    assert bool(told["findings"]) == (work == "checking")
    answer.unlink()


ACCOUNT = r"C:\users\Nguyễn Thị Ánh (Sở)"
IN_THE_ACCOUNT = f"""
import os, sys
account = r"{ACCOUNT}"
local = account + r"\\AppData\\Local"
os.environ.update(USERPROFILE=account, LOCALAPPDATA=local, TEMP=local + r"\\Temp", TMP=local + r"\\Temp")
from thidua_xl.cli.main import main
main(sys.argv[1:])
"""


def test_an_account_with_accents(folder: Path) -> None:
    """xlwings' DLL hands paths and variables on in an old code page; none of ours goes through it."""
    home = DRIVE / "users" / ACCOUNT.rpartition("\\")[2]
    shutil.rmtree(home, ignore_errors=True)
    (home / "AppData" / "Local" / "Temp").mkdir(parents=True)
    program = folder / "thidua-xl" / "python.exe"
    wine(program, "-X", "utf8", "-c", IN_THE_ACCOUNT, "excel", "install", folder=folder)
    assert (home / "AppData" / "Local" / "thidua-xl" / "pythonw.exe").is_file()
    shown = wine(program, "-X", "utf8", "-c", IN_THE_ACCOUNT, "excel", "doctor", folder=folder)
    shutil.rmtree(home)
    assert "1.54" in shown.stdout, shown
    assert shown.returncode == 0, shown


REPLACED = """
import sys
from pathlib import Path
from thidua_xl.windows.udf_server import Server
runtime = Path(sys.executable).parent
server = Server(runtime, next(runtime.glob("xlwings64-*.dll")))
print(server.points())
source = runtime / "Lib" / "site-packages" / "xl" / "functions.py"
whole = source.read_bytes()
source.unlink()  # not written over: it is the bundle's file too
source.write_bytes(whole[:100])
try:
    print(server.points())
finally:
    source.write_bytes(whole)
    server.stop()
"""


def test_an_update_while_excel_is_open(folder: Path) -> None:
    """Files that are replaced under a running server are not read: not half written, and not at every call."""
    ran = wine(folder / "thidua-xl" / "python.exe", "-X", "utf8", "-c", REPLACED)
    assert ran.stdout.split() == ["1.54", "1.54"], ran


PRINT_FACTS = """
import json
from dataclasses import asdict
from pathlib import Path
from thidua_xl.windows import excel
found = excel.installed()
print(json.dumps([asdict(found) if found else None, asdict(excel.macros("16.0")), asdict(excel.signs()),
                  [asdict(place) for place in excel.trusted("16.0")], excel.file_version(Path("python.exe").resolve()),
                  str(excel.documents())]))
"""


def test_what_windows_knows_is_read(folder: Path) -> None:
    """A made-up Excel in the registry: its program is the bundle's python.exe."""
    program = in_windows(folder / "thidua-xl" / "python.exe")
    paths = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
    current = r"HKLM\SOFTWARE\Classes\Excel.Application\CurVer"
    policy = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security"
    wine("reg", "add", paths, "/ve", "/d", program, "/f")
    wine("reg", "add", current, "/ve", "/d", "Excel.Application.16", "/f")
    wine("reg", "add", rf"{OFFICE}\Security", "/v", "VBAWarnings", "/t", "REG_DWORD", "/d", "2", "/f")
    for name, value in (("VBAWarnings", "4"), ("blockcontentexecutionfrominternet", "1")):
        wine("reg", "add", policy, "/v", name, "/t", "REG_DWORD", "/d", value, "/f")
    place = rf"{OFFICE}\Security\Trusted Locations\Location7"
    wine("reg", "add", place, "/v", "Path", "/t", "REG_EXPAND_SZ", "/d", "%USERPROFILE%\\Biểu mẫu\\", "/f")
    ran = python("-c", PRINT_FACTS, folder=folder / "thidua-xl")
    for key in (paths, current, policy):
        wine("reg", "delete", key, "/f")
    installed, macros, signs, trusted, version, documents = json.loads(ran.stdout)
    assert installed == {"office": "16.0", "version": version, "bits": 64}
    assert version.startswith("3.13.")
    assert macros == {"warnings": 4, "by_policy": True, "internet_blocked": True, "trust_is_off": False}
    assert set(signs) == {"decimal", "short_date"}
    expanded = [one for one in trusted if one["folder"].endswith("\\Biểu mẫu\\")]
    assert [(one["with_subfolders"], "%" in one["folder"]) for one in expanded] == [(False, False)]
    assert documents.startswith("C:\\")
