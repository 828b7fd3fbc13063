"""Every finding code that rules and the rulebook's reader can give is in the catalogue, and some test expects it."""

import re
from pathlib import Path

import pytest
from repository import ROOT

from thidua_xl.findings import CATALOGUE
from thidua_xl.findings.of_rulebooks import RULEBOOKS

CODE = re.compile(r'"(TD-[A-Z0-9-]+)"')
ROOMS = ("thidua_xl/rules", "thidua_xl/rulebook")
MODULES = ("thidua_xl/sheets/desk.py", "thidua_xl/sheets/table.py", "thidua_xl/scoring/engine.py")
EXPECTED_BY = ("test_rules_*.py", "test_rulebook_*.py", "test_scoring*.py", "test_standings.py", "test_cases.py")


def codes_in(*paths: Path) -> set[str]:
    return {code for path in paths for code in CODE.findall(path.read_text(encoding="utf-8"))}


def given() -> list[str]:
    """The codes written in the modules that make these findings."""
    modules = [path for room in ROOMS for path in sorted((ROOT / room).glob("*.py"))]
    return sorted(codes_in(*modules, *(ROOT / module for module in MODULES)) | set(RULEBOOKS))


EXPECTED = codes_in(*(path for pattern in EXPECTED_BY for path in (ROOT / "tests").glob(pattern)))


@pytest.mark.parametrize("code", given())
def test_a_code_is_in_the_catalogue_and_expected_by_a_test(code: str) -> None:
    assert code in CATALOGUE
    assert code in EXPECTED
