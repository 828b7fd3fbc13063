"""Drawing the members' registers together, with totals, and `Nhật ký`: every file seen."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from thidua_xl.book import column_letters
from thidua_xl.consolidation.master import Master
from thidua_xl.live.live_cell import Live
from thidua_xl.live.master_plan import FIRST_ROW
from thidua_xl.member.texts import number
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets import master_report as texts
from thidua_xl.sheets import master_words as said
from thidua_xl.sheets.layout import Column, Content
from thidua_xl.submission import Raw, RegisterRow
from thidua_xl.text.numbers import Kind
from thidua_xl.text.vietnamese import clean, fold
from thidua_xl.workbooks.writing.master.canvas import MOMENT, Canvas, Value

TOTAL_FILL, PART_FILL = "#FCE4D6", "#FDF2EA"
KINDS = {sheets.MOVEMENTS.name: "level", sheets.MODELS.name: "kind", sheets.HONOURS.name: "award"}

Drawn = list[dict[str, Value]]  # the rows by column key, as they stand in the sheet


def draw_register(canvas: Canvas, master: Master) -> None:
    """One register of all members; below it how many there are in all, by unit and by kind."""
    canvas.headers()
    drawn: Drawn = []
    for unit, result in master.results.items():
        for line in _rows(result.submission.registers, canvas.layout.name):
            row = FIRST_ROW + len(drawn)
            canvas.known_by(row, unit, _text(line.values.get(canvas.columns[1].key)))
            values = {c.key: _shown(canvas, c, line.values.get(c.key)) for c in canvas.columns[1:]}
            drawn.append({"unit": unit, **values})
            for column in canvas.columns:
                _put(canvas, row, column, drawn[-1][column.key])
            canvas.guess_height(row, ((c.key, _text(line.values.get(c.key))) for c in canvas.columns[1:]))
    canvas.finish(_draw_totals(canvas, drawn), frozen=2, filters=False)


def _rows(registers: Mapping[str, Sequence[RegisterRow]], name: str) -> Sequence[RegisterRow]:
    return next((rows for key, rows in registers.items() if fold(key) == fold(name)), ())


def _text(value: Raw) -> str:
    return "" if value is None else str(value)


def _shown(canvas: Canvas, column: Column, value: Raw) -> Value:
    """A member's cell as it was typed; a text that can only be one count is that number, for the totals."""
    if column.content is Content.COUNT and isinstance(value, str):
        read = number(value, column.header, Kind.COUNT).value
        return read if isinstance(read, Decimal) and read.is_finite() else value
    if isinstance(value, str) and column.key == KINDS[canvas.layout.name]:
        return clean(value)  # counted by its words
    return value if isinstance(value, Decimal | date) or value is None else str(value)


def _put(canvas: Canvas, row: int, column: Column, value: Value) -> None:
    look = {"num_format": "@"} if isinstance(value, str) else {}
    if isinstance(value, Decimal) and column.content is Content.DATE:
        look = {"num_format": "General"}
    canvas.put(row, column.key, value, **look)


def _draw_totals(canvas: Canvas, drawn: Drawn) -> int:
    """All together, then by unit and by kind; returns the last row drawn."""
    row = FIRST_ROW + len(drawn)
    _draw_total(canvas, row, drawn, drawn)
    for key in ("unit", KINDS[canvas.layout.name]):
        alike: dict[str, Drawn] = {}
        for values in reversed(drawn):
            if values[key]:
                alike.setdefault(fold(str(values[key])), []).append(values)
        for mine in reversed(alike.values()):
            row += 1
            _draw_total(canvas, row, drawn, mine, key)
    return row


def _draw_total(canvas: Canvas, row: int, drawn: Drawn, mine: Drawn, key: str = "") -> None:
    """How many rows there are, and the sum of each count: of all, or of ``mine``, those of one word in column ``key``.

    Where ``key`` is given, ``mine`` are from the last to the first.
    """
    word = str(mine[-1][key]) if key else ""
    look = {"bold": not key, "bg_color": PART_FILL if key else TOTAL_FILL}
    said_here = {key: word, "unit": f"{texts.TOTAL} {word}" if key == "unit" else texts.TOTAL}
    counted = canvas.columns[1].key
    last = FIRST_ROW + len(drawn) - 1
    which = f"--({_span(canvas, key, last)}={_word_cell(canvas, row, key, word)})," if key else ""
    for column in canvas.columns:
        span = _span(canvas, column.key, last)
        if column.key in said_here or not drawn:
            canvas.put(row, column.key, said_here.get(column.key, ""), **look)
        elif column.key == counted:
            live = Live(f"SUMPRODUCT({which}--(LEN({span})>0))", float(sum(bool(v[counted]) for v in mine)))
            canvas.put(row, column.key, live, num_format="0", align="left", **look)
        elif column.content is Content.COUNT:
            total = sum((v for values in mine if isinstance(v := values[column.key], Decimal)), Decimal(0))
            live = Live(f"SUMPRODUCT({which}{span})", float(total))
            canvas.put(row, column.key, live, num_format="#,##0.##", **look)
        else:
            canvas.put(row, column.key, "", **look)


def _word_cell(canvas: Canvas, row: int, key: str, word: str) -> str:
    """A unit's code is a few letters; any other word is the one that stands in the row."""
    return f'"{word}"' if key == "unit" else f"${column_letters(canvas.place(key) + 1)}{row}"


def _span(canvas: Canvas, key: str, last: int) -> str:
    column = column_letters(canvas.place(key) + 1) if key else "A"
    return f"${column}${FIRST_ROW}:${column}${last}"


def draw_log(canvas: Canvas, master: Master) -> None:
    """Every file seen, then those that are gone but were decided on."""
    canvas.headers()
    row = FIRST_ROW - 1
    seen = {file.sha256 for file in master.files}
    for row, file in enumerate(master.files, FIRST_ROW):
        canvas.known_by(row, file.sha256)
        use = file.use or master.head.use.get(file.sha256, "")
        values: dict[str, Value] = {
            "path": file.path, "sha256": file.sha256, "size": float(file.size), "unit": file.unit or "",
            "submission": None if file.submission is None else float(file.submission), "read_at": file.read_at,
            "status": said.STATUSES[str(file.status)], "reason": file.reason, "use": use,
        }  # fmt: skip
        for key, value in values.items():
            canvas.put(row, key, value, **({"num_format": MOMENT} if key == "read_at" else _small(key)))
        canvas.guess_height(row, ((key, values[key]) for key in ("path", "reason")))
        canvas.sheet.drawn(row)
    for sha256, use in master.head.use.items():
        if sha256 not in seen and use:
            row += 1
            canvas.known_by(row, sha256)
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
