"""The bundle for Windows and the facts of files, as far as any system can make and read them."""

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from thidua_xl.cli import main
from thidua_xl.cli.excel_words import BUNDLE_TEXT
from thidua_xl.cli.libreoffice_addin import ADDIN
from thidua_xl.cli.template import CHANNELS
from thidua_xl.errors import CannotGoOn
from thidua_xl.live.channel import LIBREOFFICE
from thidua_xl.windows.bundle import LAUNCHERS, write_launchers
from thidua_xl.windows.excel import bits_of
from thidua_xl.windows.found import has_addin, workbook
from thidua_xl.windows.runtime import PACKAGES, copy, runtime_at
from thidua_xl.windows.wheels import XLWINGS
from xl.libreoffice.extension import parts


def pe(machine: int) -> bytes:
    """The head of a program for a machine."""
    return b"MZ".ljust(0x3C, b"\0") + (0x40).to_bytes(4, "little") + b"PE\0\0" + machine.to_bytes(2, "little")


@pytest.fixture
def embedded(tmp_path: Path) -> Path:
    """What Python's embeddable package looks like, in a zip with a folder."""
    path = tmp_path / "embed.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("python.exe", "pythonw.exe", "python313.zip", "python313._pth"):
            archive.writestr(f"cp313/{name}", pe(0x8664))
    return path


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """Wheels that hold what a runtime must have, and files of every kind that a wheel has."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    with zipfile.ZipFile(folder / "all-1-py3-none-any.whl", "w") as archive:
        for package in PACKAGES:
            archive.writestr(f"{package}/__init__.py", "")
        archive.writestr("xlwings-0.37.8.dist-info/METADATA", "")
        archive.writestr("xlwings-0.37.8.data/data/xlwings64-0.37.8.dll", "")
        archive.writestr("xlwings-0.37.8.data/data/xlwings32-0.37.8.dll", "")
        archive.writestr("xlwings-0.37.8.data/scripts/run.py", "")
        archive.writestr("xlwings-0.37.8.data/purelib/beside.py", "")
        archive.writestr("pywin32_system32/pythoncom313.dll", "")
        archive.writestr("pandas/tests/test_x.py", "")
        archive.writestr("xlwings/pro/reports/test_x.py", "")
    return folder


def run(*arguments: object) -> tuple[int, str]:
    """A command's exit status and all it prints."""
    ran = CliRunner().invoke(main, [str(one) for one in arguments])
    return ran.exit_code, ran.output


def test_a_bundle_has_all_that_is_needed(tmp_path: Path, embedded: Path, wheels: Path) -> None:
    folder = tmp_path / "Bản dùng ngay"
    status, told = run("excel", "bundle", folder, "--python", embedded, "--wheels", wheels)
    assert (status, folder.name in told) == (0, True)
    runtime = runtime_at(folder / "thidua-xl")
    assert runtime is not None
    assert (runtime.missing, runtime.xlwings, runtime.dlls) == ((), "0.37.8", {32: "0.37.8", 64: "0.37.8"})
    site = folder / "thidua-xl" / "Lib" / "site-packages"
    assert (folder / "thidua-xl" / "pythoncom313.dll").is_file()
    assert (site / "beside.py").is_file()
    assert not list(folder.rglob("run.py"))
    assert not list(folder.rglob("test_x.py"))
    paths = (folder / "thidua-xl" / "python313._pth").read_text().splitlines()
    assert paths[:3] == ["python313.zip", ".", "Lib\\site-packages"]
    assert paths[-1] == "import site"
    assert list(folder.rglob(ADDIN))
    assert list((folder / "Mau").rglob("*.xlsx"))
    text = (folder / "DOC-TRUOC.txt").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\n") == text.count(b"\r\n")
    assert run("excel", "bundle", folder, "--python", embedded, "--wheels", wheels)[0] == 1


