"""Drawing `Chấm chéo`: each assessor's points for each line, combined, how far apart they are and why."""

from decimal import Decimal

from thidua_xl.consolidation.crossing import Crossing, Vote
from thidua_xl.consolidation.master import Master
from thidua_xl.live.live_cell import Live, shown
from thidua_xl.live.master_plan import MasterPlan
from thidua_xl.rulebook.models import Criterion
from thidua_xl.sheets import assessor as sheets
from thidua_xl.sheets.layout import Column, Content, Owner
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.master.canvas import Canvas, Value

OWN, AGREED = "#D0D0D0", style.QUIET


def columns(master: Master) -> tuple[Column, ...]:
    """The layout's columns, with one for each assessor after the self-score."""
    assert master.crossing is not None
    votes = tuple(
        Column(f"vote {who}", who, Content.POINTS, Owner.COMPUTED, sheets.VOTE_WIDTH)
        for who in master.crossing.assessors
    )
    first = next(n for n, column in enumerate(sheets.CROSSING.columns) if column.key == "count")
    return (*sheets.CROSSING.columns[:first], *votes, *sheets.CROSSING.columns[first:])


def draw_crossing(canvas: Canvas, plan: MasterPlan, master: Master) -> None:
    """The whole sheet: the same rows as `Thẩm định`."""
    assert master.crossing is not None
    canvas.headers()
    for row, unit, line in plan.lines:
        _draw_line(canvas, plan, master.crossing, row, unit, line)
    canvas.finish(plan.last_line, frozen=3)


def _draw_line(canvas: Canvas, plan: MasterPlan, crossing: Crossing, row: int, unit: str, line: Criterion) -> None:
    canvas.known_by(row, unit, line.code)
    votes, far = crossing.votes.get((unit, line.code), {}), crossing.far_off.get((unit, line.code), [])
    points = [vote.points for vote in votes.values()]
    score, final = (plan.line_cell(key, row) for key in ("score", "final"))
    found = plan.cards[unit].lines[line.code]
    values: dict[str, Value] = {
        "unit": unit, "code": line.code, "text": line.text, "maximum": line.maximum,
        "score": Live(f'IF(ISNUMBER({score}),{score},"")', shown(found.score)),
        "count": Decimal(len(points)), "combined": crossing.combined.get((unit, line.code)),
        "least": min(points, default=None), "most": max(points, default=None),
        "spread": max(points) - min(points) if points else None,
        "final": Live(f'IF(ISNUMBER({final}),{final},"")', shown(found.final)),
        "doubt": sheets.FAR_OFF.format(who=", ".join(far)) if far else "",
        "reasons": "\n".join(
            sheets.BECAUSE.format(who=who, reason=vote.reason) for who, vote in votes.items() if vote.reason
        ),
    }  # fmt: skip
    for key, value in values.items():
        canvas.put(row, key, value, **({"bold": True} if key == "combined" else {}))
    for who in crossing.assessors:
        vote = votes.get(who)
        canvas.put(row, f"vote {who}", vote.points if vote else None, **_look(vote, own=who == unit, far=who in far))
    canvas.guess_height(row, ((key, values[key]) for key in ("text", "doubt", "reasons")))


def _look(vote: Vote | None, *, own: bool, far: bool) -> dict[str, object]:
    """A unit's own lines are shut; a vote far off is red, one by agreement quiet."""
    if own:
        return {"bg_color": OWN}
    if far:
        return {"bg_color": style.MISTAKE, "bold": True}
    return {"italic": True, "font_color": AGREED} if vote and vote.agreed else {}
