"""The sheet `Phản hồi` and our comments in workbooks that have other people's comments and other people's XML."""

import io
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from test_feedback import parts

from thidua_xl.consolidation.feedback import Feedback, ToMend
from thidua_xl.consolidation.replies import replies_in
from thidua_xl.errors import NotReadable
from thidua_xl.masters.drawn_lines import DrawnLine
from thidua_xl.sheets.feedback import AUTHOR, FEEDBACK
from thidua_xl.workbooks.patching import with_feedback
from thidua_xl.workbooks.patching.markup import pieces, put_in
from thidua_xl.workbooks.reading import read_book

ONE = Feedback("CAT", "Công an", findings=[ToMend("TD-X", True, "Sai", "Sửa", "A", "B3", key="k")])


def simple(**comments: str) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "A"
    for cell, text in comments.items():
        sheet[cell].comment = Comment(text, "Tôi")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def comments(data: bytes) -> dict[str, tuple[str, str]]:
    sheet = load_workbook(io.BytesIO(data))["A"]
    found = (cell for row in sheet.iter_rows() for cell in row if cell.comment)
    return {cell.coordinate: (cell.comment.author, cell.comment.text.split("\n")[0]) for cell in found if cell.comment}


def test_comments_of_others_stay_and_ours_are_renewed() -> None:
    first = with_feedback(simple(C4="của tôi"), ONE, "", "")
    assert comments(first) == {"C4": ("Tôi", "của tôi"), "B3": (AUTHOR, "Cần sửa: Sai")}
    mended = Feedback("CAT", "Công an", findings=[ToMend("TD-X", False, "Xem", "Sửa", "A", "D9", key="k")])
    second = with_feedback(first, mended, "", "")
    assert comments(second) == {"C4": ("Tôi", "của tôi"), "D9": (AUTHOR, "Cần xem lại: Xem")}
    drawing = next(part for name, part in parts(second).items() if name.endswith(".vml"))
    assert (drawing.count(b"<x:Row>"), drawing.count(b"Row>") // 2) == (1, 2)
    assert len(list(ElementTree.fromstring(drawing))) >= 3
    taken = with_feedback(simple(B3="của tôi"), ONE, "", "")
    assert comments(taken) == {"B3": ("Tôi", "của tôi")}


def test_a_part_written_with_prefixes() -> None:
    data = '<?xml version="1.0"?><x:a b="1>2"><x:c/><x:d>é</x:d></x:a>'.encode()
    found = {piece.name: piece for piece in pieces(data, 1)}
    assert put_in(data, found["c"], "<x:e/>").endswith("<x:c><x:e/></x:c><x:d>é</x:d></x:a>".encode())
    assert put_in(data, found["d"], "!").endswith("<x:d>é!</x:d></x:a>".encode())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<!DOCTYPE a><a/>"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(NotReadable):
        with_feedback(data, ONE, "", "")
    with pytest.raises(NotReadable):
        pieces(data, 1)


def test_the_sheet_is_read_whatever_it_says() -> None:
    odd = Feedback(
        "CAT", "A & <B>", findings=[ToMend("TD-X", True, "=1+1 & <b>\x01", "“a”", "A", "", key="k", reply="@x")]
    )
    book = read_book(with_feedback(simple(), odd, "&", '"'), "x.xlsx")
    assert replies_in(book) == {"k": "@x"}
    assert all(cell.formula is None for sheet in book.sheets for cell in sheet.cells.values())


def test_an_assessed_result_is_told_beside_what_the_unit_wrote() -> None:
    line = DrawnLine("CAT", "I", "Án", claimed=Decimal(6), result=Decimal("5.5"), reason="rà lại")
    told = Feedback("CAT", "Công an", lines=[(line, "")])
    book = load_workbook(io.BytesIO(with_feedback(simple(), told, "", "")))
    texts = [str(cell.value) for row in book[FEEDBACK.name].iter_rows() for cell in row]
    wanted = "Kết quả thẩm định 5,5, đơn vị ghi 6: điểm tính theo kết quả thẩm định. rà lại"
    assert wanted in texts
