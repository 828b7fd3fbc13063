"""Blocs drawn in memory: a rulebook of short lines, units with their points, submissions and read files."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from thidua_xl.consolidation.files import Content, FileContent, Folder, ReadFile
from thidua_xl.member.reading import Reading
from thidua_xl.rulebook.models import Award, ClassRow, Criterion, Exclusion, Figure, Metric, Rulebook, Unit
from thidua_xl.rules import Inputs, Rule
from thidua_xl.rules.vocabulary import NotArising, Part, Way
from thidua_xl.rules.ways import Parameters, form_of
from thidua_xl.scoring.engine import scorecard
from thidua_xl.scoring.ranking import classify
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.submission import Claim, FigureClaim, Submission

NOW = datetime(2026, 12, 12, 8, 30)
PERIOD = "Năm 2026"


def line(
    code: str,
    maximum: int | None = None,
    way: Way = Way.DIRECT,
    part: Part = Part.MAIN,
    not_arising: NotArising = NotArising.NEVER,
    **more: object,
) -> Criterion:
    """A row with the defaults of its way; ``step``, ``levels``, ``excess`` … go to the way, the rest to the row."""
    most = None if maximum is None else Decimal(maximum)
    known = {key: more.pop(key) for key in tuple(more) if key in Parameters.__dataclass_fields__}
    form = form_of(way, Parameters(part=part, maximum=most, **known))  # type: ignore[arg-type]
    rule = Rule(form, part, most, 2, not_arising)
    return Criterion(code=code, text=f"Dòng {code}", maximum=most, part=part, way=way, rule=rule, **more)  # type: ignore[arg-type]


def bloc(
    codes: str | Iterable[Unit],
    rows: Iterable[Criterion] | None = None,
    *,
    awards: Iterable[Award] = (),
    classes: Iterable[tuple[str, int]] = (),
    cases: Iterable[tuple[str, str]] = (),
    precedence: str = "",
    **more: object,
) -> Rulebook:
    """A rulebook: units by their codes, one line of 100 points where no rows are given."""
    units = [Unit(code=code, name=f"Đơn vị {code}") for code in codes.split()] if isinstance(codes, str) else codes
    return Rulebook(
        bloc="Khối thử",
        period=PERIOD,
        period_kind="Năm",
        start=date(2026, 1, 1),
        end=date(2026, 12, 31),
        authority="QĐ 1",
        units=tuple(units),
        rows=tuple(rows or (line("I", 100),)),
        awards=tuple(awards),
        classes=tuple(ClassRow(name=name, start=Decimal(start)) for name, start in classes),
        exclusions=tuple(
            Exclusion(code=f"K{n}", text=text, effect=effect) for n, (text, effect) in enumerate(cases, 1)
        ),
        precedence=tuple(Metric(kind=kind) for kind in precedence.split(";") if kind),
        **more,  # type: ignore[arg-type]
    )


def award(name: str = "Cờ", order: int = 1, **more: object) -> Award:
    """An award; ``quota="20%"`` is a percentage."""
    quota = more.pop("quota", None)
    percent = isinstance(quota, str)
    amount = Decimal(str(quota).removesuffix("%")) if quota is not None else None
    numbers = {key: Decimal(str(more.pop(key))) for key in ("least_points", "vote", "quorum") if key in more}
    return Award(order=order, name=name, quota=amount, quota_percent=percent, **numbers, **more)  # type: ignore[arg-type]


def cards_of(
    rulebook: Rulebook, points: Mapping[str, str | int], happened: Mapping[str, str] | None = None
) -> dict[str, Scorecard]:
    """A scorecard a unit: its points on the first line; ``happened`` are cases by unit."""
    first = rulebook.leaves[0].code
    cards = {}
    for unit, given in points.items():
        cards[unit] = scorecard(rulebook, unit, {first: Inputs(typed=Decimal(str(given)))})
        classify(rulebook, cards[unit], tuple((happened or {}).get(unit, "").split()))
    return cards


def submission(unit: str, lines: Mapping[str, object], **more: object) -> Submission:
    """What a unit sends: typed points by code, or the keys of a claim."""
    claims = {}
    for number, (code, given) in enumerate(lines.items(), 7):
        keys = given if isinstance(given, dict) else {"typed": given}
        typed = {key: Decimal(value) if isinstance(value, int) else value for key, value in keys.items()}
        claims[code] = Claim(code=code, cells={"code": f"A{number}", "typed": f"J{number}"}, **typed)
    info = {"unit": unit, "period": PERIOD, **more.pop("info", {})}  # type: ignore[dict-item]
    sheets = {"Tự chấm": "Tự chấm", "Số liệu": "Số liệu", "Điều kiện": "Điều kiện", "Thông tin": "Thông tin"}
    return Submission(unit=unit, info=info, claims=claims, sheets=sheets, **more)  # type: ignore[arg-type]


def reading(sent: Submission, times: int | None = 1, made_on: date | None = None, answers: str = "") -> Reading:
    """The submission read: its claims as they stand; ``answers``: ``K1=Có xảy ra;…``."""
    inputs = {
        code: Inputs(c.result, c.target, c.times, c.typed, bool(c.not_arising))  # type: ignore[arg-type]
        for code, c in sent.claims.items()
    }
    found = Reading(inputs=inputs, submission=times)
    found.answers = dict(piece.split("=", 1) for piece in answers.split(";") if piece)  # type: ignore[misc]
    if made_on:
        found.days["made_on"] = made_on
    return found


def sent(
    path: str,
    unit: str,
    lines: Mapping[str, object],
    *,
    sha: str = "",
    times: int | None = 1,
    made_on: date | None = None,
    answers: str = "",
    findings: Iterable[object] = (),
    **more: object,
) -> ReadFile:
    """A member's file as a worker would have read it."""
    said = submission(unit, lines, **more)
    found = FileContent(
        Content.MEMBER,
        "",
        said,
        reading(said, times, made_on, answers) if unit else None,
        tuple(findings),  # type: ignore[arg-type]
    )
    return ReadFile(path, sha or f"sha-{path}", 100, found, read_at=NOW)


def folder(*files: ReadFile) -> Folder:
    """A folder of these files."""
    return Folder(tuple(files))


__all__ = [
    "NOW",
    "Figure",
    "FigureClaim",
    "award",
    "bloc",
    "cards_of",
    "folder",
    "line",
    "reading",
    "sent",
    "submission",
]
