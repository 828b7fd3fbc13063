"""`thidua rulebook`: new, check (diff is in rulebook_diff.py)."""

import sys
from pathlib import Path

import click

from thidua_xl.book import Book
from thidua_xl.cli.lazy import Lazy
from thidua_xl.cli.paths import EXISTING, FILE, refuse_to_overwrite
from thidua_xl.cli.reporting import (
    STANDARD_OUTPUT,
    findings_json,
    json_option,
    say_findings,
    status,
    summary,
    write_json,
)
from thidua_xl.cli.working_folder import RULEBOOK, of_folder
from thidua_xl.errors import NotReadable, RulebookHasErrors
from thidua_xl.examples import names, tables
from thidua_xl.findings.catalogue import severity
from thidua_xl.findings.finding import Finding, Severity, Where
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.workbooks.files import open_book, replacing
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing import write_rulebook
from thidua_xl.workbooks.writing.member import write_member
from thidua_xl.workbooks.writing.rulebook import rulebook_bytes


@click.group(cls=Lazy, lazy={"diff": "thidua_xl.cli.rulebook_diff:diff"})
def rulebook() -> None:
    """Bộ tiêu chí: tạo mới, kiểm tra, so sánh hai bản."""


@rulebook.command()
@click.argument("file", type=FILE)
@click.option("--example", type=click.Choice(names()), help="Bắt đầu từ một bộ tiêu chí mẫu thay vì bộ trống.")
@click.option("--from", "word_file", type=EXISTING, metavar="FILE.docx", help="Đọc bảng tiêu chí từ quyết định Word.")
@click.option(
    "--table", "word_tables", type=click.IntRange(1), multiple=True, metavar="N", help="Chỉ lấy bảng thứ N trong Word."
)
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def new(file: Path, example: str | None, word_file: Path | None, word_tables: tuple[int, ...], force: bool) -> None:
    """Tạo bộ tiêu chí trống, có sẵn danh sách chọn, ghi chú và ví dụ; hoặc dựng sẵn từ bảng điểm trong Word.

    Ví dụ: thidua rulebook new Bo-tieu-chi.xlsx

    Ví dụ: thidua rulebook new Bo-tieu-chi.xlsx --from Quyet-dinh.docx
    """
    if word_file and example:
        raise click.UsageError("Chỉ dùng một trong hai: --example hoặc --from.")
    if word_tables and not word_file:
        raise click.UsageError("--table chỉ dùng cùng --from.")
    if file.suffix.lower() != ".xlsx":
        raise click.BadParameter(f"{file} phải có đuôi .xlsx.")
    refuse_to_overwrite([file], force=force or is_still_empty(file), other="tên")
    if word_file:
        from thidua_xl.cli.rulebook_from_word import new_from_word  # Word's library, for whoever has such a file

        new_from_word(file, word_file, word_tables)
        return
    with replacing(file) as temporary:
        write_rulebook(temporary, tables(example) if example else None)
    start = (
        "Mở bằng Excel và sửa cho đúng khối của mình." if example else "Mở bằng Excel, bắt đầu từ trang “_Hướng dẫn”."
    )
    click.echo(f"Đã tạo {file}. {start}")
    click.echo(f"Điền xong, kiểm tra bằng: thidua rulebook check {file}")


def is_still_empty(file: Path) -> bool:
    """Is it an empty rulebook as `thidua start` puts it into the folder, with nothing typed into any cell?"""
    try:
        return file.is_file() and _said(open_book(file)) == _said(read_book(rulebook_bytes(), file.name))
    except NotReadable:
        return False


def _said(book: Book) -> list[tuple[str, dict[tuple[int, int], object]]]:
    return [(sheet.name, {where: cell.value for where, cell in sheet.cells.items()}) for sheet in book.sheets]


@rulebook.command()
@click.argument("file", type=EXISTING, required=False)
@json_option
@click.option(
    "--preview",
    type=FILE,
    metavar="FILE.xlsx",
    help="Nếu không có lỗi, ghi một biểu mẫu THỬ để xem các đơn vị sẽ thấy gì.",
)
def check(file: Path | None, json_file: str | None, preview: Path | None) -> None:
    """Nêu mọi chỗ sai của bộ tiêu chí, theo trang và ô.

    Ví dụ: thidua rulebook check Bo-tieu-chi.xlsx
    """
    file = file or of_folder(RULEBOOK, "FILE")
    found, findings = read_checked(file)
    quiet = json_file == STANDARD_OUTPUT
    say_findings(findings, quiet=quiet)
    if json_file:
        about = {"file": file.name, "fingerprint": fingerprint(found) if found else None}
        write_json({"rulebook": about, "findings": findings_json(findings)}, json_file)
    if not quiet:
        click.echo(f"{file.name}: {summary(findings)}.")
    if preview and found:
        write_preview(preview, found, quiet=quiet)
    sys.exit(status(findings))


def write_preview(file: Path, found: Rulebook, *, quiet: bool) -> None:
    """The first unit's template, marked as practice."""
    if file.suffix.lower() != ".xlsx":
        raise click.BadParameter(f"{file} phải có đuôi .xlsx.")
    with replacing(file) as temporary:
        write_member(temporary, found, found.units[0], practice=True)
    if not quiet:
        click.echo(f"Biểu mẫu thử của {found.units[0].name}: {file}")


def read_checked(file: Path) -> tuple[Rulebook | None, list[Finding]]:
    """The rulebook of a file (None with errors) and its findings; a file that is none is a finding too."""
    try:
        found, findings = read_rulebook(open_book(file))
    except NotReadable as unreadable:
        return None, [Finding(unreadable.code, Where(file=file.name), dict(unreadable.facts))]
    placed = [Finding(f.code, Where(file.name, f.where.sheet, f.where.cell, f.where.unit), f.facts) for f in findings]
    return found, placed


def agreed(file: Path) -> Rulebook:
    """The rulebook of a file, for commands that need one without errors. Raises RulebookHasErrors with the fix."""
    found, findings = read_checked(file)
    if found is None:
        errors = [finding for finding in findings if severity(finding) is Severity.ERROR]
        raise RulebookHasErrors(f"{file.name} có {len(errors)} lỗi. Xem và sửa: thidua rulebook check {file}")
    return found
