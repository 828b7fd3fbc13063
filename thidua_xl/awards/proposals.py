"""Proposals (`Đề nghị`): candidates by rank, within quotas and conditions; ties at the last place stay open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby

from thidua_xl.awards.ballots import Ballot, Vote, vote
from thidua_xl.awards.conditions import excludes, obstacle, unranked_because, vote_failed_because, votes_said
from thidua_xl.cells.share import Verdict
from thidua_xl.findings.reasons import AWARDS, because
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.models import Award, Rulebook
from thidua_xl.rulebook.quotas import groups, quota
from thidua_xl.scoring.ranking import Standing, standings
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.sheets import words
from thidua_xl.text.vietnamese import fold

Figures = Mapping[str, Mapping[str, Decimal]]
Ballots = Mapping[tuple[str, str], Ballot]
Decisions = Mapping[tuple[str, str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One row of `Đề nghị`: an award in force and a unit with a scorecard.

    ``keeps_place``: its vote is still to come, and no other unit takes its place meanwhile. ``tied``: it stands at the
    last place together with others, and only the meeting can choose. ``places`` is how many of its ``group`` may have
    the award (None = no limit).
    """

    award: str
    unit: str
    proposed: bool
    reason: str
    provisional: bool = False
    keeps_place: bool = False
    tied: bool = False
    group: str = ""
    places: int | None = None


def proposals(
    rulebook: Rulebook,
    cards: Mapping[str, Scorecard],
    figures: Figures,
    *,
    ballots: Ballots | None = None,
    decisions: Decisions | None = None,
    open_errors: Mapping[str, int] | None = None,
) -> list[Proposal]:
    """A row for every award in force and every unit with a scorecard, each with its reason.

    ``ballots`` and ``decisions`` (word, reason) are by award and unit; a decision matters only between units tied
    across the last place. ``open_errors`` by unit make its proposals provisional.
    """
    panel = _Panel(rulebook, cards, figures, ballots or {}, decisions or {})
    in_force = [award for award in rulebook.awards if award.counts_on(rulebook.end)]
    found = {id(award): list(panel.rows(award, solvable)) for award, solvable in _bases_first(in_force)}
    errors = open_errors or {}
    return [replace(row, provisional=errors.get(row.unit, 0) > 0) for award in in_force for row in found[id(award)]]


def _bases_first(awards: Sequence[Award]) -> Iterator[tuple[Award, bool]]:
    """Each award after the one its quota is reckoned on; False for those whose bases run in a circle."""
    waiting, done = list(awards), set[str]()
    names = {fold(award.name) for award in awards}
    while waiting:
        ready = [award for award in waiting if fold(award.quota_of) not in names - done]
        if not ready:
            yield from ((award, False) for award in waiting)
            return
        yield ready[0], True
        waiting.remove(ready[0])
        if all(fold(award.name) != fold(ready[0].name) for award in waiting):
            done.add(fold(ready[0].name))


@dataclass(slots=True)
class _Holder:
    award: Award
    pending: bool


