"""Member workbooks to look at: the example blocs' units, blank and filled in by somebody careful."""

import warnings
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from thidua_xl import examples
from thidua_xl.live.plan import Plan
from thidua_xl.rulebook.models import Rulebook, Unit
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.sheets.member import HONOURS, MODELS, MOVEMENTS
from thidua_xl.sheets.member_guide import example
from thidua_xl.submission import Answer, Claim, Evidence, FigureClaim, Raw, RegisterRow, Submission
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing import rulebook_bytes
from thidua_xl.workbooks.writing.member import write_member

TODAY = date(2026, 11, 20)


@cache
def sample_rulebook(name: str = "khoi-noi-chinh") -> Rulebook:
    """One of the example rulebooks."""
    rulebook, _ = read_rulebook(read_book(rulebook_bytes(examples.tables(name)), f"{name}.xlsx"))
    assert rulebook is not None
    return rulebook


def sample_unit(code: str = "CAT", name: str = "khoi-noi-chinh") -> Unit:
    """One unit of it."""
    unit = sample_rulebook(name).unit(code)
    assert unit is not None
    return unit


def filled(rulebook: Rulebook, unit: Unit) -> Submission:
    """What the guide's own examples say of every line, with a few registers; some lines lack their evidence."""
    plan = Plan(rulebook, unit)
    lines = [(row, example(row.rule)) for _, row in plan.lines if row.rule is not None]
    claims = {
        row.code: Claim(
            code=row.code, target=given.inputs.target, result=given.inputs.result, typed=given.inputs.typed,
            reason="Số liệu đến ngày 15/11/2026; phần còn lại của năm là ước thực hiện." if place % 9 == 4 else "",
        )
        for place, (row, given) in enumerate(lines)
        if given is not None and not row.figure
    }  # fmt: skip
    figures = {figure.code: _figure(figure.code, place) for place, (_, figure) in enumerate(plan.figure_rows)}
    answers = {case.code: Answer(code=case.code, answer="Không xảy ra") for case in rulebook.exclusions}
    return Submission(
        info=_info(), claims=claims, figures=figures, answers=answers, registers=_registers(),
        evidence=tuple(_evidence(row.code, place) for place, (row, _) in enumerate(lines) if place % 5 != 1),
    )  # fmt: skip


def _figure(code: str, place: int) -> FigureClaim:
    result = Decimal("12345.5") if place == 1 else Decimal(3704 if place == 0 else 88)
    return FigureClaim(code=code, target=Decimal(90), result=result, before=Decimal(81))


def _info() -> dict[str, Raw]:
    return {
        "author": "Trần Thị Ngọc Ánh", "position": "Đội trưởng Đội Tổng hợp", "phone": "0912 345 678",
        "made_on": date(2026, 11, 2), "signatory": "Đại tá Nguyễn Hữu Phước", "submission": Decimal(1),
        "document": "1234/CAT-PX01", "document_date": date(2026, 2, 5), "sent_as": "Tệp",
    }  # fmt: skip


def _evidence(code: str, place: int) -> Evidence:
    return Evidence(
        criterion=code, symbol=f"{80 + place}/KH-CAT", issued_on=date(2026, 3, 1 + place % 28), issuer="Công an tỉnh",
        summary="Kế hoạch thực hiện nhiệm vụ trọng tâm công tác bảo đảm an ninh, trật tự trên địa bàn tỉnh năm 2026",
        file=f"{place + 1:02d}-ke-hoach.pdf",
    )  # fmt: skip


def _registers() -> dict[str, tuple[RegisterRow, ...]]:
    movement: dict[str, Raw] = {
        "name": "Phong trào toàn dân bảo vệ an ninh Tổ quốc", "theme": "Mỗi người dân là một chiến sĩ", "level": "Tỉnh",
        "start": date(2026, 1, 15), "end": date(2026, 10, 30), "outcome": "Xây dựng 12 mô hình tự quản ở cơ sở",
    }  # fmt: skip
    model: dict[str, Raw] = {
        "name": "Tổ liên gia an toàn phòng cháy", "kind": "mô hình", "field": "Phòng cháy, chữa cháy",
        "new": Decimal(3), "cumulative": Decimal(41), "description": "Nhân rộng tại 14 xã, phường",
    }  # fmt: skip
    honour: dict[str, Raw] = {
        "award": "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", "groups": Decimal(4), "people": Decimal(12),
        "decision": "512/QĐ-UBND", "date": date(2026, 8, 19),
    }  # fmt: skip
    named = {MOVEMENTS.name: movement, MODELS.name: model, HONOURS.name: honour}
    return {name: (RegisterRow(values=values), RegisterRow(values=values)) for name, values in named.items()}


def sample_workbooks(folder: Path) -> dict[str, Path]:
    """One unit's workbook, `blank` and `filled`."""
    rulebook, unit = sample_rulebook(), sample_unit()
    paths = {name: folder / f"{name}.xlsx" for name in ("blank", "filled")}
    write_member(paths["blank"], rulebook, unit, today=TODAY)
    write_member(paths["filled"], rulebook, unit, submission=filled(rulebook, unit), today=TODAY)
    return paths


def loaded(path: Path, *, data_only: bool = False) -> Any:
    """A workbook as openpyxl sees it, which knows no print area that is a formula and says so."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, data_only=data_only)
