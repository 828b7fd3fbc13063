"""Rules as a rulebook writes them, and cells as a member types them: what the tests of scoring start from."""

from datetime import date
from decimal import Decimal

from rulebook_drawing import rulebook_of, small_book

from thidua_xl.rules import Inputs, Outcome, Rule
from thidua_xl.text.dates import read_date


def line(way: str, maximum: str = "", part: str = "Chính", levels: str = "", digits: int = 2, info: str = "") -> Rule:
    """The rule of one line; ``way`` is ``Cách chấm | header=value | …``, ``levels`` as ``graded`` and ``bands`` draw.

    It is read from a drawn rulebook, so that the matrix's defaults are those of the reader.
    """
    section = f"I | Dòng | {maximum} | {way} | Nhóm điểm={part}"
    other = "" if part == "Chính" else "O | Chính | 10 |\n"
    book = small_book(f"{other}{section}", levels, f"|Làm tròn|{digits}|\n{info}")
    rule = rulebook_of(book).criterion("I").rule  # type: ignore[union-attr]
    assert rule is not None
    return rule


def graded(*levels: str) -> str:
    """``Tốt:10``, a range ``nặng:8–10``, a level without a name ``:5``."""
    rows = []
    for level in levels:
        name, _, points = level.partition(":")
        low, _, high = points.partition("–")
        rows.append(f"|I|{name}|||||{low}|{high}||")
    return "\n".join(rows)


def bands(*extents: str) -> str:
    """``[75;95]:1`` with both ends, ``]95;:1,5`` above 95, ``;50[:0`` under 50, ``75;95:1`` with the defaults."""
    rows = []
    for extent in extents:
        ends, _, points = extent.partition(":")
        low, _, high = ends.partition(";")
        low_in = {"[": "Có", "]": "Không"}.get(low[:1], "")
        high_in = {"]": "Có", "[": "Không"}.get(high[-1:], "")
        rows.append(f"|I||{low.strip('[]')}|{low_in}|{high.strip('[]')}|{high_in}|{points}|||")
    return "\n".join(rows)


def typed(value: object) -> Decimal | str | date | None:
    """A cell: numbers and numeric texts are numbers, ``15/6/2026`` a date, any other text a word, None blank."""
    if value is None or isinstance(value, date | Decimal):
        return value
    text = str(value)
    try:
        return Decimal(text)
    except ArithmeticError:
        return read_date(text) or text


def given(
    result: object = None, target: object = None, times: object = None, points: object = None, x: bool = False
) -> Inputs:
    """One line's cells; ``points`` is `Điểm đề nghị`, ``x`` the mark of not arising."""
    return Inputs(typed(result), typed(target), typed(times), typed(points), x)


def said(outcome: Outcome) -> str:
    """The points as printed, else the code of what is wrong, else the state."""
    if outcome.points is not None:
        return str(outcome.points)
    return outcome.problem.code if outcome.problem else str(outcome.state)
