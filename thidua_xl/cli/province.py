"""`thidua province`: several blocs together."""

import sys
from pathlib import Path

import click

from thidua_xl.cli.clock import now
from thidua_xl.cli.masters import only_newest, read_masters
from thidua_xl.cli.paths import EXISTING, FILE, refuse_to_overwrite, xlsx
from thidua_xl.cli.reporting import say_findings, status
from thidua_xl.errors import CannotGoOn
from thidua_xl.text.vietnamese import fold
from thidua_xl.workbooks.writing.years import write_province
from thidua_xl.years.province import province as province_of


@click.command()
@click.argument("masters", metavar="MASTER...", nargs=-1, required=True, type=EXISTING)
@click.option(
    "--out",
    required=True,
    type=FILE,
    callback=xlsx,
    metavar="FILE.xlsx",
    help="Bảng chung ghi ra.",
)
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def province(masters: tuple[Path, ...], out: Path, force: bool) -> None:
    """Ghép bảng tổng hợp của nhiều khối trong một kỳ: hạng, điểm, danh hiệu, lỗi còn mở, ai chưa nộp.

    Ví dụ: thidua province Khoi-1.xlsx Khoi-2.xlsx Khoi-3.xlsx --out Toan-tinh.xlsx
    """
    refuse_to_overwrite([out], force=force, other="tên")
    pasts, findings = read_masters(masters)
    pasts, left_out = only_newest(pasts)
    if len(pasts) > 1 and len({fold(past.rulebook.bloc) for past in pasts}) == 1:
        periods = ", ".join(past.rulebook.period for past in pasts)
        raise CannotGoOn(
            f"Các tệp đều của {pasts[0].rulebook.bloc} ({periods}). Ghép nhiều kỳ của một khối bằng: "
            "thidua history MASTER... --out Lich-su.xlsx"
        )
    found, more = province_of(pasts)
    findings += [*left_out, *more]
    say_findings(findings, quiet=False)
    if not pasts:
        raise CannotGoOn("Không có bảng tổng hợp nào dùng được. Xem các lỗi ở trên.")
    write_province(out, found, now())
    units = sum(len(past.units) for past in pasts)
    waiting = sum(len(past.waiting) for past in pasts)
    left = f"{waiting} đơn vị chưa nộp." if waiting else "Các đơn vị đã nộp đủ."
    click.echo(f"Đã ghi {out}: {len(pasts)} khối, {units} đơn vị. {left}")
    sys.exit(status(findings))
