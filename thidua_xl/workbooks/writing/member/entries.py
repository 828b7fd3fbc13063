"""What the open cells of a line take, by its rule: drop-downs, limits, prompts and refusals."""

import textwrap
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from thidua_xl.points import vietnamese
from thidua_xl.rulebook.models import Criterion
from thidua_xl.rules.bands import Bands
from thidua_xl.rules.choice import Choice
from thidua_xl.rules.linear import Linear
from thidua_xl.rules.typed import Direct, Frame
from thidua_xl.rules.vocabulary import NOT_SENT, Measure, Part

TITLE, DECIMALS = "Kết quả", "Dùng dấu thập phân của máy này, không gõ dấu phân cách hàng nghìn."
Options = dict[str, Any]


def result_validation(row: Criterion, cell: str, list_name: Callable[[Iterable[str]], str]) -> Options | None:
    """What the result cell takes."""
    assert row.rule is not None
    form = row.rule.form
    if isinstance(form, Choice | Frame):
        names = [level.name for level in form.levels if level.name]
        if not names:
            return _options(f"Để trống; mức điểm: {form.levels[0].said()}.", "Để trống ô này.") | {
                "validate": "length", "criteria": "=", "value": 0,
            }  # fmt: skip
        words = _options("Chọn một mức trong danh sách.", "Chỉ chọn một mức trong danh sách.")
        return words | {"validate": "list", "source": f"={list_name(names)}"}
    if row.rule.reads_a_day:
        say = f"Ghi ngày thực hiện, hoặc ghi {NOT_SENT}."
        refuse = f"Ghi ngày theo thứ tự ngày tháng của máy này (xem dòng màu vàng ở đầu trang), hoặc ghi {NOT_SENT}."
        test = f'=OR(ISNUMBER({cell}),TRIM({cell})="{NOT_SENT}")'
        return _options(say, refuse) | {"validate": "custom", "value": test}
    return _number_validation(row)


def _number_validation(row: Criterion) -> Options:
    assert row.rule is not None
    form = row.rule.form
    measure = form.gauge.measure if isinstance(form, Bands | Linear) else None
    unit = f" Đơn vị tính: {row.measured_in}." if row.measured_in else ""
    if measure is Measure.COUNT:
        words = _options(f"Ghi số lần, là số nguyên; không có thì ghi 0.{unit}", "Chỉ ghi số nguyên từ 0 trở lên.")
        return words | {"validate": "integer", "criteria": ">=", "value": 0}
    if measure is Measure.VALUE:
        words = _options(f"Ghi một số.{unit}", f"Chỉ ghi số. {DECIMALS}")
        return words | {"validate": "decimal", "criteria": "between", "minimum": -(10**15), "maximum": 10**15}
    words = _options(f"Ghi một số.{unit}", f"Chỉ ghi số từ 0 trở lên. {DECIMALS}")
    return words | {"validate": "decimal", "criteria": ">=", "value": 0}


def typed_validation(row: Criterion) -> Options:
    """What the cell of proposed points takes."""
    assert row.rule is not None
    form = row.rule.form
    computed = "typed" not in form.reads
    say = "Không bắt buộc: điểm được tính tự động." if computed else row.rule.sentence()
    if row.rule.part is Part.DEDUCTION and not computed:
        say += ". Ghi số dương."
    low = form.floor if isinstance(form, Direct) else Decimal(0)
    high = form.ceiling if isinstance(form, Direct) else row.maximum
    limits = f"từ {vietnamese(low)} " if low is not None else ""
    limits += f"đến {vietnamese(high)}" if high is not None else "trở lên"
    words = _options(say, f"Ghi số điểm {limits}. {DECIMALS}", "Điểm đề nghị")
    bottom = float(low) if low is not None else -1e9
    top = float(high) if high is not None else 1e9
    return words | {"validate": "decimal", "criteria": "between", "minimum": bottom, "maximum": top}


def _options(say: str, refuse: str, title: str = TITLE) -> Options:
    """Office takes 255 characters of a prompt and 224 of a refusal."""
    shown = {"input_title": title, "input_message": textwrap.shorten(say, 250, placeholder=" …")}
    refused = textwrap.shorten(refuse, 220, placeholder=" …")
    return shown | {"error_title": title, "error_message": refused, "ignore_blank": True}
