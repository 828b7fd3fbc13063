"""Every fault of the catalogue planted by one change in a clean bloc: found at its cell, and nothing else reported."""

import pytest
from bench import findings_in, in_bloc, planted, rulebook
from faults import Fault
from faults_between import BlocFault
from faults_of_assessment import HeadFault, findings_of
from repository import ROOT
from telling import BETWEEN, HEADS, SINGLE, catalogue, first, of_bloc, of_single, page, row

from thidua_xl.findings.catalogue import CATALOGUE
from thidua_xl.findings.finding import Finding
from thidua_xl.findings.of_rulebooks import RULEBOOKS

PAGE = ROOT / "docs" / "sai-lech.md"
ROWS = "| --- | --- | --- | --- | --- | --- |\n"


def is_told(what: str, unit: str | None, found: Finding) -> bool:
    """Is the row of the docs' table what this run found?"""
    return row(what, unit, found) in PAGE.read_text(encoding="utf-8").splitlines()


def codes(findings: list[Finding]) -> list[str]:
    return sorted(finding.code for finding in findings)


@pytest.mark.parametrize("unit", [unit.code for unit in rulebook().units])
def test_the_clean_workbooks_have_no_finding(unit: str) -> None:
    assert findings_in(planted(unit, lambda parts: None)) == []


@pytest.mark.parametrize("fault", SINGLE, ids=lambda fault: fault.name)
def test_a_fault_of_one_file(fault: Fault) -> None:
    findings = of_single(fault)
    assert codes(findings) == sorted((fault.code, *fault.also))
    found = first(fault.code, findings)
    assert (found.where.sheet, found.where.cell) == (fault.sheet, fault.cell)
    assert found.where.unit in (fault.unit, None)
    assert is_told(fault.what, fault.unit, found)


@pytest.mark.parametrize("fault", BETWEEN, ids=lambda fault: fault.name)
def test_a_fault_between_units(fault: BlocFault) -> None:
    findings = of_bloc(fault)
    assert codes(findings) == sorted((fault.code, *fault.also))
    found = first(fault.code, findings)
    where = found.where
    assert (where.unit, where.file, where.sheet, where.cell) == (fault.unit, fault.file, fault.sheet, fault.cell)
    assert is_told(fault.what, fault.unit, found)


@pytest.mark.parametrize("fault", HEADS, ids=lambda fault: fault.name)
def test_a_fault_of_what_the_head_types(fault: HeadFault) -> None:
    data, master = findings_of(fault)
    assert codes(master.findings) == sorted((fault.code, *fault.also))
    found = first(fault.code, master.findings)
    assert (found.where.unit, found.where.sheet, found.where.cell) == (fault.unit, fault.sheet, fault.cell(data))
    assert is_told(fault.what, fault.unit, found)


def test_the_bloc_without_a_fault_has_no_finding() -> None:
    assert in_bloc({}).findings == []


def test_the_page_is_up_to_date() -> None:
    """Mend: python docs/generate.py."""
    text = PAGE.read_text(encoding="utf-8")
    assert catalogue() in text
    rows = text.partition(ROWS)[2].splitlines()
    assert len(rows) == len(SINGLE) + len(BETWEEN) + len(HEADS)
    assert text == page(rows)


