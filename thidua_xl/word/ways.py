"""The way of scoring, guessed only where the text says it plainly; every guess keeps the words it rests on."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from thidua_xl.points import vietnamese
from thidua_xl.rules.vocabulary import Measure, Part, Way
from thidua_xl.sheets import words
from thidua_xl.text.dates import read_date
from thidua_xl.text.vietnamese import clean, fold, typed
from thidua_xl.word.marks import Points, decimal_of

NUMBER = r"(\d+(?:[.,]\d+)?)"
POINTS = rf"{NUMBER}\s*(?:điểm|đ\b)"
EACH = r"(?:mỗi|cứ|một|01|1|cho|/)"
THINGS = """
    vụ, lần, trường hợp, văn bản, báo cáo, sáng kiến, mô hình, việc, lỗi, cuộc, người, hồ sơ, đơn vị, tin, bài, giải,
    tập thể, cá nhân, đề tài
"""
THING = "(?:" + "|".join(thing.strip() for thing in THINGS.split(",")) + ")"
DATE = re.compile(r"\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\b")
LATE = (
    re.compile(rf"trừ\s+{POINTS}\s*(?:/|{EACH}\s*)+\s*(?:0?1\s+)?ngày"),
    re.compile(
        rf"{EACH}\s+(?:0?1\s+)?ngày\s+(?:nộp |gửi |báo cáo )?(?:chậm|trễ|quá hạn|muộn)[^.;]{{0,40}}trừ\s+{POINTS}"
    ),
    re.compile(rf"chậm\s+(?:mỗi|0?1|một)\s+ngày[^.;]{{0,30}}trừ\s+{POINTS}"),
)
PERCENT = r"(?:0?1\s*)?(?:%|phần trăm)"
SHORT = (
    re.compile(rf"{EACH}\s+{PERCENT}[^.;]{{0,30}}trừ\s+{POINTS}"),
    re.compile(rf"(?:thiếu|giảm)\s+{PERCENT}[^.;]{{0,30}}trừ\s+{POINTS}"),
)
MINUS_EACH = (
    re.compile(rf"{EACH}\s+(?:0?1\s+)?{THING}[^.;]{{0,60}}?(?:bị\s+)?trừ\s+{POINTS}"),
    re.compile(rf"trừ\s+{POINTS}\s*(?:/|{EACH}\s*)+\s*(?:0?1\s+)?{THING}"),
)
PLUS_EACH = (
    re.compile(rf"{EACH}\s+(?:0?1\s+)?{THING}[^.;]{{0,60}}?(?:được\s+)?(?:cộng|thưởng)\s+(?:thêm\s+)?{POINTS}"),
    re.compile(rf"(?:cộng|thưởng)\s+(?:thêm\s+)?{POINTS}\s*(?:/|{EACH}\s*)+\s*(?:0?1\s+)?{THING}"),
)
PASS = (
    re.compile(
        r"\bđạt\b[^.]*\bkhông đạt\b[^.]*\b0\s*(?:điểm|đ\b)?|\bkhông đạt\b[^.\w]*(?:thì\s+)?(?:được\s+)?0\s*(?:điểm|đ\b)"
    ),
    re.compile(r"^(?:nếu\s+)?(?:có|đã)\b[^;\n]*\d[^;\n]*[;\n]\s*(?:nếu\s+)?(?:không|chưa)\b[^;\n]*\b0\s*(?:điểm|đ\b)"),
    re.compile(r"đạt\s*/\s*không đạt"),
)
RATIO = re.compile(
    r"tính theo tỷ lệ|theo tỷ lệ (?:%\s*)?(?:hoàn thành|đạt)|điểm tối đa\s*[x×*]\s*tỷ lệ|"
    r"tỷ lệ\s*(?:%\s*)?(?:hoàn thành\s*)?[x×*]\s*(?:số )?điểm"
)
LEVEL = re.compile(
    r"(?:xếp loại |loại |mức )?(?:xuất sắc|tốt|khá|trung bình|yếu|kém|đạt|không|hoàn thành|có|chưa|đúng|chậm|a|b|c|d)\b"
)
BAND = re.compile(
    rf"(?:(?P<from>từ)\s+(?P<low>\d+(?:[.,]\d+)?)\s*%?\s*(?:đến|-|–)\s*(?P<below>dưới\s+)?(?P<high>\d+(?:[.,]\d+)?)\s*%|"
    rf"(?P<over>từ|trên|hơn|>=|≥|>|đạt)\s*(?P<start>\d+(?:[.,]\d+)?)\s*%(?P<up>\s*trở lên)?|"
    rf"(?P<under>dưới|<=|≤|<)\s*(?P<end>\d+(?:[.,]\d+)?)\s*%)"
    rf"[^\n;%]{{0,60}}?(?:(?::|=|được|thì|chấm|-|–)\s*(?:được\s+)?|\s(?={POINTS}))(?P<points>{NUMBER})\s*(?:điểm|đ\b)?"
)
UNREAD_BAND = re.compile(rf"\d\s*%[^\n;%]*{POINTS}")


CASES = r"(?:nội dung|trường hợp|tiêu chí|hành vi|phần|các)\s+(?:bị |được )?"
DEDUCTIONS = re.compile(rf"điểm trừ|{CASES}trừ điểm|^trừ điểm\W*$")
BONUSES = re.compile(rf"điểm (?:thưởng|cộng|khuyến khích)|{CASES}(?:cộng|thưởng) điểm|^(?:cộng|thưởng) điểm\W*$")
LONGEST_LEVEL = 60  # characters


@dataclass(slots=True)
class Guess:
    """Cells of a line that were guessed, by key of the layout, the words they rest on, and levels for `Mức`."""

    cells: dict[str, str] = field(default_factory=dict)
    because: str = ""
    levels: list[dict[str, str]] = field(default_factory=list)


def guess(text: str, points: Points | None, part: Part, maximum: Decimal | None) -> Guess | None:
    """What a line's words say of its way; None where they say nothing plainly."""
    said = "\n".join(fold(typed(line)) for line in text.split("\n"))
    for read in (_late, _bands, _short, _minus, _plus, _passed, _ratio):
        found = read(said, part, maximum)
        if found:
            return found
    return _each(points, part)


