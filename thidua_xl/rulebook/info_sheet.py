"""The sheets `Thông tin` and `Đơn vị`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from thidua_xl.findings.finding import Finding, Where
from thidua_xl.points import decimals, vietnamese
from thidua_xl.rulebook.models import Unit
from thidua_xl.rules.vocabulary import NotArising
from thidua_xl.sheets import words
from thidua_xl.sheets.desk import Desk
from thidua_xl.sheets.layout import Column
from thidua_xl.sheets.rulebook import INFO, UNITS
from thidua_xl.sheets.table import Row, Table, text_in
from thidua_xl.text.numbers import Kind
from thidua_xl.text.vietnamese import fold, nearest

REQUIRED = ("bloc", "period", "start", "end", "authority")
MOST_DIGITS = 6
HALF_YEAR_MONTHS = 7  # a period of so many months or fewer is a half-year review


@dataclass(slots=True)
class Info:
    """The items of `Thông tin` as typed, with the row each was found in."""

    rows: dict[str, Row] = field(default_factory=dict)
    blank: dict[str, Row] = field(default_factory=dict)  # named, with no value
    texts: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    numbers: dict[str, Decimal] = field(default_factory=dict)
    digits: int = 2
    not_arising: NotArising = NotArising.NEVER

    @property
    def period_kind(self) -> str:
        """`Năm` or `6 tháng`: the declared one, else by the dates."""
        if self.texts.get("period_kind"):
            return self.texts["period_kind"]
        start, end = self.days.get("start"), self.days.get("end")
        if start is None or end is None:
            return words.YEAR
        return kind_by_dates(start, end)


def kind_by_dates(start: date, end: date) -> str:
    """`Năm` or `6 tháng`, by how many months a period has."""
    months = (end.year - start.year) * 12 + end.month - start.month + (1 if end.day >= start.day else 0)
    return words.HALF_YEAR if months <= HALF_YEAR_MONTHS else words.YEAR


def read_info(desk: Desk, table: Table) -> Info:
    """Every item, whatever the order of the rows; what is missing or unknown is a finding."""
    info = Info()
    known = {fold(item.header): item for item in INFO.items}
    for row in table.rows():
        name = text_in(row.cells.get("item"))
        item = known.get(fold(name))
        if item is None:
            near = nearest(name, (item.header for item in INFO.items)) if name else None
            if near:
                desk.report("TD-MUC-THONG-TIN-GAN-DUNG", row, "item", ghi=name, y=near)
        elif item.key in info.rows:
            desk.report("TD-MA-TRUNG", row, "item", ma=item.header, o=info.rows[item.key].where("item"))
        elif "value" in row.cells:
            info.rows[item.key] = row
            _read_item(desk, info, row, item)
        else:
            info.blank[item.key] = row
    for key in REQUIRED:
        if key not in info.rows:
            place = info.blank[key].where("value") if key in info.blank else f"A{table.header_row}"
            where = Where(sheet=desk.sheet, cell=place)
            desk.findings.append(Finding("TD-THIEU-THONG-TIN", where, {"muc": INFO.column(key).header}))
    _check_dates(desk, info)
    return info


def _read_item(desk: Desk, info: Info, row: Row, item: Column) -> None:
    value = Column("value", item.header, item.content, choices=item.choices)
    match item.content:
        case "date":
            day = desk.day(row, value)
            if day:
                info.days[item.key] = day
        case "points" | "count":
            number = desk.number(row, value, Kind.POINTS)
            if number is not None:
                _number(desk, info, row, item, number)
        case "word":
            info.texts[item.key] = desk.word(row, value)
            if item.key == "not_arising" and info.texts[item.key]:
                info.not_arising = NotArising(info.texts[item.key])
        case _:
            info.texts[item.key] = desk.text(row, value)


def _number(desk: Desk, info: Info, row: Row, item: Column, number: Decimal) -> None:
    if number < 0:
        desk.report("TD-PHAI-GHI-DUONG", row, "value", cot=item.header, ghi=vietnamese(number))
    elif item.key != "digits":
        info.numbers[item.key] = number
    elif number == number.to_integral_value() and number <= MOST_DIGITS:
        info.digits = int(number)
    else:
        desk.report("TD-LAM-TRON-SAI", row, "value", ghi=vietnamese(number), toi_da=str(MOST_DIGITS))


def _check_dates(desk: Desk, info: Info) -> None:
    start, end = info.days.get("start"), info.days.get("end")
    if start and end and end < start:
        facts = {"tu": f"{start:%d/%m/%Y}", "den": f"{end:%d/%m/%Y}"}
        desk.report("TD-KY-NGUOC", info.rows["end"], "value", **facts)
    for key in ("scale", "bonus_cap"):
        number = info.numbers.get(key)
        if number is not None and decimals(number) > info.digits:
            facts = {"cot": INFO.column(key).header, "ghi": vietnamese(number), "so": str(info.digits)}
            desk.report("TD-QUA-LE", info.rows[key], "value", **facts)


def read_units(desk: Desk, table: Table) -> tuple[Unit, ...]:
    """Every unit; codes are unique, and so are the names and aliases by which a workbook may be known."""
    units: dict[str, Unit] = {}
    places: dict[str, str] = {}  # the address of each code
    groups: dict[str, str] = {}  # each group in the spelling it was first met in
    names: dict[str, str] = {}
    for row in table.rows():
        code = desk.code(row, UNITS.column("code"), ascii_only=True)
        texts = {key: desk.text(row, UNITS.column(key)) for key in ("name", "group", "contact", "phone", "email")}
        role = desk.word(row, UNITS.column("role"))
        aliases = tuple(piece for piece in _pieces(desk.text(row, UNITS.column("aliases"))))
        if not code:
            if "code" not in row.cells:
                desk.report("TD-THIEU-MA", row, "code", noi_dung=texts["name"])
            continue
        if not texts["name"]:
            desk.report("TD-THIEU-TEN", row, "name", ma=code)
        if fold(code) in units:
            desk.report("TD-MA-TRUNG", row, "code", ma=code, o=places[fold(code)])
            continue
        places[fold(code)] = row.where("code")
        texts["group"] = groups.setdefault(fold(texts["group"]), texts["group"])
        units[fold(code)] = Unit(code=code, role=role, aliases=aliases, **texts)
        _check_names(desk, row, units[fold(code)], names)
    if not units:
        desk.findings.append(Finding("TD-KHONG-CO-DON-VI", Where(sheet=desk.sheet, cell=f"A{table.header_row + 1}")))
    return tuple(units.values())


def _check_names(desk: Desk, row: Row, unit: Unit, names: dict[str, str]) -> None:
    for name in (unit.name, *unit.aliases):
        other = names.setdefault(fold(name), unit.code)
        if name and other != unit.code:
            desk.report("TD-TEN-TRUNG", row, "name", ten=name, ma=other)


def _pieces(text: str) -> Iterable[str]:
    return (piece for piece in (part.strip() for part in text.split(";")) if piece)
