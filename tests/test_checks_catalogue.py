"""Every code of a member workbook is produced by a test, and no code is in two catalogues."""

from pathlib import Path

from repository import ROOT

from thidua_xl.findings.catalogue import CATALOGUE
from thidua_xl.findings.of_claims import CLAIMS
from thidua_xl.findings.of_evidence import EVIDENCE, TEXTS
from thidua_xl.findings.of_figures import FIGURES
from thidua_xl.findings.of_identity import IDENTITY
from thidua_xl.findings.of_registers import REGISTERS
from thidua_xl.findings.of_templates import TEMPLATES

MEMBER = (TEMPLATES, IDENTITY, CLAIMS, EVIDENCE, TEXTS, FIGURES, REGISTERS)


def test_every_code_is_named_by_a_test() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(ROOT, "tests").glob("test_*.py"))
    codes = {code for catalogue in MEMBER for code in catalogue}
    assert sorted(code for code in codes if f'"{code}"' not in tests) == []


def test_no_code_is_in_two_catalogues() -> None:
    assert sum(map(len, MEMBER)) == len({code for catalogue in MEMBER for code in catalogue})
    assert {code for catalogue in MEMBER for code in catalogue} <= set(CATALOGUE)
    mine = {code: kind for catalogue in MEMBER for code, kind in catalogue.items()}
    assert [code for code, kind in mine.items() if CATALOGUE[code] is not kind] == []


def test_every_sentence_ends_and_every_fix_says_what_to_do() -> None:
    for code, kind in CATALOGUE.items():
        assert kind.sentence.rstrip("}y{")[-1] in ".?”", code
        assert kind.fix.endswith("."), code
