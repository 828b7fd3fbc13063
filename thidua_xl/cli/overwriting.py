"""Files that are there already are not written over, unless one says so."""

from collections.abc import Iterable
from pathlib import Path

from thidua_xl.errors import CannotGoOn


def refuse_to_overwrite(files: Iterable[Path], *, force: bool) -> None:
    """Raises CannotGoOn naming what is there already."""
    existing = [str(file) for file in files if file.exists()]
    if existing and not force:
        raise CannotGoOn(f"Đã có tệp {', '.join(existing)}. Chọn thư mục khác, hoặc thêm --force để ghi đè.")
