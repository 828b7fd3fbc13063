"""Faults of what the bloc head types into the master: assessment, votes, handling of findings."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import in_bloc, on_line, rulebook, typed
from faults import D
from spoiling import Change, number, spoiled, text, together

from thidua_xl.consolidation.head_cells import head_work
from thidua_xl.consolidation.head_work import Former
from thidua_xl.consolidation.master import Master
from thidua_xl.sheets import master
from thidua_xl.sheets.layout import Layout
from thidua_xl.sheets.table import table_of
from thidua_xl.submission import Raw
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing.master import write_master

ASSESSED, BALLOTS, FINDINGS = master.ASSESSED, master.BALLOTS, master.FINDINGS


@dataclass(frozen=True)
class HeadFault:
    """``typing`` spoils the written master; ``after``: what STP sends anew; ``before``: what it had sent."""

    what: str
    code: str
    unit: str | None
    sheet: str
    typing: Callable[[bytes], Change]
    cell: Callable[[bytes], str | None] = lambda data: None
    before: tuple[tuple[str, str, Raw], ...] = ()
    after: tuple[tuple[str, str, Raw], ...] = ()
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.code


@cache
def stp(*changes: tuple[str, str, Raw]) -> bytes:
    """STP's workbook with these values: code, key, value."""

    def typing(sent):  # type: ignore[no-untyped-def]
        for code, key, value in changes:
            sent = on_line(code, **{key: value})(sent)
        return sent

    return typed("STP", typing)


def bloc(changes: tuple[tuple[str, str, Raw], ...], former: Former | None = None) -> Master:
    return in_bloc({"STP.xlsx": stp(*changes)} if changes else {}, former)


@cache
def drawn(*before: tuple[str, str, Raw]) -> bytes:
    """The written master."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Tong-hop.xlsx"
        write_master(path, bloc(before), None)
        return path.read_bytes()


def read_back(data: bytes) -> Former:
    former, unread = head_work(read_book(data, "Tong-hop.xlsx"), rulebook())
    former.findings = unread
    return former


@cache
def _rows(data: bytes, layout: Layout) -> list[dict[str, object]]:
    book = read_book(data, "Tong-hop.xlsx")
    table = table_of(book, layout)
    assert table is not None
    rows = []
    for row in table.rows():
        rows.append({**{key: cell.value for key, cell in row.cells.items()}, "_where": row.where})
    return rows


def where(data: bytes, layout: Layout, key: str, **known: str) -> str:
    """The cell of ``key`` in the row that is known by these values."""
    found = next(row for row in _rows(data, layout) if all(row.get(name) == value for name, value in known.items()))
    return found["_where"](key)  # type: ignore[operator, no-any-return]


def on_row(layout: Layout, known: dict[str, str], **values: object) -> Callable[[bytes], Change]:
    """Typed into the row: numbers and texts."""

    def typing(data: bytes) -> Change:
        changes = []
        for key, value in values.items():
            cell = where(data, layout, key, **known)
            put = text(layout.name, cell, value) if isinstance(value, str) else number(layout.name, cell, value)  # type: ignore[arg-type]
            changes.append(put)
        return together(*changes)

    return typing


def assessed(what: str, code: str, line: str, values: dict[str, object], **more: object) -> HeadFault:
    """Typed on a line of STP in `Thẩm định`."""
    column = "result" if code.startswith("TD-KET-QUA-") else "points"
    column = "reason" if code == "TD-THAM-DINH-THIEU-LY-DO" else column
    more = {"cell": cell_of(ASSESSED, column, unit="STP", code=line), **more}
    return HeadFault(
        what, code, "STP", ASSESSED.name, on_row(ASSESSED, {"unit": "STP", "code": line}, **values), **more
    )  # type: ignore[arg-type]


def voted(what: str, code: str, values: dict[str, object], **more: object) -> HeadFault:
    """Typed on the first award's row of CAT in `Bình xét`."""
    known = {"unit": "CAT", "award": rulebook().awards[0].name}
    more = {"cell": cell_of(BALLOTS, "present", **known), **more}
    return HeadFault(what, code, "CAT", BALLOTS.name, on_row(BALLOTS, known, **values), **more)  # type: ignore[arg-type]


