"""Where in the rulebook workbook each thing stands, for findings made after reading."""

from dataclasses import dataclass

from thidua_xl.findings.finding import Where
from thidua_xl.rulebook.criteria_rows import CriterionRow
from thidua_xl.rulebook.info_sheet import Info
from thidua_xl.sheets.rulebook import AWARDS, CLASSES, CRITERIA, INFO
from thidua_xl.sheets.table import Row, Table, text_in
from thidua_xl.text.vietnamese import fold


@dataclass(frozen=True, slots=True)
class Places:
    """The tables as found, the items of `Thông tin`, and the rows of `Tiêu chí` by folded code."""

    tables: dict[str, Table]
    info: Info
    criteria: dict[str, CriterionRow]
    classes: tuple[Row, ...] = ()  # in the order of the rulebook's
    awards: tuple[Row, ...] = ()

    def of_criterion(self, code: str, key: str) -> Where:
        """A cell of a criterion's row."""
        return Where(sheet=self.tables[CRITERIA.name].sheet.name, cell=self.criteria[fold(code)].row.where(key))

    def of_info(self, key: str) -> Where:
        """The value cell of an item, also of a blank one; the header where the item is not written."""
        table = self.tables[INFO.name]
        row = self.info.rows.get(key) or self.info.blank.get(key) or Row(table.header_row, {}, table.places)
        return Where(sheet=table.sheet.name, cell=row.where("value"))

    def of_class(self, number: int, key: str) -> Where:
        """A cell of the ``number``-th row of the rulebook's classes."""
        return Where(sheet=self.tables[CLASSES.name].sheet.name, cell=self.classes[number].where(key))

    def of_award(self, number: int, key: str) -> Where:
        """A cell of the ``number``-th of the rulebook's awards."""
        return Where(sheet=self.tables[AWARDS.name].sheet.name, cell=self.awards[number].where(key))

    def of_named(self, sheet: str, key: str, name: str, cell: str) -> Where:
        """A cell of the first row of a sheet whose column ``key`` holds ``name``."""
        table = self.tables[sheet]
        row = next((row for row in table.rows() if fold(text_in(row.cells.get(key))) == fold(name)), None)
        found = row or Row(table.header_row, {}, table.places)
        return Where(sheet=table.sheet.name, cell=found.where(cell))
