"""A head's desk: a rulebook, the files units sent, and `thidua consolidate` run over them."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from blocs import submission
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from thidua_xl.cli import main
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.writing import write_rulebook
from thidua_xl.workbooks.writing.member import write_member

TABLES = {
    "Thông tin": [
        ["Mục", "Giá trị"], ["Tên khối", "Khối thử"], ["Kỳ", "Năm 2025"], ["Từ ngày", "01/01/2025"],
        ["Đến ngày", "31/12/2025"], ["Căn cứ", "QĐ 1"],
    ],
    "Đơn vị": [["Mã", "Tên đơn vị", "Điện thoại"], ["CAT", "Công an tỉnh", ""], ["STP", "Sở Tư pháp", "0900 000 103"]],
    "Tiêu chí": [
        ["Mã", "Nội dung", "Điểm tối đa", "Minh chứng"], ["I", "Việc một", "10", "Không"],
        ["II", "Việc hai", "10", "Không"],
    ],
    "Danh hiệu": [["Tên", "Số lượng"], ["Cờ thi đua", "1"]],
}  # fmt: skip
INFO = {"author": "An", "position": "Chuyên viên", "phone": "0900", "made_on": date(2025, 12, 1), "signatory": "Bình"}


class Desk:
    """A folder with a rulebook and the files units sent."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.received = folder, folder / "Bài nộp"
        self.received.mkdir()
        self.file = write_rulebook(folder / "Bo-tieu-chi.xlsx", TABLES)
        found, _ = read_rulebook(open_book(self.file))
        assert found is not None
        self.rulebook: Rulebook = found
        self.out = folder / "Kết quả" / "Tong-hop.xlsx"

    def send(self, unit: str, lines: Mapping[str, object], name: str = "", **info: object) -> Path:
        path = self.received / (name or f"{unit}.xlsx")
        path.parent.mkdir(parents=True, exist_ok=True)
        said = submission(unit, lines, info={**INFO, "period": "Năm 2025", **info})
        known = self.rulebook.unit(unit)
        assert known is not None
        write_member(path, self.rulebook, known, submission=said, today=date(2025, 12, 12))
        return path

    def run(self, *more: str, out: Path | None = None) -> Result:
        given = [str(self.file), str(self.received), "--out", str(out or self.out), *more]
        return CliRunner().invoke(main, ["consolidate", *given])

    def json(self, *more: str) -> dict[str, object]:
        target = self.folder / "kq.json"
        result = self.run("--json", str(target), *more)
        assert result.exit_code in (0, 3), result.output
        return json.loads(target.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def type_into(path: Path, sheet: str, row: Mapping[str, str], header: str, value: object) -> None:
    """Type into the cell of ``header`` in the row whose cells under the headers of ``row`` hold its values."""
    book = load_workbook(path)
    page = book[sheet]
    top = next(r for r in range(1, 21) if header in {cell.value for cell in page[r]})
    places = {cell.value: cell.column for cell in page[top] if cell.value}
    found = next(
        r
        for r in range(top + 1, page.max_row + 1)
        if all(str(page.cell(r, places[key]).value) == wanted for key, wanted in row.items())
    )
    page.cell(found, places[header]).value = value  # type: ignore[union-attr]
    book.save(path)
