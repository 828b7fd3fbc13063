"""Findings between units: the same content, one document of two, figures that two units report."""

from decimal import Decimal

import pytest
from member_bloc import bloc, filled, refigured
from member_drawing import TODAY, drawn

from thidua_xl.checks.between import findings_between
from thidua_xl.checks.single import checked
from thidua_xl.findings.catalogue import fix, message
from thidua_xl.findings.finding import Finding
from thidua_xl.member.reading import Reading
from thidua_xl.scoring.scorecard import Scorecard
from thidua_xl.submission import Submission

Read = tuple[Submission, Reading, Scorecard]


def read(unit: str, sent: Submission) -> Read:
    found = checked(drawn(bloc(), unit, sent), bloc(), TODAY)
    assert found.submission is not None
    assert found.reading is not None
    assert found.card is not None
    return found.submission, found.reading, found.card


def between(**sent: Submission) -> list[Finding]:
    found = findings_between(bloc(), {unit: read(unit, each) for unit, each in sent.items()})
    for each in found:
        assert message(each)
        assert fix(each)
    return found


def other(unit: str) -> Submission:
    """A unit's own submission: its evidence and one figure are its own."""
    return refigured(filled(unit), "SL03", result=Decimal(80) + len(unit))


def near(unit: str, result: int) -> Submission:
    return refigured(other(unit), "SL01", result=Decimal(result))


def test_units_that_differ_and_agree() -> None:
    assert between(CAT=near("CAT", 120), VKS=near("VKS", 121), STP=other("STP")) == []


def test_the_same_content() -> None:
    copied = other("CAT").model_copy(update={"evidence": ()})
    found = between(CAT=copied, STP=copied, VKS=near("VKS", 121))
    assert [(f.code, f.where.unit, f.facts["khac"]) for f in found] == [("TD-HAI-DON-VI-GIONG-NHAU", "STP", "CAT")]


def test_one_document_of_two_units() -> None:
    mine = near("VKS", 121)
    shared = mine.model_copy(update={"evidence": (*mine.evidence, near("CAT", 120).evidence[2])})
    found = between(CAT=near("CAT", 120), VKS=shared)
    assert [(f.code, f.where.unit, f.where.sheet, f.where.cell) for f in found] == [
        ("TD-MC-HAI-DON-VI", "VKS", "Minh chứng", "C18")
    ]
    assert found[0].facts["o"] == "C9"


@pytest.mark.parametrize(("result", "code"), [(123, "TD-DOI-CHIEU-SAI"), (122, None)])
def test_a_comparison_between_units_is_made_once(result: int, code: str | None) -> None:
    """DC1: CAT!SL01 = VKS!SL01, 2 % of the right side."""
    found = between(CAT=near("CAT", 120), VKS=near("VKS", result))
    assert [(f.code, f.where.unit) for f in found] == ([(code, None)] if code else [])
    if found:
        assert "E7" in found[0].facts["o"]


def test_a_missing_unit_leaves_the_comparison_open() -> None:
    found = between(CAT=near("CAT", 120))
    assert [(f.code, f.where.unit, f.facts["thieu"]) for f in found] == [("TD-DOI-CHIEU-CHUA-DU", None, "VKS!SL01")]


def test_a_figure_that_cannot_be_read_is_not_passed() -> None:
    unread = refigured(other("VKS"), "SL01", result="hơn một trăm")
    found = between(CAT=near("CAT", 120), VKS=unread)
    assert [(f.code, f.where.unit, f.facts["thieu"]) for f in found] == [("TD-DOI-CHIEU-CHUA-DU", None, "VKS!SL01")]


def test_the_order_of_units_never_matters() -> None:
    sent = {unit: near(unit, 120 + len(unit)) for unit in ("VKS", "CAT", "STP")}
    assert between(**sent) == between(**dict(sorted(sent.items())))
