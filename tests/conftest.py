"""What every test may ask for: the LibreOffice bench, in two locales."""

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from calc import Calc
from uno_bridge import why_unavailable
from wine_bench import why_unavailable as why_wine_is_unavailable

from xl.libreoffice.extension import write_oxt

BENCH = {"calc", "calc_vi", "calc_cached", "calc_addin"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the bench, so that `-m "not libreoffice"` leaves it out; skip what needs Wine where it is not."""
    reason = why_wine_is_unavailable()
    for item in items:
        if reason and item.get_closest_marker("wine"):
            item.add_marker(pytest.mark.skip(reason))
        if BENCH & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.libreoffice)


def bench(
    factory: pytest.TempPathFactory, name: str, locale: str, recalculate: bool = True, extensions: Path | None = None
) -> Iterator[Calc]:
    """A Calc for the session; where there is none the test is skipped, but as root in CI it fails."""
    if reason := why_unavailable():
        if os.environ.get("CI") == "true" and hasattr(os, "geteuid") and os.geteuid() == 0:
            pytest.fail(reason)
        pytest.skip(reason)
    calc = Calc(factory.mktemp(name), locale, recalculate, extensions)
    yield calc
    calc.close()


@pytest.fixture(scope="session")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calc]:
    """Calc as in the United States: `9.5`; every formula is computed on loading."""
    yield from bench(tmp_path_factory, "calc", "en-US")


@pytest.fixture(scope="session")
def calc_vi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calc]:
    """Calc as in Viet Nam: `9,5`; every formula is computed on loading."""
    yield from bench(tmp_path_factory, "calc_vi", "vi-VN")


@pytest.fixture(scope="session")
def calc_cached(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calc]:
    """Calc that trusts the values cached in a workbook."""
    yield from bench(tmp_path_factory, "calc_cached", "en-US", recalculate=False)


@pytest.fixture(scope="session")
def calc_addin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calc]:
    """Calc as in the United States with our add-in, unzipped where LibreOffice looks for those it comes with."""
    folder = tmp_path_factory.mktemp("addin")
    with zipfile.ZipFile(write_oxt(folder / "thidua.oxt")) as oxt:
        oxt.extractall(folder / "extensions" / "thidua")
    yield from bench(tmp_path_factory, "calc_addin", "en-US", extensions=folder / "extensions")
