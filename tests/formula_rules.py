"""Our own XML, read for what formulas may be (workbooks.md): Excel 2010, no array entry, no locale, within limits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
EXCEL_2010 = frozenset(
    """ABS AND CHOOSE COLUMN COLUMNS COUNT COUNTA DATE DAY EXACT FALSE HYPERLINK IF IFERROR INDEX INFO INT ISBLANK
    ISERROR ISLOGICAL ISNUMBER ISTEXT LARGE LEFT LEN LOWER MATCH MAX MID MIN MOD MONTH NA NOT NOW OR RIGHT ROUND
    ROUNDDOWN ROUNDUP ROW ROWS SIGN SMALL SUBSTITUTE SUM SUMPRODUCT TODAY TRIM TRUE UPPER YEAR""".split()  # noqa: SIM905
)
OF_LOCALE = {"DATEVALUE": '"31/12/2026"'}  # the strip that tells this PC's order of dates
LONGEST_LITERAL, LONGEST_FORMULA, DEEPEST, MOST_ARGUMENTS = 250, 8000, 60, 255
LONGEST_ERROR, LONGEST_PROMPT, LONGEST_TITLE = 220, 255, 32
TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<sheet>'(?:[^']|'')*'!)|(?P<call>[A-Za-z_][\w.]*)\(|(?P<sign>[(),])"""
    r"""|(?P<other>[^"'(),A-Za-z_]+|[A-Za-z_][\w.]*!?))"""
)


@dataclass(frozen=True)
class Formula:
    """One formula of a workbook and where it stands; ``stored`` is False for a cell without a value."""

    sheet: str
    place: str
    text: str
    is_array: bool = False
    stored: bool = True

    def said(self, what: str) -> str:
        """A complaint."""
        return f"{self.sheet}!{self.place}: {what}: {self.text[:120]}"


def sheets_of(path: Path) -> dict[str, ElementTree.Element]:
    """The XML of every worksheet by its name."""
    with ZipFile(path) as book:
        relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
        targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        workbook = ElementTree.fromstring(book.read("xl/workbook.xml"))
        found = workbook.find(f"{MAIN}sheets")
        assert found is not None
        return {
            sheet.get("name", ""): ElementTree.fromstring(
                book.read("xl/" + targets[sheet.get(RELATION)].removeprefix("/xl/"))
            )
            for sheet in found
        }


def names_of(path: Path) -> dict[str, str]:
    """The defined names and what they stand for."""
    with ZipFile(path) as book:
        workbook = ElementTree.fromstring(book.read("xl/workbook.xml"))
    return {name.get("name", ""): name.text or "" for name in workbook.iter(f"{MAIN}definedName")}


def cell_formulas(sheet: str, root: ElementTree.Element) -> Iterator[Formula]:
    """The formulas of the cells."""
    for cell in root.iter(f"{MAIN}c"):
        formula = cell.find(f"{MAIN}f")
        if formula is not None:
            is_array = formula.get("t") == "array"
            yield Formula(sheet, cell.get("r", ""), formula.text or "", is_array, cell.find(f"{MAIN}v") is not None)


def validation_formulas(sheet: str, root: ElementTree.Element) -> Iterator[Formula]:
    """The formulas of the data validations."""
    for validation in root.iter(f"{MAIN}dataValidation"):
        for part in validation:
            yield Formula(sheet, f"validation {validation.get('sqref')}", part.text or "")


def conditional_formulas(sheet: str, root: ElementTree.Element) -> Iterator[Formula]:
    """The formulas of the conditional formats."""
    for conditional in root.iter(f"{MAIN}conditionalFormatting"):
        for formula in conditional.iter(f"{MAIN}formula"):
            yield Formula(sheet, f"conditional format {conditional.get('sqref')}", formula.text or "")


def validations(path: Path) -> list[tuple[str, ...]]:
    """Each data validation of a workbook: sheet, range, type, source, and whether it refuses."""
    return sorted(
        (
            sheet,
            v.get("sqref", ""),
            v.get("type", "none"),
            v.findtext(f"{MAIN}formula1") or "",
            v.get("showErrorMessage", ""),
        )
        for sheet, root in sheets_of(path).items()
        for v in root.iter(f"{MAIN}dataValidation")
    )


