"""Files that have not changed are not read again; whatever is wrong with the cache, the result is the same."""

import multiprocessing
import pickle
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from thidua_xl.consolidation.files import Content, FileContent, Folder
from thidua_xl.demo.bloc import example_rulebook
from thidua_xl.demo.filling import filled
from thidua_xl.errors import CannotGoOn
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.member.workbook import read_submission
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.submission import NOTHING, Claim
from thidua_xl.workbooks.cache import AFTER_READING, Cache, opened_cache
from thidua_xl.workbooks.file_content import content_of
from thidua_xl.workbooks.folder_reading import read_folder
from thidua_xl.workbooks.packing import packed, sealed
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.reading.isolation import Pool
from thidua_xl.workbooks.writing.member import write_member

NOW = datetime(2026, 11, 22, 8)
TODAY = NOW.date()
TOMORROW, YESTERDAY = date(2026, 11, 23), date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _worth_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three files are few, and enough here."""
    monkeypatch.setattr("thidua_xl.workbooks.cache.WORTH", 1)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return example_rulebook("so-tu-phap-2022")


@pytest.fixture(scope="module")
def drawn(rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cache") / "Bai-nop"
    folder.mkdir()
    for unit in rulebook.units:
        write_member(folder / f"{unit.code}.xlsx", rulebook, unit, submission=filled(rulebook, unit, TODAY))
    return folder


@pytest.fixture
def received(drawn: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(drawn, tmp_path / "Bai-nop"))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the files that workers were given."""
    given: list[str] = []
    outcomes = Pool.outcomes

    def noted(pool: Pool[object], paths: list[Path], workers: int) -> object:
        given.extend(path.name for path in paths)
        return outcomes(pool, paths, workers)

    monkeypatch.setattr(Pool, "outcomes", noted)
    yield given


def folder_of(rulebook: Rulebook, received: Path, cache: Path, now: datetime = NOW) -> Folder:
    with opened_cache(cache, rulebook, now.date()) as kept:
        return read_folder(rulebook, [received], now=now, workers=1, cache=kept)


def test_only_what_changed_is_read_again(rulebook: Rulebook, received: Path, tmp_path: Path, read: list[str]) -> None:
    cache = tmp_path / "Tong-hop.bo-nho"
    first = folder_of(rulebook, received, cache)
    assert sorted(read) == ["DTHAP.xlsx", "LAN.xlsx", "TGIANG.xlsx"]
    read.clear()
    assert folder_of(rulebook, received, cache) == first
    assert read == []
    unit = rulebook.units[0]
    write_member(received / "DTHAP.xlsx", rulebook, unit, submission=filled(rulebook, unit, TODAY, quality=0.5))
    again = folder_of(rulebook, received, cache)
    assert read == ["DTHAP.xlsx"]
    assert again == read_folder(rulebook, [received], now=NOW, workers=1)


def test_a_renamed_file_is_known_by_its_bytes(
    rulebook: Rulebook, received: Path, tmp_path: Path, read: list[str]
) -> None:
    cache = tmp_path / "c.bo-nho"
    folder_of(rulebook, received, cache)
    read.clear()
    (received / "LAN.xlsx").rename(received / "LAN (1).xlsx")
    assert "LAN (1).xlsx" in [file.path for file in folder_of(rulebook, received, cache).files]
    assert read == []


def test_what_was_not_seen_is_dropped(rulebook: Rulebook, received: Path, tmp_path: Path) -> None:
    cache = tmp_path / "c.bo-nho"
    folder_of(rulebook, received, cache)
    (received / "LAN.xlsx").unlink()
    folder_of(rulebook, received, cache)
    with sqlite3.connect(cache) as database:
        assert database.execute("SELECT count(*) FROM contents").fetchone() == (2,)


def test_another_rulebook_starts_anew(rulebook: Rulebook, received: Path, tmp_path: Path, read: list[str]) -> None:
    cache = tmp_path / "c.bo-nho"
    folder_of(rulebook, received, cache)
    read.clear()
    renamed = rulebook.model_copy(update={"bloc": "Khối khác"})  # wording counts: findings quote it
    folder_of(renamed, received, cache)
    assert len(read) == 3


