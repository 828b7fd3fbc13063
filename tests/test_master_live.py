"""The master's live cells against the engine: LibreOffice is the judge of what the formulas compute."""

import random
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from calc import Book, Calc
from master_bloc import bloc
from masters import Claims, master_of, points, random_claims, rulebook_of

from thidua_xl import examples
from thidua_xl.awards.ballots import Ballot, vote
from thidua_xl.consolidation.head_work import Assessment, HeadWork
from thidua_xl.consolidation.master import Master
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.live.master_plan import MasterPlan
from thidua_xl.live.plan import letters
from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.rules.peers import Peers
from thidua_xl.scoring.combining import combined_points
from thidua_xl.scoring.ranking import standings
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets import words
from thidua_xl.workbooks.writing.master import write_master
from thidua_xl.workbooks.writing.master.planned import plan_of

FIGURES = {"AA": {"SL1": Decimal(5)}, "BB": {"SL1": Decimal("7.5")}, "CC": {"SL1": Decimal(5)}}
CASES = ("DK1", "DK2", "DK3")


@dataclass
class Table:
    """A master on the bench, and what is typed into it."""

    rulebook: Rulebook
    claims: Claims
    chance: random.Random
    head: HeadWork = field(default_factory=HeadWork)
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    combined: dict[tuple[str, str], Decimal] = field(default_factory=dict)

    def master(self) -> Master:
        """What the engine makes of it now."""
        figures = {unit: FIGURES.get(unit, {}) for unit in self.claims}
        given = {"answers": self.answers, "figures": figures, "combined": self.combined}
        return master_of(self.rulebook, self.claims, self.head, **given)  # type: ignore[arg-type]

    def type_something(self, book: Book, plan: MasterPlan) -> None:
        """A few cells of the head's, lawful and not."""
        for _ in range(self.chance.randrange(1, 12)):
            self.chance.choice((self._points, self._points, self._result, self._decision, self._ballot))(book, plan)

    def _points(self, book: Book, plan: MasterPlan) -> None:
        row, unit, line = self.chance.choice(plan.lines)
        value = typed_points(line, self.chance)
        before = self.head.assessments.get((unit, line.code), Assessment())
        self.head.assessments[unit, line.code] = Assessment(before.result, value, before.reason)
        put(book, sheets.ASSESSED.name, f"{letters(sheets.ASSESSED, 'points')}{row}", value)

    def _result(self, book: Book, plan: MasterPlan) -> None:
        if not plan.peers:
            return
        found = self.chance.choice(plan.peers)
        value = self.chance.choice([None, Decimal(self.chance.randrange(0, 200)), Decimal(-3)])
        before = self.head.assessments.get((found.unit, found.line.code), Assessment())
        self.head.assessments[found.unit, found.line.code] = Assessment(value, before.points, before.reason)
        row = plan.row_of[found.unit, found.line.code]
        put(book, sheets.ASSESSED.name, f"{letters(sheets.ASSESSED, 'result')}{row}", value)

    def _decision(self, book: Book, plan: MasterPlan) -> None:
        row, unit, code = self.chance.choice(plan.cases)
        word = self.chance.choice(["", *words.ANSWERS, words.YES, words.NO])
        self.head.decisions[unit, code] = (word, "")
        book.set_text(sheets.CONDITIONS.name, f"{letters(sheets.CONDITIONS, 'decision')}{row}", word)

    def _ballot(self, book: Book, plan: MasterPlan) -> None:
        row, award, unit = self.chance.choice(plan.ballots)
        counts = {key: self.chance.choice([None, 0, 8, 10, 12, 15]) for key in sheets.COUNT_KEYS}
        self.head.ballots[award, unit] = Ballot("", **counts)
        for key, count in counts.items():
            put(book, sheets.BALLOTS.name, f"{letters(sheets.BALLOTS, key)}{row}", count)


def put(book: Book, sheet: str, cell: str, value: Decimal | int | None) -> None:
    """Type a number, or clear the cell."""
    if value is None:
        book.set_text(sheet, cell, "")
    else:
        book.set_number(sheet, cell, float(value))


def typed_points(line: Criterion, chance: random.Random) -> Decimal | None:
    """Mostly points the line can have; else nothing, too much or off the step."""
    kind = chance.random()
    if kind < 0.15:
        return None
    return points(line, chance) if kind < 0.85 else Decimal(chance.choice(["1000", "-50", "0.1", "3.333"]))


