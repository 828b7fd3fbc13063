"""The printed page: A4 landscape, as wide as the paper, headers on every page."""

from math import ceil

from xlsxwriter.worksheet import Worksheet

from thidua_xl.workbooks.writing.style import FONT

A4 = 9
CENTIMETRE = 1 / 2.54  # inches
READABLE = 180  # digits across a page; on one page more would be too small to read


def set_up_page(sheet: Worksheet, header_row: int | None = None, *, across: int = 1, repeated: int = 0) -> None:
    """Print set-up: ``across`` pages wide, with the first ``repeated`` columns on each of them.

    ``header_row`` (from 0) and what is above it are repeated on every page.
    """
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(left=1.5 * CENTIMETRE, right=CENTIMETRE, top=2 * CENTIMETRE, bottom=1.8 * CENTIMETRE)
    sheet.fit_to_pages(across, 0)
    sheet.set_header(f'&C&"{FONT},Bold"&12&A', {"margin": 0.9 * CENTIMETRE})
    sheet.set_footer(f'&C&"{FONT},Regular"&11Trang &P/&N', {"margin": 0.8 * CENTIMETRE})
    if header_row is not None:
        sheet.repeat_rows(0, header_row)
    if across > 1 and repeated:
        sheet.repeat_columns(0, repeated - 1)


def pages_across(width: int, repeated: int) -> int:
    """How many pages wide a sheet of ``width`` digits is printed, when ``repeated`` digits stand on each page."""
    return 1 if width <= READABLE else ceil((width - repeated) / (READABLE - repeated))
