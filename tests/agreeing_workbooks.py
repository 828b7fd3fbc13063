"""What LibreOffice computes in a unit's workbook, in the plain channel and with the add-in, against the engine."""

from collections import Counter
from dataclasses import dataclass, field

from addin_judging import check_call, in_calc
from agreeing_bloc import Unit
from agreeing_calls import class_table
from calc import Value
from judging import ENTRIES, EVIDENCE_KEYS, Bench, plain
from judging_filling import Filling, Wrong

from thidua_xl.live.channel import LIBREOFFICE, points_call
from thidua_xl.live.plan import FIRST_ROW, letters
from thidua_xl.sheets import member

SCORES = member.SCORES
CALLED, CHECKED = "Q", "R"  # scratch columns: TD_DIEM and TD_KIEMTRA of the line; under them TD_TONG, TD_XEPLOAI
MOST_EVIDENCE = 12  # rows
TABLE = ("T", "U", "V")  # the class table stands in these columns


Columns = dict[str, list[object]]


@dataclass
class Count:
    """How many values of each voice were compared, and which differ."""

    compared: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    classes: Counter[str] = field(default_factory=Counter)
    scores: int = 0

    def check(self, voice: str, found: object, wanted: object, *about: object) -> None:
        """Numbers are the same to the last digit, texts letter by letter."""
        self.compared[voice] += 1
        if type(found) is not type(wanted) or found != wanted:
            self.differences.append(f"{voice} {' '.join(map(str, about))}: {found!r}, engine {wanted!r}")


