"""`thidua consolidate`: many workbooks in, one master out."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from thidua_xl.cli.again import command_again
from thidua_xl.cli.consolidation_job import Job
from thidua_xl.cli.consolidation_report import say_report
from thidua_xl.cli.former_master import SUFFIXES, wait_until_closed
from thidua_xl.cli.masters import previous_masters, previous_option
from thidua_xl.cli.paths import EXISTING, FILE, FOLDER
from thidua_xl.cli.reporting import STANDARD_OUTPUT, json_option, sentence, status
from thidua_xl.cli.rulebook import agreed
from thidua_xl.cli.watching import Arrivals, state_of
from thidua_xl.cli.working_folder import ASSESSORS, MASTER, RECEIVED, RESULTS, RULEBOOK, is_working_folder, of_folder
from thidua_xl.consolidation.master import Master
from thidua_xl.errors import CannotGoOn, NotReadable
from thidua_xl.masters.past_reading import other_period
from thidua_xl.member.file_name import in_file_name
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.workbooks.files import digest_at, open_book
from thidua_xl.workbooks.remote import located

OPEN = "THIDUA_OPEN"  # set by the icons of a working folder: open the master at the end


def _out(_: click.Context, __: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and value.suffix.lower() not in SUFFIXES:
        raise click.BadParameter(f"{value} phải có đuôi .xlsx, hoặc .xlsm để có nút bấm.")
    return value


def _located(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[Path, ...]:
    return tuple(located(value) for value in values)


@click.command()
@click.argument("rulebook", type=EXISTING, required=False)
@click.argument("paths", callback=_located, nargs=-1, metavar="PATH...")
@click.option(
    "--out",
    type=FILE,
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
@click.option("--scheduler", metavar="ADDRESS", help="Đọc tệp trên cụm máy Dask, ví dụ tcp://10.0.0.5:8786.")
@click.option("--export", type=FOLDER, metavar="DIR", help="Ghi thêm các bảng dài (.parquet) để phân tích.")
@click.option("--watch", is_flag=True, help="Chạy mãi, gộp lại mỗi khi có bài mới; dừng bằng Ctrl+C.")
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
    scheduler: str | None,
    export: Path | None,
    watch: bool,
) -> None:
    """Gộp bảng tự chấm của các đơn vị, đối chiếu, xếp hạng và ghi bảng tổng hợp.

    PATH là thư mục bài nộp, hoặc từng tệp. Chạy lại lúc nào cũng được: phần trưởng khối đã ghi trong bảng tổng hợp
    được giữ nguyên.

    Ví dụ: thidua consolidate Bo-tieu-chi.xlsx Bai-nop --out Tong-hop.xlsx
    """
    source = rulebook or of_folder(RULEBOOK, "RULEBOOK")
    paths = paths or (of_folder(RECEIVED, "PATH..."),)
    forms = forms or forms_of_folder()
    context = click.get_current_context()

    def job(kept: str = "") -> Job:
        rules = agreed(source)
        target = out or master_of_folder(rules)
        again = command_again(context, (source, *paths), target.parent)
        return Job(
            source, rules, paths, target, forms, previous_masters(rules, previous), json_file, export, workers,
            scheduler, force, again, kept,
        )  # fmt: skip

    first = job()
    wait_until_closed(first.out)
    seen = state_of(paths, first.own_files, first.out) if watch else frozenset()
    master = _run(first)
    if os.environ.get(OPEN) == "1":
        click.launch(str(first.out))
    if watch:
        _watch(first, job, seen)
    sys.exit(status(master.findings, strict=strict))


def _run(job: Job) -> Master:
    """One consolidation, and what it found on the terminal."""
    master, backup = job.run()
    if job.json_file != STANDARD_OUTPUT:
        say_report(master, job.out, job.text_file, backup)
    return master


def _watch(first: Job, job: Callable[[str], Job], seen: frozenset[tuple[str, int, float]]) -> None:
    """Until Ctrl+C. What stops one run does not stop the watch; a master nobody touched since is not kept again."""
    click.echo("Đang chờ bài mới… Dừng bằng Ctrl+C.", err=True)
    written, said = digest_at(first.out), ""
    waiting = Arrivals(first.paths, first.own_files, first.out, seen)
    try:
        while True:
            waiting.wait()
            try:
                _run(job(written))
                written, said = digest_at(first.out), ""
                waiting.taken()
            except CannotGoOn as why:
                waiting.failed()
                if sentence(why) != said:  # once, however often it is tried
                    said = sentence(why)
                    click.echo(said, err=True)
    except KeyboardInterrupt:
        click.echo("Đã dừng.", err=True)


def master_of_folder(rulebook: Rulebook) -> Path:
    """The master of a working folder; beside that of another period, one named after this period."""
    usual = of_folder(RESULTS, "--out MASTER.xlsx") / MASTER
    try:
        is_taken = usual.exists() and other_period(open_book(usual), rulebook)
    except NotReadable:
        is_taken = None
    return usual.with_stem(f"{usual.stem}_{in_file_name(rulebook.period)}") if is_taken else usual


def forms_of_folder() -> tuple[Path, ...]:
    """In a working folder, the folder of the assessors' forms where there is one."""
    return (Path(ASSESSORS),) if is_working_folder(Path()) and Path(ASSESSORS).is_dir() else ()
