"""Where the system says no: one line in Vietnamese, status 1, nothing lost, nothing left behind (as root too)."""

import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bloc_desk import Desk
from click.testing import CliRunner, Result

from thidua_xl.cli import main
from thidua_xl.workbooks import files, lock
from thidua_xl.workbooks.refusal import REASONS, why_refused

if sys.platform == "win32":
    pytest.skip("limits and rights of POSIX", allow_module_level=True)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.send("CAT", {"I": 9, "II": 8})
    made.send("STP", {"I": 8, "II": 8})
    assert made.run().exit_code == 0
    return made


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(result: Result, *words: str) -> None:
    """Stopped in one line that has these words."""
    assert result.exit_code == 1, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    for word in words:
        assert word in lines[0]


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """A disk that is full after this many bytes of a file: the system refuses with EFBIG, by the same way as ENOSPC."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("size", [0, 5_000, 20_000])
def test_a_disk_that_fills_while_the_master_is_written(
    desk: Desk, size: int, capfd: pytest.CaptureFixture[str]
) -> None:
    before = contents(desk.folder)
    with files_no_longer_than(size):
        result = desk.run()
    refused(result, f"Không ghi được {desk.out}")
    assert contents(desk.folder) == before
    assert "Traceback" not in capfd.readouterr().err
    assert desk.run().exit_code == 0


def test_a_disk_that_fills_while_templates_are_written(desk: Desk) -> None:
    out = desk.folder / "Mau"
    with files_no_longer_than(5_000):
        refused(CliRunner().invoke(main, ["template", str(desk.file), "--out", str(out)]), "Không ghi được")
    assert list(out.iterdir()) == []


def mounted(folder: Path, *options: str) -> bool:
    return subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False).returncode == 0


def test_a_real_full_disk(desk: Desk, tmp_path: Path) -> None:
    disk = tmp_path / "o dia"
    disk.mkdir()
    if not mounted(disk, "-t", "tmpfs", "-o", "size=24k", "tmpfs"):
        pytest.skip("no right to mount")
    try:
        refused(desk.run(out=disk / "Tong-hop.xlsx"), "ổ đĩa đã đầy")
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_folder_one_may_only_read(desk: Desk) -> None:
    folder = desk.out.parent
    before = contents(folder)
    if os.geteuid() == 0:
        if not mounted(folder, "--bind", str(folder)):
            pytest.skip("no right to mount")
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
    else:
        folder.chmod(0o555)
    try:
        refused(desk.run(), "Không ghi được", str(desk.out))
        refused(CliRunner().invoke(main, ["rulebook", "new", str(folder / "Moi.xlsx")]), "Không ghi được")
        assert contents(folder) == before
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", "-l", str(folder)], check=True)
        else:
            folder.chmod(0o755)


def test_names_too_long(desk: Desk) -> None:
    before = contents(desk.folder)
    for out in (desk.folder / f"{'Tổng hợp ' * 40}.xlsx", desk.folder / "/".join(["thu-muc"] * 700) / "T.xlsx"):
        refused(desk.run(out=out), "quá dài")
        refused(CliRunner().invoke(main, ["rulebook", "new", str(out)]), "quá dài")
    assert contents(desk.folder) == before


def test_windows_says_so_of_a_master_that_is_open(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What MoveFileEx answers there while Excel has the file; the lock file may be missing (a viewer, a preview)."""

    def busy(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "Access is denied", str(target))

    before = desk.out.read_bytes()
    monkeypatch.setattr(files.Path, "replace", busy)
    refused(desk.run(), "đang mở trong Excel")
    monkeypatch.undo()
    assert desk.out.read_bytes() == before
    assert list(desk.out.parent.glob("~*")) == []


def test_two_runs_into_one_master(desk: Desk) -> None:
    before = desk.out.read_bytes()
    with lock.only_run(desk.out):
        refused(desk.run(), "Một lần chạy khác đang ghi", "Chờ")
    assert desk.out.read_bytes() == before
    assert desk.run().exit_code == 0
    assert not lock.lock_beside(desk.out).exists()


def test_a_lock_left_by_a_run_that_died_holds_nothing_back(desk: Desk) -> None:
    lock.lock_beside(desk.out).write_text("MAY-01, 08:30 12/12/2026", encoding="utf-8")
    assert desk.run().exit_code == 0
    assert not lock.lock_beside(desk.out).exists()


def test_a_killed_holder_frees_the_lock(desk: Desk) -> None:
    code = (
        "import sys, time, pathlib; from thidua_xl.workbooks.lock import only_run\n"
        "with only_run(pathlib.Path(sys.argv[1])):\n print('held', flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(desk.out)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        refused(desk.run(), "Một lần chạy khác")
        holder.kill()
    assert desk.run().exit_code == 0


def test_the_lock_in_the_folder_of_submissions_is_not_worth_a_word(desk: Desk) -> None:
    result = desk.run(out=desk.received / "Tong-hop.xlsx")
    assert (result.exit_code, "~" in result.output) == (0, False)


def test_a_master_saved_while_the_files_are_read_is_not_written_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from thidua_xl.cli import consolidation_job

    read = consolidation_job.read_folder

    def slowly(*given: object, **more: object) -> object:
        shutil.copy(desk.file, desk.out)  # the head saves something else under that name
        return read(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(consolidation_job, "read_folder", slowly)
    refused(desk.run(), "vừa được lưu lại")
    assert desk.out.read_bytes() == desk.file.read_bytes()


@pytest.mark.parametrize("code", sorted(REASONS))
def test_every_reason_is_said_in_vietnamese(code: int) -> None:
    said = why_refused(OSError(code, os.strerror(code), "x"))
    assert os.strerror(code) not in said
    assert not said.endswith(".")


def test_windows_reasons() -> None:
    error = OSError(errno.EACCES, "The process cannot access the file", "x")
    error.winerror = 32  # type: ignore[attr-defined]
    assert "Excel" in why_refused(error)
