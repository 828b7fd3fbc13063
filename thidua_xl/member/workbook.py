"""A Book becomes a Submission: rows by code, columns by header, the unit by what the workbook says of itself."""

from dataclasses import dataclass, field

from thidua_xl.book import Book, Sheet, address
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.findings.of_templates import NO_SHEET
from thidua_xl.member.identity import named_unit
from thidua_xl.member.places import finding
from thidua_xl.member.rows import answers, evidence, figures, info, lines, register, repeated_figures
from thidua_xl.member.signing import shown_code
from thidua_xl.member.template import Template, template_in
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import member
from thidua_xl.sheets.desk import meant
from thidua_xl.sheets.layout import Layout, Owner
from thidua_xl.sheets.table import Table, header_findings, headers_of, missing_header_finding, sheet_named, table_in
from thidua_xl.submission import Submission
from thidua_xl.text.vietnamese import fold, nearest

TABLES = (
    member.INFO,
    member.FIGURES,
    member.SCORES,
    member.EVIDENCE,
    member.MOVEMENTS,
    member.MODELS,
    member.HONOURS,
    member.CONDITIONS,
)
# headers by which a sheet of any name is known as a copy of `Tự chấm`; no other sheet of ours has them all
COPIED = tuple(
    member.SCORES.column(key).header for key in ("code", "text", "way", "not_arising", "result", "score", "reason")
)
CHANNEL = "plain"


@dataclass(slots=True)
class Sheets:
    """The tables found in a book, and what was found amiss with its sheets."""

    book: Book
    tables: dict[str, Table] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_submission(
    book: Book, rulebook: Rulebook | None, template: Template | None = None
) -> tuple[Submission | None, list[Finding]]:
    """What a member workbook says, None (with a finding) where the book is none; and what is amiss with its sheets.

    ``template`` is the book's own, where it was looked at already. ``rulebook`` is the head's; without it the one the
    workbook carries tells its units. ``unit`` of the answer is "" where the rulebook knows no such unit (a finding).
    """
    template = template or template_in(book)
    sheets = Sheets(book)
    scores = _scores_sheet(book)
    if scores is None and not template.is_ours:
        return None, [finding("TD-KHONG-PHAI-BANG-TU-CHAM", Where(), {"vi": NO_SHEET})]
    known = rulebook or template.rulebook
    alone = not template.is_ours and sheet_named(book, member.INFO.name) is None
    for layout in TABLES:
        sheet = scores if layout is member.SCORES else sheet_named(book, layout.name)
        _find(sheets, layout, sheet, is_needed=not alone and _is_needed(layout, known))
    if alone and scores:
        sheets.findings.append(Finding("TD-CHI-CO-TU-CHAM", Where(sheet=scores.name)))
    submission = _submission(sheets, template, known)
    if template.damaged:
        sheets.findings.append(Finding("TD-BO-TIEU-CHI-KEM-HONG", Where(sheet=member.HIDDEN.name)))
    return submission, sheets.findings


def _scores_sheet(book: Book) -> Sheet | None:
    """`Tự chấm`, by its name and headers, or a sheet of another name with all the headers of its copy."""
    named = sheet_named(book, member.SCORES.name)
    if named is not None:
        return named
    for sheet in book.sheets:
        table = table_in(sheet, member.SCORES)
        if table is not None:
            present = {fold(text) for text in headers_of(sheet, table.header_row).values()}
            if {fold(header) for header in COPIED} <= present:
                return sheet
    return None


def _is_needed(layout: Layout, rulebook: Rulebook | None) -> bool:
    if layout is member.FIGURES:
        return rulebook is not None and bool(rulebook.figures)
    if layout is member.CONDITIONS:
        return rulebook is not None and bool(rulebook.exclusions)
    return True


def _find(sheets: Sheets, layout: Layout, sheet: Sheet | None, *, is_needed: bool) -> None:
    if sheet is None:
        if is_needed:
            hint = meant(layout.name, _other_names(sheets.book))
            sheets.findings.append(finding("TD-THIEU-TRANG", Where(), {"trang": layout.name, "y": hint}))
        return
    table = table_in(sheet, layout)
    if table is None:
        if is_needed or sheet.cells:
            sheets.findings.append(missing_header_finding(sheet, layout))
        return
    sheets.tables[layout.name] = table
    missing = _missing_columns(table)
    near = {each.where.cell for each in missing}
    sheets.findings += [each for each in header_findings(table) if each.where.cell not in near] + missing


def _other_names(book: Book) -> list[str]:
    ours = {fold(layout.name) for layout in member.LAYOUTS}
    return [sheet.name for sheet in book.sheets if fold(sheet.name) not in ours]


def _missing_columns(table: Table) -> list[Finding]:
    """Columns a member fills in that are no longer there, each at the near-miss header that may stand for it."""
    missing = [column for column in table.layout.columns if column.key not in table.places]
    found: list[Finding] = []
    for column in missing:
        if column.owner is Owner.MEMBER and column.key != "number":
            near = nearest(column.header, table.others.values())
            place = next((place for place, text in table.others.items() if text == near), 1)
            where = Where(sheet=table.sheet.name, cell=address(table.header_row, place))
            facts = {"cot": column.header, "y": meant(column.header, table.others.values())}
            found.append(finding("TD-THIEU-COT", where, facts))
    return found


def _submission(sheets: Sheets, template: Template, rulebook: Rulebook | None) -> Submission:
    book, tables = sheets.book, sheets.tables
    about = info(book, tables.get(member.INFO.name))
    unit, findings = named_unit(template, about, tables.get(member.SCORES.name), rulebook)
    sheets.findings += findings
    read = lines(book, tables.get(member.SCORES.name), rulebook)
    code, signing, code_cell = shown_code(book)
    named = {name: table.sheet.name for name, table in tables.items()} | (
        {member.PRINT.name: signing} if signing else {}
    )
    registers = (member.MOVEMENTS, member.MODELS, member.HONOURS)
    return Submission(
        unit=unit,
        info=about.values,
        info_cells=about.cells,
        info_errors=about.errors,
        sheets=named,
        checksum=code,
        checksum_cell=code_cell,
        columns={name: dict(table.places) for name, table in tables.items()},
        date_1904=book.date_1904,
        claims=read.claims,
        repeated_lines=read.repeated,
        repeated_figures=repeated_figures(book, tables.get(member.FIGURES.name)),
        uncoded_lines=tuple(read.uncoded),
        shown_totals=read.totals,
        figures=figures(book, tables.get(member.FIGURES.name), rulebook),
        evidence=evidence(book, tables.get(member.EVIDENCE.name)),
        answers=answers(book, tables.get(member.CONDITIONS.name), rulebook),
        registers={layout.name: register(book, tables.get(layout.name)) for layout in registers},
        fingerprint=template.marks.get("fingerprint", ""),
        line_texts=template.line_texts,
        format_version=template.marks.get("format_version", ""),
        practice=template.marks.get("practice", "").strip().casefold() in ("1", "true", "yes", "x"),
        channel=template.marks.get("channel", "") or CHANNEL,
    )
