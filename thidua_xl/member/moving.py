"""What a member typed, moved from one rulebook's template to another's: line by line, nothing dropped in silence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from thidua_xl.book import Book
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.live.open_cells import is_open
from thidua_xl.member.left_over import left_over
from thidua_xl.member.places import finding
from thidua_xl.member.unplaced import Unplaced, formula_at
from thidua_xl.member.values import said_raw
from thidua_xl.rulebook.models import Criterion, Rulebook, Unit
from thidua_xl.rulebook.pairing import paired
from thidua_xl.sheets import member
from thidua_xl.sheets.layout import Layout, Owner
from thidua_xl.submission import Answer, Claim, Evidence, FigureClaim, Raw, RegisterRow, Submission, Typed
from thidua_xl.text.vietnamese import clean, fold

ENTRIES = ("not_arising", "target", "result", "times", "typed", "reason")
FIGURE_KEYS = ("target", "result", "before", "note")
TIED = ("target", "result")


@dataclass(slots=True)
class Moved:
    """What the new workbook holds, what has no place in it, and what must be said."""

    submission: Submission
    unplaced: list[Unplaced] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def moved(book: Book, sent: Submission, old: Rulebook | None, new: Rulebook, unit: Unit) -> Moved:
    """Move a submission into the new rulebook's template of ``unit``; ``old`` is the rulebook it was made by."""
    return _Mover(book, sent, old, new, unit).moved()


