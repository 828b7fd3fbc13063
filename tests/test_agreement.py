"""Plain formulas, the add-in's functions, the ranks and the engine say the same of random fillings of sixty lines."""

from pathlib import Path

from agreeing import agreement, said
from agreeing_bloc import blocs
from agreeing_calls import TODAY, calls, write_calls
from calc import Calc

from thidua_xl.rules.vocabulary import Part, Way

FILLINGS = 64  # in eight blocs; `make agreement` judges a thousand


def test_all_voices_agree(calc: Calc, calc_addin: Calc, tmp_path: Path) -> None:
    count = agreement(calc, calc_addin, tmp_path, FILLINGS, masters=4)
    assert count.differences == [], said(count, FILLINGS)
    assert count.scores > FILLINGS * 2 * 30
    assert len(count.classes) == 5
    assert min(count.compared.values()) >= FILLINGS // 4


def test_the_lines_hold_every_way_in_every_part() -> None:
    bloc, *others = blocs(9, TODAY)
    lines = bloc.rulebook.leaves
    assert len(lines) == 60
    ways = {(row.way, row.part) for row in lines}
    apart = {Way.SUM, Way.NOTE, Way.FRAME, Way.MINUS_FRAME}
    assert {(way, part) for way in Way for part in Part if way not in apart} <= ways
    assert {(Way.FRAME, Part.MAIN), (Way.FRAME, Part.BONUS), (Way.MINUS_FRAME, Part.DEDUCTION)} <= ways
    places = [standing.place for one in (bloc, *others) for standing in one.standings.values()]
    assert sum(place.tied for place in places) > 2
    assert any("bằng điểm" in place.because for place in places)


def test_the_calls_are_the_same_every_time(tmp_path: Path) -> None:
    """What another host is judged by: one call a line."""
    (bloc,) = blocs(1, TODAY)
    count = sum(1 for _ in calls(bloc))
    assert write_calls(tmp_path / "a.jsonl", 8) == write_calls(tmp_path / "b.jsonl", 8) == count
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
