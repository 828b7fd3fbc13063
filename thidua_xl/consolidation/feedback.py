"""What goes back to each unit, read from the master: findings to mend, assessed points, nothing of other units."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from thidua_xl.book import Book
from thidua_xl.consolidation.assessing import result_refused
from thidua_xl.consolidation.open_errors import ACCEPTED, CROSS_CHECK
from thidua_xl.masters.drawn_lines import DrawnLine, drawn_lines, text_of
from thidua_xl.masters.marks import carried_rulebook
from thidua_xl.member.values import raw_of, said_raw
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import feedback as sheets
from thidua_xl.sheets import master, member
from thidua_xl.sheets import master_words as words
from thidua_xl.sheets.table import Row, rows_of, sheet_named
from thidua_xl.text.vietnamese import fold

USED = fold(words.STATUSES["used"])


@dataclass(frozen=True, slots=True)
class ToMend:
    """One finding as the unit is told of it. ``file`` is named only where it is not the one that counts."""

    code: str
    is_error: bool
    message: str
    fix: str
    sheet: str = ""
    cell: str = ""
    file: str = ""
    key: str = ""
    reply: str = ""


@dataclass(slots=True)
class Feedback:
    """Everything for one unit. ``file`` and ``sha256`` are of the workbook that counts, "" where there is none."""

    unit: str
    name: str
    file: str = ""
    sha256: str = ""
    times: str = ""
    findings: list[ToMend] = field(default_factory=list)
    lines: list[tuple[DrawnLine, str]] = field(default_factory=list)  # with the unit's answer
    total: str = ""
    klass: str = ""
    rank: str = ""


def feedback(book: Book) -> list[Feedback]:
    """The feedback of every unit a master knows, in the order of the rulebook."""
    found = {unit.unit: unit for unit in _units(book)}
    owners = _files(book, found)
    names = {code: unit.name for code, unit in found.items()}
    for row in rows_of(book, master.FINDINGS):
        for unit, finding in _findings(book, row, names, owners):
            used = found[unit].file
            found[unit].findings.append(_placed(finding, used))
    replies = {(text_of(book, row, "unit"), text_of(book, row, "code")): text_of(book, row, "reply")
               for row in rows_of(book, master.ASSESSED)}  # fmt: skip
    rulebook = carried_rulebook(book)
    for line in (_with_used_result(rulebook, drawn) for drawn in drawn_lines(book)):
        reply = replies.get((line.unit, line.code), "")
        if line.unit in found and _is_told(line, reply):
            found[line.unit].lines.append((line, reply))
    return list(found.values())


def _with_used_result(rulebook: Rulebook | None, line: DrawnLine) -> DrawnLine:
    """A line without the head's result where that is not used: the head is told, and the unit's points are its own."""
    row = rulebook.criterion(line.code) if rulebook else None
    if line.result is None or (row and not result_refused(row, line.result)):
        return line
    return replace(line, result=None)


def _is_told(line: DrawnLine, reply: str) -> bool:
    """What the head wrote, what the unit answered, and what the assessors gave where the unit gave itself otherwise."""
    assessed = line.points is not None or line.result is not None
    return assessed or bool(line.reason or reply) or line.combined not in (None, line.score)


def _units(book: Book) -> Iterator[Feedback]:
    """From the hidden sheet of units: its first row names the columns."""
    sheet = sheet_named(book, master.WORK_UNITS)
    rows = dict(sheet.rows()) if sheet else {}
    keys = {column: str(cell.value) for column, cell in rows.get(1, {}).items()}
    for number, cells in rows.items():
        said = {keys[column]: said_raw(raw_of(book, cell)) for column, cell in cells.items() if column in keys}
        if number > 1 and said.get("unit"):
            shown = {key: said.get(key, "") for key in ("total", "class", "rank said")}
            yield Feedback(
                said["unit"], said.get("name", ""), total=shown["total"], klass=shown["class"], rank=shown["rank said"]
            )


def _files(book: Book, found: Mapping[str, Feedback]) -> dict[str, str]:
    """Whose each file of `Nhật ký` is; the used ones are noted with their unit."""
    owners: dict[str, str] = {}
    for row in rows_of(book, master.LOG):
        said = {key: text_of(book, row, key) for key in ("path", "unit", "sha256", "status", "submission")}
        if said["unit"] in found:
            owners[said["path"]] = said["unit"]
            if fold(said["status"]) == USED:
                mine = found[said["unit"]]
                mine.file, mine.sha256, mine.times = said["path"], said["sha256"], said["submission"]
    return owners


def _findings(
    book: Book, row: Row, names: Mapping[str, str], owners: Mapping[str, str]
) -> Iterator[tuple[str, ToMend]]:
    """A finding for its own unit; one between units, in words of its own, for each of them."""
    keys = ("code", "severity", "unit", "file", "sheet", "cell", "message", "fix", "handling", "note", "key", "reply")
    said = {key: text_of(book, row, key) for key in keys}
    if fold(said["handling"]) == ACCEPTED and said["note"]:
        return
    is_error = said["severity"] == words.SEVERITIES["error"]
    if said["code"].startswith(CROSS_CHECK) and not said["unit"]:
        for unit in names:
            figures = re.findall(rf"(?<![\w.]){re.escape(unit)}!(\w+)", said["message"])
            if figures:
                rule = re.search(r"Đối chiếu (\w+)", said["message"])
                message = sheets.BETWEEN_FIGURES.format(
                    figures=", ".join(dict.fromkeys(figures)), code=rule[1] if rule else said["code"]
                )
                yield (
                    unit,
                    ToMend(said["code"], is_error, message, sheets.BETWEEN_FIX, member.FIGURES.name, key=said["key"]),
                )
        return
    unit = said["unit"]
    if unit not in names or owners.get(said["file"]) != unit:
        return  # what the head typed, and the assessors' forms, are not the unit's to mend
    message, fix = _discreet(said["code"], said["message"], said["fix"], unit, names)
    yield (
        unit,
        ToMend(
            said["code"], is_error, message, fix, said["sheet"], said["cell"], said["file"], said["key"], said["reply"]
        ),
    )


def _discreet(code: str, message: str, fix: str, unit: str, names: Mapping[str, str]) -> tuple[str, str]:
    """The sentences, or others in their place where they name another unit."""
    others = [word for other, name in names.items() if other != unit for word in (other, name) if word]
    named = re.compile("|".join(rf"(?<![\w./-]){re.escape(word)}(?![\w-]|\.\w)" for word in others))
    if not others or not named.search(f"{message}\n{fix}"):
        return message, fix
    return sheets.BETWEEN.get(code, sheets.BETWEEN_ANY), sheets.BETWEEN_FIX


def _placed(finding: ToMend, used: str) -> ToMend:
    """A cell of the workbook that counts can be gone to; of another file only its name can be said."""
    if not finding.file or finding.file == used:
        return ToMend(finding.code, finding.is_error, finding.message, finding.fix, finding.sheet, finding.cell, "",
                      finding.key, finding.reply)  # fmt: skip
    return finding
