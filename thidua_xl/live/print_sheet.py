"""The live cells of `Bản in`, the page that is signed, and the values they show."""

from datetime import date, datetime
from decimal import Decimal

from thidua_xl.cells.entry import as_input, is_mark
from thidua_xl.live.plan import FIRST_ROW, Plan, quoted
from thidua_xl.live.shown import Shown, Stored
from thidua_xl.points import plain
from thidua_xl.rulebook.models import Criterion
from thidua_xl.rules.formulas import is_blank, is_number, text
from thidua_xl.rules.rule import is_marked
from thidua_xl.sheets import member
from thidua_xl.submission import Raw

NOT_ARISING = "không phát sinh"
DOTS = "……"
NO_DAY = f"ngày {DOTS} tháng {DOTS} năm {DOTS}"


def info_cell(key: str) -> str:
    """The value of an item of `Thông tin`, safe from cut and paste."""
    row = FIRST_ROW + [item.key for item in member.INFO.items].index(key)
    return f"INDEX({quoted(member.INFO.name)}!$B$1:$B${FIRST_ROW + len(member.INFO.items)},{row})"


def name_formula(key: str) -> str:
    """A name of `Thông tin`, "" where it is blank."""
    cell = info_cell(key)
    return f'IFERROR(IF({is_blank(cell)},"",TRIM({cell})),"")'


def name(shown: Shown, key: str) -> str:
    """What that formula shows."""
    value = shown.submission.info.get(key)
    return "" if value is None else _as_text(value)


def day_formula(key: str) -> str:
    """A date in words as documents of state write it: days under 10, January and February with a 0."""
    cell = info_cell(key)
    day = f'RIGHT("0"&DAY({cell}),2)'
    month = f'IF(MONTH({cell})<3,"0","")&MONTH({cell})'
    words = f'"ngày "&{day}&" tháng "&{month}&" năm "&YEAR({cell})'
    known = f"IF(AND({is_number(cell)}),{cell}>=1,FALSE)"
    return f"IFERROR(IF({known},{words},{text(NO_DAY)}),{text(NO_DAY)})"


def day(shown: Shown, key: str) -> str:
    """What that formula shows."""
    value = shown.submission.info.get(key)
    found = None if isinstance(value, bool) else as_input(value, is_date=True)
    if not isinstance(found, date):
        return NO_DAY
    month = f"{found.month:02d}" if found.month < 3 else str(found.month)
    return f"ngày {found.day:02d} tháng {month} năm {found.year}"


def attached_formula(plan: Plan) -> str:
    """Which letter the sheet goes with; dots where that is not known yet."""
    number = info_cell("document")
    document = f"IF({is_blank(number)},{text(DOTS)},TRIM({number}))"
    of = text(f" của {plan.unit.name})")
    return f'"(Kèm theo Công văn số "&IFERROR({document},{text(DOTS)})&" "&{day_formula("document_date")}&{of}'


def attached(shown: Shown) -> str:
    """What that formula shows."""
    number = name(shown, "document") or DOTS
    return f"(Kèm theo Công văn số {number} {day(shown, 'document_date')} của {shown.plan.unit.name})"


def result_formula(plan: Plan, row_number: int, row: Criterion) -> str:
    """A line's result as typed, with its target or count; blank stays blank, a marked line says so."""
    assert row.rule is not None
    cells = plan.cells_from_outside(row_number)
    result, target, times = cells.result, cells.target, cells.times
    typed = f'IF({is_blank(result)},"",IF(ISNUMBER({result}),{result},TRIM({result})))'
    if "target" in row.rule.form.reads:
        both = f"AND(LEN(TRIM({result}))>0,LEN(TRIM({target}))>0)"
        typed = f'IF({both},TRIM({result})&" (chỉ tiêu "&TRIM({target})&")",{typed})'
    if "times" in row.rule.form.reads:
        counted = f'IF({is_blank(result)},TRIM({times})&" lần",TRIM({result})&" × "&TRIM({times}))'
        typed = f"IF({is_blank(times)},{typed},{counted})"
    marked = f"IF({is_marked(cells.not_arising)},{text(NOT_ARISING)},{typed})"
    return f'IFERROR(IF({is_blank(cells.not_arising)},{typed},{marked}),"")'


def result(shown: Shown, row: Criterion) -> Stored:
    """What that formula shows."""
    assert row.rule is not None
    claim = shown.claim(row)
    reads = row.rule.form.reads
    if claim.errors & {"result", "not_arising", *(reads & {"target", "times"})}:
        return ""
    if is_mark(claim.not_arising):
        return NOT_ARISING
    typed = _as_text(claim.result)
    if "target" in reads and typed and _as_text(claim.target):
        return f"{typed} (chỉ tiêu {_as_text(claim.target)})"
    if "times" in reads and _as_text(claim.times):
        times = _as_text(claim.times)
        return f"{typed} × {times}" if typed else f"{times} lần"
    return _stored(claim.result) if typed else ""


def _stored(value: Raw) -> Stored:
    value = as_input(value, is_date=False)
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, str) else ""


def _as_text(value: Raw) -> str:
    """As a spreadsheet joins it to a text, with a decimal comma."""
    found = as_input(value, is_date=False)
    assert not isinstance(found, datetime)
    if isinstance(found, Decimal):
        return plain(found).replace(".", ",")
    return found if isinstance(found, str) else ""
