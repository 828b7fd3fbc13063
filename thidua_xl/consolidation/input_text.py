"""What a unit typed, as one text: equal texts are equal inputs, whatever file they came in."""

from datetime import date
from decimal import Decimal

from thidua_xl.points import plain
from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.submission import Claim, FigureClaim, Raw, RegisterRow, Submission, Typed
from thidua_xl.text.vietnamese import clean

NOTHING = "-"  # a line without an input; "" means that the input is not known
LINE_KEYS = ("not_arising", "result", "target", "times", "typed")
FIGURE_KEYS = ("result", "target")


def input_texts(rulebook: Rulebook, submission: Submission) -> dict[str, str]:
    """Each line's own input by code: its cells, or those of the figure it is tied to."""
    lines = (row for row in rulebook.lines_of(submission.unit) if not row.is_sum)
    return {row.code: _line(rulebook, row, submission) for row in lines}


def _line(rulebook: Rulebook, row: Criterion, submission: Submission) -> str:
    claim = submission.claims.get(row.code)
    pieces = _pieces(claim, own_keys(rulebook, claim)) if claim else []
    if row.figure:
        pieces += _pieces(submission.figures.get(row.figure), FIGURE_KEYS)
    return " | ".join(pieces) or NOTHING


def whole_text(rulebook: Rulebook, submission: Submission) -> str:
    """Everything a member typed except the items of `Thông tin`, which are not inputs."""
    lines = [_claim(claim, own_keys(rulebook, claim)) for _, claim in sorted(submission.claims.items())]
    figures = [_figure(figure) for _, figure in sorted(submission.figures.items())]
    evidence = [
        "evidence: " + " | ".join(_pieces(row, ("criterion", "symbol", "issued_on", "issuer", "summary", "file")))
        for row in submission.evidence
    ]
    answers = [
        f"{code}: " + " | ".join(_pieces(answer, ("answer", "reason")))
        for code, answer in sorted(submission.answers.items())
    ]
    registers = [f"{name}: {_register_row(row)}" for name, rows in sorted(submission.registers.items()) for row in rows]
    return "\n".join([*filter(None, lines), *filter(None, figures), *evidence, *answers, *registers])


def is_untouched(rulebook: Rulebook, submission: Submission) -> bool:
    """A template nobody filled in: no result, answer or evidence. Targets and registers may come with it."""
    return (
        not any(
            claim.reason or _pieces(claim, tuple(key for key in own_keys(rulebook, claim) if key != "target"))
            for claim in submission.claims.values()
        )
        and not any(_pieces(figure, ("result", "note")) for figure in submission.figures.values())
        and not any(_pieces(answer, ("answer", "reason")) for answer in submission.answers.values())
        and not submission.evidence
    )


def own_keys(rulebook: Rulebook, claim: Claim) -> tuple[str, ...]:
    """The inputs of a line that are its own: a line tied to a figure only shows the figure's."""
    row = rulebook.criterion(claim.code)
    tied = row is not None and bool(row.figure)
    return tuple(key for key in LINE_KEYS if not tied or key not in FIGURE_KEYS)


def _claim(claim: Claim, keys: tuple[str, ...]) -> str:
    pieces = _pieces(claim, (*keys, "reason"))
    return f"{claim.code}: " + " | ".join(pieces) if pieces else ""


def _figure(figure: FigureClaim) -> str:
    pieces = _pieces(figure, ("target", "result", "before", "note"))
    return f"{figure.code}: " + " | ".join(pieces) if pieces else ""


def _register_row(row: RegisterRow) -> str:
    return " | ".join(f"{key}={said}" for key, value in sorted(row.values.items()) if (said := _said(value)))


def _pieces(row: Typed | None, keys: tuple[str, ...]) -> list[str]:
    if row is None:
        return []
    pairs = ((key, _said(getattr(row, key))) for key in keys)
    return [f"{key}={said}" for key, said in pairs if said]


def _said(value: Raw) -> str:
    """A value with its type: the text “9” is not the number 9."""
    if isinstance(value, str):
        return f"“{tidy}”" if (tidy := clean(value)) else ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else ""
