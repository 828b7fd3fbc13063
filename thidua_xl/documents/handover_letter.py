"""The letter of hand-over: one page that both sides sign, and after it what is still open, as tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from thidua_xl.masters.past import Past
from thidua_xl.rulebook.models import Unit
from thidua_xl.text.dates import said
from thidua_xl.years.handover import Doubt, NextRulebook

FONT = "Times New Roman"
BODY, SMALL, TINY = Pt(13), Pt(11), Pt(8)
DOTS = "…………………………"
DOUBTS = {
    "formula": "Ô có công thức, không sửa tự động: {text}. Xem lại giá trị.",
    "period": "Kỳ “{text}” không có năm nên chưa đổi. Ghi lại tên kỳ.",
    "authority": "Căn cứ đang ghi: {text}. Sửa nếu có quyết định mới.",
    "no head": "Chưa rõ Trưởng khối kỳ sau (không có đúng một Phó khối). Ghi ở cột Vai trò.",
    "no role": "Trang không có cột Vai trò. Thêm cột và ghi Trưởng khối.",
    "no deputy": "Chưa có Phó khối kỳ sau. Ghi ở cột Vai trò sau khi khối bầu.",
    "award": "Quy định về danh hiệu hết hiệu lực trong kỳ sau: {text}.",
    "mention": "Còn nhắc năm cũ: {text}",
    "registered": "Còn {text} dòng danh hiệu các đơn vị đăng ký kỳ trước. Xóa các dòng, rồi gom phiếu đăng ký kỳ mới.",
}
LONGEST = 160  # characters of a quoted text


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A file of the hand-over: its name, what it is, its SHA-256."""

    name: str
    what: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Handover:
    """What the letter speaks of. ``due`` and the dates are those of the next period."""

    past: Past
    following: NextRulebook
    files: Sequence[HandedFile]
    made_on: date
    start: date
    end: date
    due: date | None

    @property
    def giver(self) -> Unit | None:
        """The head that hands over."""
        return next((unit for unit in self.past.rulebook.units if unit.role == "Trưởng khối"), None)


def write_letter(path: Path, handover: Handover) -> None:
    """Write the letter (.docx) at ``path``."""
    paper = Document()
    section = paper.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = FONT, BODY
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(3)
    _head(paper, handover)
    _body(paper, handover)
    _signatures(paper, handover)
    _annex(paper, handover)
    paper.core_properties.title = f"Bàn giao {handover.past.rulebook.bloc}, {handover.past.rulebook.period}"
    paper.core_properties.author = "thidua-xl"
    paper.save(str(path))


