"""Names of the files that go to the units: the unit's code first, ASCII, fit for every mail program."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from thidua_xl.errors import CannotGoOn
from thidua_xl.text.vietnamese import bare

LONGEST_NAME = 60  # characters: paths over 260 are refused by Windows


def form_name(period: str, unit: str, kind: str) -> str:
    """``CAT_Tu-cham_Nam-2026.xlsx``."""
    return f"{unit}_{kind}_{period_in_name(period)}.xlsx"


def period_in_name(period: str) -> str:
    """A period as file names have it: ``Nam-2026``."""
    words = "-".join(unicodedata.normalize("NFC", bare(period).capitalize()).split())
    return "".join(sign for sign in words if sign.isalnum() or sign == "-")[:LONGEST_NAME]


def refuse_to_overwrite(files: Iterable[Path], *, force: bool) -> None:
    """Raises CannotGoOn naming what is there already."""
    existing = [str(file) for file in files if file.exists()]
    if existing and not force:
        raise CannotGoOn(f"Đã có tệp {', '.join(existing)}. Chọn thư mục khác, hoặc thêm --force để ghi đè.")
