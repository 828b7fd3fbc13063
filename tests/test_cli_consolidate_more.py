"""`thidua consolidate`: what it remembers, exports, reaches and watches."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from thidua_xl.cli import watching
from thidua_xl.cli.main import main
from thidua_xl.cli.watching import Arrivals, state_of
from thidua_xl.demo.bloc import MADE_ON, example_rulebook
from thidua_xl.demo.filling import filled
from thidua_xl.examples import tables
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.workbooks.writing import rulebook_bytes
from thidua_xl.workbooks.writing.member import write_member

NAME = "so-tu-phap-2022"
PATIENCE = 90  # seconds: a loaded machine is slow, and nothing here depends on how long it takes


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rulebook and the submissions of its three units."""
    folder = tmp_path_factory.mktemp("more")
    (folder / "Bo-tieu-chi.xlsx").write_bytes(rulebook_bytes(tables(NAME)))
    rulebook: Rulebook = example_rulebook(NAME)
    (folder / "Bai-nop").mkdir()
    for unit in rulebook.units:
        sent = filled(rulebook, unit, MADE_ON.replace(year=2022))
        write_member(folder / "Bai-nop" / f"{unit.code}.xlsx", rulebook, unit, submission=sent)
    return folder


@pytest.fixture
def desk(drawn: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(drawn, tmp_path / "desk"))
    monkeypatch.chdir(folder)
    return folder


def run(*words: str) -> dict[str, object]:
    """The JSON of one consolidation."""
    command = ["consolidate", "Bo-tieu-chi.xlsx", *words, "--out", "Tong-hop.xlsx", "--json", "ket-qua.json"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code in (0, 3), done.output
    found: dict[str, object] = json.loads(Path("ket-qua.json").read_text(encoding="utf-8"))
    return found


def test_a_second_run_remembers_and_says_the_same(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua_xl.workbooks.cache.WORTH", 1)
    first = run("Bai-nop")
    assert Path("Tong-hop.bo-nho").stat().st_size > 0
    assert run("Bai-nop") == first
    Path("Tong-hop.bo-nho").unlink()
    assert run("Bai-nop") == first


def test_what_it_remembers_is_no_submission(desk: Path) -> None:
    run(".")
    Path("Khoi-khac.bo-nho").write_bytes(b"SQLite format 3")
    found = run(".")
    paths = [file["path"] for file in found["files"]]  # type: ignore[index, attr-defined]
    assert not [path for path in paths if path.endswith(".bo-nho")]


def test_tables_for_analysts(desk: Path) -> None:
    found = run("Bai-nop", "--export", "Bang")
    (file,) = Path("Bang/totals").iterdir()
    assert file.name == "So-tu-phap-cac-tinh--bang-xep-hang-nam-2022-trich_Nam-2022.parquet"
    totals = pd.read_parquet(file).set_index("unit")
    for standing in found["standings"]:  # type: ignore[attr-defined]
        assert f"{totals.loc[standing['unit'], 'total']:.2f}" == standing["total"]
    assert {path.name for path in Path("Bang").iterdir()} == {"scores", "totals", "figures", "findings", "files"}


def test_submissions_in_an_archive(desk: Path) -> None:
    here = run("Bai-nop")
    archive = shutil.make_archive("bai", "zip", "Bai-nop")
    there = run(f"zip://::{archive}")
    assert there["standings"] == here["standings"]


def test_no_scheduler_there(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua_xl.workbooks.cluster.CONNECT", 1)
    command = ["consolidate", "Bo-tieu-chi.xlsx", "Bai-nop", "--out", "T.xlsx", "--scheduler", "tcp://127.0.0.1:1"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert "tcp://127.0.0.1:1" in done.output
    assert not Path("T.xlsx").exists()


def until(holds: Callable[[], bool]) -> bool:
    """Wait for something another process does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.2)
    return False


def ranked() -> set[str]:
    """The units in the master's JSON, none while it is not there."""
    try:
        found = json.loads(Path("ket-qua.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return {standing["unit"] for standing in found["standings"]}


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent another way")
def test_the_watch_takes_what_arrives(desk: Path) -> None:
    late = Path("Bai-nop/LAN.xlsx").rename("LAN.xlsx")
    command = [sys.executable, "-m", "thidua_xl", "consolidate", "Bo-tieu-chi.xlsx", "Bai-nop", "--watch"]
    command += ["--out", "Tong-hop.xlsx", "--json", "ket-qua.json", "--workers", "1"]
    signal.signal(signal.SIGINT, signal.default_int_handler)  # where the tests run in the background, nobody hears it
    watch = subprocess.Popen(command, env={**os.environ}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        assert until(lambda: ranked() == {"DTHAP", "TGIANG"})
        shutil.move(late, "Bai-nop/LAN.xlsx")
        assert until(lambda: ranked() == {"DTHAP", "TGIANG", "LAN"})
        assert not list(Path().glob("Tong-hop.2*"))  # nobody touched the former master: no copy of it is kept
    finally:
        watch.send_signal(signal.SIGINT)
        said = watch.communicate(timeout=PATIENCE)[1]
    assert watch.returncode in (0, 3)
    assert "Đã dừng." in said


def test_the_watch_tries_again_what_could_not_be_put_together(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "EVERY", 0.01)
    paths, out = (desk / "Bai-nop",), desk / "Tong-hop.xlsx"
    waiting = Arrivals(paths, (), out, state_of(paths, (), out))
    shutil.copy(desk / "Bai-nop" / "LAN.xlsx", desk / "Bai-nop" / "mới.xlsx")
    waiting.wait()
    monkeypatch.setattr(watching, "AGAIN", 0.2)
    since = time.monotonic()
    waiting.failed()
    waiting.wait()
    assert time.monotonic() - since >= 0.2
    monkeypatch.setattr(watching, "AGAIN", 3600)
    waiting.failed()
    (desk / "Bai-nop" / "LAN.xlsx").unlink()
    waiting.wait()  # what else comes is no repetition
    waiting.taken()
    assert waiting.known == state_of(paths, (), out)
