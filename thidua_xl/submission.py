"""One unit's workbook as read: what it says, as typed, with the cell each thing came from."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, SerializationInfo

from thidua_xl.held import held_list, held_table

NOTHING: frozenset[str] = frozenset()
UNTOLD: set[str] = set()  # which fields were given: nobody asks; pydantic copies it before it changes it
MOST_KNOWN = 20_000  # tables of addresses
TABLES = ("claims", "figures", "answers", "registers")
Raw = Decimal | date | bool | str | None  # a text is a text, whatever it looks like; None is blank
SHORT = object()  # the context in which the addresses of a row are dumped as one text: a bloc has very many


def _told(cells: dict[str, str]) -> str:
    """The addresses of a row as one text: keys and addresses have no spaces in them."""
    return " ".join([part for pair in cells.items() for part in pair])


@lru_cache(MOST_KNOWN)
def _shared(told: str) -> dict[str, str]:
    """The same again, kept once: the templates of a bloc have the same lines at the same places."""
    pieces = told.split()
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


@lru_cache(MOST_KNOWN)
def _same(pairs: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """A table that many units have alike, kept once."""
    return dict(pairs)


def _cells(given: object) -> object:
    return _shared(given) if isinstance(given, str) else given


def _dumped(cells: dict[str, str], info: SerializationInfo) -> dict[str, str] | str:
    return _told(cells) if info.context is SHORT else cells


Cells = Annotated[dict[str, str], BeforeValidator(_cells), PlainSerializer(_dumped)]


class Typed(BaseModel):
    """A row a member filled in. ``cells`` gives the address of each key, ``errors`` the keys of error cells.

    The value of an error cell is its text (``#REF!``); NaN and infinity are the texts ``NaN`` and ``Infinity``.
    ``uncalculated`` are formulas without a stored value (the value is None), ``percents`` numbers shown as percents.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    cells: Cells = {}
    errors: frozenset[str] = NOTHING
    uncalculated: frozenset[str] = NOTHING
    percents: frozenset[str] = NOTHING

    def __getstate__(self) -> dict[str, Any]:
        """Go into another process, or into the memory for a later run: in short, as a unit has a hundred of these."""
        blank = _blank(type(self))
        unlike = [(name, value) for name, value in self.__dict__.items() if value is not blank[name]]
        state = {name: value for name, value in unlike if value != blank[name]}  # an empty set would be one of its own
        return state | {"cells": _told(self.cells)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Come out of there; addresses that many rows have alike are kept once."""
        self._fill({**_blank(type(self)), **state, "cells": _shared(state["cells"])})

    @classmethod
    def made(cls, **values: Any) -> Self:
        """A row of what a reader has made of cells: of the right types, so that nothing need be looked at again."""
        row = cls.__new__(cls)
        row._fill(_blank(cls) | values)
        return row

    def _fill(self, values: dict[str, Any]) -> None:
        put = object.__setattr__
        put(self, "__dict__", values)
        put(self, "__pydantic_fields_set__", UNTOLD)
        put(self, "__pydantic_extra__", None)
        put(self, "__pydantic_private__", None)


@cache
def _blank(kind: type[Typed]) -> dict[str, Any]:
    """What every field holds that is not given, in order."""
    return {name: field.get_default() for name, field in kind.__pydantic_fields__.items()}


class Claim(Typed):
    """One line of `Tự chấm`. ``shown_score`` and ``shown_maximum`` are what the cells show, never data."""

    code: str
    not_arising: Raw = None
    target: Raw = None
    result: Raw = None
    times: Raw = None
    typed: Raw = None
    reason: str = ""
    shown_score: Raw = None
    score_formula: str | None = None
    shown_maximum: Raw = None
    shown_text: str = ""


class FigureClaim(Typed):
    """One row of `Số liệu`."""

    code: str
    target: Raw = None
    result: Raw = None
    before: Raw = None
    shown_ratio: Raw = None
    note: str = ""


class Evidence(Typed):
    """One row of `Minh chứng`."""

    criterion: Raw = None
    symbol: str = ""
    issued_on: Raw = None
    issuer: str = ""
    summary: str = ""
    file: str = ""


class Answer(Typed):
    """One row of `Điều kiện`."""

    code: str
    answer: Raw = None
    reason: str = ""


class RegisterRow(Typed):
    """One row of `Phong trào`, `Điển hình` or `Khen thưởng`, by column key."""

    values: dict[str, Raw] = {}


class ShownTotal(Typed):
    """A row under the table of `Tự chấm`: what it shows and its formula, never data."""

    value: Raw = None
    formula: str | None = None


class Submission(BaseModel):
    """Everything one workbook says. ``info`` holds the items of `Thông tin` by key, as typed.

    ``sheets`` gives the name in the file of each layout that was found, ``columns`` where its columns stand.
    ``repeated_lines`` and ``repeated_figures`` are the rows written once more (cell: code), ``uncoded_lines`` the
    cells of rows with an input and no code. ``checksum`` is what `Bản in` shows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    unit: str = ""
    info: dict[str, Raw] = {}
    info_cells: dict[str, str] = {}
    info_errors: frozenset[str] = frozenset()
    sheets: dict[str, str] = {}
    date_1904: bool = False
    repeated_lines: dict[str, str] = {}
    repeated_figures: dict[str, str] = {}
    uncoded_lines: tuple[str, ...] = ()
    columns: dict[str, dict[str, int]] = {}
    claims: Mapping[str, Claim] = {}
    figures: Mapping[str, FigureClaim] = {}
    evidence: Sequence[Evidence] = ()
    answers: Mapping[str, Answer] = {}
    registers: Mapping[str, Sequence[RegisterRow]] = {}
    fingerprint: str = ""
    line_texts: dict[str, str] = {}
    format_version: str = ""
    practice: bool = False
    channel: str = "plain"
    checksum: str = ""
    checksum_cell: str = ""
    shown_totals: dict[str, ShownTotal] = {}

    def held(self) -> "Submission":
        """The same with its rows packed until somebody looks at them; it is dumped ``opened``."""
        tables = {name: held_table(getattr(self, name)) for name in TABLES}
        return self.model_copy(update={**tables, "evidence": held_list(self.evidence)})

    def opened(self) -> "Submission":
        """The same with all its rows there."""
        tables = {name: dict(getattr(self, name)) for name in TABLES}
        return self.model_copy(update={**tables, "evidence": tuple(self.evidence)})

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """Come out of another process, or of the memory for a later run."""
        told = state["__dict__"]
        alike = {name: _same(tuple(told[name].items())) for name in ("sheets", "info_cells")}
        fields = {**told, **alike}
        super().__setstate__({**state, "__dict__": fields, "__pydantic_fields_set__": UNTOLD})

    def times_sent(self) -> Raw:
        """`Lần nộp` as typed."""
        return self.info.get("submission")

    def sheet(self, name: str) -> str:
        """The name in the file of a layout's sheet."""
        return self.sheets.get(name, name)
