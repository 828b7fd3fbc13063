"""Reading the folder of the assessors' forms: each workbook in an isolated worker, like the members'."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from thidua_xl.consolidation.assessor_form import AssessorForm, assessor_form
from thidua_xl.consolidation.crossing import AssessorFile
from thidua_xl.consolidation.files import FileSeen, FileStatus
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.workbooks.folder import Entry, Kind, walked
from thidua_xl.workbooks.folder_reading import DEADLINE
from thidua_xl.workbooks.reading import Outcome, read_book, read_isolated


def form_in(data: bytes, name: str, *, rulebook: Rulebook) -> AssessorForm | None:
    """The assessor's form in one file; runs in a worker."""
    return assessor_form(read_book(data, name), rulebook)


def read_assessors(
    rulebook: Rulebook, given: Sequence[Path], *, now: datetime, written: Iterable[Path] = (), workers: int = 2
) -> list[AssessorFile]:
    """Every workbook under the folders and files given; attachments, locks and our own files are passed over."""
    entries = [entry for entry in walked(given, written) if entry.kind is Kind.WORKBOOK]
    work = partial(form_in, rulebook=rulebook)
    outcomes = read_isolated([entry.path for entry in entries], work, workers=workers, deadline=DEADLINE)
    return [_file(entry, outcome, now) for entry, outcome in zip(entries, outcomes, strict=True)]


def _file(entry: Entry, outcome: Outcome[AssessorForm | None], now: datetime) -> AssessorFile:
    size = entry.path.stat().st_size if entry.path.exists() else 0
    seen = FileSeen(entry.shown, outcome.sha256, size, FileStatus.REJECTED, read_at=now)
    if outcome.trouble:
        return AssessorFile(seen, None, (Finding(outcome.trouble.code, Where(), dict(outcome.trouble.facts)),))
    return AssessorFile(seen, outcome.result)
