"""Criteria: each row of `Tiêu chí` against the matrix of ways, then its rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thidua_xl.points import decimals, vietnamese
from thidua_xl.rulebook.criteria_rows import CriterionRow, by_code
from thidua_xl.rulebook.level_rows import FRAMES, Levels
from thidua_xl.rulebook.models import Criterion, Figure
from thidua_xl.rules import Cells, Rule
from thidua_xl.rules.vocabulary import UNBOUNDED, Measure, NotArising, Part, Way
from thidua_xl.rules.ways import NEEDS_FACTOR, WAYS, Parameters, WaySpec, form_of
from thidua_xl.sheets import words
from thidua_xl.sheets.desk import Desk, meant
from thidua_xl.sheets.rulebook import CRITERIA
from thidua_xl.text.vietnamese import fold

PARAMETER_COLUMNS = (
    ["measure", "start", "factor", "floor", "ceiling", "ratio_floor", "whole", "deadline", "step", "excess", "figure"]
)  # fmt: skip
POINT_COLUMNS = ("maximum", "start", "floor", "ceiling", "step")
ALWAYS_POSITIVE = ("maximum", "start", "factor", "ceiling", "ratio_floor", "step")
NEEDS_MAXIMUM_WHEN_NOT_ARISING = (NotArising.FULL, NotArising.DROP)
LONGEST_FORMULA = 7500  # Excel takes 8,192 characters, and what wraps a line's formula needs some of them
CELL, FIGURE_CELL = "INDEX($H$1:$H$999,ROW())", "INDEX('Số liệu'!$E$1:$E$999,999)"


@dataclass(slots=True)
class Shop:
    """Where criteria are made: the desk, and what their rows may name."""

    desk: Desk
    levels: Levels
    figures: dict[str, Figure]  # by folded code
    cases: tuple[str, ...]  # codes of exclusions
    not_arising: NotArising
    digits: int

    def criteria(self, rows: list[CriterionRow]) -> tuple[Criterion, ...]:
        """Every sound row as a criterion; the others have their findings at the desk."""
        known = by_code(rows)
        made = (self._criterion(row, known) for row in rows)
        return tuple(criterion for criterion in made if criterion)

    def _criterion(self, found: CriterionRow, known: dict[str, CriterionRow]) -> Criterion | None:
        if found.way is Way.NOTE:
            self._refuse_columns(found, frozenset())
            if found.has("maximum"):
                self._refuse(found, "maximum")
            return Criterion(code=found.code, number=found.values["number"], text=found.text, way=Way.NOTE)
        if not found.sound or not found.code:
            return None
        spec = WAYS[found.way]
        self._check_columns(found, spec)
        parameters = self._parameters(found, spec)
        figure = self._figure(found, parameters.measure)
        not_arising = self._not_arising(found, known)
        without_levels = spec.needs_levels and not parameters.levels and not parameters.bands
        # Without its levels (reported) a line has a stand-in, so that the checks of the whole still run.
        form = form_of(Way.DIRECT if without_levels else found.way, parameters)
        rule = Rule(form, found.part, parameters.maximum, self.digits, not_arising)
        self._check_length(found, rule)
        return self._finished(found, rule, figure)

    def _check_length(self, found: CriterionRow, rule: Rule) -> None:
        given = FIGURE_CELL if found.has("figure") else CELL
        length = len(rule.formula(Cells(given, given, CELL, CELL, CELL)))
        if length > LONGEST_FORMULA:
            facts = {"dai": str(length), "toi_da": str(LONGEST_FORMULA)}
            self.desk.report("TD-CONG-THUC-QUA-DAI", found.row, "way", ma=found.code, **facts)

    def _finished(self, found: CriterionRow, rule: Rule, figure: str) -> Criterion:
        return Criterion(
            code=found.code,
            number=found.values["number"] or found.code,
            text=found.text,
            maximum=rule.maximum,
            part=found.part,
            way=found.way,
            rule=rule,
            evidence=self._evidence(found),
            figure=figure,
            units=found.units,
            period=found.values["period"] or words.BOTH,
            registered=found.values["registered"] == words.YES,
            measured_in=found.values["measured_in"],
            in_charge=found.values["in_charge"],
            authority=found.values["authority"],
        )

    # ---- the matrix

    def _refuse(self, found: CriterionRow, key: str) -> None:
        header = CRITERIA.column(key).header
        self.desk.report("TD-COT-KHONG-DUNG", found.row, key, cot=header, cach=str(found.way))

    def _refuse_columns(self, found: CriterionRow, allowed: Iterable[str]) -> None:
        for key in PARAMETER_COLUMNS:
            if key not in allowed and found.has(key):
                self._refuse(found, key)

    def _check_columns(self, found: CriterionRow, spec: WaySpec) -> None:
        allowed = set(spec.columns)
        if spec.measures:
            allowed.add("measure")
        measure = self._measure(found, spec)
        if measure is Measure.LATE:
            allowed.discard("figure")
        else:
            allowed.discard("deadline")
        self._refuse_columns(found, allowed)
        if found.part not in spec.parts:
            self.desk.report("TD-CACH-SAI-NHOM", found.row, "way", cach=str(found.way), nhom=str(found.part))
        elif found.way is Way.MINUS_EACH and found.part is Part.BONUS and not found.has("start"):
            self.desk.report("TD-THIEU-THAM-SO", found.row, "start", cot="Bắt đầu", cach=str(found.way))
        written = found.measure
        if written and spec.measures and written not in spec.measures:
            allowed_words = "; ".join(spec.measures)
            facts = {"cach": str(found.way), "ghi": str(written), "duoc": allowed_words}
            self.desk.report("TD-CAP-NGOAI-BANG", found.row, "measure", **facts)
        self._check_needed(found, spec, measure)
        self._check_numbers(found)

    def _measure(self, found: CriterionRow, spec: WaySpec) -> Measure | None:
        if found.measure in spec.measures:
            return found.measure
        return spec.measures[0] if spec.measures else None

    def _check_needed(self, found: CriterionRow, spec: WaySpec, measure: Measure | None) -> None:
        main_line = found.part is Part.MAIN and found.way not in (Way.INHERIT, Way.SUM)
        top_start = found.way in (Way.MINUS_SHORT, Way.MINUS_LATE) and found.part is Part.BONUS
        needed = {
            "maximum": main_line or spec.needs_maximum,
            "factor": found.way in NEEDS_FACTOR,
            "deadline": measure is Measure.LATE,
            "start": top_start and not found.has("maximum"),
        }
        for key, is_needed in needed.items():
            if is_needed and not found.has(key):
                header = CRITERIA.column(key).header
                self.desk.report("TD-THIEU-THAM-SO", found.row, key, cot=header, cach=str(found.way))

    def _check_numbers(self, found: CriterionRow) -> None:
        bounds = {key: value for key, value in found.bounds.items() if isinstance(value, Decimal)}
        numbers = {key: value for key, value in found.numbers.items() if value is not None} | bounds
        for key, value in numbers.items():
            header = CRITERIA.column(key).header
            shown = vietnamese(value)
            if key in POINT_COLUMNS and decimals(value) > self.digits:
                self.desk.report("TD-QUA-LE", found.row, key, cot=header, ghi=shown, so=str(self.digits))
            positive = key in ALWAYS_POSITIVE or found.part is Part.DEDUCTION
            if positive and (value < 0 or (key in ("step", "factor") and value == 0)):
                self.desk.report("TD-PHAI-GHI-DUONG", found.row, key, cot=header, ghi=shown)
        floor, ceiling = bounds.get("floor"), bounds.get("ceiling", numbers.get("maximum"))
        if floor is not None and ceiling is not None and floor > ceiling:
            facts = {"san": vietnamese(floor), "tran": vietnamese(ceiling)}
            self.desk.report("TD-SAN-QUA-TRAN", found.row, "floor", **facts)

    # ---- what the rule is made of

    def _parameters(self, found: CriterionRow, spec: WaySpec) -> Parameters:
        measure = self._measure(found, spec)
        known = spec.columns
        bounds = {k: v if v == UNBOUNDED or v is None else abs(v) if k == "ceiling" else v  # type: ignore[arg-type]
                  for k, v in found.bounds.items()}  # fmt: skip
        reads_levels = found.way is Way.LEVEL or found.way in FRAMES
        numbers = {key: value if value is None else abs(value) for key, value in found.numbers.items()}
        return Parameters(
            part=found.part,
            maximum=numbers["maximum"],
            measure=measure,
            start=numbers["start"] if "start" in known else None,
            factor=numbers["factor"],
            floor=bounds["floor"] if "floor" in known else None,
            ceiling=bounds["ceiling"] if "ceiling" in known else None,
            ratio_floor=numbers["ratio_floor"] if "ratio_floor" in known else None,
            whole=found.whole,
            deadline=found.deadline,
            step=numbers["step"] or None,
            excess=found.excess,
            levels=self.levels.levels(found, self.cases) if reads_levels else (),
            bands=self.levels.bands(found, measure, self.cases) if found.way is Way.BANDS and measure else (),
        )

    def _figure(self, found: CriterionRow, measure: Measure | None) -> str:
        code = found.values["figure"]
        if not code:
            if found.values["registered"] == words.YES:
                self.desk.report("TD-DANG-KY-CAN-SO-LIEU", found.row, "registered", ma=found.code)
            return ""
        figure = self.figures.get(fold(code))
        if figure is None:
            near = meant(code, (known.code for known in self.figures.values()))
            self.desk.report("TD-MA-KHONG-CO", found.row, "figure", ghi=code, loai="chỉ tiêu số liệu", y=near)
            return ""
        return figure.code

    def _not_arising(self, found: CriterionRow, known: dict[str, CriterionRow]) -> NotArising:
        """The line's own word, else that of the nearest sum above it, else the rulebook's where it reaches."""
        if found.part is not Part.MAIN:
            if found.has("not_arising"):
                self.desk.report("TD-KPS-CHI-DIEM-CHINH", found.row, "not_arising", nhom=str(found.part))
            return NotArising.NEVER
        current: CriterionRow | None = found
        while current is not None:
            if current.not_arising:
                return self._with_maximum(found, current, current.not_arising)
            head, dot, _ = current.code.rpartition(".")
            current = known.get(fold(head)) if dot else None
        lacks = self.not_arising in NEEDS_MAXIMUM_WHEN_NOT_ARISING and found.numbers["maximum"] is None
        return NotArising.NEVER if lacks else self.not_arising

    def _with_maximum(self, found: CriterionRow, writer: CriterionRow, word: NotArising) -> NotArising:
        lacks = found.way is not Way.SUM and found.numbers["maximum"] is None
        if lacks and word in NEEDS_MAXIMUM_WHEN_NOT_ARISING:
            if found is writer or found.way is Way.INHERIT:
                self.desk.report("TD-KPS-CAN-TOI-DA", writer.row, "not_arising", ma=found.code, ghi=str(word))
            return NotArising.NEVER
        return word

    def _evidence(self, found: CriterionRow) -> str:
        written = found.values["evidence"]
        if written or found.way is Way.SUM:
            return written or words.EVIDENCE_NONE
        if found.part is Part.DEDUCTION:
            return words.EVIDENCE_NONE
        if found.part is Part.BONUS or found.way is Way.INHERIT:
            return words.EVIDENCE_MUST
        return words.EVIDENCE_NONE if found.way is Way.PASS else words.EVIDENCE_SHOULD
