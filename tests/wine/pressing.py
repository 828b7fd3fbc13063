r"""Press a button as the macro does: Python of the bundle, started by xlwings' DLL, runs ``xl.buttons``. No Excel.

    echo | wine BUNDLE/thidua-xl/python.exe -X utf8 tests/wine/pressing.py WORK BOOK.xlsm ANSWER.json

``WORK`` is a function of xl.buttons. The workbook is the saved file; what is written into it goes to ANSWER.json.
"""

import json
import shutil
import sys
from pathlib import Path

PRESSED = """
import sys
sys.path.append({folder!r})
from pathlib import Path
import pressing
from xl import buttons
book = pressing.Saved(Path({book!r}))
buttons.pressed(book, buttons.{work})
book.tell(Path({answer!r}))
"""


class Saved:
    """A workbook of xl.buttons that is a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cells: dict[str, str] = {}
        self.findings: list[object] = []

    @property
    def full_name(self) -> str:
        return str(self.path)

    def text(self, key: str) -> str:
        return self.cells.get(key, "")

    def write(self, key: str, words: str) -> None:
        self.cells[key] = words

    def list_findings(self, rows: list[object]) -> None:
        self.findings = rows

    def save(self) -> None:
        pass

    def save_copy(self, path: Path) -> None:
        shutil.copyfile(self.path, path)

    def tell(self, answer: Path) -> None:
        """Write what the button did."""
        told = {"cells": self.cells, "findings": self.findings}
        answer.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def main(work: str, book: str, answer: str) -> None:
    """Start the server as Excel does and let it do the work."""
    from thidua_xl.windows.udf_server import Server

    runtime = Path(sys.executable).parent
    server = Server(runtime, next(runtime.glob("xlwings64-*.dll")))
    folder = str(Path(__file__).parent)
    server.python.Exec(PRESSED.format(folder=folder, book=book, work=work, answer=answer))
    server.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
