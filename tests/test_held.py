"""Rows held packed: they are the same whenever they are looked at, and thousands of units' fit into little memory."""

import gc
import pickle
import zlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl import held
from thidua_xl.errors import CannotGoOn
from thidua_xl.held import HeldList, HeldTable
from thidua_xl.submission import Answer, Claim, Evidence, FigureClaim, RegisterRow, Submission

RAW = st.one_of(
    st.none(), st.text(max_size=9), st.booleans(), st.dates(), st.decimals(allow_nan=False, allow_infinity=False)
)
CLAIMS = st.builds(Claim, code=st.text(min_size=1, max_size=5), result=RAW, typed=RAW, reason=st.text(max_size=9))
EVIDENCE = st.builds(
    Evidence, criterion=RAW, symbol=st.text(max_size=9), issued_on=RAW, cells=st.just({"symbol": "C5"})
)


def open_ones(*rows: HeldTable[int]) -> list[bool]:
    return [each._opened is not None for each in rows]


@given(st.dictionaries(st.text(max_size=5), CLAIMS, max_size=4), st.lists(EVIDENCE, max_size=4).map(tuple))
def test_a_submission_is_the_same_packed_or_not(claims: dict[str, Claim], evidence: tuple[Evidence, ...]) -> None:
    whole = Submission(
        unit="TTT",
        claims=claims,
        evidence=evidence,
        figures={"F": FigureClaim(code="F", result=Decimal("1.50"))},
        answers={"C": Answer(code="C", answer="Không")},
        registers={"Điển hình": (RegisterRow(values={"name": "Tổ 1", "start": date(2026, 1, 2)}),)},
    )
    packed = whole.held()
    again = pickle.loads(pickle.dumps(packed))
    assert packed == whole == again
    assert whole == again.opened()
    assert [*again.claims.items()] == [*claims.items()]
    assert [*again.evidence] == [*evidence]
    assert again.opened().model_dump_json() == whole.model_dump_json()


def test_what_is_empty_stays_as_it_is() -> None:
    assert {type(value) for value in vars(Submission(unit="A").held()).values()} >= {dict, tuple}
    assert not Submission(unit="A").held().claims


def test_nobody_keeps_rows_that_nobody_has() -> None:
    table = HeldTable.of({"a": Claim(code="a")})
    row = ref(table["a"])
    del table
    gc.collect()
    assert row() is None


class Evil:
    """Runs code where it is unpickled without care."""

    def __reduce__(self) -> tuple[object, ...]:
        return eval, ("open('/tmp/thidua-xl-was-here', 'w')",)


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"rows",
        zlib.compress(b"rows"),
        zlib.compress(pickle.dumps({"a": Evil()})),
        zlib.compress(pickle.dumps(("a",))),
        zlib.compress(pickle.dumps({"a": 1}))[:-4],
        zlib.compress(pickle.dumps({"a": "a" * (held.LARGEST + 1)})),
    ],
    ids=["nothing", "not packed", "no rows", "a program", "other rows", "cut off", "a bomb"],
)
def test_rows_that_are_none_of_ours_stop_the_run_in_one_line(packed: bytes) -> None:
    with pytest.raises(CannotGoOn, match=r"hãy xóa tệp \.bo-nho .* rồi chạy lại") as stopped:
        len(HeldTable(packed))
    assert "\n" not in str(stopped.value)
    assert not Path("/tmp/thidua-xl-was-here").exists()


def test_a_list_equals_any_other_sequence_of_the_same_rows() -> None:
    rows = (Evidence(symbol="1"), Evidence(symbol="2"))
    assert HeldList.of(rows) == rows
    assert HeldList.of(rows) == [*rows]
    assert HeldList.of(rows) != rows[:1]
    assert HeldList.of(rows) != 1
    assert HeldList.of(rows)[-1] == rows[-1]


def test_where_not_all_fit_few_stay_open_until_those_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = [HeldTable.of({"a": number}) for number in range(9)]
    size = len(tables[0]._packed)
    monkeypatch.setattr(held, "_open", held._Open())
    monkeypatch.setattr(held, "FEW", 2 * size)
    monkeypatch.setattr(held, "MOST_OPEN", 5 * size)
    assert [table["a"] for table in tables[:5]] == [0, 1, 2, 3, 4]
    assert sum(open_ones(*tables)) == 5
    assert [table["a"] for table in tables] == [*range(9)]
    assert open_ones(*tables) == [False] * 7 + [True] * 2
    assert [table["a"] for table in tables] == [*range(9)], "they open again"
    tables = [HeldTable.of({"a": number}) for number in range(5)]
    gc.collect()
    assert [table["a"] for table in tables] == [0, 1, 2, 3, 4]
    assert all(open_ones(*tables)), "a bloc in which all fit, after one in which they did not"


def test_what_is_looked_at_is_open_whatever_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = HeldTable.of({"a": 1}), HeldTable.of({"a": 2})
    monkeypatch.setattr(held, "MOST_OPEN", 0)
    monkeypatch.setattr(held, "FEW", 0)
    assert (one["a"], other["a"]) == (1, 2)
    assert open_ones(one, other) == [False, True]
