"""The registers: what is wrong in a row, the same thing twice, and the totals of the master."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from calc import Calc
from master_bloc import bloc as master_bloc
from masters import master_of
from member_bloc import bloc, filled
from member_drawing import TODAY, drawn

from thidua_xl.checks.registers import shared
from thidua_xl.checks.single import checked
from thidua_xl.demo.bloc import example_rulebook, submissions
from thidua_xl.sheets import member
from thidua_xl.submission import Raw, RegisterRow, Submission
from thidua_xl.workbooks.writing.master import write_master

D = Decimal
MODELS, HONOURS, MOVEMENTS = member.MODELS.name, member.HONOURS.name, member.MOVEMENTS.name


def with_rows(name: str, *rows: dict[str, Raw], unit: str = "CAT") -> Submission:
    registers = {name: tuple(RegisterRow(values=values) for values in rows)}
    return filled(unit).model_copy(update={"registers": registers})


def found(name: str, *rows: dict[str, Raw]) -> list[tuple[str, str | None]]:
    sent = with_rows(name, *rows)
    findings = checked(drawn(bloc(), "CAT", sent), bloc(), TODAY).findings
    return [(each.code, each.where.cell) for each in findings if each.where.sheet == name]


def model(new: Raw, total: Raw, name: str = "Tổ 1") -> dict[str, Raw]:
    return {"name": name, "kind": "mô hình", "new": new, "cumulative": total}


def honour(**more: Raw) -> dict[str, Raw]:
    return {"award": "Bằng khen", "groups": D(1), "people": D(2), "decision": "12/QĐ", "date": date(2026, 5, 4)} | more


@pytest.mark.parametrize(
    ("name", "row", "expected"),
    [
        (MODELS, model(D(3), D(9)), []),
        (MODELS, model(D(-3), D(9)), [("TD-KHONG-PHAI-SO-NGUYEN", "D7")]),
        (MODELS, model(D("2.5"), D(9)), [("TD-KHONG-PHAI-SO-NGUYEN", "D7")]),
        (MODELS, model("ba", D(9)), [("TD-KHONG-PHAI-SO", "D7")]),
        (MODELS, model("3", D(9)), [("TD-SO-DANG-CHU", "D7")]),
        (MODELS, model(date(2026, 3, 4), D(9)), [("TD-SO-THANH-NGAY", "D7")]),
        (MODELS, model(D(10), D(9)), [("TD-LUY-KE-NHO", "E7")]),
        (HONOURS, honour(), []),
        (HONOURS, honour(date=date(2025, 12, 30)), [("TD-NGAY-NGOAI-KY", "E7")]),
        (HONOURS, honour(date=date(2030, 1, 1)), [("TD-NGAY-SAU-HOM-NAY", "E7")]),
        (HONOURS, honour(date="tháng 5"), [("TD-KHONG-PHAI-NGAY", "E7")]),
        (MOVEMENTS, {"name": "A", "start": date(2021, 1, 1), "end": date(2030, 1, 1)}, []),
        (MOVEMENTS, {"name": "A", "start": date(2026, 3, 2), "end": date(2026, 3, 1)}, [("TD-NGAY-NGUOC", "E7")]),
        (MOVEMENTS, {"name": "A", "start": date(2024, 3, 2), "end": date(2025, 3, 1)}, [("TD-NGAY-NGOAI-KY", "E7")]),
    ],
)
def test_one_row(name: str, row: dict[str, Raw], expected: list[tuple[str, str]]) -> None:
    assert found(name, row) == expected


def test_nothing_typed_below_the_open_rows_is_lost() -> None:
    """Not even a row of which only the first cell is filled in."""
    rows: list[dict[str, Raw]] = [model(D(1), D(2), f"Tổ {number}") for number in range(member.OPEN_ROWS)]
    sent = with_rows(MODELS, *rows, {"name": "Tổ thêm"})
    read = checked(drawn(bloc(), "CAT", sent), bloc(), TODAY).submission
    assert read is not None
    assert [row.values.get("name") for row in read.registers[MODELS]][-2:] == ["Tổ 299", "Tổ thêm"]


def test_the_same_twice_in_one_workbook() -> None:
    assert found(MODELS, model(D(1), D(2)), model(D(1), D(2), "tổ  1"), model(D(1), D(2), "Tổ 2")) == [
        ("TD-SO-BO-LAP", "A8")
    ]
    other = honour(award="Cờ thi đua")  # one decision may give several titles
    assert found(HONOURS, honour(), other, honour(people=D(1))) == [("TD-SO-BO-LAP", "D9")]
    assert found(HONOURS, honour(decision=None), honour(decision=None)) == []


def test_the_same_of_two_units() -> None:
    sent = {
        "CAT": with_rows(HONOURS, honour()),
        "STP": with_rows(HONOURS, honour(), honour(), unit="STP"),
        "VKS": with_rows(HONOURS, honour(decision="13/QĐ"), unit="VKS"),
    }
    assert [(unit, each.code, each.facts["khac"]) for unit, each in shared(sent)] == [
        ("STP", "TD-SO-BO-HAI-DON-VI", "CAT")
    ]


# ---- totals of the master


TITLES = {"Chiến sĩ thi đua cơ sở": 19, "Lao động tiên tiến": 442, "Cờ thi đua": 10, "Huân chương": 1}


def test_totals_by_unit_and_by_kind(calc: Calc, tmp_path: Path) -> None:
    """A bloc's own figures: 252 new models of 938, and 19, 442, 10 and 1 titles, some of them typed as text."""
    master = master_of(master_bloc(), {unit.code: {} for unit in master_bloc().units})
    of_models = [rows for sent in submissions(example_rulebook()).values() for rows in sent.registers[MODELS]]
    for number, result in enumerate(master.results.values()):
        titles = [
            RegisterRow(values={"award": name, "people": "1" if half else D(count - 1)})
            for name, count in TITLES.items()
            for half in (True, False)
            if number == half and (half or count > 1)
        ]
        own = {MODELS: tuple(of_models[number::7]), HONOURS: tuple(titles)}
        result.submission = result.submission.model_copy(update={"registers": own})
    write_master(tmp_path / "master.xlsx", master)
    with calc.open(tmp_path / "master.xlsx") as book:
        totals = [row for row in book.values(MODELS, "A5:F25") if str(row[0]).startswith("Cộng")]
        assert [row[1:] for row in totals if row[0] == "Cộng"] == [
            [8, "", "", 252, 938],
            [8, "mô hình", "", 252, 938],
        ]
        per_unit = [row for row in totals if str(row[0]).startswith("Cộng ")]
        assert (sum(row[1] for row in per_unit), sum(row[4] for row in per_unit)) == (8, 252)  # type: ignore[misc]
        assert {row[1]: row[3] for row in book.values(HONOURS, "A5:D30") if row[0] == "Cộng" and row[1] in TITLES} == (
            TITLES
        )
        book.set_number(MODELS, "E5", 1000)
        assert book.value(MODELS, "E13") > 1000  # type: ignore[operator]
