"""Cross-assessment: the forms that count, each line's points by assessor, combined, and what must be looked at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from thidua_xl.consolidation.assessor_form import AssessorForm, By
from thidua_xl.consolidation.choice import NO, YES
from thidua_xl.consolidation.files import FileSeen, FileStatus
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.findings.reasons import FILES, because
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.scoring.combining import combined_points, far_off
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.sheets import assessor
from thidua_xl.text.vietnamese import fold

S = FileStatus
MOST_LINES = 12  # that a sentence lists


@dataclass(frozen=True, slots=True)
class AssessorFile:
    """A file where assessors' forms are kept: its form, or why it is none; ``seen`` has no status yet."""

    seen: FileSeen
    form: AssessorForm | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Vote:
    """One assessor's points for a line; ``agreed``: left blank by one who agrees with the self-score."""

    points: Decimal
    reason: str = ""
    agreed: bool = False


@dataclass(slots=True)
class Crossing:
    """The assessors whose forms count, their votes and combined points by unit and criterion."""

    assessors: tuple[str, ...] = ()
    votes: dict[tuple[str, str], dict[str, Vote]] = field(default_factory=dict)
    combined: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    far_off: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    files: list[FileSeen] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def crossing(
    rulebook: Rulebook,
    files: Sequence[AssessorFile],
    cards: Mapping[str, Scorecard],
    line_texts: Mapping[str, Mapping[str, str]],
    use: Mapping[str, str],
) -> Crossing:
    """Everything the forms say; ``cards`` are the units' own scorecards, ``use`` the head's `Dùng` by SHA-256."""
    found = Crossing()
    counted = _chosen(rulebook, files, use, found)
    found.assessors = tuple(unit.code for unit in rulebook.units if unit.code in counted)
    for who in found.assessors:
        file = counted[who]
        assert file.form is not None
        where = Where(file=file.seen.path, unit=who)
        found.findings += [replace(each, where=_at(each.where, where)) for each in file.form.findings]
        found.findings += _vote(who, file.form, where, cards, line_texts, found)
    for unit in rulebook.units:
        if unit.code not in counted and len(rulebook.units) > 1:
            facts = {"ma": unit.code, "ten": unit.name}
            found.findings.append(Finding("TD-CHAM-CHEO-CHUA-NOP", Where(unit=unit.code), facts))
    for by, votes in found.votes.items():
        found.findings += _combine(rulebook, by, votes, found)
    return found


def _at(inner: Where, outer: Where) -> Where:
    return Where(outer.file, inner.sheet, inner.cell, outer.unit)


# ---- which forms count


def _chosen(
    rulebook: Rulebook, files: Sequence[AssessorFile], use: Mapping[str, str], found: Crossing
) -> dict[str, AssessorFile]:
    """The form of each assessor: the one the head chose, else the highest `Lần nộp`, then the later `Ngày chấm`."""
    usable: dict[str, list[AssessorFile]] = {}
    for file in sorted(files, key=lambda file: file.seen.path):
        form, where = file.form, Where(file=file.seen.path)
        if form is None or not form.unit or fold(form.period) != fold(rulebook.period):
            findings = file.findings or (Finding("TD-CHAM-CHEO-LA"),)
            found.findings += [replace(each, where=_at(each.where, where)) for each in findings]
            _see(found, file, S.REJECTED, because(FILES, "no form"))
        elif fold(use.get(file.seen.sha256, "")) == NO:
            _see(found, file, S.REJECTED, because(FILES, "head refused"))
        elif not any(given.points is not None for given in form.lines.values()) and not form.agrees:
            _see(found, file, S.EMPTY, because(FILES, "empty form", ma=form.unit))
        else:
            usable.setdefault(form.unit, []).append(file)
    chosen = {unit: _latest(unit, of_unit, use, found) for unit, of_unit in usable.items()}
    return {unit: file for unit, file in chosen.items() if file is not None}


