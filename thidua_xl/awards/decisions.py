"""What the meeting decided against what was proposed: the papers print the decision, so it must be clear and have a
reason."""

from collections.abc import Iterable, Iterator, Mapping

from thidua_xl.awards.proposals import Proposal
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.sheets import words
from thidua_xl.text.vietnamese import clean, fold

SHEET = "Đề nghị"


def decided(word: str) -> str:
    """`Có` or `Không` as typed in any spelling, "" for a blank or another word."""
    return next((known for known in words.YES_NO if fold(known) == fold(word)), "")


def decision_findings(rows: Iterable[Proposal], typed: Mapping[tuple[str, str], tuple[str, str]]) -> Iterator[Finding]:
    """A word that is no decision, a decision other than the proposal without a reason, more given than there are.

    A tie or a vote still to come proposes nothing yet: deciding it overrules nobody.
    """
    given: dict[tuple[str, str], int] = {}
    for row in rows:
        word, reason = typed.get((row.award, row.unit), ("", ""))
        where, known = Where(sheet=SHEET, unit=row.unit), decided(word)
        if clean(word) and not known:
            yield Finding("TD-QUYET-DINH-LA", where, {"ten": row.award, "ghi": word})
        proposed = words.YES if row.proposed else words.NO
        if known and known != proposed and not (row.tied or row.keeps_place) and not clean(reason):
            facts = {"ten": row.award, "ghi": known, "de_nghi": proposed}
            yield Finding("TD-QUYET-DINH-THIEU-LY-DO", where, facts)
        if known == words.YES and row.places is not None:
            given[row.award, row.group] = given.get((row.award, row.group), 0) + 1
            if given[row.award, row.group] > row.places:
                facts = {"ten": row.award, "so": str(given[row.award, row.group]), "duoc": str(row.places)}
                yield Finding("TD-QUYET-DINH-QUA-SO", where, facts)
