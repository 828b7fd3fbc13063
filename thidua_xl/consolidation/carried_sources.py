"""The assessors' forms and the earlier masters that a master was put together with, as it carries them itself."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from thidua_xl.consolidation.crossing import AssessorFile
from thidua_xl.masters.past import Past
from thidua_xl.member.template import sound_rulebook
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import member

NUMBER, DAY, MOMENT = "#", "@", "@@"  # how a number, a day and a moment are told from texts in JSON
COMPARED = (member.MODELS.name,)  # the registers that this period is held against

Json = dict[str, Any]


def plain_assessors(files: Sequence[AssessorFile] | None) -> object:
    """The forms as JSON; None where they were not asked for."""
    return None if files is None else [plain(_forms().dump_python(file)) for file in files]


def assessors_back(held: Sequence[Json] | None) -> list[AssessorFile] | None:
    """The forms that ``plain_assessors`` was given. Raises ValueError where they are damaged."""
    return None if held is None else [_forms().validate_python(back(each)) for each in held]


def plain_pasts(pasts: Sequence[Past]) -> list[Json]:
    """Of each earlier master what this period is compared with, and its rulebook."""
    return [_plain_past(past) for past in pasts]


def _plain_past(past: Past) -> Json:
    registers = {name: rows for name, rows in past.registers.items() if name in COMPARED}
    compared = replace(past, awards=(), registers=registers, findings=(), files=())
    return {
        "past": plain(_pasts().dump_python(compared, exclude={"rulebook"})),
        "rulebook": past.rulebook.model_dump_json(exclude_defaults=True),
        "fingerprint": fingerprint(past.rulebook),
    }


def pasts_back(held: Sequence[Json]) -> tuple[Past, ...]:
    """The earlier masters that ``plain_pasts`` was given. Raises ValueError where one is damaged."""
    return tuple(_past_back(each) for each in held)


def _past_back(held: Json) -> Past:
    rulebook: Rulebook | None = sound_rulebook(str(held["rulebook"]), str(held["fingerprint"]))
    if rulebook is None:
        raise ValueError(held["fingerprint"])
    return _pasts().validate_python({**back(held["past"]), "rulebook": rulebook})


@cache
def _forms() -> TypeAdapter[AssessorFile]:
    return TypeAdapter(AssessorFile)


@cache
def _pasts() -> TypeAdapter[Past]:
    return TypeAdapter(Past)


# ---- values


def plain(value: object) -> object:
    """A value as JSON holds it; numbers and days keep being told from texts."""
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