def test_every_launcher_is_told_of_and_is_four_lines_of_ascii(tmp_path: Path) -> None:
    write_launchers(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(LAUNCHERS)
    for name in LAUNCHERS:
        text = (tmp_path / name).read_bytes().decode("ascii")
        assert text.count("\r\n") == text.count("\n") == 4
        assert name in BUNDLE_TEXT


def test_a_bundle_without_its_parts_is_refused(tmp_path: Path, embedded: Path, wheels: Path) -> None:
    (tmp_path / "empty").mkdir()
    for python, more, word in (
        (embedded, tmp_path / "empty", "xlwings"),
        (next(wheels.iterdir()), wheels, "embeddable"),
        (Path(__file__), wheels, "không đọc được"),
    ):
        status, told = run("excel", "bundle", tmp_path / f"to-{word}", "--python", python, "--wheels", more)
        assert status == 1
        assert word.casefold() in told.casefold()


def test_xlwings_is_the_version_of_the_project() -> None:
    project = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert project.count(XLWINGS) == 2


def test_an_installation_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    source, target = tmp_path / "new", tmp_path / "thidua-xl"
    for folder, name in ((source, "a"), (target, "old")):
        folder.mkdir()
        (folder / name).write_text(name)
    copy(source, target)
    assert [path.name for path in target.iterdir()] == ["a"]
    assert {path.name for path in tmp_path.iterdir()} == {"new", "thidua-xl"}
    with pytest.raises(CannotGoOn):
        copy(tmp_path / "not there", target)
    assert [path.name for path in target.iterdir()] == ["a"]


def test_off_windows_installing_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    status, told = run("excel", "install", "--from", tmp_path)
    assert status == 1
    assert "Windows" in told


def test_the_doctor_runs_everywhere(tmp_path: Path) -> None:
    out = tmp_path / "may.txt"
    assert run("excel", "doctor", "--out", out)[0] == 0
    assert run("excel", "doctor", "--out", out, tmp_path / "none.xlsx")[0] == 3
    assert "none.xlsx" in out.read_text(encoding="utf-8-sig")
    (tmp_path / "mine.txt").write_text("của tôi", encoding="utf-8")
    assert run("excel", "doctor", "--out", tmp_path / "mine.txt")[0] == 1
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "của tôi"


def test_marks_of_a_file(tmp_path: Path) -> None:
    """The mark of the internet is a stream of the file; another system keeps it as a file of that name."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", '<x:workbook><x:calcPr calcId="1" calcMode="manual"/></x:workbook>')
    assert workbook(path).manual
    assert not workbook(path).from_internet
    Path(f"{path}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n")
    assert workbook(path).from_internet
    assert not workbook(Path(__file__)).is_workbook
    assert not workbook(tmp_path / "none.xlsx").exists


def test_the_add_in_is_found_where_libreoffice_unzips_it(tmp_path: Path) -> None:
    kept = tmp_path / ".config/libreoffice/4/user/uno_packages/cache/uno_packages/lu1.tmp_/thidua.oxt"
    assert not has_addin(tmp_path)
    kept.mkdir(parents=True)
    (kept / "description.xml").write_bytes(parts()["description.xml"])
    assert has_addin(tmp_path)


@pytest.mark.parametrize(("machine", "bits"), [(0x014C, 32), (0x8664, 64), (0x1234, None)])
def test_bits_of_a_program(tmp_path: Path, machine: int, bits: int | None) -> None:
    program = tmp_path / "EXCEL.EXE"
    program.write_bytes(pe(machine))
    assert bits_of(program) == bits


def test_templates_for_libreoffice_come_with_the_add_in(tmp_path: Path) -> None:
    rulebook = tmp_path / "Bo-tieu-chi.xlsx"
    assert run("rulebook", "new", rulebook, "--example", "thong-ke-2026")[0] == 0
    assert LIBREOFFICE in CHANNELS
    for again in range(2):
        out = tmp_path / "Bieu-mau"
        status, told = run("template", rulebook, "--out", out, "--channel", LIBREOFFICE, *["--force"] * again)
        assert (status, ADDIN in told) == (0, True)
        with zipfile.ZipFile(out / ADDIN) as archive:
            assert {name: archive.read(name) for name in archive.namelist()} == parts()
    run("template", rulebook, "--out", tmp_path / "plain")
    assert not (tmp_path / "plain" / ADDIN).exists()
