"""`--watch`: consolidate again whenever files arrive."""

import time
from collections.abc import Sequence
from pathlib import Path

import click

from thidua_xl.errors import CannotGoOn
from thidua_xl.workbooks.folder import Kind, locks_of, walked

EVERY = 2.0  # seconds between two looks; a file is taken when it stood still from one to the next
AGAIN = 30.0  # seconds until what could not be put together is tried once more
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


class Arrivals:
    """Files that came, went or changed since those that were put together last, ``known``."""

    def __init__(self, paths: Sequence[Path], own: Sequence[Path], out: Path, known: State) -> None:
        self.paths, self.own, self.out = paths, own, out
        self.known = self.before = self.tried = known
        self.again = 0.0

    def wait(self) -> None:
        """Until there is something to put together: not while files are being copied or the master is open in Excel,
        and the same once more, after ``AGAIN`` seconds, where it could not be put together.
        """
        told = False
        while True:
            time.sleep(EVERY)
            try:
                now = state_of(self.paths, self.own, self.out)
            except CannotGoOn:
                continue  # a share that is away comes back
            stood_still, self.before = now == self.before, now
            if now == self.known or not stood_still or (now == self.tried and time.monotonic() < self.again):
                continue
            if not locks_of(self.out):
                self.tried = now
                return
            if not told:
                name = self.out.name
                click.echo(f"Có bài mới, nhưng {name} đang mở trong Excel. Lưu và đóng tệp thì gộp tiếp.", err=True)
            told = True

    def taken(self) -> None:
        """They are in the master."""
        self.known = self.tried

    def failed(self) -> None:
        """They are not: what stood in the way may go away."""
        self.again = time.monotonic() + AGAIN
