"""A ranking sheet to type into, live by TD_TONG, TD_XEPHANG, TD_XEPLOAI and TD_SUYTON: for a head who has the add-in.

The master ranks by native formulas. This is for a ranking that is still being talked over: any units, any points.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from thidua_xl.cells.share import Verdict, verdict
from thidua_xl.standings import Contender, ranked
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.office import OfficeBook
from thidua_xl.workbooks.writing.page import set_up_page
from thidua_xl.workbooks.writing.style import Formats

SHEET = "Xếp hạng"
FIRST, OPEN_ROWS = 6, 20  # rows count from 1
LAST = FIRST + OPEN_ROWS - 1
CLASS_ROWS, THRESHOLD = 6, "$R$15"
HEADERS = (
    *("Đơn vị", "Nhóm", "Điểm chính", "Điểm thưởng", "Điểm trừ", "Tổng điểm"),
    *("Chỉ số 1", "Chỉ số 2", "Chỉ số 3", "Chỉ số 4", "Hạng", "Loại", "Đồng ý", "Tổng số phiếu", "Bình xét"),
)
WIDTHS = (26, 9, 9, 9, 9, 9, 8, 8, 8, 8, 7, 30, 8, 9, 13)
LIVE = ("Tổng điểm", "Hạng", "Loại", "Bình xét")
TITLE = "BẢNG XẾP HẠNG GÕ TỰ DO"
HOW = (
    "Gõ vào ô vàng; tổng điểm, hạng, loại, kết quả bình xét tính ngay bằng các hàm TD_. "
    "Cần LibreOffice 25.2 trở lên đã cài thidua.oxt; không có thì ô xám báo #NAME?."
)
TIES = "Bằng tổng điểm thì so Chỉ số 1, rồi 2, 3, 4 (số lớn đứng trước); bằng hết thì đồng hạng. Xếp trong từng nhóm."
Row = Sequence[Decimal | str | None]


@dataclass(frozen=True)
class Contest:
    """What is typed: a row a unit in the order of the open columns, the classes (name, from, below), the threshold."""

    rows: Sequence[Row]
    classes: Sequence[Row] = field(default=())
    threshold: Decimal = Decimal(50)


def write_ranking(path: Path, contest: Contest) -> None:
    """Write the sheet with what it shows already."""
    book = OfficeBook(str(path))
    formats, sheet = Formats(book), book.add_worksheet(SHEET)
    _draw_head(formats, sheet)
    stored = shown(contest)
    for row in range(FIRST, LAST + 1):
        typed = contest.rows[row - FIRST] if row - FIRST < len(contest.rows) else ()
        _draw_row(formats, sheet, row, typed, stored[row - FIRST])
    look = formats.of(font_size=style.SMALL, bg_color=style.SECTION, align="center", **style.BOX)
    ranks = f"K{FIRST}:K{LAST}"
    call = f"TD_XEPHANG($F${FIRST}:$F${LAST},$G${FIRST}:$J${LAST},$B${FIRST}:$B${LAST})"
    sheet.write_array_formula(ranks, call, look, stored[0][1])
    for row in range(FIRST + 1, LAST + 1):  # XlsxWriter stores 0 there
        _put_stored(sheet, row, stored[row - FIRST][1], look)
    _draw_classes(formats, sheet, contest)
    sheet.freeze_panes(FIRST - 1, 1)
    sheet.hide_gridlines(2)
    set_up_page(sheet, FIRST - 2)
    sheet.protect("")  # against typing over a formula; there is no password
    book.close()


def _put_stored(sheet: Worksheet, row: int, value: float | str, look: object) -> None:
    if isinstance(value, str):
        sheet.write_string(row - 1, 10, value, look)
    else:
        sheet.write_number(row - 1, 10, value, look)


def _draw_head(formats: Formats, sheet: Worksheet) -> None:
    sheet.write_string(0, 0, TITLE, formats.of(bold=True, font_size=16))
    quiet = formats.of(font_size=style.SMALL, font_color=style.QUIET)
    sheet.write_string(1, 0, HOW, quiet)
    sheet.write_string(2, 0, TIES, quiet)
    sheet.set_row(FIRST - 2, style.height(2, style.SMALL))
    for place, (header, width) in enumerate(zip(HEADERS, WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        fill = style.RARE if header in LIVE else style.HEADER
        sheet.write_string(FIRST - 2, place, header, formats.header(style.SMALL, fill))


def _draw_row(formats: Formats, sheet: Worksheet, row: int, typed: Row, stored: Sequence[float | str]) -> None:
    open_look = formats.of(font_size=style.SMALL, bg_color=style.OPEN, locked=False, **style.BOX)
    live = formats.of(font_size=style.SMALL, bg_color=style.SECTION, align="center", **style.BOX)
    places = [place for place, header in enumerate(HEADERS) if header not in LIVE]
    for place, value in zip(places, [*typed, *[None] * (len(places) - len(typed))], strict=True):
        if value is None:
            sheet.write_blank(row - 1, place, None, open_look)
        else:
            sheet.write(row - 1, place, value if isinstance(value, str) else float(value), open_look)
    table = f"$Q${FIRST}:$S${FIRST + CLASS_ROWS - 1}"
    formulas = {
        "F": f'=IF(COUNT(C{row}:E{row})=0,"",TD_TONG(C{row}:E{row}))',
        "L": f"=TD_XEPLOAI(F{row},{table})",
        "O": f'=IF(A{row}="","",TD_SUYTON(M{row},N{row},{THRESHOLD}))',
    }
    total, _, class_name, voted = stored
    for (column, formula), answer in zip(formulas.items(), (total, class_name, voted), strict=True):
        sheet.write_formula(f"{column}{row}", formula, live, answer)


def _draw_classes(formats: Formats, sheet: Worksheet, contest: Contest) -> None:
    look = formats.of(font_size=style.SMALL, bg_color=style.OPEN, locked=False, **style.BOX)
    for place, header in enumerate(("Loại", "Từ điểm", "Dưới điểm"), 16):
        sheet.set_column(place, place, 30 if place == 16 else 9)
        sheet.write_string(FIRST - 2, place, header, formats.header(style.SMALL, style.HEADER))
        for row in range(CLASS_ROWS):
            value = contest.classes[row][place - 16] if row < len(contest.classes) else None
            sheet.write(FIRST - 1 + row, place, value if isinstance(value, str | None) else float(value), look)
    sheet.write_string("Q15", "Ngưỡng phiếu %", formats.header(style.SMALL, style.HEADER))
    sheet.write_number(THRESHOLD.replace("$", ""), float(contest.threshold), look)


# ---- what it shows


def shown(contest: Contest) -> list[tuple[float | str, float | str, str, str]]:
    """Total, rank, class and verdict of every open row, by the engine's own rules."""
    totals = [_total(row[2:5]) for row in contest.rows]
    places = _ranks(contest, totals)
    found: list[tuple[float | str, float | str, str, str]] = []
    for number, (row, total) in enumerate(zip(contest.rows, totals, strict=True)):
        said = "" if total is None else float(total)
        found.append((said, places.get(number, ""), _class(contest, total), _verdict(contest, row)))
    return found + [("", "", "", "")] * (OPEN_ROWS - len(found))


