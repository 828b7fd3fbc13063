"""The judge: what LibreOffice computes in a member workbook, against what the engine says of the same cells."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from calc import Book as CalcBook
from calc import Calc, Value
from judging_filling import KEYS, Filling, Typed, Wrong, serial

from thidua_xl.book import address
from thidua_xl.findings.short import SHORT
from thidua_xl.live import checksum, classes, hidden, totals
from thidua_xl.live.plan import FIRST_ROW, Plan, letters
from thidua_xl.live.problems import LISTED, places
from thidua_xl.live.shown import Shown
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rules.vocabulary import Part
from thidua_xl.sheets import member
from thidua_xl.sheets.layout import Layout
from thidua_xl.submission import Submission
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing.member import write_member

SCORES, ENTRIES = member.SCORES, (*KEYS, "reason")
EVIDENCE_KEYS = ("criterion", "symbol", "issued_on", "issuer", "summary", "file")
REGISTER_ROWS = 70  # of a register that are filled and emptied
SCRATCH = "ZA1"
FORMATS_OF_A_LOCALE = 5000  # keys of number formats: each locale's first one is its General


@dataclass
class Tally:
    """How many cells were compared, of them scores of lines, and which differed."""

    compared: int = 0
    line_scores: int = 0
    differences: list[str] = field(default_factory=list)

    def check(self, computed: Value, expected: Value, *what: object) -> None:
        """Count one comparison: numbers are the same to the last digit, texts letter by letter."""
        self.compared += 1
        if type(computed) is not type(expected) or computed != expected:
            self.differences.append(f"{' '.join(map(str, what))}: LibreOffice {computed!r}, engine {expected!r}")


class Bench:
    """One unit's workbook, open in Calc, and the engine's view of what is typed into it."""

    def __init__(self, book: CalcBook, plan: Plan, today: date) -> None:
        self.book, self.plan, self.today = book, plan, today
        self.typed = Filling(plan)
        self.places = places(plan)
        self.soiled: list[tuple[str, str, int]] = []

    # ---- typing

    def fill(self, filling: Filling) -> None:
        """Replace everything typed so far, a column or a register at a time."""
        for sheet, cell, look in self.soiled:
            self.book.clear(sheet, cell)
            self.book.cell(sheet, cell).NumberFormat = look
        self.soiled = []
        self.typed = filling = filling.copy()
        codes = {number: row.code for number, row in self.plan.lines}
        for key in ENTRIES:
            tied = key in ("target", "result")
            for first, count in runs([number for number, row in self.plan.lines if not (tied and row.figure)]):
                rows = [filling.lines.setdefault(codes[n], {}) for n in range(first, first + count)]
                self._column(SCORES, key, first, [(row, key) for row in rows])
        for key in ("target", "result", "before"):
            for number, figure in self.plan.figure_rows:
                if key != "target" or self.plan.unit.code not in figure.targets:
                    self._column(member.FIGURES, key, number, [(filling.figures.setdefault(figure.code, {}), key)])
        self._column(
            member.CONDITIONS,
            "answer",
            FIRST_ROW,
            [(filling.answers, case.code) for _, case in self.plan.condition_rows],
        )
        for number, item in enumerate(member.INFO.items, FIRST_ROW):
            if item.key in filling.info:
                self._column(member.INFO, "value", number, [(filling.info, item.key)])
        for layout, rows, keys in registers(filling):
            for key in keys:
                empty: list[tuple[dict[str, Typed], str]] = [({}, key)] * (REGISTER_ROWS - len(rows))
                self._column(layout, key, FIRST_ROW, [(row, key) for row in rows] + empty)

    def _column(self, layout: Layout, key: str, first: int, cells: list[tuple[dict[str, Typed], str]]) -> None:
        if not cells:
            return
        column = letters(layout, key)
        values = [[plain(holder.get(name))] for holder, name in cells]
        self.book.set_values(layout.name, f"{column}{first}:{column}{first + len(cells) - 1}", values)
        for row, (holder, name) in enumerate(cells, first):
            if isinstance(holder.get(name), Wrong | bool):
                holder[name] = self.entered(layout.name, f"{column}{row}", holder[name])

    def entered(self, sheet: str, cell: str, value: Typed) -> Typed:
        """Enter an error or a logical value, by a formula; what LibreOffice takes it for.

        In a cell formatted as a number, date or text, TRUE is the number 1 in LibreOffice, and shown so.
        """
        look = self.book.cell(sheet, cell).NumberFormat
        self.soiled.append((sheet, cell, look))
        if isinstance(value, Wrong):
            self.book.set_formula(sheet, cell, value.formula)
            return value
        self.book.set_formula(sheet, cell, f"={str(value).upper()}()")
        is_general = look % FORMATS_OF_A_LOCALE == 0
        return value if is_general else float(bool(value))

    # ---- comparing

    def compare(self, tally: Tally, label: str = "") -> None:
        """Everything the workbook computes of what is typed now."""
        shown = Shown(self.plan, self.typed.submission(), self.today)
        self._lines(tally, shown, label)
        self._totals(tally, shown, label)
        self._figures(tally, shown, label)
        self._working_cells(tally, shown, label)
        self._problems(tally, shown, label)

    def _cells(self, sheet: str, column: str, first: int, last: int) -> list[Value]:
        return [row[0] for row in self.book.values(sheet, f"{column}{first}:{column}{last}")]

    def _lines(self, tally: Tally, shown: Shown, label: str) -> None:
        first, last = FIRST_ROW, self.plan.last_score_row
        column = {
            key: self._cells(SCORES.name, letters(SCORES, key), first, last) for key in ("score", "evidence", "check")
        }
        for number, row in self.plan.score_rows:
            if row.is_note:
                continue
            what = label, row.code, self.typed.lines.get(row.code, {}), row.rule
            tally.check(column["score"][number - first], shown.score(row), "score", *what)
            if not row.is_sum:
                tally.line_scores += 1
                code = shown.line_problem(row)
                tally.check(column["check"][number - first], SHORT[code] if code else "", "check", *what)
                tally.check(column["evidence"][number - first], float(shown.evidence_count(row)), "evidence", *what)

    def _totals(self, tally: Tally, shown: Shown, label: str) -> None:
        column = letters(SCORES, "score")
        for key, row in self.plan.total_rows.items():
            tally.check(self.book.value(SCORES.name, f"{column}{row}"), shown.total(key), label, key)
        formula = "=" + checksum.total_formula(self.plan).replace(",", ";").replace("!", ".")
        self.book.set_formula(member.HIDDEN.name, SCRATCH, formula)
        tally.check(self.book.value(member.HIDDEN.name, SCRATCH), float(shown.checksum), label, "checksum")

    def _figures(self, tally: Tally, shown: Shown, label: str) -> None:
        # the ratio and its check are drawn by the writer: their stored values are judged with whole workbooks
        for place in self.places:
            if place.kind == "figure":
                cell = place.formula.rpartition("!")[2].replace("$", "")
                what = label, place.key, self.typed.figures.get(place.key)
                tally.check(self.book.value(member.FIGURES.name, cell), shown.problem(place), "figure", *what)

    def _working_cells(self, tally: Tally, shown: Shown, label: str) -> None:
        first, last = FIRST_ROW, self.plan.last_score_row
        wanted = (hidden.REACH, hidden.PERCENT, hidden.SHORTFALL, hidden.CASE, hidden.SUM_CHECK)
        column = {key: self._cells(hidden.NAME, key, first, last) for key in wanted}
        listed, scaled = {row.code for row in classes.listed(self.plan)}, totals.rescales_live(self.plan)
        for number, row in self.plan.score_rows:
            if row.is_note:
                continue
            found = {key: cells[number - first] for key, cells in column.items()}
            what = label, row.code, self.typed.lines.get(row.code, {})
            if scaled and row.part is Part.MAIN:
                tally.check(found[hidden.REACH], shown.reach(row), "reach", *what)
            if classes.has_floor(row):
                tally.check(found[hidden.PERCENT], shown.percent(row), "percent", *what)
            if row.code in listed:
                tally.check(found[hidden.SHORTFALL], shown.shortfall(row), "shortfall", *what)
            if classes.brings_cases(row):
                tally.check(found[hidden.CASE], shown.case(row), "case", *what)
            if not row.is_sum:
                tally.check(found[hidden.SUM_CHECK], float(shown.line_sum(row)), "line sum", *what)
        for number, case in self.plan.condition_rows:
            happened = self.book.value(hidden.NAME, f"{hidden.HAPPENED}{number}")
            tally.check(happened, shown.happened(case.code), label, "happened", case.code)

    def _problems(self, tally: Tally, shown: Shown, label: str) -> None:
        wrong = [(place, words) for place in self.places if (words := shown.problem(place))]
        rows = self.book.values(member.PROBLEMS.name, f"A{FIRST_ROW}:D{FIRST_ROW + LISTED - 1}")
        for position, row in enumerate(rows, 1):
            expected: list[Value] = ["", "", "", ""]
            if position <= len(wrong):
                place, words = wrong[position - 1]
                expected = [float(position), place.sheet, place.label, words]
            for computed, said_so in zip(row, expected, strict=True):
                tally.check(computed, said_so, label, "problem", position, "of", len(wrong))


def registers(filling: Filling) -> list[tuple[Layout, list[dict[str, Typed]], tuple[str, ...]]]:
    """The registers that have formulas, with their rows and columns."""
    return [
        (member.EVIDENCE, filling.evidence, EVIDENCE_KEYS),
        (member.MODELS, filling.models, ("name", "new", "cumulative")),
    ]


def plain(value: Typed) -> Value:
    """As a data array takes it."""
    if value is None or isinstance(value, bool | Wrong):
        return ""
    return serial(value) if isinstance(value, date) else value


def runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Consecutive numbers as (first, how many)."""
    start = previous = None
    for number in numbers:
        if start is None or number != previous + 1:
            if start is not None:
                yield start, previous - start + 1
            start = number
        previous = number
    if start is not None and previous is not None:
        yield start, previous - start + 1


