"""`thidua rulebook new FILE --from FILE.docx`: the criteria table of a decision in Word."""

from collections.abc import Sequence
from pathlib import Path

import click

from thidua_xl.errors import CannotGoOn, NotReadable
from thidua_xl.findings.catalogue import fix, message
from thidua_xl.findings.finding import Finding
from thidua_xl.sheets.rulebook import CRITERIA
from thidua_xl.sheets.word_draft import TRACE
from thidua_xl.word.document import Document, Table, read_document
from thidua_xl.word.draft import Draft, draft_of
from thidua_xl.workbooks.files import read_bytes, replacing
from thidua_xl.workbooks.writing.word_draft import write_draft

LONGEST = 60  # characters of a table's first row that are shown


def new_from_word(file: Path, word_file: Path, wanted: Sequence[int]) -> None:
    """Write the draft at ``file`` and say what was taken, what was guessed and what to do next."""
    document = _document(word_file)
    unknown = [number for number in wanted if number > len(document.tables)]
    if unknown:
        listed = ", ".join(map(str, unknown))
        raise CannotGoOn(f"{word_file.name} chỉ có {len(document.tables)} bảng, không có bảng thứ {listed}.")
    draft = draft_of(document, wanted)
    if draft is None:
        raise CannotGoOn(_nothing(word_file, document))
    with replacing(file) as temporary:
        write_draft(temporary, draft)
    _say(file, word_file, document, draft)


def _document(word_file: Path) -> Document:
    try:
        return read_document(read_bytes(word_file))
    except NotReadable as wrong:
        found = Finding(wrong.code, facts=dict(wrong.facts))
        raise CannotGoOn(f"{word_file.name}: {message(found)} {fix(found)}") from None


def _nothing(word_file: Path, document: Document) -> str:
    if not document.tables:
        return f"{word_file.name} không có bảng nào. Chỉ đọc được bảng của Word, không đọc được ảnh chụp bảng."
    listed = "; ".join(f"bảng {table.number}: {_shown(table)}" for table in document.tables)
    return (
        f"Không thấy bảng tiêu chí trong {word_file.name}: cần một dòng tiêu đề có cột Nội dung (hoặc Tiêu chí) và "
        f"cột Điểm tối đa (hoặc Điểm chuẩn, Điểm). Các bảng có trong tệp: {listed}. Sửa tiêu đề bảng trong Word rồi "
        "chạy lại."
    )


def _shown(table: Table) -> str:
    texts = [cell.text.replace("\n", " ") for row in table.rows[:1] for cell in row.cells if cell.text]
    said = " | ".join(texts) or "trống"
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def _say(file: Path, word_file: Path, document: Document, draft: Draft) -> None:
    taken = ", ".join(map(str, draft.taken))
    counts = draft.counts
    click.echo(f"Đã đọc {word_file.name}: lấy bảng {taken} trong {len(document.tables)} bảng.")
    left = [table for table in document.tables if table.number not in draft.taken]
    if left:
        others = "; ".join(f"bảng {table.number} ({_shown(table)})" for table in left)
        click.echo(f"Không lấy: {others}. Lấy bảng khác bằng: --table N.")
    click.echo(
        f"{counts['line']} dòng tiêu chí, {counts['note']} dòng diễn giải; đoán cách chấm {counts['guessed']} dòng, "
        f"cần xem lại {counts['doubtful']} dòng."
    )
    click.echo(f"Đã tạo {file}. Mở bằng Excel:")
    click.echo("  1. Trang Thông tin và Đơn vị: ghi tên khối, kỳ, căn cứ, các đơn vị (Word không có).")
    click.echo(f"  2. Trang {CRITERIA.name}: xem từng ô màu vàng, là chỗ máy đoán; rê chuột vào ô để biết vì sao.")
    click.echo(f"  3. Trang {TRACE.name}: so với bản Word, lọc cột Cần xem lại.")
    click.echo(f"Điền xong, kiểm tra bằng: thidua rulebook check {file}")
