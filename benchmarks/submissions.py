"""A bloc of any size and its members' workbooks, for the benchmarks: drawn through the real templates.

The example bloc's criteria, for as many units as asked. Each unit has results and evidence of its own, up to as many
units as a process could remember rows of many times over; further ones have those of an earlier unit under their own
code and name, since drawing thousands would take longer than reading.
"""

import os
import zipfile
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

from thidua_xl import examples
from thidua_xl.demo.filling import filled
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing import rulebook_bytes
from thidua_xl.workbooks.writing.member import write_member

EXAMPLE = "khoi-noi-chinh"
DRAWN = 500
DAY = date(2026, 11, 20)
AS = "CAT"  # every unit has the lines and figures of this one of the example
LEFT_OUT = ("Đối chiếu",)  # they compare units by name
SOME_UNITS = "Áp dụng cho"
STRING, JSON = b"<si>", b'":"'
NAMING_LINES = {"Chỉ tiêu phải đạt", "Số chỉ tiêu đạt tối thiểu", "Thiếu tối đa %"}


def code(number: int) -> str:
    """``DV00042``: all of one length, so that a name is changed without moving a byte."""
    return f"DV{number:05d}"


def name(number: int) -> str:
    """The unit's name."""
    return f"Đơn vị số {number:05d}"


def write_bloc(path: Path, units: int) -> Rulebook:
    """The rulebook workbook of a bloc of so many units, written and read back."""
    tables = {sheet: _for_all(grid) for sheet, grid in examples.tables(EXAMPLE).items() if sheet not in LEFT_OUT}
    lines = {row[0] for row in tables["Tiêu chí"]}
    header, *rows = tables["Tiêu chí"]
    tables["Tiêu chí"] = [header, *(row for row in rows if _parent(row[0]) in lines | {""})]
    lines = {row[0] for row in tables["Tiêu chí"]}
    header, *rows = tables["Mức"]
    tables["Mức"] = [header, *(row for row in rows if row[0] in lines)]
    tables["Đơn vị"] = [["Mã", "Tên đơn vị"], *([code(number), name(number)] for number in range(1, units + 1))]
    path.write_bytes(rulebook_bytes(tables))
    rulebook, findings = read_rulebook(read_book(path.read_bytes(), path.name))
    if rulebook is None:
        raise SystemExit(f"{path}: {findings}")
    return rulebook


def _parent(line: str) -> str:
    return line.rpartition(".")[0]


def _for_all(grid: list[list[str]]) -> list[list[str]]:
    """A table with the rows of one unit for every unit, without what names others' lines."""
    header, *rows = grid
    if SOME_UNITS in header:
        at = header.index(SOME_UNITS)
        rows = [row for row in rows if AS in [part.strip() for part in row[at].split(";")] or not row[at].strip()]
    kept = [
        at
        for at, title in enumerate(header)
        if not title.startswith("KH ") and title not in {SOME_UNITS, *NAMING_LINES}
    ]
    return [[row[at] if at < len(row) else "" for at in kept] for row in (header, *rows)]


def write_submissions(folder: Path, rulebook: Rulebook, first: int, last: int) -> None:
    """The workbooks of units ``first`` to ``last``, one a file in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = range(first, min(last, first + DRAWN - 1) + 1)
    with ProcessPoolExecutor(os.cpu_count(), initializer=_take, initargs=(rulebook,)) as pool:
        for _ in pool.map(_draw, [folder] * len(drawn), drawn, chunksize=5):
            pass
    for number in range(drawn.stop, last + 1):
        _copy(folder, first + (number - first) % DRAWN, number)


_taken: list[Rulebook] = []


def _take(rulebook: Rulebook) -> None:
    """What every process draws by, sent once."""
    _taken.append(rulebook)


def _draw(folder: Path, number: int) -> None:
    rulebook = _taken[0]
    unit = rulebook.units[number - 1]
    submission = filled(rulebook, unit, DAY, quality=0.75 + number % 20 / 100)
    write_member(folder / f"{unit.code}.xlsx", rulebook, unit, submission=submission, today=DAY)


def _copy(folder: Path, of: int, number: int) -> None:
    with (
        zipfile.ZipFile(folder / f"{code(of)}.xlsx") as archive,
        zipfile.ZipFile(folder / f"{code(number)}.xlsx", "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for entry in archive.infolist():
            strings = archive.read(entry).split(STRING)
            written.writestr(entry.filename, STRING.join(_renamed(text, of, number) for text in strings))


def _renamed(text: bytes, of: int, number: int) -> bytes:
    """A text with the one unit's code and name for the other's; not the carried rulebook, which is the same in all."""
    if JSON in text:
        return text
    changed = text.replace(code(of).encode(), code(number).encode())
    return changed.replace(name(of).encode(), name(number).encode())
