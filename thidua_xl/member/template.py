"""What a template carries for its return, on the hidden sheet: its marks, each line's rule, the whole rulebook."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from thidua_xl.book import Book, Sheet, column_number
from thidua_xl.live import hidden
from thidua_xl.member.values import raw_of, said_raw
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.rulebook.models import Criterion, Rulebook
from thidua_xl.rules.sums import Sum
from thidua_xl.sheets.table import sheet_named

LARGEST_EXPONENT = 20  # of a maximum: a rulebook that says more was not written by us


@dataclass(frozen=True, slots=True)
class Template:
    """The marks of the template. ``rulebook`` is None where none is carried or it is ``damaged``."""

    marks: dict[str, str] = field(default_factory=dict)
    line_texts: dict[str, str] = field(default_factory=dict)
    rulebook: Rulebook | None = None
    damaged: bool = False

    @property
    def is_ours(self) -> bool:
        """Does the hidden sheet say that this is a member workbook?"""
        return self.marks.get("marker") == hidden.MARKER


def template_in(book: Book) -> Template:
    """The marks of a book's template; empty where it has no hidden sheet of ours."""
    sheet = sheet_named(book, hidden.NAME)
    if sheet is None:
        return Template()
    texts = _texts(book, sheet, (hidden.KEY, hidden.VALUE, hidden.LINE_CODE, hidden.LINE_TEXT, hidden.JSON))
    marks = _pairs(texts, hidden.KEY, hidden.VALUE)
    marks = {key: value for key, value in marks.items() if key in hidden.META_KEYS}
    line_texts = _pairs(texts, hidden.LINE_CODE, hidden.LINE_TEXT)
    pieces = list(texts[hidden.JSON].values())
    carried = sound_rulebook("".join(pieces), marks.get("fingerprint", ""))
    return Template(marks, line_texts, carried, damaged=bool(pieces) and carried is None)


def rulebook_in(book: Book) -> Rulebook | None:
    """The rulebook a template carries, None where there is none or it is damaged."""
    return template_in(book).rulebook


def _texts(book: Book, sheet: Sheet, columns: Iterable[str]) -> dict[str, dict[int, str]]:
    """What stands in these columns, by row from the top; blanks are left out."""
    places = {column_number(letters): letters for letters in columns}
    found: dict[str, dict[int, str]] = {letters: {} for letters in places.values()}
    for row, place in sorted([key for key in sheet.cells if key[1] in places]):
        if text := said_raw(raw_of(book, sheet.cells[row, place])):
            found[places[place]][row] = text
    return found


def _pairs(texts: dict[str, dict[int, str]], key: str, value: str) -> dict[str, str]:
    return {text: texts[value].get(row, "") for row, text in texts[key].items()}


@lru_cache(maxsize=4)  # all workbooks of a bloc carry the same rulebook
def sound_rulebook(text: str, mark: str) -> Rulebook | None:
    """The rulebook of a JSON text, if it is whole and the one the fingerprint was taken of."""
    if not text:
        return None
    try:
        rulebook = Rulebook.model_validate_json(text)
    except (ValueError, RecursionError):
        return None
    sound = _small(rulebook) and all(_has_rule(row) for row in rulebook.rows) and _has_parents(rulebook)
    return rulebook if sound and fingerprint(rulebook) == mark else None


def _small(rulebook: Rulebook) -> bool:
    """No number of it is so long that reckoning with it would never end."""
    maxima = [row.maximum for row in rulebook.rows if row.maximum is not None]
    others = [number for number in (rulebook.declared_scale, rulebook.bonus_cap) if number is not None]
    return 0 <= rulebook.digits <= 9 and all(_is_small(number) for number in maxima + others)


def _is_small(number: Decimal) -> bool:
    return number.is_finite() and abs(number.adjusted()) <= LARGEST_EXPONENT


def _has_rule(row: Criterion) -> bool:
    if row.is_note:
        return True
    return row.rule is not None and isinstance(row.rule.form, Sum) == row.is_sum


def _has_parents(rulebook: Rulebook) -> bool:
    rows = [row for row in rulebook.rows if not row.is_note]
    return all(not row.depth or rulebook.parent(row) is not None for row in rows) and bool(rulebook.units)
