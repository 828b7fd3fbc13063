"""What a unit must meet for an award, before its quota: every refusal is a sentence."""

from thidua_xl.awards.ballots import Ballot, Vote
from thidua_xl.cells.share import Verdict
from thidua_xl.findings.reasons import AWARDS, because
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.models import Award, Rulebook
from thidua_xl.scoring.ranking import excluding_case
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.text.vietnamese import fold


def unranked_because(rulebook: Rulebook, card: Scorecard) -> str | None:
    """Why a unit with a scorecard stands in no ranking, None where it does."""
    case = excluding_case(rulebook, card)
    if case is not None:
        return because(AWARDS, "excluded", ca=case)
    return because(AWARDS, "not scorable") if card.totals is None else None


def obstacle(rulebook: Rulebook, award: Award, card: Scorecard, rank: int) -> str | None:
    """The first condition a ranked unit does not meet: cases, points, class, rank. None where it meets them all."""
    assert card.totals is not None
    happened = set(card.excluded_by)
    for case in rulebook.exclusions:
        if case.code in happened and fold(case.effect) == fold(award.name):
            return because(AWARDS, "barred", ca=case.text)
    if award.least_points is not None and card.totals.total < award.least_points:
        facts = {"diem": vietnamese(card.totals.total), "can": vietnamese(award.least_points)}
        return because(AWARDS, "points", **facts)
    short = _class_short(rulebook, award, card)
    if short:
        return short
    if award.last_rank is not None and rank > award.last_rank:
        return because(AWARDS, "rank", hang=rank, can=award.last_rank)
    return None


def _class_short(rulebook: Rulebook, award: Award, card: Scorecard) -> str | None:
    if not award.least_class:
        return None
    order = list(dict.fromkeys(fold(row.name) for row in rulebook.classes))
    if card.class_name is None:
        return because(AWARDS, "no class", can=award.least_class)
    if order.index(fold(card.class_name)) > order.index(fold(award.least_class)):
        return because(AWARDS, "class", loai=card.class_name, can=award.least_class)
    return None


def excludes(one: Award, other: Award) -> bool:
    """Can a unit not have both? What a rulebook writes goes before the default of one award a unit."""
    written = [pair for pair in ((one, other), (other, one)) if pair[0].not_with is not None]
    if not written:
        return True
    return any(fold(theirs.name) in map(fold, mine.not_with or ()) for mine, theirs in written)


def vote_failed_because(award: Award, ballot: Ballot | None, outcome: Vote) -> str | None:
    """Why a vote does not carry the award; None where it passed or is still open."""
    if outcome.verdict is not Verdict.FAILED or award.vote is None or ballot is None:
        return None
    if outcome.no_quorum:
        assert award.quorum is not None
        facts = {"co_mat": ballot.present, "thanh_vien": ballot.members, "can": vietnamese(award.quorum)}
        return because(AWARDS, "quorum", **facts)
    needed = because(AWARDS, "more than" if award.strictly else "at least", can=vietnamese(award.vote))
    return because(AWARDS, "vote", can=needed, **votes_said(outcome))


def votes_said(outcome: Vote) -> dict[str, object]:
    """The facts of a vote as sentences take them."""
    return {"dong_y": outcome.agreed, "tong": outcome.base, "ty_le": vietnamese(outcome.share)}
