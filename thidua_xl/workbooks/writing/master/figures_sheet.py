"""Drawing `Số liệu`: figures by unit with the bloc's totals, and what came of each rule between figures."""

from collections.abc import Iterable
from decimal import Decimal

from thidua_xl.book import column_letters
from thidua_xl.consolidation.master import Master, UnitResult
from thidua_xl.findings.finding import Finding
from thidua_xl.live.live_cell import Live
from thidua_xl.rulebook.models import CrossCheck, Figure, Rulebook
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets import master_words as said
from thidua_xl.sheets import words
from thidua_xl.sheets.layout import Column, Content, Owner
from thidua_xl.submission import Raw
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.master.canvas import Canvas

FAILED = {"TD-DOI-CHIEU-SAI", "TD-DOI-CHIEU-LECH"}
UNKNOWN = {"TD-DOI-CHIEU-CHUA-DU", "TD-DOI-CHIEU-CHIA-0"}
NUMBER = "#,##0.###"
UNIT_WIDTH = 12


def columns(rulebook: Rulebook) -> tuple[Column, ...]:
    """The layout's columns, one a unit, and the bloc's total."""
    units = (Column(f"u {u.code}", u.code, Content.NUMBER, Owner.COMPUTED, UNIT_WIDTH) for u in rulebook.units)
    total = Column("all", sheets.FIGURE_TOTAL, Content.NUMBER, Owner.COMPUTED, 14)
    return (*sheets.FIGURES.columns, *units, total)


def draw_figures(canvas: Canvas, master: Master) -> None:
    """The whole sheet."""
    canvas.headers()
    row, reported = canvas.header_row, _reported(master)
    for figure in master.rulebook.figures:
        for kind, words_said in said.FIGURE_KINDS.items():
            values = {unit: numbers.get((figure.code, kind)) for unit, numbers in reported.items()}
            if kind == "result" or any(value is not None for value in values.values()):
                row += 1
                _draw_row(canvas, figure, row, words_said, values)
    last = _draw_rules(canvas, master, row + 2) if master.rulebook.cross_checks else row
    canvas.finish(last, frozen=4, filters=False)
    canvas.sheet.repeat_columns(0, 3)


def _reported(master: Master) -> dict[str, dict[tuple[str, str], Decimal]]:
    """The numbers of every unit by figure and kind: unit by unit, as the rows of one are unpacked together."""
    found: dict[str, dict[tuple[str, str], Decimal]] = {}
    for unit in master.rulebook.units:
        assigned = {(f.code, "target"): f.targets[unit.code] for f in master.rulebook.figures if unit.code in f.targets}
        result = master.results.get(unit.code)
        found[unit.code] = (_of_unit(result) if result else {}) | assigned
    return found


def _of_unit(result: UnitResult) -> dict[tuple[str, str], Decimal]:
    numbers: dict[tuple[str, str], Raw] = {(code, "result"): value for code, value in result.figures.items()}
    for code, claim in result.submission.figures.items():
        numbers |= {(code, "target"): claim.target, (code, "before"): claim.before}
    return {key: raw for key, raw in numbers.items() if isinstance(raw, Decimal) and raw.is_finite()}


def _draw_row(canvas: Canvas, figure: Figure, row: int, kind: str, values: dict[str, Decimal | None]) -> None:
    canvas.known_by(row, figure.code, kind)
    strong = {"bold": kind == said.FIGURE_KINDS["result"]}
    for key, value in (("code", figure.code), ("name", figure.name), ("measured_in", figure.measured_in)):
        canvas.put(row, key, value, **strong)
    canvas.put(row, "kind", kind, **strong)
    for unit, number in values.items():
        canvas.put(row, f"u {unit}", number, num_format=NUMBER, **strong)
    if figure.kind == words.PERCENT:  # shares of different wholes do not add
        canvas.put(row, "all", None)
        canvas.sheet.drawn(row)
        return
    first, last = canvas.place("kind") + 2, canvas.place("all")
    span = f"${column_letters(first)}{row}:${column_letters(last)}{row}"
    known = [value for value in values.values() if value is not None]
    live = Live(f'IF(COUNT({span})=0,"",SUM({span}))', float(sum(known)) if known else "")
    canvas.put(row, "all", live, num_format=NUMBER, bold=True)
    canvas.sheet.drawn(row)


def _draw_rules(canvas: Canvas, master: Master, first: int) -> int:
    header = canvas.studio.formats.header(canvas.size, style.HEADER)
    for place, column in enumerate(sheets.CROSS_CHECKS.columns):
        _merged(canvas, first, place, column.header, header)
    text = canvas.studio.formats.of(font_size=canvas.size, text_wrap=True, valign="vcenter", locked=True, **style.BOX)
    wrong = canvas.studio.formats.of(
        font_size=canvas.size,
        text_wrap=True,
        valign="vcenter",
        bold=True,
        font_color="#9C0006",
        locked=True,
        **style.BOX,
    )
    row = first
    for row, rule in enumerate(master.rulebook.cross_checks, first + 1):
        outcome = _outcome(rule, master.findings)
        shown = f"{rule.left} {rule.comparison} {rule.right}"
        looks = (text, text, text, text if outcome == sheets.HOLDS else wrong)
        for place, words_said in enumerate((rule.code, rule.text, shown, outcome)):
            _merged(canvas, row, place, words_said, looks[place])
        canvas.sheet.guess_row_height(row - 1, style.height(max(1, style.lines(rule.text, 40, canvas.size))))
    return row


def _merged(canvas: Canvas, row: int, place: int, words_said: str, look: object) -> None:
    """The rule stands under the narrow unit columns: its last two texts take several of them."""
    last = len(canvas.columns) - 1
    spans = {0: (0, 0), 1: (1, 1), 2: (2, min(5, last)), 3: (min(6, last), max(min(6, last), last))}
    first, end = spans[place]
    if first == end:
        canvas.sheet.write_string(row - 1, first, words_said, look)
    else:
        canvas.sheet.merge_range(row - 1, first, row - 1, end, "", look)
        canvas.sheet.write_string(row - 1, first, words_said, look)


def _outcome(rule: CrossCheck, findings: Iterable[Finding]) -> str:
    """By the findings: one engine judges the figures, and this sheet only says what it found."""
    failed = _units(rule, findings, FAILED)
    unknown = _units(rule, findings, UNKNOWN)
    pieces = []
    if failed:
        pieces.append(f"{sheets.FAILS}{failed}")
    if unknown:
        pieces.append(f"{sheets.UNCHECKED}{unknown}")
    return "; ".join(pieces) or sheets.HOLDS


def _units(rule: CrossCheck, findings: Iterable[Finding], codes: set[str]) -> str:
    found = [f for f in findings if f.code in codes and f.facts.get("ma") == rule.code]
    names = sorted({f.where.unit for f in found if f.where.unit})
    return (f" ({', '.join(names)})" if names else " ") if found else ""
