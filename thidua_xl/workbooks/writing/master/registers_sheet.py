"""Drawing the members' registers together, with totals, and `Nhật ký`: every file seen."""

from datetime import date
from decimal import Decimal

from thidua_xl.book import column_letters
from thidua_xl.consolidation.master import Master
from thidua_xl.live.live_cell import Live
from thidua_xl.live.master_plan import FIRST_ROW
from thidua_xl.sheets import master_report as texts
from thidua_xl.sheets import master_words as said
from thidua_xl.sheets.layout import Content
from thidua_xl.submission import Raw, RegisterRow
from thidua_xl.text.vietnamese import fold
from thidua_xl.workbooks.writing.master.canvas import MOMENT, Canvas, Value

TOTAL_FILL = "#FCE4D6"


def draw_register(canvas: Canvas, master: Master) -> None:
    """One register of all members, then a row of totals."""
    canvas.headers()
    row = FIRST_ROW - 1
    for unit, result in master.results.items():
        for line in _rows(result.submission.registers, canvas.layout.name):
            row += 1
            canvas.keys[unit, _text(line.values.get(canvas.columns[1].key))] = row
            canvas.put(row, "unit", unit)
            for column in canvas.columns[1:]:
                _put(canvas, row, column.key, line.values.get(column.key))
            canvas.guess_height(row, ((c.key, _text(line.values.get(c.key))) for c in canvas.columns[1:]))
    _draw_totals(canvas, row)
    canvas.finish(row + 1, frozen=2, filters=False)


def _rows(registers: dict[str, tuple[RegisterRow, ...]], name: str) -> tuple[RegisterRow, ...]:
    return next((rows for key, rows in registers.items() if fold(key) == fold(name)), ())


def _text(value: Raw) -> str:
    return "" if value is None else str(value)


def _put(canvas: Canvas, row: int, key: str, value: Raw) -> None:
    """A member's cell as it was typed: text stays text, also in a column of numbers."""
    is_text = isinstance(value, str | bool)
    look = {"num_format": "@"} if is_text else {}
    if isinstance(value, Decimal) and canvas.columns[canvas.place(key)].content is Content.DATE:
        look = {"num_format": "General"}
    shown: Value = value if isinstance(value, Decimal | date) or value is None else str(value)
    canvas.put(row, key, shown, **look)


def _draw_totals(canvas: Canvas, last: int) -> None:
    row = last + 1
    look = {"bold": True, "bg_color": TOTAL_FILL}
    for column in canvas.columns:
        canvas.put(row, column.key, "", **look)
    canvas.put(row, "unit", texts.TOTAL, **look)
    first = canvas.columns[1]
    live = Live(f"COUNTA({_span(canvas, first.key, last)})", float(last - FIRST_ROW + 1))
    canvas.put(row, first.key, live if last >= FIRST_ROW else 0.0, num_format="0", align="left", **look)
    for column in canvas.columns:
        if column.content is Content.COUNT and last >= FIRST_ROW:
            total = _known_total(canvas, column.key)
            canvas.put(
                row, column.key, Live(f"SUM({_span(canvas, column.key, last)})", total), num_format="#,##0.##", **look
            )


def _span(canvas: Canvas, key: str, last: int) -> str:
    column = column_letters(canvas.place(key) + 1)
    return f"{column}${FIRST_ROW}:{column}${last}"


def _known_total(canvas: Canvas, key: str) -> float:
    """What SUM shows: the numbers written in the column so far."""
    place, found = canvas.place(key), 0.0
    for cells in canvas.sheet.table.values():
        cell = cells.get(place)
        found += getattr(cell, "number", 0.0) if type(cell).__name__ == "Number" else 0.0
    return found


def draw_log(canvas: Canvas, master: Master) -> None:
    """Every file seen, then those that are gone but were decided on."""
    canvas.headers()
    row = FIRST_ROW - 1
    seen = {file.sha256 for file in master.files}
    for row, file in enumerate(master.files, FIRST_ROW):
        canvas.keys[(file.sha256,)] = row
        use = file.use or master.head.use.get(file.sha256, "")
        values: dict[str, Value] = {
            "path": file.path, "sha256": file.sha256, "size": float(file.size), "unit": file.unit or "",
            "submission": None if file.submission is None else float(file.submission), "read_at": file.read_at,
            "status": said.STATUSES[str(file.status)], "reason": file.reason, "use": use,
        }  # fmt: skip
        for key, value in values.items():
            canvas.put(row, key, value, **({"num_format": MOMENT} if key == "read_at" else _small(key)))
        canvas.guess_height(row, ((key, values[key]) for key in ("path", "reason")))
    for sha256, use in master.head.use.items():
        if sha256 not in seen and use:
            row += 1
            canvas.keys[(sha256,)] = row
            kept: dict[str, Value] = {"sha256": sha256, "status": said.GONE, "use": use}
            for column in canvas.columns:
                canvas.put(row, column.key, kept.get(column.key), **_small(column.key))
    last = max(row, FIRST_ROW)
    canvas.open_range("use", FIRST_ROW, last)
    canvas.finish(last, frozen=1)


def _small(key: str) -> dict[str, object]:
    """A fingerprint is there to be compared, not read: one line, whatever does not fit is cut off."""
    if key == "size":
        return {"num_format": "#,##0"}
    return {"text_wrap": False, "font_size": 9} if key == "sha256" else {}