# codes no story plants, and why; each has its own test elsewhere
ELSEWHERE = {
    "TD-TEP-QUA-LAU": "a worker that is late: tests/test_reading_hostile.py",
    "TD-TEP-QUA-BO-NHO": "a worker out of memory: tests/test_reading_hostile.py",
    "TD-TEP-LAM-DUNG": "a worker that dies: tests/test_reading_hostile.py",
    "TD-TEP-LOI-CHUONG-TRINH": "a fault of ours: tests/test_reading_hostile.py",
    "TD-TEP-KHONG-MO-DUOC": "a path that cannot be opened: tests/test_reading_hostile.py",
    "TD-TEP-CHI-DOC-GIA-TRI": "another format: tests/stories/test_stories_bloc.py",
    "TD-KHONG-CO-BO-TIEU-CHI": "a file without a rulebook: tests/test_cli_check.py",
    "TD-KHONG-TINH-DUOC-TONG": "a rulebook whose main lines may all be dropped: tests/test_checks_small.py",
    "TD-HAI-DON-VI-GIONG-NHAU": "units with the same lines: tests/stories/test_stories_small.py",
    "TD-WORD-KIEU-CU": "a decision in Word: tests/test_word_refused.py",
    "TD-WORD-LA-PDF": "a decision in Word: tests/test_word_refused.py",
    "TD-WORD-KHONG-PHAI-DOCX": "a decision in Word: tests/test_word_refused.py",
    "TD-WORD-HONG": "a decision in Word: tests/test_word_refused.py",
    "TD-CHUYEN-KHONG-CHO": "an amended rulebook: tests/test_upgrade.py",
    "TD-CHUYEN-DOI-MA": "an amended rulebook: tests/test_upgrade.py",
    "TD-CHUYEN-DOI-CHU": "an amended rulebook: tests/test_upgrade.py",
    "TD-CHUYEN-CONG-THUC": "an amended rulebook: tests/test_upgrade.py",
    "TD-CHUYEN-KHONG-MAU-CU": "an amended rulebook: tests/test_upgrade.py",
    "TD-GU-THIEU-DON-VI": "a registration form: tests/test_pact.py",
    "TD-GU-THIEU-CHI-TIEU": "a registration form: tests/test_pact.py",
    "TD-GU-CHI-TIEU-KHONG": "a registration form: tests/test_pact.py",
    "TD-GU-HAI-BAN": "a registration form: tests/test_pact.py",
    "TD-GU-THAY-BAN": "a registration form: tests/test_pact.py",
    "TD-GU-DA-GIAO": "a registration form: tests/test_pact.py",
    "TD-GU-CHI-TIEU-LA": "a registration form: tests/test_pact.py",
    "TD-KHONG-PHAI-TONG-HOP": "a master read back: tests/test_past.py",
    "TD-TONG-HOP-THIEU-BO-TIEU-CHI": "a master read back: tests/test_past.py",
    "TD-TONG-HOP-CHUA-TINH": "a master read back: tests/test_past.py",
    "TD-KY-LAP": "several masters: tests/test_province.py",
    "TD-KHOI-KHAC-KY": "several masters: tests/test_province.py",
    "TD-CUNG-KY-LECH": "an earlier period: tests/test_previous.py",
    "TD-SO-LIEU-GIAM": "an earlier period: tests/test_previous.py",
    "TD-LUY-KE-GIAM": "an earlier period: tests/test_previous.py",
    "TD-LICH-SU-THIEU": "a history workbook: tests/test_history.py",
    "TD-LICH-SU-LAP": "a history workbook: tests/test_history.py",
    "TD-LIEN-TUC-THIEU": "a history workbook: tests/test_history.py",
    "TD-CHAM-CHEO-BO": "an assessor's form: tests/test_crossing.py",
    "TD-CHAM-CHEO-BO-KHAC": "an assessor's form: tests/test_crossing.py",
    "TD-CHAM-CHEO-CHUA-NOP": "an assessor's form: tests/test_crossing.py",
    "TD-CHAM-CHEO-KHONG-CO-DONG": "an assessor's form: tests/test_crossing.py",
    "TD-CHAM-CHEO-LA": "an assessor's form: tests/test_crossing.py",
    "TD-CHAM-CHEO-LAP": "an assessor's form: tests/test_crossing.py",
    "TD-CHAM-CHEO-LECH": "an assessor's form: tests/test_crossing.py",
    "TD-CHAM-CHEO-LECH-BUOC": "an assessor's form: tests/test_crossing.py",
    "TD-CHAM-CHEO-NGOAI-KHUNG": "an assessor's form: tests/test_crossing.py",
    "TD-CHAM-CHEO-NOP-LAI": "an assessor's form: tests/test_crossing.py",
    "TD-CHAM-CHEO-THIEU-DONG": "an assessor's form: tests/test_crossing.py",
    "TD-CHAM-CHEO-THIEU-LY-DO": "an assessor's form: tests/test_crossing.py",
    "TD-CHAM-CHEO-TRUNG-LAN": "an assessor's form: tests/test_crossing.py",
    "TD-CHAM-CHEO-TU-CHAM": "an assessor's form: tests/test_crossing.py",
    "TD-MAU-KHONG-DOC": "a template of the papers: tests/test_papers_command.py",
    "TD-MAU-SAI-CU-PHAP": "a template of the papers: tests/test_papers_command.py",
    "TD-MAU-TEN-LA": "a template of the papers: tests/test_papers_command.py",
    "TD-NGAY-NGOAI-KY": "the registers: tests/test_registers.py",
    "TD-NGAY-NGUOC": "the registers: tests/test_registers.py",
    "TD-NOP-CHON-BAN-CU": "the head's choice of files: tests/test_consolidation_intake.py",
    "TD-QUYET-DINH-LA": "the meeting's decisions: tests/test_awards_votes.py",
    "TD-QUYET-DINH-QUA-SO": "the meeting's decisions: tests/test_awards_votes.py",
    "TD-QUYET-DINH-THIEU-LY-DO": "the meeting's decisions: tests/test_awards_votes.py",
    "TD-SO-BO-HAI-DON-VI": "the registers: tests/test_registers.py",
    "TD-SO-BO-LAP": "the registers: tests/test_registers.py",
    "TD-SO-CHUA-TINH": "a closed master: tests/test_closing.py",
    "TD-SO-KHAC-TINH-LAI": "a closed master: tests/test_closing.py",
    "TD-SO-MAT-TRANG": "a closed master: tests/test_closing.py",
}
# cells of rulebook workbooks only
OF_RULEBOOKS = {
    "TD-CO-DAU-PHAN-TRAM", "TD-KHONG-PHAI-SO-NGUYEN", "TD-BANG-MA-CU", "TD-TU-KHONG-CO", "TD-MA-SAI-DANG",
    "TD-MA-KHONG-ASCII", "TD-MA-LA-SO", "TD-MA-KHONG-CO",
}  # fmt: skip


def test_every_code_is_planted_or_tested_elsewhere() -> None:
    planted_here = {fault.code for fault in (*SINGLE, *BETWEEN, *HEADS)}
    missing = set(CATALOGUE) - set(RULEBOOKS) - OF_RULEBOOKS - planted_here - set(ELSEWHERE)
    assert sorted(missing) == []
    assert sorted(planted_here & (set(ELSEWHERE) | OF_RULEBOOKS)) == []
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    rulebook_tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_rulebook*.py"))
    assert [code for code in ELSEWHERE if tests.count(f'"{code}"') < 2] == []
    assert [code for code in OF_RULEBOOKS if code not in rulebook_tests] == []
