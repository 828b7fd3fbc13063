"""Number formats: from a cell's style to the code that shows it."""

from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.reading.bounds import MAX_DEPTH, MAX_STYLES
from thidua_xl.workbooks.reading.known import KNOWN
from thidua_xl.workbooks.reading.markup import parse, too_deep

GENERAL = "General"

# ECMA-376 part 1, 18.8.30: these ids are never written out. 14 and 22 follow the PC's settings, and 27 to 36
# and 50 to 58 are dates in East Asian versions of Excel.
BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);\\("$"#,##0\\)',
    6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
    7: '"$"#,##0.00_);\\("$"#,##0.00\\)',
    8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "mm-dd-yy"),
}


class Formats:
    """One pass over ``xl/styles.xml`` that keeps only the number formats of the cell styles."""

    def __init__(self, data: bytes, part: str) -> None:
        self.part = part
        self.own: dict[str, str] = {}
        self.ids: list[str] = []
        self.depth = 0
        self.in_cell_styles = False
        parse(data, part, self.start, self.end, lambda _: None)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise too_deep(self.part)
        local = name.rpartition(":")[2]
        if local == "xf" and self.in_cell_styles:
            self.ids.append(attributes.get("numFmtId", "0"))
        elif local == "numFmt" and self.depth <= 3:  # deeper ones belong to differential styles
            self.own[attributes.get("numFmtId", "")] = attributes.get("formatCode", GENERAL)
        elif local == "cellXfs":
            self.in_cell_styles = True
        if max(len(self.ids), len(self.own)) > MAX_STYLES:
            raise NotReadable(
                "TD-TEP-VUOT-GIOI-HAN",
                found=f"hơn {MAX_STYLES} kiểu định dạng ô",
                allowed=f"{MAX_STYLES} kiểu",
            )

    def end(self, name: str) -> None:
        self.depth -= 1
        if name.rpartition(":")[2] == "cellXfs":
            self.in_cell_styles = False

    def code(self, identifier: str) -> str:
        """The format code of a ``numFmtId``; one that nobody defined shows as General."""
        if identifier in self.own:
            return self.own[identifier]
        return BUILT_IN.get(int(identifier), GENERAL) if identifier.isdecimal() else GENERAL


def formats(data: bytes, part: str) -> list[str]:
    """The number format code of each cell style, by style index."""
    known = KNOWN.formats.get(data)
    if known is None:
        read = Formats(data, part)
        known = [read.code(identifier) for identifier in read.ids] or [GENERAL]
        KNOWN.keep_formats(data, known)
    return list(known)
