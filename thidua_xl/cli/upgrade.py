"""`thidua upgrade`: what members typed, moved into the template of an amended rulebook."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from thidua_xl.cli.paths import EXISTING, FOLDER, refuse_to_overwrite
from thidua_xl.cli.reporting import say_findings, status, summary
from thidua_xl.cli.rulebook import agreed
from thidua_xl.cli.template import CHANNELS, suffix_of
from thidua_xl.errors import CannotGoOn, NotReadable
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.live.channel import PLAIN
from thidua_xl.member import read_submission, rulebook_in
from thidua_xl.member.file_name import file_stem
from thidua_xl.member.moving import Moved, moved
from thidua_xl.rulebook.models import Rulebook, Unit
from thidua_xl.text.vietnamese import fold
from thidua_xl.workbooks.files import open_book, replacing
from thidua_xl.workbooks.writing.member import write_member


@click.command()
@click.argument("submissions", metavar="SUBMISSION...", nargs=-1, required=True, type=EXISTING)
@click.option("--rulebook", "rulebook_file", type=EXISTING, required=True, help="Bộ tiêu chí đã sửa đổi.")
@click.option("--out", type=FOLDER, required=True, help="Thư mục chứa tệp mới.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có trong thư mục --out.")
def upgrade(submissions: tuple[Path, ...], rulebook_file: Path, out: Path, force: bool) -> None:
    """Chuyển phần các đơn vị đã điền sang mẫu của bộ tiêu chí đã sửa đổi; tệp cũ giữ nguyên.

    Dòng không còn chỗ được liệt kê ở trang “Chưa chuyển được” của tệp mới.

    Ví dụ: thidua upgrade Bai-nop/CAT.xlsx --rulebook Bo-tieu-chi-moi.xlsx --out Bieu-mau-moi
    """
    rulebook = agreed(rulebook_file)
    findings: list[Finding] = []
    targets: dict[Path, Path] = {}
    for file in submissions:
        unit, found, problems = _moved(file, rulebook)
        named = [replace(each, where=replace(each.where, file=file.name)) for each in problems]
        say_findings(named, quiet=False)
        findings += named
        if unit is None or found is None:
            click.echo(f"{file.name}: chưa chuyển.")
            continue
        stem = file_stem(rulebook, unit, practice=found.submission.practice)
        target = out / f"{stem}{suffix_of(_channel(found))}"
        if target in targets:
            target = target.with_name(f"{target.stem}_{file.stem}{target.suffix}")
        _refuse_target(target, submissions, force=force)
        targets[target] = file
        _write(target, rulebook, unit, found)
        lost = f"; {len(found.unplaced)} ô chưa chuyển được, xem trang Chưa chuyển được" if found.unplaced else ""
        click.echo(f"{file.name} → {target}{lost}.")
    click.echo(f"Đã chuyển {len(targets)}/{len(submissions)} tệp sang mẫu mới: {summary(findings)}.")
    if targets:
        click.echo("Xem lại từng tệp mới trước khi gửi; kiểm tra bằng: thidua check " + " ".join(map(str, targets)))
    sys.exit(status(findings))


def _channel(found: Moved) -> str:
    """The channel the former workbook was of."""
    return found.submission.channel if found.submission.channel in CHANNELS else PLAIN


def _moved(file: Path, new: Rulebook) -> tuple[Unit | None, Moved | None, list[Finding]]:
    """The unit and what moves, None where the file is no member workbook of this bloc; and what must be said."""
    try:
        book = open_book(file)
    except NotReadable as unreadable:
        return None, None, [Finding(unreadable.code, Where(), dict(unreadable.facts))]
    old = rulebook_in(book)
    sent, problems = read_submission(book, old or new)
    if sent is None or not sent.unit:
        return None, None, problems
    unit = _unit(old, sent.unit, new)
    if unit is None:
        facts = {"ma": sent.unit, "ten": "", "y": ""}
        return None, None, [Finding("TD-DON-VI-LA", Where(), facts)]
    found = moved(book, sent, old, new, unit)
    return unit, found, found.findings


def _unit(old: Rulebook | None, code: str, new: Rulebook) -> Unit | None:
    """The unit in the new rulebook: by its code, else by its name or a former name."""
    before = old.unit(code) if old else None
    names = {fold(name) for name in (before.name, *before.aliases)} if before else set()
    by_name = (unit for unit in new.units if names & {fold(name) for name in (unit.name, *unit.aliases)})
    return new.unit(code) or next(by_name, None)


def _refuse_target(target: Path, submissions: tuple[Path, ...], *, force: bool) -> None:
    if any(target.resolve() == file.resolve() for file in submissions):
        raise CannotGoOn(f"{target} là bài của đơn vị, không được ghi đè. Chọn thư mục khác cho --out.")
    refuse_to_overwrite([target], force=force)


def _write(target: Path, rulebook: Rulebook, unit: Unit, found: Moved) -> None:
    sent = found.submission
    channel = _channel(found)
    rows = [each.texts() for each in found.unplaced]
    with replacing(target) as temporary:
        write_member(temporary, rulebook, unit, submission=sent, practice=sent.practice, channel=channel, unplaced=rows)
