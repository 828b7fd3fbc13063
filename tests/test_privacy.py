"""Nothing leaves the machine, nothing is left outside the folders given, findings quote no more than they need."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from bloc_desk import Desk

from thidua_xl.findings.catalogue import message
from thidua_xl.findings.finding import Finding

# Runs before anything else in every Python of the command, workers too: site imports it by this name.
WATCH = """
import os, sys
def hook(event, given):
    local = event == "socket.__new__" and given[1:2] == (1,)  # a pair of local sockets is how workers are talked to
    asked = event.startswith(("socket.", "urllib.", "http.", "smtplib.", "ftplib.", "webbrowser.")) and not local
    made = event in ("subprocess.Popen", "os.system") and "multiprocessing" not in repr(given)
    wrote = event == "open" and isinstance(given[0], str) and (given[2] or 0) & (os.O_WRONLY | os.O_RDWR)
    if (asked or made or wrote) and given[0] != os.environ["WATCHED"]:
        handle = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(handle, f"{event} {given[0]!r}\\n".encode())
        os.close(handle)
sys.addaudithook(hook)
"""


def watched(desk: Desk, *arguments: str) -> list[str]:
    """What a command and its workers asked of the network, started, or wrote."""
    (desk.folder / "watch").mkdir(exist_ok=True)
    (desk.folder / "watch" / "sitecustomize.py").write_text(WATCH)
    log = desk.folder / "watch" / "log"
    log.write_text("")
    paths = os.pathsep.join([str(desk.folder / "watch"), *sys.path])
    environment = {**os.environ, "PYTHONPATH": paths, "WATCHED": str(log), "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(
        [sys.executable, "-m", "thidua_xl", *arguments], capture_output=True, check=False, env=environment
    )
    assert result.returncode in (0, 3), result.stderr
    return log.read_text().splitlines()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.send("CAT", {"I": 9, "II": "gọi cho chị Hoa 0912 345 678"})
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="workers are talked to by other means there")
def test_no_network_and_no_file_elsewhere(desk: Desk) -> None:
    given = [str(desk.file), str(desk.received), "--out", str(desk.out), "--json", str(desk.folder / "kq.json")]
    for command in (["consolidate", *given], ["check", str(desk.received / "CAT.xlsx")]):
        seen = watched(desk, *command)
        assert [line for line in seen if not line.startswith("open ")] == []
        elsewhere = [line for line in seen if str(desk.out.parent) not in line and str(desk.folder) not in line]
        assert [line for line in elsewhere if "/dev/" not in line] == [], elsewhere
    assert any(str(desk.out.parent) in line for line in watched(desk, "consolidate", *given))  # the watch sees


def test_the_watch_would_see_a_connection(desk: Desk) -> None:
    code = "import sitecustomize, socket; socket.socket(socket.AF_INET)"
    watched(desk, "--version")
    log = desk.folder / "watch" / "log"
    environment = {**os.environ, "PYTHONPATH": str(desk.folder / "watch"), "WATCHED": str(log)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert "socket.__new__" in log.read_text()


def test_findings_carry_no_names_or_phones_but_what_stands_in_the_cell_at_fault(desk: Desk) -> None:
    found = desk.json()
    about = {f["code"]: json.dumps(f["facts"], ensure_ascii=False) for f in found["findings"]}  # type: ignore[attr-defined]
    assert "0912" in about.pop("TD-KHONG-PHAI-SO")
    assert "Bình" not in str(about)
    assert "Chuyên viên" not in str(about)


def test_what_is_quoted_is_cut_and_one_line(desk: Desk) -> None:
    desk.send("CAT", {"I": 9, "II": "họ tên \u202e\n" + "rất dài " * 500})
    quoted = [f["facts"]["ghi"] for f in desk.json()["findings"] if f["code"] == "TD-KHONG-PHAI-SO"]  # type: ignore[attr-defined]
    assert len(quoted) == 1
    assert len(quoted[0]) <= 80
    assert quoted[0].isprintable()


def test_no_sentence_prints_what_commands_a_terminal() -> None:
    assert message(Finding("TD-TEP-RONG", facts={"found": "a\x1b[31mb\nc\u00a0d"})).count("?") == 2
