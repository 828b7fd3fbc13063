"""The LibreOffice add-in as a file to hand out. The core does not import ``xl``: a Python of its own writes it."""

import subprocess
import sys
from pathlib import Path

import click

from thidua_xl.errors import CannotGoOn
from thidua_xl.workbooks.files import replacing

ADDIN = "thidua.oxt"


def write_addin(folder: Path) -> Path:
    """Write ``thidua.oxt`` in a folder, in the place of an older one, and say how it is installed."""
    path = folder / ADDIN
    with replacing(path) as temporary:
        command = [sys.executable, "-m", "xl.libreoffice", str(temporary)]
        ran = subprocess.run(command, input="", capture_output=True, text=True)
        if ran.returncode:
            lines = ran.stderr.split("\n")
            raise CannotGoOn(f"Không lập được {path}: {next((x for x in reversed(lines) if x.strip()), '?')}")
    click.echo(f"{path}: tiện ích hàm TD_ cho LibreOffice 25.2 trở lên. Mỗi máy cài một lần: bấm đúp tệp này,")
    click.echo("  bấm Đồng ý (OK), rồi mở lại LibreOffice. Máy chỉ có Excel thì gửi biểu mẫu thường.")
    return path
