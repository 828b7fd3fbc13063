"""The printed page of a member workbook: A4, margins of Decree 30/2020, names and version on each page."""

from enum import Enum

from thidua_xl.live.plan import HEADER_ROW, Plan, letters, quoted
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets.layout import Layout
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.office import OfficeBook
from thidua_xl.workbooks.writing.page import A4, CENTIMETRE
from thidua_xl.workbooks.writing.style import FONT

# Nghị định 30/2020/NĐ-CP, phụ lục I: top and bottom 20-25 mm, left 30-35 mm, right 15-20 mm
LEFT, RIGHT, TOP, BOTTOM = 3.0, 1.5, 2.0, 2.2
LONGEST = 250  # characters Excel takes in a header or footer
HEAD = "Trưởng khối"


class Paper(Enum):
    """How a sheet lies on A4: always as wide as the paper."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"
    ONE_PORTRAIT = "one portrait page"


def set_up_page(
    sheet: GrowingSheet,
    plan: Plan,
    version: str,
    *,
    header_row: int = 0,
    area: str = "",
    paper: Paper = Paper.LANDSCAPE,
) -> None:
    """As wide as the paper; the header row on each page; unit above, version, contact and page below."""
    sheet.set_paper(A4)
    if paper is Paper.LANDSCAPE:
        sheet.set_landscape()
    sheet.set_margins(LEFT * CENTIMETRE, RIGHT * CENTIMETRE, TOP * CENTIMETRE, BOTTOM * CENTIMETRE)
    sheet.fit_to_pages(1, 1 if paper is Paper.ONE_PORTRAIT else 0)
    if header_row:
        sheet.repeat_rows(header_row - 1)
    if area:
        sheet.print_area(area)
    # the space keeps a text that begins with a digit out of the font size: &106 tháng
    small, big = f'&"{FONT},Regular"&10 ', f'&"{FONT},Bold"&14 '
    unit, rulebook = plan.unit, plan.rulebook
    options = {"margin": 0.4, "scale_with_doc": False}
    sheet.set_header(_fitting(f"&L{big}{_literal(unit.name)}&R{small}{_literal(rulebook.period)}"), options)
    ask = f"Hỏi: {asked(rulebook)}" if asked(rulebook) else ""
    made = "\n".join(filter(None, (version, ask)))
    footer = f"&L{small}{_literal(made)}&R{small}Trang &P/&N · in ngày &D"
    sheet.set_footer(_fitting(footer), options)


def asked(rulebook: Rulebook) -> str:
    """Whom a member asks: the head's contact and phone, "" where the rulebook names none."""
    heads = (unit for unit in rulebook.units if unit.role == HEAD and unit.contact)
    return next((f"{head.contact}, {head.phone}" if head.phone else head.contact for head in heads), "")


def print_filled_rows(book: OfficeBook, layout: Layout, first: str, last_row: int) -> None:
    """Print no row below the last one that shows something: a print area that is a live formula.

    Excel reckons it at each print. LibreOffice leaves such a print area aside and prints down to the last cell with
    contents, so the rows' looks must be conditional formats. ``first`` is the key of the column that tells.
    """
    sheet, last = quoted(layout.name), letters(layout, layout.columns[-1].key)
    cells = f"{sheet}!${letters(layout, first)}${HEADER_ROW}:${last}${last_row + 1}"
    filled = f"SUMPRODUCT(MAX((LEN({cells})>0)*ROW({cells})))"
    lowest = f"MAX({HEADER_ROW + 1},IFERROR({filled},{last_row}))"
    area = f"={sheet}!$A$1:INDEX({sheet}!${last}$1:${last}${last_row + 1},{lowest})"
    book.define_name(f"{sheet}!_xlnm.Print_Area", area)


def _literal(text: str) -> str:
    return text.replace("&", "&&")


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST]
