"""The assessors' forms and the earlier masters that a master was put together with, as it carries them itself."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from thidua_xl.consolidation.carried_values import back, plain
from thidua_xl.consolidation.crossing import AssessorFile
from thidua_xl.masters.past import Past
from thidua_xl.member.template import sound_rulebook
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import member

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
