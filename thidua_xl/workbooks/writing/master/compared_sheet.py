"""Drawing `So với kỳ trước`: points, ranks and classes then and now; what is now moves live."""

from thidua_xl.book import column_letters
from thidua_xl.consolidation.master import Master
from thidua_xl.live.live_cell import Live, Shown
from thidua_xl.live.master_plan import FIRST_ROW, MasterPlan
from thidua_xl.masters.movement import Movement, movements
from thidua_xl.points import rounded
from thidua_xl.rules.formulas import text
from thidua_xl.sheets import past_words as said
from thidua_xl.workbooks.writing.master.canvas import Canvas, Value
from thidua_xl.workbooks.writing.master.work_cells import WorkCells

SIGNED = "+{0};-{0};0"


def draw_compared(canvas: Canvas, plan: MasterPlan, master: Master, cells: WorkCells) -> None:
    """The whole sheet: a row an earlier period and unit."""
    canvas.headers()
    row = FIRST_ROW - 1
    for row, moved in enumerate(movements(master.rulebook, master.previous), FIRST_ROW):
        canvas.known_by(row, moved.past.rulebook.period, moved.unit.code)
        values = _then(moved) | _now(canvas, plan, cells, moved, row)
        for column in canvas.columns:
            look = {"num_format": SIGNED.format(canvas.points_format)} if column.key == "points_moved" else {}
            canvas.put(row, column.key, values.get(column.key), **look)
        canvas.guess_height(row, ((key, values.get(key)) for key in ("period", "name", "then_class", "note")))
    canvas.finish(row, frozen=3)


def _then(moved: Movement) -> dict[str, Value]:
    then = moved.then
    return {
        "period": moved.past.rulebook.period,
        "unit": moved.unit.code,
        "name": moved.unit.name,
        "then_total": then.total if then else None,
        "then_rank": float(then.rank) if then and then.rank else None,
        "then_class": then.class_name if then else "",
        "note": moved.note,
    }


def _now(canvas: Canvas, plan: MasterPlan, cells: WorkCells, moved: Movement, row: int) -> dict[str, Value]:
    own, unit = cells[moved.unit.code], moved.unit.code
    if unit not in plan.cards:
        return {}
    at = {key: f"${column_letters(canvas.place(key) + 1)}{row}" for key in ("then_total", "then_rank", "total", "rank")}
    eligible, rank = own["eligible"] == 1.0, own["rank"]
    found: dict[str, Value] = {
        "total": Live(plan.work("total", unit), own["total"]),
        "rank": Live(f'IF({plan.work("eligible", unit)}=1,{plan.work("rank", unit)},"")', rank if eligible else ""),
        "class": Live(plan.work("class", unit), own["class"]),
    }
    then = moved.then
    if then is None:
        return found
    if moved.same_scale:
        both = f"AND(ISNUMBER({at['total']}),ISNUMBER({at['then_total']}))"
        now = own["total"]
        shown: Shown = ""
        if isinstance(now, float) and then.total is not None:
            shown = float(rounded(plan.cards[unit].totals.total - then.total, canvas.digits))  # type: ignore[union-attr]
        difference = f"ROUND({at['total']}-{at['then_total']},{canvas.digits})"
        found["points_moved"] = Live(f'IF({both},{difference},"")', shown)
    both = f"AND(ISNUMBER({at['rank']}),ISNUMBER({at['then_rank']}))"
    up, down = f"{at['then_rank']}-{at['rank']}", f"{at['rank']}-{at['then_rank']}"
    ways = f"IF({up}>0,{text(said.UP)}&({up}),IF({down}>0,{text(said.DOWN)}&({down}),{text(said.SAME)}))"
    now_rank = int(float(rank)) if eligible else None
    found["rank_moved"] = Live(f'IF({both},{ways},"")', said_move(then.rank, now_rank))
    return found


def said_move(then: int | None, now: int | None) -> str:
    """``lên 2``, ``xuống 1``, ``giữ nguyên``; "" where one of the ranks is not there."""
    if then is None or now is None:
        return ""
    if then == now:
        return said.SAME
    return f"{said.UP}{then - now}" if then > now else f"{said.DOWN}{now - then}"
