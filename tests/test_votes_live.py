"""`Bình xét` as people type: LibreOffice computes share, result and whether counts can be true, as the engine does."""

import random
from decimal import Decimal
from pathlib import Path

from calc import Book, Calc
from master_bloc import SOURCE
from masters import master_of, random_claims, rulebook_of

from thidua_xl.awards.ballots import Ballot, vote
from thidua_xl.cells.share import Verdict
from thidua_xl.consolidation.head_work import HeadWork
from thidua_xl.live.master_plan import FIRST_ROW, MasterPlan
from thidua_xl.live.plan import letters
from thidua_xl.rulebook.models import Award, Rulebook
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets.markdown import grids
from thidua_xl.workbooks.writing.master import write_master
from thidua_xl.workbooks.writing.master.planned import plan_of

AWARDS = """| 3 | Giấy khen | | Từng nhóm | | | | 66,67% | Được hỏi ý kiến | Có | |
| 4 | Biểu dương | | Từng nhóm | | | | 33,3% | Tổng số thành viên | | 66,7% |
| 5 | Thư khen | | Từng nhóm | | | | 100% | Có mặt | | |
"""
ROUNDS = 25


def rulebook() -> Rulebook:
    """Five awards put to the vote: each denominator, at least and strictly more, with and without a quorum."""
    return rulebook_of(grids(SOURCE.format(final="Thẩm định", one="A", two="B") + AWARDS))


def typed(chance: random.Random) -> list[object]:
    """The nine counts of a row: mostly such as can be true, else blank, text, broken, negative or too many."""
    members = chance.choice([6, 12, 15, 30, 1000])
    present = chance.choice([members, members - 1, members * 4 // 5, members * 3 // 4])
    agreed = chance.choice([present, present * 4 // 5, present * 2 // 3, present // 2, members * 4 // 5])
    against = chance.choice([0, max(0, present - agreed)])
    row: list[object] = [members, present, "", present, present, present, agreed, against, ""]
    if chance.random() < 0.4:
        row[2] = chance.choice([members, members - present, present])
    if chance.random() < 0.5:
        row[3:6] = ["", "", ""]
    for _ in range(chance.choice([0, 0, 0, 1, 1, 2])):
        row[chance.randrange(9)] = chance.choice(["", "", "mười", "12", 0, -1, 6.5, members + 1, 10**6])
    return row


def ballot_of(row: list[object]) -> Ballot:
    """What the engine is given while one types: numbers, and nothing for texts (retyped, they count)."""
    counts = [None if isinstance(cell, str) else cell if isinstance(cell, int) else Decimal(str(cell)) for cell in row]
    return Ballot("", *counts)  # type: ignore[arg-type]


def wrong_rows(book: Book, plan: MasterPlan, awards: dict[str, Award], rows: list[list[object]]) -> list[object]:
    last = FIRST_ROW + len(rows) - 1
    first, end = letters(sheets.BALLOTS, "members"), letters(sheets.BALLOTS, "abstained")
    book.set_values(sheets.BALLOTS.name, f"{first}{FIRST_ROW}:{end}{last}", rows)  # type: ignore[arg-type]
    shown = book.values(
        sheets.BALLOTS.name,
        f"{letters(sheets.BALLOTS, 'share')}{FIRST_ROW}:{letters(sheets.BALLOTS, 'fault')}{last}",
    )
    found: list[object] = []
    for (_, name, _unit), row, (share, verdict, fault) in zip(plan.ballots, rows, shown, strict=True):
        outcome = vote(awards[name], ballot_of(row))
        told = float(outcome.share) if outcome.base else ""
        if (verdict, fault, share) != (str(outcome.verdict), float(outcome.impossible), told):
            found.append((name, row, (share, verdict, fault), outcome))
    return found


def test_shares_and_results_are_the_engines(calc: Calc, tmp_path: Path) -> None:
    chance = random.Random(20)
    rules = rulebook()
    drawn = master_of(rules, random_claims(rules, chance), HeadWork())
    plan = plan_of(drawn)
    awards = {award.name: award for award in plan.awards}
    assert len(plan.ballots) == 35
    verdicts: set[Verdict] = set()
    with calc.open(write_master(tmp_path / "master.xlsx", drawn)) as book:
        for _ in range(ROUNDS):
            rows = [typed(chance) for _ in plan.ballots]
            verdicts |= {vote(awards[n], ballot_of(r)).verdict for (_, n, _), r in zip(plan.ballots, rows, strict=True)}
            assert wrong_rows(book, plan, awards, rows) == []
        assert book.errors() == []
    assert verdicts == set(Verdict)
