"""What a consolidation says: on the terminal, and as a text file ready to send."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from thidua_xl.consolidation.files import FileStatus
from thidua_xl.consolidation.keys import finding_key
from thidua_xl.consolidation.master import Master
from thidua_xl.consolidation.open_errors import is_accepted
from thidua_xl.findings.catalogue import fix, message, place, severity
from thidua_xl.findings.finding import Finding, Severity
from thidua_xl.masters.movement import movements
from thidua_xl.points import with_digits
from thidua_xl.text.dates import said

TITLE = "KẾT QUẢ GỘP BÀI NỘP (thidua-xl)"
NONE = "–"
WIDTH = 100
SET_ASIDE = {
    FileStatus.EMPTY: "{} tệp là mẫu chưa điền (trang Nhật ký).",
    FileStatus.SUPERSEDED: "{} tệp là bản cũ hoặc bản trùng, không tính (trang Nhật ký).",
    FileStatus.ATTACHMENT: "{} tệp PDF, ảnh gửi kèm được ghi nhận (trang Nhật ký).",
    FileStatus.OURS: "{} tệp do thidua-xl ghi ra, không đọc.",
}


def report(master: Master) -> str:
    """The whole report as text, one thing a line."""
    return (
        "\n".join(
            [
                *_head(master),
                "",
                *_ranking(master),
                *_compared(master),
                *_changes(master),
                "",
                *_findings(master),
                *_set_aside(master),
            ]
        )
        + "\n"
    )


def _head(master: Master) -> Iterator[str]:
    received, units = len(master.results), len(master.rulebook.units)
    yield TITLE
    yield f"{master.rulebook.bloc} – {master.rulebook.period}"
    yield f"Gộp lúc {master.made_at:%H:%M} ngày {said(master.made_at.date())}. Đã nhận {received}/{units} đơn vị."
    if master.crossing:
        yield f"Phiếu chấm chéo: {len(master.crossing.assessors)}/{units} đơn vị."
    errors, warnings = _counts(master.findings)
    yield f"{errors} lỗi cần sửa, {warnings} điều cần xem lại."


def _ranking(master: Master) -> Iterator[str]:
    group = ""
    for standing in master.standings:
        if standing.group != group:
            group = standing.group
            yield f"Nhóm {group}"
        result, rank = master.results[standing.unit], str(standing.place.rank)
        marks = [word for word, holds in (("đồng hạng", standing.place.tied),) if holds]
        if result.open_errors:
            marks.append(f"tạm tính, còn {result.open_errors} lỗi")
        shown = f" ({'; '.join(marks)})" if marks else ""
        total = shown_points(master, standing.unit)
        klass = f", {result.card.class_name}" if result.card.class_name else ""
        yield f"Hạng {rank}{shown}: {standing.unit} {name_of(master, standing.unit)}: {total} điểm{klass}"
    for apart in master.unranked:
        yield f"Không xếp hạng: {apart.unit} {name_of(master, apart.unit)}: {apart.reason}"


def _changes(master: Master) -> Iterator[str]:
    changes = master.changes
    if changes.first_time:
        return
    yield ""
    yield "SO VỚI LẦN GỘP TRƯỚC"
    if not (changes.new_files or changes.changed_lines or changes.moved_ranks):
        yield "Không có gì thay đổi."
    if changes.new_files:
        yield f"Tệp mới: {', '.join(changes.new_files)}"
    lines: dict[str, list[str]] = {}
    for unit, code in changes.changed_lines:
        lines.setdefault(unit, []).append(code)
    for unit, codes in lines.items():
        yield f"{unit} sửa các dòng: {', '.join(codes)}"
    for unit, before, now in changes.moved_ranks:
        yield f"{unit}: hạng {before or NONE} → {now or NONE}"


def _compared(master: Master) -> Iterator[str]:
    """Each unit against earlier periods."""
    ranks = {standing.unit: standing.place.rank for standing in master.standings}
    for past in master.previous:
        yield ""
        yield f"SO VỚI KỲ TRƯỚC: {past.rulebook.period}"
        for moved in movements(master.rulebook, [past]):
            then, now = moved.then, ranks.get(moved.unit.code)
            pieces = [f"hạng {then.rank or NONE} → {now or NONE}"] if then else []
            pieces += [with_digits(then.total, past.rulebook.digits) + " điểm kỳ trước"] if then and then.total else []
            pieces += [moved.note] if moved.note else []
            yield f"{moved.unit.code} {moved.unit.name}: {'; '.join(pieces)}"


def _findings(master: Master) -> Iterator[str]:
    for unit, findings in by_unit(master):
        errors, warnings = _counts(findings)
        yield f"{_heading(master, unit)}: {errors} lỗi, {warnings} điều cần xem lại"
        for finding in findings:
            mark = "LỖI " if severity(finding) is Severity.ERROR else "Nhắc"
            yield f"  {mark} {_said(finding)}"
            yield f"       → {_to_do(master, finding)}"
        yield ""


def _said(finding: Finding) -> str:
    where = ": ".join(piece for piece in (finding.where.file, place(finding)) if piece)
    return f"{where + ' — ' if where else ''}{message(finding)}"


def _to_do(master: Master, finding: Finding) -> str:
    """The fix; of an error the head has accepted, why it was."""
    if is_accepted(finding, master.head.handling):
        return f"Trưởng khối đã chấp nhận: {master.head.handling[finding_key(finding)].note}"
    return fix(finding)


def _heading(master: Master, unit: str | None) -> str:
    return f"{unit} {name_of(master, unit)}" if unit else "Chung"


def by_unit(master: Master) -> Iterator[tuple[str | None, list[Finding]]]:
    """The findings of each unit that has some, errors first; those of no unit before all."""
    units = dict.fromkeys(finding.where.unit for finding in master.findings)
    for unit in units:
        yield unit, [finding for finding in master.findings if finding.where.unit == unit]


def name_of(master: Master, unit: str) -> str:
    """The unit's name."""
    known = master.rulebook.unit(unit)
    return known.name if known else ""