def _line(place: Paper | _Cell, text: str, *, bold: bool = False, centred: bool = False, italic: bool = False,
          size: Pt = BODY) -> None:  # fmt: skip
    paragraph = place.add_paragraph()
    _run(paragraph, text, bold=bold, italic=italic, size=size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(2)


def _run(paragraph, text: str, *, bold: bool, italic: bool, size: Pt) -> None:  # type: ignore[no-untyped-def]
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, size


def _cell(cell: _Cell, text: str, *, bold: bool = False, size: Pt = SMALL, centred: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    _run(paragraph, text, bold=bold, italic=False, size=size)
    paragraph.paragraph_format.space_after = Pt(0)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _sides(paper: Paper, left: float, right: float) -> tuple[_Cell, _Cell]:
    table = paper.add_table(rows=1, cols=2)
    table.autofit = False
    cells = table.rows[0].cells
    cells[0].width, cells[1].width = Cm(left), Cm(right)
    return cells[0], cells[1]


def _head(paper: Paper, handover: Handover) -> None:
    ours, state = _sides(paper, 7, 9)
    _cell(ours, handover.past.rulebook.bloc.upper(), bold=True, size=SMALL, centred=True)
    _line(ours, handover.giver.name if handover.giver else DOTS, centred=True, size=SMALL)
    _cell(state, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=SMALL, centred=True)
    _line(state, "Độc lập - Tự do - Hạnh phúc", bold=True, centred=True, size=Pt(12))
    day = handover.made_on
    _line(state, f"……, ngày {day:%d} tháng {day:%m} năm {day.year}", italic=True, centred=True, size=Pt(12))
    _line(paper, "BIÊN BẢN BÀN GIAO", bold=True, centred=True, size=Pt(15))
    _line(paper, f"nhiệm vụ Trưởng khối, {handover.past.rulebook.period}", bold=True, centred=True)


def _unit(unit: Unit | None) -> str:
    if unit is None:
        return DOTS
    people = ", ".join(piece for piece in (unit.contact, unit.phone) if piece)
    return f"{unit.name}{f' ({people})' if people else ''}"


def _body(paper: Paper, handover: Handover) -> None:
    past, following = handover.past, handover.following
    _line(paper, f"Bên giao: {_unit(handover.giver)}.")
    _line(paper, f"Bên nhận: {_unit(following.head)}.")
    _line(paper, f"1. Kết quả kỳ {past.rulebook.period}", bold=True)
    _line(paper, " ".join(_results(past)))
    _line(paper, "2. Hồ sơ, tệp bàn giao", bold=True)
    table = _table(paper, ("Tệp", "Nội dung", "SHA-256"), (5.2, 4.6, 6.2))
    for file in handover.files:
        _row(table, (file.name, file.what, file.sha256), sizes=(Pt(10), Pt(10), TINY))
    _line(paper, "3. Việc còn lại", bold=True)
    for text in _left(handover):
        _line(paper, f"- {text}")
    _line(paper, f"4. Mốc thời gian {following.period} (đã ghi vào bộ tiêu chí mới, cần khối thông qua)", bold=True)
    due = f"; hạn nộp bảng tự chấm {said(handover.due)}" if handover.due else ""
    _line(paper, f"Kỳ từ {said(handover.start)} đến {said(handover.end)}{due}.")


def _when(closed: str) -> str:
    """When a master was closed, as people write it."""
    try:
        at = datetime.fromisoformat(closed)
    except ValueError:
        return closed
    return f"{at:%H:%M} ngày {said(at.date())}"


def _results(past: Past) -> list[str]:
    state = f"Bảng tổng hợp đã khóa sổ ({_when(past.closed)})." if past.closed else "Bảng tổng hợp chưa khóa sổ."
    found = [f"Nhận bảng tự chấm của {len(past.units) - len(past.waiting)}/{len(past.units)} đơn vị.", state]
    if past.waiting:
        found.append(f"Chưa nộp: {', '.join(unit.name for unit in past.waiting)}.")
    first = [
        f"{unit.name}{f' (nhóm {unit.group})' if unit.group else ''}" for unit in past.units.values() if unit.rank == 1
    ]
    if first:
        found.append(f"Dẫn đầu: {', '.join(first)}.")
    return found


def _left(handover: Handover) -> list[str]:
    past, doubts = handover.past, handover.following.doubts
    waiting = sum(len(past.undecided(unit)) for unit in past.units)
    return [
        f"{len(past.open_errors)} lỗi số liệu chưa xử lý xong (Phụ lục 1)."
        if past.open_errors
        else "Không còn lỗi mở.",
        f"{waiting} đề nghị khen thưởng hội nghị chưa quyết định." if waiting else "Các đề nghị đã được quyết định.",
        f"{len(doubts)} chỗ của bộ tiêu chí mới cần xem lại (Phụ lục 2); "
        f"{len(handover.following.changes)} ô đã được đổi (Phụ lục 3).",
    ]


def _signatures(paper: Paper, handover: Handover) -> None:
    giver, taker = _sides(paper, 8, 8)
    for cell, words_said in ((giver, "ĐẠI DIỆN BÊN GIAO"), (taker, "ĐẠI DIỆN BÊN NHẬN")):
        _cell(cell, words_said, bold=True, size=BODY, centred=True)
        _line(cell, "(Ký, ghi rõ họ tên)", italic=True, centred=True, size=SMALL)
        _line(cell, "")


def _annex(paper: Paper, handover: Handover) -> None:
    past, following = handover.past, handover.following
    paper.add_page_break()  # type: ignore[no-untyped-call]
    _line(paper, "Phụ lục 1. Lỗi chưa xử lý", bold=True)
    if past.open_errors:
        errors = _table(paper, ("Đơn vị", "Trang, ô", "Nội dung", "Cách sửa"), (1.8, 2.8, 6.4, 5))
        for found in past.open_errors:
            _row(errors, (found.unit or "Chung", f"{found.sheet} {found.cell}".strip(), found.message, found.fix))
    else:
        _line(paper, "Không có.")
    _line(paper, "")
    _line(paper, f"Phụ lục 2. Chỗ cần xem lại trong bộ tiêu chí {following.period}", bold=True)
    table = _table(paper, ("Trang", "Ô", "Cần xem lại"), (3, 1.6, 11.4))
    for doubt in following.doubts:
        _row(table, (doubt.sheet, doubt.cell, said_doubt(doubt)))
    _line(paper, "")
    _line(paper, "Phụ lục 3. Ô đã đổi trong bộ tiêu chí", bold=True)
    table = _table(paper, ("Trang", "Ô", "Mục", "Trước", "Sau"), (2.6, 1.6, 4.4, 3.7, 3.7))
    for change in following.changes:
        _row(table, (change.sheet, change.cell, change.what, change.before, change.after or "(để trống)"))


def said_doubt(doubt: Doubt) -> str:
    """A doubt as a sentence."""
    text = doubt.text if len(doubt.text) <= LONGEST else f"{doubt.text[: LONGEST - 1].rstrip()}…"
    return DOUBTS[doubt.why].format(text=text)


def _table(paper: Paper, headers: Sequence[str], widths: Sequence[float]) -> Table:
    table: Table = paper.add_table(rows=1, cols=len(headers), style="Table Grid")
    table.autofit = False
    for cell, text, width in zip(table.rows[0].cells, headers, widths, strict=True):
        cell.width = Cm(width)
        _cell(cell, text, bold=True, centred=True)
    return table


def _row(table: Table, texts: Sequence[str], sizes: Sequence[Pt] = ()) -> None:
    cells = table.add_row().cells  # type: ignore[no-untyped-call]
    for place, (cell, head, text) in enumerate(zip(cells, table.rows[0].cells, texts, strict=True)):
        cell.width = head.width
        _cell(cell, text, size=sizes[place] if sizes else SMALL)
