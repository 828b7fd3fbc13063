"""A good rulebook drawn in memory, and ways to spoil one cell of it: what the rulebook tests start from."""

import re
from collections.abc import Mapping

from drawing import book_of, cell_of, codes_at

from thidua_xl.book import Book, Cell, Sheet, address
from thidua_xl.findings.catalogue import fix, message
from thidua_xl.findings.finding import Finding
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.sheets.rulebook import CRITERIA

INFO = """
|Mục|Giá trị|
|Tên khối|Khối thi đua các cơ quan Nội chính|
|Kỳ|Năm 2026|
|Từ ngày|1/1/2026|
|Đến ngày|31/12/2026|
|Căn cứ|Quyết định 12/QĐ-UBND|
|Thang điểm|100|
|Ưu tiên khi bằng điểm|Mục I; Tiêu chí II.1; Số liệu SL01; Điểm thưởng; Ít điểm trừ|
|Thưởng tối đa|10|
"""
UNITS = """
|Mã|Tên đơn vị|Tên khác|Vai trò|Nhóm xếp hạng|
|CAT|Công an tỉnh|Công an|Trưởng khối||
|VKS|Viện kiểm sát nhân dân tỉnh||||
|TAND|Tòa án nhân dân tỉnh||||
|STP|Sở Tư pháp||||
"""
# code | text | maximum | way | header=value …
LINES = """
I     | Công tác chuyên môn         | 60
I.1   | Đơn đã giải quyết           | 10 | Theo tỷ lệ | Sàn tỷ lệ=50
I.2   | Báo cáo năm đúng hạn        | 10 | Trừ theo ngày chậm | Hệ số=2 | Hạn=15/6/2026
I.3   | Văn bản có ký số            | 10 | Theo mức
I.4   | Vụ án khởi tố               | 10 | So với đơn vị dẫn đầu | Chỉ tiêu số liệu=SL01
I.5   | Hồ sơ nộp lưu               | 10 | Trừ theo % thiếu | Hệ số=0,5
I.6   | Vi phạm quy chế             | 10 | Trừ theo lần | Hệ số=1
II    | Xây dựng Đảng               | 40
II.1  | Học tập Nghị quyết          | 10 | Đạt/Không đạt
II.2  | Xếp loại đảng bộ            | 10 | Chọn mức
II.3  | Phong trào văn hóa          | 10 | Chấm trực tiếp | Bước điểm=0,5
II.4  | Dân vận khéo                | 10 | Chấm trong khung
III   | Điểm thưởng                 |    |  | Nhóm điểm=Thưởng
III.1 | Sáng kiến                   |    | Cộng theo lần | Hệ số=2 | Trần=6
III.2 | Điểm do bộ chấm             | 4  | Kế thừa
IV    | Điểm trừ                    |    |  | Nhóm điểm=Trừ
IV.1  | Mất hồ sơ                   |    | Trừ theo lần | Hệ số=12
IV.2  | Thất lạc văn bản            |    | Chọn mức
IV.3  | Bị phê bình                 |    | Trừ trong khung
"""
LEVELS = """
|Mã tiêu chí|Tên mức|Từ|Lấy từ|Đến|Lấy đến|Điểm|Điểm đến|Hệ quả|
|I.3||95|Không|||10|||
|I.3||75|Có|95|Có|6|||
|I.3||||75||2|||
|II.2|Tốt|||||10|||
|II.2|Khá|||||7|||
|II.4|Khá|||||5|7||
|II.4|Tốt|||||8|10||
|IV.2|Nhẹ|||||1|||
|IV.2|Nghiêm trọng|||||10||K1|
|IV.3|Trung bình|||||3|5||
|IV.3|Nặng|||||8|10||
"""
FIGURES = """
|Mã|Tên chỉ tiêu|Đơn vị tính|Kiểu|Áp dụng cho|KH CAT|KH VKS|
|SL01|Số vụ án khởi tố|vụ|Số đếm||100|90|
|SL02|Số vụ án chuyển|vụ|Số đếm||||
|SL03|Tỷ lệ giải quyết|%|Tỷ lệ %||||
"""
CROSS_CHECKS = """
|Mã|Nội dung|Vế trái|Phép|Vế phải|Dung sai|Mức độ|Áp dụng cho|
|DC1|Án chuyển bằng án nhận|CAT!SL01|=|VKS!SL02|2%|||
|DC2|Chuyển không quá khởi tố|SL02|<=|(SL01 + SL01.CK) * 1,5 / 2|0|Cảnh báo|CAT; VKS|
"""
CLASSES = """
|Loại|Từ điểm|Dưới điểm|Sàn từng tiêu chí %|Chỉ tiêu phải đạt|Số chỉ tiêu đạt tối thiểu|Thiếu tối đa %|
|Xuất sắc|95||50%|I.1; I.4|1|20|
|Tốt|80||||||
|Hoàn thành|50||||||
"""
EXCLUSIONS = """
|Mã|Nội dung|Hệ quả|
|K1|Để xảy ra oan, sai|Không xét thi đua|
|K2|Lãnh đạo bị kỷ luật|Xuất sắc|
"""
AWARDS = "\n".join(
    (
        "|Thứ tự|Tên|Số lượng|Tính trên|Làm tròn số lượng|Phạm vi|Loại tối thiểu|Hạng tối đa|Tỷ lệ phiếu %|Mẫu số phiếu"
        "|Lớn hơn hẳn|Có mặt tối thiểu %|Không kèm với|Từ ngày hiệu lực|Đến ngày hiệu lực|",
        "|1|Cờ thi đua|1||||Xuất sắc|2|80%|Có mặt|Có|70|Bằng khen|1/1/2024||",
        "|2|Bằng khen|50%|Tổng số đơn vị|Lên||||||||Không|||",
    )
)

