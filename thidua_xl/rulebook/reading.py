"""Reading a rulebook workbook: every problem of every sheet in one run, and the Rulebook where there is no error."""

from dataclasses import dataclass, field

from pydantic import ValidationError

from thidua_xl.book import Book
from thidua_xl.findings.catalogue import severity
from thidua_xl.findings.finding import Finding, Severity, Where
from thidua_xl.rulebook.awards_sheet import read_awards, read_precedence
from thidua_xl.rulebook.consistency import consistency
from thidua_xl.rulebook.criteria import Shop
from thidua_xl.rulebook.criteria_rows import by_code, read_rows
from thidua_xl.rulebook.doubts import Doubts, doubts
from thidua_xl.rulebook.info_sheet import Info, read_info, read_units
from thidua_xl.rulebook.level_rows import Levels
from thidua_xl.rulebook.models import Award, Criterion, CrossCheck, Exclusion, Rulebook, Unit
from thidua_xl.rulebook.other_sheets import (
    check_effects,
    read_classes,
    read_cross_checks,
    read_exclusions,
    read_figures,
)
from thidua_xl.rulebook.places import Places
from thidua_xl.rules.vocabulary import NotArising, Way
from thidua_xl.sheets import words
from thidua_xl.sheets.desk import DATES_FROM, Desk
from thidua_xl.sheets.layout import Layout
from thidua_xl.sheets.rulebook import (
    AWARDS,
    CLASSES,
    CRITERIA,
    CROSS_CHECKS,
    EXCLUSIONS,
    FIGURES,
    INFO,
    LAYOUTS,
    LEVELS,
    REQUIRED,
    UNITS,
)
from thidua_xl.sheets.table import Row, Table, header_findings, missing_header_finding, sheet_named, table_in
from thidua_xl.text.vietnamese import fold, nearest

SCRATCH = "_"  # sheets whose names begin with it are the author's own
NAMED_IN = {
    "đơn vị": UNITS.name,
    "chỉ tiêu số liệu": FIGURES.name,
    "tiêu chí": CRITERIA.name,
    "điều kiện": EXCLUSIONS.name,
    "danh hiệu": AWARDS.name,
}


@dataclass(slots=True)
class _Reading:
    """What has been read so far; sheets are read in the order in which they name each other."""

    book: Book
    findings: list[Finding] = field(default_factory=list)
    tables: dict[str, Table] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)  # layouts whose sheet is missing or has no header row (reported)

    def desk(self, layout: Layout) -> Desk:
        """A desk whose findings are collected here."""
        table = self.tables.get(layout.name)
        return Desk(self.book, table.sheet.name if table else layout.name, self.findings)

    def sheet_names(self) -> dict[str, str]:
        """The name each layout's sheet has in this workbook."""
        return {layout.name: self.desk(layout).sheet for layout in LAYOUTS}

    def has_errors(self) -> bool:
        """Is there an error yet?"""
        return any(severity(finding) is Severity.ERROR for finding in self.findings)


def read_rulebook(book: Book) -> tuple[Rulebook | None, list[Finding]]:
    """The rulebook, None where there is any error, and every finding in the order of the sheets."""
    reading = _Reading(book)
    _find_tables(reading)
    rulebook, places, doubtful = _parts(reading)
    reading.findings = [found for found in reading.findings if not _follows(found, reading)]
    reading.findings.extend(consistency(rulebook, places, doubtful))
    return (None if reading.has_errors() else rulebook), _ordered(reading)


def _follows(found: Finding, reading: _Reading) -> bool:
    """Does it only follow from a sheet that could not be read? What is named there may well be there."""
    if found.code == "TD-MA-KHONG-CO":
        return NAMED_IN.get(found.facts["loai"]) in reading.unread
    return found.code == "TD-HE-QUA-KHONG-CO" and bool({AWARDS.name, CLASSES.name} & reading.unread)


def _ordered(reading: _Reading) -> list[Finding]:
    order = {sheet.name: number for number, sheet in enumerate(reading.book.sheets)}
    unique: list[Finding] = []
    for finding in reading.findings:
        if finding not in unique:
            unique.append(finding)
    return sorted(unique, key=lambda f: (order.get(f.where.sheet or "", -1), _cell_key(f.where.cell)))


def _cell_key(cell: str | None) -> tuple[int, int, str]:
    digits = "".join(sign for sign in cell or "" if sign.isdigit())
    letters = "".join(sign for sign in cell or "" if sign.isalpha())
    return int(digits or 0), len(letters), letters


def _find_tables(reading: _Reading) -> None:
    names = [sheet.name for sheet in reading.book.sheets if not sheet.name.startswith(SCRATCH)]
    known = {fold(layout.name) for layout in LAYOUTS}
    for layout in LAYOUTS:
        sheet = sheet_named(reading.book, layout.name)
        if sheet is None:
            near = nearest(layout.name, (name for name in names if fold(name) not in known))
            _missing_sheet(reading, layout, near)
            continue
        alike = [other for other in reading.book.sheets if fold(other.name) == fold(sheet.name)]
        reading.findings.extend(
            Finding("TD-TRANG-TRUNG", Where(sheet=other.name), {"trang": other.name}) for other in alike[1:]
        )
        table = table_in(sheet, layout)
        if table is None:
            reading.unread.add(layout.name)
            if sheet.cells:
                reading.findings.append(missing_header_finding(sheet, layout))
            elif layout in REQUIRED:
                reading.findings.append(Finding("TD-TRANG-TRONG", Where(sheet=sheet.name)))
            continue
        reading.tables[layout.name] = table
        reading.findings.extend(header_findings(table))


