"""What a cell says: the refusal of a wrong value, by what its column holds, and the comment on a header."""

from thidua_xl.rules.vocabulary import UNBOUNDED
from thidua_xl.sheets.layout import Column, Content

LONGEST_REFUSAL = 220  # Office takes 224 characters
_DECIMAL = "Dùng dấu thập phân của máy này (8,5 hoặc 8.5), không gõ dấu phân cách hàng nghìn."
_TEXTS: dict[Content, str] = {
    Content.POINTS: f"Ghi số điểm từ 0 trở lên. {_DECIMAL}",
    Content.NUMBER: f"Ghi một số từ 0 trở lên. {_DECIMAL}",
    Content.BOUND: f"Ghi số điểm, hoặc ghi “{UNBOUNDED}” nếu không giới hạn. {_DECIMAL}",
    Content.COUNT: "Ghi một số nguyên từ 0 trở lên, ví dụ 3.",
    Content.PERCENT: f"Ghi tỷ lệ từ 0 đến 100, ví dụ 20% hoặc 20. {_DECIMAL}",
    Content.AMOUNT: f"Ghi một số, hoặc tỷ lệ có dấu %, ví dụ 3 hoặc 20%. {_DECIMAL}",
    Content.DATE: "Ghi ngày theo thứ tự ngày, tháng, năm của máy này, ví dụ 15/06/2026.",
}


def refusal(column: Column) -> str:
    """At most 220 characters; "" for a column that takes any text."""
    if column.content is not Content.WORD:
        return _TEXTS.get(column.content, "")
    allowed = f"Chỉ nhận: {'; '.join(column.choices)}."
    return allowed if len(allowed) <= LONGEST_REFUSAL else "Chọn một trong các từ của danh sách thả xuống."


def comment(column: Column) -> str:
    """What the column is for and its words; "" where the header says it all."""
    said = [column.help] if column.help else []
    if column.choices:
        said.append(f"Chọn một trong: {'; '.join(column.choices)}.")
    return "\n".join(said)
