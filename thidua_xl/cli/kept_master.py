"""A master that is there already: opened, and made again by the engine from what it carries."""

import tempfile
from pathlib import Path

from thidua_xl.book import Book
from thidua_xl.cli.reporting import sentence
from thidua_xl.cli.working_folder import MASTER, RESULTS, of_folder
from thidua_xl.consolidation.carried import master_again
from thidua_xl.consolidation.closing import differences
from thidua_xl.consolidation.master import Master
from thidua_xl.errors import CannotGoOn, NotReadable
from thidua_xl.findings.finding import Finding
from thidua_xl.masters.marks import is_master
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.folder import locks_of
from thidua_xl.workbooks.writing.master import write_master

EDITABLE = ("xlsx", "xlsm")


def master_file(given: Path | None) -> Path:
    """The master named, else that of the working folder one stands in. Raises CannotGoOn where it is not there."""
    file = given or of_folder(RESULTS, "MASTER") / MASTER
    if not file.is_file():
        raise CannotGoOn(f"Không có tệp {file}. Xem lại tên tệp, hoặc gộp trước bằng thidua consolidate.")
    return file


def opened_master(file: Path) -> Book:
    """The workbook of a master to work on. Raises CannotGoOn where it is none of ours or cannot be changed now."""
    locks = locks_of(file)
    if locks:
        raise CannotGoOn(
            f"{file.name} đang mở (có tệp khóa {locks[0].name}). Lưu và đóng tệp rồi chạy lại; nếu chắc chắn không mở, "
            "xóa tệp khóa."
        )
    book = master_book(file)
    if book.kind not in EDITABLE:
        raise CannotGoOn(f"{file} đã được lưu thành dạng .{book.kind}. Lưu lại thành .xlsx rồi chạy lại.")
    return book


def master_book(file: Path) -> Book:
    """The workbook of a master that is only looked at. Raises CannotGoOn where it is none of ours."""
    book = readable(file)
    if not is_master(book):
        raise CannotGoOn(f"{file} không phải bảng tổng hợp của thidua-xl. Chọn tệp do thidua consolidate ghi ra.")
    return book


def readable(file: Path) -> Book:
    """The workbook, with a sentence of why not where it is none. Raises CannotGoOn."""
    try:
        return open_book(file)
    except NotReadable as why:
        raise CannotGoOn(f"{file.name}: {sentence(why)}") from None


def reckoned(book: Book, name: str) -> tuple[Master, list[Finding]]:
    """The master as the engine makes it now, and where its workbook shows something else."""
    master = master_again(book, name)
    with tempfile.TemporaryDirectory() as folder:
        again = open_book(write_master(Path(folder) / "again.xlsx", master))
    return master, list(differences(book, again))
