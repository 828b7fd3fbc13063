"""Word's automatic numbers: they are not in the text and have to be counted again as Word counts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "-"
SECOND_BULLET = "+"
DEEPEST = 20  # styles based on styles: a longer chain is a circle
ROMANS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def roman(number: int) -> str:
    """4 is ``IV``."""
    text = ""
    for value, letters in ROMANS:
        while number >= value:
            text, number = text + letters, number - value
    return text


def lettered(number: int) -> str:
    """1 is ``a``, 27 is ``aa``, as Word counts letters."""
    turn, place = divmod(max(number, 1) - 1, 26)
    return chr(97 + place) * (turn + 1)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


@dataclass(slots=True)
class _List:
    """One numbered list as paragraphs name it: its levels, whose counters it shares, which it starts anew."""

    levels: dict[int, _Level]
    abstract: str
    restarts: dict[int, int] = field(default_factory=dict)


def _value(element: Element | None, tag: str, default: str = "") -> str:
    found = None if element is None else element.find(f"{W}{tag}")
    return default if found is None else found.get(f"{W}val", default)


def _number(text: str, default: int = 0) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default


def _levels(parent: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in parent.findall(f"{W}lvl"):
        start = _number(_value(level, "start", "1"), 1)
        text = _value(level, "lvlText")
        found[_number(level.get(f"{W}ilvl", "0"))] = _Level(start, _value(level, "numFmt", "decimal"), text)
    return found


class Numbering:
    """Counts through a document; ``mark`` must be asked once for each paragraph, in reading order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self.lists = dict(_lists(numbering)) if numbering is not None else {}
        self.styles = {style.get(f"{W}styleId", ""): style for style in (styles if styles is not None else ())}
        self.counters: dict[str, dict[int, int]] = {}
        self.begun: set[str] = set()

    def mark(self, paragraph: Element) -> str:
        """The number Word shows before the paragraph: ``1.``, ``a)``, ``-``; "" where there is none."""
        list_id, depth = self._asked(paragraph)
        numbered = self.lists.get(list_id)
        if numbered is None or depth not in numbered.levels:
            return ""
        counters = self.counters.setdefault(numbered.abstract, {})
        if list_id not in self.begun:
            self.begun.add(list_id)
            counters.update({place: start - 1 for place, start in numbered.restarts.items()})
        level = numbered.levels[depth]
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [other for other in counters if other > depth]:
            del counters[deeper]
        if level.form == "bullet":
            return SECOND_BULLET if level.text.strip() == SECOND_BULLET else BULLET
        return re.sub(r"%(\d)", lambda found: _shown(numbered, counters, int(found[1]) - 1, level), level.text).strip()

    def _asked(self, paragraph: Element) -> tuple[str, int]:
        """The list and level of a paragraph, its own or its style's."""
        properties = paragraph.find(f"{W}pPr")
        own = None if properties is None else properties.find(f"{W}numPr")
        list_id, depth = _value(own, "numId"), _value(own, "ilvl")
        style = _value(properties, "pStyle")
        for _ in range(DEEPEST):
            found = self.styles.get(style)
            if found is None or (list_id and depth):
                break
            inherited = found.find(f"{W}pPr/{W}numPr")
            list_id, depth = list_id or _value(inherited, "numId"), depth or _value(inherited, "ilvl")
            style = _value(found, "basedOn")
        return list_id, _number(depth or "0")


def _lists(numbering: Element) -> Iterator[tuple[str, _List]]:
    abstracts = {found.get(f"{W}abstractNumId", ""): _levels(found) for found in numbering.findall(f"{W}abstractNum")}
    for found in numbering.findall(f"{W}num"):
        abstract = _value(found, "abstractNumId")
        made = _List(dict(abstracts.get(abstract, {})), abstract)
        for override in found.findall(f"{W}lvlOverride"):
            made.levels |= _levels(override)
            if start := _value(override, "startOverride"):
                made.restarts[_number(override.get(f"{W}ilvl", "0"))] = _number(start, 1)
        yield found.get(f"{W}numId", ""), made


def _shown(numbered: _List, counters: dict[int, int], depth: int, asked: _Level) -> str:
    level = numbered.levels.get(depth, asked)
    count = counters.get(depth, level.start)
    match level.form:
        case "upperRoman":
            return roman(count)
        case "lowerRoman":
            return roman(count).lower()
        case "upperLetter":
            return lettered(count).upper()
        case "lowerLetter":
            return lettered(count)
        case "decimalZero":
            return f"{count:02d}"
        case "none":
            return ""
        case _:
            return str(count)
