"""Word documents that are none, have no criteria, or several tables."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from click.testing import CliRunner
from word_drawing import bytes_of, drafted, table_in

from thidua_xl.cli import main
from thidua_xl.errors import NotReadable
from thidua_xl.word.document import read_document
from thidua_xl.word.draft import draft_of


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "TD-WORD-KIEU-CU"),
        (b"%PDF-1.7 ...", "TD-WORD-LA-PDF"),
        (b"plain text", "TD-WORD-KHONG-PHAI-DOCX"),
        (b"", "TD-WORD-KHONG-PHAI-DOCX"),
    ],
)
def test_what_is_no_docx_is_refused(data: bytes, code: str, tmp_path: Path) -> None:
    with pytest.raises(NotReadable) as refused:
        read_document(data)
    assert refused.value.code == code
    (tmp_path / "a.doc").write_bytes(data)
    ran = CliRunner().invoke(main, ["rulebook", "new", str(tmp_path / "a.xlsx"), "--from", str(tmp_path / "a.doc")])
    assert ran.exit_code == 1
    assert ".docx" in ran.output
    assert not (tmp_path / "a.xlsx").exists()


def test_a_broken_docx_is_refused() -> None:
    whole = bytes_of(docx.Document())
    with pytest.raises(NotReadable):
        read_document(whole[: len(whole) // 2])


def test_a_docx_whose_text_is_broken_is_refused() -> None:
    made = BytesIO()
    with ZipFile(BytesIO(bytes_of(docx.Document()))) as whole, ZipFile(made, "w") as spoilt:
        for name in whole.namelist():
            spoilt.writestr(name, b"<w:document" if name == "word/document.xml" else whole.read(name))
    with pytest.raises(NotReadable) as refused:
        read_document(made.getvalue())
    assert refused.value.code == "TD-WORD-HONG"


def test_a_document_without_such_a_table_and_a_table_chosen_by_number(tmp_path: Path) -> None:
    file = docx.Document()
    table_in(file, [("A", "x")], ())
    assert draft_of(read_document(bytes_of(file))) is None
    table_in(file, [("1", "Một", "5")])
    table_in(file, [("1", "Hai", "7")])
    (tmp_path / "a.docx").write_bytes(bytes_of(file))
    assert drafted(file, [3]).tables["Tiêu chí"][1][2] == "Hai"
    command = ["rulebook", "new", str(tmp_path / "a.xlsx"), "--from", str(tmp_path / "a.docx"), "--table"]
    assert CliRunner().invoke(main, [*command, "1"]).exit_code == 1
    assert CliRunner().invoke(main, [*command, "9"]).exit_code == 1
    assert CliRunner().invoke(main, [*command, "3"]).exit_code == 0
    assert CliRunner().invoke(main, [*command, "3"]).exit_code == 1  # never over an existing file
