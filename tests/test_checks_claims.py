"""Claims, figures, evidence and texts: a clean workbook has no finding, each planted fault its own and no other."""

from datetime import date
from decimal import Decimal

import pytest
from member_bloc import bloc, filled, reclaimed, refigured
from member_drawing import at, check, drawn

from thidua_xl.submission import Answer, Claim, Evidence, RegisterRow, Submission

T, S, M, K, X, D = "Tự chấm", "Số liệu", "Minh chứng", "Điều kiện", "Thông tin", "Điển hình"


def claim(code: str, **changes: object) -> Submission:
    return reclaimed(filled(), code, **changes)


def with_evidence(*items: Evidence) -> Submission:
    sent = filled()
    return sent.model_copy(update={"evidence": (*sent.evidence, *items)})


def with_info(**items: object) -> Submission:
    sent = filled()
    return sent.model_copy(update={"info": sent.info | items})


def without_evidence(code: str) -> Submission:
    sent = filled()
    return sent.model_copy(update={"evidence": tuple(item for item in sent.evidence if item.criterion != code)})


def cell(code: str, key: str) -> str:
    return at("STP", code, key, bloc())


def paper(**changes: object) -> Evidence:
    return Evidence(**({"criterion": "I.1", "symbol": "99/QĐ-UB", "issued_on": date(2026, 3, 2)} | changes))  # type: ignore[arg-type]


def model(new: int, cumulative: int) -> Submission:
    row = RegisterRow(
        values={"name": "Tổ 2", "kind": "tập thể", "new": Decimal(new), "cumulative": Decimal(cumulative)}
    )
    return filled().model_copy(update={"registers": {D: (row,)}})


