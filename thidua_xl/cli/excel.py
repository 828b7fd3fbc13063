"""`thidua excel`: the worksheet functions on Windows: installed, examined, packed for a PC without a network."""

from pathlib import Path

import click

from thidua_xl.cli.excel_words import BUNDLE_TEXT, WORDS
from thidua_xl.cli.libreoffice_addin import write_addin
from thidua_xl.cli.machine_report import as_bytes, is_report, report
from thidua_xl.cli.reporting import CLEAN, ERRORS_FOUND
from thidua_xl.cli.template import CHANNELS, template
from thidua_xl.errors import CannotGoOn
from thidua_xl.examples import write_examples
from thidua_xl.live.channel import PLAIN
from thidua_xl.windows import excel as office
from thidua_xl.windows.bundle import LAUNCHERS, README, write_launchers, write_runtime
from thidua_xl.windows.found import facts, templates
from thidua_xl.windows.judging import Judged, Level, judged
from thidua_xl.windows.runtime import NAME, copy, home, running, runtime_at
from thidua_xl.workbooks.files import replacing

FOLDER = click.Path(file_okay=False, path_type=Path)
MARKS = {Level.GOOD: "ĐƯỢC", Level.NOTE: "NHẮC", Level.FAULT: "LỖI"}
COLOURS = {Level.GOOD: "green", Level.NOTE: "yellow", Level.FAULT: "red"}
REPORT = "Kiem-tra-may.txt"
EXAMPLE, EXAMPLES = "khoi-noi-chinh", "Mau"


@click.group()
def excel() -> None:
    """Hàm Python trong ô Excel trên Windows: cài đặt, kiểm tra máy, đóng gói."""


# ---- install


@excel.command()
@click.option("--from", "source", type=FOLDER, help="Bản đóng gói đã giải nén; mặc định là bản đang chạy.")
@click.option("--templates", "folder", type=FOLDER, help="Thư mục để biểu mẫu; mặc định Documents\\Thi-dua.")
def install(source: Path | None, folder: Path | None) -> None:
    """Cài bộ chạy hàm cho người dùng này; không cần quyền quản trị, không cần mạng.

    Ví dụ: thidua excel install
    """
    target = home()
    if target is None:
        raise CannotGoOn(
            "Lệnh này dành cho Windows. Máy khác dùng biểu mẫu thường, hoặc LibreOffice: "
            "thidua template --channel libreoffice."
        )
    runtime = _whole_runtime(source)
    if runtime.resolve() == target.resolve():
        click.echo(f"Bộ chạy hàm đã ở {target}.")
    else:
        click.echo(f"Đang chép bộ chạy hàm vào {target} (khoảng 150 MB, một vài phút) …")
        copy(runtime, target)
        click.echo(f"Đã chép xong {target}.")
    _trust((folder or templates()).absolute())
    click.echo("Xong. Muốn biết máy đã sẵn sàng chưa: thidua excel doctor (hoặc bấm đúp 3-Kiem-tra-may.cmd).")


def _whole_runtime(source: Path | None) -> Path:
    found = source or running() or home()
    candidates = [found / NAME, found] if found else []
    for candidate in candidates:
        runtime = runtime_at(candidate)
        if runtime and not runtime.missing:
            return candidate
    raise CannotGoOn(
        f"{found}: không có bộ chạy hàm đầy đủ. Bấm đúp 2-Cai-dat.cmd trong bản đóng gói, hoặc thêm --from THƯ-MỤC."
    )


def _trust(folder: Path) -> None:
    installed = office.installed()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh = office.trust(installed.office if installed else office.NEWEST, str(folder))
    except OSError as wrong:
        raise CannotGoOn(f"Không đặt được {folder} làm nơi tin cậy: {wrong.strerror or wrong}.") from None
    state = "Đã đặt" if fresh else "Đã sẵn là"
    click.echo(f"{state} nơi tin cậy của Excel: {folder}. Để các biểu mẫu có hàm Python trong thư mục này.")
    if installed is None:
        click.echo("Không tìm thấy Excel trên máy này: thiết đặt trên dành cho Excel 2016 trở lên.")


# ---- doctor


@excel.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=REPORT, help="Tệp văn bản để gửi đi.")
def doctor(files: tuple[Path, ...], out: Path) -> None:
    """Xem máy này có chạy được hàm trong ô không; kể từng điều, điều nào chưa được thì cách sửa.

    Thêm tên tệp để xem tệp có bị chặn hay đang tính bằng tay. Ví dụ: thidua excel doctor Bieu-mau.xlsm
    """
    if out.exists() and not is_report(out):
        raise CannotGoOn(f"Đã có tệp {out}, không phải bản kiểm tra máy. Chọn tên khác sau --out.")
    lines = judged(facts(files))
    for line in lines:
        click.echo(f"{click.style(MARKS[line.level], fg=COLOURS[line.level])} {said(line)}")
        if remedy(line):
            click.echo(f"     → {remedy(line)}")
    with replacing(out) as temporary:
        temporary.write_bytes(as_bytes(report((MARKS[line.level], said(line), remedy(line)) for line in lines)))
    faults = sum(line.level is Level.FAULT for line in lines)
    click.echo(f"{faults} lỗi, {sum(line.level is Level.NOTE for line in lines)} điều nhắc. Đã ghi {out} để gửi đi.")
    raise SystemExit(ERRORS_FOUND if faults else CLEAN)


def said(line: Judged) -> str:
    """The sentence of a line."""
    return WORDS[line.code].said.format(**line.facts)


def remedy(line: Judged) -> str:
    """What to do about it; "" where nothing is to be done."""
    return WORDS[line.code].remedy.format(**line.facts)


# ---- bundle


@excel.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option(
    "--python",
    "embedded",
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="EMBED",
    help="Bản Python nhúng cho Windows 64 bit (python-3.x.y-embed-amd64.zip) hoặc thư mục đã giải nén.",
)
@click.option("--wheels", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Thư mục các tệp .whl.")
@click.pass_context
def bundle(ctx: click.Context, folder: Path, embedded: Path, wheels: Path | None) -> None:
    """Đóng gói một thư mục để chép sang máy Windows không có mạng, không có quyền quản trị.

    Ví dụ: thidua excel bundle Ban-dong-goi --python python-3.13.2-embed-amd64.zip
    """
    if folder.exists() and any(folder.iterdir()):
        raise CannotGoOn(f"Thư mục {folder} đã có tệp. Chọn thư mục mới hoặc thư mục trống.")
    click.echo(f"Đang lập {folder} …")
    write_runtime(folder, embedded, wheels)
    write_launchers(folder)
    examples = folder / EXAMPLES
    write_examples(examples / "Bo-tieu-chi")
    for channel in CHANNELS:
        if channel != PLAIN:
            rulebook, out = examples / "Bo-tieu-chi" / f"{EXAMPLE}.xlsx", examples / f"Bieu-mau-{channel}"
            ctx.invoke(template, rulebook=rulebook, out=out, units=(), practice=True, channel=channel, force=False)
    if not (examples / "Bieu-mau-libreoffice").exists():
        write_addin(examples)
    (folder / README).write_bytes(as_bytes(BUNDLE_TEXT))
    click.echo(f"Đã lập {folder}: {README}, {', '.join(LAUNCHERS)}. Nén cả thư mục thành .zip rồi chép sang máy khác.")
