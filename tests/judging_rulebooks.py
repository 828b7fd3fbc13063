"""The rulebooks the judge tries: every way × measure × part of the matrix, with varied parameters."""

import random
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from drawing import book_of
from rulebook_drawing import criteria_grid, rulebook_of, small_book

from thidua_xl.book import Book
from thidua_xl.rulebook.models import Rulebook

LEVEL_HEAD = "|Mã tiêu chí|Tên mức|Từ|Lấy từ|Đến|Lấy đến|Điểm|Điểm đến|Hệ quả|"
WHOLES = ("Không", "Xuống", "Lên", "Gần nhất")
NOT_ARISING = ("Đủ điểm", "Không điểm", "Bỏ dòng", "Không được")
EVIDENCE = ("Bắt buộc", "Nên có", "Không")
UNBOUNDED = "Không"
PARTS = {"A": "Chính", "B": "Thưởng", "C": "Trừ"}

# extents of bands: low, is it in, high, is it in; "" = open or the default
PERCENT_BANDS = (
    (("", "", "50", ""), ("50", "", "75", ""), ("75", "", "95", "Có"), ("95", "Không", "", "")),
    (("", "", "57", "Không"), ("57", "Không", "57.5", "Có"), ("80", "", "", "")),  # 57 itself and 57.5 to 80 are gaps
    (("33.3333", "", "66.6667", "Có"), ("66.6667", "Không", "100", "Có")),  # nothing below, nothing above
    (("", "", "", ""),),
)
VALUE_BANDS = (
    (("", "", "-5", ""), ("-5", "", "0", ""), ("0", "", "2.675", "Có"), ("2.675", "Không", "", "")),
    (("-1.5", "", "0.3", ""), ("0.3", "0", "0.3", ""), ("0.3", "Không", "1000000", "Có")),
)
WHOLE_BANDS = (
    (("0", "", "0", ""), ("1", "", "2", ""), ("3", "", "5", ""), ("6", "", "10", ""), ("11", "", "", "")),
    (("0", "", "1.5", ""), ("4", "Không", "8", "Không"), ("8", "", "20", "")),  # 2 to 4 and 21 are gaps
)


@dataclass
class Drawing:
    """Lines of `Tiêu chí` and rows of `Mức` as they are thought up."""

    digits: int
    chance: random.Random
    lines: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    number: int = 0

    def points(self, low: int, high: int) -> str:
        """Points with as many digits as the rulebook keeps, positive."""
        scale = 10**self.digits
        return str(Decimal(self.chance.randint(low * scale, high * scale)) / scale).replace(".", ",")

    def line(self, part: str, way: str, maximum: str = "", **given: str) -> str:
        """One more line under the part's row; its code."""
        self.number += 1
        parent = part if self.chance.random() < 0.6 else f"{part}.{self.chance.choice('PQ')}"
        code = f"{parent}.{self.number}"
        extra = {"Minh chứng": self.chance.choice(EVIDENCE), **given}
        if self.chance.random() < 0.15:
            extra["Đơn vị tính"] = "%"
        if part == "A":
            extra["Khi không phát sinh"] = self.chance.choice(NOT_ARISING if maximum else NOT_ARISING[-1:])
        pieces = [f"{key.replace('_', ' ')}={value}" for key, value in extra.items() if value]
        self.lines.append(" | ".join([code, f"Dòng {self.number}", maximum, way, *pieces]))
        return code

    def level(self, code: str, name: str, points: str, upto: str = "", case: str = "") -> None:
        """One level of a line."""
        self.levels.append(f"|{code}|{name}|||||{points}|{upto}|{case}|")

    def bands(self, code: str, extents: tuple[tuple[str, str, str, str], ...]) -> None:
        """The bands of a line, with points of their own; every fifth brings about a case."""
        for low, low_in, high, high_in in extents:
            case = "K1" if self.chance.random() < 0.1 else ""
            ends = "|".join([low.replace(".", ","), low_in if low_in != "0" else "", high.replace(".", ","), high_in])
            self.levels.append(f"|{code}||{ends}|{self.points(0, 9)}||{case}|")


def _bounds(draw: Drawing, part: str, *, may_be_below: bool = True) -> dict[str, str]:
    """Sàn and Trần: by default, unbounded, or a figure."""
    floors = ["", "", UNBOUNDED, draw.points(0, 2)]
    if part == "A" and may_be_below:
        floors.append("-" + draw.points(1, 5))
    return {"Sàn": draw.chance.choice(floors), "Trần": draw.chance.choice(["", "", UNBOUNDED, draw.points(6, 14)])}


