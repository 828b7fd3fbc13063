"""Each file in a worker process with a memory cap and a deadline: what kills a worker costs one file.

``ProcessPoolExecutor`` gives up all its work when one process dies, so the workers here are few, each with a
pipe of its own, started anew ('spawn', the same on every system) when one is lost. The memory cap is set by
the worker itself (memory.py: RLIMIT_AS, on Windows a Job Object); the deadline is kept here, by killing.
"""

import multiprocessing
import pickle
import signal
import sys
import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from math import inf
from multiprocessing.connection import wait
from pathlib import Path
from types import ModuleType
from typing import Generic, TypeVar

from thidua_xl.errors import CannotGoOn, NotReadable
from thidua_xl.workbooks.reading.worker import READY, Outcome, Work, serve, torn

T = TypeVar("T")

DEADLINE = 20.0  # seconds a file: a workbook takes tenths of one, but an old PC with a virus scanner is slow
MEMORY = 500 * 2**20  # bytes a worker
START = 60.0  # seconds a worker may take to start: virus scanners look at every import
STARTS_LOST = 3  # workers that die before their first file, after which it is not a file's fault
AHEAD = 16  # files a worker that may be done before the one that is waited for


def read_isolated(
    paths: Iterable[Path],
    work: Work[T],
    *,
    workers: int = 2,
    memory: int = MEMORY,
    deadline: float = DEADLINE,
) -> Iterator[Outcome[T]]:
    """``work(bytes, name)`` for each file, in worker processes; outcomes in the order of ``paths``.

    ``work`` and its results cross a pipe: a function of a module, results that pickle and are small. What it
    raises as NotReadable, a crash, ``memory`` bytes passed or ``deadline`` seconds passed become the
    ``trouble`` of that file's outcome. Raises CannotGoOn where workers cannot be started at all.
    """
    with begun(work, memory=memory, deadline=deadline) as pool:
        yield from pool.outcomes(list(paths), workers)


@contextmanager
def begun(work: Work[T], *, memory: int = MEMORY, deadline: float = DEADLINE) -> "Iterator[Pool[T]]":
    """A pool without workers: some may start while the caller does something else before it asks for outcomes."""
    pool = Pool(work, memory, deadline)
    try:
        yield pool
    finally:
        pool.close()


class Worker:
    """The parent's side of one worker process."""

    def __init__(self, work: bytes, memory: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, work, memory), daemon=True)
        with no_main_module(), deaf_to_interrupts():
            self.process.start()
        theirs.close()  # or the pipe would never tell that the worker is gone
        self.ready = False
        self.index: int | None = None
        self.until = time.monotonic() + START

    def take(self, index: int, path: Path, deadline: float) -> None:
        """Give it a file; one that is already gone is noticed by the closed pipe."""
        self.index = index
        self.until = time.monotonic() + deadline
        try:
            self.connection.send(path)
        except OSError:
            return

    def kill(self) -> int | None:
        """End the process; its exit code."""
        self.process.kill()
        self.process.join()
        self.connection.close()
        return self.process.exitcode


@contextmanager
def no_main_module() -> Iterator[None]:
    """A spawned process imports the parent's main module first: the whole program, three times what reading takes.

    Hence ``work`` has to be a function of another module.
    """
    main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """What starts now inherits that Ctrl+C is not for it, from its first import on; the parent decides."""
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGINT) is None:
        yield  # a thread may not, and what another language set could not be set again
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Pool(Generic[T]):
    """The workers and what they have done so far."""

    def __init__(self, work: Work[T], memory: int, deadline: float) -> None:
        # small enough for the pipe to take it at once: else it is waited for until the new process reads
        self.work = zlib.compress(pickle.dumps(work), level=1)
        self.memory, self.deadline = memory, deadline
        self.paths: list[Path] = []
        self.workers: list[Worker] = []
        self.done: dict[int, Outcome[T]] = {}
        self.next = 0
        self.starts_lost = 0

    def start(self, workers: int) -> None:
        """Let there be so many workers, without waiting for them."""
        while len(self.workers) < workers:
            self.workers.append(Worker(self.work, self.memory))

    def expect(self, path: Path, workers: int) -> None:
        """Let workers begin with this file before all files are known (``turn``)."""
        self.paths.append(path)
        self.start(min(workers, len(self.paths)))

    def turn(self) -> None:
        """Give expected files to workers that are ready, without waiting for any."""
        if self.workers and self.next < len(self.paths):
            self.collect(0)
            self.hand_out(AHEAD)

    def outcomes(self, paths: list[Path], workers: int) -> Iterator[Outcome[T]]:
        """All outcomes in order; at most a few are held back for the one that is waited for.

        Those that were expected come first; raises ValueError where they do not.
        """
        if paths[: len(self.paths)] != self.paths:
            raise ValueError("other files were expected")
        self.paths, workers = paths, max(1, workers)
        for index in range(len(self.paths)):
            while index not in self.done:
                open_files = len(self.paths) - index - len(self.done)
                self.start(min(workers, open_files))
                self.hand_out(index + AHEAD * workers)
                self.collect()
            self.hand_out(index + AHEAD * workers)  # no worker waits for what the caller does with an outcome
            yield self.done.pop(index)

    def hand_out(self, bound: int) -> None:
        """Give each idle worker the next file, but none at or beyond ``bound``."""
        for worker in self.workers:
            if worker.ready and worker.index is None and self.next < min(bound, len(self.paths)):
                worker.take(self.next, self.paths[self.next], self.deadline)
                self.next += 1

    def collect(self, patience: float = inf) -> None:
        """Wait for a worker to finish, die or run late, and note what became of its file."""
        busy = [worker for worker in self.workers if worker.index is not None or not worker.ready]
        first = min((worker.until for worker in busy), default=0.0)
        spoke = wait([worker.connection for worker in busy], max(0.0, min(patience, first - time.monotonic())))
        for worker in busy:
            if worker.connection in spoke:
                self.hear(worker)
            elif time.monotonic() >= worker.until and not worker.connection.poll():
                self.lose(worker, late=True)

    def hear(self, worker: Worker) -> None:
        """Take a worker's message; no message but a closed pipe means that it died."""
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            self.lose(worker, late=False)
            return
        if message == READY:
            worker.ready = True
            self.starts_lost = 0
        elif worker.index is not None:
            self.done[worker.index] = message
            worker.index = None
            if torn(message):  # the process is about to end: it must not get another file
                self.workers.remove(worker)
                worker.kill()

    def lose(self, worker: Worker, *, late: bool) -> None:
        """A worker that died or has to: its file gets the finding, a new worker takes its place."""
        self.workers.remove(worker)
        worker.process.join(0 if late else 1)
        code = worker.kill()
        if worker.index is not None:
            self.done[worker.index] = Outcome(self.paths[worker.index], None, self.loss(code, late=late))
        elif not worker.ready:
            self.starts_lost += 1
            if self.starts_lost >= STARTS_LOST:
                raise CannotGoOn(
                    "Không khởi động được tiến trình đọc tệp. Kiểm tra phần mềm diệt vi-rút có chặn Python không."
                )

    def loss(self, code: int | None, *, late: bool) -> NotReadable:
        """Why a worker was lost."""
        if late:
            return NotReadable("TD-TEP-QUA-LAU", seconds=f"{self.deadline:g}".replace(".", ","))
        return NotReadable("TD-TEP-LAM-DUNG", found=f"mã thoát {code}")

    def close(self) -> None:
        """End all workers: nothing they still do is wanted."""
        for worker in self.workers:
            worker.kill()
        self.workers.clear()