class _Mover:
    """Moves one submission."""

    def __init__(self, book: Book, sent: Submission, old: Rulebook | None, new: Rulebook, unit: Unit) -> None:
        self.book, self.sent, self.old, self.new, self.unit = book, sent, old, new, unit
        self.unplaced: list[Unplaced] = []
        self.findings: list[Finding] = []
        self.rows = self._rows()

    def moved(self) -> Moved:
        """Every sheet."""
        if self.old is None:
            self.findings.append(Finding("TD-CHUYEN-KHONG-MAU-CU", Where()))
        found = Submission(
            unit=self.unit.code,
            info=self._info(),
            figures=self._figures(),
            claims=self._claims(),
            evidence=self._evidence(),
            registers={layout.name: self._register(layout) for layout in member.REGISTERS[1:]},
            answers=self._answers(),
            practice=self.sent.practice,
            channel=self.sent.channel,
        )
        self.unplaced += left_over(self.book, self.sent)
        self.findings += [each.finding() for each in self.unplaced]
        return Moved(found, self.unplaced, self.findings)

    def _rows(self) -> dict[str, Criterion]:
        """The new row of each old code, folded."""
        if self.old is None:
            return {fold(row.code): row for row in self.new.rows if not row.is_note}
        return {fold(pair.old.code): pair.new for pair in paired(self.old, self.new)}

    def _said(self, claim: Claim, row: Criterion) -> None:
        """Another code, or another text under the same code, is said where something is moved."""
        where = Where(sheet=member.SCORES.name)
        before = self.old.criterion(claim.code) if self.old else None
        if fold(row.code) != fold(claim.code):
            self.findings.append(finding("TD-CHUYEN-DOI-MA", where, {"cu": claim.code, "ma": row.code}))
        elif before and fold(before.text) != fold(row.text):
            self.findings.append(finding("TD-CHUYEN-DOI-CHU", where, {"ma": row.code, "noi_dung": row.text}))

    def _refuse(self, layout: Layout, row: Typed, key: str, dong: str, why: str, **facts: str) -> None:
        value = said_raw(getattr(row, key, None)) or formula_at(self.book, self.sent, layout, row.cells.get(key))
        self.unplaced.append(
            Unplaced(
                self.sent.sheet(layout.name), row.cells.get(key, ""), dong, layout.column(key).header, value, why, facts
            )
        )

    def _takes(self, layout: Layout, row: Typed, key: str, dong: str) -> bool:
        """Has the cell a value that can be moved? An error or a formula never calculated has none: listed."""
        if key in row.errors:
            self._refuse(layout, row, key, dong, "error")
            return False
        if key in row.uncalculated:
            self._refuse(layout, row, key, dong, "uncalculated")
            return False
        if getattr(row, key) in (None, ""):
            return False
        if formula := formula_at(self.book, self.sent, layout, row.cells.get(key)):
            facts = {"dong": dong, "cot": layout.column(key).header, "ghi": formula.removeprefix("=")}
            where = Where(sheet=self.sent.sheet(layout.name), cell=row.cells.get(key))
            self.findings.append(finding("TD-CHUYEN-CONG-THUC", where, facts))
        return True

    # ---- Tự chấm

    def _claims(self) -> dict[str, Claim]:
        own = {row.code for row in self.new.lines_of(self.unit.code)}
        found: dict[str, Claim] = {}
        for claim in self.sent.claims.values():
            row = self.rows.get(fold(claim.code))
            typed = [key for key in ENTRIES if not self._is_tied(claim, key)]
            values: dict[str, Raw] = {}
            for key in typed:
                dong = f"{claim.code} {claim.shown_text}".strip()
                if (why := self._why_not(row, own, key)) and self._holds(claim, key):
                    self._refuse(member.SCORES, claim, key, dong, why)
                elif not why and self._takes(member.SCORES, claim, key, dong):
                    values[key] = getattr(claim, key)
            if row is not None and values:
                self._said(claim, row)
                found[row.code] = Claim.model_validate({"code": row.code, **values})
        return found

    def _holds(self, row: Typed, key: str) -> bool:
        return getattr(row, key) not in (None, "") or key in row.uncalculated

    def _is_tied(self, claim: Claim, key: str) -> bool:
        """Shown from `Số liệu`, not typed here."""
        before = self.old.criterion(claim.code) if self.old else None
        before = before or self.rows.get(fold(claim.code))
        if before is None or before.rule is None or key not in TIED or not before.figure:
            return False
        return key in before.rule.form.reads

    def _why_not(self, row: Criterion | None, own: set[str], key: str) -> str:
        """Why a value has no cell in the new template, "" where it has one."""
        if row is None:
            return "no line"
        if row.code not in own:
            return "not yours"
        if row.is_sum:
            return "sum"
        return "" if is_open(row, key) else "shut"

    # ---- Số liệu, Điều kiện

    def _figures(self) -> dict[str, FigureClaim]:
        found: dict[str, FigureClaim] = {}
        codes = {fold(each.code): each for each in self.new.figures if each.applies_to(self.unit.code)}
        names = _unique({each.code: each.name for each in codes.values()})
        before = self.old.figures_by_code if self.old else {}
        for claim in self.sent.figures.values():
            known = before.get(claim.code)
            same = codes.get(fold(claim.code))
            moved_to = codes.get(fold(names.get(fold(known.name), ""))) if known else None
            figure = (
                moved_to
                if moved_to and (same is None or fold(same.name) != fold(known.name if known else ""))
                else same
            )
            dong = f"{claim.code} {known.name if known else ''}".strip()
            given = known.targets.get(self.sent.unit) if known else None
            values: dict[str, Raw] = {}
            for key in FIGURE_KEYS:
                assigned = figure.targets.get(self.unit.code) if figure else None
                if key == "target" and claim.target is not None and claim.target in (given, assigned):
                    continue  # the bloc's own number
                if figure is None and self._holds(claim, key):
                    self._refuse(member.FIGURES, claim, key, dong, "no line")
                elif key == "target" and assigned is not None and self._holds(claim, key):
                    self._refuse(member.FIGURES, claim, key, dong, "assigned", assigned=said_raw(assigned))
                elif figure and self._takes(member.FIGURES, claim, key, dong):
                    values[key] = getattr(claim, key)
            if figure and values:
                found[figure.code] = FigureClaim.model_validate({"code": figure.code, **values})
        return found

    def _answers(self) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        codes = {fold(case.code): case.code for case in self.new.exclusions}
        texts = _unique({case.code: case.text for case in self.new.exclusions})
        before = {case.code: case.text for case in self.old.exclusions} if self.old else {}
        for answer in self.sent.answers.values():
            text = before.get(answer.code, "")
            code = texts.get(fold(text)) or codes.get(fold(answer.code))
            for key in ("answer", "reason"):
                if not code and self._holds(answer, key):
                    self._refuse(member.CONDITIONS, answer, key, f"{answer.code} {text}".strip(), "no line")
            if code:
                keys = [key for key in ("answer", "reason") if self._takes(member.CONDITIONS, answer, key, answer.code)]
                found[code] = Answer.model_validate({"code": code, **{key: getattr(answer, key) for key in keys}})
        return found

    # ---- the rest

    def _info(self) -> dict[str, Raw]:
        found: dict[str, Raw] = {}
        for item in member.INFO.items:
            if item.owner is Owner.MEMBER and self.sent.info.get(item.key) is not None:
                if item.key in self.sent.info_errors:
                    cell, value = self.sent.info_cells.get(item.key, ""), said_raw(self.sent.info[item.key])
                    sheet = self.sent.sheet(member.INFO.name)
                    self.unplaced.append(Unplaced(sheet, cell, item.header, "Giá trị", value, "error"))
                else:
                    found[item.key] = self.sent.info[item.key]
        return found

    def _evidence(self) -> tuple[Evidence, ...]:
        keys = ("criterion", "symbol", "issued_on", "issuer", "summary", "file")
        found: list[Evidence] = []
        for number, item in enumerate(self.sent.evidence, 1):
            if self._fits(member.EVIDENCE, item, keys, number, {key: getattr(item, key) for key in keys}):
                taken = [key for key in keys if self._takes(member.EVIDENCE, item, key, f"dòng {number}")]
                values = {key: getattr(item, key) for key in taken}
                if isinstance(item.criterion, str):
                    values["criterion"] = self._recoded(item.criterion)
                found.append(Evidence.model_validate(values))
        return tuple(found)

    def _recoded(self, criterion: str) -> str:
        """The new code of a line; a code that is nowhere stays as typed, for the check to name."""
        row = self.rows.get(fold(clean(criterion)))
        return row.code if row and fold(row.code) != fold(criterion) else criterion

    def _register(self, layout: Layout) -> tuple[RegisterRow, ...]:
        found: list[RegisterRow] = []
        for number, row in enumerate(self.sent.registers.get(layout.name, ()), 1):
            if self._fits(layout, row, tuple(row.values), number, row.values):
                kept = {key: value for key, value in row.values.items() if key not in row.errors}
                for key in row.errors & set(row.values):
                    self._list(layout, row, key, number, said_raw(row.values[key]), "error")
                found.append(RegisterRow(values=kept))
        return tuple(found)

    def _fits(self, layout: Layout, row: Typed, keys: tuple[str, ...], number: int, values: Mapping[str, Raw]) -> bool:
        """Is there an open row left? Else every cell of it is listed."""
        if number <= layout.rows:
            return True
        for key in keys:
            if values[key] not in (None, ""):
                self._list(layout, row, key, number, said_raw(values[key]), "full")
        return False

    def _list(self, layout: Layout, row: Typed, key: str, number: int, value: str, why: str) -> None:
        sheet, cell, header = self.sent.sheet(layout.name), row.cells.get(key, ""), layout.column(key).header
        self.unplaced.append(Unplaced(sheet, cell, f"dòng {number}", header, value, why, {"rows": str(layout.rows)}))


def _unique(texts: Mapping[str, str]) -> dict[str, str]:
    """The codes by folded text, where a text is there once."""
    folded = [fold(text) for text in texts.values()]
    return {fold(text): code for code, text in texts.items() if folded.count(fold(text)) == 1}
