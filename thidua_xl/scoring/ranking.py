"""A bloc's scorecards: peers lines over each group, then classes, then the standings of each group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from thidua_xl.rulebook.models import Criterion, Metric, Rulebook
from thidua_xl.rules import Inputs
from thidua_xl.rules.peers import Peers, Runner
from thidua_xl.scoring.classes import class_of
from thidua_xl.scoring.scorecard import Scorecard, Totals
from thidua_xl.sheets import words
from thidua_xl.standings import Contender, Place, ranked
from thidua_xl.text.vietnamese import fold

YES_WORDS = {fold(words.HAPPENED), fold(words.YES)}


@dataclass(frozen=True, slots=True)
class Standing:
    """A ranked unit of one group."""

    unit: str
    group: str
    place: Place
    totals: Totals


def compared_points(rulebook: Rulebook, inputs: Mapping[str, Mapping[str, Inputs]]) -> dict[str, dict[str, Decimal]]:
    """The points of every peers line, by unit and code, over the units of each group with a usable result.

    ``inputs`` are the claims by unit and code; units without a submission are not in it.
    """
    points: dict[str, dict[str, Decimal]] = {unit: {} for unit in inputs}
    for row in rulebook.leaves:
        if row.rule is None or not isinstance(row.rule.form, Peers):
            continue
        for group in {unit.group for unit in rulebook.units}:
            runners = _runners(rulebook, row, group, inputs)
            for unit, score in zip(runners, row.rule.compared(list(runners.values())), strict=True):
                points[unit][row.code] = score
    return points


def _runners(
    rulebook: Rulebook, row: Criterion, group: str, inputs: Mapping[str, Mapping[str, Inputs]]
) -> dict[str, Runner]:
    assert row.rule is not None
    assert isinstance(row.rule.form, Peers)
    runners: dict[str, Runner] = {}
    for unit in rulebook.units:
        given = inputs.get(unit.code, {}).get(row.code)
        if given is None or unit.group != group or given.not_arising or not rulebook.has(unit.code, row):
            continue
        runner = row.rule.form.runner(given)
        if isinstance(runner, Runner):
            runners[unit.code] = runner
    return runners


def happened(
    rulebook: Rulebook, card: Scorecard, answers: Mapping[str, str], decisions: Mapping[str, str]
) -> tuple[str, ...]:
    """The codes of the cases that happened: by the head's decision, else a level's consequence, else the answer.

    `Có` and `Không` are read as `Có xảy ra` and `Không xảy ra`.
    """
    triggered = {fold(line.consequence) for line in card.lines.values() if line.consequence}
    found: list[str] = []
    for case in rulebook.exclusions:
        word = decisions.get(case.code) or (
            words.HAPPENED if fold(case.code) in triggered else answers.get(case.code, "")
        )
        if fold(word) in YES_WORDS:
            found.append(case.code)
    return tuple(found)


def classify(rulebook: Rulebook, card: Scorecard, happened_codes: Iterable[str]) -> None:
    """Write the exclusions and the class into the scorecard."""
    card.excluded_by = tuple(happened_codes)
    card.class_name = class_of(rulebook, card)


def excluding_case(rulebook: Rulebook, card: Scorecard) -> str | None:
    """The text of the case that takes the unit out of the ranking, or None."""
    for case in rulebook.exclusions:
        if case.code in card.excluded_by and case.effect == words.NO_EMULATION:
            return case.text
    return None


def metric_of(rulebook: Rulebook, card: Scorecard, metric: Metric, figures: Mapping[str, Decimal]) -> Decimal | None:
    """A unit's value of one tie metric; None where its line is not its own, dropped or without a score."""
    assert card.totals is not None
    if metric.kind == words.METRIC_FIGURE:
        return figures.get(metric.code)
    if metric.kind in (words.METRIC_SECTION, words.METRIC_CRITERION):
        row = rulebook.criterion(metric.code)
        line = card.lines.get(row.code) if row else None
        return line.final if line else None
    simple = {
        words.METRIC_MAIN: card.totals.main,
        words.METRIC_BONUS: card.totals.bonus,
        words.METRIC_FEW_DEDUCTIONS: card.totals.deduction,
    }
    return simple[metric.kind]


def standings(
    rulebook: Rulebook,
    cards: Iterable[Scorecard],
    figures: Mapping[str, Mapping[str, Decimal]],
    *,
    whole_bloc: bool = False,
) -> list[Standing]:
    """The ranked units, group by group in the order of the rulebook; excluded and unscorable ones left out."""
    by_unit = {card.unit: card for card in cards if card.totals and excluding_case(rulebook, card) is None}
    groups = [""] if whole_bloc else list(dict.fromkeys(unit.group for unit in rulebook.units))
    labels = [metric.said() for metric in rulebook.precedence]
    found: list[Standing] = []
    for group in groups:
        contenders = [
            _contender(rulebook, by_unit[unit.code], figures.get(unit.code, {}))
            for unit in rulebook.units
            if unit.code in by_unit and (whole_bloc or unit.group == group)
        ]
        for place in ranked(contenders, labels):
            totals = by_unit[place.contender.name].totals
            assert totals is not None
            found.append(Standing(place.contender.name, group, place, totals))
    return found


def _contender(rulebook: Rulebook, card: Scorecard, figures: Mapping[str, Decimal]) -> Contender:
    assert card.totals is not None
    metrics = tuple(metric_of(rulebook, card, metric, figures) for metric in rulebook.precedence)
    return Contender(card.unit, card.totals.total, metrics)
