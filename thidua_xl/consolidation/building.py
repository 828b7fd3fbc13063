"""One consolidation: the files that count, scored together with what the head typed, become a Master."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from thidua_xl.awards.ballots import ballot_findings
from thidua_xl.awards.decisions import decision_findings
from thidua_xl.awards.proposals import Proposal, proposals
from thidua_xl.checks.between import findings_between
from thidua_xl.consolidation.against_previous import findings_against
from thidua_xl.consolidation.assessing import Assessed, assessed, assessment_findings, with_results
from thidua_xl.consolidation.changes import changes
from thidua_xl.consolidation.crossing import AssessorFile, Crossing, crossing
from thidua_xl.consolidation.files import Chosen, FileSeen, Folder, ReadFile
from thidua_xl.consolidation.head_work import Assessment, Former, HeadWork
from thidua_xl.consolidation.input_text import input_texts
from thidua_xl.consolidation.intake import chosen, seen
from thidua_xl.consolidation.keys import in_order
from thidua_xl.consolidation.master import Master, UnitResult, Unranked
from thidua_xl.consolidation.open_errors import Court, handling_findings
from thidua_xl.consolidation.places import decisions_with_cells, with_cells
from thidua_xl.consolidation.replies import replies
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.findings.reasons import UNRANKED, because
from thidua_xl.held import held_table
from thidua_xl.masters.past import Past
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rules import Inputs, Problem
from thidua_xl.scoring.engine import scorecard
from thidua_xl.scoring.ranking import classify, compared_points, excluding_case, happened, standings
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.sheets import words
from thidua_xl.text.vietnamese import fold

WORDS = {fold(word): word for word in words.ANSWERS} | {
    fold(words.YES): words.HAPPENED,
    fold(words.NO): words.NOT_HAPPENED,
}


def consolidate(
    rulebook: Rulebook,
    rulebook_file: str,
    folder: Folder,
    former: Former | None = None,
    *,
    made_at: datetime,
    combined: Mapping[tuple[str, str], Decimal] | None = None,
    assessors: Sequence[AssessorFile] | None = None,
    previous: Sequence[Past] = (),
) -> Master:
    """Everything the bloc head's workbook holds. ``former`` is the master before, with what the head typed there.

    ``assessors`` are the forms they sent, None where they were not asked; ``combined`` are scores by unit and criterion
    that were combined elsewhere; ``previous`` are masters of earlier periods. The same arguments give the same master,
    whatever the order of the files.
    """
    head = former.head if former else HeadWork()
    found = chosen(rulebook, folder.files, head.use)
    crossed = None if assessors is None else _crossing(rulebook, head, found, assessors)
    combined = crossed.combined if crossed else combined or {}
    bloc = _scored(_Bloc(rulebook, head, found, combined, previous), former, crossed)
    proposed = _proposed(bloc)
    master = Master(
        rulebook=rulebook,
        rulebook_file=rulebook_file,
        results=bloc.results,
        standings=standings(rulebook, bloc.cards.values(), bloc.figures),
        unranked=_unranked(rulebook, bloc.results, found),
        proposals=proposed,
        findings=in_order(rulebook, with_cells(rulebook, bloc.cards, head, bloc.findings)),
        files=_files(folder, found, head, crossed),
        head=replace(head, assessments=bloc.dated_assessments()),
        made_at=made_at,
        combined=dict(combined),
        crossing=crossed,
        replies=replies(rulebook, folder.files, found),
        read_on=made_at.date(),
        skipped=list(folder.skipped),
        previous=tuple(previous),
        folder=folder,
        assessors=None if assessors is None else tuple(assessors),
        closings=list(former.closings) if former else [],
    )
    master.changes = changes(former, bloc.results, {s.unit: s.place.rank for s in master.standings}, folder.files)
    return master


def _proposed(bloc: "_Bloc") -> list[Proposal]:
    """What is proposed; what is unclear about the meeting's decisions on it becomes findings."""
    decided = bloc.head.awards
    errors = {unit: result.open_errors for unit, result in bloc.results.items()}
    proposed = proposals(
        bloc.rulebook,
        bloc.cards,
        bloc.figures,
        ballots=bloc.head.ballots,
        decisions=decided,
        open_errors=errors,
    )
    bloc.findings += decisions_with_cells(proposed, decision_findings(proposed, decided))
    return proposed


def _files(folder: Folder, found: Chosen, head: HeadWork, crossed: Crossing | None) -> list[FileSeen]:
    """Every file seen: the folder's in the order of their names, then the assessors' forms."""
    ordered = sorted(folder.files, key=lambda file: file.path)
    return [seen(found, file, head.use) for file in ordered] + (crossed.files if crossed else [])


def _crossing(rulebook: Rulebook, head: HeadWork, found: Chosen, assessors: Sequence[AssessorFile]) -> Crossing:
    """What the assessors say; who left a line blank and agrees means the score without any assessment."""
    draft = _Bloc(rulebook, head, found, {})
    draft.score()
    texts = {unit: result.line_texts for unit, result in draft.results.items()}
    return crossing(rulebook, assessors, draft.cards, texts, head.use)


def _scored(bloc: "_Bloc", former: Former | None, crossed: Crossing | None) -> "_Bloc":
    """The bloc scored, with everything found."""
    bloc.score()
    if crossed:
        bloc.findings += crossed.findings
    elif former and former.crossed:
        bloc.findings.append(Finding("TD-CHAM-CHEO-BO"))
    bloc.look(former.findings if former else ())
    return bloc


