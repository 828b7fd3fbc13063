"""A bloc over the years: former units, unbroken runs, gaps, six-month reviews apart, conditions people edit."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator
from terminal import thidua
from years_bloc import THREE, written

from thidua_xl.sheets import history as sheets
from thidua_xl.workbooks.files import open_book
from thidua_xl.years.history import Condition, History, Lineage, history
from thidua_xl.years.history_reading import HistoryRead, read_history
from thidua_xl.years.results import Place, Results

FIRST = Condition("Dẫn đầu", sheets.RANK, ("1",), 2)
BEST = Condition("Xuất sắc", sheets.CLASS, ("xuất SẮC",), 2)


def year(number: int, *places: Place, closed: bool = True) -> Results:
    days = date(number, 1, 1), date(number, 12, 31)
    return Results(f"Năm {number}", "Năm", *days, "Khối", {p.code: p for p in places}, Decimal(100), closed)


def half(number: int, *places: Place) -> Results:
    days = date(number, 1, 1), date(number, 6, 30)
    return Results(f"6 tháng {number}", "6 tháng", *days, "Khối", {p.code: p for p in places}, Decimal(100), True)


def at(code: str, rank: int | None = None, class_name: str = "", *, name: str = "", **more: object) -> Place:
    return Place(code, name or f"Sở {code}", rank=rank, class_name=class_name, **more)  # type: ignore[arg-type]


def unit(found: History, code: str) -> Lineage:
    return next(each for each in found.units if each.code == code)


def run(found: History, code: str, condition: Condition = FIRST) -> tuple[int, tuple[str, ...]]:
    streak = found.streak(unit(found, code), condition.holds)
    return streak.count, streak.doubts


def test_periods_are_ordered_and_years_kept_apart() -> None:
    found = history([year(2026, at("A", 1)), half(2026, at("A", 2)), year(2024, at("A", 1)), year(2025, at("A", 1))])
    assert [period.name for period in found.periods] == ["Năm 2024", "Năm 2025", "6 tháng 2026", "Năm 2026"]
    assert (found.years, found.halves) == ([0, 1, 3], [2])
    assert run(found, "A") == (3, ())  # the review in June, where it was second, breaks nothing


def test_a_run_ends_where_a_year_is_missing() -> None:
    found = history([year(2023, at("A", 1)), year(2025, at("A", 1)), year(2026, at("A", 1))])
    assert run(found, "A") == (2, ())
    assert [(a.name, b.name) for a, b in found.gaps] == [("Năm 2023", "Năm 2025")]


def test_a_run_ends_where_the_unit_was_not_ranked_and_only_counts_to_the_last_year() -> None:
    found = history([year(2024, at("A", 1)), year(2025, at("A", None)), year(2026, at("A", 1), at("B", 2))])
    assert run(found, "A") == (1, ())
    assert run(found, "B") == (0, ())


def test_a_tie_at_the_top_is_first_place_for_both() -> None:
    tied = year(2026, at("A", 1, tied=True), at("B", 1, tied=True))
    found = history([year(2025, at("A", 1), at("B", 2)), tied])
    assert (run(found, "A"), run(found, "B")) == ((2, ()), (1, ()))


def test_a_renamed_unit_is_followed_through_its_former_names() -> None:
    last = at("C", 1, name="Sở C", aliases=("Cục B",))
    before = at("B", 1, name="Cục B", aliases=("Chi cục A",))
    found = history([year(2024, at("A", 1, name="Chi cục A")), year(2025, before), year(2026, last)])
    assert [(each.code, each.gone) for each in found.units] == [("C", False)]
    assert run(found, "C") == (3, ())
    assert (unit(found, "C").said(0), unit(found, "C").said(2)) == ("Chi cục A (A)", "")


def test_a_merged_unit_shows_both_and_its_run_is_doubtful() -> None:
    merged = at("A", 1, "Xuất sắc", aliases=("Sở B",))
    both = year(2025, at("A", 1, "Xuất sắc"), at("B", 2, "Xuất sắc"))
    found = history([both, year(2026, merged)])
    assert [place.code for place in unit(found, "A").places[0]] == ["A", "B"]
    assert run(found, "A", BEST) == (2, ("merged",))
    assert run(found, "A", FIRST) == (1, ())  # one of the two was not first


def test_a_unit_that_left_stands_last() -> None:
    found = history([year(2025, at("A", 1), at("Z", 2)), year(2026, at("A", 1))])
    assert [(each.code, each.gone) for each in found.units] == [("A", False), ("Z", True)]


def test_what_is_not_final_is_marked() -> None:
    found = history([year(2026, at("A", 1, provisional=True), closed=False)])
    assert run(found, "A") == (1, ("provisional", "open"))


# ---- the command


@pytest.fixture(scope="module")
def masters(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """2024 with a unit that was later merged into BB and one renamed, 2025, June and the end of 2026."""
    folder = tmp_path_factory.mktemp("years")
    old = (("AA", "Sở A", ""), ("BB", "Sở B", ""), ("DD", "Sở D", ""), ("XC", "Cục C", ""))
    now = (("AA", "Sở A", ""), ("BB", "Sở B", "Sở D"), ("CC", "Sở C", "Cục C"))
    return [
        written(folder, "Năm 2024", {"AA": "95", "BB": "91", "DD": "90", "XC": "80"}, old, flag="AA"),
        written(folder, "Năm 2025", {"AA": "95", "BB": "95", "CC": "70"}, now, flag="AA"),
        written(folder, "6 tháng đầu năm 2026", {"AA": "50", "BB": "60", "CC": "70"}, now),
        written(folder, "Năm 2026", {"AA": "97", "BB": "92", "CC": "71"}, now, flag="BB"),
    ]


@pytest.fixture(scope="module")
def out(masters: list[Path]) -> Path:
    out = masters[0].parent / "Lịch sử.xlsx"
    assert thidua("history", *reversed(masters), "--out", out).exit_code == 0
    return out


def read(path: Path) -> HistoryRead:
    found = read_history(open_book(path))
    assert found.findings == []
    return found


def grid(path: Path, sheet: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in load_workbook(path)[sheet].iter_rows()]


def test_what_is_written_is_read_back(out: Path) -> None:
    found = read(out)
    assert [period.name for period in found.results] == ["Năm 2024", "Năm 2025", "6 tháng đầu năm 2026", "Năm 2026"]
    first = found.results[0]
    assert [(p.code, p.total, p.rank, p.titles) for p in first.places.values()] == [
        ("AA", 95, 1, ("Cờ tỉnh",)), ("BB", 91, 2, ()), ("DD", 90, 3, ()), ("XC", 80, 4, ())
    ]  # fmt: skip
    assert [place.tied for place in found.results[1].places.values()] == [True, True, False]
    assert (first.kind, first.scale, first.closed, first.bloc) == ("Năm", 100, False, "Khối thử")
    assert found.conditions is not None
    listed = [(each.subject, each.values, each.years) for each in found.conditions]
    assert listed == [
        ("Hạng", ("1",), 2), ("Danh hiệu", ("Cờ tỉnh",), 2),
        ("Xếp loại", ("Xuất sắc",), 2), ("Xếp loại", ("Xuất sắc",), 5),
    ]  # fmt: skip


def test_the_file_passes_the_audit(out: Path) -> None:
    assert OpenXmlValidator().validate(str(out)).errors == []


def test_units_in_rows_periods_in_columns(out: Path) -> None:
    rows = grid(out, "Điểm")
    assert [str(text).partition("\n")[0] for text in rows[3]] == [
        "Mã", "Đơn vị", "Năm 2024", "Năm 2025", "Năm 2026", "6 tháng đầu năm 2026", "Ghi chú"
    ]  # fmt: skip
    assert rows[4][:6] == ["AA", "Sở A", 95, 95, 97, 50]
    assert rows[5][:6] == ["BB", "Sở B", "91 (BB); 90 (DD)", 95, 92, 60]
    assert rows[6][:6] == ["CC", "Sở C", 80, 70, 71, 70]
    assert "Cục C (XC)" in str(rows[6][6])


def test_runs_in_the_table_of_conditions(out: Path) -> None:
    rows = {row[0]: row for row in grid(out, sheets.CONDITIONS.name)[4:] if row[0]}
    reached = {text: row[4] or "" for text, row in rows.items()}
    assert list(reached.values()) == ["AA", "", "AA, BB", ""]


def test_editing_the_conditions_and_adding_an_older_year_by_hand(
    out: Path, masters: list[Path], tmp_path: Path
) -> None:
    mine = tmp_path / "mine.xlsx"
    book = load_workbook(out)
    conditions = book[sheets.CONDITIONS.name]
    conditions.append([])
    first_free = next(row for row in range(5, 40) if conditions.cell(row, 1).value is None)
    for column, value in enumerate(("Bốn năm xuất sắc", "Xếp loại", "Xuất sắc", 4), 1):
        conditions.cell(first_free, column).value = value  # type: ignore[union-attr]
    data = book[sheets.DATA.name]
    free = next(row for row in range(5, 60) if data.cell(row, 1).value is None)
    headers = {cell.value: cell.column for cell in data[4]}
    for header, value in {"Kỳ": "Năm 2023", "Mã đơn vị": "AA", "Hạng": 1, "Xếp loại": "Xuất sắc"}.items():
        data.cell(free, headers[header]).value = value  # type: ignore[index,union-attr]
    book.save(mine)
    result = thidua("history", masters[3], "--out", mine)
    assert result.exit_code == 0, result.output
    assert len(list(tmp_path.glob("mine.*.xlsx"))) == 1  # the former file stays beside
    found = read(mine)
    assert [period.name for period in found.results][:2] == ["Năm 2023", "Năm 2024"]
    assert (found.results[0].start, found.results[0].end) == (date(2023, 1, 1), date(2023, 12, 31))
    rows = {row[0]: row[4] for row in grid(mine, sheets.CONDITIONS.name)[4:] if row[0]}
    assert rows["Bốn năm xuất sắc"] == "AA"


def test_rows_that_cannot_be_used_are_findings(out: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.xlsx"
    book = load_workbook(out)
    data, conditions = book[sheets.DATA.name], book[sheets.CONDITIONS.name]
    free = next(row for row in range(5, 60) if data.cell(row, 1).value is None)
    data.cell(free, 1).value = "Giữa kỳ"  # type: ignore[union-attr]
    for column in range(1, 6):
        data.cell(free + 1, column).value = data.cell(5, column).value  # type: ignore[union-attr]
    conditions.cell(5, 4).value = None  # type: ignore[union-attr]
    book.save(path)
    found = read_history(open_book(path))
    assert sorted(each.code for each in found.findings) == ["TD-LICH-SU-LAP", "TD-LICH-SU-THIEU", "TD-LIEN-TUC-THIEU"]
    assert len(found.results) == 4


def test_other_blocs_are_refused_with_the_way(masters: list[Path], tmp_path: Path) -> None:
    strangers = (("X1", "Báo X", ""), ("X2", "Đài Y", ""))
    other = written(tmp_path, "Năm 2025", {"X1": "9", "X2": "8"}, strangers, bloc="Khối báo chí")
    result = thidua("history", masters[3], other, "--out", tmp_path / "l.xlsx")
    assert result.exit_code == 1
    assert "thidua province" in result.output


def test_a_bloc_that_was_only_renamed_is_the_same(masters: list[Path], tmp_path: Path) -> None:
    renamed = written(tmp_path, "Năm 2025", {"AA": "9"}, THREE, bloc="Khối thử số 1")
    assert thidua("history", masters[3], renamed, "--out", tmp_path / "l.xlsx").exit_code == 0


def test_a_stranger_s_file_is_not_overwritten(masters: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(b"my notes")
    assert thidua("history", masters[3], "--out", path).exit_code == 1
    assert path.read_bytes() == b"my notes"


def test_two_masters_of_one_period(masters: list[Path], tmp_path: Path) -> None:
    again = written(tmp_path, "Năm 2026", {"AA": "1"}, THREE)
    result = thidua("history", masters[3], again, "--out", tmp_path / "l.xlsx")
    assert result.exit_code == 0
    assert "Kỳ “Năm 2026”" in result.output
    assert len(read(tmp_path / "l.xlsx").results) == 1


def test_a_file_that_is_no_master_does_not_stop_the_others(masters: list[Path], out: Path, tmp_path: Path) -> None:
    result = thidua("history", masters[3], out, "--out", tmp_path / "l.xlsx")
    assert result.exit_code == 3
    assert len(read(tmp_path / "l.xlsx").results) == 1
