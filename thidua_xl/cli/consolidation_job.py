"""One consolidation from files to files: read, put together, write the master and what goes with it."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from thidua_xl.cli import clock
from thidua_xl.cli.consolidation_report import report
from thidua_xl.cli.former_master import dated_name, existing_master, former_master
from thidua_xl.cli.reporting import STANDARD_OUTPUT, write_json
from thidua_xl.consolidation.building import consolidate
from thidua_xl.consolidation.crossing import AssessorFile
from thidua_xl.consolidation.files import Folder
from thidua_xl.consolidation.json_form import json_form
from thidua_xl.consolidation.master import Master
from thidua_xl.errors import CannotGoOn
from thidua_xl.masters.past import Past
from thidua_xl.member.file_name import in_file_name
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.workbooks.assessor_reading import read_assessors
from thidua_xl.workbooks.cache import cache_beside, opened_cache
from thidua_xl.workbooks.cluster import cluster_at
from thidua_xl.workbooks.files import digest_at, replacing, sweep
from thidua_xl.workbooks.folder_reading import Progress as Told
from thidua_xl.workbooks.folder_reading import read_folder
from thidua_xl.workbooks.lock import lock_beside, only_run
from thidua_xl.workbooks.writing.master import write_master


@dataclass(slots=True)
class Job:
    """What is put together, and where it goes. ``again`` is the command for the master's button (again.py).

    ``kept`` is the digest of a former master of which no copy is needed: this session wrote it, nobody touched it.
    """

    rulebook_file: Path
    rulebook: Rulebook
    paths: tuple[Path, ...]
    out: Path
    forms: tuple[Path, ...] = ()
    previous: tuple[Past, ...] = ()
    json_file: str | None = None
    export: Path | None = None
    workers: int = 2
    scheduler: str | None = None
    force: bool = False
    again: str = ""
    kept: str = ""
    now: datetime = field(default_factory=clock.now)

    @property
    def text_file(self) -> Path:
        """The report beside the master."""
        return self.out.with_suffix(".txt")

    @property
    def own_files(self) -> list[Path]:
        """The files this run reads or writes itself."""
        return [*self._written, self.rulebook_file, lock_beside(self.out), cache_beside(self.out)]

    @property
    def _written(self) -> list[Path]:
        json_path = [Path(self.json_file)] if self.json_file and self.json_file != STANDARD_OUTPUT else []
        return [self.out, self.text_file, *json_path]

    def run(self) -> tuple[Master, Path | None]:
        """Everything; the master, and where the former one was kept. Raises CannotGoOn."""
        with only_run(self.out):
            for path in self._written:
                sweep(path)  # what a run that died left: nobody else writes these as long as we hold the lock
            found = digest_at(self.out)
            existing = existing_master(self.out)
            former = former_master(existing, self.rulebook, force=self.force)
            folder, assessors = self._read()
            master = consolidate(
                self.rulebook,
                self.rulebook_file.name,
                folder,
                former,
                made_at=self.now,
                assessors=assessors,
                previous=self.previous,
            )
            backup = self._write(master, found, existing)
            self._write_beside(master)
        return master, backup

    def _read(self) -> tuple[Folder, list[AssessorFile] | None]:
        with ExitStack() as stack:
            progress = stack.enter_context(_progress())
            cache = stack.enter_context(opened_cache(cache_beside(self.out), self.rulebook, self.now.date()))
            cluster = stack.enter_context(cluster_at(self.scheduler)) if self.scheduler else None
            folder = read_folder(
                self.rulebook,
                self.paths,
                now=self.now,
                written=self.own_files,
                workers=self.workers,
                progress=progress,
                cache=cache,
                cluster=cluster,
            )
        if not self.forms:
            return folder, None
        written, workers = self.own_files, self.workers
        return folder, read_assessors(self.rulebook, self.forms, now=self.now, written=written, workers=workers)

    def _write(self, master: Master, found: str, existing: Path) -> Path | None:
        """Write the master beside and rename; the former one stays, dated. Returns where.

        Raises CannotGoOn where the master is no longer the one that was read, whose digest is ``found``.
        """
        backup = dated_name(self.out, self.now) if found and found != self.kept else None
        with replacing(self.out) as temporary:
            write_master(temporary, master, existing if existing.exists() else None, self.paths, self.again)
            if backup:
                with replacing(backup) as kept:
                    shutil.copy2(self.out, kept)
            if digest_at(self.out) != found:
                raise CannotGoOn(
                    f"{self.out} vừa được lưu lại trong lúc gộp. Lưu và đóng tệp, rồi gộp lại để không mất phần đó."
                )
        return backup

    def _write_beside(self, master: Master) -> None:
        with replacing(self.text_file) as temporary:
            temporary.write_text(report(master), encoding="utf-8-sig", newline="\r\n")
        if self.json_file:
            write_json(json_form(master), self.json_file)
        if self.export:
            write_tables(master, self.export)


def write_tables(master: Master, folder: Path) -> None:
    """The long tables, each in a folder of its own that holds those of every bloc and period. Raises CannotGoOn."""
    try:
        import pyarrow  # noqa: F401 - pandas asks for it late, with words for programmers
    except ImportError:
        raise CannotGoOn("--export cần thư viện pyarrow: pip install 'thidua-xl[export]'.") from None
    from thidua_xl.consolidation.tables import tables  # pandas takes half a second that other runs do not need

    # many blocs of a province begin with the same words
    name = f"{in_file_name(master.rulebook.bloc, longest=80)}_{in_file_name(master.rulebook.period)}.parquet"
    for kind, table in tables(master).items():
        with replacing(folder / kind / name) as temporary:
            table.to_parquet(temporary)


@contextmanager
def _progress() -> Iterator[Told]:
    """A bar on a terminal, nothing when piped."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Đọc bài nộp", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
