"""What the cells of a sheet mean: from the texts of its XML to places, types, values and formulas.

Whoever takes the XML apart (rows.py quickly, sheet.py for everything else) hands over here.
``store`` runs once a cell and is where the reading time goes; hence its plain comparisons.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from itertools import islice

from thidua_xl.book import EPOCH_1900, EPOCH_1904, Cell, Sheet, Type, address, column_letters, column_number
from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading.bounds import MAX_COLUMN, MAX_ROW
from thidua_xl.workbooks.reading.formulas import Budget, SharedFormulas
from thidua_xl.workbooks.reading.known import KnownCell, KnownRows, Place
from thidua_xl.workbooks.reading.markup import broken
from thidua_xl.workbooks.reading.text import checked

REFERENCE = re.compile(r"\$?([A-Za-z]{1,9})\$?([0-9]{1,18})", re.ASCII)
REPEATED_SHOWN = 1_000  # one is enough to ask for the workbook again
NUMBER, TEXT, BOOLEAN, ERROR = Type.NUMBER, Type.TEXT, Type.BOOLEAN, Type.ERROR
TRUTH = {"1": True, "true": True, "0": False, "false": False}
TEXTS = {"str", "inlineStr"}  # kinds of cells whose text may be empty
LONGEST_NUMBER = 9  # digits of the place of a shared string
PLAIN: Mapping[str, str] = {}  # the attributes of an ordinary formula
cell_of = tuple.__new__  # a NamedTuple's own constructor costs twice as much


class Cells:
    """Puts rows and cells into ``sheet``; refuses what passes the bounds."""

    def __init__(self, sheet: Sheet, part: str, strings: list[str], date_1904: bool, budget: Budget) -> None:
        self.sheet, self.part, self.budget = sheet, part, budget
        self.own_strings = strings
        self.cells = sheet.cells
        self.epoch = EPOCH_1904 if date_1904 else EPOCH_1900
        self.clear()

    def clear(self) -> None:
        """Forget all rows, for another way of reading them."""
        for kept in (self.cells, self.sheet.repeated, self.sheet.arrays, self.sheet.hidden_rows):
            kept.clear()
        self.strings = self.own_strings
        self.shared = SharedFormulas()
        self.blanks: list[Place] = []  # every cell that has a style and nothing else
        self.blanks_found: set[Place] = set()  # of these the first ``looked_at``, for what stands out of order
        self.looked_at = 0
        self.known_rows: list[KnownRows] = []  # whose blanks are not in the list so far
        self.row = self.column = self.last_row = 0
        self.row_text = ""
        self.ordered = True  # so far in this row: right of and below all that was there before
        self.before = 0, 0, 0  # cells, blanks and signs of formulas before this row

    def start_row(self, number: str | None, attributes: Mapping[str, str]) -> None:
        """The next row; one without a number follows the one before."""
        self.row = self.row + 1 if number is None else int(number)
        if not 1 <= self.row <= MAX_ROW:
            raise self.off_sheet(f"dòng {number or self.row}")
        self.row_text = str(self.row)
        self.column = 0
        self.ordered = self.row > self.last_row
        self.last_row = max(self.row, self.last_row)
        if attributes.get("hidden") in ("1", "true") or attributes.get("ht") == "0":
            self.sheet.hidden_rows.add(self.row)
        self.budget.bound_cells(len(self.cells) + len(self.blanks))
        self.before = len(self.cells), len(self.blanks), self.budget.formulas

    def finish(self) -> None:
        """All rows are there: they count against what the book may hold."""
        self.list_blanks()
        self.budget.bound_cells(len(self.cells) + len(self.blanks))
        self.budget.cells += len(self.cells) + len(self.blanks)
        self.budget.bound_formulas()

    def store(
        self, column: int, style: int, kind: str, about: Mapping[str, str] | None, formula: str, text: str
    ) -> None:
        """A cell of this row: its ``s`` and ``t``, the attributes of ``<f>`` (None: no formula) and its text,
        the text of ``<v>`` or ``<is>``. What is not there is ``""``.
        """
        key = (self.row, column)
        if not (column > self.column and self.ordered) and self.taken(key):
            return
        self.column = column
        cells = self.cells
        value: float | str | bool | None
        if not text and kind not in TEXTS:
            if about is None:
                self.blanks.append(key)
                return
            stored, value = NUMBER, None
        elif kind == "s":
            if not text.isdecimal() or len(text) > LONGEST_NUMBER or (index := int(text)) >= len(self.strings):
                raise NotReadable("TD-TEP-HONG", found=f"{self.named(key)} trỏ đến đoạn chữ không có trong tệp")
            stored, value = TEXT, self.strings[index]
        elif kind == "" or kind == "n":
            try:
                stored, value = NUMBER, float(text)
            except ValueError:
                stored, value = self.typed("str", text, key)
            if "_" in text or not text.isascii():  # only Python takes these for numbers
                stored, value = self.typed("str", text, key)
        else:
            stored, value = self.typed(kind, text, key)
        whole = None if about is None else self.whole_formula(formula, about, key)
        cells[key] = cell_of(Cell, (stored, value, whole, style))

    def stored_row(self, xml: bytes) -> KnownRows:
        """What this row has put into the sheet."""
        before, blanks, formulas = self.before
        places = [*islice(reversed(self.cells), len(self.cells) - before)]
        cells = {place: self.cells[place] for place in reversed(places)}
        hidden = (self.row,) if self.row in self.sheet.hidden_rows else ()
        told = tuple(self.blanks[blanks:]), self.budget.formulas - formulas
        return KnownRows([xml], self.row, self.row, hidden, cells, *told)

    def stored_cells(self) -> list[KnownCell]:
        """What each cell of this row has put into the sheet; they stood in order."""
        before, blanks, _ = self.before
        places = [*islice(reversed(self.cells), len(self.cells) - before), *self.blanks[blanks:]]
        return [(place, self.cells.get(place)) for place in sorted(places)]

    def store_rows(self, known: KnownRows) -> bool:
        """Put a row or block read before into the sheet; not where it would not stand below all others."""
        if known.first <= self.last_row:
            return False
        self.row = self.last_row = known.last
        if known.hidden:
            self.sheet.hidden_rows.update(known.hidden)
        if known.cells:
            self.cells.update(known.cells)
            self.budget.formulas += known.formulas  # they take no memory: ``finish`` is soon enough
        if known.blanks:
            self.known_rows.append(known)
        return True

    def list_blanks(self) -> None:
        """The blanks of the rows that were known too."""
        for known in self.known_rows:
            self.blanks += known.blanks
        self.known_rows.clear()

    def typed(self, kind: str, text: str, key: tuple[int, int]) -> tuple[Type, float | str | bool | None]:
        """The value of a boolean, error, date or text; of an unknown kind the text stays."""
        if kind == "b" and text in TRUTH:
            return BOOLEAN, TRUTH[text]
        if kind == "e":
            return ERROR, checked(text, self.named(key))
        if kind == "d":
            serial = self.serial(text)
            if serial is not None:
                return NUMBER, serial
        return TEXT, checked(text, self.named(key))

    def serial(self, text: str) -> float | None:
        """An ISO date as the serial number Excel would show; None where it is no date."""
        try:
            moment = datetime.fromisoformat(text.removesuffix("Z"))
        except ValueError:
            return None
        return (moment.replace(tzinfo=None) - self.epoch).total_seconds() / 86_400

    def whole_formula(self, formula: str, about: Mapping[str, str], key: tuple[int, int]) -> str:
        """A formula as a user would see it in its own cell."""
        kind = about.get("t") if about else None
        if kind == "shared":
            formula = self.shared.formula(about.get("si", ""), *key, formula, self.budget)
        elif kind == "array":
            self.sheet.arrays.append(about.get("ref", address(*key)))
        elif kind == "dataTable":
            formula = f"TABLE({about.get('r1', '')},{about.get('r2', '')})"
        self.budget.spend_formula(formula, self.sheet.name)
        return formula

    def place(self, reference: str) -> int:
        """Column of a cell that calls itself ``reference``, after the last one if it does not say.

        One that says another row starts that row again.
        """
        if not reference:
            row, column = self.row, self.column + 1
        else:
            match = REFERENCE.fullmatch(reference)
            if not match:
                raise broken(self.part, f"ô có địa chỉ lạ “{reference[:20]}”")
            row, column = int(match[2]), column_number(match[1].upper())
        if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
            raise self.off_sheet(f"ô {reference}")
        if row != self.row:
            self.start_row(str(row), PLAIN)
        return column

    def taken(self, key: tuple[int, int]) -> bool:
        """Does a cell out of order claim the place of one that has a value? Repeats are noted: readers
        disagree on which counts.
        """
        self.ordered = False
        self.list_blanks()
        self.blanks_found.update(self.blanks[self.looked_at :])
        self.looked_at = len(self.blanks)
        if key in self.cells or key in self.blanks_found:
            if len(self.sheet.repeated) < REPEATED_SHOWN:
                self.sheet.repeated.append(address(*key))
            return key in self.cells
        return False

    def named(self, key: tuple[int, int]) -> str:
        """The place of a cell, for a finding."""
        return f"trang “{self.sheet.name}”, ô {address(*key)}"

    def off_sheet(self, what: str) -> NotReadable:
        """A row or cell that no spreadsheet has."""
        return NotReadable(
            "TD-TEP-VUOT-GIOI-HAN",
            found=f"trang “{self.sheet.name}” có {what[:40]}",
            allowed=f"dòng {MAX_ROW}, cột {column_letters(MAX_COLUMN)}",
        )
