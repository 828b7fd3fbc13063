"""Whose workbook this is: by the code it carries, then by a name or former name; never by what the file is called."""

from collections.abc import Iterator

from thidua_xl.book import Type
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.member.places import finding
from thidua_xl.member.rows import Info
from thidua_xl.member.template import Template
from thidua_xl.member.values import said_raw
from thidua_xl.rulebook.models import Rulebook, Unit
from thidua_xl.sheets import member
from thidua_xl.sheets.desk import meant
from thidua_xl.sheets.table import Table
from thidua_xl.text.vietnamese import clean, fold


def named_unit(
    template: Template, info: Info, scores: Table | None, rulebook: Rulebook | None
) -> tuple[str, list[Finding]]:
    """The unit's code ("" where the rulebook has no such unit) and what is wrong with how it is named."""
    hidden, code = template.marks.get("unit", ""), clean(said_raw(info.values.get("unit")))
    if rulebook is None:
        return hidden or code, []
    found = _by_code(rulebook, hidden) or _by_code(rulebook, code)
    name = clean(said_raw(info.values.get("unit_name")))
    found = found or _by_name(rulebook, name)
    title = None
    if found is None and scores is not None:
        title = next(_in_titles(rulebook, scores), None)
        found = title
    if found is None:
        where = Where(sheet=info.sheet or member.SCORES.name, cell=info.cells.get("unit"))
        hint = meant(name or code, [unit.name for unit in rulebook.units])
        return "", [finding("TD-DON-VI-LA", where, {"ma": hidden or code, "ten": name, "y": hint})]
    return found.code, _altered_code(found, hidden, code, info)


def _altered_code(unit: Unit, hidden: str, code: str, info: Info) -> list[Finding]:
    """The code on the page is another than the one the template was made for."""
    if not hidden or not info.cells.get("unit") or fold(code) == fold(hidden) == fold(unit.code):
        return []
    if fold(hidden) != fold(unit.code):
        return []
    where = Where(sheet=info.sheet, cell=info.cells["unit"])
    return [finding("TD-MA-DON-VI-BI-SUA", where, {"ghi": code, "ma": unit.code, "ten": unit.name})]


def _by_code(rulebook: Rulebook, code: str) -> Unit | None:
    return rulebook.unit(code) if code else None


def _by_name(rulebook: Rulebook, name: str) -> Unit | None:
    wanted = fold(name)
    for unit in rulebook.units:
        if wanted and wanted in {fold(each) for each in (unit.name, *unit.aliases)}:
            return unit
    return None


def _in_titles(rulebook: Rulebook, scores: Table) -> Iterator[Unit]:
    """A unit named in the rows above the table: ``Công an tỉnh`` or ``Đơn vị: Công an tỉnh``."""
    for (row, _), cell in sorted(scores.sheet.cells.items()):
        if row < scores.header_row and cell.type is Type.TEXT:
            text = clean(str(cell.value or ""))
            for piece in (text, text.rpartition(":")[2], text.partition("–")[0], text.partition(" - ")[0]):
                unit = _by_name(rulebook, piece) or _by_code(rulebook, clean(piece))
                if unit:
                    yield unit
