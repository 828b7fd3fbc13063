"""A folder with everything bad in it at once: each name gets its finding or its line, and the good files count."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bloc_desk import Desk
from hostile import hostile_files
from old_formats import ods_of, xls
from xlsb import xlsb

from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.reading.worker import file_bytes

CHOSEN = ("bom-1gb", "xlsb-o-cuoi-cung", "ty-tieng-cuoi", "ma-hoa", "html", "zip-trong-zip", "nhieu-o", "ods-ca-trang")
STRANGE = ["a\nb.xlsx", "x\x1b[31m.xlsx", "d\u202eo.xlsx", "dài " * 40 + ".xlsx"]
FIVE_GB = 5 * 2**30


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.send("CAT", {"I": 9, "II": 8})
    made.send("STP", {"I": 8, "II": 8}, "thư mục.xlsx/STP.xlsx")
    return made


def statuses(desk: Desk) -> dict[str, str]:
    return {file["path"]: file["status"] for file in desk.json()["files"]}  # type: ignore[attr-defined]


def codes(desk: Desk) -> dict[str, str]:
    return {found["file"]: found["code"] for found in desk.json()["findings"]}  # type: ignore[attr-defined]


def test_attacks_in_the_folder_cost_only_themselves(desk: Desk) -> None:
    attacks = {attack.name: attack for attack in hostile_files() if attack.name in CHOSEN}
    assert len(attacks) == len(CHOSEN)
    for name, attack in attacks.items():
        (desk.received / f"{name}.xlsx").write_bytes(attack.data())
    found = desk.json()
    assert {f["file"]: f["code"] for f in found["findings"]} == {f"{n}.xlsx": a.code for n, a in attacks.items()}  # type: ignore[attr-defined]
    assert [row["unit"] for row in found["standings"]] == ["CAT", "STP"]  # type: ignore[attr-defined]


@pytest.mark.skipif(sys.platform == "win32", reason="names and devices of POSIX")
def test_names_that_are_no_files_are_passed_over_and_strange_names_are_printed_safely(desk: Desk) -> None:
    folder = desk.received
    for name in ("ong.xlsx", "ong.pdf", "bao-cao.txt"):
        os.mkfifo(folder / name)
    (folder / "vong.xlsx").symlink_to(folder / "vong.xlsx")
    (folder / "vong").symlink_to(folder)
    (folder / "may.xlsx").symlink_to("/dev/zero")
    (folder / "mat.xlsx").symlink_to(folder / "khong co")
    for name in [*STRANGE, os.fsdecode(b"\xff\xfe.xlsx")]:
        (folder / name).write_bytes(b"")
    result = desk.run()
    assert result.exit_code == 3
    passed_over = {line.split(":")[0] for line in result.output.splitlines() if line.startswith("Bỏ qua ")}
    assert passed_over == {
        f"Bỏ qua {n}" for n in ("ong.xlsx", "ong.pdf", "bao-cao.txt", "vong.xlsx", "vong/", "may.xlsx")
    }
    text = desk.out.with_suffix(".txt").read_text(encoding="utf-8-sig")
    for written in (result.output, text):
        assert not {"\x1b", "\u202e", "\udcff"} & set(written)
    assert codes(desk) == {
        "a?b.xlsx": "TD-TEP-RONG",
        "x?[31m.xlsx": "TD-TEP-RONG",
        "d?o.xlsx": "TD-TEP-RONG",
        STRANGE[3]: "TD-TEP-RONG",
        "??.xlsx": "TD-TEP-RONG",
        "mat.xlsx": "TD-TEP-KHONG-MO-DUOC",
    }
    assert {sheet.name for sheet in open_book(desk.out).sheets} >= {"Tổng hợp", "Nhật ký"}


@pytest.mark.skipif(sys.platform == "win32", reason="sparse files of POSIX")
def test_five_gigabytes_are_not_read(desk: Desk) -> None:
    for name in ("thưa.xlsx", "phim.pdf"):
        with (desk.received / name).open("wb") as file:
            file.truncate(FIVE_GB)
    found = desk.json()
    assert {f["file"]: f["code"] for f in found["findings"]} == {"thưa.xlsx": "TD-TEP-QUA-LON"}  # type: ignore[attr-defined]
    files = {file["path"]: (file["status"], file["sha256"]) for file in found["files"]}  # type: ignore[attr-defined]
    assert (files["phim.pdf"], files["thưa.xlsx"]) == (("attachment", ""), ("rejected", ""))


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read(desk: Desk) -> None:
    (desk.received / "kin.xlsx").write_bytes(b"")
    (desk.received / "kin.xlsx").chmod(0)
    assert codes(desk) == {"kin.xlsx": "TD-TEP-KHONG-MO-DUOC"}


class Growing:
    """A file to which somebody writes between our looking at it and our reading it."""

    def __init__(self, path: Path) -> None:
        self.path, self.file = path, path.open("rb")

    def open(self, _: str) -> "Growing":
        return self

    def __enter__(self) -> "Growing":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def fileno(self) -> int:
        return self.file.fileno()

    def read(self, size: int) -> bytes:
        data = self.file.read(size)
        with self.path.open("ab") as other:
            other.write(b"more")
        return data


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK")
    with pytest.raises(NotReadable) as caught:
        file_bytes(Growing(path))  # type: ignore[arg-type]
    assert caught.value.code == "TD-TEP-KHONG-MO-DUOC"


@pytest.mark.parametrize(("suffix", "saved"), [("xlsb", xlsb), ("xls", xls), ("ods", ods_of)])
def test_a_healthy_workbook_of_another_format_counts(desk: Desk, suffix: str, saved: Any) -> None:
    path = desk.received / "CAT.xlsx"
    (desk.received / f"CAT.{suffix}").write_bytes(saved(open_book(path)))
    path.unlink()
    found = desk.json()
    assert statuses(desk) == {f"CAT.{suffix}": "used", "thư mục.xlsx/STP.xlsx": "used"}
    assert found["scorecards"]["CAT"]["I"]["final"] == "9.00"  # type: ignore[index]
    assert "TD-TEP-CHI-DOC-GIA-TRI" in {f["code"] for f in found["findings"]}  # type: ignore[attr-defined]


def test_no_traceback_where_standard_output_knows_no_vietnamese(desk: Desk) -> None:
    (desk.received / "rỗng.xlsx").write_bytes(b"")
    given = [
        sys.executable,
        "-m",
        "thidua_xl",
        "consolidate",
        str(desk.file),
        str(desk.received),
        "--out",
        str(desk.out),
    ]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    result = subprocess.run(given, capture_output=True, check=False, env=environment)
    assert (result.returncode, b"Traceback" in result.stderr) == (3, False)
