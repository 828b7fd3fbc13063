"""The bundle: a folder to unzip and use, without an installation, rights of an administrator or a network."""

import tempfile
from pathlib import Path

from thidua_xl.errors import CannotGoOn
from thidua_xl.windows.runtime import NAME, runtime_at
from thidua_xl.windows.wheels import embedded, fetched, unpack

# four ASCII lines each: what old consoles, old code pages and antivirus programs let through
LAUNCHER = """@echo off
chcp 65001 >nul
"%~dp0{name}\\python.exe" -X utf8 -m thidua_xl {command}
pause
"""
LAUNCHERS = {
    "1-Dung-thu.cmd": 'demo "%~dp0Khoi-mau"',
    "2-Cai-dat.cmd": "excel install",
    "3-Kiem-tra-may.cmd": 'excel doctor --out "%~dp0Kiem-tra-may.txt" %*',
    "4-Tao-thu-muc-lam-viec.cmd": 'start "%~dp0Khoi-cua-toi"',
}
README = "DOC-TRUOC.txt"


def write_runtime(folder: Path, python: Path, wheels: Path | None) -> None:
    """The runtime's folder, from an embeddable Python and wheels; without wheels pip fetches them."""
    target = folder / NAME
    version = embedded(python, target)
    if wheels is not None:
        unpack(sorted(wheels.glob("*.whl")), target)
    else:
        with tempfile.TemporaryDirectory() as temporary:
            fetched(Path(temporary), version)
            unpack(sorted(Path(temporary).glob("*.whl")), target)
    found = runtime_at(target)
    if found is None or found.missing:
        missing = ", ".join(found.missing) if found else str(target)
        raise CannotGoOn(f"Bản đóng gói thiếu {missing}: các tệp .whl chưa đủ.")


def write_launchers(folder: Path) -> None:
    """The icons to double-click."""
    for name, command in LAUNCHERS.items():
        text = LAUNCHER.format(name=NAME, command=command).replace("\n", "\r\n")
        (folder / name).write_bytes(text.encode("ascii"))