@dataclass(slots=True)
class _Bloc:
    """The units scored together, step by step."""

    rulebook: Rulebook
    head: HeadWork
    chosen: Chosen
    combined: Mapping[tuple[str, str], Decimal]
    previous: Sequence[Past] = ()
    results: dict[str, UnitResult] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def cards(self) -> dict[str, Scorecard]:
        """The scorecards by unit."""
        return {unit: result.card for unit, result in self.results.items()}

    @property
    def figures(self) -> dict[str, dict[str, Decimal]]:
        """The usable figures by unit."""
        return {unit: result.figures for unit, result in self.results.items()}

    def score(self) -> None:
        """Peers lines over each group, then every scorecard with its class and exclusions."""
        given = assessed(self.rulebook, self.chosen.used, self.head.assessments, self.combined)
        self.findings += given.findings
        inputs: dict[str, Mapping[str, Inputs]] = {}
        unread: dict[str, Mapping[str, Problem]] = {}
        for unit, file in self.chosen.used.items():
            assert file.found.reading is not None
            own = file.found.reading
            inputs[unit], unread[unit] = with_results(own.inputs, own.unread, given.results[unit])
        readable = {
            unit: {code: line for code, line in lines.items() if code not in unread[unit]} if unread[unit] else lines
            for unit, lines in inputs.items()
        }
        compared = compared_points(self.rulebook, readable)
        for unit, file in self.chosen.used.items():
            self.results[unit] = self._result(unit, file, given, inputs[unit], unread[unit], compared[unit])

    def _result(
        self,
        unit: str,
        file: ReadFile,
        given: Assessed,
        inputs: Mapping[str, Inputs],
        unread: Mapping[str, Problem],
        compared: dict[str, Decimal],
    ) -> UnitResult:
        submission, reading = file.found.submission, file.found.reading
        assert submission is not None
        assert reading is not None
        card = scorecard(self.rulebook, unit, inputs, assessed=given.points[unit], compared=compared, unread=unread)
        decisions = {code: word for (of, code), word in self.decisions().items() if of == unit}
        classify(self.rulebook, card, happened(self.rulebook, card, reading.answers, decisions))
        texts = held_table(input_texts(self.rulebook, submission))
        return UnitResult(unit, submission, inputs, reading.results, card, file.path, line_texts=texts)

    def decisions(self) -> dict[tuple[str, str], str]:
        """The head's decisions on cases, in the words of `Điều kiện`; others are not used."""
        typed = {by: WORDS.get(fold(word), "") for by, (word, _) in self.head.decisions.items()}
        return {by: word for by, word in typed.items() if word}

    def look(self, of_former: Iterable[Finding]) -> None:
        """Gather every finding, then count the errors still open for each unit."""
        self.findings += [*of_former, *self.chosen.findings]
        for unit, file in self.chosen.used.items():
            self.findings += [placed(finding, file.path, unit) for finding in file.found.findings]
        self.findings += self._between()
        self.findings += findings_against(self.rulebook, self.results, self.previous)
        texts = {unit: result.line_texts for unit, result in self.results.items()}
        self.findings += assessment_findings(self.rulebook, self.cards, self.head.assessments, texts)
        self.findings += ballot_findings(self.head.ballots)
        self.findings += list(handling_findings(self.findings, self.head.handling))
        decided: dict[str, frozenset[str]] = {}
        for unit, code in self.decisions():
            decided[unit] = decided.get(unit, frozenset()) | {code}
        court = Court(self.rulebook, self.results, self.head.handling, decided)
        for unit, count in court.counts(in_order(self.rulebook, self.findings)).items():
            self.results[unit].open_errors = count

    def _between(self) -> list[Finding]:
        """What the submissions that count say of each other, each at its unit's file."""
        read = {
            unit: (file.found.submission, file.found.reading, self.results[unit].card)
            for unit, file in self.chosen.used.items()
            if file.found.submission and file.found.reading
        }
        found = findings_between(self.rulebook, read)
        files = {unit: file.path for unit, file in self.chosen.used.items()}
        return [replace(each, where=replace(each.where, file=files.get(each.where.unit or ""))) for each in found]

    def dated_assessments(self) -> dict[tuple[str, str], Assessment]:
        """The head's assessments, each with the unit's input it was made on; one not yet known is today's."""
        dated = dict(self.head.assessments)
        for (unit, code), typed in dated.items():
            if not typed.line_text and unit in self.results:
                dated[unit, code] = replace(typed, line_text=self.results[unit].line_texts.get(code, ""))
        return dated


def placed(finding: Finding, file: str, unit: str) -> Finding:
    """A finding of one file, with the file's name and its unit."""
    where = finding.where
    return Finding(finding.code, Where(file, where.sheet, where.cell, unit), finding.facts)


def _unranked(rulebook: Rulebook, results: Mapping[str, UnitResult], found: Chosen) -> list[Unranked]:
    """Excluded units, those that cannot be scored and those without a usable submission, as the rulebook lists them."""
    apart: list[Unranked] = []
    for unit in rulebook.units:
        result = results.get(unit.code)
        if result is None:
            apart.append(Unranked(unit.code, found.absent[unit.code]))
        elif (case := excluding_case(rulebook, result.card)) is not None:
            apart.append(Unranked(unit.code, because(UNRANKED, "excluded", ca=case)))
        elif result.card.totals is None:
            apart.append(Unranked(unit.code, because(UNRANKED, "not scorable")))
    return apart
