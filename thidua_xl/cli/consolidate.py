"""`thidua consolidate`: many workbooks in, one master out."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from thidua_xl.book import Book
from thidua_xl.cli.again import command_again
from thidua_xl.cli.consolidation_report import report, say_report
from thidua_xl.cli.masters import previous_masters, previous_option
from thidua_xl.cli.reporting import STANDARD_OUTPUT, json_option, status, write_json
from thidua_xl.cli.rulebook import EXISTING, agreed
from thidua_xl.cli.working_folder import ASSESSORS, MASTER, RECEIVED, RESULTS, RULEBOOK, is_working_folder, of_folder
from thidua_xl.consolidation.building import consolidate as consolidated
from thidua_xl.consolidation.crossing import AssessorFile
from thidua_xl.consolidation.head_cells import head_work
from thidua_xl.consolidation.json_form import json_form
from thidua_xl.consolidation.marks import is_master
from thidua_xl.consolidation.master import Former, Master
from thidua_xl.consolidation.past import Past
from thidua_xl.consolidation.past_reading import other_period
from thidua_xl.errors import CannotGoOn, NotReadable
from thidua_xl.member.file_name import period_in_name
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.workbooks.assessor_reading import read_assessors
from thidua_xl.workbooks.files import digest_at, open_book, replacing, sweep
from thidua_xl.workbooks.folder import locks_of
from thidua_xl.workbooks.folder_reading import Progress as Told
from thidua_xl.workbooks.folder_reading import read_folder
from thidua_xl.workbooks.lock import lock_beside, only_run
from thidua_xl.workbooks.reading.master import uncarried
from thidua_xl.workbooks.writing.master import write_master

SUFFIXES = (".xlsx", ".xlsm")  # the second with buttons
OPEN = "THIDUA_OPEN"  # set by the icons of a working folder: open the master at the end


def _out(_: click.Context, __: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and value.suffix.lower() not in SUFFIXES:
        raise click.BadParameter(f"{value} phải có đuôi .xlsx, hoặc .xlsm để có nút bấm.")
    return value


@click.command()
@click.argument("rulebook", type=EXISTING, required=False)
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, metavar="PATH...")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_out,
    metavar="MASTER.xlsx",
    help="Bảng tổng hợp ghi ra (.xlsm: có nút bấm); đã có thì giữ lại phần trưởng khối đã ghi.",
)
@previous_option
@json_option
@click.option(
    "--assess",
    "forms",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    metavar="DIR",
    help="Thư mục phiếu chấm chéo các đơn vị gửi về.",
)
@click.option("--strict", is_flag=True, help="Coi cả cảnh báo là lỗi khi trả mã thoát.")
@click.option("--force", is_flag=True, help="Không hỏi lại khi có biểu đồ, ảnh tự thêm không mang sang được.")
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Số tiến trình đọc tệp.")
def consolidate(
    rulebook: Path | None,
    paths: tuple[Path, ...],
    out: Path | None,
    previous: tuple[Path, ...],
    json_file: str | None,
    forms: tuple[Path, ...],
    strict: bool,
    force: bool,
    workers: int,
) -> None:
    """Gộp bảng tự chấm của các đơn vị, đối chiếu, xếp hạng và ghi bảng tổng hợp.

    PATH là thư mục bài nộp, hoặc từng tệp. Chạy lại lúc nào cũng được: phần trưởng khối đã ghi trong bảng tổng hợp
    được giữ nguyên.

    Ví dụ: thidua consolidate Bo-tieu-chi.xlsx Bai-nop --out Tong-hop.xlsx
    """
    rulebook = rulebook or of_folder(RULEBOOK, "RULEBOOK")
    paths = paths or (of_folder(RECEIVED, "PATH..."),)
    rules = agreed(rulebook)
    out = out or master_of_folder(rules)
    _wait_until_closed(out)
    pasts = previous_masters(rules, previous)
    json_path = Path(json_file) if json_file and json_file != STANDARD_OUTPUT else None
    with only_run(out):
        master, backup = _gathered(rules, rulebook, paths, forms, out, json_path, pasts, force=force, workers=workers)
        text_file = out.with_suffix(".txt")
        with replacing(text_file) as temporary:
            temporary.write_text(report(master), encoding="utf-8-sig", newline="\r\n")
        if json_file:
            write_json(json_form(master), json_file)
    if json_file != STANDARD_OUTPUT:
        say_report(master, out, text_file, backup)
    if os.environ.get(OPEN) == "1":
        click.launch(str(out))
    sys.exit(status(master.findings, strict=strict))


def master_of_folder(rulebook: Rulebook) -> Path:
    """The master of a working folder; beside that of another period, one named after this period."""
    usual = of_folder(RESULTS, "--out MASTER.xlsx") / MASTER
    try:
        is_taken = usual.exists() and other_period(open_book(usual), rulebook)
    except NotReadable:
        is_taken = None
    return usual.with_stem(f"{usual.stem}_{period_in_name(rulebook.period)}") if is_taken else usual


def _gathered(
    rules: Rulebook,
    rulebook: Path,
    paths: tuple[Path, ...],
    forms: tuple[Path, ...],
    out: Path,
    json_path: Path | None,
    pasts: tuple[Past, ...],
    *,
    force: bool,
    workers: int,
) -> tuple[Master, Path | None]:
    """Read everything, write the master; the master and where the former one was kept."""
    written = [out, out.with_suffix(".txt"), *([json_path] if json_path else [])]
    for path in written:
        sweep(path)  # what a run that died left: nobody else writes these as long as we hold the lock
    found = digest_at(out)
    existing = _existing(out)
    former = _former(existing, rules, force=force)
    now = datetime.now().astimezone().replace(tzinfo=None, microsecond=0)
    ours = [*written, rulebook, lock_beside(out)]
    with _progress() as progress:
        folder = read_folder(rules, paths, now=now, written=ours, workers=workers, progress=progress)
    assessors = _assessors(rules, forms, now, ours, workers)
    master = consolidated(rules, rulebook.name, folder, former, made_at=now, assessors=assessors, previous=pasts)
    again = command_again(click.get_current_context(), (rulebook, *paths), out.parent)
    return master, _write(master, out, found, now, Origin(existing, paths, again))


def _assessors(
    rules: Rulebook, forms: tuple[Path, ...], now: datetime, written: list[Path], workers: int
) -> list[AssessorFile] | None:
    """The assessors' forms; in a working folder those of its folder for them, where there is one."""
    if not forms and is_working_folder(Path()) and Path(ASSESSORS).is_dir():
        forms = (Path(ASSESSORS),)
    return read_assessors(rules, forms, now=now, written=written, workers=workers) if forms else None


