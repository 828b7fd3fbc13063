"""Drawing a rulebook workbook: every sheet of the rulebook, from its declared layout."""

from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from thidua_xl.book import column_letters
from thidua_xl.rules.vocabulary import Way
from thidua_xl.sheets import rulebook_guide as guide
from thidua_xl.sheets.layout import Layout
from thidua_xl.sheets.rulebook import CRITERIA, INFO, LAYOUTS, REQUIRED
from thidua_xl.text.vietnamese import fold
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.guide import draw_example, draw_guide
from thidua_xl.workbooks.writing.info import draw_info
from thidua_xl.workbooks.writing.table import FIRST, Grid, Look, Studio, draw_table, table_of
from thidua_xl.workbooks.writing.vocabularies import Vocabularies

MADE = datetime(2026, 1, 1)  # a fixed date, so that the same rulebook is the same bytes
TITLE = "Bộ tiêu chí thi đua"
TAB_NEEDED, TAB_SCRATCH = "#4F81BD", "#BFBFBF"


def write_rulebook(path: Path, tables: Mapping[str, Grid] | None = None, made: datetime = MADE) -> Path:
    """Write a rulebook workbook to ``path`` and return it. See ``rulebook_bytes``."""
    path.write_bytes(rulebook_bytes(tables, made))
    return path


def rulebook_bytes(
    tables: Mapping[str, Grid] | None = None,
    made: datetime = MADE,
    *,
    guided: bool | None = None,
    finish: Callable[[Studio], None] | None = None,
) -> bytes:
    """A rulebook workbook (.xlsx): the same arguments give the same bytes.

    ``tables``: the texts of each sheet by its name, header row first, numbers and dates in Vietnamese form; sheets
    and columns that are not there stay empty. None: an empty workbook. ``guided``: with a guide and a worked example
    (default: where it is empty). ``finish`` draws what comes after the sheets of a rulebook.
    Raises ValueError for a sheet that is none of a rulebook.
    """
    guided = tables is None if guided is None else guided
    given = _by_layout(tables or {})
    target = BytesIO()
    book = Workbook(target, style.OPTIONS)
    book.set_properties({"title": TITLE, "author": "thidua-xl", "created": made})
    studio = Studio(book, style.Formats(book), Vocabularies(LAYOUTS))
    if guided:
        sheet = book.add_worksheet(guide.STEPS.name)
        sheet.set_tab_color(TAB_SCRATCH)
        draw_guide(studio, sheet)
    for layout in LAYOUTS:
        _draw(studio, layout, given.get(layout.name, []), filled=finish is None)
    if guided:
        sheet = book.add_worksheet(guide.EXAMPLE.name)
        sheet.set_tab_color(TAB_SCRATCH)
        draw_example(studio, sheet)
    if finish:
        finish(studio)
    studio.vocabularies.draw(book, studio.formats)
    book.close()
    return target.getvalue()


def _by_layout(tables: Mapping[str, Grid]) -> dict[str, Grid]:
    known = {fold(layout.name): layout.name for layout in LAYOUTS}
    if strangers := [name for name in tables if fold(name) not in known]:
        raise ValueError(f"no sheets of a rulebook: {', '.join(strangers)}")
    return {known[fold(name)]: grid for name, grid in tables.items()}


def _draw(studio: Studio, layout: Layout, grid: Grid, *, filled: bool) -> None:
    sheet = studio.book.add_worksheet(layout.name)
    if layout in REQUIRED:
        sheet.set_tab_color(TAB_NEEDED)
    if layout is INFO:
        draw_info(studio, sheet, grid)
    else:
        draw_table(studio, sheet, table_of(layout, grid), _criteria_looks(filled=filled) if layout is CRITERIA else ())


def _criteria_looks(*, filled: bool) -> tuple[Look, ...]:
    """Notes are italic, sections bold, and ``filled`` where no cell of theirs has a colour of its own to show.

    Codes and ways stand in the columns of the declared layout.
    """
    table = table_of(CRITERIA, [])
    fill = {"bg_color": style.SECTION} if filled else {}
    code, way = (f"${column_letters(table.place(key) + 1)}{FIRST + 1}" for key in ("code", "way"))
    return (
        Look(f'{way}="{Way.NOTE}"', {"italic": True}),
        Look(f'AND({code}<>"",ISERROR(FIND(".",{code})))', {"bold": True} | fill),
    )
