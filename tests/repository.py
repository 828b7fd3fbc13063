"""The files of this repository, for the tests that judge all of them."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {"build", "dist", "__pycache__"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that is tracked or would be; without git, every file but hidden, built and installed ones."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
        found = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = [path for path in ROOT.rglob("*") if not is_left_out(path.relative_to(ROOT))]
    return tuple(sorted(path for path in found if path.is_file()))


def is_left_out(path: Path) -> bool:
    """Whether .gitignore leaves this path out, as near as a test without git needs to know."""
    hidden = path.parts[0].startswith(".") and path.parts[0] not in (".ci", ".gitignore")
    return hidden or any(part in NOT_OURS or part.endswith(".egg-info") for part in path.parts)


def python_files() -> list[Path]:
    """Every Python file of the repository."""
    return [path for path in files() if path.suffix == ".py"]


@cache
def text_of(path: Path) -> str | None:
    """The text of a file as UTF-8; None for a binary one, or one in an older encoding."""
    content = path.read_bytes()
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def short(path: Path) -> str:
    """A path as people of the project write it."""
    return path.relative_to(ROOT).as_posix()
