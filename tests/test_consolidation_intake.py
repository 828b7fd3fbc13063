"""Which file counts for each unit (workbooks.md, `Lần nộp`), and what becomes of every other one."""

from datetime import date

import pytest
from blocs import NOW, bloc, line, sent
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.consolidation.files import Chosen, Content, FileContent, ReadFile
from thidua_xl.consolidation.intake import chosen, seen
from thidua_xl.findings.catalogue import CATALOGUE, fix, message
from thidua_xl.findings.finding import Finding, Where

BLOC = bloc("CAT STP", [line("I", 10), line("II", 10)])
FIRST, SECOND = date(2026, 12, 1), date(2026, 12, 5)
NINE, EIGHT = {"I": 9, "II": 9}, {"I": 8, "II": 8}


def fates(*files: ReadFile, **use: str) -> dict[str, str]:
    found = chosen(BLOC, files, use)
    for finding in found.findings:
        assert message(finding)
        assert fix(finding)
    return {path: str(fate.status) for path, fate in sorted(found.fates.items())}


def codes(*files: ReadFile, **use: str) -> set[tuple[str, str | None]]:
    found = chosen(BLOC, files, use).findings
    return {(finding.code, finding.where.unit) for finding in found if finding.code != "TD-CHUA-NOP"}


def absent(*files: ReadFile, **use: str) -> dict[str, str]:
    return chosen(BLOC, files, use).absent


def cat(path: str, lines: dict[str, int], **more: object) -> ReadFile:
    return sent(path, "CAT", lines, **more)  # type: ignore[arg-type]


def test_the_highest_number_counts_whatever_the_dates() -> None:
    files = cat("z.xlsx", NINE, times=1, made_on=SECOND), cat("a.xlsx", EIGHT, times=2, made_on=FIRST)
    assert fates(*files) == {"a.xlsx": "used", "z.xlsx": "superseded"}
    assert codes(*files) == set()


def test_a_number_that_cannot_be_read_is_the_first_one() -> None:
    files = cat("a.xlsx", NINE, times=None), cat("b.xlsx", EIGHT, times=2)
    assert fates(*files) == {"a.xlsx": "superseded", "b.xlsx": "used"}


def test_the_same_inputs_are_duplicates() -> None:
    files = cat("a.xlsx", NINE), cat("b.xlsx", {"II": 9, "I": 9}), cat("c.xlsx", NINE, sha="sha-a.xlsx")
    assert sorted(fates(*files).values()) == ["superseded", "superseded", "used"]
    assert codes(*files) == {("TD-NOP-TRUNG", "CAT")}


def test_identical_files_are_known_by_the_first_name() -> None:
    assert fates(cat("b.xlsx", NINE, sha="x"), cat("a.xlsx", NINE, sha="x")) == {
        "a.xlsx": "used",
        "b.xlsx": "superseded",
    }


def test_different_inputs_of_one_number_the_later_date_counts_with_both_totals() -> None:
    files = cat("a.xlsx", NINE, made_on=SECOND), cat("b.xlsx", EIGHT, made_on=FIRST)
    assert fates(*files) == {"a.xlsx": "used", "b.xlsx": "superseded"}
    finding = next(f for f in chosen(BLOC, files, {}).findings if f.code == "TD-NOP-CUNG-LAN")
    assert (finding.facts["tong"], finding.facts["tong_khac"]) == ("18", "16")
    assert finding.where == Where(file="a.xlsx", unit="CAT")


@pytest.mark.parametrize("dates", [(FIRST, FIRST), (None, None), (FIRST, None)])
def test_no_later_date_and_the_head_chooses(dates: tuple[date | None, date | None]) -> None:
    files = cat("a.xlsx", NINE, made_on=dates[0]), cat("b.xlsx", EIGHT, made_on=dates[1])
    assert fates(*files) == {"a.xlsx": "rejected", "b.xlsx": "rejected"}
    assert codes(*files) == {("TD-NOP-XUNG-DOT", "CAT")}
    assert "Dùng" in absent(*files)["CAT"]
    decided = {"sha-b.xlsx": "Có"}
    assert fates(*files, **decided) == {"a.xlsx": "superseded", "b.xlsx": "used"}
    assert codes(*files, **decided) == set()


def test_the_head_overrules_which_file_counts() -> None:
    files = cat("a.xlsx", NINE, times=1), cat("b.xlsx", EIGHT, times=2)
    assert fates(*files, **{"sha-a.xlsx": "có"}) == {"a.xlsx": "used", "b.xlsx": "superseded"}
    assert fates(*files, **{"sha-b.xlsx": "Không"}) == {"a.xlsx": "used", "b.xlsx": "superseded"}
    nobody = {"sha-a.xlsx": "Không", "sha-b.xlsx": "Không"}
    assert fates(*files, **nobody) == {"a.xlsx": "superseded", "b.xlsx": "superseded"}
    assert "Không" in absent(*files, **nobody)["CAT"]


def test_a_later_submission_than_the_one_the_head_chose_is_told() -> None:
    files = cat("a.xlsx", NINE, times=1), cat("b.xlsx", EIGHT, times=2)
    found = [f for f in chosen(BLOC, files, {"sha-a.xlsx": "Có"}).findings if f.code != "TD-CHUA-NOP"]
    assert [(f.code, f.where) for f in found] == [("TD-NOP-CHON-BAN-CU", Where(file="b.xlsx", unit="CAT"))]
    assert (found[0].facts["lan"], found[0].facts["tep"], found[0].facts["lan_khac"]) == ("1", "a.xlsx", "2")
    assert codes(*files, **{"sha-b.xlsx": "Có"}) == set()
    assert codes(*files, **{"sha-a.xlsx": "Có", "sha-b.xlsx": "Không"}) == set()


