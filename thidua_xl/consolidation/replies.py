"""The units' answers on `Phản hồi`, by the key of the finding or line they are about."""

from collections.abc import Iterable

from thidua_xl.book import Book
from thidua_xl.consolidation.choice import times_sent
from thidua_xl.consolidation.files import Chosen, Content, ReadFile
from thidua_xl.masters.drawn_lines import text_of
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets.feedback import FEEDBACK
from thidua_xl.sheets.table import rows_of


def replies_in(book: Book) -> dict[str, str]:
    """The answers in one workbook."""
    found = {text_of(book, row, "key"): text_of(book, row, "reply") for row in rows_of(book, FEEDBACK)}
    return {key: reply for key, reply in found.items() if key and reply}


def replies(rulebook: Rulebook, files: Iterable[ReadFile], chosen: Chosen) -> dict[str, dict[str, str]]:
    """The answers by unit: of all its files, the later submission's before the earlier's, the one that counts first."""
    found: dict[str, dict[str, str]] = {}
    used = {file.path for file in chosen.used.values()}
    ordered = sorted(files, key=lambda file: (file.path in used, times_sent(file), file.path))
    for file in ordered:
        unit = rulebook.unit(file.found.replier) if file.found.content in (Content.MEMBER, Content.OURS) else None
        if unit and file.found.replies:
            found.setdefault(unit.code, {}).update(file.found.replies)
    return found