def shown_points(master: Master, unit: str) -> str:
    """The unit's total as printed."""
    result = master.results.get(unit)
    if result is None or result.card.totals is None:
        return NONE
    return with_digits(result.card.totals.total, master.rulebook.digits)


def _counts(findings: Iterable[Finding]) -> tuple[int, int]:
    all_of_them = list(findings)
    errors = sum(1 for finding in all_of_them if severity(finding) is Severity.ERROR)
    return errors, len(all_of_them) - errors


def say_report(master: Master, out: Path, text_file: Path, backup: Path | None) -> None:
    """The summary table, the changes, the findings by unit, and what to open next."""
    console = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False)
    console.print(_table(master))
    for line in (*_compared(master), *_changes(master)):
        console.print(line, markup=False)
    for unit, findings in by_unit(master):
        console.print(f"\n{_heading(master, unit)}", style="bold", markup=False)
        for finding in findings:
            is_error = severity(finding) is Severity.ERROR
            console.print("LỖI " if is_error else "nhắc", style="red" if is_error else "yellow", end=" ")
            console.print(_said(finding), markup=False, soft_wrap=True)
            console.print(f"     → {_to_do(master, finding)}", style="dim", markup=False, soft_wrap=True)
    for line in _ending(master, out, text_file, backup):
        console.print(line, markup=False, soft_wrap=True)


def _table(master: Master) -> Table:
    title = f"{master.rulebook.bloc} – {master.rulebook.period}"
    table = Table(title=title, title_justify="left")
    for header in ("Hạng", "Đơn vị", "Tổng điểm", "Xếp loại", "Lỗi", "Cảnh báo"):
        table.add_column(header, justify="left" if header in ("Đơn vị", "Xếp loại") else "right")
    grouped = len({unit.group for unit in master.rulebook.units}) > 1
    for standing in master.standings:
        result = master.results[standing.unit]
        rank = f"{standing.place.rank}{' =' if standing.place.tied else ''}{' *' if result.open_errors else ''}"
        prefix = f"{standing.group} " if grouped else ""
        table.add_row(prefix + rank, *_cells(master, standing.unit))
    for apart in master.unranked:
        table.add_row(NONE, *_cells(master, apart.unit))
    provisional = any(result.open_errors for result in master.results.values())
    tied = any(standing.place.tied for standing in master.standings)
    notes = [text for text, holds in (("= đồng hạng", tied), ("* tạm tính: còn lỗi", provisional)) if holds]
    table.caption = "   ".join(notes) or None
    table.caption_justify = "left"
    return table


def _cells(master: Master, unit: str) -> tuple[str, ...]:
    result = master.results.get(unit)
    errors, warnings = _counts(finding for finding in master.findings if finding.where.unit == unit)
    klass = (result.card.class_name if result else None) or NONE
    return (f"{unit} {name_of(master, unit)}", shown_points(master, unit), klass, str(errors), str(warnings))


def _ending(master: Master, out: Path, text_file: Path, backup: Path | None) -> Iterator[str]:
    errors, warnings = _counts(master.findings)
    yield ""
    yield from _set_aside(master)
    received, units = len(master.results), len(master.rulebook.units)
    left = f"Còn {errors} lỗi, {warnings} điều cần xem lại." if master.findings else "Không có lỗi."
    yield f"Đã gộp xong {received}/{units} đơn vị. {left}"
    if backup:
        yield f"Bản cũ giữ ở {backup}."
    yield f"Mở {out} để xem và thẩm định; {text_file} là báo cáo để gửi."


def _set_aside(master: Master) -> Iterator[str]:
    """Files that were not read as submissions, and why."""
    for path, reason in master.skipped:
        yield f"Bỏ qua {path}: {reason}."
    for status, sentence in SET_ASIDE.items():
        count = sum(1 for file in master.files if file.status is status)
        if count:
            yield sentence.format(count)
