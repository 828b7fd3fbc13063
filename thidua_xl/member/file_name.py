"""What a unit's workbooks are called: the code first, ASCII, fit for every mail program."""

import unicodedata

from thidua_xl.rulebook.models import Rulebook, Unit
from thidua_xl.text.vietnamese import bare

SELF_SCORED = "Tu-cham"
LONGEST_NAME = 60  # characters: paths over 260 are refused by Windows


def file_stem(rulebook: Rulebook, unit: Unit, *, practice: bool = False, what: str = SELF_SCORED) -> str:
    """``CAT_Tu-cham_Nam-2026``."""
    mark = "THU_" if practice else ""
    return f"{unit.code}_{mark}{what}_{in_file_name(rulebook.period)}"


def in_file_name(text: str, longest: int = LONGEST_NAME) -> str:
    """A period or the name of a bloc as file names have it: ``Nam-2026``."""
    words = "-".join(unicodedata.normalize("NFC", bare(text).capitalize()).split())
    return "".join(sign for sign in words if sign.isalnum() or sign == "-")[:longest]
