"""The master, sheet by sheet."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from thidua_xl.consolidation.master import Master
from thidua_xl.live.master_plan import MasterPlan
from thidua_xl.sheets import buttons
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets import master_report as texts
from thidua_xl.sheets.assessor import CROSSING
from thidua_xl.sheets.layout import Column, Layout
from thidua_xl.workbooks.files import replacing
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.macros import add_macros, is_with_macros
from thidua_xl.workbooks.writing.master import (
    assessed_sheet,
    compared_sheet,
    crossing_sheet,
    decisions,
    figures_sheet,
    findings_sheet,
    hidden_sheets,
    registers_sheet,
    summary_sheet,
)
from thidua_xl.workbooks.writing.master.canvas import Canvas
from thidua_xl.workbooks.writing.master.links import Links
from thidua_xl.workbooks.writing.master.planned import plan_of
from thidua_xl.workbooks.writing.master.ranking_sheet import draw_ranking
from thidua_xl.workbooks.writing.master.report_sheet import draw_report
from thidua_xl.workbooks.writing.master.work_cells import work_cells
from thidua_xl.workbooks.writing.office import OfficeBook
from thidua_xl.workbooks.writing.table import Studio
from thidua_xl.workbooks.writing.vocabularies import Vocabularies

if TYPE_CHECKING:
    from thidua_xl.workbooks.writing.master.added import Added
    from thidua_xl.workbooks.writing.master.notes import Note

TABS = {sheets.REPORT.name: "#C00000", sheets.RANKING.name: "#FFC000", sheets.ASSESSED.name: "#70AD47"}


def write_master(
    path: Path, master: Master, former: Path | None = None, sources: Iterable[Path] = (), again: str = ""
) -> Path:
    """Write a master at ``path`` (.xlsx, or .xlsm with buttons): beside it and renamed, whole or not at all.

    ``former`` is the master before, from which the sheets the head added and the notes on our cells are carried
    over; it may be ``path`` itself. ``sources`` are the folders and files put together, for links to them. What the
    head typed into our cells comes with ``master.head``; ``again`` is what its button *Gộp lại* runs (cli/again.py).
    """
    with replacing(path) as temporary:
        command = again if is_with_macros(path) else None
        drawn = _Workbook(temporary, Links(path.parent, tuple(sources)), master, command)
        if former is None:
            drawn.draw()
            return path
        # openpyxl takes its time to be imported, and a first master needs none of it
        from thidua_xl.workbooks.writing.master.added import added_sheets
        from thidua_xl.workbooks.writing.master.notes import notes_of

        drawn.notes = notes_of(former)
        drawn.draw(added_sheets(former))
    return path


class _Workbook:
    """One master being drawn; with buttons where ``again``, what one of them runs, is given."""

    def __init__(self, path: Path, links: Links, master: Master, again: str | None) -> None:
        self.master, self.links, self.again = master, links, again
        self.plan: MasterPlan = plan_of(master)
        book = OfficeBook(str(path))
        book.set_properties(
            {
                "title": f"{master.rulebook.bloc} – {master.rulebook.period}",
                "author": "thidua-xl",
                "created": master.made_at,
            }
        )
        self.studio = Studio(book, style.Formats(book), Vocabularies(sheets.LAYOUTS))
        self.canvases: dict[str, Canvas] = {}  # of the sheets with notes
        self.notes: Sequence[Note] = ()  # on the head's cells, before

    def draw(self, added: "Sequence[Added]" = ()) -> None:
        """Every sheet in the order of workbooks.md, then what the head added, then the hidden ones."""
        plan, master, book = self.plan, self.master, self.studio.book
        found = findings_sheet.placed(master, plan)
        working = work_cells(plan, found.open_by_unit, found.last)
        cells = working.shown
        report = self._sheet(sheets.REPORT)
        draw_report(self.studio, report, plan, master, cells, has_buttons=self.again is not None)
        summary_sheet.draw_summary(self._canvas(sheets.SUMMARY, summary_sheet.columns(plan)), plan, cells)
        assessed_sheet.draw_assessed(self._canvas(sheets.ASSESSED, assessed_sheet.columns(master)), plan, master)
        if master.crossing:
            crossing_sheet.draw_crossing(self._canvas(CROSSING, crossing_sheet.columns(master)), plan, master)
        draw_ranking(self._canvas(sheets.RANKING, folded=_unused(plan)), plan, cells)
        listed = self._canvas(sheets.FINDINGS, findings_sheet.columns(master))
        findings_sheet.draw_findings(listed, plan, master, found, self.links)
        figures_sheet.draw_figures(self._canvas(sheets.FIGURES, figures_sheet.columns(master.rulebook)), master)
        decisions.draw_conditions(self._canvas(sheets.CONDITIONS), plan, master)
        decisions.draw_ballots(self._canvas(sheets.BALLOTS), plan, master)
        decisions.draw_proposals(self._canvas(sheets.PROPOSALS), plan, master, cells)
        for layout in sheets.REGISTERS:
            registers_sheet.draw_register(self._canvas(layout), master)
        registers_sheet.draw_log(self._canvas(sheets.LOG), master)
        if master.previous:
            compared_sheet.draw_compared(self._canvas(sheets.COMPARED), plan, master, cells)
        ours = [sheet.name for sheet in book.worksheets()]
        self._draw_added(added, ours)
        hidden_sheets.draw_units(self.studio, plan, working)
        hidden_sheets.draw_lines(self.studio, plan)
        hidden_sheets.draw_peers(self.studio, plan)
        self.studio.vocabularies.draw(book, self.studio.formats)
        hidden_sheets.draw_meta(self.studio, master, ours, self.links.relative_sources())
        if self.notes:
            from thidua_xl.workbooks.writing.master.notes import draw_notes

            draw_notes(self.canvases, book, self.notes)
        if self.again is not None:
            theirs = {sheet.name for sheet in added}
            named = [sheet.name for sheet in book.worksheets() if sheet.name not in theirs]
            add_macros(book, "master", named, {buttons.AGAIN: self.again})
        book.get_worksheet_by_name(sheets.REPORT.name).activate()
        book.close()

    def _draw_added(self, added: "Sequence[Added]", ours: list[str]) -> None:
        if not added:
            return
        from thidua_xl.workbooks.writing.master.added import draw_added

        for sheet in added:
            if sheet.name in ours:  # the head used the name before we did
                sheet.name = f"{sheet.name} (2)"
            draw_added(self.studio, sheet)

    def _sheet(self, layout: Layout):  # type: ignore[no-untyped-def]
        sheet = self.studio.book.add_worksheet(layout.name)
        if layout.name in TABS:
            sheet.set_tab_color(TABS[layout.name])
        return sheet

    def _canvas(
        self, layout: Layout, columns: tuple[Column, ...] | None = None, folded: frozenset[str] = frozenset()
    ) -> Canvas:
        rulebook, notes = self.master.rulebook, [note for note in self.notes if note.sheet == layout.name]
        canvas = Canvas(
            self.studio,
            self._sheet(layout),
            layout,
            columns or layout.columns,
            rulebook.digits,
            folded=folded,
            noted=frozenset(note.key for note in notes),
        )
        facts = {"bloc": rulebook.bloc, "period": rulebook.period, "at": self.master.made_at}
        canvas.head(layout.name, texts.HEAD.format(**facts, purpose=layout.purpose))
        if notes:
            self.canvases[layout.name] = canvas
        return canvas


def _unused(plan: MasterPlan) -> frozenset[str]:
    """Without groups nobody needs to see the column `Nhóm`."""
    return frozenset() if any(plan.groups) else frozenset({"group"})
