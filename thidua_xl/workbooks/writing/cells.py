"""From the text of a table to a cell of the right type: numbers, dates and percentages are real ones."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from thidua_xl.points import decimals
from thidua_xl.sheets.layout import Content
from thidua_xl.text.dates import read_date
from thidua_xl.text.numbers import Kind, read_number
from thidua_xl.workbooks.writing.style import DATE, PLAIN, TEXT, number_format, percent_format

C = Content
NUMBERS = {C.POINTS, C.BOUND, C.NUMBER, C.COUNT, C.PERCENT, C.AMOUNT, C.MIXED}
WITH_PERCENT = {C.PERCENT, C.AMOUNT}
DATES = {C.DATE, C.MIXED}
MOST_DIGITS = 15  # what a double carries; a longer number stays text, so that nothing is lost silently


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell's value and the number format it asks for, "" = the column's own."""

    value: Decimal | date | str
    number_format: str = ""


def typed(text: str, content: Content) -> Typed:
    """``text`` in Vietnamese form (2,5; 20%; 15/06/2026) as what its column holds; else the text as it is.

    A comma is always the decimal sign here: 1,125 is a little more than one, 3.704 is thousands.
    """
    if content in DATES and (day := read_date(text)):
        return Typed(day, DATE)
    if content in NUMBERS:
        number = _number(text)
        if number is not None:
            return Typed(number, number_format(number))
        if content in WITH_PERCENT and text.rstrip().endswith("%"):
            percent = _number(text.rstrip().removesuffix("%"))
            if percent is not None:
                return Typed(percent.scaleb(-2), percent_format(decimals(percent)))
    return Typed(text)


def _number(text: str) -> Decimal | None:
    values = read_number(text, Kind.NUMBER).values
    if not values:
        return None
    value = values[0] if "," in text else values[-1]
    return value if len(value.normalize().as_tuple().digits) <= MOST_DIGITS else None


def own_format(content: Content) -> str:
    """The number format of a whole column: text stays the text that was typed."""
    if content is C.DATE:
        return DATE
    return PLAIN if content in NUMBERS else TEXT


def put(sheet: Worksheet, row: int, column: int, cell: Typed, look: Format) -> None:
    """Write a cell as what it is; text is never taken for a formula, a number or a link."""
    if isinstance(cell.value, Decimal):
        sheet.write_number(row, column, float(cell.value), look)
    elif isinstance(cell.value, date):
        sheet.write_datetime(row, column, cell.value, look)
    else:
        sheet.write_string(row, column, cell.value, look)
