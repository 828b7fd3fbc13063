"""The text that goes with a unit's feedback, ready to be pasted into an e-mail."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from thidua_xl.consolidation.feedback import Feedback, ToMend
from thidua_xl.sheets import feedback as texts
from thidua_xl.text.dates import said


def feedback_text(unit: Feedback, marks: Mapping[str, str], due: date | None, workbook: str, result: str) -> str:
    """Received or not, what to mend by cell, by when and whom to ask; nothing of other units."""
    return "\n".join(_lines(unit, marks, due, workbook, result)) + "\n"


def _lines(unit: Feedback, marks: Mapping[str, str], due: date | None, workbook: str, result: str) -> Iterator[str]:
    period = marks.get("period", "")
    yield texts.SUBJECT.format(period=period, unit=unit.unit)
    yield ""
    yield texts.GREETING.format(name=unit.name)
    yield ""
    received = texts.RECEIVED if unit.file else texts.NOT_RECEIVED
    yield texts.OPENING.format(bloc=marks.get("bloc", ""), received=received, period=period)
    if unit.file:
        yield texts.WHICH.format(file=unit.file, times=texts.TIMES.format(times=unit.times) if unit.times else "")
        yield from filter(None, [result])
    errors = [finding for finding in unit.findings if finding.is_error]
    others = [finding for finding in unit.findings if not finding.is_error]
    yield from _list(errors, texts.ERRORS)
    if unit.file and not errors:
        yield from ("", texts.NO_ERRORS)
    yield from _list(others, texts.WARNINGS)
    yield ""
    if workbook:
        yield texts.SEE.format(file=workbook)
    if not unit.file:
        yield texts.SEND.format(before=texts.BEFORE.format(day=said(due)) if due else texts.SOON)
    elif unit.findings:
        ask = texts.MUST if errors else texts.MAY
        yield texts.DEADLINE.format(ask=ask, day=said(due)) if due else texts.NO_DEADLINE.format(ask=ask)
    if marks.get("contact"):
        yield texts.CONTACT.format(contact=marks["contact"])


def _list(findings: Sequence[ToMend], heading: str) -> Iterator[str]:
    if findings:
        yield ""
        yield heading.format(count=len(findings))
    for number, finding in enumerate(findings, 1):
        yield texts.ITEM.format(number=number, place=_place(finding), message=finding.message, fix=finding.fix)


def _place(finding: ToMend) -> str:
    if finding.file:
        return f"{texts.OTHER_FILE.format(file=finding.file)}: "
    if finding.sheet and finding.cell:
        return texts.PLACE.format(sheet=finding.sheet, cell=finding.cell)
    return texts.SHEET_ONLY.format(sheet=finding.sheet) if finding.sheet else ""
