"""Faults of identity and time, evidence, figures and texts."""

import unicodedata
from dataclasses import replace

from bench import at, in_register, on_evidence, on_figure, on_info, on_line
from faults import FIGURES, SCORES, D, Fault, day, in_info, of_file, of_typing, sent
from spoiling import number, shows

from thidua_xl.sheets import member
from thidua_xl.submission import Evidence, RegisterRow, Submission

U = "STP"
EVIDENCE, MODELS = member.EVIDENCE, member.MODELS
NEXT = len(sent(U).evidence)  # the first empty row of `Minh chứng`


def info(what: str, code: str, key: str, **values: object) -> Fault:
    return of_typing(what, code, U, in_info(key), on_info(**values))  # type: ignore[arg-type]


def evidence(what: str, code: str, row: int, key: str, **values: object) -> Fault:
    place = EVIDENCE.name, in_register(EVIDENCE, row, key)
    return of_typing(what, code, U, place, on_evidence(row, **values))  # type: ignore[arg-type]


def one_more(what: str, code: str, key: str, **values: object) -> Fault:
    """One more row of evidence."""
    usual = {"criterion": "I.1.2", "symbol": "999/BC-STP", "issued_on": day("2026-06-01"), "issuer": "Sở Tư pháp"}
    item = Evidence.model_validate({**usual, **values})
    place = EVIDENCE.name, in_register(EVIDENCE, NEXT, key)
    return of_typing(what, code, U, place, lambda sent: sent.model_copy(update={"evidence": (*sent.evidence, item)}))


def without_evidence(what: str, code: str, line: str) -> Fault:
    def typing(sent: Submission) -> Submission:
        return sent.model_copy(update={"evidence": tuple(e for e in sent.evidence if e.criterion != line)})

    return of_typing(what, code, U, (SCORES, at(U, line, "evidence")), typing)


def figure(what: str, code: str, unit: str, named: str, key: str, **values: object) -> Fault:
    return of_typing(what, code, unit, (FIGURES, at(unit, named, key)), on_figure(named, **values))  # type: ignore[arg-type]


def same_document(sent: Submission) -> Submission:
    """One document serves three lines."""
    first = sent.evidence[0]
    rows = [e.model_copy(update={"symbol": first.symbol, "issued_on": first.issued_on}) for e in sent.evidence[:3]]
    return sent.model_copy(update={"evidence": (*rows, *sent.evidence[3:])})


def more_new(sent: Submission) -> Submission:
    row = RegisterRow(values={**sent.registers[MODELS.name][0].values, "new": D(95)})
    return sent.model_copy(update={"registers": {**sent.registers, MODELS.name: (row,)}})


def no_cases(sent: Submission) -> Submission:
    return on_figure("SL06", result=D(0))(on_figure("SL05", result=D(0))(sent))


IDENTITY = (
    info("Nộp sau hạn", "TD-NOP-MUON", "made_on", made_on=day("2026-12-12")),
    info("Ngày lập sau hôm nay", "TD-NGAY-SAU-HOM-NAY", "made_on", made_on=day("2027-11-20")),
    info("Không ghi người lập", "TD-THIEU-THONG-TIN-NOP", "author", author=None),
    info("Lần nộp ghi bằng chữ", "TD-LAN-NOP-SAI", "submission", submission="lần hai"),
    info("Lần nộp gõ thành chữ", "TD-SO-DANG-CHU", "submission", submission="2"),
    info("Tổng điểm trên bản ký khác tệp", "TD-TONG-BAN-KY-LECH", "signed_total", signed_total=D(50)),
)

