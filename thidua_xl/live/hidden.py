"""The hidden sheet `_thidua`: what the template carries for its return, lists for drop-downs, working cells."""

from thidua_xl.sheets import member

NAME = member.HIDDEN.name

# item | value, from row 1: what says which template this is
KEY, VALUE = "A", "B"
META_KEYS = ("marker", "format_version", "fingerprint", "unit", "period", "channel", "practice", "made_by")
MARKER = "thidua-xl/member"
# code | canonical text of each line, from row 1
LINE_CODE, LINE_TEXT = "D", "E"
# the whole rulebook as JSON, in pieces a cell can hold, from row 1
JSON = "G"
JSON_PIECE = 16_000  # letters; a cell holds 32,767 units of UTF-16, at most two of them a letter
# lists for drop-downs: one column each from here on, named list_1, list_2 …
FIRST_LIST = 9

# working cells of a line, in the line's own row of `Tự chấm`
REACH, PERCENT, SUM_CHECK = "BA", "BB", "BC"
SHORTFALL = "BD"
CASE = "BE"
REACH_TOTAL = 1  # the row, above the lines, where what the unit can reach is added up
# the places where something may be wrong: sheet, place, address, words; from row 1 the rows of those with words
FOUND, SHEET, PLACE, ADDRESS, WORDS = "BH", "BI", "BJ", "BK", "BL"
TOTAL = "BM"  # row 1: how many they are
# one row a condition: did it happen, and how many classes it bars
HAPPENED = "BF"


def cell(column: str, row: int) -> str:
    """A working cell as other sheets name it."""
    return f"{NAME}!${column}${row}"


def span(column: str, first: int, last: int) -> str:
    """A run of working cells."""
    return f"{NAME}!${column}${first}:${column}${last}"
