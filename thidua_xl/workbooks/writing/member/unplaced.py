"""Drawing `Chưa chuyển được`: plain rows a member works off and deletes."""

from collections.abc import Sequence

from thidua_xl.live.plan import FIRST_ROW, HEADER_ROW
from thidua_xl.sheets.member_unplaced import UNPLACED
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.member import measure
from thidua_xl.workbooks.writing.member.canvas import MISSING, SIZE, Canvas


def draw_unplaced(canvas: Canvas, rows: Sequence[Sequence[str]]) -> None:
    """The whole sheet; not protected."""
    sheet = canvas.sheet(UNPLACED)
    sheet.set_tab_color(MISSING)
    canvas.title(sheet, UNPLACED.purpose, UNPLACED)
    canvas.ways_out(sheet)
    canvas.header(sheet, UNPLACED)
    look = canvas.formats.of(font_size=SIZE, text_wrap=True, indent=1, num_format="@", **style.BOX)
    for row, texts in enumerate(rows, FIRST_ROW):
        for place, text in enumerate(texts):
            sheet.write_string(row - 1, place, text, look)
        columns = zip(texts, UNPLACED.columns, strict=True)
        most = max(measure.lines(text, column.width, SIZE, indent=1) for text, column in columns)
        sheet.guess_row_height(row - 1, measure.height(most, SIZE))
    canvas.finish(sheet, UNPLACED, first_entry=f"A{FIRST_ROW}", last_row=HEADER_ROW + len(rows))