def formula_complaints(formula: Formula) -> Iterator[str]:
    """What one formula does that it may not."""
    text = formula.text
    if formula.is_array:
        yield formula.said("array entry")
    if not formula.stored:
        yield formula.said("no stored value")
    if "_xl" in text:
        yield formula.said("a prefix of newer functions")
    if len(text) > LONGEST_FORMULA:
        yield formula.said(f"{len(text)} characters")
    calls: list[tuple[str, int]] = []  # open brackets: the function ("" where there is none) and its commas
    place = 0
    while place < len(text):
        token = TOKEN.match(text, place)
        assert token is not None, formula.said(f"unread at {place}")
        yield from _token_complaints(formula, token, calls)
        place = token.end()
    if calls:
        yield formula.said("brackets left open")


def _token_complaints(formula: Formula, token: re.Match[str], calls: list[tuple[str, int]]) -> Iterator[str]:
    literal, call, sign = token["text"], token["call"], token["sign"]
    length = len(literal[1:-1].replace('""', '"')) if literal else 0
    if length > LONGEST_LITERAL:
        yield formula.said(f"a literal of {length} characters")
    if call:
        given = formula.text[token.end() :]
        if call not in EXCEL_2010 and not given.startswith(OF_LOCALE.get(call, "\0")):
            yield formula.said(f"the function {call}")
        if call == "MATCH" and re.match(r"[^,()]*[A-Z]\$?\d", given):
            yield formula.said("MATCH of a cell: wildcards")
        calls.append((call, 0))
        depth = sum(1 for name, _ in calls if name)
        if depth > DEEPEST:
            yield formula.said(f"{depth} levels of functions")
    elif sign == "(":
        calls.append(("", 0))
    elif sign == ")":
        calls.pop()
    elif sign == "," and calls:
        name, commas = calls[-1]
        calls[-1] = (name, commas + 1)
        if commas + 2 > MOST_ARGUMENTS:
            yield formula.said(f"over {MOST_ARGUMENTS} arguments of {name}")


def validation_complaints(sheet: str, root: ElementTree.Element, names: dict[str, str]) -> Iterator[str]:
    """What the data validations do that they may not."""
    limits = {
        "error": LONGEST_ERROR,
        "prompt": LONGEST_PROMPT,
        "errorTitle": LONGEST_TITLE,
        "promptTitle": LONGEST_TITLE,
    }
    for validation in root.iter(f"{MAIN}dataValidation"):
        place = f"{sheet}!{validation.get('sqref')}"
        for attribute, limit in limits.items():
            said = validation.get(attribute, "")
            if len(said) > limit:
                yield f"{place}: {attribute} has {len(said)} characters: {said}"
        source = validation.findtext(f"{MAIN}formula1") or ""
        if validation.get("type") == "list" and source not in names:
            yield f"{place}: a list from {source!r}, not from a defined name"
        if validation.get("type") not in (None, "none") and validation.get("showErrorMessage") != "1":
            yield f"{place}: refuses nothing"


def conditional_complaints(sheet: str, root: ElementTree.Element) -> Iterator[str]:
    """Conditional formats look only at their own sheet, and directly."""
    for formula in conditional_formulas(sheet, root):
        if "!" in formula.text or re.search(r"\b(td|list)_", formula.text):
            yield formula.said("looks beyond its sheet")


def complaints(path: Path) -> list[str]:
    """Everything a workbook's formulas, validations, conditional formats and names do that they may not."""
    names = names_of(path)
    found: list[str] = []
    for name, target in names.items():
        found += formula_complaints(Formula("defined name", name, target))
    for sheet, root in sheets_of(path).items():
        formulas = [*cell_formulas(sheet, root), *validation_formulas(sheet, root), *conditional_formulas(sheet, root)]
        found += [complaint for formula in formulas for complaint in formula_complaints(formula)]
        found += [*validation_complaints(sheet, root, names), *conditional_complaints(sheet, root)]
        if root.find(f"{MAIN}extLst") is not None:
            found.append(f"{sheet}: an extension list, which other programs drop")
    return found