def open_blank(calc: Calc, folder: Path, rulebook: Rulebook, code: str = "CAT") -> Bench:
    """The blank workbook of a unit, open in Calc."""
    unit = rulebook.unit(code)
    assert unit is not None
    path = folder / f"{code}.xlsx"
    today = date.today()  # noqa: DTZ011
    write_member(path, rulebook, unit, submission=Submission(), today=today)
    return Bench(calc.open(path), Plan(rulebook, unit), today)


def same(sheet: str, computed: Value, stored: object) -> bool:
    """The same to the last digit; only working cells may differ where a double holds no more digits."""
    if sheet == hidden.NAME and isinstance(computed, float) and isinstance(stored, float):
        return math.isclose(computed, stored, rel_tol=1e-15)
    return type(computed) is type(stored) and computed == stored


def stored_differences(calc: Calc, path: Path) -> tuple[int, list[str]]:
    """How many formula cells a workbook has, and those whose stored value LibreOffice does not compute.

    Open it in a Calc with the locale vi-VN: stored texts are written with a decimal comma.
    """
    count, found = 0, []
    with calc.open(path) as book:
        found += [f"{sheet}!{cell} is {error}" for sheet, cell, error in book.errors()]
        for sheet in read_book(path.read_bytes(), path.name).sheets:
            formulas = {place: cell for place, cell in sheet.cells.items() if cell.formula is not None}
            if not formulas:
                continue
            last = address(max(row for row, _ in formulas), max(column for _, column in formulas))
            values = book.values(sheet.name, f"A1:{last}")
            for (row, column), cell in formulas.items():
                count += 1
                computed, stored = values[row - 1][column - 1], "" if cell.value is None else cell.value
                if not same(sheet.name, computed, stored):
                    what = f"{sheet.name}!{address(row, column)} holds {stored!r}, LibreOffice {computed!r}"
                    found.append(f"{what}: {cell.formula}")
    return count, found
