"""The .xlsm workbooks: sound, with buttons beside what people need, and read like any other."""

import json
import re
import shutil
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from bloc_desk import INFO, Desk, type_into
from blocs import submission
from click.testing import CliRunner
from member_samples import TODAY, filled, loaded, sample_rulebook, sample_unit
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from thidua_xl.cli import main
from thidua_xl.live.plan import FIRST_ROW
from thidua_xl.sheets import buttons, member
from thidua_xl.sheets import master as sheets
from thidua_xl.workbooks.reading.master import uncarried
from thidua_xl.workbooks.writing.member import write_member
from xl.vba import SHEETS

RULEBOOK, UNIT = sample_rulebook(), sample_unit()
MACRO = re.compile(r"<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>")
ANCHOR = re.compile(r"<x:Anchor>([^<]*)</x:Anchor>")


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same filled unit's workbook in both channels."""
    folder = tmp_path_factory.mktemp("channels")
    found = {"excel": folder / "CAT.xlsm", "plain": folder / "CAT.xlsx"}
    for channel, path in found.items():
        write_member(path, RULEBOOK, UNIT, submission=filled(RULEBOOK, UNIT), today=TODAY, channel=channel)
    return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A head whose master has buttons."""
    made = Desk(tmp_path)
    made.out = made.out.with_suffix(".xlsm")
    made.send("CAT", {"I": 9, "II": 8})
    made.send("STP", {"I": 8, "II": 8})
    return made


def part(path: Path, name: str) -> str:
    """A part of a workbook as text."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def drawings(path: Path) -> list[str]:
    """The VML parts that hold buttons."""
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if "vmlDrawing" in name]
    return [text for text in parts if "FmlaMacro" in text]


def code_names(path: Path) -> dict[str, str]:
    """Each sheet's code name, which Excel looks up among the modules of the project."""
    book = loaded(path)
    return {sheet.title: sheet.sheet_properties.codeName or "" for sheet in book}


# ---- the member's workbook


def test_the_workbook_is_sound(workbooks: dict[str, Path]) -> None:
    assert list(OpenXmlValidator().validate(str(workbooks["excel"])).errors) == []
    assert workbooks["excel"].stat().st_size < 260_000


def test_there_is_a_module_for_each_sheet(workbooks: dict[str, Path]) -> None:
    expected = {f"Sheet{number}" for number in range(1, SHEETS["member"] + 1)}
    found = code_names(workbooks["excel"])
    assert set(found.values()) == expected
    assert len(found) == len(expected)
    assert 'codeName="ThisWorkbook"' in part(workbooks["excel"], "xl/workbook.xml")


def test_the_buttons_stand_in_a_row_of_their_own(workbooks: dict[str, Path]) -> None:
    (drawing,) = drawings(workbooks["excel"])
    assert MACRO.findall(drawing) == [button.macro for button in buttons.MEMBER_BUTTONS]
    assert all(button.caption in drawing for button in buttons.MEMBER_BUTTONS)
    anchors = [[int(piece) for piece in found.split(",")] for found in ANCHOR.findall(drawing)]
    assert all((top, bottom) == (2, 2) for _, _, top, _, _, _, bottom, _ in anchors)  # third row, from 0
    sheet = loaded(workbooks["excel"])[buttons.DESK.name]
    assert all(cell.value is None for cell in sheet[3])
    assert all(first[4:6] < second[:2] for first, second in pairwise(anchors))


def test_where_the_macros_write_nothing_is_locked(workbooks: dict[str, Path]) -> None:
    book = loaded(workbooks["excel"])
    sheet = book[buttons.DESK.name]
    assert sheet.protection.sheet
    listed = sheet.iter_rows(FIRST_ROW, FIRST_ROW + buttons.LISTED - 1, 1, buttons.WRITTEN)
    assert not any(cell.protection.locked for row in listed for cell in row)
    places = {name: found.attr_text for name, found in book.defined_names.items() if name.startswith(buttons.NAMES)}
    keys = {*buttons.WORDS, buttons.STATUS, buttons.FILE_NAME, buttons.CLOSE}
    assert set(places) == {f"{buttons.NAMES}{key}" for key in keys}
    name, cell = places[f"{buttons.NAMES}{buttons.STATUS}"].replace("$", "").replace("'", "").split("!")
    assert book[name][cell].protection.locked is False
    for key, words in buttons.WORDS.items():
        name, cell = places[f"{buttons.NAMES}{key}"].replace("$", "").replace("'", "").split("!")
        assert book[name][cell].value == words


