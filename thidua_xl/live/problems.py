"""The list of problems of a unit's workbook: each possible place with its formula, in order."""

from dataclasses import dataclass

from thidua_xl.cells.line_check import YEAR
from thidua_xl.findings.short import SHORT
from thidua_xl.live import figures, hidden
from thidua_xl.live.plan import FIRST_ROW, Plan, letters, quoted
from thidua_xl.rules.formulas import is_blank, is_number, text
from thidua_xl.rules.measures import DAYS_END
from thidua_xl.sheets import member, words
from thidua_xl.sheets.layout import Layout

ASKED_ITEMS = ("author", "made_on")  # of `Thông tin`: without them the head cannot ask back or order versions
LISTED = 150  # problems the sheet `Kiểm tra` shows; the strip counts them all


@dataclass(frozen=True, slots=True)
class Place:
    """One place where something may be wrong: what the list says of it, and the formula of its words."""

    kind: str  # info, figure, line, evidence, model, answer, cross
    key: str  # item key, figure, line or case code, or the register's row number
    sheet: str
    label: str
    address: str
    formula: str


def places(plan: Plan) -> list[Place]:
    """Every place, in the order of the sheets."""
    return [
        *_info(plan),
        *_figures(plan),
        *_lines(plan),
        *_evidence(plan),
        *_models(plan),
        *_answers(plan),
        *_cross_checks(plan),
    ]


def _said(code: str) -> str:
    return text(SHORT[code])


def _address(sheet: str, column: str, row: int) -> str:
    return f"#{quoted(sheet)}!{column}{row}"


def _info(plan: Plan) -> list[Place]:
    found: list[Place] = []
    for number, item in enumerate(member.INFO.items, FIRST_ROW):
        if item.key in ASKED_ITEMS:
            cell = f"INDEX({quoted(member.INFO.name)}!$B$1:$B${FIRST_ROW + len(member.INFO.items)},{number})"
            missing = f'IFERROR(IF({is_blank(cell)},{_said("TD-THIEU-THONG-TIN-NOP")},""),{_said("TD-O-LOI")})'
            address = _address(member.INFO.name, "B", number)
            found.append(Place("info", item.key, member.INFO.name, item.header, address, missing))
    return found


def _figures(plan: Plan) -> list[Place]:
    check, sheet = letters(member.FIGURES, "check"), member.FIGURES.name
    entry = letters(member.FIGURES, "result")
    return [
        Place("figure", figure.code, sheet, figure.code, _address(sheet, entry, row), f"{quoted(sheet)}!${check}${row}")
        for row, figure in plan.figure_rows
    ]


def _lines(plan: Plan) -> list[Place]:
    check, sheet = letters(member.SCORES, "check"), member.SCORES.name
    found: list[Place] = []
    for row, line in plan.lines:
        entry = "typed" if line.rule and "result" not in line.rule.form.reads else "result"
        address = _address(sheet, letters(member.SCORES, entry), row)
        found.append(Place("line", line.code, sheet, line.number, address, f"{quoted(sheet)}!${check}${row}"))
    return found


def _register_rows(layout: Layout) -> range:
    return range(FIRST_ROW, FIRST_ROW + layout.rows)


def _evidence(plan: Plan) -> list[Place]:
    layout = member.EVIDENCE
    column = letters(layout, "criterion")
    return [
        Place(
            "evidence",
            str(row),
            layout.name,
            f"dòng {row - FIRST_ROW + 1}",
            _address(layout.name, column, row),
            evidence_formula(plan, row),
        )
        for row in _register_rows(layout)
    ]


