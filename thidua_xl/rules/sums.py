"""The sum form: `Cộng`."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua_xl.points import vietnamese
from thidua_xl.rules.formulas import clamped
from thidua_xl.rules.inputs import Bounds, Cells, Fault, Figure, Finish, Inputs, Problem, Reckoned
from thidua_xl.rules.vocabulary import Part


@dataclass(frozen=True, slots=True)
class Sum:
    """A row that adds its children; its maximum is only declared, a Trần does clamp."""

    floor: Decimal | None = None
    ceiling: Decimal | None = None

    reads = frozenset[str]()

    def figure(self, inputs: Inputs) -> Reckoned:
        """A sum is reckoned from its children by ``total``, never from inputs."""
        return Problem("TD-DONG-CONG", {})

    def total(self, children: Iterable[Decimal]) -> Figure:
        """The children's figures (unsigned in deductions; no score = 0) added and held within the bounds."""
        return Figure(self._held.clamp(Fraction(sum(children, Decimal(0)))))

    @property
    def _held(self) -> Bounds:
        return Bounds(self.floor, self.ceiling)

    def formula(self, cells: Cells, finish: Finish) -> str:
        """SUM skips the texts of lines without a score."""
        total = f"SUM({','.join(cells.children)})" if cells.children else "0"
        if finish.part is Part.DEDUCTION:
            total = f"(0-{total})"
        return finish(clamped(total, self._held))

    def faults(self, cells: Cells) -> list[Fault]:
        """A sum always has a score."""
        return []

    def sentence(self, part: Part, maximum: Decimal | None) -> str:
        """Says what it adds and its bounds."""
        words = "Tổng các dòng dưới"
        if self.ceiling is not None:
            words += f", {'trừ không quá' if part is Part.DEDUCTION else 'không quá'} {vietnamese(self.ceiling)} điểm"
        if self.floor is not None:
            words += f", không dưới {vietnamese(self.floor)} điểm"
        return words

    def bounds(self, maximum: Decimal | None) -> Bounds:
        """A sum is never assessed by itself."""
        return Bounds(self.floor, self.ceiling)
