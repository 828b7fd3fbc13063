"""A form drawn by another version is not asked for our formulas; so a version has one set of formulas, for good."""

import hashlib
from datetime import date
from importlib.metadata import version
from pathlib import Path

from judging_rulebooks import judge_rulebook, special_rulebook

from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing.member import write_member

DRAWN = {"0.1.0": "cc3e87b9d13b1f4680ccdddd5a4ead91594705717fe9996d8b0f95b5baa2eba1"}
DAY = date(2026, 11, 22)


def test_this_version_draws_the_formulas_it_always_drew(tmp_path: Path) -> None:
    """Formulas changed? Forms that are with the units now would be told they were tampered with.

    Raise the version in pyproject.toml, then write its digest here. A version nobody has yet may change its own.
    """
    assert DRAWN[version("thidua-xl")] == digest(tmp_path)


def digest(folder: Path) -> str:
    """Of every formula in the forms of two rulebooks that have every way of scoring, every check and every gate."""
    found: list[str] = []
    for number, rulebook in enumerate((judge_rulebook(2), special_rulebook())):
        path = folder / f"{number}.xlsx"
        write_member(path, rulebook, rulebook.units[0], today=DAY)
        for sheet in read_book(path.read_bytes(), path.name).sheets:
            found += [f"{sheet.name} {at} {cell.formula}" for at, cell in sorted(sheet.cells.items()) if cell.formula]
    return hashlib.sha256("\n".join(found).encode()).hexdigest()
