"""Which of a unit's files counts (workbooks.md, `Lần nộp`): never by file names, file dates or their order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from thidua_xl.consolidation.files import ReadFile
from thidua_xl.consolidation.input_text import whole_text
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.findings.reasons import FILES, because
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.scoring.engine import scorecard
from thidua_xl.sheets import words
from thidua_xl.text.dates import said
from thidua_xl.text.vietnamese import fold

YES, NO = fold(words.YES), fold(words.NO)
UNKNOWN = "…"


@dataclass(slots=True)
class Choice:
    """The file that counts, None where there is none; the reasons of the others by path; what must be said."""

    used: ReadFile | None = None
    why: str = ""
    left_out: dict[str, str] = field(default_factory=dict)
    undecided: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def choice(rulebook: Rulebook, unit: str, files: Sequence[ReadFile], use: Mapping[str, str]) -> Choice:
    """Choose among a unit's usable files; ``use`` is the head's `Dùng` by SHA-256."""
    found = Choice()
    ordered = sorted(files, key=lambda file: (file.sha256, file.path))
    wanted = [file for file in ordered if fold(use.get(file.sha256, "")) == YES]
    refused = [file for file in ordered if fold(use.get(file.sha256, "")) == NO]
    found.left_out.update((file.path, because(FILES, "head refused")) for file in refused)
    pool = wanted or [file for file in ordered if file not in refused]
    if not pool:
        return found
    latest = max(times_sent(file) for file in pool)
    kinds = _kinds(rulebook, unit, [file for file in pool if times_sent(file) == latest], found)
    _decide(rulebook, unit, kinds, found)
    if found.used is None:
        return found
    found.why = because(FILES, "head chose") if wanted else because(FILES, "used")
    found.findings += _newer(unit, found.used, [file for file in ordered if wanted and file not in wanted + refused])
    for file in ordered:
        if file is found.used or file.path in found.left_out:
            continue
        if wanted and file not in wanted:
            reason = because(FILES, "head chose other", tep=found.used.path)
        else:
            reason = because(FILES, "older", so=latest, tep=found.used.path)
        found.left_out[file.path] = reason
    return found


def _newer(unit: str, used: ReadFile, others: Sequence[ReadFile]) -> Iterator[Finding]:
    """Files sent after the one the head chose: it was chosen before they came, or in spite of them."""
    for file in others:
        if times_sent(file) > times_sent(used):
            facts = {"lan": str(times_sent(used)), "tep": used.path, "lan_khac": str(times_sent(file))}
            yield Finding("TD-NOP-CHON-BAN-CU", Where(file=file.path, unit=unit), facts)


def times_sent(file: ReadFile) -> int:
    """`Lần nộp`: blank is 1; so is what cannot be read, which is a finding of the file."""
    reading = file.found.reading
    return 1 if reading is None or reading.submission is None else reading.submission


def made_on(file: ReadFile) -> date | None:
    """`Ngày lập`."""
    return file.found.reading.days.get("made_on") if file.found.reading else None


def _kinds(rulebook: Rulebook, unit: str, files: Sequence[ReadFile], found: Choice) -> list[ReadFile]:
    """One file of each different content; its duplicates are left out, with a finding."""
    if len(files) == 1:
        return [*files]
    same: dict[str, list[ReadFile]] = {}
    for file in files:
        submission = file.found.submission
        assert submission is not None
        same.setdefault(whole_text(rulebook, submission), []).append(file)
    kinds: list[ReadFile] = []
    for group in same.values():
        # one with answers before one without; the first path of the same file
        first = max(group, key=lambda file: (made_on(file) or date.min, len(file.found.replies), file.sha256))
        kinds.append(first)
        for file in group:
            if file is not first:
                found.left_out[file.path] = because(FILES, "duplicate", tep=first.path)
                where, lan = Where(file=file.path, unit=unit), str(times_sent(file))
                found.findings.append(Finding("TD-NOP-TRUNG", where, {"khac": first.path, "lan": lan}))
    return kinds


def _decide(rulebook: Rulebook, unit: str, kinds: Sequence[ReadFile], found: Choice) -> None:
    """The later `Ngày lập` counts; without one that is later than all others nobody can tell."""
    if len(kinds) == 1:
        found.used = kinds[0]
        return
    dates = [made_on(file) for file in kinds]
    newest = max((day for day in dates if day), default=None)
    if newest is None or None in dates or dates.count(newest) > 1:
        _undecided(rulebook, unit, kinds, found)
        return
    used = kinds[dates.index(newest)]
    found.used = used
    for file in sorted(kinds, key=lambda file: file.path):
        if file is not used:
            found.left_out[file.path] = because(FILES, "earlier", tep=used.path)
            facts = _pair(rulebook, unit, used, file)
            found.findings.append(Finding("TD-NOP-CUNG-LAN", Where(file=used.path, unit=unit), facts))


def _pair(rulebook: Rulebook, unit: str, file: ReadFile, other: ReadFile) -> dict[str, str]:
    facts = {"lan": str(times_sent(file)), "tep": file.path, "khac": other.path}
    for each, ending in ((file, ""), (other, "_khac")):
        day, total = made_on(each), self_total(rulebook, unit, each)
        facts[f"ngay{ending}"] = said(day) if day else UNKNOWN
        facts[f"tong{ending}"] = vietnamese(total) if total is not None else UNKNOWN
    return facts


def self_total(rulebook: Rulebook, unit: str, file: ReadFile) -> Decimal | None:
    """The total of a file's own claims, without assessment and comparison with other units."""
    reading = file.found.reading
    assert reading is not None
    totals = scorecard(rulebook, unit, reading.inputs, unread=reading.unread).totals
    return totals.total if totals else None


def _undecided(rulebook: Rulebook, unit: str, kinds: Sequence[ReadFile], found: Choice) -> None:
    first, *others = sorted(kinds, key=lambda file: file.path)
    for file in (first, *others):
        rivals = ", ".join(other.path for other in (first, *others) if other is not file)
        found.undecided[file.path] = because(FILES, "conflict", tep=rivals)
    for other in others:
        where = Where(file=first.path, unit=unit)
        found.findings.append(Finding("TD-NOP-XUNG-DOT", where, _pair(rulebook, unit, first, other)))