FAULTS: list[tuple[Submission, str, str, str]] = [
    # claims
    (claim("II.1", result=None), "TD-CHUA-CHAM", T, cell("II.1", "result")),
    (claim("II.3", typed=None), "TD-CHUA-CHAM", T, cell("II.3", "typed")),
    (claim("I.6", result="chín"), "TD-KHONG-PHAI-SO", T, cell("I.6", "result")),
    (claim("I.1", result="43,6"), "TD-SO-DANG-CHU", T, cell("I.1", "result")),
    (claim("I.1", result="3.704"), "TD-SO-HAI-CACH-DOC", T, cell("I.1", "result")),
    (claim("I.6", result="3.704"), "TD-SO-DANG-CHU", T, cell("I.6", "result")),
    (claim("III.2", result="88,1%"), "TD-SO-DANG-CHU", T, cell("III.2", "result")),
    (claim("III.2", result=Decimal("0.881")), "TD-PHAN-TRAM-NHO", T, cell("III.2", "result")),
    (claim("I.1", result="#REF!", errors=frozenset({"result"})), "TD-O-LOI", T, cell("I.1", "result")),
    (claim("I.1", result=date(2026, 12, 10)), "TD-SO-THANH-NGAY", T, cell("I.1", "result")),
    (claim("I.6", result=Decimal(-2)), "TD-SO-AM", T, cell("I.6", "result")),
    (claim("I.6", result=Decimal("1.5")), "TD-SO-LE", T, cell("I.6", "result")),
    (claim("I.1", target=Decimal(0)), "TD-THIEU-CHI-TIEU", T, cell("I.1", "target")),
    (claim("I.1", target=None), "TD-THIEU-CHI-TIEU", T, cell("I.1", "target")),
    (claim("I.1", result=None, times=Decimal(3)), "TD-THIEU-KET-QUA", T, cell("I.1", "result")),
    (claim("I.1", result=Decimal(2500)), "TD-TY-LE-KHO-TIN", T, cell("I.1", "result")),
    (claim("II.3", typed=Decimal(11)), "TD-VUOT-TOI-DA", T, cell("II.3", "typed")),
    (claim("II.3", typed=Decimal(-1)), "TD-DUOI-SAN", T, cell("II.3", "typed")),
    (claim("II.3", typed=Decimal("8.3")), "TD-LECH-BUOC", T, cell("II.3", "typed")),
    (claim("II.2", result="Rất tốt"), "TD-MUC-KHONG-CO", T, cell("II.2", "result")),
    (claim("II.4", result=None), "TD-THIEU-MUC", T, cell("II.4", "result")),
    (claim("II.4", typed=None), "TD-THIEU-DIEM", T, cell("II.4", "typed")),
    (claim("II.4", typed=Decimal(5)), "TD-NGOAI-KHUNG", T, cell("II.4", "typed")),
    (claim("I.3", result=Decimal(72)), "TD-NGOAI-CAC-MUC", T, cell("I.3", "result")),
    (claim("I.2", result="chưa rõ"), "TD-KHONG-PHAI-NGAY", T, cell("I.2", "result")),
    (claim("I.2", result="10/6/2026"), "TD-NGAY-DANG-CHU", T, cell("I.2", "result")),
    (claim("I.2", result=date(2026, 12, 2)), "TD-NGAY-SAU-HOM-NAY", T, cell("I.2", "result")),
    (claim("I.2", result=date(2024, 12, 31)), "TD-NGAY-QUA-CU", T, cell("I.2", "result")),
    (claim("I.5", not_arising="x"), "TD-KPS-CO-KET-QUA", T, cell("I.5", "not_arising")),
    (claim("II.1", not_arising="x", result=None), "TD-KPS-KHONG-DUOC", T, cell("II.1", "not_arising")),
    (claim("I.5", not_arising="không"), "TD-KPS-DAU-LA", T, cell("I.5", "not_arising")),
    (claim("I.5", not_arising="x", result=None, target=None), "TD-KPS-THIEU-LY-DO", T, cell("I.5", "reason")),
    (claim("I.1", typed=Decimal(9)), "TD-DIEM-KHAC-TINH", T, cell("I.1", "typed")),
    # evidence
    (without_evidence("II.4"), "TD-THIEU-MINH-CHUNG", T, cell("II.4", "evidence")),
    (without_evidence("I.1"), "TD-NEN-CO-MINH-CHUNG", T, cell("I.1", "evidence")),
    (without_evidence("I.4"), "TD-NEN-CO-MINH-CHUNG", T, cell("I.4", "evidence")),
    (with_evidence(paper(criterion="I.9")), "TD-MC-MA-LA", M, "B18"),
    (with_evidence(paper(criterion="I")), "TD-MC-MA-LA", M, "B18"),
    (with_evidence(paper(criterion=None)), "TD-MC-THIEU-MA", M, "B18"),
    (with_evidence(paper(criterion="#N/A", errors=frozenset({"criterion"}))), "TD-O-LOI", M, "B18"),
    (with_evidence(paper(symbol="")), "TD-MC-THIEU-SO", M, "C18"),
    (with_evidence(paper(issued_on=None)), "TD-MC-THIEU-SO", M, "D18"),
    (with_evidence(paper(issued_on=date(2027, 1, 1))), "TD-NGAY-SAU-HOM-NAY", M, "D18"),
    (with_evidence(paper(issued_on=date(2020, 1, 1))), "TD-NGAY-QUA-CU", M, "D18"),
    (with_evidence(paper(issued_on="2/3/2026")), "TD-NGAY-DANG-CHU", M, "D18"),
    (with_evidence(paper(issued_on="quý I")), "TD-KHONG-PHAI-NGAY", M, "D18"),
    (with_evidence(paper(), paper(criterion="I.2"), paper(criterion="I.3")), "TD-MC-NHIEU-DONG", M, "C20"),
    # figures
    (refigured(filled(), "SL03", result=None), "TD-THIEU-SO-LIEU", S, cell("SL03", "result")),
    (refigured(filled(), "SL01", result=Decimal("3.5")), "TD-SO-LE", S, cell("SL01", "result")),
    (refigured(filled(), "SL02", result=Decimal(-4)), "TD-SO-AM", S, cell("SL02", "result")),
    (refigured(filled(), "SL02", result="nhiều"), "TD-KHONG-PHAI-SO", S, cell("SL02", "result")),
    (refigured(filled(), "SL02", result="3.704", before=None), "TD-SO-DANG-CHU", S, cell("SL02", "result")),
    (refigured(filled(), "SL03", result=Decimal("0.88")), "TD-PHAN-TRAM-NHO", S, cell("SL03", "result")),
    (refigured(filled(), "SL02", result=Decimal(900)), "TD-TANG-DOT-BIEN", S, cell("SL02", "result")),
    (refigured(filled(), "SL02", result=Decimal(80000)), "TD-NHAM-DON-VI", S, cell("SL02", "result")),
    (refigured(filled(), "SL01", target=Decimal(10)), "TD-TY-LE-KHO-TIN", S, cell("SL01", "result")),
    (model(6, 5), "TD-LUY-KE-NHO", D, "E7"),
    # conditions
    (filled(answers={"K1": Answer(code="K1", answer="Không xảy ra")}), "TD-THIEU-TRA-LOI", K, "C8"),
    (
        filled(answers={"K1": Answer(code="K1", answer="Không"), "K2": Answer(code="K2", answer="chắc không")}),
        "TD-TRA-LOI-LA",
        K,
        "C8",
    ),
    # who and when
    (with_info(author=None), "TD-THIEU-THONG-TIN-NOP", X, "B11"),
    (with_info(made_on=date(2026, 11, 26)), "TD-NOP-MUON", X, "B14"),
    (with_info(made_on="20/11/2026"), "TD-NGAY-DANG-CHU", X, "B14"),
    (with_info(made_on=date(2027, 2, 1)), "TD-NGAY-SAU-HOM-NAY", X, "B14"),
    (with_info(submission="hai"), "TD-LAN-NOP-SAI", X, "B16"),
    (with_info(submission="2"), "TD-SO-DANG-CHU", X, "B16"),
    (with_info(signed_total=Decimal("84.6")), "TD-TONG-BAN-KY-LECH", X, "B19"),
    # texts
    (claim("I.1", reason="Kh«ng cã vô viÖc"), "TD-CHU-MA-CU", T, cell("I.1", "reason")),
    (claim("I.1", reason="Ho\u0323p thu\u031bo\u031b\u0300ng ky\u0300"), "TD-CHU-TO-HOP", T, cell("I.1", "reason")),
    (claim("I.1", reason="=cmd|'/c calc'!A1"), "TD-CHU-NHU-CONG-THUC", T, cell("I.1", "reason")),
    (claim("I.1", reason="@SUM(A1)"), "TD-CHU-NHU-CONG-THUC", T, cell("I.1", "reason")),
]


