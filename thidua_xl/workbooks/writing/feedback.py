"""A fresh workbook for a unit whose own is not there to be written into: a cover, to which `Phản hồi` is added."""

from thidua_xl.consolidation.feedback import Feedback
from thidua_xl.sheets import feedback as texts
from thidua_xl.sheets import member
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.office import OfficeBook


def cover_bytes(feedback: Feedback, period: str) -> bytes:
    """A workbook that says what it is, with our mark, the unit and the period on its hidden sheet."""
    book = OfficeBook(None)
    of = style.Formats(book).of
    sheet = book.add_worksheet(texts.COVER)
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, feedback.name, of(bold=True, font_size=18, font_color="#1F3864"))
    for row, text in enumerate(texts.COVER_LINES, 2):
        sheet.write_string(row, 0, text, of(text_wrap=True))
        sheet.set_row(row, style.height(style.lines(text, 100)))
    sheet.hide_gridlines(2)
    hidden = book.add_worksheet(member.HIDDEN.name)
    hidden.hide()
    marks = {"marker": texts.MARKER, "unit": feedback.unit, "period": period}
    for row, (key, value) in enumerate(marks.items()):
        hidden.write_string(row, 0, key)
        hidden.write_string(row, 1, value)
    book.close()
    return bytes(book.packed)
