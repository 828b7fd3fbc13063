"""The values of a book as .xls and .ods, as other programs save them."""

from io import BytesIO
from xml.sax.saxutils import escape

import xlwt
from crafted import zipped

from thidua_xl.book import Book, Cell, Type, is_date_format

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def xls(book: Book) -> bytes:
    """The values of a book as .xls, dates shown as dates."""
    workbook = xlwt.Workbook()
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for page in book.sheets:
        sheet = workbook.add_sheet(page.name)
        sheet.visibility = 0 if page.state == "visible" else 2
        for (row, column), cell in page.cells.items():
            if cell.value is not None:
                look = (day,) if cell.type is Type.NUMBER and is_date_format(book.format_of(cell)) else ()
                sheet.write(row - 1, column - 1, cell.value, *look)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def ods(tables: str) -> bytes:
    """An OpenDocument workbook with these tables."""
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"<office:document-content {NAMES}>{body}</office:document-content>"
    return zipped({"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": "<a/>"})


def table(rows: str, name: str = "Tự chấm") -> str:
    return f'<table:table table:name="{name}">{rows}</table:table>'


def ods_of(book: Book) -> bytes:
    """The values of a book as .ods."""
    return ods("".join(table(rows_of(page.cells), page.name) for page in book.sheets))


def rows_of(cells: dict[tuple[int, int], Cell]) -> str:
    last_row = max((row for row, _ in cells), default=0)
    last = max((column for _, column in cells), default=0)
    lines = ("".join(cell_of(cells.get((row, c))) for c in range(1, last + 1)) for row in range(1, last_row + 1))
    return "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)


def cell_of(cell: Cell | None) -> str:
    if cell is None or cell.value is None:
        return "<table:table-cell/>"
    if cell.type is Type.NUMBER:
        return f'<table:table-cell office:value-type="float" office:value="{cell.value}"/>'
    text = f"<text:p>{escape(str(cell.value))}</text:p>"
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
