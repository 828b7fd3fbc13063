"""The law of stored values: whatever a workbook is written with, its formulas compute what is stored with them."""

import random
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from calc import Calc
from judging import stored_differences
from judging_inputs import Hand
from judging_rulebooks import judge_rulebook, special_rulebook

from thidua_xl import examples
from thidua_xl.live.plan import Plan
from thidua_xl.live.shown import Shown
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing.member import write_member
from thidua_xl.workbooks.writing.rulebook import rulebook_bytes

FILLINGS = 9  # of each unit


@cache
def rulebook(name: str) -> Rulebook:
    """An example, or one of the judge's own."""
    if name in examples.names():
        found, _ = read_rulebook(read_book(rulebook_bytes(examples.tables(name)), name))
        assert found is not None
        return found
    return special_rulebook() if name == "special-lines" else judge_rulebook(2)


UNITS = [
    ("khoi-noi-chinh", "CAT"),
    ("khoi-noi-chinh", "TTT"),
    ("noi-bo-mot-co-quan", "TO1"),
    ("noi-bo-mot-co-quan", "TO2"),
    ("special-lines", "CAT"),
    ("special-lines", "STP"),
]
CLASSES: dict[str, set[str | None]] = {"khoi-noi-chinh": set(), "noi-bo-mot-co-quan": set(), "special-lines": set()}


@pytest.mark.parametrize(("name", "code"), UNITS)
def test_stored_values_are_what_is_computed(calc_vi: Calc, tmp_path: Path, name: str, code: str) -> None:
    """Every formula cell of every sheet, for random units from poor to excellent."""
    book, path = rulebook(name), tmp_path / f"{code}.xlsx"
    unit, chance = book.unit(code), random.Random(f"{name} {code}")
    assert unit is not None
    plan, classes = Plan(book, unit), set()
    for number in range(FILLINGS):
        generous = (0.0, 0.8, 1.0)[number % 3]
        hand = Hand(chance, dirty=0.02 * (number % 2), blank=0.03, generous=generous, everywhere=False)
        submission = hand.filling(plan).storable().submission()
        today = date.today()  # noqa: DTZ011 - the formulas ask for it too
        write_member(path, book, unit, submission=submission, today=today)
        count, differences = stored_differences(calc_vi, path)
        assert differences[:10] == []
        assert count > 1000
        classes.add(Shown(plan, submission, today).card.class_name)
    assert len(classes) > 1  # not all the same class, or this judges little


def test_a_blank_workbook_of_every_example(calc_vi: Calc, tmp_path: Path) -> None:
    """Written with nothing typed."""
    for name in examples.names():
        book, path = rulebook(name), tmp_path / f"{name}.xlsx"
        write_member(path, book, book.units[0])
        _, differences = stored_differences(calc_vi, path)
        assert differences == []
