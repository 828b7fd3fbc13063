"""`thidua history`: the periods of a bloc together."""

import shutil
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from thidua_xl.cli.clock import now
from thidua_xl.cli.masters import only_newest, read_masters
from thidua_xl.cli.paths import EXISTING, FILE, xlsx
from thidua_xl.cli.reporting import say_findings, status
from thidua_xl.errors import CannotGoOn, NotReadable
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.masters.past import Past, latest_first
from thidua_xl.workbooks.files import open_book, replacing
from thidua_xl.workbooks.writing.years import write_history
from thidua_xl.years.history import Condition, default_conditions
from thidua_xl.years.history import history as history_of
from thidua_xl.years.history_reading import HistoryRead, is_history, read_history
from thidua_xl.years.results import Results, in_time, is_same_bloc, results_of


@click.command()
@click.argument("masters", metavar="MASTER...", nargs=-1, required=True, type=EXISTING)
@click.option(
    "--out",
    required=True,
    type=FILE,
    callback=xlsx,
    metavar="FILE.xlsx",
    help="Tệp lịch sử; đã có thì thêm kỳ mới vào, giữ các kỳ và điều kiện đã ghi.",
)
def history(masters: tuple[Path, ...], out: Path) -> None:
    """Ghép các kỳ của một khối: điểm, hạng, xếp loại, danh hiệu, chuỗi năm liên tục.

    Ví dụ: thidua history Tong-hop-2024.xlsx Tong-hop-2025.xlsx Tong-hop-2026.xlsx --out Lich-su.xlsx
    """
    pasts, findings = read_masters(masters)
    pasts, left_out = only_newest(pasts)
    findings += left_out
    written, more, backup = updated_history(pasts, out, now())
    findings += more
    say_findings(findings, quiet=False)
    click.echo(f"Đã ghi {out}: {len(written)} kỳ ({', '.join(period.name for period in written)}).")
    if backup:
        click.echo(f"Bản cũ giữ ở {backup}.")
    click.echo("Sửa trang Điều kiện liên tục, hoặc thêm năm cũ ở trang Dữ liệu, rồi chạy lại lệnh để tính lại.")
    sys.exit(status(findings))


def updated_history(
    pasts: Sequence[Past], out: Path, now: datetime, former: Path | None = None
) -> tuple[list[Results], list[Finding], Path | None]:
    """Write the history at ``out`` with the periods of ``pasts``; what ``former`` (else ``out`` itself) holds is kept.

    Returns the periods, the findings of what was kept, and where the former file at ``out`` stays. Raises
    CannotGoOn for a file that is no history, for nothing to write and for masters of different blocs.
    """
    source = former or (out if out.exists() else None)
    kept = _former(source) if source else HistoryRead([], None, [])
    findings = [_placed(found, source) for found in kept.findings]
    new = {(one.start, one.end): one for one in map(results_of, pasts)}
    periods = in_time([*(one for one in kept.results if (one.start, one.end) not in new), *new.values()])
    if not periods:
        raise CannotGoOn("Không có bảng tổng hợp nào dùng được, nên không ghi lịch sử. Xem các lỗi ở trên.")
    _refuse_other_blocs(periods)
    conditions = kept.conditions if kept.conditions is not None else _defaults(pasts)
    backup = backup_of(out, now)
    write_history(out, history_of(periods), conditions, now)
    return periods, findings, backup


def backup_of(file: Path, now: datetime) -> Path | None:
    """A dated copy beside a file that is about to be replaced; None where there is none yet."""
    if not file.exists():
        return None
    copy = file.with_name(f"{file.stem}.{now:%Y-%m-%d-%H%M%S}{file.suffix}")
    with replacing(copy) as temporary:
        shutil.copy2(file, temporary)
    return copy


def _former(file: Path) -> HistoryRead:
    try:
        book = open_book(file)
    except NotReadable:
        book = None
    if book is None or not is_history(book):
        raise CannotGoOn(f"Đã có {file}, nhưng đó không phải tệp lịch sử của thidua-xl. Chọn tên khác.")
    return read_history(book)


def _placed(found: Finding, file: Path | None) -> Finding:
    where = found.where
    return Finding(found.code, Where(file.name if file else None, where.sheet, where.cell), found.facts)


def _defaults(pasts: Sequence[Past]) -> list[Condition]:
    return default_conditions(latest_first(pasts)[0].rulebook) if pasts else []


def _refuse_other_blocs(periods: Sequence[Results]) -> None:
    last = periods[-1]
    others = [one for one in periods if one.bloc and not is_same_bloc(one, last)]
    if others:
        said = "; ".join(f"{one.name}: {one.bloc} ({one.source})" for one in [*others, last])
        raise CannotGoOn(
            f"Các tệp là của nhiều khối khác nhau: {said}. Lịch sử chỉ ghép các kỳ của một khối; ghép nhiều khối "
            "trong một kỳ bằng: thidua province MASTER... --out Toan-tinh.xlsx"
        )
