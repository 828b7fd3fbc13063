"""What a master carries of its own making: the files as read, beside the rulebook, so that the engine can do it again.

What a sheet shows is never read as data. Whoever needs a whole master back from its workbook (closing it, printing
its papers) lets the engine reckon it anew, with what the head has typed since, by `master_again`.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain

from thidua_xl.book import Book
from thidua_xl.consolidation.building import consolidate
from thidua_xl.consolidation.carried_sources import Json, assessors_back, pasts_back, plain_assessors, plain_pasts
from thidua_xl.consolidation.carried_values import back, carried_text, plain, text_of
from thidua_xl.consolidation.files import Content, FileContent, Folder, ReadFile
from thidua_xl.consolidation.head_cells import head_work
from thidua_xl.consolidation.master import Master
from thidua_xl.errors import CannotGoOn
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.live import hidden
from thidua_xl.masters.marks import carried_rulebook, master_marks
from thidua_xl.member.claims import claims
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.sheets import master as sheets
from thidua_xl.sheets.table import sheet_named
from thidua_xl.submission import Submission


def carried_pieces(master: Master) -> Iterator[str]:
    """The text a master carries, in pieces that fit in cells; none where it was not put together from a folder."""
    if master.folder is None:
        return
    content: Json = {
        "rulebook_file": master.rulebook_file,
        "made_at": plain(master.made_at),
        "combined": [[unit, code, plain(points)] for (unit, code), points in sorted(master.combined.items())],
        "skipped": [list(pair) for pair in master.folder.skipped],
        "assessors": plain_assessors(master.assessors),
        "previous": plain_pasts(master.previous),
    }
    files = (f"{',' if number else ''}{_file(file)}" for number, file in enumerate(master.folder.files))
    yield from _cut(chain((f'{text_of(content)[:-1]},"files":[',), files, ("]}",)))


def _cut(texts: Iterable[str]) -> Iterator[str]:
    """A long text in pieces, never held whole: of a large bloc it is the largest thing there is."""
    rest = ""
    for text in texts:
        rest += text
        while len(rest) > hidden.JSON_PIECE:
            yield rest[: hidden.JSON_PIECE]
            rest = rest[hidden.JSON_PIECE :]
    yield rest


def digest(pieces: Iterable[str]) -> str:
    """The SHA-256 of what is carried, to tell whether it is whole."""
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece.encode())
    return found.hexdigest()


def master_again(book: Book, name: str) -> Master:
    """The master the engine makes now of what the workbook carries and of what the head typed into it.

    Raises CannotGoOn where the workbook (called ``name``) carries nothing, or not the whole of it.
    """
    meta = master_marks(book)
    content = _content(book, meta, name)
    rulebook = carried_rulebook(book)
    if rulebook is None:
        raise CannotGoOn(_damaged(name))
    try:
        folder = Folder(
            tuple(_read_file(rulebook, entry) for entry in content["files"]),
            tuple((path, why) for path, why in content["skipped"]),
        )
        combined = {(unit, code): back(points) for unit, code, points in content["combined"]}
        made_at = back(content["made_at"])
        assessors = assessors_back(content.get("assessors"))
        previous = pasts_back(content.get("previous", ()))
    except (ValueError, KeyError, TypeError, ArithmeticError):
        raise CannotGoOn(_damaged(name)) from None
    former, unread = head_work(book, rulebook)
    former.findings = unread
    assert isinstance(made_at, datetime)
    return consolidate(
        rulebook,
        str(content["rulebook_file"]),
        folder,
        former,
        made_at=made_at,
        combined=combined,
        assessors=assessors,
        previous=previous,
    )


def _content(book: Book, meta: Mapping[str, str], name: str) -> Json:
    sheet = sheet_named(book, sheets.META)
    stored = sheet.cells if sheet else {}
    pieces = [str(cell.value) for (_, column), cell in sorted(stored.items()) if column == sheets.META_CARRIED]
    if not pieces:
        why = f"{name} chưa mang theo số liệu gốc (do bản thidua-xl cũ ghi ra, hoặc đã mất trang ẩn)."
        raise CannotGoOn(f"{why} Gộp lại bằng thidua consolidate rồi chạy lại lệnh này.")
    if digest(pieces) != meta.get("carried", ""):
        raise CannotGoOn(_damaged(name))
    found: Json = json.loads("".join(pieces))
    return found


def _damaged(name: str) -> str:
    return (
        f"Trang ẩn {sheets.META} của {name} bị hỏng hoặc bị sửa. "
        "Gộp lại bằng thidua consolidate (phần đã ghi được giữ) rồi chạy lại lệnh này."
    )


# ---- files


def _file(file: ReadFile) -> str:
    found = file.found
    content: Json = {
        "path": file.path,
        "sha256": file.sha256,
        "size": file.size,
        "likely": file.likely,
        "read_at": plain(file.read_at),
        "content": str(found.content),
        "what": found.what,
        "findings": [_finding(finding) for finding in found.findings],
        "replies": dict(found.replies),
        "replier": found.replier,
    }
    submission = carried_text(found.carried, found.submission)
    return f'{text_of(content)[:-1]},"submission":{submission}}}'


def _finding(finding: Finding) -> list[object]:
    where = finding.where
    return [finding.code, where.file, where.sheet, where.cell, where.unit, dict(finding.facts)]


def _read_file(rulebook: Rulebook, entry: Json) -> ReadFile:
    given = entry["submission"]
    submission = Submission.model_validate(back(given)) if given is not None else None
    known = submission is not None and rulebook.unit(submission.unit) is not None
    found = FileContent(
        Content(str(entry["content"])),
        str(entry["what"]),
        submission,
        claims(rulebook, submission) if submission is not None and known else None,
        tuple(_finding_again(*parts) for parts in entry["findings"]),
        dict(entry.get("replies", {})),
        str(entry.get("replier", "")),
    )
    read_at = back(entry["read_at"])
    return ReadFile(
        str(entry["path"]),
        str(entry["sha256"]),
        int(entry["size"]),
        found,
        None if entry["likely"] is None else str(entry["likely"]),
        read_at if isinstance(read_at, datetime) else None,
    )


def _finding_again(
    code: str, file: str | None, sheet: str | None, cell: str | None, unit: str | None, facts: dict[str, str]
) -> Finding:
    return Finding(code, Where(file, sheet, cell, unit), facts)