def _latest(unit: str, files: Sequence[AssessorFile], use: Mapping[str, str], found: Crossing) -> AssessorFile | None:
    wanted = [file for file in files if fold(use.get(file.seen.sha256, "")) == YES] or files
    first, *others = sorted(wanted, key=_order, reverse=True)
    rival = next((o for o in others if _order(o) == _order(first) and _content(o) != _content(first)), None)
    if rival is not None:
        facts = {"ma": unit, "lan": str(_order(first)[0]), "tep": first.seen.path, "khac": rival.seen.path}
        found.findings.append(Finding("TD-CHAM-CHEO-TRUNG-LAN", Where(file=first.seen.path, unit=unit), facts))
    for file in files:
        if rival is not None and file in (first, rival):
            _see(found, file, S.REJECTED, because(FILES, "form conflict", ma=unit))
        elif file is not first:
            _see(found, file, S.SUPERSEDED, because(FILES, "older form", ma=unit, tep=first.seen.path))
        else:
            _see(found, file, S.USED, because(FILES, "form", ma=unit))
    return first if rival is None else None


def _order(file: AssessorFile) -> tuple[int, date]:
    assert file.form is not None
    return file.form.times, file.form.made_on or date.min


def _content(file: AssessorFile) -> object:
    assert file.form is not None
    return file.form.agrees, {by: (given.points, given.reason) for by, given in file.form.lines.items()}


def _see(found: Crossing, file: AssessorFile, status: FileStatus, reason: str) -> None:
    """A form is no unit's submission, so `Nhật ký` names the unit in the reason."""
    found.files.append(replace(file.seen, status=status, reason=reason))


# ---- what they say


def _vote(
    who: str,
    form: AssessorForm,
    where: Where,
    cards: Mapping[str, Scorecard],
    line_texts: Mapping[str, Mapping[str, str]],
    found: Crossing,
) -> Iterator[Finding]:
    """One assessor's votes for the units that have a scorecard, and what is odd about them, each said once."""
    missing: list[str] = []
    changed: list[str] = []
    silent: list[str] = []
    for (unit, code), given in form.lines.items():
        line = cards[unit].lines.get(code) if unit in cards else None
        if line is None:
            continue
        now = line_texts.get(unit, {}).get(code, "")
        is_old = bool(given.input and now) and given.input != now
        if is_old:
            changed.append(f"{unit} {code}")
        points, agreed = given.points, False
        if points is None and form.agrees and line.score is not None and not is_old:
            points, agreed = line.score, True
        if points is None:
            missing.append(f"{unit} {code}")
            continue
        if points != line.score and not given.reason:
            silent.append(f"{unit} {code}")
        found.votes.setdefault((unit, code), {})[who] = Vote(points, given.reason, agreed)
    for code, lines in (
        ("TD-CHAM-CHEO-THIEU-DONG", missing),
        ("TD-CHAM-CHEO-NOP-LAI", changed),
        ("TD-CHAM-CHEO-THIEU-LY-DO", silent),
    ):
        if lines:
            yield Finding(code, where, {"ma": who, "so": str(len(lines)), "dong": _listed(lines)})


def _listed(lines: Sequence[str]) -> str:
    return ", ".join(lines[:MOST_LINES]) + (" …" if len(lines) > MOST_LINES else "")


def _combine(rulebook: Rulebook, by: By, votes: Mapping[str, Vote], found: Crossing) -> Iterator[Finding]:
    unit, code = by
    row = rulebook.criterion(code)
    assert row is not None
    assert row.rule is not None
    points = {who: vote.points for who, vote in votes.items()}
    found.combined[by] = combined_points(list(points.values()), rulebook.combine, rulebook.digits)
    bounds = row.rule.bounds()
    span = bounds.high - bounds.low if bounds.high is not None and bounds.low is not None else None
    found.far_off[by] = far_off(points, span)
    if found.far_off[by]:
        facts = {
            "don_vi": unit, "ma": code, "ai": ", ".join(found.far_off[by]), "thap": vietnamese(min(points.values())),
            "cao": vietnamese(max(points.values())), "gop": vietnamese(found.combined[by]),
        }  # fmt: skip
        yield Finding("TD-CHAM-CHEO-LECH", Where(sheet=assessor.CROSSING.name), facts)
