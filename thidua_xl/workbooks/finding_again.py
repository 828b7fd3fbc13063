"""Finding the members' files again by what is in them: they may have been moved or renamed since they were read."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from thidua_xl.workbooks.files import read_bytes
from thidua_xl.workbooks.folder import Kind, walked


def found_again(wanted: Mapping[str, str], places: Iterable[Path]) -> dict[str, bytes]:
    """The bytes of each file by its SHA-256. ``wanted``: the name each one had, which is looked at first."""
    there = [place for place in places if place.exists()]
    entries = [entry for entry in walked(there) if entry.kind is Kind.WORKBOOK] if there else []
    names = {Path(name).name for name in wanted.values()}
    found: dict[str, bytes] = {}
    for entry in sorted(entries, key=lambda entry: entry.path.name not in names):
        if len(found) == len(wanted):
            break
        data = read_bytes(entry.path)
        digest = hashlib.sha256(data).hexdigest()
        if digest in wanted:
            found.setdefault(digest, data)
    return found
