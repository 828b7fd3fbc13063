"""The fingerprint of a rulebook: SHA-256 of its canonical rules, not of wording, names, awards or formats."""

import hashlib
import json
from collections import deque
from functools import lru_cache

from thidua_xl.points import plain
from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.rules import text_of


@lru_cache(4096)  # asked of every line for every workbook of a bloc
def line_text(row: Criterion) -> str:
    """The canonical text of one line: code, rule, evidence, figure and period. What templates carry."""
    rule = text_of(row.rule) if row.rule else ""
    units = "+".join(sorted(row.units))
    return "|".join((row.code, rule, row.evidence, row.figure, units, row.period))


def same_for_its_units(one: str, other: str) -> bool:
    """Do two texts of a line say the same to a unit that has it? Which others have it is no matter of its form."""
    return _without_units(one) == _without_units(other)


def _without_units(text: str) -> list[str]:
    *said, _, period = text.rsplit("|", 2) if text.count("|") > 1 else (text, "", "")
    return [*said, period]


def fingerprint(rulebook: Rulebook) -> str:
    """One for the rulebook, the same on every machine."""
    for known, mark in tuple(_known):
        if known is rulebook:
            return mark
    mark = _reckoned(rulebook)
    _known.append((rulebook, mark))
    return mark


# asked for every workbook of a bloc; by identity, since to hash a rulebook takes as long as its fingerprint
_known: deque[tuple[Rulebook, str]] = deque(maxlen=4)


def _reckoned(rulebook: Rulebook) -> str:
    info = [rulebook.period_kind, rulebook.start, rulebook.end, rulebook.declared_scale, rulebook.digits]
    options = [rulebook.bonus_cap, rulebook.not_arising, rulebook.rescale]
    figures = [
        [f.code, f.kind, sorted(f.units), sorted((u, plain(t)) for u, t in f.targets.items())] for f in rulebook.figures
    ]
    cross = [
        [c.code, c.left, c.comparison, c.right, plain(c.tolerance), c.tolerance_percent, c.gravity, sorted(c.units)]
        for c in rulebook.cross_checks
    ]
    canonical = {
        "info": [str(value) for value in (*info, *options)],
        "lines": [line_text(row) for row in rulebook.rows if not row.is_note],
        "figures": figures,
        "checks": cross,
        "conditions": [[e.code, e.effect] for e in rulebook.exclusions],
    }
    text = json.dumps(canonical, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
