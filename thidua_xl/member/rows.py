"""The tables of a member workbook, row by row: claims, figures, evidence, registers, answers, items."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from thidua_xl.book import Book
from thidua_xl.member.values import Entry
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import member
from thidua_xl.sheets.table import Table
from thidua_xl.submission import Answer, Claim, Evidence, FigureClaim, Raw, RegisterRow, ShownTotal
from thidua_xl.text.vietnamese import fold

INPUTS = ("not_arising", "target", "result", "times", "typed")
TOTALS = ("main", "bonus", "deduction", "total", "class")


@dataclass(slots=True)
class Info:
    """The items of `Thông tin` by key."""

    sheet: str | None = None
    values: dict[str, Raw] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    errors: frozenset[str] = frozenset()


@dataclass(slots=True)
class Lines:
    """The rows of `Tự chấm`."""

    claims: dict[str, Claim] = field(default_factory=dict)
    repeated: dict[str, str] = field(default_factory=dict)
    uncoded: list[str] = field(default_factory=list)
    totals: dict[str, ShownTotal] = field(default_factory=dict)


def entries(book: Book, table: Table | None) -> Iterator[Entry]:
    """The rows of a table, none where it was not found."""
    if table is not None:
        for row in table.rows():
            yield Entry(book, table, row)


def info(book: Book, table: Table | None) -> Info:
    """The first row of each item."""
    found = Info(table.sheet.name if table else None)
    keys = {fold(item.header): item.key for item in member.INFO.items}
    errors: set[str] = set()
    for entry in entries(book, table):
        key = keys.get(fold(entry.text("item")))
        if key and key not in found.cells:
            found.values[key] = entry.raw("value")
            found.cells[key] = entry.row.where("value")
            if "value" in entry.oddities()["errors"]:
                errors.add(key)
    found.errors = frozenset(errors)
    return found


def lines(book: Book, table: Table | None, rulebook: Rulebook | None) -> Lines:
    """The claims by the rulebook's codes, and the rows that are none."""
    found = Lines()
    under: list[Entry] = []
    for entry in entries(book, table):
        written = entry.code("code")
        if not written:
            under.append(entry)
            if any(entry.raw(key) is not None for key in INPUTS):
                found.uncoded.append(entry.row.where("code"))
            continue
        known = rulebook.criterion(written) if rulebook else None
        claim = _claim(entry, known.code if known else written)
        if claim.code in found.claims:
            found.repeated[entry.row.where("code")] = claim.code
        else:
            found.claims[claim.code] = claim
        under = []
    found.totals = _totals(under)
    return found


def _claim(entry: Entry, code: str) -> Claim:
    return Claim.made(
        code=code,
        not_arising=entry.raw("not_arising"),
        target=entry.raw("target"),
        result=entry.raw("result"),
        times=entry.raw("times"),
        typed=entry.raw("typed"),
        reason=entry.text("reason"),
        shown_score=entry.raw("score"),
        score_formula=entry.formula("score"),
        shown_maximum=entry.raw("maximum"),
        shown_text=entry.text("text"),
        **entry.oddities(),
    )


def _totals(under: list[Entry]) -> dict[str, ShownTotal]:
    """The rows under the table, in their order: those that show a score, else the last ones with a label."""
    scored = [entry for entry in under if "score" in entry.row.cells or entry.formula("score")]
    rows = scored if len(scored) == len(TOTALS) else [entry for entry in under if entry.text("text")][-len(TOTALS) :]
    if len(rows) != len(TOTALS):
        return {}
    return {
        key: ShownTotal.made(value=entry.raw("score"), formula=entry.formula("score"), **entry.oddities())
        for key, entry in zip(TOTALS, rows, strict=True)
    }


def figures(book: Book, table: Table | None, rulebook: Rulebook | None) -> dict[str, FigureClaim]:
    """The first row of each figure, by the rulebook's codes."""
    codes = {fold(figure.code): figure.code for figure in rulebook.figures} if rulebook else {}
    found: dict[str, FigureClaim] = {}
    for entry in entries(book, table):
        written = entry.code("code")
        code = codes.get(fold(written), written)
        if code and code not in found:
            found[code] = FigureClaim.made(
                code=code,
                target=entry.raw("target"),
                result=entry.raw("result"),
                before=entry.raw("before"),
                shown_ratio=entry.raw("ratio"),
                note=entry.text("note"),
                **entry.oddities(),
            )
    return found


def repeated_figures(book: Book, table: Table | None) -> dict[str, str]:
    """The cells of codes of figures that an earlier row has."""
    seen: set[str] = set()
    found: dict[str, str] = {}
    for entry in entries(book, table):
        code = entry.code("code")
        if code and fold(code) in seen:
            found[entry.row.where("code")] = code
        seen.add(fold(code))
    return found


def evidence(book: Book, table: Table | None) -> tuple[Evidence, ...]:
    """The rows of `Minh chứng` that hold more than a number."""
    found: list[Evidence] = []
    for entry in entries(book, table):
        if set(entry.row.cells) - {"number"}:
            texts = {key: entry.text(key) for key in ("symbol", "issuer", "summary", "file")}
            criterion, day = entry.raw("criterion"), entry.raw("issued_on")
            found.append(Evidence.made(criterion=criterion, issued_on=day, **texts, **entry.oddities()))
    return tuple(found)


def answers(book: Book, table: Table | None, rulebook: Rulebook | None) -> dict[str, Answer]:
    """The first row of each case, by the rulebook's codes."""
    codes = {fold(case.code): case.code for case in rulebook.exclusions} if rulebook else {}
    found: dict[str, Answer] = {}
    for entry in entries(book, table):
        written = entry.code("code")
        code = codes.get(fold(written), written)
        if code and code not in found:
            reason, answer = entry.text("reason"), entry.raw("answer")
            found[code] = Answer.made(code=code, answer=answer, reason=reason, **entry.oddities())
    return found


def register(book: Book, table: Table | None) -> tuple[RegisterRow, ...]:
    """The rows of a register."""
    found: list[RegisterRow] = []
    for entry in entries(book, table):
        found.append(RegisterRow.made(values={key: entry.raw(key) for key in entry.row.cells}, **entry.oddities()))
    return tuple(found)
