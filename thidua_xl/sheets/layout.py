"""The declaration of a sheet: one description, used by the writer, the reader and the documentation."""

from dataclasses import dataclass
from enum import StrEnum


class Owner(StrEnum):
    """Who fills a column: decides its lock, its colour, its validation and how it is read."""

    RULEBOOK = "rulebook"  # locked, grey, compared on return
    MEMBER = "member"  # open, pale yellow, validated
    HEAD = "head"  # open, pale yellow, validated
    COMPUTED = "computed"  # locked, recomputed, never read as data


class Content(StrEnum):
    """What a column's cells hold: decides format, validation and reading."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"  # a list of codes separated by ;
    TEXTS = "texts"  # a list of texts separated by ;
    WORD = "word"  # one of the column's choices
    POINTS = "points"
    BOUND = "bound"  # points, or Không = unbounded
    NUMBER = "number"
    COUNT = "count"
    PERCENT = "percent"
    AMOUNT = "amount"  # a number, or a percentage written with %
    DATE = "date"
    MIXED = "mixed"  # whatever the line's rule reads


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in the code, its header (the contract) and how it looks and behaves."""

    key: str
    header: str
    content: Content = Content.TEXT
    owner: Owner = Owner.MEMBER
    width: int = 14
    choices: tuple[str, ...] = ()
    help: str = ""  # what a comment or an input prompt says
    advanced: bool = False  # folded away until wanted


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """One sheet: its name, columns, and the headers by which its header row is known. None equals another."""

    name: str
    columns: tuple[Column, ...]
    known_by: tuple[str, ...]
    purpose: str = ""
    rows: int = 0  # open rows below the header, 0 = as many as there are
    items: tuple[Column, ...] = ()  # for sheets of Mục | Giá trị: one item a row, declared like a column

    def column(self, key: str) -> Column:
        """The column of a key; KeyError where the layout has none."""
        for column in self.columns + self.items:
            if column.key == key:
                return column
        raise KeyError(key)
