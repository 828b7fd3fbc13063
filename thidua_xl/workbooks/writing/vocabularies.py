"""The words a person chooses from: lists on a hidden sheet, known by defined names.

A list that points straight at another sheet is saved by Excel as an extension that other programs drop; one by a
defined name survives, and is as long as it likes.
"""

import re
from collections.abc import Iterable

from xlsxwriter import Workbook

from thidua_xl.book import column_letters
from thidua_xl.sheets.layout import Column, Layout
from thidua_xl.text.vietnamese import bare
from thidua_xl.workbooks.writing.style import Formats

SHEET = "_danh mục"
PREFIX = "DM_"


class Vocabularies:
    """Every closed vocabulary of some layouts, each once."""

    def __init__(self, layouts: Iterable[Layout]) -> None:
        headers: dict[tuple[str, ...], list[str]] = {}
        for layout in layouts:
            for column in (*layout.columns, *layout.items):
                if column.choices:
                    known = headers.setdefault(column.choices, [])
                    known.extend([column.header] if column.header not in known else [])
        # by the column's header; a vocabulary that several columns share, by its words
        self.titles = {choices: used[0] if len(used) == 1 else ", ".join(choices) for choices, used in headers.items()}

    def name(self, column: Column) -> str:
        """The defined name of the column's words, ASCII."""
        return PREFIX + re.sub(r"\W+", "_", bare(self.titles[column.choices])).strip("_")

    def draw(self, book: Workbook, formats: Formats) -> None:
        """Add the hidden sheet and define the names."""
        sheet = book.add_worksheet(SHEET)
        sheet.hide()
        for place, (choices, title) in enumerate(self.titles.items()):
            sheet.write_string(0, place, title, formats.of(bold=True))
            for row, word in enumerate(choices, 1):
                sheet.write_string(row, place, word, formats.of(num_format="@"))
            letters = column_letters(place + 1)
            name = self.name(Column("", "", choices=choices))
            book.define_name(name, f"='{SHEET}'!${letters}$2:${letters}${len(choices) + 1}")
        sheet.set_column(0, len(self.titles) - 1, 22)
