"""What can be a Vietnamese syllable: how we know that an odd word makes sense in an old font's code."""

import re
import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")  # huyền, sắc, ngã, hỏi, nặng
_STOPPED = frozenset("\u0301\u0323")  # a syllable that ends in c, ch, p or t has one of these two

_ONSET = re.compile(r"ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx]|")

# The rhymes in use, without tone. Rare ones of loan words (oong, êng) are left out where a wrong
# reading would cost more than they bring.
_RHYMES_IN_USE = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uâc uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut
    uy uya uych uynh uyt uyn uyên uyêt uyu
    ư ưa ưc ưi ưng ưt ươc ươi ươm ươn ương ươp ươt ươu ưu
    y ych yêm yên yêng yêt yêu ynh yt
"""
_RHYMES = frozenset(_RHYMES_IN_USE.split())


def is_syllable(word: str, *, toned_right: bool = False) -> bool:
    """Whether ``word`` (any case, composed) is spelled as one Vietnamese syllable, tone included.

    ``toned_right``: the tone must also fit (học, no hoc) and stand on its own letter (hòa and hoà, no
    thaù); without it people's slips of tone (hòan, nôp) pass.
    """
    letters = unicodedata.normalize("NFC", word.lower())
    bases = [_toneless(letter) for letter in letters]
    toneless = "".join(bases)
    toned = [place for place, base in enumerate(bases) if base != letters[place]]
    if len(toned) > 1:
        return False
    tone = _TONES.intersection(unicodedata.normalize("NFD", letters))
    stopped = toneless.endswith(("c", "ch", "p", "t"))
    if toned_right and stopped and not (tone and tone <= _STOPPED):
        return False
    for onset in _onsets(toneless):
        rhyme = toneless[len(onset) :]
        if rhyme in _RHYMES and _spelled(onset, rhyme):
            return not (toned_right and toned) or toned[0] - len(onset) in _tone_places(rhyme)
    return False


@lru_cache(maxsize=1024)
def _toneless(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))


def _onsets(word: str) -> list[str]:
    """The consonants ``word`` may begin with: gi is g + i in gì, gi + ơ in giờ."""
    found = _ONSET.match(word)
    onset = found.group() if found else ""
    return [onset, "g"] if onset == "gi" else [onset]


def _spelled(onset: str, rhyme: str) -> bool:
    """Whether the consonant is written as it must be before this vowel: kẻ but cả, nghe but nga."""
    front = rhyme[0] in "eêiy"
    if onset in ("k", "gh", "ngh"):
        return front
    if onset == "g":
        return rhyme[0] == "i" or not front
    if onset == "c":
        return not front and not rhyme.startswith(("oa", "oă", "oe", "uâ", "uê", "uơ", "uy"))  # those take qu
    return not (onset == "ng" and front)


def _tone_places(rhyme: str) -> set[int]:
    """Where the tone of ``rhyme`` may stand, counted in letters: both ways of oa, oe and uy are in use."""
    vowels = rhyme.rstrip("chgmnpt")
    if len(vowels) < len(rhyme):
        return {len(vowels) - 1}
    if marked := [place for place, vowel in enumerate(vowels) if vowel in "ăâêôơư"]:
        return {marked[-1]}
    if vowels in ("oa", "oe", "uy"):
        return {0, 1}
    return {1} if len(vowels) == 3 else {0}
