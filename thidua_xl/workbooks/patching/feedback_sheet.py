"""The sheet `Phản hồi` as XML: what to mend with links to the cells, assessed points, room for answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import quoteattr

from thidua_xl.book import address, column_letters
from thidua_xl.consolidation.feedback import Feedback
from thidua_xl.consolidation.keys import line_key
from thidua_xl.live.plan import quoted
from thidua_xl.masters.drawn_lines import DrawnLine
from thidua_xl.member.values import said_raw
from thidua_xl.points import vietnamese
from thidua_xl.sheets import feedback as texts
from thidua_xl.sheets.feedback import FEEDBACK
from thidua_xl.sheets.layout import Content, Owner
from thidua_xl.workbooks.patching.cells import Value, cell_xml
from thidua_xl.workbooks.patching.package import MAIN, RELATIONS
from thidua_xl.workbooks.patching.styles import Look
from thidua_xl.workbooks.writing import style

TITLE, ABOUT, RESULT, HEADER, FIRST = 1, 2, 3, 5, 6  # rows
GREY, YELLOW, INK, RED, LINK = "F2F2F2", "FFFBE3", "1F3864", "9C0006", "0563C1"
TEXT_FORMAT, TWO_DIGITS = 49, 2  # built-in number formats
LOOKS = {
    "title": Look(size=16, bold=True, ink=INK, boxed=False, wrap=False),
    "about": Look(italic=True, ink="595959", boxed=False, wrap=False),
    "result": Look(bold=True, boxed=False, wrap=False),
    "header": Look(bold=True, fill="DDE6F3", align="center"),
    "text": Look(fill=GREY),
    "error": Look(fill=GREY, bold=True, ink=RED),
    "middle": Look(fill=GREY, align="center"),
    "points": Look(fill=GREY, align="right", number=TWO_DIGITS),
    "link": Look(fill=GREY, align="center", underline=True, ink=LINK),
    "open": Look(fill=YELLOW, locked=False, number=TEXT_FORMAT),
}
BLANK = "–"
LONGEST = 32_000  # signs that a cell holds
NARROW = {Content.COUNT, Content.CODE}


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its values by column key, the look of the first words, and the place it leads to."""

    values: dict[str, Value]
    is_error: bool = False
    target: str = ""


def sheet_xml(feedback: Feedback, about: str, result: str, looks: Mapping[str, str], sheets: frozenset[str]) -> bytes:
    """The whole part; ``looks`` are the numbers of LOOKS, ``sheets`` the names there are to go to."""
    lines = list(_lines(feedback, sheets))
    head = [
        _row(TITLE, 27, [cell_xml(f"A{TITLE}", looks["title"], feedback.name)]),
        _row(ABOUT, 0, [cell_xml(f"A{ABOUT}", looks["about"], about)]),
        _row(RESULT, 0, [cell_xml(f"A{RESULT}", looks["result"], result if lines else f"{result} {texts.NOTHING}")]),
        _row(HEADER, 36, [cell_xml(address(HEADER, n), looks["header"], column.header)
                          for n, column in enumerate(FEEDBACK.columns, 1)]),
    ]  # fmt: skip
    body = [_drawn(row, line, looks) for row, line in enumerate(lines, FIRST)]
    last = FIRST + max(1, len(lines)) - 1
    links = "".join(
        f'<hyperlink ref="{_at("cell", row)}" location={quoteattr(line.target)}/>'
        for row, line in enumerate(lines, FIRST)
        if line.target
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{column_letters(len(FEEDBACK.columns))}{last}"/>'
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="{HEADER}" topLeftCell="A{FIRST}" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="19"/>'
        f"<cols>{''.join(_columns())}</cols><sheetData>{''.join(head + body)}</sheetData>"
        '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>'
        f"{_open_range(last)}{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageMargins left="0.6" right="0.4" top="0.8" bottom="0.7" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;CTrang &amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
    ).encode()


def _lines(feedback: Feedback, sheets: frozenset[str]) -> Iterator[Line]:
    """What to mend, errors first, then the assessed lines."""
    for finding in sorted(feedback.findings, key=lambda finding: not finding.is_error):
        where = texts.OTHER_FILE.format(file=finding.file) if finding.file else finding.sheet
        goes = finding.sheet in sheets and not finding.file
        work = texts.TO_MEND if finding.is_error else texts.TO_SEE
        values: dict[str, Value] = {
            "work": work, "sheet": where, "cell": finding.cell, "text": finding.message, "why": finding.fix,
            "reply": finding.reply, "key": finding.key,
        }  # fmt: skip
        target = f"{quoted(finding.sheet)}!{finding.cell}" if goes and finding.cell else ""
        yield Line(values, finding.is_error, target)
    for line, reply in feedback.lines:
        assessed = line.points if line.points is not None else line.combined
        by_assessors = texts.BY_ASSESSORS if line.points is None and line.combined is not None else ""
        why = " ".join(filter(None, (_assessed_result(line), line.reason, by_assessors)))
        yield Line({
            "work": texts.ASSESSED, "code": line.code, "text": line.text, "score": line.score, "assessed": assessed,
            "final": line.final, "why": why, "reply": reply, "key": line_key(line.code),
        })  # fmt: skip


def _assessed_result(line: DrawnLine) -> str:
    """The head's result in the place of the unit's: on lines compared with other units it decides the points."""
    if line.result is None:
        return ""
    claimed = vietnamese(line.claimed) if isinstance(line.claimed, Decimal) else said_raw(line.claimed) or BLANK
    return texts.ASSESSED_RESULT.format(result=vietnamese(line.result), claimed=claimed)


def _drawn(row: int, line: Line, looks: Mapping[str, str]) -> str:
    cells, most = [], 1
    for number, column in enumerate(FEEDBACK.columns, 1):
        value = Decimal(row - FIRST + 1) if column.key == "number" else line.values.get(column.key)
        look = "points" if column.content is Content.POINTS else "middle" if column.content in NARROW else "text"
        look = "open" if column.owner is Owner.MEMBER else look
        look = "error" if column.key == "work" and line.is_error else look
        look = ("link" if line.target else "middle") if column.key == "cell" else look
        cells.append(cell_xml(address(row, number), looks[look], value[:LONGEST] if isinstance(value, str) else value))
        if column.key != "key":
            most = max(most, style.lines(_text(line, column.key), column.width, style.SMALL))
    return _row(row, style.height(most, style.SMALL), cells)


def _text(line: Line, key: str) -> str:
    return str(line.values.get(key) or "")


def _at(key: str, row: int) -> str:
    return address(row, next(n for n, column in enumerate(FEEDBACK.columns, 1) if column.key == key))


def _row(row: int, height: float, cells: list[str]) -> str:
    # no customHeight: the row grows with what is typed
    size = f' ht="{height:g}"' if height else ""
    return f'<row r="{row}"{size}>{"".join(cells)}</row>'


def _columns() -> Iterator[str]:
    for number, column in enumerate(FEEDBACK.columns, 1):
        hidden = ' hidden="1"' if column.header.startswith("_") else ""
        yield f'<col min="{number}" max="{number}" width="{column.width}" customWidth="1"{hidden}/>'


def _open_range(last: int) -> str:
    cells = f"{_at('reply', FIRST)}:{_at('reply', last)}"
    return f'<protectedRanges><protectedRange sqref="{cells}" name="o_tra_loi"/></protectedRanges>'
