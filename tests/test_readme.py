"""What README.md says to type is typed, in order, in one folder; and no page points at something that is not there."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from repository import ROOT, files, short, text_of

README = ROOT / "README.md"
ANY = "…"  # alone on a line: any lines; the same in a line that the program prints stands for itself
MASKED = re.compile("‹[^›]*›")  # what differs from run to run: a time, a date, a fingerprint
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FINISHED = (0, 3)  # clean, and "ran, and there are errors in the data"
LARGEST_PICTURE = 200_000


class Typed(NamedTuple):
    """A command of the README and the lines it says to expect."""

    command: str
    expected: list[str]


def blocks(language: str) -> list[str]:
    """The fenced blocks of the README in this language."""
    return [body for found, body in BLOCK.findall(README.read_text(encoding="utf-8")) if found == language]


def commands() -> Iterator[Typed]:
    """Every ``$ command`` of the console blocks, from top to bottom."""
    for block in blocks("console"):
        for line in block.splitlines():
            if line.startswith("$ "):
                typed = Typed(line[2:], [])
                yield typed
            else:
                typed.expected.append(line)


def pattern(expected: Sequence[str]) -> re.Pattern[str]:
    """The lines as a pattern of the whole output: only lone ``…`` and ‹masks› may differ."""
    lines = [r"(?:[^\n]*\n)*?" if line == ANY else f"{_literal(line)}\n" for line in expected]
    return re.compile("".join(lines))


def _literal(line: str) -> str:
    return "[^\n]+".join(re.escape(part) for part in MASKED.split(line))


def ran(typed: Typed, folder: Path) -> tuple[Path, str]:
    """Where one stands after a command typed in ``folder``, and what it printed."""
    if typed.command.startswith("cd "):
        return folder / typed.command.removeprefix("cd "), ""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "120"}
    done = subprocess.run(["bash", "-c", typed.command], cwd=folder, env=env, capture_output=True, timeout=300)
    output = (done.stdout + done.stderr).decode("utf-8")
    assert done.returncode in FINISHED, f"{typed.command}\n{output}"
    return folder, output


def test_every_command_prints_what_the_readme_says(tmp_path: Path) -> None:
    folder, asked = tmp_path, list(commands())
    assert len(asked) >= 8
    for typed in asked:
        folder, output = ran(typed, folder)
        assert pattern(typed.expected).fullmatch(output), f"{typed.command}\n{output}"


@pytest.mark.parametrize(
    ("expected", "output", "same"),
    [
        (["a", ANY, "c"], "a\nb\nb\nc\n", True),
        (["a", ANY, "c"], "a\nc\n", True),
        (["a", "c"], "a\nb\nc\n", False),
        (["lúc ‹giờ›."], "lúc 03:15.\n", True),
        (["lúc ‹giờ›."], "lúc 03:15. Thêm\n", False),
        (["trong demo …"], "trong demo kia\n", False),
    ],
)
def test_only_what_is_masked_may_differ(expected: list[str], output: str, same: bool) -> None:
    assert (pattern(expected).fullmatch(output) is not None) is same


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    asked = [line.split()[1] for block in blocks("bash") for line in block.splitlines() if line.startswith("make ")]
    assert asked == ["demo", "test"]
    assert set(asked) <= targets


def pages() -> list[Path]:
    """Every page in Markdown that people read."""
    return [path for path in files() if path.suffix == ".md"]


def anchors(page: Path) -> set[str]:
    """What a link into ``page`` may name: its headings, as the usual viewers of Markdown name them."""
    headings = re.findall(r"^#+ (.+)$", text_of(page) or "", re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", pages(), ids=short)
def test_no_link_is_dead(page: Path) -> None:
    dead = []
    for target in LINK.findall(text_of(page) or ""):
        name, _, anchor = target.partition("#")
        if "://" in target or target.startswith("mailto:"):
            continue
        found = page.parent / name if name else page
        if not found.exists() or (anchor and anchor not in anchors(found)):
            dead.append(target)
    assert dead == []


def test_pictures_are_shown_and_small() -> None:
    pictures = [path for path in files() if path.parent == ROOT / "docs" / "anh"]
    shown = {(page.parent / name).resolve() for page in pages() for name in LINK.findall(text_of(page) or "")}
    assert [short(path) for path in pictures if path.stat().st_size > LARGEST_PICTURE] == []
    assert [short(path) for path in pictures if path not in shown] == []
