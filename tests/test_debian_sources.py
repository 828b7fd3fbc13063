"""Which of a machine's apt sources are Debian's own: the set-up uses no others, and adds backports to them."""

import subprocess
import sys
from pathlib import Path

import pytest
from repository import ROOT


def chosen(apt: Path, *options: str) -> tuple[str, str]:
    """(debian.list, debian.sources) that the script writes for bookworm, as the set-up runs it."""
    folder = apt / "chosen"
    folder.mkdir()
    script = ROOT / "setup" / "debian_sources.py"
    command = [sys.executable, str(script), "bookworm", str(folder), "--apt", str(apt), *options]
    subprocess.run(command, check=True, capture_output=True)
    return (folder / "debian.list").read_text(), (folder / "debian.sources").read_text()


@pytest.fixture
def apt(tmp_path: Path) -> Path:
    """An empty apt folder."""
    (tmp_path / "sources.list.d").mkdir()
    return tmp_path


def test_one_line_entries(apt: Path) -> None:
    (apt / "sources.list").write_text(
        "# deb http://mirror.example/debian bookworm main\n"
        "deb [arch=amd64] http://mirror.example/debian bookworm main contrib # ours\n"
        "deb-src http://mirror.example/debian bookworm main\n"
        "deb http://mirror.example/debian bookworm-updates main\n"
        "deb http://mirror.example/debian bookworm-backports main\n"
        "deb http://security.example/debian-security bookworm-security main\n"
    )
    (apt / "sources.list.d" / "others.list").write_text(
        "deb https://others.example/debian bookworm stable\ndeb https://others.example/apt bookworm main\n"
    )
    entries, stanzas = chosen(apt, "--backports")
    assert stanzas == ""
    assert entries.splitlines() == [
        "deb [arch=amd64] http://mirror.example/debian bookworm main",
        "deb [arch=amd64] http://mirror.example/debian bookworm-backports main",
        "deb http://mirror.example/debian bookworm-updates main",
        "deb http://security.example/debian-security bookworm-security main",
    ]


def test_stanzas(apt: Path) -> None:
    (apt / "sources.list.d" / "debian.sources").write_text(
        "Types: deb deb-src\n# a snapshot would stand here\nURIs: http://mirror.example/somewhere\n"
        "Suites: bookworm bookworm-updates\nComponents: main\n"
        "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n"
        "\n"
        "Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\nComponents: main\nEnabled: no\n"
        "\n"
        "Types: deb\nURIs: https://others.example/node\nSuites: nodistro\nComponents: main\n"
    )
    entries, stanzas = chosen(apt, "--backports")
    assert entries == ""
    assert stanzas.splitlines() == [
        "Types: deb",
        "Uris: http://mirror.example/somewhere",
        "Suites: bookworm bookworm-updates bookworm-backports",
        "Components: main",
        "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg",
    ]


def test_a_key_written_into_the_stanza_is_kept(apt: Path) -> None:
    key = " -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBGPL\n -----END PGP PUBLIC KEY BLOCK-----\n"
    (apt / "sources.list.d" / "debian.sources").write_text(
        f"Types: deb\nURIs: http://mirror.example/debian/\nSuites: bookworm\nComponents: main\nSigned-By:\n{key}"
    )
    _, stanzas = chosen(apt)
    assert "Suites: bookworm\n" in stanzas
    assert stanzas.endswith(f"Signed-By: \n{key}")


def test_no_debian_mirror_is_an_exit_status(apt: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        chosen(apt)