@dataclass
class Workbook:
    """The workbook of a unit in one channel, open in a Calc; with scratch cells where there are functions."""

    bench: Bench
    channel: str
    evidence: bool = False  # is any typed?

    def __post_init__(self) -> None:
        for sheet in (SCORES, member.EVIDENCE, member.CONDITIONS):
            self.bench.book.document.Sheets.getByName(sheet.name).unprotect("")  # to set whole ranges at once

    @property
    def last(self) -> int:
        """The row of the class."""
        return self.bench.plan.total_rows["class"]

    def draw_scratch(self) -> None:
        """The functions as a person types them, beside the lines and under them."""
        book, plan = self.bench.book, self.bench.plan
        for number, row in plan.lines:
            book.set_formula(SCORES.name, f"{CALLED}{number}", in_calc(points_call(plan, row)))
            book.set_formula(SCORES.name, f"{CHECKED}{number}", in_calc(check_call(plan, row)))
        score, rows = letters(SCORES, "score"), plan.total_rows
        table, first = class_table(Unit(plan, Filling(plan), self.bench.today)), plan.lines[0][0]
        area = f"{TABLE[0]}{first}:{TABLE[-1]}{first + len(table) - 1}"
        for number, (name, *edges) in enumerate(table, first):  # one by one: the sheet is protected
            book.set_text(SCORES.name, f"{TABLE[0]}{number}", str(name))
            for column, edge in zip(TABLE[1:], edges, strict=True):
                if isinstance(edge, float):
                    book.set_number(SCORES.name, f"{column}{number}", edge)
        formulas = {
            "deduction": f"=TD_TONG({score}{rows['main']}:{score}{rows['deduction']})",
            "class": f"=TD_XEPLOAI({score}{rows['total']};{area})",
        }
        for key, formula in formulas.items():
            book.set_formula(SCORES.name, f"{CALLED}{rows[key]}", formula)

    def judge(self, unit: Unit, count: Count, label: str) -> None:
        """Everything the workbook shows of the filling."""
        self._type(unit.filling)
        unit = Unit(unit.plan, self.bench.typed, unit.today)  # LibreOffice takes TRUE for 1 in a formatted cell
        found = self._columns(letters(SCORES, "score"), letters(SCORES, "check"), CALLED, CHECKED)
        self._lines(unit, found, count, label)
        self._totals(unit, found, count, label)

    def _type(self, filling: Filling) -> None:
        """As ``Bench.fill``, in few calls: all inputs at once, then what only a formula can enter."""
        bench, name = self.bench, SCORES.name
        for sheet, cell, look in bench.soiled:
            bench.book.clear(sheet, cell)
            bench.book.cell(sheet, cell).NumberFormat = look
        bench.soiled, bench.typed = [], filling.copy()
        cells = {number: bench.typed.lines.setdefault(row.code, {}) for number, row in bench.plan.lines}
        first, last = bench.plan.lines[0][0], bench.plan.last_score_row
        keys = [column.key for column in SCORES.columns if column.key in ENTRIES]
        rows = {n: [plain(cells.get(n, {}).get(key)) for key in keys] for n in range(first, last + 1)}
        *inputs, reason = (letters(SCORES, key) for key in keys)
        bench.book.set_values(name, f"{inputs[0]}{first}:{inputs[-1]}{last}", [row[:-1] for row in rows.values()])
        bench.book.set_values(name, f"{reason}{first}:{reason}{last}", [row[-1:] for row in rows.values()])
        for number, line in cells.items():
            for key, value in line.items():
                if isinstance(value, Wrong | bool):
                    line[key] = bench.entered(name, f"{letters(SCORES, key)}{number}", value)
        self._type_around()

    def _type_around(self) -> None:
        """Evidence and answers; error cells among them are judged elsewhere."""
        bench, typed, sheet = self.bench, self.bench.typed, member.EVIDENCE
        typed.evidence = [{k: v for k, v in row.items() if not isinstance(v, Wrong | bool)} for row in typed.evidence]
        typed.answers = {k: v for k, v in typed.answers.items() if not isinstance(v, Wrong | bool)}
        answers: list[list[Value]] = [[plain(typed.answers.get(case.code))] for _, case in bench.plan.condition_rows]
        column, end = letters(member.CONDITIONS, "answer"), FIRST_ROW + len(answers) - 1
        bench.book.set_values(member.CONDITIONS.name, f"{column}{FIRST_ROW}:{column}{end}", answers)
        if not typed.evidence and not self.evidence:
            return
        self.evidence, last = bool(typed.evidence), FIRST_ROW + MOST_EVIDENCE - 1
        rows = [*typed.evidence, *[{}] * MOST_EVIDENCE][:MOST_EVIDENCE]
        area = f"{letters(sheet, EVIDENCE_KEYS[0])}{FIRST_ROW}:{letters(sheet, EVIDENCE_KEYS[-1])}{last}"
        bench.book.set_values(sheet.name, area, [[plain(row.get(key)) for key in EVIDENCE_KEYS] for row in rows])

    def _columns(self, *keys: str) -> dict[str, list[object]]:
        """Columns from row 1 to the row of the class, all read at once."""
        left = letters(SCORES, "score")
        rows = self.bench.book.range(SCORES.name, f"{left}1:{CHECKED}{self.last}").getDataArray()
        places = {key: ord(key) - ord(left) for key in keys}
        return {key: ["an error" if row[at] is None else row[at] for row in rows] for key, at in places.items()}

    def _lines(self, unit: Unit, found: Columns, count: Count, label: str) -> None:
        score, check = letters(SCORES, "score"), letters(SCORES, "check")
        for number, row in self.bench.plan.score_rows:
            about = label, row.code, self.bench.typed.lines.get(row.code, {})
            count.check(f"{self.channel}: scores", found[score][number - 1], unit.shown.score(row), *about)
            if row.is_sum:
                continue
            count.scores += isinstance(found[score][number - 1], float)
            count.check(f"{self.channel}: checks", found[check][number - 1], unit.checked(row), *about)
            if self.channel == LIBREOFFICE:
                count.check("TD_DIEM", found[CALLED][number - 1], unit.called(row), *about)
                count.check("TD_KIEMTRA", found[CHECKED][number - 1], unit.checked(row), *about)

    def _totals(self, unit: Unit, found: Columns, count: Count, label: str) -> None:
        shown, called, rows = found[letters(SCORES, "score")], found[CALLED], self.bench.plan.total_rows
        for key, row in rows.items():
            kind = "classes" if key == "class" else "totals"
            count.check(f"{self.channel}: {kind}", shown[row - 1], unit.shown.total(key), label, key)
        count.classes[str(unit.shown.total("class"))] += 1
        if self.channel == LIBREOFFICE:
            totals = unit.shown.card.totals
            parts = (totals.main, totals.bonus, totals.deduction) if totals else ()
            if parts:
                count.check("TD_TONG", called[rows["deduction"] - 1], float(sum(parts)), label)
            count.check("TD_XEPLOAI", called[rows["class"] - 1], unit.shown.total("class"), label)
