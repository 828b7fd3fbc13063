"""Drawing `Kết quả lần gộp`: the first sheet, what a secretary reads before anything else."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua_xl.consolidation.crossing import Crossing
from thidua_xl.consolidation.master import Master
from thidua_xl.consolidation.open_errors import is_accepted
from thidua_xl.findings.catalogue import severity
from thidua_xl.findings.finding import Severity
from thidua_xl.live.live_cell import Live
from thidua_xl.live.master_plan import FIRST_ROW, MasterPlan
from thidua_xl.live.plan import letters, quoted
from thidua_xl.sheets import assessor, buttons
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets import master_report as texts
from thidua_xl.sheets import master_words as said
from thidua_xl.sheets.layout import Layout
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.macros import draw_buttons
from thidua_xl.workbooks.writing.master.canvas import ALLOWED, BEYOND, page
from thidua_xl.workbooks.writing.master.work_cells import WorkCells
from thidua_xl.workbooks.writing.table import Studio

WIDTHS = (16, 44, 30, 20, 32)
ONE_PAGE = 48  # rows that can be read on one page
BUTTONS, STATUS = 3, 4  # rows of the .xlsm
MANY = 40  # lines of a list; the rest is counted
Row = Sequence[str | float | Live]


@dataclass(slots=True)
class Report:
    """The sheet while it is being written, from the top down."""

    studio: Studio
    sheet: GrowingSheet
    points: str
    row: int = 1

    def heading(self, words: str) -> None:
        """A block begins."""
        look = self.studio.formats.of(bold=True, font_size=14, font_color="#1F3864", bottom=1, bottom_color="#8EA9DB")
        self.row += 1
        for place in range(len(WIDTHS)):
            self.sheet.write_blank(self.row, place, None, look)
        self.sheet.write_string(self.row, 0, words, look)
        self.sheet.set_row(self.row, 24)
        self.row += 1

    def line(self, words: str, target: str = "", **look: object) -> None:
        """One sentence over the width of the page, a link where there is a target."""
        found = self.studio.formats.of(text_wrap=True, valign="vcenter", **look)
        last = len(WIDTHS) - 1
        self.sheet.merge_range(self.row, 0, self.row, last, "", found)
        if target:
            link = self.studio.formats.of(text_wrap=True, valign="vcenter", font_color="#0563C1", underline=1, **look)
            self.sheet.write_url(self.row, 0, f"internal:{target}", link, words)
        else:
            self.sheet.write_string(self.row, 0, words, found)
        self.sheet.guess_row_height(self.row, style.height(style.lines(words, sum(WIDTHS))))
        self.row += 1

    def table(self, headers: Sequence[str], rows: Sequence[Row], points_at: int = -1) -> None:
        """A small table; ``points_at`` is the column of points, other numbers are whole."""
        for place, words in enumerate(headers):
            self.sheet.write_string(self.row, place, words, self.studio.formats.header(style.SMALL, style.HEADER))
        self.row += 1
        for cells in rows:
            for place, cell in enumerate(cells):
                self._cell(place, cell, is_points=place == points_at)
            texts = [(place, str(cell.value if isinstance(cell, Live) else cell)) for place, cell in enumerate(cells)]
            most = max(style.lines(text, WIDTHS[place], style.SMALL) for place, text in texts)
            self.sheet.guess_row_height(self.row, style.height(most, style.SMALL))
            self.row += 1

    def _cell(self, place: int, cell: str | float | Live, *, is_points: bool) -> None:
        value = cell.value if isinstance(cell, Live) else cell
        side = {"align": "center" if isinstance(value, float) or place == 0 else "left"}
        side["num_format"] = self.points if is_points else "General"
        look = self.studio.formats.of(font_size=style.SMALL, text_wrap=True, valign="vcenter", **side, **style.BOX)
        if isinstance(cell, Live):
            self.sheet.write_formula(self.row, place, f"={cell.formula}", look, cell.value)
        elif isinstance(cell, str):
            self.sheet.write_string(self.row, place, cell, look)
        else:
            self.sheet.write_number(self.row, place, cell, look)


def draw_report(
    studio: Studio,
    sheet: GrowingSheet,
    plan: MasterPlan,
    master: Master,
    cells: WorkCells,
    *,
    has_buttons: bool = False,
) -> None:
    """The whole sheet; its buttons between title and report."""
    locked = studio.formats.of(locked=True)
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width, locked)
    sheet.set_column(len(WIDTHS), len(WIDTHS) + BEYOND, None, locked)
    of = studio.formats.of
    sheet.set_row(0, 30)
    facts = {"sheet": sheets.REPORT.name, "period": master.rulebook.period, "bloc": master.rulebook.bloc}
    title = texts.TITLE.format(**facts)
    sheet.write_string(0, 0, title, of(bold=True, font_size=18, font_color="#1F3864"))
    sheet.write_string(1, 0, texts.MADE.format(**facts, at=master.made_at), of(italic=True))
    points = f"#,##0.{'0' * master.rulebook.digits}" if master.rulebook.digits else "#,##0"
    report = Report(studio, sheet, points)
    if has_buttons:
        _buttons(report)
    _received(report, master)
    _errors(report, plan, master)
    _ranking(report, plan, master, cells)
    _changes(report, master)
    _closings(report, master)
    _next_steps(report, plan, master)
    sheet.protect("", ALLOWED)
    page(sheet, 2)
    sheet.repeat_rows(0, 1)
    if report.row <= ONE_PAGE:
        sheet.fit_to_pages(1, 1)
    sheet.hide_gridlines(2)
    sheet.print_area(0, 0, report.row, len(WIDTHS) - 1)


def _buttons(report: Report) -> None:
    """The buttons, and the cell in which they say what they did: open, for the macros write into it."""
    draw_buttons(report.sheet, BUTTONS, buttons.MASTER_BUTTONS)
    look = report.studio.formats.of(
        font_size=style.SMALL, bold=True, locked=False, bg_color=style.OPEN, text_wrap=True, valign="vcenter"
    )
    report.sheet.merge_range(STATUS - 1, 0, STATUS - 1, len(WIDTHS) - 1, "", look)
    report.sheet.write_string(STATUS - 1, 0, buttons.BEFORE, look)
    report.sheet.set_row(STATUS - 1, style.height(2, style.SMALL) + 4)
    name = f"={quoted(sheets.REPORT.name)}!$A${STATUS}"
    report.studio.book.define_name(f"{buttons.NAMES}{buttons.STATUS}", name)
    report.row = STATUS


def _received(report: Report, master: Master) -> None:
    units = master.rulebook.units
    report.heading(texts.RECEIVED.format(some=len(master.results), all=len(units)))
    apart = {found.unit: found.reason for found in master.unranked}
    waiting = [unit for unit in units if unit.code not in master.results]
    if waiting:
        rows = [
            (u.code, u.name, u.contact or texts.UNKNOWN, u.phone or texts.UNKNOWN, apart.get(u.code, said.NOT_SENT))
            for u in waiting
        ]
        report.table(texts.WAITING_HEADERS, rows)
    else:
        report.line(texts.ALL_RECEIVED)
    if master.crossing:
        _crossing(report, master, master.crossing)


def _crossing(report: Report, master: Master, crossing: Crossing) -> None:
    """How many assessors' forms came, and whose did not."""
    units = [unit.code for unit in master.rulebook.units]
    missing = ", ".join(unit for unit in units if unit not in crossing.assessors)
    words = texts.CROSSING_MISSING if missing else texts.CROSSED
    report.line(words.format(some=len(crossing.assessors), all=len(units), units=missing), _top_of(assessor.CROSSING))


