"""What changed between two rulebooks, thing by thing, as facts; the sentences are in findings/differences.py."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from thidua_xl.points import vietnamese
from thidua_xl.rulebook.models import ClassRow, Criterion, Metric, Rulebook
from thidua_xl.rulebook.pairing import Pair, paired
from thidua_xl.rules import text_of
from thidua_xl.sheets import rulebook as sheets
from thidua_xl.sheets import words
from thidua_xl.sheets.layout import Layout
from thidua_xl.text.dates import said as said_day
from thidua_xl.text.vietnamese import fold

# fields that decide points or ranks, by sheet; every other field is wording
SCORING = {
    sheets.INFO.name: {"start", "end", "period_kind", "scale", "digits", "bonus_cap", "not_arising", "rescale",
                       "precedence", "final", "combine"},
    sheets.UNITS.name: {"group"},
    sheets.CRITERIA.name: {"maximum", "part", "way", "evidence", "figure", "units", "period", "registered"},
    sheets.FIGURES.name: {"kind", "units"},
    sheets.CROSS_CHECKS.name: {"left", "comparison", "right", "tolerance", "tolerance_percent", "gravity", "units"},
    sheets.EXCLUSIONS.name: {"effect"},
    sheets.AWARDS.name: {"order", "quota", "quota_percent", "quota_of", "quota_rounding", "scope", "least_points",
                         "least_class", "last_rank", "vote", "vote_of", "strictly", "quorum", "not_with", "in_force",
                         "until"},
}  # fmt: skip
INFO_FIELDS = {"scale": "declared_scale"}  # keys of the layout that the model calls otherwise
LINE_FIELDS = ("part", "evidence", "figure", "units", "period", "registered", "text", "number", "measured_in",
               "in_charge", "authority")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: its kind (a sentence of findings/differences.py), the sheet, the code, facts ready to print.

    ``scores``: it touches points, ranks or what a unit must hand in; else it is wording.
    """

    kind: str
    sheet: str
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    scores: bool = True


def differences(old: Rulebook, new: Rulebook) -> list[Difference]:
    """Every change in the order of the sheets, those that touch points first."""
    found = [*_info(old, new), *_units(old, new), *_criteria(old, new), *_figures(old, new), *_others(old, new)]
    return sorted(found, key=lambda change: not change.scores)


def _info(old: Rulebook, new: Rulebook) -> Iterator[Difference]:
    keys = [item.key for item in sheets.INFO.items]
    names = {key: INFO_FIELDS.get(key, key) for key in keys}
    yield from _changed(sheets.INFO, "", old, new, names, "info")


def _units(old: Rulebook, new: Rulebook) -> Iterator[Difference]:
    fields = _same(("name", "aliases", "role", "group", "contact", "phone", "email"))
    yield from _listed(sheets.UNITS, old.units, new.units, fields, "name")


def _figures(old: Rulebook, new: Rulebook) -> Iterator[Difference]:
    fields = _same(("name", "measured_in", "kind", "units"))
    yield from _listed(sheets.FIGURES, old.figures, new.figures, fields, "name")
    for figure in new.figures:
        before = old.figures_by_code.get(figure.code)
        for unit in sorted({*figure.targets, *(before.targets if before else ())}):
            facts = {"cu": said(before.targets.get(unit) if before else None), "moi": said(figure.targets.get(unit))}
            if before and facts["cu"] != facts["moi"]:
                yield Difference("target", sheets.FIGURES.name, figure.code, {**facts, "don_vi": unit})


def _others(old: Rulebook, new: Rulebook) -> Iterator[Difference]:
    fields = ("text", "left", "comparison", "right", "tolerance", "tolerance_percent", "gravity", "units")
    yield from _listed(sheets.CROSS_CHECKS, old.cross_checks, new.cross_checks, _same(fields), "text")
    if old.classes != new.classes:
        facts = {"cu": _classes(old, new), "moi": _classes(new, old)}
        yield Difference("classes", sheets.CLASSES.name, "", facts)
    yield from _listed(sheets.EXCLUSIONS, old.exclusions, new.exclusions, _same(("text", "effect")), "text")
    keys = (*sorted(SCORING[sheets.AWARDS.name]), "form", "authority")
    yield from _listed(sheets.AWARDS, old.awards, new.awards, _same(keys), "name", key="name")


