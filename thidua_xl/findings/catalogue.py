"""Every finding code with its severity, sentence and fix, and how a finding is said and sorted."""

from thidua_xl.findings.finding import Finding, Kind, Severity
from thidua_xl.findings.of_assessors import ASSESSORS
from thidua_xl.findings.of_cells import CELLS
from thidua_xl.findings.of_claims import CLAIMS
from thidua_xl.findings.of_closing import CLOSING
from thidua_xl.findings.of_consolidation import CONSOLIDATION
from thidua_xl.findings.of_evidence import EVIDENCE, TEXTS
from thidua_xl.findings.of_figures import FIGURES
from thidua_xl.findings.of_files import FILES
from thidua_xl.findings.of_identity import IDENTITY
from thidua_xl.findings.of_papers import PAPERS
from thidua_xl.findings.of_past import PAST
from thidua_xl.findings.of_registers import REGISTERS
from thidua_xl.findings.of_rulebooks import RULEBOOKS
from thidua_xl.findings.of_templates import TEMPLATES
from thidua_xl.findings.of_year import YEAR
from thidua_xl.text.vietnamese import printable

CATALOGUE: dict[str, Kind] = {
    **RULEBOOKS,
    **CELLS,
    **FILES,
    **TEMPLATES,
    **IDENTITY,
    **CLAIMS,
    **EVIDENCE,
    **FIGURES,
    **REGISTERS,
    **TEXTS,
    **CONSOLIDATION,
    **YEAR,
    **PAST,
    **ASSESSORS,
    **CLOSING,
    **PAPERS,
}


def severity(finding: Finding) -> Severity:
    """How serious: by its code alone."""
    return CATALOGUE[finding.code].severity


def message(finding: Finding) -> str:
    """The sentence: what is there and what is allowed."""
    return printable(CATALOGUE[finding.code].sentence.format_map(finding.facts))


def fix(finding: Finding) -> str:
    """What to do about it."""
    return printable(CATALOGUE[finding.code].fix.format_map(finding.facts))


def place(finding: Finding) -> str:
    """Where, as a person says it: ``trang Tự chấm, ô H14``; empty where it has no place."""
    where = finding.where
    parts = [f"trang {printable(where.sheet)}" if where.sheet else "", f"ô {where.cell}" if where.cell else ""]
    return ", ".join(part for part in parts if part)


def as_json(finding: Finding) -> dict[str, object]:
    """The finding as the commands' JSON carries it (cli.md)."""
    where = finding.where
    return {
        "code": finding.code,
        "severity": str(severity(finding)),
        "unit": where.unit,
        "file": where.file,
        "sheet": where.sheet,
        "cell": where.cell,
        "facts": dict(finding.facts),
        "message": message(finding),
        "fix": fix(finding),
    }