def _choices(draw: Drawing, part: str) -> None:
    draw.line(part, "Đạt/Không đạt", draw.points(5, 12))
    draw.line(part, "Đạt/Không đạt", draw.points(5, 12), Sàn=draw.points(0, 3))
    if part == "A":
        draw.line(part, "Đạt/Không đạt", draw.points(5, 12), Sàn="-" + draw.points(1, 3))
    for _ in range(2):
        code = draw.line(part, "Chọn mức", "20", **_bounds(draw, part))
        for name in ("Tốt", "Khá", 'Trung bình "yếu"', "5", "Có sai sót (*)"):
            lowest = "-" if part == "A" and name == "5" else ""
            draw.level(code, name, lowest + draw.points(1, 7), case=draw.chance.choice(["", "K2"]))
    draw.level(draw.line(part, "Chọn mức", "20"), "", draw.points(1, 6))
    frame = "Trừ trong khung" if part == "C" else "Chấm trong khung"
    steps = {0: "1", 1: "0,5", 2: "0,25", 3: "0,125"}
    for step in ("", steps[draw.digits]):
        code = draw.line(part, frame, "20", Bước_điểm=step)
        for name, low, high in (("nhẹ", 1, 3), ("nặng", 4, 7), ("nghiêm trọng", 8, 11)):
            draw.level(code, name, draw.points(low, low + 1), draw.points(high, high + 1), "K1" if low == 8 else "")
    draw.level(draw.line(part, frame, "20"), "", draw.points(1, 2), draw.points(3, 5))
    draw.line(part, "Chấm trực tiếp", "10", Bước_điểm=steps[draw.digits])
    draw.line(part, "Chấm trực tiếp", "10", **_bounds(draw, part))
    for factor in ("", "0,35"):
        # a main line without a maximum would keep the whole rulebook from being re-scaled: one digit tries that
        maximum = "50" if part == "A" and draw.digits else draw.chance.choice(["", "50"])
        draw.line(part, "Kế thừa", maximum, Hệ_số=factor, **_bounds(draw, part))
    for excess in ("Tỷ lệ", "Hiệu số"):
        draw.line(part, "So với đơn vị dẫn đầu", "10", Cách_tính_vượt=excess)


def _bands(draw: Drawing, part: str) -> None:
    tables = {"Tỷ lệ %": PERCENT_BANDS, "Thiếu %": PERCENT_BANDS, "Vượt %": PERCENT_BANDS, "Giá trị": VALUE_BANDS}
    for measure, extents in ((measure, extents) for measure, many in tables.items() for extents in many):
        whole = draw.chance.choice(WHOLES)
        draw.bands(draw.line(part, "Theo mức", "10", Đại_lượng=measure, Làm_tròn_đại_lượng=whole), extents)
    for extents in WHOLE_BANDS:
        draw.bands(draw.line(part, "Theo mức", "10", Đại_lượng="Số lần"), extents)
        draw.bands(draw.line(part, "Theo mức", "10", Đại_lượng="Ngày chậm", Hạn="15/6/2026"), extents)


def _linear(draw: Drawing, part: str) -> None:
    factors = ("0,05", "0,35", "1", "2", "0,333", "1,5")
    for whole, floor in (*product(WHOLES, ("",)), ("Không", "57"), ("Không", "99,5"), ("Lên", "33,3333")):
        more = _bounds(draw, part) | {"Làm_tròn_đại_lượng": whole, "Sàn_tỷ_lệ": floor}
        draw.line(part, "Theo tỷ lệ", draw.chance.choice(["3", "10", draw.points(1, 12)]), **more)
    ways = [("Cộng theo lần", m) for m in ("Số lần", "Giá trị", "Vượt %")]
    ways += [("Trừ theo lần", m) for m in ("Số lần", "Giá trị")] + [("Trừ theo % thiếu", "Thiếu %")] * 2
    for (way, measure), whole in product(ways, ("Không", draw.chance.choice(WHOLES[1:]))):
        start = draw.points(1, 12) if draw.chance.random() < 0.5 or (part == "B" and way == "Trừ theo lần") else ""
        floor = draw.chance.choice(["", "57", "80"]) if way == "Trừ theo % thiếu" else ""
        given = {"Hệ_số": draw.chance.choice(factors), "Bắt_đầu": start, "Sàn_tỷ_lệ": floor, **_bounds(draw, part)}
        draw.line(part, way, "12", Đại_lượng=measure, Làm_tròn_đại_lượng=whole, **given)
    for bounds in ({}, {"Sàn": UNBOUNDED}, {"Trần": UNBOUNDED}, {"Bắt_đầu": draw.points(1, 5)}):
        draw.line(part, "Trừ theo ngày chậm", "12", Hạn="15/6/2026", Hệ_số=draw.chance.choice(factors), **bounds)


def judge_rulebook(digits: int, seed: int = 0) -> Rulebook:
    """Every way × measure × part at ``digits``; what else varies is drawn by ``seed``."""
    draw = Drawing(digits, random.Random(f"{digits} {seed}"))
    for part in PARTS:
        for about in (_choices, _bands, _linear):
            about(draw, part)
    sums = [f"{code} | Phần {code} |  |  | Nhóm điểm={part}" for code, part in PARTS.items()]
    for code in PARTS:
        floor = "-" + draw.points(3, 9) if code == "A" else draw.points(1, 3)
        sums.append(f"{code}.P | Nhóm có trần | | | Trần={draw.points(20, 60)}")
        sums.append(f"{code}.Q | Nhóm có sàn | | | Sàn={floor}")
    cases = "|Mã|Nội dung|Hệ quả|\n|K1|Để xảy ra sai|Không xét thi đua|\n|K2|Bị phê bình|Tốt|"
    classes = "|Loại|Từ điểm|Dưới điểm|\n|Tốt|90||\n|Khá|50|90|\n|Kém||50|"
    info = f"|Làm tròn|{digits}|\n|Thưởng tối đa|60|\n|Thang điểm|500|\n"
    lines = "\n".join(sums + sorted(draw.lines, key=lambda line: line[0]))
    sheets = {"Điều kiện": cases, "Xếp loại": classes}
    return rulebook_of(small_book(lines, "\n".join(draw.levels), info, **sheets))


