"""Values as a master carries them: JSON, in which numbers and days keep being told from texts."""

import json
import zlib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from thidua_xl.submission import SHORT, Submission

NUMBER, DAY, MOMENT = "#", "@", "@@"  # how a number, a day and a moment are told from texts

LARGEST, END = 16 * 2**20, ("}", "null")  # bytes of a submission, and how it ends

# what only the checks of the file itself look at, and they have spoken: their findings are carried
SPENT_OF_CLAIMS = {"score_formula", "shown_text", "shown_maximum", "shown_score"}
SPENT: Any = {
    "line_texts": True,
    "columns": True,
    "shown_totals": True,
    "claims": {"__all__": SPENT_OF_CLAIMS},
}


def plain(value: object) -> object:
    """A value as JSON holds it."""
    if value is None or isinstance(value, str):  # nearly all are
        return value
    if isinstance(value, Decimal):
        return {NUMBER: str(value)}
    if isinstance(value, datetime):
        return {MOMENT: value.isoformat()}
    if isinstance(value, date):
        return {DAY: value.isoformat()}
    if isinstance(value, Mapping):
        return {"": [[key, plain(each)] for key, each in value.items()]}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return sorted(value) if isinstance(value, frozenset) else value


def back(value: object) -> Any:
    """The value that ``plain`` was given; lists for tuples and sets, but a key stays a tuple."""
    if isinstance(value, list):
        return [back(each) for each in value]
    if not isinstance(value, dict):
        return value
    (mark, held), *_ = value.items()
    if mark == NUMBER:
        return Decimal(held)
    if mark == MOMENT:
        return datetime.fromisoformat(held)
    if mark == DAY:
        return date.fromisoformat(held)
    return {tuple(key) if isinstance(key, list) else key: back(each) for key, each in held}


def text_of(content: object) -> str:
    """JSON as short as it gets."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def carried_submission(submission: Submission | None) -> bytes:
    """A submission as a master carries it, packed."""
    return zlib.compress(_text(submission).encode(), level=1)


def carried_text(packed: bytes, submission: Submission | None) -> str:
    """The text that was packed; that of ``submission`` where there is none, or it is damaged."""
    try:
        text = zlib.decompressobj().decompress(packed, LARGEST).decode()
        return text if packed and text.endswith(END) else _text(submission)
    except (zlib.error, UnicodeDecodeError, TypeError):
        return _text(submission)


def _text(submission: Submission | None) -> str:
    if submission is None:
        return text_of(None)
    given = submission.opened().model_dump(exclude_defaults=True, exclude=SPENT, context=SHORT)
    return text_of(plain(given))
