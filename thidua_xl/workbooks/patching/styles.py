"""Adding cell formats to a workbook's styles: those that are there keep their numbers."""

import re
from dataclasses import dataclass

from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.patching.markup import Piece, child, pieces, prefix_of, put_in
from thidua_xl.workbooks.patching.package import Package


@dataclass(frozen=True, slots=True)
class Look:
    """A cell's format. Colours are RRGGBB."""

    size: int = 12
    bold: bool = False
    italic: bool = False
    underline: bool = False
    ink: str = "1F1F1F"
    fill: str = ""
    boxed: bool = True
    align: str = "left"
    wrap: bool = True
    locked: bool = True
    number: int = 0  # of a built-in number format: 0 General, 2 0.00, 49 text


def add_looks(package: Package, part: str, looks: list[Look]) -> list[str]:
    """The numbers of new formats, in the order of ``looks``. Raises NotReadable where the styles are not as usual."""
    fonts = [_added(package, part, "fonts", _font(look)) for look in looks]
    fills = [_added(package, part, "fills", _fill(look)) if look.fill else 0 for look in looks]
    box = _added(package, part, "borders", _box())
    borders = [box if look.boxed else 0 for look in looks]
    return [
        str(_added(package, part, "cellXfs", _format(look, font, fill, border)))
        for look, font, fill, border in zip(looks, fonts, fills, borders, strict=True)
    ]


def _added(package: Package, part: str, name: str, text: str) -> int:
    """Put one in; the names of its elements get the prefix the part uses. Returns its number."""
    data = package.read(part)
    found = pieces(data, 2)
    held = child(found, name)
    if held is None:
        raise NotReadable("TD-TEP-HONG", found="phần định dạng không đầy đủ")
    number = sum(1 for piece in found if piece.depth == 2 and held.inner <= piece.start < held.close)
    prefix = prefix_of(data, held)
    data = put_in(data, held, re.sub(r"<(/?)(\w)", rf"<\1{prefix}\2", text))
    package.write(part, _counted(data, held, number + 1))
    return number


def _counted(data: bytes, held: Piece, count: int) -> bytes:
    """The count in the element's start tag made right."""
    written = held.attributes.get("count")
    tag = data[held.start : held.inner]
    for quote in ('"', "'"):
        tag = tag.replace(f"count={quote}{written}{quote}".encode(), f"count={quote}{count}{quote}".encode())
    return data[: held.start] + tag + data[held.inner :]


def _font(look: Look) -> str:
    marks = ("<b/>" if look.bold else "") + ("<i/>" if look.italic else "") + ("<u/>" if look.underline else "")
    colour = f'<color rgb="FF{look.ink}"/>'
    return f'<font>{marks}<sz val="{look.size}"/>{colour}<name val="Times New Roman"/><family val="1"/></font>'


def _fill(look: Look) -> str:
    colours = f'<fgColor rgb="FF{look.fill}"/><bgColor indexed="64"/>'
    return f'<fill><patternFill patternType="solid">{colours}</patternFill></fill>'


def _box() -> str:
    sides = "".join(
        f'<{side} style="thin"><color rgb="FFA6A6A6"/></{side}>' for side in ("left", "right", "top", "bottom")
    )
    return f"<border>{sides}<diagonal/></border>"


def _format(look: Look, font: int, fill: int, border: int) -> str:
    indent = ' indent="1"' if look.align == "left" and look.boxed else ""
    wrap = ' wrapText="1"' if look.wrap else ""
    applied = "".join(
        f' apply{what}="1"' for what in ("NumberFormat", "Font", "Fill", "Border", "Alignment", "Protection")
    )
    return (
        f'<xf numFmtId="{look.number}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0"{applied}>'
        f'<alignment horizontal="{look.align}" vertical="center"{wrap}{indent}/>'
        f'<protection locked="{int(look.locked)}"/></xf>'
    )
