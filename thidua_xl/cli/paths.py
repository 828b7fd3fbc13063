"""Files and folders that commands are given: how they are declared, and which are not written over."""

from collections.abc import Iterable
from pathlib import Path

import click

from thidua_xl.errors import CannotGoOn

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


def xlsx(_: click.Context, __: click.Parameter, value: Path | None) -> Path | None:
    """A callback: the file to write ends in .xlsx."""
    if value is not None and value.suffix.lower() != ".xlsx":
        raise click.BadParameter(f"{value} phải có đuôi .xlsx.")
    return value


def refuse_to_overwrite(files: Iterable[Path], *, force: bool, other: str = "thư mục") -> None:
    """Raises CannotGoOn naming what is there already; ``other`` is what to choose another of."""
    existing = [str(file) for file in files if file.exists()]
    if existing and not force:
        raise CannotGoOn(f"Đã có tệp {', '.join(existing)}. Chọn {other} khác, hoặc thêm --force để ghi đè.")
