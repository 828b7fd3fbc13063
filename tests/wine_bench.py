"""Wine with the bundle in it, as `make wine` leaves them in build/wine."""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from repository import ROOT

BUILT = ROOT / "build" / "wine"
PREFIX, BUNDLE = BUILT / "prefix", BUILT / "bundle"
RUNTIME = BUNDLE / "thidua-xl"
DRIVE = PREFIX / "drive_c"
CALLS, PRESSING = (Path(__file__).parent / "wine" / f"{name}.py" for name in ("calls", "pressing"))


def why_unavailable() -> str | None:
    """Why nothing can be run in Wine here; None where it can."""
    if shutil.which("wine") is None:
        return "there is no Wine here: `make wine` installs it as root on Debian"
    return None if (RUNTIME / "python.exe").is_file() else "the bundle for Wine is not built: `make wine`"


def environment() -> dict[str, str]:
    """Wine's variables; Python's own are left out, they would reach the Python in Wine."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return ours | {"WINEPREFIX": str(PREFIX), "WINEDEBUG": "-all"}


@cache
def kept_running() -> subprocess.Popen[bytes]:
    """A program that waits for its input until these tests end, and Wine's services with it.

    They are what takes longest to start, and they keep the output of the program that started them: with a pipe there
    a test would wait for them and not for its program.
    """
    environ, nowhere = environment(), subprocess.DEVNULL
    waiting = subprocess.Popen(["wine", "cmd"], env=environ, stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere)
    subprocess.run(["wine", "cmd", "/c", "exit"], env=environ, input=b"", stdout=nowhere, stderr=nowhere)
    return waiting


def wine(*command: str | Path, folder: Path | None = None, typed: str = "\r\n") -> subprocess.CompletedProcess[str]:
    """Run a program in Wine. ``typed`` is its input: without a pipe there a Python in Wine cannot start."""
    kept_running()
    ran = subprocess.run(
        ["wine", *map(str, command)],
        cwd=folder,
        env=environment(),
        input=typed.encode(),
        capture_output=True,
        timeout=600,
    )
    out, err = (text.decode("utf-8", "replace").replace("\r\n", "\n") for text in (ran.stdout, ran.stderr))
    return subprocess.CompletedProcess(ran.args, ran.returncode, out, err)


def python(*arguments: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the bundle's Python."""
    return wine(RUNTIME / "python.exe", "-X", "utf8", *arguments, folder=folder)


def in_windows(path: Path) -> str:
    r"""A path as Windows names it: on C: what lies in the prefix, else on Z:."""
    drive, below = ("C:", path.relative_to(DRIVE)) if path.is_relative_to(DRIVE) else ("Z:", path.relative_to("/"))
    return f"{drive}\\{below!s}".replace("/", "\\")


def called(path: Path) -> dict[str, Any]:
    """Make the calls of a JSON-lines file over COM; what calls.py tells."""
    ran = python(CALLS, in_windows(path))
    assert ran.stdout.startswith("{"), ran.stderr[-2000:]
    told: dict[str, Any] = json.loads(ran.stdout)
    return told