SPECIAL_LINES = """
I     | Chung                      | 80
I.1   | Đơn đã giải quyết          | 30 | Theo tỷ lệ | Khi không phát sinh=Bỏ dòng | Sàn tỷ lệ=50
I.2   | Báo cáo đúng hạn           | 20 | Trừ theo ngày chậm | Hệ số=2 | Hạn=15/6/2026 | Khi không phát sinh=Đủ điểm
I.3   | Nhóm có trần               | 30 |  | Trần=25 | Khi không phát sinh=Bỏ dòng
I.3.1 | Văn bản có ký số           | 15 | Theo mức
I.3.2 | Học tập Nghị quyết         | 15 | Đạt/Không đạt
II    | Riêng của Công an          | 20 |  | Áp dụng cho=CAT
II.1  | Điều tra, khám phá         | 20 | Theo tỷ lệ | Chỉ tiêu số liệu=SL01 | Khi không phát sinh=Bỏ dòng
III   | Điểm thưởng                |    |  | Nhóm điểm=Thưởng
III.1 | Sáng kiến                  |    | Cộng theo lần | Hệ số=2
III.2 | Điểm do bộ chấm            | 4  | Kế thừa
IV    | Điểm trừ                   |    |  | Nhóm điểm=Trừ
IV.1  | Mất hồ sơ                  |    | Trừ theo lần | Hệ số=3
IV.2  | Thất lạc văn bản           |    | Chọn mức
"""
SPECIAL_LEVELS = """
|I.3.1||95|Không|||15|||
|I.3.1||75|Có|95|Có|10|||
|I.3.1||||75||2|||
|IV.2|Nhẹ|||||1|||
|IV.2|Nghiêm trọng|||||10||K1|
"""
SPECIAL_SHEETS = {
    "Chỉ tiêu": """
|Mã|Tên chỉ tiêu|Đơn vị tính|Kiểu|Áp dụng cho|KH CAT|KH STP|
|SL01|Vụ đã khám phá|vụ|Số đếm|CAT|100||
|SL02|Vụ án chuyển|vụ|Số đếm||||
|SL03|Tỷ lệ giải quyết|%|Tỷ lệ %||||
|SL04|Tiền thu hồi|triệu đồng|Tiền||||
|SL05|Tăng giảm|điểm|Số thực||2,5||""",
    "Đối chiếu": """
|Mã|Nội dung|Vế trái|Phép|Vế phải|Dung sai|Mức độ|Áp dụng cho|
|DC1|Chuyển không quá khám phá|SL02|<=|(SL01 + SL01.CK) * 1,5 / 2|0|Cảnh báo|CAT|
|DC2|Bằng nhau|SL02|=|SL04 / SL05.KH|2%|||
|DC3|Nhỏ hơn|SL02 - SL02.CK|<|SL04.CK * 0,1|0,3|||
|DC4|Lớn hơn|SL03|>|SL03.CK|1|||
|DC5|Không nhỏ hơn|-SL05|>=|SL04 / (SL02 - SL02.KH)|||CAT; STP|
|DC6|Của đơn vị khác|CAT!SL02|=|STP!SL02||||""",
    "Xếp loại": """
|Loại|Từ điểm|Dưới điểm|Sàn từng tiêu chí %|Chỉ tiêu phải đạt|Số chỉ tiêu đạt tối thiểu|Thiếu tối đa %|
|Xuất sắc|95||50%|I.1; II.1; I.2|2|20|
|Tốt|80|||I.1; II.1||20%|
|Tốt|60||33,3333||||
|Hoàn thành|50||||||
|Yếu||40|||||""",
    "Điều kiện": """
|Mã|Nội dung|Hệ quả|
|K1|Để xảy ra oan, sai|Không xét thi đua|
|K2|Lãnh đạo bị kỷ luật|Xuất sắc|
|K3|Mất đoàn kết|Tốt|""",
}


def special_rulebook() -> Rulebook:
    """80 common points and 20 of one agency only, re-scaled; gates, floors, barred classes, own comparisons."""
    info = "|Thang điểm|100|\n|Thưởng tối đa|7|\n"
    return rulebook_of(small_book(SPECIAL_LINES, SPECIAL_LEVELS, info, **SPECIAL_SHEETS))


def drawn(lines: str, **sheets: str) -> Book:
    """A book of one sheet of criteria, for what needs no more."""
    return book_of({"Tiêu chí": criteria_grid(lines), **sheets})
