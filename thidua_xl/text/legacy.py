"""Residue of old Vietnamese fonts inside Unicode text (notes/users.md: "Kh«ng", "sau ®©y").

A word is taken for residue when it spells no Vietnamese syllable as it stands and does in the old
code. Foreign names, quotation marks and signs such as µ or © spell none either way.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from thidua_xl.text.legacy_tables import TCVN3, VNI
from thidua_xl.text.syllables import is_syllable


class _Word(Enum):
    UNICODE = auto()  # Vietnamese as it stands, and only so
    LEGACY = auto()  # Vietnamese in the old code only
    EITHER = auto()  # a syllable both ways: "có" and, in TCVN3, "cú"
    OTHER = auto()  # no Vietnamese that we know: plain ASCII, foreign names, signs


@dataclass(frozen=True, slots=True)
class _Code:
    """An old code: how a word reads in it, and whether one such word is proof enough."""

    decoded: Callable[[str], str]
    persuades: Callable[[str], bool]


# Words so common that, of two readings of which one is here, it is that one.
_COMMON_WORDS = """
    có các cá cán công thông tôi không nhân dân tâm báo cáo án toán khá quán quân bán tháng hội
    số một bộ cộng giờ tờ lớp lớn cũng từ vừa tự sự dự phụ vụ hộ rộng chống nhỏ bỏ rõ cố vốn bốn phố
    nó khó đó gió tú ngũ bó bóng hóa hô nã tù dù vô bé mét bá
