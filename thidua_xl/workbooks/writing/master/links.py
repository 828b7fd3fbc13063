"""Links from the master to members' files."""

import os
from dataclasses import dataclass
from pathlib import Path

from thidua_xl.live.plan import quoted
from thidua_xl.workbooks.remote import is_remote

LONGEST_LINK = 255  # older versions fail beyond it


@dataclass(frozen=True, slots=True)
class Links:
    """Where links lead from: the master's folder, and the folders or files that were put together."""

    folder: Path
    sources: tuple[Path, ...] = ()

    def to(self, file: str | None, sheet: str | None, cell: str | None) -> str:
        """A link to a cell of a member's file, relative to the master; "" where it would be too long."""
        if not file:
            return ""
        found = self._found(file)
        path = self._relative(found) if found else file
        at = f"#{quoted(sheet)}!{cell or 'A1'}" if sheet else ""
        target = f"external:{path}{at}"
        return target if len(target) <= LONGEST_LINK and "#" not in path else ""

    def relative_sources(self) -> list[str]:
        """The folders and files as paths from the master's folder; whole where there is no such path."""
        return [self._relative(source) for source in self.sources]

    def _relative(self, source: Path) -> str:
        """The path from the master's folder; whole where there is none."""
        if is_remote(source):
            return str(source)
        try:
            return os.path.relpath(source.resolve(), self.folder.resolve()).replace(os.sep, "/")
        except ValueError:  # on another drive
            return str(source.resolve())

    def _found(self, file: str) -> Path | None:
        """Where a file of the folders lies; None where it is gone, or may not be looked at."""
        local = [source for source in self.sources if not is_remote(source)]
        bases = [base for source in local for base in (source, source.parent)]
        return next((base / file for base in bases if os.path.isfile(base / file)), None)  # noqa: PTH113 - raises nothing
