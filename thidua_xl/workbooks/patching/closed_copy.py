"""A copy of a master in which formulas are their values.

What the head added (charts, pictures, pivots, macros, settings) stays as it is, which opening and saving with a library
would not promise.
"""

import re
from collections.abc import Iterator

from thidua_xl.workbooks.patching.markup import Edit, Piece, edited, pieces
from thidua_xl.workbooks.patching.package import opened, sheet_parts, workbook_part

CHAIN = "calcChain"  # the order in which formulas are computed: Excel repairs a file that has it without formulas
SPILLS = re.compile(rb"""\s+cm=("[^"]*"|'[^']*')""")
TEXT_TYPE = re.compile(rb"""\s+t=("str"|'str')""")
VALUE = re.compile(rb"<((?:\w+:)?)v(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?v>)", re.DOTALL)


def values_only(data: bytes) -> bytes:
    """The workbook with every formula replaced by the value it shows."""
    package = opened(data)
    workbook = workbook_part(package)
    for part in sheet_parts(package, workbook).values():
        package.write(part, without_formulas(package.read(part)))
    chain = package.target(workbook, CHAIN)
    if chain and package.has(chain):
        package.remove(chain, workbook)
    return package.bytes()


def without_formulas(xml: bytes) -> bytes:
    """A sheet's part with values only."""
    return edited(xml, _values(xml))


def _values(xml: bytes) -> Iterator[Edit]:
    formula: Piece | None = None
    for piece in pieces(xml, 4):
        if piece.depth == 4 and piece.name == "f":
            formula = piece
        elif piece.depth == 3 and piece.name == "c":
            if formula:
                yield Edit(piece.start, piece.end, _shown(xml, piece, formula))
            formula = None


def _shown(xml: bytes, cell: Piece, formula: Piece) -> bytes:
    """The cell without its formula; a text then stands in the cell itself, an empty one leaves it blank."""
    tag = SPILLS.sub(b"", xml[cell.start : cell.inner])  # ``cm`` says of a formula that it spills
    rest = xml[cell.inner : formula.start] + xml[formula.end : cell.end]
    if cell.attributes.get("t") != "str":
        return tag + rest
    found = VALUE.search(rest)
    text = found[2] if found else b""
    if not text:
        return TEXT_TYPE.sub(b"", tag)[:-1] + b"/>"
    x = found[1] if found else b""
    held = b'<%sis><%st xml:space="preserve">%s</%st></%sis></%sc>' % (x, x, text, x, x, x)
    return TEXT_TYPE.sub(b' t="inlineStr"', tag) + held
