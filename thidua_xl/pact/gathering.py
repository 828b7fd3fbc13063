"""All registrations of a bloc together: the targets for the `KH` columns, the titles, and what a person must decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from thidua_xl.findings.finding import Finding, Where
from thidua_xl.member.places import finding, finding_of
from thidua_xl.pact.reading import Registration, Target, Title
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.models import Figure, Rulebook, Unit
from thidua_xl.text.numbers import Kind
from thidua_xl.text.vietnamese import fold

Form = tuple[str, Registration]  # the file's name and what it says


@dataclass(slots=True)
class Pact:
    """``targets`` by figure and unit: those to write; ``used`` the file of each unit that counts."""

    targets: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    titles: list[tuple[str, Title]] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def registered_figures(rulebook: Rulebook, unit: str) -> list[Figure]:
    """The figures whose targets the unit registers: those of its lines with `Đăng ký`."""
    codes = {row.figure for row in rulebook.lines_of(unit) if row.registered and row.figure}
    return [figure for figure in rulebook.figures if figure.code in codes and figure.applies_to(unit)]


def gathered(rulebook: Rulebook, forms: Sequence[Form], *, force: bool = False) -> Pact:
    """The pact of the forms, in any order. ``force``: a target registered anew replaces the one assigned already."""
    pact, by_unit = Pact(), _by_unit(rulebook, forms)
    for name, registration in forms:
        if rulebook.unit(registration.unit) is None:
            facts = {"ma": registration.unit, "ten": "", "y": ""}
            pact.findings.append(finding("TD-DON-VI-LA", Where(file=name), facts))
    for unit in rulebook.units:
        asked = registered_figures(rulebook, unit.code)
        sent = by_unit.get(unit.code, [])
        chosen = _chosen(unit, sent, pact)
        if chosen is None:
            if not sent and (asked or rulebook.awards):
                facts = {"don_vi": unit.code, "ten": unit.name}
                pact.findings.append(finding("TD-GU-THIEU-DON-VI", Where(unit=unit.code), facts))
            continue
        pact.used[unit.code] = chosen[0]
        pact.titles += [(unit.code, title) for title in chosen[1].titles]
        _take(unit, asked, chosen, pact, force=force)
    return pact


def _by_unit(rulebook: Rulebook, forms: Sequence[Form]) -> Mapping[str, list[Form]]:
    found: dict[str, list[Form]] = {}
    for form in sorted(forms, key=lambda form: form[0]):
        unit = rulebook.unit(form[1].unit)
        if unit:
            found.setdefault(unit.code, []).append(form)
    return found


def _chosen(unit: Unit, forms: Sequence[Form], pact: Pact) -> Form | None:
    """The form that counts: the highest `Lần nộp`, then the latest `Ngày lập`; of equal forms any."""
    if not forms:
        return None
    latest = max(_age(registration) for _, registration in forms)
    last = [form for form in forms if _age(form[1]) == latest]
    if len({form[1].content() for form in last}) > 1:
        names = ", ".join(name for name, _ in last)
        facts = {"don_vi": unit.code, "khac": names}
        pact.findings.append(finding("TD-GU-HAI-BAN", Where(file=last[0][0], unit=unit.code), facts))
        return None
    for name, registration in forms:
        if registration.content() != last[0][1].content():
            facts = {"don_vi": unit.code, "khac": last[0][0]}
            pact.findings.append(finding("TD-GU-THAY-BAN", Where(file=name, unit=unit.code), facts))
    return last[0]


def _age(registration: Registration) -> tuple[Decimal, date]:
    return registration.times_sent, registration.made_on or date.min


def _take(unit: Unit, asked: Sequence[Figure], form: Form, pact: Pact, *, force: bool) -> None:
    registration = form[1]
    rows = {fold(code): row for code, row in registration.targets.items()}
    known = {fold(figure.code) for figure in asked}
    for code, row in registration.targets.items():
        if fold(code) not in known and row.target is not None:
            pact.findings.append(finding("TD-GU-CHI-TIEU-LA", _where(form, row, unit), {"ma": code}))
    for figure in asked:
        row = rows.get(fold(figure.code)) or Target(code=figure.code)
        where = _where(form, row, unit)
        value, problem = row.read(Kind(figure.kind))
        if problem:
            pact.findings.append(finding_of(problem, where))
        facts = {"don_vi": unit.code, "ma": figure.code, "ten": figure.name}
        if value is None:
            if problem is None:
                pact.findings.append(finding("TD-GU-THIEU-CHI-TIEU", where, facts))
        elif value <= 0:
            pact.findings.append(finding("TD-GU-CHI-TIEU-KHONG", where, {**facts, "ghi": vietnamese(value)}))
        else:
            pact.findings += _settled(figure, unit, value, where, pact, force=force)


def _settled(figure: Figure, unit: Unit, value: Decimal, where: Where, pact: Pact, *, force: bool) -> Iterator[Finding]:
    """The target to write; one that is assigned already stays unless the secretary says otherwise."""
    before = figure.targets.get(unit.code)
    if before is None or before == value or force:
        pact.targets[figure.code, unit.code] = value
        return
    facts = {"don_vi": unit.code, "ma": figure.code, "cu": vietnamese(before), "moi": vietnamese(value)}
    yield finding("TD-GU-DA-GIAO", where, facts)


def _where(form: Form, row: Target, unit: Unit) -> Where:
    return Where(file=form[0], sheet=form[1].sheet, cell=row.cells.get("target"), unit=unit.code)
