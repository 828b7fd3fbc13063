"""`thidua start`: a working folder for a secretary who has never used a terminal."""

from pathlib import Path

import click

from thidua_xl.cli.working_folder import (
    FEEDBACK,
    FORMS,
    ICONS,
    PAPERS,
    PREVIOUS,
    RECEIVED,
    RESULTS,
    RULEBOOK,
    TYPED,
    icon,
    typing,
)
from thidua_xl.examples import names, tables
from thidua_xl.workbooks.files import replacing
from thidua_xl.workbooks.writing import write_rulebook


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--example", type=click.Choice(names()), help="Đặt sẵn một bộ tiêu chí mẫu thay vì bộ trống.")
def start(folder: Path, example: str | None) -> None:
    """Tạo thư mục làm việc có sẵn bộ tiêu chí và các biểu tượng để bấm.

    Ví dụ: thidua start Khoi-2026
    """
    for name in (FORMS, RECEIVED, RESULTS, PREVIOUS):
        (folder / name).mkdir(parents=True, exist_ok=True)
    if (folder / RULEBOOK).exists():
        click.echo(f"Giữ nguyên {folder / RULEBOOK} đã có.")
    else:
        with replacing(folder / RULEBOOK) as temporary:
            write_rulebook(temporary, tables(example) if example else None)
    for name, text in {**{name: icon(command) for name, command in ICONS.items()}, TYPED: typing()}.items():
        with replacing(folder / name) as temporary:
            temporary.write_bytes(text.encode("ascii"))
    click.echo(f"Đã tạo {folder}. Mở thư mục này và làm theo thứ tự:")
    click.echo(f"  1. Điền {RULEBOOK}, rồi bấm đúp 1-Kiem-tra-bo-tieu-chi.cmd.")
    click.echo(f"  2. Bấm đúp 2-Lap-bieu-mau.cmd, gửi mỗi đơn vị một tệp trong {FORMS}.")
    click.echo(f"  3. Chép tệp các đơn vị gửi về vào {RECEIVED}; có thể thả tệp lên 3-Kiem-tra-bai-nop.cmd để xem lỗi.")
    click.echo(f"  4. Bấm đúp 4-Gop-ket-qua.cmd, mở bảng tổng hợp trong {RESULTS}.")
    click.echo(f"  5. Bấm đúp 5-Lap-phan-hoi.cmd, gửi mỗi đơn vị tệp của mình trong {FEEDBACK}; sửa xong thì gộp lại.")
    click.echo(f"  6. Họp xong, ghi quyết định vào bảng tổng hợp, gộp lại, bấm đúp 6-In-van-ban.cmd (trong {PAPERS}).")
    click.echo("  7. Bấm đúp 7-Khoa-so.cmd để khóa sổ, rồi in lại văn bản cho có mã xác thực.")
    click.echo(
        f"  Có bảng tổng hợp kỳ trước thì chép vào {PREVIOUS}: biểu mẫu ghi sẵn Cùng kỳ, bảng mới so điểm và hạng."
    )
    click.echo(f"  Lệnh không có biểu tượng: bấm đúp {TYPED} rồi gõ, ví dụ thidua --help.")
