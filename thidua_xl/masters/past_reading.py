"""Reading a whole master back: the values its sheets hold, by the declared layouts (sheets/master.py)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from thidua_xl.book import Book, Cell, Type, address
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.masters.marks import carried_rulebook, is_master, master_marks
from thidua_xl.masters.past import Past, PastAward, PastFile, PastFinding, PastUnit
from thidua_xl.member.values import raw_of, said_raw
from thidua_xl.rulebook.models import Rulebook, Unit
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets import master_words as said
from thidua_xl.sheets import words
from thidua_xl.sheets.layout import Layout
from thidua_xl.sheets.table import Row, Table, rows_of, table_of
from thidua_xl.submission import Raw
from thidua_xl.text.vietnamese import clean, fold

RANK = re.compile(r"(\d+)(?: \((.*)\))?")
IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")
POINTS = ("main", "bonus", "deduction", "total")


class PastRead(NamedTuple):
    """A master read back, None (with a finding) where it cannot be used."""

    past: Past | None
    findings: list[Finding]


def past_of(book: Book, file: str) -> PastRead:
    """What the master ``book`` says; ``file`` is what it is called.

    A workbook that is no master, one without its rulebook and one whose formulas hold no values are findings.
    """
    if not is_master(book):
        return PastRead(None, [Finding("TD-KHONG-PHAI-TONG-HOP", Where(file=file))])
    about = master_marks(book)
    rulebook = carried_rulebook(book)
    if rulebook is None:
        return PastRead(None, [Finding("TD-TONG-HOP-THIEU-BO-TIEU-CHI", Where(file=file))])
    reader = _Reader(book, rulebook)
    past = reader.past(file, about)
    if reader.uncalculated:
        sheet, cell = reader.uncalculated[0]
        facts = {"so": str(len(reader.uncalculated))}
        return PastRead(None, [Finding("TD-TONG-HOP-CHUA-TINH", Where(file=file, sheet=sheet, cell=cell), facts)])
    return PastRead(past, [])


def other_period(book: Book, rulebook: Rulebook) -> str:
    """The period of a master where it is another one than the rulebook's, else "".

    A period whose name or whose dates were mended is still the same: only both together are another.
    """
    then = carried_rulebook(book)
    if then is None or fold(then.period) == fold(rulebook.period):
        return ""
    return "" if (then.start, then.end) == (rulebook.start, rulebook.end) else then.period


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


@dataclass(slots=True)
class _Reader:
    """Reads sheet by sheet; ``uncalculated`` are the cells of ranks whose formula holds no value.

    Only ranks tell: they always show something, and an empty text is stored as no value at all.
    """

    book: Book
    rulebook: Rulebook
    uncalculated: list[tuple[str, str]] = field(default_factory=list)

    def past(self, file: str, about: dict[str, str]) -> Past:
        """Everything."""
        units = self._units()
        return Past(
            file=file,
            rulebook=self.rulebook,
            units=units,
            figures=self._figures(),
            awards=tuple(self._awards()),
            registers={layout.name: self._register(layout) for layout in sheets.REGISTERS},
            findings=tuple(self._findings({unit.code for unit in units.values() if unit.sent})),
            files=tuple(self._files()),
            rulebook_file=about.get("rulebook_file", ""),
            made_at=_moment(about.get("made_at", "")),
            closed=about.get("closed", ""),
        )

    def _raw(self, cell: Cell | None) -> Raw:
        return None if cell is None or cell.type is Type.ERROR else raw_of(self.book, cell)

    def _of(self, row: Row, key: str) -> Raw:
        return self._raw(row.cells.get(key))

    def _text(self, row: Row, key: str) -> str:
        return clean(said_raw(self._of(row, key)))

    def _by_unit(self, table: Table, row: Row) -> dict[str, Raw]:
        """The cells under the columns headed by units' codes."""
        found: dict[str, Raw] = {}
        for place, header in table.others.items():
            unit = self.rulebook.unit(header)
            if unit:
                found[unit.code] = self._raw(table.cell(row.number, place))
        return found

    def _note_uncalculated(self, table: Table, row: Row) -> None:
        for place in table.others:
            cell = table.cell(row.number, place)
            if cell is not None and cell.formula is not None and cell.value is None:
                self.uncalculated.append((table.sheet.name, address(row.number, place)))

    # ---- units

    def _units(self) -> dict[str, PastUnit]:
        """`Tổng hợp`: lines by code, then the rows of totals by what they are called."""
        table = table_of(self.book, sheets.SUMMARY)
        points: dict[str, dict[str, Decimal]] = {unit.code: {} for unit in self.rulebook.units}
        totals: dict[str, dict[str, Raw]] = {unit.code: {} for unit in self.rulebook.units}
        keys = {fold(words_said): key for key, words_said in said.TOTALS.items()}
        for row in table.rows() if table else ():
            line = self.rulebook.criterion(self._text(row, "code"))
            key = keys.get(fold(self._text(row, "text"))) if line is None else None
            if key == "rank" and table:
                self._note_uncalculated(table, row)
            for unit, value in self._by_unit(table, row).items() if table else ():
                if line is not None and isinstance(value, Decimal):
                    points[unit][line.code] = value
                elif key:
                    totals[unit][key] = value
        reasons = self._reasons()
        return {
            unit.code: _unit(unit, points[unit.code], totals[unit.code], reasons.get(unit.code, ""))
            for unit in self.rulebook.units
        }

    def _reasons(self) -> dict[str, str]:
        """`Vì sao` of `Xếp hạng`, by the code in brackets after the unit's name."""
        found: dict[str, str] = {}
        for row in rows_of(self.book, sheets.RANKING):
            code = IN_BRACKETS.search(self._text(row, "unit"))
            unit = self.rulebook.unit(code[1]) if code else None
            if unit:
                found[unit.code] = self._text(row, "because")
        return found

    # ---- other sheets

    def _figures(self) -> dict[tuple[str, str], dict[str, Decimal]]:
        table = table_of(self.book, sheets.FIGURES)
        kinds = {fold(words_said): key for key, words_said in said.FIGURE_KINDS.items()}
        found: dict[tuple[str, str], dict[str, Decimal]] = {}
        for row in table.rows() if table else ():
            code, kind = self._text(row, "code"), kinds.get(fold(self._text(row, "kind")))
            if kind is None or code not in self.rulebook.figures_by_code:
                continue
            for unit, value in self._by_unit(table, row).items() if table else ():
                if isinstance(value, Decimal):
                    found.setdefault((unit, code), {})[kind] = value
        return found

    def _awards(self) -> Iterator[PastAward]:
        choices = {fold(word): word for word in words.YES_NO}
        for row in rows_of(self.book, sheets.PROPOSALS):
            texts = {key: self._text(row, key) for key in ("award", "unit", "because", "decision", "reason")}
            unit = self.rulebook.unit(texts["unit"])
            if unit and texts["award"]:
                texts |= {"unit": unit.code, "decision": choices.get(fold(texts["decision"]), "")}
                yield PastAward(proposed=self._text(row, "proposed").startswith(words.YES), **texts)

    def _register(self, layout: Layout) -> dict[str, tuple[Mapping[str, Raw], ...]]:
        found: dict[str, list[Mapping[str, Raw]]] = {}
        for row in rows_of(self.book, layout):
            unit = self.rulebook.unit(self._text(row, "unit"))
            values = {column.key: self._of(row, column.key) for column in layout.columns[1:]}
            if unit:
                kept = {key: value for key, value in values.items() if value is not None}
                found.setdefault(unit.code, []).append(kept)
        return {unit: tuple(rows) for unit, rows in found.items()}

    def _findings(self, sent: set[str]) -> Iterator[PastFinding]:
        """An error that is no scored unit's has no live flag: it is open until it is accepted with a note."""
        keys = ("code", "unit", "file", "sheet", "cell", "message", "fix", "handling", "note")
        for row in rows_of(self.book, sheets.FINDINGS):
            texts = {key: self._text(row, key) for key in keys}
            is_error = fold(self._text(row, "severity")) == fold(said.SEVERITIES["error"])
            flag = self._of(row, "open")
            flagged = bool(isinstance(flag, Decimal) and flag)
            is_open = flagged or (is_error and texts["unit"] not in sent and not _is_accepted(texts))
            if texts["code"]:
                yield PastFinding(is_error=is_error, is_open=is_open, **texts)

    def _files(self) -> Iterator[PastFile]:
        for row in rows_of(self.book, sheets.LOG):
            texts = {key: self._text(row, key) for key in ("path", "sha256", "unit", "status")}
            if texts["sha256"]:
                yield PastFile(**texts)


def _is_accepted(texts: dict[str, str]) -> bool:
    return fold(texts["handling"]) == fold(sheets.ACCEPTED) and bool(texts["note"])


def _unit(unit: Unit, points: dict[str, Decimal], totals: dict[str, Raw], because: str) -> PastUnit:
    numbers = {key: value if isinstance(value := totals.get(key), Decimal) else None for key in POINTS}
    rank = RANK.fullmatch(clean(said_raw(totals.get("rank"))))
    marks_said = rank[2] or "" if rank else ""
    return PastUnit(
        code=unit.code,
        name=unit.name,
        group=unit.group,
        **numbers,
        rank=int(rank[1]) if rank else None,
        tied=said.TIED in marks_said,
        provisional=said.PROVISIONAL in marks_said,
        class_name=clean(said_raw(totals.get("class"))),
        because=because,
        points=points,
    )
