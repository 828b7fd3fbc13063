"""Text as the format escapes it."""

import re

from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading.bounds import MAX_TEXT

ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """``_x000D_`` is a carriage return, ``_x005F_`` an underscore; half a surrogate pair stays as written."""

    def sign(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)

    return ESCAPE.sub(sign, text) if "_x" in text else text


def checked(text: str, where: str) -> str:
    """The text of a cell, refused where it is longer than the format allows."""
    if len(text) > MAX_TEXT:
        raise NotReadable(
            "TD-TEP-VUOT-GIOI-HAN",
            found=f"{where} có đoạn chữ dài {len(text)} ký tự",
            allowed=f"{MAX_TEXT} ký tự một ô",
        )
    return unescaped(text)