EVIDENCES = (
    without_evidence("Xóa minh chứng bắt buộc", "TD-THIEU-MINH-CHUNG", "I.1.1"),
    without_evidence("Xóa minh chứng nên có", "TD-NEN-CO-MINH-CHUNG", "I.1.2"),
    one_more("Minh chứng cho mã không có", "TD-MC-MA-LA", "criterion", criterion="I.9.9"),
    one_more("Minh chứng không ghi mã", "TD-MC-THIEU-MA", "criterion", criterion=None),
    evidence("Minh chứng thiếu số ký hiệu", "TD-MC-THIEU-SO", 1, "symbol", symbol=""),
    evidence("Minh chứng thiếu ngày", "TD-MC-THIEU-SO", 1, "issued_on", issued_on=None),
    evidence("Minh chứng ghi ngày sau hôm nay", "TD-NGAY-SAU-HOM-NAY", 1, "issued_on", issued_on=day("2027-01-02")),
    evidence("Minh chứng trước kỳ quá một năm", "TD-NGAY-QUA-CU", 1, "issued_on", issued_on=day("2024-06-02")),
    evidence("Ngày ban hành ghi chữ", "TD-KHONG-PHAI-NGAY", 1, "issued_on", issued_on="tháng 6"),
    of_typing("Một văn bản cho ba dòng", "TD-MC-NHIEU-DONG", U,
              (EVIDENCE.name, in_register(EVIDENCE, 2, "symbol")), same_document),
)  # fmt: skip

NUMBERS = (
    figure("Không ghi số liệu", "TD-THIEU-SO-LIEU", U, "SL13", "result", result=None),
    figure("Không ghi kế hoạch", "TD-THIEU-KE-HOACH", "VKS", "SL21", "target", target=None),
    figure("Số đếm là số lẻ", "TD-SO-LE", U, "SL14", "result", result=D("157.5")),
    replace(figure("Số đếm là số âm", "TD-SO-AM", U, "SL26", "before", before=D(-62)),
            also=("TD-DOI-CHIEU-CHUA-DU",)),
    of_file("Sửa kế hoạch khối giao", "TD-KE-HOACH-BI-SUA", U, (FIGURES, at(U, "SL13", "target")),
            number(FIGURES, at(U, "SL13", "target"), 100)),
    of_file("Tỷ lệ hiện khác kết quả chia kế hoạch", "TD-TY-LE-LECH", U, (FIGURES, at(U, "SL13", "ratio")),
            shows(FIGURES, at(U, "SL13", "ratio"), "120")),
    figure("Đối chiếu không khớp", "TD-DOI-CHIEU-SAI", "TAND", "SL07", "result", result=D("95.5")),
    figure("Đối chiếu chưa khớp, mức cảnh báo", "TD-DOI-CHIEU-LECH", U, "SL26", "result", result=D(82)),
    figure("Thiếu số để đối chiếu", "TD-DOI-CHIEU-CHUA-DU", U, "SL26", "before", before=None),
    of_typing("Đối chiếu có phép chia cho 0", "TD-DOI-CHIEU-CHIA-0", "TAND", (FIGURES, at("TAND", "SL07", "result")),
              no_cases),
    figure("Tăng sáu lần so với cùng kỳ", "TD-TANG-DOT-BIEN", U, "SL14", "result", result=D(900)),
    figure("Ghi nghìn đồng vào ô triệu đồng", "TD-NHAM-DON-VI", U, "SL28", "result", result=D(44200)),
    figure("Gấp mười hai lần kế hoạch", "TD-TY-LE-KHO-TIN", U, "SL28", "result", result=D(500), before=None),
    figure("Tỷ lệ gõ 0,95 thay cho 95", "TD-PHAN-TRAM-NHO", U, "SL29", "before", before=D("0.88")),
    of_typing("Mới trong kỳ lớn hơn lũy kế", "TD-LUY-KE-NHO", U, (MODELS.name, in_register(MODELS, 0, "cumulative")),
              more_new),
)  # fmt: skip

TEXTS = (
    info("Chữ bảng mã TCVN3", "TD-CHU-MA-CU", "position", position="Chuyªn viªn tæng hîp"),
    info("Chữ tổ hợp", "TD-CHU-TO-HOP", "position", position=unicodedata.normalize("NFD", "Chuyên viên chính")),
    evidence("Trích yếu bắt đầu bằng =cmd|", "TD-CHU-NHU-CONG-THUC", 1, "summary", summary="=cmd|' /C calc'!A0"),
    of_typing("Giải trình bắt đầu bằng @", "TD-CHU-NHU-CONG-THUC", U, (SCORES, at(U, "I.1.2", "reason")),
              on_line("I.1.2", reason="@SUM(A1)")),
)  # fmt: skip

FAULTS = (*IDENTITY, *EVIDENCES, *NUMBERS, *TEXTS)
