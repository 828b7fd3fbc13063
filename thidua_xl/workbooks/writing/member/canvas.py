"""What every sheet of the member workbook is drawn with: formats by owner, titles, headers, protection, page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property
from typing import Any

from xlsxwriter.format import Format

from thidua_xl.book import EPOCH_1900, column_letters, is_date_format
from thidua_xl.live.channel import EXCEL, PLAIN
from thidua_xl.live.plan import HEADER_ROW, Plan, quoted
from thidua_xl.live.problems import Place
from thidua_xl.live.shown import Shown, Stored
from thidua_xl.sheets import member
from thidua_xl.sheets.layout import Column, Content, Layout, Owner
from thidua_xl.submission import Raw
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.member import measure
from thidua_xl.workbooks.writing.member.marked import mark_found
from thidua_xl.workbooks.writing.member.page import Paper, set_up_page
from thidua_xl.workbooks.writing.office import OfficeBook

GREY, YELLOW, BLUE, SHUT = "#F2F2F2", "#FFFBE3", "#EAF1FB", "#E4E4E4"
DONE, MISSING, WRONG, STRIP = "#E2F0D9", "#FFD966", "#FBE0DD", "#FFF2CC"
TITLE_INK, LINK_INK, WRONG_INK = "#1F3864", "#1F4E9E", "#9C0006"
FILLS = {Owner.RULEBOOK: GREY, Owner.MEMBER: YELLOW, Owner.HEAD: YELLOW, Owner.COMPUTED: BLUE}
LONG_DATE = 'dd" tháng "mm" năm "yyyy'
SIZE = 12  # points of the tables; titles are larger
NUMBER_FORMATS = {
    Content.DATE: LONG_DATE,
    Content.POINTS: "General",
    Content.NUMBER: "General",  # "#,##0.##" would show 46 as "46,"; see looks.group_thousands
    Content.COUNT: "#,##0",
    Content.PERCENT: "General",
    Content.MIXED: "General",
}
NUMBERS = {Content.POINTS, Content.NUMBER, Content.COUNT, Content.PERCENT}
MIDDLE = {Content.POINTS, Content.COUNT, Content.MIXED}  # neighbouring columns must not run into each other
SCREEN, SMALLEST_ZOOM = 142, 85  # digits across a screen of 1366 pixels at 100 %; below 85 % LibreOffice cuts lines


@dataclass
class Canvas:
    """One workbook being drawn."""

    book: OfficeBook
    plan: Plan
    shown: Shown
    practice: bool = False
    version: str = ""
    channel: str = PLAIN
    last_time: Sequence[str] = ()
    formats: style.Formats = field(init=False)
    lists: dict[tuple[str, ...], str] = field(default_factory=dict)
    wrong: dict[Place, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.formats = style.Formats(self.book)

    @cached_property
    def wrong_in_order(self) -> list[tuple[Place, str]]:
        """What is wrong, in the order of the sheets."""
        return list(self.wrong.items())

    def sheet(self, layout: Layout) -> GrowingSheet:
        """A new sheet of this name."""
        sheet = self.book.add_worksheet(layout.name)
        assert isinstance(sheet, GrowingSheet)
        if self.channel == EXCEL:
            mark_found(self.book, sheet, layout)
        return sheet

    def cell_format(self, column: Column, **more: Any) -> Format:
        """The look of a cell by the owner and content of its column; open cells are those of the member."""
        return self.bare_format(column, **{"bg_color": FILLS[column.owner], **style.BOX, **more})

    def bare_format(self, column: Column, **more: Any) -> Format:
        """The same without fill and lines, where those are conditional: an empty row is then not printed."""
        look: dict[str, Any] = {
            "font_size": SIZE,
            "locked": column.owner in (Owner.RULEBOOK, Owner.COMPUTED),
            "num_format": NUMBER_FORMATS.get(column.content, "@" if column.owner is Owner.MEMBER else "General"),
            "text_wrap": column.content not in NUMBERS,
            **_aligned(column.content),
            **more,
        }
        return self.formats.of(**look)

    def shut(self) -> Format:
        """A cell that this line does not use."""
        return self.formats.of(font_size=SIZE, bg_color=SHUT, locked=True, **style.BOX)

    def title(self, sheet: GrowingSheet, text: str, layout: Layout) -> None:
        """The unit's name is the largest thing on every sheet: people fill in a neighbour's file."""
        mark = "BẢN THỬ – KHÔNG NỘP. " if self.practice else ""
        name, about = mark + self.plan.unit.name, f"{text} {self.plan.rulebook.period} – {self.plan.rulebook.bloc}"
        big: dict[str, Any] = {"bold": True, "font_size": 18, "font_color": TITLE_INK}
        quiet: dict[str, Any] = {"font_size": SIZE, "font_color": style.QUIET, "italic": True}
        width = sum(column.width for column in layout.columns)
        for row, words, look in ((1, name, big), (2, about, quiet)):
            size = look["font_size"]
            count = measure.lines(words, width, size, bold="bold" in look)
            made = self.formats.of(**look, text_wrap=count > 1, valign="vcenter", locked=True)
            # a narrow sheet prints no wider than its columns, so the words are broken; elsewhere they run over
            self.across(sheet, row, 0, len(layout.columns) - 1 if count > 1 else 0, words, made)
            sheet.set_row(row - 1, measure.height(count, size))

    def across(self, sheet: GrowingSheet, row: int, first: int, last: int, text: str, look: Format) -> None:
        """A text over the columns ``first`` to ``last`` of a row. Rows count from 1, columns from 0."""
        if first == last:
            sheet.write_string(row - 1, first, text, look)
        else:
            sheet.merge_range(row - 1, first, row - 1, last, "", look)
            sheet.write_string(row - 1, first, text, look)

    def strip(self, sheet: GrowingSheet, row: int, columns: int, formula: str, stored: str, look: Format) -> None:
        """A live sentence over the first columns, which its fill spans."""
        for place in range(1, columns):
            sheet.write_blank(row - 1, place, None, look)
        self.live(sheet, row, 0, formula, stored, look)

    def header(self, sheet: GrowingSheet, layout: Layout, row: int = HEADER_ROW) -> None:
        """The header row, high enough for its longest header, and the widths of the columns."""
        most = 1
        for place, column in enumerate(layout.columns):
            look = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "locked": True}
            header = self.formats.of(font_size=SIZE, bg_color=style.HEADER, **look, **style.BOX)
            sheet.write_string(row - 1, place, column.header, header)
            most = max(most, measure.lines(column.header, column.width, SIZE, bold=True))
            self.column(sheet, place, column.width)
        sheet.set_row(row - 1, measure.height(most, SIZE) + 6)

    def ways_out(self, sheet: GrowingSheet) -> None:
        """Links to the sheets a member goes on to, above a table without strips."""
        look = self.formats.of(font_size=SIZE, font_color=LINK_INK, underline=1, locked=True)
        for row, layout in enumerate((member.GUIDE, member.SCORES, member.PROBLEMS), 3):
            sheet.write_url(row - 1, 0, f"internal:{quoted(layout.name)}!A1", look, f"→ {layout.name}")

    def column(self, sheet: GrowingSheet, place: int, width: float, *, hidden: bool = False) -> None:
        """The width of a column. Its empty cells are locked: the Tab key goes from one input to the next."""
        sheet.set_column(place, place, width, self.formats.of(locked=True), {"hidden": hidden})

    def list_name(self, words: Iterable[str]) -> str:
        """The defined name of a drop-down's words; the list itself is drawn on the hidden sheet."""
        return self.lists.setdefault(tuple(words), f"list_{len(self.lists) + 1}")

    def put(self, sheet: GrowingSheet, row: int, column: int, value: Raw, look: Format) -> None:
        """A typed value as what it is; text is never taken for a formula. Rows count from 1, columns from 0."""
        if value is None:
            sheet.write_blank(row - 1, column, None, look)
        elif isinstance(value, bool):
            sheet.write_boolean(row - 1, column, value, look)
        elif isinstance(value, Decimal):
            sheet.write_number(row - 1, column, float(value), look)
        elif isinstance(value, date):
            serial = (datetime.combine(value, time()) - EPOCH_1900).days
            dated = look if is_date_format(look.num_format) else self.formats.like(look, num_format=style.DATE)
            sheet.write_number(row - 1, column, serial, dated)
        else:
            sheet.write_string(row - 1, column, value, look)

    def live(self, sheet: GrowingSheet, row: int, column: int, formula: str, stored: Stored, look: Format) -> None:
        """A formula with the value it shows. Rows count from 1, columns from 0."""
        sheet.write_formula(row - 1, column, f"={formula}", look, stored)

    def finish(
        self,
        sheet: GrowingSheet,
        layout: Layout,
        *,
        first_entry: str,
        last_row: int = 0,
        freeze: int = 0,
        width: int = 0,
        paper: Paper = Paper.LANDSCAPE,
    ) -> None:
        """Panes, zoom, page, and the cell where typing begins. ``freeze``: columns that stay in view.

        ``last_row``: the last one printed, 0 = the caller says; ``width``: of the columns that are seen, in digits.
        """
        sheet.freeze_panes(HEADER_ROW, freeze)
        sheet.hide_gridlines(2)
        sheet.set_selection(first_entry)
        width = width or sum(column.width for column in layout.columns)
        sheet.set_zoom(max(SMALLEST_ZOOM, min(100, SCREEN * 100 // width // 5 * 5)))
        last = column_letters(len(layout.columns))
        area = f"A1:{last}{last_row}" if last_row else ""
        set_up_page(sheet, self.plan, self.version, header_row=HEADER_ROW, area=area, paper=paper)

    def protect(self, sheet: GrowingSheet, columns: int, open_ranges: dict[str, str]) -> None:
        """A guard rail without a password; ``open_ranges`` (name → range) are allowed ranges too.

        Beside the ``columns`` of the sheet nothing is open, although the Normal style is.
        """
        for name, cells in open_ranges.items():
            sheet.unprotect_range(cells, name)
        used = sheet.dim_colmax
        sheet.format_columns_from(columns, self.formats.of(locked=True))
        sheet.dim_colmax = used  # else XlsxWriter walks every row of the sheet to its last column
        allowed = ("format_cells", "format_rows", "format_columns", "autofilter", "sort")
        sheet.protect("", dict.fromkeys(allowed, True))


def _aligned(content: Content) -> dict[str, Any]:
    if content in MIDDLE:
        return {"align": "center"}
    # LibreOffice forgets the indent of some right-aligned cells, so only text has one
    return {"align": "right"} if content in NUMBERS else {"align": "left", "indent": 1}
