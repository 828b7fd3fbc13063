"""The sdist and the wheel: what is in the tree is in them, and what is in them is enough to run."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from repository import ROOT, files

OURS = ("thidua_xl", "xl")
DATA = {".bin", ".rdb"}  # of each there is at least one, or a rename has emptied the test


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sdist, and the wheel made of what the sdist holds."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.tar.gz")), next(out.glob("*.whl"))


def in_the_tree() -> set[str]:
    """Every file that an installed thidua-xl needs, as the wheel names it."""
    relative = [path.relative_to(ROOT) for path in files()]
    code = {path.as_posix() for path in relative if path.parts[0] in OURS}
    examples = [Path(*path.parts[1:]) for path in relative if path.parts[0] == "workbook_templates"]
    return code | {f"thidua_xl/examples/{path.as_posix()}" for path in examples}


def test_the_wheel_holds_the_tree_and_nothing_else(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert names == in_the_tree()
    assert {Path(name).suffix for name in names} >= DATA


def test_the_wheel_says_what_it_is(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as wheel:
        (metadata,) = [name for name in wheel.namelist() if name.endswith("METADATA")]
        said = wheel.read(metadata).decode("utf-8")
        assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())
    assert "\nLicense-Expression: MIT\n" in said
    assert "\nRequires-Python: >=3.11\n" in said


def test_the_sdist_can_be_tested_and_read(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[0]) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"Makefile", "README.md", "LICENSE", "CHANGELOG.md", "setup/python.sh", "tests/test_packaging.py"} <= names
    assert {path.relative_to(ROOT).as_posix() for path in files() if path.suffix == ".md"} <= names


def test_what_the_wheel_holds_runs(built: tuple[Path, Path], tmp_path: Path) -> None:
    """Away from the tree: the example rulebooks, the VBA projects, the add-in's type library and the papers."""
    installed, work = tmp_path / "installed", tmp_path / "work"
    work.mkdir()
    with zipfile.ZipFile(built[1]) as wheel:
        wheel.extractall(installed)

    def thidua(*arguments: str) -> str:
        command = [sys.executable, "-m", "thidua_xl", *arguments]
        env = {**os.environ, "PYTHONPATH": str(installed), "PYTHONUTF8": "1"}
        done = subprocess.run(command, cwd=work, env=env, capture_output=True, timeout=120)
        assert done.returncode in (0, 3), done.stderr.decode("utf-8")
        return done.stdout.decode("utf-8")

    thidua("rulebook", "new", "luat.xlsx", "--example", "khoi-noi-chinh")
    for channel in ("excel", "libreoffice"):
        thidua("template", "luat.xlsx", "--out", channel, "--unit", "CAT", "--channel", channel)
    (work / "nop").mkdir()
    thidua("consolidate", "luat.xlsx", "nop", "--out", "tong.xlsm", "--force")
    thidua("minutes", "tong.xlsm", "--out", "van-ban")
    assert {path.suffix for path in (work / "excel").iterdir()} == {".xlsm"}
    assert {path.suffix for path in (work / "libreoffice").iterdir()} == {".xlsx", ".oxt"}
    assert len(list((work / "van-ban").glob("*.docx"))) == 6
