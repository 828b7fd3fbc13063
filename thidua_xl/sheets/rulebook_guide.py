"""The scratch sheets of an empty rulebook workbook: how to fill it in, and every way of scoring worked once."""

from functools import cache
from importlib import resources

from thidua_xl.sheets.layout import Column, Content, Layout, Owner
from thidua_xl.sheets.markdown import Grid, grids
from thidua_xl.sheets.rulebook import CRITERIA, LAYOUTS, LEVELS, REQUIRED

C = Content


def _shown(layout: Layout, *keys: str) -> tuple[Column, ...]:
    return tuple(layout.column(key) for key in keys)


def _typed(key: str, header: str, content: Content, width: int) -> Column:
    return Column(key, header, content, Owner.MEMBER, width)


TITLE = "Bộ tiêu chí thi đua: cách ghi"
STEPS = Layout("_Hướng dẫn", (_typed("step", "Bước", C.CODE, 16), _typed("work", "Việc", C.TEXT, 84)), ("Bước", "Việc"))
SHEETS = Layout(
    "_Hướng dẫn",
    (
        _typed("sheet", "Trang", C.TEXT, 16),
        _typed("purpose", "Để làm gì", C.TEXT, 84),
        _typed("needed", "Bắt buộc", C.TEXT, 16),
    ),
    ("Trang", "Để làm gì", "Bắt buộc"),
)
EXAMPLE = Layout(
    "_Ví dụ",
    (
        *_shown(CRITERIA, "code"),
        Column("text", "Nội dung", C.TEXT, Owner.HEAD, 34),
        *_shown(CRITERIA, "maximum", "part", "way", "measure", "factor", "deadline", "step"),
        _typed("result", "Kết quả", C.MIXED, 13),
        _typed("target", "Chỉ tiêu giao", C.NUMBER, 9),
        _typed("typed", "Điểm đề nghị", C.POINTS, 9),
        Column("score", "Được", C.MIXED, Owner.COMPUTED, 9),
        Column("because", "Giải thích", C.TEXT, Owner.COMPUTED, 46),
    ),
    ("Mã", "Nội dung"),
    "Trang này chỉ để đọc. Mỗi cách chấm một dòng; từ cột Kết quả trở đi là ô đơn vị ghi và số điểm được.",
)
EXAMPLE_LEVELS = Layout(
    EXAMPLE.name,
    _shown(LEVELS, "criterion", "name", "low", "high", "points", "upto"),
    LEVELS.known_by,
    "Các mức của những dòng trên, ghi ở trang Mức.",
)


@cache
def _source() -> dict[str, Grid]:
    text = resources.files("thidua_xl.sheets").joinpath("rulebook_guide.md").read_text(encoding="utf-8")
    return grids(text)


def steps() -> Grid:
    """The steps, header first."""
    return _source()["Các bước"]


def sheets() -> Grid:
    """Each sheet with its purpose and whether it must be filled in, header first."""
    needed = {layout.name: "Bắt buộc" for layout in REQUIRED}
    header = [column.header for column in SHEETS.columns]
    return [header, *([layout.name, layout.purpose, needed.get(layout.name, "Khi cần")] for layout in LAYOUTS)]


def example() -> Grid:
    """Criteria with what a unit typed, the points it gets and why, header first."""
    return _source()[CRITERIA.name]


def example_levels() -> Grid:
    """The levels of those criteria, header first."""
    return _source()[LEVELS.name]