def _classes(rulebook: Rulebook, other: Rulebook) -> str:
    """The rows of a rulebook that the other one has not; all in their order, where only that is another."""
    moved = sorted(map(repr, rulebook.classes)) == sorted(map(repr, other.classes))
    rows = [_with_values(row) for row in rulebook.classes if moved or row not in other.classes]
    return "; ".join(rows) or said(None)


def _with_values(row: ClassRow) -> str:
    values = ", ".join(_set(row))
    return f"{row.name} ({values})" if values else row.name


def _set(row: ClassRow) -> Iterator[str]:
    """What a row says beyond its name, each with its header."""
    for key in type(row).model_fields:
        value = getattr(row, key)
        if key != "name" and key in row.model_fields_set and value not in (None, ()):
            yield f"{_header(sheets.CLASSES, key)}: {said(value)}"


def _same(keys: Iterable[str]) -> dict[str, str]:
    return {key: key for key in keys}


def _listed(
    layout: Layout,
    old: Sequence[BaseModel],
    new: Sequence[BaseModel],
    fields: Mapping[str, str],
    text: str,
    key: str = "code",
) -> Iterator[Difference]:
    """Rows of a sheet by their code: added, removed, changed."""
    before = {fold(getattr(row, key)): row for row in old}
    after = {fold(getattr(row, key)): row for row in new}
    for folded, row in after.items():
        code = getattr(row, key)
        if folded not in before:
            yield Difference("added", layout.name, code, {"noi_dung": getattr(row, text)})
        else:
            yield from _changed(layout, code, before[folded], row, fields, "changed")
    for folded, row in before.items():
        if folded not in after:
            yield Difference("removed", layout.name, getattr(row, key), {"noi_dung": getattr(row, text)})


def _changed(
    layout: Layout, code: str, old: BaseModel, new: BaseModel, fields: Mapping[str, str], kind: str
) -> Iterator[Difference]:
    for key, name in fields.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            scores = key in SCORING.get(layout.name, frozenset())
            facts = {"cot": _header(layout, key), "cu": said(before), "moi": said(after)}
            yield Difference(kind, layout.name, code, facts, scores)


def _header(layout: Layout, key: str) -> str:
    try:
        return layout.column(key.removesuffix("_percent")).header
    except KeyError:
        return key


def said(value: object) -> str:
    """A value as the rulebook writes it; a blank is said too."""
    if value is None or value in ("", ()):
        return "(để trống)"
    if isinstance(value, bool):
        return words.YES if value else words.NO
    if isinstance(value, Decimal):
        return vietnamese(value)
    if isinstance(value, date):
        return said_day(value)
    if isinstance(value, Metric):
        return value.said()
    return "; ".join(map(said, value)) if isinstance(value, tuple) else str(value)


# ---- Tiêu chí


def _criteria(old: Rulebook, new: Rulebook) -> Iterator[Difference]:
    sheet, pairs = sheets.CRITERIA.name, paired(old, new)
    kept, stay = {pair.new.code for pair in pairs}, {pair.old.code for pair in pairs}
    for row in new.rows:
        if not row.is_note and row.code not in kept:
            yield Difference("line added", sheet, row.code, _line_facts(row))
    for row in old.rows:
        if not row.is_note and row.code not in stay:
            yield Difference("line removed", sheet, row.code, _line_facts(row))
    renamed = {pair.old.code: pair.new.code for pair in pairs if pair.recoded}
    for pair in pairs:
        if pair.recoded and not _follows(pair, renamed):
            yield Difference("recoded", sheet, pair.new.code, {"cu": pair.old.code, **_line_facts(pair.new)})
        yield from _line(pair)
    yield from _moved(old, pairs)
    yield from _notes(old, new)


