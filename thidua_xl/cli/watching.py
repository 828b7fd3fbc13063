"""`--watch`: consolidate again whenever files arrive."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from thidua_xl.errors import CannotGoOn
from thidua_xl.workbooks.folder import Kind, locks_of, walked

EVERY = 2.0  # seconds between two looks; a file is taken when it stood still from one to the next
State = frozenset[tuple[str, int, float]]


def state_of(paths: Sequence[Path], own: Sequence[Path], out: Path) -> State:
    """The members' files by path, size and time; our own, copies of former masters too, are left out."""
    found: set[tuple[str, int, float]] = set()
    for entry in walked(paths, own):
        mine = entry.path.name.startswith(f"{out.stem}.") and entry.kind is not Kind.ATTACHMENT
        if entry.kind in (Kind.WORKBOOK, Kind.ATTACHMENT) and not mine:
            try:
                about = entry.path.stat()
            except OSError:
                continue
            found.add((str(entry.path), about.st_size, about.st_mtime))
    return frozenset(found)


def arrivals(paths: Sequence[Path], own: Sequence[Path], out: Path, known: State) -> Iterator[None]:
    """Once each time that files came, went or changed since ``known``; waits while they are being copied, and while
    the master is open in Excel.
    """
    before, told = known, False
    while True:
        time.sleep(EVERY)
        try:
            now = state_of(paths, own, out)
        except CannotGoOn:
            continue  # a share that is away comes back
        if now == known or now != before:
            before = now
            continue
        if locks_of(out):
            if not told:
                click.echo(f"Có bài mới, nhưng {out.name} đang mở trong Excel. Lưu và đóng tệp thì gộp tiếp.", err=True)
            told = True
            continue
        known, told = now, False
        yield
