"""`thidua close`: freezes a master, verifies a frozen one, opens it again."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import click

from thidua_xl.book import Book, address
from thidua_xl.cli.clock import now
from thidua_xl.cli.kept_master import master_file, opened_master, readable, reckoned
from thidua_xl.cli.paths import FILE
from thidua_xl.cli.reporting import ERRORS_FOUND, say_findings
from thidua_xl.cli.working_folder import PAPERS, free_folder
from thidua_xl.consolidation.closing import changed_cells, closing_line, content_fingerprint, opening_line
from thidua_xl.consolidation.master import Master
from thidua_xl.errors import CannotGoOn
from thidua_xl.findings.finding import Finding
from thidua_xl.masters.marks import master_marks, meta_rows
from thidua_xl.sheets.master import META, META_VALUE
from thidua_xl.text.dates import said
from thidua_xl.workbooks.files import read_bytes, save
from thidua_xl.workbooks.patching import Cells, values_only, with_values

COPY = ".khoa-so"
MOST = 20  # differences said one by one


@click.command()
@click.argument("master", type=FILE, required=False)
@click.option("--verify", is_flag=True, help="Chỉ kiểm tra: nội dung có còn đúng như lúc khóa không.")
@click.option("--reopen", is_flag=True, help="Mở khóa để gộp lại.")
@click.option("--note", default="", metavar="TEXT", help="Ai mở khóa, vì sao; ghi lại trong sổ.")
def close(master: Path | None, verify: bool, reopen: bool, note: str) -> None:
    """Khóa sổ bảng tổng hợp sau khi họp: ghi bản chỉ có giá trị và mã xác thực để đưa vào biên bản.

    Bản chỉ có giá trị nằm bên cạnh, tên thêm “.khoa-so”. Sổ đã khóa thì không gộp đè được nữa; mở khóa bằng --reopen.

    Ví dụ: thidua close Tong-hop.xlsx
    """
    if verify and reopen:
        raise click.UsageError("Chỉ chọn một trong --verify và --reopen.")
    file = master_file(master)
    book = opened_master(file)
    if verify:
        _verify(file, book)
    elif reopen:
        _reopen(file, book, note)
    else:
        _close(file, book)


def copy_of(file: Path) -> Path:
    """Where the values-only copy of a master stands."""
    return file.with_name(f"{file.stem}{COPY}{file.suffix}")


def _close(file: Path, book: Book) -> None:
    meta = master_marks(book)
    if meta.get("closed"):
        raise CannotGoOn(f"{file} đã khóa sổ. Kiểm tra: thidua close --verify {file}; mở: thidua close --reopen {file}")
    master, found = reckoned(book, file.name)
    if found:
        _refuse(file, found)
    mark, at = content_fingerprint(book), now()
    data = read_bytes(file)
    marks = {"closed": at.isoformat(), "closed_fingerprint": mark}
    marks["closings"] = "\n".join([*meta.get("closings", "").splitlines(), closing_line(at, mark)])
    closed = with_values(data, _cells(book, marks))
    copy = copy_of(file)
    kept = _put_aside(copy)
    save(copy, values_only(with_values(closed, _cells(book, {"values_only": "1"}))))
    save(file, closed)
    _say_closed(file, copy, kept, mark, at, master)


def _refuse(file: Path, found: Sequence[Finding]) -> None:
    say_findings(found[:MOST], quiet=False)
    if len(found) > MOST:
        click.echo(f"… và {len(found) - MOST} chỗ khác.")
    raise CannotGoOn(
        f"Chưa khóa {file}: {len(found)} chỗ đang ghi khác với số tính lại. Mở bằng Excel, lưu lại; nếu vẫn khác thì "
        "gộp lại bằng thidua consolidate rồi khóa."
    )


def _cells(book: Book, marks: Mapping[str, str]) -> dict[str, Cells]:
    """Where the marks stand on the hidden sheet, with what to write there."""
    rows = meta_rows(book)
    missing = [key for key in marks if key not in rows]
    if missing:
        raise CannotGoOn("Bảng tổng hợp do bản thidua-xl cũ ghi ra. Gộp lại bằng thidua consolidate rồi khóa.")
    return {META: {(rows[key], META_VALUE): text for key, text in marks.items()}}


def _put_aside(copy: Path) -> Path | None:
    """A copy of an earlier closing keeps its content under a dated name."""
    if not copy.exists():
        return None
    at = datetime.fromtimestamp(copy.stat().st_mtime)  # noqa: DTZ006 - the wall clock of this PC is meant
    names = (
        f"{copy.stem}.{at:%Y-%m-%d-%H%M}{ending}{copy.suffix}" for ending in ("", *(f"-{n}" for n in range(2, 99)))
    )
    aside = next(path for path in map(copy.with_name, names) if not path.exists())
    copy.rename(aside)
    return aside


def _say_closed(file: Path, copy: Path, kept: Path | None, mark: str, at: datetime, master: Master) -> None:
    click.echo(f"Đã khóa sổ {file} lúc {at:%H:%M} ngày {said(at.date())}.")
    click.echo(f"Bản chỉ có giá trị: {copy}")
    if kept:
        click.echo(f"Bản của lần khóa trước giữ ở {kept}.")
    click.echo(f"Mã xác thực (SHA-256), ghi vào biên bản: {mark}")
    provisional = [unit for unit, result in master.results.items() if result.open_errors]
    if provisional:
        click.echo(f"Lưu ý: còn {len(provisional)} đơn vị xếp hạng tạm tính: {', '.join(provisional)}.")
    undecided = [row for row in master.proposals if row.proposed and not master.head.awards.get((row.award, row.unit))]
    if undecided:
        click.echo(f"Lưu ý: {len(undecided)} đề nghị chưa có quyết định của hội nghị (trang Đề nghị).")
    click.echo(f"In biên bản, tờ trình: thidua minutes {file} --out {free_folder(PAPERS)}")


def _verify(file: Path, book: Book) -> None:
    meta = master_marks(book)
    known = meta.get("closed_fingerprint", "")
    if not meta.get("closed") or not known:
        raise CannotGoOn(f"{file} chưa khóa sổ, chưa có mã để kiểm tra. Khóa bằng: thidua close {file}")
    at = datetime.fromisoformat(meta["closed"])
    if content_fingerprint(book) == known:
        click.echo(f"{file}: đúng như lúc khóa sổ {at:%H:%M} ngày {said(at.date())}. Mã xác thực {known}.")
        return
    click.echo(f"{file}: KHÁC với lúc khóa sổ {at:%H:%M} ngày {said(at.date())} (mã lúc khóa {known}).")
    copy = copy_of(file)
    then = readable(copy) if copy.is_file() else None
    if then is not None and content_fingerprint(then) == known:
        changed = changed_cells(then, book)
        for sheet, row, column, text in changed[:MOST]:
            click.echo(f"  trang {sheet}, ô {address(row, column)}: lúc khóa ghi “{text[2:] or 'trống'}”.")
        if len(changed) > MOST:
            click.echo(f"  … và {len(changed) - MOST} ô khác.")
        click.echo(f"Bản đúng lúc khóa: {copy}")
    sys.exit(ERRORS_FOUND)


def _reopen(file: Path, book: Book, note: str) -> None:
    meta = master_marks(book)
    if meta.get("values_only"):
        raise CannotGoOn(f"{file} là bản chỉ có giá trị, không gộp lại được. Mở khóa ở bảng tổng hợp gốc.")
    if not meta.get("closed"):
        raise CannotGoOn(f"{file} chưa khóa sổ, không cần mở.")
    at = now()
    marks = {"closed": "", "closed_fingerprint": ""}
    marks["closings"] = "\n".join([*meta.get("closings", "").splitlines(), opening_line(at, note)])
    save(file, with_values(read_bytes(file), _cells(book, marks)))
    click.echo(f"Đã mở khóa {file}. Lần mở này được giữ lại trong sổ; bản chỉ có giá trị của lần khóa trước vẫn còn.")
    click.echo("Trưởng khối (hoặc thư ký khối) ghi vào biên bản: ai mở khóa, lúc nào, vì sao; sửa xong thì khóa lại.")
