"""Scores stay on their lines when inputs are cut, pasted and changed one by one, as people do."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from calc import Calc
from judging import Bench, Tally, open_blank
from judging_filling import Typed
from judging_inputs import Hand
from judging_rulebooks import judge_rulebook, special_rulebook

from thidua_xl.live.plan import FIRST_ROW, letters
from thidua_xl.sheets import member
from thidua_xl.sheets.layout import Layout

SCORES = member.SCORES


@pytest.fixture
def bench(calc: Calc, tmp_path: Path) -> Iterator[Bench]:
    """A filled workbook with figures, gates and answers."""
    found = open_blank(calc, tmp_path, special_rulebook())
    with found.book:
        found.fill(Hand(random.Random(3), blank=0).filling(found.plan))
        yield found


def sound(bench: Bench) -> None:
    """Everything computed is what the engine says of what is typed now."""
    tally = Tally()
    bench.compare(tally)
    assert tally.differences[:10] == []


def cut(bench: Bench, layout: Layout, key: str, source: int, target: int, count: int = 1) -> None:
    """Cut cells of a column and paste them further up or down."""
    column = letters(layout, key)
    bench.book.move(layout.name, f"{column}{source}:{column}{source + count - 1}", f"{column}{target}")


def test_cut_one_row_down(bench: Bench) -> None:
    """Ctrl+X on a result, Ctrl+V one row below: the line above is blank, the line below has the value."""
    lines = bench.typed.lines
    cut(bench, SCORES, "result", bench.plan.row_of["I.1"], bench.plan.row_of["I.2"])
    lines["I.2"]["result"] = lines["I.1"].pop("result", None)
    sound(bench)
    cut(bench, SCORES, "typed", bench.plan.row_of["III.1"], bench.plan.row_of["III.2"])
    lines["III.2"]["typed"] = lines["III.1"].pop("typed", None)
    sound(bench)
    cut(bench, SCORES, "not_arising", bench.plan.row_of["I.1"], bench.plan.row_of["I.2"])
    lines["I.2"]["not_arising"] = lines["I.1"].pop("not_arising", None)
    sound(bench)


def test_cut_the_first_and_the_last_line(bench: Bench) -> None:
    """The ends of every range are locked cells: no cut can take them away."""
    first, last = bench.plan.lines[0], bench.plan.lines[-1]
    for (source, giver), (target, taker) in ((first, last), (last, first)):
        cut(bench, SCORES, "result", source, target)
        bench.typed.lines[taker.code]["result"] = bench.typed.lines[giver.code].pop("result", None)
        sound(bench)


def test_cut_figures_and_answers(bench: Bench) -> None:
    """What lines and comparisons take from other sheets stays with its row."""
    rows, figures = bench.plan.figure_row_of, bench.typed.figures
    for source, target in (("SL01", "SL02"), ("SL05", "SL01"), ("SL02", "SL05")):
        cut(bench, member.FIGURES, "result", rows[source], rows[target])
        figures[target]["result"] = figures[source].pop("result", None)
        sound(bench)
    cut(bench, member.CONDITIONS, "answer", FIRST_ROW, FIRST_ROW + 1)
    bench.typed.answers["K2"] = bench.typed.answers.pop("K1", None)
    sound(bench)


def test_cut_rows_of_a_register(bench: Bench) -> None:
    """The first and the last rows of the evidence, cut elsewhere: they count for the same lines."""
    code = bench.plan.lines[0][1].code
    row: dict[str, Typed] = {"criterion": code, "symbol": "80/KH", "issued_on": 46000.0}
    bench.typed.evidence = [dict(row) for _ in range(6)]
    bench.fill(bench.typed)
    sheet, last = member.EVIDENCE.name, bench.plan.last_register_row
    bench.book.move(sheet, f"B{FIRST_ROW}:D{FIRST_ROW + 1}", f"B{last - 1}")
    evidence: list[dict[str, Typed]] = [{} for _ in range(member.EVIDENCE.rows)]
    evidence[2:6] = [dict(row) for _ in range(4)]
    evidence[-2:] = [dict(row) for _ in range(2)]
    bench.typed.evidence = evidence
    sound(bench)
    bench.book.move(sheet, f"B{last}:D{last}", f"B{FIRST_ROW}")
    evidence[0], evidence[-1] = evidence[-1], {}
    sound(bench)


def test_paste_over_a_block(calc: Calc, tmp_path: Path) -> None:
    """The inputs of five lines pasted over five others of quite other ways."""
    found = open_blank(calc, tmp_path, judge_rulebook(2))
    with found.book:
        found.fill(Hand(random.Random(5), blank=0).filling(found.plan))
        rows = {number: row.code for number, row in found.plan.lines}
        places = [number for number in sorted(rows) if all(number + more in rows for more in range(5))]
        first, target = places[0], places[-1]
        left, right = letters(SCORES, "not_arising"), letters(SCORES, "typed")
        found.book.copy(SCORES.name, f"{left}{first}:{right}{first + 4}", f"{left}{target}")
        for more in range(5):
            reason = found.typed.lines[rows[target + more]].get("reason")
            found.typed.lines[rows[target + more]] = {**found.typed.lines[rows[first + more]], "reason": reason}
        sound(found)


def test_one_input_at_a_time(bench: Bench) -> None:
    """The live path: one cell changes, nothing is recalculated by hand, every dependent is read."""
    hand = Hand(random.Random(8), dirty=0.1)
    for _ in range(4):
        for number, row in bench.plan.lines:
            if row.figure:
                continue
            cells = {key: value for key, value in hand.line(row).items() if isinstance(value, float | str)}
            bench.typed.lines[row.code] = cells
            for key in ("not_arising", "target", "result", "times", "typed", "reason"):
                value, cell = cells.get(key), f"{letters(SCORES, key)}{number}"
                if isinstance(value, float):
                    bench.book.set_number(SCORES.name, cell, value)
                else:
                    bench.book.set_text(SCORES.name, cell, str(value or ""))
            sound(bench)
