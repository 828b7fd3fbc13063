"""From everything in the folder to one usable submission a unit, with what became of every other file."""

from collections.abc import Iterable, Mapping, Sequence

from thidua_xl.consolidation.choice import NO, choice, times_sent
from thidua_xl.consolidation.files import Chosen, Content, Fate, FileSeen, FileStatus, ReadFile
from thidua_xl.consolidation.input_text import is_untouched
from thidua_xl.findings.catalogue import message
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.findings.reasons import FILES, UNRANKED, because
from thidua_xl.member.values import said_raw
from thidua_xl.rulebook.models import Rulebook, Unit
from thidua_xl.sheets import member
from thidua_xl.text.vietnamese import clean, fold

S = FileStatus


def chosen(rulebook: Rulebook, files: Iterable[ReadFile], use: Mapping[str, str]) -> Chosen:
    """The file that counts for each unit; ``use`` is the head's `Dùng` by SHA-256. The order of files never matters."""
    found = Chosen()
    ordered = sorted(files, key=lambda file: file.path)
    candidates: dict[str, list[ReadFile]] = {}
    for file in ordered:
        fate = _fate(rulebook, file, use, found.findings)
        if fate is None:
            assert file.found.submission is not None
            candidates.setdefault(file.found.submission.unit, []).append(file)
        else:
            found.fates[file.path] = fate
    for unit in rulebook.units:
        _choose(rulebook, unit, candidates.get(unit.code, []), use, found)
    for unit in rulebook.units:
        if unit.code not in found.used:
            _absent(unit, ordered, found)
    return found


def seen(found: Chosen, file: ReadFile, use: Mapping[str, str]) -> FileSeen:
    """A file as `Nhật ký` lists it."""
    fate = found.fates[file.path]
    times = times_sent(file) if file.found.reading else None
    return FileSeen(
        path=file.path,
        sha256=file.sha256,
        size=file.size,
        status=fate.status,
        reason=fate.reason,
        unit=fate.unit,
        submission=times,
        read_at=file.read_at,
        use=use.get(file.sha256, ""),
    )


def _fate(rulebook: Rulebook, file: ReadFile, use: Mapping[str, str], findings: list[Finding]) -> Fate | None:
    """What becomes of a file that cannot count, None for one that can."""
    content, submission = file.found.content, file.found.submission
    if content is Content.ATTACHMENT:
        return Fate(S.ATTACHMENT, because(FILES, "attachment"), file.likely)
    if content is Content.OURS:
        return Fate(S.OURS, file.found.what)
    fate: Fate | None
    reported: Sequence[Finding] = file.found.findings
    if submission is None:
        fate = Fate(S.REJECTED, because(FILES, "stranger") if content is Content.STRANGER else message(reported[0]))
    else:
        fate, reported = _of_submission(rulebook, file)
    if fate is None:
        return None
    if fold(use.get(file.sha256, "")) == NO and fate.status is S.REJECTED:
        return Fate(S.REJECTED, because(FILES, "head refused"), fate.unit)
    where = Where(file=file.path, unit=fate.unit)
    findings += [Finding(f.code, Where(where.file, f.where.sheet, f.where.cell, where.unit), f.facts) for f in reported]
    return fate


def _of_submission(rulebook: Rulebook, file: ReadFile) -> tuple[Fate | None, Sequence[Finding]]:
    submission = file.found.submission
    assert submission is not None
    unit = submission.unit or None
    if submission.practice:
        return Fate(S.REJECTED, because(FILES, "practice"), unit), [Finding("TD-BAN-THU")]
    if unit is None or rulebook.unit(unit) is None:
        unknown = [finding for finding in file.found.findings if finding.code == "TD-DON-VI-LA"]
        return Fate(S.REJECTED, because(FILES, "unknown unit")), unknown
    if is_untouched(rulebook, submission):
        return Fate(S.EMPTY, because(FILES, "empty"), unit), []
    written = clean(said_raw(submission.info.get("period")))
    if written and fold(written) != fold(rulebook.period):
        where = Where(sheet=submission.sheet(member.INFO.name), cell=submission.info_cells.get("period"))
        other = Finding("TD-KY-KHAC", where, {"ghi": written, "ky": rulebook.period})
        return Fate(S.REJECTED, because(FILES, "other period", ghi=written), unit), [other]
    return None, []


def _choose(rulebook: Rulebook, unit: Unit, files: Sequence[ReadFile], use: Mapping[str, str], found: Chosen) -> None:
    if not files:
        return
    decided = choice(rulebook, unit.code, files, use)
    found.findings += decided.findings
    for path, reason in decided.left_out.items():
        found.fates[path] = Fate(S.SUPERSEDED, reason, unit.code)
    for path, reason in decided.undecided.items():
        found.fates[path] = Fate(S.REJECTED, reason, unit.code)
    if decided.used:
        found.used[unit.code] = decided.used
        found.fates[decided.used.path] = Fate(S.USED, decided.why, unit.code)
    else:
        older = {file.path for file in files} - found.fates.keys()
        found.fates |= {path: Fate(S.SUPERSEDED, "", unit.code) for path in older}
        found.absent[unit.code] = because(UNRANKED, "conflict" if decided.undecided else "not used")


def _absent(unit: Unit, files: Sequence[ReadFile], found: Chosen) -> None:
    """Why a unit has no usable submission; said once, with whom to ask."""
    if unit.code in found.absent:
        reason = found.absent[unit.code]
    else:
        reason = found.absent[unit.code] = _absence(unit, files, found)
    facts = {"ma": unit.code, "ten": unit.name, "vi": reason, "lien_he": contact(unit)}
    found.findings.append(Finding("TD-CHUA-NOP", Where(unit=unit.code), facts))


def _absence(unit: Unit, files: Sequence[ReadFile], found: Chosen) -> str:
    mine = {path: fate for path, fate in found.fates.items() if fate.unit == unit.code}
    rejected = sorted(path for path, fate in mine.items() if fate.status is S.REJECTED)
    if rejected:
        why = "; ".join(f"{path}: {mine[path].reason}" for path in rejected)
        return because(UNRANKED, "rejected", tep=why)
    empty = sorted(path for path, fate in mine.items() if fate.status is S.EMPTY)
    if empty:
        return because(UNRANKED, "empty", tep="; ".join(empty))
    likely = sorted(
        file.path for file in files if file.likely == unit.code and file.found.content is Content.UNREADABLE
    )
    return because(UNRANKED, "unreadable", tep="; ".join(likely)) if likely else because(UNRANKED, "not sent")


def contact(unit: Unit) -> str:
    """Whom to ask, and how."""
    known = [piece for piece in (unit.contact, unit.phone, unit.email) if piece]
    return ", ".join(known) or because(UNRANKED, "no contact")