@pytest.mark.parametrize(("sent", "code", "sheet", "place"), FAULTS, ids=[f"{f[1]}-{f[3]}" for f in FAULTS])
def test_each_fault_has_its_one_finding(sent: Submission, code: str, sheet: str, place: str) -> None:
    expected = {(code, sheet, place)}
    assert {found for found in check(drawn(bloc(), submission=sent)) if found[0] != "TD-DOI-CHIEU-CHUA-DU"} == expected


def test_a_clean_workbook_has_no_finding() -> None:
    assert check(drawn(bloc())) == set()
    assert check(drawn(bloc()), bloc()) == set()


def test_the_signed_total_that_agrees_is_no_finding() -> None:
    assert check(drawn(bloc(), submission=with_info(signed_total=Decimal("84.57")))) == set()


@pytest.mark.parametrize(
    "sent",
    [
        claim("I.5", not_arising="x", result=None, target=None, reason="Không có hồ sơ"),
        claim("I.5", not_arising="Có", result=None, target=None, reason="Không có hồ sơ"),
        claim("I.5", not_arising=True, result=None, target=None, reason="Không có hồ sơ"),
        claim("IV.1", not_arising="x"),
        claim("I.6", reason="- Đã họp 3 lần\n- Không tồn đọng"),
        claim("I.1", typed=Decimal("8.8")),
        claim("I.2", result="Không nộp"),
        with_info(phone="+84 900 000 103"),
        with_info(submission=Decimal(2)),
        with_evidence(paper(), paper(criterion="I.2")),
        filled(answers={code: Answer(code=code, answer="Không") for code in ("K1", "K2")}),
        filled(registers={}),
    ],
)
def test_what_is_lawful_is_no_finding(sent: Submission) -> None:
    found = check(drawn(bloc(), submission=sent))
    assert {each for each in found if each[0] != "TD-NEN-CO-MINH-CHUNG"} == set()


def test_comparisons_within_a_unit() -> None:
    """DC2 holds for the Công an only: SL02 <= (SL01 + SL01.CK) * 1,5 / 2, a warning."""
    own = filled("CAT")
    own = own.model_copy(update={"claims": own.claims | {"III.3": Claim(code="III.3")}})
    assert check(drawn(bloc(), "CAT", own)) == set()
    high = refigured(own, "SL02", result=Decimal(300))
    assert check(drawn(bloc(), "CAT", high)) == {("TD-DOI-CHIEU-LECH", S, cell("SL02", "result"))}
    blank = refigured(own, "SL02", result=None)
    not_passed = ("TD-DOI-CHIEU-CHUA-DU", S, cell("SL02", "result"))
    assert check(drawn(bloc(), "CAT", blank)) == {("TD-THIEU-SO-LIEU", S, cell("SL02", "result")), not_passed}
    unread = refigured(own, "SL02", result="bảy mươi")
    assert check(drawn(bloc(), "CAT", unread)) == {("TD-KHONG-PHAI-SO", S, cell("SL02", "result")), not_passed}
    unknown = refigured(own, "SL01", before=None)
    assert check(drawn(bloc(), "CAT", unknown)) == {("TD-DOI-CHIEU-CHUA-DU", S, cell("SL01", "before"))}


def test_a_figure_two_things_need_is_named_once() -> None:
    """The line tied to a missing figure has no finding of its own."""
    sent = refigured(filled(), "SL01", result=None)
    assert check(drawn(bloc(), submission=sent)) == {("TD-THIEU-SO-LIEU", S, cell("SL01", "result"))}
