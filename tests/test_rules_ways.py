"""Every way of scoring of rulebook.md's matrix, over its measures, with its defaults: input → points or finding."""

from datetime import datetime

import pytest
from rule_drawing import bands, given, graded, line, said

TEN = "10"
TABLE = bands("]95;:10", "[75;95]:6", ";75[:2")
LATE = "Trừ theo ngày chậm | Hệ số=2 | Hạn=15/6/2026"

# way | maximum | levels | inputs | points, or the code of what is wrong
MAIN = [
    # Đạt/Không đạt: Max, or Sàn (0)
    ("Đạt/Không đạt", TEN, "", {"result": "Đạt"}, "10.00"),
    ("Đạt/Không đạt", TEN, "", {"result": "  ĐẠT "}, "10.00"),
    ("Đạt/Không đạt", TEN, "", {"result": "Đa\u0323t"}, "10.00"),  # decomposed
    ("Đạt/Không đạt", TEN, "", {"result": "không đạt"}, "0.00"),
    ("Đạt/Không đạt", TEN, "", {"result": "Dat"}, "TD-MUC-KHONG-CO"),
    ("Đạt/Không đạt", TEN, "", {"result": 1}, "TD-MUC-KHONG-CO"),
    ("Đạt/Không đạt | Sàn=2", TEN, "", {"result": "Không đạt"}, "2.00"),
    ("Đạt/Không đạt | Sàn=-2", TEN, "", {"result": "Không đạt"}, "-2.00"),
    ("Đạt/Không đạt", TEN, "", {"result": "Đạt", "times": 2}, "10.00"),  # Số lần is not its column
    ("Đạt/Không đạt", TEN, "", {"times": 2}, "TD-THIEU-MUC"),
    ("Đạt/Không đạt", "0", "", {"result": "Đạt"}, "0.00"),  # a maximum of 0 is lawful
    # Chọn mức: the level's points × số lần, up to Max
    ("Chọn mức", TEN, graded("Tốt:10", "Khá:7"), {"result": "khá"}, "7.00"),
    ("Chọn mức", TEN, graded("Tốt:5", "Khá:2"), {"result": "Khá", "times": 3}, "6.00"),
    ("Chọn mức", TEN, graded("Tốt:5", "Khá:2"), {"result": "Tốt", "times": 3}, "10.00"),
    ("Chọn mức | Trần=Không", TEN, graded("Tốt:5"), {"result": "Tốt", "times": 3}, "15.00"),
    ("Chọn mức | Trần=12", TEN, graded("Tốt:5"), {"result": "Tốt", "times": 3}, "12.00"),
    ("Chọn mức | Sàn=4", TEN, graded("Tốt:5", "Kém:1"), {"result": "Kém"}, "4.00"),
    ("Chọn mức", TEN, graded("Tốt:5", "Kém:-2"), {"result": "Kém", "times": 3}, "-6.00"),
    ("Chọn mức", TEN, graded("Tốt:5"), {"result": "Tốt", "times": 0}, "0.00"),
    ("Chọn mức", TEN, graded("Tốt:5"), {"result": "Tốt", "times": "1.5"}, "TD-SO-LE"),
    ("Chọn mức", TEN, graded("Tốt:5"), {"result": "Tốt", "times": -1}, "TD-SO-AM"),
    ("Chọn mức", TEN, graded("Tốt:5"), {"result": "Tốt", "times": "hai"}, "TD-KHONG-PHAI-SO"),
    ("Chọn mức", TEN, graded("Tốt:5", "Khá:2"), {"times": 1}, "TD-THIEU-MUC"),
    ("Chọn mức", TEN, graded("Tốt:5"), {"result": "Giỏi"}, "TD-MUC-KHONG-CO"),
    ("Chọn mức", TEN, graded(":4"), {"times": 2}, "8.00"),  # a single level without a name is chosen by itself
    ("Chọn mức", TEN, graded(":4"), {"result": "gì đó"}, "TD-MUC-KHONG-CO"),
    ("Chọn mức", TEN, graded("5:5", "2:2"), {"result": 5}, "5.00"),  # a level named by a number
    # Theo mức: each measure
    ("Theo mức", TEN, TABLE, {"result": 95, "target": 100}, "6.00"),
    ("Theo mức", TEN, TABLE, {"result": "95.01", "target": 100}, "10.00"),
    ("Theo mức", TEN, TABLE, {"result": 0, "target": 100}, "2.00"),
    ("Theo mức", TEN, TABLE, {"result": "94.9999999999", "target": 100}, "6.00"),  # nine decimals: it is 95
    ("Theo mức", TEN, bands("50;:10"), {"result": 49, "target": 100}, "TD-NGOAI-CAC-MUC"),
    ("Theo mức", TEN, bands("50;60:1", "]60;:10"), {"result": 60, "target": 100}, "TD-NGOAI-CAC-MUC"),  # the gap
    ("Theo mức", TEN, TABLE, {"result": 95}, "TD-THIEU-CHI-TIEU"),
    ("Theo mức", TEN, TABLE, {"result": 95, "target": 0}, "TD-THIEU-CHI-TIEU"),
    ("Theo mức", TEN, TABLE, {"result": 95, "target": -1}, "TD-SO-AM"),
    ("Theo mức", TEN, TABLE, {"result": 95, "target": "trăm"}, "TD-KHONG-PHAI-SO"),
    ("Theo mức", TEN, TABLE, {"result": -95, "target": 100}, "TD-SO-AM"),
    ("Theo mức", TEN, TABLE, {"result": "chín", "target": 100}, "TD-KHONG-PHAI-SO"),
    ("Theo mức | Làm tròn đại lượng=Lên", TEN, TABLE, {"result": "95.01", "target": 100}, "10.00"),
    ("Theo mức | Làm tròn đại lượng=Xuống", TEN, TABLE, {"result": "95.99", "target": 100}, "6.00"),
    ("Theo mức | Làm tròn đại lượng=Gần nhất", TEN, TABLE, {"result": "95.5", "target": 100}, "10.00"),
    ("Theo mức | Làm tròn đại lượng=Xuống", TEN, TABLE, {"result": "95.9999999999", "target": 100}, "10.00"),  # 96
    ("Theo mức | Đại lượng=Giá trị", TEN, bands("-5;0:1", "0;:10", ";-5:0"), {"result": "-5"}, "1.00"),
    ("Theo mức | Đại lượng=Giá trị", TEN, bands("5;5:3", "]5;:10", ";5:0"), {"result": 5}, "3.00"),  # Từ = Đến
    ("Theo mức | Đại lượng=Thiếu %", TEN, bands("0;0:10", "]0;:4"), {"result": 120, "target": 100}, "10.00"),
    ("Theo mức | Đại lượng=Thiếu %", TEN, bands("0;0:10", "]0;:4"), {"result": 99, "target": 100}, "4.00"),
    ("Theo mức | Đại lượng=Vượt %", TEN, bands("0;10:5", "10;:10"), {"result": 110, "target": 100}, "10.00"),
    ("Theo mức | Đại lượng=Vượt %", TEN, bands("0;10:5", "10;:10"), {"result": 50, "target": 100}, "5.00"),
    ("Theo mức | Đại lượng=Số lần", TEN, bands("0;0:10", "1;2:5", "3;:0"), {"result": 2}, "5.00"),
    ("Theo mức | Đại lượng=Số lần", TEN, bands("0;0:10", "1;2:5", "3;:0"), {"result": "2.5"}, "TD-SO-LE"),
    ("Theo mức | Đại lượng=Ngày chậm | Hạn=15/6/2026", TEN, bands("0;0:10", "1;:0"), {"result": "1/6/2026"}, "10.00"),
    ("Theo mức | Đại lượng=Ngày chậm | Hạn=15/6/2026", TEN, bands("0;0:10", "1;:3"), {"result": "Không nộp"}, "3.00"),
    ("Theo mức | Đại lượng=Ngày chậm | Hạn=15/6/2026", TEN, bands("0;0:10", "1;5:3"), {"result": "Không nộp"},
     "TD-KHONG-NOP-KHONG-CO-MUC"),
    # Theo tỷ lệ: Max × kết quả ÷ chỉ tiêu, 0 to Max
    ("Theo tỷ lệ", TEN, "", {"result": 50, "target": 100}, "5.00"),
    ("Theo tỷ lệ", TEN, "", {"result": 150, "target": 100}, "10.00"),
    ("Theo tỷ lệ | Trần=12", TEN, "", {"result": 150, "target": 100}, "12.00"),
    ("Theo tỷ lệ | Sàn=2", TEN, "", {"result": 1, "target": 100}, "2.00"),
    ("Theo tỷ lệ | Sàn tỷ lệ=57", TEN, "", {"result": 57, "target": 100}, "5.70"),
    ("Theo tỷ lệ | Sàn tỷ lệ=57", TEN, "", {"result": "56.99", "target": 100}, "0.00"),
    ("Theo tỷ lệ | Làm tròn đại lượng=Xuống", TEN, "", {"result": 2, "target": 3}, "6.60"),
    ("Theo tỷ lệ | Làm tròn đại lượng=Lên", TEN, "", {"result": 2, "target": 3}, "6.70"),
    ("Theo tỷ lệ | Làm tròn đại lượng=Gần nhất", TEN, "", {"result": 1, "target": 3}, "3.30"),
    ("Theo tỷ lệ", TEN, "", {"result": 1}, "TD-THIEU-CHI-TIEU"),
    ("Theo tỷ lệ", TEN, "", {"times": 1}, "TD-THIEU-KET-QUA"),  # half an input
    ("Theo tỷ lệ", TEN, "", {"target": 100}, "TD-CHUA-CHAM"),  # a target alone is none
    ("Theo tỷ lệ", TEN, "", {"points": 9}, "TD-CHUA-CHAM"),  # nor are points on a computed way
    # Cộng theo lần: Bắt đầu (0) + Hệ số × measure, 0 to Max
    ("Cộng theo lần | Hệ số=2", TEN, "", {"result": 3}, "6.00"),
    ("Cộng theo lần | Hệ số=2", TEN, "", {"result": 9}, "10.00"),
    ("Cộng theo lần | Hệ số=2 | Bắt đầu=1", TEN, "", {"result": 0}, "1.00"),
    ("Cộng theo lần | Hệ số=2 | Trần=Không", TEN, "", {"result": 9}, "18.00"),
    ("Cộng theo lần | Hệ số=2", TEN, "", {"result": "1.5"}, "TD-SO-LE"),
    ("Cộng theo lần | Hệ số=2", TEN, "", {"result": -1}, "TD-SO-AM"),
    ("Cộng theo lần | Hệ số=2 | Đại lượng=Giá trị", TEN, "", {"result": "1.5"}, "3.00"),
    ("Cộng theo lần | Hệ số=2 | Đại lượng=Giá trị", TEN, "", {"result": "-1.5"}, "0.00"),
    ("Cộng theo lần | Hệ số=2 | Đại lượng=Giá trị | Sàn=Không", TEN, "", {"result": "-1.5"}, "-3.00"),
    ("Cộng theo lần | Hệ số=2 | Đại lượng=Giá trị | Sàn=-1", TEN, "", {"result": "-1.5"}, "-1.00"),
    ("Cộng theo lần | Hệ số=0,333 | Đại lượng=Vượt %", TEN, "", {"result": 110, "target": 100}, "3.33"),
    ("Cộng theo lần | Hệ số=1 | Đại lượng=Vượt %", TEN, "", {"result": 90, "target": 100}, "0.00"),
    # Trừ theo lần: Bắt đầu (Max) − Hệ số × measure
    ("Trừ theo lần | Hệ số=3", TEN, "", {"result": 2}, "4.00"),
    ("Trừ theo lần | Hệ số=3", TEN, "", {"result": 4}, "0.00"),
    ("Trừ theo lần | Hệ số=3 | Sàn=Không", TEN, "", {"result": 4}, "-2.00"),
    ("Trừ theo lần | Hệ số=3 | Bắt đầu=8", TEN, "", {"result": 1}, "5.00"),
    ("Trừ theo lần | Hệ số=3 | Bắt đầu=12", TEN, "", {"result": 0}, "10.00"),
    ("Trừ theo lần | Hệ số=3 | Đại lượng=Giá trị", TEN, "", {"result": "0.5"}, "8.50"),
    # Trừ theo % thiếu
    ("Trừ theo % thiếu | Hệ số=0,5", TEN, "", {"result": 90, "target": 100}, "5.00"),
    ("Trừ theo % thiếu | Hệ số=0,5", TEN, "", {"result": 130, "target": 100}, "10.00"),
    ("Trừ theo % thiếu | Hệ số=0,5", TEN, "", {"result": 10, "target": 100}, "0.00"),
    ("Trừ theo % thiếu | Hệ số=0,1 | Sàn tỷ lệ=50", TEN, "", {"result": 49, "target": 100}, "0.00"),
    ("Trừ theo % thiếu | Hệ số=0,1 | Sàn tỷ lệ=50", TEN, "", {"result": 50, "target": 100}, "5.00"),
    ("Trừ theo % thiếu | Hệ số=1 | Làm tròn đại lượng=Xuống", TEN, "", {"result": 199, "target": 200}, "10.00"),
    ("Trừ theo % thiếu | Hệ số=1 | Làm tròn đại lượng=Lên", TEN, "", {"result": 199, "target": 200}, "9.00"),
    # Trừ theo ngày chậm
    (LATE, TEN, "", {"result": "15/6/2026"}, "10.00"),
    (LATE, TEN, "", {"result": datetime(2026, 6, 15, 23, 59)}, "10.00"),  # the time of day is dropped
    (LATE, TEN, "", {"result": datetime(2026, 6, 16, 0, 1)}, "8.00"),
    (LATE, TEN, "", {"result": "không  nộp"}, "0.00"),
    (LATE + " | Sàn=3", TEN, "", {"result": "Không nộp"}, "3.00"),
    (LATE + " | Sàn=Không", TEN, "", {"result": "Không nộp"}, "TD-KHONG-NOP-KHONG-CO-MUC"),
    (LATE + " | Sàn=Không", TEN, "", {"result": "21/6/2026"}, "-2.00"),
    (LATE, TEN, "", {"result": "sớm"}, "TD-KHONG-PHAI-NGAY"),
    (LATE, TEN, "", {"result": 46188}, "TD-KHONG-PHAI-NGAY"),
    # Chấm trực tiếp: within bounds and on the step, else an error
    ("Chấm trực tiếp", TEN, "", {"points": "8.255"}, "8.26"),
    ("Chấm trực tiếp", TEN, "", {"points": "10.01"}, "TD-VUOT-TOI-DA"),
    ("Chấm trực tiếp", TEN, "", {"points": -1}, "TD-DUOI-SAN"),
    ("Chấm trực tiếp | Sàn=-2", TEN, "", {"points": -2}, "-2.00"),
    ("Chấm trực tiếp | Sàn=Không", TEN, "", {"points": -99}, "-99.00"),
    ("Chấm trực tiếp | Trần=Không", TEN, "", {"points": 99}, "99.00"),
    ("Chấm trực tiếp | Bước điểm=0,25", TEN, "", {"points": "8.25"}, "8.25"),
    ("Chấm trực tiếp | Bước điểm=0,25", TEN, "", {"points": "8.3"}, "TD-LECH-BUOC"),
    ("Chấm trực tiếp", TEN, "", {"points": "tám"}, "TD-KHONG-PHAI-SO"),
    ("Chấm trực tiếp", TEN, "", {"result": 3}, "TD-THIEU-DIEM"),  # half an input
    ("Chấm trực tiếp", TEN, "", {}, "TD-CHUA-CHAM"),
    # Chấm trong khung: within số lần × the level's range
    ("Chấm trong khung", TEN, graded("Khá:5–7", "Tốt:8–10"), {"result": "Khá", "points": 6}, "6.00"),
    ("Chấm trong khung", TEN, graded("Khá:5–7", "Tốt:8–10"), {"result": "Khá", "points": 8}, "TD-NGOAI-KHUNG"),
    ("Chấm trong khung", TEN, graded("Khá:1–2"), {"result": "Khá", "times": 3, "points": 6}, "6.00"),
    ("Chấm trong khung", TEN, graded("Khá:1–2"), {"result": "Khá", "times": 3, "points": 2}, "TD-NGOAI-KHUNG"),
    ("Chấm trong khung", TEN, graded("Khá:4–5"), {"result": "Khá", "times": 3, "points": 12}, "TD-VUOT-TOI-DA"),
    ("Chấm trong khung | Bước điểm=0,5", TEN, graded("Khá:5–7"), {"result": "Khá", "points": "5.3"}, "TD-LECH-BUOC"),
    ("Chấm trong khung", TEN, graded("Khá:5–7"), {"result": "Khá"}, "TD-THIEU-DIEM"),
    ("Chấm trong khung", TEN, graded("Khá:5–7", "Tốt:8–10"), {"points": 6}, "TD-THIEU-MUC"),
    ("Chấm trong khung", TEN, graded(":5–7"), {"points": 6}, "6.00"),  # a single level without a name
    ("Chấm trong khung", TEN, graded("Khá:7"), {"result": "Khá", "points": 7}, "7.00"),
    # Kế thừa: Hệ số (1) × figure, 0 to Max where given
    ("Kế thừa", "", "", {"result": 97}, "97.00"),
    ("Kế thừa | Hệ số=0,1", "", "", {"result": 97}, "9.70"),
    ("Kế thừa", TEN, "", {"result": "10.01"}, "TD-VUOT-TOI-DA"),
    ("Kế thừa", "", "", {"result": -1}, "TD-SO-AM"),
    ("Kế thừa | Sàn=-5", "", "", {"result": -1}, "-1.00"),
    # So với đơn vị dẫn đầu: alone it waits
    ("So với đơn vị dẫn đầu", TEN, "", {"result": 5, "target": 4}, "pending"),
    ("So với đơn vị dẫn đầu", TEN, "", {"result": 5}, "pending"),
    ("So với đơn vị dẫn đầu", TEN, "", {"result": 5, "target": -4}, "TD-SO-AM"),
    ("So với đơn vị dẫn đầu", TEN, "", {"result": "năm", "target": 4}, "TD-KHONG-PHAI-SO"),
    ("So với đơn vị dẫn đầu", TEN, "", {"target": 4}, "TD-CHUA-CHAM"),
]  # fmt: skip