"""
_COMMON = frozenset(_COMMON_WORDS.split())

_WORD = re.compile(rf"(?:[^\W\d_]+|[{re.escape(''.join(c for c in TCVN3 if not c.isalpha()))}])+")
# French quotation marks round words; ằ, the TCVN3 letter of », never ends a syllable.
_QUOTED = re.compile(r"(?<!\w)«(?P<inside>.{0,500}?)»(?!\w)", re.DOTALL)
_UNITS = frozenset({"µm", "N·m", "m×n", "m÷n"})
_ACRONYM = re.compile(r"(?=..)[A-Z]*[§Ñ][A-Z]*")  # Q§, H§ND; TÑKT
_NO_LETTER = "?"  # for a character the old code does not have: no syllable holds it
_VNI_LETTER = re.compile("|".join(sorted(VNI, key=len, reverse=True)))  # öôù is ö + ôù, not öô + ù
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"  # non-characters that hold the place of quotation marks


def legacy_reading(text: str) -> str | None:
    """The Unicode reading of ``text`` where it holds TCVN3 or VNI-Windows residue, else None.

    Proper Unicode words of a mixed text are kept. Give it the text as typed: ``clean`` takes the soft
    hyphen, the ư of TCVN3, away.
    """
    if text.isascii():
        return None
    composed = unicodedata.normalize("NFC", text)
    marked = _QUOTED.sub(rf"{_OPEN}\g<inside>{_CLOSE}", composed) if "«" in composed else composed
    if not any(map(_is_residue, set(_WORD.findall(marked)))):
        return None  # nearly every text: no need to know where its words stand
    offers = [_offer(marked, code) for code in (_TCVN3_CODE, _VNI_CODE)]
    count, reading = max(offers, key=lambda offer: offer[0])
    restored = reading.replace(_OPEN, "«").replace(_CLOSE, "»")
    return restored if count and restored != composed else None


def _offer(text: str, code: _Code) -> tuple[int, str]:
    """How many words of ``text`` are residue of ``code`` (0 where none is proof), and its reading."""
    words = [(found, _kind(found.group(), code)) for found in _WORD.finditer(text)]
    legacy = [found for found, kind in words if kind is _Word.LEGACY]
    proofs = {found.group() for found in legacy if not _beside_digit(found)}
    if not (any(map(code.persuades, proofs)) or sum(len(word) > 1 for word in proofs) > 1):
        return 0, text
    mostly = len(legacy) > sum(kind is _Word.UNICODE for _, kind in words)
    pieces, end = [], 0
    for found, kind in words:
        pieces += [text[end : found.start()], _reading(found, kind, code, mostly=mostly)]
        end = found.end()
    return len(legacy), "".join([*pieces, text[end:]])


@lru_cache(maxsize=8192)  # every cell of every file is asked about, and the words are few
def _is_residue(word: str) -> bool:
    """Is ``word`` Vietnamese in one of the old codes only?"""
    return not _stands(word) and any(_kind(word, code) is _Word.LEGACY for code in (_TCVN3_CODE, _VNI_CODE))


def _stands(word: str) -> bool:
    """Is ``word`` Vietnamese as it is?"""
    # A capital after a small letter (nhÊt) is no way to write Unicode, and very common in TCVN3.
    return is_syllable(word) and not re.search(r"[a-zà-ÿ][À-Þ]", word)


@lru_cache(maxsize=8192)
def _kind(word: str, code: _Code) -> _Word:
    """What ``word`` is, as it stands and read in ``code``."""
    if word.isascii():
        return _Word.OTHER
    decoded = code.decoded(word)
    reads = decoded != word and (is_syllable(decoded, toned_right=True) or _is_acronym(word, decoded))
    if len(word) == 1 and not (word.isalpha() or word == "«"):
        reads = False  # a bullet, a footnote, a sign of currency
    if _stands(word):
        return _Word.EITHER if reads else _Word.UNICODE
    return _Word.LEGACY if reads and word not in _UNITS else _Word.OTHER


def _is_acronym(word: str, decoded: str) -> bool:
    return bool(_ACRONYM.fullmatch(word)) and "Đ" in decoded


def _reading(found: re.Match[str], kind: _Word, code: _Code, *, mostly: bool) -> str:
    """The word as offered; ``mostly``: the text is rather in the old code than in Unicode."""
    word = found.group()
    if kind in (_Word.UNICODE, _Word.OTHER) or (_beside_digit(found) and word[0] in "µ×¹²³"):
        return word
    decoded = code.decoded(word)
    if kind is _Word.EITHER:
        common, kept = decoded.lower() in _COMMON, word.lower() in _COMMON
        if kept != common:
            return decoded if common else word
        return decoded if mostly else word
    return decoded


def _beside_digit(found: re.Match[str]) -> bool:
    """Whether a digit touches the word: a unit or a formula (50µm, 3×n)."""
    around = found.string[max(0, found.start() - 1) : found.start()] + found.string[found.end() :][:1]
    return any(character.isdigit() for character in around)


def _from_tcvn3(word: str) -> str:
    decoded = "".join(TCVN3.get(c, c if c.isascii() else _NO_LETTER) for c in word)
    ascii_letters = [c for c in word if c.isascii()]
    capitals = len(ascii_letters) > 1 and all(c.isupper() for c in ascii_letters)
    return decoded.upper() if capitals else decoded  # "§¶NG" is ĐẢNG: its ả has no capital code


def _tcvn3_persuades(word: str) -> bool:
    """One word is proof: long enough, or with a sign inside a word."""
    if _ACRONYM.fullmatch(word):
        return word[0] != "§"  # §A may be a section
    return len(word) > 2 or bool(re.search(r"[§©«¬®\u00ad¸µ¶¨]|[a-z][À-Þ]", word))


def _from_vni(word: str) -> str:
    rest = _VNI_LETTER.sub("", word)
    if not re.fullmatch(r"[\x00-\x7fíìÍÌ]*", rest):  # these two are the same letter in both
        return _NO_LETTER
    return _VNI_LETTER.sub(lambda found: VNI[found.group()], word)


def _vni_persuades(word: str) -> bool:
    """One word is proof: a pair French and Spanish do not write (naïf, août, aún are theirs)."""
    return len(word) > 2 and bool(re.search(r"[aeo][âáàåãä]|[ôö]|[aeouy][øõ]|^ñ", word.lower()))


_TCVN3_CODE = _Code(_from_tcvn3, _tcvn3_persuades)
_VNI_CODE = _Code(_from_vni, _vni_persuades)
