"""The closed words of a scoring rule, exactly as the rulebook workbook writes them (rulebook.md)."""

import unicodedata
from enum import StrEnum
from functools import lru_cache


class Part(StrEnum):
    """Nhóm điểm: what a section's points count as."""

    MAIN = "Chính"
    BONUS = "Thưởng"
    DEDUCTION = "Trừ"


class Way(StrEnum):
    """Cách chấm."""

    SUM = "Cộng"
    PASS = "Đạt/Không đạt"
    LEVEL = "Chọn mức"
    BANDS = "Theo mức"
    RATIO = "Theo tỷ lệ"
    PLUS_EACH = "Cộng theo lần"
    MINUS_EACH = "Trừ theo lần"
    MINUS_SHORT = "Trừ theo % thiếu"
    MINUS_LATE = "Trừ theo ngày chậm"
    DIRECT = "Chấm trực tiếp"
    FRAME = "Chấm trong khung"
    MINUS_FRAME = "Trừ trong khung"
    INHERIT = "Kế thừa"
    PEERS = "So với đơn vị dẫn đầu"
    NOTE = "Diễn giải"


class Measure(StrEnum):
    """Đại lượng: what is measured of a line's result."""

    RATIO = "Tỷ lệ %"
    VALUE = "Giá trị"
    SHORT = "Thiếu %"
    OVER = "Vượt %"
    LATE = "Ngày chậm"
    COUNT = "Số lần"


class Whole(StrEnum):
    """Làm tròn đại lượng: a measure made whole before it is used."""

    NO = "Không"
    DOWN = "Xuống"
    UP = "Lên"
    NEAREST = "Gần nhất"


class Excess(StrEnum):
    """Cách tính vượt, for the peers form."""

    RATIO = "Tỷ lệ"
    DIFFERENCE = "Hiệu số"


class NotArising(StrEnum):
    """Khi không phát sinh: what a main line is worth where the matter did not arise."""

    NEVER = "Không được"
    FULL = "Đủ điểm"
    ZERO = "Không điểm"
    DROP = "Bỏ dòng"


PASSED = "Đạt"
FAILED = "Không đạt"
NOT_SENT = "Không nộp"  # endless lateness
UNBOUNDED = "Không"
WAITING = "chờ tổng hợp"  # what a peers line shows in a unit's own workbook


def same_word(one: str, other: str) -> bool:
    """Words of closed lists are the same whatever their case, spaces and composition (rulebook.md)."""
    return _key(one) == _key(other)


@lru_cache(maxsize=4096)  # the words of closed lists, over and over
def _key(word: str) -> str:
    return " ".join(unicodedata.normalize("NFC", word).split()).casefold()