@pytest.mark.parametrize("spoilt", [b"", b"no database", b"SQLite format 3\x00" + bytes(4000)])
def test_a_broken_cache_is_none(rulebook: Rulebook, received: Path, tmp_path: Path, spoilt: bytes) -> None:
    cache = tmp_path / "c.bo-nho"
    cache.write_bytes(spoilt)
    assert folder_of(rulebook, received, cache) == read_folder(rulebook, [received], now=NOW, workers=1)


def test_where_no_cache_can_be(rulebook: Rulebook, received: Path, tmp_path: Path) -> None:
    (tmp_path / "c.bo-nho").mkdir()
    found = folder_of(rulebook, received, tmp_path / "c.bo-nho")
    assert found == read_folder(rulebook, [received], now=NOW, workers=1)


class Evil:
    """Runs code where it is unpickled without care."""

    def __reduce__(self) -> tuple[object, ...]:
        return eval, ("open('/tmp/thidua-xl-was-here', 'w')",)


HOSTILE = pickle.dumps(Evil()), b"cos\nsystem\n(S'true'\ntR.", pickle.dumps(Path)


def test_a_planted_content_is_not_run(rulebook: Rulebook, received: Path, tmp_path: Path, read: list[str]) -> None:
    cache = tmp_path / "c.bo-nho"
    first = folder_of(rulebook, received, cache)
    read.clear()
    with sqlite3.connect(cache) as database:
        (kept,) = database.execute("SELECT content FROM contents LIMIT 1").fetchone()
    member, none = first.files[0].found, Finding("TD-KHONG-CO", Where())
    unsound = (
        FileContent(Content.MEMBER, findings=(1,)),  # type: ignore[arg-type]
        FileContent(Content.MEMBER),
        FileContent(Content.UNREADABLE),
        replace(member, findings=(none,)),
        replace(member, submission=5),
        replace(member, reading=member.submission),
        replace(member, content="member"),
        replace(member, submission=member.submission.model_copy(update={"unit": 7})),  # type: ignore[union-attr]
    )
    others = *map(pickle.dumps, unsound), b"", bytes(100)
    damaged = *HOSTILE, *others, kept[:-1], kept[:-100] + b"?" + kept[-99:]
    for planted in (*damaged, *map(sealed, HOSTILE), *map(sealed, others)):
        with sqlite3.connect(cache) as database:
            database.execute("UPDATE contents SET content = ?", (planted,))
        read.clear()
        assert folder_of(rulebook, received, cache) == first
        assert len(read) == 3
    assert not Path("/tmp/thidua-xl-was-here").exists()


def test_another_day_reads_again_only_what_lay_in_the_future(tmp_path: Path, rulebook: Rulebook) -> None:
    ahead = FileContent(Content.STRANGER, findings=(Finding(AFTER_READING, Where()),))
    plain = FileContent(Content.STRANGER, findings=(Finding("TD-THIEU-MINH-CHUNG", Where()),))

    def known(day: date) -> list[bool]:
        with opened_cache(tmp_path / "c.bo-nho", rulebook, day) as cache:
            return [cache.content(sha256) is not None for sha256 in ("ahead", "plain")]

    with opened_cache(tmp_path / "c.bo-nho", rulebook, TODAY) as cache:
        cache.keep("ahead", packed(ahead))
        cache.keep("plain", packed(plain))
    assert [known(day) for day in (TODAY, TOMORROW, YESTERDAY)] == [[True, True], [False, True], [False, False]]


def test_evidence_dated_after_today_is_read_again_when_its_day_has_come(
    rulebook: Rulebook, received: Path, tmp_path: Path, read: list[str]
) -> None:
    cache, unit = tmp_path / "c.bo-nho", rulebook.units[0]
    sent = filled(rulebook, unit, TODAY)
    ahead = sent.evidence[0].model_copy(update={"issued_on": TOMORROW})
    sent = sent.model_copy(update={"evidence": (ahead, *sent.evidence[1:])})
    path = received / f"{unit.code}.xlsx"
    write_member(path, rulebook, unit, submission=sent)

    def dated_ahead(now: datetime) -> bool:
        read.clear()
        (file,) = (file for file in folder_of(rulebook, received, cache, now).files if file.path == path.name)
        return "TD-NGAY-SAU-HOM-NAY" in {finding.code for finding in file.found.findings}

    assert dated_ahead(NOW)
    assert dated_ahead(NOW)
    assert read == []
    assert not dated_ahead(NOW + timedelta(days=1))
    assert read == [path.name]


