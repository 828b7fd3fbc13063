"""Decisions in Word drawn inside tests, as offices lay them out: merged cells, bullets, broken tables."""

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as WordFile
from docx.table import Table as WordTable

from thidua_xl.word.document import read_document
from thidua_xl.word.draft import Draft, draft_of

CASES = Path(__file__).parent / "cases"
HEADER = ("STT", "Nội dung, tiêu chí", "Điểm tối đa")
Rows = Sequence[Sequence[str]]


def table_in(file: WordFile, rows: Rows, header: Sequence[str] = HEADER) -> WordTable:
    """A table of texts under its header ("" = no header); ``^`` merges a cell with the one above it."""
    table = file.add_table(0, len(rows[0]))
    for texts in (header, *rows) if header else rows:
        cells = table.add_row().cells
        for place, text in enumerate(texts):
            if text == "^":
                cells[place].merge(table.cell(len(table.rows) - 2, place))
            else:
                cells[place].text = text
    return table


def drafted(file: WordFile, wanted: Sequence[int] = ()) -> Draft:
    """What is read from a document, by way of its file."""
    draft = draft_of(read_document(bytes_of(file)), wanted)
    assert draft is not None
    return draft


def bytes_of(file: WordFile) -> bytes:
    """The document as a file."""
    target = BytesIO()
    file.save(target)
    return target.getvalue()


def draft_from(rows: Rows, header: Sequence[str] = HEADER) -> Draft:
    """The draft of one table."""
    file = docx.Document()
    table_in(file, rows, header)
    return drafted(file)


def codes_and_maxima(draft: Draft) -> dict[str, str]:
    """The lines of the draft: code to maximum."""
    return {row["Mã"]: row["Điểm tối đa"] for row in named(draft, "Tiêu chí") if row["Mã"]}


def named(draft: Draft, sheet: str) -> list[dict[str, str]]:
    """The rows of a sheet of the draft by header."""
    header, *rows = draft.tables[sheet]
    return [dict(zip(header, row, strict=True)) for row in rows]


def traced(draft: Draft) -> list[dict[str, str]]:
    """The rows of `_Từ Word` by header."""
    header, *rows = draft.trace
    return [dict(zip(header, row, strict=True)) for row in rows]


def case(name: str) -> dict[str, object]:
    """A real score table, as figures."""
    found: dict[str, object] = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return found
