"""The example bloc through the real template and the real command: clean, then as an untidy folder."""

import unicodedata
from pathlib import Path

from bench import at, findings_in, planted, written
from bench import rulebook as example
from crafted import zipped
from faults import SCORES, sent
from old_formats import ods, table
from running import codes, consolidated, fates
from spoiling import Parts, number, only_sheet, rename

from thidua_xl.submission import Submission
from thidua_xl.workbooks.reading import read_book

KEYS = ["bloc", "period", "rulebook", "standings", "unranked", "scorecards", "awards", "findings", "files"]
STANDING = [
    "unit", "name", "group", "rank", "tied", "provisional", "open_errors", "main", "bonus", "deduction", "total",
    "class", "because",
]  # fmt: skip


def test_the_clean_bloc(clean_bloc: tuple[Path, Path], tmp_path: Path) -> None:
    status, told = consolidated(*clean_bloc, tmp_path / "a" / "Tong-hop.xlsx")
    assert (status, told["findings"], told["unranked"]) == (0, [], [])
    assert list(told) == KEYS
    assert [list(row) for row in told["standings"]] == [STANDING] * 8
    assert [row["rank"] for row in told["standings"]] == list(range(1, 9))
    assert not any(row["provisional"] or row["tied"] or row["open_errors"] for row in told["standings"])
    assert set(fates(told).values()) == {"used"}
    assert {unit.code for unit in example().units} == set(told["scorecards"])
    assert consolidated(*clean_bloc, tmp_path / "b" / "Tong-hop.xlsx") == (status, told)


def as_ods(data: bytes) -> bytes:
    """The sheet `Tự chấm` by value, as another program saves it."""
    rows: list[str] = []
    sheet = next(sheet for sheet in read_book(data, "a.xlsx").sheets if sheet.name == SCORES)
    last = 0
    for number_, cells in sheet.rows():
        rows += ["<table:table-row/>"] * (number_ - last - 1)
        written = [_ods_cell(cells[column].value if column in cells else None) for column in range(1, 15)]
        rows.append(f"<table:table-row>{''.join(written)}</table:table-row>")
        last = number_
    return ods(table("".join(rows)))


def _ods_cell(value: object) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, float):
        return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'
    text = str(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def clutter(received: Path) -> None:
    """What lies in a real folder beside the workbooks."""
    (received / "CAT").mkdir()
    (received / "CAT_Tu-cham_Nam-2026.xlsx").rename(received / "CAT" / "bản cuối cùng (sửa).xlsx")
    decomposed = unicodedata.normalize("NFD", "Viện kiểm sát – bảng tự chấm.xlsx")
    (received / "VKS_Tu-cham_Nam-2026.xlsx").rename(received / decomposed)
    (received / "CAT" / "CAT bản ký.pdf").write_bytes(b"%PDF-1.4")
    (received / "STP.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    for name in ("~$STP_Tu-cham_Nam-2026.xlsx", ".~lock.TTT.xlsx#", "Thumbs.db", "tai-ve.crdownload", ".an.xlsx"):
        (received / name).write_bytes(b"x")
    unit = example().units[0].code
    (received / "Mẫu trắng TTT.xlsx").write_bytes(written(Submission(unit=unit)))
    (received / "Bản thử TTT.xlsx").write_bytes(written(sent(unit), practice=True))
    scores = received / "Sở Tư pháp.xlsx"
    (received / "STP_Tu-cham_Nam-2026.xlsx").unlink()
    scores.write_bytes(planted("STP", only_sheet(SCORES)))


def test_an_untidy_folder(bloc_copy: tuple[Path, Path]) -> None:
    rulebook, received = bloc_copy
    clutter(received)
    (received / "SNV_Tu-cham_Nam-2026.xlsx").unlink()
    (received / "Sở Nội vụ.ods").write_bytes(as_ods(planted("SNV", lambda parts: None)))
    (received / "Bộ tiêu chí.xlsx").write_bytes(rulebook.read_bytes())
    out = received / "Tong-hop.xlsx"
    consolidated(rulebook, received, out)
    _, told = consolidated(rulebook, received, out)  # its own master, report and backup lie there now
    found = fates(told)
    used = {unit: path for path, status in found.items() if status == "used"
            for unit in [next(f["unit"] for f in told["files"] if f["path"] == path)]}  # fmt: skip
    assert used["CAT"] == "CAT/bản cuối cùng (sửa).xlsx"
    assert used["VKS"] == "Viện kiểm sát – bảng tự chấm.xlsx"
    assert (used["STP"], used["SNV"]) == ("Sở Tư pháp.xlsx", "Sở Nội vụ.ods")
    assert len(used) == 8
    assert {found["CAT/CAT bản ký.pdf"], found["STP.jpg"]} == {"attachment"}
    assert (found["Mẫu trắng TTT.xlsx"], found["Bản thử TTT.xlsx"]) == ("empty", "rejected")
    ours = {path for path, status in found.items() if status == "ours"}
    assert {"Tong-hop.xlsx", "Tong-hop.txt", "Bộ tiêu chí.xlsx"} <= ours
    assert not any(path.startswith(("~$", ".")) for path in found)
    by_file = {(code, file) for code, _, file in codes(told)}
    assert ("TD-TEP-CHI-DOC-GIA-TRI", "Sở Nội vụ.ods") in by_file
    assert ("TD-CHI-CO-TU-CHAM", "Sở Tư pháp.xlsx") in by_file
    assert {code for code, file in by_file if file not in ("Sở Nội vụ.ods", "Sở Tư pháp.xlsx")} == {"TD-BAN-THU"}


def test_broken_files_do_not_stop_the_others(bloc_copy: tuple[Path, Path]) -> None:
    rulebook, received = bloc_copy
    whole = (received / "STP_Tu-cham_Nam-2026.xlsx").read_bytes()
    broken = {
        "cắt ngắn.xlsx": (whole[:-5000], "TD-TEP-HONG"),
        "rỗng.xlsx": (b"", "TD-TEP-RONG"),
        "trang web.xls": (b"<html><table></table></html>", "TD-TEP-KHONG-PHAI-EXCEL"),
        "nén.xlsx": (zipped({"a.xlsx": "x"}), "TD-TEP-NEN-NHIEU-TEP"),
        "ghi chép.docx": (b"PK", "TD-TEP-HONG"),
    }
    for name, (data, _) in broken.items():
        (received / name).write_bytes(data)
    _, told = consolidated(rulebook, received, received.parent / "Tong-hop.xlsx")
    assert sorted(codes(told)) == sorted((code, None, name) for name, (_, code) in broken.items())
    assert len(told["standings"]) == 8
    assert not any(row["provisional"] for row in told["standings"])


def test_a_sheet_renamed_to_the_same_letters_is_read_right() -> None:
    """`TỰ CHẤM ` folds to `Tự chấm`; formulas of other sheets follow the name."""

    def change(parts: Parts) -> None:
        rename(SCORES, "TỰ CHẤM")(parts)
        for name, content in parts.content.items():
            if name.startswith("xl/worksheets/") or name == "xl/workbook.xml":
                parts.content[name] = content.replace("'Tự chấm'!".encode(), "'TỰ CHẤM'!".encode())

    assert findings_in(planted("STP", change)) == []
    cell = at("STP", "I.1.4")
    found = findings_in(planted("STP", lambda parts: (change(parts), number("TỰ CHẤM", cell, "NaN")(parts))[0]))
    assert ("TD-KHONG-PHAI-SO", "TỰ CHẤM", cell) in {(f.code, f.where.sheet, f.where.cell) for f in found}