def _closings(report: Report, master: Master) -> None:
    """What the master remembers of having been closed and opened again."""
    if master.closings:
        report.heading(texts.CLOSINGS)
        for words in master.closings:
            report.line(f"• {words}.")


def _errors(report: Report, plan: MasterPlan, master: Master) -> None:
    kinds = [severity(finding) for finding in master.findings]
    errors, warnings = kinds.count(Severity.ERROR), kinds.count(Severity.WARNING)
    report.heading(texts.FINDINGS.format(errors=errors, warnings=warnings))
    if not kinds:
        report.line(texts.NO_FINDINGS)
        return
    rows: list[Row] = []
    for unit in master.rulebook.units:
        own = [severity(found) for found in master.findings if found.where.unit == unit.code]
        if own:
            counts = (float(own.count(Severity.ERROR)), float(own.count(Severity.WARNING)))
            rows.append((unit.code, unit.name, *counts, _still_open(plan, unit.code)))
    if rows:
        report.table(texts.FINDING_HEADERS, rows)
    report.line(texts.SEE_FINDINGS, _top_of(sheets.FINDINGS))


def _top_of(layout: Layout) -> str:
    return f"{quoted(layout.name)}!A1"


def _still_open(plan: MasterPlan, unit: str) -> Live | float:
    """The number of errors still open, live."""
    if unit not in plan.cards:
        return 0.0
    return Live(plan.work("open", unit), float(plan.open_errors.get(unit, 0)))


