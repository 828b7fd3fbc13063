"""Typing as people do in the story of a year: into cells found by their sheet, row and header, one opening a file."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

from click.testing import CliRunner, Result
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from thidua_xl.cli import main
from thidua_xl.sheets import member
from thidua_xl.sheets.layout import Layout
from thidua_xl.submission import Raw, Submission

REGISTERS = (member.MOVEMENTS, member.MODELS, member.HONOURS)
CLAIM, FIGURE = ("not_arising", "target", "result", "times", "typed", "reason"), ("target", "result", "before", "note")


def run(*command: object, status: int = 0) -> Result:
    """A command as typed at the prompt, with the exit status it must have."""
    result = CliRunner().invoke(main, [str(each) for each in command])
    assert result.exit_code == status, result.output
    return result


@contextmanager
def typing(path: Path) -> Iterator["Typist"]:
    """The workbook open under a person's fingers, saved at the end."""
    book = load_workbook(path, keep_vba=path.suffix == ".xlsm")
    yield Typist(book)
    book.save(path)


class Typist:
    """Finds cells as a person does: the sheet, the row that says this, the column headed so."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.heads: dict[str, tuple[int, dict[str, int]]] = {}

    def headers(self, sheet: str, header: str) -> tuple[int, dict[str, int]]:
        """The header row of a sheet and the columns by header."""
        if sheet not in self.heads:
            page = self.page(sheet)
            top = next(row for row in range(1, 21) if header in {cell.value for cell in page[row]})
            self.heads[sheet] = top, {str(cell.value): cell.column or 0 for cell in page[top] if cell.value}
        return self.heads[sheet]

    def page(self, sheet: str) -> Worksheet:
        """A sheet."""
        page = self.book[sheet]
        assert isinstance(page, Worksheet)
        return page

    def add_columns(self, sheet: str, headers: Iterable[str]) -> None:
        """Headers typed to the right of those there, where they are missing (``KH CAT`` …)."""
        headers = list(headers)
        top, places = self.headers(sheet, headers[0])
        for header in headers:
            if header not in places:
                places[header] = max(places.values()) + 1
                self.page(sheet).cell(top, places[header]).value = header

    def rows(self, sheet: str, header: str) -> Iterator[int]:
        """The rows below the header."""
        top, _ = self.headers(sheet, header)
        yield from range(top + 1, self.page(sheet).max_row + 1)

    def read(self, sheet: str, row: int, header: str) -> object:
        """What a cell holds."""
        return self.page(sheet).cell(row, self.headers(sheet, header)[1][header]).value

    def write(self, sheet: str, row: int, header: str, value: Raw) -> None:
        """Type into a cell; a Decimal as a number."""
        typed = float(value) if isinstance(value, Decimal) else value
        self.page(sheet).cell(row, self.headers(sheet, header)[1][header]).value = typed

    def row(self, sheet: str, said: Mapping[str, str]) -> int:
        """The first row that says this under these headers."""
        first = next(iter(said))
        return next(
            row
            for row in self.rows(sheet, first)
            if all(str(self.read(sheet, row, header)) == wanted for header, wanted in said.items())
        )

    def empty_row(self, sheet: str, header: str) -> int:
        """The first row with nothing under this header."""
        top, _ = self.headers(sheet, header)
        return next(row for row in range(top + 1, 2000) if self.read(sheet, row, header) in (None, ""))

    def into(self, sheet: str, said: Mapping[str, str], **typed: Raw) -> None:
        """Type into one row: headers with their spaces as underscores, e.g. ``Điểm_thẩm_định=8``."""
        row = self.row(sheet, said)
        for header, value in typed.items():
            self.write(sheet, row, header.replace("_", " "), value)


def fill_in(path: Path, sent: Submission) -> None:
    """A unit types its submission into the workbook it was sent; what is already there (assigned, carried) stays."""
    with typing(path) as typist:
        for item in member.INFO.items:
            if sent.info.get(item.key) is not None:
                typist.into(member.INFO.name, {"Mục": item.header}, **{"Giá trị": sent.info[item.key]})
        _by_code(typist, member.FIGURES, {code: one.model_dump() for code, one in sent.figures.items()}, FIGURE)
        _by_code(typist, member.SCORES, {code: one.model_dump() for code, one in sent.claims.items()}, CLAIM)
        _by_code(typist, member.CONDITIONS, {code: one.model_dump() for code, one in sent.answers.items()}, ("answer",))
        _below(typist, member.EVIDENCE, [one.model_dump() for one in sent.evidence])
        for layout in REGISTERS:
            _below(typist, layout, [dict(row.values) for row in sent.registers.get(layout.name, ())])


def _by_code(typist: Typist, layout: Layout, given: Mapping[str, Mapping[str, Raw]], keys: tuple[str, ...]) -> None:
    for row in typist.rows(layout.name, "Mã"):
        values = given.get(str(typist.read(layout.name, row, "Mã")), {})
        for key in keys:
            header, value = layout.column(key).header, values.get(key)
            if value not in (None, "") and typist.read(layout.name, row, header) in (None, ""):
                typist.write(layout.name, row, header, value)


def _below(typist: Typist, layout: Layout, rows: list[dict[str, Raw]]) -> None:
    """Rows typed under those already there; one that is there under the same name is typed over."""
    known = layout.columns[1 if layout is member.EVIDENCE else 0]
    places = {column.key: column.header for column in layout.columns}
    there = {str(typist.read(layout.name, row, known.header)): row for row in typist.rows(layout.name, known.header)}
    free = typist.empty_row(layout.name, known.header)
    for values in rows:
        row = free if layout is member.EVIDENCE else there.get(str(values.get(known.key)), free)
        free += row == free
        for key, value in values.items():
            if key in places and value not in (None, ""):
                typist.write(layout.name, row, places[key], value)


def cells_of(path: Path, sheet: str, header: str) -> list[dict[str, object]]:
    """The rows of a sheet as shown, by header."""
    typist = Typist(load_workbook(path, data_only=True))
    _, places = typist.headers(sheet, header)
    return [{name: typist.read(sheet, row, name) for name in places} for row in typist.rows(sheet, header)]


def day(text: str) -> date:
    """``2026-11-20``."""
    return date.fromisoformat(text)
