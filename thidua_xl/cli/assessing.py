"""The assessors' forms of `thidua template --assess`."""

from collections.abc import Iterable
from pathlib import Path

import click

from thidua_xl.cli.kept_master import master_book
from thidua_xl.cli.paths import refuse_to_overwrite
from thidua_xl.cli.working_folder import ASSESSORS, is_working_folder
from thidua_xl.errors import CannotGoOn
from thidua_xl.masters.drawn_lines import drawn_lines
from thidua_xl.masters.marks import master_marks
from thidua_xl.member.file_name import file_stem
from thidua_xl.rulebook.fingerprint import fingerprint
from thidua_xl.rulebook.models import Rulebook, Unit
from thidua_xl.workbooks.writing.assessor import write_assessor

KIND = "Cham-cheo"


def write_forms(rulebook: Rulebook, master: Path, out: Path, units: Iterable[Unit], *, force: bool) -> None:
    """A form for each assessor from the lines of a master made by this rulebook. Raises CannotGoOn."""
    book = master_book(master)
    if master_marks(book).get("fingerprint") != fingerprint(rulebook):
        raise CannotGoOn(f"{master} gộp theo bản bộ tiêu chí khác. Gộp lại theo bộ tiêu chí hiện nay rồi lập phiếu.")
    lines = list(drawn_lines(book))
    if not lines:
        raise CannotGoOn(f"{master} chưa có bài nộp nào dùng được. Gộp bài nộp trước, rồi lập phiếu chấm chéo.")
    files = {unit.code: (unit, out / f"{file_stem(rulebook, unit, what=KIND)}.xlsx") for unit in units}
    refuse_to_overwrite((file for _, file in files.values()), force=force)
    for unit, file in files.values():
        write_assessor(file, rulebook, unit, lines)
        click.echo(f"{unit.code}: {file}")
    click.echo(f"Đã lập {len(files)} phiếu chấm chéo trong {out}. Gửi mỗi đơn vị tệp có mã của mình ở đầu tên;")
    if is_working_folder(Path()):
        click.echo(f"tạo thư mục {ASSESSORS}, chép phiếu nhận về vào đó, rồi gộp lại.")
    else:
        click.echo("nhận về một thư mục riêng, rồi gộp lại với --assess và thư mục đó.")
