"""A small bloc through the real template: every kind of cell the head types in, quick enough to consolidate often."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from blocs import submission

from thidua_xl.consolidation.building import consolidate
from thidua_xl.consolidation.files import Folder, ReadFile
from thidua_xl.consolidation.head_cells import head_work
from thidua_xl.consolidation.head_work import Former
from thidua_xl.consolidation.master import Master
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.submission import RegisterRow
from thidua_xl.workbooks.file_content import file_content
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing import rulebook_bytes
from thidua_xl.workbooks.writing.master import write_master
from thidua_xl.workbooks.writing.member import write_member

UNITS = {"CAT": "Công an tỉnh", "STP": "Sở Tư pháp", "VKS": "Viện kiểm sát nhân dân tỉnh", "TTT": "Thanh tra tỉnh"}
TODAY = date(2026, 12, 12)
NOW = datetime(2026, 12, 12, 8, 30)
TABLES = {
    "Thông tin": [
        ["Mục", "Giá trị"], ["Tên khối", "Khối nhỏ"], ["Kỳ", "Năm 2026"], ["Từ ngày", "01/01/2026"],
        ["Đến ngày", "31/12/2026"], ["Căn cứ", "QĐ 1"], ["Lệch tự chấm", "5"],
    ],
    "Đơn vị": [["Mã", "Tên đơn vị"], *([code, name] for code, name in UNITS.items())],
    "Tiêu chí": [
        ["Mã", "Nội dung", "Điểm tối đa", "Cách chấm", "Minh chứng", "Hệ số"],
        ["I", "Việc chấm trực tiếp", "10", "Chấm trực tiếp", "Không", ""],
        ["II", "Việc đếm lần", "10", "Trừ theo lần", "Không", "1"],
        ["III", "Việc so với đơn vị dẫn đầu", "10", "So với đơn vị dẫn đầu", "Không", ""],
    ],
    "Điều kiện": [["Mã", "Nội dung", "Hệ quả"], ["K1", "Để xảy ra oan, sai", "Không xét thi đua"]],
    "Danh hiệu": [["Tên", "Số lượng", "Tỷ lệ phiếu %", "Mẫu số phiếu"], ["Cờ thi đua", "1", "80%", "Có mặt"]],
}  # fmt: skip
INFO = {"author": "An", "position": "Chuyên viên", "phone": "0900", "made_on": date(2026, 12, 1), "signatory": "Bình"}
Lines = Mapping[str, object]


def rulebook_of(tables: Mapping[str, list[list[str]]] = TABLES) -> Rulebook:
    """The rulebook, read through the real workbook."""
    found, findings = read_rulebook(read_book(rulebook_bytes(tables), "b.xlsx"))
    assert found is not None, findings
    return found


def lines(one: object, two: object = 0, three: object = 8, target: object = 10) -> dict[str, object]:
    """What a unit claims on the three lines."""
    return {"I": one, "II": {"result": two}, "III": {"result": three, "target": target}}


def sent(
    path: Path,
    rulebook: Rulebook,
    unit: str,
    claims: Lines,
    *,
    register: Mapping[str, object] | None = None,
    **info: object,
) -> Path:
    """A unit's workbook, filled in; ``register`` is a row of `Điển hình`."""
    more: dict[str, object] = {"answers": {"K1": {"code": "K1", "answer": "Không xảy ra"}}}
    if register:
        more["registers"] = {"Điển hình": (RegisterRow.model_validate({"values": register}),)}
    said = submission(unit, claims, info={**INFO, "period": rulebook.period, **info}, **more)
    known = rulebook.unit(unit)
    assert known is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    write_member(path, rulebook, known, submission=said, today=TODAY)
    return path


def brought_together(rulebook: Rulebook, received: Path, out: Path) -> Master:
    """What the command does, in this process: read all, take up the former master, write the next one."""
    files = []
    for path in sorted(received.rglob("*.xlsx")):
        data = path.read_bytes()
        found = file_content(data, path.name, rulebook=rulebook, today=TODAY)
        name = path.relative_to(received).as_posix()
        files.append(ReadFile(name, sha256(data).hexdigest(), len(data), found, read_at=NOW))
    former: Former | None = None
    if out.exists():
        former, unread = head_work(open_book(out), rulebook)
        former.findings = unread
    master = consolidate(rulebook, "Bo-tieu-chi.xlsx", Folder(tuple(files)), former, made_at=NOW)
    written = out.with_suffix(".moi.xlsx")
    write_master(written, master, out if former else None)
    written.replace(out)
    return master
