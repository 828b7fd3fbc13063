"""Faults of what units claim on the lines of `Tự chấm` and answer on `Điều kiện`."""

from collections.abc import Callable
from functools import partial

from bench import amended, at, on_line, typed, written
from faults import SCORES, D, Fault, answered, day, line, of_file, sent, silent_code
from spoiling import error, formula, number, number_format, spoiled, text, together

from thidua_xl.rulebook.models import Rulebook
from thidua_xl.submission import Raw

CONDITIONS = "Điều kiện"


def typed_in(unit: str, code: str, key: str) -> tuple[str, str]:
    return SCORES, at(unit, code, key)


def not_finite(value: str) -> Fault:
    """What no spreadsheet writes in place of a number; the score is what one shows for a word."""
    cell = at("STP", "I.1.4", "result")

    def plant() -> bytes:
        return spoiled(typed("STP", on_line("I.1.4", result="vô hạn")), silent_code(number(SCORES, cell, value)))

    return Fault(f"Ô kết quả chứa {value}", "TD-KHONG-PHAI-SO", "STP", SCORES, cell, plant)


def on_blank(what: str, finding: str, key: str, change: str | int) -> Fault:
    """Typed in a cell the template keeps closed, on a line that is blank."""
    cell = at("STP", "I.1.2", key)
    put = text(SCORES, cell, change) if isinstance(change, str) else number(SCORES, cell, change)
    at_fault = at("STP", "I.1.2", "result" if key == "times" else key)
    blank = on_line("I.1.2", result=None, target=None)
    return Fault(what, finding, "STP", SCORES, at_fault, lambda: spoiled(typed("STP", blank), silent_code(put)))


def by_other(what: str, finding: str, code: str, by: Callable[[], Rulebook], **values: Raw) -> Fault:
    """A result that a rulebook with a gap does not provide for."""

    def plant() -> bytes:
        return written(on_line(code, **values)(sent("STP")), by())

    return Fault(what, finding, "STP", SCORES, at("STP", code), plant, by=by)


NUMBERS = (
    line("Gõ chữ “chín” vào ô Kết quả", "TD-KHONG-PHAI-SO", "STP", "I.1.4", "result", result="chín"),
    line("Số gõ thành chữ, chỉ có một cách đọc", "TD-SO-DANG-CHU", "STP", "I.1.2", "result", result="396"),
    line("Số gõ thành chữ, có hai cách đọc", "TD-SO-HAI-CACH-DOC", "STP", "I.STP.5", "target", target="3.704"),
    of_file(
        "Gõ 10/12, máy đổi thành ngày",
        "TD-SO-THANH-NGAY",
        "STP",
        typed_in("STP", "I.1.4", "result"),
        together(
            number(SCORES, at("STP", "I.1.4", "result"), 46366),
            number_format(SCORES, at("STP", "I.1.4", "result"), "dd-mmm"),
        ),
    ),
    of_file(
        "Ô kết quả báo lỗi #REF!",
        "TD-O-LOI",
        "STP",
        typed_in("STP", "I.1.4", "result"),
        error(SCORES, at("STP", "I.1.4", "result")),
    ),
    not_finite("NaN"),
    not_finite("1e999"),
    of_file(
        "Ô kết quả có công thức chưa tính",
        "TD-CONG-THUC-CHUA-TINH",
        "STP",
        typed_in("STP", "I.1.4", "result"),
        formula(SCORES, at("STP", "I.1.4", "result"), "1+1", None),
    ),
    line("Số lần là số âm", "TD-SO-AM", "STP", "III.3.2", "result", result=D(-1)),
    line("Số lần là số lẻ", "TD-SO-LE", "STP", "III.3.2", "result", result=D("1.5")),
    line("Chỉ tiêu bằng 0", "TD-THIEU-CHI-TIEU", "STP", "I.1.2", "target", target=D(0)),
    line("Không ghi chỉ tiêu", "TD-THIEU-CHI-TIEU", "STP", "I.1.2", "target", target=None),
    line("Tỷ lệ gõ 0,84 thay cho 8,4", "TD-PHAN-TRAM-NHO", "CAT", "I.CAT.2.c", "result", result=D("0.84")),
    line("Kết quả gấp 20 lần chỉ tiêu", "TD-TY-LE-KHO-TIN", "STP", "I.1.2", "result", result=D(7920)),
)

