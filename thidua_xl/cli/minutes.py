"""`thidua minutes`: the papers of the meeting, from a master."""

import sys
import tempfile
from datetime import datetime
from pathlib import Path

import click

from thidua_xl.cli.kept_master import master_file, opened_master, reckoned
from thidua_xl.cli.paths import FILE, FOLDER
from thidua_xl.cli.reporting import say_findings, status
from thidua_xl.cli.working_folder import PAPERS as PAPERS_FOLDER
from thidua_xl.cli.working_folder import free_folder, is_working_folder
from thidua_xl.consolidation.closing import content_fingerprint
from thidua_xl.documents.default_templates import PAPERS, write_template
from thidua_xl.documents.facts import facts
from thidua_xl.documents.filling import fill
from thidua_xl.documents.names import guide
from thidua_xl.errors import CannotGoOn
from thidua_xl.findings.finding import Finding
from thidua_xl.masters.marks import master_marks
from thidua_xl.workbooks.files import replacing, save

GUIDE = "Cach-sua-mau.txt"
MOST = 10


@click.command()
@click.argument("master", type=FILE, required=False)
@click.option("--out", type=FOLDER, metavar="DIR", help="Thư mục ghi văn bản ra.")
@click.option("--templates", type=FOLDER, metavar="DIR", help="Thư mục mẫu của khối; thiếu tệp nào dùng mẫu sẵn.")
@click.option("--write-templates", type=FOLDER, metavar="DIR", help="Chỉ ghi các mẫu ra để sửa bằng Word.")
@click.option("--force", is_flag=True, help="Ghi đè văn bản đã có.")
def minutes(
    master: Path | None, out: Path | None, templates: Path | None, write_templates: Path | None, force: bool
) -> None:
    """In các văn bản của hội nghị bình xét (.docx) từ bảng tổng hợp.

    Gồm: biên bản họp, tờ trình, bảng tổng hợp kết quả, phiếu bình xét, biên bản kiểm phiếu, danh sách đại biểu. In
    quyết định của hội nghị (trang Đề nghị); chỗ chưa biết là dấu chấm để điền tay.

    Ví dụ: thidua minutes Tong-hop.xlsx --out Van-ban
    """
    if write_templates:
        _write_templates(write_templates, force=force)
        return
    file = master_file(master)
    out = out or _folder(force=force)
    _refuse_old(out, list(PAPERS), force=force)
    if templates and not templates.is_dir():
        raise CannotGoOn(f"Không có thư mục mẫu {templates}. Lấy mẫu: thidua minutes --write-templates {templates}")
    content, differing = _content(file)
    say_findings(differing[:MOST], quiet=False)
    if differing:
        click.echo(f"Có {len(differing)} chỗ bảng tổng hợp ghi khác; văn bản in theo số tính lại. Nên gộp lại rồi in.")
    wrong = _write(out, templates, content)
    say_findings(wrong, quiet=False)
    written = [name for name in PAPERS if (out / name).exists() and name not in {f.where.file for f in wrong}]
    click.echo(f"Đã ghi {len(written)}/{len(PAPERS)} văn bản vào {out}:")
    for name in written:
        click.echo(f"  {name}")
    if not content["ma_xac_thuc"]:
        click.echo(f"Bảng tổng hợp chưa khóa sổ. Khi đã thống nhất, khóa bằng: thidua close {file}, rồi in lại.")
    sys.exit(status([*differing, *wrong]))


def _folder(*, force: bool) -> Path:
    if is_working_folder(Path()):
        return Path(PAPERS_FOLDER) if force else free_folder(PAPERS_FOLDER)
    raise click.UsageError("Thiếu --out DIR. Chỉ trong thư mục do lệnh thidua start tạo mới được để trống.")


def _refuse_old(folder: Path, names: list[str], *, force: bool) -> None:
    old = [name for name in names if (folder / name).exists()]
    if old and not force:
        raise CannotGoOn(
            f"Trong {folder} đã có {', '.join(old)}. Chọn thư mục khác, hoặc thêm --force để ghi đè (phần đã điền tay "
            "trong các tệp đó sẽ mất)."
        )


def _write_templates(folder: Path, *, force: bool) -> None:
    _refuse_old(folder, [*PAPERS, GUIDE], force=force)
    for name in PAPERS:
        with replacing(folder / name) as temporary:
            write_template(name, temporary)
    with replacing(folder / GUIDE) as temporary:
        temporary.write_text(guide(), encoding="utf-8-sig", newline="\r\n")
    click.echo(f"Đã ghi {len(PAPERS)} mẫu và {GUIDE} vào {folder}. Sửa bằng Word, rồi in với --templates {folder}.")


def _content(file: Path) -> tuple[dict[str, object], list[Finding]]:
    """What the papers say, and where the workbook shows something else than is reckoned."""
    book = opened_master(file)
    meta = master_marks(book)
    master, differing = reckoned(book, file.name)
    mark = meta.get("closed_fingerprint", "") if meta.get("closed") else ""
    if mark and content_fingerprint(book) != mark:
        raise CannotGoOn(f"{file} đã khóa sổ nhưng bị sửa sau khi khóa. Xem chỗ sửa: thidua close --verify {file}")
    return facts(master, mark=mark, closed_at=datetime.fromisoformat(meta["closed"]) if mark else None), differing


def _write(out: Path, templates: Path | None, content: dict[str, object]) -> list[Finding]:
    wrong: list[Finding] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in PAPERS:
            own = templates / name if templates else None
            template = own if own and own.is_file() else write_template(name, Path(folder) / name)
            filled = Path(folder) / f"out-{name}"
            problem = fill(template, filled, content, name)
            if problem:
                wrong.append(problem)
                continue
            save(out / name, filled.read_bytes())
    return wrong
