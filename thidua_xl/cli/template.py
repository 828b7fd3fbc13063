"""`thidua template`: a workbook for each unit."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from thidua_xl.cli.assessing import write_forms
from thidua_xl.cli.libreoffice_addin import write_addin
from thidua_xl.cli.masters import previous_masters, previous_option
from thidua_xl.cli.paths import EXISTING, FOLDER, refuse_to_overwrite
from thidua_xl.cli.rulebook import agreed
from thidua_xl.cli.working_folder import ASSESSOR_FORMS, FORMS, REGISTRATION_FORMS, RULEBOOK, of_folder
from thidua_xl.errors import CannotGoOn
from thidua_xl.live.channel import EXCEL, LIBREOFFICE, PLAIN
from thidua_xl.masters.lineage import former_units, said_former
from thidua_xl.masters.movement import last_time
from thidua_xl.masters.past import Past
from thidua_xl.masters.prefilling import carried, prefilled
from thidua_xl.member.file_name import SELF_SCORED, file_stem
from thidua_xl.pact.gathering import registered_figures
from thidua_xl.rulebook.models import Rulebook, Unit
from thidua_xl.workbooks.files import replacing
from thidua_xl.workbooks.writing.member import write_member
from thidua_xl.workbooks.writing.member.registration import write_registration

CHANNELS = (PLAIN, EXCEL, LIBREOFFICE)
ABOUT_CHANNELS = "plain: công thức, máy nào cũng dùng được; excel: .xlsm có nút, hàm Python; libreoffice: hàm Python."
SUFFIX, WITH_MACROS = ".xlsx", ".xlsm"
REGISTRATION = "Dang-ky"
ABOUT_MACROS = (
    "Tệp .xlsm có macro: nhiều hệ thống thư chặn, nên chép qua USB hoặc thư mục chung. Nút bấm không chạy thì làm theo "
    "dòng chữ nghiêng ở trang Nộp bài; máy chưa cài phần Python vẫn tự chấm được."
)


@click.command()
@click.argument("rulebook", type=EXISTING, required=False)
@click.option("--out", type=FOLDER, help="Thư mục chứa biểu mẫu.")
@click.option("--unit", "units", multiple=True, metavar="MÃ", help="Chỉ lập cho đơn vị này; ghi nhiều lần được.")
@click.option("--practice", is_flag=True, help="Bản THỬ để tập điền; khi gộp sẽ bị từ chối.")
@click.option("--channel", type=click.Choice(CHANNELS), default=PLAIN, help=ABOUT_CHANNELS)
@click.option(
    "--targets", "registration", is_flag=True, help="Lập phiếu đăng ký chỉ tiêu, danh hiệu đầu kỳ (giao ước)."
)
@previous_option
@click.option("--assess", type=EXISTING, metavar="MASTER", help="Lập phiếu chấm chéo từ bảng tổng hợp này.")
@click.option("--force", is_flag=True, help="Ghi đè biểu mẫu đã có.")
def template(
    rulebook: Path | None,
    out: Path | None,
    units: tuple[str, ...],
    practice: bool,
    channel: str,
    registration: bool,
    previous: tuple[Path, ...],
    assess: Path | None,
    force: bool,
) -> None:
    """Lập biểu mẫu tự chấm cho từng đơn vị; với --targets, phiếu đăng ký đầu kỳ; với --assess, phiếu chấm chéo.

    Ví dụ: thidua template Bo-tieu-chi.xlsx --out Bieu-mau

    Ví dụ: thidua template Bo-tieu-chi.xlsx --targets --out Phieu-dang-ky

    Có --previous: Cùng kỳ lấy từ bảng tổng hợp cùng kỳ năm trước; phong trào, điển hình, khen thưởng đã báo cáo lấy
    từ bảng 6 tháng của chính năm đó; điểm, hạng kỳ trước ghi ở trang Thông tin.
    """
    found = agreed(rulebook or of_folder(RULEBOOK, "RULEBOOK"))
    out = out or of_folder(REGISTRATION_FORMS if registration else ASSESSOR_FORMS if assess else FORMS, "--out DIR")
    chosen = chosen_units(found, units)
    if registration:
        _write_registrations(found, chosen, out, practice=practice, force=force)
        return
    if assess:
        write_forms(found, assess, out, chosen, force=force)
        return
    pasts = previous_masters(found, previous)
    for unit, file in _files(found, chosen, out, practice=practice, force=force, suffix=suffix_of(channel)):
        with replacing(file) as temporary:
            write_member(
                temporary,
                found,
                unit,
                submission=prefilled(found, unit, pasts),
                practice=practice,
                channel=channel,
                last_time=[last_time(unit, past) for past in pasts],
            )
        click.echo(f"{unit.code}: {file}")
    for sentence in _said_of_previous(found, pasts):
        click.echo(sentence)
    if channel == LIBREOFFICE:
        write_addin(out)
    click.echo(f"Đã lập {len(chosen)} biểu mẫu trong {out}. Gửi mỗi đơn vị tệp có mã của mình ở đầu tên.")
    if channel == EXCEL:
        click.echo(ABOUT_MACROS)


def _write_registrations(rulebook: Rulebook, units: Sequence[Unit], out: Path, *, practice: bool, force: bool) -> None:
    refuse_without_registration(rulebook)
    for unit, file in _files(rulebook, units, out, practice=practice, force=force, what=REGISTRATION):
        with replacing(file) as temporary:
            write_registration(temporary, rulebook, unit, registered_figures(rulebook, unit.code), practice=practice)
        click.echo(f"{unit.code}: {file}")
    click.echo(f"Đã lập {len(units)} phiếu đăng ký trong {out}. Thu về, gom bằng lệnh: thidua targets")


def suffix_of(channel: str) -> str:
    """What the file name of a workbook of this channel ends in."""
    return WITH_MACROS if channel == EXCEL else SUFFIX


def _files(
    rulebook: Rulebook,
    units: Sequence[Unit],
    out: Path,
    *,
    practice: bool,
    force: bool,
    what: str = SELF_SCORED,
    suffix: str = SUFFIX,
) -> list[tuple[Unit, Path]]:
    """The file of each unit. Raises CannotGoOn where some are there and ``force`` is not given."""
    files = [(unit, out / f"{file_stem(rulebook, unit, practice=practice, what=what)}{suffix}") for unit in units]
    refuse_to_overwrite([file for _, file in files], force=force)
    return files


def _said_of_previous(rulebook: Rulebook, pasts: Sequence[Past]) -> Iterator[str]:
    """What was taken from earlier masters, and what there was nothing for."""
    if not pasts:
        return
    year_before, part = carried(rulebook, pasts)
    if year_before:
        yield f"Cùng kỳ: lấy từ {year_before.file} ({year_before.rulebook.period}); đơn vị sửa được."
    else:
        yield "Cùng kỳ: để trống, vì không có bảng tổng hợp cùng kỳ năm trước trong các tệp --previous."
    if part:
        yield f"Phong trào, điển hình, khen thưởng: chép sẵn từ {part.file} ({part.rulebook.period})."
    for unit in rulebook.units:
        for past in pasts:
            note = said_former(unit, former_units(unit, past))
            if note:
                yield f"{unit.code} {unit.name}: {note} (theo {past.rulebook.period})."


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
