"""Drawing `Thẩm định`: a row a unit and line, where the head types assessed results, points and reasons."""

from datetime import date
from decimal import Decimal

from thidua_xl.book import column_letters
from thidua_xl.consolidation.evidence_text import evidence_by_line
from thidua_xl.consolidation.head_work import Assessment, HeadWork
from thidua_xl.consolidation.keys import line_key
from thidua_xl.consolidation.master import Master
from thidua_xl.live import master_lines
from thidua_xl.live.master_plan import FIRST_ROW, MasterPlan
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.models import Criterion
from thidua_xl.rules import Inputs
from thidua_xl.rules.peers import Peers
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets import master_report as texts
from thidua_xl.sheets import master_words as said
from thidua_xl.sheets.layout import Column
from thidua_xl.text.vietnamese import fold
from thidua_xl.workbooks.writing.master.canvas import GREY, Canvas, Value
from thidua_xl.workbooks.writing.master.limits import limit_points

UNASSESSED, NOTHING_SAID = Assessment(), Inputs()


def columns(master: Master) -> tuple[Column, ...]:
    """The layout's columns; those of the assessors' scores and the units' answers are seen where there are any."""
    unseen = {key for key, any_of_it in (("combined", master.combined), ("reply", master.replies)) if not any_of_it}
    return tuple(
        Column(c.key, f"_{c.header}", c.content, c.owner, c.width) if c.key in unseen else c
        for c in sheets.ASSESSED.columns
    )


def draw_assessed(canvas: Canvas, plan: MasterPlan, master: Master) -> None:
    """The whole sheet."""
    canvas.headers()
    evidence: dict[str, str] = {}
    last = ""
    for row, unit, line in plan.lines:
        if unit != last:
            evidence, last = evidence_by_line(master.results[unit].submission), unit
        _draw_line(canvas, plan, master, (row, unit, line), evidence.get(fold(line.code), ""))
        canvas.sheet.drawn(row)
    for row, unit, code in plan.orphans:
        _draw_orphan(canvas, master.head, row, unit, code)
    canvas.open_range("reason", FIRST_ROW, plan.last_line)
    keep = texts.KEEP_COMBINED if master.combined else texts.KEEP
    limit_points(canvas, plan.last_line, ((row, line) for row, _, line in plan.lines), keep)
    _limit_results(canvas, plan)
    canvas.finish(plan.last_line, frozen=3)


def _draw_line(
    canvas: Canvas, plan: MasterPlan, master: Master, drawn: tuple[int, str, Criterion], evidence: str
) -> None:
    row, unit, line = drawn
    canvas.known_by(row, unit, line.code)
    result, card = master.results[unit], plan.cards[unit]
    typed = master.head.assessments.get((unit, line.code), UNASSESSED)
    found = card.lines[line.code]
    score = master_lines.recomputed(plan, unit, line)
    values: dict[str, Value] = {
        "unit": unit,
        "code": line.code,
        "text": line.text,
        "maximum": line.maximum,
        "score": found.score if score is None else score,
        "points": typed.points,
        "reason": typed.reason,
        "final": master_lines.final(plan, unit, line),
        "gap": master_lines.gap(plan, unit, line),
        "combined": plan.combined.get((unit, line.code)),
        "reply": master.replies.get(unit, {}).get(line_key(line.code), ""),
        "input": result.line_texts.get(line.code, ""),
        "assessed_input": typed.line_text,
        "drawn_result": typed.result,
        "drawn_points": typed.points,
    }
    unread = master.head.unread.get((sheets.ASSESSED.name, unit, line.code), {})
    for key, value in values.items():
        canvas.put(row, key, unread.get(key, value))
    canvas.put_own(row, "evidence", evidence)
    said_by_unit = claimed(plan.inputs[unit].get(line.code, NOTHING_SAID))
    canvas.put(row, "claimed", said_by_unit, num_format="dd/mm/yyyy" if isinstance(said_by_unit, date) else "General")
    is_peers = line.rule is not None and isinstance(line.rule.form, Peers)
    typed_result = unread.get("result", typed.result)
    look = {} if is_peers or typed_result is not None else {"bg_color": GREY, "locked": True}
    canvas.put(row, "result", typed_result, **look)
    canvas.guess_height(row, (("text", line.text), ("reason", typed.reason)))


def _draw_orphan(canvas: Canvas, head: HeadWork, row: int, unit: str, code: str) -> None:
    """A line that is no more, or whose unit has no usable file now: what the head typed stays."""
    canvas.known_by(row, unit, code)
    typed = head.assessments[unit, code]
    values: dict[str, Value] = {
        "unit": unit, "code": code, "result": typed.result, "points": typed.points, "reason": typed.reason,
        "assessed_input": typed.line_text, "drawn_result": typed.result, "drawn_points": typed.points,
    }  # fmt: skip
    values |= head.unread.get((sheets.ASSESSED.name, unit, code), {})
    for column in canvas.columns:
        canvas.put(row, column.key, values.get(column.key))


def claimed(given: Inputs) -> Decimal | str | date | None:
    """What the unit says, in one cell: its result, else its typed points, with target and number of times."""
    if given.not_arising:
        return said.NOT_ARISING
    main = given.result if given.result is not None else given.typed
    if given.target is None and given.times is None and (given.result is None or given.typed is None):
        return main
    pieces = [_said(main)]
    if given.target is not None:
        pieces.append(f"/ {_said(given.target)}")
    if given.times is not None:
        pieces.append(f"× {_said(given.times)}")
    if given.result is not None and given.typed is not None:
        pieces.append(f"; {_said(given.typed)}")
    return " ".join(pieces).replace(" ;", ";")


def _said(value: Decimal | str | date | None) -> str:
    if isinstance(value, Decimal):
        return vietnamese(value)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value or texts.UNKNOWN


# ---- what the head's cells take


def _limit_results(canvas: Canvas, plan: MasterPlan) -> None:
    place, column = canvas.place("result"), canvas.columns[canvas.place("result")]
    letters = column_letters(place + 1)
    for row, _, line in plan.lines:
        if line.rule is None or not isinstance(line.rule.form, Peers):
            continue
        canvas.sheet.unprotect_range(f"{letters}{row}", f"o_result_{row}")
        canvas.sheet.data_validation(
            row - 1, place, row - 1, place,
            {"validate": "decimal", "criteria": ">=", "value": 0, "input_title": column.header,
             "input_message": column.help[:255], "error_title": column.header, "error_message": texts.NOT_NEGATIVE},
        )  # fmt: skip
