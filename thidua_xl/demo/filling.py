"""Filling in a member workbook as a unit would: plausible inputs for every line, the same at every run."""

import math
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from thidua_xl.points import rounded
from thidua_xl.rulebook.models import Criterion, Rulebook, Unit
from thidua_xl.rules.bands import Bands
from thidua_xl.rules.choice import Choice
from thidua_xl.rules.linear import Linear
from thidua_xl.rules.measures import Gauge
from thidua_xl.rules.peers import Peers
from thidua_xl.rules.typed import Direct, Frame, Inherited
from thidua_xl.rules.vocabulary import Measure, Part
from thidua_xl.sheets import words
from thidua_xl.submission import Answer, Claim, Evidence, FigureClaim, Raw, RegisterRow, Submission

ISSUED_AFTER = 20  # days from the first day of the period to the earliest document


def filled(
    rulebook: Rulebook,
    unit: Unit,
    day: date,
    *,
    quality: float = 0.9,
    figures: dict[str, FigureClaim] | None = None,
    registers: dict[str, tuple[RegisterRow, ...]] | None = None,
) -> Submission:
    """A complete submission of ``unit``, dated ``day``, without a fault.

    ``quality`` (0 to 1) is how well the unit does; ``figures`` not given are made up.
    """
    chance = Random(f"{unit.code} {rulebook.period}")
    typed = {
        figure.code: (figures or {}).get(figure.code) or _made_up(figure.code, figure.kind, chance)
        for figure in rulebook.figures
        if figure.applies_to(unit.code)
    }
    claims: dict[str, Claim] = {}
    evidence: list[Evidence] = []
    for row in rulebook.lines_of(unit.code):
        if row.is_sum or row.rule is None:
            continue
        claim = _claim(row, chance, quality, day)
        claims[row.code] = claim
        if row.evidence != words.EVIDENCE_NONE and (row.figure or claim.result is not None or claim.typed is not None):
            evidence.append(_evidence(row, unit, chance, rulebook.start, day))
    return Submission(
        unit=unit.code,
        info=_info(unit, day),
        claims=claims,
        figures=typed,
        evidence=tuple(evidence),
        answers={case.code: Answer(code=case.code, answer=words.NOT_HAPPENED) for case in rulebook.exclusions},
        registers=registers or {},
    )


def _info(unit: Unit, day: date) -> dict[str, Raw]:
    return {
        "author": unit.contact or "Người lập",
        "position": "Chuyên viên",
        "phone": unit.phone or None,
        "made_on": day,
        "signatory": "Thủ trưởng đơn vị",
        "submission": Decimal(1),
        "document": f"{100 + len(unit.name)}/BC-{unit.code}",
        "document_date": day,
        "sent_as": "Tệp",
    }


def _made_up(code: str, kind: str, chance: Random) -> FigureClaim:
    if kind == words.PERCENT:
        values = [Decimal(chance.randint(8500, 9900)) / 100 for _ in range(3)]
        target = Decimal(chance.randint(85, 95))
        return FigureClaim(code=code, target=target, result=values[0], before=values[1])
    base = chance.randint(20, 4000)
    near = [Decimal(round(base * chance.uniform(0.95, 1.1))) for _ in range(3)]
    return FigureClaim(code=code, target=near[0], result=near[1], before=near[2])


def _claim(row: Criterion, chance: Random, quality: float, day: date) -> Claim:
    assert row.rule is not None
    if row.figure:
        return Claim(code=row.code)
    optional = row.part is not Part.MAIN
    if row.part is Part.DEDUCTION or (optional and chance.random() > quality - 0.55):
        return Claim(code=row.code)
    values = _inputs(row, chance, quality, day)
    return Claim.model_validate({"code": row.code, **values})


def _inputs(row: Criterion, chance: Random, quality: float, day: date) -> dict[str, Raw]:
    assert row.rule is not None
    form = row.rule.form
    good = min(1.0, max(0.0, chance.gauss(quality, 0.06)))
    match form:
        case Choice():
            ranked = sorted(form.levels, key=lambda level: level.points, reverse=True)
            found: dict[str, Raw] = {"result": ranked[0 if good > 0.78 or len(ranked) < 3 else 1].name or None}
            return found if found["result"] else {"times": Decimal(1)}
        case Bands():
            return _for_measure(form.gauge, chance, good, day)
        case Linear():
            most = (form.ceiling or Decimal(3)) / abs(form.factor or Decimal(1))
            return _for_measure(form.gauge, chance, good, day, most=most)
        case Direct():
            return {"typed": _on_step((form.ceiling or Decimal(5)) * Decimal(str(round(good, 3))), form.step)}
        case Frame():
            level = max(form.levels, key=lambda level: level.upto)
            middle = level.points + (level.upto - level.points) * Decimal(str(round(good, 2)))
            result: dict[str, Raw] = {"result": level.name or None, "typed": _on_step(middle, form.step)}
            return result if level.upto > 0 else {"result": level.name or None, "typed": Decimal(0)}
        case Inherited():
            top = (form.ceiling or Decimal(100)) / (form.factor or Decimal(1))
            return {"result": rounded(top * Decimal(str(round(good, 3))), 1)}
        case Peers():
            target = chance.randint(5, 40)
            return {"target": Decimal(target), "result": Decimal(round(target * (0.9 + good / 3)))}
        case _:
            return {}


def _on_step(points: Decimal, step: Decimal | None) -> Decimal:
    step = step or Decimal("0.25")
    return Decimal(math.floor(points / step)) * step


def _for_measure(gauge: Gauge, chance: Random, good: float, day: date, most: Decimal = Decimal(3)) -> dict[str, Raw]:
    match gauge.measure:
        case Measure.LATE:
            before = (gauge.deadline or day) - timedelta(days=chance.randint(0, 6))
            late = timedelta(days=chance.randint(1, 2) if good < 0.82 else 0)
            return {"result": min(before + late, day)}
        case Measure.COUNT:
            falls = good < 0.85
            return {"result": Decimal(1 if falls else 0) if most <= 20 else Decimal(round(float(most) * good))}
        case Measure.VALUE:
            return {"result": Decimal(str(round(chance.uniform(0.5, 1.5) + good * 8, 1)))}
        case Measure.OVER:
            target = chance.randint(40, 200)
            return {"target": Decimal(target), "result": Decimal(round(target * (1 + good * 0.2)))}
        case _:
            target = chance.randint(60, 400)
            return {
                "target": Decimal(target),
                "result": Decimal(target if good > 0.94 else round(target * (0.9 + good * 0.1))),
            }


def _evidence(row: Criterion, unit: Unit, chance: Random, start: date, day: date) -> Evidence:
    kind = chance.choice(("BC", "KH", "QĐ", "TB"))
    first = start + timedelta(days=ISSUED_AFTER)
    issued = first + timedelta(days=chance.randint(0, max(1, (day - first).days - 1)))
    text = row.text if len(row.text) <= 60 else f"{row.text[:57]}…"
    return Evidence(
        criterion=row.code,
        symbol=f"{chance.randint(10, 990)}/{kind}-{unit.code}",
        issued_on=issued,
        issuer=unit.name,
        summary=f"Về việc: {text[0].lower()}{text[1:]}",
        file="",
    )
