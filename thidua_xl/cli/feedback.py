"""`thidua feedback`: to each unit its own workbook with what to mend, and a text ready to send."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from thidua_xl.cli.feedback_text import feedback_text
from thidua_xl.cli.kept_master import master_book
from thidua_xl.cli.paths import EXISTING, FOLDER, refuse_to_overwrite
from thidua_xl.cli.working_folder import FEEDBACK, MASTER, RESULTS, free_folder, is_working_folder, of_folder
from thidua_xl.consolidation.feedback import Feedback
from thidua_xl.consolidation.feedback import feedback as feedback_of
from thidua_xl.errors import CannotGoOn, NotReadable
from thidua_xl.masters.marks import master_marks
from thidua_xl.points import exact, with_digits
from thidua_xl.sheets import feedback as texts
from thidua_xl.text.dates import read_date
from thidua_xl.workbooks.files import replacing, save
from thidua_xl.workbooks.finding_again import found_again
from thidua_xl.workbooks.patching import with_feedback
from thidua_xl.workbooks.writing.feedback import cover_bytes

KIND = "Phan-hoi"
SUFFIXES = (".xlsx", ".xlsm")


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    found = read_date(value) if value else None
    if value and found is None:
        raise click.BadParameter(f"{value} không phải ngày. Ghi dạng ngày/tháng/năm, ví dụ 15/12/2026.")
    return found


@click.command()
@click.argument("master", type=EXISTING, required=False)
@click.option("--out", type=FOLDER, help="Thư mục ghi phản hồi.")
@click.option(
    "--from",
    "places",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    metavar="PATH",
    help="Nơi để bài nộp, nếu đã chuyển chỗ; ghi nhiều lần được.",
)
@click.option("--unit", "units", multiple=True, metavar="MÃ", help="Chỉ lập cho đơn vị này; ghi nhiều lần được.")
@click.option("--deadline", callback=_day, metavar="NGÀY", help="Hạn gửi lại; mặc định là Hạn nộp nếu chưa qua.")
@click.option("--with-rank", is_flag=True, help="Cho đơn vị biết thứ hạng của mình.")
@click.option("--force", is_flag=True, help="Ghi đè phản hồi đã có.")
def feedback(
    master: Path | None,
    out: Path | None,
    places: tuple[Path, ...],
    units: tuple[str, ...],
    deadline: date | None,
    with_rank: bool,
    force: bool,
) -> None:
    """Lập phản hồi cho từng đơn vị: điểm thẩm định, lý do, lỗi cần sửa ghi ngay trên sổ đơn vị đã gửi.

    Ví dụ: thidua feedback Ket-qua/Tong-hop.xlsx --out Phan-hoi
    """
    master = master or of_folder(f"{RESULTS}/{MASTER}", "MASTER")
    if out is None and not is_working_folder(Path()):
        raise click.UsageError("Thiếu --out DIR.")
    out = out or (Path(FEEDBACK) if force else free_folder(FEEDBACK))
    book = master_book(master)
    marks = master_marks(book)
    chosen = _chosen(feedback_of(book), units)
    refuse_to_overwrite((path for unit in chosen for path in _targets(out, unit)), force=force)
    wanted = {unit.sha256: unit.file for unit in chosen if unit.sha256}
    sent = found_again(wanted, [*places, *_sources(master, marks)])
    due = deadline or _still_to_come(marks)
    for unit in chosen:
        workbook = _write(out, unit, sent.get(unit.sha256), marks, with_rank=with_rank)
        text = out / f"{unit.unit}_{KIND}.txt"
        with replacing(text) as temporary:
            said_to = feedback_text(
                unit, marks, due, workbook.name if workbook else "", _result(unit, marks, with_rank)
            )
            temporary.write_text(said_to, encoding="utf-8-sig", newline="\r\n")
        click.echo(f"{unit.unit}: {workbook or text}")
    click.echo(f"Đã lập phản hồi cho {len(chosen)} đơn vị trong {out}; mỗi tệp .txt là lời thư để dán vào thư điện tử.")


def _chosen(found: list[Feedback], units: tuple[str, ...]) -> list[Feedback]:
    known = {unit.unit.casefold(): unit for unit in found}
    unknown = [code for code in units if code.casefold() not in known]
    if unknown:
        raise CannotGoOn(f"Bảng tổng hợp không có đơn vị {', '.join(unknown)}.")
    wanted = {code.casefold() for code in units}
    return [unit for unit in found if not wanted or unit.unit.casefold() in wanted]


def _targets(out: Path, unit: Feedback) -> Iterator[Path]:
    yield out / f"{unit.unit}_{KIND}.txt"
    if unit.file:
        yield out / f"{unit.unit}_{KIND}{_suffix(unit)}"


def _suffix(unit: Feedback) -> str:
    suffix = Path(unit.file).suffix.lower()
    return suffix if suffix in SUFFIXES else SUFFIXES[0]


def _sources(master: Path, marks: dict[str, str]) -> list[Path]:
    """Where the members' files were when the master was made."""
    return [master.parent / source for source in marks.get("sources", "").split("\n") if source]


def _still_to_come(marks: dict[str, str]) -> date | None:
    """`Hạn nộp`, if it was not over when the master was made."""
    due = marks.get("due", "")
    return date.fromisoformat(due) if due and due >= marks.get("made_at", "")[:10] else None


def _write(out: Path, unit: Feedback, data: bytes | None, marks: dict[str, str], *, with_rank: bool) -> Path | None:
    """The unit's workbook with its feedback, a fresh one where that cannot be; None where it sent none."""
    if not unit.file:
        return None
    about = f"{texts.FEEDBACK.name}, {marks.get('period', '')} – {marks.get('bloc', '')}. {texts.FEEDBACK.purpose}"
    result = _result(unit, marks, with_rank)
    target, written = out / f"{unit.unit}_{KIND}{_suffix(unit)}", None
    try:
        written = with_feedback(data, unit, about, result) if data else None
    except NotReadable:
        written = None
    if written is None:
        why = "không ghi thêm vào được" if data else "không tìm thấy, hoặc đã sửa sau khi gộp"
        click.echo(f"{unit.unit}: {unit.file} {why}; lập sổ phản hồi riêng (nơi để bài nộp: thêm --from).", err=True)
        target = target.with_suffix(SUFFIXES[0])
        written = with_feedback(cover_bytes(unit, marks.get("period", "")), unit, about, result)
    save(target, written)
    return target


def _result(unit: Feedback, marks: dict[str, str], with_rank: bool) -> str:
    """The unit's own total and class; its rank only where that is wanted."""
    try:
        total = with_digits(exact(float(unit.total)), int(marks.get("digits") or 2))
    except ValueError:
        return ""
    klass = texts.CLASS.format(klass=unit.klass) if unit.klass else ""
    rank = texts.RANK.format(rank=unit.rank) if with_rank and unit.rank else ""
    return texts.RESULT.format(total=total, klass=klass, rank=rank)
