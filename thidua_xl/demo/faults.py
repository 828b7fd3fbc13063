"""Faults planted in the example bloc: those of real offices, each of which consolidation must find."""

from datetime import timedelta
from decimal import Decimal

from thidua_xl.book import column_number
from thidua_xl.live.plan import Plan, letters
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import member
from thidua_xl.submission import Claim, Raw, Submission
from thidua_xl.workbooks.patching import with_values


def with_faults(submissions: dict[str, Submission]) -> dict[str, Submission]:
    """The submissions with what their authors typed wrong."""
    found = dict(submissions)
    found["CAT"] = _with_figure(found["CAT"], "SL01", Decimal(1248))
    found["STP"] = _with_claim(found["STP"], "I.STP.5", target="3.704", result=Decimal(3590))
    found["BCHQS"] = _with_claim(found["BCHQS"], "I.BCHQS.3", not_arising="x", result=None, reason="")
    kept = tuple(item for item in found["TTT"].evidence if item.criterion != "I.TTT.6")
    found["TTT"] = found["TTT"].model_copy(update={"evidence": kept})
    return found


def earlier_version(submission: Submission) -> Submission:
    """The version sent first, a week before: `Lần nộp` 1, with one line not yet mended; the last one is number 2."""
    made_on = submission.info["made_on"]
    earlier = made_on - timedelta(days=7) if made_on and not isinstance(made_on, Decimal | bool | str) else made_on
    info: dict[str, Raw] = {**submission.info, "made_on": earlier, "document_date": earlier}
    return _with_claim(submission, "I.TAND.3", result=Decimal(0)).model_copy(update={"info": info})


def second_version(submission: Submission) -> Submission:
    """The same submission sent as number 2."""
    return submission.model_copy(update={"info": {**submission.info, "submission": Decimal(2)}})


def _with_figure(submission: Submission, code: str, result: Decimal) -> Submission:
    figure = submission.figures[code].model_copy(update={"result": result})
    return submission.model_copy(update={"figures": {**submission.figures, code: figure}})


def _with_claim(submission: Submission, code: str, **values: Raw) -> Submission:
    claim = submission.claims.get(code, Claim(code=code)).model_copy(update=values)
    return submission.model_copy(update={"claims": {**submission.claims, code: claim}})


def tampered(data: bytes, rulebook: Rulebook, unit: str) -> bytes:
    """A workbook after its template was changed: a score typed over its formula, a maximum raised."""
    found = rulebook.unit(unit)
    assert found is not None
    plan = Plan(rulebook, found)
    changes: dict[str, dict[tuple[str, str], Decimal]] = {
        "THADS": {("score", "II.3.2"): Decimal(4)},
        "SNV": {("maximum", "I.SNV.1"): Decimal(10)},
    }
    cells: dict[tuple[int, int], Decimal] = {
        (plan.row_of[code], column_number(letters(member.SCORES, key))): value
        for (key, code), value in changes.get(unit, {}).items()
    }
    return with_values(data, {member.SCORES.name: cells})