POINTS = (
    line("Để trống cả dòng", "TD-CHUA-CHAM", "STP", "I.1.2", "result", result=None, target=None),
    on_blank("Ghi số lần mà không ghi kết quả", "TD-THIEU-KET-QUA", "times", 1),
    line("Chọn mức mà không ghi điểm", "TD-THIEU-DIEM", "STP", "II.1.2", "typed", typed=None),
    line("Ghi điểm mà không chọn mức", "TD-THIEU-MUC", "STP", "II.1.2", "result", result=None),
    line("Mức không có trong danh sách", "TD-MUC-KHONG-CO", "STP", "I.1.3", "result", result="Rất tốt"),
    line("Điểm ngoài khung của mức", "TD-NGOAI-KHUNG", "STP", "II.1.2", "typed", typed=D("0.25")),
    line("Điểm vượt tối đa", "TD-VUOT-TOI-DA", "STP", "III.1.3", "typed", typed=D("3.5")),
    line("Điểm dưới mức thấp nhất", "TD-DUOI-SAN", "STP", "III.1.3", "typed", typed=D("-0.5")),
    line("Điểm sai bước", "TD-LECH-BUOC", "STP", "III.1.3", "typed", typed=D("2.6")),
    by_other(
        "Ghi Không nộp ở dòng chưa quy định điểm",
        "TD-KHONG-NOP-KHONG-CO-MUC",
        "V.1.b",
        partial(amended, "Tiêu chí", "V.1.b", "Điểm tối đa", ""),
        result="Không nộp",
    ),
    by_other(
        "Kết quả rơi vào khoảng hở giữa hai mức",
        "TD-NGOAI-CAC-MUC",
        "I.1.2",
        partial(amended, "Mức", "I.1.2", "Từ", "97", row=1),
        result=D(380),
    ),
    line("Điểm đề nghị khác điểm tính", "TD-DIEM-KHAC-TINH", "STP", "I.1.2", "typed", typed=D(2)),
    of_file(
        "Ghi số ở dòng cộng",
        "TD-DONG-CONG",
        "STP",
        typed_in("STP", "I.1", "result"),
        number(SCORES, at("STP", "I.1", "result"), 5),
    ),
)

NOT_ARISING = (
    line(
        "Không phát sinh mà vẫn có kết quả",
        "TD-KPS-CO-KET-QUA",
        "BCHQS",
        "I.BCHQS.3",
        "not_arising",
        not_arising="x",
        reason="Trong kỳ không diễn tập",
    ),
    on_blank("Không phát sinh ở dòng không được phép", "TD-KPS-KHONG-DUOC", "not_arising", "x"),
    line(
        "Không phát sinh mà không giải trình",
        "TD-KPS-THIEU-LY-DO",
        "BCHQS",
        "I.BCHQS.3",
        "reason",
        not_arising="x",
        result=None,
    ),
    line(
        "Cột Không phát sinh ghi dấu khác x",
        "TD-KPS-DAU-LA",
        "BCHQS",
        "I.BCHQS.3",
        "not_arising",
        not_arising="ko",
        result=None,
        reason="Trong kỳ không diễn tập",
    ),
)

DAYS = (
    line("Ngày gõ thành chữ", "TD-NGAY-DANG-CHU", "STP", "I.1.1", "result", result="25/01/2026"),
    line("Ô ngày ghi chữ", "TD-KHONG-PHAI-NGAY", "STP", "I.1.1", "result", result="đầu năm"),
    line("Ngày sau hôm nay", "TD-NGAY-SAU-HOM-NAY", "STP", "III.1.1", "result", result=day("2027-02-28")),
    line("Ngày trước kỳ quá một năm", "TD-NGAY-QUA-CU", "STP", "I.1.1", "result", result=day("2024-01-25")),
)

ANSWERS = (
    Fault(
        "Không trả lời một điều kiện",
        "TD-THIEU-TRA-LOI",
        "STP",
        CONDITIONS,
        "C8",
        lambda: typed("STP", answered("DK02", None)),
    ),
    Fault(
        "Trả lời ngoài hai câu",
        "TD-TRA-LOI-LA",
        "STP",
        CONDITIONS,
        "C8",
        lambda: typed("STP", answered("DK02", "chắc là không")),
    ),
)

FAULTS = (*NUMBERS, *POINTS, *NOT_ARISING, *DAYS, *ANSWERS)
