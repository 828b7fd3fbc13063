"""`thidua close`: a master is frozen as it is shown, nothing of it is lost, and any change afterwards is seen."""

import json
import zlib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from bloc_desk import Desk, type_into
from calc import Calc
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openxml_audit import OpenXmlValidator
from test_master_head import master

from thidua_xl.book import address
from thidua_xl.cli import main
from thidua_xl.consolidation.carried import carried_pieces, master_again
from thidua_xl.consolidation.carried_values import back, carried_submission, carried_text, plain
from thidua_xl.consolidation.closing import content_fingerprint, differences
from thidua_xl.consolidation.json_form import json_form
from thidua_xl.errors import CannotGoOn
from thidua_xl.masters.marks import master_marks
from thidua_xl.submission import Claim, Submission
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.patching import values_only
from thidua_xl.workbooks.writing.master import write_master


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A master of two units."""
    desk = Desk(tmp_path)
    desk.send("CAT", {"I": 9, "II": 8})
    desk.send("STP", {"I": 8, "II": "chín"})
    desk.json()
    return desk


def close(desk: Desk, *more: str, file: Path | None = None) -> Result:
    return CliRunner().invoke(main, ["close", str(file or desk.out), *more])


def copy_of(desk: Desk) -> Path:
    return desk.out.with_name("Tong-hop.khoa-so.xlsx")


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def hidden_part(path: Path) -> str:
    book = load_workbook(path)
    return f"xl/worksheets/sheet{book.sheetnames.index('_thidua') + 1}.xml"


# ---- what a master carries


def test_the_engine_makes_the_same_master_of_what_the_workbook_carries(desk: Desk) -> None:
    before = desk.json()
    again = json_form(master_again(open_book(desk.out), "x"))
    assert {key: again[key] for key in before} == before


def test_what_is_carried_and_damaged_is_refused(desk: Desk) -> None:
    book = load_workbook(desk.out)
    book["_thidua"]["I1"] = str(book["_thidua"]["I1"].value).replace("CAT", "CAU")
    book.save(desk.out)
    assert close(desk).exit_code == 1
    book["_thidua"].delete_cols(9)
    book.save(desk.out)
    with pytest.raises(CannotGoOn, match="Gộp lại"):
        master_again(open_book(desk.out), "x")


def test_values_are_told_from_texts() -> None:
    value = {"a": Decimal("5.50"), "b": "5.50", "c": [date(2026, 1, 2), datetime(2026, 1, 2, 3)], "d": None, "": True}
    assert back(plain(value)) == value
    assert back(plain({})) == {}


# ---- closing


def test_a_damaged_pack_is_written_down_anew() -> None:
    claim = Claim(code="I", result=Decimal("4.5"), cells={"code": "A7", "result": "H7"})
    sent = Submission(unit="CAT", claims={"I": claim})
    whole = carried_submission(sent)
    text = carried_text(whole, None)
    assert Submission.model_validate(back(json.loads(text))) == sent
    for damaged in (b"", b"x", whole[:20], zlib.compress(b"\xff}"), zlib.compress(b"half")):
        assert carried_text(damaged, sent) == text


def test_closed_verified_refused_and_opened_again(desk: Desk) -> None:
    first = close(desk)
    assert first.exit_code == 0, first.output
    mark = master_marks(open_book(desk.out))["closed_fingerprint"]
    assert mark == content_fingerprint(open_book(desk.out)) == content_fingerprint(open_book(copy_of(desk)))
    assert mark in first.output
    assert f"thidua minutes {desk.out} --out Van-ban" in first.output
    assert "STP" in first.output, "provisional units are named"
    for file in (desk.out, copy_of(desk)):
        assert close(desk, "--verify", file=file).exit_code == 0
    assert close(desk).exit_code == 1
    assert desk.run("--force").exit_code == 1
    assert close(desk, "--reopen", file=copy_of(desk)).exit_code == 1
    opened = close(desk, "--reopen", "--note", "Nguyễn Văn A, sửa phiếu")
    assert (opened.exit_code, "biên bản" in opened.output) == (0, True)
    assert close(desk, "--reopen").exit_code == 1
    assert desk.run().exit_code == 3
    kept = master_marks(open_book(desk.out))["closings"].splitlines()
    assert [mark in kept[0], "Nguyễn Văn A, sửa phiếu" in kept[1], len(kept)] == [True, True, 2]
    assert close(desk).exit_code == 0
    assert len(list(desk.out.parent.glob("Tong-hop.khoa-so*.xlsx"))) == 2, "the copy of the first closing stays"


def test_what_is_changed_after_closing_is_seen(desk: Desk) -> None:
    close(desk)
    type_into(desk.out, "Thẩm định", {"Mã đơn vị": "CAT", "Mã": "I"}, "Lý do", "sửa lén")
    found = close(desk, "--verify")
    assert found.exit_code == 3
    assert "trang Thẩm định" in found.output
    assert CliRunner().invoke(main, ["minutes", str(desk.out), "--out", str(desk.folder / "vb")]).exit_code == 1


def test_not_a_master_and_no_file(desk: Desk, tmp_path: Path) -> None:
    assert close(desk, file=desk.file).exit_code == 1
    assert close(desk, file=tmp_path / "không có.xlsx").exit_code == 1
    assert close(desk, "--verify").exit_code == 1, "not closed yet"


def test_a_master_that_was_not_computed_is_not_closed(desk: Desk) -> None:
    """openpyxl drops what formulas showed, as other tools do."""
    load_workbook(desk.out).save(desk.out)
    found = list(differences(open_book(desk.out), redrawn(desk)))
    assert {finding.code for finding in found} == {"TD-SO-CHUA-TINH"}
    assert {"Tổng hợp", "Thẩm định", "Xếp hạng"} <= {finding.where.sheet for finding in found}
    refused = close(desk)
    assert (refused.exit_code, copy_of(desk).exists()) == (1, False)


def redrawn(desk: Desk):  # type: ignore[no-untyped-def]
    master = master_again(open_book(desk.out), "x")
    return open_book(write_master(desk.folder / "again.xlsx", master))


def edited(path: Path, sheet: str, cell: str, old: str, new: str) -> None:
    """Another stored value of a formula, nothing else."""
    part = f"xl/worksheets/sheet{load_workbook(path).sheetnames.index(sheet) + 1}.xml"
    held = parts(path)
    text = held[part].decode()
    start = text.index(f'r="{cell}"')
    assert f"<v>{old}</v>" in text[start : start + 200]
    held[part] = (text[:start] + text[start:].replace(f"<v>{old}</v>", f"<v>{new}</v>", 1)).encode()
    with ZipFile(path, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)


def test_a_stale_value_is_found_at_its_cell(desk: Desk) -> None:
    edited(desk.out, "Tổng hợp", "E5", "9.0", "7.0")
    found = list(differences(open_book(desk.out), redrawn(desk)))
    assert [(f.code, f.where.sheet, f.where.cell, dict(f.facts)) for f in found] == [
        ("TD-SO-KHAC-TINH-LAI", "Tổng hợp", "E5", {"ghi": "7", "tinh": "9"})
    ]
    assert close(desk).exit_code == 1


def test_a_sheet_that_is_gone_is_found(desk: Desk) -> None:
    book = load_workbook(desk.out)
    del book["Bình xét"]
    book.save(desk.out)
    assert "TD-SO-MAT-TRANG" in {f.code for f in differences(open_book(desk.out), redrawn(desk))}


def test_closing_changes_the_hidden_sheet_only(desk: Desk) -> None:
    before = parts(desk.out)
    close(desk)
    after = parts(desk.out)
    assert [name for name in before if before[name] != after[name]] == [hidden_part(desk.out)]
    assert list(before) == list(after)
    assert [str(e) for e in OpenXmlValidator().validate(str(desk.out)).errors] == []


def test_what_the_head_added_stays_in_both(desk: Desk) -> None:
    book = load_workbook(desk.out)
    sheet = book.create_sheet("Của tôi", 0)
    sheet.append([1, "=A1*2"])
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=1))
    sheet.add_chart(chart, "D1")
    book.save(desk.out)
    copy = values_only(desk.out.read_bytes())
    (desk.folder / "copy.xlsx").write_bytes(copy)
    before, after = parts(desk.out), parts(desk.folder / "copy.xlsx")
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} <= {n for n in before if "/worksheets/" in n}
    assert load_workbook(desk.folder / "copy.xlsx")["Của tôi"]["A1"].value == 1


def test_the_copy_has_values_and_no_formulas(desk: Desk) -> None:
    close(desk)
    shown, frozen = load_workbook(desk.out, data_only=True), load_workbook(copy_of(desk))
    count = 0
    for sheet in frozen.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate)
                if sheet.title != "_thidua":
                    count += 1
                    assert (cell.value or None) == (shown[sheet.title][cell.coordinate].value or None)
                    assert cell.number_format == shown[sheet.title][cell.coordinate].number_format
    assert count > 500
    assert [str(e) for e in OpenXmlValidator().validate(str(copy_of(desk))).errors] == []


def test_the_order_of_computing_goes_with_the_formulas(desk: Desk) -> None:
    """Excel writes calcChain.xml and repairs a file whose chain names cells without formulas."""
    held = parts(desk.out)
    rel = b'<Relationship Id="rIdX" Type="http://x/calcChain" Target="calcChain.xml"/></Relationships>'
    held["xl/_rels/workbook.xml.rels"] = held["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", rel)
    kind = b'<Override PartName="/xl/calcChain.xml" ContentType="x/y"/></Types>'
    held["[Content_Types].xml"] = held["[Content_Types].xml"].replace(b"</Types>", kind)
    held["xl/calcChain.xml"] = b"<calcChain/>"
    with ZipFile(desk.folder / "chain.xlsx", "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    (desk.folder / "copy.xlsx").write_bytes(values_only((desk.folder / "chain.xlsx").read_bytes()))
    after = parts(desk.folder / "copy.xlsx")
    assert "xl/calcChain.xml" not in after
    assert [name for name, data in after.items() if b"calcChain" in data] == []


def test_every_shown_value_is_the_same_in_libreoffice(calc_vi: Calc, desk: Desk) -> None:
    close(desk)
    count, wrong = 0, []
    with calc_vi.open(desk.out) as live, calc_vi.open(copy_of(desk)) as frozen:
        for sheet in open_book(desk.out).sheets:
            if sheet.name.startswith("_"):
                continue
            for place in sheet.cells:
                count += 1
                at = address(*place)
                if live.shown(sheet.name, at) != frozen.shown(sheet.name, at):
                    wrong.append((sheet.name, at, live.shown(sheet.name, at), frozen.shown(sheet.name, at)))
    assert wrong == []
    assert count > 300


def test_another_program_may_save_a_closed_master(calc_vi: Calc, desk: Desk) -> None:
    """What is shown stays the same, and so do its fingerprint and what is carried."""
    close(desk)
    with calc_vi.open(desk.out) as book:
        saved = book.save_xlsx(desk.folder / "saved.xlsx")
    assert close(desk, "--verify", file=saved).exit_code == 0
    assert json_form(master_again(open_book(saved), "x")) == json_form(master_again(open_book(desk.out), "x"))


def test_nothing_is_carried_where_nothing_was_read() -> None:
    assert list(carried_pieces(master())) == []
