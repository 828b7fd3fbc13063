"""A value that has no cell in the new template: where it stood and why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from thidua_xl.book import Book, column_number
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.member.places import finding
from thidua_xl.sheets.layout import Layout
from thidua_xl.sheets.member_unplaced import WHY
from thidua_xl.sheets.table import sheet_named
from thidua_xl.submission import Submission

CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Unplaced:
    """One cell of the old workbook; ``why`` is a key of ``WHY``."""

    sheet: str
    cell: str
    row: str  # the line, as a member knows it
    column: str
    value: str
    why: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def texts(self) -> list[str]:
        """The row of `Chưa chuyển được`."""
        return [self.sheet, self.cell, self.row, self.column, self.value, WHY[self.why].format_map(self.facts)]

    def finding(self) -> Finding:
        """The same as a finding."""
        facts = {"dong": self.row or self.sheet, "cot": self.column, "ghi": self.value}
        facts["vi"] = WHY[self.why].format_map(self.facts)
        return finding("TD-CHUYEN-KHONG-CHO", Where(sheet=self.sheet, cell=self.cell or None), facts)


def formula_at(book: Book, sent: Submission, layout: Layout, cell: str | None) -> str:
    """The formula a member typed in a cell, with its ``=``; "" where there is none."""
    sheet, found = sheet_named(book, sent.sheet(layout.name)), CELL.fullmatch(cell or "")
    if sheet is None or found is None:
        return ""
    there = sheet.cells.get((int(found[2]), column_number(found[1])))
    return f"={there.formula}" if there and there.formula else ""
