"""Inside a worker process: take a path, read its bytes, do the work, send what became of it."""

import gc
import hashlib
import os
import pickle
import signal
import sys
import time
import traceback
import zlib
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading.archive import megabytes
from thidua_xl.workbooks.reading.bounds import MAX_FILE
from thidua_xl.workbooks.reading.memory import cap_memory, leave_no_trace
from thidua_xl.workbooks.refusal import why_refused
from thidua_xl.workbooks.remote import is_remote

T = TypeVar("T")
Work = Callable[[bytes, str], T]
READY = "ready"


class Outcome(NamedTuple, Generic[T]):
    """What became of one file: a result, or why there is none. ``sha256`` is empty where it was not read."""

    path: Path
    result: T | None
    trouble: NotReadable | None
    sha256: str = ""
    seconds: float = 0.0


def serve(connection: Connection, packed: bytes, memory: int) -> None:
    """Work (of the parent, pickled and packed) until the parent closes the pipe.

    After running out of memory the process ends: its heap is torn.
    """
    gc.disable()  # collected between files instead: neither imports nor a reading make many cycles
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all of us; the parent decides
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # native code complains there before it aborts
    leave_no_trace()
    cap_memory(memory)
    work: Work[Any] = pickle.loads(zlib.decompress(packed))
    connection.send(READY)
    while True:
        try:
            path = connection.recv()
        except (EOFError, OSError):
            return
        outcome = outcome_of(path, work, memory)
        try:
            connection.send(outcome)
        except MemoryError:
            outcome = Outcome(path, None, out_of_memory(memory))
            connection.send(outcome)
        if torn(outcome):
            return
        del outcome
        gc.collect(1)


def torn(outcome: Outcome[Any]) -> bool:
    """Has the worker that sent this run out of memory? Its heap is in pieces, and a new one takes its place."""
    return outcome.trouble is not None and outcome.trouble.code == "TD-TEP-QUA-BO-NHO"


def outcome_of(path: Path, work: Work[T], memory: int) -> Outcome[T]:
    """Read the file and do the work; whatever goes wrong costs this file only."""
    since = time.perf_counter()
    digest = ""
    try:
        data = file_bytes(path)
        digest = hashlib.sha256(data).hexdigest()
        return Outcome(path, work(data, path.name), None, digest, time.perf_counter() - since)
    except NotReadable as error:
        trouble = error.with_traceback(None)
    except MemoryError:
        trouble = out_of_memory(memory)
    except BaseException as error:  # noqa: BLE001 - our own bug, or a panic of native code (a BaseException)
        trouble = NotReadable("TD-TEP-LOI-CHUONG-TRINH", found=said(error))
    return Outcome(path, None, trouble, digest, time.perf_counter() - since)


def file_bytes(path: Path) -> bytes:
    """The whole file, unless it is larger than any workbook we read, or somebody is writing it at this moment."""
    try:
        if is_remote(path):
            return remote_bytes(path)
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            if before.st_size > MAX_FILE:
                raise NotReadable("TD-TEP-QUA-LON", found=megabytes(before.st_size), allowed=megabytes(MAX_FILE))
            data = file.read(MAX_FILE + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise NotReadable("TD-TEP-KHONG-MO-DUOC", found=why_refused(error)) from error
    if len(data) != after.st_size or before.st_mtime_ns != after.st_mtime_ns:
        raise NotReadable("TD-TEP-KHONG-MO-DUOC", found="tệp đang được ghi, thay đổi ngay trong lúc đọc")
    return data


def remote_bytes(path: Path) -> bytes:
    """The whole file behind an address, unless it is too large; a download never sees half a change."""
    with path.open("rb") as file:
        data = file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise NotReadable("TD-TEP-QUA-LON", found=megabytes(len(data)), allowed=megabytes(MAX_FILE))
    return data


def out_of_memory(memory: int) -> NotReadable:
    """The file needed more than the worker may have."""
    return NotReadable("TD-TEP-QUA-BO-NHO", allowed=megabytes(memory))


def said(error: BaseException) -> str:
    """An unexpected error in one line: its kind and where it was raised, without any of the file's content."""
    frames = traceback.extract_tb(sys.exc_info()[2])
    place = f" ở {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