@dataclass(slots=True)
class _Panel:
    """What has been given so far, award by award."""

    rulebook: Rulebook
    cards: Mapping[str, Scorecard]
    figures: Figures
    ballots: Ballots
    decisions: Decisions
    held: dict[str, list[_Holder]] = field(default_factory=dict)  # by unit
    filled: dict[tuple[str, str], int] = field(default_factory=dict)  # places taken by folded award and group

    def rows(self, award: Award, solvable: bool) -> Iterator[Proposal]:
        """The rows of one award, by group and rank, then the units that are in no ranking."""
        whole = award.scope == words.WHOLE_BLOC
        ranking = standings(self.rulebook, self.cards.values(), self.figures, whole_bloc=whole)
        for group in groups(self.rulebook, award):
            field_of_group = [standing for standing in ranking if standing.group == group]
            if solvable:
                yield from self._group(award, group, field_of_group)
            else:
                yield from (self._no(award, place, because(AWARDS, "circle")) for place in field_of_group)
        for unit in self.rulebook.units:
            card = self.cards.get(unit.code)
            reason = unranked_because(self.rulebook, card) if card else None
            if reason:
                yield Proposal(award.name, unit.code, False, reason)

    def _group(self, award: Award, group: str, ranking: Sequence[Standing]) -> Iterator[Proposal]:
        refused: dict[str, Proposal] = {}
        eligible: list[tuple[Standing, Vote | None]] = []
        for standing in ranking:
            ballot = self.ballots.get((award.name, standing.unit))
            outcome = vote(award, ballot) if award.vote is not None else None
            reason = self._refusal(award, standing, ballot, outcome)
            if reason:
                refused[standing.unit] = self._no(award, standing, reason)
            else:
                eligible.append((standing, outcome))
        allowed = quota(award, self._base(award, group, len(ranking)))
        rows = {row.unit: row for row in self._placed(award, group, eligible, allowed)} | refused
        yield from (replace(rows[standing.unit], group=group, places=allowed) for standing in ranking)

    def _refusal(self, award: Award, standing: Standing, ballot: Ballot | None, outcome: Vote | None) -> str | None:
        short = obstacle(self.rulebook, award, self.cards[standing.unit], standing.place.rank)
        if short:
            return short
        for holder in self.held.get(standing.unit, ()):
            if excludes(award, holder.award):
                key = "not with pending" if holder.pending else "not with"
                return because(AWARDS, key, khac=holder.award.name)
        return vote_failed_because(award, ballot, outcome) if outcome else None

    def _base(self, award: Award, group: str, ranked: int) -> int:
        if award.quota_of == words.ALL_UNITS:
            return groups(self.rulebook, award)[group]
        if fold(award.quota_of) in {fold(other.name) for other in self.rulebook.awards}:
            return self._holders(award, group)
        return ranked

    def _holders(self, award: Award, group: str) -> int:
        """How many hold the award the quota is reckoned on, in the same group where both are per group."""
        base = fold(award.quota_of)
        whole = award.scope == words.WHOLE_BLOC
        counts = {g: count for (name, g), count in self.filled.items() if name == base}
        if whole or (counts and set(counts) == {""}):
            total = sum(counts.values())
            return total if whole or group == "" else self._of_group(base, group)
        return counts.get(group, 0)

    def _of_group(self, base: str, group: str) -> int:
        units = {unit.code for unit in self.rulebook.units if unit.group == group}
        return sum(1 for unit in units for holder in self.held.get(unit, ()) if fold(holder.award.name) == base)

    def _placed(
        self, award: Award, group: str, eligible: Sequence[tuple[Standing, Vote | None]], allowed: int | None
    ) -> Iterator[Proposal]:
        """Give the places from the first rank on; units of one rank all get one, or none does."""
        left = len(eligible) if allowed is None else allowed
        taken = 0
        for _, members in groupby(eligible, key=lambda pair: pair[0].place.rank):
            same = list(members)
            if len(same) <= left:
                yield from (self._yes(award, standing, outcome, allowed) for standing, outcome in same)
            elif left:
                yield from self._tied(award, same, left)
            else:
                reason = {"so": allowed}
                yield from (
                    self._no(award, standing, because(AWARDS, "no place", hang=standing.place.rank, **reason))
                    for standing, _ in same
                )
            taken += min(left, len(same))
            left -= min(left, len(same))
        self.filled[fold(award.name), group] = taken

    def _tied(self, award: Award, same: Sequence[tuple[Standing, Vote | None]], left: int) -> Iterator[Proposal]:
        """More units of one rank than places left: only the meeting can choose among them."""
        chosen = {s.unit for s, _ in same if fold(self.decisions.get((award.name, s.unit), ("", ""))[0]) == YES}
        for standing, outcome in same:
            others = [s.unit for s, _ in same if s is not standing]
            facts = {"hang": standing.place.rank, "voi": ", ".join(others), "so": left}
            if not chosen:
                yield self._no(award, standing, because(AWARDS, "tied", **facts), tied=True)
            elif len(chosen) > left:
                yield self._no(award, standing, because(AWARDS, "tied too many", **facts), tied=True)
            elif standing.unit in chosen:
                yield self._yes(award, standing, outcome, left, tied_with=others)
            elif len(chosen) < left:
                yield self._no(
                    award, standing, because(AWARDS, "tied", **facts | {"so": left - len(chosen)}), tied=True
                )
            else:
                facts["cho"] = ", ".join(sorted(chosen))
                yield self._no(award, standing, because(AWARDS, "tied refused", **facts), tied=True)

    def _yes(
        self, award: Award, standing: Standing, outcome: Vote | None, allowed: int | None, tied_with: Iterable[str] = ()
    ) -> Proposal:
        pending = outcome is not None and outcome.verdict is Verdict.PENDING
        self.held.setdefault(standing.unit, []).append(_Holder(award, pending))
        if pending and outcome:
            reason = because(AWARDS, "impossible" if outcome.impossible else "pending")
            return Proposal(award.name, standing.unit, False, reason, keeps_place=True)
        return Proposal(award.name, standing.unit, True, self._chosen(standing, outcome, allowed, tuple(tied_with)))

    def _chosen(self, standing: Standing, outcome: Vote | None, allowed: int | None, tied: tuple[str, ...]) -> str:
        class_name = self.cards[standing.unit].class_name
        facts = {
            "hang": standing.place.rank,
            "diem": vietnamese(standing.totals.total),
            "loai": because(AWARDS, "of class", loai=class_name) if class_name else "",
            "phieu": because(AWARDS, "with votes", **votes_said(outcome)) if outcome else "",
        }
        if tied:
            return because(AWARDS, "chosen tied", voi=", ".join(tied), **facts)
        places = because(AWARDS, "no limit") if allowed is None else because(AWARDS, "places", so=allowed)
        return because(AWARDS, "chosen", so=places, **facts)

    def _no(self, award: Award, standing: Standing, reason: str, *, tied: bool = False) -> Proposal:
        return Proposal(award.name, standing.unit, False, reason, tied=tied)


YES = fold(words.YES)
