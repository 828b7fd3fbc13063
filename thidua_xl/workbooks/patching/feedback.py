"""A unit's own workbook with comments on the cells to mend and the sheet `Phản hồi`; every other byte stays."""

from collections.abc import Mapping

from thidua_xl.consolidation.feedback import Feedback
from thidua_xl.errors import NotReadable
from thidua_xl.sheets import feedback as texts
from thidua_xl.sheets.feedback import FEEDBACK
from thidua_xl.workbooks.patching.comments import CELL, set_comments
from thidua_xl.workbooks.patching.feedback_sheet import LOOKS, sheet_xml
from thidua_xl.workbooks.patching.markup import STRICT
from thidua_xl.workbooks.patching.package import (
    NO_RELATIONS,
    add_sheet,
    opened,
    relations_of,
    sheet_parts,
    workbook_part,
)
from thidua_xl.workbooks.patching.styles import add_looks

LONGEST = 1_000  # characters of a comment


def with_feedback(data: bytes, feedback: Feedback, about: str, result: str) -> bytes:
    """The workbook with its feedback; one that already has some gets the new in its place.

    ``about`` and ``result`` are the lines under the unit's name. Raises NotReadable where the workbook is no ordinary
    .xlsx or .xlsm.
    """
    package = opened(data)
    workbook = workbook_part(package)
    if STRICT in package.read(workbook)[:4000]:
        raise NotReadable("TD-TEP-HONG", found="sổ lưu theo dạng Strict")
    parts = sheet_parts(package, workbook)
    styles = package.target(workbook, "styles")
    if styles is None:
        raise NotReadable("TD-TEP-HONG", found="không thấy phần định dạng")
    looks = dict(zip(LOOKS, add_looks(package, styles, list(LOOKS.values())), strict=True))
    by_sheet = comments_of(feedback)
    for name, part in parts.items():
        if name != FEEDBACK.name:
            set_comments(package, part, by_sheet.get(name, {}))
    sheet = sheet_xml(feedback, about, result, looks, frozenset(parts))
    if FEEDBACK.name in parts:
        package.write(parts[FEEDBACK.name], sheet)
        if package.has(relations_of(parts[FEEDBACK.name])):
            package.write(relations_of(parts[FEEDBACK.name]), NO_RELATIONS)
    else:
        add_sheet(package, workbook, FEEDBACK.name, sheet)
    return package.bytes()


def comments_of(feedback: Feedback) -> Mapping[str, Mapping[str, str]]:
    """What is said at each cell, by sheet; several findings of one cell together, errors first."""
    found: dict[str, dict[str, list[str]]] = {}
    for finding in sorted(feedback.findings, key=lambda finding: not finding.is_error):
        if finding.file or not CELL.fullmatch(finding.cell):
            continue
        work = texts.TO_MEND if finding.is_error else texts.TO_SEE
        said = texts.COMMENT.format(work=work, message=finding.message, fix=finding.fix)
        found.setdefault(finding.sheet, {}).setdefault(finding.cell, []).append(said)
    return {sheet: {cell: "\n".join(said)[:LONGEST] for cell, said in cells.items()} for sheet, cells in found.items()}
