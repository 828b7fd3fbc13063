"""What stands before a line, and its points: ``I``, ``1.1``, ``a)``, ``-``; ``2,5``, ``10 điểm``, ``0,5đ/vụ``."""

import re
from dataclasses import dataclass
from decimal import Decimal

from thidua_xl.text.numbers import Kind, read_number
from thidua_xl.text.vietnamese import clean, fold, typed

ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{0,3}))(?<=[IVX])"
PART = rf"(?:\d{{1,3}}|{ROMAN}|[A-ZĐ]|[a-zđ])"
LED_BY = re.compile(r"^(?:phần|mục|nhóm|tiêu chí|chương|điều)\s+(?=[\dIVXA-ZĐ]+\b)", re.IGNORECASE)
WHOLE = re.compile(rf"\(?(?P<path>{PART}(?:\.{PART})*)[.):/]*")
BULLETS = re.compile(r"[-–—+*•●▪◦·■]")
LEADING = re.compile(
    rf"(?P<mark>\(?(?:{PART}(?:\.{PART})+[.):]?|{PART}[.):/]))\s+(?P<rest>\S.*)|"
    rf"(?P<bullet>[-–—+*•●▪◦·■])\s*(?P<item>[^\s\d].*|\s\d.*)",
    re.DOTALL,
)
LETTERS = "abcdđefghijklmnopqrstuvwxyz"
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a mark: its style (``roman``, ``upper``, ``lower``, ``dec1`` …, ``-``, ``+``) and its count."""

    style: str
    count: int
    part: str  # what it adds to a code, "" = the next free letter
    path: tuple[str, ...] = ()  # the parts before it, where the mark itself says them


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as printed, with its readings (``I`` may be a Roman one or a letter)."""

    printed: str
    readings: tuple[Reading, ...]


def mark_of(text: str) -> Mark | None:
    """The mark a cell of numbers holds; None where it holds none."""
    printed = typed(text)
    if not printed:
        return None
    if BULLETS.fullmatch(printed):
        style = "+" if printed == "+" else "-" if printed in "-–—" else "•"
        return Mark(printed, (Reading(style, 0, ""),))
    found = WHOLE.fullmatch(LED_BY.sub("", printed))
    return Mark(printed, _readings(found["path"].split("."))) if found else None


def led(text: str) -> tuple[Mark | None, str]:
    """The mark a text begins with, and the text after it."""
    words = LED_BY.sub("", text)
    found = LEADING.fullmatch(words)
    if found is None:
        return None, text
    mark = mark_of(found["mark"] or found["bullet"])
    return (mark, clean_lines(found["rest"] or found["item"])) if mark else (None, text)


def clean_lines(text: str) -> str:
    """A text whose lines are clean."""
    return "\n".join(filter(None, (clean(line) for line in text.split("\n"))))


def _readings(path: list[str]) -> tuple[Reading, ...]:
    last, before = path[-1], tuple(path[:-1])
    if last.isdigit():
        digits = len(path) if all(part.isdigit() for part in path) else 1
        return (Reading(f"dec{digits}", int(last), str(int(last)), before),)
    found: list[Reading] = []
    if last.isupper() and (value := _roman_value(last)):
        found.append(Reading("roman", value, last, before))
    if len(last) == 1 and last.lower() in LETTERS:
        style = "upper" if last.isupper() else "lower"
        found.append(Reading(style, LETTERS.index(last.lower()) + 1, last, before))
    return tuple(found)


def _roman_value(text: str) -> int:
    if any(letter not in ROMAN_VALUES for letter in text):
        return 0
    values = [ROMAN_VALUES[letter] for letter in text]
    return sum(-v if any(v < later for later in values[n + 1 :]) else v for n, v in enumerate(values))


# ---- points

POINTS = re.compile(
    r"(?P<lead>tối đa|không quá|cộng|trừ|thưởng|\+|-|từ)?\s*(?:tối đa\s*)?(?P<number>\d+(?:\s?[.,]\s?\d+)?)\s*"
    r"(?P<unit>điểm|đ\b|đ$|đ(?=/))?\s*(?:(?:/|cho mỗi|cho|mỗi)\s*(?P<each>[^\d\W].{0,40}|0?1\s+.{1,40}))?\.?"
)
IN_TEXT = re.compile(r"\(\s*(?:tổng|tổng điểm|điểm tối đa|tối đa)?[:\s]*(?P<number>\d+(?:[.,]\d+)?)\s*(?:điểm|đ)\s*\)")


@dataclass(frozen=True, slots=True)
class Points:
    """Points as written: the number, ``each`` what it is for ("" = a maximum), ``plain`` = nothing but the number."""

    number: Decimal
    each: str = ""
    plain: bool = True


def points_of(text: str) -> Points | None:
    """The points of a cell, None where it is none or says more than one number."""
    words = fold(typed(text)).strip("() ")
    found = POINTS.fullmatch(words)
    if not words or found is None:
        return None
    number = decimal_of(found["number"])
    return None if number is None else Points(number, clean(found["each"] or ""), found["lead"] is None)


def points_in(text: str) -> Decimal | None:
    """The maximum a heading says in brackets: ``(60 điểm)``."""
    found = IN_TEXT.search(fold(typed(text)))
    return decimal_of(found["number"]) if found else None


def decimal_of(text: str) -> Decimal | None:
    """A number of points; a dot or comma is the decimal sign."""
    values = read_number(text, Kind.POINTS).values
    return values[0] if values else None
