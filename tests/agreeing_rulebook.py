"""Sixty lines: every way × measure of a rulebook in each of the three parts, for a bloc of eight units."""

from drawing import book_of
from rulebook_drawing import criteria_grid, rulebook_of

from thidua_xl.rulebook.models import Rulebook

LEVEL_HEAD = "|Mã tiêu chí|Tên mức|Từ|Lấy từ|Đến|Lấy đến|Điểm|Điểm đến|Hệ quả|"
INFO = """
|Mục|Giá trị|
|Tên khối|Khối thử|
|Kỳ|Năm 2026|
|Từ ngày|1/1/2026|
|Đến ngày|31/12/2026|
|Căn cứ|QĐ 1|
|Thang điểm|100|
|Làm tròn|2|
|Thưởng tối đa|30|
|Khi không phát sinh|Bỏ dòng|
|Ưu tiên khi bằng điểm|Mục A; Tiêu chí A.P.4; Điểm thưởng; Ít điểm trừ|
"""
UNITS = ("CAT", "VKS", "TAND", "STP", "TTT", "BNC", "THADS", "BCH")
SECOND_GROUP = ("STP", "TTT", "BCH")
CLASSES = "|Loại|Từ điểm|Dưới điểm|\n|Xuất sắc|60||\n|Tốt|45|60|\n|Hoàn thành|30|45|\n|Yếu||20|"
CASES = "|Mã|Nội dung|Hệ quả|\n|K1|Để xảy ra sai|Không xét thi đua|"
PARTS = {"A": "Chính", "B": "Thưởng", "C": "Trừ"}
LATE = "Hạn=15/6/2026"

TYPED = (
    ("5", "Đạt/Không đạt", ""),
    ("5", "Chọn mức", ""),
    ("5", "{frame}", "Bước điểm=0,25"),
    ("5", "Chấm trực tiếp", "Bước điểm=0,5"),
    ("5", "Kế thừa", "Hệ số=0,35"),
    ("5", "So với đơn vị dẫn đầu", "Cách tính vượt={excess}"),
)
BANDED = tuple(
    ("5", "Theo mức", f"Đại lượng={measure}")
    for measure in ("Tỷ lệ %", "Thiếu %", "Vượt %", "Giá trị", "Số lần", f"Ngày chậm | {LATE}")
)
RECKONED = (
    ("5", "Theo tỷ lệ", "Sàn tỷ lệ=33,3333"),
    ("5", "Cộng theo lần", "Đại lượng=Số lần | Hệ số=0,333"),
    ("5", "Cộng theo lần", "Đại lượng=Giá trị | Hệ số=0,05 | Làm tròn đại lượng=Gần nhất"),
    ("5", "Cộng theo lần", "Đại lượng=Vượt % | Hệ số=0,1"),
    ("5", "Trừ theo lần", "Đại lượng=Số lần | Hệ số=1,5{start}"),
    ("5", "Trừ theo lần", "Đại lượng=Giá trị | Hệ số=0,35{start} | Làm tròn đại lượng=Xuống"),
    ("5", "Trừ theo % thiếu", "Hệ số=0,2"),
)
LATE_RECKONED = (("5", "Trừ theo ngày chậm", f"Hệ số=0,5 | {LATE}"),)
NOT_ARISING = ("Bỏ dòng", "Đủ điểm", "Không điểm", "Không được")
EVIDENCE = ("Bắt buộc", "Nên có", "Không")
NAMED = (("Tốt", "5"), ("Khá", "3,5"), ("Trung bình", "1,25"))
FRAMES = (("nhẹ", "0,5", "1,5"), ("nặng", "2", "3"), ("nghiêm trọng", "3,5", "5"))
SHARES = (
    ("", "", "50", "", "0,5"),
    ("50", "", "75", "", "2"),
    ("75", "", "95", "Có", "3,75"),
    ("95", "Không", "", "", "5"),
)
FIGURES = (
    ("", "", "-5", "", "0,5"),
    ("-5", "", "0", "", "1"),
    ("0", "", "2,675", "Có", "2,5"),
    ("2,675", "Không", "", "", "5"),
)
COUNTS = (("0", "", "0", "", "5"), ("1", "", "2", "", "3"), ("3", "", "5", "", "1,5"), ("6", "", "", "", "0,25"))


def sixty_lines() -> Rulebook:
    """The rulebook; some lines stand under a sum row with a ceiling."""
    drawn = [_part(part) for part in PARTS]
    lines = [line for part_lines, _ in drawn for line in part_lines]
    levels = [level for _, part_levels in drawn for level in part_levels]
    units = [f"|{code}|Đơn vị {code}|{'Nhóm 2' if code in SECOND_GROUP else 'Nhóm 1'}|" for code in UNITS]
    sheets = {
        "Thông tin": INFO,
        "Đơn vị": "\n".join(["|Mã|Tên đơn vị|Nhóm xếp hạng|", *units]),
        "Tiêu chí": criteria_grid("\n".join(lines)),
        "Mức": "\n".join([LEVEL_HEAD, *levels]),
        "Xếp loại": CLASSES,
        "Điều kiện": CASES,
    }
    return rulebook_of(book_of(sheets))


def _part(part: str) -> tuple[list[str], list[str]]:
    """The lines and the levels of a part."""
    ceiling = " | Trần=28" if part == "A" else ""
    lines = [f"{part} | Phần {part} | | | Nhóm điểm={PARTS[part]}", f"{part}.P | Nhóm {part} | | {ceiling}"]
    levels: list[str] = []
    start, excess = " | Bắt đầu=5" if part == "B" else "", "Hiệu số" if part == "B" else "Tỷ lệ"
    for number, (maximum, way, parameters) in enumerate((*TYPED, *BANDED, *RECKONED, *LATE_RECKONED), 1):
        code = f"{part}.P.{number}" if number <= len(TYPED) else f"{part}.{number}"
        named = way.format(frame="Trừ trong khung" if part == "C" else "Chấm trong khung")
        more = [parameters.format(start=start, excess=excess), f"Minh chứng={EVIDENCE[number % 3]}"]
        more += [f"Khi không phát sinh={NOT_ARISING[number % 4]}"] if part == "A" else []
        more += ["Đơn vị tính=%"] if "Tỷ lệ %" in parameters or way == "Theo tỷ lệ" else []
        lines.append(f"{code} | Dòng {code} | {maximum} | {named} | {' | '.join(piece for piece in more if piece)}")
        levels += _levels(code, named, parameters)
    return lines, levels


def _levels(code: str, way: str, parameters: str) -> list[str]:
    if way == "Chọn mức":
        case = "K1" if code.startswith("C") else ""
        return [f"|{code}|{name}|||||{points}||{case if name == 'Tốt' else ''}|" for name, points in NAMED]
    if "trong khung" in way:
        return [f"|{code}|{name}|||||{low}|{high}||" for name, low, high in FRAMES]
    if way != "Theo mức":
        return []
    counted = "Số lần" in parameters or "Ngày chậm" in parameters
    table = COUNTS if counted else FIGURES if "Giá trị" in parameters else SHARES
    return [f"|{code}||{'|'.join(ends)}|{points}|||" for *ends, points in table]
