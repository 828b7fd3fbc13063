"""Reading workbooks from strangers: any bytes become a Book or one NotReadable, never anything else."""

from thidua_xl.book import Book
from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading.archive import Archive, megabytes
from thidua_xl.workbooks.reading.book import main_part, office_book
from thidua_xl.workbooks.reading.bounds import MAX_FILE
from thidua_xl.workbooks.reading.isolation import begun, read_isolated
from thidua_xl.workbooks.reading.sniff import OLE, container
from thidua_xl.workbooks.reading.worker import Outcome

__all__ = ["Outcome", "begun", "read_book", "read_isolated"]


def read_book(data: bytes, name: str) -> Book:
    """The workbook in ``data``; ``name`` is what the file is called and decides nothing.

    .xlsx and .xlsm come whole, .xls, .xlsb and .ods by value. Raises NotReadable with a finding code for
    everything else. Strangers' files go through ``read_isolated``: the library behind the older formats may
    abort the process, and only a worker has a memory cap and a deadline.
    """
    from thidua_xl.workbooks.reading.other_formats import book_by_value, old_kind, zip_kind

    if len(data) > MAX_FILE:
        raise NotReadable("TD-TEP-QUA-LON", found=megabytes(len(data)), allowed=megabytes(MAX_FILE))
    if container(data) == OLE:
        return book_by_value(data, old_kind(data))
    archive = Archive(data)
    kind = zip_kind(archive)
    return office_book(archive, main_part(archive)) if kind == "xlsx" else book_by_value(data, kind)
