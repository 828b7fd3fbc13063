"""The per-file work on other machines: a Dask cluster instead of processes of this one.

Every worker has to see the files under the same paths (a share, or addresses of fsspec) and needs the same thidua-xl.
Dask gives a worker its memory limit and starts it anew when it dies; the file that was read there goes to another
worker, and one that has cost several workers is given up: it costs that file only.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from thidua_xl.errors import CannotGoOn, NotReadable
from thidua_xl.workbooks.reading.isolation import MEMORY
from thidua_xl.workbooks.reading.worker import Outcome, Work, outcome_of

T = TypeVar("T")
CONNECT = 10  # seconds
STALLED = 120.0  # seconds without any answer for one file: a cluster that lost all its workers never answers
HOW = "Cài thêm: pip install 'thidua-xl[dask]'."


@contextmanager
def cluster_at(address: str) -> Iterator["Cluster"]:
    """The cluster whose scheduler listens at ``address`` (``tcp://10.0.0.5:8786``). Raises CannotGoOn."""
    try:
        from distributed import Client
    except ImportError:
        raise CannotGoOn(f"--scheduler cần thư viện dask chưa có trên máy này. {HOW}") from None
    try:
        client: Any = Client(address, timeout=CONNECT)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as wrong:
        why = f"Không kết nối được với bộ điều phối {address} ({type(wrong).__name__})."
        raise CannotGoOn(f"{why} Xem lại địa chỉ, ví dụ tcp://10.0.0.5:8786, và bộ điều phối đã chạy chưa.") from None
    with client:
        if not client.scheduler_info()["workers"]:
            raise CannotGoOn(f"Bộ điều phối {address} chưa có máy nào để đọc tệp. Khởi động dask worker rồi chạy lại.")
        yield Cluster(address, client.get_executor(pure=False), client)


class Cluster:
    """Reads files as ``read_isolated`` does, elsewhere."""

    def __init__(self, address: str, executor: Executor, client: Any) -> None:
        self.address, self.executor, self.client = address, executor, client

    def read(self, paths: Sequence[Path], work: Work[T]) -> Iterator[Outcome[T]]:
        """``work(bytes, name)`` for each file; outcomes in the order of ``paths``.

        A file that kills its worker may take others with it that wait there: each of these is read again by itself.
        Raises CannotGoOn where nobody is left to read.
        """
        # A task and not data sent ahead: a lost task is done again, lost data is gone. It goes there once, not a file.
        shared = self.client.submit(_same, work, pure=False)
        futures = [self.executor.submit(outcome_of, path, shared, MEMORY) for path in paths]
        for path, future in zip(paths, futures, strict=True):
            try:
                yield future.result(STALLED)
            except Exception as error:  # noqa: BLE001 - whatever a cluster says of a file, it costs this file only
                self._refuse_without_workers(error)
                yield self._alone(path, work)

    def _alone(self, path: Path, work: Work[T]) -> Outcome[T]:
        try:
            return self.executor.submit(outcome_of, path, work, MEMORY).result(STALLED)
        except Exception as error:  # noqa: BLE001 - see above
            self._refuse_without_workers(error)
            trouble = NotReadable("TD-TEP-LAM-DUNG", found=type(error).__name__)
            if isinstance(error, TimeoutError):
                trouble = NotReadable("TD-TEP-QUA-LAU", seconds=f"{STALLED:g}")
        return Outcome(path, None, trouble)

    def _refuse_without_workers(self, error: Exception) -> None:
        """Just after a worker died there may be none: that is looked at only when a long wait was in vain."""
        waited = isinstance(error, TimeoutError)
        if self.client.status == "closed" or (waited and not self.client.scheduler_info().get("workers")):
            why = f"Bộ điều phối {self.address} không còn máy nào đọc tệp: dask worker hoặc chính nó đã dừng."
            how = "Khởi động lại rồi chạy lại, hoặc bỏ --scheduler để đọc ngay trên máy này."
            raise CannotGoOn(f"{why} {how}") from error


def _same(work: Work[T]) -> Work[T]:
    return work