def differences(book: Book, plan: MasterPlan, master: Master) -> list[object]:
    """Where the cells say something else than the engine."""
    found: list[object] = []
    places = {standing.unit: standing.place for standing in master.standings}
    wide = {s.unit: s.place.rank for s in standings(master.rulebook, [r.card for r in master.results.values()],
            {u: r.figures for u, r in master.results.items()}, whole_bloc=True)}  # fmt: skip
    for unit, result in master.results.items():
        totals, place = result.card.totals, places.get(unit)
        expected = {
            "main": totals and totals.main, "bonus": totals and totals.bonus, "total": totals and totals.total,
            "deduction": totals and totals.deduction, "class": result.card.class_name, "rank": place and place.rank,
            "whole rank": wide.get(unit),
        }  # fmt: skip
        row = plan.work_row(unit)
        for key, value in expected.items():
            shown = book.value(sheets.WORK_UNITS, f"{plan.work_columns[key]}{row}")
            if not same(value, shown):
                found.append((unit, key, value, shown))
        if place and (book.value(sheets.WORK_UNITS, f"{plan.work_columns['same']}{row}") > 1) != place.tied:  # type: ignore[operator]
            found.append((unit, "tied", place))
    for row, unit, line in plan.lines:
        final = master.results[unit].card.lines[line.code].final
        shown = book.value(sheets.ASSESSED.name, f"{letters(sheets.ASSESSED, 'final')}{row}")
        if not same(final, shown):
            found.append((unit, line.code, final, shown))
    return found + list_differences(book, master) + vote_differences(book, plan, master)


def same(value: Decimal | int | str | None, shown: float | str) -> bool:
    """Equal to the last digit; None is an empty cell."""
    if value is None:
        return shown == ""
    return shown == value if isinstance(value, str) else isinstance(shown, float) and abs(float(value) - shown) < 1e-9


def list_differences(book: Book, master: Master) -> list[object]:
    """The sorted list: order of units, and why the first differ."""
    count = len(master.rulebook.units)
    rows = book.values(sheets.RANKING.name, f"C5:I{4 + count}")
    names = [str(row[0]).rpartition("(")[2].rstrip(")") for row in rows]
    expected = [standing.unit for standing in master.standings]
    apart = [unit.code for unit in master.rulebook.units if unit.code not in expected]
    found: list[object] = [] if names == expected + apart else [("order", expected + apart, names)]
    for row, standing in zip(rows, master.standings, strict=False):
        mine, theirs = str(row[-1]).replace(",", "."), standing.place.because.replace(",", ".")
        decided = theirs.rpartition("; ")[2] if standing.place.tied else theirs
        if not (mine.endswith(decided) or decided.startswith("bằng nhau")):
            found.append((standing.unit, "because", theirs, mine))
    return found


def vote_differences(book: Book, plan: MasterPlan, master: Master) -> list[object]:
    """`Kết quả` of every ballot."""
    found: list[object] = []
    for row, name, unit in plan.ballots:
        award = next(award for award in plan.awards if award.name == name)
        expected = str(vote(award, master.head.ballots.get((name, unit))).verdict)
        shown = book.value(sheets.BALLOTS.name, f"{letters(sheets.BALLOTS, 'verdict')}{row}")
        if shown != expected:
            found.append((name, unit, expected, shown))
    return found


def judged(calc: Calc, path: Path, table: Table, rounds: int) -> None:
    """Draw, type at random some times, and compare with the engine each time."""
    first = table.master()
    write_master(path, first)
    plan = plan_of(first)
    with calc.open(path) as book:
        assert book.errors() == []
        assert differences(book, plan, first) == []
        for _ in range(rounds):
            table.type_something(book, plan)
            assert differences(book, plan, table.master()) == [], table.head
        assert book.errors() == []


