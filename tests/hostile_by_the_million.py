"""More attack files: far too many of everything, other programs' formats, what sits inside what."""

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from crafted import HEAD, MAIN, book, one, parts, sheet, zipped
from old_formats import ods, table
from xlsb import xlsb

from thidua_xl.book import Book, Cell, Sheet, Type

MANY = 200_000  # beyond every bound, and quickly made
OVER, UNSAFE, BROKEN, ENDED = "TD-TEP-VUOT-GIOI-HAN", "TD-TEP-KHONG-AN-TOAN", "TD-TEP-HONG", "TD-TEP-LAM-DUNG"
Attack = tuple[str, Callable[[], bytes], str | None]
NINE = '<table:table-cell office:value-type="float" office:value="9"/>'


def many(form: str, count: int = MANY) -> str:
    """``form`` with each number in turn."""
    return "".join(map(form.format, range(1, count + 1)))


def with_names() -> bytes:
    each = many('<definedName name="n{0}">{0}</definedName>')
    names = f"<definedNames>{each}</definedNames></workbook>"
    return book(**{"xl/workbook.xml": parts()["xl/workbook.xml"].replace("</workbook>", names)})


def with_sheets() -> bytes:
    tabs = many('<sheet name="T{0}" sheetId="{0}" r:id="rId{0}"/>', 10_000)
    return book(**{"xl/workbook.xml": parts()["xl/workbook.xml"].replace("</sheets>", f"{tabs}</sheets>")})


def with_comments() -> bytes:
    notes = many('<comment ref="A{0}" authorId="0"><text><t>{0}</t></text></comment>')
    return book(**{"xl/comments1.xml": f'{HEAD}<comments xmlns="{MAIN}"><commentList>{notes}</commentList></comments>'})


def far_cell(row: int, column: int) -> Book:
    cell = Cell(Type.NUMBER, 9.0)
    return Book([Sheet("Tự chấm", {(1, 1): cell, (row, column): cell})])


def far_xls() -> bytes:
    import xlwt

    workbook = xlwt.Workbook()
    page = workbook.add_sheet("Tự chấm")
    page.write(0, 0, 1)
    page.write(65_535, 255, 1)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def zips_in_zips(depth: int) -> bytes:
    data = book()
    for _ in range(depth):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(9):
                archive.writestr(zipfile.ZipInfo(f"{number}.zip"), data)
        data = buffer.getvalue()
    return data


def by_the_million() -> Iterator[Attack]:
    """Legal elements, too many of them."""
    rules = '<conditionalFormatting sqref="A{0}"><cfRule type="expression"/></conditionalFormatting>'
    yield "muoi-nghin-trang", with_sheets, OVER
    yield "200-nghin-ten-vung", with_names, OVER
    yield "200-nghin-dinh-dang-dieu-kien", lambda: book(sheet("", many(rules))), OVER
    yield "200-nghin-kiem-soat-nhap", lambda: book(sheet("", many('<dataValidation sqref="A{0}"/>'))), OVER
    yield "200-nghin-lien-ket", lambda: book(sheet("", many('<hyperlink ref="A{0}" location="B1"/>'))), OVER
    yield "200-nghin-ghi-chu", with_comments, None
    yield "thuoc-tinh-4mb", lambda: one(f'<c r="A1" cm="{"7" * 4_000_000}"><v>1</v></c>'), None
    yield "chuoi-chung-4mb", with_a_long_text, OVER
    yield "long-trong-styles", lambda: book(**{"xl/styles.xml": f"<styleSheet>{'<a>' * 90_000}"}), OVER
    yield "ten-phan-rong", lambda: zipped(parts(), ("\0a", b"")), UNSAFE


def with_a_long_text() -> bytes:
    """One text of four megabytes."""
    text = "a" * 4_000_000
    return book(**{"xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'})


def of_other_programs() -> Iterator[Attack]:
    """The formats that are read by value, in native code."""
    wide = NINE.replace("cell ", 'cell table:number-columns-repeated="16384" ', 1)
    repeated = f'<table:table-row table:number-rows-repeated="1000000000">{NINE}</table:table-row>'
    whole = f'<table:table-row table:number-rows-repeated="1048576">{wide}</table:table-row>'
    yield "ods-ty-dong", lambda: ods(table(repeated)), OVER
    yield "ods-ca-trang", lambda: ods(table(whole)), BROKEN
    yield "ods-bom", lambda: ods(" " * 50_000_000), UNSAFE
    yield "xlsb-o-cuoi-cung", lambda: xlsb(far_cell(1_048_576, 16_384)), ENDED
    yield "xlsb-cat-ngan", lambda: xlsb(far_cell(2, 2))[:-100], BROKEN
    yield "xls-o-cuoi-cung", far_xls, ENDED
    yield "xls-cat-ngan", lambda: far_xls()[:1500], BROKEN
    yield "zip-trong-zip", lambda: zips_in_zips(2), "TD-TEP-NEN-NHIEU-TEP"
