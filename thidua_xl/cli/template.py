"""`thidua template`: a workbook for each unit."""

import unicodedata
from pathlib import Path

import click

from thidua_xl.cli.rulebook import EXISTING, agreed
from thidua_xl.cli.working_folder import FORMS, RULEBOOK, of_folder
from thidua_xl.errors import CannotGoOn
from thidua_xl.live.channel import LIBREOFFICE, PLAIN
from thidua_xl.pact.gathering import registered_figures
from thidua_xl.rulebook.models import Rulebook, Unit
from thidua_xl.text.vietnamese import bare
from thidua_xl.workbooks.files import replacing
from thidua_xl.workbooks.writing.member import write_member
from thidua_xl.workbooks.writing.member.registration import write_registration

CHANNELS = (PLAIN, LIBREOFFICE)
SELF_SCORED, REGISTRATION = "Tu-cham", "Dang-ky"
LONGEST_NAME = 60  # characters: paths over 260 are refused by Windows


@click.command()
@click.argument("rulebook", type=EXISTING, required=False)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Thư mục chứa biểu mẫu.")
@click.option("--unit", "units", multiple=True, metavar="MÃ", help="Chỉ lập cho đơn vị này; ghi nhiều lần được.")
@click.option("--practice", is_flag=True, help="Bản THỬ để tập điền; khi gộp sẽ bị từ chối.")
@click.option("--channel", type=click.Choice(CHANNELS), default=PLAIN, help="Cách tính: công thức, hoặc hàm Python.")
@click.option(
    "--targets", "registration", is_flag=True, help="Lập phiếu đăng ký chỉ tiêu, danh hiệu đầu kỳ (giao ước)."
)
@click.option("--force", is_flag=True, help="Ghi đè biểu mẫu đã có.")
def template(
    rulebook: Path | None,
    out: Path | None,
    units: tuple[str, ...],
    practice: bool,
    channel: str,
    registration: bool,
    force: bool,
) -> None:
    """Lập biểu mẫu tự chấm cho từng đơn vị; với --targets là phiếu đăng ký đầu kỳ.

    Ví dụ: thidua template Bo-tieu-chi.xlsx --out Bieu-mau

    Ví dụ: thidua template Bo-tieu-chi.xlsx --targets --out Phieu-dang-ky
    """
    found = agreed(rulebook or of_folder(RULEBOOK, "RULEBOOK"))
    out = out or of_folder(FORMS, "--out DIR")
    chosen = chosen_units(found, units)
    if registration:
        refuse_without_registration(found)
    what = REGISTRATION if registration else SELF_SCORED
    files = {unit.code: out / file_name(found, unit, practice=practice, what=what) for unit in chosen}
    existing = [str(file) for file in files.values() if file.exists()]
    if existing and not force:
        raise CannotGoOn(f"Đã có tệp {', '.join(existing)}. Chọn thư mục khác, hoặc thêm --force để ghi đè.")
    for unit in chosen:
        with replacing(files[unit.code]) as temporary:
            if registration:
                figures = registered_figures(found, unit.code)
                write_registration(temporary, found, unit, figures, practice=practice)
            else:
                write_member(temporary, found, unit, practice=practice, channel=channel)
        click.echo(f"{unit.code}: {files[unit.code]}")
    if registration:
        click.echo(f"Đã lập {len(chosen)} phiếu đăng ký trong {out}. Thu về, gom bằng lệnh: thidua targets")
        return
    click.echo(f"Đã lập {len(chosen)} biểu mẫu trong {out}. Gửi mỗi đơn vị tệp có mã của mình ở đầu tên.")


def chosen_units(rulebook: Rulebook, codes: tuple[str, ...]) -> list[Unit]:
    """The units of these codes; all where none is named. Raises CannotGoOn for an unknown one."""
    unknown = [code for code in codes if rulebook.unit(code) is None]
    if unknown:
        known = ", ".join(unit.code for unit in rulebook.units)
        raise CannotGoOn(f"Bộ tiêu chí không có đơn vị {', '.join(unknown)}. Các mã: {known}.")
    wanted = {unit.code for code in codes if (unit := rulebook.unit(code))}
    return [unit for unit in rulebook.units if not codes or unit.code in wanted]


def refuse_without_registration(rulebook: Rulebook) -> None:
    """There must be something to register. Raises CannotGoOn."""
    if not rulebook.awards and not any(registered_figures(rulebook, unit.code) for unit in rulebook.units):
        raise CannotGoOn(
            "Bộ tiêu chí chưa có gì để đăng ký: ghi Có ở cột Đăng ký của các tiêu chí có Chỉ tiêu số liệu, "
            "hoặc thêm trang Danh hiệu."
        )


def file_name(rulebook: Rulebook, unit: Unit, *, practice: bool = False, what: str = SELF_SCORED) -> str:
    """``CAT_Tu-cham_Nam-2026.xlsx``: the unit's code first, ASCII, fit for every mail program."""
    mark = "THU_" if practice else ""
    period = "-".join(unicodedata.normalize("NFC", bare(rulebook.period).capitalize()).split())
    safe = "".join(sign for sign in period if sign.isalnum() or sign == "-")[:LONGEST_NAME]
    return f"{unit.code}_{mark}{what}_{safe}.xlsx"
