"""A member workbook drawn in memory, blank or filled, formulas and shown values included, and ways to spoil it."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal

from drawing import book_of, codes_at
from member_bloc import filled
from rulebook_drawing import place, sheet_in

from thidua_xl.book import EPOCH_1900, Book, Cell, Sheet, Type, address, column_number
from thidua_xl.checks.single import Checked, checked
from thidua_xl.findings.catalogue import fix, message
from thidua_xl.live import checksum, hidden, lines
from thidua_xl.live.classes import class_formula
from thidua_xl.live.figures import ratio, ratio_formula
from thidua_xl.live.plan import FIRST_ROW, HEADER_ROW, Plan
from thidua_xl.live.shown import Shown
from thidua_xl.live.totals import total_formulas
from thidua_xl.rulebook.fingerprint import fingerprint, line_text
from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.sheets import member
from thidua_xl.sheets.layout import Layout
from thidua_xl.submission import Claim, Raw, Submission

TODAY = date(2026, 12, 1)
NUMBER, DAY, TEXT = 0, 2, 0  # styles of drawing.FORMATS
Change = Callable[[Book], object]


def drawn(
    rulebook: Rulebook, unit: str = "STP", submission: Submission | None = None, marks: Mapping[str, str] | None = None
) -> Book:
    """The workbook of a unit holding a submission, as a spreadsheet would have saved it."""
    found = rulebook.unit(unit)
    assert found is not None
    return _Drawing(Plan(rulebook, found), submission or filled(unit), marks or {}).book()


class _Drawing:
    """Draws every sheet the reader knows."""

    def __init__(self, plan: Plan, submission: Submission, marks: Mapping[str, str]) -> None:
        self.plan, self.submission, self.marks = plan, submission, marks
        self.shown = Shown(plan, submission, TODAY)

    def book(self) -> Book:
        book = book_of({})
        sheets = [self._info(), self._figures(), self._scores()]
        rows = {member.EVIDENCE.name: [dict(item) for item in self.submission.evidence]}
        rows |= {name: [dict(row.values) for row in found] for name, found in self.submission.registers.items()}
        sheets += [self._register(layout, rows.get(layout.name, [])) for layout in member.REGISTERS]
        signing = Sheet(member.PRINT.name, protected=True)
        put_live(signing, 60, 3, checksum.total_formula(self.plan), float(self.shown.checksum))
        book.names["td_ma_doi_soat"] = f"'{member.PRINT.name}'!$C$60"
        book.sheets = [*sheets, self._conditions(), signing, self._hidden()]
        return book

    def _sheet(self, layout: Layout) -> Sheet:
        sheet = Sheet(layout.name, protected=True, validations=1)
        put_raw(sheet, 1, 1, self.plan.unit.name)
        for column, header in enumerate(layout.columns, 1):
            put_raw(sheet, HEADER_ROW, column, header.header)
        return sheet

    def _info(self) -> Sheet:
        sheet, rulebook = self._sheet(member.INFO), self.plan.rulebook
        fixed: dict[str, Raw] = {"bloc": rulebook.bloc, "unit": self.plan.unit.code}
        fixed |= {"unit_name": self.plan.unit.name, "period": rulebook.period}
        for row, item in enumerate(member.INFO.items, FIRST_ROW):
            put_raw(sheet, row, 1, item.header)
            put_raw(sheet, row, 2, fixed.get(item.key, self.submission.info.get(item.key)))
        return sheet

    def _figures(self) -> Sheet:
        sheet, places = self._sheet(member.FIGURES), places_of(member.FIGURES)
        for row, figure in self.plan.figure_rows:
            typed = self.shown.figure(figure.code)
            for key, value in {"code": figure.code, "name": figure.name, "measured_in": figure.measured_in}.items():
                put_raw(sheet, row, places[key], value)
            for key in ("target", "result", "before"):
                put_raw(sheet, row, places[key], getattr(typed, key))
            share = ratio(typed)
            formula = ratio_formula(self.plan, figure)
            put_live(sheet, row, places["ratio"], formula, "" if share is None else float(share))
        return sheet

    def _scores(self) -> Sheet:
        sheet, plan, places = self._sheet(member.SCORES), self.plan, places_of(member.SCORES)
        for row, criterion in plan.score_rows:
            if criterion.is_note:
                put_raw(sheet, row, places["text"], criterion.text)
                continue
            for key in ("code", "number", "text", "maximum"):
                put_raw(sheet, row, places[key], getattr(criterion, key) or None)
            formula = lines.score_formula(plan, criterion)
            put_live(sheet, row, places["score"], formula, self.shown.score(criterion))
            if not criterion.is_sum:
                self._entries(sheet, row, criterion, places)
        formulas = {**total_formulas(plan), "class": class_formula(plan)}
        for key, row in plan.total_rows.items():
            put_raw(sheet, row, places["text"], key.upper())
            put_live(sheet, row, places["score"], formulas[key], self.shown.total(key))
        return sheet

    def _entries(self, sheet: Sheet, row: int, criterion: Criterion, places: Mapping[str, int]) -> None:
        claim = self.submission.claims.get(criterion.code) or Claim(code=criterion.code)
        reads = criterion.rule.form.reads if criterion.rule else frozenset()
        for key in ("not_arising", "target", "result", "times", "typed", "reason"):
            if criterion.figure and key in reads & {"target", "result"}:
                value = getattr(self.shown.figure(criterion.figure), key)
                stored = float(value) if isinstance(value, Decimal) else ""
                put_live(sheet, row, places[key], lines.figure_input_formula(self.plan, key, criterion.figure), stored)
            else:
                put_raw(sheet, row, places[key], getattr(claim, key) or None)

    def _register(self, layout: Layout, rows: list[dict[str, Raw]]) -> Sheet:
        sheet, places = self._sheet(layout), places_of(layout)
        for row, values in enumerate(rows, FIRST_ROW):
            for key, value in values.items():
                if key in places:
                    put_raw(sheet, row, places[key], value or None)
        return sheet

    def _conditions(self) -> Sheet:
        sheet, places = self._sheet(member.CONDITIONS), places_of(member.CONDITIONS)
        for row, case in self.plan.condition_rows:
            answer = self.submission.answers.get(case.code)
            put_raw(sheet, row, places["code"], case.code)
            put_raw(sheet, row, places["text"], case.text)
            put_raw(sheet, row, places["answer"], answer.answer if answer else None)
        return sheet

    def _hidden(self) -> Sheet:
        sheet, rulebook = Sheet(hidden.NAME, state="veryHidden", protected=True), self.plan.rulebook
        marks = {"marker": hidden.MARKER, "format_version": member.FORMAT_VERSION, "unit": self.plan.unit.code}
        marks |= {"fingerprint": fingerprint(rulebook), "period": rulebook.period, "channel": "plain", "practice": ""}
        for row, (key, value) in enumerate((marks | dict(self.marks)).items(), 1):
            put_raw(sheet, row, column_number(hidden.KEY), key)
            put_raw(sheet, row, column_number(hidden.VALUE), value or None)
        own = [line for _, line in self.plan.score_rows if not line.is_note]
        for row, line in enumerate(own, 1):
            put_raw(sheet, row, column_number(hidden.LINE_CODE), line.code)
            put_raw(sheet, row, column_number(hidden.LINE_TEXT), line_text(line))
        text = rulebook.model_dump_json(exclude_defaults=True)
        for row, start in enumerate(range(0, len(text), hidden.JSON_PIECE), 1):
            put_raw(sheet, row, column_number(hidden.JSON), text[start : start + hidden.JSON_PIECE])
        return sheet


def places_of(layout: Layout) -> dict[str, int]:
    """The column number of each key."""
    return {column.key: number for number, column in enumerate(layout.columns, 1)}


def put_raw(sheet: Sheet, row: int, column: int, value: Raw) -> None:
    """A typed value as its cell."""
    if isinstance(value, bool):
        sheet.cells[row, column] = Cell(Type.BOOLEAN, value)
    elif isinstance(value, Decimal):
        sheet.cells[row, column] = Cell(Type.NUMBER, float(value))
    elif isinstance(value, date):
        serial = (datetime(value.year, value.month, value.day) - EPOCH_1900).days
        sheet.cells[row, column] = Cell(Type.NUMBER, float(serial), style=DAY)
    elif value is not None:
        sheet.cells[row, column] = Cell(Type.ERROR if value.startswith("#") else Type.TEXT, value)


def put_live(sheet: Sheet, row: int, column: int, formula: str, stored: float | str) -> None:
    """A formula with the value it shows."""
    kind = Type.TEXT if isinstance(stored, str) else Type.NUMBER
    sheet.cells[row, column] = Cell(kind, stored, formula)


# ---- where things are, and spoiling them


def at(plan_unit: str, code: str, key: str, rulebook: Rulebook) -> str:
    """The address of a cell of a line of `Tự chấm`, or of a figure of `Số liệu`."""
    unit = rulebook.unit(plan_unit)
    assert unit is not None
    plan = Plan(rulebook, unit)
    if code in plan.figure_row_of:
        return address(plan.figure_row_of[code], places_of(member.FIGURES)[key])
    return address({**plan.row_of, **plan.total_rows}[code], places_of(member.SCORES)[key])


def retype(book: Book, sheet: str, cell: str, **changes: object) -> None:
    """The same cell with another value, formula or style."""
    cells = sheet_in(book, sheet).cells
    cells[place(cell)] = cells[place(cell)]._replace(**changes)  # type: ignore[arg-type]


def spoiled(book: Book, change: Change) -> Book:
    """A copy of the book with a change."""
    copy = deepcopy(book)
    change(copy)
    return copy


def said(found: Checked) -> set[tuple[str, str | None, str | None]]:
    """The findings as (code, sheet, cell), each of which must say itself."""
    for finding in found.findings:
        assert message(finding)
        assert fix(finding)
    return codes_at(found.findings)


def check(book: Book, rulebook: Rulebook | None = None) -> set[tuple[str, str | None, str | None]]:
    """What ``checked`` says of a book."""
    return said(checked(book, rulebook, TODAY))
