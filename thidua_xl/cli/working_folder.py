"""A secretary's working folder: what it is made of, and how commands run in it without arguments."""

from pathlib import Path

import click

RULEBOOK, FORMS, RECEIVED, RESULTS = "Bo-tieu-chi.xlsx", "Bieu-mau", "Bai-nop", "Ket-qua"
MASTER = "Tong-hop.xlsx"
HANDOVER = "Ban-giao"
FEEDBACK, PAPERS = "Phan-hoi", "Van-ban"
PREVIOUS = "Ky-truoc"  # masters of earlier periods, compared with where there are some
ASSESSORS = "Cham-cheo"  # where one keeps the assessors' forms that came back; read where it is there
ASSESSOR_FORMS, REGISTRATION_FORMS = "Phieu-cham-cheo", "Phieu-dang-ky"  # to send, beside the templates

# ASCII only: old consoles and old code pages read nothing else. Status 3 is no failure. The program is looked for in
# the folder above (an icon of the bundle made this folder), where it is installed, then on the PATH. pushd, not cd:
# a network folder has no letter.
FIND = """@echo off
chcp 65001 >nul
{begin}
set PYTHONUTF8=1
set RUN=py -m thidua_xl
if exist "%~dp0..\\thidua-xl\\python.exe" set RUN="%~dp0..\\thidua-xl\\python.exe" -X utf8 -m thidua_xl
if exist "%LOCALAPPDATA%\\thidua-xl\\python.exe" set RUN="%LOCALAPPDATA%\\thidua-xl\\python.exe" -X utf8 -m thidua_xl
for %%P in (thidua.exe) do if not "%%~$PATH:P"=="" set RUN="%%~$PATH:P"
"""
NOT_FOUND = "if errorlevel 9009 echo Chua tim thay thidua-xl: bam dup 2-Cai-dat.cmd trong ban dong goi, roi lam lai.\n"
ICON = f"""{FIND.format(begin='pushd "%~dp0"')}set THIDUA_OPEN=1
%RUN% {{command}}
{NOT_FOUND}echo.
pause
"""
# the commands that have no icon: double-clicked it is a window where `thidua …` can be typed, as everywhere on the PC
TYPED, TYPING = (
    "thidua.cmd",
    f"""{FIND.format(begin="setlocal")}if "%~1"=="" goto window
%RUN% %*
{NOT_FOUND}exit /b
:window
pushd "%~dp0"
echo Go lenh tai day, vi du: thidua --help
cmd /k
""",
)
ICONS = {
    "1-Kiem-tra-bo-tieu-chi.cmd": "rulebook check",
    "2-Lap-bieu-mau.cmd": "template",
    "3-Kiem-tra-bai-nop.cmd": "check %*",
    "4-Gop-ket-qua.cmd": f"consolidate {RULEBOOK} %*",
    "5-Lap-phan-hoi.cmd": "feedback",
    "6-In-van-ban.cmd": "minutes",
    "7-Khoa-so.cmd": "close",
}


def is_working_folder(folder: Path) -> bool:
    """Is this a folder made by `thidua start`?"""
    return (folder / RULEBOOK).is_file() and (folder / RECEIVED).is_dir()


def of_folder(name: str, argument: str) -> Path:
    """A file or folder of the working folder one stands in; elsewhere the argument is missing (bad usage)."""
    if is_working_folder(Path()):
        return Path(name)
    raise click.UsageError(f"Thiếu {argument}. Chỉ trong thư mục do lệnh thidua start tạo mới được để trống.")


def free_folder(name: str) -> Path:
    """A folder of this name with nothing in it yet, else with the next number: an icon is pressed more than once."""
    names = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(path for path in map(Path, names) if not path.is_dir() or not any(path.iterdir()))


def icon(command: str) -> str:
    """The text of an icon, with the line ends Windows wants."""
    return ICON.format(command=command).replace("\n", "\r\n")


def typing() -> str:
    """The text of `thidua.cmd`, likewise."""
    return TYPING.replace("\n", "\r\n")
