"""A secretary's working folder: what it is made of, and how commands run in it without arguments."""

from pathlib import Path

import click

RULEBOOK, FORMS, RECEIVED, RESULTS = "Bo-tieu-chi.xlsx", "Bieu-mau", "Bai-nop", "Ket-qua"
MASTER = "Tong-hop.xlsx"
HANDOVER = "Ban-giao"
PREVIOUS = "Ky-truoc"  # masters of earlier periods, compared with where there are some
ASSESSORS = "Cham-cheo"  # where one keeps the assessors' forms; read where it is there

# Four ASCII steps in every icon: old consoles and old code pages read nothing else. Status 3 is no failure.
ICON = """@echo off
chcp 65001 >nul
cd /d "%~dp0"
set PYTHONUTF8=1
set THIDUA_OPEN=1
where thidua >nul 2>nul
if not errorlevel 1 (
  thidua {command}
) else if exist "%LOCALAPPDATA%\\thidua-xl\\python.exe" (
  "%LOCALAPPDATA%\\thidua-xl\\python.exe" -m thidua_xl {command}
) else (
  py -m thidua_xl {command}
)
echo.
pause
"""
ICONS = {
    "1-Kiem-tra-bo-tieu-chi.cmd": "rulebook check",
    "2-Lap-bieu-mau.cmd": "template",
    "3-Kiem-tra-bai-nop.cmd": "check %*",
    "4-Gop-ket-qua.cmd": f"consolidate {RULEBOOK} %*",
}


def is_working_folder(folder: Path) -> bool:
    """Is this a folder made by `thidua start`?"""
    return (folder / RULEBOOK).is_file() and (folder / RECEIVED).is_dir()


def of_folder(name: str, argument: str) -> Path:
    """A file or folder of the working folder one stands in; elsewhere the argument is missing (bad usage)."""
    if is_working_folder(Path()):
        return Path(name)
    raise click.UsageError(f"Thiếu {argument}. Chỉ trong thư mục do lệnh thidua start tạo mới được để trống.")


def icon(command: str) -> str:
    """The text of an icon, with the line ends Windows wants."""
    return ICON.format(command=command).replace("\n", "\r\n")
