"""The master that is already there: what it tells the next one, when it cannot be used, and where it is kept."""

import sys
from datetime import datetime
from pathlib import Path

import click

from thidua_xl.book import Book
from thidua_xl.consolidation.head_cells import head_work
from thidua_xl.consolidation.head_work import Former
from thidua_xl.errors import CannotGoOn, NotReadable
from thidua_xl.masters.marks import is_master
from thidua_xl.masters.past_reading import other_period
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.folder import locks_of
from thidua_xl.workbooks.reading.master import uncarried

SUFFIXES = (".xlsx", ".xlsm")  # the second with buttons


def wait_until_closed(out: Path) -> None:
    """A master open in Excel cannot be replaced: on a terminal wait until it is closed. Raises CannotGoOn elsewhere."""
    while locks_of(out):
        why = f"{out.name} đang mở trong Excel (có tệp khóa {locks_of(out)[0].name})."
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise CannotGoOn(f"{why} Đóng tệp rồi chạy lại; nếu chắc chắn không mở, xóa tệp khóa.")
        click.echo(f"{why} Lưu và đóng tệp, rồi nhấn Enter để thử lại (Ctrl+C để dừng).", err=True)
        sys.stdin.readline()


def existing_master(out: Path) -> Path:
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


def former_master(out: Path, rulebook: Rulebook, *, force: bool) -> Former | None:
    """What the master at ``out`` tells the next one, None where there is none yet.

    Raises CannotGoOn where it is no master, one of another period, a closed one, or where something of the head's
    would be lost and nobody agrees to it.
    """
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
        _agree_to_lose(out, ", ".join(former.cannot_carry))
    return former


def _agree_to_lose(out: Path, lost: str) -> None:
    if not sys.stdin.isatty():
        raise CannotGoOn(f"{out} có phần tự thêm không mang sang được: {lost}. Thêm --force để gộp tiếp.")
    asked = "Gõ y rồi Enter để gộp tiếp; chỉ Enter là dừng"
    told = f"Không mang sang được: {lost}. Bản cũ vẫn giữ bên cạnh.\n{asked}"
    click.confirm(told, abort=True, err=True, show_default=False)


def dated_name(out: Path, now: datetime) -> Path:
    """``Tong-hop.2026-12-12-0830.xlsx``, where the former master is kept; a number more where that is taken."""
    stem = f"{out.stem}.{now:%Y-%m-%d-%H%M}"
    for ending in ("", *(f"-{number}" for number in range(2, 1000))):
        path = out.with_name(f"{stem}{ending}{out.suffix}")
        if not path.exists():
            return path
    raise CannotGoOn(f"Có quá nhiều bản cũ của {out.name} trong cùng một phút. Xóa bớt rồi chạy lại.")
