"""The tree of a table: a code for each line by the marks before them, as a reader takes them."""

from collections.abc import Iterable
from dataclasses import dataclass

from thidua_xl.rules.vocabulary import Part
from thidua_xl.text.vietnamese import fold
from thidua_xl.word.lines import LEVEL, LINE, NOTE, Line
from thidua_xl.word.marks import LETTERS, Reading
from thidua_xl.word.ways import guess, is_level

# how deep a style stands where nothing else tells: sections, numbers, letters, bullets
RANKS = {"roman": 0, "upper": 0, "lower": 20, "-": 30, "none": 30, "+": 31, "•": 32}
FREE = [letter for letter in LETTERS if letter.isascii()]


@dataclass(slots=True)
class _Level:
    style: str
    count: int
    line: Line


class _Tree:
    """The open levels while reading down the table."""

    def __init__(self) -> None:
        self.open: list[_Level] = []
        self.codes: set[str] = set()
        self.by_code: dict[str, Line] = {}

    def add(self, line: Line) -> None:
        """Settle the line's code and parent."""
        reading = self._reading(line)
        self._close(reading)
        parent = self.open[-1].line if self.open else None
        head = self._named(reading)
        parent = self.by_code.get(fold(head)) or parent if head else parent
        line.parent = parent
        prefix = parent.code if parent else ""
        if head and fold(head) not in self.by_code and len(reading.path) > 1 - (parent is None):
            prefix = head if parent is None else f"{parent.code}.{reading.path[-1]}"
            line.doubt("no parent")
        line.code = self._free(prefix, reading.part, line)
        self.by_code[fold(line.code)] = line
        self.open.append(_Level(reading.style, reading.count, line))

    def _reading(self, line: Line) -> Reading:
        """The reading that goes on with an open level, else that begins one, else the first."""
        readings = line.mark.readings if line.mark else (Reading("none", 0, ""),)
        for reading in readings:
            if any(level.style == reading.style and level.count + 1 == reading.count for level in self.open):
                return reading
        return next((reading for reading in readings if reading.count == 1), readings[0])

    def _close(self, reading: Reading) -> None:
        """Close the levels that do not hold this line."""
        styles = [level.style for level in self.open]
        if reading.style in styles:
            del self.open[styles.index(reading.style) :]
            return
        rank = _rank(reading.style)
        while self.open and _rank(self.open[-1].style) > rank:
            self.open.pop()

    def _named(self, reading: Reading) -> str:
        """The code of the parent a mark of several parts names, under the sections that are open."""
        if not reading.path:
            return ""
        head = ".".join(reading.path)
        for level in reversed(self.open):
            code = level.line.code
            if fold(code) == fold(head) or fold(code).endswith("." + fold(head)):
                return code
        return head

    def _free(self, prefix: str, part: str, line: Line) -> str:
        wanted = [part] if part else []
        if part and self._taken(prefix, part):
            line.doubt("same code")
            wanted = [f"{part}{letter}" for letter in FREE]
        letters = FREE if prefix else [str(number) for number in range(1, 100)]
        more = (f"{one}{two}" for one in FREE for two in FREE)
        code = next(name for name in (*wanted, *letters, *more) if not self._taken(prefix, name))
        full = f"{prefix}.{code}" if prefix else code
        self.codes.add(fold(full))
        return full

    def _taken(self, prefix: str, part: str) -> bool:
        return fold(f"{prefix}.{part}" if prefix else part) in self.codes


def _rank(style: str) -> int:
    return RANKS[style] if style in RANKS else 10 + int(style.removeprefix("dec"))


def settle(lines: Iterable[Line]) -> None:
    """Codes and parents of the lines with a mark or points; rows without both are notes, and so are lines that only
    explain: no points in them, under them, or missing from them."""
    tree = _Tree()
    lines = [line for line in lines if line.kind == LINE]
    for line in lines:
        if line.mark is None and not line.written:
            line.kind = NOTE
        else:
            tree.add(line)
    for line in reversed(lines):  # from the leaves up
        if line.kind == LINE and not line.written and line.points is None and not children(line, lines):
            above = _pointed_above(line)
            is_item = line.mark and line.mark.readings[0].style in RANKS and line.parent
            if (above is not None or is_item) and not _is_scored(line, lines):
                line.kind = NOTE
    _settle_alternatives(lines)
    _close_gaps(lines)


def _is_scored(line: Line, lines: Iterable[Line]) -> bool:
    """Does a line without points of its own say how it is scored, beside lines that have points?"""
    if line.parent is None or guess(line.told, None, Part.MAIN, None) is None:
        return False
    siblings = [other for other in children(line.parent, lines) if other is not line]
    return any(other.points for other in siblings) or line.parent.points is None


def _pointed_above(line: Line) -> Line | None:
    """The nearest line above with points."""
    above = line.parent
    while above is not None and above.points is None:
        above = above.parent
    return above


def children(line: Line, lines: Iterable[Line]) -> list[Line]:
    """The lines directly under a line."""
    return [other for other in lines if other.parent is line and other.kind == LINE]


def _settle_alternatives(lines: list[Line]) -> None:
    """Bullets whose points do not add to their line's, and the best of which is the line's: levels to choose from."""
    for line in lines:
        under = children(line, lines)
        top = line.maximum
        if line.kind != LINE or top is None or len(under) < 2 or any(children(each, lines) for each in under):
            continue
        worth = [each.maximum for each in under]
        known = [value for value in worth if value is not None]
        choices = all(each.mark is None or not each.mark.readings[0].count or is_level(each.text) for each in under)
        if choices and len(known) == len(worth) and max(known) == top and sum(known) != top:
            for each in under:
                each.kind = LEVEL


def _close_gaps(lines: list[Line]) -> None:
    """Bullets are lettered anew where some of them became notes: no code is left out."""
    taken: dict[str, int] = {}
    renamed: dict[int, str] = {}
    for line in lines:
        if line.kind != LINE:
            continue
        if line.parent is not None and id(line.parent) in renamed:
            line.code = renamed[id(line.parent)] + line.code[line.code.rindex(".") :]
        if line.parent is not None and (line.mark is None or not line.mark.readings[0].part):
            prefix = line.parent.code
            own = {fold(other.code) for other in lines if other.kind == LINE and other.parent is line.parent
                   and other.mark and other.mark.readings[0].part}  # fmt: skip
            place = taken.get(prefix, 0)
            while fold(f"{prefix}.{FREE[place % 26] * (place // 26 + 1)}") in own:
                place += 1
            line.code = f"{prefix}.{FREE[place % 26] * (place // 26 + 1)}"
            taken[prefix] = place + 1
        renamed[id(line)] = line.code
