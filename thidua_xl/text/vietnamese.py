"""Vietnamese text as people type it: one clean form, keys for matching, the word probably meant."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from thidua_xl.text.legacy import legacy_reading

__all__ = ["bare", "clean", "fold", "is_composed", "is_empty", "legacy_reading", "nearest", "printable", "typed"]

# Marks that are not of the "control" categories and print nothing: the grapheme joiner, the variation selectors.
_UNPRINTED = re.compile("[\u034f\ufe00-\ufe0f]")
_SHORT = 80  # characters
# Letters that look like Đ and come from other keyboards and code pages (eth; African d).
_DYET = str.maketrans({"ð": "đ", "ɖ": "đ"})
# What an East Asian keyboard or Word puts for the plain signs of numbers and dates.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    (0x2010, 0x2011, 0x2212, 0xFE63), ord("-")
)


def clean(text: str) -> str:
    """``text`` composed (NFC), white space of every kind as single spaces, invisible characters removed.

    A soft hyphen goes too, and in TCVN3 it is the letter ư: ask ``legacy_reading`` before cleaning.
    """
    return _cleaned(text) if len(text) > _SHORT else _kept(text)


def is_empty(text: str) -> bool:
    """Is there nothing in ``text`` that ``clean`` keeps?"""
    return not (text[:1].isalnum() or any(map(str.isalnum, text[:_SHORT])) or clean(text))


def _cleaned(text: str) -> str:
    if not text.isprintable() or _UNPRINTED.search(text):  # printable: no control or format sign, no space but " "
        text = "".join(map(_visible, text))
    return " ".join(unicodedata.normalize("NFC", text).split())


_kept = lru_cache(8192)(_cleaned)  # codes, names and words come in every file again, sentences seldom


@lru_cache(maxsize=8192)  # the same headers, names and words in every file
def fold(text: str) -> str:
    """The key by which headers, sheet names, codes and words are matched: clean and caseless.

    Diacritics count (rulebook.md); the look-alikes of Đ are Đ.
    """
    # Folding the decomposed form is what Unicode (D145) calls canonical caseless matching.
    folded = unicodedata.normalize("NFD", clean(text)).casefold()
    return clean(folded.translate(_DYET))


def bare(text: str) -> str:
    """``fold`` without diacritics, đ as d: for near misses and ASCII file names."""
    letters = unicodedata.normalize("NFD", fold(text))
    return clean("".join(c for c in letters if not unicodedata.combining(c)).replace("đ", "d"))


def printable(text: str) -> str:
    """``text`` as it can be shown on one line of any terminal or file: other spaces as spaces, and what is not printed
    (line breaks, terminal commands, turned writing directions, halves of letters) as question marks.
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else " " if unicodedata.category(sign) == "Zs" else "?" for sign in text)


def typed(text: str) -> str:
    """``text`` clean, with full-width signs and the other hyphens and minus signs as plain ASCII."""
    return clean(clean(text).translate(_PLAIN))


def is_composed(text: str) -> bool:
    """Whether ``text`` is composed (NFC) already."""
    return unicodedata.is_normalized("NFC", text)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The one of ``choices`` a typist probably meant by ``word`` ("có phải …?"), None when nothing is near.

    Near: the same without diacritics, else a few slips for its length; two equally near is None, and
    other digits are never a slip (I.2 is not I.3).
    """
    meant = fold(legacy_reading(word) or word)
    plain = bare(meant)
    if not plain:
        return None
    ranked = sorted(
        ((slips, _slips(meant, fold(choice)), choice) for choice in _distinct(choices)
         if (slips := _near(plain, bare(choice))) is not None),
        key=lambda found: found[:2],
    )  # fmt: skip
    if not ranked or (len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]):
        return None
    return ranked[0][2]


def _visible(character: str) -> str:
    """``character``, a space for white space, nothing where nothing is printed."""
    if character.isspace():
        return " "
    hidden = bool(_UNPRINTED.match(character)) or unicodedata.category(character) in ("Cc", "Cf", "Cs")
    return "" if hidden else character


def _distinct(choices: Iterable[str]) -> list[str]:
    """``choices`` without those that fold to an earlier one."""
    first: dict[str, str] = {}
    for choice in choices:
        first.setdefault(fold(choice), choice)
    return list(first.values())


def _near(word: str, choice: str) -> int | None:
    """The slips between two bare words, None when too many for their length."""
    length = max(len(word), len(choice))
    allowed = 0 if length <= 3 else 1 if length <= 6 else 2 if length <= 12 else 3
    if abs(len(word) - len(choice)) > allowed or _digits(word) != _digits(choice):
        return None
    slips = _slips(word, choice)
    return slips if slips <= allowed else None


def _digits(word: str) -> list[str]:
    return re.findall(r"\d", word)


def _slips(word: str, other: str) -> int:
    """Letters left out, put in, changed or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]
