"""A runtime made of Python's embeddable package and wheels. Nothing is run: it is made on any system."""

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, distribution
from json import loads
from pathlib import Path, PurePosixPath
from urllib.parse import urlparse
from urllib.request import url2pathname

from thidua_xl.errors import CannotGoOn
from thidua_xl.windows.runtime import PYTHON, SITE

PROJECT = "thidua-xl"
# what our packages ask for on Windows only: pip looks at the machine it runs on
XLWINGS = "xlwings==0.37.8"  # as pyproject.toml has it; its VBA module loads a DLL of this very version
WINDOWS_ONLY = ("colorama", "pywin32", XLWINGS)
PLATFORM = "win_amd64"
SEARCHED = ("python3{minor}.zip", ".", *(str(SITE / name) for name in ("", "win32", "win32/lib", "Pythonwin")))
# the packages' own tests and documents, half of what there is to copy; and the part of xlwings that is not free
LEFT_OUT = re.compile(
    r"xlwings/pro/|(numpy|pandas)/.*\btests/|pythonwin/|win32/(Demos|test)/|win32com(ext)?/.*(demos|test)/|.*\.chm$"
)


def embedded(source: Path, folder: Path) -> str:
    """Put Python's embeddable package (a zip, or its folder) into ``folder``; its version ``3.13``.

    Raises CannotGoOn where there is no embeddable Python in it.
    """
    with _unpacked(source) as unpacked:
        found = next((path.parent for path in sorted(unpacked.rglob(PYTHON))), None)
        paths = sorted(found.glob("python3*._pth")) if found else []
        if found is None or not paths:
            raise CannotGoOn(
                f"{source} không phải bản Python nhúng (embeddable package, python-3.x.y-embed-amd64.zip)."
            )
        shutil.copytree(found, folder, dirs_exist_ok=True)
    minor = paths[0].name.removeprefix("python3").removesuffix("._pth")
    searched = [name.format(minor=minor).replace("/", "\\") for name in SEARCHED]
    (folder / paths[0].name).write_text("\r\n".join([*searched, "import site", ""]), newline="")
    return f"3.{minor}"


@contextmanager
def _unpacked(source: Path) -> Iterator[Path]:
    if source.is_dir():
        yield source
        return
    with tempfile.TemporaryDirectory() as temporary:
        try:
            with zipfile.ZipFile(source) as archive:
                archive.extractall(temporary)
        except (OSError, zipfile.BadZipFile) as wrong:
            raise CannotGoOn(f"Không đọc được {source}: {wrong}.") from None
        yield Path(temporary)


def unpack(wheels: Iterable[Path], runtime: Path) -> None:
    """Install wheels into a runtime, and DLLs beside its python.exe, where Windows looks for them."""
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            for entry in archive.infolist():
                target = _target(PurePosixPath(entry.filename))
                if entry.is_dir() or target is None:
                    continue
                path = runtime / target
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(archive.read(entry))


def _target(name: PurePosixPath) -> Path | None:
    """Where a wheel's file goes below the runtime; None for what is left out."""
    first, *others = name.parts
    if first.endswith(".data"):
        kind, *inside = others
        if kind in ("purelib", "platlib"):
            return Path(SITE, *inside)
        return Path(*inside) if kind == "data" else None
    if LEFT_OUT.match(str(name)):
        return None
    return Path(*others) if first == "pywin32_system32" else Path(SITE, *name.parts)


def fetched(folder: Path, python: str) -> None:
    """Let pip put into ``folder`` the wheels of ours and of all we need on Windows. Raises CannotGoOn offline."""
    _pip("wheel", "--no-deps", "--wheel-dir", str(folder), _ours())
    (ours,) = folder.glob("thidua_xl-*.whl")
    chosen = ("--platform", PLATFORM, "--python-version", python, "--only-binary=:all:")
    _pip("download", *chosen, "--dest", str(folder), str(ours), *WINDOWS_ONLY)


def _ours() -> str:
    """What pip makes our wheel of: the folder or the wheel we were installed from, else the published version."""
    try:
        installed = distribution(PROJECT)
        url = loads(installed.read_text("direct_url.json") or "{}").get("url", "")
    except PackageNotFoundError:
        raise CannotGoOn("Không biết thidua-xl được cài từ đâu: thêm --wheels THƯ-MỤC có các tệp .whl.") from None
    return url2pathname(urlparse(url).path) if url.startswith("file:") else f"{PROJECT}=={installed.version}"


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check"]
    ran = subprocess.run(command, capture_output=True, text=True)
    if ran.returncode:
        lines = [line for line in ran.stderr.splitlines() if line.startswith("ERROR")] or ran.stderr.splitlines()
        raise CannotGoOn(
            f"Không tải được thư viện ({lines[-1] if lines else 'pip'}). Nối mạng rồi làm lại, hoặc thêm --wheels."
        )