def test_two_files_the_head_wants_are_told_apart_like_any_two() -> None:
    files = cat("a.xlsx", NINE, times=1), cat("b.xlsx", EIGHT, times=2), cat("c.xlsx", EIGHT, times=3)
    assert fates(*files, **{"sha-a.xlsx": "Có", "sha-b.xlsx": "Có"})["b.xlsx"] == "used"


def test_what_cannot_count_is_rejected_with_a_finding() -> None:
    unknown = Finding("TD-DON-VI-LA", Where(sheet="Thông tin"), {"ma": "XYZ", "ten": "", "y": ""})
    files = (
        cat("ky.xlsx", NINE, info={"period": "Năm 2025"}),
        cat("thu.xlsx", NINE, practice=True),
        sent("la.xlsx", "", NINE, findings=[unknown]),
    )
    assert set(fates(*files).values()) == {"rejected"}
    assert codes(*files) == {("TD-KY-KHAC", "CAT"), ("TD-BAN-THU", "CAT"), ("TD-DON-VI-LA", None)}
    assert "kỳ khác" in absent(*files)["CAT"]
    refused = {"sha-ky.xlsx": "Không", "sha-thu.xlsx": "Không"}
    assert codes(*files, **refused) == {("TD-DON-VI-LA", None)}


def test_an_untouched_template_is_not_a_submission() -> None:
    files = cat("a.xlsx", {"I": {"target": 5}, "II": {}}), cat("b.xlsx", NINE)
    assert fates(*files) == {"a.xlsx": "empty", "b.xlsx": "used"}
    assert codes(*files) == set()
    assert "a.xlsx" in absent(files[0])["CAT"]


def other(path: str, content: Content, likely: str | None = None, *findings: Finding) -> ReadFile:
    return ReadFile(path, f"sha-{path}", 9, FileContent(content, findings=findings), likely, NOW)


def test_files_that_are_no_workbooks_of_members() -> None:
    broken = Finding("TD-TEP-RONG", Where(), {"found": "0 byte"})
    stranger = Finding("TD-KHONG-PHAI-BANG-TU-CHAM", Where(), {"vi": "không có trang Tự chấm"})
    files = (
        other("ky.pdf", Content.ATTACHMENT, "STP"),
        other("master.xlsx", Content.OURS),
        other("CAT.xlsx", Content.UNREADABLE, "CAT", broken),
        other("khac.xlsx", Content.STRANGER, None, stranger),
    )
    assert list(fates(*files).values()) == ["rejected", "rejected", "attachment", "ours"]
    assert codes(*files) == {("TD-TEP-RONG", None), ("TD-KHONG-PHAI-BANG-TU-CHAM", None)}
    found = chosen(BLOC, files, {})
    assert "CAT.xlsx" in found.absent["CAT"]
    assert seen(found, files[0], {}).unit == "STP"
    assert seen(found, files[2], {}).reason


def test_who_has_not_sent_is_a_finding_with_contact() -> None:
    unit = BLOC.units[0].model_copy(update={"contact": "Lê Thu Hằng", "phone": "0900 000 103"})
    rulebook = BLOC.model_copy(update={"units": (unit, BLOC.units[1])})
    found = chosen(rulebook, [sent("s.xlsx", "STP", NINE)], {}).findings
    assert [(finding.code, finding.where.unit) for finding in found] == [("TD-CHUA-NOP", "CAT")]
    assert "Lê Thu Hằng, 0900 000 103" in fix(found[0])


FILE = st.builds(
    lambda name, unit, points, times, day, sha: sent(
        f"{name}.xlsx", unit, {"I": points, "II": 1}, times=times, made_on=day, sha=sha
    ),
    st.text("abcđ ", min_size=1, max_size=3),
    st.sampled_from(["CAT", "STP"]),
    st.integers(7, 9),
    st.sampled_from([None, 1, 2]),
    st.sampled_from([None, FIRST, SECOND]),
    st.sampled_from(["1", "2", "3", ""]),
)


def told(found: Chosen) -> object:
    used = {unit: file.path for unit, file in found.used.items()}
    return used, found.fates, found.absent, sorted(map(str, found.findings))


@given(st.lists(FILE, max_size=6, unique_by=lambda file: file.path), st.randoms(), st.sampled_from(["", "Có", "Không"]))
def test_the_order_of_files_never_matters(files: list[ReadFile], random: object, word: str) -> None:
    shuffled = list(files)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    use = {"1": word}
    first, second = chosen(BLOC, files, use), chosen(BLOC, shuffled, use)
    assert told(first) == told(second)
    assert first.fates.keys() == {file.path for file in files}


@given(st.lists(FILE, max_size=6, unique_by=lambda file: file.path))
def test_names_never_decide(files: list[ReadFile]) -> None:
    """Renaming files changes which content counts in no case (identical files stand for each other)."""
    renamed = [ReadFile(f"{n:02d}", f.sha256, f.size, f.found) for n, f in enumerate(reversed(files))]
    before = {unit: file.found.submission for unit, file in chosen(BLOC, files, {}).used.items()}
    after = {unit: file.found.submission for unit, file in chosen(BLOC, renamed, {}).used.items()}
    assert {u: s.claims for u, s in before.items() if s} == {u: s.claims for u, s in after.items() if s}


def test_every_code_used_is_in_the_catalogue() -> None:
    wanted = {"TD-NOP-TRUNG", "TD-NOP-CUNG-LAN", "TD-NOP-XUNG-DOT", "TD-NOP-CHON-BAN-CU", "TD-CHUA-NOP", "TD-KY-KHAC"}
    assert wanted <= CATALOGUE.keys()
