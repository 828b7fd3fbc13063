"""What changed since the former master: new files, lines with another input, moved ranks."""

from collections.abc import Iterable, Mapping

from thidua_xl.consolidation.files import ReadFile
from thidua_xl.consolidation.head_work import Former
from thidua_xl.consolidation.master import Changes, UnitResult


def changes(
    former: Former | None, results: Mapping[str, UnitResult], ranks: Mapping[str, int], files: Iterable[ReadFile]
) -> Changes:
    """The differences from ``former``; a unit that had no submission then has changed ranks, not changed lines."""
    if former is None:
        return Changes()
    known = {unit for unit, _ in former.line_texts}
    lines = [
        (unit, code)
        for unit, result in results.items()
        if unit in known
        for code, text in result.line_texts.items()
        if former.line_texts.get((unit, code)) != text
    ]
    units = [*results, *(unit for unit in former.ranks if unit not in results)]
    moved = [
        (unit, former.ranks.get(unit), ranks.get(unit)) for unit in units if former.ranks.get(unit) != ranks.get(unit)
    ]
    new = sorted(file.path for file in files if file.sha256 not in former.files)
    return Changes(False, new, lines, moved)
