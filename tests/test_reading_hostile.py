"""Each attack file ends in its finding, in a worker of 500 MB, and costs only itself."""

import os
import signal
import time
from pathlib import Path

import pytest
from hostile import hostile_files

from thidua_xl.book import Book
from thidua_xl.errors import NotReadable
from thidua_xl.findings import CATALOGUE
from thidua_xl.workbooks.reading import Outcome, begun, read_book, read_isolated

SLACK = 60.0  # seconds: what is tested is the finding; how long each takes is measured apart, never on a busy machine


def counted(data: bytes, name: str) -> tuple[int, int]:
    """What a worker sends back: sheets and cells of the book."""
    book = read_book(data, name)
    return len(book.sheets), sum(len(sheet.cells) for sheet in book.sheets)


def misbehaving(data: bytes, name: str) -> str:
    """Does what the file says, however bad."""
    order = data.decode()
    if order == "abort":
        os.abort()
    if order == "kill":
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    if order == "hang":
        time.sleep(600)
    if order == "eat":
        return str(len(bytearray(2**32)))
    if order == "bug":
        raise ZeroDivisionError("chín phần không")
    if order == "exit":
        raise SystemExit(3)
    if order == "refuse":
        raise NotReadable("TD-TEP-RONG", found="0 byte")
    return order


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome[tuple[int, int]]]:
    folder = tmp_path_factory.mktemp("tấn công")
    paths = []
    for hostile in hostile_files():
        paths.append(folder / f"{hostile.name}.xlsx")
        paths[-1].write_bytes(hostile.data())
    return {outcome.path.stem: outcome for outcome in read_isolated(paths, counted, deadline=SLACK)}


@pytest.mark.parametrize(("name", "code"), [(h.name, h.code) for h in hostile_files()])
def test_ends_in_its_finding(name: str, code: str | None, outcomes: dict[str, Outcome[tuple[int, int]]]) -> None:
    trouble = outcomes[name].trouble
    assert (trouble.code if trouble else None) == code
    if trouble:
        kind = CATALOGUE[trouble.code]
        assert "{" not in kind.sentence.format_map(trouble.facts) + kind.fix.format_map(trouble.facts)


def test_the_page_tells_what_each_ends_in() -> None:
    """Mend: python docs/attacks.py."""
    page = (Path(__file__).parent.parent / "docs" / "tep-doc-hai.md").read_text(encoding="utf-8")
    told = [[cell.strip(" `") for cell in line.split("|")[1:4:2]] for line in page.splitlines() if line[:2] == "| "]
    assert [[h.name, h.code or "đọc được"] for h in hostile_files()] == told[1 : 1 + len([*hostile_files()])]


def read(name: str) -> Book:
    return read_book(next(h.data() for h in hostile_files() if h.name == name), name)


def test_odd_numbers_are_never_blank() -> None:
    values = [read(name).sheets[0].cells[1, 1].value for name in ("nan", "1e999", "chu-so-rong")]
    assert [repr(value) for value in values] == ["nan", "inf", "'１２'"]


def test_first_of_a_repeated_cell_is_kept() -> None:
    sheet = read("hai-lan").sheets[0]
    assert (sheet.repeated, sheet.cells[1, 1].value) == (["A1"], 1.0)


def test_last_cell_of_the_format_is_just_a_cell() -> None:
    assert list(read("o-cuoi-cung").sheets[0].cells) == [(1_048_576, 16_384)]


def test_links_and_macros_are_told() -> None:
    assert read("lien-ket").external_links == ["file:///\\\\may\\so.xlsx"]
    assert read("dde").external_links == ["DDE: cmd|/c calc"]
    assert read("macro").macros


def test_cells_beyond_the_told_dimension_are_read() -> None:
    assert len(read("kich-thuoc-noi-doi").sheets[0].cells) == 27


def test_what_kills_a_worker_costs_one_file(tmp_path: Path) -> None:
    orders = ["a", "abort", "b", "kill", "hang", "c", "eat", "bug", "d", "exit", "refuse", "e", "missing"]
    for order in orders[:-1]:
        (tmp_path / order).write_text(order)
    found = list(read_isolated([tmp_path / order for order in orders], misbehaving, deadline=8.0))
    assert [outcome.path.name for outcome in found] == orders
    assert [outcome.trouble.code if outcome.trouble else outcome.result for outcome in found] == [
        "a",
        "TD-TEP-LAM-DUNG",
        "b",
        "TD-TEP-LAM-DUNG",
        "TD-TEP-QUA-LAU",
        "c",
        "TD-TEP-QUA-BO-NHO",
        "TD-TEP-LOI-CHUONG-TRINH",
        "d",
        "TD-TEP-LOI-CHUONG-TRINH",
        "TD-TEP-RONG",
        "e",
        "TD-TEP-KHONG-MO-DUOC",
    ]


def test_what_was_expected_comes_first_whatever_became_of_it(tmp_path: Path) -> None:
    orders = ["a", "abort", "hang", "b", "c", "d"]
    for order in orders:
        (tmp_path / order).write_text(order)
    paths = [tmp_path / order for order in orders]
    with begun(misbehaving, deadline=4.0) as pool:
        for path in paths[:4]:
            pool.expect(path, 2)
        until = time.monotonic() + 6.0  # long enough for the one that hangs to be given up
        while time.monotonic() < until:
            pool.turn()
            time.sleep(0.01)
        found = list(pool.outcomes(paths, 2))
    assert [outcome.path for outcome in found] == paths
    told = [outcome.trouble.code if outcome.trouble else outcome.result for outcome in found]
    assert told == ["a", "TD-TEP-LAM-DUNG", "TD-TEP-QUA-LAU", "b", "c", "d"]


def test_other_files_than_were_expected_are_refused(tmp_path: Path) -> None:
    with begun(misbehaving) as pool:
        pool.expect(tmp_path / "a", 1)
        with pytest.raises(ValueError, match="expected"):
            next(pool.outcomes([tmp_path / "b"], 1))


def test_an_abandoned_reading_ends_its_workers(tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / str(number)).write_text(str(number))
    reading = read_isolated([tmp_path / str(number) for number in range(8)], misbehaving)
    assert next(reading).result == "0"
    reading.close()
    import multiprocessing

    assert not multiprocessing.active_children()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc tells which signals are ignored")
def test_a_worker_hears_no_interrupt_from_its_first_moment_on() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with begun(counted) as pool:
            pool.start(1)
            told = Path(f"/proc/{pool.workers[0].process.pid}/status").read_text(encoding="utf-8")
            ignored = next(line.split()[1] for line in told.splitlines() if line.startswith("SigIgn:"))
            assert int(ignored, 16) >> (signal.SIGINT - 1) & 1
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)


def test_no_files_need_no_workers() -> None:
    assert list(read_isolated([], misbehaving)) == []
