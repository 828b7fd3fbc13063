"""The open cells of one member workbook, and the Submission they are."""

from dataclasses import dataclass, field
from datetime import date

from thidua_xl.book import EPOCH_1900
from thidua_xl.live.plan import Plan
from thidua_xl.points import exact
from thidua_xl.sheets import member
from thidua_xl.submission import Answer, Claim, Evidence, FigureClaim, Raw, RegisterRow, Submission


@dataclass(frozen=True)
class Wrong:
    """An error cell, made by a formula."""

    shown: str
    formula: str


NA, DIVISION = Wrong("#N/A", "=NA()"), Wrong("#DIV/0!", "=1/0")
Typed = float | str | bool | date | Wrong | None
KEYS = ("not_arising", "target", "result", "times", "typed")


@dataclass
class Filling:
    """The open cells of one workbook: by line, figure, case, item; registers by row."""

    plan: Plan
    lines: dict[str, dict[str, Typed]] = field(default_factory=dict)
    figures: dict[str, dict[str, Typed]] = field(default_factory=dict)
    answers: dict[str, Typed] = field(default_factory=dict)
    info: dict[str, Typed] = field(default_factory=dict)
    evidence: list[dict[str, Typed]] = field(default_factory=list)
    models: list[dict[str, Typed]] = field(default_factory=list)

    def copy(self) -> "Filling":
        """Cells of its own, to be changed; the plan is the same."""
        lines, figures = ({code: dict(cells) for code, cells in rows.items()} for rows in (self.lines, self.figures))
        evidence, models = ([dict(row) for row in rows] for rows in (self.evidence, self.models))
        return Filling(self.plan, lines, figures, dict(self.answers), dict(self.info), evidence, models)

    def storable(self) -> "Filling":
        """Without what a Submission cannot put back into a file as it was: error cells, logical values, odd spaces."""
        lines = {code: _storable(cells) for code, cells in self.lines.items()}
        figures = {code: _storable(cells) for code, cells in self.figures.items()}
        registers = ([_storable(cells) for cells in rows] for rows in (self.evidence, self.models))
        return Filling(self.plan, lines, figures, _storable(self.answers), self.info, *registers)

    def submission(self) -> Submission:
        """The same as it is read."""
        return Submission(
            unit=self.plan.unit.code,
            info={key: raw(value) for key, value in self.info.items()},
            claims={code: _claim(code, cells) for code, cells in self.lines.items()},
            figures={code: _figure(code, cells) for code, cells in self.figures.items()},
            answers={code: _answer(code, value) for code, value in self.answers.items()},
            evidence=tuple(_evidence(cells) for cells in self.evidence),
            registers={member.MODELS.name: tuple(_register(cells) for cells in self.models)},
        )


def raw(value: Typed) -> Raw:
    """The value of a cell as typed; an error's name for an error cell."""
    if isinstance(value, Wrong):
        return value.shown
    return exact(value) if isinstance(value, float) else value


def _storable(cells: dict[str, Typed]) -> dict[str, Typed]:
    def is_odd(value: Typed) -> bool:
        return isinstance(value, str) and value.replace(" ", "").split() != [value.replace(" ", "")]

    return {key: value for key, value in cells.items() if not isinstance(value, Wrong | bool) and not is_odd(value)}


def serial(day: date) -> float:
    """The number a spreadsheet keeps for a day."""
    return float((day - EPOCH_1900.date()).days)


def _errors(cells: dict[str, Typed]) -> frozenset[str]:
    return frozenset(key for key, value in cells.items() if isinstance(value, Wrong))


def _text(value: Typed) -> str:
    return "" if value is None else str(raw(value))


def _claim(code: str, cells: dict[str, Typed]) -> Claim:
    return Claim(
        code=code,
        errors=_errors(cells),
        reason=_text(cells.get("reason")),
        **{key: raw(cells.get(key)) for key in KEYS},
    )


def _figure(code: str, cells: dict[str, Typed]) -> FigureClaim:
    return FigureClaim(code=code, errors=_errors(cells), **{key: raw(value) for key, value in cells.items()})


def _answer(code: str, value: Typed) -> Answer:
    return Answer(code=code, answer=raw(value), errors=_errors({"answer": value}))


def _evidence(cells: dict[str, Typed]) -> Evidence:
    texts = {key: _text(cells.get(key)) for key in ("symbol", "issuer", "summary", "file")}
    places = {key: raw(cells.get(key)) for key in ("criterion", "issued_on")}
    return Evidence(errors=_errors(cells), **places, **texts)


def _register(cells: dict[str, Typed]) -> RegisterRow:
    return RegisterRow(errors=_errors(cells), values={key: raw(value) for key, value in cells.items()})
