"""A small bloc with every kind of rule that the master's formulas must follow."""

from masters import rulebook_of

from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import words
from thidua_xl.sheets.markdown import grids

SOURCE = """
# Thông tin
| Mục | Giá trị |
| --- | --- |
| Tên khối | Khối thử |
| Kỳ | Năm 2026 |
| Từ ngày | 01/01/2026 |
| Đến ngày | 31/12/2026 |
| Căn cứ | QĐ 1 |
| Thang điểm | 100 |
| Thưởng tối đa | 5 |
| Khi không phát sinh | Bỏ dòng |
| Điểm chốt | {final} |
| Ưu tiên khi bằng điểm | Mục I; Tiêu chí I.2; Điểm chính; Điểm thưởng; Ít điểm trừ; Số liệu SL1 |

# Đơn vị
| Mã | Tên đơn vị | Nhóm xếp hạng |
| --- | --- | --- |
| AA | Đơn vị A | {one} |
| BB | Đơn vị B | {two} |
| CC | Đơn vị C | {one} |
| DD | Đơn vị D | {two} |
| EE | Đơn vị E | {one} |
| FF | Đơn vị F | {one} |
| GG | Đơn vị G | {two} |

# Tiêu chí
| Mã | Nội dung | Điểm tối đa | Nhóm điểm | Cách chấm | Trần | Hệ số | Bước điểm | Cách tính vượt | Khi không phát sinh | Áp dụng cho |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| I | Mục một | 50 | Chính | | | | | | | |
| I.1 | Có trần | 25 | | | 20 | | | | | |
| I.1.a | Tỷ lệ | 15 | | Theo tỷ lệ | | | | | | |
| I.1.b | Chấm | 10 | | Chấm trực tiếp | | | 0,5 | | Đủ điểm | |
| I.2 | So sánh | 10 | | So với đơn vị dẫn đầu | | | | Tỷ lệ | Không điểm | |
| I.3 | Riêng của A, B | 20 | | Đạt/Không đạt | | | | | Không được | AA; BB |
| II | Mục hai | 50 | Chính | | | | | | | |
| II.1 | So sánh hiệu | 20 | | So với đơn vị dẫn đầu | | | | Hiệu số | | |
| II.2 | Chậm hạn | 15 | | Trừ theo lần | | 2 | | | Bỏ dòng | |
| II.3 | Chấm nữa | 15 | | Chấm trực tiếp | | | 0,25 | | Bỏ dòng | |
| III | Thưởng | | Thưởng | | | | | | | |
| III.1 | Thưởng một | 4 | | Chấm trực tiếp | | | | | | |
| III.2 | Thưởng hai | 4 | | Cộng theo lần | | 0,5 | | | | |
| IV | Trừ | | Trừ | | 6 | | | | | |
| IV.1 | Vi phạm | | | Trừ theo lần | | 0,75 | | | | |

# Chỉ tiêu
| Mã | Tên chỉ tiêu |
| --- | --- |
| SL1 | Số liệu một |

# Xếp loại
| Loại | Từ điểm | Dưới điểm | Sàn từng tiêu chí % | Chỉ tiêu phải đạt | Số chỉ tiêu đạt tối thiểu | Thiếu tối đa % |
| --- | --- | --- | --- | --- | --- | --- |
| Xuất sắc | 60 | | 25% | I.1.a; I.2; I.3 | 1 | |
| Tốt | 50 | | 10% | I.1.a; II.1; I | 1 | 60% |
| Tốt | 65 | | | | | |
| Hoàn thành | 30 | | | | | |
| Không hoàn thành | | 30 | | | | |

# Điều kiện
| Mã | Nội dung | Hệ quả |
| --- | --- | --- |
| DK1 | Để xảy ra oan sai | Không xét thi đua |
| DK2 | Bị kỷ luật | Xuất sắc |
| DK3 | Mất đoàn kết | Cờ |

# Danh hiệu
| Thứ tự | Tên | Số lượng | Phạm vi | Điểm tối thiểu | Loại tối thiểu | Hạng tối đa | Tỷ lệ phiếu % | Mẫu số phiếu | Lớn hơn hẳn | Có mặt tối thiểu % |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 1 | Cờ | 1 | Toàn khối | 50 | Tốt | 3 | 80% | Tổng số thành viên | Có | 75% |
| 2 | Bằng khen | 2 | | 40 | | | 50% | Có mặt | | |
"""  # noqa: E501


def bloc(final: str = words.ASSESSED, groups: tuple[str, str] = ("A", "B")) -> Rulebook:
    """A bloc with every kind of rule that the master's formulas must follow."""
    return rulebook_of(grids(SOURCE.format(final=final, one=groups[0], two=groups[1])))
