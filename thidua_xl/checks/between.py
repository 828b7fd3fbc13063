"""Checks between units: the same content, one document of two units, figures that two units report."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from thidua_xl.checks import registers
from thidua_xl.checks.comparing import applies_to, compared, named, names_its_units
from thidua_xl.checks.evidence import document, said_document
from thidua_xl.findings.finding import Finding
from thidua_xl.member.places import finding, where_in
from thidua_xl.member.reading import Reading
from thidua_xl.member.values import said_raw
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.sheets import member
from thidua_xl.submission import Evidence, Submission
from thidua_xl.text.vietnamese import clean, fold

Submissions = Mapping[str, tuple[Submission, Reading, Scorecard]]
INPUTS = ("not_arising", "target", "result", "times", "typed", "reason")


def findings_between(rulebook: Rulebook, submissions: Submissions) -> list[Finding]:
    """Everything found between the units' counted submissions, in the order of the rulebook's units."""
    return [
        *same_content(rulebook, submissions),
        *shared_documents(rulebook, submissions),
        *shared_registers(rulebook, submissions),
        *cross_checks(rulebook, submissions),
    ]


def _in_order(rulebook: Rulebook, submissions: Submissions) -> Iterator[tuple[str, Submission]]:
    for unit in rulebook.units:
        if unit.code in submissions:
            yield unit.code, submissions[unit.code][0]


def same_content(rulebook: Rulebook, submissions: Submissions) -> Iterator[Finding]:
    """Two units that typed the very same things; only a workbook with words or figures of its own can tell."""
    first: dict[bytes, str] = {}
    for unit, submission in _in_order(rulebook, submissions):
        content = _content(rulebook, submission)
        if not content:
            continue
        told = sha256(repr(content).encode()).digest()  # of thousands of units, the contents are not all kept
        if told in first:
            where = replace(where_in(submission, member.SCORES, None, ""), unit=unit)
            yield finding("TD-HAI-DON-VI-GIONG-NHAU", where, {"don_vi": unit, "khac": first[told]})
        first.setdefault(told, unit)


def _content(rulebook: Rulebook, submission: Submission) -> tuple[str, ...]:
    """What was typed on lines, figures and evidence; empty where it is too little to tell two units apart."""
    own = [f"{item.criterion}|{item.symbol}|{item.issued_on}|{item.summary}" for item in submission.evidence]
    own += [f"{code}={figure.result}|{figure.before}" for code, figure in sorted(submission.figures.items())
            if figure.result is not None]  # fmt: skip
    own += [f"{code}: {clean(claim.reason)}" for code, claim in sorted(submission.claims.items()) if claim.reason]
    if not own:
        return ()
    lines: list[str] = []
    for code, claim in sorted(submission.claims.items()):
        row = rulebook.criterion(code)
        tied = row is not None and bool(row.figure)
        values = [said_raw(getattr(claim, key)) for key in INPUTS if not (tied and key in ("target", "result"))]
        if any(values):
            lines.append(f"{code}={'|'.join(values)}")
    return (*lines, *own)


def shared_documents(rulebook: Rulebook, submissions: Submissions) -> Iterator[Finding]:
    """One document (number, date, issuer) as evidence of two units: said at the later unit's first row of it."""
    several = _of_several(rulebook, submissions)
    seen: dict[tuple[str, str], list[tuple[str, Evidence]]] = {}
    for unit, submission in _in_order(rulebook, submissions) if several else ():
        for key, item in _documents(submission).items():
            if hash(key) not in several:
                continue
            others = [(other, theirs) for other, theirs in seen.get(key, []) if _same_issuer(item, theirs)]
            if others:
                yield _shared(unit, submission, item, *others[0])
            seen.setdefault(key, []).append((unit, item))


def _of_several(rulebook: Rulebook, submissions: Submissions) -> set[int]:
    """What documents of several units have alike: of thousands of units, the others are not all kept."""
    met: set[int] = set()
    several: set[int] = set()
    for _, submission in _in_order(rulebook, submissions):
        own = {hash(key) for key in _documents(submission)}
        several |= own & met
        met |= own
    return several


def _documents(submission: Submission) -> dict[tuple[str, str], Evidence]:
    """Those with a number and a date, each with its first row."""
    found: dict[tuple[str, str], Evidence] = {}
    for item in submission.evidence:
        key = document(item)
        if key is not None and item.issued_on is not None and any(sign.isdigit() for sign in key[0]):
            found.setdefault(key, item)
    return found


def _same_issuer(one: Evidence, other: Evidence) -> bool:
    mine, theirs = fold(one.issuer), fold(other.issuer)
    return not mine or not theirs or mine == theirs


def _shared(unit: str, submission: Submission, item: Evidence, other: str, theirs: Evidence) -> Finding:
    where = replace(where_in(submission, member.EVIDENCE, item, "symbol"), unit=unit)
    facts = {"ghi": said_document(item), "khac": other, "o": theirs.cells.get("symbol", "")}
    return finding("TD-MC-HAI-DON-VI", where, facts)


def shared_registers(rulebook: Rulebook, submissions: Submissions) -> Iterator[Finding]:
    """One model, or one decision and title, in the registers of two units."""
    for unit, found in registers.shared(dict(_in_order(rulebook, submissions))):
        yield replace(found, where=replace(found.where, unit=unit))


def cross_checks(rulebook: Rulebook, submissions: Submissions) -> Iterator[Finding]:
    """The rules of `Đối chiếu` that look at several units: once, or for each unit where figures name no unit."""
    known = {unit: (submission, reading) for unit, (submission, reading, _) in submissions.items()}
    for rule in rulebook.cross_checks:
        if names_its_units(rule):
            found = compared(rule, None, known) if named(rule) else None
            if found:
                yield found
            continue
        for unit, _ in _in_order(rulebook, submissions):
            foreign = any(figure.unit and fold(figure.unit) != fold(unit) for figure in named(rule))
            if foreign and applies_to(rule, rulebook, unit):
                found = compared(rule, unit, known)
                if found:
                    yield replace(found, where=replace(found.where, unit=unit))
