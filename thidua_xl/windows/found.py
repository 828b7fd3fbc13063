"""Reading the facts of this PC."""

import json
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from thidua_xl.errors import CannotGoOn
from thidua_xl.windows import excel
from thidua_xl.windows.facts import Answer, Facts, LibreOffice, Workbook
from thidua_xl.windows.runtime import PYTHON, home, output, runtime_at

TEMPLATES = "Thi-dua"  # below the user's documents
ADDIN = "vn.thidua.xl"
PROGRAMS = ("C:/Program Files/LibreOffice/program/soffice.com", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
NUMBER = re.compile(r"\d+\.\d+(\.\d+)*")
MANUAL = re.compile(rb"<(?:\w+:)?calcPr\b[^>]*\bcalcMode=\"manual\"")
INTERNET_ZONE = re.compile(r"ZoneId\s*=\s*[34]")


def facts(workbooks: Iterable[Path] = ()) -> Facts:
    """All that can be found here. The functions' server is started where there is a whole runtime."""
    windows = sys.platform == "win32"
    place = home()
    runtime = runtime_at(place) if place else None
    installed = excel.installed()
    office = installed.office if installed else excel.NEWEST
    return Facts(
        system=system(),
        is_windows=windows,
        python=f"{sys.version.split()[0]}, {64 if sys.maxsize > 2**32 else 32} bit",
        ours=our_version(),
        excel=installed,
        home=str(place) if place else None,
        runtime=runtime,
        server=answer(Path(runtime.folder)) if windows and runtime and not runtime.missing else None,
        trusted=excel.trusted(office),
        templates=str(templates()) if windows else None,
        macros=excel.macros(office),
        signs=excel.signs(),
        workbooks=tuple(map(workbook, workbooks)),
        libreoffice=libreoffice(),
    )


def system() -> str:
    """``Windows 10.0.19045``; Windows is not asked by way of WMI, which may be broken or slow."""
    if sys.platform != "win32":
        return f"{platform.system()} {platform.release()}"
    found = sys.getwindowsversion()
    return f"Windows {found.major}.{found.minor}.{found.build}"


def our_version() -> str:
    """The version of thidua-xl."""
    try:
        return version("thidua-xl")
    except PackageNotFoundError:
        return "?"


def templates() -> Path:
    """Where templates with Python functions are kept, unless another folder is named."""
    return excel.documents() / TEMPLATES


def answer(runtime: Path) -> Answer:
    """What the functions' server of a runtime answers, asked from a process of its own: it may hang."""
    try:
        told = json.loads(output(runtime / PYTHON, "-m", "thidua_xl.windows.udf_server", str(runtime)))
    except (CannotGoOn, ValueError) as wrong:
        return Answer(trouble=str(wrong))
    return Answer(told["points"], told["seconds"])


def workbook(path: Path) -> Workbook:
    """What concerns opening a workbook: the mark of the internet, calculation by hand."""
    path = path.absolute()
    try:
        with zipfile.ZipFile(path) as archive:
            manual = MANUAL.search(archive.read("xl/workbook.xml")) is not None
    except FileNotFoundError:
        return Workbook(path.name, str(path.parent), exists=False)
    except (OSError, KeyError, zipfile.BadZipFile):
        return Workbook(path.name, str(path.parent), is_from_internet(path), is_workbook=False)
    return Workbook(path.name, str(path.parent), is_from_internet(path), manual)


def is_from_internet(path: Path) -> bool:
    """Does the file carry the mark that Windows gives to what came by mail or from the web?"""
    try:
        return INTERNET_ZONE.search(Path(f"{path}:Zone.Identifier").read_text(errors="replace")) is not None
    except OSError:
        return False


def libreoffice() -> LibreOffice | None:
    """The installed LibreOffice; None where there is none."""
    program = shutil.which("soffice") or next((path for path in PROGRAMS if Path(path).is_file()), None)
    if program is None:
        return None
    try:
        ran = subprocess.run([program, "--version"], input="", capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    number = NUMBER.search(ran.stdout)
    return LibreOffice(number[0] if number else "?", has_addin(Path.home()))


def has_addin(user: Path) -> bool:
    """Is our add-in among the extensions of the user with this home folder? LibreOffice keeps them unzipped."""
    roots = (".config", "AppData/Roaming", "Library/Application Support")
    kept = (
        entry for root in roots for entry in (user / root).glob("[Ll]ibre[Oo]ffice/4/user/uno_packages/cache/*/*/*")
    )
    return any(ADDIN in _read(entry / "description.xml") for entry in kept if entry.suffix == ".oxt")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
