"""What a submission says once its cells are read: inputs for the engine, figures, answers, days."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from thidua_xl.findings.finding import Finding
from thidua_xl.held import held_table
from thidua_xl.rules import Inputs, Problem


@dataclass(frozen=True, slots=True)
class FigureValues:
    """A figure as read; ``target`` is the assigned one where the rulebook assigns it."""

    result: Decimal | None = None
    target: Decimal | None = None
    before: Decimal | None = None


@dataclass(slots=True)
class Reading:
    """One submission read: by criterion code what the engine takes, or why a line could not be read.

    ``findings`` are those of reading itself (texts taken for numbers …); problems of lines are found by scoring.
    ``reported`` are the cells, by sheet and address, that have one of these findings already.
    """

    inputs: Mapping[str, Inputs] = field(default_factory=dict)
    unread: dict[str, Problem] = field(default_factory=dict)
    blamed: dict[str, str] = field(default_factory=dict)  # key of the cell at fault of an unread line
    figures: Mapping[str, FigureValues] = field(default_factory=dict)
    unread_figures: dict[tuple[str, str], Problem] = field(default_factory=dict)  # by code and key
    answers: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)  # items of Thông tin
    submission: int | None = 1  # Lần nộp; None where it cannot be read
    signed_total: Decimal | None = None
    findings: list[Finding] = field(default_factory=list)

    def __setstate__(self, state: tuple[None, dict[str, object]]) -> None:
        """Come out of another process; there only so that nothing that is unpickled can change the class."""
        for name, value in state[1].items():
            setattr(self, name, value)

    def held(self) -> "Reading":
        """The same with its lines and figures packed until somebody looks at them."""
        return replace(self, inputs=held_table(self.inputs), figures=held_table(self.figures))

    @property
    def results(self) -> dict[str, Decimal]:
        """The figures' results by code: what ties are decided by."""
        return {code: values.result for code, values in self.figures.items() if values.result is not None}
