"""What every sheet of the history is drawn with."""

from dataclasses import dataclass
from datetime import datetime

from thidua_xl.sheets.layout import Column, Layout
from thidua_xl.workbooks.writing.master.canvas import Canvas
from thidua_xl.workbooks.writing.table import Studio
from thidua_xl.years.history import History


@dataclass(frozen=True, slots=True)
class HistoryDesk:
    """One history being drawn."""

    studio: Studio
    found: History
    made_at: datetime

    def canvas(self, layout: Layout, columns: tuple[Column, ...], digits: int = 2) -> Canvas:
        """A new sheet with its title."""
        canvas = Canvas(self.studio, self.studio.book.add_worksheet(layout.name), layout, columns, digits)
        bloc = self.found.periods[-1].bloc
        canvas.head(layout.name, f"{bloc}. Lập lúc {self.made_at:%H:%M ngày %d/%m/%Y}. {layout.purpose}")
        return canvas
