"""What the doctor found as a text for Notepad, to be mailed: UTF-8 with its mark, Windows' line ends."""

from collections.abc import Iterable
from pathlib import Path

TITLE = "KIỂM TRA MÁY (thidua-xl)"
ABOUT = "Tệp này chỉ nói về máy và cách cài đặt, không chứa số liệu thi đua. Gửi tệp này khi cần người khác xem giúp."


def report(lines: Iterable[tuple[str, str, str]]) -> str:
    """The text: ``(mark, sentence, remedy)`` of each thing looked at."""
    pieces = [TITLE, ABOUT, ""]
    for mark, sentence, remedy in lines:
        pieces.append(f"{mark}\t{sentence}")
        if remedy:
            pieces.append(f"\t→ {remedy}")
    return "\n".join([*pieces, ""])


def as_bytes(text: str) -> bytes:
    """The bytes of a text for Notepad."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def is_report(path: Path) -> bool:
    """Is the file an earlier report, which may be written anew?"""
    try:
        return path.read_bytes().startswith(as_bytes(TITLE))
    except OSError:
        return False
