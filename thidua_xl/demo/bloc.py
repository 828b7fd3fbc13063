"""The example bloc `khoi-noi-chinh`: its rulebook and the eight submissions, from their readable sources."""

from datetime import date
from decimal import Decimal

from thidua_xl.demo.filling import filled
from thidua_xl.errors import CannotGoOn
from thidua_xl.examples import companion, tables
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.sheets import member
from thidua_xl.sheets.layout import Content, Layout
from thidua_xl.sheets.markdown import grids
from thidua_xl.submission import FigureClaim, Raw, RegisterRow, Submission
from thidua_xl.text.dates import read_date
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing import rulebook_bytes

NAME = "khoi-noi-chinh"
MADE_ON = date(2026, 11, 20)
QUALITY = {"TTT": 0.93, "SNV": 0.9, "STP": 0.88, "BCHQS": 0.95, "CAT": 0.96, "TAND": 0.86, "VKS": 0.94, "THADS": 0.84}
REGISTERS = (member.MOVEMENTS, member.MODELS, member.HONOURS)
NUMBERS = (Content.COUNT, Content.NUMBER, Content.POINTS)


def example_rulebook(name: str = NAME) -> Rulebook:
    """An example rulebook, read through the real workbook."""
    rulebook, _ = read_rulebook(read_book(rulebook_bytes(tables(name)), f"{name}.xlsx"))
    if rulebook is None:
        raise CannotGoOn(f"Bộ tiêu chí mẫu {name} có lỗi; hãy cài lại thidua-xl.")
    return rulebook


def submissions(rulebook: Rulebook, day: date = MADE_ON) -> dict[str, Submission]:
    """What each unit of the bloc hands in, by unit code; without a fault."""
    source = grids(companion(NAME))
    figures = _figures(source["Số liệu"])
    registers = {layout.name: _register(layout, source[layout.name]) for layout in REGISTERS}
    return {
        unit.code: filled(
            rulebook,
            unit,
            day,
            quality=QUALITY[unit.code],
            figures=figures[unit.code],
            registers={name: rows.get(unit.code, ()) for name, rows in registers.items()},
        )
        for unit in rulebook.units
    }


def _figures(grid: list[list[str]]) -> dict[str, dict[str, FigureClaim]]:
    units = grid[0][1:]
    found: dict[str, dict[str, FigureClaim]] = {unit: {} for unit in units}
    for code, *cells in grid[1:]:
        for unit, text in zip(units, cells, strict=False):
            if text:
                found[unit][code] = _figure(code, text)
    return found


def _figure(code: str, text: str) -> FigureClaim:
    """``8<9/7``: target 8, result 9, last year 7; the target may be missing."""
    now, _, before = text.partition("/")
    target, less, result = now.rpartition("<")
    return FigureClaim(
        code=code,
        target=_number(target) if less else None,
        result=_number(result),
        before=_number(before) if before else None,
    )


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _register(layout: Layout, grid: list[list[str]]) -> dict[str, tuple[RegisterRow, ...]]:
    keys = {column.header: column for column in layout.columns}
    rows: dict[str, list[RegisterRow]] = {}
    for unit, *cells in grid[1:]:
        values: dict[str, Raw] = {}
        for header, text in zip(grid[0][1:], cells, strict=False):
            column = keys[header]
            values[column.key] = _typed(text, column.content)
        rows.setdefault(unit, []).append(RegisterRow(values=values))
    return {unit: tuple(found) for unit, found in rows.items()}


def _typed(text: str, content: Content) -> Raw:
    if not text:
        return None
    if content is Content.DATE:
        return read_date(text)
    return _number(text) if content in NUMBERS else text
