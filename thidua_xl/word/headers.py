"""Which tables of a document hold criteria, and what each of their columns holds, told by their headers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from thidua_xl.text.vietnamese import fold
from thidua_xl.word.document import Row, Table
from thidua_xl.word.marks import decimal_of

HEADER_ROWS = 6  # a header begins in one of the first rows
NUMBER = re.compile(r"(?:số )?(?:stt|tt|số thứ tự|thứ tự|mục|ký hiệu|mã)(?: mục| tiêu chí)?")
# what a header must hold to be of a role, the strongest first; a header that is of none is kept as "rest"
ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "other points",
        re.compile(r"tự chấm|tự đánh giá|thẩm định|điểm đạt|điểm chấm|kết quả|điểm trừ|điểm thưởng|điểm cộng"),
    ),
    ("maximum", re.compile(r"điểm (?:số )?tối đa|tối đa")),
    ("maximum", re.compile(r"điểm chuẩn|mức điểm|số điểm|biểu điểm|khung điểm")),
    ("scale", re.compile(r"thang điểm")),
    ("plain points", re.compile(r"điểm")),
    ("evidence", re.compile(r"minh chứng|kiểm chứng|tài liệu")),
    ("how", re.compile(r"cách (?:chấm|tính)|phương pháp|hướng dẫn|quy định|tiêu chuẩn|ghi chú|yêu cầu")),
    ("measured_in", re.compile(r"đơn vị tính|đvt")),
    ("in_charge", re.compile(r"phụ trách|tham mưu|chủ trì|theo dõi|đầu mối")),
    ("authority", re.compile(r"căn cứ")),
    ("text", re.compile(r"nội dung|tiêu chí|nhiệm vụ|chỉ tiêu|danh mục|công việc")),
)  # fmt: skip
STRENGTH = {"maximum": 3, "scale": 2, "plain points": 1}


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns are: grid columns by role; ``rows`` are the numbers of the header's own rows."""

    places: dict[str, int]
    texts: tuple[tuple[int, str], ...]
    rows: frozenset[int]
    width: int

    def said(self, column: int) -> str:
        """The header of a column."""
        return dict(self.texts).get(column, "")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A table taken, with its header, or that of the table it goes on from."""

    table: Table
    header: Header


def chosen_tables(tables: Sequence[Table], wanted: Sequence[int] = ()) -> list[Chosen]:
    """The tables with a header of criteria and points in them, or those ``wanted``; and their further parts."""
    found: list[Chosen] = []
    for table in tables:
        if wanted and table.number not in wanted:
            continue
        header = header_of(table)
        before = found[-1] if found else None
        if header is not None:
            if wanted or _has_points(table, header):
                found.append(Chosen(table, header))
        elif before and table.width == before.table.width and table.number == before.table.number + 1:
            # a table broken in two: as wide as the one before it, without a header of its own
            header = Header(before.header.places, before.header.texts, frozenset(), table.width)
            found += [Chosen(table, header)] if _has_points(table, header) else []
    return found


def _has_points(table: Table, header: Header) -> bool:
    column = header.places["maximum"]
    cells = (row.at(column) for row in table.rows if row.number not in header.rows)
    return any(cell and any(sign.isdigit() for sign in cell.text) for cell in cells)


def header_of(table: Table) -> Header | None:
    """The header of a table, of one row or two; None where no row names a text and points."""
    for place, row in enumerate(table.rows[:HEADER_ROWS]):
        for height in (2, 1):
            rows = table.rows[place : place + height]
            if len(rows) < height or (height == 2 and not _is_under(rows[1], row)):
                continue
            texts = tuple((column, _words(rows, column)) for column in range(table.width))
            places = _places(texts)
            if "text" in places and "maximum" in places:
                return Header(places, texts, frozenset(row.number for row in rows), table.width)
    return None


def _is_under(row: Row, above: Row) -> bool:
    """Is this the second row of a header: the long way cells of the first go on in it?"""
    return any(cell.continued for cell in row.cells) and bool(row.cells) and len(above.cells) <= len(row.cells)


def _words(rows: Sequence[Row], column: int) -> str:
    texts: list[str] = []
    for row in rows:
        cell = row.at(column)
        if cell and cell.text and cell.text not in texts:
            texts.append(cell.text)
    return fold(" ".join(texts))


def _places(texts: Sequence[tuple[int, str]]) -> dict[str, int]:
    places: dict[str, int] = {}
    best = 0
    for column, text in texts:
        if not text or decimal_of(text) is not None:
            continue
        if NUMBER.fullmatch(text):
            places.setdefault("number", column)
            continue
        role = next((role for role, pattern in ROLES if pattern.search(text)), "")
        if role in STRENGTH:
            if STRENGTH[role] > best:
                if best == STRENGTH["scale"]:
                    places["how"] = places["maximum"]
                places["maximum"], best = column, STRENGTH[role]
            elif role == "scale":
                places.setdefault("how", column)
        elif role == "other points" and re.search("tối đa", text) and best < STRENGTH["maximum"]:
            places["maximum"], best = column, STRENGTH["maximum"]
        elif role and role != "other points":
            places.setdefault(role, column)
    return places


def is_repeated(row: Row, header: Header) -> bool:
    """Is this the header once more, at the top of a page, or the numbers of its columns ``(1) (2) (3)``?"""
    texts = [fold(cell.text) for cell in row.cells if cell.text]
    known = {text for _, text in header.texts}
    if texts and all(any(text and text in one for one in known) for text in texts) and len(texts) > 1:
        return True
    counted = [text.strip("() ") for text in texts]
    return len(counted) > 2 and counted == [str(n) for n in range(1, len(counted) + 1)]