def _ranking(report: Report, plan: MasterPlan, master: Master, cells: WorkCells) -> None:
    report.heading(texts.RANKING)
    rows: list[Row] = []
    for row, unit in enumerate(plan.rulebook.units, FIRST_ROW):
        here = plan.rulebook.units[int(float(cells[unit.code]["sorted"])) - 1]
        own = cells[here.code]
        shown = {"rank": own["rank said"], "unit": f"{here.name} ({here.code})", "because": own["because"]}
        shown |= {key: own.get(key, "") for key in ("total", "class")}
        rows.append(
            [Live(_ranking_cell(key, row), shown[key]) for key in ("rank", "unit", "class", "total", "because")]
        )
    report.table(texts.RANKING_HEADERS, rows, points_at=3)
    report.line(texts.SEE_RANKING, _top_of(sheets.RANKING))
    if master.previous:
        periods = ", ".join(past.rulebook.period for past in master.previous)
        report.line(texts.SEE_COMPARED.format(periods=periods), _top_of(sheets.COMPARED))


def _ranking_cell(key: str, row: int) -> str:
    return f"{quoted(sheets.RANKING.name)}!${letters(sheets.RANKING, key)}${row}"


def _changes(report: Report, master: Master) -> None:
    changes = master.changes
    report.heading(texts.CHANGES)
    if changes.first_time:
        report.line(texts.FIRST_TIME)
        return
    lines = [texts.NEW_FILE.format(path=path) for path in changes.new_files]
    by_unit: dict[str, list[str]] = {}
    for unit, code in changes.changed_lines:
        by_unit.setdefault(unit, []).append(code)
    lines += [texts.CHANGED_LINES.format(unit=unit, codes=", ".join(codes)) for unit, codes in by_unit.items()]
    for unit, *ranks in changes.moved_ranks:
        before, now = (texts.RANK.format(rank=rank) if rank else texts.UNRANKED for rank in ranks)
        lines.append(texts.MOVED.format(unit=unit, before=before, now=now))
    for words in lines[:MANY]:
        report.line(f"• {words}")
    if len(lines) > MANY:
        report.line(texts.MORE_CHANGES.format(count=len(lines) - MANY))
    if not lines:
        report.line(texts.NO_CHANGE)


def _to_mend(plan: MasterPlan, master: Master) -> bool:
    """Is an error left that is neither accepted nor, where it is one of a unit's lines, settled?"""
    errors = (each for each in master.findings if severity(each) is Severity.ERROR)
    left = (each for each in errors if not is_accepted(each, master.head.handling))
    return any(each.where.unit not in master.results or plan.open_errors.get(each.where.unit) for each in left)


def _next_steps(report: Report, plan: MasterPlan, master: Master) -> None:
    report.heading(texts.NEXT_STEPS)
    waiting = len(master.rulebook.units) - len(master.results)
    steps = [
        (bool(waiting), texts.REMIND.format(count=waiting), ""),
        (_to_mend(plan, master), texts.MEND, _top_of(sheets.FINDINGS)),
        (True, texts.ASSESS, _top_of(sheets.ASSESSED)),
        (bool(master.rulebook.exclusions), texts.DECIDE, _top_of(sheets.CONDITIONS)),
        (bool(master.proposals), texts.MEET, _top_of(sheets.PROPOSALS)),
        (True, texts.AGAIN, ""),
    ]
    wanted = [(words, target) for is_wanted, words, target in steps if is_wanted]
    for number, (words, target) in enumerate(wanted, 1):
        report.line(f"{number}. {words}", target)
