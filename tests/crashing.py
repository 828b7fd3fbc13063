"""A command in a process of its own that is killed (SIGKILL) before its n-th change of a folder: no clocks, no luck.

Python tells its audit hooks of every file that is opened, renamed, removed, copied, made. The hook counts those that
write under one folder. What a kill leaves on the disk is what is there at that moment, so that one run, of which a
copy of the folder is taken before each change, stands for a kill before each of them; some kills are real.
"""

import hashlib
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

from thidua_xl.cli import main
from thidua_xl.workbooks import folder_reading
from thidua_xl.workbooks.reading.isolation import MEMORY
from thidua_xl.workbooks.reading.worker import Outcome, outcome_of

NEVER = 10**9
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "os.link", "os.utime"}


class Here(nullcontext["Here"]):
    """Reading without workers: what is killed is the writing."""

    def __init__(self, work: Callable[..., object], *_: object, **__: object) -> None:
        super().__init__(self)
        self.work = work
        self.paths: list[Path] = []

    def start(self, _: int) -> None:
        """There are none."""

    def expect(self, path: Path, _: int) -> None:
        """As a pool's."""
        self.paths.append(path)

    def turn(self) -> None:
        """Nothing goes on beside it."""

    def outcomes(self, paths: Iterable[Path], _: int) -> Iterator[Outcome[object]]:
        """As a pool's."""
        return (outcome_of(path, self.work, MEMORY) for path in paths)


def writes(event: str, arguments: tuple[object, ...], folder: str) -> bool:
    """Is this audit event a change under the folder?"""
    if event == "open":
        flags = arguments[2] if isinstance(arguments[2], int) else 0
        if not flags & (os.O_WRONLY | os.O_RDWR):
            return False
    elif event not in CHANGES:
        return False
    return isinstance(arguments[0], (str, os.PathLike)) and os.fspath(arguments[0]).startswith(folder)


def run_until(arguments: list[str], folder: Path, deadly: int = NEVER, copies: Path | None = None) -> tuple[int, int]:
    """Run a command of `thidua`; kill it before its change number ``deadly``, or copy the folder before each change to
    ``copies``/1, 2, …. Its status (−9 killed), the number of its changes.
    """
    told, say = os.pipe()
    child = os.fork()
    if child == 0:
        run_in_child(arguments, str(folder), deadly, copies, say)
    os.close(say)
    with os.fdopen(told, "rb") as pipe:
        changes = len(pipe.read())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), changes


def run_in_child(arguments: list[str], folder: str, deadly: int, copies: Path | None, say: int) -> None:
    """Never returns: the process ends with the command."""
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - pytest holds the others
    seen = 0

    def hook(event: str, given: tuple[object, ...]) -> None:
        nonlocal seen
        if writes(event, given, folder):
            seen += 1
            if seen == deadly:
                os.kill(os.getpid(), signal.SIGKILL)
            if copies:
                shutil.copytree(folder, copies / str(seen))
            os.write(say, b".")

    folder_reading.begun = Here  # type: ignore[assignment, misc]
    sys.addaudithook(hook)
    status = 99
    try:
        main(arguments, standalone_mode=False)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    finally:
        os._exit(status)


def kept(folder: Path, known: dict[str, tuple[str, int]]) -> frozenset[tuple[str, str]]:
    """What a kill left, without what differs from run to run: names, and which of them still have a known content."""
    digests = {digest for digest, _ in known.values()}
    left = {str(Path(path).relative_to(folder)): digest for path, (digest, _) in state(folder).items()}
    return frozenset(
        (re.sub(r"\.[a-z0-9_]{8}(?=\.)", ".*", re.sub(r"-\d{4}\b", "", name)), digest if digest in digests else "new")
        for name, digest in left.items()
    )


def state(folder: Path) -> dict[str, tuple[str, int]]:
    """Every file under a folder: its digest and the time it was last written."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(p): (hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_mtime_ns) for p in files}
