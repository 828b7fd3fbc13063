"""All planted faults together, what each run finds, and how the page docs/sai-lech.md tells it."""

from collections.abc import Sequence

import faults_between
import faults_of_assessment
import faults_of_claims
import faults_of_contents
import faults_of_files
import faults_of_templates
from bench import findings_in, in_bloc
from faults import Fault
from faults_between import BlocFault
from faults_of_assessment import HeadFault

from thidua_xl.findings.catalogue import CATALOGUE, message, severity
from thidua_xl.findings.finding import Finding, Severity
from thidua_xl.findings.of_cells import CELLS
from thidua_xl.findings.of_claims import CLAIMS
from thidua_xl.findings.of_consolidation import HEAD, INTAKE, VOTES
from thidua_xl.findings.of_evidence import EVIDENCE, TEXTS
from thidua_xl.findings.of_figures import FIGURES
from thidua_xl.findings.of_files import FILES
from thidua_xl.findings.of_identity import IDENTITY
from thidua_xl.findings.of_past import PAST
from thidua_xl.findings.of_rulebooks import RULEBOOKS
from thidua_xl.findings.of_templates import TEMPLATES
from thidua_xl.findings.of_year import YEAR

SINGLE: tuple[Fault, ...] = (
    *faults_of_files.FAULTS,
    *faults_of_templates.FAULTS,
    *faults_of_claims.FAULTS,
    *faults_of_contents.FAULTS,
)
BETWEEN, HEADS = faults_between.FAULTS, faults_of_assessment.FAULTS
GROUPS = {
    "Tệp": FILES,
    "Ô": CELLS,
    "Mẫu": TEMPLATES,
    "Đơn vị và thời gian": IDENTITY,
    "Mục tự chấm": CLAIMS,
    "Minh chứng": EVIDENCE,
    "Số liệu và đối chiếu": FIGURES,
    "Chữ": TEXTS,
    "Nhận tệp": INTAKE,
    "Thẩm định": HEAD,
    "Bình xét": VOTES,
    "Kỳ trước, nhiều khối": PAST,
    "Bộ tiêu chí": RULEBOOKS,
    "Giao ước, sửa bộ tiêu chí giữa năm": YEAR,
}
WORDS = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo"}
HEAD_NOTE = """<!-- Trang này sinh ra từ mã nguồn và từ lần chạy các bài kiểm thử; đừng sửa tay.
     Sinh lại: python docs/generate.py -->
"""


def of_single(fault: Fault) -> list[Finding]:
    """What one file's fault gives."""
    return findings_in(fault.plant(), fault.by() if fault.by else None)


def of_bloc(fault: BlocFault) -> list[Finding]:
    """What a fault between units gives."""
    return in_bloc(fault.files()).findings


def of_head(fault: HeadFault) -> list[Finding]:
    """What a fault of the head's typing gives."""
    return faults_of_assessment.findings_of(fault)[1].findings


def first(code: str, findings: Sequence[Finding]) -> Finding:
    """The finding the fault is about."""
    return next(each for each in findings if each.code == code)


def row(what: str, unit: str | None, finding: Finding) -> str:
    """The line of the table of planted faults."""
    where = finding.where
    place = ", ".join(piece for piece in (where.sheet, where.cell) if piece) or "cả tệp"
    cells = (what, f"`{finding.code}`", WORDS[severity(finding)], unit or "cả khối", place, message(finding))
    return f"| {' | '.join(_plain(cell) for cell in cells)} |"


def _plain(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def catalogue() -> str:
    """Every code with its severity, sentence and fix."""
    lines = ["## Các mã sai lệch", "", "Chữ trong ‹ › thay bằng số liệu cụ thể của từng chỗ."]
    for group, kinds in GROUPS.items():
        lines += ["", f"### {group}", "", "| Mã | Mức độ | Câu | Cách sửa |", "| --- | --- | --- | --- |"]
        for code, kind in kinds.items():
            sentence, mend = (text.replace("{", "‹").replace("}", "›") for text in (kind.sentence, kind.fix))
            lines.append(f"| `{code}` | {WORDS[kind.severity]} | {_plain(sentence)} | {_plain(mend)} |")
    return "\n".join(lines)


def page(rows: Sequence[str]) -> str:
    """The whole page; ``rows`` of the table of planted faults."""
    return f"""{HEAD_NOTE}
# Sai lệch

Sai lệch là chỗ một người phải xem lại. **Lỗi** làm hạng của đơn vị thành tạm tính cho đến khi được sửa, được thẩm định
hoặc được Trưởng khối chấp nhận; **cảnh báo** chỉ nhắc. Có {len(CATALOGUE)} mã.

{catalogue()}

## Lỗi cố ý và chỗ tìm thấy

Mỗi dòng là một lỗi gài vào một khối sạch (không có sai lệch nào) bằng đúng một thay đổi, và sai lệch mà chương trình
tìm thấy. {len(rows)} lỗi, tìm thấy {len(rows)}.

| Gài lỗi | Mã | Mức độ | Đơn vị | Chỗ tìm thấy | Câu |
| --- | --- | --- | --- | --- | --- |
{chr(10).join(rows)}
"""


def all_rows() -> list[str]:
    """Every row, from a run. Raises StopIteration where a fault is not found."""
    single = [row(fault.what, fault.unit, first(fault.code, of_single(fault))) for fault in SINGLE]
    between = [row(fault.what, fault.unit, first(fault.code, of_bloc(fault))) for fault in BETWEEN]
    heads = [row(fault.what, fault.unit, first(fault.code, of_head(fault))) for fault in HEADS]
    return [*single, *between, *heads]