def _each(points: Points | None, part: Part) -> Guess | None:
    """``0,5đ/vụ`` in the column of points."""
    if points is None or not points.each:
        return None
    way = Way.MINUS_EACH if part is Part.DEDUCTION or points.number < 0 else Way.PLUS_EACH
    said = f"{vietnamese(abs(points.number))} điểm/{points.each}"
    return Guess({"way": str(way), "factor": vietnamese(abs(points.number))}, said)


def _found(patterns: tuple[re.Pattern[str], ...], said: str) -> tuple[str, str] | None:
    for pattern in patterns:
        if found := pattern.search(said):
            return next(group for group in found.groups() if group), clean(found.group())
    return None


def _late(said: str, part: Part, maximum: Decimal | None) -> Guess | None:
    found = _found(LATE, said)
    if found is None:
        return None
    cells = {"way": str(Way.MINUS_LATE), "factor": _decimal(found[0])}
    days = {day for piece in DATE.findall(said) if (day := read_date(piece))}
    if len(days) == 1:
        cells["deadline"] = f"{days.pop():%d/%m/%Y}"
    return Guess(cells, found[1])


def _short(said: str, part: Part, maximum: Decimal | None) -> Guess | None:
    found = _found(SHORT, said)
    return Guess({"way": str(Way.MINUS_SHORT), "factor": _decimal(found[0])}, found[1]) if found else None


def _minus(said: str, part: Part, maximum: Decimal | None) -> Guess | None:
    found = _found(MINUS_EACH, said)
    if found is None or part is Part.BONUS:
        return None
    return Guess({"way": str(Way.MINUS_EACH), "factor": _decimal(found[0])}, found[1])


def _plus(said: str, part: Part, maximum: Decimal | None) -> Guess | None:
    found = _found(PLUS_EACH, said)
    if found is None or part is Part.DEDUCTION:
        return None
    return Guess({"way": str(Way.PLUS_EACH), "factor": _decimal(found[0])}, found[1])


def _passed(said: str, part: Part, maximum: Decimal | None) -> Guess | None:
    found = next((found for pattern in PASS if (found := pattern.search(said))), None)
    return Guess({"way": str(Way.PASS)}, clean(found.group())) if found and maximum is not None else None


def _ratio(said: str, part: Part, maximum: Decimal | None) -> Guess | None:
    found = RATIO.search(said)
    return Guess({"way": str(Way.RATIO)}, clean(found.group())) if found and maximum is not None else None


def _bands(said: str, part: Part, maximum: Decimal | None) -> Guess | None:
    """``từ 75% đến 95%: 1 điểm; trên 95%: 1,5 điểm``: all the bands of a line, or none."""
    levels: list[dict[str, str]] = []
    for found in BAND.finditer(said):
        level = {"points": _decimal(found["points"])}
        if found["from"]:
            level |= {"low": _decimal(found["low"]), "high": _decimal(found["high"])}
            level["high_in"] = words.NO if found["below"] else words.YES
        elif found["start"]:
            level["low"] = _decimal(found["start"])
            open_low = found["over"] in ("trên", "hơn", ">") and not found["up"]
            level["low_in"] = words.NO if open_low else words.YES
        else:
            level["high"] = _decimal(found["end"])
            level["high_in"] = words.YES if found["under"] in ("<=", "≤") else words.NO
        levels.append(level)
    best = [decimal_of(level["points"]) or Decimal(0) for level in levels]
    if UNREAD_BAND.search(BAND.sub("", said)):
        return None
    if len(levels) < 2 or (maximum is not None and max(best) > maximum):
        return None
    because = clean("; ".join(found.group() for found in BAND.finditer(said)))
    cells = {"way": str(Way.BANDS), "measure": str(Measure.RATIO)}
    if maximum is None and part is not Part.DEDUCTION:
        cells["maximum"] = vietnamese(max(best))
    return Guess(cells, because, levels)


def is_level(text: str) -> bool:
    """Does a line read as a level to choose (Tốt, Khá, Hoàn thành …) rather than as work to do?"""
    return LEVEL.match(fold(text)) is not None and len(text) <= LONGEST_LEVEL


def named_levels(lines: list[tuple[str, Decimal]]) -> Guess:
    """Levels to choose from, by their words."""
    levels = [{"name": clean(text).rstrip(":;. "), "points": vietnamese(points)} for text, points in lines]
    return Guess({"way": str(Way.LEVEL)}, "; ".join(f"{one['name']}: {one['points']}" for one in levels), levels)


def _decimal(text: str) -> str:
    value = decimal_of(text)
    return vietnamese(value) if value is not None else text


def part_of(text: str) -> Part:
    """What a section's points count as, by its heading."""
    said = fold(text)
    if DEDUCTIONS.search(said):
        return Part.DEDUCTION
    return Part.BONUS if BONUSES.search(said) else Part.MAIN
