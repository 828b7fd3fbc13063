"""The law of a sheet: what is drawn by a layout is read back by the same layout, whatever a member typed."""

import random
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from judging_inputs import Hand
from test_judge_workbooks import rulebook

from thidua_xl.book import EPOCH_1900
from thidua_xl.live.plan import Plan
from thidua_xl.member.workbook import read_submission
from thidua_xl.rulebook.models import Criterion
from thidua_xl.submission import Evidence, Raw, RegisterRow, Submission, Typed
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.writing.member import write_member

CLAIM = ("not_arising", "target", "result", "times", "typed", "reason")
FIGURE = ("target", "result", "before", "note")
EVIDENCE = ("criterion", "issued_on", "symbol", "issuer", "summary", "file")


def plain(value: Raw) -> Raw:
    """A date as its serial number, a text of spaces as blank: what a cell itself can tell apart."""
    if isinstance(value, date):
        return Decimal((value - EPOCH_1900.date()).days)
    return value if not isinstance(value, str) or value.strip() else None


def told(row: Typed | None, keys: Iterable[str], *, tied: bool = False, days: tuple[str, ...] = ()) -> tuple[Raw, ...]:
    """What a row says; a line tied to a figure keeps its result and target there; ``days`` drop the time of day."""
    if row is None:
        return tuple(None for _ in keys)
    values = {key: plain(getattr(row, key)) for key in keys}
    values |= {key: Decimal(int(day)) for key in days if isinstance(day := values[key], Decimal)}
    return tuple(None if tied and key in ("result", "target") else value for key, value in values.items())


def told_line(row: Criterion, submission: Submission) -> tuple[Raw, ...]:
    """What a line says."""
    days = ("result",) if row.rule and row.rule.reads_a_day else ()
    return told(submission.claims.get(row.code), CLAIM, tied=bool(row.figure), days=days)


def told_evidence(item: Evidence) -> tuple[Raw, ...]:
    """What a row of evidence says."""
    return told(item, EVIDENCE, days=("issued_on",))


def contents(plan: Plan, submission: Submission) -> dict[str, object]:
    """Everything the member typed, whatever row and column it stands in."""
    assigned = {figure.code for _, figure in plan.figure_rows if plan.unit.code in figure.targets}
    figures = {
        code: told(submission.figures.get(code), FIGURE[1:] if code in assigned else FIGURE)
        for code in plan.figure_row_of
    }
    return {
        "claims": {row.code: told_line(row, submission) for _, row in plan.lines},
        "figures": figures,
        "evidence": [told_evidence(item) for item in submission.evidence if any(told_evidence(item))],
        "answers": {
            case.code: told(submission.answers.get(case.code), ("answer", "reason")) for _, case in plan.condition_rows
        },
        "registers": {name: filled for name, rows in submission.registers.items() if (filled := list(register(rows)))},
    }


def register(rows: Iterable[RegisterRow]) -> Iterator[dict[str, Raw]]:
    """The rows of a register that hold anything."""
    for row in rows:
        filled = {key: plain(value) for key, value in row.values.items() if plain(value) is not None}
        if filled:
            yield filled


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("name", "code"), [("noi-bo-mot-co-quan", "TO1"), ("special-lines", "CAT")])
def test_what_is_drawn_is_read_back(tmp_path: Path, name: str, code: str, seed: int) -> None:
    book = rulebook(name)
    unit = book.unit(code)
    assert unit is not None
    plan = Plan(book, unit)
    hand = Hand(random.Random(f"{name} {seed}"), dirty=0.05 * (seed % 3), blank=0.15, everywhere=False)
    typed = hand.filling(plan).storable().submission()
    path = tmp_path / "một tệp.xlsx"
    write_member(path, book, unit, submission=typed)
    read, _ = read_submission(open_book(path), book)
    assert read is not None
    assert read.unit == unit.code
    assert contents(plan, read) == contents(plan, typed)
