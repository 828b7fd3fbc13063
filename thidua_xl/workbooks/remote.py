"""Files behind an address of fsspec (``smb://``, ``s3://``, ``zip://`` …): walked and opened like local paths."""

import re
from pathlib import Path
from typing import cast

from thidua_xl.errors import CannotGoOn

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)  # two letters or more: C:// is a drive
HOW = "Cài thêm: pip install 'thidua-xl[remote]'."


def located(text: str) -> Path:
    """The path of a text: a local one, or an address. Raises CannotGoOn where the address is of no known kind."""
    if not ADDRESS.match(text):
        return Path(text)
    try:
        from fsspec import get_filesystem_class
        from upath import UPath
    except ImportError:
        raise CannotGoOn(f"Địa chỉ {text} cần thư viện chưa có trên máy này. {HOW}") from None
    try:
        get_filesystem_class(text.partition("://")[0].casefold())
        return cast(Path, UPath(text))  # not a Path by class, but one by everything that is asked of it here
    except (ValueError, ImportError) as wrong:
        raise CannotGoOn(f"Không mở được địa chỉ {text}: {wrong}.") from None


def is_remote(path: Path) -> bool:
    """Is this an address?"""
    return hasattr(path, "protocol")
