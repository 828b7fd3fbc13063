"""`thidua rulebook diff OLD NEW`: what changed between two rulebooks."""

from collections.abc import Sequence
from pathlib import Path

import click

from thidua_xl.cli.paths import EXISTING
from thidua_xl.cli.reporting import STANDARD_OUTPUT, json_option, write_json
from thidua_xl.cli.rulebook import agreed
from thidua_xl.findings.differences import sentence
from thidua_xl.rulebook.differences import Difference, differences
from thidua_xl.rulebook.fingerprint import fingerprint

SHORT = 12  # digits of a fingerprint that people compare


@click.command()
@click.argument("old", type=EXISTING)
@click.argument("new", type=EXISTING)
@json_option
def diff(old: Path, new: Path, json_file: str | None) -> None:
    """Nêu những gì thay đổi giữa hai bộ tiêu chí: phần ảnh hưởng tới điểm trước, câu chữ sau.

    Ví dụ: thidua rulebook diff Bo-tieu-chi-cu.xlsx Bo-tieu-chi-moi.xlsx
    """
    before, after = agreed(old), agreed(new)
    marks = [fingerprint(before), fingerprint(after)]
    found = differences(before, after)
    if json_file:
        files = [{"file": file.name, "fingerprint": mark} for file, mark in zip((old, new), marks, strict=True)]
        write_json({"old": files[0], "new": files[1], "differences": [_json(change) for change in found]}, json_file)
    if json_file == STANDARD_OUTPUT:
        return
    scoring = [change for change in found if change.scores]
    _say("Ảnh hưởng tới điểm, xếp hạng:", scoring)
    _say("Câu chữ, thông tin khác:", [change for change in found if not change.scores])
    same = "giống nhau, biểu mẫu đã phát vẫn dùng được" if marks[0] == marks[1] else "khác nhau, cần phát lại biểu mẫu"
    counted = f"{len(scoring)} thay đổi về điểm, {len(found) - len(scoring)} về câu chữ" if found else "Không thay đổi"
    click.echo(f"{counted}. Mã quy định: {marks[0][:SHORT]} → {marks[1][:SHORT]} ({same}).")
    if marks[0] != marks[1]:
        click.echo("Bài các đơn vị đã điền chuyển sang mẫu mới bằng: thidua upgrade BÀI... --rulebook NEW --out DIR")


def _say(title: str, changes: Sequence[Difference]) -> None:
    sheet = ""
    for number, change in enumerate(changes):
        if number == 0:
            click.echo(title)
        if change.sheet != sheet:
            sheet = change.sheet
            click.echo(f"  Trang {sheet}:")
        click.echo(f"    - {sentence(change.kind, change.code, change.facts)}")


def _json(change: Difference) -> dict[str, object]:
    said = sentence(change.kind, change.code, change.facts)
    return {"kind": change.kind, "sheet": change.sheet, "code": change.code or None, "touches_points": change.scores,
            "facts": dict(change.facts), "message": said}  # fmt: skip