def test_the_settings_answer_every_question_of_xlwings(workbooks: dict[str, Path]) -> None:
    """What the sheet does not answer, xlwings looks up in a file beside the workbook: an attachment could be it."""
    olevba = pytest.importorskip("oletools.olevba")
    sheet = loaded(workbooks["excel"])[buttons.CONF]
    told = {row[0]: row[1] or "" for row in sheet.iter_rows(max_col=2, values_only=True) if row[0]}
    assert sheet.sheet_state == "veryHidden"
    assert told["UDF MODULES"] == "xl.functions"
    assert told["INTERPRETER_WIN"] == r"%LOCALAPPDATA%\thidua-xl\pythonw.exe"
    assert told["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"
    macros = olevba.VBA_Parser(str(workbooks["excel"])).extract_macros()
    (source,) = (text for _, stream, _, text in macros if stream.endswith("/xlwings"))
    asked = {key.upper() for key in re.findall(r'GetConfig\("([^"]+)"', source)}
    of_other_systems = {"INTERPRETER", "INTERPRETER_MAC"} | {key for key in asked if key.endswith("_MAC")}
    assert asked - of_other_systems == set(told)


def test_score_cells_ask_python_first(workbooks: dict[str, Path]) -> None:
    excel, plain = (loaded(workbooks[channel])[member.SCORES.name] for channel in ("excel", "plain"))
    pairs = [(cell.value, plain[cell.coordinate].value) for row in excel.iter_rows() for cell in row]
    asking = [(one, other) for one, other in pairs if isinstance(one, str) and "TD_DIEM(" in one]
    assert len(asking) > 20
    assert all(one.startswith("=IFERROR(0+TD_DIEM(") and one.endswith(f",{other[1:]})") for one, other in asking)
    others = [(one, other) for one, other in pairs if (one, other) not in asking]
    assert all(one == other for one, other in others)


def test_its_findings_are_those_of_the_plain_channel(workbooks: dict[str, Path]) -> None:
    def found(path: Path) -> list[tuple[str, str | None, str | None]]:
        ran = CliRunner().invoke(main, ["check", str(path), "--json"])
        return [(each["code"], each["sheet"], each["cell"]) for each in json.loads(ran.stdout)["findings"]]

    assert found(workbooks["excel"]) == found(workbooks["plain"])


def test_the_guide_leads_to_the_buttons(workbooks: dict[str, Path]) -> None:
    for channel, expected in (("excel", True), ("plain", False)):
        links = [
            cell.hyperlink.location for row in loaded(workbooks[channel])["Hướng dẫn"] for cell in row if cell.hyperlink
        ]
        assert any(buttons.DESK.name in link for link in links) is expected


def test_template_writes_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    ran = CliRunner().invoke(main, ["template", str(desk.file), "--out", str(tmp_path / "m"), "--channel", "excel"])
    assert ran.exit_code == 0, ran.output
    assert sorted(path.name for path in (tmp_path / "m").iterdir()) == [
        "CAT_Tu-cham_Nam-2025.xlsm",
        "STP_Tu-cham_Nam-2025.xlsm",
    ]


def test_a_member_who_sends_the_xlsm_is_consolidated(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.send("STP", {"I": 8, "II": 8})
    said = submission("CAT", {"I": 9, "II": 8}, info={**INFO, "period": "Năm 2025"})
    unit = desk.rulebook.unit("CAT")
    assert unit is not None
    path = desk.received / "CAT.xlsm"
    write_member(path, desk.rulebook, unit, submission=said, today=date(2025, 12, 12), channel="excel")
    found = desk.json()
    assert found["findings"] == []
    assert [row["unit"] for row in found["standings"]] == ["CAT", "STP"]  # type: ignore[attr-defined]


# ---- the master


def test_the_suffix_decides_about_buttons(desk: Desk) -> None:
    desk.json()
    assert list(OpenXmlValidator().validate(str(desk.out)).errors) == []
    (drawing,) = drawings(desk.out)
    assert MACRO.findall(drawing) == [button.macro for button in buttons.MASTER_BUTTONS]
    found = code_names(desk.out)
    assert set(found.values()) == {f"Sheet{number}" for number in range(1, SHEETS["master"] + 1)}
    plain = desk.out.with_suffix(".xlsx")
    desk.run(out=plain)
    assert drawings(plain) == []
    assert buttons.CONF not in load_workbook(plain).sheetnames
    assert CliRunner().invoke(main, ["consolidate", "x", "y", "--out", "z.xlsb"]).exit_code == 2


def test_it_knows_how_it_was_made(desk: Desk) -> None:
    """Paths as seen from the master, so that the whole folder can be moved; not what only that run asked for."""
    desk.run("--strict", "--workers", "1", "--force")
    book = load_workbook(desk.out)
    name, cell = book.defined_names[f"{buttons.NAMES}{buttons.AGAIN}"].attr_text.replace("$", "").split("!")
    again = json.loads(book[name.strip("'")][cell].value)
    assert again == ["consolidate", "--strict", "--workers", "1", "../Bo-tieu-chi.xlsx", "../Bài nộp"]


def test_consolidating_again_keeps_what_the_head_did(desk: Desk) -> None:
    desk.json()
    type_into(desk.out, "Thẩm định", {"Mã đơn vị": "CAT", "Mã": "I"}, "Điểm thẩm định", 5)
    book = load_workbook(desk.out, keep_vba=True)
    book.create_sheet("Nháp")["A1"] = "=1+1"
    book.save(desk.out)
    before = desk.out.read_bytes()
    second = desk.json()
    assert second["scorecards"]["CAT"]["I"]["final"] == "5.00"  # type: ignore[index]
    dated = [path for path in desk.out.parent.iterdir() if path.suffix == ".xlsm" and path != desk.out]
    assert [path.read_bytes() for path in dated] == [before]
    again = load_workbook(desk.out)
    assert again["Nháp"]["A1"].value == "=1+1"
    assert again.sheetnames.count(buttons.CONF) == 1
    ours = {title: name for title, name in code_names(desk.out).items() if title != "Nháp"}
    assert set(ours.values()) == {f"Sheet{number}" for number in range(1, SHEETS["master"] + 1)}
    assert code_names(desk.out)["Nháp"] == f"Sheet{SHEETS['master'] + 1}"
    assert list(OpenXmlValidator().validate(str(desk.out)).errors) == []
    assert desk.json() == second


def test_a_head_who_wants_buttons_keeps_what_was_typed_without(desk: Desk) -> None:
    plain = desk.out.with_suffix(".xlsx")
    desk.run(out=plain)
    type_into(plain, "Thẩm định", {"Mã đơn vị": "CAT", "Mã": "I"}, "Điểm thẩm định", 5)
    assert desk.json()["scorecards"]["CAT"]["I"]["final"] == "5.00"  # type: ignore[index]
    assert plain.exists()
    assert desk.out.exists()


def test_buttons_that_excel_saved_as_controls_are_ours(desk: Desk, tmp_path: Path) -> None:
    """Excel adds a part for each button when it saves; the head must not be asked about them."""
    desk.json()
    saved = tmp_path / "saved.xlsm"
    shutil.copy(desk.out, saved)
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/ctrlProp"
    more = "".join(f'<Relationship Id="c{n}" Type="{kind}" Target="../ctrlProps/c{n}.xml"/>' for n in range(4))
    for controls, expected in ((3, []), (4, [f"trang {sheets.REPORT.name}: 1 nút điều khiển"])):
        pieces = "".join(re.findall(r"<Relationship [^>]*/>", more)[:controls])
        with zipfile.ZipFile(desk.out) as old, zipfile.ZipFile(saved, "w") as new:
            for entry in old.namelist():
                data = old.read(entry)
                if entry == relations:
                    data = data.replace(b"</Relationships>", f"{pieces}</Relationships>".encode())
                new.writestr(entry, data)
        assert uncarried(saved) == expected