@pytest.mark.parametrize(("worth", "stays"), [(3, True), (4, False)])
def test_few_files_leave_none(
    rulebook: Rulebook, received: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worth: int, stays: bool
) -> None:
    monkeypatch.setattr("thidua_xl.workbooks.cache.WORTH", worth)
    folder_of(rulebook, received, tmp_path / "c.bo-nho")
    assert (tmp_path / "c.bo-nho").exists() is stays


def test_the_cache_without_a_place_knows_nothing() -> None:
    cache = Cache(None, TODAY)
    cache.keep("x", packed(FileContent(Content.MEMBER)))
    assert cache.is_empty
    assert cache.content("x") is None


def test_rows_come_back_as_they_were_and_share_what_is_empty() -> None:
    empty = frozenset({"result"}) - {"result"}
    row = Claim.made(code="I.1", cells={"result": "E7"}, typed=Decimal(0), errors=empty, percents=frozenset({"result"}))
    again, other = (pickle.loads(pickle.dumps(row)) for _ in range(2))
    assert again == row and again.typed == 0 and again.typed is not None
    assert again.errors is other.errors is NOTHING
    assert again.cells is other.cells


def test_what_only_the_checks_of_a_file_need_does_not_travel(rulebook: Rulebook, received: Path) -> None:
    path = sorted(received.iterdir())[0]
    book = read_book(path.read_bytes(), path.name)
    (sent, _), found = read_submission(book, rulebook), content_of(book, rulebook, date(2026, 11, 20)).submission
    assert sent is not None and found is not None
    assert sent.shown_totals and any(claim.score_formula for claim in sent.claims.values())
    assert not found.shown_totals and not found.columns
    assert {claim.score_formula for claim in found.claims.values()} == {None}
    assert [claim.typed for claim in found.claims.values()] == [claim.typed for claim in sent.claims.values()]


VIEW = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS sha256, x AS read_on FROM n"


@pytest.mark.parametrize(
    "sql",
    [
        f"DROP TABLE contents; CREATE VIEW contents AS {VIEW} WHERE x < 0",
        "DROP TABLE about; CREATE TABLE about (kind TEXT)",
        "UPDATE about SET key = CAST(x'ff' AS TEXT)",
        "CREATE TRIGGER t AFTER INSERT ON contents BEGIN DELETE FROM contents; END",
    ],
)
def test_a_database_of_another_shape_is_made_anew(
    rulebook: Rulebook, received: Path, tmp_path: Path, read: list[str], sql: str
) -> None:
    cache = tmp_path / "c.bo-nho"
    first = folder_of(rulebook, received, cache)
    with sqlite3.connect(cache) as database:
        database.executescript(sql)
    read.clear()
    assert folder_of(rulebook, received, cache) == first
    assert len(read) == 3
    read.clear()
    assert folder_of(rulebook, received, cache) == first
    assert read == []


def test_a_disk_that_is_nearly_full_is_the_master_s(
    rulebook: Rulebook, received: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "c.bo-nho"
    folder_of(rulebook, received, cache)
    assert cache.exists()
    monkeypatch.setattr("thidua_xl.workbooks.cache.ROOM", 2**60)
    folder_of(rulebook, received, cache)
    assert not cache.exists()


def test_no_worker_is_left_where_there_is_nothing_to_read(rulebook: Rulebook, received: Path, tmp_path: Path) -> None:
    with opened_cache(tmp_path / "c.bo-nho", rulebook, TODAY) as cache:
        read_folder(rulebook, [received], now=NOW, cache=cache)
        assert not cache.is_empty
        with pytest.raises(CannotGoOn):
            read_folder(rulebook, [tmp_path / "không có"], now=NOW, cache=cache)
        assert read_folder(rulebook, [received], now=NOW, cache=cache).files
    assert multiprocessing.active_children() == []