def _missing_sheet(reading: _Reading, layout: Layout, near: str | None) -> None:
    if layout in REQUIRED or near:
        reading.unread.add(layout.name)
    if layout in REQUIRED:
        hint = f" Có phải trang “{near}”?" if near else ""
        reading.findings.append(Finding("TD-THIEU-TRANG", Where(), {"trang": layout.name, "y": hint}))
    elif near:
        reading.findings.append(Finding("TD-TRANG-GAN-DUNG", Where(sheet=near), {"trang": near, "y": layout.name}))


def _parts(reading: _Reading) -> tuple[Rulebook, Places, Doubts]:
    tables = reading.tables
    info = read_info(reading.desk(INFO), tables[INFO.name]) if INFO.name in tables else Info()
    units = read_units(reading.desk(UNITS), tables[UNITS.name]) if UNITS.name in tables else ()
    figures = read_figures(reading.desk(FIGURES), tables[FIGURES.name], units) if FIGURES.name in tables else ()
    exclusions = read_exclusions(reading.desk(EXCLUSIONS), tables[EXCLUSIONS.name]) if EXCLUSIONS.name in tables else ()
    desk = reading.desk(CRITERIA)
    codes = [unit.code for unit in units]
    rows = read_rows(desk, tables[CRITERIA.name], codes) if CRITERIA.name in tables else []
    if CRITERIA.name in tables and not any(row.code for row in rows):
        below = f"A{tables[CRITERIA.name].header_row + 1}"
        reading.findings.append(Finding("TD-KHONG-CO-TIEU-CHI", Where(sheet=desk.sheet, cell=below)))
    known = [row.code for row in rows if row.code and row.way is not Way.NOTE]
    levels = Levels(reading.desk(LEVELS), tables.get(LEVELS.name), rows, info.digits)
    cases = tuple(exclusion.code for exclusion in exclusions)
    by_fold = {fold(figure.code): figure for figure in figures}
    criteria = Shop(desk, levels, by_fold, cases, info.not_arising, info.digits).criteria(rows)
    checks: tuple[CrossCheck, ...] = ()
    if CROSS_CHECKS.name in tables:
        checks = read_cross_checks(reading.desk(CROSS_CHECKS), tables[CROSS_CHECKS.name], units, figures)
    classes = read_classes(reading.desk(CLASSES), tables[CLASSES.name], known) if CLASSES.name in tables else []
    names = tuple(dict.fromkeys(row.name for row, _ in classes))
    awards: list[tuple[Award, Row]] = []
    if AWARDS.name in tables:
        awards = read_awards(reading.desk(AWARDS), tables[AWARDS.name], units, names)
    exclusions = _effects(reading, exclusions, names, tuple(award.name for award, _ in awards))
    precedence = read_precedence(reading.desk(INFO), info, known, figures)
    rulebook = _assembled(info, units, criteria, {
        "figures": figures, "cross_checks": checks, "classes": [row for row, _ in classes],
        "exclusions": exclusions, "awards": [award for award, _ in awards], "precedence": precedence,
    })  # fmt: skip
    class_rows, award_rows = tuple(row for _, row in classes), tuple(row for _, row in awards)
    places = Places(tables, info, by_code(rows), class_rows, award_rows)
    return rulebook, places, doubts(reading.findings, reading.sheet_names(), reading.unread, info, rows)


def _effects(
    reading: _Reading, exclusions: tuple[Exclusion, ...], classes: tuple[str, ...], awards: tuple[str, ...]
) -> tuple[Exclusion, ...]:
    if EXCLUSIONS.name not in reading.tables:
        return exclusions
    return check_effects(reading.desk(EXCLUSIONS), reading.tables[EXCLUSIONS.name], exclusions, classes, awards)


def _assembled(
    info: Info, units: tuple[Unit, ...], criteria: tuple[Criterion, ...], others: dict[str, object]
) -> Rulebook:
    """The rulebook; where there are errors, only what the checks of the whole need of it."""
    fields: dict[str, object] = {
        **{key: info.texts.get(key, "") for key in ("bloc", "period", "authority")},
        "period_kind": info.period_kind,
        "start": info.days.get("start", DATES_FROM),
        "end": info.days.get("end", DATES_FROM),
        "due": info.days.get("due"),
        "declared_scale": info.numbers.get("scale"),
        "digits": info.digits,
        "bonus_cap": info.numbers.get("bonus_cap"),
        "self_gap": info.numbers.get("self_gap"),
        "not_arising": info.not_arising or NotArising.NEVER,
        "rescale": info.texts.get("rescale", "") != words.NO,
        "final": info.texts.get("final") or words.ASSESSED,
        "combine": info.texts.get("combine") or words.MEAN,
    }
    try:
        return Rulebook.model_validate({**fields, "units": units, "rows": criteria, **others})
    except ValidationError as wrong:  # a column whose reading lets through what the model refuses is our fault
        raise AssertionError(str(wrong)) from wrong
