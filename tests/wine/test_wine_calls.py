"""The worksheet functions over COM, started by xlwings' own DLL in Wine: all of Excel's way but Excel itself."""

import os
import random
import unicodedata
from itertools import product
from pathlib import Path

import pytest
from agreeing_calls import write_calls
from calling import call, engine_call, filled_lines, written
from judging_filling import DIVISION, NA
from judging_rulebooks import judge_rulebook
from rule_drawing import given, line
from test_cases import SCORING_MD
from wine_bench import called

from thidua_xl.rules import text_of

pytestmark = pytest.mark.wine

FILLINGS = int(os.environ.get("THIDUA_FILLINGS", "40"))  # 128 calls for each

RATIO = text_of(line("Theo tỷ lệ", "2"))
LATE = text_of(line("Trừ theo ngày chậm | Hệ số=2 | Hạn=15/6/2026", "30"))
PEERS = text_of(line("So với đơn vị dẫn đầu", "10"))
MISSING, SPILLED = {"missing": True}, {"error": "#SPILL!"}


def agreed(path: Path, count: int) -> None:
    """Every call of the file answers what is expected."""
    told = called(path)
    print(f"{told['calls']} calls, median {told['median_ms']} ms, p95 {told['p95_ms']} ms, start {told['start_s']} s")
    assert told["first"] == []
    assert (told["calls"], told["different"]) == (count, 0)


def test_every_way_scores_as_the_engine(tmp_path: Path) -> None:
    """The cases of scoring.md, then every way × measure × part with 0 to 3 digits, filled in well and badly."""
    calls = [
        engine_call(line(way, maximum, part, levels), given(**cells))  # type: ignore[arg-type]
        for _, way, maximum, part, levels, cells, _ in SCORING_MD
    ]
    for digits, dirty, round_ in product(range(4), (0.0, 0.35), range(3)):
        calls += filled_lines(judge_rulebook(digits), random.Random(f"{digits} {dirty} {round_}"), dirty)
    assert len(calls) > 2000
    agreed(tmp_path / "lines.jsonl", written(tmp_path / "lines.jsonl", calls))


def test_a_bloc_of_sixty_lines_agrees(tmp_path: Path) -> None:
    """The same random fillings as where formulas, LibreOffice and the engine are compared (tests/agreeing.py)."""
    path = tmp_path / "agreeing.jsonl"
    agreed(path, write_calls(path, FILLINGS))


def test_what_a_cell_may_hold(tmp_path: Path) -> None:
    """Blank, 0, text, error and true are told apart; expected values are those of the functions called directly."""
    odd = [None, 0.0, "", " ", "chín", "37", "#N/A", True, False, -1.0, 1e300, NA, DIVISION, [[37.0]], [[1.0], [2.0]]]
    calls = [call("TD_DIEM", RATIO, result, target, None, None, None) for result, target in product(odd, odd)]
    calls += [call("TD_KIEMTRA", RATIO, result, 48.0, None, None, mark, None) for result, mark in product(odd, odd)]
    calls += [call("TD_SUYTON", agreed_, 9.0, 80.0, None) for agreed_ in odd]
    calls += [call("TD_TONG", [[1.1], [cell], [-3.0]]) for cell in odd[:-2]]
    calls += [call("TD_XEPHANG", [[5.0], [cell], [6.0]]) for cell in odd[:-2]]
    calls += [call("TD_GIAITHICH", cell) for cell in odd]
    agreed(tmp_path / "odd.jsonl", written(tmp_path / "odd.jsonl", calls))


def test_expectations_told_by_hand(tmp_path: Path) -> None:
    """Not by our own functions: numbers, texts, columns, dates, arguments left out."""
    table = [["Xuất sắc", 95.0, None], ["Tốt", 80.0, 95.0], [None, None, None], ["Yếu", None, 50.0]]
    calls = [
        call("TD_DIEM", RATIO, 37.0, 48.0, None, None, None, expected=1.54),
        call("TD_DIEM", RATIO, 0.0, 48.0, None, None, None, expected=0.0),
        call("TD_DIEM", RATIO, None, 48.0, None, None, None, expected="⚠ thiếu kết quả"),
        call("TD_DIEM", RATIO, "chín", 48.0, None, None, None, expected="⚠ không phải số"),
        call("TD_DIEM", RATIO, NA, 48.0, None, None, None, expected="⚠ ô đang báo lỗi"),
        call("TD_TONG", [[0.1], [0.2], [0.3]], expected=0.6),
        call("TD_TONG", [[1.0], [DIVISION]], expected="⚠ vùng điểm có ô báo lỗi #DIV/0!"),
        call("TD_XEPHANG", [[90.0], [95.0], [90.0]], expected=[[2.0], [1.0], [2.0]]),
        call("TD_XEPLOAI", 95.0, table, expected="Xuất sắc"),
        call("TD_XEPLOAI", 40.0, table, expected="Yếu"),
        call("TD_DANDAU", PEERS, [[12.0], [5.0]], [[10.0], [10.0]], expected=[[10.0], [2.5]]),
        call("TD_SUYTON", 8.0, 10.0, 80.0, None, expected="Đạt"),
        call("TD_SUYTON", 8.0, 10.0, 80.0, "Có", expected="Không đạt"),
        call("TD_SO", "1.234,5", None, expected=1234.5),
    ]
    raw = [
        {"function": "TD_DIEM", "args": [LATE, {"date": "2026-06-18"}, None, None, None, None], "expected": 24.0},
        {"function": "TD_DIEM", "args": [LATE, 46191.0, None, None, None, None], "expected": 24.0},
        {"function": "TD_DIEM", "args": [RATIO, SPILLED, 48.0, None, None, None], "expected": "⚠ ô đang báo lỗi"},
        {"function": "TD_TONG", "args": [[[1.0], [SPILLED]]], "expected": "⚠ vùng điểm có ô báo lỗi"},
        {"function": "TD_SO", "args": ["43,6", MISSING], "expected": 43.6},
        {"function": "TD_XEPHANG", "args": [[[1.0], [2.0]], MISSING, MISSING], "expected": [[2.0], [1.0]]},
        {"function": "TD_XEPHANG", "args": [[[1.0], [2.0]]], "expected": [[2.0], [1.0]]},
    ]
    agreed(tmp_path / "hand.jsonl", written(tmp_path / "hand.jsonl", [*calls, *raw]))


def test_vietnamese_is_whole_both_ways(tmp_path: Path) -> None:
    """Every letter goes in as a class's name and comes out as the answer."""
    small = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    vowels = {unicodedata.normalize("NFC", letter + tone) for letter, tone in product("aăâeêioôơuưy", tones)}
    names = [*(a + a.upper() for a in sorted(vowels | set(small))), "Hoàn thành xuất sắc nhiệm vụ ⚠ … – “”", "Ke\u0301"]
    calls = [call("TD_XEPLOAI", 9.0, [[name, 0.0, None]], expected=name) for name in names]
    agreed(tmp_path / "letters.jsonl", written(tmp_path / "letters.jsonl", calls))


def test_a_difference_is_told(tmp_path: Path) -> None:
    wrong = call("TD_DIEM", RATIO, 37.0, 48.0, None, None, None, expected=1.55)
    written(tmp_path / "wrong.jsonl", [wrong])
    told = called(tmp_path / "wrong.jsonl")
    assert told["different"] == 1
    assert told["first"][0]["answer"] == 1.54
