"""Drawing the conditions over years, which people edit, and each unit's unbroken runs."""

from collections.abc import Sequence
from typing import Any

from thidua_xl.live.master_plan import FIRST_ROW
from thidua_xl.sheets import history as sheets
from thidua_xl.sheets.layout import Column, Content, Layout, Owner
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.master.canvas import Canvas
from thidua_xl.workbooks.writing.years.history_desk import HistoryDesk
from thidua_xl.years.history import Condition, History, Lineage, Streak, values_seen

SPARE = 10
GOOD = "#E2EFDA"
C, O = Content, Owner  # noqa: E741 - short names keep the table readable


def draw_conditions(canvas: Canvas, found: History, conditions: Sequence[Condition]) -> None:
    """`Điều kiện liên tục`: open rows, and who meets each."""
    canvas.headers()
    row = FIRST_ROW - 1
    for row, condition in enumerate(conditions, FIRST_ROW):
        units = [unit for unit in found.units if not unit.gone]
        reached = [unit.code for unit in units if found.streak(unit, condition.holds).count >= condition.years]
        values: dict[str, str | float] = {
            "text": condition.text,
            "subject": condition.subject,
            "values": "; ".join(condition.values),
            "years": float(condition.years),
            "units": ", ".join(reached),
        }
        for column in canvas.columns:
            canvas.put(row, column.key, values[column.key])
        canvas.guess_height(row, ((key, values[key]) for key in ("text", "values", "units")))
    last = row + SPARE
    for spare in range(row + 1, last + 1):
        for column in canvas.columns:
            canvas.put(spare, column.key, None)
    for key in ("text", "subject", "values", "years"):
        canvas.open_range(key, FIRST_ROW, last)
    canvas.finish(last, filters=False)


def draw_streaks(book: HistoryDesk, conditions: Sequence[Condition]) -> None:
    """`Kết quả liên tục`: units against the conditions, and under it the present run of every title and class."""
    found = book.found
    seen = _everything(found)
    width = max(len(conditions), len(seen), 1)
    columns = (
        Column("unit", sheets.UNIT, C.CODE, O.COMPUTED, 10),
        Column("name", sheets.NAME, C.TEXT, O.COMPUTED, 36),
        *(Column(f"c {n}", "", C.TEXT, O.COMPUTED, 27) for n in range(width)),
    )
    gaps = " ".join(sheets.GAP.format(before=a.name, after=b.name) for a, b in found.gaps)
    canvas = book.canvas(Layout(sheets.STREAKS, columns, (), gaps or sheets.CONDITIONS.purpose), columns)
    for place, column in enumerate(columns):
        canvas.sheet.set_column(place, place, column.width)
    row = _block(canvas, found, sheets.BY_CONDITION, conditions, FIRST_ROW - 2, reach=True)
    year = found.periods[found.years[-1]].name if found.years else "–"
    row = _block(canvas, found, sheets.BY_VALUE.format(year=year), seen, row + 2, reach=False)
    canvas.finish(row, frozen=2, filters=False)
    canvas.sheet.freeze_panes(0, 2)


def _everything(found: History) -> list[Condition]:
    """First place, every title and every class met in some year, as conditions of one year."""
    titles = values_seen(found, lambda place: place.titles)
    classes = values_seen(found, lambda place: [place.class_name] if place.class_name else [])
    return [
        Condition(sheets.FIRST_PLACE, sheets.RANK, ("1",), 1),
        *(Condition(title, sheets.AWARD, (title,), 1) for title in titles),
        *(Condition(name, sheets.CLASS, (name,), 1) for name in classes),
    ]


def _block(
    canvas: Canvas, found: History, title: str, conditions: Sequence[Condition], row: int, *, reach: bool
) -> int:
    """A titled table from ``row`` on; the last row of it."""
    formats, sheet = canvas.studio.formats, canvas.sheet
    sheet.write_string(row - 1, 0, title, formats.of(bold=True, font_size=14, font_color="#1F3864"))
    header = formats.header(canvas.size, style.HEADER)
    headers = [sheets.UNIT, sheets.NAME, *(condition.text for condition in conditions)]
    for place, words_said in enumerate(headers):
        sheet.write_string(row, place, words_said, header)
    most = max(style.lines(text, canvas.columns[place].width - 1, canvas.size) for place, text in enumerate(headers))
    sheet.set_row(row, style.height(most, canvas.size) + 6)
    row += 1
    for unit in (unit for unit in found.units if not unit.gone):
        row += 1
        canvas.put(row, "unit", unit.code)
        canvas.put(row, "name", unit.name)
        texts: list[tuple[str, object]] = [("name", unit.name)]
        for number, condition in enumerate(conditions):
            said, look = _cell(found, unit, condition, reach=reach)
            canvas.put(row, f"c {number}", said, **look)
            texts.append((f"c {number}", said))
        canvas.guess_height(row, texts)
    return row


def _cell(found: History, unit: Lineage, condition: Condition, *, reach: bool) -> tuple[str, dict[str, Any]]:
    streak = found.streak(unit, condition.holds)
    if not streak.count:
        return "", {}
    enough = streak.count >= condition.years
    said = said_streak(streak)
    if reach and enough:
        said = f"{sheets.REACHED}: {said}"
    return said, {"bold": True, "bg_color": GOOD} if reach and enough else {}


def said_streak(streak: Streak) -> str:
    """``3 năm (Năm 2024 – Năm 2026); còn tạm tính``."""
    if streak.count == 1:
        said = f"{sheets.STREAK.format(count=1)} ({streak.last})"
    else:
        said = sheets.STREAK_SPAN.format(count=streak.count, first=streak.first, last=streak.last)
    return "; ".join([said, *(sheets.STREAK_NOTES[doubt] for doubt in streak.doubts)])