def _line_facts(row: Criterion) -> dict[str, str]:
    return {"noi_dung": row.text, "toi_da": said(row.maximum)}


def _follows(pair: Pair, renamed: Mapping[str, str]) -> bool:
    """Did only the line above get another code?"""
    above, _, last = pair.old.code.rpartition(".")
    return bool(above) and f"{renamed.get(above)}.{last}" == pair.new.code


def _line(pair: Pair) -> Iterator[Difference]:
    sheet, code = sheets.CRITERIA.name, pair.new.code
    if pair.old.maximum != pair.new.maximum:
        yield Difference("maximum", sheet, code, {"cu": said(pair.old.maximum), "moi": said(pair.new.maximum)})
    yield from _way(pair)
    yield from _changed(sheets.CRITERIA, code, pair.old, pair.new, _same(_named(pair)), "changed")


def _named(pair: Pair) -> Iterator[str]:
    """The fields compared one by one; a number that only repeats the code says nothing of its own."""
    for key in LINE_FIELDS:
        repeats = pair.old.number == pair.old.code and pair.new.number == pair.new.code
        if key != "number" or not repeats:
            yield key


def _way(pair: Pair) -> Iterator[Difference]:
    """The way or its parameters, said as the rule says itself; a maximum alone is said once."""
    old, new = pair.old.rule, pair.new.rule
    if old is None or new is None or text_of(old) == text_of(new):
        return
    facts = {"cu": old.sentence(), "moi": new.sentence()}
    if facts["cu"] != facts["moi"]:
        if not _only_the_maximum(pair, facts):
            yield Difference("way", sheets.CRITERIA.name, pair.new.code, facts)
    elif old.not_arising is not new.not_arising:
        facts = {"cot": sheets.CRITERIA.column("not_arising").header, "cu": old.not_arising, "moi": new.not_arising}
        yield Difference("changed", sheets.CRITERIA.name, pair.new.code, facts)
    elif pair.old.maximum == pair.new.maximum and old.part is new.part and old.digits == new.digits:
        yield Difference("details", sheets.CRITERIA.name, pair.new.code)


def _only_the_maximum(pair: Pair, facts: Mapping[str, str]) -> bool:
    old, new = pair.old.maximum, pair.new.maximum
    if pair.old.way is not pair.new.way or old is None or new is None or old == new:
        return False
    return facts["cu"].replace(vietnamese(old), vietnamese(new)) == facts["moi"]


def _moved(old: Rulebook, pairs: Sequence[Pair]) -> Iterator[Difference]:
    """Lines that stand before others than they did: it changes what is read, not what is scored."""
    order = {row.code: place for place, row in enumerate(old.rows)}
    before = [order[pair.old.code] for pair in pairs]
    staying = _longest_run(before)
    for pair, place in zip(pairs, before, strict=True):
        if place not in staying:
            yield Difference("moved", sheets.CRITERIA.name, pair.new.code, _line_facts(pair.new), scores=False)


def _longest_run(numbers: Sequence[int]) -> set[int]:
    """The most numbers that are in rising order: those that did not move."""
    best: list[list[int]] = []  # best[n] is a run of n + 1 numbers that ends as low as can be
    for number in numbers:
        place = bisect_left([run[-1] for run in best], number)
        best[place : place + 1] = [[*(best[place - 1] if place else []), number]]
    return set(best[-1]) if best else set()


def _notes(old: Rulebook, new: Rulebook) -> Iterator[Difference]:
    """Explanatory rows by their texts."""
    before, after = ([row.text for row in book.rows if row.is_note] for book in (old, new))
    for kind, texts, others in (("note added", after, before), ("note removed", before, after)):
        known = {fold(text) for text in others}
        for text in texts:
            if fold(text) not in known:
                yield Difference(kind, sheets.CRITERIA.name, "", {"noi_dung": text}, scores=False)
