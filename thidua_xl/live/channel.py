"""The score cell in the channels with Python functions: theirs first, the native formula where they have no number.

The workbook keeps working, also after edits, where the functions are missing: the call is then an error.
"""

from thidua_xl.live import hidden
from thidua_xl.live.lines import score_formula
from thidua_xl.live.plan import Plan
from thidua_xl.rulebook.models import Criterion
from thidua_xl.rules.peers import Peers

PLAIN, EXCEL, LIBREOFFICE = "plain", "excel", "libreoffice"
WITH_FUNCTIONS = frozenset({EXCEL, LIBREOFFICE})


def xl_formula(plain: str, call: str) -> str:
    """``plain`` behind a call: adding 0 makes an error of a sentence, and then it is the native formula's turn."""
    return f"IFERROR(0+{call},{plain})"


def points_call(plan: Plan, row: Criterion) -> str:
    """``TD_DIEM(…)`` of a line: its text on the hidden sheet, then its inputs as the native formula reaches them."""
    cells = plan.cells(row)
    drawn = [line.code for _, line in plan.score_rows if not line.is_note]
    text = hidden.cell(hidden.LINE_TEXT, drawn.index(row.code) + 1)
    return f"TD_DIEM({','.join((text, cells.result, cells.target, cells.typed, cells.times, cells.not_arising))})"


def channel_score(plan: Plan, row: Criterion, channel: str = PLAIN) -> str:
    """The formula of a score cell. Sums, and lines that wait for the other units, are native in every channel."""
    plain = score_formula(plan, row)
    assert row.rule is not None
    if channel not in WITH_FUNCTIONS or row.is_sum or isinstance(row.rule.form, Peers):
        return plain
    return xl_formula(plain, points_call(plan, row))
