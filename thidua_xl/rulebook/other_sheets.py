"""The sheets `Chỉ tiêu`, `Đối chiếu`, `Xếp loại`, `Điều kiện`: rows become models."""

from collections.abc import Iterable
from decimal import Decimal

from thidua_xl.errors import BadExpression
from thidua_xl.points import vietnamese
from thidua_xl.rulebook.expressions import figures_in, parsed
from thidua_xl.rulebook.models import ClassRow, CrossCheck, Exclusion, Figure, Unit
from thidua_xl.sheets import words
from thidua_xl.sheets.desk import ASCII_CODE, Desk, meant
from thidua_xl.sheets.layout import Column, Content, Layout
from thidua_xl.sheets.rulebook import CLASSES, CROSS_CHECKS, EXCLUSIONS, FIGURES, TARGET_PREFIX
from thidua_xl.sheets.table import Row, Table, is_blank, text_in
from thidua_xl.text.numbers import Kind
from thidua_xl.text.vietnamese import clean, fold


def new_code(desk: Desk, row: Row, layout: Layout, seen: dict[str, str], *, ascii_only: bool = False) -> str:
    """The row's code where it is there, well formed and not yet taken; else "" and a finding."""
    code = desk.code(row, layout.column("code"), ascii_only=ascii_only)
    if not code:
        if "code" not in row.cells:
            first = next((text for cell in row.cells.values() if (text := text_in(cell))), "")
            desk.report("TD-THIEU-MA", row, "code", noi_dung=first[:60])
        return ""
    if fold(code) in seen:
        desk.report("TD-MA-TRUNG", row, "code", ma=code, o=seen[fold(code)])
        return ""
    seen[fold(code)] = row.where("code")
    return code


# ---- Chỉ tiêu


def read_figures(desk: Desk, table: Table, units: tuple[Unit, ...]) -> tuple[Figure, ...]:
    """The figures with the targets assigned in the columns `KH ‹mã đơn vị›`."""
    targets = _target_columns(desk, table, units)
    seen: dict[str, str] = {}
    figures: list[Figure] = []
    for row in table.rows():
        code = new_code(desk, row, FIGURES, seen, ascii_only=True)
        name = desk.text(row, FIGURES.column("name"))
        kind = desk.word(row, FIGURES.column("kind"), words.REAL)
        applies = desk.codes(row, FIGURES.column("units"), (unit.code for unit in units), "đơn vị")
        if not code:
            continue
        if not name:
            desk.report("TD-THIEU-TEN", row, "name", ma=code)
        assigned = _targets(desk, table, row, kind, targets)
        for unit in assigned:
            if applies and unit not in applies:
                desk.report("TD-GIAO-CHO-DON-VI-KHONG-CO", row, f"KH {unit}", ma=code, don_vi=unit)
        measured_in = desk.text(row, FIGURES.column("measured_in"))
        figures.append(
            Figure(code=code, name=name, measured_in=measured_in, kind=kind, units=applies, targets=assigned)
        )
    return tuple(figures)


def _target_columns(desk: Desk, table: Table, units: tuple[Unit, ...]) -> dict[int, str]:
    by_fold = {fold(unit.code): unit.code for unit in units}
    columns: dict[int, str] = {}
    for place, header in table.others.items():
        prefix, _, code = clean(header).partition(" ")
        if fold(prefix) != fold(TARGET_PREFIX) or not code:
            continue
        unit = by_fold.get(fold(code))
        row = Row(table.header_row, {}, {"header": place})
        near = meant(code, by_fold.values())
        if unit is None and not (near or ASCII_CODE.fullmatch(code)):
            continue  # "KH năm 2025": a column of the author's own
        if unit is None:
            desk.report("TD-MA-KHONG-CO", row, "header", ghi=code, loai="đơn vị", y=near)
        elif unit in columns.values():
            desk.report("TD-COT-TRUNG", row, "header", cot=header)
        else:
            columns[place] = unit
    return columns


