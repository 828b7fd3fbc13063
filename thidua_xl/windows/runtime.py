"""The runtime: a folder with Python, the packages and xlwings' DLLs, which runs wherever it lies."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from thidua_xl.errors import CannotGoOn

NAME = "thidua-xl"
PYTHON, PYTHON_WITHOUT_WINDOW = "python.exe", "pythonw.exe"
SITE = Path("Lib", "site-packages")
PACKAGES = ("thidua_xl", "xl", "xlwings", "win32com", "click", "openpyxl", "pandas")
DLL = re.compile(r"xlwings(?P<bits>32|64)-(?P<version>[\d.]+)\.dll")


@dataclass(frozen=True, slots=True)
class Runtime:
    """What lies in a runtime's folder. ``missing`` are names below it; ``dlls`` xlwings' versions by 32 and 64 bits."""

    folder: str
    missing: tuple[str, ...]
    xlwings: str | None
    dlls: dict[int, str]


def home() -> Path | None:
    r"""``%LOCALAPPDATA%\thidua-xl``, which the templates name; None where there is no such place."""
    local = os.environ.get("LOCALAPPDATA")
    return Path(local) / NAME if local else None


def running() -> Path | None:
    """The runtime this Python runs from; None for any other Python (a runtime has a ``._pth`` beside it)."""
    folder = Path(sys.executable).parent
    return folder if sys.platform == "win32" and list(folder.glob("python3*._pth")) else None


def runtime_at(folder: Path) -> Runtime | None:
    """What lies there; None where there is no such folder."""
    if not folder.is_dir():
        return None
    site = folder / SITE
    found = (DLL.fullmatch(path.name) for path in folder.glob("xlwings*.dll"))
    dlls = {int(one["bits"]): one["version"] for one in found if one}
    missing = [name for name in (PYTHON, PYTHON_WITHOUT_WINDOW) if not (folder / name).is_file()]
    missing += [str(SITE / name) for name in PACKAGES if not (site / name / "__init__.py").is_file()]
    missing += [f"xlwings{bits}-….dll" for bits in (32, 64) if bits not in dlls]
    versions = [path.name.split("-")[1] for path in site.glob("xlwings-*.dist-info")]
    version = versions[0].removesuffix(".dist") if versions else None
    return Runtime(str(folder), tuple(missing), version, dlls)


def copy(source: Path, target: Path) -> None:
    """Put the runtime at ``target`` in the place of an older one. Raises CannotGoOn; the older one is then whole.

    Only the contents are copied, not the mark that Windows puts on what was unzipped from a mail.
    """
    fresh, old = target.with_name(target.name + ".new"), target.with_name(target.name + ".old")
    try:
        for leftover in (fresh, old):
            if leftover.exists():
                shutil.rmtree(leftover)
        shutil.copytree(source, fresh, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns("__pycache__"))
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    except OSError as wrong:
        if not target.exists() and old.exists():
            old.rename(target)
        raise CannotGoOn(
            f"Không chép được vào {target}: {wrong.strerror or wrong}. Đóng hết Excel rồi làm lại."
        ) from None
    shutil.rmtree(old, ignore_errors=True)


def output(python: Path, *arguments: str, seconds: int = 60) -> str:
    """What a Python prints. Raises CannotGoOn with its last line where it fails or takes too long."""
    try:
        ran = subprocess.run(  # stdin is a pipe: a Python without a console has none of its own
            [str(python), "-X", "utf8", *arguments], input="", capture_output=True, encoding="utf-8", timeout=seconds
        )
    except subprocess.TimeoutExpired:
        raise CannotGoOn(f"{python} không trả lời sau {seconds} giây") from None
    except OSError as wrong:
        raise CannotGoOn(f"{python} không chạy được: {wrong.strerror or wrong}") from None
    if ran.returncode:
        lines = [line for line in ran.stderr.splitlines() if line.strip()]
        raise CannotGoOn(f"{python}: {lines[-1] if lines else f'mã thoát {ran.returncode}'}")
    return ran.stdout
