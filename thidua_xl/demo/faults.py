"""Faults planted in the example bloc: those of real offices, each of which consolidation must find."""

import io
import re
import zipfile
from datetime import timedelta
from decimal import Decimal

from thidua_xl.live.plan import Plan, letters
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import member
from thidua_xl.submission import Claim, Raw, Submission


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
    changes = {
        "THADS": {("score", "II.3.2"): 4.0},
        "SNV": {("maximum", "I.SNV.1"): 10.0},
    }.get(unit, {})
    cells = {f"{letters(member.SCORES, key)}{plan.row_of[code]}": value for (key, code), value in changes.items()}
    return with_values(data, member.SCORES.name, cells)


def with_values(data: bytes, sheet: str, cells: dict[str, float]) -> bytes:
    """The workbook with numbers in place of what these cells held; everything else byte for byte the same."""
    source = zipfile.ZipFile(io.BytesIO(data))
    part = _part_of(source, sheet)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == part:
                text = content.decode("utf-8")
                for cell, value in cells.items():
                    text = _with_value(text, cell, value)
                content = text.encode("utf-8")
            out.writestr(entry, content)
    return target.getvalue()


def _part_of(source: zipfile.ZipFile, sheet: str) -> str:
    names = re.findall(r'<sheet name="([^"]*)"', source.read("xl/workbook.xml").decode("utf-8"))
    return f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"


def _with_value(text: str, cell: str, value: float) -> str:
    found = re.search(rf'<c r="{cell}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)', text)
    if found is None:
        raise KeyError(cell)
    return f'{text[: found.start()]}<c r="{cell}"{found.group(1)}><v>{value:g}</v></c>{text[found.end() :]}'
