"""How fast a whole consolidation is, as ratios against peers in the same run.

    .venv/bin/pip install ofwat-dqchecks       # the nearest tool; left out where it is not there
    .venv/bin/python benchmarks/consolidation.py [--files 500] [--sizes 10,100,500,1000] [--page docs/toc-do.md]

Every figure is of this machine and this run: seconds do not travel, ratios do. Peers only read; ours reads, checks,
scores, compares the units, ranks them and writes the master.
"""

import argparse
import compileall
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import peers
from results import Measured, page
from submissions import code, write_bloc, write_submissions

WORKERS = 2
SAMPLE, SAMPLE_OF_SLOW = 120, 40  # files a round that the peers read: what one takes does not depend on how many
QUICK = 1_000  # files that are soon done: measured in rounds too
ROUNDS = 3  # a machine that others use too is quick at one moment and slow at the next
HERE = Path(__file__).resolve().parent
RULEBOOK, RECEIVED, MASTER = "Bo-tieu-chi.xlsx", "Bai-nop", "Tong-hop.xlsx"


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def timed(work: Callable[..., int], paths: Sequence[Path], *more: Path, workers: int = 1) -> float:
    """Seconds a file."""
    return seconds(lambda: peers.all_of(work, paths, *more, workers=workers)) / len(paths)


def whole_job(folder: Path) -> tuple[float, float]:
    """`thidua consolidate` in a process of its own: seconds, and the peak of that process's memory in MB."""
    for left in ("Tong-hop.bo-nho", MASTER):  # of the round before: it would save time
        (folder / left).unlink(missing_ok=True)
    run = [sys.executable, str(HERE / "one_run.py"), RULEBOOK, RECEIVED, "--out", MASTER, "--force"]
    start = time.perf_counter()
    done = subprocess.run([*run, "--workers", str(WORKERS)], cwd=folder, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - start
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    return taken, json.loads(done.stderr.splitlines()[-1])["megabytes"]


def readings(folder: Path) -> tuple[float, float]:
    """Seconds of the reading part: the first time, and after one file of all has changed."""
    cache = folder / "Tong-hop.bo-nho"
    cache.unlink(missing_ok=True)
    run = [sys.executable, str(HERE / "one_reading.py"), str(folder / RULEBOOK), str(folder / RECEIVED), str(cache)]
    first = json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout)
    path = folder / RECEIVED / f"{code(1)}.xlsx"
    with path.open("ab") as changed:
        changed.write(b"\0" * 3)  # bytes behind a zip archive: another file, and still the same workbook
    again = json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout)
    assert again["read"] == 1, again
    return first["seconds"], again["seconds"]


def bloc(folder: Path, size: int) -> list[Path]:
    """A bloc of so many units in ``folder``; the workbooks' paths."""
    folder.mkdir(parents=True)
    write_submissions(folder / RECEIVED, write_bloc(folder / RULEBOOK, size), 1, size)
    return sorted((folder / RECEIVED).iterdir())


def against_peers(folder: Path, paths: Sequence[Path]) -> Measured:
    """One round: everything that is measured on one bloc, what is compared soon after another."""
    size = len(paths)
    found = Measured(files=size, kilobytes=sum(path.stat().st_size for path in paths) / size / 1000)
    many, few = (paths[:: max(1, size // sample)] for sample in (SAMPLE, SAMPLE_OF_SLOW))
    found.floor = timed(peers.unzipped, many)
    found.reading = timed(peers.our_reading, many)
    found.pandas = timed(peers.by_pandas, many, workers=WORKERS)
    if importlib.util.find_spec("dqchecks"):
        found.dqchecks = timed(peers.by_dqchecks, few, paths[0], workers=WORKERS)
    taken, found.megabytes = whole_job(folder)
    found.whole = taken / size
    found.first, found.again = readings(folder)
    return found


def main() -> None:
    """Measure and print; write the page where one is asked for."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--files", type=int, default=500)
    asked.add_argument("--sizes", default="10,100,500")
    asked.add_argument("--page", type=Path)
    given = asked.parse_args()
    root = Path(tempfile.mkdtemp())
    # as pip does with every package, the peers' too: else each process would compile ours anew
    compileall.compile_dir(HERE.parent / "thidua_xl", quiet=1)
    try:
        paths = bloc(root / "peers", given.files)
        rounds = [against_peers(root / "peers", paths) for _ in range(ROUNDS)]
        shutil.rmtree(root / "peers")
        sizes: list[tuple[int, float, float]] = []
        for size in (int(text) for text in given.sizes.split(",")):
            bloc(root / str(size), size)
            runs = [whole_job(root / str(size)) for _ in range(ROUNDS if size <= QUICK else 1)]
            taken, megabytes = sorted(runs)[len(runs) // 2]
            sizes.append((size, taken / size, megabytes))
            shutil.rmtree(root / str(size))
        text = page(rounds, sizes, workers=WORKERS, cores=os.cpu_count() or 1)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    if given.page:
        given.page.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
