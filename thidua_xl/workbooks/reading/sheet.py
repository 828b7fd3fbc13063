"""One worksheet's XML: its rows, and how the sheet is guarded."""

import re
from collections.abc import Callable, Mapping

from thidua_xl.book import Sheet
from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading.bounds import (
    MAX_CELLS,
    MAX_COLUMN,
    MAX_DEPTH,
    MAX_MERGES,
    MAX_OTHERS,
    MAX_VALIDATIONS,
)
from thidua_xl.workbooks.reading.cells import PLAIN, Cells
from thidua_xl.workbooks.reading.formulas import Budget
from thidua_xl.workbooks.reading.known import KNOWN, LARGEST, Frame
from thidua_xl.workbooks.reading.markup import broken, parse, too_deep
from thidua_xl.workbooks.reading.rows import START, Unusual, decoded, without_rows

CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
SHORTEST_CELL = len('<c r="A1"/>')
TEXT = rb"[^<&]*+(?:&(?:amp|lt|gt|quot|apos);[^<&]*+)*+"
PRINTED = re.compile(
    rb'<headerFooter(?: [A-Za-z]{1,20}="[^"<>&]{0,20}")*>'
    rb"(?:<((?:odd|even|first)(?:Header|Footer))>" + TEXT + rb"</\1>){1,6}</headerFooter>"
)
ROOTS = ("worksheet", "macrosheet", "dialogsheet", "chartsheet")


def is_on(value: str | None) -> bool:
    """Is this XML flag set?"""
    return value in ("1", "true", "on")


def read_sheet(data: bytes, sheet: Sheet, part: str, strings: list[str], date_1904: bool, budget: Budget) -> None:
    """Fill ``sheet`` from the XML of its part; refuses what passes the bounds."""
    if len(data) > SHORTEST_CELL * MAX_CELLS:  # counting first saves reading half a million cells in vain
        budget.bound_cells(data.count(b"<c "))
    cells = Cells(sheet, part, strings, date_1904, budget)
    spent = budget.formulas, budget.moved
    try:
        read_frame(without_rows(data, cells), cells)
    except Unusual:
        budget.formulas, budget.moved = spent
        cells.clear()
        budget.bound_cells(sum(1 for _ in CELL.finditer(data)))
        SheetReader(cells).read(data)
    cells.finish()


def read_frame(data: bytes, cells: Cells) -> None:
    """What the XML of a sheet without its rows says."""
    key = without_headers(data)
    known = KNOWN.frames.get(key)
    if known:
        known.put_around(cells.sheet)
        return
    SheetReader(cells).read(data)
    if cells.budget.is_common:
        KNOWN.keep_frame(key, Frame.of(cells.sheet))


def without_headers(data: bytes) -> bytes:
    """What a frame is known by: without the lines printed above and below each page, which name the unit.

    Only where they stand as programs write them, before anything whose text counts. Raises Unusual.
    """
    end = data.find(START) + len(START)
    # what is too large is not kept: nothing needs to be left out of it
    if len(data) > LARGEST or b"<!" in data or b"<?" in data[end:] or data.count(b"</worksheet>") != 1:
        return data
    found = PRINTED.search(data, end)
    if found is None or not data.rstrip().endswith(b"</worksheet>") or 0 <= data.find(b"sqref>") < found.end():
        return data
    decoded(found[0])
    return data[: found.start()] + data[found.end() :]


