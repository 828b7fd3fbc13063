"""Colours that tell a row's state at a glance. They look only at cells of their own sheet."""

from collections.abc import Sequence
from typing import Any

from thidua_xl.findings.short import SHORT
from thidua_xl.live.plan import FIRST_ROW
from thidua_xl.workbooks.writing import style
from thidua_xl.workbooks.writing.growing import GrowingSheet
from thidua_xl.workbooks.writing.member.canvas import BLUE, DONE, MISSING, WRONG, YELLOW, Canvas

NOT_YET = tuple(dict.fromkeys(SHORT[code] for code in ("TD-CHUA-CHAM", "TD-THIEU-SO-LIEU")))
NO_EVIDENCE = tuple(sorted({SHORT["TD-THIEU-MINH-CHUNG"], SHORT["TD-NEN-CO-MINH-CHUNG"]}))


def _when(canvas: Canvas, sheet: GrowingSheet, cells: str, formula: str, look: dict[str, Any], **more: Any) -> None:
    made = canvas.book.add_format(look)
    sheet.conditional_format(cells, {"type": "formula", "criteria": f"={formula}", "format": made, **more})


def show_checks(canvas: Canvas, sheet: GrowingSheet, column: str, last: int) -> None:
    """What is wrong is red; what is only not done yet is quiet, so that an empty sheet does not scold."""
    cells = f"{column}{FIRST_ROW}:{column}{last}"
    not_yet = ",".join(f'${column}{FIRST_ROW}="{words}"' for words in NOT_YET)
    _when(canvas, sheet, cells, f"OR({not_yet})", {"font_color": style.QUIET, "italic": True}, stop_if_true=True)
    _when(canvas, sheet, cells, f"LEN(${column}{FIRST_ROW})>0", {"bg_color": WRONG})


def show_lines(canvas: Canvas, sheet: GrowingSheet, score: str, evidence: str, check: str, last: int) -> None:
    """`Tự chấm`: lines without evidence, lines with a problem, complete lines."""
    first = FIRST_ROW
    missing = ",".join(f'${check}{first}="{words}"' for words in NO_EVIDENCE)
    _when(canvas, sheet, f"{evidence}{first}:{evidence}{last}", f"OR({missing})", {"bg_color": MISSING})
    complete = f"AND(ISNUMBER(${score}{first}),ISNUMBER(${evidence}{first}),LEN(${check}{first})=0)"  # no sum
    _when(canvas, sheet, f"{score}{first}:{score}{last}", complete, {"bg_color": DONE})
    show_checks(canvas, sheet, check, last)


def group_thousands(canvas: Canvas, sheet: GrowingSheet, ranges: Sequence[str]) -> None:
    """Whole numbers from 1,000 with their thousands apart; a fixed format would show 46 as ``46,``."""
    if not ranges:
        return
    first = ranges[0].partition(":")[0]
    whole = f"IF(ISNUMBER({first}),AND(ABS({first})>=1000,{first}=INT({first})),FALSE)"
    _when(canvas, sheet, ranges[0], whole, {"num_format": "#,##0"}, multi_range=" ".join(ranges))


def open_rows(canvas: Canvas, sheet: GrowingSheet, cells: str) -> None:
    """The lines and the yellow of a register's open rows: not formats of the cells, which would be printed empty."""
    _when(canvas, sheet, cells, "ROW()>0", {"bg_color": YELLOW, **style.BOX})


def filled_rows(canvas: Canvas, sheet: GrowingSheet, cells: str, tells: str) -> None:
    """The lines and the blue of computed rows that show something in column ``tells``."""
    row = "".join(filter(str.isdigit, cells.partition(":")[0]))
    _when(canvas, sheet, cells, f"LEN(${tells}{row})>0", {"bg_color": BLUE, **style.BOX})