@pytest.mark.parametrize("seed", range(6))
def test_cells_follow_the_engine(calc: Calc, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    rulebook = bloc(groups=("A", "B") if seed % 2 else ("", ""))
    sent = [unit.code for unit in rulebook.units][: chance.choice([5, 6, 7])]
    answers = {unit: {code: chance.choice(["", *words.ANSWERS[1:]]) for code in CASES} for unit in sent}
    judged(
        calc,
        tmp_path / "master.xlsx",
        Table(rulebook, random_claims(rulebook, chance, sent), chance, answers=answers),
        12,
    )


def test_with_self_scores_as_final_points(calc: Calc, tmp_path: Path) -> None:
    chance = random.Random(77)
    rulebook = bloc(words.SELF)
    judged(calc, tmp_path / "master.xlsx", Table(rulebook, random_claims(rulebook, chance), chance), 8)


def test_with_assessors_points_and_the_heads_before_them(calc: Calc, tmp_path: Path) -> None:
    chance = random.Random(21)
    rulebook = bloc()
    table = Table(rulebook, random_claims(rulebook, chance), chance)
    for unit in table.claims:
        for row in rulebook.leaves:
            if rulebook.has(unit, row) and chance.random() < 0.6:
                table.combined[unit, row.code] = combined_points(
                    [points(row, chance) for _ in range(chance.randrange(1, 5))], words.MEAN, rulebook.digits
                )
    judged(calc, tmp_path / "master.xlsx", table, 10)


def test_units_equal_on_everything_share_the_rank(calc: Calc, tmp_path: Path) -> None:
    chance = random.Random(3)
    rulebook = bloc()
    claims = random_claims(rulebook, chance)
    for unit in ("CC", "EE", "FF"):
        claims[unit] = dict(claims["CC"])
    judged(calc, tmp_path / "master.xlsx", Table(rulebook, claims, chance), 4)


def test_the_example_of_a_bloc(calc: Calc, tmp_path: Path) -> None:
    chance = random.Random(8)
    rulebook = rulebook_of(examples.tables("khoi-noi-chinh"))
    judged(calc, tmp_path / "master.xlsx", Table(rulebook, random_claims(rulebook, chance), chance), 6)


def test_vietnamese_settings(calc_vi: Calc, tmp_path: Path) -> None:
    chance = random.Random(12)
    rulebook = bloc()
    judged(calc_vi, tmp_path / "master.xlsx", Table(rulebook, random_claims(rulebook, chance), chance), 4)


def test_a_peers_line_moves_the_others(calc: Calc, tmp_path: Path) -> None:
    chance = random.Random(1)
    rulebook = bloc(groups=("", ""))
    table = Table(rulebook, random_claims(rulebook, chance), chance)
    plan = plan_of(table.master())
    assert all(isinstance(found.line.rule.form, Peers) for found in plan.peers if found.line.rule)
    write_master(tmp_path / "master.xlsx", table.master())
    with calc.open(tmp_path / "master.xlsx") as book:
        for value in (150, 0, 1000):
            found = plan.peers[0]
            table.head.assessments[found.unit, found.line.code] = Assessment(Decimal(value))
            row = plan.row_of[found.unit, found.line.code]
            book.set_number(sheets.ASSESSED.name, f"{letters(sheets.ASSESSED, 'result')}{row}", value)
            assert differences(book, plan, table.master()) == []


def test_errors_settled_and_accepted_as_one_types(calc: Calc, tmp_path: Path) -> None:
    chance = random.Random(6)
    rulebook = bloc(groups=("", ""))
    claims = random_claims(rulebook, chance)
    found = [
        Finding("TD-CHUA-CHAM", Where("AA.xlsx", "Tự chấm", "H7", "AA"), {}),
        Finding("TD-CHUA-CHAM", Where("AA.xlsx", "Tự chấm", "H9", "AA"), {}),
        Finding("TD-CHUA-CHAM", Where("khac.xlsx", "Tự chấm", "H9", "AA"), {}),
    ]
    drawn = master_of(rulebook, claims, findings=found)
    drawn.results["AA"].open_errors = 3  # one that the sheet does not list by itself
    plan = plan_of(drawn)
    write_master(tmp_path / "master.xlsx", drawn)
    with calc.open(tmp_path / "master.xlsx") as book:
        cell = f"{plan.work_columns['open']}{plan.work_row('AA')}"
        ranks = [str(row[0]) for row in book.values(sheets.RANKING.name, "B5:B11")]
        assert book.value(sheets.WORK_UNITS, cell) == 3
        assert sum("tạm tính" in rank for rank in ranks) == 1
        book.set_text(sheets.FINDINGS.name, f"{letters(sheets.FINDINGS, 'handling')}5", sheets.ACCEPTED)
        assert book.value(sheets.WORK_UNITS, cell) == 3
        book.set_text(sheets.FINDINGS.name, f"{letters(sheets.FINDINGS, 'note')}5", "đã xem")
        assert book.value(sheets.WORK_UNITS, cell) == 2
        line = rulebook.criterion(list(claims["AA"])[2])
        assert line is not None
        points_cell = f"{letters(sheets.ASSESSED, 'points')}{plan.row_of['AA', line.code]}"
        book.set_number(sheets.ASSESSED.name, points_cell, 0)
        assert book.value(sheets.WORK_UNITS, cell) == 1


def test_cut_and_paste_moves_points_not_formulas(calc: Calc, tmp_path: Path) -> None:
    chance = random.Random(9)
    rulebook = bloc(groups=("", ""))
    table = Table(rulebook, random_claims(rulebook, chance), chance)
    first = table.master()
    plan = plan_of(first)
    write_master(tmp_path / "master.xlsx", first)
    column = letters(sheets.ASSESSED, "points")
    (one, unit, _), (two, _, line) = next(
        (a, b) for a, b in pairwise(plan.lines) if b[2].code == "I.1.b" and a[1] == b[1]
    )
    with calc.open(tmp_path / "master.xlsx") as book:
        book.set_number(sheets.ASSESSED.name, f"{column}{one}", 3.5)
        book.move(sheets.ASSESSED.name, f"{column}{one}", f"{column}{two}")
        table.head.assessments[unit, line.code] = Assessment(None, Decimal("3.5"))
        assert differences(book, plan, table.master()) == []
