"""The example rulebooks a bloc can start from: `workbook_templates/` here, `thidua_xl/examples/` once installed."""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from thidua_xl.sheets.markdown import Grid, grids
from thidua_xl.workbooks.writing import write_rulebook

SUFFIX = ".md"
NOT_EXAMPLES = {"README"}


def names() -> tuple[str, ...]:
    """The names of the examples, in alphabetical order."""
    stems = (entry.name.removesuffix(SUFFIX) for entry in _folder().iterdir() if entry.name.endswith(SUFFIX))
    return tuple(sorted(set(stems) - NOT_EXAMPLES))


def source(name: str) -> str:
    """The readable source of an example. Raises KeyError where there is none of that name."""
    if name not in names():
        raise KeyError(name)
    return (_folder() / f"{name}{SUFFIX}").read_text(encoding="utf-8")


def tables(name: str) -> dict[str, Grid]:
    """The cells of an example, sheet by sheet. Raises KeyError where there is none of that name."""
    return grids(source(name))


def companion(name: str) -> str:
    """The readable source of what the units of an example hand in, for the demonstration."""
    return (_folder() / "demo" / f"{name}{SUFFIX}").read_text(encoding="utf-8")


def write_examples(folder: Path) -> list[Path]:
    """Every example as a rulebook workbook ``‹name›.xlsx`` in ``folder``, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    return [write_rulebook(folder / f"{name}.xlsx", tables(name)) for name in names()]


def _folder() -> Traversable:
    package = resources.files("thidua_xl")
    installed = package / "examples"  # pyproject.toml puts them there in the wheel
    return installed if installed.is_dir() else package / ".." / "workbook_templates"