def _wait_until_closed(out: Path) -> None:
    """A master open in Excel cannot be replaced: on a terminal wait until it is closed."""
    while locks_of(out):
        why = f"{out.name} đang mở trong Excel (có tệp khóa {locks_of(out)[0].name})."
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise CannotGoOn(f"{why} Đóng tệp rồi chạy lại; nếu chắc chắn không mở, xóa tệp khóa.")
        click.echo(f"{why} Lưu và đóng tệp, rồi nhấn Enter để thử lại (Ctrl+C để dừng).", err=True)
        sys.stdin.readline()


class Origin(NamedTuple):
    """What a master is made from: the former one (it may not exist), the files put together, the command."""

    former: Path
    sources: tuple[Path, ...]
    again: str


def _existing(out: Path) -> Path:
    """The master there is: ``out``, else the one without buttons, or with them, that it takes the place of."""
    if out.exists():
        return out
    for other in (out.with_suffix(suffix) for suffix in SUFFIXES):
        try:
            if other.exists() and is_master(open_book(other)):
                return other
        except NotReadable:
            continue
    return out


def _former(out: Path, rulebook: Rulebook, *, force: bool) -> Former | None:
    """What the master at ``out`` tells the next one, None where there is none yet."""
    if not out.exists():
        return None
    try:
        book = open_book(out)
    except NotReadable:
        book = Book()
    if not is_master(book):
        raise CannotGoOn(f"Đã có {out}, nhưng đó không phải bảng tổng hợp của thidua-xl. Chọn tên khác cho --out.")
    other = other_period(book, rulebook)
    if other and not force:
        raise CannotGoOn(
            f"{out} là bảng tổng hợp của kỳ “{other}”, bộ tiêu chí là kỳ “{rulebook.period}”. Chọn tên khác cho --out "
            f"(thêm --previous {out} để so sánh); nếu vẫn là kỳ đó, chỉ đổi tên và ngày, thì thêm --force."
        )
    former, unread = head_work(book, rulebook)
    former.findings = unread
    former.cannot_carry = uncarried(out)
    if former.closed:
        raise CannotGoOn(f"{out} đã khóa sổ. Muốn gộp lại, mở khóa bằng: thidua close --reopen {out}")
    if former.cannot_carry and not force:
        lost = ", ".join(former.cannot_carry)
        question = f"Không mang sang được: {lost}. Bản cũ vẫn giữ bên cạnh. Gộp tiếp"
        if not sys.stdin.isatty():
            raise CannotGoOn(f"{out} có phần tự thêm không mang sang được: {lost}. Thêm --force để gộp tiếp.")
        click.confirm(question, abort=True, err=True)
    return former


@contextmanager
def _progress() -> Iterator[Told]:
    """A bar on a terminal, nothing when piped."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Đọc bài nộp", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _write(master: Master, out: Path, found: str, now: datetime, origin: Origin) -> Path | None:
    """Write the master beside and rename; the former one stays, dated. Returns where.

    Raises CannotGoOn where the master is no longer the one that was read, whose digest is ``found``.
    """
    backup = _backup_name(out, now) if found else None
    with replacing(out) as temporary:
        former = origin.former if origin.former.exists() else None
        write_master(temporary, master, former, origin.sources, origin.again)
        if backup:
            with replacing(backup) as kept:
                shutil.copy2(out, kept)
        if digest_at(out) != found:
            raise CannotGoOn(
                f"{out} vừa được lưu lại trong lúc gộp. Lưu và đóng tệp, rồi gộp lại để không mất phần đó."
            )
    return backup


def _backup_name(out: Path, now: datetime) -> Path:
    """``Tong-hop.2026-12-12-0830.xlsx``; another letter where that is taken."""
    stem = f"{out.stem}.{now:%Y-%m-%d-%H%M}"
    for ending in ("", *(f"-{number}" for number in range(2, 1000))):
        path = out.with_name(f"{stem}{ending}{out.suffix}")
        if not path.exists():
            return path
    raise CannotGoOn(f"Có quá nhiều bản cũ của {out.name} trong cùng một phút. Xóa bớt rồi chạy lại.")
