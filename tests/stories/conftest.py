"""The clean example bloc, written once for all workers of a run."""

import shutil
from pathlib import Path

import pytest

from thidua_xl.demo.folder import write_bloc


@pytest.fixture(scope="session")
def clean_bloc(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The rulebook and the folder of the eight clean workbooks."""
    return write_bloc(tmp_path_factory.mktemp("khoi-sach"), faults=False)


@pytest.fixture
def bloc_copy(clean_bloc: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """A copy that a test may spoil; the folder's name has spaces and Vietnamese letters."""
    rulebook, received = clean_bloc
    folder = tmp_path / "Khối thi đua năm 2026"
    shutil.copytree(received, folder / "Bài nộp")
    shutil.copy(rulebook, folder / "Bộ tiêu chí.xlsx")
    return folder / "Bộ tiêu chí.xlsx", folder / "Bài nộp"
