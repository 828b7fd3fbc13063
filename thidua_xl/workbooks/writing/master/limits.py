"""What the cells of points take: within the bounds of their line and on its step."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from thidua_xl.book import column_letters
from thidua_xl.live.master_plan import FIRST_ROW
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.models import Criterion
from thidua_xl.rules.inputs import Bounds
from thidua_xl.rules.typed import within
from thidua_xl.sheets import master_report as texts
from thidua_xl.workbooks.writing.master.canvas import Canvas

MOST = 10**9


def limit_points(canvas: Canvas, last_row: int, lines: Iterable[tuple[int, Criterion]], keep: str) -> None:
    """Open the column `points`; lines of the same bounds and step share one validation. ``keep``: what blank means."""
    place = canvas.place("points")
    letters, header = column_letters(place + 1), canvas.columns[place].header
    canvas.sheet.unprotect_range(f"{letters}{FIRST_ROW}:{letters}{last_row}", "o_points")
    alike: dict[tuple[Bounds, Decimal | None], list[int]] = {}
    for row, line in lines:
        assert line.rule is not None
        alike.setdefault((line.rule.bounds(), line.rule.step()), []).append(row)
    for (bounds, step), rows in alike.items():
        said = _refusal(bounds, step)
        options = {**_limit(f"{letters}{rows[0]}", bounds, step), "ignore_blank": True, "error_title": header}
        options |= {"error_message": said, "input_title": header, "input_message": said + keep}
        options["multi_range"] = _ranges(rows, letters)  # relative references count from its first cell
        canvas.sheet.data_validation(rows[0] - 1, place, rows[0] - 1, place, options)


def _ranges(rows: Sequence[int], letters: str) -> str:
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return " ".join(f"{letters}{a}" if a == b else f"{letters}{a}:{letters}{b}" for a, b in spans)


def _limit(cell: str, bounds: Bounds, step: Decimal | None) -> dict[str, object]:
    if step is not None:
        tests = ",".join([f"ISNUMBER({cell})", *within(cell, bounds, step)])
        return {"validate": "custom", "value": f"=AND({tests})"}
    low = float(bounds.low) if bounds.low is not None else -MOST
    high = float(bounds.high) if bounds.high is not None else MOST
    return {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}


def _refusal(bounds: Bounds, step: Decimal | None) -> str:
    low = "" if bounds.low is None else texts.FROM.format(low=vietnamese(bounds.low))
    high = "" if bounds.high is None else texts.UPTO.format(high=vietnamese(bounds.high))
    by = "" if step is None else texts.BY_STEP.format(step=vietnamese(step))
    limits = f"{low}{high}{by}"
    return texts.POINTS_WITHIN.format(limits=limits) if limits else texts.ANY_POINTS