BONUS = [
    ("Cộng theo lần | Hệ số=2", "", "", {"result": 40}, "80.00"),  # no maximum, no cap
    ("Cộng theo lần | Hệ số=2", "5", "", {"result": 40}, "5.00"),
    ("Trừ theo lần | Hệ số=2 | Bắt đầu=5", "", "", {"result": 1}, "3.00"),
    ("Trừ theo % thiếu | Hệ số=1", "5", "", {"result": 98, "target": 100}, "3.00"),
    ("Trừ theo ngày chậm | Hệ số=1 | Hạn=1/6/2026", "5", "", {"result": "Không nộp"}, "0.00"),
    ("Chọn mức", "", graded("Cờ:15"), {"result": "Cờ", "times": 2}, "30.00"),
    ("Chấm trực tiếp", "", "", {"points": 40}, "40.00"),
    ("Chọn mức", "", graded("Cờ:15"), {"times": 2}, "TD-THIEU-MUC"),  # half an input is an error here too
]

DEDUCTIONS = [
    ("Trừ theo lần | Hệ số=2", "", "", {"result": 3}, "-6.00"),
    ("Trừ theo lần | Hệ số=2", "5", "", {"result": 3}, "-5.00"),
    ("Trừ theo lần | Hệ số=2 | Bắt đầu=1", "", "", {"result": 3}, "-7.00"),
    ("Trừ theo lần | Hệ số=2 | Sàn=1", "", "", {"result": 0}, "-1.00"),
    ("Trừ theo lần | Hệ số=2 | Trần=4", "5", "", {"result": 3}, "-4.00"),
    ("Trừ theo lần | Hệ số=2 | Trần=Không", "5", "", {"result": 3}, "-6.00"),
    ("Trừ theo % thiếu | Hệ số=0,5", "5", "", {"result": 96, "target": 100}, "-2.00"),
    ("Trừ theo % thiếu | Hệ số=0,5", "5", "", {"result": 9, "target": 100}, "-5.00"),
    ("Trừ theo ngày chậm | Hệ số=1 | Hạn=1/6/2026", "5", "", {"result": "3/6/2026"}, "-2.00"),
    ("Trừ theo ngày chậm | Hệ số=1 | Hạn=1/6/2026", "5", "", {"result": "Không nộp"}, "-5.00"),
    ("Trừ theo ngày chậm | Hệ số=1 | Hạn=1/6/2026", "", "", {"result": "Không nộp"}, "TD-KHONG-NOP-KHONG-CO-MUC"),
    ("Chọn mức", "", graded("Nhẹ:1", "Nặng:3"), {"result": "Nặng", "times": 2}, "-6.00"),
    ("Chọn mức", "5", graded("Nhẹ:1", "Nặng:3"), {"result": "Nặng", "times": 2}, "-5.00"),
    ("Theo mức | Đại lượng=Số lần", "", bands("0;0:0", "1;2:1,5", "3;:4"), {"result": 2}, "-1.50"),
    ("Theo mức | Đại lượng=Số lần", "", bands("0;0:0", "1;2:1,5", "3;:4"), {"result": 0}, "0.00"),
    ("Cộng theo lần | Hệ số=2", "", "", {"result": 3}, "-6.00"),
    ("Theo tỷ lệ", "5", "", {"result": 1, "target": 2}, "-2.50"),
    ("Đạt/Không đạt", "5", "", {"result": "Đạt"}, "-5.00"),
    ("Chấm trực tiếp", "5", "", {"points": 3}, "-3.00"),
    ("Chấm trực tiếp", "5", "", {"points": -3}, "TD-DUOI-SAN"),  # written positive
    ("Trừ trong khung", "", graded("Nhẹ:1–3"), {"result": "Nhẹ", "points": "2.5", "times": 2}, "-2.50"),
    ("Kế thừa", "", "", {"result": 4}, "-4.00"),
]

CASES = (
    [("Chính", *case) for case in MAIN]
    + [("Thưởng", *case) for case in BONUS]
    + [("Trừ", *case) for case in DEDUCTIONS]
)


@pytest.mark.parametrize(("part", "way", "maximum", "levels", "cells", "expected"), CASES)
def test_points(part: str, way: str, maximum: str, levels: str, cells: dict[str, object], expected: str) -> None:
    assert said(line(way, maximum, part, levels).score(given(**cells))) == expected  # type: ignore[arg-type]