class SheetReader:
    """The callbacks of expat for a worksheet part."""

    def __init__(self, cells: Cells) -> None:
        self.cells, self.sheet, self.part = cells, cells.sheet, cells.part
        self.chunks: list[str] = []
        self.pieces: list[str] = []
        self.depth = self.columns_told = self.others = 0
        self.in_row = self.phonetic = False
        self.cell: Mapping[str, str] | None = None
        self.text = self.formula = ""
        self.about: Mapping[str, str] | None = None

    def read(self, data: bytes) -> None:
        """Run over the XML of a worksheet."""
        parse(data, self.part, self.start, self.end, self.chunks.append)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.chunks.clear()
        local = name.rpartition(":")[2]  # some programs write every name with a prefix: x:c, x:v
        if self.depth == 1 and local not in ROOTS:
            raise broken(self.part, "không phải trang tính")
        if self.depth > MAX_DEPTH:
            raise too_deep(self.part)
        if not self.in_row:
            self.others += 1
            self.bounded(self.others, MAX_OTHERS, "mục ngoài các ô (liên kết, định dạng có điều kiện…)", "mục")
        if local in STARTS:
            STARTS[local](self, attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        local = name.rpartition(":")[2]
        if local in ENDS:
            ENDS[local](self)

    def start_row(self, attributes: dict[str, str]) -> None:
        if self.in_row:
            raise broken(self.part, "dòng nằm trong dòng")
        self.in_row = True
        self.cells.start_row(attributes.get("r"), attributes)

    def end_row(self) -> None:
        self.in_row = False

    def start_cell(self, attributes: dict[str, str]) -> None:
        if self.cell is not None or not self.in_row:
            raise broken(self.part, "ô nằm sai chỗ")
        self.cell = attributes
        self.text = self.formula = ""
        self.about = None
        self.pieces.clear()

    def end_cell(self) -> None:
        cell, self.cell = self.cell or PLAIN, None
        kind = cell.get("t", "")
        text = "".join(self.pieces) if kind == "inlineStr" and self.pieces else self.text
        column = self.cells.place(cell.get("r", ""))
        self.cells.store(column, int(cell.get("s", "0")), kind, self.about, self.formula, text)

    def start_formula(self, attributes: dict[str, str]) -> None:
        self.about = attributes

    def end_formula(self) -> None:
        self.formula = "".join(self.chunks)

    def end_value(self) -> None:
        self.text = "".join(self.chunks)

    def end_text(self) -> None:
        if not self.phonetic:
            self.pieces += self.chunks

    def start_phonetic(self, _: dict[str, str]) -> None:
        self.phonetic = True

    def end_phonetic(self) -> None:
        self.phonetic = False

    def end_ranges(self) -> None:
        """Newer drop-downs keep their ranges as text."""
        self.sheet.validated += "".join(self.chunks).split()

    def protection(self, attributes: dict[str, str]) -> None:
        self.sheet.protected = is_on(attributes.get("sheet"))

    def merge(self, attributes: dict[str, str]) -> None:
        self.sheet.merged.append(attributes.get("ref", ""))
        self.bounded(len(self.sheet.merged), MAX_MERGES, "vùng gộp ô")

    def validation(self, attributes: dict[str, str]) -> None:
        self.sheet.validations += 1
        self.sheet.validated += attributes.get("sqref", "").split()
        self.bounded(self.sheet.validations, MAX_VALIDATIONS, "vùng kiểm tra nhập liệu")

    def column_width(self, attributes: dict[str, str]) -> None:
        first, last = int(attributes.get("min", "0")), int(attributes.get("max", "0"))
        self.columns_told += max(last - first + 1, 1)
        if first < 1 or last > MAX_COLUMN or self.columns_told > MAX_COLUMN:
            raise broken(self.part, "độ rộng cột khai báo sai")
        if is_on(attributes.get("hidden")) or attributes.get("width") == "0":
            self.sheet.hidden_columns.update(range(first, last + 1))

    def bounded(self, count: int, limit: int, what: str, unit: str = "vùng") -> None:
        if count > limit:
            raise NotReadable(
                "TD-TEP-VUOT-GIOI-HAN",
                found=f"trang “{self.sheet.name}” có hơn {limit} {what}",
                allowed=f"{limit} {unit}",
            )


# not bound to a reader: it would hold itself, and all its cells until garbage is collected
STARTS: Mapping[str, Callable[[SheetReader, dict[str, str]], None]] = {
    "c": SheetReader.start_cell,
    "row": SheetReader.start_row,
    "f": SheetReader.start_formula,
    "rPh": SheetReader.start_phonetic,
    "sheetProtection": SheetReader.protection,
    "mergeCell": SheetReader.merge,
    "dataValidation": SheetReader.validation,
    "col": SheetReader.column_width,
}
ENDS: Mapping[str, Callable[[SheetReader], None]] = {
    "c": SheetReader.end_cell,
    "row": SheetReader.end_row,
    "f": SheetReader.end_formula,
    "v": SheetReader.end_value,
    "t": SheetReader.end_text,
    "rPh": SheetReader.end_phonetic,
    "sqref": SheetReader.end_ranges,
}
