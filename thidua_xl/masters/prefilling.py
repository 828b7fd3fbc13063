"""What a template can hold beforehand from earlier masters: `Cùng kỳ`, and the registers of the same year."""

from collections.abc import Sequence

from thidua_xl.masters.lineage import Relation, former_units, relation
from thidua_xl.masters.past import Past, PastUnit, latest_first
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.models import Figure, Rulebook, Unit
from thidua_xl.sheets import past_words as said
from thidua_xl.submission import FigureClaim, RegisterRow, Submission


def prefilled(rulebook: Rulebook, unit: Unit, previous: Sequence[Past]) -> Submission:
    """The submission a unit's template begins with; every cell of it stays open.

    `Cùng kỳ` comes from the same months a year earlier, and is left blank, with a note, for a unit that was merged:
    whether its figures add up is for people to say. Registers come from the last part of the same year.
    """
    figures: dict[str, FigureClaim] = {}
    registers: dict[str, tuple[RegisterRow, ...]] = {}
    year_before, part = (_latest(rulebook, previous, how) for how in (Relation.YEAR_BEFORE, Relation.PART))
    if year_before:
        former = former_units(unit, year_before)
        claims = [_figure(figure, year_before, former) for figure in rulebook.figures if figure.applies_to(unit.code)]
        figures = {claim.code: claim for claim in claims if claim}
    if part:
        codes = [old.code for old in former_units(unit, part)]
        registers = {
            sheet: tuple(RegisterRow(values=dict(row)) for code in codes for row in by_unit.get(code, ()))
            for sheet, by_unit in part.registers.items()
        }
    return Submission(unit=unit.code, figures=figures, registers=registers)


def _latest(rulebook: Rulebook, previous: Sequence[Past], how: Relation) -> Past | None:
    return next((past for past in latest_first(previous) if relation(rulebook, past.rulebook) is how), None)


def _figure(figure: Figure, past: Past, former: Sequence[PastUnit]) -> FigureClaim | None:
    known = {old.code: value for old in former if (value := past.figure(old.code, figure.code, "result")) is not None}
    then = past.rulebook.figures_by_code.get(figure.code)
    if not known or then is None:
        return None
    if sum(1 for old in former if then.applies_to(old.code)) == 1:  # nobody else reported it
        return FigureClaim(code=figure.code, before=next(iter(known.values())))
    parts = "; ".join(f"{code} {vietnamese(value)}" for code, value in known.items())
    return FigureClaim(code=figure.code, note=said.MERGED_FIGURE.format(parts=parts))


def carried(rulebook: Rulebook, previous: Sequence[Past]) -> tuple[Past | None, Past | None]:
    """The masters from which `Cùng kỳ` and the registers are taken."""
    return _latest(rulebook, previous, Relation.YEAR_BEFORE), _latest(rulebook, previous, Relation.PART)
