"""What a planted fault is: one thing done to a clean workbook, and the one finding it must give."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bench import at, handed_in, item, on_line, planted, typed
from spoiling import Change, shows, together

from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import member
from thidua_xl.submission import Answer, Raw, Submission

SCORES, FIGURES, INFO = member.SCORES.name, member.FIGURES.name, member.INFO.name
D = Decimal
CODE_CELL = "C78"  # of STP's *mã đối soát*


@dataclass(frozen=True)
class Fault:
    """``what`` was done, in Vietnamese; the finding's code and place; ``plant`` gives the file."""

    what: str
    code: str
    unit: str
    sheet: str | None
    cell: str | None
    plant: Callable[[], bytes]
    also: tuple[str, ...] = ()  # what cannot but follow from it
    by: Callable[[], Rulebook] | None = None  # another rulebook than the bloc's

    @property
    def name(self) -> str:
        """For the test's report."""
        return f"{self.code}-{self.unit}-{self.cell}"


def line(what: str, finding: str, unit: str, code: str, key: str, **values: Raw) -> Fault:
    """Something else typed on a line: the finding is at its cell ``key``."""
    return Fault(what, finding, unit, SCORES, at(unit, code, key), lambda: typed(unit, on_line(code, **values)))


def silent_code(change: Change) -> Change:
    """A change after which the live *mã đối soát* would be another: the file has none."""
    return together(change, shows("Bản in", CODE_CELL, ""))


def of_file(what: str, finding: str, unit: str, place: tuple[str | None, str | None], change: Change) -> Fault:
    """A change of the XML."""
    return Fault(what, finding, unit, *place, lambda: planted(unit, change))


def of_typing(
    what: str, finding: str, unit: str, place: tuple[str | None, str | None], typing: Callable[[Submission], Submission]
) -> Fault:
    """Something else typed anywhere."""
    return Fault(what, finding, unit, *place, lambda: typed(unit, typing))


def in_info(key: str) -> tuple[str, str]:
    """Where an item of `Thông tin` stands."""
    return INFO, item(key)


def answered(code: str, word: str | None) -> Callable[[Submission], Submission]:
    """Another answer on `Điều kiện`."""
    return lambda sent: sent.model_copy(update={"answers": {**sent.answers, code: Answer(code=code, answer=word)}})


def sent(unit: str) -> Submission:
    """What a unit typed, without a fault."""
    return handed_in()[unit]


def day(text: str) -> date:
    return date.fromisoformat(text)
