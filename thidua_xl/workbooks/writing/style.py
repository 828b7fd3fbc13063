"""How our workbooks look: one font, few colours, and the formats made of them."""

import textwrap
from decimal import Decimal
from functools import lru_cache
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from thidua_xl.points import decimals

FONT = "Times New Roman"
NORMAL, SMALL = 13, 12  # points; documents of state are set in 13 to 14, wide sheets in 12
# XlsxWriter knows the digit width of a font by the default column it makes (80 pixels: 9 a digit).
OPTIONS = {
    "in_memory": True,
    "default_format_properties": {"font_name": FONT, "font_size": NORMAL, "font_family": 1, "font_scheme": False},
    "default_column_width": 80,
    "default_row_height": 22,
}
INK, QUIET = "#1F1F1F", "#595959"
HEADER, NEEDED, RARE = "#DDE6F3", "#B8CCE4", "#EDEDED"  # fills of header cells
OPEN, SECTION, MISTAKE = "#FFFBE3", "#F2F2F2", "#F8CBAD"  # fills of rows and cells
LINE = "#A6A6A6"
BOX = {"border": 1, "border_color": LINE}
DATE, PERCENT, PLAIN, TEXT = "dd/mm/yyyy", "0%", "General", "@"
MANY = 10_000  # from here on thousands are set apart


def number_format(value: Decimal) -> str:
    """Thousands apart where there are many; else General, which shows no decimal sign without decimals."""
    if abs(value) < MANY:
        return PLAIN
    digits = decimals(value)
    return f"#,##0.{'0' * digits}" if digits else "#,##0"


def percent_format(digits: int) -> str:
    """A percentage with as many decimals as it needs."""
    return f"0.{'0' * digits}%" if digits else PERCENT


class Formats:
    """The formats of one workbook, each made once. Properties are XlsxWriter's."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **properties: Any) -> Format:
        """Times New Roman 13 at the top of the cell, and what is asked for."""
        wanted = {"font_name": FONT, "font_size": NORMAL, "font_family": 1, "valign": "top", **properties}
        key = tuple(sorted(wanted.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(wanted)
        return self.made[key]

    def like(self, look: Format, **properties: Any) -> Format:
        """A format made here with other properties."""
        own = next(dict(key) for key, made in self.made.items() if made is look)
        return self.of(**{**own, **properties})

    def header(self, size: int, fill: str) -> Format:
        """A header cell."""
        look = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"}
        return self.of(font_size=size, bg_color=fill, **look, **BOX)


@lru_cache(maxsize=4096)  # the same line of the table stands in every unit's rows
def lines(text: str, width: float, size: int = NORMAL) -> int:
    """About how many lines ``text`` takes in a column of ``width`` digits of the normal font."""
    room = max(1, int((width - 1.5) * 1.05 * NORMAL / size))  # a letter is narrower than a digit, W is not
    return sum(max(1, len(textwrap.wrap(part, room))) for part in text.split("\n"))


def height(line_count: int, size: int = NORMAL) -> float:
    """The row height, in points, for so many lines."""
    return round(line_count * size * 1.28 + 4, 2)
