"""`thidua handover`: everything the next head needs, in one folder."""

import hashlib
import sys
from datetime import date
from pathlib import Path

import click

from thidua_xl.book import Book
from thidua_xl.cli.clock import now
from thidua_xl.cli.history import updated_history
from thidua_xl.cli.masters import read_masters
from thidua_xl.cli.paths import EXISTING, FOLDER, refuse_to_overwrite
from thidua_xl.cli.reporting import say_findings, status
from thidua_xl.cli.rulebook import read_checked
from thidua_xl.cli.working_folder import HANDOVER, MASTER, RESULTS, of_folder
from thidua_xl.documents.handover_letter import HandedFile, Handover, write_letter
from thidua_xl.errors import CannotGoOn, NotReadable
from thidua_xl.findings.catalogue import fix, message
from thidua_xl.masters.past import Past
from thidua_xl.member.file_name import in_file_name
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.workbooks.files import open_book, read_bytes, replacing, save
from thidua_xl.workbooks.patching import with_values
from thidua_xl.years.handover import NextRulebook, next_rulebook

HISTORY, LETTER = "Lich-su.xlsx", "Bien-ban-ban-giao.docx"
WRITABLE = "xlsx"


@click.command()
@click.argument("master", required=False, type=EXISTING)
@click.option("--out", type=FOLDER, metavar="DIR", help="Thư mục bàn giao.")
@click.option("--rulebook", "rulebook_file", type=EXISTING, help="Bộ tiêu chí của kỳ; mặc định tìm cạnh MASTER.")
@click.option("--head", default="", metavar="MÃ", help="Trưởng khối kỳ sau; mặc định là Phó khối.")
@click.option("--history", "former", type=EXISTING, help="Tệp lịch sử đã có, để ghi thêm kỳ này.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có trong DIR.")
def handover(
    master: Path | None, out: Path | None, rulebook_file: Path | None, head: str, former: Path | None, force: bool
) -> None:
    """Lập hồ sơ bàn giao cho Trưởng khối kỳ sau: bộ tiêu chí mới, bảng tổng hợp, lịch sử, biên bản.

    Ví dụ: thidua handover Ket-qua/Tong-hop.xlsx --out Ban-giao
    """
    master = master or of_folder(RESULTS, "MASTER") / MASTER
    out = out or of_folder(HANDOVER, "--out DIR")
    past = _past(master)
    source = rulebook_file or rulebook_beside(master, past)
    rulebook, book = _rulebook(source, past)
    if head and rulebook.unit(head) is None:
        known = ", ".join(unit.code for unit in rulebook.units)
        raise CannotGoOn(f"--head {head}: bộ tiêu chí không có đơn vị này. Các mã: {known}.")
    following = next_rulebook(book, rulebook, head)
    names = {
        "rulebook": f"{source.stem.partition('_')[0]}_{in_file_name(following.period)}.xlsx",
        "master": f"{master.stem.partition('_')[0]}_{in_file_name(past.rulebook.period)}{master.suffix}",
        "history": HISTORY,
    }
    refuse_to_overwrite([out / name for name in (*names.values(), LETTER)], force=force)
    at = now()
    _write_rulebook(out / names["rulebook"], source, following, book)
    save(out / names["master"], read_bytes(master))
    _, findings, _ = updated_history([past], out / HISTORY, at, former)
    next_one, more = read_checked(out / names["rulebook"])
    findings += more
    files = [HandedFile(name, WHAT[key], _digest(out / name)) for key, name in names.items()]
    _write_letter(out / LETTER, past, following, files, at.date(), next_one)
    say_findings(findings, quiet=False)
    _say(out, past, following)
    sys.exit(status(findings))


WHAT = {
    "rulebook": "Bộ tiêu chí kỳ sau (dự thảo)",
    "master": "Bảng tổng hợp kỳ này",
    "history": "Kết quả các kỳ",
}


def _past(master: Path) -> Past:
    pasts, findings = read_masters([master])
    for found in findings:
        raise CannotGoOn(f"{master}: {message(found)} {fix(found)}")
    return pasts[0]


def rulebook_beside(master: Path, past: Past) -> Path:
    """The rulebook the master was made with: beside it, or one folder up. Raises CannotGoOn where it is not there."""
    name = past.rulebook_file or "Bo-tieu-chi.xlsx"
    places = [master.parent / name, master.resolve().parent.parent / name]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise CannotGoOn(f"Không thấy bộ tiêu chí {name} cạnh {master}. Chỉ rõ bằng --rulebook FILE.")
    return found


def _rulebook(source: Path, past: Past) -> tuple[Rulebook, Book]:
    found, findings = read_checked(source)
    book = open_book(source)
    if found is None:
        raise CannotGoOn(f"{source.name} có lỗi. Xem và sửa: thidua rulebook check {source} ({len(findings)} chỗ).")
    if book.kind != WRITABLE:
        raise CannotGoOn(f"{source.name} là tệp .{book.kind}. Mở bằng Excel, lưu thành .xlsx rồi chạy lại.")
    if fingerprint(found) != fingerprint(past.rulebook):
        click.echo(f"nhắc {source.name} đã khác bộ tiêu chí lúc gộp {past.file}; bộ tiêu chí kỳ sau lập từ tệp này.")
    return found, book


def _write_rulebook(path: Path, source: Path, following: NextRulebook, book: Book) -> None:
    try:
        data = with_values(read_bytes(source), following.values, date_1904=book.date_1904)
    except NotReadable:
        raise CannotGoOn(f"Không sửa được {source.name}. Mở bằng Excel, lưu lại thành .xlsx rồi chạy lại.") from None
    save(path, data)


def _write_letter(
    path: Path, past: Past, following: NextRulebook, files: list[HandedFile], day: date, next_one: Rulebook | None
) -> None:
    dates = next_one or past.rulebook
    letter = Handover(past, following, files, day, dates.start, dates.end, dates.due)
    with replacing(path) as temporary:
        write_letter(temporary, letter)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _say(out: Path, past: Past, following: NextRulebook) -> None:
    head = following.head.name if following.head else "chưa rõ, ghi ở cột Vai trò của trang Đơn vị"
    click.echo(f"Đã lập hồ sơ bàn giao {past.rulebook.period} → {following.period} trong {out}.")
    click.echo(f"Trưởng khối kỳ sau: {head}.")
    click.echo(
        f"Bộ tiêu chí mới: đổi {len(following.changes)} ô; {len(following.doubts)} chỗ cần xem lại, ghi trong {LETTER}."
    )
    if past.open_errors:
        click.echo(f"Còn {len(past.open_errors)} lỗi mở của kỳ này, ghi trong {LETTER}.")
    if not past.closed:
        click.echo("Bảng tổng hợp chưa khóa sổ: khóa bằng thidua close trước khi ký biên bản.")