def _total(points: Row) -> Decimal | None:
    numbers = [one for one in points if isinstance(one, Decimal)]
    return sum(numbers, Decimal(0)) if numbers else None


def _ranks(contest: Contest, totals: Sequence[Decimal | None]) -> dict[int, float]:
    found: dict[int, float] = {}
    for group in {row[1] for row in contest.rows}:
        contenders = [
            Contender(str(n), total, tuple(m if isinstance(m, Decimal) else None for m in contest.rows[n][5:9]))
            for n, total in enumerate(totals)
            if total is not None and contest.rows[n][1] == group
        ]
        found |= {int(place.contender.name): float(place.rank) for place in ranked(contenders)}
    return found


def _class(contest: Contest, total: Decimal | None) -> str:
    for name, low, high in contest.classes:
        above = not isinstance(low, Decimal) or (total is not None and total >= low)
        if total is not None and above and (not isinstance(high, Decimal) or total < high):
            return str(name)
    return ""


def _verdict(contest: Contest, row: Row) -> str:
    agreed, base = row[9:11] if len(row) > 10 else (None, None)
    if not isinstance(agreed, Decimal) or not isinstance(base, Decimal) or not base:
        return str(Verdict.PENDING)
    return str(verdict(int(agreed), int(base), contest.threshold))