HEADERS = [column.header for column in CRITERIA.columns]


def criteria_grid(lines: str) -> str:
    """The sheet `Tiêu chí` from short lines: ``code | text | maximum | way | header=value | …``."""
    rows = [HEADERS]
    for line in lines.strip("\n").splitlines():
        fields = [piece.strip() for piece in line.split("|")]
        given = dict(zip(("Mã", "Nội dung", "Điểm tối đa", "Cách chấm"), fields, strict=False))
        given |= dict(piece.split("=", 1) for piece in fields[4:] if piece)
        assert given.keys() <= set(HEADERS), given
        rows.append([given.get(header, "") for header in HEADERS])
    return "\n".join("|" + "|".join(row) + "|" for row in rows)


def good_grids() -> dict[str, str]:
    """The grids of a rulebook without a fault."""
    return {
        "Thông tin": INFO,
        "Đơn vị": UNITS,
        "Tiêu chí": criteria_grid(LINES),
        "Mức": LEVELS,
        "Chỉ tiêu": FIGURES,
        "Đối chiếu": CROSS_CHECKS,
        "Xếp loại": CLASSES,
        "Điều kiện": EXCLUSIONS,
        "Danh hiệu": AWARDS,
    }


def good_book(changes: Mapping[str, str] | None = None, lines: str | None = None) -> Book:
    """A good rulebook; ``changes`` replace whole sheets ("" = without it), ``lines`` the criteria."""
    grids = good_grids() | ({"Tiêu chí": criteria_grid(lines)} if lines else {}) | dict(changes or {})
    return book_of({name: grid for name, grid in grids.items() if grid})


def small_book(lines: str, levels: str = "", info: str = "", **sheets: str) -> Book:
    """A rulebook of two units with the lines given: ``info`` adds rows to `Thông tin`, ``levels`` is `Mức`."""
    head = "|Mục|Giá trị|\n|Tên khối|K|\n|Kỳ|Năm 2026|\n|Từ ngày|1/1/2026|\n|Đến ngày|31/12/2026|\n|Căn cứ|QĐ|\n"
    units = "|Mã|Tên đơn vị|\n|CAT|Công an|\n|STP|Tư pháp|"
    grids = {"Thông tin": head + info, "Đơn vị": units, "Tiêu chí": criteria_grid(lines)}
    if levels:
        grids["Mức"] = "|Mã tiêu chí|Tên mức|Từ|Lấy từ|Đến|Lấy đến|Điểm|Điểm đến|Hệ quả|\n" + levels
    return book_of(grids | sheets)


def rulebook_of(book: Book) -> Rulebook:
    """The rulebook of a workbook that must hold no error."""
    rulebook, found = read_rulebook(book)
    assert rulebook is not None, [message(finding) for finding in found]
    return rulebook


def sheet_in(book: Book, name: str) -> Sheet:
    """A sheet of a drawn book."""
    return next(sheet for sheet in book.sheets if sheet.name == name)


def place(name: str) -> tuple[int, int]:
    """Row and column of an address: ``H12`` is (12, 8)."""
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", name).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return int(digits), column


def put(book: Book, sheet: str, cell: str, value: str | Cell) -> Book:
    """The book with one cell changed: a text as ``drawing`` reads it ("" clears it), or a cell."""
    cells = sheet_in(book, sheet).cells
    drawn = cell_of(value) if isinstance(value, str) else value
    if drawn is None:
        cells.pop(place(cell), None)
    else:
        cells[place(cell)] = drawn
    return book


def at(book: Book, key: str, header: str, sheet: str = "Tiêu chí", key_header: str = "Mã") -> str:
    """The address of the cell of ``header`` in the row whose key column holds ``key``."""
    cells = sheet_in(book, sheet).cells
    columns = {cell.value: column for (row, column), cell in cells.items() if row == 1}
    rows = [row for (row, column), cell in cells.items() if column == columns[key_header] and cell.value == key]
    return address(min(rows), columns[header])


def found_in(book: Book) -> list[Finding]:
    """The findings of a rulebook workbook, each of which must say itself."""
    _, found = read_rulebook(book)
    for finding in found:
        assert message(finding)
        assert fix(finding)
    return found


def codes_of(book: Book) -> set[tuple[str, str | None, str | None]]:
    """The findings as (code, sheet, cell)."""
    return codes_at(found_in(book))
