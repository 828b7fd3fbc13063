"""Reading on a real Dask cluster of two workers on this machine, one of which is killed in the middle."""

import os
import time
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cluster_work import MARK, always_dies, dies_once, length

from thidua_xl.consolidation.files import Content
from thidua_xl.demo.bloc import example_rulebook
from thidua_xl.demo.filling import filled
from thidua_xl.errors import CannotGoOn
from thidua_xl.workbooks.cluster import cluster_at
from thidua_xl.workbooks.folder_reading import read_folder
from thidua_xl.workbooks.writing.member import write_member

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")

TESTS = Path(__file__).parent
NOW = datetime(2026, 11, 22, 8)


@pytest.fixture
def local() -> Iterator[Any]:
    """A cluster with two worker processes of its own, for they may die; they can import our tests' work."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(TESTS.parent), str(TESTS), before or ""])
    quiet = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    few = dask.config.set({"distributed.scheduler.allowed-failures": 1})  # workers a file may cost; 3 take longer
    try:
        with few, distributed.LocalCluster(host="127.0.0.1", **quiet) as cluster:
            yield cluster
            wait_for_workers(cluster)
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


def wait_for_workers(cluster: Any) -> None:
    """Dask itself stumbles over a worker that is just being started anew when its cluster is closed."""
    until = time.monotonic() + 20
    while cluster.status.name == "running" and len(cluster.scheduler.workers) < 2 and time.monotonic() < until:
        time.sleep(0.1)


@pytest.fixture
def address(local: Any) -> str:
    """Where its scheduler listens."""
    return str(local.scheduler_address)


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """Files of 0 to 11 bytes, one of them fatal."""
    found = [tmp_path / (f"{size}" if size != 5 else "fatal") for size in range(12)]
    for size, path in enumerate(found):
        path.write_bytes(b"x" * size)
    return found


def test_outcomes_come_in_the_order_of_the_files(address: str, paths: list[Path]) -> None:
    with cluster_at(address) as cluster:
        outcomes = list(cluster.read([*paths, paths[0].with_name("gone")], length))
    assert [outcome.result for outcome in outcomes] == [*range(12), None]
    assert outcomes[-1].trouble is not None
    assert outcomes[-1].trouble.code == "TD-TEP-KHONG-MO-DUOC"


def test_a_worker_killed_in_the_middle_costs_nothing(address: str, paths: list[Path], tmp_path: Path) -> None:
    with cluster_at(address) as cluster:
        outcomes = list(cluster.read(paths, partial(dies_once, folder=str(tmp_path))))
    assert (tmp_path / MARK).exists()
    assert [outcome.result for outcome in outcomes] == list(range(12))


def test_a_file_that_kills_every_worker_costs_itself(address: str, paths: list[Path]) -> None:
    with cluster_at(address) as cluster:
        outcomes = list(cluster.read(paths, always_dies))
    assert [outcome.result for outcome in outcomes] == [*range(5), None, *range(6, 12)]
    assert outcomes[5].trouble is not None
    assert outcomes[5].trouble.code == "TD-TEP-LAM-DUNG"


def test_a_folder_reads_the_same_as_here(address: str, tmp_path: Path) -> None:
    rulebook = example_rulebook("so-tu-phap-2022")
    for unit in rulebook.units:
        write_member(tmp_path / f"{unit.code}.xlsx", rulebook, unit, submission=filled(rulebook, unit, NOW.date()))
    (tmp_path / "hong.xlsx").write_bytes(b"PK\3\4 no zip")
    with cluster_at(address) as cluster:
        there = read_folder(rulebook, [tmp_path], now=NOW, cluster=cluster)
    assert there == read_folder(rulebook, [tmp_path], now=NOW, workers=1)
    assert sorted(file.found.content for file in there.files) == [Content.MEMBER] * 3 + [Content.UNREADABLE]


def test_a_cluster_without_workers_is_given_up(
    local: Any, address: str, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thidua_xl.workbooks.cluster.STALLED", 2)
    with cluster_at(address) as cluster:
        local.scale(0)
        cluster.client.retire_workers()  # the scaling goes on by itself: this waits
        with pytest.raises(CannotGoOn, match=address):
            next(cluster.read(paths, length))


def test_a_scheduler_that_is_gone_is_given_up(
    local: Any, address: str, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thidua_xl.workbooks.cluster.CONNECT", 3)  # the client looks for it as long again
    monkeypatch.setattr("thidua_xl.workbooks.cluster.STALLED", 5)
    with cluster_at(address) as cluster:
        local.close()
        with pytest.raises(CannotGoOn, match=address):
            next(cluster.read(paths, length))


def test_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua_xl.workbooks.cluster.CONNECT", 1)
    with pytest.raises(CannotGoOn, match=r"tcp://127\.0\.0\.1:1"), cluster_at("tcp://127.0.0.1:1"):
        pass