def cell_of(layout: Layout, key: str, **known: str) -> Callable[[bytes], str | None]:
    return lambda data: where(data, layout, key, **known)


def nowhere(data: bytes) -> None:
    """The line has no row of its own in `Thẩm định`."""


WORD = (("I.1.4", "result", "chín"),)
MENDED = (("I.1.2", "result", D(390)), ("I.1.2", "target", D(396)))
FAULTS = (
    assessed("Thẩm định khác tự chấm mà không ghi lý do", "TD-THAM-DINH-THIEU-LY-DO", "I.1.2", {"points": 3.5}),
    assessed("Thẩm định lệch quá giới hạn", "TD-THAM-DINH-LECH", "I.1.2", {"points": 2, "reason": "Thiếu 2 việc"}),
    assessed("Điểm thẩm định ngoài khoảng của dòng", "TD-THAM-DINH-NGOAI-KHUNG", "I.1.2",
             {"points": 50, "reason": "Gõ nhầm"}),
    assessed("Điểm thẩm định sai bước", "TD-THAM-DINH-LECH-BUOC", "III.1.3", {"points": 2.6, "reason": "Bớt một ý"}),
    assessed("Kết quả thẩm định ở dòng không so với đơn vị dẫn đầu", "TD-KET-QUA-THAM-DINH-SAI-DONG", "I.1.2",
             {"result": 5, "reason": "Nhầm cột"}),
    assessed("Kết quả thẩm định âm", "TD-KET-QUA-THAM-DINH-AM", "III.2.1", {"result": -1, "reason": "Gõ nhầm"}),
    assessed("Điểm thẩm định ở dòng cộng", "TD-THAM-DINH-DONG-CONG", "I.1.2",
             {"code": "I.1", "points": 3, "reason": "Sửa mã dòng"}, cell=nowhere),
    assessed("Điểm thẩm định cho dòng đơn vị không có", "TD-THAM-DINH-KHONG-CO-DONG", "I.1.2",
             {"code": "I.CAT.1", "points": 3, "reason": "Sửa mã dòng"}, cell=nowhere),
    assessed("Điểm thẩm định ghi chữ", "TD-KHONG-PHAI-SO", "I.1.2", {"points": "chín"},
             cell=cell_of(ASSESSED, "points", unit="STP", code="I.1.2")),
    assessed("Đơn vị nộp lại dòng đã thẩm định", "TD-THAM-DINH-NOP-LAI", "I.1.2", {"points": 3.5, "reason": "Thiếu"},
             after=MENDED),
    HeadFault("Chấp nhận lỗi mà không ghi chú", "TD-CHAP-NHAN-THIEU-GHI-CHU", "STP", FINDINGS.name,
              on_row(FINDINGS, {"code": "TD-KHONG-PHAI-SO"}, handling="Chấp nhận"), before=WORD, after=WORD,
              also=("TD-KHONG-PHAI-SO",)),
    voted("Số phiếu âm", "TD-PHIEU-AM", {"how": "Giơ tay", "present": -3}),
    voted("Số có mặt nhiều hơn số thành viên", "TD-PHIEU-KHONG-KHOP", {"how": "Giơ tay", "members": 8, "present": 9}),
    voted("Số người là số lẻ", "TD-SO-LE", {"how": "Giơ tay", "present": 6.5},
          cell=cell_of(BALLOTS, "present", unit="CAT", award=rulebook().awards[0].name)),
)  # fmt: skip


def findings_of(fault: HeadFault) -> tuple[bytes, Master]:
    """The master as drawn, and what consolidating over it after the typing gives."""
    data = drawn(*fault.before)
    return data, bloc(fault.after, read_back(spoiled(data, fault.typing(data))))
