"""How an administrative paper is laid out (Decree 30/2020/NĐ-CP, appendix I): page, head, title, tables, signatures.

Lengths are in millimetres, sizes of type in points. Lines under a text are borders of an empty paragraph, as long as
the decree wants them, not underlining.
"""

from collections.abc import Sequence

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
BODY, SMALL, TABLE = 14, 13, 12
WIDTH, HEIGHT = 210, 297  # A4
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 20
LEFT_COLUMN = 66  # of the head and of the signatures
MOTTO_LINE = 58  # as long as the motto at 13 points, bold
INDENT, SPACING = 12.7, 6  # of a paragraph's first line; points before it
CENTRE, SIDES, TO_LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
LEADER = "\t"  # dots to the right margin, to be written on by hand
CELL_MARGIN = 1.1  # left and right of the text of a cell


def blank_paper(*, landscape: bool = False) -> Paper:
    """An empty A4 page with the decree's margins, type and page numbers (top centre, not on the first page)."""
    paper = Document()
    _tidy(paper)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    section = paper.sections[0]
    long, short = (WIDTH, HEIGHT) if landscape else (HEIGHT, WIDTH)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_height, section.page_width = Mm(long), Mm(short)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        _field(number, kind, text)
    return paper


def _tidy(paper: Paper) -> None:
    """Leave out what the library's own blank document brings: a second set of styles that is older, its author."""
    for key, relation in list(paper.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            paper.part.drop_rel(key)
    about = paper.core_properties
    about.author, about.title, about.comments = "thidua-xl", "", ""


def _field(paragraph: Paragraph, kind: str, text: str) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(SMALL)
    if kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
    else:
        mark = OxmlElement("w:instrText")
        mark.text = text
    run._r.append(mark)


def text_width(paper: Paper) -> float:
    """The width between the margins."""
    section = paper.sections[0]
    assert section.page_width is not None
    return float(section.page_width.mm) - LEFT - RIGHT


# ---- paragraphs


def say(
    paragraph: Paragraph,
    text: str,
    size: float = BODY,
    *,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH = CENTRE,
) -> Paragraph:
    """Add a text to a paragraph and align it; ``**…**`` is bold."""
    for place, piece in enumerate(text.split("**")):
        if piece:
            run = paragraph.add_run(piece)
            run.font.size, run.bold, run.italic = Pt(size), bold or place % 2 == 1, italic
    paragraph.alignment = align
    return paragraph


def body(paper: Paper, text: str, *, indent: float = INDENT, **look: bool) -> Paragraph:
    """A paragraph of the text, its first line set in; justified, but not where dots or a long code would tear it."""
    is_torn = LEADER in text or "…" in text or "ma_xac_thuc" in text
    paragraph = say(paper.add_paragraph(), text, align=TO_LEFT if is_torn else SIDES, **look)
    if LEADER in text:
        stop = paragraph.paragraph_format.tab_stops.add_tab_stop
        stop(Mm(text_width(paper)), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    paragraph.paragraph_format.first_line_indent = Mm(indent)
    paragraph.paragraph_format.space_before = Pt(SPACING)
    return paragraph


def heading(paper: Paper, text: str) -> Paragraph:
    """The heading of a part: bold, on the page of what follows."""
    paragraph = body(paper, text, bold=True)
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def gap(paper: Paper) -> None:
    """A little room above a table."""
    say(paper.add_paragraph(), "").paragraph_format.line_spacing = Pt(6)


def tag(paper: Paper, text: str) -> Paragraph:
    """A paragraph that only steers the filling (``{%p for … %}``) and is gone in the paper."""
    return paper.add_paragraph(text)


def line_under(paragraph: Paragraph, width: float, length: float) -> None:
    """Make an empty paragraph a line of ``length`` in the middle of ``width``."""
    look = paragraph.paragraph_format
    look.left_indent = look.right_indent = Mm((width - length) / 2)
    look.line_spacing = Pt(6)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    look.space_before = Pt(3)


# ---- blocks


def head(paper: Paper, *, number: str = "", dated: bool = False) -> None:
    """Bloc, nation and motto; number and symbol; place and day."""
    right = text_width(paper) - LEFT_COLUMN
    table = _grid(paper, (LEFT_COLUMN, right))
    bloc, nation = table.rows[0].cells
    say(bloc.paragraphs[0], "{{ TEN_KHOI }}", 12, bold=True)
    line_under(bloc.add_paragraph(), LEFT_COLUMN, 26)
    say(nation.paragraphs[0], NATION, 12, bold=True)
    say(nation.add_paragraph(), MOTTO, 13, bold=True)
    line_under(nation.add_paragraph(), right, MOTTO_LINE)
    if number or dated:
        low = table.add_row().cells  # type: ignore[no-untyped-call]
        if number:
            say(low[0].paragraphs[0], f"Số: ……/{number}", SMALL)
        if dated:
            say(low[1].paragraphs[0], "……, ngày …… tháng …… năm ……", SMALL, italic=True)


def title(paper: Paper, name: str, about: str, *more: str) -> None:
    """The name of the kind of paper, what it is about, a line, and what stands under it in brackets."""
    first = say(paper.add_paragraph(), name, BODY, bold=True)
    first.paragraph_format.space_before = Pt(14)
    say(paper.add_paragraph(), about, BODY, bold=True)
    for text in more:
        say(paper.add_paragraph(), text, SMALL, italic=True)
    line_under(paper.add_paragraph(), text_width(paper), 45)


def signatures(paper: Paper, left: Sequence[str], right: Sequence[str]) -> None:
    """Two columns: offices in bold capitals, room for the hand, the name. A left side may be `Nơi nhận`."""
    if paper.paragraphs:  # the last lines of the text go with the signatures: they never stand alone on a page
        paper.paragraphs[-1].paragraph_format.keep_with_next = True
    half = text_width(paper) / 2
    table = _grid(paper, (half, half))
    _keep_together(table)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        if lines and lines[0] == RECEIVERS:
            _receivers(cell, lines[1:])
        elif lines:
            _signature(cell, lines)
    table.rows[0].cells[0].paragraphs[0].paragraph_format.space_before = Pt(14)
    table.rows[0].cells[1].paragraphs[0].paragraph_format.space_before = Pt(14)


RECEIVERS = "Nơi nhận:"


def _signature(cell: _Cell, lines: Sequence[str]) -> None:
    *offices, hint = lines
    for place, office in enumerate(offices):
        say(cell.paragraphs[0] if place == 0 else cell.add_paragraph(), office, SMALL, bold=True)
    say(cell.add_paragraph(), hint, SMALL, italic=True)
    for _ in range(3):
        cell.add_paragraph()
    say(cell.add_paragraph(), "………………………………", SMALL, bold=True)


def _receivers(cell: _Cell, lines: Sequence[str]) -> None:
    say(cell.paragraphs[0], RECEIVERS, 12, bold=True, italic=True, align=TO_LEFT)
    for line in lines:
        say(cell.add_paragraph(), line, 11, align=TO_LEFT)


def _keep_together(table: Table) -> None:
    for row in table.rows:
        _flag(row._tr.get_or_add_trPr(), "w:cantSplit")


# ---- tables


def _grid(paper: Paper, widths: Sequence[float]) -> Table:
    """A table without borders."""
    table: Table = paper.add_table(rows=1, cols=len(widths))
    _set_widths(table, widths)
    return table


def _set_widths(table: Table, widths: Sequence[float]) -> None:
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(CELL_MARGIN / 25.4 * 1440)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _flag(holder: object, name: str) -> None:
    holder.append(OxmlElement(name))  # type: ignore[attr-defined]


def listing(
    paper: Paper,
    columns: Sequence[tuple[str, float, str, WD_ALIGN_PARAGRAPH]],
    loop: str,
    *,
    size: float = TABLE,
    high: float = 0,
) -> Table:
    """A table with a row for each turn of ``loop`` (``r in xep_hang``).

    ``columns``: header, width (all are stretched to the page), the text of a cell, its side. The header row is
    repeated on every page, rows are not split, and are at least ``high``.
    """
    whole = text_width(paper) / sum(width for _, width, _, _ in columns)
    table: Table = paper.add_table(rows=4, cols=len(columns))
    table.style = "Table Grid"
    _set_widths(table, [width * whole for _, width, _, _ in columns])
    top, start, row, end = table.rows
    start.cells[0].text, end.cells[0].text = f"{{%tr for {loop} %}}", "{%tr endfor %}"
    _flag(top._tr.get_or_add_trPr(), "w:tblHeader")
    for line in (top, row):
        _flag(line._tr.get_or_add_trPr(), "w:cantSplit")
    if high:
        row.height = Mm(high)
    for place, (words, _, text, side) in enumerate(columns):
        for line, said, bold, where in ((top, words, True, CENTRE), (row, text, False, side)):
            cell = line.cells[place]
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = say(cell.paragraphs[0], said, size, bold=bold, align=where)
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    return table
