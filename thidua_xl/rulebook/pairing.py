"""Which line of an amended rulebook is which line of the old one: by code and text, by text alone, by code alone."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.text.vietnamese import fold

ALIKE = 0.5  # of 1: under it a text under the same code is another line, not the old one reworded


@dataclass(frozen=True, slots=True)
class Pair:
    """An old line with its new one; ``recoded``: the same text under another code."""

    old: Criterion
    new: Criterion

    @property
    def recoded(self) -> bool:
        """Has it another code now?"""
        return fold(self.old.code) != fold(self.new.code)

    @property
    def reworded(self) -> bool:
        """Has it another text now?"""
        return fold(self.old.text) != fold(self.new.text)


def paired(old: Rulebook, new: Rulebook) -> list[Pair]:
    """The lines that are in both, in the new order.

    A text that moved to another code goes before what now stands under the old code: after a line put in between,
    the codes below it all mean the line above. A text that is there several times tells only with the text above it.
    What stands under an old code with quite another text is another line.
    """
    mine, theirs = _lines(old), _lines(new)
    found: dict[str, Criterion] = {}

    def match(key_of_old: Callable[[Criterion], object], key_of_new: Callable[[Criterion], object]) -> None:
        taken = {row.code for row in found.values()}
        left = [row for row in mine if row.code not in taken]
        open_rows = [row for row in theirs if row.code not in found]
        by_key = _unique(left, key_of_old)
        for key, row in _unique(open_rows, key_of_new).items():
            if key in by_key:
                found[row.code] = by_key[key]

    def words(book: Rulebook) -> Callable[[Criterion], object]:
        return lambda row: tuple(fold(above.text) for above in book.above(row))

    match(lambda row: (fold(row.code), fold(row.text)), lambda row: (fold(row.code), fold(row.text)))
    match(words(old), words(new))
    match(lambda row: fold(row.text), lambda row: fold(row.text))
    match(lambda row: fold(row.code), lambda row: fold(row.code))
    pairs = [Pair(found[row.code], row) for row in theirs if row.code in found]
    return [pair for pair in pairs if not pair.reworded or _alike(pair)]


def _alike(pair: Pair) -> bool:
    return SequenceMatcher(None, fold(pair.old.text), fold(pair.new.text), autojunk=False).ratio() >= ALIKE


def _lines(rulebook: Rulebook) -> list[Criterion]:
    return [row for row in rulebook.rows if not row.is_note]


def _unique(rows: Iterable[Criterion], key: Callable[[Criterion], object]) -> dict[object, Criterion]:
    """The rows whose key no other row has."""
    keyed = [(key(row), row) for row in rows]
    times = Counter(found for found, _ in keyed)
    return {found: row for found, row in keyed if times[found] == 1}