def _targets(desk: Desk, table: Table, row: Row, kind: str, columns: dict[int, str]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for place, unit in columns.items():
        cell = table.cell(row.number, place)
        key = f"KH {unit}"
        row.places[key] = place
        if cell is None or is_blank(cell):
            continue
        given = Row(row.number, {key: cell}, row.places)
        value = desk.number(given, Column(key, key, Content.NUMBER), Kind(kind))
        if value is not None and value < 0:
            desk.report("TD-PHAI-GHI-DUONG", given, key, cot=key, ghi=vietnamese(value))
        elif value is not None:
            found[unit] = value
    return found


# ---- Đối chiếu


def read_cross_checks(
    desk: Desk, table: Table, units: tuple[Unit, ...], figures: tuple[Figure, ...]
) -> tuple[CrossCheck, ...]:
    """The comparisons; a side that is not arithmetic over known codes is an error and never evaluated."""
    seen: dict[str, str] = {}
    checks: list[CrossCheck] = []
    for row in table.rows():
        code = new_code(desk, row, CROSS_CHECKS, seen)
        sides = [_side(desk, row, key, units, figures) for key in ("left", "right")]
        comparison = desk.word(row, CROSS_CHECKS.column("comparison"))
        if not comparison and "comparison" not in row.cells:
            desk.report("TD-THIEU-THAM-SO", row, "comparison", cot="Phép", cach="Đối chiếu")
        tolerance = desk.amount(row, CROSS_CHECKS.column("tolerance")) or (Decimal(0), False)
        if tolerance[0] < 0:
            desk.report("TD-PHAI-GHI-DUONG", row, "tolerance", cot="Dung sai", ghi=vietnamese(tolerance[0]))
        gravity = desk.word(row, CROSS_CHECKS.column("gravity"), words.GRAVE)
        applies = desk.codes(row, CROSS_CHECKS.column("units"), (unit.code for unit in units), "đơn vị")
        text = desk.text(row, CROSS_CHECKS.column("text"))
        if code and comparison and all(sides):
            checks.append(
                CrossCheck(
                    code=code,
                    text=text,
                    left=sides[0],
                    comparison=comparison,
                    right=sides[1],
                    tolerance=abs(tolerance[0]),
                    tolerance_percent=tolerance[1],
                    gravity=gravity,
                    units=applies,
                )
            )
    return tuple(checks)


def _side(desk: Desk, row: Row, key: str, units: tuple[Unit, ...], figures: tuple[Figure, ...]) -> str:
    header = CROSS_CHECKS.column(key).header
    text = desk.text(row, CROSS_CHECKS.column(key))
    if not text:
        if key not in row.cells:
            desk.report("TD-THIEU-THAM-SO", row, key, cot=header, cach="Đối chiếu")
        return ""
    try:
        named = list(figures_in(parsed(text)))
    except BadExpression as bad:
        desk.report("TD-BIEU-THUC-SAI", row, key, cot=header, ghi=text[:80], cho=str(bad))
        return ""
    for figure in named:
        _check_known(desk, row, key, figure.code, {fold(known.code) for known in figures}, "chỉ tiêu số liệu")
        if figure.unit:
            _check_known(desk, row, key, figure.unit, {fold(unit.code) for unit in units}, "đơn vị")
    return text


def _check_known(desk: Desk, row: Row, key: str, code: str, known: set[str], what: str) -> None:
    if fold(code) not in known:
        desk.report("TD-MA-KHONG-CO", row, key, ghi=code, loai=what, y=meant(code, known))


# ---- Xếp loại


def read_classes(desk: Desk, table: Table, codes: Iterable[str]) -> list[tuple[ClassRow, Row]]:
    """The rows of classes in their order; ``codes`` are those of the criteria."""
    codes = tuple(codes)
    classes: list[tuple[ClassRow, Row]] = []
    for row in table.rows():
        name = desk.text(row, CLASSES.column("name"))
        if not name:
            desk.report("TD-THIEU-TEN", row, "name", ma="")
            continue
        points = {key: desk.number(row, CLASSES.column(key), Kind.POINTS) for key in ("start", "below")}
        percents = {key: desk.number(row, CLASSES.column(key), Kind.PERCENT) for key in ("line_floor", "short_by")}
        before = len(desk.findings)
        must_meet = desk.codes(row, CLASSES.column("must_meet"), codes, "tiêu chí")
        all_known = len(desk.findings) == before
        least = whole(desk, row, CLASSES.column("least_met"))
        if least is not None and least > len(must_meet) and all_known:
            desk.report("TD-SO-CHI-TIEU-QUA-NHIEU", row, "least_met", ghi=str(least), co=str(len(must_meet)))
        found = ClassRow(name=name, must_meet=must_meet, least_met=least, **points, **percents)
        classes.append((found, row))
    return classes


def whole(desk: Desk, row: Row, column: Column) -> int | None:
    """A whole number of 0 or more, None where blank or wrong (reported)."""
    value = desk.number(row, column, Kind.COUNT)
    if value is None:
        return None
    if value < 0 or value != value.to_integral_value():
        desk.report("TD-KHONG-PHAI-SO-NGUYEN", row, column.key, cot=column.header, ghi=vietnamese(value))
        return None
    return int(value)


# ---- Điều kiện


def read_exclusions(desk: Desk, table: Table) -> tuple[Exclusion, ...]:
    """The cases; what their effects name is checked once awards and classes are read."""
    seen: dict[str, str] = {}
    exclusions: list[Exclusion] = []
    for row in table.rows():
        code = new_code(desk, row, EXCLUSIONS, seen)
        texts = {key: desk.text(row, EXCLUSIONS.column(key)) for key in ("text", "effect")}
        for key, text in texts.items():
            if not text and key not in row.cells:
                header = EXCLUSIONS.column(key).header
                desk.report("TD-THIEU-THAM-SO", row, key, cot=header, cach="Điều kiện")
        if fold(texts["text"]).startswith("không"):
            desk.report("TD-DIEU-KIEN-PHU-DINH", row, "text", ma=code)
        if code and all(texts.values()):
            exclusions.append(Exclusion(code=code, **texts))
    return tuple(exclusions)


def check_effects(
    desk: Desk, table: Table, exclusions: Iterable[Exclusion], classes: Iterable[str], awards: Iterable[str]
) -> tuple[Exclusion, ...]:
    """Each effect in the spelling of what it names; unknown ones are errors."""
    known = {fold(name): name for name in (words.NO_EMULATION, *awards, *classes)}
    rows: dict[str, Row] = {}
    for row in table.rows():
        rows.setdefault(desk.code(row, EXCLUSIONS.column("code")), row)
    settled: list[Exclusion] = []
    for exclusion in exclusions:
        name = known.get(fold(exclusion.effect))
        if name is None:
            row = rows[exclusion.code]
            near = meant(exclusion.effect, known.values())
            desk.report("TD-HE-QUA-KHONG-CO", row, "effect", ghi=exclusion.effect, y=near)
        settled.append(exclusion.model_copy(update={"effect": name or exclusion.effect}))
    return tuple(settled)
