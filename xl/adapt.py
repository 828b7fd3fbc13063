"""A cell's content as the engine takes it, and the engine's answer as a cell shows it. Standard library only.

Blank, 0, text and error are told apart on every route: Excel gives None, floats, texts, TRUE, dates and (as texts)
errors; LibreOffice ranges that are read when they are needed; either may give rows of cells.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal

from thidua_xl.cells import entry
from thidua_xl.cells.entry import ErrorCell, as_tested, serial
from thidua_xl.points import exact
from thidua_xl.rules.inputs import Value

ERRORS = frozenset(
    ("#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#GETTING_DATA", "#SPILL!", "#CALC!")
)
# CVErr as pywin32 gives it: a whole number, which no cell of Excel holds. xlwings names the seven oldest errors only
ERROR_NUMBERS = range(-2146826288, -2146826188)
WARNING = "⚠ "
ONE_CELL = "mỗi mục chỉ chọn một ô"


class NoAnswer(ValueError):  # noqa: N818 - reads as what happened
    """There is no value to show; the text says why in a few words."""


class Readable:
    """Cells that are read when they are asked for: LibreOffice's add-in makes these, with errors as ErrorCell."""

    def cells(self) -> Sequence[Sequence[object]]:
        """The rows."""
        raise NotImplementedError

    def cell(self) -> object:
        """The one cell. Raises NoAnswer where there are several."""
        rows = self.cells()
        if len(rows) != 1 or len(rows[0]) != 1:
            raise NoAnswer(ONE_CELL)
        return rows[0][0]


Content = Decimal | datetime | bool | str | ErrorCell | None
Answer = Decimal | float | str | None


def single(value: object) -> object:
    """One cell as its route gives it, an error as ErrorCell. Raises NoAnswer where several are given."""
    if isinstance(value, Readable):
        return value.cell()
    while isinstance(value, list | tuple):
        if len(value) != 1:
            raise NoAnswer(ONE_CELL)
        value = value[0]
    if type(value) is int and value in ERROR_NUMBERS:
        return ErrorCell()
    return ErrorCell(value) if isinstance(value, str) and value in ERRORS else value


def content(value: object) -> Content:
    """One cell. Raises NoAnswer where several are given."""
    return content_of(single(value))


def contents(value: object) -> list[list[Content]]:
    """The rows of a range; a single value is a range of one cell, a flat list a column."""
    if isinstance(value, Readable):
        return [[content_of(cell) for cell in row] for row in value.cells()]
    if not isinstance(value, list | tuple):
        return [[content(value)]]
    return [[content(cell) for cell in row] if isinstance(row, list | tuple) else [content(row)] for row in value]


def column(value: object) -> list[Content]:
    """The cells of a range that is one column or one row. Raises NoAnswer for a table."""
    rows = contents(value)
    if len(rows) > 1 and any(len(row) != 1 for row in rows):
        raise NoAnswer("chỉ chọn một cột")
    return [cell for row in rows for cell in row]


def content_of(cell: object) -> Content:
    """What ``single`` gave, as the rules know it."""
    if cell is None or isinstance(cell, bool | str | ErrorCell):
        return cell
    if isinstance(cell, float | int | Decimal):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)  # Excel's dates come as if in UTC
    return datetime(cell.year, cell.month, cell.day) if isinstance(cell, date) else str(cell)


def _number(value: float | Decimal) -> Content:
    try:
        return value if isinstance(value, Decimal) and value.is_finite() else exact(float(value))
    except (ValueError, OverflowError):
        return ErrorCell("#NUM!")


def as_input(cell: Content, *, is_date: bool) -> Value:
    """A cell as a line's rule takes it. Raises NoAnswer for a cell in error."""
    return entry.as_input(as_tested(readable(cell)), is_date=is_date)


def mark(cell: Content) -> bool | None:
    """Is the mark of not arising there (`x`, `Có`, TRUE)? None where something else is written."""
    return entry.is_mark(as_tested(readable(cell)))


def readable(cell: Content) -> entry.Entry:
    """The cell. Raises NoAnswer where it is in error."""
    if isinstance(cell, ErrorCell):
        raise NoAnswer("ô đang báo lỗi")
    return cell


def number(cell: Content) -> Decimal | None:
    """The number of a cell, None where it holds none: text is never a number, a date is its serial number."""
    if isinstance(cell, datetime):
        return serial(cell)
    return cell if isinstance(cell, Decimal) else None


def words(cell: Content) -> str:
    """A cell as text: a number picked from a list is its digits."""
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return as_tested(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def answered(function: Callable[..., Answer], *arguments: object) -> float | str:
    """What ``function`` answers, as a cell takes it; a sentence beginning with ⚠ where it cannot answer."""
    try:
        return shown(function(*arguments))
    except NoAnswer as why:
        return f"{WARNING}{why}"
    except Exception as broken:  # noqa: BLE001 - no exception may reach a cell: Excel would show a dialog
        return _broken(broken)


def answered_column(function: Callable[..., Sequence[Answer]], *arguments: object) -> list[list[float | str]]:
    """The same of a function that answers a column, as rows of one cell."""
    try:
        return [[shown(answer)] for answer in function(*arguments)]
    except NoAnswer as why:
        return [[f"{WARNING}{why}"]]
    except Exception as broken:  # noqa: BLE001 - see above
        return [[_broken(broken)]]


def _broken(broken: Exception) -> str:
    return f"{WARNING}hàm gặp lỗi {type(broken).__name__}; hãy báo người lập biểu mẫu"


def shown(answer: Answer) -> float | str:
    """An answer as a cell takes it: None is the empty text."""
    if answer is None:
        return ""
    return answer if isinstance(answer, str) else float(answer)