def evidence_formula(plan: Plan, row: int) -> str:
    """The first thing wrong with a row of evidence."""
    keys = ("criterion", "symbol", "issued_on", "issuer", "summary", "file")
    cells = {key: plan.register_cell(member.EVIDENCE, key, row) for key in keys}
    code, day = cells["criterion"], cells["issued_on"]
    codes = f"{quoted(member.SCORES.name)}!${letters(member.SCORES, 'code')}${FIRST_ROW}"
    codes += f":${letters(member.SCORES, 'code')}${plan.last_score_row}"
    # only text: the empty code of an explanatory row equals the number 0
    known = f"IF(ISTEXT({code}),SUMPRODUCT(--NOT(ISERROR(1/({codes}={code}))))>0,FALSE)"
    oldest = plan.rulebook.start - YEAR
    early = f"{day}<DATE({oldest.year},{oldest.month},{oldest.day})"
    dated = f'IF({day}>=TODAY()+1,{_said("TD-NGAY-SAU-HOM-NAY")},IF({early},{_said("TD-NGAY-QUA-CU")},""))'
    a_day = f"IF(AND({is_number(day)}),AND({day}>=1,{day}<{DAYS_END}),FALSE)"
    dated = f"IF({a_day},{dated},{_said('TD-KHONG-PHAI-NGAY')})"
    blank = f"OR({is_blank(cells['symbol'])},{is_blank(day)})"
    named = f"IF({blank},{_said('TD-MC-THIEU-SO')},{dated})"
    named = f"IF({known},{named},{_said('TD-MC-MA-LA')})"
    named = f"IF({is_blank(code)},{_said('TD-MC-THIEU-MA')},{named})"
    filled = f'IFERROR(IF({is_blank(*cells.values())},"",{named}),{_said("TD-O-LOI")})'
    # TODAY makes every row reckon anew at each edit: an empty one must cost nothing
    return f'IF(COUNTA({plan.register_row(member.EVIDENCE, "criterion", "file", row)})=0,"",{filled})'


def _models(plan: Plan) -> list[Place]:
    layout = member.MODELS
    return [
        Place(
            "model",
            str(row),
            layout.name,
            f"dòng {row - FIRST_ROW + 1}",
            _address(layout.name, letters(layout, "cumulative"), row),
            _model_formula(plan, row),
        )
        for row in _register_rows(layout)
    ]


def _model_formula(plan: Plan, row: int) -> str:
    new, all_of_them = (plan.register_cell(member.MODELS, key, row) for key in ("new", "cumulative"))
    both = f"AND({is_number(new)},{is_number(all_of_them)})"
    compared = f'IF({both},IF({all_of_them}<{new},{_said("TD-LUY-KE-NHO")},""),"")'
    return f'IFERROR(IF({is_blank(new, all_of_them)},"",{compared}),{_said("TD-O-LOI")})'


def _answers(plan: Plan) -> list[Place]:
    sheet, column = member.CONDITIONS.name, letters(member.CONDITIONS, "answer")
    found: list[Place] = []
    for row, case in plan.condition_rows:
        answer = plan.answer_cell(row)
        known = ",".join(f"TRIM({answer})={text(word)}" for word in (*words.ANSWERS, words.YES, words.NO))
        wrong = f'IF(OR({known}),"",{_said("TD-TRA-LOI-LA")})'
        formula = f"IFERROR(IF({is_blank(answer)},{_said('TD-THIEU-TRA-LOI')},{wrong}),{_said('TD-O-LOI')})"
        found.append(Place("answer", case.code, sheet, case.code, _address(sheet, column, row), formula))
    return found


def _cross_checks(plan: Plan) -> list[Place]:
    sheet, column = member.FIGURES.name, letters(member.FIGURES, "result")
    return [
        Place(
            "cross",
            check.code,
            sheet,
            f"đối chiếu {check.code}",
            _address(sheet, column, FIRST_ROW),
            figures.cross_formula(plan, check),
        )
        for check in figures.own_checks(plan)
    ]


def found_formula(position: int, plan_places: int) -> str:
    """The row, on `_thidua`, of the ``position``-th place (from 1) with words; "" where there are not so many.

    Each looks on from the one before: one pass over all places, and no long chain of cells.
    """
    said = f"${hidden.WORDS}$1:${hidden.WORDS}${plan_places}"
    if position == 1:
        return f'IFERROR(MATCH("?*",{said},0),"")'
    before = f"${hidden.FOUND}${position - 1}"
    rest = f"INDEX({said},{before}+1):${hidden.WORDS}${plan_places}"
    return f'IFERROR(IF(ISNUMBER({before}),{before}+MATCH("?*",{rest},0),""),"")'


def count_formula(plan_places: int) -> str:
    """How many problems there are, for the cell ``total_formula`` names."""
    return f"SUMPRODUCT(--(LEN(${hidden.WORDS}$1:${hidden.WORDS}${plan_places})>0))"


def total_formula() -> str:
    """The cell that says how many problems there are."""
    return hidden.cell(hidden.TOTAL, 1)


def listed_formula(column: str, position: int, plan_places: int) -> str:
    """What a column of the list says of the ``position``-th problem."""
    found = hidden.cell(hidden.FOUND, position)
    return f'IF(ISNUMBER({found}),INDEX({hidden.span(column, 1, plan_places)},{found}),"")'
