"""The sheet `Danh hiệu`, and the tie metrics of `Ưu tiên khi bằng điểm`: what they name must be there."""

from collections.abc import Iterable

from thidua_xl.points import vietnamese
from thidua_xl.rulebook.info_sheet import Info
from thidua_xl.rulebook.models import Award, Figure, Metric, Unit
from thidua_xl.rulebook.other_sheets import whole
from thidua_xl.sheets import words
from thidua_xl.sheets.desk import Desk, meant
from thidua_xl.sheets.rulebook import AWARDS
from thidua_xl.sheets.table import Row, Table, text_in
from thidua_xl.text.numbers import Kind
from thidua_xl.text.vietnamese import clean, fold

HUNDRED = 100
PERCENTS = ("vote", "quorum")


def read_awards(desk: Desk, table: Table, units: tuple[Unit, ...], classes: Iterable[str]) -> list[tuple[Award, Row]]:
    """The awards, with their rows, in the order of `Thứ tự` (blank = row order)."""
    rows, classes = list(table.rows()), tuple(classes)
    names = {fold(name): name for row in rows if (name := text_in(row.cells.get("name")))}
    grouped = any(unit.group for unit in units)
    awards = [
        (award, row)
        for place, row in enumerate(rows, 1)
        if (award := _award(desk, row, place, names, classes, grouped))
    ]
    return sorted(awards, key=lambda found: found[0].order)


def _award(
    desk: Desk, row: Row, place: int, names: dict[str, str], classes: tuple[str, ...], grouped: bool
) -> Award | None:
    column = AWARDS.column
    name = desk.text(row, column("name"))
    if not name:
        desk.report("TD-THIEU-TEN", row, "name", ma="")
        return None
    order = whole(desk, row, column("order"))
    quota = desk.amount(row, column("quota"), Kind.COUNT)
    if quota and (quota[0] < 0 or (not quota[1] and quota[0] != quota[0].to_integral_value())):
        desk.report("TD-KHONG-PHAI-SO-NGUYEN", row, "quota", cot="Số lượng", ghi=vietnamese(quota[0]))
        quota = None
    percents = {key: desk.number(row, column(key), Kind.PERCENT) for key in PERCENTS}
    for key, percent in percents.items():
        if percent is not None and not 0 <= percent <= HUNDRED:
            facts = {"cot": column(key).header, "ghi": vietnamese(percent)}
            desk.report("TD-TY-LE-NGOAI-100", row, key, **facts)
    return Award(
        order=place if order is None else order,
        name=name,
        form=desk.text(row, column("form")),
        quota=quota[0] if quota else None,
        quota_percent=bool(quota and quota[1]),
        quota_of=_named(desk, row, "quota_of", {**_bases(), **names}) or words.RANKED_UNITS,
        quota_rounding=desk.word(row, column("quota_rounding"), words.DOWN),
        scope=desk.word(row, column("scope"), words.PER_GROUP if grouped else words.WHOLE_BLOC),
        least_points=desk.number(row, column("least_points"), Kind.POINTS),
        least_class=_named(desk, row, "least_class", {fold(name): name for name in classes}),
        last_rank=whole(desk, row, column("last_rank")),
        vote_of=desk.word(row, column("vote_of"), words.MEMBERS),
        strictly=desk.word(row, column("strictly"), words.NO) == words.YES,
        not_with=_not_with(desk, row, names),
        authority=desk.text(row, column("authority")),
        vote=percents["vote"],
        quorum=percents["quorum"],
        in_force=desk.day(row, column("in_force")),
        until=desk.day(row, column("until")),
    )


def _bases() -> dict[str, str]:
    return {fold(base): base for base in (words.RANKED_UNITS, words.ALL_UNITS)}


def _named(desk: Desk, row: Row, key: str, known: dict[str, str]) -> str:
    """A name of a known thing in its own spelling, "" where blank or unknown (reported)."""
    written = desk.text(row, AWARDS.column(key))
    if not written:
        return ""
    found = known.get(fold(written))
    if found is None:
        facts = {"cot": AWARDS.column(key).header, "ghi": written, "duoc": "; ".join(known.values())}
        desk.report("TD-TU-KHONG-CO", row, key, **facts, y=meant(written, known.values()))
    return found or ""


def _not_with(desk: Desk, row: Row, names: dict[str, str]) -> tuple[str, ...] | None:
    """None = the default (only the award of the smallest order); () = goes with every other."""
    written = desk.text(row, AWARDS.column("not_with"))
    if not written:
        return None
    if fold(written) == fold(words.NO):
        return ()
    found: list[str] = []
    for piece in (clean(piece) for piece in written.split(";")):
        if piece and fold(piece) not in names:
            facts = {"ghi": piece, "loai": "danh hiệu", "y": meant(piece, names.values())}
            desk.report("TD-MA-KHONG-CO", row, "not_with", **facts)
        elif piece:
            found.append(names[fold(piece)])
    return tuple(found)


SIMPLE_METRICS = (words.METRIC_MAIN, words.METRIC_BONUS, words.METRIC_FEW_DEDUCTIONS)
CODE_METRICS = (words.METRIC_SECTION, words.METRIC_CRITERION, words.METRIC_FIGURE)


def read_precedence(desk: Desk, info: Info, criteria: Iterable[str], figures: Iterable[Figure]) -> tuple[Metric, ...]:
    """The tie metrics in order; the codes they name (``criteria``: those of the table) in their own spelling."""
    written = info.texts.get("precedence", "")
    codes = {fold(code): code for code in criteria}
    named = {
        words.METRIC_SECTION: {key: code for key, code in codes.items() if "." not in code},
        words.METRIC_CRITERION: codes,
        words.METRIC_FIGURE: {fold(figure.code): figure.code for figure in figures},
    }
    metrics: list[Metric] = []
    for piece in (clean(piece) for piece in written.split(";")):
        metric = _metric(piece, named) if piece else None
        if metric:
            metrics.append(metric)
        elif piece:
            allowed = [f"{kind} ‹mã›" for kind in CODE_METRICS] + list(SIMPLE_METRICS)
            near = meant(piece, [*SIMPLE_METRICS, *_spelled(named)])
            facts = {"cot": "Ưu tiên khi bằng điểm", "ghi": piece, "duoc": "; ".join(allowed), "y": near}
            desk.report("TD-TU-KHONG-CO", info.rows["precedence"], "value", **facts)
    return tuple(metrics)


def _spelled(named: dict[str, dict[str, str]]) -> list[str]:
    return [f"{kind} {code}" for kind, codes in named.items() for code in codes.values()]


def _metric(piece: str, named: dict[str, dict[str, str]]) -> Metric | None:
    for simple in SIMPLE_METRICS:
        if fold(piece) == fold(simple):
            return Metric(kind=simple)
    for kind in CODE_METRICS:
        if fold(piece).startswith(fold(kind) + " "):
            code = named[kind].get(fold(piece[len(kind) :]))
            return Metric(kind=kind, code=code) if code else None
    return None
