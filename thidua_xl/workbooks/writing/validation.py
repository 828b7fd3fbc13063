"""What a column's cells take: its drop-down or limits, the refusal, and the prompt while typing."""

from datetime import timedelta
from typing import Any

from thidua_xl.rules.vocabulary import UNBOUNDED
from thidua_xl.sheets.desk import DATES_FROM, DATES_TO
from thidua_xl.sheets.layout import Column, Content
from thidua_xl.sheets.prompts import refusal
from thidua_xl.workbooks.writing.vocabularies import Vocabularies

LONGEST_TITLE, LONGEST_PROMPT = 32, 255  # Office's limits
MOST = 10**12
LAST_DAY = DATES_TO - timedelta(days=1)


def validation(column: Column, cell: str, vocabularies: Vocabularies) -> dict[str, Any] | None:
    """XlsxWriter's options for a range whose first cell is ``cell``; None where anything goes and nothing is said."""
    limits = _limits(column, cell, vocabularies)
    if limits is None and not column.help:
        return None
    options: dict[str, Any] = {**(limits or {"validate": "any"}), "ignore_blank": True}
    if limits:
        options |= {"error_title": column.header[:LONGEST_TITLE], "error_message": refusal(column)}
    if column.help:
        options |= {"input_title": column.header[:LONGEST_TITLE], "input_message": column.help[:LONGEST_PROMPT]}
    return options


def _limits(column: Column, cell: str, vocabularies: Vocabularies) -> dict[str, Any] | None:
    match column.content:
        case Content.WORD:
            return {"validate": "list", "source": f"={vocabularies.name(column)}"}
        case Content.DATE:
            return {"validate": "date", "criteria": "between", "minimum": DATES_FROM, "maximum": LAST_DAY}
        case Content.POINTS | Content.NUMBER:
            return {"validate": "decimal", "criteria": ">=", "value": 0}
        case Content.COUNT:
            return {"validate": "integer", "criteria": ">=", "value": 0}
        case Content.PERCENT:
            return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
        case Content.AMOUNT:
            return {"validate": "decimal", "criteria": "between", "minimum": -MOST, "maximum": MOST}
        case Content.BOUND:
            return {"validate": "custom", "value": f'=OR(ISNUMBER({cell}),TRIM({cell})="{UNBOUNDED}")'}
        case _:
            return None
