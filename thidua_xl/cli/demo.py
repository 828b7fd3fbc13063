"""`thidua demo`: a complete example bloc, consolidated: the main job on one command."""

from pathlib import Path

import click

from thidua_xl.cli.consolidate import consolidate
from thidua_xl.cli.working_folder import MASTER, RESULTS
from thidua_xl.demo.folder import write_bloc
from thidua_xl.demo.functions import write_function_examples

ADD_IN = "thidua.oxt"


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.pass_context
def demo(ctx: click.Context, folder: Path | None) -> None:
    """Dựng một khối mẫu tám cơ quan (có vài lỗi cố ý), gộp và cho xem hạng cùng các sai lệch.

    Ví dụ: thidua demo Khoi-mau
    """
    folder = folder or Path("Khoi-mau")
    click.echo(f"Đang lập bộ tiêu chí và bảng tự chấm của tám cơ quan trong {folder} …")
    rulebook, received = write_bloc(folder)
    master = folder / RESULTS / MASTER
    try:
        ctx.invoke(consolidate, rulebook=rulebook, paths=(received,), out=master, workers=2)
    except SystemExit:
        click.echo("")  # the errors found are the planted ones: finding them is what the demonstration shows
    form, ranking = write_function_examples(folder)
    click.echo("Xem tiếp:")
    click.echo(f"  {received}: mở một bảng tự chấm, gõ thử vào ô vàng, điểm đổi ngay (Excel hoặc LibreOffice).")
    click.echo(f"  {master}: bảng tổng hợp; ghi Điểm thẩm định ở trang Thẩm định, hạng đổi ngay.")
    click.echo(f"  thidua consolidate {rulebook} {received} --out {master}")
    click.echo("  (gộp lại lúc nào cũng được: phần trưởng khối đã ghi được giữ nguyên)")
    click.echo("Biểu mẫu có hàm TD_ (LibreOffice 25.2 trở lên):")
    click.echo(f"  1. python -m xl.libreoffice {folder / ADD_IN}: lập phần mở rộng (make demo đã lập sẵn).")
    click.echo(f"  2. Mở {ADD_IN} bằng LibreOffice, bấm đồng ý, đóng rồi mở lại LibreOffice. Chỉ làm một lần.")
    click.echo(f"  3. {form}: gõ vào cột Kết quả, điểm do TD_DIEM tính; bấm ô điểm để xem công thức.")
    click.echo(f"     {ranking}: gõ điểm, số phiếu; TD_XEPHANG, TD_XEPLOAI, TD_SUYTON trả lời ngay.")
