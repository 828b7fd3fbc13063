"""How much room a text takes in Times New Roman: rows of sheets are as high as their text, no more."""

import unicodedata
from functools import cache

from thidua_xl.workbooks.writing import style

# thousandths of the font's size, by Times New Roman's own widths; letters with marks are as wide as without
WIDTHS = {
    **dict.fromkeys("iljt/:;", 278), **dict.fromkeys("frI-()[]", 333), **dict.fromkeys("aceszJ", 430),
    **dict.fromkeys(" .,'|", 250), **dict.fromkeys("EFPSTLZ", 600), **dict.fromkeys("ABCDGHKNOQRUVXY", 715),
    **dict.fromkeys("wm", 760), **dict.fromkeys("MW%—…", 930), **dict.fromkeys("ƯƠĐ", 740), "ư": 550, "ơ": 520,
}  # fmt: skip
HORN = "\u031b"  # of ư and ơ, which makes them wider
USUAL, BOLD, DIGIT = 500, 1.07, 9 * 0.75  # a digit of the normal font is 9 pixels wide
PADDING, INDENT, SAFETY = 6.0, 9.0, 1.03  # points a cell keeps free; programs differ a little


@cache
def _units(letter: str) -> int:
    known = WIDTHS.get(letter)
    if known is not None:
        return known
    bare = unicodedata.normalize("NFD", letter)
    horn = HORN if HORN in bare else ""
    return WIDTHS.get(unicodedata.normalize("NFC", bare[0] + horn), USUAL)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Points ``text`` takes on one line."""
    units = sum(map(_units, unicodedata.normalize("NFC", text)))
    return units * size / 1000 * (BOLD if bold else 1) * SAFETY


def lines(text: str, width: float, size: float = style.NORMAL, *, bold: bool = False, indent: int = 0) -> int:
    """How many lines ``text`` takes in a column of ``width`` digits, broken between words."""
    room, space = width * DIGIT - PADDING - indent * INDENT, text_width(" ", size)
    count = 0
    for part in text.split("\n"):
        used, taken = 0.0, 1
        for word in part.split(" "):
            wide = text_width(word, size, bold=bold)
            if used and used + space + wide > room:
                taken, used = taken + 1, 0.0
            used += (space if used else 0.0) + wide
            while used > room:  # a word longer than the column is broken
                taken, used = taken + 1, used - room
        count += taken
    return count


def height(line_count: int, size: float = style.NORMAL) -> float:
    """The row height, in points, for so many lines."""
    return round(line_count * size * 1.24 + 5, 2)
